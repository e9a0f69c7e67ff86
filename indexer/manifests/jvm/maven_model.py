"""Maven's effective model: what properties, parents, managed versions and imported boms make of a pom's own words.

Source: https://maven.apache.org/ref/current/maven-model-builder/ (inheritance assembly, interpolation, dependency management).
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ..base import replace
from ..notations.expressions import filled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..base import Dependency, Manifest, Package, Setting

__all__ = ["Model", "complete", "link"]

_EXPRESSION = re.compile(r"\$\{([^${}]+)\}")
_ROUNDS = 10  # of interpolation, and generations of parents: more is a cycle


@dataclass(slots=True)
class Model:
    """What a pom offers to itself and its children.

    Attributes:
        properties: name → value, uninterpolated.
        managed: `group:artifact` → version; scopes: `group:artifact` → scope; boms: `group:artifact` → version.
        parent: `(group:artifact, version)` or None; ancestors: the same for the parent and the parents above it.
    """

    properties: dict[str, str] = field(default_factory=dict)
    managed: dict[str, str] = field(default_factory=dict)
    scopes: dict[str, str] = field(default_factory=dict)
    boms: dict[str, str] = field(default_factory=dict)
    parent: tuple[str, str] | None = None
    ancestors: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, manifest: Manifest) -> Model:
        """The model that one pom's own settings describe."""
        model = cls()
        tables = {"property": model.properties, "managed": model.managed, "scope": model.scopes, "bom": model.boms}
        for setting in manifest.settings:
            kind, _, name = setting.name.partition(":")
            if setting.kind == "config" and kind in tables:
                tables[kind].setdefault(name, setting.value)
            elif setting.kind == "config" and kind == "parent":
                model.parent = (name, setting.value)
                model.ancestors = (model.parent,)
        for package in manifest.packages[:1]:
            group, _, artifact = package.name.rpartition(":")
            model._own("project", {"groupId": group, "artifactId": artifact, "version": package.version})
        if model.parent:
            group, _, artifact = model.parent[0].rpartition(":")
            model._own("project.parent", {"groupId": group, "artifactId": artifact, "version": model.parent[1]})
        return model

    def _own(self, prefix: str, values: Mapping[str, str]) -> None:
        for name, value in values.items():
            if value:
                self.properties[f"{prefix}.{name}"] = value
                if prefix == "project":  # two older spellings of the same
                    self.properties.setdefault(f"pom.{name}", value)
                    self.properties.setdefault(name, value)

    def over(self, base: Model) -> Model:
        """This model with all that it inherits from `base`; its own words win, the parent's identity stays the parent's."""
        inherited = {k: v for k, v in base.properties.items() if not k.startswith(("project.", "pom."))}
        return Model(
            inherited | self.properties,
            base.managed | self.managed,
            base.scopes | self.scopes,
            base.boms | self.boms,
            self.parent,
            self.ancestors + base.ancestors,
        )

    def fill(self, text: str) -> str:
        """A text with every expression that this model knows replaced; unknown ones stay as they are."""
        return filled(text, _EXPRESSION, self.properties.get, _ROUNDS) if "${" in text else text


def complete(manifest: Manifest, model: Model) -> Manifest:
    """A pom with names, versions and managed versions filled in from a model; constraints stay as written."""
    versions = _Versions(model)
    return replace(
        manifest,
        packages=[replace(p, name=model.fill(p.name), version=model.fill(p.version)) for p in manifest.packages],
        dependencies=[versions.apply(d) for d in manifest.dependencies],
        settings=[_filled(s, model) for s in manifest.settings],
    )


def link(manifests: dict[str, Manifest]) -> dict[str, Manifest]:
    """Every pom completed by its parents and boms of the workspace, and dependencies on its modules bound to their folders."""
    models = {path: Model.of(manifest) for path, manifest in manifests.items()}
    by_name = {p.name: path for path, m in sorted(manifests.items(), reverse=True) for p in m.packages}
    parents = {path: _parent(path, manifests, models, by_name) for path in manifests}
    whole = {path: _inherit(path, models, parents) for path in manifests}
    linked = {}
    for path, manifest in manifests.items():
        model = whole[path]
        for bom in model.boms:
            if source := by_name.get(model.fill(bom)):
                offered = {name: whole[source].fill(v) for name, v in whole[source].managed.items()}
                model = dataclasses.replace(model, managed=offered | model.managed)
        parent = parents[path]
        linked[path] = replace(complete(manifest, model), includes=[parent] if parent else [])
    return _bound(linked)


class _Versions:
    """Versions and scopes for the dependencies of one effective model."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._managed = {model.fill(name): version for name, version in model.managed.items()}
        self._scopes = {model.fill(name): scope for name, scope in model.scopes.items()}
        above = (*model.boms.items(), *model.ancestors)
        self._families = versions_from({model.fill(name): model.fill(version) for name, version in above})

    def apply(self, dependency: Dependency) -> Dependency:
        """The dependency as the model sees it. Managed versions don't reach inside plugins."""
        name = self._model.fill(dependency.name)
        inside_plugin = dependency.group.startswith("plugin ")
        version = self._model.fill(dependency.constraint or ("" if inside_plugin else self._version_of(name)))
        scope = dependency.scope
        if scope == "runtime" and not dependency.marker.startswith("compile"):
            scope = self._scopes.get(name, scope)
        if _exact(version):
            return replace(dependency, name=name, scope=scope, resolved=version)
        ranged = version if version and "${" not in version else dependency.constraint
        return replace(dependency, name=name, scope=scope, constraint=ranged, resolved="")

    def _version_of(self, name: str) -> str:
        family = next((version for prefix, version in self._families.items() if name.startswith(prefix)), "")
        return self._managed.get(name) or family


def _exact(version: str) -> bool:
    """A version, not a range and nothing left open."""
    return not version.startswith(("[", "(")) and "${" not in version and version not in ("LATEST", "RELEASE")


def _filled(setting: Setting, model: Model) -> Setting:
    """Tools get their versions; `config` settings stay raw, since children may redefine what they refer to."""
    if setting.kind == "config" or "${" not in setting.name + setting.value:
        return setting
    return replace(setting, name=model.fill(setting.name), value=model.fill(setting.value))


def _parent(
    path: str, manifests: Mapping[str, Manifest], models: Mapping[str, Model], by_name: Mapping[str, str]
) -> str | None:
    """The parent's pom in the workspace: where the relative path leads, if its name is right; else the pom of that name."""
    declared = models[path].parent
    if declared is None:
        return None
    for candidate in (*manifests[path].includes, by_name.get(declared[0], "")):
        known = manifests.get(candidate)
        if known and candidate != path and any(p.name == declared[0] for p in known.packages):
            return candidate
    return None


def _inherit(path: str, models: Mapping[str, Model], parents: Mapping[str, str | None]) -> Model:
    model, at = models[path], parents[path]
    for _ in range(_ROUNDS):
        if at is None:
            break
        model, at = model.over(models[at]), parents[at]
    return model


def _bound(manifests: dict[str, Manifest]) -> dict[str, Manifest]:
    modules: dict[str, Package] = {p.name: p for _, m in sorted(manifests.items(), reverse=True) for p in m.packages}
    for path, manifest in manifests.items():
        dependencies = [
            replace(d, source="workspace", path=modules[d.name].directory)
            if d.name in modules and d.source == "registry" and _same(d, modules[d.name])
            else d
            for d in manifest.dependencies
        ]
        manifests[path] = replace(manifest, dependencies=dependencies)
    return manifests


def _same(dependency: Dependency, package: Package) -> bool:
    """A dependency means the workspace's module unless it asks for another version of it."""
    return not dependency.resolved or "${" in package.version or dependency.resolved == package.version


# ---- Boms of the JVM world whose own release number is the version of the artifacts that they manage, as data

BOMS: dict[str, tuple[str, ...]] = {
    "org.springframework.boot:spring-boot-starter-parent": ("org.springframework.boot:",),
    "org.springframework.boot:spring-boot-dependencies": ("org.springframework.boot:",),
    "org.springframework:spring-framework-bom": ("org.springframework:",),
    "org.springframework.security:spring-security-bom": ("org.springframework.security:",),
    "io.quarkus:quarkus-bom": ("io.quarkus:",),
    "io.quarkus.platform:quarkus-bom": ("io.quarkus:",),
    "io.netty:netty-bom": ("io.netty:netty-",),
    "io.grpc:grpc-bom": ("io.grpc:grpc-",),
    "io.ktor:ktor-bom": ("io.ktor:",),
    "io.dropwizard:dropwizard-bom": ("io.dropwizard:",),
    "org.junit:junit-bom": ("org.junit.jupiter:", "org.junit.vintage:"),
    "org.testcontainers:testcontainers-bom": ("org.testcontainers:",),
    "org.jetbrains.kotlin:kotlin-bom": ("org.jetbrains.kotlin:kotlin-",),
    "org.jetbrains.kotlinx:kotlinx-coroutines-bom": ("org.jetbrains.kotlinx:kotlinx-coroutines-",),
    "org.jetbrains.kotlinx:kotlinx-serialization-bom": ("org.jetbrains.kotlinx:kotlinx-serialization-",),
    "com.squareup.okhttp3:okhttp-bom": ("com.squareup.okhttp3:",),
    "com.squareup.retrofit2:retrofit-bom": ("com.squareup.retrofit2:",),
    "org.apache.logging.log4j:log4j-bom": ("org.apache.logging.log4j:log4j-",),
    "org.mockito:mockito-bom": ("org.mockito:mockito-",),
    "org.eclipse.jetty:jetty-bom": ("org.eclipse.jetty:",),
    "io.micrometer:micrometer-bom": ("io.micrometer:micrometer-core", "io.micrometer:micrometer-registry-"),
    "software.amazon.awssdk:bom": ("software.amazon.awssdk:",),
}


def versions_from(boms: dict[str, str]) -> dict[str, str]:
    """`group:artifact` prefix → version, for the boms (name → version) that are known to manage by their own number."""
    return {prefix: version for bom, version in boms.items() if version for prefix in BOMS.get(bom, ())}
