"""What one configuration of a runner says of which files are tests, and whether it says so of a file."""

from __future__ import annotations

import re
from typing import NamedTuple

from .test_globs import language_only, test_glob

__all__ = ["Told", "pattern_of"]

LONGEST = 200
REPEATED = re.compile(r"(?<!\\)[*+]")
REPEATED_GROUP = re.compile(r"(?<!\\)\)(?:[*+]|\{\d)")
MOST_REPEATED = 3


class Told(NamedTuple):
    """The tests that a runner is told of.

    Attributes:
        folder: of the configuration.
        globs: of paths below the folder, or below one of `within`.
        patterns: looked for in the whole path, which begins with a `/`.
        within: folders that hold all tests; none where the whole folder does.
        ignored: patterns of paths that are left out.
        instead: the runner collects no other file of the folder.
    """

    folder: str
    globs: tuple[str, ...] = ()
    patterns: tuple[re.Pattern[str], ...] = ()
    within: tuple[str, ...] = ()
    ignored: tuple[re.Pattern[str], ...] = ()
    instead: bool = False

    def says(self, path: str, *, has_tests: bool) -> bool:
        """The file is one of those tests.

        Args:
            has_tests: the file defines tests: asked for where a glob takes in every file of a language.
        """
        if any(pattern.search(f"/{path}") for pattern in self.ignored):
            return False
        inside = [place for place in self.within if path.startswith(f"{place}/")] if self.within else [self.folder]
        if not inside:
            return False
        rests = {path.removeprefix(f"{place}/") if place else path for place in (self.folder, *inside)}
        for glob in self.globs:
            if (has_tests or not language_only(glob)) and any(map(test_glob(glob).fullmatch, rests)):
                return True
        return has_tests and any(pattern.search(f"/{path}") for pattern in self.patterns)


def pattern_of(source: str, folder: str) -> re.Pattern[str] | None:
    """A runner's regular expression (`/…/` or bare); None for one that Python reads otherwise, or that could take long."""
    plain = re.sub(r"^/(.*)/[a-z]*$", r"\1", source).replace("<rootDir>", f"/{folder}" if folder else "")
    if len(plain) > LONGEST or len(REPEATED.findall(plain)) > MOST_REPEATED or REPEATED_GROUP.search(plain):
        return None
    try:
        return re.compile(plain)
    except re.error:
        return None
