"""Members that override a definition: marked ones override nothing once it is gone, and all must follow where it asks for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ....indexer.gathering import words
from ...text_facts import text_lines
from ..called import all_called, defined_as, first_of
from ..namesakes.definition_facts import holder_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Set

    from ....answers import BrokenReference
    from ....indexer.index import IndexedSymbol
    from ..changes.call_counts import Taken
    from ..meaning.program import Definition, Program
    from ..receivers.class_names import Class

__all__ = [
    "ASKED_KINDS", "FOLLOWING", "GIVEN", "asked_by_go", "fits", "forms", "has_like", "is_asked_for", "no_longer_overriding", "of_go_type",
    "takes_over",
]  # fmt: skip

MARKS: Final[Mapping[str, str]] = {
    "Java": r"@Override\b",
    **dict.fromkeys(["Kotlin", "C#", "Scala", "Swift"], r"\boverride\b"),
    "Rust": r"^(?![\s\S]*\bpub\b)",
}
"""Language → what its compiler takes an overriding member's word by: what stands in the `impl` of a trait is never `pub`."""
ASKED: Final = frozenset({"C#", "Java", "PHP"})
"""Languages that refuse a class without a member which what it implements asks for."""
FOLLOWING: Final = ("implements it", "overrides it")
GIVEN: Final = words("equals hashCode toString Equals GetHashCode ToString valueOf hasOwnProperty finalize clone")
"""What every object has."""
ASKED_KINDS: Final = frozenset({"method", "function", "property"})
MAYBE: Final = 0.75
"""A base outside the workspace may have the member, too."""


def no_longer_overriding(program: Program, definition: Definition, change: str) -> Iterator[BrokenReference]:
    """The overrides in classes below that inherit the member from nowhere else."""
    names, (path, qualname) = program.receivers, definition
    file = program.index.files.get(path)
    home = names.home(definition) if file is not None else frozenset()
    own = first_of(program.index, path).get(qualname) if file is not None and file.language in ASKED else None
    asked = own is not None and change != "delete" and is_asked_for(program, own)
    if file is not None and file.language == "Go" and names.is_interface((path, holder_of(definition))):
        yield from _satisfying(program, definition)
    if file is not None and file.language == "Python" and change == "signature":
        yield from _following(program, definition)
    if file is None or (file.language not in MARKS and not asked) or "." not in qualname or names.is_class(definition):
        return
    name = qualname.rpartition(".")[2]
    for item in all_called(program.index, name) if name not in GIVEN else ():
        holder = (item.path, holder_of((item.path, item.qualname)))
        above = names.over(holder) - {holder}
        others = [one for one in above - home if names.holds(one, name)]
        if holder in home or not home & above or others or not names.alike((item.path, item.qualname), definition):
            continue
        line = _named(program, item, unmarked=asked)
        if line:
            reason = FOLLOWING[not (asked or file.language == "Rust")]
            row: BrokenReference = {"path": item.path, "line": line, "symbol": item.qualname, "reason": reason}
            known = all(names.named(base.rpartition(".")[2]) for one in {holder, *above} for base in names.written(one))
            if not known:
                row |= {"reason": f"{reason} (a base outside the workspace may have it, too)", "confidence": MAYBE}
            yield row


def takes_over(program: Program, definition: Definition) -> bool:
    """A member of a class whose scopes are not read stands for one above it: it says so, or one in the workspace is called so."""
    klass, item = (definition[0], holder_of(definition)), first_of(program.index, definition[0]).get(definition[1])
    if item is None or not klass[1]:
        return False
    above = any(program.receivers.holds(one, item.name) for one in program.receivers.over(klass) - {klass})
    return above or (item.exported and _named(program, item, unmarked=False) > 0)


def _following(program: Program, definition: Definition) -> Iterator[BrokenReference]:
    """Python: the members below that stand for one whose calls give something else now; constructors and private ones stand for none."""
    path, (holder, _, name) = definition[0], definition[1].rpartition(".")
    for item in all_called(program.index, name) if holder and not name.startswith("__") else ():
        klass = (item.path, item.qualname.rpartition(".")[0])
        if klass[1] and klass != (path, holder) and (path, holder) in program.ancestors(klass):
            line = _named(program, item, unmarked=True)
            reason = "overrides it: what it takes may have to follow"
            yield {"path": item.path, "line": line, "symbol": item.qualname, "reason": reason, "confidence": MAYBE}


def _satisfying(program: Program, definition: Definition) -> Iterator[BrokenReference]:
    """Go: the members of the types that have all that an interface asks for; of one method alone, where they know its package.

    https://go.dev/ref/spec#Implementing_an_interface
    """
    index, (path, name) = program.index, (definition[0], definition[1].rpartition(".")[2])
    asked = asked_by_go(program, definition)
    near = {link.source.rpartition("/")[0] for link in index.links_to(path)} | {path.rpartition("/")[0]}
    for item in all_called(index, name):
        own = of_go_type(program, (item.path, holder_of((item.path, item.qualname))))
        folder = item.path.rpartition("/")[0]
        if own and (len(asked) > 1 or folder in near) and all(has_like(program, own, one) for one in asked):
            reason = "implements it (its type has all that the interface asks for)"
            line = _named(program, item, unmarked=True)
            yield {"path": item.path, "line": line, "symbol": item.qualname, "reason": reason, "confidence": MAYBE}


def asked_by_go(program: Program, definition: Definition) -> list[IndexedSymbol]:
    """Go: all members of the interface that a member is one of."""
    path, (holder, _, _) = definition[0], definition[1].rpartition(".")
    return [item for item in program.index.symbols(path) if item.qualname == f"{holder}.{item.name}"]


def of_go_type(program: Program, holder: Class) -> set[Class]:
    """A type of Go that is no interface and those in it, by package and name; none of another language."""
    if program.index.files[holder[0]].language != "Go" or program.receivers.is_interface(holder):
        return set()
    return {(path.rpartition("/")[0], name) for path, name in program.receivers.over(holder)}


def has_like(program: Program, own: Set[Class], asked: IndexedSymbol) -> bool:
    """Whether a type of Go, or one in it (by package and name), has a member that takes as much as an interface's, and
    returns the same at last."""
    return any(
        (item.path.rpartition("/")[0], holder_of((item.path, item.qualname))) in own
        and program.receivers.alike((item.path, item.qualname), (asked.path, asked.qualname))
        and _result(program, item) == _result(program, asked)
        for item in all_called(program.index, asked.name)
    )


def _result(program: Program, item: IndexedSymbol) -> str:
    """The last word of what a method of Go returns, which is its last type without the package."""
    lines = program.index.lines(item.path)[item.start_line - 1 : item.end_line]
    text = "\n".join(lines).partition(f"{item.name}(")[2]
    depth = 1
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if not depth:
            words = re.findall(r"\w+", re.split(r"\n|//| \{", text[place + 1 :], maxsplit=1)[0])
            return words[-1] if words else ""
    return ""


def is_asked_for(program: Program, item: IndexedSymbol) -> bool:
    """Whether each class below must have the member: an interface's, a trait's or an abstract one, without a body or `?`."""
    if item.path.endswith((".py", ".pyi")):
        return any("abstractmethod" in mark for mark in item.decorators)
    text = "\n".join(text_lines(program.index, item.path)[item.start_line - 1 : item.end_line])
    holder = holder_of((item.path, item.qualname))
    kinds = {one.kind for one in program.receivers.named(holder) if one.path == item.path}
    is_open = not kinds.isdisjoint({"interface", "trait"}) or re.search(r"\babstract\b", text) is not None
    optional = rf"\{{|=>|\b{re.escape(item.name)}\s*\?|^\s*(?:static|private)\b"
    return is_open and re.search(optional, text, re.MULTILINE) is None


def forms(now: Program, klass: Class, name: str) -> tuple[list[Taken | None], list[Taken | None]]:
    """What a class's member takes, None where that can't be told: in overloads that each class below must have, and in others."""
    asked: list[Taken | None] = []
    given: list[Taken | None] = []
    for held in sorted(now.receivers.held(klass, name)):
        items = defined_as(now.index, klass[0], held)
        taken = now.receivers.forms((klass[0], held))
        for one, form in zip(items, taken if len(taken) == len(items) else [None] * len(items), strict=True):
            (asked if one.kind in ASKED_KINDS and is_asked_for(now, one) else given).append(form)
    return asked, given


def fits(given: Taken | None, asked: Taken | None) -> bool:
    """Whether a member takes as many arguments as it is asked to; true where that can't be told."""
    if given is None or asked is None or asked.most is None:
        return True
    return given.least <= asked.most and (given.most is None or asked.most <= given.most)


def _named(program: Program, item: IndexedSymbol, *, unmarked: bool) -> int:
    """The line that names a member which says that it overrides, or need not; 0 where it does not say so."""
    mark = MARKS.get(program.index.files[item.path].language)
    lines = program.index.lines(item.path)[item.start_line - 1 : item.end_line]
    for number, text in enumerate(lines):
        if (named := re.search(rf"(?<![\w@]){re.escape(item.name)}\b", text)) is not None:
            said = "\n".join([*lines[:number], text[: named.start()]])
            return item.start_line + number if unmarked or (mark is not None and re.search(mark, said)) else 0
    return 0
