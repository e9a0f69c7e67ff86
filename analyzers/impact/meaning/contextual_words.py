"""Words that ECMAScript has for itself in some places only: most files that hold one (`import type`, `from "x"`) use no such name.

To tell them by a look at the text is a hundred times as fast as to read their site tables, which would hold no occurrence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...per_index import per_index
from ..sites.reading import READERS

if TYPE_CHECKING:
    from collections.abc import Set

    from ....indexer.index import Index

__all__ = ["merely_syntax"]

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
