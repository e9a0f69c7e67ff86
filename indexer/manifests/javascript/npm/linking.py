"""Completes npm manifests from each other: catalogs, workspace members, exact versions from lockfiles, scopes of yarn.lock."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ....gathering import by_key
from ....path_globs import compiled
from ....workspace_paths import outwards
from ...base import replace
from ...lock_graph import entries_needed, spread
from ...locking import Lock, governing
from ...marks import aliased, strongest
from ...notations.lines import directory
from ...notations.semver import satisfies
from .workspace_files import projects

if TYPE_CHECKING:
    from ...base import Dependency, Manifest, Package, WorkspaceTool

__all__ = ["link"]

LOCK_ORDER = ("pnpm", "yarn", "bun", "npm")
"""Which of several lockfiles in one directory counts, where package.json names no manager: npm's is the one most often left over."""

Catalog = dict[str, str]


def link(manifests: dict[str, Manifest]) -> dict[str, Manifest]:
    """All npm manifests of the workspace, completed.

    A dependency on a package of the same workspace gets `source="workspace"` and its directory, one from a catalog the
    catalog's range, each the version of the lockfile that governs its manifest. A lockfile keeps only what no manifest declares.
    Projects of Nx have no dependencies of npm's; those that are packages already lose the name that Nx has for them.
    """
    nx = projects(manifests)
    linked = {path: replace(manifest) for path, manifest in manifests.items() if path not in nx}
    workspaces = _Workspaces(linked)
    locks = [_Lock(path, manifest) for path, manifest in linked.items() if manifest.role == "lockfile"]
    by_base = by_key((lock.base, lock) for lock in locks)
    for path, manifest in linked.items():
        if manifest.role != "manifest":
            continue
        base = directory(path)
        group = workspaces.of(base)
        lock = governing(base, by_base, manifest.manager, LOCK_ORDER, workspaces.root(base))
        manifest.dependencies = [
            _resolved(_local(_from_catalog(dep, group), group, base), lock, base) for dep in manifest.dependencies
        ]
        manifest.tools = [_named(tool, lock) for tool in manifest.tools]
    places = {package.directory for manifest in manifests.values() for package in manifest.packages}
    for lock in locks:
        linked[lock.path].dependencies = lock.rest(places)
    return linked | nx


def _named(tool: WorkspaceTool, lock: _Lock | None) -> WorkspaceTool:
    """A `workspaces` field belongs to the manager whose lockfile stands beside it."""
    manager = lock.manifest.manager if lock else ""
    return replace(tool, name=f"{manager} workspaces") if tool.name == "npm workspaces" and manager else tool


# --------------------------------------------------------------------------------------------------------- workspaces
@dataclass(slots=True)
class _Workspace:
    """Packages that are installed together: by name, and the catalogs that they share."""

    packages: dict[str, Package] = field(default_factory=dict)
    catalogs: Catalog = field(default_factory=dict)


class _Workspaces:
    """Which workspace each directory belongs to."""

    def __init__(self, manifests: Mapping[str, Manifest]) -> None:
        self._members = {
            base: (_matcher(tool.members for tool in tools), _matcher(tool.excludes for tool in tools))
            for base, tools in _tools(manifests).items()
        }
        self._found: dict[str, _Workspace] = {}
        for path, manifest in manifests.items():
            root = self.root(directory(path))
            group = self._found.setdefault(root, _Workspace())
            group.packages.update({package.name: package for package in manifest.packages if package.name})
            if directory(path) == root:
                group.catalogs |= {s.name: s.value for s in manifest.settings if s.kind == "catalog"}

    def of(self, base: str) -> _Workspace:
        return self._found.get(self.root(base)) or _Workspace()

    def root(self, base: str) -> str:
        """The directory of the workspace that a directory is a member of; itself where of none."""
        for outer in outwards(base):
            if members := self._members.get(outer):
                inner = base[len(outer) :].strip("/")
                if not inner or (members[0].match(inner) and not members[1].match(inner)):
                    return outer
        return base


def _tools(manifests: Mapping[str, Manifest]) -> dict[str, list[WorkspaceTool]]:
    """Directory → its workspace declarations with members; pnpm looks at pnpm-workspace.yaml alone."""
    found: dict[str, list[WorkspaceTool]] = {}
    for path, manifest in manifests.items():
        found.setdefault(directory(path), []).extend(tool for tool in manifest.tools if tool.members)
    return {base: tools for base, tools in found.items() if tools}


def _matcher(globs: Iterator[tuple[str, ...]]) -> re.Pattern[str]:
    """What the directories match that some of the globs name."""
    named = ("/".join(part for part in glob.split("/") if part not in ("", ".")) for group in globs for glob in group)
    return re.compile("|".join(rf"(?:{compiled(glob).pattern})\Z" for glob in named) or r"(?!)")


def _from_catalog(dep: Dependency, group: _Workspace) -> Dependency:
    """`catalog:` and `catalog:NAME` mean the catalog's range; `group` then says which catalog."""
    if not dep.constraint.startswith("catalog:"):
        return dep
    catalog = dep.constraint[8:].strip() or "default"
    constraint = group.catalogs.get(f"{catalog}:{dep.name}", dep.constraint)
    return replace(dep, constraint=constraint, group=f"catalog:{catalog}")


def _local(dep: Dependency, group: _Workspace, base: str) -> Dependency:
    """A package of the same workspace is linked, not installed, where its version is in the range."""
    package = group.packages.get(dep.name)
    if package is None or package.directory == base or dep.source not in ("registry", "workspace"):
        return dep
    if dep.source == "registry" and package.version and not satisfies(package.version, dep.constraint):
        return dep
    return replace(dep, source="workspace", path=package.directory, resolved=package.version)


# ---------------------------------------------------------------------------------------------------------- lockfiles
def _resolved(dep: Dependency, lock: _Lock | None, base: str) -> Dependency:
    if lock is None:
        return dep
    index = lock.find(dep, base[len(lock.base) :].strip("/"))
    if index is None:
        return dep
    found = lock.entries[index]
    if dep.source == "workspace" and found.source == "registry":
        return dep  # one that was published, which others need
    lock.claimed[index] = strongest((dep.scope, lock.claimed.get(index, dep.scope)))
    if dep.source == "workspace":
        return dep
    return replace(dep, resolved=found.resolved, requires=found.requires)


class _Lock(Lock):
    """A lockfile and which of its entries a manifest declares (entry → scope there)."""

    def __init__(self, path: str, manifest: Manifest) -> None:
        super().__init__(path, manifest)
        self.claimed: dict[int, str] = {}

    @property
    def entries(self) -> list[Dependency]:
        return self.manifest.dependencies

    @cached_property
    def _by_importer(self) -> dict[tuple[str, str, str], int]:
        """(importer, name, constraint) and (importer, name, "") → entry, for lockfiles that list importers."""
        found: dict[tuple[str, str, str], int] = {}
        for index, dep in enumerate(self.entries):
            if dep.direct:
                found.setdefault((dep.group, dep.name, dep.constraint), index)
                found.setdefault((dep.group, dep.name, ""), index)
        return found

    @cached_property
    def _by_name(self) -> dict[str, list[int]]:
        return by_key((dep.name, index) for index, dep in enumerate(self.entries))

    @cached_property
    def _by_range(self) -> dict[tuple[str, str], int]:
        """(name, range) → entry, for yarn.lock."""
        locked = ((index, dep) for index, dep in enumerate(self.entries) if not dep.direct)
        ranges = ((index, dep.name, part) for index, dep in locked for part in dep.constraint.split(", "))
        return {(name, part.removeprefix("npm:")): index for index, name, part in ranges}

    def find(self, dep: Dependency, importer: str) -> int | None:
        """The entry that a declared dependency means."""
        constraint = dep.constraint.removeprefix("npm:")
        real = aliased(dep.constraint) or dep.name
        for key in ((importer, real, dep.constraint), (importer, real, "")):
            if (found := self._by_importer.get(key)) is not None:
                return found
        if (found := self._by_range.get((real, constraint))) is not None:
            return found
        candidates = [index for index in self._by_name.get(real, ()) if not self.entries[index].direct]
        fitting = [index for index in candidates if satisfies(self.entries[index].resolved, constraint)]
        return next(iter(fitting or (candidates if len(candidates) == 1 else ())), None)

    def rest(self, places: set[str]) -> list[Dependency]:
        """The entries that no manifest declares, without the workspace's own packages (their directories are `places`).

        In a yarn.lock each has the scope for which it is needed.
        """
        yarn = self.manifest.manager == "yarn"
        scopes = spread(self.claimed.items(), entries_needed(self.entries)) if yarn and self.claimed else {}
        return [
            replace(dep, scope=scopes.get(index, dep.scope))
            for index, dep in enumerate(self.entries)
            if index not in self.claimed and not (dep.source == "workspace" and dep.path in places)
        ]
