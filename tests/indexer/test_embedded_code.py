"""Code inside of string literals: where each piece stands, and that what is never closed is not searched for again and again."""

import time

import pytest
from groundplan.indexer.embedded_code import code_in, substitutions

PIECES = {
    b"${": (b'"a ${b {c} ${d}} } $e"', [(3, 15), (11, 14)], b"     b {c} ${d}      e "),
    b"#{": (b'"a #{b} \\#{c} #{d"', [(3, 6), (9, 12)], b"     b            "),
    b"{": (b'$"{{a}} {b:x} {c"', [(8, 12)], b"         b       "),
    b"\\(": (b'"\\(a(b)) )"', [(1, 7)], b"   a(b)    "),
}


@pytest.mark.parametrize("opening", PIECES)
def test_pieces_and_what_is_left_of_the_literal(opening: bytes) -> None:
    literal, places, kept = PIECES[opening]
    assert substitutions(literal, opening) == places
    assert code_in(literal, opening).split() == kept.split()
    assert len(code_in(literal, opening)) == len(literal)


@pytest.mark.parametrize("opening", PIECES)
def test_openings_without_end_take_linear_time(opening: bytes) -> None:
    started = time.process_time()
    assert not substitutions(b'"' + (opening + b"a") * 100_000, opening)
    assert time.process_time() - started < 5
