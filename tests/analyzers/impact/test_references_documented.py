"""References in TypeScript that comments, imports in types, namespaces, long chains and merged declarations hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .broken_places import broken_places

if TYPE_CHECKING:
    from pathlib import Path

QUERY = (
    "/** Built by {@link where}, ended by {@link Query.all}. */\n"
    "export class Query {\n"
    "  /** See {@link all}. */\n"
    "  where(): Query { return this }\n"
    "  all(): void {}\n"
    "}\n"
)


def test_a_link_names_members_of_the_class_that_it_describes(tmp_path: Path) -> None:
    assert broken_places(tmp_path, {"query.ts": QUERY}, "query.ts", "Query.where") == [("query.ts", 1)]
    assert broken_places(tmp_path, {"query.ts": QUERY}, "query.ts", "Query.all") == [("query.ts", 1), ("query.ts", 3)]


def test_a_chain_is_followed_however_long_it_is(tmp_path: Path) -> None:
    files = {
        "query.ts": QUERY,
        "app.ts": f"import {{ Query }} from './query'\nnew Query(){'.where()' * 15}\n  .all()\n",
    }
    assert ("app.ts", 3) in broken_places(tmp_path, files, "query.ts", "Query.all")


def test_a_type_imports_what_it_names(tmp_path: Path) -> None:
    files = {
        "card.ts": "export class Card { turn(): void {} }\n",
        "app.ts": "function f(card: import('./card').Card) {\n  card.turn()\n}\n",
    }
    assert broken_places(tmp_path, files, "card.ts", "Card") == [("app.ts", 1)]
    assert broken_places(tmp_path, files, "card.ts", "Card.turn") == [("app.ts", 2)]


def test_a_namespace_has_the_variables_that_stand_in_it(tmp_path: Path) -> None:
    files = {
        "card.ts": "export class Card { turn(): void {} }\n",
        "app.ts": (
            "import { Card } from './card'\ndeclare namespace game {\n  export const held: { top: Card }\n}\n"
            "game.held.top.turn()\n"
        ),
    }
    assert broken_places(tmp_path, files, "card.ts", "Card.turn") == [("app.ts", 5)]


def test_what_is_called_after_a_symbol_has_its_type(tmp_path: Path) -> None:
    files = {
        "card.ts": "export class Card { turn(): void {} }\n",
        "app.ts": (
            "import { Card } from './card'\nexport const kTop = Symbol('top')\n"
            "class Deck {\n  [kTop]: Card = new Card()\n}\n"
            "function f(deck: Deck, cards: Card[], at: number) {\n  deck[kTop].turn()\n  cards[at].turn()\n}\n"
        ),
    }
    assert broken_places(tmp_path, files, "card.ts", "Card.turn") == [("app.ts", 7), ("app.ts", 8)]


def test_a_value_beside_a_type_of_its_name_breaks_with_the_type(tmp_path: Path) -> None:
    files = {
        "node.ts": (
            "export interface Node {\n  parent: Node\n}\nexport const Node = {\n"
            "  is(value: unknown): value is Node {\n    return !!value\n  },\n}\n"
        )
    }
    assert broken_places(tmp_path, files, "node.ts", "Node") == [("node.ts", 5)]
