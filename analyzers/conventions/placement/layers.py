"""Whether a place fits the workspace's own rules of which part may import which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ....indexer.index import Edge
from ...graph.architecture import broken_rules
from .declared_rules import rules_here

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["breaking", "rules_of"]


def breaking(rules: Sequence[Mapping[str, Any]], users: Iterable[str], path: str) -> Iterator[tuple[str, str]]:
    """`(rule, user)` for each user that a rule would forbid to import `path`."""
    edges = [Edge(user, path, "static", (), ()) for user in users]
    yield from ((rule, edge.source) for rule, edge in broken_rules(_directed(rules), edges))


def rules_of(index: Index, path: str) -> list[dict[str, Any]]:
    """The rules that bind a new file: what it may not import, and what may not import it."""
    found: dict[str, dict[str, Any]] = {}
    for rule in _directed(rules_here(index)):
        parts = _parts(rule)
        out = [Edge(path, part, "static", (), ()) for part in parts]
        into = [Edge(part, path, "static", (), ()) for part in parts]
        for name, edge in broken_rules([rule], out):
            found.setdefault(name, {"rule": name}).setdefault("may_not_import", []).append(edge.target)
        for name, edge in broken_rules([rule], into):
            found.setdefault(name, {"rule": name}).setdefault("may_not_be_imported_by", []).append(edge.source)
    return list(found.values())


def _directed(rules: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Rules that tell one import right or wrong by itself; cycles are known when the file is written."""
    return [rule for rule in rules if rule.get("type") != "acyclic"]


def _parts(rule: Mapping[str, Any]) -> list[str]:
    """The paths that a rule speaks of."""
    texts = [rule.get(key, []) for key in ("layers", "from", "to", "parts")]
    named = [text for value in texts for text in ([value] if isinstance(value, str) else value)]
    return list(dict.fromkeys(part.strip() for text in named for part in str(text).split("|")))
