"""Files as the clone finder sees them: their fingerprints from the index, and their text where it comes to a comparison."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from ....indexer.fingerprints.fingerprint import EMPTY, Fingerprint, Unit, chunk_lines
from ....indexer.fingerprints.spans import UNNAMED, is_head
from ....indexer.languages import language, prepared
from ....indexer.tokens import blank
from .definitions import CLASSES, TESTED_INSIDE, UNSEEN, is_among, lines_of_imports, name_in, test_ranges
from .tokens import Tokens, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .definitions import Definition

__all__ = ["COMMON", "KIN", "LEAST_BYTES", "ClonedFile", "Piece", "Region"]

COMMON = 200
"""A hash in more files than this tells nothing: looking it up costs more than all others, and finds idioms."""

LEAST_BYTES = 2.2
"""Bytes a token: of functions that take fewer a hundredth exists, in the tersest language (Go)."""


class Region(NamedTuple):
    """A range of a file; `name` and `kind` of the definition in it, for a block the definition around it."""

    path: str
    start_line: int
    end_line: int
    name: str
    kind: str

    @property
    def length(self) -> int:
        """Its lines."""
        return self.end_line - self.start_line + 1


Piece = int | tuple[int, int] | Region
"""The number of a unit, a range of bytes, or whole lines."""

KIN = dict.fromkeys(("TSX", "TypeScript", "Vue", "Svelte", "Astro"), "JavaScript") | {"C": "C++"}
"""Languages that are another one with more, or less, in it: code of both is compared."""


class ClonedFile:
    """A file with its fingerprint; its text is read when first asked for."""

    def __init__(
        self,
        path: str,
        language_name: str,
        zone: str,
        found: Fingerprint,
        read: Callable[[], bytes],
        definitions: Callable[[], Mapping[int, Definition]],
        content: bytes = b"",
    ) -> None:
        self.path = path
        self.language = language_name
        self.kin = KIN.get(language_name, language_name)
        self.zone = zone
        self.fingerprint = found
        self._read = read
        self._definitions = definitions
        self._content = content
        self._units: dict[int, Tokens] = {}
        self._ranges: dict[tuple[int, int], Tokens] = {}
        self._codes: dict[int, bytes] = {}
        self._mentioned: dict[bytes, bool] = {}
        self._stretches: dict[tuple[tuple[int, int], tuple[int, int]], list[tuple[int, int]]] = {}

    @cached_property
    def text(self) -> bytes:
        """The file as it stands."""
        return self._read()

    @cached_property
    def state(self) -> str:
        """The same for files of the index of which any comparison says the same; empty for others."""
        if not self._content:
            return ""
        endings = self.path.rpartition("/")[2].partition(".")[2]
        about = f"{self.zone} {self.language} {endings}".encode("utf-8", "surrogatepass")
        return hashlib.blake2b(self._content + about, digest_size=9).hexdigest()

    def mentions(self, word: bytes) -> bool:
        """Whether a word stands anywhere in it."""
        found = self._mentioned.get(word)
        if found is None:
            found = self._mentioned[word] = word in self.text
        return found

    @cached_property
    def source(self) -> bytes:
        """The text that was parsed."""
        return prepared(self.language, self.text)[0]

    def chunk_places(self, first: int, last: int) -> list[tuple[int, int]]:
        """Where the chunks `first` to `last` (half-open) stand, in bytes; empty where the file has changed meanwhile.

        Only the stretch between the nearest borders of units is read: there it is known how many chunks stand before.
        """
        borders, count = self._borders, itemgetter(1)
        at = bisect_right(borders, first, key=count) - 1
        low, high = borders[at], borders[bisect_left(borders, last, at, key=count)]
        places = self._stretches.get((low, high))
        if places is None:
            places = self._stretches[low, high] = self._stretch(low, high)
        return places[first - low[1] : last - low[1]]

    def _stretch(self, low: tuple[int, int], high: tuple[int, int]) -> list[tuple[int, int]]:
        start = low[0]
        inner = [Unit(0, 0, 0, 0, cut - start, cut - start, 0) for cut, _ in self._borders if start < cut < high[0]]
        lexicon = language(self.language).LEXICON
        lines = chunk_lines(self.source[start : high[0]], lexicon, Fingerprint(inner, (), ()))
        lines = [line for line in lines if line.hash != EMPTY]
        if [line.hash for line in lines] != list(self.fingerprint.chunks[low[1] : high[1]]):
            return []
        return [(start + line.start, start + line.end) for line in lines]

    @cached_property
    def _borders(self) -> list[tuple[int, int]]:
        """(Byte, number of chunks before it) at the ends of the file and of all units."""
        found = {(0, 0), (len(self.source), len(self.fingerprint.chunks))}
        for unit in self.fingerprint.units:
            found.update(((unit.start, unit.first), (unit.end, unit.last)))
        return sorted(found)

    def has_border(self, start: int, end: int) -> bool:
        """Whether a unit begins or ends inside a range of bytes."""
        at = bisect_right(self._borders, (start, len(self.fingerprint.chunks)))
        return at < len(self._borders) and self._borders[at][0] < end

    @cached_property
    def starts(self) -> list[int]:
        """The byte at which each line begins, and the file's end."""
        found = [0, *accumulate(map((1).__add__, map(len, self.source.split(b"\n"))))]
        found[-1] = len(self.source)
        return found

    @cached_property
    def _imports(self) -> list[tuple[int, int]]:
        return lines_of_imports(self.source)

    def is_import(self, place: int) -> bool:
        """Whether a byte is in an import of several lines."""
        at = bisect_right(self._imports, (place, len(self.source))) - 1
        return at >= 0 and place < self._imports[at][1]

    @cached_property
    def _tests(self) -> list[tuple[int, int]]:
        return test_ranges(self.fingerprint.units, self.definitions)

    def zone_of(self, start: int, end: int) -> str:
        """The zone of a range of bytes: its own, but for tests that stand in the file that they test."""
        return "test" if self.language in TESTED_INSIDE and is_among(self._tests, start, end) else self.zone

    def zone_at(self, piece: Piece) -> str:
        """The zone of a piece."""
        if self.language not in TESTED_INSIDE or isinstance(piece, Region):
            return self.zone
        return self.zone_of(*(self.fingerprint.units[piece][4:6] if isinstance(piece, int) else piece))

    def lines_of_code(self, start: int, end: int) -> int:
        """How many lines of a range of bytes are more than comments and the inside of literals."""
        return sum(map(bool, map(bytes.strip, self.code(start, end).split(b"\n"))))

    def part_of_code(self, start: int, end: int) -> tuple[int, int]:
        """A range of bytes without the lines at either end that are comments or the inside of literals."""
        lines = self.code(start, end).split(b"\n")
        filled = [number for number, line in enumerate(lines) if line.strip()]
        if not filled or (filled[0] == 0 and filled[-1] == len(lines) - 1):
            return start, end
        ends = [start - 1, *accumulate((len(line) + 1 for line in lines), initial=start - 1)][1:]
        return ends[filled[0]] + 1, ends[filled[-1] + 1]

    def code(self, start: int, end: int) -> bytes:
        """A range of bytes with comments and literals blank, read from the nearest border of a unit on: there it is known that
        no literal is open."""
        borders = self._borders
        first = bisect_right(borders, (start, len(self.source))) - 1
        last = bisect_left(borders, (end, 0), first + 1)
        text = b"".join(map(self._blanked, range(first, last)))
        return text[start - borders[first][0] : end - borders[first][0]]

    def _blanked(self, number: int) -> bytes:
        """The code between a border and the next one, each read once."""
        found = self._codes.get(number)
        if found is None:
            (start, _), (end, _) = self._borders[number : number + 2]
            found = self._codes[number] = blank(self.source[start:end], language(self.language).LEXICON).text
        return found

    def line_at(self, offset: int) -> int:
        """The 1-based line of a byte offset."""
        return min(bisect_right(self.starts, offset), len(self.starts) - 1)

    def unit_tokens(self, number: int) -> Tokens:
        """The tokens of one of its units."""
        found = self._units.get(number)
        if found is None:
            unit = self.fingerprint.units[number]
            found = self._units[number] = self.tokens_of(unit.start, unit.end).without_own_name()
        return found

    def tokens_of(self, start: int, end: int) -> Tokens:
        """The tokens of a range of bytes."""
        found = self._ranges.get((start, end))
        if found is None:
            found = self._ranges[start, end] = tokens(self.source[start:end], language(self.language).LEXICON)
        return found

    def tokens_in(self, region: Region) -> Tokens:
        """The tokens of whole lines."""
        last = min(region.end_line, len(self.starts) - 1)
        return self.tokens_of(self.starts[region.start_line - 1], self.starts[last])

    def tokens_at(self, piece: Piece) -> Tokens:
        """The tokens of a piece."""
        if isinstance(piece, int):
            return self.unit_tokens(piece)
        return self.tokens_in(piece) if isinstance(piece, Region) else self.tokens_of(*piece)

    @cached_property
    def definitions(self) -> Mapping[int, Definition]:
        """Its definitions by their position: once they are read, a copy of this process needs no database."""
        return self._definitions()

    def region_at(self, piece: Piece) -> Region:
        """Where a piece stands."""
        if isinstance(piece, int):
            return self.unit_region(piece)
        return piece if isinstance(piece, Region) else self.region(*piece)

    def is_unnamed(self, piece: Piece) -> bool:
        """Whether a piece is a unit that no symbol names."""
        return isinstance(piece, int) and self.fingerprint.units[piece].seq == UNNAMED

    def rows_of(self, region: Region) -> list[bytes]:
        """The lines of a region as written."""
        return self.text.split(b"\n")[region.start_line - 1 : region.end_line]

    def whole(self) -> Region:
        """All of it."""
        end = len(self.source.rstrip())
        return Region(self.path, 1, self.line_at(max(0, end - 1)), self.path.rpartition("/")[2], "file")

    @cached_property
    def classes(self) -> list[Region]:
        """Its classes and what is like them."""
        found = (item for item in self.definitions.values() if item.kind in CLASSES)
        return [Region(self.path, item.start_line, item.end_line, item.name, item.kind) for item in found]

    def held(self, region: Region) -> list[str]:
        """The last names of the units that lie in a region as a whole."""
        first, last = self.starts[region.start_line - 1], self.starts[min(region.end_line, len(self.starts) - 1)]
        inside = [
            self.unit_region(number)
            for number, unit in enumerate(self.fingerprint.units)
            if first <= unit.start and unit.end - 1 < last and unit.seq != UNNAMED
        ]
        return [place.name.rpartition(".")[2] for place in inside if region.start_line <= place.start_line]

    def unit_region(self, number: int) -> Region:
        """Where one of its units stands, decorators included, and its name."""
        unit = self.fingerprint.units[number]
        if unit.seq == UNNAMED:
            name, kind, start = name_in(self.source, unit.start), "function", self.line_at(unit.start)
        else:
            name, kind, start, *_ = self.definitions.get(unit.seq, UNSEEN)
            before = self.source[self.starts[start - 1] : unit.start].lstrip() if start else b""
            if before and not is_head(blank(before, language(self.language).LEXICON).text):
                start = self.line_at(unit.start)
        return Region(self.path, start or self.line_at(unit.start), self.line_at(unit.end - 1), name, kind)

    def units_around(self, region: Region) -> list[Region]:
        """Its units that hold a region."""
        units = [self.unit_region(number) for number in range(len(self.fingerprint.units))]
        return [unit for unit in units if unit.start_line <= region.start_line and region.end_line <= unit.end_line]

    def region(self, start: int, end: int) -> Region:
        """Where a range of bytes stands, with the name of the innermost named unit that holds it."""
        name = ""
        for unit in self.fingerprint.units:
            if unit.start <= start and end <= unit.end + 1 and unit.seq != UNNAMED:
                name = self.definitions.get(unit.seq, UNSEEN).name
        return Region(self.path, self.line_at(start), self.line_at(max(start, end - 1)), name, "block")
