"""What many files define and import, read in one query each instead of one a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ...indexer.rows import listed

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = [
    "Definition", "definitions_where", "documented_of", "documented_where", "imports_of", "like", "rows_of", "top_level",
]  # fmt: skip

COLUMNS = "path, name, qualname, kind, start_line, end_line, exported, bases, decorators"
FILES_A_QUERY = 500
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


def definitions_where(index: Index, condition: str, parameters: Sequence[object]) -> list[Definition]:
    """Definitions that a condition on the columns of `symbols` and `files` holds for, in path and source order."""
    rows = index.rows(
        f"SELECT {COLUMNS} FROM symbols JOIN files ON files.id = file_id WHERE {condition} ORDER BY path, symbols.id",  # noqa: S608 - constants
        parameters,
    )
    return [_definition(row) for row in rows]


def documented_where(index: Index, condition: str, parameters: Sequence[object]) -> Iterator[tuple[Definition, str]]:
    """The same, each with its documentation."""
    rows = index.rows(
        f"SELECT {COLUMNS}, doc FROM symbols JOIN files ON files.id = file_id WHERE {condition} ORDER BY path, symbols.id",  # noqa: S608 - constants
        parameters,
    )
    for row in rows:
        yield _definition(row), row[9]


def rows_of(
    index: Index, paths: Iterable[str], columns: str, condition: str, parameters: Sequence[object]
) -> Iterator[tuple[Any, ...]]:
    """Columns of the symbols of the files that a condition holds for."""
    for marks, ids in _chunks(index, paths):
        yield from index.rows(
            f"SELECT {columns} FROM symbols JOIN files ON files.id = file_id WHERE file_id IN ({marks}) AND ({condition})",  # noqa: S608 - constants
            [*ids, *parameters],
        )


def documented_of(
    index: Index, paths: Iterable[str], condition: str, parameters: Sequence[object]
) -> Iterator[tuple[Definition, str]]:
    """The definitions of the files that a condition holds for, each with its documentation."""
    for row in rows_of(index, paths, f"{COLUMNS}, doc", condition, parameters):
        yield _definition(row), row[9]


def top_level(index: Index, paths: Iterable[str]) -> Mapping[str, list[Definition]]:
    """Path → what the file defines at its top level, in source order; every path is a key.

    Modules and namespaces are not what a file defines but where: of a file that has nothing else (macros belong to no
    namespace), what stands in them counts, as does what is named with them (`class Shop::Order`). What stands in a
    namespace counts beside the rest as well (operators for the types in it); a module of others is one of its definitions.
    """
    found: dict[str, list[Definition]] = {path: [] for path in paths}
    for marks, ids in _chunks(index, found):
        for item in definitions_where(index, f"file_id IN ({marks}) AND instr(qualname, '.') = 0", ids):
            found[item.path].append(item)
    wrapped = [
        path
        for path, items in found.items()
        if all(item.kind in {*WRAPPERS, "macro"} for item in items) or any(item.kind == "namespace" for item in items)
    ]
    for marks, ids in _chunks(index, wrapped):
        inner: dict[str, list[Definition]] = {}
        condition = f"file_id IN ({marks}) AND kind NOT IN ('namespace', 'macro')"
        for item in definitions_where(index, condition, ids):
            inner.setdefault(item.path, []).append(item)
        for path, items in inner.items():
            found[path] = _in_wrappers(items)
    return found


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
    for marks, ids in _chunks(index, found):
        rows = index.rows(
            "SELECT DISTINCT source_id, target_id, external FROM links "  # noqa: S608 - marks
            f"WHERE source_id IN ({marks}) AND (target_id IS NOT NULL OR (external <> '' AND stdlib = 0))",
            ids,
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


def _chunks(index: Index, paths: Iterable[str]) -> Iterator[tuple[str, list[int]]]:
    ids = [index.files[path].id for path in paths]
    for start in range(0, len(ids), FILES_A_QUERY):
        part = ids[start : start + FILES_A_QUERY]
        yield ",".join("?" * len(part)), part
