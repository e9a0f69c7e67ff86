"""Which files break a convention that most files of their pattern follow; those that only seem to are left out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from ...naming import singular_words, stem_of
from ..new_file.sequence import ordered_role
from ..patterns.leading_patterns import STRUCTURAL_NAMES, leading_roles
from ..patterns.shown_definitions import CLASS_KINDS, DECLARED, bare_base, shown_definitions
from ..roles.role_words import role_words, synonyms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    from ....indexer.index import Index
    from ...search.definitions import Definition

    Facts = Mapping[str, Mapping[str, Iterable[str]]]
    Leading = Sequence[tuple[str, str]]

__all__ = ["deviations_of", "means_another"]

FEW = 4
"""Among fewer files none can be said to deviate; another way that so many files share is a convention of its own."""
MOST = 0.7
"""A file that breaks more than this share of the conventions only has the name of the pattern. Where this share of the files define
classes, the others are not compared with them."""
DOING = CLASS_KINDS - DECLARED
GENERATIONS = 3
"""How many levels of base classes are followed."""


def deviations_of(
    index: Index, pattern: str, facts: Facts, leading: Leading, symbols: Mapping[str, Sequence[Definition]]
) -> list[dict[str, Any]]:
    """The files that break conventions, those that break most first, each with the first one that it breaks.

    Left out are files that the others extend or import, index files and collections (`RowMappers`), and files without a class
    where most define one.

    Args:
        facts: convention → path → the values that the file has.
        leading: `(convention, value)` of those that most files follow.
        symbols: path → its top-level definitions.
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
    """Whether most files stand outside of the folder that is named after the pattern: their conventions are those of another one
    (queued notifications, beside the one file in `jobs/`)."""
    home = {value for name, value in leading if name == "location"}
    called = {place for found in places.values() for place in found if _is_home(pattern, place)}
    return bool(home and called) and called.isdisjoint(home)


def _is_home(pattern: str, place: str) -> bool:
    """Whether a folder of a path is named after the pattern, or by a synonym of it."""
    words = set(singular_words(place))
    return any(words.issuperset(role_words(word)) for word in (pattern, *synonyms(pattern)) if word)


def _is_broken(index: Index, pattern: str, path: str, name: str, value: str, has: Mapping[str, Set[str]]) -> bool:
    """Whether a file that lacks the value of a convention breaks it.

    A location is broken by a file outside of the pattern's own folder, a suffix by one right in it, a base, decorator or import by
    that or one that is called so: what stands somewhere below may only serve them (`page/common/ExtraName.kt`).
    A file of another role, by its folder (`models/local_service.rb`) or its last word, follows that role's conventions.
    """
    stood, is_home = stem_of(path), any(_is_home(pattern, place) for place in has["location"])
    ends, roles = "".join(singular_words(stood.stem)[-1:]), leading_roles(index)
    folder = "_".join(singular_words(stood.folder.rpartition("/")[2]))
    if name == "location":
        return _is_home(pattern, value) and not is_home and path not in roles.get(folder, ())
    if name == "suffix":
        is_other = path in roles.get(ends, ()) or singular_words(stem_of(value).stem)[-1:] == (ends,)
        return _is_home(pattern, folder) and _is_home(pattern, stem_of(value).stem) and not is_other
    follows = name == "common_imports" or any(bare_base(own).endswith(bare_base(value)) for own in has[name])
    return not follows and any(_is_home(pattern, text) for text in (folder, stood.stem))


def _inherit(index: Index, path: str, symbols: Sequence[Definition], has: Mapping[str, set[str]]) -> None:
    """Adds the bases and decorators that the workspace's own classes hand down to those of a file."""
    shown, above = shown_definitions(index, index.files[path].zone), {item for found in symbols for item in found.bases}
    for _ in range(GENERATIONS):
        marks = [mark for base in above for mark in shown.marks_of(bare_base(base))]
        above = {base for own, _ in marks for base in own} - has["base_classes"]
        has["base_classes"].update(above)
        has["decorators"].update(text.partition("(")[0] for _, given in marks for text in given)
