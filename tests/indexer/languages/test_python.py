"""Python: symbols and imports of small texts."""

from __future__ import annotations

from itertools import pairwise
from time import process_time
from typing import TYPE_CHECKING

import pytest
from groundplan.indexer.languages import language
from groundplan.indexer.languages.trees import parser_of
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from groundplan.indexer.facts import Extracted

PYTHON = language("Python")
PARSER = parser_of("Python")

SOURCE = '''\
"""Module."""
import os, a.b as ab
from typing import TYPE_CHECKING
from . import sibling
from .pkg import (x as y,  # why
    z)
from star import *

if TYPE_CHECKING:
    from types_only import T
else:
    from real import T
try:
    import fast
except ImportError:
    fast = None

LIMIT: int = 3
_private = 1
LIMIT = 4


def run(a, *, b: int = 1) -> str:
    """Runs it.

    More.
    """
    import lazy
    inner_value = 1
    def nested(): ...
    return ""


@decorator(1)
class Box(Base, Generic[T], metaclass=M):
    size = 1
    name: str

    @property
    def open(self):
        return self.size


plugin = importlib.import_module("plugins.first")
'''


def extract(source: str) -> Extracted:
    data, _ = PYTHON.prepare(source.encode())
    return PYTHON.extract(data, PARSER.parse(data), "x.py")


def test_symbols() -> None:
    found = [
        (symbol.qualname, symbol.kind, symbol.start_line, symbol.end_line, symbol.exported)
        for symbol in extract(SOURCE).symbols
    ]
    assert found == [
        ("fast", "variable", 16, 16, True),
        ("LIMIT", "constant", 18, 18, True),
        ("_private", "variable", 19, 19, False),
        ("run", "function", 23, 31, True),
        ("run.nested", "function", 30, 30, False),
        ("Box", "class", 34, 41, True),
        ("Box.size", "field", 36, 36, True),
        ("Box.name", "field", 37, 37, True),
        ("Box.open", "method", 39, 41, True),
        ("plugin", "variable", 44, 44, True),
    ]


def test_what_a_definition_says_of_itself() -> None:
    symbols = {symbol.qualname: symbol for symbol in extract(SOURCE).symbols}
    assert symbols["run"].signature == "(a, *, b: int = 1) -> str"
    assert symbols["run"].doc == "Runs it."
    assert symbols["Box"].bases == ("Base", "Generic")
    assert symbols["Box"].decorators == ("decorator(1)",)
    assert symbols["Box.open"].decorators == ("property",)


def test_imports() -> None:
    found = [(item.line, item.kind, item.specifier, item.name, item.alias) for item in extract(SOURCE).imports]
    assert found == [
        (2, "static", "os", "", "os"),
        (2, "static", "a.b", "", "ab"),
        (3, "static", "typing", "TYPE_CHECKING", "TYPE_CHECKING"),
        (4, "static", ".", "sibling", "sibling"),
        (5, "static", ".pkg", "x", "y"),
        (5, "static", ".pkg", "z", "z"),
        (7, "static", "star", "*", "*"),
        (10, "type_only", "types_only", "T", "T"),
        (12, "conditional", "real", "T", "T"),
        (14, "conditional", "fast", "", "fast"),
        (28, "lazy", "lazy", "", "lazy"),
        (44, "dynamic", "plugins.first", "", ""),
    ]


@pytest.mark.parametrize(
    ("source", "exported"),
    [
        pytest.param("__all__ = ['a']\ndef a(): ...\ndef b(): ...\n", {"a"}, id="a literal __all__ decides"),
        pytest.param(
            "__all__ = base.__all__ + ['b']\ndef a(): ...\ndef _b(): ...\n",
            {"__all__", "a"},
            id="a computed one does not",
        ),
        pytest.param(
            "def a(): ...\ndef _b(): ...\ndef __getattr__(name): ...\n", {"a", "__getattr__"}, id="the underscore does"
        ),
        pytest.param(
            "def a():\n    if x: b = 1\nif __name__ == '__main__':\n    def demo(): ...\n    table = a()\nif a:\n    c = 1\n",
            {"a", "c"},
            id="nobody imports what stands below the main guard",
        ),
    ],
)
def test_what_is_exported(source: str, exported: set[str]) -> None:
    assert {symbol.qualname for symbol in extract(source).symbols if symbol.exported} == exported


@given(st.integers(0, len(SOURCE)), st.integers(0, len(SOURCE)))
def test_broken_syntax_never_raises(start: int, end: int) -> None:
    found = extract(SOURCE[:start] + SOURCE[end:])
    assert all(symbol.start_line <= symbol.end_line for symbol in found.symbols)
    assert all(first.line <= second.line for first, second in pairwise(found.imports))


def test_pages_of_comments_take_no_time() -> None:
    """The grammar's own time grows with their square: some ten seconds."""
    source = "def first(): ...\n" + "    # commented out\n\n" * 3000 + "def last(): ...\n" + "# the end\n" * 6000
    started = process_time()
    assert [(symbol.qualname, symbol.start_line) for symbol in extract(source).symbols] == [
        ("first", 1),
        ("last", 6002),
    ]
    assert process_time() - started < 1
