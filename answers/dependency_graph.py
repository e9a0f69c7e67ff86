"""The answer of `dependency_graph`."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from .evidence import Evidence


class DependencyGraph(TypedDict, total=False):
    """The answer of `dependency_graph`: the first block with a file, the second without."""

    file: str
    dependencies: FileDependencies
    external: list[ExternalModule]
    unresolved: list[UnresolvedImport]
    nodes: list[str]
    edges: list[GraphEdge]
    cycles: list[Cycle]
    total_files: int
    total_edges: int
    total_cycles: int
    total_unresolved: int
    total: int
    truncated: bool
    coverage: str


class FileDependencies(TypedDict):
    """The neighbours of one file."""

    imports: list[Neighbour]
    importers: list[Neighbour]


class Neighbour(TypedDict):
    """A file on the other end of an edge; `distance` 1 is direct."""

    path: str
    kind: str
    lines: list[int]
    symbols: list[str]
    distance: int
    evidence: NotRequired[list[Evidence]]


class ExternalModule(TypedDict):
    """A module outside the workspace; `package` is the dependency that brings it, and `declared` where that stands."""

    name: str
    kind: str
    lines: list[int]
    package: str | None
    declared: NotRequired[Evidence]


class UnresolvedImport(TypedDict):
    """An import that leads nowhere."""

    path: NotRequired[str]
    specifier: str
    line: int
    reason: str


class GraphEdge(TypedDict):
    """An edge between two nodes; between folders or packages, `evidence` has places where it is written."""

    source: str
    target: str
    kind: str
    lines: list[int]
    evidence: NotRequired[list[Evidence]]


class Cycle(TypedDict):
    """Nodes that reach each other; `cut` are the cheapest edges to take out."""

    nodes: list[str]
    size: int
    cut: list[GraphEdge]
