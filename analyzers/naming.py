"""Names as words: case styles, singular and plural, and the affixes that the files of a role carry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

from .. import lazy_re as re

__all__ = [
    "MAIN_STEMS", "STYLES", "FileName", "flat", "in_style", "singular", "singular_words", "split_words", "stem_of", "style_of",
    "style_of_one",
]  # fmt: skip

WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z0-9]+|[A-Z]+[0-9]*|[0-9]+")
MAIN_STEMS = frozenset({"index", "__init__", "mod", "main", "lib"})
"""What files are called by which their folder is imported, or a program begins: names that say nothing of what they hold."""
KEPT_PLURAL = ("ss", "us", "is", "js")
PLURAL_IN_I = frozenset({"abis", "apis", "clis", "emojis", "guis", "skis", "taxis", "uis", "uris", "wikis"})
NO_PLURAL = frozenset(
    {"alias", "atlas", "canvas", "https", "kubernetes", "lens", "news", "postgres", "rails", "series"}
)
"""Words that end as plurals do and are none."""
LONG_PLURAL = re.compile(r"(?:[sc]s|x|zz|[^aeo]ch|[eo]ach|[aeo]tch|sh|[^aeo]us|[bl]ias)es$")
"""Plurals that add two letters: `classes`, but not `responses`, `databases`, `sizes`, `caches`."""


def split_words(name: str) -> list[str]:
    """The words of a name in any case style and script, as written: `HTTPServer_error` → HTTP, Server, error."""
    if name.isascii():
        return WORD.findall(name)
    return [name[match.start() : match.end()] for match in WORD.finditer(_shape(name))]


def _shape(name: str) -> str:
    """A name with each letter of another alphabet as `A` or `a`, and each digit as `0`: what its words are told by."""
    return "".join(char if char.isascii() else _like(char) for char in name)


def _like(char: str) -> str:
    """The ASCII character that parts words as this one does; marks belong to their letter, letters without case are small."""
    if char.isupper() or char.istitle():
        return "A"
    if char.isdecimal():
        return "0"
    return "a" if char.isalpha() or category(char).startswith("M") else "-"


@lru_cache(maxsize=1 << 15)
def singular_words(name: str) -> tuple[str, ...]:
    """The words of a name, singular and lower case; names come again and again, so they are remembered."""
    return tuple(singular(word) for word in split_words(name))


@lru_cache(maxsize=1 << 15)
def singular(word: str) -> str:
    """The singular of an English word as folder names use it, lower case."""
    lowered = word.lower()
    if not lowered.endswith("s") or lowered in NO_PLURAL:
        return lowered
    if lowered in PLURAL_IN_I:
        return lowered[:-1]
    if lowered.endswith("ies") and len(lowered) > 4:
        return f"{lowered[:-3]}y"
    if LONG_PLURAL.search(lowered):
        return lowered[:-2]
    return lowered[:-1] if not lowered.endswith(KEPT_PLURAL) and len(lowered) > 3 else lowered


@lru_cache(maxsize=1 << 15)
def flat(name: str) -> str:
    """A name without case and separators, for comparison."""
    return re.sub(r"[\W_]", "", name.lower())


def _capital(word: str) -> str:
    return word if word.isupper() and len(word) > 1 else word[:1].upper() + word[1:]


STYLES: dict[str, Callable[[Sequence[str]], str]] = {
    "snake_case": lambda words: "_".join(word.lower() for word in words),
    "kebab-case": lambda words: "-".join(word.lower() for word in words),
    "PascalCase": lambda words: "".join(_capital(word) for word in words),
    "camelCase": lambda words: "".join([words[0].lower() if words[0].isupper() else words[0][:1].lower() + words[0][1:], *map(_capital, words[1:])]) if words else "",
    "flatcase": lambda words: "".join(word.lower() for word in words),
    "Train-Case": lambda words: "-".join(_capital(word) for word in words),
    "Snake_Pascal": lambda words: "_".join(_capital(word) for word in words),
}  # fmt: skip
SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("snake_case", re.compile(r"^_?[a-z0-9]+(_[a-z0-9]+)+_?$")),
    ("kebab-case", re.compile(r"^[a-z0-9]+(-[a-z0-9]+)+$")),
    ("Train-Case", re.compile(r"^[A-Z][A-Za-z0-9]*(-[A-Z][A-Za-z0-9]*)+$")),
    ("Snake_Pascal", re.compile(r"^[A-Z][A-Za-z0-9]*(_[A-Z][A-Za-z0-9]*)+$")),
    ("PascalCase", re.compile(r"^[A-Z][A-Za-z0-9]*$")),
    ("camelCase", re.compile(r"^[a-z]+[a-z0-9]*([A-Z][a-z0-9]*)+$")),
    ("flatcase", re.compile(r"^[a-z0-9]+$")),
)


def style_of(names: Iterable[str]) -> tuple[str, float]:
    """The leading case style of several names and its share; single lower-case words fit every lower-case style.

    Returns:
        `(style, share)`; `("", 0.0)` where there are no names.
    """
    votes: Counter[str] = Counter()
    for style, count in Counter(map(style_of_one, names)).items():
        if style:
            votes[style] = count
    lower = votes.pop("flatcase", 0)
    if not votes:
        return ("flatcase", 1.0) if lower else ("", 0.0)
    style, count = min(votes.items(), key=lambda item: (-item[1], item[0]))
    if style in {"snake_case", "kebab-case", "camelCase"}:
        count += lower
    if lower >= 6 and count - lower <= lower / 12:
        return "flatcase", lower / (lower + sum(votes.values()))
    return style, min(1.0, count / (sum(votes.values()) + lower))


@lru_cache(maxsize=1 << 15)
def style_of_one(name: str) -> str:
    """The case style of one name; "" where it has none."""
    written = name if name.isascii() else _shape(name)
    return next((style for style, shape in SHAPES if shape.match(written)), "")


def in_style(words: Sequence[str], style: str) -> str:
    """Words written in a style."""
    return STYLES.get(style, STYLES["snake_case"])(list(words))


class FileName(NamedTuple):
    """A file name taken apart: `test_` + `cart` + `` + `.py`; `orders` + `.service` + `.ts`."""

    folder: str
    stem: str
    extension: str

    @property
    def words(self) -> list[str]:
        """The stem's words, lower case."""
        return [word.lower() for word in split_words(self.stem)]


@lru_cache(maxsize=1 << 15)
def stem_of(path: str) -> FileName:
    """The folder, stem and last extension of a path; `.d.ts` and the like count as one extension."""
    folder, _, name = path.rpartition("/")
    stem, dot, extension = name.rpartition(".")
    if not stem:
        return FileName(folder, name, "")
    if stem.endswith(".d") and extension in {"ts", "mts", "cts"}:
        return FileName(folder, stem[:-2], f".d.{extension}")
    return FileName(folder, stem, dot + extension)
