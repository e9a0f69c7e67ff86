"""deps: what the workspace depends on, at which version, who uses it; what is unused, undeclared or in conflict."""

from __future__ import annotations

import json
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from ..indexer.manifests.base import ecosystem_of
from ..indexer.manifests.marks import SCOPES
from ..indexer.workspace_paths import outwards
from .dependencies.conflicts import conflicts
from .dependencies.inside_use import InsideUse
from .dependencies.judged import judged, judged_manifests, usage_of
from .dependencies.offered_use import unused_offers
from .dependencies.unused_claims import searched
from .lists import cut
from .per_index import per_index
from .workspace.ecosystem_languages import read_ecosystems
from .workspace.package_choice import choose_package
from .workspace.workspace_packages import managers, members, owner, package_directories

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..answers import DependencyRow, Deps, UndeclaredDependency, UnusedDependency
    from ..indexer.index import Index
    from ..indexer.manifests.base import Dependency, Manifest
    from .dependencies.dependency_use import Usage

__all__ = ["answer"]

DEFAULT_LIMIT = 100
MOST_BYTES = 9_000
"""Size of the default answer as compact JSON: the contract's 10 kB with room for the door's envelope."""
SHARES = (("unused", 1_400), ("undeclared", 1_200), ("conflicts", 1_400), ("unused_offers", 500), ("unsure", 700))
"""Lists beside the rows and the bytes that each may take of a default answer; the rows take what is left."""
SELF_CONTAINED = "golang"
"""The ecosystem whose manifests list what others need, each for itself."""


def answer(index: Index, *, package: str | None, scope: str | None, check_outdated: bool, limit: int) -> Deps:
    """See CONTRACT: `deps`."""
    place = (choose_package(index, package) or ".") if package else None
    rows = [row for row in _all_rows(index) if place in {None, row["package"]} and scope in {None, row["scope"]}]
    unused, undeclared = _judgements(index, place)
    offers = [row for row in _unused_offers(index) if place in {None, row["package"]}]
    firm, unsure = [row for row in unused if "doubt" not in row], [row for row in unused if "doubt" in row]
    lists: dict[str, Sequence[Any]] = {
        "unused": firm,
        "undeclared": undeclared,
        "conflicts": conflicts(rows),
        "unused_offers": offers,
        "unsure": unsure,
    }
    shown: dict[str, list[Any]] = {
        name: cut(found, limit)[0] for name, found in {"dependencies": rows, **lists}.items()
    }
    if limit == DEFAULT_LIMIT:
        _fit(shown)
    answered: Deps = {
        "dependencies": shown["dependencies"],
        "unused": shown["unused"],
        "undeclared": shown["undeclared"],
        "conflicts": shown["conflicts"],
        "package_managers": list(dict.fromkeys(item.name for item in managers(index))),
        "total": len(rows),
        "truncated": len(shown["dependencies"]) < len(rows),
    }
    if offers:
        answered["unused_offers"] = shown["unused_offers"]
    if unsure:
        answered["unsure"] = shown["unsure"]
    if said := _coverage(rows, {name: (len(shown[name]), len(all_)) for name, all_ in lists.items()}):
        answered["coverage"] = said
    if unused or offers:
        answered["searched"] = searched(index, judged_manifests(index), [*unused, *offers])
    if check_outdated:
        from .dependencies.outdated import check

        index.lasting = False
        answered["outdated"] = check(answered["dependencies"])
    return answered


def _coverage(rows: Sequence[DependencyRow], sizes: Mapping[str, tuple[int, int]]) -> str:
    """What the answer leaves out: rows of lists, and ecosystems whose use is not judged. Each list: `(rows shown, all)`."""
    cuts = [f"{name} {shown} of {total}" for name, (shown, total) in sizes.items() if shown < total]
    told = [f"cut to the first: {', '.join(cuts)} (limit=0 shows all)"] if cuts else []
    return "; ".join((*told, *filter(None, [not_judged(rows)])))


def _rank(row: DependencyRow) -> tuple[object, ...]:
    scope, used = SCOPES.index(row["scope"]), row["used_by"] or 0
    return (not row["direct"], scope, -used, row["name"], row["manifest"], row["line"])


@per_index
def _all_rows(index: Index) -> list[DependencyRow]:
    return sorted(_merged(_rows(index, judged_manifests(index), usage_of(index))), key=_rank)


@per_index
def _unused_offers(index: Index) -> list[UnusedDependency]:
    return list(unused_offers(index, judged_manifests(index)))


def _judgements(index: Index, place: str | None) -> tuple[list[UnusedDependency], list[UndeclaredDependency]]:
    """What nothing uses and what nothing declares."""
    unused, undeclared = judged(index)
    unused = [row for row in unused if place in {None, row["package"]}]
    unused.sort(key=lambda row: (-row["confidence"], row["manifest"], row["line"], row["name"]))
    return unused, [row for row in undeclared if place in {None, row["package"]}]


def _fit(shown: Mapping[str, list[Any]]) -> None:
    """Cuts the lists of a default answer in place so that it stays below its size; the most useful rows of each stay."""
    left = MOST_BYTES - 800
    for name, share in SHARES:
        del shown[name][_fitting(shown[name], share) :]
        left -= len(json.dumps(shown[name]))
    del shown["dependencies"][_fitting(shown["dependencies"], left) :]


def _fitting(rows: Sequence[Any], most: int) -> int:
    """How many of the first rows take at most `most` bytes of JSON."""
    return sum(size <= most for size in accumulate(len(json.dumps(row)) + 2 for row in rows))


def _rows(index: Index, manifests: Mapping[str, Manifest], used: Usage) -> Iterable[DependencyRow]:
    directories, read = frozenset(package_directories(index)), read_ecosystems(index)
    own, inside = {member.name for member in members(index)}, InsideUse(index)
    locks: dict[tuple[str, str], str] = {}
    for path, manifest in manifests.items():
        if manifest.role == "lockfile":
            locks[manifest.ecosystem, path.rpartition("/")[0]] = path
    for path, manifest in manifests.items():
        directory = owner(directories, path)
        locked = manifest.role == "lockfile"
        lockfile = path if locked else _lockfile(locks, path, manifest.ecosystem)
        for dependency in manifest.dependencies:
            if dependency.source == "workspace" and locked and dependency.name in own:
                continue
            yield {
                "name": dependency.name,
                "ecosystem": ecosystem_of(manifest, dependency),
                "package": directory or ".",
                "constraint": dependency.constraint or None,
                "resolved": dependency.resolved or None,
                "scope": dependency.scope,
                "direct": dependency.direct and not locked,
                "manifest": path,
                "line": dependency.line,
                "lockfile": lockfile if dependency.resolved else None,
                "used_by": _users(used, inside, manifest.ecosystem, dependency, directory)
                if manifest.ecosystem in read
                else None,
            }


def _users(used: Usage, inside: InsideUse, ecosystem: str, dependency: Dependency, directory: str) -> int | None:
    """How many files below a package import a dependency, which may be another package of the workspace; None: it can't be told."""
    outside = used.paths_of(ecosystem, dependency.name, directory)
    count = len(outside | inside.files_of(ecosystem, dependency, directory))
    return None if not count and used.may_use(ecosystem, dependency.name, directory) else count


def _lockfile(locks: Mapping[tuple[str, str], str], path: str, ecosystem: str) -> str | None:
    """The nearest lockfile of the ecosystem, in the manifest's folder or further out."""
    around = outwards(path.rpartition("/")[0])
    return next((locks[ecosystem, folder] for folder in around if (ecosystem, folder) in locks), None)


def _merged(rows: Iterable[DependencyRow]) -> list[DependencyRow]:
    """One row a declared dependency: what a lockfile only repeats at the declared version is left out."""
    kept = list(rows)
    declared = {(row["ecosystem"], row["name"], row["resolved"]) for row in kept if row["direct"]}
    return [
        row
        for row in kept
        if row["direct"]
        or row["ecosystem"] == SELF_CONTAINED
        or (row["ecosystem"], row["name"], row["resolved"]) not in declared
    ]


# ---- Ecosystems whose dependencies are not held against the code, each with the reason, which the answer tells

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
