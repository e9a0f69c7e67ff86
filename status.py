"""The state of the index: what it holds, how large and how old it is, and what could not be read."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from .errors import IndexUnavailableError

if TYPE_CHECKING:
    from .workspace import Workspace

__all__ = ["status_of"]

PROBLEMS_SHOWN = 50


def status_of(workspace: Workspace) -> dict[str, Any]:
    """The index as it stands, without refreshing it.

    Returns:
        `state` (`missing | unreadable | ready`), `index` (its path), and where it is ready: `size_bytes`, `updated` (ISO 8601, UTC),
        `files`, `parsed`, `broken_syntax`, `symbols`, `links`, `unresolved`, `languages`, `problems`, `problem_count`.
    """
    path = workspace.index_path
    state: dict[str, Any] = {"state": "missing", "index": str(path)}
    if not path.exists():
        return state | {"next_step": "run 'groundplan index'"}
    try:
        return state | _ready(workspace)
    except (IndexUnavailableError, sqlite3.Error) as error:
        return state | {"state": "unreadable", "reason": str(error), "next_step": "the next question rebuilds it"}


def _ready(workspace: Workspace) -> dict[str, Any]:
    from datetime import UTC, datetime

    with workspace.index() as index:
        problems = index.problems()
        count = index.rows(
            "SELECT (SELECT count(*) FROM symbols), (SELECT count(*) FROM links), (SELECT count(*) FROM links WHERE reason <> '')"
        )[0]
        languages = index.rows("SELECT language, count(*) FROM files WHERE parsed GROUP BY 1 ORDER BY 2 DESC, 1")
        files = list(index.files.values())
    status = workspace.index_path.stat()
    return {
        "state": "ready",
        "size_bytes": status.st_size,
        "updated": datetime.fromtimestamp(status.st_mtime, UTC).isoformat(timespec="seconds"),
        "files": len(files),
        "parsed": sum(file.parsed > 0 for file in files),
        "broken_syntax": [file.path for file in files if file.parsed == 2][:PROBLEMS_SHOWN],
        "symbols": count[0],
        "links": count[1],
        "unresolved": count[2],
        "languages": dict(languages),
        "problem_count": len(problems),
        "problems": [
            {"path": problem.path, "line": problem.line or None, "stage": problem.stage, "message": problem.message}
            for problem in problems[:PROBLEMS_SHOWN]
        ],
    }
