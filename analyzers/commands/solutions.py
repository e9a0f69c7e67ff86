""".NET solutions as arguments of `dotnet`, which refuses to choose between several (MSB1011)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..workspace.managers import SOLUTIONS

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["solution_name"]

PROJECTS = (".csproj", ".fsproj", ".vbproj", ".proj")


def solution_name(index: Index, path: str) -> str:
    """The name of a .NET solution as an argument, where its folder holds another one, or a project of another name
    (`dotnet` refuses to choose, MSB1011); of several the one named as the workspace is meant, else the first."""
    folder, _, name = path.rpartition("/")
    beside = sorted(
        other
        for other, manifest in index.manifests.items()
        if other.rpartition("/")[0] == folder and any(tool.name in SOLUTIONS for tool in manifest.tools)
    )
    projects = [
        other
        for other in index.files
        if other.rpartition("/")[0] == folder and other.endswith(PROJECTS) and _stem(other) != _stem(path)
    ]
    if len(beside) < 2 and not projects:
        return ""
    own = [other for other in beside if _stem(other) == index.root.name.lower()]
    return f" {(own or beside)[0].rpartition('/')[2] or name}"


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0].lower()
