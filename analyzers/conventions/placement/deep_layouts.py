"""Layouts in which a feature's folder holds the file further down: `src/<feature>/domain/entities/<feature>.entity.ts`.

`feature_folders` reads layouts whose file stands in the feature's own folder under a name that all share; here folders of the
role may stand between, and the file's name may say the feature otherwise than the folder (`Orders/OrderRepository.cs`).
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ....indexer.gathering import by_key
from ...lists import counted
from ...naming import flat, in_style, singular_words, split_words, stem_of, style_of
from ..roles.feature_folders import FeaturePlace
from ..roles.role_words import without_role
from ..roles.roles import role_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...naming import FileName
    from ..roles.roles import RoleFile, WorkspaceFiles

__all__ = ["deep_places"]

LEAST, MOST = 3, 0.5
"""So many features that have the file make a layout, and this share of all files of the role makes it the convention."""


class _Layout(NamedTuple):
    """The folder of the features, what follows in each, and what stands behind the feature's name in the file's."""

    parent: str
    inner: str
    tail: str


def deep_places(files: WorkspaceFiles, role: str, name: Sequence[str]) -> Iterator[FeaturePlace]:
    """Where a feature of that name has its file of the role, by each layout that several features share."""
    items = [item for item in files.named(role) if item.file.zone == "product"]
    read = (one for item in items if (one := _read(item, role)))
    layouts = by_key((layout, (feature, is_plural)) for layout, feature, is_plural in read)
    following = Counter((layout.inner, layout.tail) for layout, found in layouts.items() for _ in found)
    words, stems = without_role(name, role), [stem_of(item.file.path) for item in items]
    total = sum(item.weight for item in items)
    for layout, found in sorted(layouts.items()):
        features = [feature for feature, _ in found]
        odds = len(features) / total * len(files.by_folder)
        leads = following[layout.inner, layout.tail] >= max(LEAST, MOST * total)
        if leads or (len(features) >= LEAST and odds > 1):
            inner = f"/{layout.inner}" if layout.inner else ""
            is_plural = sum(plural for _, plural in found) * 2 > len(features)
            feature = _begun(layout, features, stems, words) or _as_feature(words, features, is_plural)
            folder = f"{layout.parent}/{feature}{inner}"
            number = counted(len(features), "feature")
            reason = f"{layout.parent}/<feature>{inner}/<feature>{layout.tail} stands in {number}"
            others = {f"{layout.parent}/{feature}" for feature in features if leads and not inner} - {folder}
            yield FeaturePlace(folder, "", math.log2(odds), reason, frozenset(others))


def _read(item: RoleFile, role: str) -> tuple[_Layout, str, bool] | None:
    """The layout that a file follows, its feature's folder, and whether that is written otherwise than the file's name (`Orders`
    around `OrderRepository`); None where no folder around it has its name."""
    where = stem_of(item.file.path)
    parts = where.folder.split("/")
    subject = without_role(split_words(where.stem), role)
    wanted = flat("".join(singular_words("_".join(subject))))
    if not wanted or singular_words(where.stem) == role_words(role):
        return None
    for place, part in enumerate(parts):
        if place and flat("".join(singular_words(part))) == wanted:
            tail = where.stem[len("".join(subject)) :] if where.stem.startswith("".join(subject)) else ""
            layout = _Layout("/".join(parts[:place]), "/".join(parts[place + 1 :]), tail + where.extension)
            return layout, part, flat(part) != flat("".join(subject))
    return None


def _begun(layout: _Layout, features: Sequence[str], stems: Sequence[FileName], words: Sequence[str]) -> str:
    """The feature that the name begins with, where more of such names stand in its folder (`Sponsor/SponsorGridView`) than have their
    own; "" where none does."""
    parts = {feature: singular_words(feature) for feature in features}
    name = singular_words("_".join(words))
    begun = max((feature for feature, start in parts.items() if name[: len(start)] == start), key=len, default="")
    own = sum(one[: len(other)] == other for one in parts.values() for other in parts.values())
    folders = {f"{layout.parent}/{feature}": start for feature, start in parts.items() if begun}
    placed = ((singular_words(at.stem), folders[at.folder]) for at in stems if at.folder in folders)
    return begun if sum(stem[: len(start)] == start for stem, start in placed) > own else ""


def _as_feature(words: Sequence[str], features: Sequence[str], plural: bool) -> str:
    """The name as the features' folders are written: in their style, and in the plural where most of them are."""
    last = words[-1]
    if plural and not last.lower().endswith("s"):
        last = f"{last[:-1]}ies" if last.endswith("y") and last[-2:-1] not in "aeiou" else f"{last}s"
    return in_style([*words[:-1], last], style_of(features)[0] or "kebab-case")
