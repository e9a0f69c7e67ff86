"""What C's preprocessor leaves out of an ordinary build: code for self tests, and code that is switched off."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["left_out"]

DIRECTIVE = re.compile(r"^\s*#\s*(if|ifdef|ifndef|elif|else|endif)\b\s*(.*)")
SELF_TEST = re.compile(
    r"(?:defined\s*\(?\s*)?(?:\w*_)?(?:SELFTEST|UNITTEST|TESTS?|MAIN|DEBUG(?:_\w+)?)\s*\)?\s*(?:/[/*].*)?"
)
"""The name of a switch that only a test or debug build sets (`REDIS_TEST_MAIN`, `defined(SIPHASH_TEST)`)."""
OFF = re.compile(r"0\s*(?:/[/*].*)?")


def left_out(lines: Sequence[str], number: int) -> bool:
    """Whether a line (from 1) stands where an ordinary build doesn't compile: in `#if 0` or under a self test's switch."""
    open_branches: list[bool] = []
    for line in lines[: number - 1]:
        match = DIRECTIVE.match(line)
        if not match:
            continue
        word, condition = match.groups()
        if word == "endif":
            del open_branches[-1:]
        elif word.startswith("if"):
            open_branches.append(_is_off(word, condition))
        elif open_branches:
            open_branches[-1] = _is_off(word, condition)
    return any(open_branches)


def _is_off(word: str, condition: str) -> bool:
    if word in {"else", "ifndef"}:
        return False
    return bool(SELF_TEST.fullmatch(condition.strip()) or (word != "ifdef" and OFF.fullmatch(condition.strip())))
