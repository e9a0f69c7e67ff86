"""dependency_graph: what a file imports and what imports it, or the whole graph with its cycles."""

from __future__ import annotations

from collections import Counter, deque
from typing import TYPE_CHECKING

from ..indexer.gathering import by_key
from ..indexer.languages import supported
from ..indexer.rows import strongest
from .dependencies.declared_names import DeclaredNames, is_around
from .dependencies.dependency_use import ECOSYSTEMS_OF
from .graph import graph_levels
from .graph.graph_levels import declared, placer
from .lists import cut, fit
from .per_index import per_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..answers import Cycle, DependencyGraph, Evidence, ExternalModule, GraphEdge, Neighbour, UnresolvedImport
    from ..indexer.index import Edge, Index, IndexedLink
    from .dependencies.declared_names import Declared

__all__ = ["answer"]

DEFAULT_EXTERNALS, DEFAULT_LIMIT = 30, 50
LINES_SHOWN, CYCLE_NODES_SHOWN, CYCLES_SHOWN, UNRESOLVED_SHOWN = 3, 6, 3, 6
"""How much of a row or side list stands in a cut answer; `limit=0` gives all."""


def answer(
    index: Index, *, file_path: str | None, direction: str, level: str, depth: int, limit: int
) -> DependencyGraph:
    """See CONTRACT: `dependency_graph`. `depth=0` follows the edges to their end."""
    if file_path is None:
        return _whole(index, graph_levels.at_level(index, level), level, limit)
    node = graph_levels.node_of(index, file_path, level)
    leaving, entering = graph_levels.around(index, node, level, depth)
    imports = _reach(leaving, node, depth, limit, forward=True) if direction != "importers" else ([], 0)
    importers = _reach(entering, node, depth, limit, forward=False) if direction != "imports" else ([], 0)
    if level == "file":
        name_symbols(index, node, imports[0], importers[0])
    else:
        prove_neighbours(index, level, node, imports[0], importers[0])
    for row in (*imports[0], *importers[0]) if limit else ():
        row["symbols"] = row["symbols"][:LINES_SHOWN]
    links = _links_of(index, node, level)
    external = external_modules(index, links, LINES_SHOWN)
    unresolved = _unresolved(links, with_path=level != "file")
    found: DependencyGraph = {
        "file": node,
        "dependencies": {"imports": imports[0], "importers": importers[0]},
        "external": cut(external, max(limit, DEFAULT_EXTERNALS) if limit else 0)[0],
        "unresolved": cut(unresolved, limit)[0],
        "total": imports[1] + importers[1],
        "truncated": len(imports[0]) + len(importers[0]) < imports[1] + importers[1] or len(unresolved) > limit > 0,
    }
    if level == "file" and not index.files[node].parsed and not imports[1]:
        found["coverage"] = f"{_why_unread(index, node)}: what it imports is not known"
    if 0 < limit <= DEFAULT_LIMIT:
        fit(found, [imports[0], importers[0], found["external"], found["unresolved"]])
        found["truncated"] = found["truncated"] or len(imports[0]) + len(importers[0]) < found["total"]
    return found


def _why_unread(index: Index, path: str) -> str:
    language = index.files[path].language
    told = [item.message for item in index.problems() if item.path == path and item.stage == "parse"]
    return told[0] if told else f"{'this file' if not language or supported(language) else language} is not parsed"


def _whole(index: Index, edges: Sequence[Edge], level: str, limit: int) -> DependencyGraph:
    degree = Counter(node for edge in edges for node in edge[:2])
    others = graph_levels.of_others(index, level)
    nodes = sorted(graph_levels.nodes(index, level), key=lambda node: (node in others, -degree[node], node))
    ranked = edges
    if limit:
        ranked = sorted(edges, key=lambda edge: (-degree[edge.source] - degree[edge.target], edge.source, edge.target))
        ranked.sort(key=lambda edge: (edge.source in others) + (edge.target in others))
    cycles = sorted(graph_levels.cycles(index, level), key=lambda cycle: others.issuperset(cycle["nodes"]))
    unresolved = _unresolved(index.unresolved(), with_path=True)
    found: DependencyGraph = {
        "nodes": cut(nodes, limit)[0],
        "edges": [_edge(edge, limit) for edge in cut(ranked, limit)[0]],
        "cycles": [_cycle(cycle, limit) for cycle in cut(cycles, min(limit, CYCLES_SHOWN) if limit else 0)[0]],
        "unresolved": cut(unresolved, min(limit, UNRESOLVED_SHOWN) if limit else 0)[0],
        "total_files": len(nodes),
        "total_edges": len(edges),
        "total_cycles": len(cycles),
        "total_unresolved": len(unresolved),
        "total": len(edges),
        "truncated": bool(limit) and (len(edges) > limit or len(nodes) > limit),
    }
    if level != "file":
        prove_edges(index, level, [*found["edges"], *(edge for cycle in found["cycles"] for edge in cycle["cut"])])
    if 0 < limit <= DEFAULT_LIMIT:
        fit(found, [found["nodes"], found["edges"], found["unresolved"]])
        found["truncated"] = found["truncated"] or len(found["edges"]) < len(edges) or len(found["nodes"]) < len(nodes)
    return found


def _edge(edge: Edge, limit: int) -> GraphEdge:
    lines = edge.lines[:LINES_SHOWN] if limit else edge.lines
    return {"source": edge.source, "target": edge.target, "kind": edge.kind, "lines": list(lines)}


def _cycle(cycle: Cycle, limit: int) -> Cycle:
    """A cycle; in a cut answer its first nodes and cheapest cuts, with its true size."""
    nodes, cuts = (CYCLE_NODES_SHOWN, 2) if limit else (None, None)
    return {
        "nodes": cycle["nodes"][:nodes],
        "size": cycle["size"],
        "cut": [edge.copy() for edge in cycle["cut"][:cuts]],
    }


def _reach(
    following: Mapping[str, Sequence[Edge]], start: str, depth: int, limit: int, *, forward: bool
) -> tuple[list[Neighbour], int]:
    """Nodes within `depth` steps, nearest first, each with the edge that first led to it; and how many there are."""
    found: dict[str, Neighbour] = {}
    queue = deque([(start, 0)])
    while queue:
        node, distance = queue.popleft()
        if depth and distance == depth:
            continue
        for edge in following.get(node, ()):
            other = edge.target if forward else edge.source
            if other != start and other not in found:
                found[other] = {
                    "path": other,
                    "kind": edge.kind,
                    "lines": list(edge.lines[:LINES_SHOWN] if limit else edge.lines),
                    "symbols": list(edge.symbols),
                    "distance": distance + 1,
                }
                queue.append((other, distance + 1))
    ranked = sorted(found.values(), key=lambda item: (item["distance"], -len(item["symbols"]), item["path"]))
    return cut(ranked, limit)[0], len(ranked)


def _links_of(index: Index, node: str, level: str) -> list[IndexedLink]:
    if level == "file":
        return index.links_from(node)
    place = graph_levels.placer(index, level)
    return [link for link in (*index.external_links(), *index.unresolved()) if place(link.source) == node]


def _unresolved(links: Iterable[IndexedLink], *, with_path: bool) -> list[UnresolvedImport]:
    """What leads nowhere, once for all names that one statement asks for."""
    missed = ((link.source, link.specifier, link.line, link.reason) for link in links if link.reason)
    found: list[UnresolvedImport] = []
    for path, specifier, line, reason in dict.fromkeys(missed):
        row: UnresolvedImport = {"specifier": specifier, "line": line, "reason": reason}
        found.append({"path": path, **row} if with_path else row)
    return found


# ---- Which symbols of a target a file uses where the import names none: an include, a `require`, a module, everything (`*`)

MEMBERS = frozenset({"method", "property", "field", "constructor"})
"""Kinds that code reaches through a value: their bare name in another file proves nothing."""


def name_symbols(index: Index, node: str, imports: Iterable[Neighbour], importers: Iterable[Neighbour]) -> None:
    """Fills in the symbols of a file's direct neighbours where their imports name none."""
    own_names: frozenset[str] | None = None
    for row in imports:
        if _is_open(row):
            own_names = own_names if own_names is not None else frozenset(index.names_used(node))
            row["symbols"] = _used(_offered(index, row["path"]), own_names)
    offered: dict[str, str] | None = None
    for row in importers:
        if _is_open(row):
            offered = offered if offered is not None else _offered(index, node)
            row["symbols"] = _used(offered, index.names_used(row["path"]))


def _is_open(row: Neighbour) -> bool:
    return row["distance"] == 1 and all(symbol == "*" for symbol in row["symbols"])


def _offered(index: Index, path: str) -> dict[str, str]:
    """Bare name → dotted path of what a file shows to others, the outermost of one name."""
    found: dict[str, str] = {}
    for symbol in index.symbols(path):
        if symbol.exported and symbol.kind not in MEMBERS:
            found.setdefault(symbol.name, symbol.qualname)
    return found


def _used(offered: dict[str, str], names: Iterable[str]) -> list[str]:
    """The symbols of those names; a namespace that only leads to another of them says nothing by itself."""
    used = sorted(offered[name] for name in names if name in offered)
    return [name for name in used if not any(other.startswith(f"{name}.") for other in used)]


# ---- What an edge between folders or packages rests on: the import lines of its files, or the line of a manifest

SHOWN = 2


def prove_edges(index: Index, level: str, edges: Iterable[GraphEdge]) -> None:
    """Adds to each edge of a level above files where it is written."""
    found = _evidence(index, level)
    for edge in edges:
        edge["evidence"] = found.get((edge["source"], edge["target"]), [])


def prove_neighbours(index: Index, level: str, node: str, imports: list[Neighbour], importers: list[Neighbour]) -> None:
    """Adds to each direct neighbour of a node where the edge to it, or from it, is written."""
    found = _evidence(index, level)
    for rows, pair in ((imports, lambda other: (node, other)), (importers, lambda other: (other, node))):
        for row in rows:
            if row["distance"] == 1:
                row["evidence"] = found.get(pair(row["path"]), [])


@per_index
def _evidence(index: Index, level: str) -> Mapping[tuple[str, str], list[Evidence]]:
    """Edge → up to two places in different files: a manifest's line, then imports, those that run at import before others."""
    place = placer(index, level)
    found: dict[tuple[str, str], list[Evidence]] = {}
    if level == "package":
        for source, target, manifest, line in declared(index):
            found.setdefault((source, target), [_place(manifest, line)])
    for edge in sorted(index.edges(), key=lambda item: (item.kind != "static", item.source, item.target)):
        rows = found.setdefault((place(edge.source), place(edge.target)), [])
        if len(rows) < SHOWN and not any(row["path"] == edge.source for row in rows):
            rows.append(_place(edge.source, min(filter(None, edge.lines), default=0)))
    return found


def _place(path: str, line: int) -> Evidence:
    return {"path": path, "line": line} if line else {"path": path}


# ---- The modules outside of the workspace that a node of the graph imports, each with the dependency that declares it

PLATFORM = "standard library"
MOST_NAMES = 3
TYPES = "@types/"


def external_modules(index: Index, links: Iterable[IndexedLink], most_lines: int) -> list[ExternalModule]:
    """Third-party modules first, then the standard library's, each by name."""
    grouped = by_key(((link.stdlib, link.external), link) for link in links if link.external)
    return [_module(index, name, group, most_lines) for (_, name), group in sorted(grouped.items())]


def _module(index: Index, name: str, links: list[IndexedLink], most_lines: int) -> ExternalModule:
    found: ExternalModule = {
        "name": name,
        "kind": strongest(link.kind for link in links),
        "lines": sorted({link.line for link in links})[:most_lines],
        "package": PLATFORM if links[0].stdlib else None,
    }
    if not links[0].stdlib:
        _declare(index, found, links)
    return found


def _declare(index: Index, module: ExternalModule, links: list[IndexedLink]) -> None:
    """Names the declared dependency; several where the names fit equally well."""
    for link in links:
        for ecosystem in ECOSYSTEMS_OF.get(index.file(link.source).language, ("",)):
            if meant := _declared(index).meant(ecosystem, link.external, link.specifier):
                near = [_declared(index).nearest(ecosystem, name, link.source) for name in meant]
                places = _likeliest(near, link.source)
                module["package"] = " or ".join(place.name for place in places[:MOST_NAMES])
                module["declared"] = {"path": places[0].manifest, "line": places[0].line}
                return


def _likeliest(places: list[Declared], path: str) -> list[Declared]:
    """Those declared around the file, where any are; and what runs before what only types it."""
    around = [place for place in places if is_around(place.manifest, path)] or places
    return [place for place in around if not place.name.startswith(TYPES)] or around


@per_index
def _declared(index: Index) -> DeclaredNames:
    return DeclaredNames(index.manifests)
