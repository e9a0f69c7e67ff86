"""The layout of a workspace in a few lines: its folders with what each holds most of."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ... import lazy_re as re
from ...indexer.classify.zones import ZONES, is_served
from ...indexer.classify.zones import zone as zone_of_path
from ...indexer.gathering import by_key
from ...indexer.workspace_paths import folders_around
from ..per_index import per_index
from ..stack.main_technology import is_program

if TYPE_CHECKING:
    from collections.abc import Set

    from ...indexer.index import File, Index

__all__ = ["folder_structure"]

DEEPEST, ALL_OPEN = 10, 3
"""How deep folders are looked at, and how deep where all are opened."""
UNSAID = frozenset({"vendored", "example"})
"""Zones that settings for statistics may give to what is called otherwise, but to libraries that a browser is served."""
SAID = {
    **dict.fromkeys(("{{", "archetype-resources", "boilerplate"), "template"), "stubs": "stub", "bench": "benchmark",
}  # fmt: skip
"""Part of a path → the kind of its files, which are no more part of the product than examples are."""
ALL, COUNTED, SOME, PART, MANY = 0.9, 2, 2, 0.1, 5
"""From this share on a folder is simply of a kind; else so many kinds are counted, each of so many files, or a language that
programs are written in, with such a part of the folder, or so many programs."""
LOCALE = re.compile(r"(?:.*/)?(?:lang|langs|i18n|l10n|locales?|translations?)/[^/]+", re.IGNORECASE)
"""A folder a language: which ones there are says nothing of the layout."""
SPLIT_SHARE, SLIGHT = 0.25, 200
"""A folder with more than this share of the product's source files is shown with its own folders; one without code and with less than
one of so many files gives its line to those."""


@per_index
def folder_structure(index: Index, limit: int) -> list[str]:
    """Folders as `path/ (9 files, Go)` or `path/ (9 files: 5 test, 4 Go)`, in path order.

    The largest ones are opened until `limit` lines are reached; 0 opens every folder down to the third level.
    """
    counted = _counted(index, DEEPEST if limit else ALL_OPEN)
    shown = {folder for folder in counted.sizes if "/" not in folder}
    slight = {
        folder for folder in shown if not counted.code[folder] and counted.sizes[folder] * SLIGHT <= len(index.files)
    }
    aside = slight | {folder for folder in shown if folder.startswith(".")} if limit else set()
    least = sum(counted.weights[folder] for folder in shown) * SPLIT_SHARE
    inside = by_key((folder.rpartition("/")[0], folder) for folder in counted.sizes if "/" in folder)
    outer = list(shown)
    while outer:
        worth = [folder for folder in outer if limit == 0 or counted.weights[folder] > least]
        outer = []
        for folder in sorted((inner for around in worth for inner in inside.get(around, ())), key=counted.rank):
            opens = counted.code[folder] > 0 and not LOCALE.fullmatch(folder)
            if limit == 0 or (opens and len(shown - aside - counted.ways(shown)) < limit):
                shown.add(folder)
                outer.append(folder)
    ranked = sorted(shown - counted.ways(shown), key=lambda folder: (folder in aside, *counted.rank(folder)))
    top = _at_the_root(index)
    return [*top, *(counted.line(folder) for folder in sorted(ranked[: limit - len(top)] if limit else ranked))]


def _at_the_root(index: Index) -> list[str]:
    """A line for the root where a good part of the product's source stands in it, in no folder."""
    source = [path for path, file in index.files.items() if file.zone == "product" and _is_code(file)]
    top, lines = Counter[str](), Counter[str]()
    for file in (index.files[path] for path in source if "/" not in path):
        top[file.language] += 1
        lines[file.language] += file.lines
    if top.total() <= SPLIT_SHARE * len(source):
        return []
    language = min(top, key=lambda name: (-top[name], -lines[name], name))
    return [f"./ ({top[language]} {language} {'file' if top[language] == 1 else 'files'})"]


class _Counted(NamedTuple):
    """Numbers of files by folder: all, the product's source, that and its tests, and by kind."""

    sizes: Counter[str]
    weights: Counter[str]
    code: Counter[str]
    kinds: dict[str, Counter[str]]

    def rank(self, folder: str) -> tuple[int, int, str]:
        """Most source of the product first."""
        return -self.weights[folder], -self.sizes[folder], folder

    def ways(self, shown: Set[str]) -> set[str]:
        """The folders that only lead to another one: all of their files are in it, or, below the root's, nearly all of their code."""
        return {
            parent
            for folder in shown
            if (parent := folder.rpartition("/")[0]) in shown
            if self.sizes[folder] == self.sizes[parent]
            or ("/" in parent and self.weights[folder] >= ALL * self.weights[parent] > 0)
        }

    def line(self, folder: str) -> str:
        """The folder as the answer has it: its kind where nearly all files are of one, and no code of the product beside tests or
        the like, else numbers; of files of which nothing is known only how many there are."""
        size, kinds = self.sizes[folder], self.kinds[folder]
        files = f"{size} {'file' if size == 1 else 'files'}"
        ranked = [kind for kind in _ranked(kinds) if kind and self._counts(kind, kinds[kind], size)]
        hides_code = ranked and ranked[0] in ZONES and self.weights[folder] > 0
        if ranked and kinds[ranked[0]] >= ALL * size and not hides_code:
            return f"{folder}/ ({files}, {ranked[0]})"
        told = ", ".join(f"{kinds[kind]} {kind}" for kind in ranked[:COUNTED])
        return f"{folder}/ ({files}: {told})" if told else f"{folder}/ ({files})"

    def _counts(self, kind: str, count: int, size: int) -> bool:
        """Whether a kind of file is worth a number."""
        programs = is_program(kind)
        return (count >= SOME or programs or size == 1) and (count >= PART * size or (programs and count >= MANY))


def _ranked(kinds: Counter[str]) -> list[str]:
    return sorted(kinds, key=lambda kind: (-kinds[kind], not is_program(kind), kind))


def _counted(index: Index, deepest: int) -> _Counted:
    """The numbers; headers that could be of C are of C++ where no file of C is there to include them."""
    found = _Counted(Counter(), Counter(), Counter(), {})
    only_headers = not any(path.endswith(".c") for path in index.files)
    meant = {"C": "C++"} if only_headers and any(file.language == "C++" for file in index.files.values()) else {}
    alike = Counter(
        ("/".join(path.split("/", deepest)[:-1]), meant.get(kind := _kind(path, file), kind), file.zone, _is_code(file))
        for path, file in index.files.items()
    )
    for (folder, kind, zone, parsed), count in alike.items():
        found.sizes[folder] += count
        found.weights[folder] += count if zone == "product" and parsed else 0
        found.code[folder] += count if zone in {"product", "test"} and parsed else 0
        found.kinds.setdefault(folder, Counter())[kind] += count
    for folder in sorted(folders_around(found.sizes), key=lambda folder: -folder.count("/")):
        if around := folder.rpartition("/")[0]:
            for numbers in (found.sizes, found.weights, found.code):
                numbers[around] += numbers[folder]
            found.kinds.setdefault(around, Counter()).update(found.kinds[folder])
    for numbers in found[:3]:
        del numbers[""]
    return found


def _kind(path: str, file: File) -> str:
    """What a file counts as: its language, or the part of the workspace that it belongs to, as the outermost folder says that
    tells any (fixtures of tests are tests); of others' code only what is code, of documents only what is none (a site has programs)."""
    folder = path.rpartition("/")[0]
    zone = file.zone
    if (
        zone != "product"
        and not (zone == "docs" and not file.parsed)
        and (outermost := _outermost_zone(folder)) != "product"
    ):
        zone = outermost
    elif zone in UNSAID and not (zone == "vendored" and (is_served(folder) or zone_of_path(path) == zone)):
        zone = "product"
    if zone == "product" or (zone == "vendored" and not file.parsed) or (zone == "docs" and file.parsed):
        return file.language
    if zone == "example":
        return next((said for word, said in SAID.items() if word in folder.lower()), zone)
    return zone


@lru_cache(maxsize=1 << 14)
def _outermost_zone(folder: str) -> str:
    outer = folder.rpartition("/")[0]
    above = _outermost_zone(outer) if folder else "product"
    return above if above != "product" else zone_of_path(f"{folder}/x")


def _is_code(file: File) -> bool:
    """Source code, whether its language is one that is parsed or not."""
    return file.parsed > 0 or is_program(file.language)
