"""A lockfile's packages as a graph: which of them are direct, and for what each is needed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ..gathering import by_key
from .base import replace
from .marks import SCOPES, strongest

if TYPE_CHECKING:
    from .base import Dependency

__all__ = ["LockGraph", "Root", "entries_needed", "spread"]

Node = TypeVar("Node", bound=Hashable)


class Root(NamedTuple):
    """A package that a project of the workspace asks for by itself.

    Attributes:
        node: the package's key in the graph.
        scope: as in `Dependency`.
        constraint: as the lockfile repeats it; "" where it doesn't.
        importer: the project's directory relative to the lockfile's; "" is the lockfile's own.
    """

    node: str
    scope: str = "runtime"
    constraint: str = ""
    importer: str = ""


@dataclass(slots=True)
class LockGraph:
    """The packages of a lockfile.

    Attributes:
        nodes: key → package, in the file's order; `requires` comes from the edges.
        edges: key → keys of the packages that it needs.
        roots: what the projects ask for.
    """

    nodes: dict[str, Dependency] = field(default_factory=dict)
    edges: dict[str, list[str]] = field(default_factory=dict)
    roots: list[Root] = field(default_factory=list)
    _versions: dict[str, set[str]] = field(default_factory=dict)

    def dependencies(self, scopes: Mapping[str, str] | None = None) -> list[Dependency]:
        """One record for each root (`group` names its importer), then one for each other package and version.

        Args:
            scopes: the scope of each key where the lockfile states it; else it spreads from the roots.
        """
        scopes = spread(((root.node, root.scope) for root in self.roots), self.edges) if scopes is None else scopes
        found: dict[Dependency, None] = {}
        direct = {root.node for root in self.roots}
        for root in self.roots:
            if root.node in self.nodes:
                node = self.nodes[root.node]
                scope = strongest((root.scope, scopes.get(root.node, root.scope)))
                constraint, requires = root.constraint or node.constraint, self._requires(root.node)
                dep = replace(node, constraint=constraint, scope=scope, group=root.importer, requires=requires)
                found[dep] = None
        listed = {(dep.name, dep.resolved) for dep in found}
        others: dict[tuple[str, str], Dependency] = {}
        for key, node in self.nodes.items():
            pair, scope = (node.name, node.resolved), scopes.get(key, "runtime")
            if key in direct or pair in listed:
                continue
            if before := others.get(pair):
                others[pair] = replace(before, scope=strongest((before.scope, scope)))
            else:
                others[pair] = replace(node, direct=False, scope=scope, requires=self._requires(key))
        return [*found, *others.values()]

    def _requires(self, key: str) -> tuple[str, ...]:
        needed = (self.nodes[other] for other in self.edges.get(key, ()) if other in self.nodes)
        return tuple(dict.fromkeys(self._need(node) for node in needed))

    def _need(self, node: Dependency) -> str:
        """A needed package as `requires` has it."""
        if not self._versions:
            for each in self.nodes.values():
                self._versions.setdefault(each.name, set()).add(each.resolved)
        return f"{node.name} {node.resolved}" if node.resolved and len(self._versions[node.name]) > 1 else node.name


def entries_needed(entries: Sequence[Dependency], key: Callable[[str], str] = str) -> dict[int, list[int]]:
    """For each entry of a lockfile, by position, those that it needs: of several versions the one that is told, else all.

    Args:
        key: a name as the ecosystem compares it.
    """
    named = ((key(entry.name), entry.resolved, index) for index, entry in enumerate(entries))
    places = by_key((text, index) for name, version, index in named for text in (name, f"{name} {version}"))
    return {
        index: [place for need in entry.requires for place in places.get(key(need), ())]
        for index, entry in enumerate(entries)
    }


def spread(starts: Iterable[tuple[Node, str]], edges: Mapping[Node, Iterable[Node]]) -> dict[Node, str]:
    """The strongest scope for which each package is reached from where one begins, each with its scope."""
    scopes: dict[Node, str] = {}
    by_scope = by_key((scope, node) for node, scope in starts)
    for scope in SCOPES:
        todo = by_scope.get(scope, [])
        while todo:
            key = todo.pop()
            if key not in scopes:
                scopes[key] = scope
                todo.extend(edges.get(key, ()))
    return scopes
