"""What every command begins with: the workspace that it is about, and who watches its progress."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from .. import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..workspace import Workspace

__all__ = ["ROOT_HELP", "from_here", "open_workspace", "progress_bar"]

ROOT_HELP: Final = "the workspace (default: the repository around the current folder)"
PATHS: Final = frozenset({"file_path", "changes", "paths", "path"})
"""The parameters that are paths of the workspace."""
OF_ONE_TEST = re.compile(r"::.*|:\d+$", re.DOTALL)


def open_workspace(root: str | None, *, allow_exec: bool = False, keep: bool = False) -> Workspace:
    """The workspace at a folder, or the one around the current folder."""
    from ..workspace import Workspace, find_root

    return Workspace(find_root(Path.cwd()) if root is None else root, allow_exec=allow_exec, keep=keep)


def from_here(given: Mapping[str, Any], root: Path) -> dict[str, Any]:
    """The parameters, with paths as the workspace has them that a person wrote in a folder of it, as a shell completes them."""
    from ..indexer.on_disk import is_there

    here = Path.cwd()
    if here == root or not here.is_relative_to(root) or not PATHS & given.keys():
        return dict(given)
    folder = here.relative_to(root)

    def inside(path: str) -> str:
        """From the root where that is there, unless the path says that it begins here (`./x`, `..`)."""
        begins_here = path.split("/", 1)[0] in {".", ".."}
        file = OF_ONE_TEST.sub("", path)
        if not is_there(here / file) or (not begins_here and is_there(root / file)):
            return path
        return os.path.normpath(folder / path)

    found = dict(given)
    for name in PATHS & given.keys():
        value = given[name]
        found[name] = inside(value) if isinstance(value, str) else [inside(item) for item in value]
    return found


def progress_bar() -> Callable[[int, int], None] | None:
    """A progress bar on standard error, only where a person watches it."""
    if not sys.stderr.isatty() or os.environ.get("CI") or os.environ.get("PRE_COMMIT"):
        return None

    def report(done: int, total: int) -> None:
        if total > 200:
            sys.stderr.write(f"\rindexing {done}/{total} files" + ("\n" if done == total else ""))
            sys.stderr.flush()

    return report
