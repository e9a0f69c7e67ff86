"""Jupyter notebooks: the facts of the Python in their code cells."""

from __future__ import annotations

from .python import LEXICON, extract, grammar, prepare

__all__ = ["LEXICON", "extract", "grammar", "prepare"]

NAME = "Jupyter Notebook"
