"""What Gradle's files say together: catalogs, properties and project names reach the build scripts, lockfiles both ways."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..... import lazy_re as re
from ....workspace_paths import outwards
from ...base import Dependency, Manifest, Setting, replace
from ...locking import by_name, with_directness, with_resolved
from ...marks import properties
from ...notations.expressions import filled
from ...notations.lines import directory
from ..maven_model import versions_from
from .build_script import ALIAS, PROJECT
from .projects import place_of, projects

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["link"]

_EXPRESSION = re.compile(r"\$\{([^{}]+)\}")
_CALLS = re.compile(r"\.get\(\)|\.toString\(\)|\.asProvider\(\)|\(\)|!!")
_OWNERS = re.compile(r"^(rootProject|project|ext|extra|properties|property)\.|^(?:ext|extra)\.properties\.")
_EXACT = re.compile(r"v?\d[\w.-]*\Z")
_BOOT = "org.springframework.boot"  # the plugin that brings the bom of its own version along
_KOTLIN = "org.jetbrains.kotlin"  # its plugins give their version to `kotlin("stdlib")` and the like


@dataclass(slots=True)
class _Catalog:
    libraries: dict[str, Dependency] = field(default_factory=dict)
    bundles: dict[str, list[str]] = field(default_factory=dict)
    plugins: dict[str, tuple[str, str]] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)


def link(manifests: dict[str, Manifest]) -> dict[str, Manifest]:
    """Build scripts with their references resolved; what no file of the workspace answers becomes a problem."""
    linked = dict(manifests)
    catalogs = _catalogs(manifests)
    names, accessors = projects(manifests)
    shared = _shared(manifests)
    for path in [p for p in manifests if _is_build(p)]:
        seen = _properties(path, manifests, shared)
        linked[path] = _Build(_named(manifests[path], seen, names), seen, catalogs, accessors).completed()
    by_place = {p.directory: p.name for m in linked.values() for p in m.packages}
    for path in [p for p in linked if _is_build(p)]:
        linked[path] = replace(linked[path], dependencies=[_bound(d, by_place) for d in linked[path].dependencies])
        lock = f"{directory(path)}/gradle.lockfile".lstrip("/")
        if lock in manifests:
            linked[path] = with_resolved(linked[path], by_name(manifests[lock]))
            linked[lock] = with_directness(manifests[lock], [linked[path]])
    return linked


class _Build:
    """One build script and all that it may refer to."""

    def __init__(
        self, manifest: Manifest, properties: dict[str, str], catalogs: dict[str, _Catalog], accessors: dict[str, str]
    ) -> None:
        self._manifest = manifest
        self._properties = properties
        self._catalogs = catalogs
        self._accessors = accessors
        self._problems: list[tuple[int, str]] = []

    def completed(self) -> Manifest:
        manifest = self._manifest
        settings = [plugin for setting in manifest.settings for plugin in self._plugin(setting)]
        found = [d for dependency in manifest.dependencies for d in self._resolved(dependency)]
        families = self._families(settings, found)
        return replace(
            manifest,
            packages=[replace(p, version=self._fill(p.version)) for p in manifest.packages],
            dependencies=[_managed(d, families) for d in found],
            settings=settings,
            problems=[*manifest.problems, *self._problems],
        )

    def _resolved(self, dependency: Dependency) -> Iterator[Dependency]:
        marks = dependency.marker.split("; ")
        if PROJECT in marks:
            yield from self._project(dependency)
        elif ALIAS in marks:
            rest = "; ".join(mark for mark in marks if mark != ALIAS)
            libraries = list(self._aliases(dependency.name))
            if not libraries:
                self._open(dependency, "no such alias in a version catalog of this workspace")
            for library in libraries:
                name, version = self._fill(library.name), self._fill(dependency.constraint or library.constraint)
                yield replace(dependency, name=name, constraint=version, resolved=_exact(version), marker=rest)
        else:
            name, version = self._fill(dependency.name), self._fill(dependency.constraint)
            if "${" in name:
                self._open(dependency, "a name that no property of this workspace completes")
            else:
                yield replace(dependency, name=name, resolved=_exact(version))

    def _project(self, dependency: Dependency) -> Iterator[Dependency]:
        place = place_of(dependency.name, self._accessors)
        if place is None:
            self._open(dependency, "no such project in the settings of this workspace")
        else:
            marks = [mark for mark in dependency.marker.split("; ") if mark != PROJECT]
            yield replace(dependency, path=place, marker="; ".join(marks))

    def _aliases(self, path: str) -> Iterator[Dependency]:
        """The libraries behind `libs.x.y` or `libs.bundles.x`; or behind a property that holds coordinates."""
        owner, _, alias = _CALLS.sub("", path).partition(".")
        catalog = self._catalogs.get(owner)
        if catalog and alias.startswith("bundles."):
            members = catalog.bundles.get(alias.removeprefix("bundles."), [])
            yield from (catalog.libraries[m] for m in members if m in catalog.libraries)
        elif catalog and alias in catalog.libraries:
            yield catalog.libraries[alias]
        elif (text := self._lookup(path)).count(":") >= 1:
            group, name, *rest = text.split(":")
            yield Dependency(f"{group}:{name}", rest[0] if rest else "")

    def _plugin(self, setting: Setting) -> Iterator[Setting]:
        """A plugin alias as the plugin; a plugin's version with its properties filled in."""
        if setting.name == "plugin-alias":
            owner, _, alias = setting.value.partition(".plugins.")
            catalog = self._catalogs.get(owner)
            if catalog and alias in catalog.plugins:
                name, version = catalog.plugins[alias]
                yield replace(setting, kind="tool", name=name, value=self._fill(version))
                return
        yield replace(setting, value=self._fill(setting.value)) if setting.kind == "tool" else setting

    def _families(self, settings: list[Setting], found: list[Dependency]) -> dict[str, str]:
        """Prefix → version of what the build's platforms and plugins manage."""
        boms = {d.name: d.resolved for d in found if "latform" in d.marker}
        boms |= {s.name[4:]: self._fill(s.value) for s in settings if s.name.startswith("bom:")}
        tools = {s.name: s.value for s in settings if s.kind == "tool" and s.value}
        classpath = next((d.resolved for d in found if d.name == f"{_BOOT}:spring-boot-gradle-plugin"), "")
        if boot := tools.get(_BOOT) or classpath:
            boms.setdefault(f"{_BOOT}:spring-boot-dependencies", boot)
        told = (version for name, version in tools.items() if name.startswith(_KOTLIN))
        kotlin = next(told, self._properties.get("kotlin_version", ""))
        return versions_from(boms) | ({f"{_KOTLIN}:kotlin-": kotlin} if kotlin else {})

    def _fill(self, text: str) -> str:
        return filled(text, _EXPRESSION, lambda name: self._lookup(name) or None)

    def _lookup(self, expression: str) -> str:
        """The text that a name or `libs.versions.x` stands for; "" where nothing says."""
        name = _CALLS.sub("", expression)
        owner, _, alias = name.partition(".versions.")
        if owner in self._catalogs and alias:
            return self._catalogs[owner].versions.get(alias, "")
        bare = _OWNERS.sub("", _OWNERS.sub("", name))
        return self._properties.get(name) or self._properties.get(bare, "")

    def _open(self, dependency: Dependency, why: str) -> None:
        self._problems.append((dependency.line, f"{dependency.name[:80]}: {why}"))


def _is_build(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name.endswith((".gradle", ".gradle.kts")) and not name.startswith("settings.gradle")


def _exact(version: str) -> str:
    return version if _EXACT.match(version) and not version.endswith(".+") and "${" not in version else ""


def _managed(dependency: Dependency, families: dict[str, str]) -> Dependency:
    if dependency.constraint or dependency.source != "registry":
        return dependency
    version = next((v for prefix, v in families.items() if dependency.name.startswith(prefix)), "")
    return replace(dependency, resolved=_exact(version))


def _catalogs(manifests: dict[str, Manifest]) -> dict[str, _Catalog]:
    """Every catalog by the name that scripts use: the file's, or the one that a settings script gives to the file."""
    catalogs: dict[str, _Catalog] = {}
    for path, manifest in sorted(manifests.items(), key=lambda item: item[0].count("/")):
        for dependency in manifest.dependencies:
            if dependency.group.startswith("catalog "):
                catalog = catalogs.setdefault(dependency.group.removeprefix("catalog "), _Catalog())
                catalog.libraries.setdefault(dependency.marker.removeprefix("alias "), dependency)
        own = path.rpartition("/")[2].removesuffix(".versions.toml") if path.endswith(".versions.toml") else ""
        for setting in manifest.settings:
            kind, _, alias = setting.name.partition(":")
            if setting.kind == "config" and kind in ("plugin", "bundle", "version"):
                _offer(catalogs.setdefault(own or "libs", _Catalog()), kind, alias, setting.value)
    for manifest in manifests.values():
        for setting in manifest.settings:
            kind, _, name = setting.name.partition(":")
            own = setting.value.rpartition("/")[2].removesuffix(".versions.toml")
            if kind == "catalog" and own in catalogs:
                catalogs.setdefault(name, catalogs[own])
    return catalogs


def _offer(catalog: _Catalog, kind: str, alias: str, value: str) -> None:
    if kind == "plugin":
        name, _, version = value.rpartition(":")
        catalog.plugins.setdefault(alias, (name, version))
    elif kind == "bundle":
        catalog.bundles.setdefault(alias, value.split(","))
    else:
        catalog.versions.setdefault(alias, value)


def _named(manifest: Manifest, above: dict[str, str], names: dict[str, str]) -> Manifest:
    """A project under the name that the settings give it, and the group and version of a project above it."""
    packages = []
    for package in manifest.packages:
        name = names.get(package.directory) or package.directory.rpartition("/")[2]
        full = ":".join(filter(None, (package.name.rpartition(":")[0] or above.get("group", ""), name))) if name else ""
        packages.append(replace(package, name=full, version=package.version or above.get("version", "")))
    return replace(manifest, packages=packages)


def _properties(path: str, manifests: dict[str, Manifest], shared: dict[str, str]) -> dict[str, str]:
    """The properties that a script sees: its own, then those of the folders above, the nearest first."""
    found: dict[str, str] = {}
    own = directory(path)
    for place in outwards(own):
        for name in (path.rpartition("/")[2],) * (place == own) + ("gradle.properties", *_SCRIPTS):
            if manifest := manifests.get(f"{place}/{name}".lstrip("/")):
                found = properties(manifest) | found
    return shared | found


_SCRIPTS = ("build.gradle", "build.gradle.kts", "versions.gradle", "dependencies.gradle")


def _shared(manifests: dict[str, Manifest]) -> dict[str, str]:
    """Properties of script plugins (`gradle/versions.gradle` and the like), which any script may apply."""
    found: dict[str, str] = {}
    for path, manifest in sorted(manifests.items()):
        if path.endswith(".gradle") and path.rpartition("/")[2] not in ("build.gradle", "settings.gradle"):
            found = properties(manifest) | found
    return found


def _bound(dependency: Dependency, by_place: dict[str, str]) -> Dependency:
    """A project dependency under the project's package name."""
    if dependency.source != "workspace":
        return dependency
    return replace(dependency, name=by_place.get(dependency.path) or dependency.name)
