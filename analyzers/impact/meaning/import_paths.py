"""Names that a Python file only has in the paths of its imports (`from shop.test import Case`): no occurrence that a question asks for.

To tell them by a look at the text is a hundred times as fast as to read their site tables, which would hold none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...per_index import per_index, read_once

if TYPE_CHECKING:
    from collections.abc import Set

    from ....indexer.index import Index

__all__ = ["only_in_paths"]

IN_A_PATH: Final = rb"[\w.]*[ \t]+import\b"
"""What stands behind a part of such a path, and behind no name."""


@read_once
def only_in_paths(index: Index, name: str) -> Set[str]:
    """The files in which a name stands in such paths and nowhere else, not even in a text."""
    if name not in _parts(index):
        return frozenset()
    word = name.encode()
    elsewhere = re.compile(rb"%s(?<!\w%s)(?!\w)(?!%s)" % (word, word, IN_A_PATH))
    return {
        path
        for path in index.files_using(name)
        if index.files[path].language == "Python" and not elsewhere.search(index.read(path))
    }


@per_index
def _parts(index: Index) -> Set[str]:
    """What the paths of imports are made of."""
    rows = index.rows(
        "SELECT DISTINCT specifier FROM imports JOIN files ON files.id = file_id WHERE language = 'Python'"
    )
    return {part for (specifier,) in rows for part in specifier.split(".")}
