"""The layout of a workspace in a few lines: its folders with what each holds most of."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ...indexer.classify.zones import ZONES
from ...indexer.classify.zones import zone as zone_of_path
from ..per_index import per_index
from ..stack.main_technology import is_program

if TYPE_CHECKING:
    from ...indexer.index import File, Index

__all__ = ["folder_structure"]

DEEPEST = 3
OTHER, MIXED = "other", "several kinds"
UNSAID = frozenset({"vendored", "example"})
"""Zones that settings for statistics, or a folder inside (`docs/tutorial`), may give to what is called otherwise."""
TESTED = frozenset({"test", "fixture"})
"""Zones by name that stay what they are where settings for statistics leave the files out as documentation."""
SAID = {"{{": "template", "archetype-resources": "template", "boilerplate": "template", "bench": "benchmark"}
"""Part of a path → what stands there, though it belongs to the product no more than examples do."""
ASIDE = frozenset({*ZONES, *SAID.values()})
WRITTEN, MANY = 0.1, 5
"""From this share, or this number, of source files on a folder is said to be in their language, however many translations,
data or applications for tests it holds."""
MOSTLY, ALL = 0.6, 0.9
"""From these shares on a folder is said to be mostly, or simply, of a kind; tests beside their code are no kind of folder."""
LOCALE = re.compile(r"(?:.*/)?(?:lang|langs|i18n|l10n|locales?|translations?)/[^/]+", re.IGNORECASE)
"""A folder a language: which ones there are says nothing of the layout."""
SPLIT_SHARE = 0.35
"""A folder with about this share of the product's source files and more is shown with its own folders."""


@per_index
def folder_structure(index: Index, limit: int) -> list[str]:
    """Folders as `path/ (files, leading language or zone)`, in path order.

    The largest ones are opened until `limit` lines are reached; 0 opens every folder down to the third level.
    """
    counted = _counted(index)
    shown = {folder for folder in counted.sizes if "/" not in folder}
    hidden = {folder for folder in shown if limit and folder.startswith(".")}
    total = counted.weights.total() / DEEPEST or 1
    for folder in sorted(counted.sizes, key=lambda folder: (folder.count("/"), *counted.rank(folder))):
        parent = folder.rpartition("/")[0]
        worth = counted.weights[parent] / total > SPLIT_SHARE and counted.code[folder] > 0
        if parent in shown and (limit == 0 or (len(shown - hidden) < limit and worth and not LOCALE.fullmatch(folder))):
            shown.add(folder)
    shown -= {parent for folder in shown if counted.sizes[folder] == counted.sizes[parent := folder.rpartition("/")[0]]}
    ranked = sorted(shown, key=lambda folder: (folder in hidden, *counted.rank(folder)))
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
    return [f"./ ({top[language]} {'file' if top[language] == 1 else 'files'}, {language})"]


class _Counted(NamedTuple):
    """Numbers of files by folder: all, the product's source, that and its tests; languages and zones; languages of the
    product's source; the folders in which source of the product stands among files that are none; the language of most
    source."""

    sizes: Counter[str]
    weights: Counter[str]
    code: Counter[str]
    kinds: dict[str, Counter[str]]
    written: dict[str, Counter[str]]
    begun: set[str]
    main: str

    def rank(self, folder: str) -> tuple[int, int, str]:
        """Most source of the product first."""
        return -self.weights[folder], -self.sizes[folder], folder

    def line(self, folder: str) -> str:
        """The folder as the answer has it."""
        size = self.sizes[folder]
        is_source = folder in self.begun or self.weights[folder] >= min(WRITTEN * size, MANY)
        written = self.written[folder] if is_source and folder in self.written else Counter[str]()
        return (
            f"{folder}/ ({size} {'file' if size == 1 else 'files'}, {_leading(written, self.kinds[folder], self.main)})"
        )


def _counted(index: Index) -> _Counted:
    languages = Counter(file.language for file in index.files.values() if file.zone == "product" and _is_code(file))
    found = _Counted(Counter(), Counter(), Counter(), {}, {}, set(), _first(languages))
    alike = Counter(
        ("/".join(path.split("/", DEEPEST)[:-1]), file.zone, file.language, _is_code(file))
        for path, file in index.files.items()
    )
    for (inner, zone, language, parsed), count in alike.items():
        for depth in range(1, inner.count("/") + 2 if inner else 1):
            folder = "/".join(inner.split("/")[:depth])
            found.sizes[folder] += count
            found.weights[folder] += count if zone == "product" and parsed else 0
            found.code[folder] += count if zone in {"product", "test"} and parsed else 0
            found.kinds.setdefault(folder, Counter())[_kind(inner, zone, language)] += count
            if zone == "product" and parsed:
                found.written.setdefault(folder, Counter())[language] += count
    source = {inner for inner, zone, _, parsed in alike if inner and zone == "product" and parsed}
    found.begun.update(inner for inner in source if _most(found.kinds[inner]) in ASIDE)
    return found


def _kind(folder: str, zone: str, language: str) -> str:
    """What a file of a folder counts as: its language, or what part of the workspace it belongs to, by a word that fits."""
    if zone in UNSAID:
        by_name = zone_of_path(f"{folder}/x")
        at_top = zone_of_path(f"{folder.partition('/')[0]}/x")
        zone = at_top if at_top in {"docs", "test"} else by_name
    if zone == "docs" and (by_name := zone_of_path(f"{folder}/x")) in TESTED:
        zone = by_name
    elif zone == "test" and zone_of_path(f"{folder.partition('/')[0]}/x") == "example":
        zone = "example"
    if zone != "example":
        return (language or OTHER) if zone == "product" else zone
    return next((said for word, said in SAID.items() if word in folder.lower()), zone)


def _is_code(file: File) -> bool:
    """Source code, whether its language is one that is parsed or not."""
    return file.parsed > 0 or is_program(file.language)


def _leading(written: Counter[str], kinds: Counter[str], main: str) -> str:
    """What at least half of the files are, and what the folder's code is in beside that (`mostly test, with JavaScript`);
    else the two kinds that nearly all are, or its code's language `and others`; pictures are `other`."""
    code = _first(written, main)
    most = _first(kinds, code or OTHER)
    if kinds[most] * 2 >= kinds.total():
        if code and code != most:
            return f"mostly {most}, with {code}"
        return f"mostly {most}" if most in ASIDE and kinds[most] < ALL * kinds.total() else most
    two = sorted((kind for kind in kinds if kind != OTHER and kinds[kind] > 1), key=lambda kind: (-kinds[kind], kind))[
        :2
    ]
    if sum(kinds[kind] for kind in two) >= MOSTLY * kinds.total() and len(two) > 1:
        return " and ".join(two)
    return f"{code} and others" if code else MIXED


def _first(kinds: Counter[str], preferred: str = "") -> str:
    """The largest kind, of equal ones the preferred one; "" where there is none."""
    return min(kinds, key=lambda kind: (-kinds[kind], kind != preferred, kind), default="")


def _most(kinds: Counter[str]) -> str:
    """The largest kind; files of no known language tell nothing beside others."""
    kinds = Counter({kind: count for kind, count in kinds.items() if kind != OTHER}) or kinds
    return min(kinds, key=lambda kind: (-kinds[kind], kind))
