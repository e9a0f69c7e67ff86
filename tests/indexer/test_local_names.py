"""Names that are a file's own wherever they stand bare."""

from __future__ import annotations

from time import process_time

from groundplan.indexer.facts import Scopes
from groundplan.indexer.local_names import local_names


def test_a_label_is_no_use_unless_the_name_stands_elsewhere_too() -> None:
    tokens = [b"width", b"\n", b"height", b"\n", b"width", b"\n"]
    assert local_names(tokens, Scopes([], [], [(1, b"width"), (2, b"height")])) == {b"height"}


def test_thousands_of_fields_take_no_time() -> None:
    """Each was sought among all tokens: 31 s for the generated types of one Go repository."""
    names = [b"field%d" % number for number in range(20_000)]
    tokens = [token for name in names for token in (name, b"\n")]
    started = process_time()
    assert local_names(tokens, Scopes([], [], [(line, name) for line, name in enumerate(names, 1)])) == set(names)
    assert process_time() - started < 2
