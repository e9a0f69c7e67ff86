"""References in Python behind tests of a type, stars and iterators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

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


@pytest.mark.parametrize(
    ("test", "used"),
    [
        ("isinstance(x, Drawn)", "x"),  # a mixin: x is both
        ("isinstance(x, KINDS)", "x"),  # a variable that holds classes
        ("isinstance(x, (Disc, load()))", "x"),
        ("isinstance(x, (A, B, C, D, Circle))", "x"),
        ("isinstance(x, Sized)", "x"),  # what is asked for may be any class with its members
    ],
)
def test_a_test_that_does_not_tell_all_takes_nothing_away(tmp_path: Path, test: str, used: str) -> None:
    head = "from collections.abc import Sized\nclass Drawn: ...\nKINDS = (Circle, Disc)\n"
    code = f"{head}def f(x: Shape):\n    if {test}:\n        {used}.area()\n"
    assert _lines(tmp_path, code, "Shape.area") == [8]


def test_what_a_container_of_the_language_holds_is_known_behind_a_test(tmp_path: Path) -> None:
    code = (
        "def f(x: list[Shape] | Shape, y: Shape | str):\n    if isinstance(x, (list, tuple)):\n        for one in x:\n"
        "            one.area()\n        x.area()\n    if isinstance(y, str):\n        y.area()\n    y.area()\n"
    )
    assert _lines(tmp_path, code, "Shape.area") == [6, 10]


def test_what_stands_in_a_container_of_unknown_things_stays_open(tmp_path: Path) -> None:
    files = {
        "shapes.py": "class Shape:\n    def circumscribe(self): ...\n",
        "app.py": "def f(x):\n    if isinstance(x, list):\n        for one in x:\n            one.circumscribe()\n",
    }
    root = write(tmp_path, files)
    answer = Workspace(root).impact_analysis("shapes.py", symbol="Shape.circumscribe", change_type="delete", limit=0)
    assert [(row["line"], row["confidence"]) for row in answer["breaks"] if row["path"] == "app.py"] == [(4, 0.6)]
