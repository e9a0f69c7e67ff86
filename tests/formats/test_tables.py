"""What a person reads: paths in one piece, and nothing of a name taken for markup."""

from __future__ import annotations

import re
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


def test_a_table_that_is_folded_into_a_window_loses_no_word(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Columns whose least widths together were too much stood out of the window, where nothing is printed."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    row = {"source": LONG, "target": LONG, "line": 17, "message": " ".join(words), "via": [LONG, "a.ts"]}
    print_answer("check", {"findings": [row]})
    printed = re.sub(r"\x1b\[[\d;]*m", "", capsys.readouterr().out)
    assert all(len(line) <= 80 for line in printed.splitlines())
    assert [word for word in words if word not in printed] == []


def test_a_row_is_one_line_whatever_a_path_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = Workspace(
        write(tmp_path, {"odd\nname.py": "from b import x\nprint(x)\n", "b.py": "x = 1\n", "c\u2028d.py": ""})
    )
    render("find", workspace.find("*.py"), None)
    render("impact_analysis", workspace.impact_analysis("b.py"), "tree")
    render("impact_analysis", workspace.impact_analysis("b.py"), "markdown")
    printed = capsys.readouterr().out.splitlines()
    assert len([line for line in printed if r"odd\nname.py" in line]) == 3
    assert not any(line.startswith(("name.py", "d.py")) for line in printed)


def test_a_title_that_is_longer_than_its_table_stays_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    print_answer("packages", {"package_managers": [{"name": "go"}]})
    assert "package_managers (1)" in capsys.readouterr().out.splitlines()


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
