"""Tables of JSON and TOML files that no manifest keeps: what is broken is empty, and costs no question its answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace
from groundplan.indexer.read_tables import inner_list, inner_table, json_table, toml_table

from ..workspaces import write

DEEP = "[" * 200_000


@pytest.mark.parametrize("raw", [b"", b"[1]", b"{", DEEP.encode(), b'{"a": ' + DEEP.encode()])
def test_what_is_no_object_is_an_empty_table(raw: bytes) -> None:
    assert json_table(raw) == {}


@pytest.mark.parametrize("raw", [b"a", b"a = " + DEEP.encode(), b"[a\n"])
def test_what_is_no_toml_is_an_empty_table(raw: bytes) -> None:
    assert toml_table(raw) == {}


def test_json_as_tools_of_javascript_take_it() -> None:
    assert json_table(b'\xef\xbb\xbf{"a": {"b": 1, /* c */}, // d\n}') == {"a": {"b": 1}}


def test_an_inner_table_is_one_at_every_step() -> None:
    assert inner_table({"a": {"b": {"c": 1}}}, "a", "b") == {"c": 1}
    assert inner_table({"a": [{"b": {}}]}, "a", "b") == inner_table({"a": []}, "a") == {}
    assert inner_list({"a": {"b": [1]}}, "a", "b") == [1]
    assert inner_list({"a": {"b": True}}, "a", "b") == inner_list({"a": 1}, "a", "b") == []


@pytest.mark.parametrize(
    "name", ["package.json", ".dependency-cruiser.json", ".eslintrc.json", "pyproject.toml", "pytest.toml"]
)
def test_nesting_without_an_end_costs_its_own_facts(tmp_path: Path, name: str) -> None:
    write(tmp_path, {"src/pots.ts": "export const pots = 1;\n", "src/cart.py": "pots = 1\n", name: f'{{"a": {DEEP}'})
    with Workspace(tmp_path) as workspace:
        assert workspace.safe_location(file_type="service", name="teas")["recommended_path"]


def test_a_search_path_that_is_no_text_leads_nowhere(tmp_path: Path) -> None:
    write(tmp_path, {"cart.py": "import pots\n", "src/pots.py": "", "pytest.toml": "[pytest]\npythonpath = 3\n"})
    with Workspace(tmp_path) as workspace:
        assert workspace.dependency_graph("cart.py")["unresolved"] == []


def test_a_target_of_cargo_that_is_none_costs_its_own_facts(tmp_path: Path) -> None:
    cargo = '[package]\nname = "pots"\n[lib]\npath = "src/lib.rs"\n'
    write(tmp_path, {"Cargo.toml": f"bin = true\ntest = 3\n{cargo}", "src/lib.rs": "mod cart;\n", "src/cart.rs": ""})
    with Workspace(tmp_path) as workspace:
        found = workspace.dependency_graph("src/cart.rs")["dependencies"]["importers"]
    assert [row["path"] for row in found] == ["src/lib.rs"]
