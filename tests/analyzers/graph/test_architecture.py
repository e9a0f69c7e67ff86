"""Architecture rules: what each type forbids, as tables of imports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from groundplan import Workspace
from groundplan.analyzers.graph.architecture import broken_rules
from groundplan.analyzers.graph.rule_faults import rule_faults
from groundplan.checks import check
from groundplan.errors import GroundplanError, InvalidParameterError
from groundplan.indexer.index import Edge

from tests.workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

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
        ({"type": "layers", "layers": 5}, "a text or a list of texts, not 5"),
        ({"type": "acyclic", "ignore": True}, "a text or a list of texts, not True"),
    ],
)
def test_a_rule_that_cannot_be_read_is_one_line(rule: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidParameterError, match=message):
        list(broken_rules([rule], [Edge("a", "b", "static", (1,), ())]))


FILES = ["src/web/a.py", "src/core/b.py"]


@pytest.mark.parametrize(
    ("rule", "faults"),
    [
        ({"type": "acyclic", "parts": ["./src/core/", "src"]}, []),
        ({"type": "layers", "layers": ["src/web | src/core", "src"]}, []),
        ({"type": "acyclic", "part": ["src"]}, ["a rule of type 'acyclic' has no setting 'part'. Nearest: 'parts'"]),
        (
            {"type": "forbidden", "from": "src/wab", "to": ["src/core"]},
            ["'from' names 'src/wab': no such file or folder in the workspace"],
        ),
        ({"type": "layers", "layers": "src"}, ["'layers' is a list, the highest layer first"]),
        (
            {"type": "acyclic", "ignore": ["src/web/a.py"], "types": "no"},
            ["'types' is true or false", "'ignore' has 'src/web/a.py': an import is written as 'a.py -> b.py'"],
        ),
    ],
)
def test_a_rule_that_would_pass_for_ever_is_a_fault(rule: dict[str, Any], faults: list[str]) -> None:
    source = b"[project]\n[[tool.groundplan.rules]]\nname = 'x'\n"
    found = list(rule_faults([{"name": "x", **rule}], FILES, source))
    assert [fault.message for fault in found] == faults
    assert {(fault.rule, fault.line) for fault in found} <= {("x", 2)}


def test_places_are_paths_from_the_root_however_they_are_written() -> None:
    rule = {"type": "forbidden", "from": "./core/", "to": ["web/"]}
    edges = [Edge(source, target, kind, (1,), ()) for source, target, kind in EDGES]
    assert [(edge.source, edge.target) for _, edge in broken_rules([rule], edges)] == [("core/a.py", "web/view.py")]


@pytest.mark.parametrize(
    "rule", ['from = "a"', 'type = "layers"', 'type = "layers"\nlayers = 5', 'type = "acyclic"\nignore = 1']
)
def test_a_broken_rule_stands_in_the_way_of_no_other_answer(tmp_path: Path, rule: str) -> None:
    write(tmp_path, {"shop/a.py": "A = 1\n", "groundplan.toml": f"[[rules]]\n{rule}\n"})
    workspace = Workspace(tmp_path)
    assert workspace.safe_location("service", "Orders")["safe"]
    with pytest.raises(GroundplanError, match="rule"):
        check(workspace, None)
