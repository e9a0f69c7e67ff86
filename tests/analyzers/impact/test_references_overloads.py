"""References in Python on what functions with overloads give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path


def _overloaded(results: list[str]) -> str:
    signatures = [f'@overload\ndef make(kind: Literal["{item}"]) -> {item}: ...\n' for item in results]
    return "\n".join(["from typing import Literal, overload", *signatures, "def make(kind):\n    return load(kind)\n"])


def _confidence(root: Path, count: int, results: list[str]) -> dict[str, float]:
    classes = "\n".join(f"class K{number}:\n    def spin(self): ...\n" for number in range(count))
    files = {
        "kinds.py": classes,
        "made.py": f"from kinds import *\n{_overloaded(results)}",
        "app.py": "from made import make\n\nmake(kind()).spin()\n",
    }
    workspace = Workspace(write(root, files))
    found: dict[str, float] = {}
    for number in range(count):
        answer = workspace.impact_analysis("kinds.py", symbol=f"K{number}.spin", change_type="delete", limit=0)
        found |= {f"K{number}": row.get("confidence", 1) for row in answer["breaks"] if row["path"] == "app.py"}
    return found


def test_each_of_many_overloads_is_told_and_none_is_certain(tmp_path: Path) -> None:
    kinds = [f"K{number}" for number in range(6)]
    assert _confidence(tmp_path, 6, kinds) == dict.fromkeys(kinds, 0.7)


def test_overloads_that_give_one_thing_are_certain(tmp_path: Path) -> None:
    assert _confidence(tmp_path, 2, ["K1", "K1"]) == {"K1": 1}


def test_what_more_overloads_than_are_read_give_is_unknown(tmp_path: Path) -> None:
    assert _confidence(tmp_path, 1, ["K0"] * 20) == {"K0": 0.6}
