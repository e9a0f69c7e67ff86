"""The answer of `deps`."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

from .evidence import Evidence

__all__ = ["Conflict", "DependencyRow", "Deps", "Searched", "UndeclaredDependency", "UnusedDependency"]


class Deps(TypedDict):
    """The answer of `deps`; `searched` tells what the claims of `unused` rest on, `unused_offers` what a workspace declares once for
    all its packages (catalogs, central versions) and none of them takes, `unsure` what nothing was seen to use and may be in use all the
    same, each with its `doubt`."""

    dependencies: list[DependencyRow]
    unused: list[UnusedDependency]
    undeclared: list[UndeclaredDependency]
    conflicts: list[Conflict]
    package_managers: list[str]
    total: int
    truncated: bool
    outdated: NotRequired[str]
    coverage: NotRequired[str]
    searched: NotRequired[list[Searched]]
    unused_offers: NotRequired[list[UnusedDependency]]
    unsure: NotRequired[list[UnusedDependency]]


class DependencyRow(TypedDict):
    """A dependency of one package; `used_by` is the number of files that import it, None where that can't be told: code of its
    ecosystem is not read, or only an import that nothing explains may mean it."""

    name: str
    ecosystem: str
    package: str
    constraint: str | None
    resolved: str | None
    scope: str
    direct: bool
    manifest: str
    line: int
    lockfile: str | None
    used_by: int | None
    latest: NotRequired[str | None]


class UnusedDependency(TypedDict):
    """A declared dependency that nothing uses: no file holds the names that were looked for."""

    name: str
    package: str
    manifest: str
    line: int
    scope: str
    confidence: float
    looked_for: list[str]
    doubt: NotRequired[str]


class Searched(TypedDict):
    """What was read for a use of an ecosystem's dependencies: files of its languages, and where else."""

    ecosystem: str
    code_files: int
    places: str


class UndeclaredDependency(TypedDict):
    """An imported module that no manifest declares."""

    name: str
    package: str
    imported_by: list[Evidence]


class Conflict(TypedDict):
    """One name with several constraints or versions across the workspace."""

    name: str
    ecosystem: str
    versions: list[dict[str, Any]]
