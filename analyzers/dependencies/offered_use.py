"""What a workspace declares once for all its packages, and none of them takes.

Cargo's `workspace.dependencies`, catalogs of npm and Gradle, central versions of NuGet. Both sides stand in manifests and build
scripts, so that no name of code has to be guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from ... import lazy_re as re
from ...indexer.manifests.base import Dependency
from ...indexer.manifests.marks import CENTRAL, INHERITED, OFFERED
from ..workspace.workspace_packages import OWN_ZONES, owner, package_directories
from .absent_code import lacks_code
from .cargo.cargo_exceptions import exceptions
from .unused_claims import unused_claim

if TYPE_CHECKING:
    from ...answers import UnusedDependency
    from ...indexer.index import Index
    from ...indexer.manifests.base import Manifest

__all__ = ["unused_offers"]

CONFIDENCE = 0.9
CARGO_KEY = re.compile(r"\brenamed (\S+)")
CATALOG_WORDS = ("findLibrary", "LibrariesForLibs")
"""Identifiers by which code of a build, which no script holds, reaches a catalog of Gradle, beside the catalog's name."""
ANY_LIBRARY = re.compile(
    rb"\blibraryAliases\b|\bfindLibrary\s*\(\s*(?:[^\"'\s]|[\"'][^\"'\n]*\$)|['\"`]?\bversion-catalog\b"
)
"""A build that takes libraries whose names it works out, or hands the whole catalog to others."""
PINS = ("property:centralpackagetransitivepinningenabled", "true")
"""The property of MSBuild by which central versions hold for what others need as well."""
MSBUILD = re.compile(r"\.(?:props|targets|\w*proj|nuspec|cake|csx|fsx|ps1|sh|ya?ml|config|json)$", re.IGNORECASE)
"""Files that may take a package of NuGet by its name: of build tools that read no project, too."""
NPM_RULES = re.compile(r"(?:^|/)(?:package\.json|pnpm-workspace\.yaml|\.yarnrc\.yml|\.pnpmfile\.c?js)$")
MOST_BYTES = 500_000

Offer: TypeAlias = "tuple[Dependency, list[str]]"
Offers: TypeAlias = "Callable[[Index, str, Manifest], Iterator[Offer]]"


def unused_offers(index: Index, manifests: Mapping[str, Manifest]) -> Iterator[UnusedDependency]:
    """What the workspace's own manifests offer and nothing takes, manifest by manifest."""
    directories = frozenset(package_directories(index))
    for path, manifest in manifests.items():
        find = KINDS.get(manifest.ecosystem)
        if find and index.files[path].zone in OWN_ZONES and not lacks_code(index, path.rpartition("/")[0]):
            for item, names in find(index, path, manifest):
                yield unused_claim(item, owner(directories, path), path, CONFIDENCE, names)


def _of_cargo(index: Index, path: str, manifest: Manifest) -> Iterator[Offer]:
    """Dependencies of a workspace that no manifest inherits (`x.workspace = true`); the workspace's own packages are left out."""
    offered = [item for item in manifest.dependencies if item.group == OFFERED and not item.path]
    told = exceptions(index, path) if offered else None
    others = (each for each in index.manifests.values() if offered and each.ecosystem == "cargo")
    taken = {
        _key(item)
        for each in others
        for item in each.dependencies
        if item.group != OFFERED and INHERITED in item.marker
    }
    yield from (
        (item, [f"{_key(item)}.workspace"])
        for item in offered
        if _key(item) not in taken and not (told and told.excepts(item))
    )


def _key(item: Dependency) -> str:
    renamed = CARGO_KEY.search(item.marker)
    return renamed[1].rstrip(";") if renamed else item.name


def _of_npm(index: Index, _path: str, manifest: Manifest) -> Iterator[Offer]:
    """Entries of catalogs that no package.json asks for (`"x": "catalog:"`), nor an override."""
    offered = [setting for setting in manifest.settings if setting.kind == "catalog"]
    if not offered:
        return
    rules = [path for path in index.files if NPM_RULES.search(path)]
    readers = (index.manifests[path] for path in rules if path in index.manifests)
    taken = {(item.group, item.name) for each in readers for item in each.dependencies}
    texts = [index.read(path) for path in rules]
    for setting in offered:
        catalog, _, name = setting.name.partition(":")
        called = "(?:default)?" if catalog == "default" else re.escape(catalog)
        asked = re.compile(rf"(?<![\w-]){re.escape(name)}['\"]?\s*:\s*['\"]?catalog:{called}(?![\w-])".encode())
        if (f"catalog:{catalog}", name) not in taken and not any(asked.search(text) for text in texts):
            yield (
                Dependency(name, setting.value, line=setting.line),
                [f"catalog:{'' if catalog == 'default' else catalog}"],
            )


def _of_gradle(index: Index, path: str, manifest: Manifest) -> Iterator[Offer]:
    """Libraries of a version catalog that no script reaches, by their accessor or alias, and no bundle holds."""
    offered = {
        item: item.marker.removeprefix("alias ") for item in manifest.dependencies if item.group.startswith("catalog ")
    }
    if not offered or manifest.role != "config":
        return
    catalog = path.rpartition("/")[2].partition(".")[0]
    scripts = {place for place in index.files if place.endswith((".gradle", ".gradle.kts"))}
    code = {place for word in (*CATALOG_WORDS, catalog) for place in index.files_using(word)}
    texts = [index.read(place) for place in sorted(scripts | code) if index.files[place].size <= MOST_BYTES]
    if not scripts or any(ANY_LIBRARY.search(text) for text in texts):
        return
    bundled = {name for item in manifest.settings if item.name.startswith("bundle:") for name in item.value.split(",")}
    for item, alias in offered.items():
        spelled = r"[-_.]".join(map(re.escape, alias.split(".")))
        used = re.compile(rf"\.\s*{re.escape(alias)}\b|['\"]{spelled}['\"]".encode())
        if alias not in bundled and not any(used.search(text) for text in texts):
            yield item, [f"{catalog}.{alias}"]


def _of_nuget(index: Index, path: str, manifest: Manifest) -> Iterator[Offer]:
    """Central versions of packages that no project references, where they do not pin what others need."""
    offered = [item for item in manifest.dependencies if item.group == CENTRAL and "$(" not in item.name]
    if not offered or path.rpartition("/")[2] != "Directory.Packages.props":
        return
    others = [each for each in index.manifests.values() if each.ecosystem == "nuget"]
    if any((said.name.lower(), said.value.lower()) == PINS for each in others for said in each.settings):
        return
    taken = {item.name.lower() for each in others for item in each.dependencies if item.group != CENTRAL}
    left = [item for item in offered if item.name.lower() not in taken]
    places = [place for place, file in index.files.items() if MSBUILD.search(place) and file.size <= MOST_BYTES]
    for place in places if left else ():
        if not place.endswith("Directory.Packages.props"):
            text = index.read(place).lower()
            left = [
                item
                for item in left
                if not re.search(rf"(?<![\w.]){re.escape(item.name.lower())}(?![\w.])".encode(), text)
            ]
    yield from ((item, [item.name]) for item in left)


KINDS: Mapping[str, Offers] = {"cargo": _of_cargo, "npm": _of_npm, "maven": _of_gradle, "nuget": _of_nuget}
"""Ecosystem → who tells what one of its manifests offers in vain."""
