"""The index for other tools: GraphML of the whole graph, a copy of the SQLite file, a CycloneDX bill of materials."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InvalidParameterError

if TYPE_CHECKING:
    from ..workspace import Workspace

__all__ = ["export_to"]


def export_to(workspace: Workspace, target: str, output: str) -> None:
    """Writes the export to a file, or to standard output for `-`.

    Raises:
        InvalidParameterError: the SQLite copy asked for on standard output, or a file that can't be written.
    """
    workspace.refresh()
    try:
        if target == "sqlite":
            _copy(workspace.index_path, output)
        else:
            _write(_text(workspace, target), output)
    except OSError as error:
        raise InvalidParameterError(f"{output!r} can't be written: {error.strerror}. Give another --output") from error


def _text(workspace: Workspace, target: str) -> str:
    if target == "graphml":
        from .graph import to_graphml

        return to_graphml(workspace.ask("dependency_graph", limit=0))
    from .cyclonedx import to_cyclonedx

    with workspace.index() as index:
        return to_cyclonedx(index)


def _write(text: str, output: str) -> None:
    if output == "-":
        import click

        click.echo(text)
    else:
        Path(output).write_text(text + "\n", "utf-8")


def _copy(index: Path, output: str) -> None:
    """A consistent copy, whatever is being written meanwhile (SQLite's online backup)."""
    if output == "-":
        raise InvalidParameterError("a SQLite file does not go to standard output. Give --output FILE")
    with (
        closing(sqlite3.connect(f"{index.absolute().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(output)) as copy,
    ):
        source.backup(copy)
