"""Where the leading roles of a workspace stand: `policy: all 14 in app/policies/`, `policy: 13 of 14 in app/policies/`."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from ....indexer.classify.linguist import classify, language_type
from ....indexer.gathering import by_key
from ...naming import flat, singular_words, stem_of
from ...workspace.code_places import is_hidden
from ...workspace.handed_out import handed_out
from ...workspace.own_names import own_names
from ...workspace.workspace_packages import package_directories
from .leading_patterns import is_role, leading_roles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ....indexer.index import Index

__all__ = ["role_places"]

ROLES, FILES, SHARE = 8, 6, 0.9
"""So many roles are looked at, and a place is said of so many files, of which this share stands there."""
DENSE = 0.3
"""This part of a folder that is called otherwise is of the role: of what stands in `src` the place says nothing."""
CARRIED = 0.6
"""So many names of its files end in a role that not everybody knows: a folder alone (`windows/`) may hold a feature."""
SPELLED = {"util": {"utility"}, "utility": {"util"}, "dao": {"repository"}, "repository": {"dao"}, "error": {"exception"},
           "exception": {"error"}}  # fmt: skip
"""Words that folders of one role bear in the same workspace."""
TESTING = frozenset({"test", "spec"})
"""Roles of what a library has for those who test with it: where this workspace's own tests stand is told by its layout."""
KINDS = frozenset({
    "command", "component", "composable", "constant", "controller", "dao", "dto", "entity", "enum", "error", "exception",
    "factory", "handler", "helper", "hook", "interceptor", "job", "listener", "mapper", "middleware", "migration", "model",
    "page", "presenter", "reducer", "repository", "route", "schema", "screen", "serializer", "service", "store", "subscriber",
    "type", "util", "utility", "validator", "view", "widget",
})  # fmt: skip
"""Roles whose files need not be called so: a folder of that name, in the plural, holds them in whatever workspace. Others
name a subject as often (`sessions/`, `settings/`, `queues/`), and so does the singular (`form/model/`)."""


Named = tuple[tuple[str, ...], tuple[str, ...]]
"""The words of a file's name, and the names of the folders around it, in the singular, the nearest first."""


def role_places(index: Index) -> Iterator[str]:
    """The leading roles of which most files stand in one folder, with that folder.

    The names of the product and of its packages are none, and of two roles with the same files one is enough. That the files of
    `stream/` stand in `stream` says nothing: a role is one that everybody knows, or that the files are called after.
    """
    outer = {path.partition("/")[0] for path in index.files}
    copied = handed_out(index)
    own = {*map(_one, outer)} | {_one(name) for name in package_directories(index)}
    product = _Product(path for path, file in index.files.items() if file.zone == "product" and file.parsed)
    said: set[str] = set()
    told = ((role, paths) for role, paths in leading_roles(index).items() if is_role(role, paths))
    for role, paths in islice(told, ROLES):
        if (
            role in TESTING
            or any(flat(role) in name for name in own_names(index))
            or flat(role) in own
            or any(path.startswith(copied) for path in paths)
            or _is_extension(role, paths)
            or len(said.intersection(paths)) * 2 > len(paths)
        ):
            continue
        said.update(paths)
        if text := _placed(role, sorted({*paths, *product.showing(role)}), product.named):
            yield text


def _placed(role: str, paths: Sequence[str], product: Iterable[str]) -> str | None:
    """Where the files of a role stand; None where no custom is seen, or only a folder's name says that they are of one."""
    folders = Counter(path.rpartition("/")[0] for path in paths)
    folder = min(folders, key=lambda name: (-folders[name], name), default="")
    is_called_so = _one(folder.rpartition("/")[2]) in _spellings(role)
    inside = sum(path.startswith(f"{folder}/") for path in paths) if is_called_so else folders[folder]
    carried = sum(singular_words(stem_of(path).stem)[-1:] == (role,) for path in paths)
    beside = len(paths) if is_called_so else sum(path.rpartition("/")[0] == folder for path in product)
    if not folder or is_hidden(folder) or len(paths) < FILES or inside < SHARE * len(paths) or inside < DENSE * beside:
        return None
    last = folder.rpartition("/")[2]
    if carried < CARRIED * len(paths) and (role not in KINDS or _one(last) == flat(last)):
        return None
    name, whole = _whole_name(role, paths), is_called_so and inside == len(paths)
    return f"{name}: all {inside} in {folder}/" if whole else f"{name}: {inside} of {len(paths)} in {folder}/"


def _named(path: str) -> Named:
    """What a file and the folders around it are called."""
    *folders, name = path.split("/")
    return singular_words(stem_of(name).stem), tuple(map(_one, reversed(folders)))


class _Product:
    """The product's parsed files by what shows a role: the words that their names end in, and the folders around them."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.named = {path: _named(path) for path in paths}
        self._by_word = by_key((words[-1:], path) for path, (words, _) in self.named.items())
        self._by_folders = by_key((folders, path) for path, (_, folders) in self.named.items())

    def showing(self, role: str) -> Iterator[str]:
        """The files that are called so, or of which the nearest folder around that names a role names this one."""
        wanted, spelled = tuple(role.split("_")), _spellings(role)
        naming = spelled | KINDS
        yield from (
            path for path in self._by_word.get(wanted[-1:], ()) if self.named[path][0][-len(wanted) :] == wanted
        )
        for folders, paths in self._by_folders.items():
            if next((name for name in folders if name in naming), "") in spelled:
                yield from paths


def _spellings(role: str) -> set[str]:
    return {flat(role), *SPELLED.get(role, ())}


@lru_cache(10_000)  # thousands of files stand in hundreds of folders
def _one(name: str) -> str:
    """A folder's name in the singular, without case and separators."""
    return flat("".join(singular_words(name)))


def _is_extension(role: str, paths: Sequence[str]) -> bool:
    """The files are compiled by what their names end in (`state.svelte.js`): that is a language and no role."""
    twice = sum(f".{role}." in path for path in paths) * 2 > len(paths)
    return twice and language_type(classify(f"x.{role}", b"")) in {"programming", "markup"}


def _whole_name(role: str, paths: Sequence[str]) -> str:
    """The role with the word that all of its files have before it: five `…ViewModel` are view models and no models."""
    before = {
        words[-2] if len(words := singular_words(stem_of(path).stem)) > 1 and words[-1] == role else ""
        for path in paths
    }
    return f"{before.pop()}_{role}".lstrip("_") if len(before) == 1 else role
