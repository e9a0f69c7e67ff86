"""What a workspace is said to be started, built and managed by, in one word each: what belongs to its main language, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from ...indexer.manifests.cargo import DEFAULT_MEMBER
from ..catalog import ECOSYSTEMS, load
from ..conventions.naming import flat
from ..stack.project_starts import SERVING
from ..stack.technologies import code_around
from .code_places import importers
from .ecosystem_languages import LANGUAGES_OF
from .own_names import MAJOR, own_names
from .workspace_packages import owner, package_directories

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["checkers", "family_of", "main_entry", "of_language", "of_use", "of_weight", "speaks", "tools_of"]

KINDS: dict[str, tuple[str, ...]] = {
    "library": ("library", "cli", "web", "main"),
    "cli": ("cli", "main"),
    "backend": ("web", "worker", "serverless", "main", "cli"),
    "fullstack": ("web", "main", "cli"),
    "frontend": ("web", "main", "library"),
    "data": ("main", "cli", "web", "library"),
}
"""Project type → kinds of entry points that start the product, the likeliest first."""
OTHERWISE = ("web", "cli", "main", "worker", "serverless", "library")
STARTS = frozenset(
    {"main", "app", "server", "program", "index", "cli", "application", "entrypoint", "wsgi", "asgi", "manage"}
)
"""Stems of files that are where a program starts."""
BEGUN = frozenset({"main", "cli"})
SERVED_TYPES = frozenset({"backend", "fullstack"})
BEGIN_IN_MAIN = frozenset({"Go", "Rust", "C", "C++", "Swift"})
"""Languages whose programs begin in a main function, wherever they make their server."""
FEW = 3
"""Of more entry points than these none is the one, unless its name says so."""
SMALL = 0.1
"""The part of the product's code below which a package does not speak for the whole."""
IMPORTED_BY_USE = frozenset({"Go", "Rust"})
MANY, IN_USE = 100, 0.01
"""The part of many files of a language below which a package that they import is no framework of the whole."""
SUCCEEDED = {"TSLint": "ESLint", "JSHint": "ESLint", "JSCS": "ESLint"}
"""Linter → the one that its users went over to."""
HOOKS = frozenset({"reviewdog"})
"""Linters of the catalog that only report what others find."""


def main_entry(
    index: Index, entries: Sequence[Mapping[str, Any]], project_type: str, language: str | None
) -> str | None:
    """Where the product starts (of a library: its public root); None where several would do and no name tells."""
    family = family_of(language)
    usable = [
        entry
        for entry in entries
        if entry["path"]
        and _is_product(index, entry)
        and (not family or index.files[entry["path"]].language in family)
        and not _is_any_file(entry)
        and not (project_type == "library" and entry["path"].partition("/")[0] in SERVING)
    ]
    if project_type in SERVED_TYPES and (started := _started_by_script(usable)):
        return started
    if by_default := _started_by_default(index, usable):
        return by_default
    kinds = KINDS.get(project_type, OTHERWISE)
    if project_type == "monorepo" and (main := _main_of_several(index, usable, kinds)):
        return main
    begun = [entry for entry in usable if entry["kind"] in BEGUN]
    if language in BEGIN_IN_MAIN and begun:
        kinds = tuple(kind for kind in kinds if kind != "web")
        if own := [entry["path"] for entry in begun if _is_named(index, entry)]:
            return str(own[0])
    for kind in kinds:
        of_kind = [entry for entry in usable if entry["kind"] == kind]
        paths: list[str] = list(dict.fromkeys(entry["path"] for entry in of_kind))
        named: list[str] = [entry["path"] for entry in of_kind if _is_named(index, entry)]
        if named:
            return named[0]
        if project_type == "library" and kind not in {"library", "cli"}:
            continue
        if project_type == "monorepo" and paths:
            if len(paths) == 1 and _is_large(index, paths[0]):
                return paths[0]
        elif paths and len(paths) <= FEW:
            return paths[0]
        start = _outermost_start(paths)
        if start and (project_type != "monorepo" or start.count("/") <= 1):
            return start
    return _contained(usable)


def _main_of_several(index: Index, entries: Sequence[Mapping[str, Any]], kinds: Sequence[str]) -> str | None:
    """The root of the package of a monorepo that has the workspace's own name, where no program has it: it goes before
    the command of another package (`create-…`)."""
    if any(entry["kind"] in kinds and entry["kind"] != "library" and _is_named(index, entry) for entry in entries):
        return None
    return next((str(entry["path"]) for entry in entries if _is_root_of_named(index, entry)), None)


def _is_root_of_named(index: Index, entry: Mapping[str, Any]) -> bool:
    """The entry point is what a package with the workspace's own name is imported by."""
    manifest = index.manifests.get(entry["evidence"][0]["path"])
    names = {package.name.rpartition("/")[2] for package in manifest.packages} if manifest else set()
    return (
        entry["kind"] == "library"
        and entry["name"] in {"main", ".", *names}
        and not own_names(index).isdisjoint(map(flat, names))
    )


def _is_product(index: Index, entry: Mapping[str, Any]) -> bool:
    """Whether an entry point is of the product: by its place, or because the build releases it under the workspace's name.
    A main function in a folder that Go keeps from others (`internal/`) only serves the work."""
    path, proof = entry["path"], entry["evidence"][0]["path"]
    if index.files[path].zone != "product":
        return (
            entry["kind"] == "cli"
            and path != proof
            and index.files[proof].zone == "product"
            and _is_named(index, entry)
        )
    return not (entry["kind"] == "main" and path.endswith(".go") and "internal" in path.split("/"))


def _started_by_script(entries: Sequence[Mapping[str, Any]]) -> str | None:
    """The one file that the root's `npm start` runs: a server starts there, whatever page a bundler begins with."""
    started = {
        entry["path"]
        for entry in entries
        if entry["kind"] == "script" and entry["name"] == "start" and entry["evidence"][0]["path"] == "package.json"
    }
    return started.pop() if len(started) == 1 else None


def _started_by_default(index: Index, entries: Sequence[Mapping[str, Any]]) -> str | None:
    """The one program in the members of a Cargo workspace that `cargo run` builds where none is told."""
    root = index.manifests.get("Cargo.toml")
    members = {item.value for item in root.settings if item.name == DEFAULT_MEMBER} if root else set()
    started = {
        entry["path"] for entry in entries if entry["kind"] in BEGUN and members.intersection(_folders(entry["path"]))
    }
    return started.pop() if len(started) == 1 else None


def _folders(path: str) -> list[str]:
    """The folders around a file."""
    return [str(folder) for folder in PurePosixPath(path).parents]


def _contained(entries: Sequence[Mapping[str, Any]]) -> str | None:
    """The one program that containers described at the root start."""
    started = {
        entry["path"] for entry in entries if entry["kind"] == "container" and "/" not in entry["evidence"][0]["path"]
    }
    return started.pop() if len(started) == 1 else None


def _is_large(index: Index, path: str) -> bool:
    """The package of a file holds a fair part of the product's code."""
    package = owner(package_directories(index), path)
    around = code_around(index)
    return not package or around.get(package, 0) >= SMALL * around.get("", 0)


def _is_any_file(entry: Mapping[str, Any]) -> bool:
    """A module of Swift has no root: a file of it that is not called as the module is none."""
    path = PurePosixPath(entry["path"])
    return entry["kind"] == "library" and path.suffix == ".swift" and flat(path.stem) != flat(str(entry["name"]))


def _outermost_start(paths: Sequence[str]) -> str | None:
    """The one file called as programs start (`main.go`, `Program.cs`) that lies outside of the others."""
    started = sorted((path.count("/"), path) for path in paths if PurePosixPath(path).stem.lower() in STARTS)
    return started[0][1] if started and (len(started) == 1 or started[0][0] < started[1][0]) else None


def _is_named(index: Index, entry: Mapping[str, Any]) -> bool:
    """The entry point has the workspace's own name."""
    path = PurePosixPath(entry["path"])
    return not own_names(index).isdisjoint(map(flat, (str(entry["name"]), path.stem, path.parent.name)))


def of_language(index: Index, rows: Sequence[Mapping[str, Any]], language: str | None) -> list[Mapping[str, Any]]:
    """Those technologies that a manifest or a file of the main language shows."""
    family = family_of(language)
    return [
        row for row in rows if not family or any(_shown_in(index, item["path"], family) for item in row["evidence"])
    ]


def of_weight(index: Index, rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Those technologies that something else shows than the manifest of a small part (the project's web site)."""
    around = code_around(index)
    least = sum(file.size for file in index.files.values() if file.parsed and file.zone == "product") * SMALL
    return [row for row in rows if any(_weighs(index, item["path"], around, least) for item in row["evidence"])]


def of_use(index: Index, rows: Sequence[Mapping[str, Any]], language: str | None) -> list[Mapping[str, Any]]:
    """Those technologies that the code rests on: not a router which one file in hundreds imports for a side of its own.

    Told only where each file that uses a package says so by an import of its path or crate.
    """
    if language not in IMPORTED_BY_USE:
        return list(rows)
    own = [path for path, file in index.files.items() if file.language == language and file.zone == "product"]
    return [row for row in rows if len(own) < MANY or not row["package"] or _rests_on(index, row["package"], own)]


def _rests_on(index: Index, package: str, own: Sequence[str]) -> bool:
    using = importers(index, (MAJOR.sub("", package), package.replace("-", "_")))
    return len(using.intersection(own)) >= len(own) * IN_USE


def _weighs(index: Index, path: str, around: Mapping[str, int], least: float) -> bool:
    folder = path.rpartition("/")[0]
    return not folder or path not in index.manifests or around.get(folder, 0) >= least


def _shown_in(index: Index, path: str, family: frozenset[str]) -> bool:
    if path in index.manifests:
        return speaks(index.manifests[path].ecosystem, family)
    file = index.files.get(path)
    return file is None or file.language in family or not file.parsed


def speaks(ecosystem: str, languages: frozenset[str] | str | None) -> bool:
    """Packages of the ecosystem are written in one of the languages; true where that is not known."""
    family = family_of(languages) if isinstance(languages, str) else languages
    known = LANGUAGES_OF.get(ecosystem)
    return known is None or not family or not known.isdisjoint(family)


def tools_of(index: Index, rows: Sequence[Mapping[str, Any]], language: str | None) -> list[str]:
    """The names of tools that do the work themselves: those of the main language first, last what is set up in a small
    part of the workspace only (its scripts), with that place."""
    own = [row["name"] for row in of_language(index, rows, language) if _is_tool_of(row["name"], language)]
    around = code_around(index)
    least = around.get("", 0) * SMALL
    aside = {
        row["name"]: row["evidence"][0]["path"].rpartition("/")[0]
        for row in rows
        if not any(_is_central(item["path"], around, least) for item in row["evidence"])
    }
    ranked = sorted(checkers(rows), key=lambda name: (name in aside, name not in own))
    return [f"{name} in {aside[name]}" if name in aside else name for name in ranked]


def _is_tool_of(name: str, language: str | None) -> bool:
    """Where the catalog knows a tool by packages, some are of an ecosystem of the language (Ruff is no tool of Rust)."""
    ecosystems = ECOSYSTEMS.intersection(load()[name].evidence)
    return not ecosystems or any(speaks(ecosystem, language) for ecosystem in ecosystems)


def _is_central(path: str, around: Mapping[str, int], least: float) -> bool:
    folder = path.rpartition("/")[0]
    return not folder or folder.startswith(".") or around.get(folder, 0) >= least


def checkers(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The names of tools that do the work themselves; a list of what to ignore is left behind by many that do no more,
    and so is a tool whose successor is in use."""
    names = {row["name"] for row in rows}
    return [
        row["name"]
        for row in rows
        if row["name"] not in HOOKS
        and SUCCEEDED.get(row["name"]) not in names
        and not all(item["path"].endswith("ignore") for item in row["evidence"])
    ]


def family_of(language: str | None) -> frozenset[str]:
    """The languages that are used together with one."""
    if language is None:
        return frozenset()
    return frozenset({language}).union(*(known for known in LANGUAGES_OF.values() if language in known))
