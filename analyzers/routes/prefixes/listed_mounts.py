"""Express routers that a list hangs: `[{ path: '/auth', route: authRoute }].forEach((r) => router.use(r.path, r.route))`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ....indexer.languages.families import SCRIPT
from ..text.route_source import slashed, source_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["listed_mounts"]

USED = re.compile(r"\b(\w+)\.use\(\s*(\w+)\.(\w+)\s*,\s*(?:[\w.()]+\s*,\s*)*\2\.(\w+)\s*\)")


def listed_mounts(index: Index) -> Iterator[tuple[str, str, str, str]]:
    """`(file, name of the router hung, name of the one it hangs on, prefix)`."""
    for path in index.files_using("use"):
        file = index.files[path]
        if file.zone != "product" or file.language not in SCRIPT:
            continue
        text = "\n".join(source_lines(index, path))
        used = USED.search(text)
        if used is None:
            continue
        pair = re.compile(rf"\b{used[3]}\s*:\s*['\"`]([^'\"`\n]*)['\"`]\s*,\s*{used[4]}\s*:\s*(\w+)")
        for match in pair.finditer(text):
            yield path, match[2], used[1], slashed(match[1])
