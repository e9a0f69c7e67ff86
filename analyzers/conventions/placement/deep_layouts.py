"""Layouts in which a feature's folder holds the file further down: `src/<feature>/domain/entities/<feature>.entity.ts`.

`feature_folders` reads layouts whose file stands in the feature's own folder under a name that all share; here folders of the
role may stand between, and the file's name may say the feature otherwise than the folder (`Orders/OrderRepository.cs`).
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ...naming import flat, in_style, singular_words, split_words, stem_of, style_of
from ..roles.feature_folders import FeaturePlace, without_role
from ..roles.roles import role_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    layouts: dict[_Layout, list[str]] = {}
    following: Counter[tuple[str, str]] = Counter()
    for item in items:
        if read := _read(item, role):
            layout, feature = read
            layouts.setdefault(layout, []).append(feature)
            following[layout.inner, layout.tail] += 1
    words = without_role(name, role)
    total = sum(item.weight for item in items)
    for layout, features in sorted(layouts.items()):
        odds = len(features) / total * len(files.by_folder)
        if len(features) >= LEAST and odds > 1:
            inner = f"/{layout.inner}" if layout.inner else ""
            folder = f"{layout.parent}/{_as_feature(words, features)}{inner}"
            reason = f"{layout.parent}/<feature>{inner}/<feature>{layout.tail} stands in {len(features)} features"
            is_custom = not inner and following[layout.inner, layout.tail] >= MOST * total
            others = {f"{layout.parent}/{feature}" for feature in features if is_custom} - {folder}
            yield FeaturePlace(folder, "", math.log2(odds), reason, frozenset(others))


def _read(item: RoleFile, role: str) -> tuple[_Layout, str] | None:
    """The layout that a file follows, and its feature's folder; None where no folder around it has its name."""
    where = stem_of(item.file.path)
    parts = where.folder.split("/")
    subject = without_role(split_words(where.stem), role)
    wanted = flat("".join(singular_words("_".join(subject))))
    if not wanted or singular_words(where.stem) == role_words(role):
        return None
    for place, part in enumerate(parts):
        if place and flat("".join(singular_words(part))) == wanted:
            tail = where.stem[len("".join(subject)) :] if where.stem.startswith("".join(subject)) else ""
            return _Layout("/".join(parts[:place]), "/".join(parts[place + 1 :]), tail + where.extension), part
    return None


def _as_feature(words: Sequence[str], features: Sequence[str]) -> str:
    """The name as the features' folders are written: in their style, and in the plural where most of them are."""
    plural = sum("".join(singular_words(part)) != flat(part) for part in features) * 2 > len(features)
    last = words[-1]
    if plural and not last.lower().endswith("s"):
        last = f"{last[:-1]}ies" if last.endswith("y") and last[-2:-1] not in "aeiou" else f"{last}s"
    return in_style([*words[:-1], last], style_of(features)[0] or "kebab-case")
