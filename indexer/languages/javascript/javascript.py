"""JavaScript, JSX included: symbols and imports of a file, and where its imports lead."""

from __future__ import annotations

from ..common import grammar_of
from .extract import extract
from .lexicon import LEXICON
from .resolve import resolver

__all__ = ["LEXICON", "extract", "grammar", "prepare", "resolver"]

NAME = "JavaScript"


def grammar() -> object:
    """The tree-sitter grammar; it reads JSX."""
    return grammar_of("tree_sitter_javascript")


def prepare(source: bytes) -> tuple[bytes, str]:
    """JavaScript is parsed as it stands."""
    return source, NAME
