"""NuGet and .NET: projects, packages.config, central versions, packages.lock.json, solutions, global.json, local tools.

Source: https://learn.microsoft.com/nuget/ and https://learn.microsoft.com/visualstudio/extensibility/internals/solution-dot-sln-file.
"""

from __future__ import annotations

from collections.abc import Iterator

from .... import lazy_re as re
from ...workspace_paths import outwards
from ..base import Dependency, Manifest, Package, Setting, WorkspaceTool, reader, replace, told
from ..locking import by_name, lockfiles_beside, with_resolved, with_scopes
from ..marks import CENTRAL, properties
from ..notations.json_lines import read_json
from ..notations.lines import Document, decode, directory
from ..notations.markup import read_xml
from .msbuild import complete

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "nuget"

_SOLUTION_PROJECT = re.compile(r'Project\("[^"]*"\)\s*=\s*"([^"]*)",\s*"([^"]*\.\w*proj)"')
_BUILD_FILES = ("Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props")


def parse_packages_config(path: str, content: bytes) -> Manifest:
    """Reads a packages.config, which pins every package."""
    root, problems = read_xml(content)
    manifest = Manifest(ECOSYSTEM, manager="nuget", problems=problems)
    for package in root.all("package"):
        name, version = package.attributes.get("id", ""), package.attributes.get("version", "")
        if not name:
            manifest.problems.append((package.line, "a package without an id"))
            continue
        scope = "dev" if package.attributes.get("developmentDependency", "").lower() == "true" else "runtime"
        manifest.dependencies.append(Dependency(name, version, version, scope, line=package.line))
    return manifest


@reader(read_json, ECOSYSTEM, "dotnet", "lockfile")
def parse_lock(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a packages.lock.json; what several target frameworks share is listed once, the workspace's own projects never."""
    seen: set[tuple[str, str]] = set()
    for framework in document.table("dependencies"):
        for name in document.table("dependencies", framework):
            place = ("dependencies", framework, name)
            kind, version = document.text(*place, "type"), document.text(*place, "resolved")
            if kind != "Project" and (name, version) not in seen:
                seen.add((name, version))
                asked, needs = document.text(*place, "requested"), tuple(document.table(*place, "dependencies"))
                line = document.line(*place)
                found = Dependency(name, asked, version, direct=kind == "Direct", line=line, requires=needs)
                manifest.dependencies.append(found)


def parse_solution(path: str, content: bytes) -> Manifest:
    """Reads a .sln: the projects that it binds."""
    members: list[str] = []
    first = 1
    for number, line in enumerate(decode(content).splitlines(), 1):
        if match := _SOLUTION_PROJECT.search(line):
            first = first if members else number
            members.append(match[2].replace("\\", "/"))
    return _solution(".sln", members, first)


def parse_slnx(path: str, content: bytes) -> Manifest:
    """Reads a .slnx, the XML form of a solution."""
    root, problems = read_xml(content)
    projects = [e for e in root.walk() if e.tag == "Project" and e.attributes.get("Path")]
    members = [e.attributes["Path"].replace("\\", "/") for e in projects]
    return replace(_solution(".slnx", members, projects[0].line if projects else 1), problems=problems)


NATIVE = (".vcxproj", ".vcproj", ".vcxitems")
"""Endings of the projects of C and C++ that a solution may bind."""
GLOBAL_FIELDS = frozenset({"sdk", "msbuild-sdks", "test"})
"""Those that a global.json has; one without any is other data of that name."""


@reader(read_json, ECOSYSTEM, "", "config")
def parse_global(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a global.json: the SDK and the MSBuild SDKs that the workspace asks for."""
    manifest.manager = "" if GLOBAL_FIELDS.isdisjoint(document.table()) else "dotnet"
    manifest.settings += told(document, "engine", "dotnet-sdk", "sdk", "version")
    for name, version, line in document.pairs("msbuild-sdks"):
        manifest.settings.append(Setting("tool", name, version, line))
        manifest.dependencies.append(Dependency(name, version, version, "build", line=line, group="sdk"))
    if runner := document.text("test", "runner"):
        manifest.settings.append(Setting("tool", runner, "", document.line("test", "runner")))


@reader(read_json, ECOSYSTEM, "dotnet", "config")
def parse_tools(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a dotnet-tools.json: command-line tools for development."""
    for name in document.table("tools"):
        version = document.text("tools", name, "version")
        line = document.line("tools", name)
        manifest.dependencies.append(Dependency(name, version, version, "dev", line=line, group="tool"))


def parse_nuspec(path: str, content: bytes) -> Manifest:
    """Reads a .nuspec: a package and its dependencies, by target framework."""
    root, problems = read_xml(content)
    manifest = Manifest(ECOSYSTEM, problems=problems)
    metadata = root.child("metadata")
    if metadata is None:
        return manifest
    if name := metadata.value("id"):
        version = metadata.value("version")
        manifest.packages.append(Package(name, "" if "$" in version else version, directory(path), metadata.line))
    for group in metadata.all("dependencies"):
        for element in group.walk():
            if element.tag == "dependency" and element.attributes.get("id"):
                constraint = element.attributes.get("version", "")
                manifest.dependencies.append(Dependency(element.attributes["id"], constraint, line=element.line))
    return manifest


def link(manifests: dict[str, Manifest]) -> dict[str, Manifest]:
    """Properties and central versions reach the projects below them, lockfiles and project references their projects."""
    linked = dict(manifests)
    projects = {path: m.packages[0] for path, m in manifests.items() if path.endswith("proj") and m.packages}
    by_stem = {(p.directory, path.rpartition("/")[2].rpartition(".")[0]): p.name for path, p in projects.items()}
    for path in projects:
        manifest = _inherited(path, manifests)
        manifest = replace(manifest, dependencies=[_named(d, by_stem) for d in manifest.dependencies])
        lock = f"{directory(path)}/packages.lock.json".lstrip("/")
        if lock in manifests:
            manifest = with_resolved(manifest, by_name(manifests[lock], str.lower), str.lower, fits=_is_lowest)
            linked[lock] = with_scopes(manifests[lock], [manifest], str.lower)
        linked[path] = manifest
    for path in [p for p in manifests if p.endswith("Directory.Packages.props")]:
        linked[path] = _inherited(path, manifests)
    return lockfiles_beside("paket.lock", "paket.dependencies", str.lower)(linked)


def _is_lowest(constraint: str, version: str) -> bool:
    """Whether a version is the lowest that a constraint takes, which is the one that NuGet installs; of a floating one (`6.*`) any."""
    lowest = constraint.strip("[]() ").partition(",")[0].strip()
    numbers = lowest.partition("*")[0].rstrip(".")
    return version.startswith(numbers) if "*" in lowest else _trimmed(version) == _trimmed(lowest)


def _trimmed(version: str) -> str:
    """A version without the zeros at its end that NuGet adds and leaves out."""
    numbers, dash, label = version.lower().partition("-")
    return re.sub(r"(?:\.0+)+$", "", numbers) + dash + label


def _solution(name: str, members: list[str], line: int) -> Manifest:
    """A solution: one of C++ projects alone is neither built nor tested by `dotnet`, and takes no packages of NuGet."""
    if members and all(member.endswith(NATIVE) for member in members):
        return Manifest(ECOSYSTEM, role="config")
    tool = WorkspaceTool(name, tuple(members), line)
    return Manifest(ECOSYSTEM, role="config", manager="dotnet", tools=[tool] if members else [])


def _inherited(path: str, manifests: dict[str, Manifest]) -> Manifest:
    """A project with the properties and central versions of the build files above it, the nearest first."""
    above = [m for name in _BUILD_FILES for m in _above(path, name, manifests)]
    above = list(_with_imports([manifests[path], *above], manifests))[1:]
    values: dict[str, str] = {}
    central: dict[str, str] = {}
    for manifest in (manifests[path], *above):
        values = properties(manifest, str.lower) | values
        central = {d.name.lower(): d.constraint for d in manifest.dependencies if d.group == CENTRAL} | central
    return complete(manifests[path], values, central)


def _with_imports(found: list[Manifest], manifests: dict[str, Manifest]) -> Iterator[Manifest]:
    """Build files and all that they import, once each, the importing ones first."""
    seen: set[str] = set()
    todo = list(found)
    while todo:
        manifest = todo.pop(0)
        yield manifest
        for path in manifest.includes:
            if path in manifests and path not in seen:
                seen.add(path)
                todo.append(manifests[path])


def _above(path: str, name: str, manifests: dict[str, Manifest]) -> list[Manifest]:
    """The files `name` from the folder of `path` up to the root. MSBuild itself stops at the nearest, which as a rule
    imports the next one above."""
    candidates = (f"{place}/{name}".lstrip("/") for place in outwards(directory(path)))
    return [manifests[candidate] for candidate in candidates if candidate in manifests]


def _named(dependency: Dependency, by_stem: dict[tuple[str, str], str]) -> Dependency:
    """A project reference under the name that its project has as a package."""
    if dependency.source != "workspace":
        return dependency
    return replace(dependency, name=by_stem.get((dependency.path, dependency.name), dependency.name))
