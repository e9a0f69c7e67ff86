"""Cycles: whatever the graph, the edges to cut leave none, and none of them is cut for nothing."""

from __future__ import annotations

from groundplan.analyzers.graph.cycles import components, find_cycles
from groundplan.indexer.index import Edge
from hypothesis import given, settings
from hypothesis import strategies as st

NODES = st.sampled_from("abcdefgh")
GRAPHS = st.dictionaries(st.tuples(NODES, NODES), st.integers(1, 5), max_size=30)


def circles(pairs: set[tuple[str, str]]) -> list[list[str]]:
    """The strongly connected components of edges."""
    following: dict[str, list[str]] = {}
    for source, target in sorted(pairs):
        following.setdefault(source, []).append(target)
    return components(following)


@settings(max_examples=150, deadline=None)
@given(GRAPHS)
def test_the_edges_to_cut_leave_no_cycle(graph: dict[tuple[str, str], int]) -> None:
    pairs = {pair for pair in graph if pair[0] != pair[1]}
    edges = [Edge(*pair, "static", tuple(range(1, graph[pair] + 1)), ()) for pair in sorted(pairs)]
    found = find_cycles(edges)
    cuts = {(edge["source"], edge["target"]) for cycle in found for edge in cycle["cut"]}
    assert circles(pairs - cuts) == []
    for cycle in found:
        assert all(edge["source"] in cycle["nodes"] and edge["target"] in cycle["nodes"] for edge in cycle["cut"])
    assert sorted(cycle["nodes"] for cycle in found) == sorted(circles(pairs))


def test_the_cut_of_a_small_knot_is_the_cheapest() -> None:
    knot = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "b"), ("d", "a"), ("c", "a")]  # b to c lies in all of its circles
    cycle = find_cycles([Edge(source, target, "static", (1,), ()) for source, target in knot])[0]
    assert [(edge["source"], edge["target"]) for edge in cycle["cut"]] == [("b", "c")]
