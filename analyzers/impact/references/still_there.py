"""Definitions that a change removed and whose name still resolves: defined in another way, inherited, or moved to where users see it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ....indexer.gathering import words
from ...text_facts import line_at
from ..called import defined_as
from ..changes.changes import read_version
from ..meaning.program import OUTSIDE
from ..namesakes.visible_names import PACKAGED_ENDINGS
from ..receivers.written_names import last_part
from ..sites.shape import BARE, Site
from .plain_certainty import alone_there, certainty, is_unique
from .plain_sites import plain_uses
from .references import LIKELY, spoken_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....answers import BrokenReference
    from ....indexer.index import Index
    from ..meaning.program import Definition, Program

__all__ = ["inherited", "is_bound_outside", "is_of_value", "is_still_there", "really_broken", "with_lost_members"]

FROM_OUTSIDE: Final = " (unless a base outside the workspace has it)"
MADE_ANYWAY: Final = "__construct"
"""PHP makes an object of a class without constructor from any arguments."""
OF_ANY_OBJECT: Final = {
    ".cs": words("Equals GetHashCode ToString"),
    ".java": words("equals hashCode toString"),
    ".kt": words("equals hashCode toString"),
}
"""What an object has that no class above it defines here."""
REOPENED: Final = (".cs", ".rb", ".swift")
"""Files of which several may have parts of a class."""
OF_A_VALUE: Final = rb"(?:(?<!\w)(?!self\b|this\b)[a-z_]\w*[?!]?|[)\]}])[?!]?(?:&?\.|->)\s*%b\b"
IMPLEMENTED: Final = rb"\bimpl\b[^{;]*?\b(\w+)(?:<[^{;]*?>)?\s+for\s+%b\b"
OVERRIDING: Final = re.compile(rb"@[Oo]verride\b|\boverride\b")
UPWARDS: Final = rb"\b(?:super(?:\([^()]*\))?\s*\.|base\s*\.|parent\s*::)\s*%b\b"
PREDECLARED: Final = words(
    "append cap clear close complex copy delete len make max min new panic print println recover"
)
"""What Go has without an import: a function that hides it is taken away when the language comes to have it."""


def is_still_there(now: Program, definition: Definition) -> bool:
    """Whether its class or module still has the name: bound in another way, or inherited.

    Args:
        now: the program of the workspace after the change.
    """
    heirs, (path, qualname) = inherited(now, definition), definition
    holder, _, name = qualname.rpartition(".")
    made = name == MADE_ANYWAY or name in OF_ANY_OBJECT.get(path[path.rfind(".") :], ())
    if (made and now.defines(path, holder)) or (path.endswith(".rs") and _is_of_alias(now, path, holder, name)):
        return True
    return now.defines(*definition) or (bool(heirs) and OUTSIDE not in heirs)


def _is_of_alias(now: Program, path: str, holder: str, name: str) -> bool:
    """Rust: whether a type is now another name of one in the file that has the member."""
    aliases = (item for item in defined_as(now.index, path, holder) if item.kind == "type")
    text = b"\n".join(line_at(now.index, path, item.start_line) for item in aliases).decode("utf-8", "replace")
    return any(now.receivers.holds((path, word), name) for word in re.findall(r"\w+", text))


def really_broken(
    program: Program, definition: Definition, rows: list[BrokenReference], now: Program
) -> list[BrokenReference]:
    """The references to a removed definition whose name resolves to nothing now; see `is_still_there`."""
    if definition[0].endswith(".rs") and _is_derived(program, definition, now):
        return []
    left = [row for row in rows if not _finds_another(program, definition, row, now)]
    if "." in definition[1]:
        left = _of_values(program, definition, left)
    return [_doubted(row) for row in left] if _overrode(program, now, definition) else left


def _of_values(program: Program, definition: Definition, rows: list[BrokenReference]) -> list[BrokenReference]:
    """Of members by name alone, taken of a value: likely at most, and none where the old one took its namesake of a value too."""
    path, qualname = definition
    name = qualname.rpartition(".")[2]
    taken = re.compile(OF_A_VALUE % re.escape(name.encode()))
    before = read_version(path, program.before.get(path, b""))
    was = before.overloads.get(qualname, ()) if before is not None else ()
    passed_on = before is not None and any(taken.search(before.source[item.start_byte : item.end_byte]) for item in was)
    found = []
    for row in rows:
        sure = row.get("confidence", 1.0)
        if sure == 1 or not is_of_value(program, row["path"], row["line"], name):
            found.append(row)
        elif not passed_on:
            found.append({**row, "confidence": min(sure, LIKELY)})
    return found


def is_of_value(program: Program, path: str, line: int, name: str) -> bool:
    """Whether a line takes a member of this name of a value."""
    return re.search(OF_A_VALUE % re.escape(name.encode()), line_at(program.index, path, line)) is not None


def _overrode(program: Program, now: Program, definition: Definition) -> bool:
    """Whether it overrode a member of a base outside of the workspace, which is still there."""
    path, qualname = definition
    if now.has_table(path):
        outside = OUTSIDE in inherited(now, definition)
    else:
        over = now.receivers.over((path, qualname.rpartition(".")[0].rpartition(".")[2]))
        outside = not all(now.receivers.named(last_part(base)) for one in over for base in now.receivers.written(one))
    before = read_version(path, program.before.get(path, b"")) if outside else None
    if before is None:
        return False
    own = b"\n".join(before.source[item.start_byte : item.end_byte] for item in before.overloads.get(qualname, ()))
    upwards = UPWARDS % re.escape(qualname.rpartition(".")[2].encode())
    return OVERRIDING.search(own) is not None or re.search(upwards, own) is not None


def inherited(now: Program, definition: Definition) -> frozenset[Definition]:
    """What a class inherits in place of a removed member; `OUTSIDE` where one of its bases is not known."""
    path, qualname = definition
    holder, _, name = qualname.rpartition(".")
    if not holder:
        return frozenset()
    if now.has_table(path):
        return now.member(("i", path, holder), name) if now.defines(path, holder) else frozenset()
    klass = (path, holder.rpartition(".")[2])
    over = (one for one in now.receivers.over(klass) if one != klass)
    return frozenset((one[0], f"{one[1]}.{name}") for one in over if now.receivers.holds(one, name))


def _doubted(row: BrokenReference) -> BrokenReference:
    if row.get("confidence", 1.0) <= LIKELY:
        return row
    return {**row, "reason": row["reason"] + FROM_OUTSIDE, "confidence": LIKELY}


def _is_derived(program: Program, definition: Definition, now: Program) -> bool:
    """Rust: whether the type derives a trait now that the file implemented for it before."""
    path, holder = definition[0], definition[1].rpartition(".")[0]
    derived = {
        word
        for item in defined_as(now.index, path, holder)
        for mark in item.decorators
        for word in re.findall(r"\w+", mark)
    }
    was = re.findall(IMPLEMENTED % re.escape(holder.rpartition(".")[2].encode()), program.before.get(path, b""))
    return not derived.isdisjoint(name.decode() for name in was)


def _finds_another(program: Program, definition: Definition, row: BrokenReference, now: Program) -> bool:
    path, name = row["path"], spoken_name(definition[1])
    if path not in now.index.files:
        return False
    if not now.has_table(path):
        predeclared = definition[1] in PREDECLARED and path.endswith(".go")
        bound = is_bound_outside(now.index, path, name, row["line"]) or _is_behind_another(program, definition, row)
        return predeclared or bound or _means_another(program, definition, row)
    sites = [site for site in (Site(*item) for item in now.table(path).sites(name)) if site.line == row["line"]]
    return bool(sites) and all(_is_known(now, path, name, site) for site in sites)


def is_bound_outside(index: Index, path: str, name: str, line: int = 0) -> bool:
    """Whether a file imports something of this name from outside of the workspace, or a line by a path that has the name."""
    return any(
        link.alias == name or (link.line == line and name in re.split(r"\W+", link.specifier))
        for link in index.links_from(path)
        if (link.external or link.stdlib) and not link.target
    )


def _is_behind_another(program: Program, definition: Definition, row: BrokenReference) -> bool:
    """Kotlin, Java, Scala: what stood at the top level is named alone, or behind its package; behind all else it is a member
    (`file.use {}`) or of another package (`java.time.Period`). What extends a type is no such thing."""
    path, name = definition[0], definition[1].encode()
    if not path.endswith(PACKAGED_ENDINGS) or b"." in name:
        return False
    text = program.before.get(path, b"")
    if re.search(rb"\bfun\b[^\n(]*\.%s\s*[(<]|\bva[lr]\b[^\n=]*\.%s\b" % (name, name), text):
        return False
    package = re.search(rb"^package\s+([\w.]+)", text, re.MULTILINE)
    before = re.findall(rb"([\w.)}\]]*)(?<!\w)%s\b" % name, line_at(program.index, row["path"], row["line"]))
    own = {b"", package[1] + b"." if package else b""}
    return bool(before) and own.isdisjoint(before)


def _is_known(now: Program, path: str, name: str, site: Site) -> bool:
    """Whether a place finds something."""
    if site.role == "import":
        return bool(now.lookup(path, site.alias))
    if site.receiver == BARE:
        return bool(now.lookup(path, name))
    types = now.types(path, site.receiver)
    return bool(types) and all(
        (found := now.member(type_, name)) and (type_[0] not in {"c", "i", "p"} or OUTSIDE not in found)
        for type_ in types
    )


def _means_another(program: Program, definition: Definition, row: BrokenReference) -> bool:
    """In a language without site tables: something else of that name may be meant, by what is new or surer than what is gone.

    A name that stands alone goes on from the members, of which one is gone, to what is defined outside of types.
    """
    name, sure = spoken_name(definition[1]), row.get("confidence", 1.0)
    uses = [
        use for use in plain_uses(program, name, definition[0]) if (use.path, use.line) == (row["path"], row["line"])
    ]
    for other in _namesakes(program, definition):
        unique, alone = is_unique(program, name), alone_there(program, other)
        for use in uses:
            found = certainty(program, use, other, unique=unique, alone=alone(use.path))
            outer = not use.attribute and "." in definition[1] and "." not in other[1]
            if found > sure or (
                found and (outer or other in program.added or definition[0] not in program.index.files)
            ):
                return True
    return False


def _namesakes(program: Program, definition: Definition) -> Iterator[Definition]:
    found = {(item.path, item.qualname) for item in program.index.symbols(name=definition[1].rpartition(".")[2])}
    yield from sorted(found - {definition})


def with_lost_members(program: Program, definition: Definition, change: str) -> Iterator[Definition]:
    """A definition and, of a class or module that is gone here and of which other files have parts, what none of those has."""
    yield definition
    path, qualname = definition
    before = read_version(path, program.before.get(path, b""))
    if before is None or change != "delete" or not path.endswith(REOPENED):
        return
    parts: dict[str, str] = {}
    for name in sorted(before.symbols):
        holder, _, last = name.rpartition(".")
        if name != qualname and holder not in parts:
            continue
        found = (one.path for one in program.index.symbols(name=last) if one.qualname == name)
        other = next((one for one in found if one != path), "")
        if other:
            parts[name] = other
        elif holder in parts:
            yield parts[holder], name
