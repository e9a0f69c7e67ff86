"""References in Python that stand in strings, decorators and what containers give out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write
from .broken_places import broken_places

if TYPE_CHECKING:
    from pathlib import Path

SHOP = {
    "shop/__init__.py": 'from .cards import *\n\n__all__ = [\n    "Card",\n    "play",\n]\n',
    "shop/cards.py": (
        "class Card:\n"
        "    @property\n    def price(self):\n        return 1\n\n"
        "    @price.setter\n    def price(self, value): ...\n\n"
        "    def turn(self): ...\n\n\n"
        "def play(): ...\n"
    ),
    "shop/types.py": (
        "from typing import TYPE_CHECKING, Callable, Dict, Union\n\nif TYPE_CHECKING:\n    from .cards import Card\n\n"
        'Cards = Union[\n    "Card",\n    int,\n    Callable[["Card"], int],\n]\nname = {"Card": 1}["Card"]\n'
    ),
}


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [
        pytest.param("play", [("shop/__init__.py", 5)], id="offered by who takes all names"),
        pytest.param(
            "Card",
            [("shop/__init__.py", 4), ("shop/types.py", 4), ("shop/types.py", 7), ("shop/types.py", 9)],
            id="a string in a type that is no annotation, and none that is a key",
        ),
        pytest.param("Card.price", [("shop/cards.py", 6)], id="what adds a setter"),
    ],
)
def test_what_stands_in_strings_and_decorators(tmp_path: Path, symbol: str, expected: list[tuple[str, int]]) -> None:
    answer = Workspace(write(tmp_path, SHOP)).impact_analysis(
        "shop/cards.py", symbol=symbol, change_type="delete", limit=0
    )
    assert [(row["path"], row["line"]) for row in answer["breaks"]] == expected


TAKEN = {
    "values": "for card in cards.values():\n        card.turn()",
    "items": "for key, card in cards.items():\n        card.turn()",
    "a copy": "for card in cards.copy().values():\n        card.turn()",
    "one": "if True:\n        cards.get('a').turn()",
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_a_container_gives_out_is_what_it_holds(tmp_path: Path, name: str) -> None:
    use = (
        "from shop.cards import Card\n\nclass Other:\n    def turn(self): ...\n\n"
        f"def f(cards: dict[str, Card]):\n    {TAKEN[name]}\n"
    )
    answer = Workspace(write(tmp_path, SHOP | {"use.py": use})).impact_analysis(
        "shop/cards.py", symbol="Card.turn", change_type="delete", limit=0
    )
    assert [(row["path"], row["line"]) for row in answer["breaks"]] == [("use.py", 8)]


def test_a_name_that_a_class_binds_later_means_what_is_around(tmp_path: Path) -> None:
    files = {
        "hooks.py": "def hook(function): ...\n\n\nLIMIT = 1\n",
        "use.py": (
            "from hooks import LIMIT, hook\n\nclass Shop:\n    LIMIT = LIMIT\n\n"
            "    @hook\n    def hook(self): ...\n\n    other = hook\n    more = LIMIT\n"
        ),
    }
    workspace = Workspace(write(tmp_path, files))
    found = {
        symbol: [
            (row["path"], row["line"])
            for row in workspace.impact_analysis("hooks.py", symbol=symbol, change_type="delete", limit=0)["breaks"]
        ]
        for symbol in ("hook", "LIMIT")
    }
    assert found == {"hook": [("use.py", 1), ("use.py", 6)], "LIMIT": [("use.py", 1), ("use.py", 4)]}


CAUGHT = {
    "pytest": (
        "def test():\n    with pytest.raises(Lost) as caught:\n        f()\n    assert caught.value.place",
        True,
    ),
    "unittest": (
        (
            "class T(TestCase):\n    def test(self):\n        with self.assertRaises(Lost) as caught:\n            f()\n"
            "        assert caught.exception.place"
        ),
        True,
    ),
    "several": ("def test():\n    with raises((Lost, OSError)) as caught:\n        f()\n    caught.value.place", True),
    "what else it has": ("def test():\n    with raises(Lost) as caught:\n        f()\n    caught.place", False),
}


@pytest.mark.parametrize("name", CAUGHT)
def test_an_expected_error_is_kept(tmp_path: Path, name: str) -> None:
    text, meant = CAUGHT[name]
    files = {
        "errors.py": "class Lost(Exception):\n    @property\n    def place(self): ...\n",
        "test_use.py": f"import pytest\nfrom errors import Lost\n{text}\n",
        "other.py": "class Other:\n    def place(self): ...\n",
    }
    answer = Workspace(write(tmp_path, files)).impact_analysis(
        "errors.py", symbol="Lost.place", change_type="delete", limit=0
    )
    found = [(row["path"], row["line"]) for row in answer["breaks"]]
    assert found == ([("test_use.py", files["test_use.py"].count("\n"))] if meant else [])


STEPS = """\
from typing import Any


class Step:
    run: Any
    label = "a"

    def go(self):
        return self.run()


class Own(Step):
    def __init__(self):
        self.run = print
        self.label = "b"


class Said(Step):
    run: int = 1


def f(own: Own, said: Said):
    return own.run, own.label, said.run
"""


def test_what_a_class_declares_is_set_by_the_methods_of_those_below(tmp_path: Path) -> None:
    found = [
        [line for _, line in broken_places(tmp_path, {"steps.py": STEPS}, "steps.py", symbol)]
        for symbol in ("Step.run", "Step.label", "Said.run")
    ]
    assert found == [[9, 14, 23], [], [23]]


MADE = """\
class Queue:
    def read(self): ...


class Namespace:
    def read(self): ...


class Broker:
    def __new__(cls, url):
        if url:
            return Queue()
        raise ValueError

    def read(self): ...


class Plain:
    def __new__(cls):
        return super().__new__(cls)

    def read(self): ...


Broker("amqp:").read()
Plain().read()
Plain.__new__(Plain).read()
Namespace().read()
"""


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [("Queue.read", [25]), ("Broker.read", []), ("Plain.read", [26, 27]), ("Namespace.read", [28])],
)
def test_what_making_an_object_gives(tmp_path: Path, symbol: str, expected: list[int]) -> None:
    assert [line for _, line in broken_places(tmp_path, {"made.py": MADE}, "made.py", symbol)] == expected


def test_what_only_the_file_of_types_beside_a_module_says(tmp_path: Path) -> None:
    python = {
        "shop/__init__.py": "",
        "shop/op.py": "make_functions(globals())\n",
        "shop/op.pyi": "def drop() -> None: ...\n",
        "use.py": "from shop import op\n\nop.drop()\n",
    }
    script = {
        "types.js": "export default {};\n",
        "types.ts": "export type Node = { name: string };\n",
        "walk.js": "/** @param {import('./types.js').Node} node */\nexport const walk = (node) => node.name;\n",
    }
    assert broken_places(tmp_path / "python", python, "shop/op.pyi", "drop") == [("use.py", 3)]
    assert broken_places(tmp_path / "script", script, "types.ts", "Node") == [("walk.js", 1)]


def test_the_name_of_a_plug_in_that_others_load_is_any_word(tmp_path: Path) -> None:
    files = {
        "setup.py": "from setuptools import setup\n\nsetup(name='bloom', entry_points={'celery.commands': ['bloom = bloom.cli:bloom']})\n",
        "bloom/__init__.py": "",
        "bloom/cli.py": "def bloom(): ...\n",
        "bloom/views.py": "REALM = 'bloom'\n",
    }
    root = write(tmp_path, files)
    answer = Workspace(root).impact_analysis("bloom/cli.py", symbol="bloom", change_type="delete", limit=0)
    assert [row["path"] for row in answer["breaks"] if row["path"].startswith("bloom/")] == []


def test_what_is_put_into_a_variable_of_a_module_names_it(tmp_path: Path) -> None:
    text = "LOADERS = {\n    'a': print,\n}\nLOADERS['b'] = repr\nLOADERS.update(c=str)\n"
    assert [line for _, line in broken_places(tmp_path, {"a.py": text}, "a.py", "LOADERS")] == [4, 5]


ALIASES = """\
from os import environ

if environ.get("FAST"):
    from fast import Queue as FastQueue

    Queue = FastQueue
else:
    from plain import Queue as PlainQueue

    Queue = PlainQueue


def use(queue: Queue):
    queue.read()
"""


def test_an_alias_that_depends_names_each_of_the_classes(tmp_path: Path) -> None:
    files = {
        "plain.py": "class Queue:\n    def read(self): ...\n",
        "other.py": "class Other:\n    def read(self): ...\n",
    }
    assert broken_places(tmp_path, {**files, "use.py": ALIASES}, "plain.py", "Queue.read") == [("use.py", 14)]


COMMENTED = """\
class Card:
    def turn(self): ...


def first(read):
    cards = read()  # type: list[Card]  # noqa
    deck = read()  # type: ignore
    hand = Card()  # type: ignore[call-arg]
    cards[0].turn(), deck.turn(), hand.turn()


def second():
    hand = Card()  # type: ignore[call-arg]
    hand.turn()


class Table:
    def __init__(self):
        self.card = None  # type: Card

    def play(self):
        self.card.turn()
"""


@pytest.mark.parametrize(("symbol", "expected"), [("Card", [6, 8, 13, 19]), ("Card.turn", [9, 14, 22])])
def test_a_comment_behind_an_assignment_is_its_annotation(tmp_path: Path, symbol: str, expected: list[int]) -> None:
    assert [line for _, line in broken_places(tmp_path, {"a.py": COMMENTED}, "a.py", symbol)] == expected


PEOPLE = {
    "pyproject.toml": '[project]\nname = "shop"\ndependencies = ["django"]\n',
    "shop/__init__.py": "",
    "shop/people.py": "class Person:\n    @property\n    def is_keeper(self):\n        return True\n",
    "shop/guards.py": "def is_keeper(person):\n    return person.is_keeper\n",
    "shop/views.py": (
        "from django.views import View\n\nfrom .guards import is_keeper\n\n\nclass Till(View):\n    def get(self, person):\n"
        "        self.is_keeper\n        return is_keeper(person) or self.request.user.is_keeper\n"
    ),
}


def test_a_member_is_no_function_of_a_module_that_is_called_so(tmp_path: Path) -> None:
    """A guard named like the property hides no use of it; nor does a view's request hide its user."""
    answer = Workspace(write(tmp_path, PEOPLE)).impact_analysis(
        "shop/people.py", symbol="Person.is_keeper", change_type="rename"
    )
    assert [(row["path"], row["line"]) for row in answer["breaks"]] == [("shop/guards.py", 2), ("shop/views.py", 9)]
