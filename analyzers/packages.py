"""packages: the packages of the workspace, how they depend on each other, and the package manager's commands."""

from __future__ import annotations

import shlex
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from ..indexer.gathering import by_key, words
from ..indexer.manifests.marks import IMPLICIT
from ..indexer.workspace_paths import prefix_of
from .build_command import answer as build_command
from .commands.chosen import from_root
from .commands.task_runners import build_roots
from .commands.test_ranks import test_commands
from .commands.workspace_commands import wrapped
from .entries.entry_starts import framework_run
from .lists import cut, fit, how_cut
from .per_index import per_index
from .workspace.ecosystem_languages import LANGUAGES_OF
from .workspace.managers import MANAGERS, PLATFORM
from .workspace.workspace_packages import (
    Member,
    UsedManager,
    is_nx,
    manager_for,
    managers,
    members,
    owner,
    package_directories,
    product_manifests,
    terms,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..answers import Evidence, NamedEvidence, Packages, WorkspacePackage
    from ..indexer.index import Index
    from ..indexer.manifests.base import Manifest

__all__ = ["answer", "primary_manager", "unnamed_packages"]

DEFAULT_LIMIT = 100
"""Up to here the answer is also kept compact; who asks for more gets more."""
LOCAL = frozenset({"workspace", "path"})
BESIDE_CODE = frozenset({"vcpkg", "conan"})
"""Ecosystems whose list in a folder without code is for one platform's build: of the whole it says nothing."""
HELPER, HELPER_BELOW = 0.02, 0.1
"""A manager whose languages have less than this part of the largest share of code only brings tools for the work on it: one of
the root, and one of a folder below."""


def answer(index: Index, *, limit: int) -> Packages:
    """See CONTRACT: `packages`."""
    used, found = managers(index), [*members(index), *unnamed_packages(index)]
    rows, _ = cut(_packages(index, found, used), limit)
    primary = primary_manager(index, used)
    answered: Packages = {
        "package_manager": primary.name if primary else None,
        "package_managers": _named((item.name, item.evidence) for item in _primary_first(used, primary)),
        "commands": _commands(index, primary),
        "packages": rows,
        "workspace_tools": _named(_workspace_tools(index)),
        "total": len(found),
        "truncated": False,
    }
    if 0 < limit <= DEFAULT_LIMIT:
        fit(answered, [rows])
    if len(rows) < len(found):
        answered["truncated"] = True
        answered["coverage"] = how_cut("packages", len(rows), len(found))
    return answered


def primary_manager(index: Index, used: Sequence[UsedManager]) -> UsedManager | None:
    """The manager of the outermost directory; of several there, the one whose languages have most of the product's code."""
    from .stack.technologies import code_around
    from .workspace.ecosystem_languages import code_bytes

    weight, around = code_bytes(index), code_around(index)
    most = max(weight.values(), default=0)
    of_code = max((size for ecosystem, size in weight.items() if ecosystem not in PLATFORM), default=0)
    return min(
        (
            item
            for item in used
            if (not item.directory or item.ecosystem not in BESIDE_CODE or item.directory in around)
            and weight.get(item.ecosystem, most) >= max(most * HELPER, of_code * HELPER_BELOW * bool(item.directory))
        ),
        key=lambda item: (
            item.ecosystem in PLATFORM,
            item.directory.count("/") + bool(item.directory),
            item.evidence["path"].endswith(".podspec"),  # what offers the workspace to others
            -weight.get(item.ecosystem, 0),
            -item.strength,
            list(MANAGERS).index(item.name),
        ),
        default=None,
    )


def _primary_first(used: Sequence[UsedManager], primary: UsedManager | None) -> list[UsedManager]:
    return sorted(
        used,
        key=lambda item: (
            item is not primary,
            item.directory.count("/") + bool(item.directory),
            item.directory,
            item.name,
        ),
    )


def _named(pairs: Iterable[tuple[str, Evidence]]) -> list[NamedEvidence]:
    """Names in first-seen order, each with at most three pieces of evidence."""
    found: dict[str, list[Evidence]] = {}
    for name, evidence in pairs:
        places = found.setdefault(name, [])
        if len(places) < 3 and evidence not in places:
            places.append(evidence)
    return [{"name": name, "evidence": places} for name, places in found.items()]


def _commands(index: Index, primary: UsedManager | None) -> dict[str, str | None]:
    tests, builds = test_commands(index, None), build_command(index, package=None)
    found: dict[str, str | None] = dict.fromkeys(("install", "add", "remove", "update", "run", "test", "build"))
    if primary is not None:
        manager = terms(index, primary.name, primary.directory)
        for name in ("install", "add", "remove", "update", "run"):
            text = getattr(manager, name).replace("{name}", "<name>").replace("{script}", "<script>")
            found[name] = wrapped(index, primary.name, text, primary.directory) if text else None
        found["install"] = _install(index, primary) or found["install"]
        if run := framework_run(index, primary.name, primary.directory):
            found["run"] = wrapped(index, primary.name, run, primary.directory)
    found["test"] = from_root(tests[0]) if tests else None
    found["build"] = builds["recommended"]
    return found


def _install(index: Index, primary: UsedManager) -> str | None:
    """Installing by what is there: a lockfile is obeyed, a bare requirements file is read, a wrapper script is run."""
    folder = prefix_of(primary.directory)
    files = index.files
    if primary.name == "npm" and (f"{folder}package-lock.json" in files or f"{folder}npm-shrinkwrap.json" in files):
        return "npm ci"
    if primary.name == "pip":
        return _pip_install(index, folder, primary.evidence["path"])
    return None


def _pip_install(index: Index, folder: str, proof: str) -> str | None:
    """Of a requirements file, which may have a name of its own where nothing is an installable package, and of that package."""
    installable = any(f"{folder}{name}" in index.files for name in ("pyproject.toml", "setup.py"))
    names = ("requirements.txt", "requirements/base.txt", "requirements/dev.txt")
    listed = [path for name in names if (path := f"{folder}{name}") in index.files]
    if not installable and proof.endswith((".txt", ".in")):
        listed.append(proof)
    told = [*(f"-r {shlex.quote(path)}" for path in listed[:1]), *([f"-e {folder or '.'}"] if installable else ())]
    return " ".join(("pip install", *told)) if told else None


def _packages(index: Index, found: Sequence[Member], used: Sequence[UsedManager]) -> list[WorkspacePackage]:
    """The root first, then products before tests and examples, by directory."""
    named = ((f"={member.name}", member) for member in found if member.ecosystem == "pypi")  # pip knows no workspace
    by_place = by_key((*((member.directory, member) for member in found), *named))
    ranked = sorted(found, key=lambda it: (bool(it.directory), it.zone != "product", it.directory, it.ecosystem))
    return [_package(index, member, by_place, used) for member in ranked]


def _package(
    index: Index, member: Member, by_place: dict[str, list[Member]], used: Sequence[UsedManager]
) -> WorkspacePackage:
    manager = manager_for(used, member.directory, member.ecosystem)
    stated = (index.manifests.get(path) for path in (member.manifest, f"{prefix_of(member.directory)}setup.py"))
    needed = {
        _name(index, other)
        for dependency in (item for manifest in stated if manifest for item in manifest.dependencies if item.direct)
        for other in by_place.get(dependency.path if dependency.source in LOCAL else f"={dependency.name}", ())
        if other.directory != member.directory and other.ecosystem == member.ecosystem
    }
    return {
        "name": _name(index, member),
        "version": member.version or None,
        "ecosystem": member.ecosystem,
        "path": member.directory or ".",
        "manifest": member.manifest,
        "manager": manager.name if manager else None,
        "private": member.private,
        "depends_on": sorted(needed | needed_projects(index).get(member.directory, frozenset())),
    }


def _name(index: Index, member: Member) -> str:
    """Its own, else its folder's."""
    return member.name or member.directory.rpartition("/")[2] or index.root.name


def _workspace_tools(index: Index) -> list[tuple[str, Evidence]]:
    found: list[tuple[str, Evidence]] = [
        (tool.name, {"path": path, "line": tool.line})
        for path, manifest in sorted(product_manifests(index).items(), key=lambda item: (item[0].count("/"), item[0]))
        for tool in manifest.tools
    ]
    found += [(root.tool, {"path": root.path, "line": 1}) for root in build_roots(index)]
    return found


# ---- Which projects of an Nx workspace need which: by their imports, as Nx itself finds it, and by their own word


@per_index
def needed_projects(index: Index) -> Mapping[str, frozenset[str]]:
    """Directory of a project that only a project.json declares → the names of the workspace's packages that it needs."""
    own = {member.directory: member.manifest for member in members(index) if is_nx(member.manifest)}
    imported = _imported(index) if own else {}
    return {
        directory: frozenset({*imported.get(directory, ()), *_told(index, path)}) for directory, path in own.items()
    }


def _imported(index: Index) -> Mapping[str, set[str]]:
    """Package directory → the names of the npm packages whose files its own files import."""
    directories = frozenset(package_directories(index))
    names = {member.directory: member.name for member in members(index) if member.ecosystem == "npm"}
    found: dict[str, set[str]] = {}
    for path, targets in index.adjacency[0].items():
        source = owner(directories, path)
        for target in {owner(directories, target) for target in targets} - {source, ""}:
            if target in names:
                found.setdefault(source, set()).add(names[target])
    return found


def _told(index: Index, path: str) -> Iterator[str]:
    """What a project.json names as needed, a name or a pattern of names."""
    for setting in index.manifests[path].settings:
        if setting.name == IMPLICIT:
            for member in members(index):
                if member.manifest != path and member.name and fnmatchcase(member.name, setting.value):
                    yield member.name


APPLICATION_FILES = words(
    "Gemfile requirements.txt requirements.in Pipfile pyproject.toml package.json composer.json deno.json"
)
"""Manifests by which an application says what it needs; it is published nowhere, so that none has to give it a name."""


def unnamed_packages(index: Index) -> list[Member]:
    """Such packages, by directory; each has code of its own, and none stands where a manifest names one."""
    known = {(member.directory, member.ecosystem) for member in members(index)}
    found: dict[tuple[str, str], Member] = {}
    for path, manifest in product_manifests(index).items():
        if index.files[path].zone == "product" and manifest.role != "lockfile":
            for member in (*_application(index, path, manifest), *_gradle_projects(index, path, manifest)):
                if (member.directory, member.ecosystem) not in known:
                    found.setdefault((member.directory, member.ecosystem), member)
    return [found[key] for key in sorted(found)]


def _application(index: Index, path: str, manifest: Manifest) -> Iterator[Member]:
    directory, _, name = path.rpartition("/")
    if name in APPLICATION_FILES and not manifest.packages and _has_code(index, directory, manifest.ecosystem):
        yield Member("", "", manifest.ecosystem, directory, path, 1, True, "product")


def _has_code(index: Index, directory: str, ecosystem: str) -> bool:
    """Whether the product has code of the ecosystem's languages in a directory and not in a package further in."""
    languages, prefix = LANGUAGES_OF.get(ecosystem, frozenset()), prefix_of(directory)
    directories = {*package_directories(index), directory}
    return any(
        file.language in languages and file.zone == "product" and owner(directories, path) == directory
        for path, file in index.files.items()
        if path.startswith(prefix)
    )


def _gradle_projects(index: Index, path: str, manifest: Manifest) -> Iterator[Member]:
    """Projects that `settings.gradle` includes and that the root's script configures: they need no file of their own."""
    root = path.rpartition("/")[0]
    for tool in manifest.tools:
        for pattern in tool.members if tool.name == "Gradle settings" else ():
            inner = pattern.strip(":/").replace(":", "/")
            directory = f"{root}/{inner}".lstrip("/")
            if inner and any(other.startswith(f"{directory}/") for other in index.files):
                yield Member(inner.rpartition("/")[2], "", "maven", directory, path, tool.line, False, "product")
