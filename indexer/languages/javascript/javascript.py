"""JavaScript, JSX included: symbols and imports of a file, and where its imports lead."""

from __future__ import annotations

from ..common import as_it_stands, grammar_of
from .extract import extract
from .lexicon import LEXICON

__all__ = ["LEXICON", "extract", "grammar", "prepare"]

NAME = "JavaScript"
prepare = as_it_stands(NAME)


def grammar() -> object:
    """The tree-sitter grammar; it reads JSX."""
    return grammar_of("tree_sitter_javascript")
