"""Architecture rules: what each type forbids, as tables of imports."""

from __future__ import annotations

from typing import Any

import pytest
from groundplan.analyzers.graph.architecture import broken_rules
from groundplan.errors import InvalidParameterError
from groundplan.indexer.index import Edge

EDGES = [
    ("web/view.py", "core/a.py", "static"),
    ("core/a.py", "web/view.py", "static"),
    ("cli/main.py", "web/view.py", "static"),
    ("core/a.py", "core/b.py", "static"),
    ("core/b.py", "core/a.py", "static"),
    ("core/types.py", "web/view.py", "type_only"),
]


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        pytest.param(
            {"type": "layers", "layers": ["web | cli", "core"]},
            [("core/a.py", "web/view.py"), ("cli/main.py", "web/view.py")],
            id="layers",
        ),
        pytest.param(
            {
                "type": "layers",
                "layers": ["web | cli", "core"],
                "ignore": ["cli/main.py -> web/view.py"],
                "types": True,
            },
            [("core/a.py", "web/view.py"), ("core/types.py", "web/view.py")],
            id="layers, with types and an exception",
        ),
        pytest.param(
            {"type": "forbidden", "from": "core", "to": ["web"]}, [("core/a.py", "web/view.py")], id="forbidden"
        ),
        pytest.param(
            {"type": "independent", "parts": ["web", "cli"]}, [("cli/main.py", "web/view.py")], id="independent"
        ),
        pytest.param(
            {"type": "acyclic", "parts": ["core"]},
            [("core/a.py", "core/b.py"), ("core/b.py", "core/a.py")],
            id="acyclic",
        ),
        pytest.param({"type": "acyclic", "parts": ["cli"]}, [], id="no cycle"),
    ],
)
def test_what_a_rule_forbids(rule: dict[str, Any], broken: list[tuple[str, str]]) -> None:
    edges = [Edge(source, target, kind, (1,), ()) for source, target, kind in EDGES]
    assert [(edge.source, edge.target) for _, edge in broken_rules([rule], edges)] == broken


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ({"type": "layer"}, "unknown type 'layer'"),
        ({"type": "layers", "name": "down"}, "rule 'down' of type 'layers' needs 'layers'"),
    ],
)
def test_a_rule_that_cannot_be_read_is_one_line(rule: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidParameterError, match=message):
        list(broken_rules([rule], [Edge("a", "b", "static", (1,), ())]))
