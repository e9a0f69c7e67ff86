"""Architecture rules: which files must not import which (`rules` in the settings, see docs/impact.md)."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..indexer.index import Edge

__all__ = ["Violation", "broken_rules"]


class Violation(NamedTuple):
    """An import that a rule forbids, or (with an empty path) a rule that can't be read."""

    path: str
    line: int
    rule: str
    message: str


def broken_rules(rules: Iterable[Mapping[str, Any]], edges: Iterable[Edge]) -> list[Violation]:
    """The imports that rules forbid.

    Args:
        rules: each has `from` and `forbid`, a glob or a list of globs of paths (`*` also matches `/`), and may have `name` and
            `except`, globs of targets that stay allowed.
        edges: the imports between files.
    """
    known = list(edges)
    found: list[Violation] = []
    for number, rule in enumerate(rules, 1):
        name = str(rule.get("name") or f"rule {number}")
        sources, targets, spared = (_globs(rule.get(key)) for key in ("from", "forbid", "except"))
        if not sources or not targets:
            found.append(Violation("", 0, name, "the rule needs 'from' and 'forbid', each a glob or a list of globs"))
            continue
        found += [
            Violation(
                edge.source, edge.lines[0] if edge.lines else 1, name, f"{edge.source} must not import {edge.target}"
            )
            for edge in known
            if _matches(edge.source, sources) and _matches(edge.target, targets) and not _matches(edge.target, spared)
        ]
    return found


def _globs(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _matches(path: str, globs: tuple[str, ...]) -> bool:
    return any(fnmatchcase(path, glob) or path.startswith(f"{glob.rstrip('/')}/") for glob in globs)
