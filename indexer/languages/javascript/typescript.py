"""TypeScript: symbols and imports of a file, and where its imports lead."""

from __future__ import annotations

from ..common import grammar_of
from .extract import extract
from .lexicon import LEXICON
from .typescript_signatures import with_ended_members

__all__ = ["LEXICON", "extract", "grammar", "prepare"]

NAME = "TypeScript"


def grammar() -> object:
    """The tree-sitter grammar."""
    return grammar_of("tree_sitter_typescript", "language_typescript")


def prepare(source: bytes) -> tuple[bytes, str]:
    """TypeScript is parsed as it stands, but for members that the grammar does not see the end of."""
    return with_ended_members(source), NAME
