"""What manifests show: dependencies, tools, images, actions, scripts, package managers, locked versions, what is published."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final

from ... import lazy_re as re
from ...indexer.gathering import by_key
from ..catalog import ECOSYSTEMS, load
from ..naming import flat
from ..workspace.code_places import is_hidden
from .claim import Claim, place_zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ...indexer.index import Index
    from ...indexer.manifests.base import Dependency, Manifest, Setting

__all__ = ["from_manifests", "is_published", "locked_versions"]

FOREIGN: Final = frozenset({"vendored", "fixture"})
"""Zones whose manifests say nothing of the workspace."""

MANY: Final = 5
"""So many manifests of one name below one test folder are data."""
TARGET: Final = re.compile(r"net(?:coreapp)?(\d+\.\d+)(?:-\w+)?")
IMAGE_PREFIX: Final = re.compile(r"^(?:(?:index\.)?docker\.io/)?(?:library/)?")
WRAPPERS: Final = re.compile(
    r"^(?:\w+=\S*\s+|(?:npx|bunx|cross-env|exec|sudo|time|(?:yarn|pnpm|bun|npm) (?:exec|dlx|run)|(?:uv|poetry|pdm"
    r"|pipenv|hatch) run"
    r"|bundle exec|python3? -m|\./(?:node_modules/\.bin/)?|@|-)\s*)+"
)


def from_manifests(index: Index) -> Iterator[Claim]:
    """All that manifests show, whatever their zone; hidden folders' dependencies and scripts serve the repository alone."""
    zones = {path: zone for path in index.manifests if (zone := place_zone(index, path)) not in FOREIGN}
    declaring = {
        manifest.ecosystem
        for manifest in map(index.manifests.__getitem__, zones)
        if manifest.role == "manifest" and manifest.dependencies
    }
    samples = input_manifests(index, zones)
    for path, zone in zones.items():
        if path in samples:
            continue
        manifest = index.manifests[path]
        yield from from_settings(path, zone, manifest)
        if is_hidden(path) and not path.startswith(".config/"):  # there .NET lists what it installs for all
            continue
        if manifest.role != "lockfile" or manifest.ecosystem not in declaring:
            yield from from_dependencies(path, zone, manifest)
        yield from from_scripts(path, zone, manifest)
    yield from from_managers(index)


def input_manifests(index: Index, zones: Mapping[str, str]) -> frozenset[str]:
    """Manifests below a test folder that holds many: the input of its tests, and not what they run on."""
    packed = (path for path, zone in zones.items() if zone == "test" and index.manifests[path].packages)
    groups = by_key(((path.partition("/")[0], path.rpartition("/")[2]), path) for path in packed)
    return frozenset(path for paths in groups.values() if len(paths) >= MANY for path in paths)


def from_dependencies(path: str, zone: str, manifest: Manifest) -> Iterator[Claim]:
    """Declared dependencies, but of a folder on itself; of a lockfile without its manifest, those that the workspace asks for itself."""
    if manifest.ecosystem not in ECOSYSTEMS:
        return
    own = {
        package.name for package in manifest.packages if package.version
    }  # an example may be called as what it shows
    for dependency in manifest.dependencies:
        if dependency.direct and not (dependency.name in own and dependency.source == "path"):
            yield from of_dependency(path, zone, manifest.ecosystem, dependency)


def of_dependency(path: str, zone: str, ecosystem: str, dependency: Dependency) -> Iterator[Claim]:
    """What one dependency shows."""
    catalog = load()
    before, replaces, replaced = dependency.marker.partition("replaces ")
    called = replaced if replaces and not before else dependency.name
    for name in catalog.named(ecosystem, called):
        words = catalog[name].evidence[ecosystem]
        lower = called.lower()
        order = next((place for place, word in enumerate(words) if word.lower() == lower), len(words))
        version = "" if is_brought(lower, name) else dependency.resolved or dependency.constraint
        yield Claim(name, dependency.scope, path, dependency.line, zone, version, called, ecosystem, order)


def is_brought(name: str, technology: str) -> bool:
    """Whether a package, in lower case, brings a technology along under a version of its own."""
    return any(fnmatchcase(name, other) for other in load()[technology].brought)


def from_settings(path: str, zone: str, manifest: Manifest) -> Iterator[Claim]:
    """Configured tools, build plugins and back ends, images, services and actions."""
    family = tuple(f"parent:{package.name.partition(':')[0]}:" for package in manifest.packages)
    for setting in manifest.settings:
        if setting.kind == "service" and manifest.ecosystem == "docker":
            continue  # a compose service's name; its image is a setting of its own
        if setting.name.startswith(family):
            continue  # a parent of the same group is the family's own
        for key, name in lookups(setting):
            for technology in load().named(key, name):
                how = setting.kind if setting.kind in ("image", "action", "service") else "setting"
                how = "service" if how == "image" and is_hidden(path) else how
                told = key in ("image", "manager", "plugin", "maven", "nuget")
                version = setting.value if told and not is_brought(name.lower(), technology) else ""
                version = target_framework(manifest) if key == "sdk" else version
                package = setting.name if how in ("image", "service") else ""
                yield Claim(technology, how, path, setting.line, zone, version, package)


def target_framework(manifest: Manifest) -> str:
    """The version of .NET that a project is built for, which its web framework shares: `net8.0` is 8.0."""
    targets = (
        TARGET.fullmatch(item.value or item.name)
        for item in manifest.settings
        if item.kind == "engine" and item.name == "dotnet"
    )
    return max((match[1] for match in targets if match), default="")


def lookups(setting: Setting) -> Iterator[tuple[str, str]]:
    """`(catalog key, name)` under which the catalog may know a setting."""
    if setting.kind == "tool":
        yield from (("setting", setting.name), ("setting", f"tool.{setting.name}"), ("plugin", setting.name))
        yield from (("maven", setting.name), ("golang", setting.name), ("nuget", setting.name))
    elif setting.kind in ("image", "service"):
        yield "image", IMAGE_PREFIX.sub("", setting.name)
    elif setting.kind == "action":
        yield "action", setting.name
    elif setting.kind == "engine" and setting.name.startswith("ext-"):
        yield "composer", setting.name
    elif setting.kind == "manager":
        yield "manager", setting.name
    elif setting.kind == "build-backend":
        yield "setting", setting.name
    elif setting.kind == "config" and setting.name == "framework":
        yield "nuget", setting.value
    elif setting.kind == "config" and setting.name == "sdk":
        yield "sdk", setting.value.partition("/")[0]
    elif setting.kind == "config" and setting.name.startswith("parent:"):
        yield "maven", setting.name.removeprefix("parent:")


def from_scripts(path: str, zone: str, manifest: Manifest) -> Iterator[Claim]:
    """Scripts that call a technology's own command."""
    for script in manifest.scripts:
        for command in re.split(r"&&|\|\||;|\n", script.command):
            words = WRAPPERS.sub("", command.strip()).split()
            for name in dict.fromkeys((*words[:1], " ".join(words[:2]))):
                for technology in load().named("command", name):
                    yield Claim(technology, "command", path, script.line, zone)


def from_managers(index: Index) -> Iterator[Claim]:
    """The package managers that `packages` names, so that the two answers agree."""
    from ..workspace.workspace_packages import ASSUMED, managers

    for used in managers(index):
        path = used.evidence["path"]
        if is_hidden(path):
            continue
        for technology in load().named("manager", used.name):
            yield Claim(
                technology,
                "assumed" if used.strength == ASSUMED else "setting",
                path,
                used.evidence.get("line", 0),
                place_zone(index, path),
            )


PACKED_BY = "ng-package.json"
"""How Angular's packager is told what to make of a folder: it fills in what is to be imported."""
INITIAL = ("index.js", "index")
"""What `npm init` fills in for `main`, whether or not there ever is such a file."""


def is_published(index: Index, path: str, manifest: Manifest) -> bool:
    """Whether a package.json is of something to import or to run: not private, with an entry, or npm's default one
    and no start script."""
    offered = (package for package in manifest.packages if package.name and package.version and not package.private)
    if manifest.ecosystem != "npm" or not any(offered):
        return False
    folder = path.rpartition("/")[0]
    if (f"{folder}/{PACKED_BY}" if folder else PACKED_BY) in index.files:
        return True
    names = {script.name for script in manifest.scripts}
    if any(entry.name != "main" for entry in manifest.entries):
        return True
    if names & {"start", "serve"}:
        return False
    default = f"{folder}/index.js" if folder else "index.js"
    initial = all(entry.target.removeprefix("./") in INITIAL for entry in manifest.entries)
    unwritten = initial and default not in index.files
    return (bool(manifest.entries) and not unwritten) or (default in index.files and "dev" not in names)


def locked_versions(index: Index, technologies: Iterable[str]) -> Mapping[str, str]:
    """Technology → the version of the package of its own name, where the product's lockfiles agree on one."""
    wanted = {package: name for name in technologies for package in _own_packages(name)}
    found: dict[str, set[str]] = {}
    for path, manifest in index.manifests.items() if wanted else ():
        if manifest.role != "lockfile" or index.files[path].zone not in ("product", "generated"):
            continue
        for item in manifest.dependencies:
            name = wanted.get((manifest.ecosystem, item.name.lower())) if item.resolved else None
            if name:
                found.setdefault(name, set()).add(item.resolved)
    return {name: versions.pop() for name, versions in found.items() if len(versions) == 1}


def _own_packages(name: str) -> list[tuple[str, str]]:
    """`(ecosystem, package)` of those packages that are called as the technology is."""
    evidence = load()[name].evidence
    return [
        (ecosystem, word.lower())
        for ecosystem in ECOSYSTEMS.intersection(evidence)
        for word in evidence[ecosystem]
        if flat(word) == flat(name)
    ]
