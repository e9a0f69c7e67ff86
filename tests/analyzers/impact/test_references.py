"""References of a definition: what counts, and what only looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write
from .impact_workspaces import SHOP, WEB


def _breaks(root: Path, path: str, symbol: str, change: str = "delete") -> list[tuple[str, int]]:
    answer = Workspace(root).impact_analysis(path, symbol=symbol, change_type=change, limit=0)
    return [(row["path"], row["line"]) for row in answer["breaks"]]


@pytest.mark.parametrize(
    ("path", "symbol", "expected"),
    [
        pytest.param("shop/prices.py", "tax", [("shop/prices.py", 7)], id="call in the same file"),
        pytest.param(
            "shop/prices.py",
            "total",
            [("shop/__init__.py", 1), ("shop/orders.py", 1), ("tests/test_public.py", 5)],
            id="re-export, alias and module attribute; the alias's own uses go with its import",
        ),
        pytest.param("shop/prices.py", "unused", [], id="nothing"),
        pytest.param(
            "shop/orders.py",
            "Order.price",
            [("shop/orders.py", 17), ("shop/orders.py", 21)],
            id="super, and an element of an annotated container; not the override's users",
        ),
        pytest.param("shop/orders.py", "Express.price", [("tests/test_fixture.py", 2)], id="a fixture's result"),
        pytest.param("shop/orders.py", "Order.label", [("tests/test_label.py", 2)], id="inherited, not the function"),
        pytest.param("shop/unrelated.py", "price", [("tests/test_unrelated.py", 1), ("tests/test_unrelated.py", 5)], id="a function, not the method"),
        pytest.param("tests/conftest.py", "order", [("tests/test_fixture.py", 1), ("tests/test_label.py", 1)], id="a fixture by parameter name"),
    ],
)  # fmt: skip
def test_python(tmp_path: Path, path: str, symbol: str, expected: list[tuple[str, int]]) -> None:
    assert _breaks(write(tmp_path, SHOP), path, symbol) == expected


@pytest.mark.parametrize(
    ("path", "symbol", "expected"),
    [
        pytest.param("src/store.ts", "Store.save", [("src/app.ts", 4)], id="through a barrel and a factory; not a parameter"),
        pytest.param(
            "src/store.ts",
            "createStore",
            [("src/app.ts", 1), ("src/app.ts", 2), ("src/index.ts", 1)],
            id="renamed re-export, whose own users go with it",
        ),
        pytest.param(
            "src/names.ts",
            "label",
            [("src/app.ts", 1), ("src/app.ts", 5), ("src/names.test.ts", 1), ("src/names.test.ts", 3)],
            id="star re-export",
        ),
        pytest.param("src/store.ts", "Saved", [("src/store.ts", 3), ("src/store.ts", 4), ("src/store.ts", 5)], id="a type"),
    ],
)  # fmt: skip
def test_typescript(tmp_path: Path, path: str, symbol: str, expected: list[tuple[str, int]]) -> None:
    assert _breaks(write(tmp_path, WEB), path, symbol) == expected


PYTHON_CASES = {
    "local of the same name": ("def use(run):\n    run = 1\n    return run\n", []),
    "comprehension variable": ("from a import run\nvalues = [run for run in (1, 2)]\n", [1]),
    "global statement": ("from a import run\n\ndef use():\n    global run\n    run = 2\n", [1, 4, 5]),
    "string annotation": ("from a import run\n\ndef use(x: 'run'): ...\n", [1, 3]),
    "dunder all": ("from a import run\n__all__ = ['run']\n", [1, 2]),
    "lazy import": ("def use():\n    from a import run\n    return run()\n", [2, 3]),
    "module attribute": ("import a\n\nvalue = a.run()\n", [3]),
    "another module's": ("import os\n\nvalue = os.run()\n", []),
    "keyword argument": ("def use(**k): ...\n\nuse(run=1)\n", []),
    "star import": ("from a import *\n\nrun()\n", [3]),
    "comment and string": ("# run\nx = 'run'\n", []),
    "walrus": ("from a import run\n\ndef use():\n    if (run := 1): return run\n", [1]),
    "match": ("from a import run\n\ndef use(y):\n    match y:\n        case run: return run\n", [1]),
}


@pytest.mark.parametrize("name", PYTHON_CASES)
def test_python_scopes(tmp_path: Path, name: str) -> None:
    source, lines = PYTHON_CASES[name]
    write(tmp_path, {"a.py": "def run():\n    return 1\n", "b.py": source})
    expected = [("b.py", line) for line in lines]
    assert [place for place in _breaks(tmp_path, "a.py", "run") if place[0] == "b.py"] == expected


MEMBER_CASES = {
    "constructor": ("from a import A\n\nx = A()\nx.go()\n", [4]),
    "annotation": ("from a import A\n\ndef f(x: A): x.go()\n", [3]),
    "optional annotation": ("from a import A\n\ndef f(x: 'A | None'): x.go()\n", [3]),
    "isinstance": ("from a import A\n\ndef f(x):\n    if isinstance(x, A): x.go()\n", [4]),
    "attribute of self": (
        "from a import A\n\nclass B:\n    def __init__(self): self.a = A()\n    def f(self): self.a.go()\n",
        [5],
    ),
    "with": ("from a import A\n\ndef f():\n    with A() as x: x.go()\n", [4]),
    "container": ("from a import A\n\ndef f(xs: list[A]):\n    for x in xs: x.go()\n", [4]),
    "return annotation": ("from a import A\n\ndef make() -> A: ...\n\nmake().go()\n", [5]),
    "inferred return": ("from a import A\n\ndef make():\n    return A()\n\nmake().go()\n", [6]),
    "subclass": ("from a import A\n\nclass B(A): ...\n\nB().go()\n", [5]),
    "override": ("from a import A\n\nclass B(A):\n    def go(self): ...\n\nB().go()\n", []),
    "another class": ("class C:\n    def go(self): ...\n\nC().go()\n", []),
    "library object": ("import subprocess\n\nsubprocess.Popen('x').go()\n", []),
}


@pytest.mark.parametrize("name", MEMBER_CASES)
def test_python_members(tmp_path: Path, name: str) -> None:
    source, lines = MEMBER_CASES[name]
    write(tmp_path, {"a.py": "class A:\n    def go(self):\n        return 1\n", "b.py": source})
    assert _breaks(tmp_path, "a.py", "A.go") == [("b.py", line) for line in lines]


def test_unknown_receiver_counts_only_where_the_name_is_distinctive(tmp_path: Path) -> None:
    source = "class A:\n    def recalibrate(self): ...\n    def get(self): ...\n"
    write(tmp_path, {"a.py": source, "b.py": "def f(x):\n    x.recalibrate()\n    x.get()\n"})
    answer = Workspace(tmp_path).impact_analysis("a.py", symbol="A.recalibrate", change_type="delete")
    assert [(row["path"], row["line"], row["confidence"]) for row in answer["breaks"]] == [("b.py", 2, 0.6)]
    assert _breaks(tmp_path, "a.py", "A.get") == []


def test_languages_without_types_are_found_by_name_and_package(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "go.mod": "module example.org/m\n\ngo 1.22\n",
            "a/a.go": "package a\n\nfunc Run() int { return 1 }\n",
            "a/b.go": "package a\n\nfunc Use() int { return Run() }\n",
            "b/b.go": 'package b\n\nimport "example.org/m/a"\n\nfunc Other() int { return a.Run() }\n',
            "c/c.go": "package c\n\nfunc Run() int { return 2 }\n\nfunc Mine() int { return Run() }\n",
        },
    )
    assert _breaks(tmp_path, "a/a.go", "Run") == [("a/b.go", 3), ("b/b.go", 5)]


def test_renamed_export_keeps_its_other_name(tmp_path: Path) -> None:
    assert _breaks(write(tmp_path, WEB), "src/store.ts", "createStore", "rename") == [("src/index.ts", 1)]


ROUTERS = {
    "package.json": "{}",
    "router.ts": (
        "export interface Router { add(path: string): void }\n"
        "export class Tree implements Router { add(path: string): void {} }\n"
        "export class Linear implements Router { add(path: string): void {} }\n"
        "export class Cart { add(path: string): void {} }\n"
    ),
    "use.ts": (
        "import { Router, Tree, Linear, Cart } from './router'\n"
        "export function fill(router: Router, cart: Cart) {\n"
        "  router.add('/')\n"
        "  new Tree().add('/')\n"
        "  new Linear().add('/')\n"
        "  cart.add('/')\n"
        "}\n"
    ),
}


def test_typescript_members_go_together_with_those_of_their_interface(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, ROUTERS)).impact_analysis("router.ts", symbol="Tree.add", change_type="rename")
    assert [(row["line"], row.get("confidence", 1)) for row in answer["breaks"]] == [(3, 0.75), (4, 1), (5, 0.4)]


def test_documentation_comments_name_types_and_links(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "package.json": "{}",
            "fault.ts": "export class Fault extends Error { code = 1 }\n/** See {@link Fault.code}. */\nexport type Other = string\n",
            "use.ts": (
                "import { Fault } from './fault'\n"
                "/**\n"
                " * A Fault in prose is none.\n"
                " * @param {Fault | null} fault what went wrong\n"
                " * @throws {Promise<Fault>}\n"
                " * @see {@link Fault.code}\n"
                " * @example new Fault()\n"
                " */\n"
                "export function report(fault: Fault | null) { return fault }\n"
                "/* @param {Fault} no documentation */\n"
            ),
        },
    )
    assert _breaks(root, "fault.ts", "Fault") == [("fault.ts", 2), *(("use.ts", line) for line in (1, 4, 5, 6, 9))]
    assert _breaks(root, "fault.ts", "Fault.code") == [("fault.ts", 2)]


def test_an_annotation_says_what_an_attribute_holds_whatever_is_assigned(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "shapes.py": (
                "class Shape:\n    def draw(self): ...\n\n\n"
                "class Round(Shape):\n    def draw(self): ...\n\n\n"
                "class Page:\n"
                "    def __init__(self):\n        self.shape: Shape = Round()\n\n"
                "    def reset(self):\n        self.shape = Round()\n\n"
                "    def show(self):\n        self.shape.draw()\n"
            )
        },
    )
    assert _breaks(root, "shapes.py", "Shape.draw") == [("shapes.py", 17)]
    assert _breaks(root, "shapes.py", "Round.draw") == []


def test_long_chains_of_attributes_are_followed(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "run.py": (
                "class Config:\n    options: str\n\n\nclass State:\n    conf: Config\n\n\n"
                "class Outcome:\n    state: State\n\n\nclass Project:\n    def run(self) -> Outcome: ...\n\n\n"
                "class Maker:\n    def __call__(self) -> Project: ...\n\n\nclass Other:\n    options: str\n"
            ),
            "use.py": (
                "from run import Maker\n\n\ndef use(make: Maker):\n    made = make()\n    outcome = made.run()\n"
                "    return outcome.state.conf.options\n"
            ),
        },
    )
    assert _breaks(root, "run.py", "Config.options") == [("use.py", 7)]


def test_keywords_of_a_constructor_are_its_parameters(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "parts.py": (
                "from dataclasses import dataclass\n\n\nclass Parser:\n    limit = 1\n\n"
                "    def __init__(self, limit=2):\n        self.limit = limit\n\n\n"
                "@dataclass\nclass Part:\n    limit: int\n\n\nParser(limit=3)\nPart(limit=4)\n"
            )
        },
    )
    assert _breaks(root, "parts.py", "Parser.limit") == [("parts.py", 8)]
    assert _breaks(root, "parts.py", "Part.limit") == [("parts.py", 17)]
