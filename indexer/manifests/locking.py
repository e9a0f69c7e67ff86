"""Manifests and their lockfiles completed from each other: exact versions one way, scopes and directness the other."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from ..gathering import by_key
from ..workspace_paths import outwards
from .base import replace
from .lock_graph import entries_needed, spread
from .marks import strongest
from .notations.lines import directory

if TYPE_CHECKING:
    from .base import Dependency, Manifest

_LOCAL = ("path", "workspace")


def unlinked(manifests: dict[str, Manifest]) -> dict[str, Manifest]:
    """The `link` of ecosystems whose files need nothing of each other."""
    return manifests


def nearest(path: str, candidates: Container[str], name: str) -> str | None:
    """The file `name` in the folder of `path` or in the closest folder above it, among `candidates`."""
    for place in outwards(directory(path)):
        candidate = f"{place}/{name}".lstrip("/")
        if candidate in candidates:
            return candidate
    return None


def as_member(dependency: Dependency, places: Mapping[str, str], sources: Container[str] = ("path",)) -> Dependency:
    """A dependency from a path that is called as a package of this workspace (name → place) is that package."""
    if dependency.source in sources and dependency.name in places:
        return replace(dependency, source="workspace", path=places[dependency.name])
    return dependency


def with_members(manifest: Manifest, places: Mapping[str, str], sources: Container[str]) -> Manifest:
    """A manifest whose dependencies from such sources on packages of this workspace (name → place) are those packages."""
    return replace(manifest, dependencies=[as_member(d, places, sources) for d in manifest.dependencies])


def as_member_there(dependency: Dependency, names: dict[str, str]) -> Dependency:
    """A dependency from a path at which a package of this workspace of that name lies (place → name) is that package."""
    if dependency.source == "path" and names.get(dependency.path) == dependency.name:
        return replace(dependency, source="workspace")
    return dependency


def lockfiles_beside(
    lock: str, declared: str, key: Callable[[str], str] = str
) -> Callable[[dict[str, Manifest]], dict[str, Manifest]]:
    """The `link` of ecosystems where each lockfile and what is declared beside it are completed from each other, by both names.

    Args:
        key: a name as the ecosystem compares it.
    """

    def link(manifests: dict[str, Manifest]) -> dict[str, Manifest]:
        beside = {path: path.removesuffix(declared) + lock for path in manifests if path.endswith(declared)}
        return _with_lockfiles(manifests, beside, lambda locked, users: with_scopes(locked, users, key), key)

    return link


def with_lockfiles_of_folders(manifests: dict[str, Manifest]) -> dict[str, Manifest]:
    """Manifests of which each lockfile and those of its ecosystem in its folder are completed from each other."""
    places = {path: (directory(path), manifest.ecosystem) for path, manifest in manifests.items()}
    locks = {places[path]: path for path, manifest in manifests.items() if manifest.role == "lockfile"}
    governed = {path: locks[place] for path, place in places.items() if place in locks}
    return _with_lockfiles(manifests, governed, with_directness)


def with_nearest_lockfiles(
    manifests: dict[str, Manifest],
    lock_name: Callable[[str], str],
    bound: Callable[[Dependency], Dependency],
    least: int = 1,
) -> dict[str, Manifest]:
    """Manifests with the versions of the lockfile in their folder or the closest one above, which a workspace shares, and it
    with their scopes.

    Args:
        lock_name: a manifest's path → what its lockfile is called.
        bound: a dependency as the package of this workspace that it is.
        least: so many manifests have to rest on a lockfile to tell its scopes.
    """
    locks = {path for path, manifest in manifests.items() if manifest.role == "lockfile"}
    linked = {
        path: replace(m, dependencies=[bound(d) for d in m.dependencies]) if m.role == "manifest" else m
        for path, m in manifests.items()
    }
    above = {path: nearest(path, locks, lock_name(path)) or "" for path in manifests}
    return _with_lockfiles(linked, above, lambda lock, users: with_scopes(lock, users) if len(users) >= least else lock)


def _with_lockfiles(
    manifests: dict[str, Manifest],
    governed: Mapping[str, str],
    told: Callable[[Manifest, list[Manifest]], Manifest],
    key: Callable[[str], str] = str,
) -> dict[str, Manifest]:
    """Manifests (path → its lockfile) with the versions of their lockfiles, and these with what `told` makes of them by their users."""
    linked = dict(manifests)
    users = by_key((lock, p) for p, lock in governed.items() if manifests[p].role == "manifest" and lock in manifests)
    for path, paths in users.items():
        locked = by_name(manifests[path], key)
        linked |= {user: with_resolved(manifests[user], locked, key) for user in paths}
        linked[path] = told(manifests[path], [manifests[user] for user in paths])
    return linked


class Lock:
    """A lockfile by its place.

    Attributes:
        importers: the directories, relative to its own, of the projects that it lists.
    """

    def __init__(self, path: str, manifest: Manifest) -> None:
        self.path, self.base, self.manifest = path, directory(path), manifest
        self.importers = frozenset(dep.group for dep in manifest.dependencies if dep.direct)


AnyLock = TypeVar("AnyLock", bound=Lock)


def governing(
    base: str, locks: Mapping[str, Sequence[AnyLock]], manager: str, order: Sequence[str], root: str | None = None
) -> AnyLock | None:
    """The lockfile beside a manifest or at its workspace's root, or one around that lists its directory.

    Of several in one directory it is the named manager's. A project that lies below another without being a member of its
    workspace (an example, a fixture) is not governed by that project's lockfile.

    Args:
        base: the manifest's directory.
        locks: directory → its lockfiles.
        order: the managers, those first whose lockfile counts where none is named.
        root: the directory of the workspace that the manifest belongs to; None where only lockfiles tell.
    """
    ranks = {name: rank for rank, name in enumerate((manager, *(name for name in order if name != manager)))}
    for outer in outwards(base):
        inner = base[len(outer) :].strip("/")
        beside = outer in (base, root)
        if found := [lock for lock in locks.get(outer, ()) if beside or inner in lock.importers]:
            return min(found, key=lambda lock: ranks.get(lock.manifest.manager, len(ranks)))
    return None


def by_name(lock: Manifest, key: Callable[[str], str] = str) -> dict[str, list[Dependency]]:
    """What a lockfile has, by names as the ecosystem compares them: once for all manifests that rest on it."""
    return by_key((key(dependency.name), dependency) for dependency in lock.dependencies)


def with_resolved(
    manifest: Manifest,
    locked: Mapping[str, Sequence[Dependency]],
    key: Callable[[str], str] = str,
    fits: Callable[[str, str], bool] | None = None,
    told: Mapping[str, Sequence[str]] | None = None,
) -> Manifest:
    """A manifest whose dependencies carry the exact versions of a lockfile; none where it has several and tells of none that it is.

    Args:
        locked: the lockfile `by_name`, whose names `key` gives.
        fits: whether a version satisfies a constraint, where a lockfile may hold several versions of one name.
        told: name → the versions of it that the lockfile says the manifest's package needs.
    """
    dependencies = []
    for dependency in manifest.dependencies:
        name = key(dependency.name)
        versions = [*(told or {}).get(name, ())] or _versions(dependency, locked.get(name, ()))
        if dependency.constraint in versions:
            versions = [dependency.constraint]
        elif len(versions) > 1 and fits:
            versions = [version for version in versions if fits(dependency.constraint, version)]
        dependencies.append(replace(dependency, resolved=versions[0]) if versions else dependency)
    return replace(manifest, dependencies=dependencies)


def _versions(dependency: Dependency, locked: Sequence[Dependency]) -> list[str]:
    """The locked versions that a dependency may mean: one on a folder that of the package there, where others have its name."""
    beside = [item for item in locked if item.source in _LOCAL] if dependency.source in _LOCAL else []
    return [item.resolved for item in beside or locked]


def with_directness(lock: Manifest, declared: Iterable[Manifest]) -> Manifest:
    """A lockfile that tells what of it is declared, where it says nothing of who needs what."""
    direct = {dependency.name for manifest in declared for dependency in manifest.dependencies}
    return replace(lock, dependencies=[replace(item, direct=item.name in direct) for item in lock.dependencies])


def with_scopes(
    lock: Manifest, declared: Iterable[Manifest], key: Callable[[str], str] = str, through_local: bool = True
) -> Manifest:
    """A lockfile whose packages carry the scope of the declared dependencies that need them, and which are direct.

    What no declared dependency leads to (or where nothing is declared) stays as the lockfile says.

    Args:
        through_local: follow also what the workspace's own packages need; off where the lockfile mixes their
            development needs with the others (their manifests tell these apart).
    """
    direct = _roots(lock.dependencies, declared, key)
    if not direct:
        return lock
    edges = entries_needed(lock.dependencies, key)
    if not through_local:
        edges |= {index: [] for index, item in enumerate(lock.dependencies) if item.source in _LOCAL}
    scopes = spread(direct.items(), edges)
    dependencies = [
        replace(item, scope=scopes.get(index, item.scope), direct=index in direct)
        for index, item in enumerate(lock.dependencies)
    ]
    return replace(lock, dependencies=dependencies)


def _roots(entries: Sequence[Dependency], declared: Iterable[Manifest], key: Callable[[str], str]) -> dict[int, str]:
    """The entries of a lockfile, by position, that are declared, each with its strongest scope: all of a name whose version is open."""
    places = by_key((key(entry.name), index) for index, entry in enumerate(entries))
    direct: dict[int, str] = {}
    for dependency in (item for manifest in declared for item in manifest.dependencies if item.direct):
        named = places.get(key(dependency.name), [])
        for index in [at for at in named if entries[at].resolved == dependency.resolved] or named:
            scope = direct.get(index, dependency.scope)
            direct[index] = strongest((scope, dependency.scope))
    return direct
