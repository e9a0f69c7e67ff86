"""Express routers that a list mounts: `[{ path: '/auth', route: authRoute }].forEach((r) => router.use(r.path, r.route))`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ....indexer.languages.families import SCRIPT
from ..text.route_source import product_texts, slashed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["listed_mounts"]

USED = re.compile(r"\b(\w+)\.use\(\s*(\w+)\.(\w+)\s*,\s*(?:[\w.()]+\s*,\s*)*\2\.(\w+)\s*\)")


def listed_mounts(index: Index) -> Iterator[tuple[str, str, str, str]]:
    """`(file, name of the mounted router, name of the one it is mounted on, prefix)`."""
    for path, text in product_texts(index, index.files_using("use"), SCRIPT):
        used = USED.search(text)
        if used is None:
            continue
        pair = re.compile(rf"\b{used[3]}\s*:\s*['\"`]([^'\"`\n]*)['\"`]\s*,\s*{used[4]}\s*:\s*(\w+)")
        for match in pair.finditer(text):
            yield path, match[2], used[1], slashed(match[1])
