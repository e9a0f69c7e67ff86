"""Completes Python manifests from each other: includes, constraints, workspace members, exact versions from lockfiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....gathering import by_key
from ....reached import reached
from ...base import CHANNEL, replace
from ...lock_graph import spread
from ...locking import Lock, by_name, governing
from ...marks import SCOPES, strongest
from ...notations.lines import directory
from .pep508 import newest_of

if TYPE_CHECKING:
    from ...base import Dependency, Manifest

__all__ = ["link"]

LOCK_ORDER = ("uv", "poetry", "pdm", "pipenv", "pip")
Manifests = dict[str, "Manifest"]


def link(manifests: Manifests) -> Manifests:
    """All Python manifests of the workspace, completed.

    A dependency on a package of the same workspace gets its directory, each the version of the lockfile that governs its
    manifest, else of a constraints file that the manifest names. A file that setup.cfg or pyproject.toml reads its
    requirements from is theirs: its dependencies stay in it. What is installed beside the project itself (`-e .`), which says
    what it needs, is for developing it. A lockfile keeps only what no manifest declares.
    """
    linked = {path: replace(manifest) for path, manifest in manifests.items()}
    packages = {package.name: package.directory for m in manifests.values() for package in m.packages}
    names = {place: name for name, place in packages.items()}
    locks = [_Lock(path, manifest) for path, manifest in linked.items() if manifest.role == "lockfile"]
    by_base = by_key((lock.base, lock) for lock in locks)
    includers = by_key((name, path) for path, manifest in manifests.items() for name in manifest.includes)
    for path, manifest in linked.items():
        if manifest.role != "manifest":
            continue
        lock, pins = _governing(path, manifest.manager, locks, by_base), _pins(path, manifests, includers)
        found = _beside_project(path, manifests, includers)
        manifest.dependencies = [_complete(_placed(dep, packages, names), lock, pins) for dep in found]
    for lock in locks:
        lock.manifest.dependencies = lock.rest()
    return linked


def _beside_project(path: str, manifests: Manifests, includers: dict[str, list[str]]) -> list[Dependency]:
    """The dependencies of a manifest; those of a requirements file that installs the project around it are no part of that."""
    manifest, folder = manifests[path], directory(path)
    if not any((setting.kind, setting.name) == ("config", "editable") for setting in manifest.settings):
        return manifest.dependencies
    projects = [(at, other) for at, other in manifests.items() if other.packages and directory(at) == folder]
    told = any(dep.scope == "runtime" for _, other in projects for dep in other.dependencies)
    if not told or any(at in includers.get(path, ()) for at, _ in projects):
        return manifest.dependencies
    return [replace(dep, scope="dev") if dep.scope == "runtime" else dep for dep in manifest.dependencies]


def _placed(dep: Dependency, packages: dict[str, str], names: dict[str, str]) -> Dependency:
    """A path dependency takes the name of the package there, a workspace one the directory of its package."""
    if dep.source == "path" and dep.path in names:
        return replace(dep, name=names[dep.path])
    if dep.source == "workspace" and dep.name in packages:
        return replace(dep, path=packages[dep.name])
    return dep


def _complete(dep: Dependency, lock: _Lock | None, pins: dict[str, str]) -> Dependency:
    if dep.source == CHANNEL:
        return dep
    if lock and (found := lock.claim(dep)):
        if dep.source == "workspace":
            return dep
        return replace(dep, resolved=found.resolved, requires=found.requires)
    if not dep.resolved and (pin := pins.get(dep.name, "")).startswith("=="):
        return replace(dep, resolved=pin.lstrip("= "))
    return dep


def _pins(path: str, manifests: Manifests, includers: dict[str, list[str]]) -> dict[str, str]:
    """What the constraints files say that a manifest, or a file that includes it, names with `-c`."""
    found: dict[str, str] = {}
    for name in reached([path], lambda file: includers.get(file, ())):
        for setting in manifests[name].settings:
            if (setting.kind, setting.name) == ("config", "constraints") and setting.value in manifests:
                source = manifests[setting.value]
                found |= {s.name: s.value for s in source.settings if s.kind == "constraint"}
                found |= {dep.name: dep.constraint for dep in source.dependencies}
    return found


class _Lock(Lock):
    """A lockfile and which of its packages a manifest declares (name → scope there), and in which of their versions."""

    def __init__(self, path: str, manifest: Manifest) -> None:
        super().__init__(path, manifest)
        self._by_name = by_name(manifest)
        self._claimed: dict[str, str] = {}
        self._versions: set[tuple[str, str]] = set()

    def claim(self, dep: Dependency) -> Dependency | None:
        """The locked package that a declared dependency means, the direct one first; where there is one for each range of
        Pythons, the newest that it takes."""
        found = sorted(self._by_name.get(dep.name, ()), key=lambda locked: not locked.direct)
        if len(versions := {locked.resolved for locked in found if locked.direct == found[0].direct}) > 1:
            newest = newest_of(versions, dep.constraint)
            found.sort(key=lambda locked: locked.resolved != newest)
        if not found:
            return None
        self._claimed[dep.name] = strongest((dep.scope, self._claimed.get(dep.name, dep.scope)))
        self._versions.add((dep.name, found[0].resolved))
        return found[0]

    def rest(self) -> list[Dependency]:
        """The packages that no manifest declares, with the scope for which they are needed where the file leaves it out. Other
        versions of a declared one are for other Pythons, one record each."""
        scopes = self._scopes()
        left: dict[object, Dependency] = {}
        for dep in self.manifest.dependencies:
            if (dep.name, dep.resolved) not in self._versions:
                dep = replace(dep, scope=scopes.get(dep.name, dep.scope))
                key = (dep.name, dep.resolved) if dep.name in self._claimed else dep
                other = left.setdefault(key, dep)
                left[key] = min(other, dep, key=lambda each: SCOPES.index(each.scope))
        return [*left.values()]

    def _scopes(self) -> dict[str, str]:
        if not self._claimed or any(dep.scope != "runtime" for dep in self.manifest.dependencies):
            return {}
        needs = ((dep.name, need.partition(" ")[0]) for dep in self.manifest.dependencies for need in dep.requires)
        return spread(self._claimed.items(), by_key(needs))


def _governing(path: str, manager: str, locks: list[_Lock], by_base: dict[str, list[_Lock]]) -> _Lock | None:
    """The lockfile for a manifest: for requirements.in its own .txt, else one beside it, else one around that lists it."""
    if path.endswith(".in"):
        return next((lock for lock in locks if lock.path == f"{path[:-3]}.txt"), None)
    return None if path.endswith(".txt") else governing(directory(path), by_base, manager, LOCK_ORDER)
