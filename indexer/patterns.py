"""The patterns of ignore and attribute files, as pathspec reads them, whatever stands in such a file.

A line that is no pattern (`!`, `a\\`, `[z-a]`) matches nothing, as in git; neither does one that would take exponential time.
"""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pathspec import GitIgnoreSpec

__all__ = ["spec_of"]

MOST_STARS = 4
"""In one segment of a path. Each star may end at every letter: five of them take minutes on a long name that they all but match."""
STARS = re.compile(r"(?<!\\)\*++")


def spec_of(lines: Iterable[str]) -> GitIgnoreSpec:
    """What the lines of a file match, the last one that does deciding (https://git-scm.com/docs/gitignore)."""
    from pathspec import GitIgnoreSpec

    with warnings.catch_warnings():
        # `[[` may come to mean something else in Python: nobody's concern here
        warnings.simplefilter("ignore", FutureWarning)
        return GitIgnoreSpec([pattern for line in lines if not _is_slow(line) for pattern in _patterns(line)])


def _is_slow(line: str) -> bool:
    return any(len(STARS.findall(segment)) > MOST_STARS for segment in line.split("/"))


def _patterns(line: str) -> Sequence[Any]:
    """The pattern of a line; none where it is none."""
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines([line]).patterns
    except (ValueError, re.error):
        return ()
