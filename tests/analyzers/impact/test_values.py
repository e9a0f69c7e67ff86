"""Calls through values: what a definition is assigned to, handed to, kept in, or given back as."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import commit_all, write

DEFINED = "def target(x):\n    return x\n\n\n"
"""Four lines, so that what follows begins on the fifth."""

CASES = {
    "a variable": ("a = target\na(1)\n", [6]),
    "one of two in a tuple": ("def other(): ...\na, b = other, target\na()\nb(1)\n", [8]),
    "the last behind a star": ("def other(): ...\na, *b, c = other, other, target\nb[0]()\nc(1)\n", [8]),
    "an argument": ("def run(f):\n    f(1)\nrun(target)\n", [6]),
    "an argument by name": ("def run(f, g):\n    f(1)\n    g()\nrun(g=print, f=target)\n", [6]),
    "an argument among any": ("def run(*fs):\n    for f in fs:\n        f(1)\nrun(print, target)\n", [7]),
    "a default": ("def run(f=target):\n    f(1)\nrun()\n", [6]),
    "handed on twice": ("def run(f, g):\n    f(g)\ndef inner(h):\n    h(1)\nrun(inner, target)\n", [8]),
    "a result": ("def choose():\n    return target\nchoose()(1)\n", [7]),
    "its own argument comes back": ("def same(f):\n    return f\nsame(target)(1)\nsame(print)(2)\n", [7]),
    "a list": ("fs = [print, target]\nfs[1](1)\nfs[0](2)\n", [6]),
    "a list with what is not known": ("fs = [print, target]\ndef run(n):\n    fs[n](1)\n", [7]),
    "appended": ("fs = []\nfs.append(target)\nfor f in fs:\n    f(1)\n", [8]),
    "a dictionary": ("fs = {'a': print, 'b': target}\nfs['a'](1)\nfs['b'](2)\n", [7]),
    "a registry": ("fs = {}\nfs['a'] = target\ndef run(key):\n    return fs.get(key)(1)\n", [8]),
    "pairs": ("fs = {'a': target}\nfor key, f in fs.items():\n    f(key)\n", [7]),
    "a comprehension": ("made = [f(1) for f in (target, print)]\n", [5]),
    "a lambda": ("run = lambda f: f(1)\nrun(target)\n", [5]),
    "yielded": ("def all_():\n    yield target\nfor f in all_():\n    f(1)\n", [8]),
    "a member": (
        "class A:\n    def __init__(self, f):\n        self.f = f\n    def run(self):\n        self.f(1)\nA(target)\n",
        [9],
    ),
    "a member of the class above": (
        "class A:\n    def run(self):\n        self.f(1)\nclass B(A):\n    def __init__(self):\n        self.f = target\nB().run()\n",
        [7],
    ),
    "partial": ("from functools import partial\np = partial(target, 1)\np()\n", [7]),
    "map": ("list(map(target, [1]))\n", [5]),
    "called on the spot": ("target(1)\n", []),
    "only compared": ("print(target is print)\n", []),
}


def _through(root: Path, path: str, symbol: str) -> list[tuple[str, int]]:
    """The calls of a symbol that do not name it."""
    rows = Workspace(root).impact_analysis(path, symbol=symbol, change_type="signature", limit=0)["breaks"]
    return [(row["path"], row["line"]) for row in rows if row.get("confidence") == 0.8]


@pytest.mark.parametrize("case", CASES)
def test_calls_through_values(tmp_path: Path, case: str) -> None:
    source, lines = CASES[case]
    root = write(tmp_path, {"main.py": DEFINED + source})
    assert _through(root, "main.py", "target") == [("main.py", line) for line in lines]


def test_a_row_says_why(tmp_path: Path) -> None:
    root = write(tmp_path, {"main.py": DEFINED + "def run(f):\n    f(1)\nrun(target)\n"})
    (row,) = Workspace(root).impact_analysis("main.py", symbol="target", change_type="signature")["breaks"]
    assert (row["line"], row["symbol"], row["confidence"]) == (6, "run", 0.8)
    assert row["reason"] == "calls it: its arguments may no longer fit (a value that it is handed on as)"


def test_a_wrapper_calls_what_it_decorates(tmp_path: Path) -> None:
    source = (
        "import functools\n\n\ndef logged(f):\n    @functools.wraps(f)\n    def inner(*args):\n        return f(*args)\n"
        "    return inner\n\n\n@logged\ndef target(x):\n    return x\n\n\ntarget(1)\n"
    )
    root = write(tmp_path, {"main.py": source})
    assert _through(root, "main.py", "target") == [("main.py", 7)]
    assert _through(root, "main.py", "logged.inner") == [("main.py", 16)]


def test_methods_on_what_is_handed_in(tmp_path: Path) -> None:
    source = (
        "class Engine:\n    def start(self, key):\n        return key\n\n\nclass Door:\n    def start(self):\n        return 0\n\n\n"
        "class Car:\n    def __init__(self, part):\n        self.part = part\n\n    def drive(self):\n        self.part.start(1)\n\n\n"
        "Car(Engine()).drive()\n"
    )
    root = write(tmp_path, {"main.py": source})
    assert _through(root, "main.py", "Engine.start") == [("main.py", 16)]
    assert _through(root, "main.py", "Door.start") == []


def test_values_are_followed_into_other_files(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "bus.py": "HANDLERS = []\n\n\ndef register(handler):\n    HANDLERS.append(handler)\n    return handler\n",
            "fire.py": "from bus import HANDLERS\n\n\ndef fire(event):\n    for handler in HANDLERS:\n        handler(event)\n",
            "app.py": "from bus import register\n\n\n@register\ndef on_save(event):\n    return event\n",
        },
    )
    assert _through(root, "app.py", "on_save") == [("fire.py", 6)]


def test_constructors_are_called_by_the_names_of_their_classes(tmp_path: Path) -> None:
    source = (
        "class A:\n    def __init__(self, x):\n        self.x = x\n\n\nclass B(A):\n    pass\n\n\n"
        "class C(A):\n    def __init__(self):\n        super().__init__(1)\n\n\nA(1)\nB(2)\nC()\n"
    )
    root = write(tmp_path, {"main.py": source})
    rows = Workspace(root).impact_analysis("main.py", symbol="A.__init__", change_type="signature")["breaks"]
    assert [(row["line"], row.get("confidence", 1)) for row in rows] == [(12, 1), (15, 1), (16, 1)]


def test_a_diff_tells_which_values_no_longer_fit(tmp_path: Path) -> None:
    text = "def target(x):\n    return x\n\n\ndef run(f):\n    f(1)\n\n\ndef run_two(f):\n    f(1, 2)\n\n\nrun(target)\nrun_two(target)\n"
    root = write(tmp_path, {"main.py": text})
    commit_all(root)
    (root / "main.py").write_text(text.replace("def target(x)", "def target(x, y)"))
    rows = Workspace(root).impact_analysis(diff="HEAD", limit=0)["breaks"]
    assert [(row["line"], row["reason"]) for row in rows] == [
        (6, "calls it: argument 'y' is missing (a value that it is handed on as)")
    ]


def test_the_first_base_comes_before_what_both_extend(tmp_path: Path) -> None:
    source = (
        "class A:\n    def run(self): ...\nclass B(A):\n    pass\nclass C(A):\n    def run(self): ...\n"
        "class D(B, C):\n    pass\nD().run()\n"
    )
    workspace = Workspace(write(tmp_path, {"main.py": source}))
    lines = {
        name: [row["line"] for row in workspace.impact_analysis("main.py", symbol=name, change_type="delete")["breaks"]]
        for name in ("A.run", "C.run")
    }
    assert lines == {"A.run": [], "C.run": [9]}
