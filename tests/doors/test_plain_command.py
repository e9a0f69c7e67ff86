"""A line that is answered without click means what it means to click, and every other line is click's."""

from __future__ import annotations

from typing import Any

import pytest
from groundplan import Workspace
from groundplan.cli import main
from groundplan.command_line.commands import cli
from groundplan.command_line.plain_command import plain_command
from groundplan.errors import GroundplanError
from groundplan.parameters import check_parameters
from groundplan.questions import QUESTIONS

PLAIN = [
    "detect --json",
    "entry_points --json --limit 3",
    "entry-points --kind=cli --json --limit 3 --limit 4",
    "deps --check-outdated --json --package ''",
    "dependency-graph shapes.py --json --depth 2",
    "impact-analysis --changes a.py --changes b.py --json",
    "impact-analysis --staged --json --change-type delete",
    "check-duplicates area function src lib --json --threshold 1",
    "check-duplicates --name=-x --json --min-tokens 40",
    "safe-location service Orders --json --root .",
    "find Config --json --root=.",
    "validate-changes a.py b.py --json --run-tests",
]
CLICKS = [
    "",
    "--help",
    "--version",
    "--debug find x --json",
    "find x",
    "find --help --json",
    "find x y z --json",
    "find --pattern --json",
    "find --pattern",
    "find x --pattern y --json",
    "find x --limit many --json",
    "find x --nothing 3 --json",
    "find x --json -h",
    "find -- x --json",
    "entry-points --kind CLI --json",
    "entry-points --kind nothing --json",
    "deps --check-outdated=yes --json",
    "deps --package --scope --json",
    "impact-analysis a.py --format tree --json",
    "check-duplicates x --json --baseline known.json",
    "nothing --json",
    "index --full",
    "index somewhere",
    "index --json",
    "status --json",
]


class AskedError(GroundplanError):
    """Raised in place of an answer."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any], bool]]:
    """Collects what workspaces are asked."""
    found = []

    def ask(self: Workspace, question: str, *, progress: object, **parameters: Any) -> dict[str, Any]:
        del progress
        found.append((question, check_parameters(QUESTIONS[question], parameters), self.allow_exec))
        raise AskedError("asked")

    monkeypatch.setattr(Workspace, "ask", ask)
    return found


def words(line: str) -> list[str]:
    return [word.strip("'") for word in line.split()]


@pytest.mark.parametrize("line", PLAIN)
def test_a_plain_line_asks_what_click_asks(line: str, asked: list[tuple[str, dict[str, Any], bool]]) -> None:
    command = plain_command(words(line))
    assert command is not None
    with pytest.raises(AskedError):
        command()
    with pytest.raises(AskedError):
        cli.main(words(line), standalone_mode=False)
    plain, by_click = asked
    assert plain == by_click


@pytest.mark.parametrize("line", CLICKS)
def test_any_other_line_is_clicks(line: str) -> None:
    assert plain_command(words(line)) is None


def test_an_error_is_one_line_and_code_2(
    asked: list[object], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["groundplan", "find", "x", "--json"])
    with pytest.raises(SystemExit) as end:
        main()
    assert (end.value.code, capsys.readouterr().err) == (2, "groundplan: asked\n")
    assert len(asked) == 1
