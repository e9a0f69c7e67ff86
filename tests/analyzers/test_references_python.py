"""References in Python that stand in strings, decorators and what containers give out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ..workspaces import write

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
