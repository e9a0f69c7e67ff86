"""TypeScript with elements of markup: read as TypeScript, but for what would be an element there."""

from __future__ import annotations

from .extract import extract
from .lexicon import LEXICON
from .typescript import in_markup as prepare

__all__ = ["LEXICON", "extract", "prepare"]
