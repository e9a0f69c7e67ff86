"""What lacks a member after a change: in Go types of an interface of which they have all else, in Rust blocks that implement a trait."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.languages import language as language_module
from ....indexer.tokens import blank
from ..called import all_called, first_of
from ..namesakes.definition_facts import holder_of
from ..receivers.written_names import last_part
from .change_set import unmet_member
from .overriding import asked_by_go, fits, forms, has_like, of_go_type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..changes.changes import Change
    from ..meaning.program import Program
    from .change_set import Issue

__all__ = ["lacking_in_go", "lacking_in_rust"]

IMPL: Final = re.compile(
    r"\bimpl\b(?:\s*<[^{;]*?>)?\s+(?:\w+::)*(\w+)(?:<[^{;]*?>)?\s+for\s+([^{;]*?)\s*(?:\bwhere\b[^{;]*)?\{"
)
MACRO: Final = re.compile(r"^\s*\w[\w:]*!", re.MULTILINE)


def lacking_in_go(now: Program, item: Change) -> Iterator[Issue]:
    """Types that have all else that an interface of several members asks for, by their number of arguments and last result."""
    names, name = now.receivers, item.symbol.rpartition(".")[2]
    holder = (item.path, holder_of((item.path, item.symbol)))
    is_asking = names.is_interface(holder)
    if is_asking and item.kind == "removed":
        return
    for one in all_called(now.index, name):
        klass = (one.path, holder_of((one.path, one.qualname)))
        if not names.is_interface(klass) or (is_asking and (one.path, one.qualname) != (item.path, item.symbol)):
            continue
        others = [asked for asked in asked_by_go(now, (one.path, one.qualname)) if asked.name != name]
        near = all_called(now.index, others[0].name) if others and is_asking else ()
        for made in (
            dict.fromkeys((near.path, holder_of((near.path, near.qualname))) for near in near)
            if is_asking
            else [holder]
        ):
            own = of_go_type(now, made)
            having = next((member for member in sorted(names.held(made, name))), None)
            if not own or not others or has_like(now, own, one) or (having is None) == (item.kind == "signature"):
                continue
            if all(names.named(last_part(base)) for base in names.written(made)) and all(
                has_like(now, own, other) for other in others
            ):
                at = first_of(now.index, made[0]).get(having or made[1])
                told = f"{made[1]} has all that {klass[1]} asks for, but {name}" + (
                    " in another form" if having else ""
                )
                yield unmet_member(made[0], at.start_line if at is not None else 1, told, sure=False)


def lacking_in_rust(now: Program, item: Change) -> Iterator[Issue]:
    """Blocks that implement a trait without what it asks for, or with what it has no more."""
    names, name = now.receivers, item.symbol.rpartition(".")[2]
    holder = holder_of((item.path, item.symbol))
    is_trait = any(one.path == item.path and one.kind == "trait" for one in names.named(holder))
    for path in now.files_saying(holder) if is_trait else [item.path]:
        for line, trait, type_, body in _implementing(now, path):
            if holder != (trait if is_trait else type_) or MACRO.search(body):
                continue
            has = re.search(rf"\bfn\s+{re.escape(name)}\b", body) is not None
            for home in sorted(names.meant(path, trait)):
                if is_trait and home != item.path:
                    continue
                asked, given = forms(now, (home, trait), name)
                said = f"{trait}.{name}, which it has to implement"
                own = names.forms((path, f"{type_}.{name}"))
                if asked and not has:
                    yield unmet_member(path, line, f"{type_} has no {said}")
                elif asked and own and not any(fits(one, asked[0]) for one in own):
                    yield unmet_member(path, line, f"{type_}.{name} takes another number of arguments than {said}")
                elif has and is_trait and not asked and not given:
                    yield unmet_member(path, line, f"{type_}.{name} is of {trait}, which has none any more")


def _implementing(now: Program, path: str) -> Iterator[tuple[int, str, str, str]]:
    """The blocks of a file of Rust that implement a trait: line, trait, type, and what stands right in them."""
    text = blank(now.index.read(path), language_module("Rust").LEXICON).text.decode("utf-8", "replace")
    for match in IMPL.finditer(text):
        depth, start, body = 1, match.end(), ""
        for brace in re.finditer(r"[{}]", text[match.end() :]):
            at = match.end() + brace.start()
            body += text[start:at] if depth == 1 else ""
            depth, start = depth + (1 if brace[0] == "{" else -1), at + 1
            if not depth:
                break
        words_ = re.findall(r"\w+", match[2].partition("<")[0])
        yield text.count("\n", 0, match.start()) + 1, match[1], words_[-1] if words_ else match[2], body
