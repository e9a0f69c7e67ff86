"""`groundplan check`: imports that lead nowhere and should not, import cycles, and the workspace's architecture rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    from .indexer.index import Edge, Index
    from .workspace import Workspace

__all__ = ["check"]

OWN = frozenset({"product", "test"})
"""Zones whose files are held to anything; fixtures and examples show what they show."""


class Finding(TypedDict):
    """What is wrong, where, and by which rule."""

    rule: str
    path: str
    line: int | None
    message: str


def check(workspace: Workspace, only: str | None = None) -> dict[str, Any]:
    """Runs the checks on a fresh index.

    Args:
        only: `cycles`, `imports` or `rules`; None for all.

    Returns:
        `findings` {rule, path, line, message} by path and line, and `checked`: which checks ran.
    """
    workspace.refresh()
    with workspace.index() as index:
        edges = index.edges()
        parts = {"imports": _imports(index), "cycles": _cycles(index, edges), "rules": _rules(index, edges)}
        chosen = [only] if only else list(parts)
        found = [finding for name in chosen for finding in parts[name]]
    return {
        "findings": sorted(found, key=lambda item: (item["path"], item["line"] or 0, item["rule"], item["message"])),
        "checked": chosen,
    }


def _imports(index: Index) -> Iterator[Finding]:
    from .analyzers.graph.unresolved import is_doubtful, is_fault

    for link in index.unresolved():
        if link.kind not in {"static", "reexport", "type_only"} or index.files[link.source].zone not in OWN:
            continue
        if is_fault(link) and not is_doubtful(link):
            yield {
                "rule": "imports",
                "path": link.source,
                "line": link.line,
                "message": f"{link.specifier!r} leads nowhere: {link.reason}",
            }


def _cycles(index: Index, edges: list[Edge]) -> Iterator[Finding]:
    from .analyzers.graph.cycles import find_cycles
    from .analyzers.graph.import_units import between_units

    own = [edge for edge in edges if index.files[edge.source].zone in OWN]
    for cycle in find_cycles(between_units(index, own)):
        cut = cycle["cut"][0] if cycle["cut"] else None
        where = cut["source"] if cut else cycle["nodes"][0]
        advice = f"; cheapest to cut: {cut['source']} -> {cut['target']}" if cut else ""
        shown = ", ".join(cycle["nodes"][:4]) + (" ..." if cycle["size"] > 4 else "")
        yield {
            "rule": "cycles",
            "path": where,
            "line": cut["lines"][0] if cut and cut["lines"] else None,
            "message": f"{cycle['size']} files import each other: {shown}{advice}",
        }


def _rules(index: Index, edges: list[Edge]) -> Iterator[Finding]:
    from .analyzers.graph.architecture import broken_rules
    from .analyzers.graph.rule_faults import rule_faults
    from .indexer.settings import settings_file

    for path, message in index.settings.problems:
        yield {"rule": "settings", "path": path, "line": None, "message": message}
    where, source = settings_file(index.root)
    for fault in rule_faults(index.settings.rules, index.files, source):
        yield {"rule": fault.rule, "path": where, "line": fault.line, "message": fault.message}
    for rule, edge in broken_rules(index.settings.rules, edges):
        yield {
            "rule": rule,
            "path": edge.source,
            "line": edge.lines[0] if edge.lines else None,
            "message": f"may not import {edge.target}",
        }
