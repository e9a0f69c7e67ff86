"""Dependencies that manifests of one workspace ask for in different versions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ... import lazy_re as re
from ...indexer.gathering import by_key

if TYPE_CHECKING:
    from ...answers import Conflict, DependencyRow

__all__ = ["conflicts"]

PLACEHOLDER = re.compile(r"\$\{|<%|\{\{|^(?:catalog|workspace|file|link|portal):|^\.{1,2}(?:/|$)")
"""What a build, a template or a list elsewhere fills in, or a place in the workspace: no version that could differ."""
ZEROS = re.compile(r"^(\^|>=|)((?:0\.)*[1-9]\d*(?:\.\d+)*?)(?:\.0)+$")
"""A least version with zeros at its end, which change nothing (`^1.0` is `^1`; bare in Cargo alone)."""
COMMENTED = "github"
"""Ecosystem whose versions are pinned as commits, with the version in a comment: either tells that two are one."""
MOST_VERSIONS = 4


def conflicts(rows: Sequence[DependencyRow]) -> list[Conflict]:
    """One name in several constraints or resolved versions; those that really are there in several versions first.

    What one manifest alone asks for several times, for each target framework, platform or job, is its way to build.
    """
    direct = (row for row in rows if row["direct"] and row["scope"] != "peer")
    told = (row for row in direct if not PLACEHOLDER.search(row["constraint"] or ""))
    by_name = by_key(((row["ecosystem"], row["name"]), row) for row in told)
    found: list[tuple[tuple[int, str, str], Conflict]] = []
    for (ecosystem, name), group in by_name.items():
        resolved = _asked([(row["manifest"], row["resolved"]) for row in group])
        constraints = _asked([(row["manifest"], _least(ecosystem, row["constraint"])) for row in group])
        if max(len(resolved), len(constraints)) > 1 and not (ecosystem == COMMENTED and _is_one(group)):
            rank = 0 if len(resolved) > 1 else 2 if resolved else 1
            found.append(((rank, ecosystem, name), _conflict(name, ecosystem, group)))
    return [conflict for _, conflict in sorted(found, key=lambda item: item[0])]


def _least(ecosystem: str, constraint: str | None) -> str | None:
    """A constraint without zeros that say nothing."""
    zeros = ZEROS.match(constraint or "")
    return zeros[1] + zeros[2] if zeros and (zeros[1] or ecosystem == "cargo") else constraint


def _asked(said: Sequence[tuple[str, str | None]]) -> set[frozenset[str]]:
    """The sets of versions that the manifests have, of those that have any."""
    by_manifest = by_key((manifest, version) for manifest, version in said if version)
    return {frozenset(versions) for versions in by_manifest.values()}


def _is_one(group: Sequence[DependencyRow]) -> bool:
    """Whether each row shares its commit or its version with those before it."""
    told = [{row["constraint"], row["resolved"]} - {None} for row in group]
    known = told.pop()
    while near := [each for each in told if each & known]:
        known = known.union(*near)
        told = [each for each in told if each not in near]
    return not told


def _conflict(name: str, ecosystem: str, group: Sequence[DependencyRow]) -> Conflict:
    places = {(row["constraint"], row["resolved"]): row for row in reversed(group)}
    versions = [
        {key: row[key] for key in ("constraint", "resolved", "manifest", "line")}
        for row in group
        if places[row["constraint"], row["resolved"]] is row
    ]
    return {"name": name, "ecosystem": ecosystem, "versions": versions[:MOST_VERSIONS]}
