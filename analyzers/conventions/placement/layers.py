"""Whether a place fits the workspace's own rules of which part may import which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ....indexer.index import Edge
from ...graph.architecture import broken_rules, is_sound

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["breaking", "rules_here", "rules_of"]


def rules_here(index: Index) -> list[Mapping[str, Any]]:
    """The workspace's rules that can be checked and tell one import right or wrong by itself; cycles are known when the file is written."""
    return [rule for rule in index.settings.rules if is_sound(rule) and rule.get("type") != "acyclic"]


def breaking(rules: Sequence[Mapping[str, Any]], users: Iterable[str], path: str) -> Iterator[tuple[str, str]]:
    """`(rule, user)` for each user that a rule would forbid to import `path`."""
    edges = [Edge(user, path, "static", (), ()) for user in users]
    yield from ((rule, edge.source) for rule, edge in broken_rules(rules, edges))


def rules_of(index: Index, path: str) -> list[dict[str, Any]]:
    """The rules that bind a new file: what it may not import, and what may not import it."""
    found: dict[str, dict[str, Any]] = {}
    for rule in rules_here(index):
        parts = _parts(rule)
        out = [Edge(path, part, "static", (), ()) for part in parts]
        into = [Edge(part, path, "static", (), ()) for part in parts]
        for name, edge in broken_rules([rule], out):
            found.setdefault(name, {"rule": name}).setdefault("may_not_import", []).append(edge.target)
        for name, edge in broken_rules([rule], into):
            found.setdefault(name, {"rule": name}).setdefault("may_not_be_imported_by", []).append(edge.source)
    return list(found.values())


def _parts(rule: Mapping[str, Any]) -> list[str]:
    """The paths that a rule speaks of."""
    texts = [rule.get(key, []) for key in ("layers", "from", "to", "parts")]
    named = [text for value in texts for text in ([value] if isinstance(value, str) else value)]
    return list(dict.fromkeys(part.strip() for text in named for part in str(text).split("|")))
