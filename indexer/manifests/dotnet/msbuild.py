"""MSBuild files as NuGet reads them: projects, Directory.*.props and .targets; properties and central versions.

Source: https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files and .../central-package-management.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .... import lazy_re as re
from ..base import Dependency, Manifest, Package, Setting, replace
from ..marks import CENTRAL, pinned, properties
from ..notations.expressions import filled
from ..notations.lines import directory, inside, relative
from ..notations.markup import Element, read_xml

__all__ = ["complete", "parse_project", "parse_props"]

ECOSYSTEM = "nuget"

_EXPRESSION = re.compile(r"\$\(([\w.-]+)\)")
_EXACT = re.compile(r"\[?(\d[\w.+-]*)\]?\Z")
_TEST_SDKS = frozenset({"microsoft.net.test.sdk", "mstest", "mstest.sdk", "xunit.v3", "tunit"})
_ITEMS = {"PackageReference": "runtime", "DotNetCliToolReference": "dev", "GlobalPackageReference": "dev"}


def parse_project(path: str, content: bytes) -> Manifest:
    """Reads a csproj, fsproj, vbproj or the like: the project, what it targets, its packages and project references."""
    manifest, project = _read(content, "manifest")
    values = properties(manifest, str.lower)
    stem = path.rpartition("/")[2].rpartition(".")[0]
    if project.tag == "Project":
        manifest.packages.append(_package(path, stem, project, values))
        sdk = project.attributes.get("Sdk") or project.value("Sdk")
        if sdk:
            manifest.settings.append(Setting("config", "sdk", sdk, project.line))
    for item, condition in _items(project):
        if item.tag == "ProjectReference":
            manifest.dependencies += _project_references(path, item, condition)
        elif item.tag == "FrameworkReference" and item.attributes.get("Include"):
            manifest.settings.append(Setting("config", "framework", item.attributes["Include"], item.line))
    return complete(manifest, values, {})


def parse_props(path: str, content: bytes) -> Manifest:
    """Reads a Directory.Build.props, Directory.Packages.props or any other .props or .targets file.

    What it says holds for the projects below its folder, or for the files that import it.
    """
    manifest, project = _read(content, "config")
    for item, condition in _items(project):
        name = item.attributes.get("Include") or item.attributes.get("Update")
        if item.tag == "PackageReference" and not (item.attributes.get("Update") and _version(item)):
            continue  # one that adds a package is read with the file; an update with a version is the older central form
        if item.tag in ("PackageVersion", "PackageReference") and name:
            found = Dependency(name, _version(item), direct=False, line=item.line, group=CENTRAL, marker=condition)
            manifest.dependencies.append(found)
    for element in project.all("Import"):
        target = element.attributes.get("Project", "").replace("$(MSBuildThisFileDirectory)", "")
        place = relative(directory(path), target) if target and "$(" not in target else None
        if place:
            manifest.includes.append(place)
    return complete(manifest, properties(manifest, str.lower), {})


def complete(manifest: Manifest, values: Mapping[str, str], central: Mapping[str, str]) -> Manifest:
    """A file with its properties expanded and, where it writes no version, the central one.

    A project that is a test project by property or by its packages has its packages in scope `test`.
    """
    expanded = [_completed(d, values, central) for d in manifest.dependencies]
    testing = values.get("istestproject", "").lower() == "true" or any(d.name.lower() in _TEST_SDKS for d in expanded)
    if testing and manifest.role == "manifest":
        expanded = [replace(d, scope="test") if d.scope == "runtime" else d for d in expanded]
    packages = [replace(p, version=_expand(p.version, values)) for p in manifest.packages]
    return replace(manifest, dependencies=expanded, packages=packages)


def _read(content: bytes, role: str) -> tuple[Manifest, Element]:
    project, problems = read_xml(content)
    manager = "dotnet" if project.tag == "Project" else ""
    manifest = Manifest(ECOSYSTEM, role=role, manager=manager, problems=problems)
    if project.tag != "Project" and not problems:
        manifest.problems.append((1, "no <Project> element"))
    for element in project.walk():
        if element.tag == "PropertyGroup":
            _settings(element, manifest)
    for item, condition in _items(project):
        if item.tag in _ITEMS:
            manifest.dependencies += _package_references(item, condition)
    manifest.dependencies += _sdks(project)
    return manifest, project


def _sdks(project: Element) -> Iterator[Dependency]:
    """SDKs of MSBuild that NuGet brings: those with a version (https://learn.microsoft.com/visualstudio/msbuild/how-to-use-project-sdk)."""
    listed = {text.strip(): project.line for text in project.attributes.get("Sdk", "").split(";")}
    for element in project.walk():
        name, version = element.attributes.get("Name" if element.tag == "Sdk" else "Sdk"), _version(element)
        if element.tag in ("Sdk", "Import") and name and version:
            listed.setdefault(f"{name}/{version}", element.line)
    for text, line in listed.items():
        name, _, version = text.partition("/")
        if version:
            yield Dependency(name, version, pinned(_EXACT, version), "build", line=line, group="sdk")


def _settings(group: Element, manifest: Manifest) -> None:
    for entry in group.children:
        manifest.settings.append(Setting("config", f"property:{entry.tag}", entry.text, entry.line))
        if entry.tag in ("TargetFramework", "TargetFrameworks", "TargetFrameworkVersion") and "$(" not in entry.text:
            manifest.settings += [
                Setting("engine", "dotnet", framework.strip(), entry.line)
                for framework in entry.text.split(";")
                if framework.strip()
            ]


def _package(path: str, stem: str, project: Element, values: Mapping[str, str]) -> Package:
    name = values.get("packageid") or values.get("assemblyname") or stem
    name = stem if "$(" in name else name
    version = values.get("packageversion") or values.get("version") or values.get("versionprefix") or ""
    private = values.get("ispackable", "").lower() == "false"
    line = next((e.line for e in project.walk() if e.tag in ("PackageId", "AssemblyName")), 1)
    return Package(name, version, directory(path), line, private)


def _items(project: Element) -> Iterator[tuple[Element, str]]:
    """Every item of the file with the condition that it stands under."""
    for group in project.walk():
        if group.tag == "ItemGroup":
            for item in group.children:
                condition = item.attributes.get("Condition") or group.attributes.get("Condition") or ""
                yield item, " ".join(condition.split())


def _package_references(item: Element, condition: str) -> Iterator[Dependency]:
    private = item.attributes.get("PrivateAssets") or item.value("PrivateAssets")
    scope = "dev" if private.lower() == "all" else _ITEMS[item.tag]
    for name in (item.attributes.get("Include") or "").split(";"):
        if name.strip():
            yield Dependency(name.strip(), _version(item), scope=scope, line=item.line, marker=condition)


def _project_references(path: str, item: Element, condition: str) -> Iterator[Dependency]:
    for target in (item.attributes.get("Include") or "").split(";"):
        if file := target.strip().replace("\\", "/"):
            name = file.rpartition("/")[2].rpartition(".")[0]
            place = directory(inside(directory(path), file))
            yield Dependency(name, line=item.line, source="workspace", path=place, marker=condition)


def _version(item: Element) -> str:
    for name in ("VersionOverride", "Version"):
        if found := item.attributes.get(name) or item.value(name):
            return found
    return ""


def _completed(dependency: Dependency, values: Mapping[str, str], central: Mapping[str, str]) -> Dependency:
    if dependency.source == "workspace":
        return dependency
    name = _expand(dependency.name, values)
    version = _expand(dependency.constraint or central.get(name.lower(), ""), values)
    return replace(dependency, name=name, resolved=pinned(_EXACT, version))


def _expand(text: str, values: Mapping[str, str]) -> str:
    return filled(text, _EXPRESSION, lambda name: values.get(name.lower()))
