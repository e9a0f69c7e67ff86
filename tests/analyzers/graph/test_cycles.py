"""Cycles: whatever the graph, the edges to cut leave none, and none of them is cut for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace
from groundplan.analyzers.graph.cycles import components, find_cycles
from groundplan.checks import check
from groundplan.indexer.index import Edge
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

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
    assert all(circles(pairs - cuts | {edge}) for edge in cuts)
    for cycle in found:
        assert all(edge["source"] in cycle["nodes"] and edge["target"] in cycle["nodes"] for edge in cycle["cut"])
    assert sorted(cycle["nodes"] for cycle in found) == sorted(circles(pairs))


def test_the_cut_of_a_small_knot_is_the_cheapest() -> None:
    knot = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "b"), ("d", "a"), ("c", "a")]  # b to c lies in all of its circles
    cycle = find_cycles([Edge(source, target, "static", (1,), ()) for source, target in knot])[0]
    assert [(edge["source"], edge["target"]) for edge in cycle["cut"]] == [("b", "c")]


@pytest.mark.parametrize("parent", ["src/fs/mod.rs", "src/fs.rs"])
def test_a_module_of_rust_is_not_cut_off_from_what_declares_it(parent: str) -> None:
    edges = [
        Edge(parent, "src/fs/filter.rs", "static", (10,), ()),
        Edge("src/fs/filter.rs", parent, "static", (8, 9), ()),
        Edge("src/lib.rs", parent, "static", (1,), ()),
        Edge(parent, "src/lib.rs", "static", (2, 3), ()),
    ]
    cycle = find_cycles(edges)[0]
    cut = {(edge["source"], edge["target"]) for edge in cycle["cut"]}
    assert cut == {("src/fs/filter.rs", parent), (parent, "src/lib.rs")}


def test_files_of_one_go_package_are_no_cycle(tmp_path: Path) -> None:
    """They are compiled as one; its tests may import what imports it."""
    files = {
        "go.mod": "module shop\n",
        "cart/cart.go": "package cart\n\ntype Cart struct{ lines []Line }\n",
        "cart/line.go": "package cart\n\ntype Line struct{ cart *Cart }\n",
        "cart/cart_test.go": 'package cart_test\n\nimport "shop/web"\n\nvar page = web.Page\n',
        "web/page.go": 'package web\n\nimport "shop/cart"\n\nvar Page cart.Cart\n',
    }
    workspace = Workspace(write(tmp_path, files))
    assert workspace.dependency_graph("cart/line.go")["dependencies"]["imports"][0]["path"] == "cart/cart.go"
    assert workspace.dependency_graph()["cycles"] == []
    assert workspace.metrics()["cycles"]["count"] == 0
    assert check(workspace, "cycles")["findings"] == []
