"""Whether a use of a name in C or C++ means a definition.

By its receiver's declared type, by what stands before `::`, by the class around it; names of locals, labels and types mean no
function, macro or variable.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ...per_index import read_once
from ...text_facts import line_at
from ..called import defined_as
from ..receivers.receiver_forms import NO_RECEIVERS
from .c_names import FULLY_READ, is_hidden, is_other_in_c
from .definition_facts import holder_of
from .typed_members import Asked, TypedMembers, surest, weakest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ....indexer.index import Index
    from ..occurrences import Definition, PlainUse
    from ..receivers.receiver_forms import Receivers

__all__ = ["meant_in_c"]

MEMBERS = frozenset({"field", "method", "constructor"})
VALUES = frozenset({"constant", "variable"})
MACRO = "macro"
TYPES = frozenset({"struct", "class", "enum", "type"})
BARE = 0
LIBRARY = "std"


def meant_in_c(types: TypedMembers, use: PlainUse, definition: Definition, rows: Sequence[list[Any]]) -> float | None:
    """1 where the types say so, 0 where it can't; None where nothing tells."""
    called = any(row[2] == BARE for row in rows)
    if is_other_in_c(types, use, definition, called=called) or is_hidden(types.index, use, definition):
        return 0.0
    table = types.table(use.path)
    if table is NO_RECEIVERS:
        return None
    if _is_constructor(types, definition):
        return None if _constructs(types.index, use) else 0.0
    behind = [row for row in rows if not _is_bare(row)]
    if use.attribute:
        found = [_behind(types, use, row[2], definition) for row in behind]
        return surest(found)
    bare = [row for row in rows if _is_bare(row)]
    return _alone(types, use, definition, table, bare)


def _is_constructor(types: TypedMembers, definition: Definition) -> bool:
    """It is called like its class; the reader of a source does not see that of what is defined outside of one."""
    return definition[1].rpartition(".")[2] == holder_of(definition) and types.kinds(definition) <= MEMBERS


def _is_bare(row: list[Any]) -> bool:
    return row[2] == BARE or (isinstance(row[2], list) and row[2][0] == "m")


def _is_member(types: TypedMembers, definition: Definition) -> bool:
    """It belongs to a struct or class: a field, a method, a constant of a class; not to an enum or a namespace."""
    kinds = types.kinds(definition)
    if kinds and kinds <= VALUES:
        return any(item.kind in {"struct", "class"} for item in types.named(holder_of(definition)))
    return not kinds.isdisjoint(MEMBERS) and not _is_namespace(types, holder_of(definition))


def _is_namespace(types: TypedMembers, name: str) -> bool:
    """What a source defines by its whole path (`space::run`) is no member where the path is one of namespaces."""
    return not types.named(name) and any(item.kind == "namespace" for item in types.index.symbols(name=name))


def _behind(types: TypedMembers, use: PlainUse, receiver: Any, definition: Definition) -> float | None:
    """What stands behind a value (`p->len`) is a member, behind `::` what the type or namespace before it has."""
    if isinstance(receiver, list) and receiver[0] == "s" and not _is_member(types, definition):
        return _in_scope(types, receiver[1], definition)
    if not _is_member(types, definition):
        return 0.0
    held = types.told(use.path, receiver)
    if held is None:
        return None
    asked = Asked(use.name, None, types.index.files[use.path].language)
    return weakest([types.of_type(item, definition, asked) for item in held])


def _in_scope(types: TypedMembers, scope: str, definition: Definition) -> float | None:
    """`Outer::name`, `space::name`: whether the definition stands in what is said before it."""
    first, last = scope.partition(".")[0], scope.rpartition(".")[2]
    around = definition[1].split(".")[:-1]
    if last in around:
        return 1.0
    if first == LIBRARY:
        return 0.0
    if any(types.related(last, part) for part in around):
        return None
    known = types.named(last) or types.index.symbols(name=last)
    lost = not around and not _is_fully_read(types.index, definition[0])  # the namespace around it may not be read
    return None if lost or any(item.kind == "type" for item in known) else 0.0


def _is_fully_read(index: Index, path: str) -> bool:
    file = index.files.get(path)
    return file is not None and file.parsed == FULLY_READ


def _alone(
    types: TypedMembers, use: PlainUse, definition: Definition, table: Receivers, rows: Sequence[list[Any]]
) -> float | None:
    kinds = types.kinds(definition)
    if MACRO in kinds:
        return 0.0 if use.line in _guards(types.index, definition) and use.path == definition[0] else None
    if not rows and _is_other(types, use, definition, table):
        return 0.0
    if not _is_member(types, definition) and not _is_inner_type(types, definition):
        other = types.has_own(use, definition) and _is_in_other_namespace(use, definition)
        return 0.0 if other or (not types.is_class(definition) and _is_own_member(types, use)) else None
    if types.index.files[use.path].language == "C":
        return None if any(_is_in_macro(types, row) for row in rows) or types.is_class(definition) else 0.0
    found = types.alone(use.path, use.owner, definition, Asked(use.name, None, "C++"))
    return 0.0 if found is None and _is_in_function(types, use) else found


def _is_other(types: TypedMembers, use: PlainUse, definition: Definition, table: Receivers) -> bool:
    """A parameter, variable or label there; where a type is written or a namespace, no function or variable is meant."""
    if types.kinds(definition) & TYPES:
        return use.line in table["locals"].get(use.name, ()) and use.line not in table["types"].get(use.name, ())
    return use.typed or any(use.line in table[part].get(use.name, ()) for part in ("locals", "types"))


def _is_inner_type(types: TypedMembers, definition: Definition) -> bool:
    """A type that a class has."""
    holder = types.named(holder_of(definition))
    return types.is_class(definition) and any(item.kind in {"struct", "class"} for item in holder)


def _is_in_other_namespace(use: PlainUse, definition: Definition) -> bool:
    """What stands in a namespace is said so in another one."""
    namespace = definition[1].rpartition(".")[0]
    return bool(namespace) and not f"{use.owner}.".startswith(f"{namespace}.")


def _is_own_member(types: TypedMembers, use: PlainUse) -> bool:
    """C++: a class around the use has a member of the name, which hides what stands outside."""
    parts = [part for part in use.owner.split(".") if any(item.kind != "enum" for item in types.named(part))]
    return any(types.holds(one, use.name) for part in parts for one in types.classes(use.path, part))


def _constructs(index: Index, use: PlainUse) -> bool:
    """An object of the class is made on the line: `Type(…)`, `Type{…}`, `Type name(…)`, `Type name;`."""
    line = line_at(index, use.path, use.line)
    form = rb"(?<!public )(?<!private )(?<![~\w])%s(?!\w)(?:<[^;]*>)?\s*(?:[({]|\w+\s*(?:[({;=]|$))"
    return re.search(form % re.escape(use.name.encode()), line) is not None


@read_once
def _guards(index: Index, definition: Definition) -> frozenset[int]:
    """Lines that ask for a macro before its first definition: they hold without it."""
    path, name = definition
    first = min((item.start_line for item in index.symbols(path, name=name)), default=0)
    lines = enumerate(index.read(path).split(b"\n")[:first], 1)
    return frozenset(number for number, line in lines if line.lstrip().startswith(b"#") and name.encode() in line)


def _is_in_macro(types: TypedMembers, row: list[Any]) -> bool:
    """A macro may make a member of the name that it is given (`LIST_FOREACH(item, &head, next)`)."""
    name = row[2][1] if row[2] else ""
    known = types.index.symbols(name=name) if name else []
    return any(item.kind == "macro" for item in known) or (not known and name.isupper())


def _is_in_function(types: TypedMembers, use: PlainUse) -> bool:
    """A function around it, and no macro, which is named in capitals by custom and may make a class (`TEST_F`)."""
    own = use.owner.rpartition(".")[2]
    if types.index.files[use.path].parsed != FULLY_READ or own.isupper():
        return False
    return any(item.kind == "function" for item in defined_as(types.index, use.path, use.owner))
