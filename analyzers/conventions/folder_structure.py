"""The layout of a workspace in a few lines: its folders with what each holds most of."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ...indexer.linguist import language_type
from ...indexer.zones import ZONES
from ..per_index import per_index
from ..stack.main_technology import is_program

if TYPE_CHECKING:
    from ...indexer.index import File, Index

__all__ = ["folder_structure"]

DEEPEST = 3
OTHER = "other"
WRITTEN, MANY = 0.1, 5
"""From this share, or this number, of source files on a folder is said to be in their language, however many translations,
data or applications for tests it holds."""
MOSTLY, ALL = 0.6, 0.9
"""From these shares on a folder is said to be mostly, or simply, of a kind; tests beside their code are no kind of folder."""
LOCALE = re.compile(r"(?:.*/)?(?:lang|langs|i18n|l10n|locales?|translations?)/[^/]+", re.IGNORECASE)
"""A folder a language: which ones there are says nothing of the layout."""
PROSE = "prose"
"""The type of languages that say nothing of a folder beside its code: documents."""
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
    product's source; the folders in which source of the product stands among files that are none."""

    sizes: Counter[str]
    weights: Counter[str]
    code: Counter[str]
    kinds: dict[str, Counter[str]]
    written: dict[str, Counter[str]]
    begun: set[str]

    def rank(self, folder: str) -> tuple[int, int, str]:
        """Most source of the product first."""
        return -self.weights[folder], -self.sizes[folder], folder

    def line(self, folder: str) -> str:
        """The folder as the answer has it."""
        size = self.sizes[folder]
        is_source = folder in self.begun or self.weights[folder] >= min(WRITTEN * size, MANY)
        seen = self.written[folder] if is_source else self.kinds[folder]
        return f"{folder}/ ({size} {'file' if size == 1 else 'files'}, {_leading(seen, self.kinds[folder])})"


def _counted(index: Index) -> _Counted:
    found = _Counted(Counter(), Counter(), Counter(), {}, {}, set())
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
            found.kinds.setdefault(folder, Counter())[(language or OTHER) if zone == "product" else zone] += count
            if zone == "product" and parsed:
                found.written.setdefault(folder, Counter())[language] += count
    source = {inner for inner, zone, _, parsed in alike if inner and zone == "product" and parsed}
    found.begun.update(inner for inner in source if _most(found.kinds[inner]) in ZONES)
    return found


def _is_code(file: File) -> bool:
    """Source code, whether its language is one that is parsed or not."""
    return file.parsed > 0 or is_program(file.language)


def _leading(seen: Counter[str], kinds: Counter[str]) -> str:
    """What the folder holds most of, and what else most of its files are (`JavaScript, mostly test`; `PHP, mostly SQL`;
    pictures are `other`)."""
    if seen is kinds and kinds[OTHER] >= kinds[_most(kinds)]:
        return OTHER
    first, most = _most(seen), OTHER if kinds[OTHER] >= MOSTLY * kinds.total() else _most(kinds)
    told = most not in ZONES and (first == most or language_type(most) == PROSE)
    if kinds[most] < MOSTLY * kinds.total() or told:
        return first
    if first != most:
        return f"{first}, mostly {most}"
    return most if kinds[most] >= ALL * kinds.total() else f"mostly {most}"


def _most(kinds: Counter[str]) -> str:
    """The largest kind; files of no known language tell nothing beside others."""
    kinds = Counter({kind: count for kind, count in kinds.items() if kind != OTHER}) or kinds
    return min(kinds, key=lambda kind: (-kinds[kind], kind))
