"""Ecosystems whose dependencies are not held against the code, each with the reason, which the answer tells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...answers import DependencyRow

__all__ = ["not_judged"]

SILENT = "a build links what no code names"
REASONS = {
    "clojars": "coordinates name no namespace",
    "cocoapods": SILENT,
    "cran": "R finds names among all that is attached",
    "gem": "Bundler loads gems, and Ruby finds constants, that no code asks for by the gem's name",
    "hackage": "a package's name tells none of its modules",
    "hex": "applications start what they depend on by themselves",
    "maven": "a group and an artifact name no package of code",
    "nuget": "an id names no namespace",
    "pub": "a build generates code, and starts plugins, by what is declared",
    "swift": SILENT,
}
"""Ecosystem of libraries → why its imports are not held against what a manifest declares."""
NEEDS_LOCK = {"composer": "no composer.lock tells the namespaces"}
"""Ecosystem → why it is not judged where nothing of it is locked."""


def not_judged(rows: Iterable[DependencyRow]) -> str:
    """What the answer says of the ecosystems that it does not judge; "" where it judges all."""
    declared: dict[str, bool] = {}
    for row in rows:
        if row["direct"]:
            declared[row["ecosystem"]] = declared.get(row["ecosystem"], False) or row["lockfile"] is not None
    reasons = {
        name: REASONS.get(name) or (NEEDS_LOCK.get(name) if not locked else None) for name, locked in declared.items()
    }
    told = [f"{name} ({reason})" for name, reason in sorted(reasons.items()) if reason]
    return f"unused and undeclared are not told for {', '.join(told)}" if told else ""
