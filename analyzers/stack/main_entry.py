"""Where the product starts, in one file, or nothing where several would do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from ...indexer.gathering import by_key, words
from ...indexer.manifests.marks import DEFAULT_MEMBER
from ..entries.entry_rules import JVM
from ..naming import flat
from ..workspace.code_places import is_hidden
from ..workspace.ecosystem_languages import family_of
from ..workspace.folders_aside import AT_ROOT, HANDED_OUT, OF_PROGRAMS
from ..workspace.own_names import MAJOR, own_names
from ..workspace.workspace_packages import owner, package_directories
from .technologies import code_around, is_large

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["main_entry"]

KINDS: dict[str, tuple[str, ...]] = {
    "library": ("library",),
    "cli": ("cli", "main"),
    "backend": ("web", "worker", "serverless", "main", "cli"),
    "fullstack": ("web", "main", "cli"),
    "frontend": ("web", "main", "library"),
    "mobile": ("web", "main", "library"),
    "desktop": ("cli", "main", "library", "web"),
    "data": ("main", "cli", "web", "library"),
}
"""Project type → kinds of entry points that start the product, the likeliest first."""
OTHERWISE = ("web", "cli", "main", "worker", "serverless", "library")
STARTS = words("main mainactivity appdelegate app server program index cli application entrypoint wsgi asgi manage")
"""Stems of files that are where a program starts."""
ROOTS = frozenset({"init", "lib", "mod"})
"""Stems of files that are what a folder is imported by, flat."""
FRONT = ("public/index.php", "web/index.php")
"""What a server of PHP is told to serve: a file of that name beside it only leads there."""
ON_EACH = "/Platforms/"
"""Where a project has the beginnings of its one application on each platform (`Platforms/iOS/Program.cs`)."""
BEGUN = frozenset({"main", "cli"})
BESIDE = AT_ROOT | OF_PROGRAMS | {"dist", "installer", "packaging"}
"""Folders at the root whose programs are made for the work on the product, or for handing it on."""
STARTED_BY_SCRIPT = frozenset({"backend", "fullstack", "documentation", "monorepo"})
BEGIN_IN_MAIN = frozenset({"Go", "Rust", "C", "C++", "D", "Swift"})
"""Languages whose programs begin in a main function, wherever they make their server."""
SCRIPTED = frozenset({"Python", "Ruby", "JavaScript", "Perl", "Lua"})
MOST = 0.5
"""The one application of a monorepo starts the whole only where it holds so much of the code."""
LEADING = 0.3
"""What nobody knows the kind of starts where that much of the code is."""
STARTED_WHOLE = frozenset({"infrastructure"})
"""What starts many containers, or sets machines up, begins in the program of none of them."""
TWICE, LEAST = 2, 0.1
"""The entry point whose package has so many times the code of the next one's is the main one, if that is so much of all."""


def main_entry(
    index: Index, entries: Sequence[Mapping[str, Any]], project_type: str, language: str | None
) -> str | None:
    """Where the product starts (of a library: its public root); None where several would do and no name tells."""
    if project_type in STARTED_WHOLE:
        return None
    usable = _usable(index, entries, family_of(language))
    if any(ON_EACH in entry["path"] for entry in usable):
        return None
    by_script = _started_by_script(usable) if project_type in STARTED_BY_SCRIPT else None
    if started := by_script or _default_program(index, usable):
        return started
    kinds = KINDS.get(project_type, OTHERWISE)
    begun = [entry for entry in usable if entry["kind"] in BEGUN]
    if language in BEGIN_IN_MAIN and begun and project_type != "library":
        kinds = tuple(kind for kind in kinds if kind != "web")
        if own := [entry["path"] for entry in begun if _is_named(index, entry)]:
            return str(own[0])
    if _has_rootless(index, entries, family_of(language)):
        usable = [entry for entry in usable if entry["kind"] != "library" or _is_named(index, entry)]
    for kind in kinds:
        of_kind = [entry for entry in usable if entry["kind"] == kind]
        if found := _one_of(index, of_kind, is_monorepo=project_type == "monorepo"):
            return found if project_type != "unknown" or is_large(index, found, LEADING) else None
    return None


def _usable(index: Index, entries: Sequence[Mapping[str, Any]], family: frozenset[str]) -> list[Mapping[str, Any]]:
    """The entry points of the product that may be the one, in these languages (in any, where none is told)."""
    return [
        entry
        for entry in entries
        if entry["path"]
        and _is_product(index, entry)
        and (not family or index.files[entry["path"]].language in family)
        and not _is_any_file(entry)
        and not _is_beside(entry)
        and HANDED_OUT.isdisjoint(entry["path"].lower().split("/")[:-1])  # it begins in what users make of a template
        and not _is_inner_script(index, entry)
        and not is_hidden(entry["path"])
    ]


def _is_inner_script(index: Index, entry: Mapping[str, Any]) -> bool:
    """A script in a folder, where scripts lie at the root as well and no package says which of all starts the whole."""
    path = entry["path"]
    language = index.files[path].language
    if entry["kind"] != "main" or "/" not in path or language not in SCRIPTED:
        return False
    packed = any(manifest.packages for manifest in index.manifests.values())
    return not packed and any("/" not in other and file.language == language for other, file in index.files.items())


def _one_of(index: Index, entries: Sequence[Mapping[str, Any]], *, is_monorepo: bool) -> str | None:
    """The one of several entry points of a kind that its name, its place, or being alone tells; None for none."""
    paths: list[str] = list(dict.fromkeys(entry["path"] for entry in entries))
    if named := [entry for entry in entries if _is_named(index, entry)]:
        return str(min(named, key=lambda entry: len(str(entry["name"])))["path"])  # `pot` before `pot-redis`
    if front := next((path for path in FRONT if path in paths), None):
        return front
    start = paths[0] if len(paths) == 1 else _outermost_start(index, paths)
    inside = start and start.count("/") > 1 and len(paths) > 1
    return start if start and (not is_monorepo or (is_large(index, start, MOST) and not inside)) else None


def _is_beside(entry: Mapping[str, Any]) -> bool:
    """A program stands, with what proves it, in a folder at the root that serves the work on the product."""
    tops = {path.partition("/")[0].lower() for path in (entry["path"], entry["evidence"][0]["path"]) if "/" in path}
    return len(tops) == 1 and "/" in entry["evidence"][0]["path"] and not BESIDE.isdisjoint(tops)


def _is_product(index: Index, entry: Mapping[str, Any]) -> bool:
    """Whether an entry point is of the product: by its place, or because the build releases it under the workspace's name.
    A main function in a folder that Go keeps from others (`internal/`) only serves the work."""
    path, proof = entry["path"], entry["evidence"][0]["path"]
    if index.files[path].zone != "product":
        released = entry["kind"] == "cli" and path != proof and index.files[proof].zone == "product"
        return released and _is_named(index, entry)
    return not (entry["kind"] == "main" and path.endswith(".go") and "internal" in path.split("/"))


def _started_by_script(entries: Sequence[Mapping[str, Any]]) -> str | None:
    """The one file that the root's `npm start` and its image run: a server starts there, whatever page a bundler begins with."""
    proofs = ((entry["kind"], entry["evidence"][0]["path"], entry) for entry in entries)
    found = {
        entry["path"]
        for kind, proof, entry in proofs
        if (kind, proof) == ("container", "Dockerfile")
        or (kind, proof, entry["name"]) == ("script", "package.json", "start")
    }
    paths = [path for path in found if path.partition("/")[0] not in BESIDE]  # an image may prepare something first
    return paths[0] if len(paths) == 1 else None


def _default_program(index: Index, entries: Sequence[Mapping[str, Any]]) -> str | None:
    """The one program in the members of a Cargo workspace that `cargo run` builds where none is told."""
    root = index.manifests.get("Cargo.toml")
    members = {item.value for item in root.settings if item.name == DEFAULT_MEMBER} if root else set()
    begun = {entry["path"] for entry in entries if entry["kind"] in BEGUN} if members else set()
    paths = [path for path in begun if members.intersection(map(str, PurePosixPath(path).parents))]
    return paths[0] if len(paths) == 1 else None


def _is_any_file(entry: Mapping[str, Any]) -> bool:
    """A module of Swift or Go has no root: a file of it that is not called as the module is none. What a plug-in's host loads
    (`pytest11:pot`) is not what the package is imported by."""
    path = PurePosixPath(entry["path"])
    called = {".swift": (entry["name"],), ".go": (MAJOR.sub("", entry["name"]).rpartition("/")[2], "doc")}
    is_part = path.suffix in called and flat(path.stem) not in map(flat, called[path.suffix])
    return entry["kind"] == "library" and (is_part or ":" in str(entry["name"]))


def _has_rootless(index: Index, entries: Sequence[Mapping[str, Any]], family: frozenset[str]) -> bool:
    """Whether the product is also imported by a module without a root file: the root of another is not that of the whole."""
    spoken = (entry for entry in entries if entry["path"] and index.files[entry["path"]].language in family)
    rootless = (entry for entry in spoken if ":" not in entry["name"] and _is_any_file(entry))
    return any(_is_product(index, entry) for entry in rootless)


def _outermost_start(index: Index, paths: Sequence[str]) -> str | None:
    """The one file called as programs start (`main.go`, `Program.cs`) that lies outside of the others of its package; of
    several packages, of that which holds most of the code by far, more than all others that start something (services), and a fair
    part of all."""
    directories, code = package_directories(index), code_around(index)
    inner = by_key((owner(directories, path) or "", path) for path in paths)
    sizes = sorted(((code.get(package, 0), package) for package in inner), reverse=True)
    others = [size for size, _ in sizes[1:]]
    if not sizes or (others and ("" in inner or sizes[0][0] < max(TWICE * others[0], sum(others), LEAST * code[""]))):
        return None
    own = inner[sizes[0][1]]
    started = [path for path in own if PurePosixPath(path).stem.lower() in STARTS] or (own if len(own) == 1 else [])
    depths = sorted((path.count("/"), path) for path in started)
    first = depths[0][1] if len(depths) == 1 or (depths and depths[0][0] < depths[1][0]) else ""
    around = {path.rpartition("/")[0] for path in own} - {sizes[0][1], first.rpartition("/")[0]}
    return None if not first or any(first.startswith(f"{folder}/") for folder in around) else first


def _is_named(index: Index, entry: Mapping[str, Any]) -> bool:
    """The entry point has the workspace's own name, or is what its package of that name is imported by: of its folder's only where the
    file is what the folder starts with."""
    path = PurePosixPath(entry["path"])
    spells_package = index.files[entry["path"]].language in JVM
    folder = path.parent.name if flat(path.stem) in STARTS | ROOTS and not spells_package else ""
    package = str(entry["package"] or "").rpartition("/")[2] if entry["kind"] == "library" else ""
    return not own_names(index).isdisjoint(map(flat, (str(entry["name"]), path.stem, folder, package)))
