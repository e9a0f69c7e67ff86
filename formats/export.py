"""The index in forms that other tools read: GraphML, a copy of the SQLite file, CycloneDX, SARIF, SCIP, Parquet."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ..errors import InvalidParameterError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager

    from ..indexer.index import Index
    from ..workspace import Workspace

__all__ = ["export_to"]

VIEWS = {
    "edges": """
        SELECT source.path AS source, target.path AS target, links.kind, count(*) AS links FROM links
        JOIN files AS source ON source.id = source_id JOIN files AS target ON target.id = target_id
        WHERE source_id <> target_id GROUP BY 1, 2, 3
    """,
    "definitions": """
        SELECT path, qualname, symbols.kind, start_line, end_line, signature, doc FROM symbols JOIN files ON files.id = file_id
    """,
}
"""What a person asks first in Datasette, without the ids."""


def export_to(workspace: Workspace, target: str, output: str) -> None:
    """Writes the export to a file (Parquet: into a folder), or to standard output for `-`.

    Raises:
        InvalidParameterError: what is no text asked for on standard output, or a file that can't be written.
        ExtraNotInstalledError: the target's own library is missing.
    """
    workspace.refresh()
    try:
        TARGETS[target](workspace, output)
    except (OSError, sqlite3.OperationalError) as error:
        raise InvalidParameterError(f"{output!r} can't be written: {error}. Give another --output") from error


def _text(render: Callable[[Index], str], workspace: Workspace, output: str) -> None:
    with workspace.index() as index:
        _write(render(index), output)


def _cyclonedx(index: Index) -> str:
    from .cyclonedx import to_cyclonedx

    return to_cyclonedx(index)


def _sarif(workspace: Workspace, output: str) -> None:
    from .findings import workspace_to_sarif

    _write(workspace_to_sarif(workspace), output)


def _scip(workspace: Workspace, output: str) -> None:
    from .scip import to_scip

    with workspace.index() as index, _binary(output) as stream:
        stream.writelines(to_scip(index))


def _parquet(workspace: Workspace, output: str) -> None:
    from .parquet import write_parquet

    with workspace.index() as index:
        write_parquet(index, output)


def _graphml(index: Index) -> str:
    """The whole graph with what is known of each file, for Gephi, yEd and networkx itself."""
    import networkx as nx

    from ..analyzers.graph.key_files import pagerank

    graph: nx.DiGraph[str] = nx.DiGraph()
    for path, file in index.files.items():
        if file.parsed:
            graph.add_node(path, language=file.language, zone=file.zone, code_lines=file.code_lines)
    for edge in index.edges():
        graph.add_edge(edge.source, edge.target, kind=edge.kind, weight=len(edge.lines), symbols=" ".join(edge.symbols))
    for path, rank in pagerank(index.adjacency[0]).items():
        graph.nodes[path]["pagerank"] = round(rank, 6)
    return "\n".join(nx.generate_graphml(graph))


def _write(text: str, output: str) -> None:
    if output == "-":
        import click

        click.echo(text)
    else:
        Path(output).write_text(text + "\n", "utf-8")


def _binary(output: str) -> AbstractContextManager[BinaryIO]:
    """A file, or standard output for `-`, to write bytes to piece by piece."""
    return nullcontext(sys.stdout.buffer) if output == "-" else Path(output).open("wb")


def _copy(workspace: Workspace, output: str) -> None:
    """A consistent copy, whatever is being written meanwhile (SQLite's online backup), with views and full-text search added."""
    if output == "-":
        raise InvalidParameterError("a SQLite file does not go to standard output. Give --output FILE")
    with (
        closing(sqlite3.connect(f"{workspace.index_path.absolute().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(output)) as copy,
    ):
        source.backup(copy)
    import sqlite_utils

    database = sqlite_utils.Database(output)
    for name, query in VIEWS.items():
        database.create_view(name, query, replace=True)
    database.table("symbols").enable_fts(["name", "qualname", "doc"], replace=True)
    database.conn.close()


TARGETS: Mapping[str, Callable[[Workspace, str], None]] = {
    "graphml": partial(_text, _graphml),
    "sqlite": _copy,
    "cyclonedx": partial(_text, _cyclonedx),
    "sarif": _sarif,
    "scip": _scip,
    "parquet": _parquet,
}
"""Target → what writes it, given the workspace and `--output`."""
