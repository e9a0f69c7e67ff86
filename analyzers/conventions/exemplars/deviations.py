"""Which files of a population break a convention that leads; those that only seem to are left out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from ...naming import singular_words, stem_of
from ..new_file.sequence import ordered_role
from ..patterns.evidence import STRUCTURAL_NAMES
from ..patterns.leading_patterns import leading_roles
from ..patterns.shown_choice import DECLARED
from ..patterns.shown_definitions import CLASS_KINDS, bare_base, shown_definitions
from ..roles.role_words import role_words, synonyms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    from ....indexer.index import Index
    from ...search.definitions import Definition

    Facts = Mapping[str, Mapping[str, Iterable[str]]]
    Leading = Sequence[tuple[str, str]]

__all__ = ["deviations_of", "means_another"]

FEW = 4
"""Of fewer files nobody can say which of them deviates, and what so many have is a custom of its own."""
MOST = 0.7
"""What breaks more than this share of several conventions is only called so; where so many are classes, others are of another kind."""
DOING = CLASS_KINDS - DECLARED
GENERATIONS = 3
"""So far up the workspace's own bases are followed."""


def deviations_of(
    index: Index, pattern: str, facts: Facts, leading: Leading, symbols: Mapping[str, Sequence[Definition]]
) -> list[dict[str, Any]]:
    """The files that do otherwise, each with the first convention that it breaks, those that break most first.

    Not what others rest on (what they extend or import), nor what binds or gathers them by its name, nor what is of another kind.
    """
    if len(symbols) < FEW or ordered_role(role_words(pattern)) or means_another(pattern, facts["location"], leading):
        return []
    counts = {name: Counter(value for own in values.values() for value in set(own)) for name, values in facts.items()}
    customs = {name: {value for value, count in found.items() if count >= FEW} for name, found in counts.items()}
    bases = {bare_base(value) for name, value in leading if name == "base_classes"}
    doing = {path for path, found in symbols.items() if any(item.kind in DOING for item in found)}
    of_kind = doing if len(doing) >= MOST * len(symbols) else symbols.keys()
    rows = []
    for path in of_kind - customs["common_imports"]:
        stem = stem_of(path).stem
        gathers = stem in STRUCTURAL_NAMES or singular_words(stem) == role_words(pattern)
        if gathers or any(item.name in bases for item in symbols[path]):
            continue
        has = {name: set(values.get(path, ())) for name, values in facts.items()}
        _inherit(index, path, symbols[path], has)
        missing = [(name, value) for name, value in leading if value not in has[name]]
        open_ = (item for item in missing if has[item[0]].isdisjoint(customs[item[0]]))
        broken = [item for item in open_ if _is_broken(index, pattern, path, *item, has)]
        if broken and (len(leading) == 1 or len(missing) <= MOST * len(leading)):
            rows.append({"path": path, "convention": broken[0][0], "expected": broken[0][1], "missing": len(broken)})
    return sorted(rows, key=lambda row: (-row["missing"], row["path"]))


def means_another(pattern: str, places: Mapping[str, Iterable[str]], leading: Leading) -> bool:
    """Most stand elsewhere than in the folder that is called by the pattern, and so follow the ways of another (notifications that
    are queued, beside the one job)."""
    home = {value for name, value in leading if name == "location"}
    called = {place for found in places.values() for place in found if _is_home(pattern, place)}
    return bool(home and called) and called.isdisjoint(home)


def _is_home(pattern: str, place: str) -> bool:
    """A folder on the way is called by the pattern, or by another word for it."""
    words = set(singular_words(place))
    return any(words.issuperset(role_words(word)) for word in (pattern, *synonyms(pattern)) if word)


def _is_broken(index: Index, pattern: str, path: str, name: str, value: str, has: Mapping[str, Set[str]]) -> bool:
    """Whether a file without what most have does otherwise: at home, where a folder is called by the pattern, it does not what the
    others do, or stands elsewhere. In the folder of another role (`models/local_service.rb`) or by its last word it is of that one."""
    stood, is_home = stem_of(path), any(_is_home(pattern, place) for place in has["location"])
    ends, roles = "".join(singular_words(stood.stem)[-1:]), leading_roles(index)
    folder = "_".join(singular_words(stood.folder.rpartition("/")[2]))
    if name == "location":
        return _is_home(pattern, value) and not is_home and path not in roles.get(folder, ())
    if name == "suffix":
        is_other = path in roles.get(ends, ()) or singular_words(stem_of(value).stem)[-1:] == (ends,)
        return _is_home(pattern, folder) and _is_home(pattern, stem_of(value).stem) and not is_other
    follows = name == "common_imports" or any(bare_base(own).endswith(bare_base(value)) for own in has[name])
    return is_home and not follows


def _inherit(index: Index, path: str, symbols: Sequence[Definition], has: Mapping[str, set[str]]) -> None:
    """Adds the bases and decorators that the workspace's own classes hand down to those of a file."""
    shown, above = shown_definitions(index, index.files[path].zone), {item for found in symbols for item in found.bases}
    for _ in range(GENERATIONS):
        marks = [mark for base in above for mark in shown.marks_of(bare_base(base))]
        above = {base for own, _ in marks for base in own} - has["base_classes"]
        has["base_classes"].update(above)
        has["decorators"].update(text.partition("(")[0] for _, given in marks for text in given)
