"""What one configuration of a runner says of which files are tests, its globs as patterns, and whether it says so of a file."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ....indexer.workspace_paths import is_endless

__all__ = ["Told", "language_only", "pattern_of", "test_glob"]

PIECE = re.compile(r"\*\*/|\*\*|\[!?\]?[^\]/]*\]|[?*+@!]\(|[*?(){}|,]|\\.|[^*?+@!(){}|,\[\\]+|.", re.DOTALL)
ANY_NAME = re.compile(r"\*+(?:\.[^.]*)?|[^*.]*")
NOTHING = re.compile(r"(?!)")
PLAIN = {"*": r"[^/]*", "?": "[^/]", "**/": r"(?:[^/]+/)*", "**": ".*"}
MAYBE = frozenset({"?(", "*("})
"""Groups that may be missing. None is read as repeated: no test's name needs that, and it could take a pattern very long."""


@lru_cache(maxsize=1024)
def test_glob(glob: str) -> re.Pattern[str]:
    """A glob with braces (`{test,spec}`) and groups (`?(c|m)`, `+(a|b)`) as a pattern for `fullmatch`; a folder has all below it."""
    if is_endless(glob):
        return NOTHING
    found: list[str] = []
    open_groups: list[str] = []
    for piece in PIECE.findall(glob):
        inside = open_groups[-1] if open_groups else ""
        if piece[-1] == "(" or piece == "{":
            found.append("(?!" if piece == "!(" else "(?:")
            open_groups.append(piece)
        elif piece in {")", "}"} and inside:
            found.append(_closed(open_groups.pop()))
        elif (piece == "|" and inside.endswith("(")) or (piece == "," and inside == "{"):
            found.append("|")
        elif piece[0] == "[" and len(piece) > 1:
            found.append(f"[^{piece[2:]}" if piece.startswith("[!") else piece)
        else:
            found.append(PLAIN.get(piece) or re.escape(piece[1:] if piece[0] == "\\" and len(piece) > 1 else piece))
    found += [_closed(group) for group in reversed(open_groups)]
    try:
        return re.compile("".join(found) + r"(?:/.*)?")
    except re.error:
        return NOTHING


def _closed(group: str) -> str:
    return ")[^/]*" if group == "!(" else ")?" if group in MAYBE else ")"


def language_only(glob: str) -> bool:
    """The glob says no more of a file's name than its language (`test/**/*.js`): it takes in what supports the tests."""
    return ANY_NAME.fullmatch(glob.rpartition("/")[2]) is not None


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
