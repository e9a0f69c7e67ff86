"""The paths of ASP.NET's actions that no attribute of their verb gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...workspace.code_places import innermost

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["attributes_start", "conventional_path", "route_beside"]

ROUTE_BESIDE = re.compile(r"\s*\[(?:[\w, ]+,\s*)?Route\(\s*\"([^\"]*)\"")


def attributes_start(lines: list[str], number: int) -> int:
    """How many lines stand above the attributes right before a line."""
    first = number - 1
    while first > 0 and lines[first - 1].strip().startswith("["):
        first -= 1
    return first


def route_beside(lines: list[str], number: int) -> str:
    """The path of a `[Route]` among the attributes around a line; "" where there is none."""
    for text in lines[attributes_start(lines, number) : number + 8]:
        if found := ROUTE_BESIDE.match(text):
            return found[1]
        if not text.strip().startswith("["):
            break
    return ""


def conventional_path(index: Index, path: str, number: int, handler: str) -> str:
    """The path of an action that no attribute gives one: by the default route `{controller=Home}/{action=Index}`.

    https://learn.microsoft.com/aspnet/core/mvc/controllers/routing#set-up-conventional-route
    """
    around = innermost(index, path, number, ("class",))
    name = around.name.removesuffix("Controller") if around else ""
    parts = [name, *([handler.rpartition(".")[2]] if handler != "Index" else [])]
    return "/" if parts == ["Home"] else "/" + "/".join(filter(None, parts))
