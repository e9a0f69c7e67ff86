"""What safe_location says of the companions of a new file, for the tests of where lines are added and where none is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("carts", "prices", "users")


def companions(tmp_path: Path, files: dict[str, str], **asked: str) -> dict[str, str | None]:
    answer = Workspace(write(tmp_path, files)).safe_location(**asked)
    return {item["path"]: item.get("line") for item in answer["companions"]}
