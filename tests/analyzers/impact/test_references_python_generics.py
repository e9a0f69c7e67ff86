"""References in Python through type variables, overloads, descriptors and properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

SHOP = """\
from typing import Final, Generic, TypeVar, overload

T = TypeVar("T")


class Card:
    def price(self) -> int: ...


class Deck:
    def price(self) -> int: ...


class Box(Generic[T]):
    kept: T

    def open(self) -> T: ...


class Cards(Box[Card]):
    pass


class Field(Generic[T]):
    def __init__(self, kind: type[T], name: str = "") -> None: ...

    @overload
    def __get__(self, holder: None, owner: type) -> "Field[T]": ...

    @overload
    def __get__(self, holder: object, owner: type) -> T: ...

    def __get__(self, holder, owner):
        return self if holder is None else holder.values[self]


def find(name: str | type[T], kind: type[T] | None = None) -> "T | Deck": ...


class Sized:
    @property
    def size(self) -> Card: ...

    @size.setter
    def size(self, value: Card) -> None: ...


class Table(Sized):
    card = Field(Card)
    deck: Final = Deck()

    def resize(self) -> None:
        self.size = Card()
"""

USES = {
    "a variable of a class, in its annotation": "def use(box: Box[Card]):\n    box.open().price()\n",
    "a variable of a class, in an attribute": "def use(box: Box[Card]):\n    box.kept.price()\n",
    "a variable of a base": "def use(cards: Cards):\n    cards.open().price()\n",
    "a class that is handed in": "def use():\n    find(Card).price()\n",
    "a class that is handed in second": 'def use():\n    find("ace", Card).price()\n',
    "a class that is handed in by name": 'def use():\n    find("ace", kind=Card).price()\n',
    "a descriptor that was made with a class": "def use(table: Table):\n    table.card.price()\n",
    "a function that is handed on": "def use(make: Callable[[str], Card]):\n    make('ace').price()\n",
    "an alias in a string": "Make: TypeAlias = 'Callable[..., Card]'\n\n\ndef use(make: Make):\n    make().price()\n",
    "the class of an object": "def use(card: Card):\n    card.__class__.price(card)\n",
    "a sorted list": "def use(cards: list[Card]):\n    for card in sorted(cards, key=str):\n        card.price()\n",
    "a property that a subclass sets": "def use(table: Table):\n    table.size.price()\n",
}


POOL = """\
from typing import Optional, Self, TypeVar

P = TypeVar("P", bound="Pool")


class Pool:
    def __enter__(self) -> Self:
        return self

    @classmethod
    def make(cls) -> Self:
        return cls()

    @classmethod
    def plain(cls):
        return cls()

    @classmethod
    def older(cls: type[P]) -> P: ...

    def perhaps(self) -> Optional[Self]: ...

    def many(self) -> list[Self]: ...

    @property
    def itself(self) -> Self: ...

    def typed(self: P, other: int) -> P: ...

    def again(self):
        return self.typed(1)

    def ask(self): ...


class Proxy(Pool):
    def ask(self): ...
"""

OWN_OBJECTS = [
    "with Proxy() as proxy:\n        proxy.ask()",
    "Proxy.make().ask()",
    "Proxy.plain().ask()",
    "Proxy.older().ask()",
    "Proxy().perhaps().ask()",
    "for proxy in Proxy().many():\n        proxy.ask()",
    "Proxy().itself.ask()",
    "Proxy().typed(1).ask()",
    "Proxy().again().ask()",
]


def _lines(root: Path, path: str, symbol: str) -> list[tuple[str, int]]:
    rows = Workspace(root).impact_analysis(path, symbol=symbol, change_type="delete", limit=0)["breaks"]
    return [(row["path"], row["line"]) for row in rows if row.get("confidence", 1) == 1]


@pytest.mark.parametrize("name", USES)
def test_what_types_are_given_goes_to_where_their_variables_stand(tmp_path: Path, name: str) -> None:
    use = f"from collections.abc import Callable\nfrom typing import TypeAlias\nfrom shop import Box, Card, Cards, Table, find\n\n\n{USES[name]}"
    root = write(tmp_path, {"shop.py": SHOP, "use.py": use})
    line = len(use.splitlines())
    assert ("use.py", line) in _lines(root, "shop.py", "Card.price")
    assert ("use.py", line) not in _lines(root, "shop.py", "Deck.price")


def test_an_annotation_that_only_says_final_leaves_the_type_to_the_value(tmp_path: Path) -> None:
    use = "from shop import Table\n\n\ndef use(table: Table):\n    table.deck.price()\n"
    root = write(tmp_path, {"shop.py": SHOP, "use.py": use})
    assert _lines(root, "shop.py", "Deck.price") == [("use.py", 5)]
    assert _lines(root, "shop.py", "Card.price") == []


def test_who_hands_in_no_class_gets_what_the_function_gives_otherwise(tmp_path: Path) -> None:
    use = 'from shop import find\n\n\ndef use():\n    find("ace").price()\n'
    root = write(tmp_path, {"shop.py": SHOP, "use.py": use})
    assert _lines(root, "shop.py", "Card.price") == []


def test_setting_a_property_in_a_subclass_refers_to_it(tmp_path: Path) -> None:
    root = write(tmp_path, {"shop.py": SHOP})
    line = SHOP.splitlines().index("        self.size = Card()") + 1
    assert ("shop.py", line) in _lines(root, "shop.py", "Sized.size")


def test_a_type_called_like_a_later_method_is_that_of_the_language(tmp_path: Path) -> None:
    source = "class Card:\n    def same(self, kind: type[int]) -> None: ...\n\n    def type(self) -> int: ...\n"
    assert _lines(write(tmp_path, {"shop.py": source}), "shop.py", "Card.type") == []


@pytest.mark.parametrize("use", OWN_OBJECTS)
def test_a_method_that_gives_back_its_own_object_gives_one_of_the_class_that_it_is_called_on(
    tmp_path: Path, use: str
) -> None:
    source = f"from pool import Proxy\n\n\ndef use():\n    {use}\n"
    root = write(tmp_path, {"pool.py": POOL, "use.py": source})
    assert _lines(root, "pool.py", "Proxy.ask") == [("use.py", len(source.splitlines()))]
    assert _lines(root, "pool.py", "Pool.ask") == []


def test_a_name_that_is_bound_to_itself_promises_nothing_more(tmp_path: Path) -> None:
    """`str = str` beside what older versions had is an alias of itself."""
    files = {
        "compat.py": "str = str\nbytes = bytes\n",
        "pots.py": (
            "from compat import str\n\n\nclass Pot:\n    def strip(self): ...\n\n\n"
            "def use(text: str, pot: Pot):\n    text.strip()\n    pot.strip()\n"
        ),
    }
    answer = Workspace(write(tmp_path, files)).impact_analysis("pots.py", symbol="Pot.strip", change_type="delete")
    assert "internal error" not in answer.get("coverage", "")
    assert (10, 1) in {(row["line"], row.get("confidence", 1)) for row in answer["breaks"]}


def test_a_class_has_what_its_metaclass_defines(tmp_path: Path) -> None:
    files = {
        "pots.py": (
            "class Making(type):\n    def build(cls): ...\n    @property\n    def size(cls): ...\n\n\n"
            "class Pot(metaclass=Making): ...\n\n\nclass Kettle(Pot):\n    size = 1\n"
        ),
        "use.py": "from pots import Kettle, Pot\n\nPot.build()\nKettle.build()\nPot.size\nKettle.size\nPot().build\n",
    }
    root = write(tmp_path, files)
    assert _lines(root, "pots.py", "Making.build") == [("use.py", 3), ("use.py", 4)]
    assert _lines(root, "pots.py", "Making.size") == [("use.py", 5)]
