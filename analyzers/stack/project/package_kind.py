"""Whether a manifest's package is a library, which others import, or a tool, which they run: one rule an ecosystem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.manifests.marks import MAIN_FIELDS
from ...entries.entry_starts import entries_of, go_programs
from ...workspace.ecosystem_languages import LANGUAGES_OF
from ...workspace.own_names import MAJOR, own_names
from ..claims_manifests import is_published
from ..main_technology import RAILS, is_program
from ..tool_or_library import COMMAND, IMPORT, Speaks, told_by_manifest, told_by_readme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ....indexer.manifests.base import Entry, Manifest
    from .facts import Project

    Rule = Callable[[Project, str, Manifest], bool]

__all__ = [
    "COMMAND", "DECISIVE", "UNNAMED", "is_called_a_command", "is_decidedly", "is_imported", "is_library", "is_tool",
    "packed_commands", "speaking",
]  # fmt: skip

DEPLOYED_IN = frozenset({"cmd", "services", "apps"})
"""Folders of Go programs that are what the module is for; elsewhere a `main` may be a tool or an example."""
DECISIVE = 3
"""So much more weight says what a package is for whatever else it has, as its first use does."""
ADDED_TO = re.compile(rb"Framework :: (\w+)")
PROJECTS = (".csproj", ".fsproj", ".vbproj")
"""Manifests that are called as the assembly that they make, and so as its namespace."""
FOR_OTHERS = re.compile(rb'"psr-[04]"|"type"\s*:\s*"(?!project)')
"""Where a package of Composer says what others load of it, or what it is to them."""
ENTRIES_TELL = frozenset({"npm", "cargo"})
"""Ecosystems whose manifests say what can be imported."""


def is_library(project: Project, path: str, manifest: Manifest) -> bool:
    """Whether a manifest describes something that others import."""
    ecosystem = manifest.ecosystem
    public = any(package.name and not package.private for package in manifest.packages)
    told = speaking(project, path, manifest)
    if public and is_imported(told):
        return True
    if ecosystem in UNNAMED:
        return UNNAMED[ecosystem](project, path, manifest) and not is_decidedly(told, COMMAND, least=1)
    if not public:
        return False
    if is_tool(project, path, manifest) and not _added_to(project, path, manifest):
        return False
    return ecosystem in NAMED and NAMED[ecosystem](project, path, manifest)


def is_tool(project: Project, path: str, manifest: Manifest) -> bool:
    """Whether a package is there for its commands: it offers nothing to import, or more speaks for running it."""
    entries = _present(project, path, manifest)
    if not _commands(project, path, manifest, entries):
        return False
    if packed_commands(manifest):
        return True
    if manifest.ecosystem in ENTRIES_TELL and not any(entry.kind == "library" for entry in entries):
        return True
    return is_decidedly(speaking(project, path, manifest), COMMAND, least=1)


def is_decidedly(told: Iterable[Speaks], side: str, least: int) -> bool:
    """Whether one side has so much more weight than the other."""
    return sum(row.weight if row.side == side else -row.weight for row in told) >= least


def is_called_a_command(project: Project) -> bool:
    """It calls itself one, and nearly all shows how it is typed: what it answers is what the command is for (`serve-here folder/`)."""
    told = (speaking(project, *item) for item in project.root_manifests.items())
    typed = (rows for rows in told if is_decidedly(rows, COMMAND, DECISIVE * 2))
    return any(row.says.startswith(("said", "classified")) for rows in typed for row in rows if row.side == COMMAND)


def is_imported(told: Sequence[Speaks]) -> bool:
    """Nearly all that is told shows the package in the hands of those who build on it."""
    return any(row.imports for row in told) and is_decidedly(told, IMPORT, DECISIVE)


def speaking(project: Project, path: str, manifest: Manifest) -> list[Speaks]:
    """What speaks for a package's being run or imported, the weightiest first."""
    entries = _present(project, path, manifest)
    commands = _commands(project, path, manifest, entries)
    modules = {entry.name for entry in entries if entry.kind == "library" and entry.name not in MAIN_FIELDS}
    if path.endswith(PROJECTS):
        modules.add(path.rpartition("/")[2].rpartition(".")[0])
    spoken = LANGUAGES_OF.get(manifest.ecosystem, ())
    languages = {
        name for item in project.shares if (name := item["name"]) in spoken or not (spoken and is_program(name))
    }
    named = {_plain(MAJOR.sub("", package.name).rpartition("/")[2]) for package in manifest.packages}
    named |= {_plain(entry.target.partition(".")[0]) for entry in entries if entry.kind == "cli"}
    found = [
        *told_by_readme(
            project.index, path.rpartition("/")[0], commands or own_names(project.index), modules, languages
        )
    ]
    said = {row.side for row in found if row.says.startswith("said")}  # a manifest mostly repeats the README's sentence
    described = told_by_manifest(path, project.index.read(path))
    found += [row for row in described if row.side not in said or not row.says.startswith("said")]
    if not commands.isdisjoint(named):
        found.append(Speaks(COMMAND, 1, f"its command has its name: {min(commands & named)}", path, 0))
    found += _reads(project, path, manifest)
    found += _added_to(project, path, manifest)
    if any(dependency.scope == "peer" for dependency in manifest.dependencies):
        found.append(Speaks(IMPORT, 2, "what importing programs bring along: its peers", path, 0))
    return sorted(found, key=lambda row: (-row.weight, row.path, row.line))


def _reads(project: Project, path: str, manifest: Manifest) -> list[Speaks]:
    """Where a package, or one in its folder, takes what is made for reading commands."""
    folder = path.rpartition("/")[0]
    claims = ((name, claim) for name in project.has("cli-framework") for claim in project.found[name].evidence)
    places = [
        (name, claim.path, claim.line or 0)
        for name, claim in claims
        if not folder or claim.path.startswith(f"{folder}/")
    ]
    if manifest.ecosystem == "pypi" and project.reads_arguments:
        places.append(("argparse", *project.reads_arguments))
    return [Speaks(COMMAND, 1, f"reads commands: {name}", where, line) for name, where, line in places[:1]]


def _present(project: Project, path: str, manifest: Manifest) -> list[Entry]:
    """The entries of a manifest; of a crate those whose files are there, as others are only supposed."""
    entries = entries_of(project.index, path, manifest)
    return [entry for entry in entries if manifest.ecosystem != "cargo" or project.exists(path, entry.target)]


def _commands(project: Project, path: str, manifest: Manifest, entries: Iterable[Entry]) -> set[str]:
    commands = {_plain(entry.name) for entry in entries if entry.kind == "cli"}
    commands |= {_plain(name) for name in packed_commands(manifest)}
    if manifest.ecosystem == "cargo":
        taken = {entry.target for entry in entries if entry.kind == "cli" and _plain(entry.name) in commands}
        commands |= {_plain(item.name) for item in manifest.packages if _has_binary(project, path, item.name, taken)}
    return commands


def _added_to(project: Project, path: str, manifest: Manifest) -> list[Speaks]:
    """Where a distribution of Python says that it is for a web framework: its command only sets up what it is used in. What
    is a site itself is made with it."""
    content = project.index.read(path) if manifest.ecosystem == "pypi" and not project.is_managed else b""
    return [
        Speaks(IMPORT, 2, f"classified: {found[0].decode()}", path, content.count(b"\n", 0, found.start()) + 1)
        for found in ADDED_TO.finditer(content)
        if found[1].decode() in project.servers
    ][:1]


def packed_commands(manifest: Manifest) -> set[str]:
    """The commands of a .NET project that is packed as a tool."""
    return {setting.value for setting in manifest.settings if setting.name == "property:ToolCommandName"}


def _has_binary(project: Project, path: str, name: str, taken: set[str]) -> bool:
    """Whether a crate has a program of its own name where Cargo looks for one by itself, and its manifest has not called that
    otherwise."""
    places = {"src/main.rs", f"src/bin/{name}.rs", f"src/bin/{name}/main.rs"} - taken
    return any(path.removesuffix("Cargo.toml") + place in project.index.files for place in places)


def _of_archives(project: Project, path: str, manifest: Manifest) -> bool:
    """Archives of the JVM and assemblies of .NET are made in the same way for programs and for libraries: those are released, or
    shown in the hands of others; what a servlet container is given is an application."""
    said = is_decidedly(speaking(project, path, manifest), IMPORT, least=1)
    contained = any("src/main/webapp/WEB-INF/" in at for at in project.index.files)
    return said or (project.releases is not None and not (project.answers or contained))


def _of_npm(project: Project, path: str, manifest: Manifest) -> bool:
    folder, listening = path.rpartition("/")[0], project.index.files_using("listen")
    beside = [at for at in listening if at.rpartition("/")[0] == folder and project.index.files[at].zone == "product"]
    begun = beside or folder in project.functions  # a script that opens a port
    serves = begun or (project.answers and project.deployed)
    return is_published(project.index, path, manifest) and not serves


def _of_pypi(project: Project, path: str, manifest: Manifest) -> bool:
    built = path.endswith(("setup.py", "setup.cfg")) or any(
        setting.kind == "build-backend" for setting in manifest.settings
    )
    if _added_to(project, path, manifest):
        return built  # it says itself whose users it is for: what runs here shows it to them
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
    if not FOR_OTHERS.search(project.index.read(path)):
        return False
    return not (project.deployed or project.exists(path, "public/index.php"))


def _of_go(project: Project, path: str, manifest: Manifest) -> bool:
    """A module with a package of its own at its root is a library, unless a program bears its name; so is one without
    programs that are deployed."""
    if not project.is_in("Go"):
        return False
    if _is_package_of_go(project, path, manifest):
        return True
    mains = (*go_programs(project.index).values(), *(main for main in project.main_files if main.endswith(".go")))
    if mains and project.exposes and project.servers:
        return False
    if mains and is_decidedly(speaking(project, path, manifest), COMMAND, least=1):
        return False
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
    "cran": lambda project, path, _: project.exists(path, "NAMESPACE"),
    "gem": lambda project, path, _: not project.exists(path, RAILS),
    "hackage": lambda *_: True,
    "hex": lambda project, *_: not project.servers,
    "cocoapods": lambda _project, path, _: path.endswith(".podspec"),
}
"""What of a public package that is no tool makes a library; in ecosystems without a rule nothing does."""


def _plain(name: str) -> str:
    """A name without regard to case and to `_` or `-`."""
    return name.lower().replace("_", "-")
