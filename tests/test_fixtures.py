"""The small workspaces of `fixtures/` give the answers that stand beside them.

`fixtures/NAME.toml` tells of the workspace `fixtures/NAME/`: all `edges` of its graph, what is `unresolved`, and questions.
Of an answer only what the table says has to hold: an object may have more keys, a list has these items and no others.
"""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from groundplan import Workspace

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
TABLES = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(FIXTURES.glob("*.toml"))}
QUESTIONS = [
    pytest.param(name, question, id=f"{name}-{number}-{question['ask']}")
    for name, table in TABLES.items()
    for number, question in enumerate(table.get("question", ()))
]


@pytest.fixture(scope="session")
def workspaces(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workspace]:
    """Each fixture's own copy, by name, made when it is first asked."""
    base = tmp_path_factory.mktemp("fixtures")

    class Copies(dict[str, Workspace]):
        def __missing__(self, name: str) -> Workspace:
            shutil.copytree(FIXTURES / name, base / name)
            self[name] = Workspace(base / name)
            self[name].refresh()
            return self[name]

    return Copies()


def test_every_workspace_has_its_answers() -> None:
    assert [path.name for path in sorted(FIXTURES.iterdir()) if path.is_dir()] == list(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_the_graph(workspaces: dict[str, Workspace], name: str) -> None:
    with workspaces[name].index() as index:
        edges: dict[str, list[str]] = {}
        for edge in index.edges():
            edges.setdefault(edge.source, []).append(edge.target)
        unresolved: dict[str, dict[str, str]] = {}
        for link in index.unresolved():
            unresolved.setdefault(link.source, {})[link.specifier] = link.reason
    assert {source: sorted(targets) for source, targets in edges.items()} == TABLES[name]["edges"]
    assert unresolved == TABLES[name].get("unresolved", {})


@pytest.mark.parametrize(("name", "question"), QUESTIONS)
def test_a_question(workspaces: dict[str, Workspace], name: str, question: dict[str, Any]) -> None:
    answer = workspaces[name].ask(question["ask"], **question.get("with", {}))
    assert _as_said(answer, question["answer"]) == question["answer"]


def _as_said(found: Any, said: Any) -> Any:
    """The part of an answer that a table speaks of."""
    if isinstance(said, dict) and isinstance(found, dict):
        return {key: _as_said(found[key], value) for key, value in said.items() if key in found}
    if isinstance(said, list) and isinstance(found, list) and len(said) == len(found):
        return [_as_said(item, value) for item, value in zip(found, said, strict=True)]
    return found
