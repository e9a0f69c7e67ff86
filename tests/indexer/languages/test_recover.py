"""Definitions of a broken parse: what the tree gave joined with what the text tells."""

from __future__ import annotations

from groundplan.indexer.facts import Symbol
from groundplan.indexer.languages.recover import adopt


def _symbol(kind: str, qualname: str, lines: tuple[int, int]) -> Symbol:
    first, last = lines
    return Symbol(qualname, kind, first, last, 10 * first, 10 * last + 9, "", "", True)


def test_members_of_a_type_that_the_parse_cut_short() -> None:
    tree = [
        _symbol("class", "Flow", (1, 2)),
        _symbol("class", "Inner", (3, 5)),
        _symbol("method", "Inner.of", (4, 4)),
        _symbol("function", "render", (6, 8)),
        _symbol("function", "after", (10, 12)),
    ]
    headers = [_symbol("class", "Flow.Inner", (3, 5)), _symbol("method", "Flow.render", (7, 7))]
    assert [f"{item.kind} {item.qualname}" for item in adopt(tree, headers)] == [
        "class Flow",
        "class Flow.Inner",
        "method Flow.Inner.of",
        "method Flow.render",
        "function after",
    ]
