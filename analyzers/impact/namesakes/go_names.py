"""What a name in Go can't mean, and which interfaces a type satisfies.

A name alone means nothing that another package defines, a key of a literal not the type of its field, and a name behind a value
nothing at the top level of a package.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ...per_index import read_once
from ...text_facts import line_at
from ..called import all_called
from .definition_facts import DefinitionFacts, holder_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ....indexer.index import Index
    from ..occurrences import Definition, PlainUse
    from ..receivers.class_names import Class

__all__ = ["is_behind_package", "is_of_go_package", "is_other_in_go", "is_satisfied"]


def is_other_in_go(names: DefinitionFacts, use: PlainUse, definition: Definition, rows: Sequence[list[Any]]) -> bool:
    """A use in a Go file that can't mean what a package has at its top level.

    Args:
        rows: what the table of receivers says of the name on its line.
    """
    if names.index.files[use.path].language != "Go" or use.attribute:
        return False
    keys = [receiver for _, arguments, receiver, _ in rows if arguments is None and receiver != 0]
    if "." in definition[1]:  # no method sets a field
        return bool(keys) and len(keys) == len(rows) and names.is_callable(definition)
    if keys and _is_key_only(names, use, definition, keys):
        return True
    return not _is_of_same_package(names, use.path, definition[0])


def is_of_go_package(definition: Definition) -> bool:
    """At the top level of a package."""
    return definition[0].endswith(".go") and "." not in definition[1]


def is_behind_package(
    names: DefinitionFacts, path: str, receiver: Sequence[Any] | None, definition: Definition
) -> bool:
    """What a package has at its top level stands behind the package's name alone; behind a value, known or not, a member."""
    if receiver is None or receiver[0] != "n":
        return False
    return definition[0].rpartition("/")[0] in names.packages(path, receiver[1])


def _is_key_only(names: DefinitionFacts, use: PlainUse, definition: Definition, keys: Sequence[Any]) -> bool:
    """`Config{Writer: …}`: the name stands alone there only as that of a field which is not the type, embedded."""
    line = line_at(names.index, use.path, use.line).partition(b"//")[0]
    alone = re.findall(rb"(?<![\w.])%s(?!\w)(\s*:)?" % re.escape(use.name.encode()), line)
    if not all(alone):
        return False
    types = [names.told(use.path, key) for key in keys]
    if not names.is_class(definition):  # a value is a key of what is a map or list, by another name
        return not any(item.kind == "type" for found in types for one in found or () for item in names.named(one.name))
    return all(
        not any(
            any(base.rpartition(".")[2] == use.name for item in names.named(one.name) for base in item.bases)
            for one in found
        )
        if found
        else not _is_embedded(names.index, use.name)
        for found in types
    )


@read_once
def _is_embedded(index: Index, name: str) -> bool:
    """Some struct or interface has the type in it without a name of its own."""
    rows = index.rows("SELECT bases FROM symbols WHERE instr(bases, ?)", (name,))
    return any(base.rpartition(".")[2] == name for (bases,) in rows for base in bases.split("\n"))


def _is_of_same_package(names: DefinitionFacts, path: str, target: str) -> bool:
    """The files stand in one folder, or one imports all names of the other's (`import . "path"`)."""
    folder = target.rpartition("/")[0]
    return path.rpartition("/")[0] == folder or folder in names.packages(path, ".")


def is_satisfied(names: DefinitionFacts, interface: Class, home: Iterable[Class]) -> bool:
    """A type of the workspace has all methods of an interface, its own or those of what it embeds.

    Whether it satisfies an interface with type parameters rests on what these are given: that is not told.
    """
    methods = {name for above in names.over(interface) for name in _methods(names.index, above)}
    # a type's methods may stand in any file of its package
    own = {(path.rpartition("/")[0], name) for klass in home for path, name in names.over(klass) if path}
    named = (one for name in methods for one in all_called(names.index, name))
    having = {one.name for one in named if (one.path.rpartition("/")[0], holder_of((one.path, one.qualname))) in own}
    return bool(methods) and methods <= having


def _methods(index: Index, interface: Class) -> list[str]:
    path, name = interface
    found = index.symbols(path) if path else []
    lines = [item.start_line for item in found if item.qualname == name and item.kind == "interface"]
    if not lines or re.search(rb"(?<!\w)%s\s*\[" % name.encode(), line_at(index, path, lines[0])):
        return []
    return [item.name for item in found if item.qualname == f"{name}.{item.name}"]
