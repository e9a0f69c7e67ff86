"""References by what a member goes together with: in JavaScript and TypeScript those of bases and interfaces, and what has the same
ones, which language servers take for one name; and of a constructor the calls of its class, or of a subclass that has none of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..called import defined_as
from ..sites.shape import BARE, STATIC, Site
from .references import CONSTRUCTORS, Reference, certainty, is_unknown, references

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..meaning.program import Definition, Program

__all__ = ["BY_BASE", "BY_KIN", "class_constructed", "constructor_calls", "with_overrides"]

MOST_CLASSES: Final = 60
"""Subclasses, and theirs, that are looked at."""
BY_BASE: Final = 0.75
BY_KIN: Final = 0.4
"""On a value of a base's or interface's type, which may run the member; on one of a class that has its member from the same."""


def with_overrides(program: Program, definition: Definition, *, recursive: bool = False) -> list[Reference]:
    """The references to a definition, and in JavaScript and TypeScript those to the members that it goes together with.

    Args:
        recursive: those inside of it too.
    """
    found = {(item.path, item.line): item for item in references(program, definition, recursive=recursive)}
    if "." in definition[1] and program.is_ecmascript(definition[0]):
        for item in _kindred(program, definition):
            known = found.get((item.path, item.line))
            if known is None or known.confidence < item.confidence:
                found[item.path, item.line] = item
    return [found[key] for key in sorted(found)]


def _kindred(program: Program, definition: Definition) -> list[Reference]:
    path, qualname = definition
    name = qualname.rpartition(".")[2]
    above = _above(program, definition)
    certainty: dict[Definition, float] = {definition: 0.0}
    found = []
    for file in program.files_saying(name):
        for row in program.table(file).sites(name):
            site = Site(*row)
            if site.receiver == BARE or (file == path and f"{site.owner}.".startswith(f"{qualname}.")):
                continue
            confidence = 0.0
            for meant in _meant(program, file, name, site):
                if meant not in certainty:
                    kin = BY_KIN if above & _above(program, meant) else 0.0
                    certainty[meant] = BY_BASE if meant in above else kin
                confidence = max(confidence, certainty[meant])
            if confidence:
                found.append(Reference(file, site.line, name, site.owner, site.role, confidence))
    return found


def _meant(program: Program, file: str, name: str, site: Site) -> set[Definition]:
    if is_unknown(program, file, site):
        return set()
    return {item for type_ in program.types(file, site.receiver) for item in program.member(type_, name) if item[0]}


def _above(program: Program, definition: Definition) -> set[Definition]:
    """The member itself and those of bases and interfaces that it stands for: none where it is the class's own (`static`)."""
    path = definition[0]
    holder, _, name = definition[1].rpartition(".")
    if not holder or definition[1] in program.table(path).parameters.get(STATIC, ()):
        return {definition}
    named = [base for base in program.table(path).classes.get(holder, ()) if isinstance(base, list)]
    left_out = any(base[0] == "-" and name in base[2:] for base in named)
    bases = [(path, holder)] if left_out else program.ancestors((path, holder))
    hidden = {above for base in bases[1:] if base[0] and _is_joined(program, base) for above in program.ancestors(base)}
    return {definition} | {
        (base, f"{klass}.{name}")
        for base, klass in bases
        if base and (base, klass) not in hidden and program.defines(base, f"{klass}.{name}")
    }


def _is_joined(program: Program, base: Definition) -> bool:
    """`type Store = { … } & Emitter`, by which TypeScript follows no member."""
    kinds = {item.kind for item in defined_as(program.index, *base)}
    return bool(program.table(base[0]).classes.get(base[1])) and "type" in kinds


def class_constructed(program: Program, definition: Definition) -> Definition | None:
    """The class that a definition is the constructor of, in a language whose scopes are read."""
    return program.class_of(definition) if definition[1].rpartition(".")[2] in CONSTRUCTORS else None


def constructor_calls(program: Program, definition: Definition) -> list[Reference]:
    """The calls of a constructor by path and line; none where the definition is no constructor."""
    klass = class_constructed(program, definition)
    if klass is None:
        return []
    name = definition[1].rpartition(".")[2]
    found = set()
    for path, qualname, uses in _subclasses(program, klass):
        if definition in program.member(("i", path, qualname), name):
            found |= {item for item in uses if item.role == "call"}
        found |= set(_from_subclass(program, path, qualname, definition, name))
    return sorted(found)


def _subclasses(program: Program, klass: Definition) -> Iterator[tuple[str, str, list[Reference]]]:
    """A class and those below it, each with its references."""
    todo, seen = [klass], {klass}
    while todo and len(seen) <= MOST_CLASSES:
        path, qualname = todo.pop()
        uses = references(program, (path, qualname))
        yield path, qualname, uses
        below = {(item.path, item.owner) for item in uses if item.role == "base"}
        todo += sorted(below - seen)
        seen |= below


def _from_subclass(
    program: Program, path: str, qualname: str, definition: Definition, name: str
) -> Iterator[Reference]:
    """`super().__init__()` and `Base.__init__(self)` in a class."""
    for row in program.table(path).sites(name):
        site = Site(*row)
        if site.owner.startswith(f"{qualname}.") and certainty(program, path, name, site, definition):
            yield Reference(path, site.line, name, site.owner, site.role, 1.0)
