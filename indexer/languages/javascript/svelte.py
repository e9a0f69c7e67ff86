"""Svelte components: the facts of their script blocks."""

from __future__ import annotations

from ..common import grammar_of
from .component_script import script_of as prepare
from .extract import component_file as extract
from .lexicon import LEXICON

__all__ = ["LEXICON", "extract", "grammar", "prepare"]

NAME = "Svelte"


def grammar() -> object:
    """The grammar of a script block without `lang`."""
    return grammar_of("tree_sitter_javascript")
