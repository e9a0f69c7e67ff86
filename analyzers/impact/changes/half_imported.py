"""Whether an import cycle can fail: a name is taken from a module that has not come to it yet.

Python and CommonJS run a module to the import that closes the cycle, and hand out what it has by then. ES modules bind names
before they run: there only what is needed at once, the base of a class, fails. Go refuses every cycle.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ....indexer.languages.families import FAMILIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index, IndexedLink

__all__ = ["can_fail"]

AT_ONCE: Final = frozenset({"static", "reexport"})
"""Kinds of imports that run when their file does."""
COMMONJS: Final = re.compile(rb"\b(?:module\.)?exports\b\s*[.=\[]")


def can_fail(index: Index, path: str, cycle: set[str]) -> bool:
    """Whether one of a cycle's imports may find its name missing.

    Args:
        path: one of its files.
        cycle: its files; of Go its folders.
    """
    if index.files[path].language == "Go":
        return True
    return any(_comes_late(index, link, cycle) for file in sorted(cycle) for link in _inside(index, file, cycle))


def _inside(index: Index, path: str, cycle: set[str]) -> Iterator[IndexedLink]:
    """The imports of a file that run at once and lead to another file of the cycle."""
    for link in index.links_from(path):
        if link.kind in AT_ONCE and link.target in cycle and link.target != path:
            yield link


def _comes_late(index: Index, link: IndexedLink, cycle: set[str]) -> bool:
    """The target goes on along the cycle before it defines, or hands out, the name that is taken."""
    if index.files[link.target].language in FAMILIES["javascript"].languages and not COMMONJS.search(
        index.read(link.target)
    ):
        name = link.alias or link.name
        return any(base.partition(".")[0] == name for item in index.symbols(link.source) for base in item.bases)
    first = min((other.line for other in _inside(index, link.target, cycle)), default=0)
    if not first or link.name in {"", "*"}:
        return link.name == "*" and bool(first)
    defined = [item.start_line for item in index.symbols(link.target) if item.qualname == link.name]
    defined += [other.line for other in index.links_from(link.target) if (other.alias or other.name) == link.name]
    return min(defined, default=first + 1) > first
