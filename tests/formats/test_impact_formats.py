"""impact_analysis as a tree, Mermaid, DOT and Markdown."""

from __future__ import annotations

from typing import Any

import pytest
from groundplan.formats.impact import to_dot, to_markdown, to_mermaid, to_tree

ANSWER: dict[str, Any] = {
    "risk_level": "medium",
    "risk_score": 39,
    "risk_reasons": ["+20 delete: 1 reference would break"],
    "impacted_files": [
        {"path": "b.py", "distance": 1, "reason": "uses run (line 3)", "via": ["a.py", "b.py"], "symbols": ["use"]},
        {"path": 'c"[x].py', "distance": 2, "reason": "uses use", "via": ["a.py", "b.py", 'c"[x].py'], "symbols": []},
    ],
    "impact_count": 2,
    "breaks": [{"path": "b.py", "line": 3, "symbol": "use", "reason": "calls it"}],
    "breaks_count": 1,
    "tests_to_run": [],
    "tests_count": 0,
    "test_command": "pytest tests",
    "co_changed": [{"path": "d.sql", "share": 0.5}],
    "coverage": "2 steps rest on a name_alone",
}

TREE = """risk medium (39), 2 files affected
a.py
└─ b.py  uses run (line 3)
   └─ c"[x].py  uses use

pytest tests"""

MERMAID = """flowchart LR
  n0["a.py"]
  n1["b.py"]
  n2["c#34;#91;x#93;.py"]
  n0 --> n1
  n1 --> n2"""


def test_tree() -> None:
    assert to_tree(ANSWER) == TREE


def test_mermaid() -> None:
    assert to_mermaid(ANSWER) == MERMAID


def test_dot() -> None:
    assert '  n2 [label="c\\"[x].py"];\n  n0 -> n1;\n  n1 -> n2;' in to_dot(ANSWER)


@pytest.mark.parametrize(
    "line",
    [
        "### 🟡 Impact: medium risk (39/100)",
        "2 files can behave differently, 1 reference breaks, 0 test files reach the change.",
        "- +20 delete: 1 reference would break",
        "- `b.py:3` `use` calls it",
        "- `d.sql` (50% of the commits)",
        "pytest tests",
        "<sub>2 steps rest on a name\\_alone</sub>",
    ],
)
def test_markdown(line: str) -> None:
    assert line in to_markdown(ANSWER).splitlines()


def test_markdown_counts_what_a_cut_answer_leaves_out() -> None:
    lines = to_markdown(ANSWER | {"impact_count": 40, "breaks_count": 1}).splitlines()
    assert "<details><summary>Affected files (40)</summary>" in lines
    assert "- … and 38 more" in lines
    assert "<details><summary>Breaks (1)</summary>" in lines


@pytest.mark.parametrize(
    ("symbol", "kind", "line"),
    [
        ("Box.open", "added", "- `a.py` `Box.open` added"),
        ("", "top-level", "- `a.py` top level"),
        ("", "file", "- `a.py`"),
    ],
)
def test_markdown_says_what_of_a_file_changed(symbol: str, kind: str, line: str) -> None:
    answer = ANSWER | {"changed": [{"path": "a.py", "symbol": symbol, "kind": kind, "line": 1}]}
    assert line in to_markdown(answer).splitlines()
