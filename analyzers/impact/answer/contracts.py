"""What a class has to have, and has not after a change: members that an interface, a trait or an abstract class asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.gathering import words
from ....indexer.languages import language as language_module
from ....indexer.reached import reached
from ....indexer.tokens import blank
from ..called import all_called, defined_as, first_of
from ..changes.call_fit import Fitting, covers_no_more
from ..changes.changes import read_version
from ..namesakes.definition_facts import holder_of
from ..receivers.written_names import last_part
from .change_set import WARNING, ChangeSet, Issue, unmet_member
from .overriding import ASKED_KINDS, GIVEN, asked_by_go, fits, forms, has_like, is_asked_for, of_go_type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..changes.changes import Change
    from ..meaning.program import Program
    from ..receivers.class_names import Class, Named

__all__ = ["unfulfilled", "unmet"]

BY_NAME_ALONE: Final = frozenset({"TypeScript", "TSX"})
"""What implements a member may take fewer arguments than it asks for."""
MADE: Final = frozenset({"class", "struct", "enum", "record", "object"})
OF_ENUMS: Final = words("name ordinal compareTo getDeclaringClass cases from tryFrom")
ABSTRACT: Final = r"\babstract\b"
UNMADE: Final = {"Kotlin": r"\b(?:abstract|sealed|expect)\b|\bby\s", "Python": r"(?!)"}
"""Kinds of classes that nobody makes an object of, or that another object stands in for."""


def unfulfilled(now: Program, changed: ChangeSet) -> Iterator[Issue]:
    """Classes that lack what they are asked for, or give it in another form, since the change added it there or took it here."""
    members = (one for one in changed.changes if "." in one.symbol and one.path in now.index.files)
    for item in {(one.path, one.symbol, one.kind): one for one in members}.values():
        if item.kind == "signature" and now.index.files[item.path].language == "Python":
            yield from _overriding_otherwise(now, item, changed)
        elif item.kind != "signature" or not _is_taken_as_before(now, item, changed):
            yield from unmet(now, item)


def unmet(now: Program, item: Change) -> Iterator[Issue]:
    """The same of one member that was added, taken or given another form."""
    file = now.index.files.get(item.path)
    lacking = LACKING.get(file.language) if file is not None and "." in item.symbol else None
    if lacking is not None and item.kind in {"added", "removed", "signature"}:
        yield from lacking(now, item)


def _is_taken_as_before(now: Program, item: Change, changed: ChangeSet) -> bool:
    diff = changed.diffs.get(item.path)
    before = read_version(diff.old_path, diff.old) if diff is not None else None
    if diff is None or before is None:
        return True
    same = len(before.overloads.get(item.symbol, ())) == len(defined_as(now.index, item.path, item.symbol))
    return same and Fitting(now.index, (item.path, item.symbol), diff.old).takes_as_before


def _lacking(now: Program, item: Change) -> Iterator[Issue]:
    names, name = now.receivers, item.symbol.rpartition(".")[2]
    called = (one for one in all_called(now.index, name) if one.kind in ASKED_KINDS)
    if name in GIVEN or not any(is_asked_for(now, one) for one in called):
        return
    for klass in _and_below(now, (item.path, holder_of((item.path, item.symbol)))):
        made = next((one for one in names.named(klass[1]) if one.path == klass[0] and one.kind in MADE), None)
        base = next((one for one in sorted(names.over(klass) - {klass}) if forms(now, one, name)[0]), None)
        if made is None or base is None or (made.kind == "enum" and name in OF_ENUMS):
            continue
        if (issue := _unlike(now, klass, made, base, name)) is not None:
            yield issue


def _and_below(now: Program, klass: Class) -> list[Class]:
    """A class and those that stand below it, by what they say."""

    def below(above: Class) -> list[Class]:
        rows = now.index.rows(
            "SELECT DISTINCT path, name FROM symbols JOIN files ON files.id = file_id WHERE instr(bases, ?) ORDER BY 1, 2",
            (above[1],),
        )
        return [(path, name) for path, name in rows if above in now.receivers.over((path, name))]

    return reached([klass], below)


def _unlike(now: Program, klass: Class, made: Named, base: Class, name: str) -> Issue | None:
    """What is wrong with a class that is asked for a member: it has none, or one that takes another number of arguments."""
    names, language = now.receivers, now.index.files[klass[0]].language
    parts = {(path, klass[1]) for path in names.meant(*klass) or {klass[0]}} | {klass}
    over = {one for part in parts for one in names.over(part)}
    given = [form for one in sorted(over) for form in forms(now, one, name)[1]]
    if all(any(language in BY_NAME_ALONE or fits(form, one) for form in given) for one in forms(now, base, name)[0]):
        return None
    whole = first_of(now.index, klass[0])[made.qualname]
    code = blank(now.index.read(klass[0]), language_module(language).LEXICON).text.split(b"\n")
    text = b"\n".join(code[whole.start_line - 1 : whole.end_line]).decode("utf-8", "replace")
    own = next(iter(sorted(names.held(klass, name))), None)
    if language == "Python" and _and_below(now, klass) != [klass]:
        return None  # one above it may be made abstract by what it leaves to those below
    head = text.partition("{")[0]
    if re.search(UNMADE.get(language, ABSTRACT), head) or (own is None and _is_said(text, name)):
        return None
    bases = {above for one in over - names.over(base) for above in names.written(one)}
    outside = not all(names.named(last_part(above)) for above in bases)
    elsewhere = len(parts) > 1 or re.search(r"\bpartial\b", head) is not None  # in C# a generator may write a part
    sure = language != "Python" and not (outside or whole.decorators or elsewhere)
    line = first_of(now.index, klass[0])[own].start_line if own is not None else whole.start_line
    what = f"{own} takes another number of arguments than" if own is not None else f"{made.qualname} has no"
    doubt = "" if sure else " (unless a base outside the workspace or a generator has it)"
    return unmet_member(klass[0], line, f"{what} {base[1]}.{name}, which it has to implement{doubt}", sure=sure)


def _is_said(text: str, name: str) -> bool:
    """Whether a class says a name otherwise than of a value: something may make the member of it."""
    name = re.escape(name)
    return re.search(rf"(?<![\w.>:?]){name}\b|\b[A-Z]\w*(?:<[^<>]*>)?\.{name}\b", text) is not None


def _overriding_otherwise(now: Program, item: Change, changed: ChangeSet) -> Iterator[Issue]:
    """Python: an override that no longer takes what the member takes which it stands for."""
    holder, _, name = item.symbol.rpartition(".")
    before = {path: diff.old for path, diff in changed.diffs.items() if diff.old}
    klass, own = (item.path, holder), (item.path, item.symbol)
    for one in all_called(now.index, name) if not name.startswith("__") else ():
        other, member = (one.path, one.qualname.rpartition(".")[0]), (one.path, one.qualname)
        if not other[1] or other == klass:
            continue
        if klass in now.ancestors(other):
            over, base = member, own
        elif other in now.ancestors(klass):
            over, base = own, member
        else:
            continue
        if covers_no_more(now.index, over, base, before):
            line = first_of(now.index, over[0])[over[1]].start_line
            message = f"{over[1]} does not take all that {base[1]} takes, which it overrides"
            yield Issue(over[0], line, WARNING, "override", message)


# ---- In Go what lacks a member is a type of an interface of which it has all else, in Rust a block that implements a trait

IMPL: Final = re.compile(
    r"\bimpl\b(?:\s*<[^{;]*?>)?\s+(?:\w+::)*(\w+)(?:<[^{;]*?>)?\s+for\s+([^{;]*?)\s*(?:\bwhere\b[^{;]*)?\{"
)
MACRO: Final = re.compile(r"^\s*\w[\w:]*!", re.MULTILINE)


def _lacking_in_go(now: Program, item: Change) -> Iterator[Issue]:
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


def _lacking_in_rust(now: Program, item: Change) -> Iterator[Issue]:
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


LACKING: Final[Mapping[str, Callable[[Program, Change], Iterator[Issue]]]] = {
    **dict.fromkeys(("Java", "PHP", "C#", "Kotlin", "TypeScript", "TSX", "Python"), _lacking),
    "Rust": _lacking_in_rust,
    "Go": _lacking_in_go,
}
"""Language → who lacks a member that it is asked for; none for those in which extensions may give it (Swift, Scala)."""
