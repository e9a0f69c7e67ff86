"""Pages and endpoints whose file is called by a framework and whose folder is the address (`src/routes/orders/+page.svelte`)."""

from __future__ import annotations

import math
from collections import Counter
from posixpath import dirname
from typing import TYPE_CHECKING, NamedTuple

from ...naming import in_style, stem_of, style_of
from ..roles.feature_folders import FeaturePlace
from ..roles.role_words import without_role
from ..roles.roles import role_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from ..roles.roles import WorkspaceFiles

__all__ = ["route_places", "routed_by_files"]

LEAST = 2
"""So many folders with files of a router's names show that the workspace is routed by files."""
PAGE = frozenset({"page", "screen", "view"})
ENDPOINT = frozenset({"endpoint", "api", "route", "handler", "controller"})


class Routed(NamedTuple):
    """A file name that means something to a router, the last words of the roles that ask for it, and the folder it must be below."""

    stem: str
    roles: frozenset[str]
    below: str


ROUTED: tuple[Routed, ...] = (
    Routed("+page", PAGE, "routes"),
    Routed("+server", ENDPOINT, "routes"),
    Routed("+layout", frozenset({"layout"}), "routes"),
    Routed("page", PAGE, "app"),
    Routed("route", ENDPOINT, "app"),
    Routed("index", ENDPOINT, "pages/api"),
    Routed("layout", frozenset({"layout"}), "app"),
)
"""SvelteKit's and Next.js's files (https://svelte.dev/docs/kit/routing, https://nextjs.org/docs/app/getting-started/project-structure)."""


def route_places(files: WorkspaceFiles, role: str, name: Sequence[str]) -> Iterator[FeaturePlace]:
    """A folder of the name beside the most others that have the file, and beside each other group of them; the first endpoint of pages
    that are routed by files is below their `api`, where nothing else shows the role."""
    asked = role_words(role)[-1:]
    for routed in (item for item in ROUTED if not item.roles.isdisjoint(asked)):
        folders = _routed_folders(files, frozenset({routed.stem}), routed.below)
        of_router = _routed_folders(files, frozenset(item.stem for item in ROUTED), routed.below)
        addresses = set(filter(None, map(_address, folders)))
        parents = Counter(parent for parent in map(dirname, addresses) if _is_below(parent, routed.below))
        leading = Counter(folders.values()).most_common(1)[0][0] if folders else ""
        if not folders and of_router and routed.roles is ENDPOINT and not files.of_role(role):
            root = f"/{min(of_router)}/".partition(f"/{routed.below}/")[0]
            parents, leading = Counter([f"{root}/{routed.below}/api".lstrip("/")]), ".ts"
        if len(of_router) < LEAST or not parents:
            continue
        words = without_role(name, role)
        # a page elsewhere has no address, whatever its words are
        others = {*folders, *(folder for folder in files.by_folder if asked == ("page",) and folder not in of_router)}
        for parent, count in sorted(parents.items()):
            beside = [address.rpartition("/")[2] for address in addresses if dirname(address) == parent]
            style = style_of(beside)[0]
            folder = f"{parent}/{in_style(words, 'kebab-case' if style in {'', 'flatcase'} else style)}"
            odds = math.log2(count / max(1, len(folders)) * len(files.by_folder))
            if folder not in folders and odds > 0:
                told = f"stands in {count} of the {len(folders)} folders with that file"
                reason = f"{parent}/<name>/{routed.stem} {told if folders else 'is where its router looks for one'}"
                yield FeaturePlace(folder, routed.stem, odds, reason, frozenset(others), leading)


def routed_by_files(files: WorkspaceFiles, role: str) -> bool:
    """The framework has a file name of its own for the role, and the workspace has such files."""
    return next(route_places(files, role, ["x"]), None) is not None


def _routed_folders(files: WorkspaceFiles, stems: Set[str], below: str) -> dict[str, str]:
    """Folder → the extension of a file in it that has one of the names, of those below where the router looks."""
    return {
        folder: name.extension
        for folder, members in files.by_folder.items()
        if _is_below(folder, below)
        for name in (stem_of(file.path) for file in members if file.zone == "product")
        if name.stem in stems
    }


def _is_below(folder: str, below: str) -> bool:
    return f"/{below}/" in f"/{folder}/"


def _address(folder: str) -> str:
    """The folder, or the one around parameters and groups that says what it is about (`orders/[id]`); "" where none does."""
    while folder and not _is_plain(folder):
        folder = dirname(folder)
    return folder


def _is_plain(folder: str) -> bool:
    """A folder that is called by a word, and neither by a parameter (`[id]`) nor as a group (`(app)`)."""
    return folder.rpartition("/")[2][:1] not in {"[", "(", "@", "_"}
