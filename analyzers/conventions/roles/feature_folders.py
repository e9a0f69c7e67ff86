"""Feature folders: layouts in which the folder says what a file is about, and the file's stem its role.

`src/shop/<feature>/service.py` stands in many sibling folders, `src/<feature>/<feature>.service.ts` too, and below
`managers/<feature>/index.ts` the role is the folder above. The next of the role starts a folder beside them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ...naming import MAIN_STEMS, flat, in_style, singular, singular_words, split_words, stem_of, style_of
from ...per_index import remembered
from .role_words import HELPERS, without_role
from .roles import RoleFile, WorkspaceFiles, role_words, synonyms

if TYPE_CHECKING:
    from ....indexer.index import File

__all__ = [
    "FeatureLayout", "FeaturePlace", "feature_places", "files_by_layout", "laid_out_role", "layouts_of",
]  # fmt: skip

LEAST = 4
"""So many sibling folders that have the file make a layout."""
OF_SIBLINGS, OF_CHILDREN = 1 / 3, 0.6
"""Share of the sibling folders that have the file; more is asked where only the folder above tells the role."""
VERSION = re.compile(r"v\d|\d[\d._-]*x?$")
"""What a folder of one version is called (`v2`, `v1beta1`, `2024_01`), and `2fa` is none: a new thing is no other version."""
FEATURE = "{}"
"""Stands in a stem for the name of the feature."""


class FeatureLayout(NamedTuple):
    """A file that stands in many sibling folders.

    Attributes:
        parent: the folder of the sibling folders.
        stem: of the file, with `{}` for the feature's name where it repeats that.
        extension: of the file.
        features: names of the folders that have it.
        files: in each of those.
        siblings: how many folders with files of the language stand there.
    """

    parent: str
    stem: str
    extension: str
    features: tuple[str, ...]
    files: tuple[File, ...]
    siblings: int

    @property
    def pattern(self) -> str:
        """`src/shop/<feature>/service.py`."""
        return f"{self.parent}/<feature>/{self.stem.replace(FEATURE, '<feature>')}{self.extension}"

    @property
    def paths(self) -> list[str]:
        """The files that follow it."""
        return [file.path for file in self.files]


class FeaturePlace(NamedTuple):
    """The folder of a feature, the stem of its file ("" where another way has to name it), the doublings of the odds, and why;
    the folders of other features where it is the custom that each has its own; and the extension that all of a layout have."""

    folder: str
    stem: str
    odds: float
    reason: str
    others: frozenset[str] = frozenset()
    extension: str = ""


def feature_places(files: WorkspaceFiles, role: str, name: Sequence[str]) -> Iterator[FeaturePlace]:
    """Where a feature of that name has its files of the role by each layout.

    A layout counts by the share of the role's files that follow it, against an even chance for every folder.
    """
    layouts = layouts_of(files, role)
    total = sum(item.weight for item in files_by_layout(files, role))
    words = without_role(name, role)
    for layout in layouts:
        feature = _feature(files, layout, words)
        odds = len(layout.features) / total * len(files.by_folder)
        is_new = f"{layout.parent}/{feature}" not in files.folders
        if odds > 1 and not (is_new and HELPERS.intersection(role_words(role)[-1:])):
            stem = layout.stem.replace(FEATURE, feature)
            # the one that is called as the role is there: a second needs a name before it
            if feature in layout.features:
                style, _ = style_of(stem_of(file.path).stem for file in files.main)
                stem = in_style([*words, *split_words(role)], style or "snake_case") if stem == layout.stem else ""
            reason = f"{layout.pattern} stands in {len(layout.features)} of {layout.siblings} sibling folders"
            place = FeaturePlace(f"{layout.parent}/{feature}", stem, math.log2(odds), reason)
            yield place._replace(extension=layout.extension)


def files_by_layout(files: WorkspaceFiles, role: str) -> list[RoleFile]:
    """The files of a role where layouts tell it: theirs, and those that have it elsewhere; without layouts all of the role.

    A feature may be called as a role (`service/`, `cost_model/`), its files have none by that; and the tests of a layout's
    files are of no role.
    """
    layouts = layouts_of(files, role)
    if not layouts:
        return files.of_role(role)
    following = {path.rpartition("/")[0] for layout in layouts for path in layout.paths}
    return [RoleFile(file, "stem", 1.0, role) for layout in layouts for file in layout.files] + [
        item
        for item in files.named(role)
        if item.file.zone == "product" and item.file.path.rpartition("/")[0] not in following
    ]


@remembered
def layouts_of(files: WorkspaceFiles, role: str) -> list[FeatureLayout]:
    """The layouts of a role, the most followed first; of several files in the same folders the one named as folders' main files are."""
    standing, wanted = _standing(files), role_words(role)
    stems = dict(standing.by_role.get(wanted, ()))
    for number in standing.below.get(wanted, ()):
        stems.setdefault(number, "")
    found: dict[tuple[str, str, str, bool], dict[str, File]] = {}
    for number in sorted(stems):
        parent, feature, file = standing.places[number]
        name = stem_of(file.path)
        stem = stems[number] or (FEATURE if name.stem == feature else name.stem)
        found.setdefault((parent, stem, name.extension, not stems[number]), {})[feature] = file
    siblings = standing.siblings
    layouts = [
        FeatureLayout(parent, stem, extension, tuple(inside), tuple(inside.values()), siblings[parent])
        for (parent, stem, extension, is_child), inside in found.items()
        if _leads(len(inside), siblings[parent], len(files.by_folder.get(parent, ())), is_child=is_child)
    ]
    layouts.sort(key=lambda layout: (-len(layout.features), layout.stem not in MAIN_STEMS, layout.pattern))
    return list({layout.parent: layout for layout in reversed(layouts)}.values())[::-1]


def laid_out_role(files: WorkspaceFiles, role: str) -> str:
    """The role, or the other word for it by which the features have a file of it (`<feature>/views.py` for endpoints), where
    more do than files of any other name are of the role."""

    def following(word: str) -> int:
        return sum(len(layout.features) for layout in layouts_of(files, word))

    if any(item.file.zone == "product" for item in files.named(role)) or following(role):
        return role
    word = max(synonyms(role), key=following, default=role)
    return word if following(word) > sum(item.file.zone == "product" for item in files.of_role(role)) else role


class _Standing(NamedTuple):
    """The product's files by what their names and folders say, whatever the role.

    Attributes:
        places: of each file the folder above its own, the name of its own, and the file.
        siblings: folder → how many folders with such files stand in it.
        by_role: words → the numbers of the files whose stem says them, alone or after the feature's name, with the layout's stem.
        below: words → the numbers of the files whose folder stands in one called so.
    """

    places: list[tuple[str, str, File]]
    siblings: Counter[str]
    by_role: dict[tuple[str, ...], list[tuple[int, str]]]
    below: dict[tuple[str, ...], list[int]]


@remembered
def _standing(files: WorkspaceFiles) -> _Standing:
    """Every role is looked up in it."""
    found = _Standing([], Counter(), {}, {})
    for folder, members in files.by_folder.items():
        parent, _, feature = folder.rpartition("/")
        places = bool(parent) and not VERSION.match(feature)
        product = [file for file in members if places and file.zone == "product"]
        found.siblings[parent] += bool(product)
        for file in product:
            number = len(found.places)
            found.places.append((parent, feature, file))
            found.below.setdefault(singular_words(parent.rpartition("/")[2]), []).append(number)
            for words, stem in _roles_of(stem_of(file.path).stem, feature).items():
                found.by_role.setdefault(words, []).append((number, stem))
    return found


def _roles_of(stem: str, feature: str) -> dict[tuple[str, ...], str]:
    """What a stem may say as a role, alone or after the feature's name → the stem as the layout has it."""
    found = {singular_words(stem): stem}
    rest = stem[len(feature) :]
    if stem.startswith(feature) and rest[:1] in {".", "-", "_"}:
        found.setdefault(singular_words(rest), FEATURE + rest)
    return found


def _leads(count: int, siblings: int, direct: int, *, is_child: bool) -> bool:
    """So many of the sibling folders have the file that the next one will; the role's own folder holds more folders than files."""
    if count < LEAST:
        return False
    return count >= OF_CHILDREN * siblings and siblings > direct if is_child else count >= OF_SIBLINGS * siblings


def _feature(files: WorkspaceFiles, layout: FeatureLayout, words: Sequence[str]) -> str:
    """The folder of that name which is there, else the one that it begins with (`ForumPost` in `forums/`), else the name as its siblings
    write theirs."""
    wanted = [singular(word.lower()) for word in words]
    start = f"{layout.parent}/"
    there = sorted({folder[len(start) :].partition("/")[0] for folder in files.by_folder if folder.startswith(start)})
    same = next((folder for folder in there if flat("".join(singular_words(folder))) == flat("".join(wanted))), None)
    named = ((name, [*singular_words(name)]) for name in layout.features)
    begun = [name for name, parts in named if parts and wanted[: len(parts)] == parts]
    same = same or max(begun, key=len, default=None)
    return same or in_style(list(words), _style(files, layout))


def _style(files: WorkspaceFiles, layout: FeatureLayout) -> str:
    """How the features' folders are written; where they are single words, which show nothing, as all folders are."""
    style, _ = style_of(layout.features)
    if style == "flatcase":
        style, _ = style_of(folder.rpartition("/")[2] for folder in files.by_folder)
    return style or "snake_case"
