"""Clone fingerprints: what changes them, what does not, and that no input hangs or breaks them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from array import array
from pathlib import Path

import pytest
from groundplan.indexer.facts import Symbol
from groundplan.indexer.fingerprints.fingerprint import (
    EMPTY,
    Fingerprint,
    chunk_lines,
    entries,
    fingerprint,
    pack,
    unpack,
)
from groundplan.indexer.fingerprints.spans import UNNAMED
from groundplan.indexer.languages import LANGUAGES, language
from hypothesis import given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
PYTHON = b"""\
def total(items, rate):
    amount = 0
    for item in items:
        if item.active and item.price > 0:
            amount += item.price * item.quantity
    return round(amount * (1 + rate), 2)
"""


def _of(source: bytes, name: str = "Python") -> Fingerprint:
    symbols = [Symbol("total", "function", 1, 1 + source.count(b"\n"), 0, len(source))]
    return fingerprint(source, language(name).LEXICON, symbols)


@pytest.mark.parametrize(
    ("change", "same_shape", "same_chunks"),
    [
        pytest.param((rb"\bamount\b", b"umber"), True, True, id="local renamed"),
        pytest.param((rb"# none", b""), True, True, id="nothing"),
        pytest.param((rb"\n    return", b"\n\n    # why\n    return"), True, True, id="comment and blank line"),
        pytest.param(
            (rb"\n    return", b"\n    #\n    # why\n    #\n    return"), True, True, id="comment with bare lines"
        ),
        pytest.param((rb"\(items, rate\)", b"(items, rate,)"), True, True, id="trailing comma"),
        pytest.param((rb" \* ", b"  *  "), True, True, id="white space"),
        pytest.param((rb"\b2\b", b"40"), True, True, id="literal"),
        pytest.param((rb"\.price", b".cost"), True, False, id="attribute renamed"),
        pytest.param((rb"round", b"floor"), True, False, id="called name renamed"),
        pytest.param((rb"    amount = 0\n", b"    amount = 0\n    log(items)\n"), False, False, id="statement added"),
    ],
)
def test_what_a_change_leaves_as_it_is(change: tuple[bytes, bytes], *, same_shape: bool, same_chunks: bool) -> None:
    before, after = _of(PYTHON), _of(re.sub(*change, PYTHON))
    assert (before.units[0].shape == after.units[0].shape) is same_shape
    assert (before.chunks == after.chunks) is same_chunks


@pytest.mark.parametrize(
    "head",
    [b"@cached\n", b"@route('/a', methods=['GET'])\n@login\n", b""],
    ids=["decorator", "decorators with arguments", "none"],
)
def test_decorators_do_not_belong_to_the_shape(head: bytes) -> None:
    assert _of(head + PYTHON).units[0].shape == _of(PYTHON).units[0].shape


def test_a_callback_without_a_symbol_is_a_unit() -> None:
    source = b"""\
register({
  created() {
    this.items = load(this.url)
    this.count = this.items.length
    this.ready = true
    notify(this.ready)
  },
})
"""
    found = fingerprint(source, language("JavaScript").LEXICON, [])
    assert [source[unit.start : unit.end].split(b"(")[0] for unit in found.units if unit.seq == UNNAMED] == [b"created"]


def test_an_example_in_a_comment_is_no_unit() -> None:
    """Else what stands behind it is read as code: a comment that repeats another one was told as a clone."""
    source = b"""\
/**
 * Binds a function to its object:
 * <pre><code>
var greet = function(name) {
    load(this.url);
    count(this.items.length);
    notify(this.ready, name);
    log('Hi, ' + name);
}
</code></pre>
 * @param {Function} bound what is called.
 */
"""
    assert fingerprint(source, language("JavaScript").LEXICON, []).units == []


def test_rows_are_lines_as_written_without_indentation() -> None:
    deeper = re.sub(rb"(?m)^", b"    ", PYTHON)
    assert list(_of(deeper).rows)[:6] == list(_of(PYTHON).rows)[:6]


def test_chunk_lines_give_the_chunks_their_places() -> None:
    found = _of(PYTHON)
    lines = [line for line in chunk_lines(PYTHON, language("Python").LEXICON, found) if line.hash != EMPTY]
    assert [line.hash for line in lines] == list(found.chunks)
    assert [PYTHON[line.start : line.end].split()[0] for line in lines] == [b"def", b"if", b"amount", b"return"]


def test_a_packed_fingerprint_is_read_back() -> None:
    found = _of(PYTHON)
    again = unpack(pack(found))
    assert (list(again.units), list(again.chunks), list(again.rows)) == (
        found.units,
        list(found.chunks),
        list(found.rows),
    )
    listed = array("Q", entries(7, found))
    assert {entry >> 32 for entry in listed} == {*found.chunks, found.units[0].shape}
    assert {entry & 0xFFFFFFFF for entry in listed} == {7}


def test_the_same_in_every_process() -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT / '.build')!r})\n"
        "from groundplan.indexer.facts import Symbol\n"
        "from groundplan.indexer.fingerprints.fingerprint import fingerprint, pack\n"
        "from groundplan.indexer.languages import language\n"
        "source = sys.stdin.buffer.read()\n"
        "symbols = [Symbol('total', 'function', 1, 1 + source.count(b'\\n'), 0, len(source))]\n"
        "print(pack(fingerprint(source, language('Python').LEXICON, symbols)).hex())"
    )
    out = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True, input=PYTHON
        ).stdout.decode().strip()
        for seed in ("0", "1", "random")
    }  # fmt: skip
    assert out == {pack(_of(PYTHON)).hex()}


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(sorted(LANGUAGES)), st.integers(0, 400), st.integers(0, 400))
def test_any_bytes_have_a_fingerprint(source: bytes, name: str, start: int, end: int) -> None:
    found = fingerprint(source, language(name).LEXICON, [Symbol("x", "function", 1, 1, start, end)])
    filled = [line.hash for line in chunk_lines(source, language(name).LEXICON, found) if line.hash != EMPTY]
    assert filled == list(found.chunks)


@settings(max_examples=40, deadline=None)
@given(
    st.from_regex(r"[a-z]{3,9}", fullmatch=True).filter(
        lambda name: name.encode() not in language("Python").LEXICON.keywords
    )
)
def test_renaming_locals_keeps_shape_and_chunks(name: str) -> None:
    renamed = re.sub(rb"\b(?<!\.)items?\b", f"{name}_x".encode(), PYTHON)
    assert (_of(renamed).units[0].shape, _of(renamed).chunks) == (_of(PYTHON).units[0].shape, _of(PYTHON).chunks)


@pytest.mark.parametrize("name", sorted(LANGUAGES))
@pytest.mark.parametrize(
    "text", [b"\n", b" ", b"(", b'"', b"'", b"/*", b"a(", b"`", b"${", b",\n", b"\n)", b"#", b"<", b"@a(", b"  {\n"]
)
def test_no_text_takes_long(name: str, text: bytes) -> None:
    source = text * (30_000 // len(text))
    started = time.process_time()
    fingerprint(source, language(name).LEXICON, [Symbol("x", "function", 1, 1, 0, len(source))])
    assert time.process_time() - started < 0.8


def test_a_definition_that_only_its_layout_shows_ends_before_what_stands_less_deep() -> None:
    inner = b"""\
      def run[A](first: A)(step: A => Outcome[F, A]): Outcome[F, A] =
        step(first) match {
          case Succeeded(found) => Succeeded(found.map(_ + first))
          case Errored(error) => Errored(error.of(first, step))
          case Canceled() => Canceled()
        }
"""
    source = b"object Outcome {\n  val monad = new Monad[F] {\n" + inner + b"    }\n  val one = 1\n  val two = 2\n}\n"
    units = fingerprint(source, language("Scala").LEXICON, []).units
    assert [source[unit.start : unit.end] for unit in units if unit.seq == UNNAMED] == [inner.strip()]
