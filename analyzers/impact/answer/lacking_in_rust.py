"""Rust: blocks that implement a trait and lack a member after a change, or have one that the trait has no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.languages import language as language_module
from ....indexer.tokens import blank
from ..namesakes.definition_facts import holder_of
from .asked_forms import fits, forms
from .change_set import ERROR, Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..changes.changes import Change
    from ..meaning.program import Program

__all__ = ["lacking_in_rust"]

IMPL: Final = re.compile(
    r"\bimpl\b(?:\s*<[^{;]*?>)?\s+(?:\w+::)*(\w+)(?:<[^{;]*?>)?\s+for\s+([^{;]*?)\s*(?:\bwhere\b[^{;]*)?\{"
)
MACRO: Final = re.compile(r"^\s*\w[\w:]*!", re.MULTILINE)


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
                    yield Issue(path, line, ERROR, "unmet-member", f"{type_} has no {said}")
                elif asked and own and not any(fits(one, asked[0]) for one in own):
                    yield Issue(
                        path,
                        line,
                        ERROR,
                        "unmet-member",
                        f"{type_}.{name} takes another number of arguments than {said}",
                    )
                elif has and is_trait and not asked and not given:
                    yield Issue(
                        path, line, ERROR, "unmet-member", f"{type_}.{name} is of {trait}, which has none any more"
                    )


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
