"""Parquet files of the index, for pandas, DuckDB and Polars: one each for files, symbols, links, edges, dependencies.

docs/index-schema.md says what each column means. Rows are read file by file and written by batches: they are never all in
memory. The same index gives the same bytes.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ExtraNotInstalledError, InvalidParameterError
from ..indexer.manifests.base import ecosystem_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..indexer.index import Index

    Row = tuple[Any, ...]

__all__ = ["COLUMNS", "write_parquet"]

BATCH = 20_000
"""Rows that are held before they are written: a row group each."""


def _columns(listed: str) -> dict[str, str]:
    """Column → type, of `name:type …`; texts without a type."""
    return {name: kind or "string" for name, _, kind in (column.partition(":") for column in listed.split())}


COLUMNS: Mapping[str, Mapping[str, str]] = {
    "files": _columns(
        "path language zone size:int64 module parsed:int32 lines:int32 code_lines:int32 comment_lines:int32 blank_lines:int32"
        " in_language_bar:int32"
    ),
    "symbols": _columns(
        "path name qualname kind start_line:int32 end_line:int32 signature doc exported:bool bases:list<string>"
        " decorators:list<string> complexity:int32"
    ),
    "links": _columns("source line:int32 kind specifier target:string? name alias external stdlib:bool reason"),
    "edges": _columns("source target kind lines:list<int32> symbols:list<string>"),
    "dependencies": _columns(
        "manifest zone role ecosystem name constraint resolved scope direct:bool line:int32 group source path marker"
        " requires:list<string>"
    ),
}
"""File → column → type, in the order in which the rows below give them. `?`: no value in some rows; else a text is empty there."""


def write_parquet(index: Index, output: str) -> None:
    """Writes the files into a folder, which is made where it is missing.

    Raises:
        InvalidParameterError: standard output asked for.
        ExtraNotInstalledError: pyarrow is missing.
    """
    if output == "-":
        raise InvalidParameterError("several Parquet files do not go to standard output. Give --output DIR")
    arrow = _pyarrow()
    folder = Path(output)
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in ROWS.items():
        schema = arrow.schema([_field(arrow, column, word) for column, word in COLUMNS[name].items()])
        _write(arrow, folder / f"{name}.parquet", schema, rows(index))


def _pyarrow() -> Any:
    """The library, brought in only here: it is large, and no question needs it."""
    try:
        import pyarrow.parquet
    except ImportError as error:
        reason = str(error).partition("\n")[0]
        raise ExtraNotInstalledError(
            f"Parquet files need pyarrow, which can't be imported ({reason}). Install it: pip install 'groundplan[parquet]'"
        ) from error
    return pyarrow


def _field(arrow: Any, name: str, word: str) -> Any:
    item = word.removesuffix("?").removeprefix("list<").removesuffix(">")
    kind = arrow.type_for_alias(item)
    if word.startswith("list<"):
        kind = arrow.list_(arrow.field("item", kind, nullable=False))
    return arrow.field(name, kind, nullable=word.endswith("?"))


def _write(arrow: Any, path: Path, schema: Any, rows: Iterator[Row]) -> None:
    with path.open("wb") as stream, arrow.parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        while batch := list(islice(rows, BATCH)):
            columns = zip(*batch, strict=True)
            arrays = [arrow.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
            writer.write_batch(arrow.record_batch(arrays, schema=schema))


def _links(index: Index) -> Iterator[Row]:
    for path in index.files:
        for link in index.links_from(path):
            yield *link[:4], link.target or None, *link[5:]


def _dependencies(index: Index) -> Iterator[Row]:
    for path, manifest in index.manifests.items():
        for item in manifest.dependencies:
            yield path, index.files[path].zone, manifest.role, ecosystem_of(manifest, item), *item


ROWS: Mapping[str, Callable[[Index], Iterator[Row]]] = {
    "files": lambda index: (file[1:] for file in index.files.values()),
    "symbols": lambda index: (symbol[1:] for path in index.files for symbol in index.symbols(path)),
    "links": _links,
    "edges": lambda index: (edge for file in index.files.values() for edge in index.edges_from((file.id,))),
    "dependencies": _dependencies,
}
