"""References in Python behind tests of a type, stars and iterators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ..workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

SHAPES = (
    "class Shape:\n    def area(self): ...\n\n\nclass Circle(Shape):\n    def area(self): ...\n\n\n"
    "class Disc(Circle):\n    def area(self): ...\n"
)


def _lines(root: Path, code: str, symbol: str) -> list[int]:
    files = {"shapes.py": SHAPES, "app.py": f"from itertools import chain\nfrom shapes import *\n{code}"}
    answer = Workspace(write(root, files)).impact_analysis("shapes.py", symbol=symbol, change_type="delete", limit=0)
    return [row["line"] for row in answer["breaks"] if row["path"] == "app.py" and row.get("confidence", 1) == 1]


@pytest.mark.parametrize(
    "code",
    [
        "def f(x: Shape):\n    if isinstance(x, Circle):\n        x.area()\n    else:\n        x.area()\n",
        "def f(x: Shape):\n    x.area() if isinstance(x, Circle) else None\n    x.area()\n",
        "def f(x: Shape):\n    isinstance(x, Circle) and x.area()\n    x.area()\n",
        "def f(x: Shape):\n    x.area()\n    assert isinstance(x, Circle)\n    x.area()\n",
        "def f(x: Shape):\n    x.area()\n    if not isinstance(x, Circle):\n        return\n    x.area()\n",
    ],
)
def test_behind_a_test_a_variable_is_of_what_was_asked_for(tmp_path: Path, code: str) -> None:
    asked, other = [number for number, line in enumerate(code.split("\n"), 3) if ".area()" in line]
    if "assert" in code or "return" in code:
        asked, other = other, asked
    assert _lines(tmp_path, code, "Circle.area") == [asked]
    assert _lines(tmp_path, code, "Shape.area") == [other]


def test_what_is_narrower_than_the_test_stays_so(tmp_path: Path) -> None:
    code = "def f(x: Disc):\n    if isinstance(x, Circle):\n        x.area()\n"
    assert _lines(tmp_path, code, "Disc.area") == [5]
    assert _lines(tmp_path, code, "Circle.area") == []


def test_what_is_assigned_behind_a_test_counts_too(tmp_path: Path) -> None:
    code = "def f(x: Shape):\n    if isinstance(x, Circle):\n        x, y = Disc(), Shape()\n        x.area()\n    y.area()\n"
    assert _lines(tmp_path, code, "Disc.area") == [6]
    assert _lines(tmp_path, code, "Shape.area") == [7]


def test_stars_and_chains_hand_out_elements(tmp_path: Path) -> None:
    code = (
        "class Deck:\n    def __init__(self):\n        self.shapes = [Circle()]\n\n    def all(self):\n"
        "        for shape in [*self.shapes]:\n            shape.area()\n"
        "        for shape in chain(self.shapes, [Circle()]):\n            shape.area()\n        return [*load(self)]\n\n\n"
        "def load(deck):\n    return [x for x in deck]\n"
    )
    assert _lines(tmp_path, code, "Circle.area") == [9, 11]


def test_what_bounds_a_type_variable_may_stand_in_a_string(tmp_path: Path) -> None:
    code = 'from typing import TypeVar\nT = TypeVar("T", bound="Circle")\nU = TypeVar("U", "Shape", "Circle")\n'
    assert _lines(tmp_path, code, "Circle") == [4, 5]
