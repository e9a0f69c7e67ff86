"""sbt (Scala): build.sbt, project/*.sbt, project/Dependencies.scala, project/build.properties and build.sbt.lock.

Source: https://www.scala-sbt.org/1.x/docs/Library-Dependencies.html. A dependency across Scala versions (`%%`) is named without
the suffix that the build adds to it, and marked `cross`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .... import lazy_re as re
from ..base import Dependency, Manifest, Package, Setting, WorkspaceTool, reader, replace
from ..marks import properties, strongest
from ..notations.json_lines import read_json
from ..notations.lines import Document, decode, directory, inside

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "maven"

_COMMENT = re.compile(r'"(?:[^"\\\n]|\\.)*"|//[^\n]*|/\*.*?(?:\*/|\Z)', re.DOTALL)
_VALUE = re.compile(r'\bval\s+(\w+)\s*(?::\s*String\s*)?=\s*"([^"\n]*)"')
_MODULE = re.compile(
    r'"([\w.-]+)"\s*(%{1,3})\s*"([\w.-]+)"\s*%\s*(?:"([^"\n]*)"|([\w.]+))(?:\s*%\s*"?([\w.,;>\- ]+?)"?(?=\s*[,)\n]|\s+\w|\Z))?'
)
_PLUGIN = re.compile(r"add(?:Sbt|Compiler)Plugin\s*\(\s*\Z")
_DEFINITION = re.compile(r"^(?:lazy\s+)?val\s+(\w+)\b", re.MULTILINE)
_PROJECT = re.compile(
    r"=\s*(?:\(\s*)?(?:project|crossProject|tlCrossRootProject|projectMatrix)\b|\bProject\(|\bin\s*\(?\s*file\("
)
_FILE = re.compile(r'\bfile\(\s*"([^"\n]*)"\s*\)')
_NAME = re.compile(r'\b(?:moduleName|name)\s*:=\s*"([^"\n]*)"')
_DEPENDS = re.compile(r"\.dependsOn\(([^()]*)\)")
_SETTING = re.compile(
    r'^[ \t]*(?:ThisBuild\s*/\s*)?(name|version|organization|scalaVersion)\s*:=\s*(?:"([^"\n]*)"|(\w+))', re.MULTILINE
)
_SBT_VERSION = re.compile(r"^[ \t]*sbt\.version\s*=\s*(\S+)", re.MULTILINE)
_SCOPES = {
    "test": "test",
    "it": "test",
    "provided": "build",
    "optional": "optional",
    "compile": "runtime",
    "runtime": "runtime",
}


def parse_build(path: str, content: bytes) -> Manifest:
    """Reads a *.sbt file or a Scala file of the build's definition."""
    text = _COMMENT.sub(_blank, decode(content))
    manifest = Manifest(ECOSYSTEM, manager="sbt")
    values = dict(_VALUE.findall(text))
    for name, value in values.items():
        manifest.settings.append(Setting("config", f"property:{name}", value, 1))
    projects = _projects(path, text)
    _identity(path, text, values, projects, manifest)
    for match in _MODULE.finditer(text):
        if not (match[5] or "").startswith("VersionScheme"):
            plugin = _PLUGIN.search(text, max(0, match.start() - 80), match.start()) is not None
            found = _dependency(match, _line(text, match.start()), plugin)
            owner = next((p.name for p in projects if p.start <= match.start() < p.end), found.group)
            manifest.dependencies.append(replace(_completed(found, values), group=owner))
    manifest.dependencies += _between(projects)
    members = tuple(p.place for p in projects if p.place)
    if members:
        manifest.tools.append(WorkspaceTool("sbt projects", members, projects[0].line))
    return manifest


def parse_properties(path: str, content: bytes) -> Manifest:
    """Reads a project/build.properties: the version of sbt."""
    text = decode(content)
    manifest = Manifest(ECOSYSTEM, role="config", manager="sbt")
    if match := _SBT_VERSION.search(text):
        manifest.settings.append(Setting("manager", "sbt", match[1], text.count("\n", 0, match.start(1)) + 1))
    return manifest


@reader(read_json, ECOSYSTEM, "sbt", "lockfile")
def parse_lock(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a build.sbt.lock (sbt-dependency-lock): modules with the configurations that they are locked in."""
    for place in document.places("dependencies"):
        group, artifact = document.text(*place, "org"), document.text(*place, "name")
        names = {text for text, _ in document.texts(*place, "configurations")}
        scope = strongest({_SCOPES[name] for name in names if name in _SCOPES} or {"runtime"})
        if group and artifact:
            name, version, line = f"{group}:{artifact}", document.text(*place, "version"), document.line(*place)
            manifest.dependencies.append(Dependency(name, resolved=version, scope=scope, direct=False, line=line))


def link(manifests: dict[str, Manifest]) -> dict[str, Manifest]:
    """Versions that stand in another file of the same build reach their users."""
    values: dict[str, str] = {}
    for manifest in manifests.values():
        values = properties(manifest) | values
    return {
        path: m if m.role == "lockfile" else replace(m, dependencies=[_completed(d, values) for d in m.dependencies])
        for path, m in manifests.items()
    }


def _blank(match: re.Match[str]) -> str:
    """A comment as empty lines; a string as it is."""
    return match[0] if match[0].startswith('"') else "\n" * match[0].count("\n")


@dataclass(slots=True)
class _Project:
    """A project of the build: the value that defines it, its module's name and folder, and its part of the text."""

    name: str
    module: str
    place: str
    line: int
    start: int
    end: int
    needs: list[str]


def _projects(path: str, text: str) -> list[_Project]:
    starts = list(_DEFINITION.finditer(text))
    ends = [match.start() for match in starts[1:]] + [len(text)]
    found = []
    for match, end in zip(starts, ends, strict=False):
        part = text[match.start() : end]
        if not _PROJECT.search(part):
            continue
        place, title = _FILE.search(part), _NAME.search(part)
        needs = [re.split(r"[.\s%]", word.strip())[0] for m in _DEPENDS.finditer(part) for word in m[1].split(",")]
        module = title[1] if title else match[1]
        default = "" if "RootProject" in part else match[1]
        folder = inside(directory(path), place[1] if place else default)
        line = _line(text, match.start())
        found.append(_Project(match[1], module, folder, line, match.start(), end, [n for n in needs if n]))
    return found


def _between(projects: list[_Project]) -> Iterator[Dependency]:
    """What projects of the build need of each other (`dependsOn`)."""
    by_name = {project.name: project for project in projects}
    for project in projects:
        for need in project.needs:
            if target := by_name.get(need):
                line, group, place = project.line, project.name, target.place
                yield Dependency(target.module, line=line, group=group, source="workspace", path=place)


def _identity(path: str, text: str, values: dict[str, str], projects: list[_Project], manifest: Manifest) -> None:
    found: dict[str, tuple[str, int]] = {}
    for match in _SETTING.finditer(text):
        value = match[2] if match[2] is not None else values.get(match[3], "")
        found.setdefault(match[1], (value, _line(text, match.start(1))))
    group, version = found.get("organization", ("", 1))[0], found.get("version", ("", 1))[0]
    modules = [(p.module, p.place, p.line) for p in projects]
    if "name" in found and not projects:
        modules.append((found["name"][0], directory(path), found["name"][1]))
    for name, place, line in modules:
        manifest.packages.append(Package(f"{group}:{name}" if group else name, version, place, line))
    if "scalaVersion" in found and found["scalaVersion"][0]:
        manifest.settings.append(Setting("engine", "scala", *found["scalaVersion"]))


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _dependency(match: re.Match[str], line: int, plugin: bool) -> Dependency:
    group, sign, artifact, version, name, configuration = match.groups()
    first = (configuration or "").split("->")[0].split(",")[0].strip().lower()
    return Dependency(
        f"{group}:{artifact}",
        version if version is not None else f"${{{name}}}",
        scope="build" if plugin else _SCOPES.get(first, "runtime"),
        line=line,
        group="plugin" if plugin else "",
        marker="cross" if sign != "%" else "",
    )


def _completed(dependency: Dependency, values: dict[str, str]) -> Dependency:
    """A version by name is filled in: `${munitVersion}`, or `${V.munit}` by its last part."""
    constraint = dependency.constraint
    if constraint.startswith("${"):
        constraint = values.get(constraint[2:-1].rpartition(".")[2], "")
    exact = constraint if constraint[:1].isdigit() and "+" not in constraint else ""
    return replace(dependency, resolved=exact)
