"""The packages of a workspace as its manifests declare them, and the package manager that each directory uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ... import lazy_re as re
from ...indexer.workspace_paths import nearest_around, outwards, prefix_of
from ..per_index import per_index, read_once
from .folders_aside import records
from .managers import CODE_MANAGERS, DEFAULT_MANAGERS, DIALECTS, FILE_MANAGERS, MANAGERS, Manager
from .pipelines import instructions

if TYPE_CHECKING:
    from ...answers import Evidence
    from ...indexer.index import Index
    from ...indexer.manifests.base import Manifest

__all__ = [
    "BORROWING", "OWN_ZONES", "Member", "UsedManager", "dependency_names", "is_nx", "manager_for", "managers", "members", "owner",
    "package_directories", "product_manifests", "terms",
]  # fmt: skip

OWN_ZONES = frozenset({"product", "test", "example", "docs"})
BORROWING = frozenset({"example", "docs"})
"""Zones whose files answer for what they import only where they have a manifest of their own."""
OUTER_ZONES = frozenset({"fixture", "vendored", "generated"})
SEVERAL = frozenset({"maven"})
"""Ecosystems in which one directory may well be built by two tools side by side."""
HANDED_ON = (".podspec", ".podspec.json", ".nuspec")
"""Manifests that only hand a package on to others: what it needs itself is told elsewhere."""
RECIPE = "conanfile.py"
"""Without a requirement it is how others get the package, and brings nothing in for the work on it."""
LIKELIER = ("bun", "npm", "yarn", "pnpm")
"""JavaScript managers, the one that people leave behind a lockfile of first."""
ENGINES = frozenset({"bun", "pnpm", "yarn"})
"""Managers that `engines` of a package.json names only where they are used; npm stands there by habit."""
REQUIRED = frozenset("0123456789^~>=<*")
"""How a version begins; else the engine is a word to who uses the wrong manager (`please use pnpm`)."""
INSTALLS = re.compile(r"(?m)(?<![\w./-])(bun|npm|pnpm|yarn) (?:install|i|ci)(?= *(?:$|[&|;#`\"']|--|or\b))")
"""Installing what is listed, and not what others add."""
GUIDES = re.compile(r"(?i)(?:readme|contributing|development)\.\w+$|dockerfile$")
PLACEHOLDER = re.compile(r"\$\{|\{\{|<%")
MANAGERS_FOLDERS = ("gradle/wrapper", "gradle/dependency-locks", "gradle", ".mvn/wrapper", ".mvn")
"""Folders that a manager keeps its own files in, below the directory that it serves."""
NAMED, LOCKED, CONFIGURED, ASSUMED = 4, 3, 2, 1
"""How well a manager is proved: named in the manifest, by its lockfile, by its own section, by the ecosystem's custom."""


class Member(NamedTuple):
    """A package of the workspace; `directory` "" is the root, `zone` that of its manifest."""

    name: str
    version: str
    ecosystem: str
    directory: str
    manifest: str
    line: int
    private: bool
    zone: str


class UsedManager(NamedTuple):
    """A package manager in a directory, and how well that is proved."""

    name: str
    ecosystem: str
    directory: str
    strength: int
    evidence: Evidence


@per_index
def product_manifests(index: Index) -> Mapping[str, Manifest]:
    """Manifests of the workspace's own packages, sorted by path; fixtures and vendored trees are left out.

    Lockfiles are generated files by nature, and so are the manifests that a tool keeps; both count with the directory
    that they stand in.
    """
    return {
        path: index.manifests[path]
        for path in index.manifests
        if (index.files[path].zone in OWN_ZONES or _own_directory(path))
        and (path.rpartition("/")[0], path.rpartition(".")[2]) not in records(index)
    }


@per_index
def members(index: Index) -> list[Member]:
    """Packages that a manifest names or that have one to themselves, by directory and ecosystem.

    A project of Nx that is a package of some manager anyway (a crate, a Gradle module) is that package.
    """
    found: dict[tuple[str, str, str], Member] = {}
    for path, manifest in product_manifests(index).items():
        if manifest.role != "manifest":
            continue
        for package in manifest.packages:
            if PLACEHOLDER.search(package.name):
                continue  # a template of a package (Maven archetypes, Cookiecutter)
            key = (package.directory, manifest.ecosystem, package.name)
            version, zone = "" if PLACEHOLDER.search(package.version) else package.version, index.files[path].zone
            place = package.directory, path, package.line
            found.setdefault(key, Member(package.name, version, manifest.ecosystem, *place, package.private, zone))
    others = {directory for directory, ecosystem, _ in found if ecosystem != "npm"}
    return [found[key] for key in sorted(found) if not (key[0] in others and is_nx(found[key].manifest))]


def is_nx(path: str) -> bool:
    """Whether a manifest is that of a project of Nx, which npm knows nothing of."""
    return path.rpartition("/")[2] == "project.json"


@per_index
def package_directories(index: Index) -> list[str]:
    """Directories that hold a package, sorted; the root is ""."""
    return sorted({member.directory for member in members(index)})


def owner(directories: Iterable[str], path: str) -> str:
    """The innermost of the directories that holds a path; "" (the root) where none does."""
    known = directories if isinstance(directories, (set, frozenset)) else set(directories)
    return nearest_around(path, known)


@per_index
def dependency_names(index: Index) -> frozenset[str]:
    """The names of all that any manifest asks for."""
    return frozenset(item.name for manifest in index.manifests.values() for item in manifest.dependencies)


@per_index
def managers(index: Index) -> list[UsedManager]:
    """The managers in use: the best proved of each ecosystem and directory, outermost first.

    A directory below one that already has a manager of its ecosystem uses that one, unless it proves another.
    """
    best: dict[tuple[str, str, str], UsedManager] = {}
    for used in _claims(index):
        key = (used.ecosystem, used.directory, used.name if used.ecosystem in SEVERAL else "")
        if key not in best or (used.strength, _tie(index, used)) > (best[key].strength, _tie(index, best[key])):
            best[key] = used
    kept: dict[tuple[str, str, str], UsedManager] = {}
    for key in sorted(best, key=lambda key: (key[1].count("/") + bool(key[1]), key[1], key[0], key[2])):
        used = best[key]
        if used.strength == ASSUMED and _outer(kept, used) is not None:
            continue
        kept[key] = used
    return list(kept.values())


def _tie(index: Index, used: UsedManager) -> tuple[int, int]:
    """Of two lockfiles side by side the manager that pipelines name more often is the one in use, else the later one in LIKELIER."""
    program = MANAGERS[used.name].install.partition(" ")[0]
    return _named(index, program), LIKELIER.index(used.name) if used.name in LIKELIER else -1


@read_once
def _named(index: Index, program: str) -> int:
    """How often pipelines name a program."""
    call = re.compile(rf"(?<![\w./-]){re.escape(program)}(?= )")
    return sum(len(call.findall(text)) for text in instructions(index).values())


def manager_for(used: Iterable[UsedManager], directory: str, ecosystem: str = "") -> UsedManager | None:
    """The manager that serves a directory: its own, else the nearest further out."""
    candidates = [
        item
        for item in used
        if (not ecosystem or item.ecosystem == ecosystem)
        and (not item.directory or f"{directory}/".startswith(f"{item.directory}/"))
    ]
    return max(candidates, key=lambda item: (len(item.directory), item.strength, item.name), default=None)


def _claims(index: Index) -> Iterable[UsedManager]:
    for path, manifest in product_manifests(index).items():
        directory = _managed(path)
        engines = ENGINES.intersection(setting.name for setting in manifest.settings if setting.kind == "engine")
        engines = engines if len(engines) == 1 else frozenset()  # of several it says which it works with
        for setting in manifest.settings:
            if setting.kind == "manager" and setting.name in MANAGERS:
                strength = NAMED if path.rpartition("/")[0] == directory else CONFIGURED
                ecosystem = MANAGERS[setting.name].ecosystem
                yield UsedManager(setting.name, ecosystem, directory, strength, {"path": path, "line": setting.line})
            elif setting.name in engines and setting.kind == "engine" and setting.value[:1] in REQUIRED:
                yield UsedManager(setting.name, "npm", directory, CONFIGURED, {"path": path, "line": setting.line})
        if path.endswith(RECIPE) and not manifest.dependencies:
            continue
        writers = {setting.value for setting in manifest.settings if setting.name == "compiled-by"}
        beside = (item for at, item in index.manifests.items() if writers and _managed(at) == directory)
        if any(item.manager in writers for item in beside):
            continue  # what the manager of a manifest beside it wrote for others (`pipenv requirements`)
        if manifest.manager in MANAGERS and not _only_sets(index, path, manifest):
            strength = LOCKED if manifest.role == "lockfile" else CONFIGURED
            ecosystem = MANAGERS[manifest.manager].ecosystem
            yield UsedManager(manifest.manager, ecosystem, directory, strength, {"path": path})
        elif manifest.role == "manifest" and manifest.ecosystem in DEFAULT_MANAGERS and not path.endswith(HANDED_ON):
            told = _told(index) if manifest.ecosystem == "npm" else ""
            name = told or FILE_MANAGERS.get(path.rpartition("/")[2], DEFAULT_MANAGERS[manifest.ecosystem])
            yield UsedManager(name, manifest.ecosystem, directory, ASSUMED, {"path": path})
    yield from _unread_claims(index)


@per_index
def _told(index: Index) -> str:
    """The one manager of JavaScript that installs what is listed, as pipelines, images and guides at the root say."""
    texts = [*instructions(index).values(), *(index.text(path) for path in index.files if GUIDES.match(path))]
    told = {name for text in texts for name in INSTALLS.findall(text)}
    return told.pop() if len(told) == 1 else ""


def _only_sets(index: Index, path: str, manifest: Manifest) -> bool:
    """Whether a deno.json beside a package.json manages nothing: Deno runs code there, perhaps by tasks of
    its own, with the packages that another manager installs."""
    managed = manifest.dependencies or manifest.tools or manifest.role == "lockfile"
    return (
        manifest.manager == "deno"
        and not managed
        and f"{path.rpartition('/')[0]}/package.json".lstrip("/") in index.files
    )


def _managed(path: str) -> str:
    """The directory that a manager's file speaks of: the one around the manager's own folder."""
    directory = path.rpartition("/")[0]
    own = next((name for name in MANAGERS_FOLDERS if f"/{directory}".endswith(f"/{name}")), "")
    return directory[: len(directory) - len(own)].rstrip("/")


def _unread_claims(index: Index) -> Iterable[UsedManager]:
    """Managers that no manifest reader sees: by a binary lockfile, or by code that only one tool builds, where no other manager is
    or most of the code is such."""
    code: dict[str, str] = {}
    sizes: Counter[str] = Counter()
    for path, file in index.files.items():
        folder, _, name = path.rpartition("/")
        if name in FILE_MANAGERS and path not in index.manifests and _own_directory(path):
            manager = FILE_MANAGERS[name]
            yield UsedManager(manager, MANAGERS[manager].ecosystem, folder, LOCKED, {"path": path})
        if file.zone == "product" and file.parsed:
            sizes[file.language] += file.size
        if file.zone == "product" and file.language in CODE_MANAGERS:
            code.setdefault(file.language, path)
    known = {manifest.ecosystem for manifest in product_manifests(index).values()}
    for language, path in code.items():
        manager = CODE_MANAGERS[language]
        leads = not known or 2 * sizes[language] > sizes.total()
        if leads and MANAGERS[manager].ecosystem not in known:
            yield UsedManager(manager, MANAGERS[manager].ecosystem, "", ASSUMED, {"path": path})


def terms(index: Index, name: str, directory: str) -> Manager:
    """The manager's words in the dialect of the packages of a directory: Flutter's for pub, those of Yarn from 2 on."""
    if name == "yarn" and prefix_of(directory) + ".yarnrc.yml" in index.files:
        return DIALECTS["yarn berry"]
    pubspec = product_manifests(index).get(f"{directory}/pubspec.yaml".lstrip("/"))
    flutter = pubspec is not None and any(item.name == "flutter" and item.direct for item in pubspec.dependencies)
    return DIALECTS["flutter"] if name == "pub" and flutter else MANAGERS[name]


def _outer(kept: Mapping[tuple[str, str, str], UsedManager], used: UsedManager) -> UsedManager | None:
    known = {key[1]: item for key, item in kept.items() if key[0] == used.ecosystem}
    around = [*outwards(used.directory)][1:]
    return next((known[folder] for folder in around if folder in known), None)


def _own_directory(path: str) -> bool:
    """Whether a lockfile stands beside files that are not of a fixture or a vendored tree."""
    from ...indexer.classify.zones import zone

    folder = path.rpartition("/")[0]
    return zone(f"{folder}/x" if folder else "x") not in OUTER_ZONES
