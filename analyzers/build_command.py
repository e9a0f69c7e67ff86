"""build_command: the command that builds the workspace or one package, with what proves it."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from .. import lazy_re as re
from ..indexer.classify.zones import zone
from ..indexer.workspace_paths import prefix_of
from .commands.build_parts import has_code, is_part, makes_pages
from .commands.check_scripts import one_project
from .commands.dependency_builds import DOCUMENTS, dependency_builds
from .commands.file_builds import BUILD_FILES, file_builds
from .commands.graph_builds import PANTS_BUILD, build_roots
from .commands.proved_command import command_of, ecosystem_of
from .commands.solutions import solution_name
from .commands.task_runners import EVERY_PACKAGE, has_default_project, knows_task, only_project, package_tasks
from .commands.workspace_commands import (
    WORKSPACE_COMMANDS,
    manager_of,
    over_members,
    target_program,
    target_rank,
    workspace_roots,
    wrapped,
)
from .sparing import spared
from .workspace.ecosystem_languages import MINOR, code_bytes, is_run_as_written
from .workspace.managers import MANAGERS, SOLUTIONS
from .workspace.package_choice import choose_package
from .workspace.workspace_packages import (
    is_nx,
    manager_for,
    managers,
    members,
    package_directories,
    product_manifests,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..answers import BuildCommand, Command
    from ..indexer.index import Index
    from ..indexer.manifests.base import Manifest

__all__ = ["answer", "build_commands"]

MOST = 20
ASIDE = frozenset({"docs", "example", "test"})
"""Zones whose builds are not the product's."""
SCRIPT = 0
"""The rank of the workspace's own script, which stands before what any manager does."""

BUILD_SCRIPTS = (
    "build", "build:prod", "build:production", "prod", "production", "compile", "dist", "bundle", "package", "build:frontend",
)  # fmt: skip
BUILD_TARGETS = ("build", "all", "compile", "dist", "package", "default")
WHOLE = frozenset({"all", "default"})
"""Targets that do everything: where nothing is compiled, that is mostly checks."""
MORE = re.compile(r"(?:make|just|task)(?:\s+[\w:-]+)*?\s+(?:fix|fmt|format|lint|tests?)(?![\w:-])")
"""Such a target that also tests, or writes the sources anew: more than a build."""
CHECKS = re.compile(
    r"(?:make|just|task)(?:\s+(?:lint|test|check|install|format|fmt|fix|sniff|vet|types?|typecheck|style|clean|mypy|pyright|cov)[\w:-]*)+\s*"
)
"""A target that only runs others, none of which builds: `all: lint test`."""
INSTALLS = re.compile(
    r"(?:[ \t@]*(?:virtualenv|(?:\S*/)?(?:python[\d.]* -m )?(?:venv|pip3?(?= install))|uv (?:venv|sync|pip))\b[^\n;]*(?:\n|;|\Z))+"
)
"""A target that only makes an environment ready: `build: pip install -e .`."""
FOLDERS = re.compile(r"@?mkdir\b[^&;|]*")
"""A target that only makes a folder for others: `dist: mkdir -p dist`."""
LISTS = re.compile(r"--list\b|\bhelp\b")
"""A target that only lists the targets."""
SAYS = re.compile(
    r"(?:@?\s*(?:(?:echo|printf|exit|false|true|:)(?![\w-])[^&;|]*|\$\((?:error|warning|info)\b.*)(?:&&|;|$)\s*)+"
)
"""A target that only prints a message, such as that another tool builds now."""
DJANGO_SITE = "manage.py"
"""A folder with this file holds a site, which is run as it is: its manifest builds no distribution, even if it could."""
MAKEFILES = frozenset({"Makefile", "GNUmakefile", "makefile"})
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
    return {"build_commands": found, "recommended": best["command"] if best else None}


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
    for rank, ecosystem, scope, command in _candidates(index):
        if directory is not None and scope != directory:
            continue
        depth = scope.count("/") + 1 if scope else 0
        key = (command["command"], command["directory"])
        minor = bool(ecosystem) and weights.get(ecosystem, 0) * MINOR < most and rank > SCRIPT
        aside = (rank > SCRIPT or (rank == SCRIPT and not scope)) and _only_side(index, ecosystem, rank, command)
        aside = aside or zone(f"{command['directory']}/x") in ASIDE
        place = (minor, aside, depth, rank, len(found))
        if (directory is not None or command["directory"] == (scope or ".")) and (
            key not in found or place < found[key][0]
        ):
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


def _candidates(index: Index) -> Iterator[tuple[int, str, str, Command]]:
    """`(rank, ecosystem, directory of the package, command)` of everything that proves a build."""
    for path, manifest in product_manifests(index).items():
        if index.files[path].zone not in {"product", "docs", "generated"}:
            continue
        directory = path.rpartition("/")[0]
        with spared(index, f"build commands of {path}"):
            for rank, scope_command in (
                *_monorepo(index, path, manifest, directory),
                *_scripts(index, path, manifest, directory),
                *_by_manager(index, path, manifest, directory),
                *dependency_builds(index, path, manifest, directory),
            ):
                yield rank, manifest.ecosystem, directory, scope_command
    for used in managers(index):
        beside = used.evidence["path"].rpartition("/")[0] == used.directory
        if (
            used.ecosystem in BUILT_BY_MANAGER
            and MANAGERS[used.name].build
            and used.evidence["path"] not in index.manifests
            and beside
        ):
            build = wrapped(index, used.name, MANAGERS[used.name].build, used.directory)
            yield 2, used.ecosystem, used.directory, command_of(build, used.directory, used.evidence["path"])
    for root in build_roots(index):
        if root.tool == "Pants":
            yield 1, "", root.directory, command_of(PANTS_BUILD, root.directory, root.path)
    for ecosystem, folder, path, text in file_builds(index):
        yield 4, ecosystem, folder, command_of(text, folder, path)


def _monorepo(index: Index, path: str, manifest: Manifest, directory: str) -> Iterator[tuple[int, Command]]:
    manager = manager_for(managers(index), directory, "npm")
    for tool in manifest.tools:
        if tool.name in EVERY_PACKAGE and knows_task(index, path, manifest, tool.name, "build"):
            prefix = f"{MANAGERS[manager.name].exec} " if manager else ""
            one = only_project(index, path, tool.name, "build")
            text = f"nx build {shlex.quote(one)}" if one else f"{EVERY_PACKAGE[tool.name]} build"
            yield 1, command_of(prefix + text, directory, path, tool.line)
    if manifest.ecosystem == "npm" and manifest.tools and manager and manager.name in WORKSPACE_COMMANDS:
        builds = not any(script.name in BUILD_SCRIPTS for script in manifest.scripts)
        if builds and (text := over_members(index, manager.name, directory, "build")):
            yield 2, command_of(text, directory, path, manifest.tools[0].line)


def _scripts(index: Index, path: str, manifest: Manifest, directory: str) -> Iterator[tuple[int, Command]]:
    scripts = {script.name: script for script in manifest.scripts}
    if manifest.ecosystem in {"npm", "composer"}:
        manager = manager_for(managers(index), directory, manifest.ecosystem)
        unmeant = not has_default_project(index, directory)
        name = next(
            (key for key in BUILD_SCRIPTS if key in scripts and not (unmeant and one_project(scripts[key]))), ""
        )
        named = path.endswith("package.json") or is_nx(path)
        for task in package_tasks(index, directory, "build") if named and manifest.packages else ():
            yield -2, command_of(task.command, task.directory, task.path, task.line, directory)
        if name and (directory or manifest.ecosystem != "npm" or makes_pages(index)):
            run = MANAGERS[manager.name if manager else "npm"].run.replace("{script}", name)
            yield SCRIPT, command_of(run, directory, path, scripts[name].line)
            root = workspace_roots(index).get((directory, manifest.ecosystem))
            if root is not None and root.member.name:
                text = root.command(index, name)
                yield -1, command_of(text, root.directory, path, scripts[name].line, directory)
        return
    for name in BUILD_TARGETS:
        if name in WHOLE and is_run_as_written(index):
            continue
        told = scripts[name].command if name in scripts and scripts[name].kind == "target" else None
        idle = told is not None and any(kind.fullmatch(told) for kind in (CHECKS, FOLDERS, INSTALLS, SAYS))
        idle = idle or bool(name in WHOLE and told and MORE.search(told))
        if told is not None and not LISTS.search(told) and not idle:
            plain = name == "default" or name == "all" == manifest.scripts[0].name  # what runs without a name
            text = _configured(index, path) + target_program(path) + f" {name}" * (not plain)
            yield target_rank(index, directory), command_of(text, directory, path, scripts[name].line)
            return


def _configured(index: Index, path: str) -> str:
    """The command before `make` where a `configure` stands beside the makefile: it writes the settings of the build."""
    around, _, name = path.rpartition("/")
    script = f"{around}/configure" if around else "configure"
    return "./configure && " if name in MAKEFILES and script in index.files else ""


def _by_manager(index: Index, path: str, manifest: Manifest, directory: str) -> Iterator[tuple[int, Command]]:
    if any(tool.name in SOLUTIONS for tool in manifest.tools):
        yield 1, command_of(f"dotnet build{solution_name(index, path)}", directory, path)
    for tool in manifest.tools:
        if tool.name == "Gradle settings":
            yield 2, command_of(wrapped(index, "gradle", "gradle build", directory), directory, path, tool.line)
    if manifest.role != "manifest" or is_part(index, path) or not has_code(index, manifest.ecosystem, path):
        return
    name = manager_of(managers(index), directory, manifest)
    build = MANAGERS[name].build if name in MANAGERS else ""
    is_site = prefix_of(directory) + DJANGO_SITE in index.files
    if manifest.ecosystem == "pypi" and is_site:
        return
    if manifest.ecosystem == "pypi" and any(setting.kind == "build-backend" for setting in manifest.settings):
        yield 5, command_of(build or "python -m build", directory, path)
    elif manifest.ecosystem in BUILT_BY_MANAGER and build and path.rpartition("/")[2] not in BUILD_FILES:
        first = manager_for(managers(index), directory, manifest.ecosystem)
        rank = 2 if first is None or first.name == name else 3
        yield rank, command_of(wrapped(index, name, build, directory), directory, path)
        root = workspace_roots(index).get((directory, manifest.ecosystem))
        if root is not None and root.member.name and root.manager == name:
            text = root.command(index, build.split()[1])
            yield 1, command_of(text, root.directory, path, None, directory)
