"""Whether a manifest's package is a library, which others import, or a tool, which they run: one rule an ecosystem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..entries.entry_starts import go_programs
from ..workspace.own_names import MAJOR
from .project_marks import LIBRARY_CLASSIFIER
from .project_starts import imported_in_readme, main_functions
from .published import is_published, is_repacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ...indexer.manifests.base import Entry, Manifest
    from .project_facts import Project

    Rule = Callable[[Project, str, Manifest], bool]

__all__ = ["is_library", "is_tool"]

DEPLOYED_IN = frozenset({"cmd", "services", "apps"})
"""Folders of Go programs that are what the module is for; elsewhere a `main` may be a tool or an example."""
BUILT_WITH_A_PROGRAM = frozenset({"maven", "nuget", "golang", "cargo"})
"""Ecosystems whose servers begin in a program beside the manifest, not in a file that a server is given."""
ENTRIES_TELL = frozenset({"npm", "cargo"})
"""Ecosystems whose manifests say what can be imported."""


def is_library(project: Project, path: str, manifest: Manifest) -> bool:
    """Whether a manifest describes something that others import."""
    ecosystem = manifest.ecosystem
    if project.answers and ecosystem in BUILT_WITH_A_PROGRAM and project.begins_beside(path):
        return False
    if ecosystem in UNNAMED:
        return UNNAMED[ecosystem](project, path, manifest)
    public = any(package.name and not package.private for package in manifest.packages)
    if not (public or is_repacked(manifest)) or is_tool(project, path, manifest):
        return False
    return path.endswith(".podspec") or (ecosystem in NAMED and NAMED[ecosystem](project, path, manifest))


def is_tool(project: Project, path: str, manifest: Manifest) -> bool:
    """Whether a package is there for a command.

    It offers nothing to import, or the command bears its name and it has a library for reading commands (what importing
    programs bring along, its peers, speak against that).
    """
    ecosystem = manifest.ecosystem
    entries = [entry for entry in manifest.entries if ecosystem != "cargo" or project.exists(path, entry.target)]
    commands = _commands(project, path, manifest, entries)
    if not commands or (ecosystem == "pypi" and LIBRARY_CLASSIFIER in project.index.read(path)):
        return False
    if ecosystem in ENTRIES_TELL and not any(entry.kind == "library" for entry in entries):
        return True
    if ecosystem == "swift" or any(dependency.scope == "peer" for dependency in manifest.dependencies):
        return False
    folder = path.rpartition("/")[0]
    if ecosystem == "pypi" and any(
        imported_in_readme(project.index, folder, package.name) for package in manifest.packages
    ):
        return False
    named = {_plain(package.name.rpartition("/")[2]) for package in manifest.packages}
    named |= {_plain(entry.target.partition(".")[0]) for entry in entries if entry.kind == "cli"}
    reads = bool(project.has("cli-framework")) or (ecosystem == "pypi" and project.reads_arguments)
    return not commands.isdisjoint(named) and (ecosystem == "gem" or reads)


def _commands(project: Project, path: str, manifest: Manifest, entries: Iterable[Entry]) -> set[str]:
    commands = {_plain(entry.name) for entry in entries if entry.kind == "cli"}
    if manifest.ecosystem == "cargo":
        commands |= {_plain(package.name) for package in manifest.packages if _has_binary(project, path, package.name)}
    return commands


def _has_binary(project: Project, path: str, name: str) -> bool:
    """Whether a crate has a program of its own name where Cargo looks for one by itself."""
    source = path.removesuffix("Cargo.toml") + "src/"
    places = (f"{source}main.rs", f"{source}bin/{name}.rs", f"{source}bin/{name}/main.rs")
    return any(place in project.index.files for place in places)


def _of_archives(project: Project, path: str, manifest: Manifest) -> bool:  # noqa: ARG001
    """Archives of the JVM and assemblies of .NET are made in the same way for programs and for libraries."""
    starts = (
        (project.servers and (manifest.ecosystem == "nuget" or project.runs))
        or project.deployed
        or project.functions
        or project.main_files
        or project.commands
        or set(project.has("mobile", "desktop"))
        or (project.is_small and main_functions(project.index))
    )
    return project.releases or not starts


def _of_npm(project: Project, path: str, manifest: Manifest) -> bool:
    serves = project.listens(path) or (project.answers and project.deployed)
    return is_published(project.index, path, manifest) and not serves


def _of_pypi(project: Project, path: str, manifest: Manifest) -> bool:
    built = path.endswith(("setup.py", "setup.cfg")) or any(
        setting.kind == "build-backend" for setting in manifest.settings
    )
    return built and not project.deployed and not (project.servers and project.started)


def _is_package_of_go(project: Project, path: str, manifest: Manifest) -> bool:
    start = path.removesuffix("go.mod")
    own = [
        file
        for at, file in project.index.files.items()
        if file.language == "Go" and file.zone == "product" and at.startswith(start) and "/" not in at[len(start) :]
    ]
    names = {_plain(MAJOR.sub("", package.name).rpartition("/")[2]) for package in manifest.packages}
    programs = {_plain(part) for main in go_programs(project.index).values() for part in main.split("/")[:-1]}
    rooted = len(own) > 1 and not any(file.module == "main" for file in own)
    return rooted and names.isdisjoint(programs) and not (project.deployed or project.servers)


def _of_composer(project: Project, path: str, manifest: Manifest) -> bool:  # noqa: ARG001
    return not (project.deployed or project.exists(path, "public/index.php"))


def _of_go(project: Project, path: str, manifest: Manifest) -> bool:
    """A module with a package of its own at its root is a library, unless a program bears its name; so is one without
    programs that are deployed."""
    if _is_package_of_go(project, path, manifest):
        return True
    mains = (*go_programs(project.index).values(), *(main for main in project.main_files if main.endswith(".go")))
    return not any("/" not in main or not DEPLOYED_IN.isdisjoint(main.split("/")[:-1]) for main in mains)


UNNAMED: Mapping[str, Rule] = {"maven": _of_archives, "nuget": _of_archives}
"""Ecosystems whose manifests seldom say a name or what the package is for."""
NAMED: Mapping[str, Rule] = {
    "npm": _of_npm,
    "pypi": _of_pypi,
    "composer": _of_composer,
    "golang": _of_go,
    "swift": lambda project, path, _: b".library(" in project.index.read(path),
    "pub": lambda project, path, _: not project.exists(path, "lib/main.dart"),
    "cargo": lambda *_: True,
    "gem": lambda *_: True,
    "hex": lambda project, *_: not project.servers,
}
"""What of a public package that is no tool makes a library; in ecosystems without a rule nothing does."""


def _plain(name: str) -> str:
    """A name without regard to case and to `_` or `-`."""
    return name.lower().replace("_", "-")
