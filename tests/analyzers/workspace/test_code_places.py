"""What stands around a line is found without reading all definitions of the file for each line that is asked for."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from groundplan.analyzers.workspace.code_places import definitions_around, next_below
from hypothesis import given
from hypothesis import strategies as st

SPANS = st.lists(st.tuples(st.integers(1, 30), st.integers(0, 12), st.sampled_from(("class", "function"))), max_size=15)


@given(SPANS)
def test_the_same_as_by_looking_at_each(spans: list[tuple[int, int, str]]) -> None:
    """Also where ranges overlap, as branches of a preprocessor make them."""
    symbols: Any = [
        SimpleNamespace(name=str(at), kind=kind, start_line=start, end_line=start + length)
        for at, (start, length, kind) in enumerate(spans)
    ]
    index: Any = SimpleNamespace(worked_out={}, begun={}, symbols=lambda _: symbols)
    for line in range(45):
        around = [symbol for symbol in symbols if symbol.start_line <= line <= symbol.end_line]
        below = [symbol for symbol in symbols if symbol.end_line > line and symbol.kind == "class"]
        assert definitions_around(index, "a", line) == sorted(around, key=lambda symbol: symbol.start_line)
        first = min(below, key=lambda symbol: symbol.start_line, default=None)
        assert next_below(index, "a", line, ("class",)) == (first.name if first else "")
