"""Where a deletion breaks a small workspace of JavaScript or TypeScript: what tests of references compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["broken_places"]


def broken_places(root: Path, files: dict[str, str], path: str, symbol: str, least: float = 1) -> list[tuple[str, int]]:
    """`(path, line)` of each reference that is at least so sure."""
    answer = Workspace(write(root, {"package.json": "{}", **files})).impact_analysis(
        path, symbol=symbol, change_type="delete", limit=0
    )
    return [(row["path"], row["line"]) for row in answer["breaks"] if row.get("confidence", 1) >= least]
