"""Variables of Go by the function that they stand in: a file may have an `api := r.Group(...)` in several of them.

`api@12` is the `api` of the function that begins on line 12, `api@` one that its function is handed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...workspace.code_places import FUNCTIONS, innermost

if TYPE_CHECKING:
    from collections.abc import Container

    from ....indexer.index import Index

__all__ = ["bare_name", "local_name", "local_parent", "visible_name"]


def local_name(index: Index, path: str, line: int, name: str) -> str:
    """What a variable that a line makes is called; its own name outside of functions."""
    function = innermost(index, path, line, FUNCTIONS)
    return f"{name}@{function.start_line}" if function else name


def visible_name(index: Index, known: Container[tuple[str, str]], path: str, line: int, name: str) -> str:
    """What a name on a line means: a variable of the function around, its parameter, else whatever else the file calls so (a field)."""
    function = innermost(index, path, line, FUNCTIONS)
    if function is None:
        return name
    local = f"{name}@{function.start_line}"
    if (path, local) in known:
        return local
    return f"{name}@" if re.search(rf"[(,]\s*{re.escape(name)}\b(?!\.)", function.signature) else name


def local_parent(index: Index, known: Container[tuple[str, str]], path: str, line: int, parent: str, owner: str) -> str:
    """The same for the router that a line makes another one of; `r = r.Group("/api")` means the one before."""
    return f"{parent}@" if parent == owner else visible_name(index, known, path, line, parent)


def bare_name(name: str) -> str:
    """The name as it is written."""
    return name.partition("@")[0]
