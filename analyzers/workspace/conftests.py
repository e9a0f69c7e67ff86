"""The `conftest.py` files of pytest: which of them it imports before a test, and whom they serve."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...indexer.workspace_paths import outwards

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...indexer.index import Index

__all__ = ["CONFTEST", "conftests"]

CONFTEST: Final = "conftest.py"


def conftests(index: Index, path: str) -> Iterator[str]:
    """Those in the folder of a Python file and the folders above, nearest first."""
    for folder in outwards(path.rpartition("/")[0]) if path.endswith(".py") else ():
        name = f"{folder}/{CONFTEST}" if folder else CONFTEST
        if name in index.files and name != path:
            yield name
