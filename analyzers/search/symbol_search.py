"""Definitions by name: the names that match are known in memory, their definitions are read only as far as they are shown."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from fnmatch import fnmatchcase
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ...indexer.gathering import by_key
from .best_first import Group
from .name_match import BEGUN, EXACT, FUZZY, HELD, INSIDE, SPOKEN, ZONE_WEIGHT, begun, humps_of, is_plain, score, words
from .word_search import name_counts, names_holding, names_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from ...answers import Match
    from ...indexer.index import Index

__all__ = ["symbol_groups", "symbol_match"]

FUZZY_CUTOFF = 0.75
OTHER_OWNER = 0.6
"""Weight of a definition whose name matches, but not what the pattern says it stands in."""
AROUND = 0.9
"""Weight of one that stands further inside the folders of what the pattern says."""
BESIDE = 0.8
"""Weight of one around which only the last of what the pattern says stands: `crate::cart::Cart`, `App\\Cart\\Cart`."""
HIDDEN = 0.97
"""Weight of a definition that others do not see."""
KIND_WEIGHT = {
    "constructor": 0.9,
    "field": 0.95,
    "property": 0.95,
    "method": 0.985,
    "variable": 0.995,
    "constant": 0.995,
}
"""Among definitions of one name, classes and functions come first, then members; a constructor is in its class anyway."""
NAMES_A_QUERY = 200
DEFINITIONS = "SELECT path, language, zone, name, qualname, kind, start_line, exported FROM symbols JOIN files ON files.id = file_id"
PATH, NAME, QUALNAME = 0, 3, 4
"""Columns of `DEFINITIONS`."""


def symbol_groups(
    index: Index, pattern: str, kind: str, *, is_glob: bool = False, as_written: bool = False
) -> tuple[list[Group], int]:
    """The definitions of the matching names, unread, and how many they are.

    A dotted pattern is sought by its last part, first inside what it names before; one that nothing matches is taken for
    mistyped, unless it is meant as written.
    """
    wanted, owner = (pattern, "") if is_glob else (pattern.rpartition(".")[2], pattern.rpartition(".")[0].lower())
    counts = name_counts(index, kind)
    if is_glob:
        matching, total = _by_glob(counts, wanted)
    else:
        matching, total = _matching(index, wanted, counts)
        if not total and not as_written and not SPOKEN.fullmatch(pattern):
            matching, total = _mistyped(index, wanted, counts)
    return [_parted(index, names, kind, owner) for names in matching], total


def symbol_match(row: Sequence[Any], worth: float) -> Match:
    """A definition, one that others see a little before one that they do not."""
    path, language, zone, _, qualname, kind, line, exported = row
    weighed = worth * ZONE_WEIGHT[zone] * KIND_WEIGHT.get(kind, 1.0) * (1 if exported else HIDDEN)
    return {
        "path": path,
        "line": line,
        "kind": kind,
        "name": qualname,
        "language": language,
        "score": round(weighed, 3),
    }


class _Names(NamedTuple):
    """Names that match, how well each does, and what none of them exceeds."""

    most: float
    members: Iterable[str]
    worth: Callable[[str], float]


def _by_glob(counts: Mapping[str, int], pattern: str) -> tuple[list[_Names], int]:
    longest = max(re.split(r"\[.*?\]|[*?]", pattern), key=len)
    members = [name for name in counts if longest in name and fnmatchcase(name, pattern)]
    return [_Names(INSIDE, members, lambda _: INSIDE)], sum(map(counts.__getitem__, members))


def _matching(index: Index, wanted: str, counts: Mapping[str, int]) -> tuple[list[_Names], int]:
    """The names that match, and how many definitions they have; those of a plain pattern parted by what they score at best."""
    if not wanted:
        return [], 0
    if not is_plain(wanted):
        scored = {name: worth for name in _near(index, wanted) if name in counts and (worth := score(wanted, name))}
        return [_Names(EXACT, scored, scored.__getitem__)], sum(map(counts.__getitem__, scored))
    folded = wanted.lower()
    held = names_holding(index, folded) if len(folded) > 1 else list(_beginning(names_of(index), folded))
    if len(counts) < len(names_of(index)):
        held = [item for item in held if item[0] in counts]
    whole = [name for name, lowered in held if lowered.strip("_") == folded]  # also `__get__`
    longer = [name for name, lowered in held if lowered.startswith(folded) and lowered.strip("_") != folded]
    rest = (name for name, lowered in held if not lowered.startswith(folded) and lowered.strip("_") != folded)
    scoring = partial(score, wanted)
    groups = [_Names(EXACT, whole, scoring), _Names(BEGUN, longer, partial(begun, wanted)), _Names(HELD, rest, scoring)]
    return groups, sum([counts[name] for name, _ in held])


def _parted(index: Index, names: _Names, kind: str, owner: str) -> Group:
    """A group of names that opens into one for each few of them, best first."""

    def open_names() -> tuple[list[Match], Iterable[Group]]:
        ranked = sorted((-names.worth(name), name) for name in names.members)
        parts = [ranked[start : start + NAMES_A_QUERY] for start in range(0, len(ranked), NAMES_A_QUERY)]
        return [], [_read(index, {name: -worth for worth, name in part}, kind, owner) for part in parts]

    return Group(names.most, open_names)


def _read(index: Index, worth: Mapping[str, float], kind: str, owner: str) -> Group:
    def open_definitions() -> tuple[list[Match], Iterable[Group]]:
        only = "" if kind == "any" else " AND kind = ?"
        marks = ",".join("?" * len(worth))
        rows = index.rows(f"{DEFINITIONS} WHERE name IN ({marks}){only}", (*worth, *([kind] if only else [])))
        return [symbol_match(row, worth[row[NAME]] * _owned(row, owner)) for row in rows], ()

    return Group(max(worth.values()), open_definitions)


def _owned(row: Sequence[Any], owner: str) -> float:
    """What stands before the name has to be around the definition: classes, else modules and folders (`shop.users.load`)."""
    if not owner:
        return 1
    within = f".{row[QUALNAME].rpartition('.')[0]}".lower()
    if within.endswith(f".{owner}"):
        return 1
    around = f".{row[PATH].rpartition('.')[0].replace('/', '.')}{within}.".lower()
    _, named, behind = around.rpartition(f".{owner}.")
    if named:
        # a folder of it, and the file: `sqlite.Dial` in sqlite/dial.go
        return 1 if len(list(filter(None, behind.split(".")))) <= 1 else AROUND
    return BESIDE if f".{owner.rpartition('.')[2]}." in around else OTHER_OWNER


def _near(index: Index, wanted: str) -> Iterable[str]:
    """A wide and quick net for `score`: names that hold the pattern, or all its words, or have all its letters in order."""
    folded, parts = wanted.lower(), words(wanted)
    names = names_of(index)
    found = {name for name, _ in names_holding(index, folded)}
    if len(parts) > 1:
        longest = max(reversed(parts), key=len)  # first words (`test`, `get`) are the commonest
        rest = names_holding(index, longest if len(longest) > 1 else "_".join(parts))  # a letter says nothing (`m2m`)
        found |= {name for name, lowered in rest if all(part in lowered for part in parts)}
    if humps := humps_of(wanted):
        letters = "".join(parts)
        in_order = re.compile(letters[0] + "".join(f"[^{letter}]*{letter}" for letter in letters[1:]))
        found |= {name for name, lowered in _beginning(names, humps[0]) if in_order.match(lowered)}
    return sorted(found)


def _beginning(names: Sequence[tuple[str, str]], letter: str) -> Iterator[tuple[str, str]]:
    """Those of the sorted names that begin with a letter, in either case."""
    for first in sorted({letter, letter.upper()}):
        start = bisect_left(names, (first,))
        yield from names[start : bisect_left(names, (chr(ord(first) + 1),), start)]


def _mistyped(index: Index, wanted: str, counts: Mapping[str, int]) -> tuple[list[_Names], int]:
    """Names a typing error away."""
    import difflib

    near = (len(wanted) * 2 // 3, len(wanted) * 3 // 2 + 1)
    parts = {wanted[start : start + 3].lower() for start in range(max(1, len(wanted) - 2))}
    least = max(1, len(parts) // 3)
    shared = Counter(name for part in parts for name, _ in names_holding(index, part))
    often = (name for name, count in shared.items() if count >= least and name in counts)
    names = sorted(name for name in often if near[0] <= len(name) <= near[1])
    folded = wanted.lower()
    lowered = by_key((name.lower(), name) for name in names)
    close = difflib.get_close_matches(folded, sorted(lowered), n=10, cutoff=FUZZY_CUTOFF)
    found = [name for text in close for name in lowered[text]]
    near_names = _Names(FUZZY, found, lambda name: FUZZY * difflib.SequenceMatcher(None, folded, name.lower()).ratio())
    return [near_names], sum(map(counts.__getitem__, found))
