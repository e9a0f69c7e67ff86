"""`groundplan check`: imports that lead nowhere and should not, import cycles, and the workspace's architecture rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, TypedDict

from . import lazy_re as re

if TYPE_CHECKING:
    from .answers import Cycle
    from .indexer.index import Edge, Index
    from .workspace import Workspace

__all__ = ["Finding", "check"]

OWN = frozenset({"product", "test"})
"""Zones whose files are held to anything; fixtures and examples show what they show."""


POSITION = re.compile(r" \(at [^)]*\)")
"""Where a file is no TOML: no part of what a finding is known again by."""


class Place(TypedDict):
    """A file, and a line of it where one is known."""

    path: str
    line: int | None


class Finding(TypedDict):
    """What is wrong, where, and by which rule.

    `check` is `imports | cycles | rules | settings`; `related` are the other places that it is about; `fingerprint` stays the
    same as lines move; equal findings of a file share it.
    """

    rule: str
    path: str
    line: int | None
    message: str
    check: str
    related: list[Place]
    fingerprint: str


def check(workspace: Workspace, only: str | None = None) -> dict[str, Any]:
    """Runs the checks on a fresh index.

    Args:
        only: `cycles`, `imports` or `rules`; None for all.

    Returns:
        `findings` (`Finding`) by path and line, and `checked`: which checks ran.
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


def _finding(
    check: str,
    place: tuple[str, int | None],
    message: str,
    key: Iterable[str],
    rule: str = "",
    related: Iterable[Place] = (),
) -> Finding:
    """A finding; `key` says what it is known again by, and holds no line."""
    path, line = place
    digest = blake2b(repr((check, rule, *key)).encode(), digest_size=8)
    return {
        "rule": rule or check,
        "path": path,
        "line": line,
        "message": message,
        "check": check,
        "related": list(related),
        "fingerprint": digest.hexdigest(),
    }


def _line(edge: Edge) -> int | None:
    return edge.lines[0] if edge.lines else None


def _imports(index: Index) -> Iterator[Finding]:
    from .analyzers.graph.unresolved import is_doubtful, is_fault

    for link in index.unresolved():
        if link.kind not in {"static", "reexport", "type_only"} or index.files[link.source].zone not in OWN:
            continue
        if is_fault(link) and not is_doubtful(link):
            message = f"{link.specifier!r} leads nowhere: {link.reason}"
            yield _finding("imports", (link.source, link.line), message, (link.source, link.specifier))


def _cycles(index: Index, edges: list[Edge]) -> Iterator[Finding]:
    from .analyzers.graph.cycles import find_cycles
    from .analyzers.graph.import_units import between_units

    own = [edge for edge in edges if index.files[edge.source].zone in OWN]
    cycles = find_cycles(between_units(index, own))
    for cycle, steps in zip(cycles, _steps(index, own, cycles), strict=True):
        nodes, cut = cycle["nodes"], cycle["cut"][0] if cycle["cut"] else None
        of_cut = steps.pop((cut["source"], cut["target"]), None) if cut else None
        advice = f"; cheapest to cut: {cut['source']} -> {cut['target']}" if cut else ""
        shown = ", ".join(nodes[:4]) + (" ..." if cycle["size"] > 4 else "")
        yield _finding(
            "cycles",
            (of_cut.source, _line(of_cut)) if of_cut else (nodes[0], None),
            f"{cycle['size']} files import each other: {shown}{advice}",
            nodes,
            related=[{"path": edge.source, "line": _line(edge)} for edge in steps.values()],
        )


def _steps(index: Index, edges: list[Edge], cycles: list[Cycle]) -> list[dict[tuple[str, str], Edge]]:
    """How each cycle's members import each other as they are loaded: (unit, unit) → the first import, from file to file."""
    from .analyzers.graph.cycles import RUNS_AT_IMPORT
    from .analyzers.graph.import_units import between_units, unit_of

    ring = {node: number for number, cycle in enumerate(cycles) for node in cycle["nodes"]}
    found: list[dict[tuple[str, str], Edge]] = [{} for _ in cycles]
    for edge in edges:
        number = ring.get(unit_of(index, edge.source))
        if number is None or edge.kind not in RUNS_AT_IMPORT:
            continue
        for unit in between_units(index, [edge]):
            if ring.get(unit.target) == number:
                found[number].setdefault((unit.source, unit.target), edge)
    return found


def _rules(index: Index, edges: list[Edge]) -> Iterator[Finding]:
    from .analyzers.graph.architecture import broken_rules
    from .analyzers.graph.rule_faults import rule_faults
    from .indexer.settings import settings_file

    for path, message in index.settings.problems:
        yield _finding("settings", (path, None), message, (path, POSITION.sub("", message)))
    where, source = settings_file(index.root)
    for fault in rule_faults(index.settings.rules, index.files, source):
        yield _finding("settings", (where, fault.line), fault.message, (where, fault.message), rule=fault.rule)
    for rule, edge in broken_rules(index.settings.rules, edges):
        yield _finding(
            "rules",
            (edge.source, _line(edge)),
            f"may not import {edge.target}",
            (edge.source, edge.target),
            rule=rule,
            related=[{"path": edge.target, "line": None}],
        )
