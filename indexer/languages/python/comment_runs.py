"""Long runs of comment lines, blanked out byte for byte before a Python file is parsed.

After every comment tree-sitter-python 0.25 looks over all those that follow, to learn how far the next statement is indented:
a thousand lines of code that was commented out take a quarter of a second, four thousand of them four.
"""

from __future__ import annotations

import re

__all__ = ["without_long_runs"]

LONG = 100
"""Lines; a shorter run takes less than two milliseconds."""
RUN = re.compile(rb"(?:^[ \t]*+(?:#[^\n]*+)?\n){%d,}+" % LONG, re.MULTILINE)
WRITTEN = re.compile(rb"[^\n]++")


def without_long_runs(source: bytes) -> bytes:
    """The file with blanks for such runs, of the same length and lines; the same object where there are none."""
    if source.count(b"#") < LONG:
        return source
    return RUN.sub(lambda run: WRITTEN.sub(lambda line: b" " * len(line[0]), run[0]), source)
