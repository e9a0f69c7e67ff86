"""The dependency graph as DOT, Mermaid and GraphML. Ids are numbered, so no path can break a syntax."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .. import lazy_re as re

__all__ = ["dot_text", "linked_nodes", "mermaid_text", "to_dot", "to_graphml", "to_mermaid"]

MOST_EDGES, MOST_TEXT = 500, 50_000
"""What Mermaid draws unless it is told otherwise (https://mermaid.js.org/config/schema-docs/config.html)."""
NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that no XML document may hold (https://www.w3.org/TR/xml/#charsets)."""
DASHED = frozenset({"lazy", "dynamic", "type_only"})


def to_dot(answer: Mapping[str, Any]) -> str:
    """Graphviz's language (https://graphviz.org/doc/info/lang.html)."""
    return dot_text(*_graph(answer))


def dot_text(nodes: Mapping[str, int], edges: Iterable[tuple[str, str, str]]) -> str:
    """Numbered nodes and `(source, target, kind)` edges in Graphviz's language."""
    lines = ["digraph dependencies {", "  rankdir=LR;", "  node [shape=box, fontsize=10];"]
    lines += [f"  n{number} [label={_quoted(name)}];" for name, number in nodes.items()]
    lines += [
        f"  n{nodes[source]} -> n{nodes[target]}{' [style=dashed]' if kind in DASHED else ''};"
        for source, target, kind in edges
    ]
    return "\n".join([*lines, "}"])


def to_mermaid(answer: Mapping[str, Any]) -> str:
    """A Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html)."""
    return mermaid_text(*_graph(answer))


def mermaid_text(nodes: Mapping[str, int], edges: Iterable[tuple[str, str, str]]) -> str:
    """Numbered nodes and `(source, target, kind)` edges as a Mermaid flowchart; a comment says where it is too large to be drawn."""
    lines = [f'  n{number}["{_entity(name)}"]' for name, number in nodes.items()]
    arrows = [
        f"  n{nodes[source]} {'-.->' if kind in DASHED else '-->'} n{nodes[target]}" for source, target, kind in edges
    ]
    text = "\n".join(["flowchart LR", *lines, *arrows])
    if len(arrows) < MOST_EDGES and len(text) < MOST_TEXT:
        return text
    return f"%% {len(arrows)} edges: to draw them, raise Mermaid's maxEdges ({MOST_EDGES}) and maxTextSize ({MOST_TEXT})\n{text}"


def to_graphml(answer: Mapping[str, Any]) -> str:
    """GraphML (http://graphml.graphdrawing.org/specification.html), for Gephi, yEd and networkx, which writes it."""
    import networkx as nx

    nodes, edges = _graph(answer)
    graph: nx.MultiDiGraph[int] = nx.MultiDiGraph()
    graph.add_nodes_from((number, {"path": NO_XML.sub("\ufffd", name)}) for name, number in nodes.items())
    graph.add_edges_from((nodes[source], nodes[target], {"kind": kind}) for source, target, kind in edges)
    return "\n".join(nx.generate_graphml(graph))


def linked_nodes(answer: Mapping[str, Any]) -> tuple[dict[str, int], list[tuple[str, str, str, list[int]]]]:
    """Node → number, and `(source, target, kind, lines)` of each edge, of either form of the answer."""
    if "edges" in answer:
        edges = [(edge["source"], edge["target"], edge["kind"], edge["lines"]) for edge in answer["edges"]]
        names = list(answer["nodes"])
    else:
        node, around = answer["file"], answer["dependencies"]
        near = {side: [row for row in around[side] if row["distance"] == 1] for side in ("imports", "importers")}
        edges = [(node, row["path"], row["kind"], row["lines"]) for row in near["imports"]]
        edges += [(row["path"], node, row["kind"], row["lines"]) for row in near["importers"]]
        names = [node]
    linked = [name for source, target, _, _ in edges for name in (source, target)]
    return {name: number for number, name in enumerate(dict.fromkeys([*names, *linked]))}, edges


def _graph(answer: Mapping[str, Any]) -> tuple[dict[str, int], list[tuple[str, str, str]]]:
    nodes, edges = linked_nodes(answer)
    return nodes, [edge[:3] for edge in edges]


def _quoted(name: str) -> str:
    escaped = name.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'  # labels hold character references: https://graphviz.org/doc/info/lang.html


def _entity(name: str) -> str:
    return "".join(f"#{ord(char)};" if char in '"#;&<>[]{}()|`\\\n' else char for char in name)
