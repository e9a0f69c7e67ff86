"""The coding style that the code itself follows, counted over a bounded sample of each language, the same every time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from operator import sub
from typing import TYPE_CHECKING, Final, NamedTuple

from ... import lazy_re as re

if TYPE_CHECKING:
    from ...indexer.index import File, Index

from ...indexer.gathering import by_key
from ...indexer.languages.families import JAVASCRIPT
from ..workspace.code_places import is_hidden

__all__ = ["Seen", "main_languages", "sample", "seen"]

MOST_LANGUAGES: Final = 3
MOST_FILES: Final = 30
READ_BYTES: Final = 20_000
"""How much of a file's beginning is looked at."""
LEAST_LINES: Final = 10
TRANSLATED: Final = re.compile(
    r"(?:^|/)(?:langs?|i18n|l10n|locales?|translations?)/(?!go|js|py|rb|rs)[a-z]{2}(?:[-_][a-z]{2,4})?[/.]",
    re.IGNORECASE,
)
"""Texts in the tongue that a file or folder is called by, in whatever language of programs (`lang/de/auth.php`): tools write most."""

LONG: Final = 60
"""No limit is shorter."""
SPARED: Final = re.compile(r"[\"'`]|//|/\*|^\s*\*")
"""What makes a line one that a limit may leave alone: a text, a comment, an address."""

TAB: Final = ord("\t")
STEPS: Final = frozenset((1, 2, 3, 4, 8))
INDENTED: Final = re.compile(rb"^([ \t]+)[^\s*#]", re.MULTILINE)
TOKENS: Final = re.compile(
    rb"//[^\n]*|/\*(?:[^*]|\*(?!/))*\*/|#[^\n]*|\"\"\"(?:[^\"]|\"(?!\"\"))*\"\"\"|'''(?:[^']|'(?!''))*'''"
    rb"|(\"(?:[^\"\\\n']|\\.)*\")|('(?:[^'\\\n\"]|\\.)*')|`(?:[^`\\]|\\.)*`|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'"
)
MOST_TEXTS: Final = 50
"""So many texts of a file vote: one file of data outvotes no others."""
ATTRIBUTE: Final = re.compile(rb"\w=\Z")
QUOTED: Final = JAVASCRIPT | {"Python", "Ruby", "PHP", "Dart", "Lua"}
"""Languages in which both quotation marks may hold a text."""

SEMICOLON: Final = re.compile(
    rb"^[ \t]*(?:import|const|let|return|throw|export \*|export"
    rb" \{)\b[^\n]*?[\w)\]}'\"`](;?)\r?$",
    re.MULTILINE,
)
LAST_ITEM: Final = re.compile(
    rb"^(?=[^\r\n]*+\r?\n[ \t]*+\])(?![ \t]*(?:if|else|and|or)\b|[^\r\n]*\bfor\b[^\r\n]*\bin\b)[^\r\n]*[\w\"'`)\]}](,?)[ \t]*\r?\n[ \t]*\]",
    re.MULTILINE,
)
"""The end of a list over several lines; whether arguments end so too is another choice in most tools. A comprehension's last line
(`for x in y`, `if x`) can't have one. That a bracket follows is asked first: of few lines it is true."""

LEAST_CASES: Final = {"trailing_commas": 5}
"""Fewer lists over several lines show no convention."""
COMMAS: Final = JAVASCRIPT | {"Python", "PHP", "Rust", "Dart", "Kotlin"}


class Seen(NamedTuple):
    """What a sample of one language shows: key → (value, share of the cases that follow it, number of cases).

    Attributes:
        language: Linguist's name; dialects count with their language.
        files: the paths of the sample.
        texts: their beginnings, in the same order.
        values: `indent_style, indent_size, quotes, semicolons, trailing_commas`.
        lengths: of all lines, ascending.
        longest: `(path, line, length)` of the longest line.
        bare: `(length, path, line)` of the long lines that hold no text, comment or address.
    """

    language: str
    files: tuple[str, ...]
    texts: tuple[bytes, ...]
    values: dict[str, tuple[str, float, int]]
    lengths: tuple[int, ...]
    longest: tuple[str, int, int]
    bare: tuple[tuple[int, str, int], ...]

    def percentile(self, share: float) -> int:
        """The length that this share of lines does not exceed."""
        return self.lengths[min(int(len(self.lengths) * share), len(self.lengths) - 1)] if self.lengths else 0

    def over(self, limit: int, spares: bool = False) -> float:
        """The share of lines longer than a limit; only bare ones count where it spares the others."""
        lengths = (length for length, _, _ in self.bare) if spares else self.lengths
        return sum(length > limit for length in lengths) / len(self.lengths) if self.lengths else 0.0

    def longest_over(self, spares: bool) -> tuple[str, int, int]:
        """`(path, line, length)` of the longest line that a limit is for."""
        if not spares or not self.bare:
            return self.longest
        length, path, line = max(self.bare, key=lambda item: item[0])
        return path, line, length


def main_languages(index: Index) -> list[tuple[str, list[File]]]:
    """The product's programming languages with their files, the one with most code first; copies of well-known libraries
    (`bootstrap.js`), by Linguist's rules, translations and manifests that are programs tell nothing of how people write here."""
    from ...indexer.classify.linguist import group, language_type

    product = [
        file
        for file in index.files.values()
        if file.zone == "product" and language_type(file.language) == "programming" and file.path not in index.manifests
    ]
    own = [file for file in product if file.in_language_bar and not TRANSLATED.search(file.path)]
    written = [file for file in own if not is_hidden(file.path)]
    grouped = by_key((group(file.language), file) for file in written or product)
    lines = {name: sum(file.code_lines for file in files) for name, files in grouped.items()}
    ranked = sorted(grouped.items(), key=lambda item: (-lines[item[0]], item[0]))
    least = (sum(lines.values()) or 1) * 0.02
    return [(name, files) for name, files in ranked if lines[name] >= least][:MOST_LANGUAGES]


def sample(files: Sequence[File], most: int = MOST_FILES) -> list[File]:
    """At most so many of them, spread evenly over the sorted paths."""
    long = [file for file in files if file.lines >= LEAST_LINES] or list(files)
    step = max(len(long) / most, 1)
    return [long[int(place * step)] for place in range(min(len(long), most))]


def beginning(data: bytes) -> bytes:
    """The first READ_BYTES, up to the last whole line of them."""
    return data if len(data) <= READ_BYTES else data[: data.rfind(b"\n", 0, READ_BYTES) + 1] or data[:READ_BYTES]


def seen(index: Index, language: str, files: Iterable[File]) -> Seen:
    """Counts over the text of these files."""
    counts: dict[str, Counter[str]] = {
        key: Counter() for key in ("indent_style", "indent_size", "quotes", "semicolons", "trailing_commas")
    }
    lengths: list[int] = []
    longest = ("", 0, 0)
    bare: list[tuple[int, str, int]] = []
    texts = {file.path: beginning(index.read(file.path)) for file in files}
    for path, data in texts.items():
        count_indents(data, counts)
        if language in QUOTED:
            count_quotes(data, counts["quotes"], language in JAVASCRIPT)
        if language in JAVASCRIPT:
            counts["semicolons"].update("always" if mark else "never" for mark in SEMICOLON.findall(data))
        if language in COMMAS:
            counts["trailing_commas"].update("always" if mark else "never" for mark in LAST_ITEM.findall(data))
        lines = data.decode("utf-8", "replace").expandtabs(4).splitlines()
        own = list(map(len, lines))
        lengths += own
        bare += [
            (length, path, number)
            for number, length in enumerate(own, 1)
            if length > LONG and not SPARED.search(lines[number - 1])
        ]
        if (most := max(own, default=0)) > longest[2]:
            longest = (path, own.index(most) + 1, most)
    values = {key: leading(counter) for key, counter in counts.items() if counter.total() >= LEAST_CASES.get(key, 1)}
    return Seen(language, tuple(texts), tuple(texts.values()), values, tuple(sorted(lengths)), longest, tuple(bare))


def count_indents(data: bytes, counts: dict[str, Counter[str]]) -> None:
    """A vote a file for tabs or spaces, and for the step by which its lines move in."""
    indents = INDENTED.findall(data)
    tabs = len([indent for indent in indents if indent[0] == TAB])
    if not indents:
        return
    if tabs * 2 > len(indents):
        counts["indent_style"]["tabs"] += 1
        return
    counts["indent_style"]["spaces"] += 1
    widths = list(map(len, INDENT_OR_NONE.findall(data)))
    steps = {step: count for step, count in Counter(map(sub, widths[1:], widths)).items() if step in STEPS}
    if steps:
        counts["indent_size"][str(max(steps, key=steps.__getitem__))] += 1


INDENT_OR_NONE: Final = re.compile(rb"^([ ]*+)(?!(?:public|private|protected) ?:)[^\s*#/]", re.MULTILINE)
"""Lines that tell how far code moves in; C++'s labels of access may stand a step or half of one in."""


def count_quotes(data: bytes, counter: Counter[str], markup: bool) -> None:
    """A vote for each text that could stand in either mark; comments, documentation, texts that hold a mark and the
    attributes of markup inside code (`class="a"`, a choice of its own in every tool) are left out."""
    votes = (
        "double" if match[1] is not None else "single"
        for match in TOKENS.finditer(data)
        if (match[1] is not None or match[2] is not None)
        and not (markup and ATTRIBUTE.search(data, max(match.start() - 2, 0), match.start()))
    )
    counter.update(islice(votes, MOST_TEXTS))


def leading(counter: Counter[str]) -> tuple[str, float, int]:
    """The most frequent value, its share and the number of cases."""
    value, count = min(counter.items(), key=lambda item: (-item[1], item[0]))
    total = counter.total()
    return value, round(count / total, 3), total
