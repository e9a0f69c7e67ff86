"""Free words: the definitions and members whose names, paths and documentation share them."""

from __future__ import annotations

import math
from itertools import islice, pairwise, zip_longest
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.gathering import by_key
from ...naming import singular_words
from ...per_index import per_index
from ...search.definitions import OF_FILES, documented_where, ids_of, like
from ..idioms.idioms import ALIASES, IDIOMS
from ..new_file.sequence import is_step
from .member import Member
from .shown_definitions import CLASS_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ....indexer.index import Index
    from ...search.definitions import Definition

__all__ = ["by_words", "narrowed", "spoken_patterns"]

MOST_WORDS = 200
LONGEST_WORD = 100
SHOWN_KINDS = CLASS_KINDS | {"function", "method", "constant", "object", "enum"}
SILENT_WORDS = frozenset(
    {"the", "and", "for", "how", "with", "done", "here", "that", "this", "are", "from", "into", "all", "new", "use"}
    | {"our", "what", "when", "where", "which", "should", "does", "add", "make", "write", "custom", "like", "can"}
)
"""Words of a description that say nothing of the subject."""
AFTER_NOUN = frozenset({"for", "with", "of", "by", "that", "to", "in", "from", "on", "and", "or", "which", "when"})
"""Words after which a description says more of what it named before."""
ASKING = frozenset({"how", "what", "where", "when", "which", "who"})
IRREGULAR = {
    "sent": "send", "built": "build", "written": "write", "thrown": "throw", "kept": "keep", "caught": "catch", "ran": "run",
}  # fmt: skip
ENTIRE = frozenset({"author", "authors"})
"""Words that end as others of a family do and are none of it: who wrote a thing proves nobody's identity."""
PHRASAL = {
    (word, after): whole
    for word in ("log", "logged", "logging")
    for after, whole in {"in": "login", "on": "login", "out": "logout", "off": "logout"}.items()
}
"""Two words → the one that they are together: who is logged in writes no log."""
ACCESSOR = re.compile(r"(?:get|set|is|has|with)(?:[A-Z_]|$)")
ACCESSES = 4
"""The most lines of a function that only returns or sets a value."""
SPOKEN = {
    "background": "job", "queue": "job", "schedule": "job", "login": "auth", "password": "auth", "flag": "feature_flags",
    "injection": "dependency_injection",
    "environment": "config", "error": "error_handling", "cached": "caching",
}  # fmt: skip
"""Words by which a question speaks of a pattern, though no file is called by them."""
ENDS = re.compile(r"(?:ations?|ators?|ated?|ates|ings?|ions?|ers?|ors?|ed|y|e|s)$")
STEM = 4
"""Letters that are left of a word without its ending."""
VALUE = 0.1
"""What it costs a definition that it only names a value."""
IN_PATH, IN_NAME, IN_DOC = 3, 2, 1
"""What a word of a description counts by where a file has it."""
CLOSE, SURE_CLOSE = 0.67, 0.4
"""The files that share so much of what the best one shares; less is enough for those that surely follow the pattern."""
TOGETHER = 0.5
"""What it counts beside that one definition says several of the words."""


def spoken_patterns(text: str) -> list[str]:
    """What free words may ask for, the likeliest first: of a thing (`serializer for the api`) its noun, of a question
    (`how do we paginate lists`) the known pattern that it speaks of, a cross-cutting one before a role.
    """
    words = singular_words(text)
    end = next((number for number, word in enumerate(words) if number and word in AFTER_NOUN), len(words))
    nouns = [] if words[:1] and words[0] in ASKING else [word for word in reversed(words[:end]) if _tells(word)]
    known = {
        _stem(word): name for word, name in (*((name, name) for name in IDIOMS), *ALIASES.items()) if "_" not in word
    }
    known |= {_stem(word): name for word, name in SPOKEN.items()}
    spoken = sorted({known[stem] for word in words if _tells(word) and (stem := _stem(word)) in known})
    return [
        *(known.get(_stem(word), word) for word in nouns),
        *sorted(spoken, key=lambda name: not IDIOMS[name].crosses),
    ]


def by_words(index: Index, text: str, least: float) -> list[Member]:
    """The files that share at least that part of the words, by path, names and documentation, each by the definition that says most."""
    wanted = _telling(text)
    alone = least == 1.0 or len(wanted) == 1  # one word in the name of a value says little
    files: dict[str, dict[str, int]] = {}
    for word in wanted:
        for path in _paths_by_stem(index).get(word, ()):
            files.setdefault(path, {})[word] = IN_PATH
    best: dict[str, tuple[float, Definition]] = {}
    condition, parameters = like(sorted(wanted), "name", "doc")
    for symbol, doc in documented_where(index, f"zone = 'product' AND ({condition})", parameters):
        if symbol.kind not in SHOWN_KINDS or is_step(symbol.path) or (alone and _is_value(symbol)):
            continue
        # prose speaks of much that is done elsewhere
        worths = _met(files.setdefault(symbol.path, {}), wanted, symbol.name, "" if least == 1.0 else doc)
        worth = sum(worths.values()) - VALUE * (symbol.kind == "constant")
        if worths and worth > best.get(symbol.path, (0.0,))[0]:
            best[symbol.path] = worth, symbol
    rarity = _rarity(wanted, files.values())
    top = max((_sum(words, rarity) for words in files.values()), default=0.0)
    return [
        Member(
            index.files[path],
            best[path][1] if path in best else None,
            f"{best[path][1].name if path in best else 'its path'} shares {_as_asked(text, words)}",
            0.9 * _sum(words, rarity) / top,
        )
        for path, words in files.items()
        if words and len(words) >= least * len(wanted) and (least < 1.0 or path in best)
    ]


def _is_value(symbol: Definition) -> bool:
    """It names a value, or only hands one out: no example of how a thing is done."""
    accesses = ACCESSOR.match(symbol.name) and symbol.end_line - symbol.start_line < ACCESSES
    return symbol.kind == "constant" or (symbol.kind == "method" and bool(accesses))


def narrowed(index: Index, members: list[Member], description: str, pattern: str = "") -> list[Member]:
    """The members that share most of the description's words, by path, symbols and documentation; all where none does.

    Words of the pattern itself tell none of its members from another.
    """
    own = {
        _stem(word)
        for name in (pattern, *(alias for alias, of in ALIASES.items() if of == pattern))
        for word in singular_words(name)
    }
    wanted = _telling(description) - (own if pattern else set())
    found = {member.file.path: dict.fromkeys(_stems(member.file.path) & wanted, IN_PATH) for member in members}
    best: dict[str, tuple[dict[str, int], Definition]] = {}
    condition, parameters = like(sorted(wanted), "name", "doc")
    parameters = [ids_of(index, found), *parameters]
    for symbol, doc in documented_where(index, f"{OF_FILES} AND ({condition})", parameters):
        worths = _met(found[symbol.path], wanted, symbol.name, doc)
        known = best.get(symbol.path)
        if "." not in symbol.qualname and (known is None or sum(worths.values()) > sum(known[0].values())):
            best[symbol.path] = worths, symbol
    rarity = _rarity(wanted, found.values())
    shares = {path: _sum(words, rarity) for path, words in found.items()}
    for path, (worths, _) in best.items():
        shares[path] += TOGETHER * _sum(worths, rarity)
    top = max(shares.values(), default=0.0)
    if not top:
        return members
    return [
        _speaking(
            member._replace(
                why=f"{member.why}; shares {_as_asked(description, found[path])}",
                weight=member.weight * (0.5 + 0.5 * shares[path] / top),
            ),
            best.get(path, ({}, None))[1],
        )
        for member in members
        if shares[path := member.file.path] > top * (SURE_CLOSE if member.weight > 1 else CLOSE)
    ]


def _speaking(member: Member, symbol: Definition | None) -> Member:
    """The member by the definition that says most of the words, where that is a function or made as its own is."""
    if symbol is None:
        return member
    marks = {*symbol.bases, *symbol.decorators}
    own = {*member.symbol.bases, *member.symbol.decorators} if member.symbol else set()
    return member._replace(symbol=symbol, named=False) if symbol.kind == "function" or marks & own else member


def _met(known: dict[str, int], wanted: set[str], name: str, doc: str) -> dict[str, int]:
    """The words that a definition has → what each counts, by its name or its documentation; its file is `known` to have them."""
    worths = dict.fromkeys(wanted & _stems(doc), IN_DOC) | dict.fromkeys(wanted & _stems(name), IN_NAME)
    known.update((word, max(known.get(word, 0), worth)) for word, worth in worths.items())
    return worths


def _rarity(wanted: Iterable[str], files: Iterable[Mapping[str, int]]) -> dict[str, float]:
    """Word → how much it tells: what few of the files have says more."""
    shared: Sequence[Mapping[str, int]] = [words for words in files if words]
    return {word: math.log2(1 + len(shared) / max(1, sum(word in words for words in shared))) for word in wanted}


def _sum(words: Mapping[str, int], rarity: Mapping[str, float]) -> float:
    return sum(worth * rarity[word] for word, worth in words.items())


@per_index
def _paths_by_stem(index: Index) -> dict[str, list[str]]:
    """Stem of a word → the paths of the product that have it."""
    own = (path for path, file in index.files.items() if file.zone == "product" and file.parsed and not is_step(path))
    return by_key((word, path) for path in own for word in _stems(path))


def _stems(text: str) -> set[str]:
    words = singular_words(text)
    joined = {_stem(word + after) for word, after in pairwise(words) if len(word) == 1}  # `OAuth`, `FFmpeg`, `gRPC`
    return joined | {PHRASAL.get((word, after), _stem(word)) for word, after in zip_longest(words, words[1:])}


def _as_asked(text: str, stems: Iterable[str]) -> str:
    """Stems by the words that were asked for."""
    words = {stem: word for word in singular_words(text) for stem in _stems(word)}
    return ", ".join(sorted(words.get(stem, stem) for stem in stems))


def _stem(word: str) -> str:
    """A word without the ending that others of its family have: `paginate` and `pagination` are one."""
    if word in ENTIRE:
        return word
    word = IRREGULAR.get(word, word)
    short = ENDS.sub("", word)
    return short if len(short) >= STEM else word


def _telling(text: str) -> set[str]:
    """The words that say something, of the first ones: a query for all words of a long text is more than SQLite takes."""
    words = (_stem(word) for word in singular_words(text) if _tells(word) and len(word) <= LONGEST_WORD)
    return set(islice(words, MOST_WORDS))


def _tells(word: str) -> bool:
    return (len(word) > 2 or any(letter.isdigit() for letter in word)) and word not in SILENT_WORDS
