"""References by the members that one stands for in JavaScript and TypeScript: those of bases and interfaces, and what has the same ones.

Language servers take such members for one name: it can only be changed in all of them at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..called import defined_as
from ..sites.shape import BARE, Site
from .references import Reference, is_unknown, references

if TYPE_CHECKING:
    from ..meaning.program import Definition, Program

__all__ = ["BY_BASE", "BY_KIN", "is_ecmascript", "with_overrides"]

BY_BASE: Final = 0.75
BY_KIN: Final = 0.4
"""On a value of a base's or interface's type, which may run the member; on one of a class that has its member from the same."""


def is_ecmascript(program: Program, definition: Definition) -> bool:
    """Whether it stands in a file that the reader of JavaScript and TypeScript reads."""
    return program.is_ecmascript(definition[0])


def with_overrides(program: Program, definition: Definition, *, recursive: bool = False) -> list[Reference]:
    """The references to a definition, and in JavaScript and TypeScript those to the members that it goes together with.

    Args:
        recursive: those inside of it too.
    """
    found = {(item.path, item.line): item for item in references(program, definition, recursive=recursive)}
    if "." in definition[1] and is_ecmascript(program, definition):
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
        table = program.table(file)
        for row in table.sites(name) if table is not None else ():
            site = Site(*row)
            if site.receiver == BARE or (file == path and f"{site.owner}.".startswith(f"{qualname}.")):
                continue
            confidence = 0.0
            for meant in _meant(program, file, name, site):
                if meant not in certainty:
                    certainty[meant] = _kinship(meant, _above(program, meant), above)
                confidence = max(confidence, certainty[meant])
            if confidence:
                found.append(Reference(file, site.line, name, site.owner, site.role, confidence))
    return found


def _meant(program: Program, file: str, name: str, site: Site) -> set[Definition]:
    if is_unknown(program, file, site):
        return set()
    return {item for type_ in program.types(file, site.receiver) for item in program.member(type_, name) if item[0]}


def _above(program: Program, definition: Definition) -> set[Definition]:
    """The member itself and those of bases and interfaces that it stands for."""
    path = definition[0]
    holder, _, name = definition[1].rpartition(".")
    table = program.table(path) if holder else None
    if table is None:
        return {definition}
    named = [base for base in table.classes.get(holder, ()) if isinstance(base, list)]
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
    table = program.table(base[0])
    kinds = {item.kind for item in defined_as(program.index, *base)}
    return table is not None and bool(table.classes.get(base[1])) and "type" in kinds


def _kinship(other: Definition, above_other: set[Definition], above: set[Definition]) -> float:
    if other in above:
        return BY_BASE
    return BY_KIN if above & above_other else 0.0
