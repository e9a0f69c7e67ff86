"""The globs in which test runners are told of test files, as patterns over the paths of the workspace."""

from __future__ import annotations

import re
from functools import lru_cache

from ....indexer.workspace_paths import is_endless

__all__ = ["language_only", "test_glob"]

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
