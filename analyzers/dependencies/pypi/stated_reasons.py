"""What a manifest itself says of a dependency that no code names: a comment that gives another reason to hold it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["has_other_reason"]

REASON = re.compile(
    r"\bpin(?:s|ned|ning)?\b|\bnot (?:directly|actually)\b|\b(?:in|sub-?)directly?\b|\btransitive|\bvulnerab|\bCVE-|\bsecurity\b"
    r"|\bworkaround\b"
    r"|\b(?:needed|required|used|loaded|imported|pulled in) (?:by|for)\b|\bbreak(?:s|ing)?\b|\bremove (?:if|when|once|after)\b|\bhold\b"
    r"|\bproper dependency\b|\bworks? with\b|\bshould match\b|\bkeep in sync\b|\bcompatib|\bbackend\b|\bdriver\b|\bplugin\b",
    re.IGNORECASE,
)
"""A comment that tells of others which need it, of a version that is held, of a plugin: not that code imports it."""
MOST_LINES = 4
"""Lines of comment above a dependency that still speak of it."""


def has_other_reason(index: Index, path: str, line: int) -> bool:
    """Whether a comment on a manifest's line, or right above it, says so; what is listed under one comment shares it."""
    lines = index.lines(path)
    if not 0 < line <= len(lines):
        return False
    told = [lines[line - 1].partition("#")[2]]
    at = line - 2
    name = re.match(r"[\s\"']*([\w.-]*)", lines[line - 1])
    while at >= 0 and name and name[1] and lines[at].lstrip(" \"'").startswith(name[1]):
        at -= 1  # the same one, for another environment
    for above in reversed(lines[max(0, at - MOST_LINES + 1) : at + 1]):
        if not above.lstrip().startswith("#"):
            break
        told.append(above)
    return any(REASON.search(text) for text in told)
