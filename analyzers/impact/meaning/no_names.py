"""Words that are no names where they stand: in the paths of Python's imports (`from shop.test import Case`), and what ECMAScript has for
itself in some places (`import type`, `from "x"`).

To tell them by a look at the text is a hundred times as fast as to read the site tables of such files, which would hold none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...per_index import per_index, read_once
from ..sites.tables import READERS

if TYPE_CHECKING:
    from collections.abc import Set

    from ....indexer.index import Index

__all__ = ["merely_syntax", "only_in_paths"]

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


FOLLOWED_BY: Final = {
    "as": rb"[ \t]+%s[\w$\"'`{(\[]",
    "from": rb"[ \t]*[\"']",
    "of": rb"[ \t]+%s[\w$\"'`{(\[]",
    "type": rb"[ \t]+%s[\w$*{]",
}
"""Word → what stands behind it on its line where it is no name."""
GOES_ON: Final = rb"(?!(?:as|else|extends|from|if|implements|in|instanceof|is|of|satisfies)\b)"
"""Words that may stand behind a name."""
ECMASCRIPT: Final = frozenset(language for language, kind in READERS.items() if kind == "ecmascript")


@per_index
def merely_syntax(index: Index, name: str) -> Set[str]:
    """The files in which a name stands, but only where the language has it for itself; a member and a definition are names."""
    if name not in FOLLOWED_BY:
        return frozenset()
    word, behind = name.encode(), FOLLOWED_BY[name]
    behind = behind.replace(b"%s", GOES_ON)
    used = re.compile(rb"%s(?<![\w$]%s)(?![\w$])(?:(?<=\.%s)|(?!%s))" % (word, word, word, behind))
    defining = {symbol.path for symbol in index.symbols(name=name)}
    return {
        path
        for path in index.files_using(name)
        if index.files[path].language in ECMASCRIPT and path not in defining and not used.search(index.read(path))
    }
