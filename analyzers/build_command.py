"""build_command: the command that builds the workspace or one package, with what proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..indexer.classify.zones import zone
from ..indexer.workspace_paths import prefix_of
from .commands.build_parts import BUILD_FILES, DOCUMENTS, dependency_builds, file_builds, has_code, is_part
from .commands.chosen import from_root
from .commands.script_commands import BUILD, by_script
from .commands.task_runners import PANTS_BUILD, build_roots
from .commands.workspace_commands import Candidate, Proof, ecosystem_of, manager_of, proved, solution_name, wrapped
from .sparing import spared
from .workspace.ecosystem_languages import MINOR, code_bytes
from .workspace.managers import MANAGERS, SOLUTIONS
from .workspace.package_choice import choose_package
from .workspace.workspace_packages import managers, members, package_directories, product_manifests

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..answers import BuildCommand, Command
    from ..indexer.index import Index

__all__ = ["answer", "build_commands"]

MOST = 20
ASIDE = frozenset({"docs", "example", "test"})
"""Zones whose builds are not the product's."""
SCRIPT = 0
"""The rank of the workspace's own script, which stands before what any manager does."""

DJANGO_SITE = "manage.py"
"""A folder with this file holds a site, which is run as it is: its manifest builds no distribution, even if it could."""
BUILT_BY_MANAGER = frozenset(
    {"golang", "cargo", "maven", "nuget", "hex", "swift", "hackage", "clojars", "shards", "dub"}
)
"""Ecosystems whose manager compiles; elsewhere a build exists only where the workspace declares one."""


def answer(index: Index, *, package: str | None) -> BuildCommand:
    """See CONTRACT: `build_command`."""
    found = build_commands(index, choose_package(index, package) if package else None)
    if named := {member.ecosystem for member in members(index) if member.name == package}:
        found.sort(key=lambda command: ecosystem_of(index, command) not in named)
    best = next((item for item in found if package or _is_main(index, item)), None)
    if best is None and not any(file.zone == "product" for file in index.files.values()):
        best = next(iter(found), None)
    return {"build_commands": found, "recommended": from_root(best) if best else None}


def _is_main(index: Index, command: Command) -> bool:
    """Whether a command builds the product and not what stands beside it: documents, or a small part in another language."""
    weights = code_bytes(index)
    if command["directory"] == ".":
        return command["command"] != DOCUMENTS or not any(weights.values())
    manifest = index.manifests.get(command["evidence"][0]["path"])
    if "/" in command["directory"] and command["directory"] not in package_directories(index):
        return False  # a task file deep inside makes a part of something
    small = manifest is not None and weights.get(manifest.ecosystem, 0) * MINOR < max(weights.values(), default=0)
    return zone(f"{command['directory']}/x") not in ASIDE and not (small and manifest and manifest.ecosystem in weights)


def build_commands(index: Index, directory: str | None) -> list[Command]:
    """Build commands, best first: of the ecosystem that most of the code is in, what the workspace's own scripts say,
    then what its managers do.

    Args:
        directory: of one package; None for the whole workspace.
    """
    weights = code_bytes(index)
    most = max(weights.values(), default=0)
    found: dict[tuple[str, str], tuple[tuple[bool, bool, int, int, int], Command]] = {}
    for rank, command, scope, ecosystem in _candidates(index):
        if scope != directory if directory is not None else command["directory"] != (scope or "."):
            continue
        depth = scope.count("/") + 1 if scope else 0
        key = (command["command"], command["directory"])
        minor = bool(ecosystem) and weights.get(ecosystem, 0) * MINOR < most and rank > SCRIPT
        aside = (rank > SCRIPT or (rank == SCRIPT and not scope)) and _only_side(index, ecosystem, rank, command)
        aside = aside or zone(f"{command['directory']}/x") in ASIDE
        place = (minor, aside, depth, rank, len(found))
        if key not in found or place < found[key][0]:
            found[key] = (place, command)
    return [command for _, command in sorted(found.values(), key=lambda item: item[0])][:MOST]


def _only_side(index: Index, ecosystem: str, rank: int, command: Command) -> bool:
    """Whether a build leaves out most of the code: another ecosystem has that and a package at the root too.

    A script may build it all the same, where it calls the other manager; an ecosystem that compiles nothing leaves the
    build to scripts.
    """
    weights = code_bytes(index)
    largest = max(weights, key=weights.__getitem__)
    if weights.get(ecosystem, weights[largest]) == weights[largest]:
        return False
    names = {used.name for used in managers(index) if used.ecosystem == largest and not used.directory}
    if rank > SCRIPT or ecosystem not in {"npm", "composer"}:
        return bool(names) and rank > SCRIPT
    told = " ".join(item.command for item in index.manifests[command["evidence"][0]["path"]].scripts)
    called = any(MANAGERS[name].build.split()[0] in told for name in names if MANAGERS[name].build)
    return bool(names) and largest in BUILT_BY_MANAGER and not called


def _candidates(index: Index) -> Iterator[Candidate]:
    """Everything that proves a build."""
    for path, manifest in product_manifests(index).items():
        if index.files[path].zone in {"product", "docs", "generated"}:
            with spared(index, f"build commands of {path}"):
                at = Proof(index, path, manifest, path.rpartition("/")[0])
                yield from by_script(at, BUILD)
                yield from _by_manager(at)
                yield from dependency_builds(at)
    for used in managers(index):
        path, build = used.evidence["path"], MANAGERS[used.name].build
        beside = path.rpartition("/")[0] == used.directory
        if used.ecosystem in BUILT_BY_MANAGER and build and path not in index.manifests and beside:
            build = wrapped(index, used.name, build, used.directory)
            yield proved(2, build, used.directory, path, used.ecosystem)
    for root in build_roots(index):
        if root.tool == "Pants":
            yield proved(1, PANTS_BUILD, root.directory, root.path)
    yield from file_builds(index)


def _by_manager(at: Proof) -> Iterator[Candidate]:
    index, path, manifest, directory = at
    if any(tool.name in SOLUTIONS for tool in manifest.tools):
        yield at.runs(1, f"dotnet build{solution_name(index, path)}")
    for tool in manifest.tools:
        if tool.name == "Gradle settings":
            yield at.runs(2, wrapped(index, "gradle", "gradle build", directory), tool.line)
    if manifest.role != "manifest" or is_part(index, path) or not has_code(index, manifest.ecosystem, path):
        return
    name = manager_of(managers(index), directory, manifest)
    build = MANAGERS[name].build if name in MANAGERS else ""
    if manifest.ecosystem == "pypi":
        built = any(setting.kind == "build-backend" for setting in manifest.settings)
        if built and prefix_of(directory) + DJANGO_SITE not in index.files:
            yield at.runs(5, build or "python -m build")
    elif manifest.ecosystem in BUILT_BY_MANAGER and build and path.rpartition("/")[2] not in BUILD_FILES:
        yield at.runs(2 + at.is_second(name), wrapped(index, name, build, directory))
        yield from at.runs_from_root(1, build.split()[1], name)
