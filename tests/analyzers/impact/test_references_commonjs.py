"""References in CommonJS modules: exports by assignment, `require()` and `import()` wherever they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

    from groundplan.answers.impact_analysis import Impact


def _answer(root: Path, files: dict[str, str], symbol: str = "known") -> Impact:
    """What the deletion of a symbol of a.js does."""
    files = {"package.json": "{}", **files}
    return Workspace(write(root, files)).impact_analysis("a.js", symbol=symbol, change_type="delete", limit=0)


def _lines(answer: Impact) -> list[tuple[str, int]]:
    """Where it surely breaks code."""
    return [(row["path"], row["line"]) for row in answer["breaks"] if row.get("confidence", 1) == 1]


def _impacted(answer: Impact) -> list[tuple[str, list[str]]]:
    return [(row["path"], row["symbols"]) for row in answer["impacted_files"]]


USES = {
    "a member of the module": "const a = require('./a')\nfunction user() {\n  return a.known() }\n",
    "an import": "import { known as other } from './a'\nfunction user() {\n  return other() }\n",
    "a name taken out": "const { known } = require('./a')\nfunction user() {\n  return known() }\n",
}


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize(
    "definition",
    [
        "exports.known = function () {}",
        "exports.known = () => 1",
        "exports.known = function known() {}",
        "module.exports.known = function (x) {}",
        "exports.known = class {}",
        "exports.known = exports.other = () => 1",
        "exports.known = { limit: 1 }",
    ],
)
def test_what_is_exported_by_assignment_has_references(tmp_path: Path, definition: str, use: str) -> None:
    answer = _answer(tmp_path, {"a.js": definition + "\n", "b.js": USES[use]})
    assert ("b.js", 3) in _lines(answer)
    assert _impacted(answer) == [("b.js", ["user"])]


def test_an_exported_function_is_called_in_its_own_file_through_the_module(tmp_path: Path) -> None:
    text = (
        "exports.fetch = function () {\n  return fetch('/') }\n"
        "exports.both = () => {\n  exports.fetch()\n  return fetch('/') }\n"
    )
    assert _lines(_answer(tmp_path, {"a.js": text}, "fetch")) == [("a.js", 4)]


@pytest.mark.parametrize(
    "line",
    [
        "const { known } = require('./a')",
        "const { other, known: mine } = require('./a')",
        "const { known = null } = require('./a')",
        "const { other, ...rest } = require('./a'), { known } = require('./a')",
    ],
)
def test_the_line_that_requires_a_name_breaks_with_it(tmp_path: Path, line: str) -> None:
    files = {"a.js": "function known() {}\nmodule.exports = { known }\n", "b.js": f"{line}\n"}
    answer = _answer(tmp_path, files)
    assert [row["reason"] for row in answer["breaks"] if row["path"] == "b.js"] == ["imports it"]
    assert _impacted(answer) == []


def test_a_line_that_requires_the_module_does_not_break_with_a_name_of_it(tmp_path: Path) -> None:
    files = {"a.js": "exports.known = () => 1\n", "b.js": "const known = require('./a')\nconst { other } = known\n"}
    assert _lines(_answer(tmp_path, files)) == []


INSIDE = {
    "a name taken out": "  const { known } = require('./a')\n  return known() }",
    "another name for it": "  const { known: other } = require('./a')\n  return other() }",
    "the module": "  const a = require('./a')\n  return a.known() }",
    "no name at all": "  return 1 +\n    require('./a').known() }",
    "an awaited name": "  const { known } = await import('./a')\n  return known() }",
    "an awaited module": "  const a = await import('./a')\n  return a.known() }",
    "a name that is promised": "  return import('./a').then(({ known }) =>\n    known()) }",
    "a module that is promised": "  return import('./a').then((a) =>\n    a.known()) }",
}


@pytest.mark.parametrize("ending", ["js", "ts"])
@pytest.mark.parametrize("use", INSIDE)
def test_what_a_function_loads_for_itself_is_followed(tmp_path: Path, use: str, ending: str) -> None:
    files = {"a.js": "exports.known = () => 1\n", f"b.{ending}": f"async function user() {{\n{INSIDE[use]}\n"}
    answer = _answer(tmp_path, files)
    assert (f"b.{ending}", 3) in _lines(answer)
    assert ((f"b.{ending}", 2) in _lines(answer)) == ("name" in use and use != "no name at all")
    assert _impacted(answer) == [(f"b.{ending}", ["user"])]


def test_functions_that_load_different_modules_under_one_name_are_told_apart(tmp_path: Path) -> None:
    loading = "function {0}() {{\n  const {{ known }} = require('./{0}')\n  const m = require('./{0}')\n  return m.known(known()) }}\n"
    files = {
        "a.js": "exports.known = () => 1\n",
        "c.js": "exports.known = () => 2\n",
        "b.js": loading.format("c") + loading.format("a") + "function d(require) { return require('./a').known() }\n",
    }
    assert _lines(_answer(tmp_path, files)) == [("b.js", 6), ("b.js", 8)]


def test_a_module_hands_out_what_it_requires(tmp_path: Path) -> None:
    files = {
        "a.js": "class Deck {\n  deal() {}\n}\nmodule.exports = Deck\n",
        "index.js": "const Deck = require('./a')\nDeck.Other = class {\n  deal() {}\n}\nmodule.exports = Deck\n",
        "b.js": "const Deck = require('.')\n/** @extends Deck */\nclass Pile extends Deck {}\nnew Deck().deal()\nnew Pile().deal()\n",
    }
    assert _lines(_answer(tmp_path, files, "Deck.deal")) == [("b.js", 4), ("b.js", 5)]
    assert [row for row in _lines(_answer(tmp_path, files, "Deck")) if row[0] == "b.js"] == [
        ("b.js", line) for line in range(1, 5)
    ]


def test_a_variable_that_keeps_this_is_given_members_of_the_class(tmp_path: Path) -> None:
    files = {
        "a.js": "function Deck() {}\nDeck.prototype.deal = function () {}\nexports.Deck = Deck\n",
        "b.js": (
            "var Deck = require('./a').Deck\nfunction Table(other) {\n  var self = this\n  self.deck = new Deck()\n  other.pack = new Deck()\n}\n"
            "Table.prototype.play = function () {\n  this.deck.deal()\n}\n"
            "Table.prototype.stop = function () {\n  this.pack.deal()\n}\n"
        ),
    }
    assert _lines(_answer(tmp_path, files, "Deck.deal")) == [("b.js", 8)]


def test_a_function_requires_what_a_module_is_as_a_whole(tmp_path: Path) -> None:
    files = {
        "a.js": "class Deck {}\nDeck.make = function () {\n  return 1\n}\nmodule.exports = Deck\n",
        "b.js": "const make = require('./a').make\nmake()\n",
        "c.js": "it('is a deck', () => {\n  const Any = require('./a')\n  return new Any()\n})\n",
    }
    assert _lines(_answer(tmp_path, files, "Deck")) == [("a.js", 2), ("a.js", 5), ("c.js", 2), ("c.js", 3)]
    assert _lines(_answer(tmp_path, files, "Deck.make")) == [("b.js", 1)]


def test_an_object_among_what_a_module_is_set_to_is_exported_by_its_key(tmp_path: Path) -> None:
    files = {
        "a.js": "const lid = 1\nfunction boil() {}\nmodule.exports = {\n  known: { lid },\n  boil\n}\n",
        "b.js": "const known = require('./a').known\nfunction user() {\n  return known.lid }\n",
    }
    assert _lines(_answer(tmp_path, files)) == [("b.js", 1), ("b.js", 3)]
    checked = Workspace(tmp_path).validate_changes(changes=["a.js", "b.js"])
    assert [row for row in checked["issues"] if row["rule"] == "missing-name"] == []
