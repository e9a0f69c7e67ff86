"""deps: what the workspace depends on, at which version, who uses it; what is unused, undeclared or in conflict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from .dependency_use import Usage, undeclared, unused, usage
from .lists import cut
from .package_choice import choose_package
from .workspace_packages import managers, owner, package_directories, product_manifests

if TYPE_CHECKING:
    from ..answers import Conflict, DependencyRow, Deps
    from ..indexer.index import Index
    from ..indexer.manifests.base import Manifest

__all__ = ["answer"]

SCOPE_RANK = {"runtime": 0, "peer": 1, "optional": 2, "build": 3, "dev": 4, "test": 5}
COMPACT_ROWS = 40
"""Rows of the secondary lists where the answer is cut: the whole answer stays under 10 kB."""


def answer(index: Index, *, package: str | None, scope: str | None, check_outdated: bool, limit: int) -> Deps:
    """See CONTRACT: `deps`."""
    directory = choose_package(index, package) if package else None
    used = usage(index)
    rows = [
        row
        for path, manifest in product_manifests(index).items()
        for row in _rows(index, path, manifest, used)
        if (directory is None or row["package"] == (directory or ".")) and (scope is None or row["scope"] == scope)
    ]
    rows = _merged(rows)
    rows.sort(
        key=lambda row: (
            not row["direct"],
            SCOPE_RANK.get(row["scope"], 9),
            -row["used_by"],
            row["name"],
            row["manifest"],
            row["line"],
        )
    )
    shown, truncated = cut(rows, limit)
    answered: Deps = {
        "dependencies": shown,
        "unused": cut(unused(index, used, directory), min(limit, COMPACT_ROWS) if limit else 0)[0],
        "undeclared": cut(undeclared(index, used, directory), min(limit, COMPACT_ROWS) if limit else 0)[0],
        "conflicts": cut(_conflicts(rows), min(limit, COMPACT_ROWS) if limit else 0)[0],
        "package_managers": list(dict.fromkeys(item.name for item in managers(index))),
        "total": len(rows),
        "truncated": truncated,
    }
    if check_outdated:
        from .outdated import check

        answered["outdated"] = check(shown)
    return answered


def _rows(index: Index, path: str, manifest: Manifest, used: Usage) -> Iterable[DependencyRow]:
    directory = owner(package_directories(index), path)
    lockfile = _lockfile(index, path, manifest) if manifest.role != "lockfile" else path
    for dependency in manifest.dependencies:
        if dependency.source == "workspace" and manifest.role == "lockfile":
            continue
        yield {
            "name": dependency.name,
            "ecosystem": manifest.ecosystem,
            "package": directory or ".",
            "constraint": dependency.constraint or None,
            "resolved": dependency.resolved or None,
            "scope": dependency.scope,
            "direct": dependency.direct and manifest.role != "lockfile",
            "manifest": path,
            "line": dependency.line,
            "lockfile": lockfile if dependency.resolved else None,
            "used_by": used.files_of(manifest.ecosystem, dependency.name, directory),
        }


def _lockfile(index: Index, path: str, manifest: Manifest) -> str | None:
    """The nearest lockfile of the ecosystem, in the manifest's folder or further out."""
    folders = [path.rpartition("/")[0]]
    while folders[-1]:
        folders.append(folders[-1].rpartition("/")[0])
    locks = {
        other.rpartition("/")[0]: other
        for other, found in product_manifests(index).items()
        if found.role == "lockfile" and found.ecosystem == manifest.ecosystem
    }
    return next((locks[folder] for folder in folders if folder in locks), None)


def _merged(rows: Iterable[DependencyRow]) -> list[DependencyRow]:
    """One row a declared dependency: what a lockfile only repeats at the declared version is left out."""
    kept = list(rows)
    declared = {(row["ecosystem"], row["name"], row["resolved"]) for row in kept if row["direct"]}
    return [row for row in kept if row["direct"] or (row["ecosystem"], row["name"], row["resolved"]) not in declared]


def _conflicts(rows: Sequence[DependencyRow]) -> list[Conflict]:
    """One name that packages of the workspace ask for in different versions."""
    by_name: dict[tuple[str, str], list[DependencyRow]] = {}
    for row in rows:
        if row["direct"] and row["scope"] != "peer":
            by_name.setdefault((row["ecosystem"], row["name"]), []).append(row)
    found: list[Conflict] = []
    for (ecosystem, name), group in sorted(by_name.items()):
        constraints = {row["constraint"] for row in group if row["constraint"]}
        resolved = {row["resolved"] for row in group if row["resolved"]}
        if len(constraints) > 1 or len(resolved) > 1:
            places = [
                {
                    "constraint": row["constraint"],
                    "resolved": row["resolved"],
                    "manifest": row["manifest"],
                    "line": row["line"],
                }
                for row in group
            ]
            found.append({"name": name, "ecosystem": ecosystem, "versions": places[:6]})
    return found
