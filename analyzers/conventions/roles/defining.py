"""Files that show a role by nothing but what they define: `CsvExporter` stands in `export/csv.rs`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...naming import singular_words
from ...search.definitions import definitions_where
from .role_words import ends_in, role_words

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["paths_defining"]

SEVERAL = 3
"""So many files with such a class are no chance."""
NAMED = "zone = 'product' AND kind IN ('class', 'struct', 'interface', 'trait') AND name LIKE ?"


def paths_defining(index: Index, role: str) -> frozenset[str]:
    """The product's files with a class that is called as the role after a word of its own, where several have one."""
    wanted = role_words(role)
    found = frozenset(
        item.path
        for item in definitions_where(index, NAMED, (f"%{wanted[-1]}",) if wanted else ("",))
        if ends_in(singular_words(item.name), wanted)
    )
    return found if len(found) >= SEVERAL else frozenset()
