"""The patterns of ignore and attribute files, as pathspec reads them, whatever stands in such a file.

A line that is no pattern (`!`, `a\\`, `[z-a]`) matches nothing, as in git; neither does one that would take exponential time.
"""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pathspec import GitIgnoreSpec

__all__ = ["spec_of"]

MOST_STARS = 4
"""In one segment of a path. Each star may end at every letter: five of them take minutes on a long name that they all but match."""
STARS = re.compile(r"(?<!\\)\*++")


def spec_of(lines: Iterable[str]) -> GitIgnoreSpec:
    """What the lines of a file match, the last one that does deciding (https://git-scm.com/docs/gitignore)."""
    from pathspec import GitIgnoreSpec

    patterns = [line for line in lines if all(len(STARS.findall(part)) <= MOST_STARS for part in line.split("/"))]
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", FutureWarning
        )  # `[[` may come to mean something else in Python: nobody's concern here
        try:
            return GitIgnoreSpec.from_lines(patterns)
        except (ValueError, re.error):
            return GitIgnoreSpec.from_lines([line for line in patterns if _is_pattern(line)])


def _is_pattern(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except (ValueError, re.error):
        return False
    return True
