"""What a person reads: paths in one piece, and nothing of a name taken for markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace
from groundplan.formats import render
from groundplan.formats.demo import tour
from groundplan.formats.tables import print_answer

from tests.workspaces import write

LONG = "packages/storefront/src/app/(shop)/catalogue/[category]/[product]/components/RecommendationsCarousel.tsx"


def test_a_piped_table_folds_no_path_and_ends_no_line_in_blanks(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"path": LONG, "kind": "static", "symbols": ["a", "b"]}, {"path": "a.ts", "kind": "static", "symbols": []}]
    print_answer("find", {"matches": rows, "total": 2, "truncated": False})
    printed = capsys.readouterr().out.splitlines()
    assert any(LONG in line for line in printed)
    assert all(line == line.rstrip() for line in printed)
    assert "total      2" in printed


@pytest.mark.parametrize("form", [None, "mermaid", "dot", "graphml", "html"])
def test_what_a_terminal_would_act_upon_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str | None
) -> None:
    name = "\x1b[31mred\x1b[0m\x9b2J\u202etxt.py"
    workspace = Workspace(write(tmp_path, {name: "import b\n", "b.py": ""}))
    render("dependency_graph", workspace.dependency_graph(), form)
    tour(workspace, None)
    printed = capsys.readouterr().out
    assert "red" in printed
    assert not {"\x1b", "\x9b", "\u202e"} & set(printed)


def test_the_tour_shows_names_with_brackets_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(
        tmp_path / "shop",
        {"src/[id]/price.ts": "export * from './own'\n", "src/[id]/own.ts": "", "src/a.ts": "import './[id]/price'\n"},
    )
    tour(Workspace(root), None)
    printed = capsys.readouterr().out
    assert "src/[id]/price.ts" in printed
    assert "3 files" in printed
    assert "defines \n" not in printed
    assert "2 imports between them, 0 cycles, 0 imports to nowhere" in printed
