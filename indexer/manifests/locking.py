"""Manifests and their lockfiles completed from each other: exact versions one way, scopes and directness the other."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from typing import TYPE_CHECKING

from ..gathering import by_key
from ..workspace_paths import outwards
from .base import replace
from .marks import SCOPE_RANK
from .notations.lines import directory

if TYPE_CHECKING:
    from .base import Dependency, Manifest

__all__ = [
    "as_member",
    "as_member_there",
    "nearest",
    "unlinked",
    "with_directness",
    "with_lockfiles_beside",
    "with_nearest_lockfiles",
    "with_resolved",
    "with_scopes",
]


def unlinked(manifests: dict[str, Manifest]) -> dict[str, Manifest]:
    """The `link` of ecosystems whose files need nothing of each other."""
    return manifests


def nearest(path: str, candidates: dict[str, Manifest], name: str) -> str | None:
    """The file `name` in the folder of `path` or in the closest folder above it, among `candidates`."""
    for place in outwards(directory(path)):
        candidate = f"{place}/{name}".lstrip("/")
        if candidate in candidates:
            return candidate
    return None


def as_member(dependency: Dependency, places: dict[str, str], sources: Container[str] = ("path",)) -> Dependency:
    """A dependency from a path that is called as a package of this workspace (name → place) is that package."""
    if dependency.source in sources and dependency.name in places:
        return replace(dependency, source="workspace", path=places[dependency.name])
    return dependency


def as_member_there(dependency: Dependency, names: dict[str, str]) -> Dependency:
    """A dependency from a path at which a package of this workspace of that name lies (place → name) is that package."""
    if dependency.source == "path" and names.get(dependency.path) == dependency.name:
        return replace(dependency, source="workspace")
    return dependency


def with_lockfiles_beside(manifests: dict[str, Manifest], lock: str, declared: str) -> dict[str, Manifest]:
    """Manifests of which each lockfile and what is declared beside it are completed from each other.

    Args:
        lock, declared: the names of both files.
    """
    linked = dict(manifests)
    for path in [path for path in manifests if path.endswith(lock)]:
        beside = path.removesuffix(lock) + declared
        if beside in manifests:
            linked[path] = with_scopes(manifests[path], [manifests[beside]])
            linked[beside] = with_resolved(manifests[beside], manifests[path])
    return linked


def with_nearest_lockfiles(
    manifests: dict[str, Manifest], lock_name: Callable[[str], str], bound: Callable[[Dependency], Dependency]
) -> tuple[dict[str, Manifest], dict[str, list[Manifest]]]:
    """Manifests with the versions of the lockfile in their folder or the closest one above, which a workspace shares.

    Args:
        lock_name: a manifest's path → what its lockfile is called.
        bound: a dependency as the package of this workspace that it is.

    Returns:
        The manifests, and lockfile → those that rest on it.
    """
    linked = dict(manifests)
    locks = {path: manifest for path, manifest in manifests.items() if manifest.role == "lockfile"}
    users: dict[str, list[Manifest]] = {}
    for path, manifest in manifests.items():
        if manifest.role == "manifest":
            manifest = replace(manifest, dependencies=[bound(dependency) for dependency in manifest.dependencies])
            if lock := nearest(path, locks, lock_name(path)):
                users.setdefault(lock, []).append(manifest)
                manifest = with_resolved(manifest, locks[lock])
            linked[path] = manifest
    return linked, users


def with_resolved(
    manifest: Manifest,
    lock: Manifest,
    key: Callable[[str], str] = str,
    fits: Callable[[str, str], bool] | None = None,
) -> Manifest:
    """A manifest whose dependencies carry the exact versions of a lockfile.

    Args:
        key: a name as the ecosystem compares it.
        fits: whether a version satisfies a constraint, where a lockfile may hold several versions of one name.
    """
    locked = by_key((key(dependency.name), dependency.resolved) for dependency in lock.dependencies)
    dependencies = []
    for dependency in manifest.dependencies:
        versions = locked.get(key(dependency.name), [])
        if len(versions) > 1 and fits:
            versions = [v for v in versions if fits(dependency.constraint, v)] or versions
        dependencies.append(replace(dependency, resolved=versions[0]) if versions else dependency)
    return replace(manifest, dependencies=dependencies)


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
    direct: dict[str, str] = {}
    for manifest in declared:
        for dependency in manifest.dependencies:
            if not dependency.direct:
                continue
            name = key(dependency.name)
            direct[name] = min(direct.get(name, dependency.scope), dependency.scope, key=lambda s: SCOPE_RANK.get(s, 9))
    if not direct:
        return lock
    scopes = _reach(direct, lock, key, through_local)
    dependencies = [
        replace(d, scope=scopes.get(key(d.name), d.scope), direct=key(d.name) in direct) for d in lock.dependencies
    ]
    return replace(lock, dependencies=dependencies)


def _reach(direct: dict[str, str], lock: Manifest, key: Callable[[str], str], through_local: bool) -> dict[str, str]:
    """Name → scope of everything that the direct dependencies need, scope by scope from the shipped product on."""
    needs: dict[str, set[str]] = {}
    for dependency in lock.dependencies:
        if dependency.source in ("path", "workspace") and not through_local:
            continue
        needs.setdefault(key(dependency.name), set()).update(key(name) for name in dependency.requires)
    scopes: dict[str, str] = {}
    for name, scope in sorted(direct.items(), key=lambda item: (SCOPE_RANK.get(item[1], 9), item[0])):
        todo = [name]
        while todo:
            current = todo.pop()
            if current not in scopes:
                scopes[current] = scope
                todo.extend(needs.get(current, ()))
    return scopes
