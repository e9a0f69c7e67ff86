"""Cycles of a graph: strongly connected components, and the cheapest edges that break each.

Components are found in linear time (Tarjan, "Depth-first search and linear graph algorithms", 1972); cycles are not
listed one by one, since there can be exponentially many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import lazy_re as re
from ...indexer.gathering import by_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ...answers import Cycle, GraphEdge
    from ...indexer.index import Edge

__all__ = ["RUNS_AT_IMPORT", "components", "declares", "find_cycles"]

Costs = dict[str, dict[str, int]]
SETTLED_NODES = 100
DECLARED = 1000
"""The cost of what nobody would remove; those edges alone make no cycle."""
MODULE = re.compile(r"(?:/(?:mod|lib|main))?\.rs\Z")
"""How a file's path ends behind that of its module: https://doc.rust-lang.org/reference/items/modules.html#module-source-filenames"""
RUNS_AT_IMPORT = frozenset({"static", "reexport", "conditional"})
"""Only these kinds make a cycle that can fail: a lazy import runs later, a type-only one never."""


def find_cycles(edges: Sequence[Edge]) -> list[Cycle]:
    """Cycles among imports that run at import time, largest first."""
    running = [edge for edge in edges if edge.kind in RUNS_AT_IMPORT]
    following = by_key((edge.source, edge.target) for edge in running)
    found: list[Cycle] = []
    for members in components(following):
        inside = set(members)
        within = [edge for edge in running if edge.source in inside and edge.target in inside]
        found.append({"nodes": members, "size": len(members), "cut": _cut(within)})
    return sorted(found, key=lambda cycle: (-cycle["size"], cycle["nodes"]))


def components(following: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Strongly connected components of two or more nodes, each sorted; iterative, so depth does not matter."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    found: list[list[str]] = []
    for root in sorted(following):
        if root in order:
            continue
        work = [(root, iter(following.get(root, ())))]
        order[root] = low[root] = len(order)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, rest = work[-1]
            advanced = False
            for other in rest:
                if other not in order:
                    order[other] = low[other] = len(order)
                    stack.append(other)
                    on_stack.add(other)
                    work.append((other, iter(following.get(other, ()))))
                    advanced = True
                    break
                if other in on_stack:
                    low[node] = min(low[node], order[other])
            if advanced:
                continue
            work.pop()
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[node])
            if low[node] == order[node]:
                found += _component(node, stack, on_stack)
    return found


def _component(node: str, stack: list[str], on_stack: set[str]) -> Iterable[list[str]]:
    members = []
    while True:
        member = stack.pop()
        on_stack.discard(member)
        members.append(member)
        if member == node:
            break
    if len(members) > 1:
        yield sorted(members)


def _cut(edges: Sequence[Edge]) -> list[GraphEdge]:
    """Edges whose removal leaves no cycle, few and cheap first: those against the order that most edges keep.

    The order is Eades, Lin and Smyth's ("A fast and effective heuristic for the feedback arc set problem", 1993) with an
    edge's weight its cost; in it each node then moves to its cheapest place.
    """
    out, into = _costs(edges)
    order = _order({node: dict(to) for node, to in out.items()}, {node: dict(of) for node, of in into.items()})
    position = {node: rank for rank, node in enumerate(_settled(order, out, into))}
    against = [edge for edge in edges if position[edge.source] > position[edge.target]]
    against = _needed(against, [edge for edge in edges if position[edge.source] < position[edge.target]])
    against.sort(key=lambda edge: (_cost(edge), edge.source, edge.target))
    return [
        {"source": edge.source, "target": edge.target, "kind": edge.kind, "lines": list(edge.lines[:10])}
        for edge in against
    ]


def _needed(against: Sequence[Edge], kept: Sequence[Edge]) -> list[Edge]:
    """The edges to cut, without those that close no cycle with the kept ones: the most expensive are put back first."""
    following = by_key((edge.source, edge.target) for edge in kept)
    needed: list[Edge] = []
    for edge in sorted(against, key=lambda edge: (-_cost(edge), edge.source, edge.target)):
        if _leads(following, edge.target, edge.source):
            needed.append(edge)
        else:
            following.setdefault(edge.source, []).append(edge.target)
    return needed


def _leads(following: Mapping[str, Sequence[str]], start: str, goal: str) -> bool:
    """Whether a node is reached from another."""
    seen, left = {start}, [start]
    while left:
        node = left.pop()
        if node == goal:
            return True
        new = [other for other in following.get(node, ()) if other not in seen]
        seen.update(new)
        left += new
    return False


def _cost(edge: Edge) -> int:
    """What it takes to remove an edge: its import lines; between folders, where none are kept, the files it leads to."""
    return DECLARED if declares(edge) else len(edge.lines) or len(edge.symbols) or 1


def declares(edge: Edge) -> bool:
    """Whether a file of Rust leads to a module inside of its own: without its `mod` that file were none of the crate's."""
    if not edge.source.endswith(".rs") or not edge.target.endswith(".rs"):
        return False
    return MODULE.sub("", edge.source) == MODULE.sub("", edge.target).rpartition("/")[0]


def _costs(edges: Sequence[Edge]) -> tuple[Costs, Costs]:
    """Node → the nodes that it leads to, and node → those that lead to it, with what it costs to remove the edge."""
    out: Costs = {}
    into: Costs = {}
    for edge in edges:
        for node in (edge.source, edge.target):
            out.setdefault(node, {})
            into.setdefault(node, {})
        out[edge.source][edge.target] = into[edge.target][edge.source] = _cost(edge)
    return out, into


def _settled(order: list[str], out: Costs, into: Costs) -> list[str]:
    """An order in which no single node could move to a cheaper place; as it is where there are many nodes."""
    moved = len(order) <= SETTLED_NODES
    while moved:
        moved = False
        for node in sorted(order):
            others = [other for other in order if other != node]
            place, gain = order.index(node), 0
            best = place
            for step in (range(place, len(others)), range(place - 1, -1, -1)):
                change = 0
                for at in step:  # behind the node at that place, or in front of it
                    other, behind = others[at], step.step > 0
                    toward, away = out[node].get(other, 0), into[node].get(other, 0)
                    change += toward - away if behind else away - toward
                    if change < gain:
                        best, gain = at + behind, change
            if best != place:
                order, moved = [*others[:best], node, *others[best:]], True
    return order


def _order(out: Costs, into: Costs) -> list[str]:
    """Sinks last, sources first, else the node first that keeps most; takes the costs apart."""
    head: list[str] = []
    tail: list[str] = []
    left = set(out)
    while left:
        sinks = sorted(node for node in left if not out[node])
        sources = sorted(node for node in left if not into[node] and out[node])
        picked = sinks or sources or [max(sorted(left), key=lambda it: sum(out[it].values()) - sum(into[it].values()))]
        (tail if sinks else head).extend(picked)
        for node in picked:
            left.discard(node)
            for other in out[node]:
                into[other].pop(node, None)
            for other in into[node]:
                out[other].pop(node, None)
    return head + tail[::-1]
