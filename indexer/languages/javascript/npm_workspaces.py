"""The packages of a workspace as Node sees them: nearest package.json, members by name, what a dependency means.

Without node_modules on disk, the link that the package manager would make follows from the manifests: the nearest package that
declares the name decides, by protocol (`workspace:`, `file:`, `npm:`) or by version, and what nobody declares is hoisted.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from ...gathering import by_key
from ...manifests.notations.semver import satisfies
from ...manifests.notations.yaml_lines import read_yaml
from ...path_globs import compiled
from ...read_tables import inner_list, inner_table, json_table, texts_of
from ...workspace_paths import outwards, prefix_of
from .module_files import join, parent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ..base import World

__all__ = ["Package", "Packages", "package_name"]

MANIFESTS = ("jsr.json", "deno.jsonc", "deno.json", "package.json")
"""What describes a package; of several in a folder a later one is right. https://docs.deno.com/runtime/fundamentals/workspaces/"""
DEPENDENCY_FIELDS = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies")
WORKSPACE = "workspace:"
LOCAL_PROTOCOLS = ("file:", "link:", "portal:")


class Package(NamedTuple):
    """A package.json, or Deno's file for one, and its folder."""

    folder: str
    data: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The declared name, "" where there is none."""
        name = self.data.get("name")
        return name if isinstance(name, str) else ""

    def declared(self, name: str) -> str | None:
        """The constraint under which a dependency is declared, None where it is not."""
        for kind in DEPENDENCY_FIELDS:
            if isinstance(constraint := inner_table(self.data, kind).get(name), str):
                return constraint
        return None


def package_name(specifier: str) -> tuple[str, str]:
    """`@scope/name/below` → `("@scope/name", "below")`."""
    parts = specifier.split("/", 2 if specifier.startswith("@") else 1)
    count = 2 if specifier.startswith("@") else 1
    return "/".join(parts[:count]), "/".join(parts[count:])


class Packages:
    """All packages of the workspace; a package.json is read when it is first asked for."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.package, self.above = cache(self._package), cache(self._above)
        self.is_root, self.members = cache(self._is_root), cache(self._members)
        self._member_folders, self._overrides = cache(self._read_members), cache(self._read_overrides)

    @cached_property
    def folders(self) -> frozenset[str]:
        """Folders that hold a package.json or Deno's file, installed packages left out."""
        found = (path for name in MANIFESTS for path in self._world.by_basename.get(name, ()))
        return frozenset(parent(path) for path in found if "node_modules/" not in path)

    @cached_property
    def installed(self) -> frozenset[str]:
        """`…/node_modules/name` folders that are part of the workspace itself."""
        return frozenset(folder for folder in self._world.directories if "node_modules/" in f"{folder}/")

    def _package(self, folder: str) -> Package:
        """The package of a folder that holds such a file."""
        data: dict[str, Any] = {}
        for path in (prefix_of(folder) + name for name in MANIFESTS):
            data |= json_table(self._world.read(path)) if path in self._world.files else {}
        return Package(folder, data)

    def _above(self, folder: str) -> tuple[Package, ...]:
        """The packages around a folder, the nearest first."""
        return tuple(self.package(place) for place in outwards(folder) if place in self.folders)

    def serving(self, name: str, folder: str) -> Package | None:
        """The workspace package that a package name means for a file of `folder`; None for one from a registry."""
        around = self.above(folder)
        for package in around:
            constraint = package.declared(name)
            if package.name == name and (constraint is None or "exports" in package.data):
                return package
            if constraint is not None:
                return self._declared(package, name, constraint)
        for package in around:
            if self.is_root(package.folder) and (found := self.members(package.folder).get(name)):
                return found
        return None

    def _declared(self, package: Package, name: str, constraint: str) -> Package | None:
        roots = list(self._workspaces_of(package.folder))
        of = next((root for root in roots if name in self._overrides(root)), None)
        if of is not None:
            constraint = self._overrides(of)[name]
        if constraint.startswith(LOCAL_PROTOCOLS):
            place = join(package.folder if of is None else of, constraint.partition(":")[2])
            above = self.above(place)[:1] if place is not None else ()
            return next((found for found in above if found.folder == place or found.name == name), None)
        target, constraint = _aliased(name, constraint)
        for root in roots:
            if found := self.members(root).get(target):
                return found if _satisfied(found, constraint) else None
        return self._named.get(target) if constraint.startswith(WORKSPACE) else None

    @cached_property
    def _named(self) -> dict[str, Package]:
        """Name → the only package of that name, member or not: what `workspace:` means where the globs leave a package out."""
        found = by_key((self.package(folder).name, self.package(folder)) for folder in self.folders)
        return {name: packages[0] for name, packages in found.items() if len(packages) == 1}

    def _workspaces_of(self, folder: str) -> Iterator[str]:
        """The workspace roots that have a package as a member, the innermost first."""
        for place in outwards(folder):
            if place not in self.folders or not self.is_root(place):
                continue
            if place == folder or folder in self._member_folders(place):
                yield place

    def _read_members(self, root: str) -> Mapping[str, None]:
        """The folders of a workspace root's members, the outermost first, those without a name too; and its own."""
        accepted = _accepting(self._globs(root))
        base = prefix_of(root)
        below = [folder for folder in self.folders if folder != root and folder.startswith(base)]
        found = filter(lambda folder: accepted(folder[len(base) :]), below)
        inside = sorted(found, key=lambda place: (place.count("/"), place))
        return dict.fromkeys((*inside, root))

    def _is_root(self, folder: str) -> bool:
        """Whether a folder declares workspace members."""
        base = prefix_of(folder)
        files = (f"{base}pnpm-workspace.yaml", f"{base}lerna.json", f"{base}rush.json")
        declares = any(path in self._world.files for path in files)
        return declares or (folder in self.folders and _members(self.package(folder)) is not None)

    def _members(self, root: str) -> dict[str, Package]:
        """Name → member package of a workspace root, itself included."""
        found: dict[str, Package] = {}
        for folder in self._member_folders(root):
            package = self.package(folder)
            found.setdefault(package.name, package)
        found.pop("", None)
        return found

    def _read_overrides(self, root: str) -> Mapping[str, str]:
        """What a workspace's root makes of a dependency, whatever its members ask for, where that is a package of the workspace."""
        data, pnpm = self.package(root).data, self._pnpm(root) or {}
        paths = ((data, "overrides"), (data, "resolutions"), (data, "pnpm", "overrides"), (pnpm, "overrides"))
        items = (item for table, *keys in paths for item in inner_table(table, *keys).items())
        own = (WORKSPACE, *LOCAL_PROTOCOLS)
        return {name: value for name, value in items if isinstance(value, str) and value.startswith(own)}

    def _pnpm(self, root: str) -> Mapping[str, Any] | None:
        """What pnpm's file of a workspace root says; None without one. What is wrong in it the manifest reader reports."""
        path = f"{prefix_of(root)}pnpm-workspace.yaml"
        return read_yaml(self._world.read(path)).table() if path in self._world.files else None

    def _globs(self, root: str) -> list[str]:
        """The member patterns of a workspace root, exclusions with `!`."""
        base = prefix_of(root)
        if (pnpm := self._pnpm(root)) is not None:
            return texts_of(pnpm.get("packages"))
        value = _members(self.package(root))
        value = value.get("packages", value.get("members")) if isinstance(value, dict) else value
        if not value and f"{base}lerna.json" in self._world.files:
            value = json_table(self._world.read(f"{base}lerna.json")).get("packages", ["packages/*"])
        if not value and f"{base}rush.json" in self._world.files:
            projects = inner_list(json_table(self._world.read(f"{base}rush.json")), "projects")
            value = [entry.get("projectFolder") for entry in projects if isinstance(entry, dict)]
        return texts_of(value)


def _members(package: Package) -> object:
    """What a package.json or a deno.json says of the members of its workspace."""
    return package.data.get("workspaces", package.data.get("workspace"))


def _aliased(name: str, constraint: str) -> tuple[str, str]:
    """The package and the range that a constraint means: `workspace:other@*` and `npm:other@^1` name another package."""
    protocol, colon, rest = constraint.partition(":")
    if not colon or protocol not in {"workspace", "npm"}:
        return name, constraint
    other, at, wanted = rest.rpartition("@")
    if not at or not other:
        other, wanted = (rest, "*") if protocol == "npm" else (name, rest)
    return other, f"workspace:{wanted}" if protocol == "workspace" else wanted


def _accepting(globs: Iterable[str]) -> Callable[[str], bool]:
    """Whether a folder matches the member patterns: one of the inclusions, none of the exclusions."""
    bare = ((glob, glob.strip("!").removeprefix("./").removesuffix("/package.json").strip("/")) for glob in globs)
    parted = by_key((glob[:1] == "!", compiled(folder).fullmatch) for glob, folder in bare)
    wanted, unwanted = parted.get(False, []), parted.get(True, [])
    return lambda folder: any(it(folder) for it in wanted) and not any(it(folder) for it in unwanted)


def _satisfied(member: Package, constraint: str) -> bool:
    """Whether a package manager would take the member for a constraint; what can't be read counts as yes."""
    version = member.data.get("version")
    if not isinstance(version, str) or not version[:1].isdigit() or ":" in constraint or "/" in constraint:
        return True
    return satisfies(version, constraint)
