"""References in plain JavaScript through the types that documentation comments tell, and what stands in those comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .broken_places import broken_places

if TYPE_CHECKING:
    from pathlib import Path

CARD = "class Card {\n  turn() {}\n}\nmodule.exports = Card\n"
OTHER = "class Screw {\n  turn() {}\n}\nmodule.exports = { Screw }\n"
TOLD = {
    "a parameter": "/** @param {Card} a */\nfunction f(a) {\n  a.turn()\n}",
    "a parameter that may be left out": "/** @param {?Card} [a=null] the card */\nconst f = (a) =>\n  a.turn()",
    "members of a parameter": (
        "/**\n * @param {Object} options\n * @param {Card} options.top\n */\nfunction f({ top }) {\n  top.turn()\n}"
    ),
    "what a function gives": "/** @returns {Promise<Card>} */\nasync function f() {}\nf().then((a) =>\n  a.turn())",
    "a variable": "/** @type {Array.<Card>} */\nlet all\nall.forEach((a) =>\n  a.turn())",
    "a function": "/** @type {(a: Card) => void} */\nconst f = (a) =>\n  a.turn()",
    "a cast": "/** @type {Card} */ (global.top)\n  .turn()",
    "a member of an object": (
        "class Deck {\n  constructor(top) {\n    /** @type {Card} */\n    this.top = top\n  }\n  go() {\n    this.top.turn()\n  }\n}"
    ),
    "properties of a type": "/**\n * @typedef {Object} Deck\n * @property {Card} [top]\n */\n/** @param {Deck} a */\nfunction f(a) {\n  a.top.turn()\n}",
    "a shape": "/** @typedef {{ top: Card }} Deck */\n/** @param {Deck} a */\nfunction f(a) {\n  a.top.turn()\n}",
    "a callback": (
        "/**\n * @callback Play\n * @param {Card} a\n * @returns {void}\n */\n/** @type {Play} */\nconst f = (a) => {\n  a.turn()\n}"
    ),
    "a type of several lines": "/**\n * @param {\n *   Card | null\n * } a\n */\nfunction f(a) {\n  a.turn()\n}",
}


@pytest.mark.parametrize("name", TOLD)
@pytest.mark.parametrize("head", ["const Card = require('./card');", "/** @typedef {import('./card')} Card */"])
def test_a_comment_tells_the_type_of(tmp_path: Path, name: str, head: str) -> None:
    use = f"{head}\n{TOLD[name]}\n"
    line = next(number for number, text in enumerate(use.splitlines(), 1) if "turn()" in text)
    files = {"card.js": CARD, "other.js": OTHER, "use.js": use}
    assert ("use.js", line) in broken_places(tmp_path, files, "card.js", "Card.turn")
    assert broken_places(tmp_path, files, "other.js", "Screw.turn") == []


def test_an_import_in_a_comment_names_what_it_takes(tmp_path: Path) -> None:
    files = {
        "card.js": "export class Card {\n  turn() {}\n}\n",
        "use.js": (
            "/** @import { Card } from './card.js' */\n/** @param {Card} a */\nexport const f = (a) =>\n  a.turn()\n"
            "/** @returns {import('./card.js').Card[]} */\nexport function g() {}\n"
        ),
        "hand.js": "/** @type {import('./card')} */\nlet a\n",
    }
    assert broken_places(tmp_path, files, "card.js", "Card") == [("use.js", 1), ("use.js", 2), ("use.js", 5)]
    assert broken_places(tmp_path, files, "card.js", "Card.turn") == [("use.js", 4)]


def test_a_type_variable_of_a_comment_is_no_name_of_the_file(tmp_path: Path) -> None:
    use = "const Card = require('./card')\n/**\n * @template Card\n * @param {Card} a\n */\nfunction f(a) {}\n"
    assert broken_places(tmp_path, {"card.js": CARD, "use.js": use}, "card.js", "Card") == [
        ("card.js", 4),
        ("use.js", 1),
    ]


def test_comments_of_typescript_name_types_and_promise_none(tmp_path: Path) -> None:
    files = {
        "card.ts": "export class Card { turn(): void {} }\nexport class Screw { turn(): void {} }\n",
        "use.ts": (
            "import { Card, Screw } from './card'\n/** @param {Card} a */\nexport const f = (a: Screw) =>\n  a.turn()\n"
            "/** @returns {value is Card} whether it is one */\nexport function g(value: unknown) {}\n"
        ),
    }
    assert broken_places(tmp_path, files, "card.ts", "Card") == [("use.ts", 1), ("use.ts", 2), ("use.ts", 5)]
    assert broken_places(tmp_path, files, "card.ts", "Card.turn") == []


@pytest.mark.parametrize("written", ["*", "?", "any", "string", "Card[]", "Missing", "() => void", "[Card, string]"])
def test_a_described_member_of_what_is_no_object_costs_no_answer(tmp_path: Path, written: str) -> None:
    """`@param {*} options` and `@param {Card} options.top`: the question ended in an internal error."""
    use = (
        f"const Card = require('./card')\n/**\n * @param {{{written}}} options\n * @param {{Card}} options.top\n */\n"
        "function f(options) {}\n/** @param {Card} a */\nfunction g(a) {\n  a.turn()\n}\n"
    )
    assert broken_places(tmp_path, {"card.js": CARD, "use.js": use}, "card.js", "Card.turn") == [("use.js", 9)]
