"""Where what two clones share would go: their class or file, else the nearest folder that both may import from, by packages, rules,
source sets and what frameworks serve."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.workspace_paths import prefix_of, shared_leading
from ...conventions.placement.layers import breaking, rules_here
from ...naming import stem_of
from ...per_index import per_index, read_once
from ...workspace.workspace_packages import members, owner

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ....indexer.index import Index
    from ..reading.corpus import Region

__all__ = ["home"]

SHARED: Final = ("concerns", "shared", "common", "mixins", "traits", "helpers", "utils", "util", "support", "lib")
"""Folders of code that several places use, the likeliest first."""

UNKNOWN: Final = "at a place that both import"
BESIDE: Final = "beside both"

SERVED: Final = (
    ("next", ("pages", "src/pages")),
    ("nuxt", ("pages", "app/pages", "server/api", "server/routes", "server/middleware")),
    ("astro", ("src/pages",)),
    ("gatsby", ("src/pages",)),
    ("@remix-run/react", ("app/routes",)),
    ("@react-router/dev", ("app/routes",)),
    ("expo-router", ("app", "src/app")),
)
"""Package → the folders, in the package that depends on it, of which it takes each file for a page or an endpoint."""

SOURCE_SET: Final = re.compile(r"(?:.*/)?src(?:/[^/]+(?:/(?:java|kotlin|scala|groovy))?)?")
JVM: Final = (".java", ".kt", ".kts", ".scala", ".groovy")
"""In these languages the folder of a source set holds packages, and no code."""


def home(index: Index, here: Region, there: Region, language: str) -> str:
    """The file, the class or the folder, as the end of a sentence."""
    if here.path == there.path:
        owner, other = here.name.rpartition(".")[0], there.name.rpartition(".")[0]
        return f"in {owner}" if owner and owner == other else "in this file"
    users = (here.path, there.path)
    if language == "Go" and len({path.rpartition("/")[0] for path in users}) == 1:
        return BESIDE  # one package: neither has anything to import
    nearest = (f"in {folder}/" for folder in _likely(index, _common_folder(*users)) if _fits(index, folder, users))
    return next(nearest, UNKNOWN if any("/" in path for path in users) else BESIDE)


def _likely(index: Index, folder: str) -> Iterator[str]:
    """The folder for shared code in the one around both, then that one itself, or the one outside of what is served."""
    root = _served_root(index, folder)
    around = folder if root is None else root.rpartition("/")[0]
    inside = prefix_of(around)
    yield from (f"{inside}{name}" for name in SHARED if _is_folder(index, f"{inside}{name}"))
    if around:
        yield around


def _common_folder(one: str, other: str) -> str:
    folders = one.split("/")[:-1]
    return "/".join(folders[: shared_leading(folders, other.split("/")[:-1])])


def _fits(index: Index, folder: str, users: tuple[str, str]) -> bool:
    """Whether code that stands in a folder may be used by two files."""
    if not folder or _served_root(index, folder) is not None:
        return False
    if users[0].endswith(JVM) and SOURCE_SET.fullmatch(folder):
        return False
    needs, inside = _needs(index), owner(_needs(index), f"{folder}/x")
    if any(inside != (own := owner(needs, user)) and inside not in needs.get(own, ()) for user in users):
        return False
    return not any(breaking(rules_here(index), users, f"{folder}/shared{stem_of(users[0]).extension}"))


def _served_root(index: Index, folder: str) -> str | None:
    """The folder around it whose every file a framework serves as a page or an endpoint; None where there is none."""
    around = f"{folder}/"
    return next((root for root in _served(index) if around.startswith(f"{root}/")), None)


@read_once
def _is_folder(index: Index, folder: str) -> bool:
    """Whether files stand in a folder: asked of the database, for most hints need no folder, and all files take long to load."""
    return bool(index.rows("SELECT 1 FROM files WHERE path > ? AND path < ? LIMIT 1", (f"{folder}/", f"{folder}0")))


@per_index
def _served(index: Index) -> tuple[str, ...]:
    """The folders that frameworks serve."""
    found = []
    for path, manifest in index.manifests.items():
        directory, _, name = path.rpartition("/")
        if name != "package.json":
            continue
        declared = {item.name for item in manifest.dependencies}
        found += [
            f"{directory}/{folder}".lstrip("/") for package, own in SERVED if package in declared for folder in own
        ]
    return tuple(sorted(found))


@per_index
def _needs(index: Index) -> Mapping[str, frozenset[str]]:
    """Directory of each package of code → those of the packages of the workspace that it depends on."""
    names = {(member.ecosystem, member.name): member.directory for member in members(index) if member.name}
    found: dict[str, set[str]] = {}
    for member in members(index):
        needed = found.setdefault(member.directory, set())
        for item in index.manifests[member.manifest].dependencies:
            other = names.get((member.ecosystem, item.name))
            if item.source in {"workspace", "path"} or other is not None:
                needed.add(item.path or other or "")
    return {directory: frozenset(needed - {directory}) for directory, needed in found.items()}
