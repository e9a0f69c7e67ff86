"""The definitions that may show a pattern by their name, bases or decorators, read once for an index, and which one of a file shows it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property, lru_cache
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from .... import lazy_re as re
from ....indexer.gathering import by_key
from ....indexer.rows import listed
from ...naming import flat, singular_words, stem_of
from ...per_index import per_index
from ...search.definitions import Definition, definitions_where

if TYPE_CHECKING:
    from ....indexer.index import Index
    from ..idioms.idioms import Idiom
    from .member import Member

__all__ = [
    "CLASS_KINDS", "DECLARED", "ShownDefinitions", "bare_base", "methods_apart", "shown_definition", "shown_definitions",
]  # fmt: skip

CLASS_KINDS = frozenset({"class", "component", "struct", "interface", "trait"})


Row = tuple[Any, ...]
"""Path, file, name, qualified name, kind, first and last line, exported, bases and decorators in lines: most are never looked at."""
Marks = tuple[tuple[str, ...], tuple[str, ...]]
"""Bases and decorators."""
PATH, NAME, KIND, BASES, DECORATORS = 0, 2, 4, 8, 9


class ShownDefinitions:
    """Classes, and what has bases or decorators, of the files of one zone."""

    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows

    def found(self, words: Iterable[str], idiom: Idiom) -> list[Definition]:
        """The classes whose name holds one of the words or that are of one of the idiom's kinds, and what has one of its bases (as
        written, by its last name, or by its ending) or decorators, in path and source order."""
        numbers = {number for word in words for number in self._holding(word.lower())}
        numbers.update(self._marked(idiom.bases, idiom.decorators))
        if idiom.endings:
            ending = (places for base, places in self._by_base.items() if base.endswith(idiom.bases))
            numbers.update(number for places in ending for number in places)
        if idiom.kinds:
            numbers.update(number for number, row in enumerate(self._rows) if row[KIND] in idiom.kinds)
        return [_definition(self._rows[number]) for number in sorted(numbers)]

    def extended_by(self, bases: Collection[str], *, only: bool = False) -> Iterator[str]:
        """The names of which each class extends one of the bases (`only`: and nothing else), and that others extend."""
        shows = known_alone if only else known_among
        known = set(bases)
        for base in bases:
            for number in self._by_base.get(base, ()):
                name = self._rows[number][NAME]
                if name in self._by_base and name not in known:
                    known.add(name)
                    if all(shows(known, bases_of) for bases_of, _ in self.marks_of(name)):
                        yield name

    def marks_of(self, name: str) -> Sequence[Marks]:
        """The bases and decorators of each class of that name."""
        return self._marks_by_name.get(name, ())

    @cached_property
    def _marks_by_name(self) -> Mapping[str, list[Marks]]:
        rows = (row for row in self._rows if row[KIND] in CLASS_KINDS)
        return by_key((row[NAME], (listed(row[BASES]), listed(row[DECORATORS]))) for row in rows)

    @cached_property
    def files_by_base(self) -> Mapping[str, int]:
        """Base, as written → how many files have a definition with it."""
        files: dict[str, set[str]] = {}
        for row in self._rows:
            for base in listed(row[BASES]):
                files.setdefault(base, set()).add(row[PATH])
        return {base: len(paths) for base, paths in files.items()}

    def paths_by(self, bases: Iterable[str], decorators: Iterable[str]) -> set[str]:
        """The files that have one of the bases or decorators."""
        return {self._rows[number][PATH] for number in self._marked(bases, decorators)}

    def _marked(self, bases: Iterable[str], decorators: Iterable[str]) -> Iterator[int]:
        """The numbers of the definitions that have one of the bases, or of the decorators without their arguments."""
        for base in bases:
            yield from self._by_base.get(base, ())
        for decorator in decorators:
            yield from self._by_decorator.get(decorator, ())

    @cached_property
    def _by_base(self) -> Mapping[str, list[int]]:
        """Base, as written and by its last name → the numbers of the definitions that have it."""
        return by_key(
            (name, number)
            for number, row in enumerate(self._rows)
            for base in listed(row[BASES])
            for name in {base, bare_base(base)}
        )

    @cached_property
    def _by_decorator(self) -> Mapping[str, list[int]]:
        return by_key(
            (text.partition("(")[0], number)
            for number, row in enumerate(self._rows)
            for text in listed(row[DECORATORS])
        )

    @cached_property
    def _classes(self) -> tuple[list[int], str, list[int]]:
        """The numbers of the classes, their names as one text to search in, and where each begins there."""
        numbers = [number for number, row in enumerate(self._rows) if row[KIND] in CLASS_KINDS]
        names = [self._rows[number][NAME].replace("\n", " ").lower() for number in numbers]
        return numbers, "\n".join(names), [0, *accumulate(len(name) + 1 for name in names)]

    def _holding(self, word: str) -> Iterator[int]:
        numbers, text, starts = self._classes
        place = text.find(word)
        while place >= 0:
            at = bisect_right(starts, place) - 1
            yield numbers[at]
            place = text.find(word, starts[at + 1])


@per_index
def shown_definitions(index: Index, zone: str) -> ShownDefinitions:
    """Those of a zone."""
    kinds = ",".join(f"'{kind}'" for kind in sorted(CLASS_KINDS))
    rows = index.rows(
        "SELECT file_id, name, qualname, kind, start_line, end_line, exported, bases, decorators FROM symbols "  # noqa: S608 - constants
        f"WHERE kind IN ({kinds}) OR bases <> '' OR decorators <> ''"
    )
    paths = {file.id: path for path, file in index.files.items() if file.zone == zone}
    found = [(paths[row[0]], *row) for row in rows if row[0] in paths]
    return ShownDefinitions(sorted(found, key=itemgetter(PATH)))


def _definition(row: Row) -> Definition:
    return Definition(row[0], row[2], row[3], row[4], row[5], row[6], bool(row[7]), listed(row[8]), listed(row[9]))


def known_among(known: Set[str], bases: Iterable[str]) -> bool:
    """One of a class's bases is known."""
    return not known.isdisjoint(map(bare_base, bases))


def known_alone(known: Set[str], bases: Iterable[str]) -> bool:
    """All of a class's bases are known."""
    return known >= set(map(bare_base, bases))


@lru_cache(maxsize=1 << 13)
def bare_base(base: str) -> str:
    """A base class by its last name: `ActiveRecord::Migration[7.0]` and `db.Model` are Migration and Model."""
    return re.split(r"[\[<(]", base, maxsplit=1)[0].replace("::", ".").rpartition(".")[2]


# ---- Which definition of a file shows a pattern: the one called as the file or its folder, else the one most like the others'

DECLARED = frozenset({"interface", "type", "trait", "protocol"})
"""Kinds of definitions that only declare."""
TEST = re.compile("test", re.IGNORECASE)
VALUES = frozenset({"variable", "constant"})
PROOF = 0.5
"""What it counts that a definition made the file a member, or has a base or decorator of that one; beside the leading ones' shares."""
APART = ("Go", "Rust", "Swift")
"""Languages that define the members of a type in other files than its own."""


def shown_definition(
    member: Member, symbols: Sequence[Definition], leading: Mapping[str, float] | None = None
) -> Definition | None:
    """The definition that the file is about.

    That is the one called as a file whose name tells the pattern, or that has what shows it; else of the public ones that do
    something the one with the leading name, base or decorator of the others: of classes the largest that the file itself does not
    extend, of functions the first.

    Args:
        leading: names, bases and decorators that definitions of the pattern's files have, with the share that has each.
    """
    proving = _marks(member.symbol) if member.symbol else frozenset()
    named = _called_as_file(member.file.path, symbols)
    if named and (member.named or member.symbol is None or not proving.isdisjoint(_marks(named))):
        return named
    if member.symbol and not member.named:
        return member.symbol
    chosen = _public(symbols)
    if not chosen:
        return member.symbol
    if member.file.zone == "test":
        cases = (symbol for symbol in chosen if TEST.match(symbol.name) or any(map(TEST.search, symbol.decorators)))
        return member.symbol or next(cases, chosen[0])
    extended = {base for symbol in symbols for base in symbol.bases}

    def worth(symbol: Definition) -> tuple[float, bool, bool, int, int]:
        marks = _marks(symbol)
        share = max(leading.get(mark, 0.0) for mark in (symbol.name, *marks)) if leading else 0.0
        is_class = symbol.kind in CLASS_KINDS or symbol.kind == "enum"  # the errors of Rust
        lines = symbol.end_line - symbol.start_line if is_class else 0
        proof = PROOF * (member.symbol == symbol or not proving.isdisjoint(marks))
        return share + proof, is_class, symbol.name not in extended, lines, -symbol.start_line

    return max(chosen, key=worth)


def _marks(symbol: Definition) -> frozenset[str]:
    return frozenset((*symbol.bases, *(text.partition("(")[0] for text in symbol.decorators)))


def _public(symbols: Sequence[Definition]) -> list[Definition]:
    """The public definitions that do something; where there are none, those that declare, then any."""
    named = [symbol for symbol in symbols if symbol.kind not in VALUES and not _is_elsewhere(symbol)]
    exported = [symbol for symbol in named if symbol.exported]
    doing = [symbol for symbol in exported if symbol.kind not in DECLARED]
    return doing or exported or named or list(symbols)


def _is_elsewhere(symbol: Definition) -> bool:
    """It only says that a module is in another file: Rust's `mod helpers;`."""
    return symbol.kind == "module" and symbol.start_line == symbol.end_line


def _called_as_file(path: str, symbols: Sequence[Definition]) -> Definition | None:
    """The one called as the file, or as the folder of a file that is called by its role: `Project` of `projects/models.py`."""
    name = stem_of(path)
    folder = "".join(singular_words(name.folder.rpartition("/")[2]))
    stem = "".join(singular_words(name.stem))
    called: dict[str, Definition] = {}
    for symbol in symbols:
        called.setdefault(flat(symbol.name), symbol)
    wanted = (flat(name.stem), stem, *((folder, folder + stem) if folder else ()))
    return next((called[text] for text in wanted if text in called), None)


def methods_apart(index: Index, symbols: Mapping[str, Sequence[Definition]]) -> Mapping[str, list[Definition]]:
    """Path → the public methods of types that are defined elsewhere, of files that have nothing public of their own."""
    bare = [path for path, found in symbols.items() if index.files[path].language in APART and not _has_public(found)]
    found: dict[str, list[Definition]] = {}
    for path in bare:
        own = {symbol.name for symbol in symbols[path]}
        condition = "path = ? AND kind = 'method' AND exported"
        methods = definitions_where(index, condition, (path,))
        found[path] = [method for method in methods if method.qualname.partition(".")[0] not in own]
    return found


def _has_public(symbols: Iterable[Definition]) -> bool:
    return any(symbol.exported and symbol.kind not in VALUES | DECLARED for symbol in symbols)
