"""Whether an import cycle can fail when it runs: a name is imported from a module that has not defined it yet.

Python and CommonJS run a module up to the import that closes the cycle, and give its importer what is defined by then. ES modules
bind names before any of them runs: there only what is used at once, as the base of a class, fails. Go compiles no cycle at all.
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
"""Kinds of imports that run when their file is loaded, not later in a function."""
COMMONJS: Final = re.compile(rb"\b(?:module\.)?exports\b\s*[.=\[]")


def can_fail(index: Index, path: str, cycle: set[str]) -> bool:
    """Whether an import of a cycle may find its name missing.

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
    """Whether the target imports the next file of the cycle before it defines, or re-exports, the name that is imported from it."""
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
