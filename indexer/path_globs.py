"""Globs over workspace paths as compiled patterns: `*` within a segment, `**` over segments, `{a,b}` choices."""

from __future__ import annotations

from functools import lru_cache

from .. import lazy_re as re
from .workspace_paths import is_endless

__all__ = ["compiled", "literal_head"]

PIECES = re.compile(r"\*\*/?|\*|\?|\{[^{}]*\}|[^*?{]+|\{")


@lru_cache(maxsize=4096)
def compiled(glob: str) -> re.Pattern[str]:
    """A glob as a pattern for `fullmatch`; every star is bounded by its segment or by the whole path."""
    return re.compile(r"(?!)" if is_endless(glob) else "".join(map(_source, PIECES.findall(glob))))


def literal_head(glob: str) -> str:
    """What all paths that match begin with."""
    return re.split(r"[*?{\[]", glob, maxsplit=1)[0]


def _source(piece: str) -> str:
    if piece.startswith("**"):
        return r"(?:[^/]+/)*" if piece == "**/" else r".*"
    if piece.startswith("{") and len(piece) > 1:
        return "(?:" + "|".join(re.escape(choice) for choice in piece[1:-1].split(",")) + ")"
    return {"*": r"[^/]*", "?": r"[^/]"}.get(piece, re.escape(piece))
