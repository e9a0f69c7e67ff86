"""What many files define and import, read in one query each instead of one a file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ...indexer.gathering import by_key
from ...indexer.rows import listed

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = [
    "OF_FILES", "Definition", "definitions_where", "documented_where", "ids_of", "imports_of", "like", "rows_where", "top_level",
]  # fmt: skip

COLUMNS = "path, name, qualname, kind, start_line, end_line, exported, bases, decorators"
OF_FILES = "file_id IN (SELECT value FROM json_each(?))"
"""A condition whose parameter are `ids_of` files."""
WRAPPERS, MEMBERS = frozenset({"module", "namespace"}), frozenset({"constant", "method", "property"})


class Definition(NamedTuple):
    """A symbol without its documentation and signature; lines as in `IndexedSymbol`."""

    path: str
    name: str
    qualname: str
    kind: str
    start_line: int
    end_line: int
    exported: bool
    bases: tuple[str, ...]
    decorators: tuple[str, ...]


def rows_where(index: Index, columns: str, condition: str, parameters: Sequence[object]) -> Iterator[Sequence[Any]]:
    """Columns of the definitions that a condition on those of `symbols` and `files` holds for, in path and source order."""
    yield from index.rows(
        f"SELECT {columns} FROM symbols JOIN files ON files.id = file_id WHERE {condition} ORDER BY path, symbols.id",  # noqa: S608 - constants
        parameters,
    )


def definitions_where(index: Index, condition: str, parameters: Sequence[object]) -> list[Definition]:
    """The definitions themselves."""
    return [_definition(row) for row in rows_where(index, COLUMNS, condition, parameters)]


def documented_where(index: Index, condition: str, parameters: Sequence[object]) -> Iterator[tuple[Definition, str]]:
    """The same, each with its documentation."""
    return ((_definition(row), row[9]) for row in rows_where(index, f"{COLUMNS}, doc", condition, parameters))


def ids_of(index: Index, paths: Iterable[str]) -> str:
    """Files as a parameter of a query."""
    return json.dumps([index.files[path].id for path in paths])


def top_level(index: Index, paths: Iterable[str]) -> Mapping[str, list[Definition]]:
    """Path → what the file defines at its top level, in source order; every path is a key.

    Modules and namespaces are not what a file defines but where: of a file that has nothing else (macros belong to no
    namespace), what stands in them counts, as does what is named with them (`class Shop::Order`). What stands in a
    namespace counts beside the rest as well (operators for the types in it); a module of others is one of its definitions.
    """
    found: dict[str, list[Definition]] = {path: [] for path in paths}
    for item in definitions_where(index, f"{OF_FILES} AND instr(qualname, '.') = 0", (ids_of(index, found),)):
        found[item.path].append(item)
    wrapped = [
        path
        for path, items in found.items()
        if all(item.kind in {*WRAPPERS, "macro"} for item in items) or any(item.kind == "namespace" for item in items)
    ]
    condition = f"{OF_FILES} AND kind NOT IN ('namespace', 'macro')"
    inner = by_key((item.path, item) for item in definitions_where(index, condition, (ids_of(index, wrapped),)))
    return found | {path: _in_wrappers(items) for path, items in inner.items()}


def _in_wrappers(items: Sequence[Definition]) -> list[Definition]:
    """What stands nearest to the top inside of modules; a module in which only methods do (Ruby's mixins) is itself what is defined."""
    modules = {item.qualname: item for item in items if item.kind == "module"}
    rest = [item for item in items if item.kind != "module"]
    beside = [item for item in rest if "." not in item.qualname]
    own = {item.name for item in beside}
    deep = [item for item in rest if "." in item.qualname and item.qualname.partition(".")[0] not in own]
    least = min((item.qualname.count(".") for item in deep), default=0)
    nearest = [item for item in deep if item.qualname.count(".") == least]
    kinds = {item.kind for item in nearest}
    if "method" in kinds and kinds <= MEMBERS:
        nearest = list(dict.fromkeys(modules.get(item.qualname.rpartition(".")[0], item) for item in nearest))
    return [*beside, *nearest]


def imports_of(index: Index, paths: Iterable[str]) -> Mapping[str, set[str]]:
    """Path → the workspace files and third-party modules that the file imports; every path is a key."""
    found: dict[str, set[str]] = {path: set() for path in paths}
    rows = index.rows(
        "SELECT DISTINCT source_id, target_id, external FROM links WHERE source_id IN (SELECT value FROM json_each(?)) "
        "AND (target_id IS NOT NULL OR (external <> '' AND stdlib = 0))",
        (ids_of(index, found),),
    )
    for source, target, external in rows:
        found[index.paths[source]].add(external or index.paths[target])
    return found


def like(words: Iterable[str], *columns: str) -> tuple[str, list[str]]:
    """A condition: one of the columns holds one of the words, in singular or plural, whatever the case."""
    forms = [f"%{word.removesuffix('y')}%" for word in words]
    return " OR ".join(f"{column} LIKE ?" for column in columns for _ in forms) or "0", forms * len(columns)


def _definition(row: Sequence[Any]) -> Definition:
    return Definition._make((*row[:6], bool(row[6]), listed(row[7]), listed(row[8])))
