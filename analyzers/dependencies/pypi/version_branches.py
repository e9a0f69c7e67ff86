"""Imports of Python that need not succeed: in a branch for some interpreters only (`else: import tomli`, behind
`if sys.version_info >= (3, 11)`), or where an absent module is dealt with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["is_for_supported", "is_guarded"]

BRANCH = re.compile(
    r"(?:(?P<els>else)|(?:el)?if\s+sys\.version_info\s*(?P<sign><=?|>=?)\s*\((?P<version>[\d,\s]+)\))\s*:"
)
LOWEST = re.compile(r">=\s*(\d+(?:\.\d+)*)")
ABSENT = re.compile(r"except\b[^:]*\b(?:ImportError|ModuleNotFoundError)\b")
OLD = (3,)
"""An interpreter before this one is supported by nobody who does not say so."""


def is_for_supported(text: str, line: int, requires: str) -> bool:
    """Whether a module's line is for interpreters that compare as older than some version, and one of them is supported.

    Args:
        requires: the versions of Python that the project supports, as it states them; "" where it doesn't.
    """
    older = _older_than(text.splitlines(), line - 1)
    if older is None or older <= OLD:
        return False
    lowest = LOWEST.search(requires)
    return lowest is None or tuple(map(int, lowest[1].split("."))) < older


def _older_than(lines: list[str], at: int) -> tuple[int, ...] | None:
    """The version that the interpreters of a line's branch are older than; None where no such condition stands right around it, or
    all of it is for type checkers, which bring the module."""
    heads = list(_heads(lines, at))
    if not heads or any("TYPE_CHECKING" in lines[place] for place in heads):
        return None
    head = BRANCH.match(lines[heads[0]].strip())
    newer = head is not None and head["els"] is not None
    if newer:  # what its `if` holds for, this branch does not
        indent = _indent(lines[heads[0]])
        beside = (line for line in reversed(lines[: heads[0]]) if line.strip() and _indent(line) == indent)
        head = BRANCH.match(next(beside, "").strip())
    if head is None or head["version"] is None or head["sign"].startswith(">" if not newer else "<"):
        return None
    return tuple(int(part) for part in head["version"].split(",") if part.strip())


def is_guarded(text: str, line: int) -> bool:
    """Whether a module's line stands in a `try` whose handler takes an absent module as an answer."""
    lines = text.splitlines()
    for place in _heads(lines, line - 1):
        if lines[place].strip().startswith("try:"):
            after = (each for each in lines[line:] if each.strip() and _indent(each) <= _indent(lines[place]))
            return ABSENT.match(next(after, "").strip()) is not None
    return False


def _heads(lines: list[str], at: int) -> Iterator[int]:
    """The lines that begin the blocks around a line, innermost first."""
    indent = _indent(lines[at]) if 0 <= at < len(lines) else 0
    for place in range(at - 1, -1, -1):
        line = lines[place]
        if not indent:
            return
        if line.strip() and not line.lstrip().startswith("#") and _indent(line) < indent:
            indent = _indent(line)
            yield place


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
