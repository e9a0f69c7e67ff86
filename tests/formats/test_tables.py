"""What a person reads: paths in one piece, and nothing of a name taken for markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

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


@pytest.fixture
def window(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[dict[str, Any]], list[str]]:
    """Prints an answer in a window of 80 columns, and gives the lines."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")

    def printed(answer: dict[str, Any]) -> list[str]:
        print_answer("check", answer)
        return re.sub(r"\x1b\[[\d;]*m", "", capsys.readouterr().out).splitlines()

    return printed


def test_a_table_that_has_no_room_loses_no_word_and_breaks_no_path(
    window: Callable[[dict[str, Any]], list[str]],
) -> None:
    """Columns whose least widths together were too much stood out of the window, where nothing is printed."""
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    row = {"source": LONG, "target": LONG, "line": 17, "message": " ".join(words), "via": [LONG, "a.ts"]}
    lines = window({"findings": [row]})
    assert all(len(line) <= 80 for line in lines if LONG not in line)
    assert [word for word in words if word not in " ".join(lines)] == []
    assert sum(LONG in line for line in lines) == 3


def test_what_has_no_room_in_a_row_stands_below_it(window: Callable[[dict[str, Any]], list[str]]) -> None:
    """Nine columns of two or three letters each, a word over six lines, were a table that nobody read."""
    row = {"name": "typing-extensions", "package": "."}
    rows = [
        {
            **row,
            "manifest": f"services/billing-{name}/pyproject.toml",
            "line": 7,
            "scope": "dev",
            "constraint": f">={name}.0; python_version < '3.11'",
        }
        for name in "123"
    ]
    lines = window({"dependencies": rows})
    assert lines[2:8] == [
        "  each: package ., scope dev",
        "",
        " name                constraint",
        f" {'─' * 50}",
        " typing-extensions   >=1.0; python_version < '3.11'",
        "    manifest services/billing-1/pyproject.toml:7",
    ]


def test_code_below_a_row_and_commands_stay_as_they_are(window: Callable[[dict[str, Any]], list[str]]) -> None:
    code = "def a(long_name_of_a_parameter, another_long_name, one_more_name):\n    return long_name_of_a_parameter"
    command = f"pytest {LONG} {LONG}"
    lines = window(
        {"test_command": command, "files": [{"path": "a.py", "line": 3, "why": "it does so", "snippet": code}]}
    )
    assert f"test_command  {command}" in lines
    assert [" a.py:3   it does so", *(f"    {line}" for line in code.split("\n"))] == [
        line.rstrip() for line in lines[-4:-1]
    ]


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
    assert "groundplan check finds 0 faults in code and tests" in printed
