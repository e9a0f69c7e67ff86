"""The dependency graph as a page of its own: what it holds, what it can't be made to do, and how far it goes."""

from __future__ import annotations

import json
import re
from typing import Any

from groundplan.formats.graph_html import ask_within_limits, to_html

HOSTILE = "</script><img src=x onerror=alert(1)>&\"'\u2028.py"
ANSWER: dict[str, Any] = {
    "nodes": ["a/x.py", "a/y.py", HOSTILE],
    "edges": [
        {"source": "a/x.py", "target": "a/y.py", "kind": "static", "lines": [1, 4]},
        {"source": "a/y.py", "target": "a/x.py", "kind": "static", "lines": [2]},
        {"source": HOSTILE, "target": "a/y.py", "kind": "lazy", "lines": [3]},
    ],
    "cycles": [{"nodes": ["a/x.py", "a/y.py"], "size": 2, "cut": []}],
}


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    held: dict[str, Any] = json.loads(found[1])
    return held


def test_the_page_holds_the_graph() -> None:
    held = data_of(to_html(ANSWER))
    assert held["nodes"] == ["a/x.py", "a/y.py", HOSTILE]
    assert [held["kinds"][edge[2]] for edge in held["edges"]] == ["static", "static", "lazy"]
    assert held["edges"][0] == [0, 1, held["kinds"].index("static"), [1, 4]]
    assert held["cycles"] == [[0, 1]]
    assert held["counts"] == "3 files, 3 edges, 1 cycles"


def test_no_file_name_leaves_its_place() -> None:
    page = to_html(ANSWER)
    assert page.count("<script") == 2
    assert "<img" not in page
    assert "innerHTML" not in page
    assert "Content-Security-Policy" in page
    assert not re.search(r"(?:src|href)\s*=|https?://|@import|url\(", page.replace("src=x", ""))


def test_a_name_that_is_no_text_is_kept_out_of_the_encoding() -> None:
    page = to_html({**ANSWER, "nodes": ["a/\udcff.py"], "edges": [], "cycles": []})
    assert page.isascii() or page.encode("utf-8")
    assert data_of(page)["nodes"] == ["a/\udcff.py"]


def test_the_same_answer_gives_the_same_page() -> None:
    assert to_html(ANSWER) == to_html(json.loads(json.dumps(ANSWER)))


def test_one_file_and_its_neighbours() -> None:
    row = {"path": "b.py", "kind": "static", "lines": [1], "symbols": [], "distance": 1}
    held = data_of(to_html({"file": "a.py", "dependencies": {"imports": [row], "importers": []}, "external": []}))
    assert (held["title"], held["nodes"], held["chosen"]) == ("Dependencies of a.py", ["a.py", "b.py"], 0)


def test_too_many_nodes_are_shown_from_further_away_and_the_page_says_so() -> None:
    counts = {"file": 2001, "directory": 30}

    def ask(**given: Any) -> dict[str, Any]:
        assert given["limit"] == 0
        return {"nodes": [f"n{number}" for number in range(counts[given["level"]])], "edges": [], "cycles": []}

    found = ask_within_limits(ask, {})
    assert (found["level"], len(found["nodes"])) == ("directory", 30)
    assert "2001 files are too many to draw: shown by directory" in data_of(to_html(found))["note"]


def test_where_even_the_farthest_level_is_too_large_the_most_linked_are_shown() -> None:
    names = [f"n{number:04}" for number in range(2100)]
    edges = [{"source": names[-1], "target": name, "kind": "static", "lines": [1]} for name in names[:5]]
    held = data_of(to_html({"nodes": names, "edges": edges, "cycles": [], "level": "package"}))
    assert len(held["nodes"]) == 2000
    assert len(held["edges"]) == 5
    assert "2000 most linked of 2100 packages" in held["note"]
