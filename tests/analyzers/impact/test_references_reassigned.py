"""References where a name is assigned again, taken apart, or one of several that a value gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

SHAPES = (
    "import enum\n\n\nclass Box:\n    def size(self): ...\n\n\nclass Frame:\n    def size(self): ...\n\n\n"
    "class Side(enum.Enum):\n    LEFT = 'left'\n\n\nFIRST, LAST = ends = (Box(), Box())\n"
)


def _lines(root: Path, files: dict[str, str], path: str, symbol: str) -> list[int]:
    answer = Workspace(write(root, files)).impact_analysis(path, symbol=symbol, change_type="delete", limit=0)
    return [row["line"] for row in answer["breaks"] if row["path"].startswith("app")]


@pytest.mark.parametrize(
    ("body", "box", "frame"),
    [
        ("w = Box()\n    w.size()\n    w = Frame(w)\n    w.size()\n", [4], [6]),
        ("w = Box()\n    w = Frame(w)\n    if w:\n        w.size()\n        w = Box()\n    w.size()\n", [6, 8], [6, 8]),
        ("w = Box()\n    for _ in range(3):\n        w.size()\n        w = Frame()\n        w.size()\n", [5], [5, 7]),
        (
            "w = None\n    if w:\n        w = Box()\n        w.size()\n    else:\n        w = Frame()\n    w.size()\n",
            [6, 9],
            [9],
        ),
    ],
)
def test_behind_an_assignment_a_variable_is_what_was_assigned(
    tmp_path: Path, body: str, box: list[int], frame: list[int]
) -> None:
    files = {"shapes.py": SHAPES, "app.py": f"from shapes import *\ndef f():\n    {body}"}
    assert _lines(tmp_path, files, "shapes.py", "Box.size") == box
    assert _lines(tmp_path, files, "shapes.py", "Frame.size") == frame


@pytest.mark.parametrize(
    ("body", "box", "frame"),
    [
        ("for w in (Box(), Box()):\n        w.size()\n    for w in [Frame()]:\n        w.size()\n", [4], [6]),
        ("with Box() as w:\n        w.size()\n    with Frame() as w, open('a') as b:\n        w.size()\n", [4], [6]),
        (
            "try:\n        pass\n    except Box as w:\n        w.size()\n    except Frame as w:\n        w.size()\n",
            [6],
            [8],
        ),
        (
            "for w, b in zip([Box()], '1'):\n        if b:\n            w = Frame(w)\n        w.size()\n    w = None\n",
            [6],
            [6],
        ),
        ("w = Frame()\n    for w in [Box()]:\n        w.size()\n    else:\n        w.size()\n", [5, 7], [7]),
    ],
)
def test_in_the_body_of_a_statement_a_name_is_what_that_binds(
    tmp_path: Path, body: str, box: list[int], frame: list[int]
) -> None:
    files = {"shapes.py": SHAPES, "app.py": f"from shapes import *\ndef f():\n    {body}"}
    assert _lines(tmp_path, files, "shapes.py", "Box.size") == box
    assert _lines(tmp_path, files, "shapes.py", "Frame.size") == frame


def test_constants_in_literal_types_are_names(tmp_path: Path) -> None:
    code = (
        "from typing import Literal\nfrom shapes import Side\n"
        "def f(x: tuple[Literal['LEFT', Side.LEFT], int]) -> Literal[Side.LEFT]: ...\n"
        "def g(x: Literal['Side']): ...\n"
    )
    files = {"shapes.py": SHAPES, "app.py": code}
    assert _lines(tmp_path, files, "shapes.py", "Side.LEFT") == [3]
    assert _lines(tmp_path, files, "shapes.py", "Side") == [2, 3]


@pytest.mark.parametrize("name", ["FIRST", "LAST", "ends"])
def test_each_name_that_one_statement_binds_is_a_symbol(tmp_path: Path, name: str) -> None:
    files = {"shapes.py": SHAPES, "app.py": f"from shapes import {name}\nprint({name})\n"}
    assert _lines(tmp_path, files, "shapes.py", name) == [1, 2]


FORM = (
    "export interface Props { name: string; wide?: boolean }\n"
    "export function bigint() { return 1n }\n"
    "export interface Made { text: string }\n"
    "interface MadeMaker { new (text: any): Made }\n"
    "export const Maker = function (this: Made, text: any) {} as any as MadeMaker;\n"
    "export function make() { return new Maker(1); }\n"
    "export function called(maker: new () => Made) { return new maker(); }\n"
)


@pytest.mark.parametrize(
    ("code", "symbol", "lines"),
    [
        (
            "function f({ wide, ...rest }: Props) {\n  const all = { wide, ...rest };\n  return all.name;\n}",
            "Props.name",
            [4],
        ),
        ("const all: Props[] = [];\nall.push({ name: 'a' });", "Props.name", [3]),
        ("function f([first, ...rest]: Props[]) {\n  return rest[0].name + first.name;\n}", "Props.name", [3]),
        ("const kept = useRef<Props>({ name: 'a' });", "Props.name", [2]),
        ("let big: bigint = 1n;\nbigint();", "bigint", [1, 3]),
        ("make().text;\ncalled(Maker).text;", "Made.text", [2, 3]),
    ],
)
def test_what_a_value_is_made_of_in_typescript(tmp_path: Path, code: str, symbol: str, lines: list[int]) -> None:
    files = {"form.ts": FORM, "app.ts": f"import {{ Props, make, called, Maker, bigint }} from './form';\n{code}\n"}
    assert _lines(tmp_path, files, "form.ts", symbol) == lines
