"""The graph seen from further away: files folded into directories or packages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import FileNotInWorkspaceError
from ...indexer.gathering import by_key
from ...indexer.index import Edge
from ...indexer.nearest import NEITHER, file_not_there
from ...indexer.rows import strongest
from ...indexer.workspace_paths import nearest_around
from ..per_index import per_index
from ..workspace.workspace_packages import package_directories
from .cycles import find_cycles
from .import_units import between_units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ...answers import Cycle
    from ...indexer.index import Index

__all__ = ["around", "at_level", "cycles", "declared", "node_of", "nodes", "of_others", "placer"]

TRANSITIVE = frozenset({"nuget"})
OTHERS = frozenset({"vendored", "generated"})
"""Zones of what nobody of the workspace writes."""


def placer(index: Index, level: str) -> Callable[[str], str]:
    """A function from a file's path to its node at a level; the root's own node is `.`."""
    if level == "file":
        return str
    if level == "directory":
        return lambda path: path.rpartition("/")[0] or "."
    directories = set(package_directories(index))

    return lambda path: nearest_around(path, directories) or "."


@per_index
def nodes(index: Index, level: str) -> list[str]:
    """The nodes of a level, sorted: every file that is parsed or linked, or the folders that hold them."""
    place = placer(index, level)
    forward, backward = index.adjacency
    found = {place(path) for path, file in index.files.items() if file.parsed or path in forward or path in backward}
    if level == "package":
        found |= {directory or "." for directory in package_directories(index)} or {"."}
    return sorted(found)


def of_others(index: Index, level: str) -> set[str]:
    """The nodes that hold nothing but vendored and generated files: they stand behind the workspace's own."""
    place = placer(index, level)
    own = {place(path) for path, file in index.files.items() if file.zone not in OTHERS}
    return {node for path, file in index.files.items() if file.zone in OTHERS and (node := place(path)) not in own}


def node_of(index: Index, path: str, level: str) -> str:
    """The node that a path of the workspace means.

    Raises:
        FileNotInWorkspaceError: the path names no file, or (at the other levels) no folder either.
    """
    relative = index.relative(path) or "."
    if level == "file":
        if _is_folder(index, relative):
            raise FileNotInWorkspaceError(f"{path!r} is a folder. Ask level='directory', or give a file of it")
        return index.file(path).path
    if relative in index.files:
        return placer(index, level)(relative)
    if _is_folder(index, relative):
        return placer(index, level)("x" if relative == "." else f"{relative}/x")
    raise file_not_there(path, index.files, what=NEITHER)


def _is_folder(index: Index, path: str) -> bool:
    return path == "." or any(other.startswith(f"{path}/") for other in index.files)


@per_index
def cycles(index: Index, level: str) -> list[Cycle]:
    """The cycles at a level, largest first."""
    edges = at_level(index, level)
    return find_cycles(between_units(index, edges) if level == "file" else edges)


def around(
    index: Index, node: str, level: str, depth: int
) -> tuple[Mapping[str, list[Edge]], Mapping[str, list[Edge]]]:
    """`(node → the edges that leave it, node → the edges that enter it)` at a level, as far as `depth` steps from a node ask for
    them; 0 for all."""
    if level == "file" and depth == 1:
        leaving, entering = index.edges_of(node)
        return {node: leaving}, {node: entering}
    return _grouped(index, level)


@per_index
def _grouped(index: Index, level: str) -> tuple[Mapping[str, list[Edge]], Mapping[str, list[Edge]]]:
    leaving: dict[str, list[Edge]] = {}
    entering: dict[str, list[Edge]] = {}
    for edge in at_level(index, level):
        leaving.setdefault(edge.source, []).append(edge)
        entering.setdefault(edge.target, []).append(edge)
    return leaving, entering


@per_index
def at_level(index: Index, level: str) -> Sequence[Edge]:
    """The edges between files folded to a level; those inside one node are left out. Package edges come from the manifests too."""
    if level == "file":
        return index.edges()
    place = placer(index, level)
    placed = (((place(edge.source), place(edge.target)), edge) for edge in index.edges())
    grouped = by_key((pair, edge) for pair, edge in placed if pair[0] != pair[1])
    folded = {
        pair: Edge(*pair, strongest(edge.kind for edge in group), (), tuple(sorted({edge.target for edge in group})))
        for pair, group in grouped.items()
    }
    if level == "package":
        told = {(source, target): line for source, target, _, line in declared(index) if source != target}
        for pair, line in told.items():
            folded.setdefault(pair, Edge(*pair, "static", (line,), ()))
        strict = {source for source, _ in told} & _strict_packages(index)
        folded = {pair: edge for pair, edge in folded.items() if pair[0] not in strict or pair in told}
    return [folded[pair] for pair in sorted(folded)]


def _strict_packages(index: Index) -> set[str]:
    """Packages of ecosystems that pass on what their own dependencies depend on: there a file may use what is two steps away,
    and only the declaration says which package depends on which (.NET project references)."""
    return {
        path.rpartition("/")[0] or "." for path, manifest in index.manifests.items() if manifest.ecosystem in TRANSITIVE
    }


def declared(index: Index) -> Iterable[tuple[str, str, str, int]]:
    """`(package directory, package directory, manifest, line)` of dependencies that manifests declare inside the workspace."""
    directories = set(package_directories(index))
    for path, manifest in index.manifests.items():
        source = path.rpartition("/")[0]
        for dependency in manifest.dependencies:
            if dependency.path and dependency.path in directories and source in directories:
                yield source or ".", dependency.path or ".", path, dependency.line
