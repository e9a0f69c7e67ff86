"""TypeScript with elements of markup: read as TypeScript, but for what would be an element there."""

from __future__ import annotations

from functools import partial

from .typescript import LEXICON, NO_ELEMENT, extract
from .typescript import prepare as of_typescript

__all__ = ["LEXICON", "extract", "prepare"]

prepare = partial(of_typescript, signature=NO_ELEMENT)
