"""Python modules that code names as text and loads later: `grammar("tree_sitter_c")`, a table of backends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...indexer.index import Index

__all__ = ["named_in_literals"]

SCANNED_BYTES = 4_000_000
"""Source text that is read for names: about 50 ms."""


def named_in_literals(index: Index, distributions: Iterable[str]) -> set[str]:
    """Those of the distributions whose module some literal of the product's code is.

    Names of one word are left out: `"click"` and `"requests"` are as often a word as a module.
    """
    modules = {name.replace("-", "_"): name for name in distributions if "-" in name}
    if not modules:
        return set()
    literal = re.compile(rf"['\"]({'|'.join(map(re.escape, modules))})(?:\.[\w.]+)?['\"]".encode())
    found: set[str] = set()
    budget = SCANNED_BYTES
    for path, file in index.files.items():
        if file.language == "Python" and file.zone == "product" and (budget := budget - file.size) >= 0:
            found.update(modules[name.decode()] for name in literal.findall(index.read(path)))
    return found
