"""Astro components: the facts of the code between their fences and of their script blocks, all of it TypeScript."""

from __future__ import annotations

from .... import lazy_re as re
from .component_script import blanked
from .component_script import prepare as script_of
from .extract import component_file as extract
from .lexicon import LEXICON

__all__ = ["LEXICON", "extract", "prepare"]

FENCED = re.compile(rb"(?:\xef\xbb\xbf)?\s*(---)[ \t]*\r?\n(.*?)^(---)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
"""https://docs.astro.build/en/basics/astro-components/#the-component-script"""


def prepare(source: bytes) -> tuple[bytes, str]:
    """The code between the fences and that of the script blocks below, in place."""
    match = FENCED.match(source)
    start, end = match.span(2) if match is not None else (0, 0)
    below = match.end() if match is not None else 0
    code = (blanked(source[:start]), source[start:end], blanked(source[end:below]), script_of(source[below:])[0])
    return b"".join(code), "TypeScript"
