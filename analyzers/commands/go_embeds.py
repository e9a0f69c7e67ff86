"""Whether Go code embeds what only a build makes (`//go:embed dist/*`): then `go build` and `go test` fail in a fresh checkout."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..per_index import per_index

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["embeds_what_is_built"]

EMBED = re.compile(r"^//go:embed[ \t]+(\S.*)$", re.MULTILINE)
LITERAL = re.compile(r"[\w./-]+")
IMPORTING = (
    "SELECT DISTINCT path FROM links JOIN files ON files.id = source_id"
    " WHERE specifier = 'embed' AND language = 'Go' AND zone = 'product' AND kind <> 'conditional' ORDER BY path"
)


@per_index
def embeds_what_is_built(index: Index) -> bool:
    """Whether the product embeds a folder that is not in the tree, of which a pattern tells only the begin."""
    return any(_absent(index, path) for (path,) in index.rows(IMPORTING))


def _absent(index: Index, path: str) -> bool:
    folder = path.rpartition("/")[0]
    for line in EMBED.findall(index.text(path)):
        for pattern in line.split():
            told = LITERAL.match(pattern.strip('"`').removeprefix("all:"))
            inner, slash, _ = told[0].partition("/") if told else ("", "", "")
            start = f"{folder}/{inner}/".lstrip("/")
            if slash and inner not in {"", "."} and not any(other.startswith(start) for other in index.files):
                return True
    return False
