"""Definitions and files by several words in any order: in the name, in what it stands in, in the path, in the documentation.

A word says the more, the fewer names have it; nearly all words must be met. The names and the documentation are read once for an
index and then searched in memory: nothing has to be kept up to date when files change.
"""

from __future__ import annotations

import difflib
import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..per_index import per_index
from .name_match import HUMP

if TYPE_CHECKING:
    from typing import Any

    from ...indexer.index import Index

__all__ = ["Found", "found_by_words", "name_counts", "names_holding", "names_of", "telling_words"]

NAME, OWNER, PATH, DOC = 1.0, 0.85, 0.7, 0.4
"""What a word counts for where it is met."""
BEGUN = 0.85
"""A word that only begins one of the name (`auth` of `authentication`), from `LEAST` letters on."""
LEAST = 4
TYPED = 0.82
"""How like a word of the names one is that nothing has, to be that word mistyped."""
SPARED = 3
"""From as many words on, one may be missing."""
FEW = 8
"""Where more than one of so many names holds a part, each is looked at by itself."""
MOST_NAMES, DOC_CHARACTERS = 600, 300
SILENT = frozenset(
    {"the", "a", "an", "of", "for", "to", "in", "on", "and", "or", "with", "by", "is", "how", "where", "what"}
)
ROWS = "SELECT path, language, zone, name, qualname, kind, start_line, exported, symbols.id FROM symbols JOIN files ON files.id = file_id"


class Found(NamedTuple):
    """A definition's row (path, language, zone, name, qualname, kind, line, exported) and how well the words meet it, up to 1."""

    row: tuple[Any, ...]
    score: float


def telling_words(pattern: str) -> list[str]:
    """The words of a question that say something, lower case, without the plural's s; each once."""
    found = [_bare(word.lower()) for word in HUMP.findall(pattern)]
    return list(dict.fromkeys(word for word in found if word not in SILENT))


@per_index
def name_counts(index: Index, kind: str) -> Mapping[str, int]:
    """Name → how many definitions of the kind (`any`: of all) it has, sorted by name."""
    wanted, parameters = ("", ()) if kind == "any" else ("WHERE kind = ?", (kind,))
    return dict(index.rows(f"SELECT name, count(*) FROM symbols {wanted} GROUP BY name", parameters))  # noqa: S608 - constants


@per_index
def names_of(index: Index) -> list[tuple[str, str]]:
    """Every name that something is defined by, as written and in lower case, sorted."""
    return [(name, name.lower()) for name in name_counts(index, "any")]


@per_index
def _text_of_names(index: Index) -> tuple[str, str]:
    """The names in lines, as written and in lower case; empty where a place in one is not the same place in the other."""
    names = names_of(index)
    written, lowered = "\n".join([name for name, _ in names]), "\n".join([lowered for _, lowered in names])
    alike = len(written) == len(lowered) and (written.isascii() or all(len(name) == len(low) for name, low in names))
    return (written, lowered) if alike and written.count("\n") == max(0, len(names) - 1) else ("", "")


def names_holding(index: Index, part: str) -> list[tuple[str, str]]:
    """The names that hold a part (lower case), as written and in lower case, sorted: sought in one text where few do."""
    written, lowered = _text_of_names(index)
    if not written or not part or "\n" in part or lowered.count(part) * FEW > len(names_of(index)):
        return [item for item in names_of(index) if part in item[1]]
    found = []
    place = lowered.find(part)
    while place >= 0:
        start = lowered.rfind("\n", 0, place) + 1
        end = lowered.find("\n", place)
        end = len(lowered) if end < 0 else end
        found.append((written[start:end], lowered[start:end]))
        place = lowered.find(part, end)
    return found


@per_index
def _docs(index: Index) -> list[tuple[int, str]]:
    rows = index.rows("SELECT id, doc FROM symbols WHERE doc <> '' ORDER BY id")
    return [(number, doc[:DOC_CHARACTERS].lower()) for number, doc in rows]


def found_by_words(index: Index, wanted: Sequence[str], kind: str) -> list[Found]:
    """Definitions that nearly all of the words are met in, each with its score, in path and source order."""
    words = [_meant(index, _word(index, word)) for word in wanted]
    total = sum(word.weight for word in words)
    least = len(wanted) - (len(wanted) >= SPARED)
    found = []
    for row in _candidates(index, words, kind, least):
        met = [_met(word, row) for word in words]
        count = sum(value > 0 for value in met)
        if count == len(met) or (count >= least and max(met) >= OWNER):
            score = sum(word.weight * value for word, value in zip(words, met, strict=True)) / total
            found.append(Found(row[:8], score * count / len(met)))
    return found


class _Word(NamedTuple):
    """A word of the question: how each name meets it, whose documentation has it, how telling it is, and paths looked at."""

    text: str
    names: Mapping[str, float]
    docs: frozenset[int]
    weight: float
    paths: dict[str, float]


def _word(index: Index, text: str) -> _Word:
    plural = "s?" if len(text) >= LEAST - 1 and not text.endswith("s") else ""
    whole, begun = (re.compile(f"(?<![a-z]){re.escape(text)}{end}") for end in (f"{plural}(?![a-z])", ""))

    def met(name: str, lowered: str) -> float:
        if name != lowered:
            return _in_name(text, name)
        if whole.search(name):  # small letters alone: its words need not be taken apart
            return 1.0
        return BEGUN if len(text) >= LEAST and begun.search(name) else 0.0

    names = {name: how for name, lowered in names_holding(index, text) if (how := met(name, lowered))}
    docs = frozenset(number for number, doc in _docs(index) if text in doc)
    return _Word(text, names, docs, math.log2(2 + len(names_of(index)) / (1 + len(names))), {})


def _meant(index: Index, word: _Word) -> _Word:
    """The word itself, or where nothing has it the one of the names that is a typing error away."""
    if word.names or word.docs or any(word.text in path.lower() for path in index.files):
        return word
    pieces = {word.text[:2], *(word.text[start : start + 3] for start in range(len(word.text) - 2))}
    held = {name for piece in sorted(pieces) for name, _ in names_holding(index, piece)}
    known = sorted({part for name in held for part in _parts(name)[0] if part[0] == word.text[0]})
    near = difflib.get_close_matches(word.text, known, n=1, cutoff=TYPED)
    return _word(index, near[0]) if near else word


def _candidates(index: Index, words: Sequence[_Word], kind: str, least: int) -> list[Any]:
    """Definitions of names with a word: with several, and as many of those with one as are bearable, the rarest word's first."""
    counts = Counter(name for word in words for name in word.names)
    chosen = {name for name, count in counts.items() if count > 1}
    for word in sorted(words, key=lambda word: (len(word.names), word.text)):
        if len(chosen) + len(word.names) > MOST_NAMES:
            break
        chosen |= word.names.keys()
    documented = Counter(number for word in words for number in word.docs)
    several = sorted(number for number, count in documented.items() if count >= least)
    return [*_rows(index, "name", sorted(chosen), kind), *_rows(index, "symbols.id", several, kind, besides=chosen)]


def _rows(index: Index, column: str, values: Sequence[Any], kind: str, besides: set[str] | None = None) -> list[Any]:
    only = "" if kind == "any" else " AND kind = ?"
    query = f"{ROWS} WHERE {column} IN (SELECT value FROM json_each(?)){only}"  # noqa: S608 - constants
    found = index.rows(query, (json.dumps(values), *([kind] if only else [])))
    return [row for row in found if not besides or row[3] not in besides]


def _met(word: _Word, row: Sequence[Any]) -> float:
    """Where a definition meets a word best."""
    path, name, qualname = row[0], row[3], row[4]
    if name in word.names:
        return NAME * word.names[name]
    if name != qualname and word.text in qualname.lower() and (how := _in_name(word.text, qualname)):
        return OWNER * how
    if path not in word.paths:
        word.paths[path] = PATH * _in_name(word.text, path) if word.text in path.lower() else 0.0
    return word.paths[path] or (DOC if row[8] in word.docs else 0.0)


def _in_name(word: str, name: str) -> float:
    """The word is one of the name's, or begins one; 0 where it only stands inside."""
    parts, bare = _parts(name)
    if word in parts or word in bare:
        return 1.0
    return BEGUN if len(word) >= LEAST and any(part.startswith(word) for part in parts) else 0.0


@lru_cache(maxsize=1 << 16)
def _parts(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a name, as they stand and without the plural's s; the names of one question come again with the next."""
    parts = tuple(part.lower() for part in HUMP.findall(name))
    return parts, tuple(map(_bare, parts))


def _bare(word: str) -> str:
    return word[:-1] if len(word) > LEAST - 1 and word.endswith("s") and not word.endswith("ss") else word
