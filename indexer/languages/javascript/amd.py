"""AMD: the lists in which `define([…], …)` and `require([…], …)` name modules, and where a name without a dot leads.

https://github.com/amdjs/amdjs-api/blob/master/AMD.md
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...workspace_paths import outwards, prefix_of
from ..common import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

    from .module_files import Files

__all__ = ["AMD", "below_base", "listed"]

AMD = "amd"
"""The form of an import that stands in such a list."""
OF_THE_LOADER = frozenset({"require", "exports", "module"})


def listed(source: bytes, arguments: Node) -> Iterator[tuple[int, str]]:
    """`(line, specifier)` of the list in a call's arguments, which may follow the module's own name; of `text!./a` what is loaded."""
    array = next((node for node in arguments.named_children[:2] if node.type == "array"), None)
    for item in array.named_children if array is not None else ():
        if item.type == "string":
            plugin, _, resource = text(source, item)[1:-1].partition("!")
            # `has!touch?./a:./b` loads one or the other
            for specifier in resource.replace(":", "?").split("?")[1:] if "?" in resource else [resource or plugin]:
                if specifier and specifier not in OF_THE_LOADER:
                    yield item.start_point[0] + 1, specifier


def below_base(files: Files, path: str, specifier: str) -> str:
    """The module of a name: below the loader's base, which is some folder above the file; the nearest that holds one."""
    places = (prefix_of(folder) + specifier for folder in outwards(path.rpartition("/")[0]))
    return next(filter(None, (files.find(place, path, directories=False) for place in places)), "")
