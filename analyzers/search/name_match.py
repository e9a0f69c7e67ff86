"""How well a name matches what was typed: exact, prefix, camel humps, words, inside; quick to bound, exact where it is asked."""

from __future__ import annotations

from collections.abc import Sequence

from ... import lazy_re as re

__all__ = ["BEGUN", "EXACT", "FOLDED", "FUZZY", "HELD", "HUMPS", "INSIDE", "PREFIX", "SPOKEN", "WORDS", "ZONE_WEIGHT"]
__all__ += ["begun", "humps_of", "is_plain", "score", "words"]

EXACT, LOWER_FOLDED, FOLDED, PREFIX, HUMPS, WORDS, INSIDE, FUZZY = 1.0, 0.99, 0.97, 0.9, 0.8, 0.75, 0.6, 0.4
"""`LOWER_FOLDED`: who types small letters leaves the case open, as in an editor."""
BY_LENGTH, SLIGHTLY = 0.05, 0.1
"""What a name gains the less it has beside the pattern; more where the pattern only stands inside."""
BEGUN, HELD = PREFIX + BY_LENGTH, WORDS + BY_LENGTH
"""The most that a name scores which begins with a plain pattern, and one that holds it elsewhere: known without a look at its words."""
SHORTENED, LEAST_HUMPS = 0.68, 2
"""What a name scores whose humps the pattern's shorten, and how many of them it takes."""
SIDE_BY_SIDE = 0.02
"""What a name gains whose humps that the pattern begins stand together, and again where it begins with them."""
ZONE_WEIGHT = {
    "product": 1.0,
    "example": 0.9,
    "docs": 0.88,
    "test": 0.85,
    "fixture": 0.7,
    "generated": 0.6,
    "vendored": 0.5,
}
SPOKEN = re.compile(r"\w+(?:[\s-]+\w+)+\s*")
"""Words parted by spaces, as in a question; a name in any case style is one word."""
INITIALS = re.compile(r"[a-z]?[A-Z][A-Z0-9]+")
"""The first letters of humps alone: `QSM`, `gFEM`."""
CAPITALS, LETTERS = re.compile(r"[A-Z]{2}"), re.compile(r"[A-Z][a-z]*|[a-z]+|\d+")
"""First letters of humps beside each other, and each of them or a longer beginning apart: `NMCalc` for `NearMissCalculator`."""
HUMP = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")


def score(pattern: str, name: str) -> float:
    """How well a name matches, 0 to 1; 0 for not at all."""
    if name == pattern:
        return EXACT
    folded, lowered = name.lower(), pattern.lower()
    if folded == lowered:
        return LOWER_FOLDED if pattern == lowered else FOLDED
    length = min(len(pattern), len(name)) / max(len(pattern), len(name), 1)
    if folded.startswith(lowered):
        return begun(pattern, name)
    parts, wanted = words(name), words(pattern)
    if parts == wanted:
        return FOLDED - 0.02
    if _begin(LETTERS.findall(pattern) if CAPITALS.search(pattern) else (), parts):
        return HUMPS + BY_LENGTH * length
    if (places := _humps(pattern, name)) is not None:
        return HUMPS + BY_LENGTH * length + _together(places)
    if wanted and all(word in parts for word in wanted):
        return WORDS + BY_LENGTH * length
    if _abbreviates(pattern, name):
        return SHORTENED + BY_LENGTH * length
    return INSIDE + SLIGHTLY * length if lowered in folded else 0.0


def _begin(letters: Sequence[str], parts: Sequence[str]) -> bool:
    """Each of the letters begins the hump that stands where they do."""
    fit = [part.startswith(letter.lower()) for letter, part in zip(letters, parts, strict=False)]
    return bool(letters) and len(fit) == len(letters) and all(fit)


def words(name: str) -> list[str]:
    """The words of an identifier in any case style, lower case: `HTTPServerError` → http, server, error."""
    return [word.lower() for word in HUMP.findall(name)]


def is_plain(pattern: str) -> bool:
    """One word without humps of its own: a name that does not hold it can't match."""
    return len(words(pattern)) < 2 and not (pattern.isupper() and len(pattern) > 1)


def begun(pattern: str, name: str) -> float:
    """What `score` gives a longer name that begins with the pattern."""
    return PREFIX + BY_LENGTH * len(pattern) / len(name)


def humps_of(pattern: str) -> str:
    """The first letters of the pattern's humps, lower case; "" where it has no two of them."""
    if INITIALS.fullmatch(pattern):
        return pattern.lower()
    humps = "".join(char.lower() for char in pattern if char.isupper())
    return humps if pattern[:1].isupper() and len(humps) > 1 else ""


def _humps(pattern: str, name: str) -> list[int] | None:
    """Which humps of the name those of the pattern begin, in order: `UsRe` for `UserRepository`; None for not all."""
    wanted, parts = HUMP.findall(pattern), HUMP.findall(name)
    if len(wanted) < 2:
        return None
    rest = enumerate(part.lower() for part in parts)
    places = [next((at for at, part in rest if part.startswith(word.lower())), -1) for word in wanted]
    return places if places[-1] >= 0 else None


def _together(places: list[int]) -> float:
    """What a name gains whose humps follow each other as in the pattern, most where it begins with them."""
    follow = places[-1] - places[0] == len(places) - 1
    return SIDE_BY_SIDE * follow + SIDE_BY_SIDE * (follow and places[0] == 0)


def _abbreviates(pattern: str, name: str) -> bool:
    """Each hump of the pattern has the first letter of a hump of the name and others of it, in order: `UsrSvc` for `UserService`."""
    wanted = HUMP.findall(pattern)
    if not pattern[:1].isupper() or len(wanted) < LEAST_HUMPS:
        return False
    rest = iter(part.lower() for part in HUMP.findall(name))
    return all(any(_shortens(word.lower(), part) for part in rest) for word in wanted)


def _shortens(short: str, word: str) -> bool:
    letters = iter(word)
    return short[0] == word[0] and all(letter in letters for letter in short)
