"""Files by glob, by name, by a piece of their path, and by the words of it."""

from __future__ import annotations

from fnmatch import translate
from typing import TYPE_CHECKING, NamedTuple

from ... import lazy_re as re
from ...errors import InvalidParameterError
from ...indexer.gathering import by_key
from ..naming import MAIN_STEMS
from ..per_index import per_index
from .best_first import Group
from .name_match import EXACT, FOLDED, FUZZY, HELD, HUMPS, INSIDE, PREFIX, WORDS, ZONE_WEIGHT, is_plain, score, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ...answers import Match
    from ...indexer.index import Index

__all__ = ["endings", "file_groups", "files_by_glob", "files_by_words", "mistyped_files"]

STEM = 0.01
"""How much less a name scores that matches only without its extension."""
MAIN = 0.96
"""What the main file of a folder scores where the folder has the name that is sought: `platform.ts` is `platform/index.ts`."""
CASED = FOLDED - 0.02
"""What a file scores whose name is the pattern in another case style."""
MODULE = 0.98
"""What the file of a module scores whose dotted path is sought: `shop.users` is `shop/users.py`."""
SEPARATORS = re.compile(r"[-_. ]+")
DOTTED = re.compile(r"\w+(?:\.\w+)+")
ELSEWHERE = 0.05
"""The share of its zone's penalty that a file keeps if its name is exactly the pattern."""
FUZZY_CUTOFF = 0.8
ALL_OF_NAME = 0.94
"""What of the words a file counts whose name has no others, and its folders the rest."""
MOST_ACROSS = 3
"""Of `**` in a pattern: each may end at every letter of a path."""


class _Named(NamedTuple):
    """A file's path, its name, both in lower case, its language, and the weight of its zone."""

    path: str
    name: str
    folded: str
    lowered: str
    language: str
    weight: float

    def match(self, worth: float) -> Match:
        """A file that has the very name goes before what only begins with it, wherever it stands."""
        weight = self.weight if worth < EXACT else 1 - (1 - self.weight) * ELSEWHERE
        return {
            "path": self.path,
            "line": None,
            "kind": "file",
            "name": self.name,
            "language": self.language,
            "score": round(worth * weight, 3),
        }


@per_index
def _named(index: Index) -> list[_Named]:
    return [
        _Named(path, name := path.rpartition("/")[2], path.lower(), name.lower(), file.language, ZONE_WEIGHT[file.zone])
        for path, file in index.files.items()
    ]


@per_index
def endings(index: Index) -> frozenset[str]:
    """What the names of files end in behind the last dot."""
    return frozenset(ending for file in _named(index) if (ending := file.name.rpartition(".")[2]) != file.name)


def files_by_glob(index: Index, pattern: str) -> list[Match]:
    """Globs match whole paths; one without a slash matches file names; `**` crosses folders and alone means every file.

    Where no path from the root on fits (`tests/*view*`), one may begin at any folder.
    """
    whole = "/" in pattern or pattern == "**"
    for form in (pattern, f"**/{pattern}") if whole else (pattern,):
        matcher = _glob(form)
        if found := [file.match(EXACT) for file in _named(index) if matcher(file.path if whole else file.name)]:
            return found
    return []


def _glob(pattern: str) -> Callable[[str], object]:
    """What `*` (within a part of the path) and `**` (across parts) match; repeated ones are one, and `**` counts three times at most."""
    pieces = re.split(r"((?:\*\*/)+|\*\*+)", pattern)
    if len(pieces) > 2 * MOST_ACROSS + 1:
        raise InvalidParameterError(f"pattern has more than {MOST_ACROSS} '**': {pattern!r}. Give a shorter one")
    expression = ""
    for piece in pieces:
        if piece.startswith("**"):
            expression += "(?:.*/)?" if piece.endswith("/") else ".*"
        else:
            expression += "/".join(map(_part, piece.split("/")))
    return re.compile(expression, re.DOTALL).fullmatch


def _part(text: str) -> str:
    """A part of a path: each star but the last ends at the first place that goes on as it should, and is not tried again."""
    first, *rest = [translate(piece)[4:-3] for piece in text.split("*")]
    if not rest:
        return first
    return first + "".join(f"(?>[^/]*?{piece})" for piece in rest[:-1]) + "[^/]*" + rest[-1]


def file_groups(index: Index, pattern: str) -> tuple[list[Group], int]:
    """Files whose name holds the pattern, or whose path does where it has a slash, unscored, and how many they are."""
    if "/" in pattern:
        found = [*_by_path(index, pattern)]
        return [Group(EXACT, lambda: (found, ()))], len(found)
    lowered = pattern.lower()
    held = [file for file in _named(index) if lowered in file.lowered]
    begin = [file for file in held if file.lowered.startswith(lowered)] if is_plain(pattern) else held
    rest = [file for file in held if not file.lowered.startswith(lowered)] if begin is not held else []
    ways = ((MAIN, _mains(index, pattern)), (CASED, _cased(index, pattern)), (MODULE, _of_module(index, lowered)))
    otherwise = [file.match(worth) for worth, files in ways for file in files if lowered not in file.lowered]
    groups = [_scored(pattern, EXACT, begin), _scored(pattern, HELD, rest), Group(MODULE, lambda: (otherwise, ()))]
    return groups, len(held) + len(otherwise)


def _of_module(index: Index, dotted: str) -> Iterator[_Named]:
    """The files that a dotted path of folders and a module means: `shop.users` is `shop/users.py` or `shop/users/__init__.py`."""
    if not DOTTED.fullmatch(dotted):
        return
    ends = f"/{dotted.replace('.', '/')}"
    for file in _named(index):
        bare = f"/{file.folded.rpartition('.')[0]}"
        folder, _, stem = bare.rpartition("/")
        if bare.endswith(ends) or (stem in MAIN_STEMS and folder.endswith(ends)):
            yield file


def _cased(index: Index, pattern: str) -> Iterator[_Named]:
    """The files whose stem is the pattern in another case style; one word may leave out what follows a first dot."""
    letters = _letters(pattern)
    for file in _by_letters(index).get(letters, ()):
        if " " not in pattern or _letters(file.lowered.rpartition(".")[0]) == letters:
            yield file


@per_index
def _by_letters(index: Index) -> dict[str, list[_Named]]:
    """The letters of a stem, with and without what follows its first dot → the files: `ChartView` may stand in `chart-view.js`,
    `auth store` in `auth.store.js`."""
    stems = ((file, {file.lowered.partition(".")[0], file.lowered.rpartition(".")[0]}) for file in _named(index))
    return by_key((_letters(stem), file) for file, forms in stems for stem in sorted(forms) if stem)


def _letters(name: str) -> str:
    """A name without case and separators."""
    return SEPARATORS.sub("", name.lower())


def _scored(pattern: str, most: float, members: Sequence[_Named]) -> Group:
    def open_files() -> tuple[list[Match], Iterable[Group]]:
        return [
            file.match(max(score(pattern, file.name), score(pattern, file.name.partition(".")[0]) - STEM))
            for file in members
        ], ()

    return Group(most, open_files)


def _mains(index: Index, pattern: str) -> Iterator[_Named]:
    """The main files of folders of that name; a pattern with an ending asks for it."""
    stem, dot, ending = pattern.lower().rpartition(".")
    known = bool(dot) and ending in endings(index)
    for file in _main_files(index).get(stem if known else pattern.lower(), ()):
        if not known or file.lowered.endswith(f".{ending}"):
            yield file


@per_index
def _main_files(index: Index) -> dict[str, list[_Named]]:
    """Name of a folder, lower case → the files by which folders of that name are imported."""
    return by_key(
        (file.path.rpartition("/")[0].rpartition("/")[2].lower(), file)
        for file in _named(index)
        if file.lowered.rpartition(".")[0] in MAIN_STEMS
    )


def _by_path(index: Index, pattern: str) -> Iterator[Match]:
    """A part of a path: the whole of it, its end, a folder, or any piece."""
    wanted = pattern.lower().removeprefix("./")
    for file in _named(index):
        if wanted not in (folded := f"/{file.folded}"):
            continue
        if folded.endswith(f"/{wanted}"):
            worth = EXACT if file.path == pattern else PREFIX + (FOLDED - PREFIX) * len(wanted) / len(file.path)
        else:
            worth = HUMPS if f"/{wanted}" in folded else INSIDE
        yield file.match(worth)


def files_by_words(index: Index, wanted: Sequence[str]) -> Iterator[Match]:
    """Files whose path has all the words: best where it ends in them, then where the name has no others (`route search` is
    `routes/indexes/search.rs`), else the more of them are in the name itself."""
    found = _named(index)
    for word in wanted:
        found = [file for file in found if word in file.folded]
    for file in found:
        name = words(file.name.partition(".")[0])
        parts = [*words(file.path.rpartition("/")[0]), *name]
        begun = [[part.startswith(word) for word in wanted] for part in parts]
        last = parts[-len(wanted) :]
        inside = sum(word in words(file.name) for word in wanted) / len(wanted)
        if len(last) == len(wanted) and all(map(str.startswith, last, wanted)):
            yield file.match(WORDS * 0.98)
        elif name and all(map(any, begun[-len(name) :])) and all(map(any, zip(*begun, strict=True))):
            yield file.match(WORDS * ALL_OF_NAME)
        elif inside:
            yield file.match(WORDS * (0.6 + 0.4 * inside))


def mistyped_files(index: Index, pattern: str) -> list[Match]:
    """Files whose name is a typing error away."""
    import difflib

    wanted = pattern.lower()
    near = difflib.get_close_matches(wanted, sorted({file.lowered for file in _named(index)}), n=5, cutoff=FUZZY_CUTOFF)
    worth = {name: FUZZY * difflib.SequenceMatcher(None, wanted, name).ratio() for name in near}
    return [file.match(worth[file.lowered]) for file in _named(index) if file.lowered in worth]
