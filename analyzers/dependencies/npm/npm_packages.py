"""The npm packages of a workspace: what each declares, its files by what they can name, and what is judged at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ....indexer.classify.zones import zone
from ....indexer.languages.families import SCRIPT, SCRIPT_ENDINGS
from ....indexer.manifests.marks import aliased
from ....indexer.workspace_paths import prefix_of
from ...per_index import per_index, read_once
from ...workspace.keyed_strings import keyed_strings
from ...workspace.workspace_packages import OWN_ZONES, owner
from .npm_names import NAME, module_name
from .npm_references import CONFIG_FILE, CONFIG_FOLDER, IGNORED_FILES, LOCK_FILE, MOST_BYTES
from .npm_rules import is_tools_file
from .npm_templates import TEMPLATE

if TYPE_CHECKING:
    from ....indexer.index import Index
    from ....indexer.manifests.base import Dependency, Manifest

__all__ = [
    "NpmPackage", "PackageFiles", "exceptions", "is_judged", "npm_packages", "path_aliases", "source_lists", "typed_by",
    "types_of",
]  # fmt: skip

SOURCES = (*SCRIPT_ENDINGS, ".coffee")
EXCEPTING = frozenset(
    {
        "knip.json", "knip.jsonc", ".knip.json", ".knip.jsonc", "knip.ts", "knip.js", "knip.config.ts", "knip.config.js",
        "package.json", ".depcheckrc", ".depcheckrc.json", ".depcheckrc.yml",
    }
)  # fmt: skip
TSCONFIG = re.compile(r"(?:^|/)(?:(?:tsconfig|jsconfig)[\w.-]*\.json|\.?knip\.jsonc?)$")
ALIASING = {
    "paths": TSCONFIG,
    "alias": re.compile(r"(?:^|/)(?:webpack|rspack)[\w.-]*\.[cm]?[jt]s$"),
    "moduleNameMapper": re.compile(r"(?:^|/)jest[\w.-]*\.(?:[cm]?[jt]s|json)$"),
}
"""Key of a configuration under which specifiers stand that mean the workspace's own files, and the files that have it."""
ALIASED = ("config", "knip", "webpack", "rspack", "jest")
"""One of these is in the paths of all of them."""
EXCEPTION_KEYS = frozenset({"ignoreDependencies", "ignores"})


class NpmPackage:
    """A package.json, what uses its dependencies, and what is named but not declared.

    Attributes:
        declared: all names that it declares, in any scope.
        used: declared names in use.
        borrowed: names that it uses and a package below declares.
        locked: a lockfile knows it; else (a sandbox among the files of a member) it is not installed by itself.
    """

    def __init__(
        self, directory: str, path: str, manifest: Manifest, declared: frozenset[str], name: str, *, private: bool
    ) -> None:
        self.directory, self.path, self.manifest = directory, path, manifest
        self.declared, self.name, self.private = declared, name, private
        self.used: set[str] = set()
        self.borrowed: set[str] = set()
        self.locked = any(item.resolved not in ("", item.constraint) for item in manifest.dependencies)
        self.missing: dict[str, list[tuple[str, int]]] = {}


def npm_packages(manifests: Mapping[str, Manifest]) -> Iterator[NpmPackage]:
    """The packages of a workspace that a package.json (or package.yaml) declares, by path."""
    for path, manifest in manifests.items():
        if (
            manifest.ecosystem == "npm"
            and manifest.role == "manifest"
            and path.rpartition("/")[2].startswith("package.")
        ):
            package = manifest.packages[0] if manifest.packages else None
            directory = path.rpartition("/")[0]
            if directory and not manifest.dependencies and not (package and package.name):
                continue  # a package.json that only sets the kind of modules or an entry belongs to the package around it
            yield NpmPackage(
                directory,
                path,
                manifest,
                frozenset(item.name for item in manifest.dependencies if item.direct),
                package.name if package else "",
                private=package is not None and package.private,
            )


class PackageFiles(NamedTuple):
    """The paths of a package's files by what they can name."""

    configs: list[str]
    templates: list[str]
    sources: list[str]


def source_lists(index: Index, packages: Mapping[str, NpmPackage]) -> dict[str, PackageFiles]:
    """Package directory → its files; none of a package without any."""
    found: dict[str, PackageFiles] = {}
    owners: dict[str, str] = {}
    for path, file in index.files.items():
        # `*.css linguist-vendored` only keeps own style sheets out of a language bar
        true_zone = zone(path) if file.zone == "vendored" else file.zone
        if file.size > MOST_BYTES or true_zone not in OWN_ZONES:
            continue
        around = path.rpartition("/")[0]
        if around not in owners:
            owners[around] = owner(packages, path)
        directory = owners[around]
        lists = found.setdefault(directory, PackageFiles([], [], []))
        folder, _, name = path[len(directory) + bool(directory) :].rpartition("/")
        kind = _kind(name)
        if place := kind.place or (2 if "." not in name and file.language in SCRIPT else 0):
            lists[place].append(path)
        if _configures(folder, kind) or file.language == "Shell":
            lists.configs.append(path)
    return found


class _Kind(NamedTuple):
    """What a name alone says: which list the file goes to (0 for none), whether a known tool reads it wherever it lies, whether
    it looks like configuration, and that it is none."""

    place: int
    is_tools: bool
    is_config: bool
    is_other: bool


@lru_cache(maxsize=1 << 14)
def _kind(name: str) -> _Kind:
    """Names come again and again: `index.ts`, `__init__.py`."""
    place = 1 if TEMPLATE.search(name) else 2 if name.endswith(SOURCES) else 0
    other = name in IGNORED_FILES or LOCK_FILE.search(name) is not None
    return _Kind(place, is_tools_file(name), CONFIG_FILE.search(name) is not None, other)


def _configures(folder: str, kind: _Kind) -> bool:
    if kind.is_other or kind.is_tools:
        return not kind.is_other
    if not folder:
        return kind.is_config
    hooks = folder == ".husky" or folder.startswith((".github/", ".circleci", ".moon"))
    return (hooks or kind.is_config) and CONFIG_FOLDER.match(folder) is not None


def path_aliases(index: Index) -> tuple[tuple[str, ...], frozenset[str]]:
    """Beginnings of specifiers that a tsconfig.json (or knip.json) maps to the workspace's own files (`paths`), or the
    configuration of webpack (`alias`) or Jest (`moduleNameMapper`); and names that these map to a folder or a module of another
    package, or that webpack is told to take from outside (`externals`)."""
    found, renamed = set(), set[str]()
    for path in (path for path in index.files if any(word in path for word in ALIASED)):
        key = next((key for key, pattern in ALIASING.items() if pattern.search(path)), "")
        strings = [*keyed_strings(path, index.text(path))] if key else []
        renaming = [
            (item.keys[-1], item.value)
            for item in strings
            if key != "paths" and item.keys[-2:-1] == (key,) and NAME.match(item.value)
        ]
        renamed |= {name.rstrip("$") for name, value in renaming if module_name(value) not in {value, name}}
        keys = [(item.keys[-1:], item.value) for item in strings if item.is_key]
        renamed |= {value for above, value in keys if key == "alias" and above == ("externals",)}
        found |= {
            value.removeprefix("^").partition("(")[0].rstrip("*$")
            for above, value in keys
            if above == (key,) and value not in dict(renaming)
        }
    return tuple(sorted(found - {""})), frozenset(renamed)


@read_once
def exceptions(index: Index, directory: str) -> tuple[str, ...]:
    """Patterns of dependencies that the project itself excepts from such findings, in knip's and depcheck's configuration."""
    found: list[str] = []
    prefix = prefix_of(directory)
    for path in _excepting(index):
        folder = path[len(prefix) :].rpartition("/")[0]
        if path.startswith(prefix) and (not folder or (folder.startswith(".") and "/" not in folder)):
            text = index.text(path)
            found += [
                item.value
                for item in keyed_strings(path, text)
                if not item.is_key and EXCEPTION_KEYS.intersection(item.keys)
            ]
    return tuple(_glob(text) for text in found)


@per_index
def _excepting(index: Index) -> tuple[str, ...]:
    """Where such configuration is: beside a package.json, or in a hidden folder there (`.config/knip.json`)."""
    return tuple(path for path in index.files if path.rpartition("/")[2] in EXCEPTING)


def _glob(pattern: str) -> str:
    """A plain regular expression (`^@org/.*` or `/^@org/`, as knip takes) as a glob: a workspace's own expressions are never run."""
    bare = (pattern[1:-1] if pattern.startswith("/") else pattern).removeprefix("^").removesuffix("$").removesuffix("!")
    return bare.replace(".+", "?*").replace(".*", "*").replace("\\", "")


def is_judged(item: Dependency, package: NpmPackage, members: set[str]) -> bool:
    """Peer and optional dependencies are the user's choice; what the workspace holds itself is judged by its own files; another
    version under an alias has programs and types that are called as the package itself."""
    peers = {other.name for other in package.manifest.dependencies if other.scope in {"peer", "optional"}}
    return (
        item.direct
        and item.scope in {"runtime", "dev"}
        and not item.group
        and item.name not in peers
        and item.name not in members
        and not aliased(item.constraint)
    )


def types_of(name: str) -> str:
    """The package of DefinitelyTyped that types a package."""
    return f"@types/{name[1:].replace('/', '__')}" if name.startswith("@") else f"@types/{name}"


def typed_by(types: str) -> str:
    """The package that a package of DefinitelyTyped types."""
    name = types.removeprefix("@types/")
    return f"@{name.replace('__', '/', 1)}" if "__" in name else name
