"""Maven: pom.xml with parents, properties, managed versions, profiles, modules and plugins.

Source: https://maven.apache.org/pom.html and https://maven.apache.org/guides/introduction/introduction-to-the-pom.html.
What other poms need of a pom is kept as settings of kind `config`: `parent:G:A`, `property:NAME`, `managed:G:A` and `bom:G:A`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..base import Dependency, Manifest, Package, Setting, WorkspaceTool, replace
from ..notations.lines import directory, inside, relative
from ..notations.markup import Element, read_xml
from .maven_model import Model, complete, link

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "maven"

# Maven's scopes in the contract's words; `provided` is there to compile against and is not shipped.
_SCOPES = {
    "": "runtime",
    "compile": "runtime",
    "runtime": "runtime",
    "system": "runtime",
    "provided": "build",
    "test": "test",
}
_SAID = ("compile", "provided", "system")  # scopes that a reader of the contract's words can't tell from others
_JAVA_PROPERTIES = ("maven.compiler.release", "java.version", "maven.compiler.target", "maven.compiler.source")
_PLUGIN_GROUP = "org.apache.maven.plugins"  # what Maven takes where a plugin's groupId is left out


def parse_pom(path: str, content: bytes) -> Manifest:
    """Reads a pom.xml; versions that come from this pom alone are resolved at once, the others by `link`."""
    project, problems = read_xml(content)
    manifest = Manifest(ECOSYSTEM, manager="maven", problems=problems)
    if project.tag != "project":
        if not problems:
            manifest.problems.append((1, "no <project> element"))
        return manifest
    _identity(path, project, manifest)
    _properties(project, manifest)
    for element, profile in _scopes(project):
        _modules(element, manifest)
        _dependencies(path, element, profile, manifest)
        _plugins(element, manifest)
    return complete(manifest, Model.of(manifest))


def _identity(path: str, project: Element, manifest: Manifest) -> None:
    parent = project.child("parent")
    group = project.value("groupId") or (parent.value("groupId") if parent else "")
    version = project.value("version") or (parent.value("version") if parent else "")
    artifact = project.child("artifactId")
    if artifact and artifact.text:
        name = f"{group}:{artifact.text}" if group else artifact.text
        manifest.packages.append(Package(name, version, directory(path), artifact.line))
        kind = project.child("packaging")
        if kind:
            manifest.settings.append(Setting("config", "packaging", kind.text, kind.line))
    if parent:
        name = f"{parent.value('groupId')}:{parent.value('artifactId')}"
        manifest.settings.append(Setting("config", f"parent:{name}", parent.value("version"), parent.line))
        written = parent.child("relativePath")
        pom = relative(directory(path), written.text if written else "../pom.xml")
        if pom and (written is None or written.text):
            manifest.includes.append(pom if pom.endswith((".xml", ".pom")) else f"{pom}/pom.xml")


def _properties(project: Element, manifest: Manifest) -> None:
    """Properties of the project and its profiles, and the Java version that they or the compiler plugin ask for."""
    values: dict[str, Element] = {}
    for element, _ in _scopes(project):
        for prop in element.all("properties"):
            for entry in prop.children:
                values.setdefault(entry.tag, entry)
    for name, entry in values.items():
        manifest.settings.append(Setting("config", f"property:{name}", entry.text, entry.line))
    asked = [values[name] for name in _JAVA_PROPERTIES if name in values]
    for configuration in project.all("build", "plugins", "plugin", "configuration"):
        asked += [e for e in (configuration.child("release"), configuration.child("source")) if e and e.text]
    java = next((e for e in asked if not e.text.startswith("${")), None)
    if java:
        manifest.settings.append(Setting("engine", "java", java.text, java.line))


def _scopes(project: Element) -> Iterator[tuple[Element, str]]:
    """The project itself and each of its profiles, with the profile's id."""
    yield project, ""
    for profile in project.all("profiles", "profile"):
        yield profile, profile.value("id") or "profile"


def _modules(element: Element, manifest: Manifest) -> None:
    modules = [m for tag in ("modules", "subprojects") for m in element.all(tag, tag[:-1]) if m.text]
    if modules:
        members = tuple(m.text for m in modules)
        manifest.tools.append(WorkspaceTool("Maven modules", members, modules[0].line))


def _dependencies(path: str, element: Element, profile: str, manifest: Manifest) -> None:
    for entry in element.all("dependencies", "dependency"):
        name = _coordinates(entry)
        if name:
            manifest.dependencies.append(_dependency(path, entry, name, profile))
        else:
            manifest.problems.append((entry.line, "a dependency needs a groupId and an artifactId"))
    for entry in element.all("dependencyManagement", "dependencies", "dependency"):
        if name := _coordinates(entry):
            kind = "bom" if entry.value("scope") == "import" else "managed"
            manifest.settings.append(Setting("config", f"{kind}:{name}", entry.value("version"), entry.line))
            scope = _SCOPES.get(entry.value("scope"), "runtime")
            if kind == "managed" and scope != "runtime":
                manifest.settings.append(Setting("config", f"scope:{name}", scope, entry.line))


def _coordinates(entry: Element) -> str:
    group, artifact = entry.value("groupId"), entry.value("artifactId")
    return f"{group}:{artifact}" if group and artifact else ""


def _dependency(path: str, entry: Element, name: str, profile: str) -> Dependency:
    written = entry.value("scope")
    scope = "optional" if entry.value("optional") == "true" else _SCOPES.get(written, "runtime")
    marks = [written] if written in _SAID else []
    marks += [f"{tag}={entry.value(tag)}" for tag in ("type", "classifier") if entry.value(tag) not in ("", "jar")]
    version, marker = entry.value("version"), "; ".join(marks)
    dependency = Dependency(name, version, scope=scope, line=entry.line, group=profile, marker=marker)
    if written != "system":
        return dependency
    jar = entry.value("systemPath").replace("${project.basedir}/", "").replace("${basedir}/", "")
    return replace(dependency, source="path", path=inside(directory(path), directory(jar)))


def _plugins(element: Element, manifest: Manifest) -> None:
    """Build plugins are tools; what runs inside them (their dependencies, annotation processors) is of scope `build`."""
    places = (
        ("build", "plugins"),
        ("build", "pluginManagement", "plugins"),
        ("reporting", "plugins"),
        ("build", "extensions"),
    )
    for place in places:
        for plugin in element.all(*place, place[-1][:-1]):
            artifact = plugin.value("artifactId")
            if not artifact:
                continue
            name = f"{plugin.value('groupId') or _PLUGIN_GROUP}:{artifact}"
            manifest.settings.append(Setting("tool", name, plugin.value("version"), plugin.line))
            inside = [*plugin.all("dependencies", "dependency")]
            inside += plugin.all("configuration", "annotationProcessorPaths", "path")
            for entry in inside:
                if coordinates := _coordinates(entry):
                    version, group = entry.value("version"), f"plugin {name}"
                    found = Dependency(coordinates, version, scope="build", line=entry.line, group=group)
                    manifest.dependencies.append(found)
