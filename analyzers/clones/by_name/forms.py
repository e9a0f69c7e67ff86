"""When two names mean the same thing: case styles, plurals, abbreviations, word order, role suffixes, typing errors."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice, product
from typing import Final, NamedTuple

from .... import lazy_re as re
from ....indexer.gathering import by_key
from ....indexer.gathering import words as words_of
from ...search.name_match import words
from .misspelling import apart, is_misspelt

__all__ = ["OTHER_ROLE", "NameForm", "likeness", "name_form", "shortened"]

ABBREVIATIONS: Final = {
    "svc": "service", "mgr": "manager", "mngr": "manager", "cfg": "config", "conf": "config",
    "configuration": "config", "ctrl": "controller", "repo": "repository", "util": "utility", "utils": "utility",
    "auth": "authentication", "authn": "authentication", "db": "database", "msg": "message", "btn": "button",
    "img": "image", "doc": "document", "docs": "document", "req": "request", "res": "response", "resp": "response",
    "err": "error", "mem": "memory", "str": "string", "num": "number", "calc": "calculate", "init": "initialize", "gen": "generate",
    "param": "parameter", "params": "parameter", "arg": "argument", "args": "argument", "env": "environment",
    "impl": "implementation", "info": "information", "max": "maximum", "min": "minimum", "org": "organization",
    "pwd": "password", "pass": "password", "prev": "previous", "prod": "product", "qty": "quantity",
    "src": "source", "tmp": "temp", "usr": "user", "val": "value", "addr": "address", "acct": "account",
    "cust": "customer", "cat": "category", "desc": "description", "dir": "directory", "elem": "element",
    "el": "element", "evt": "event", "ev": "event", "fn": "function", "func": "function", "idx": "index",
    "len": "length", "lib": "library", "nav": "navigation", "obj": "object", "pkg": "package", "pos": "position",
    "pref": "preference", "proc": "process", "ref": "reference", "sync": "synchronize", "tbl": "table",
    "txn": "transaction", "validator": "validate", "validation": "validate", "formatter": "format",
    "parser": "parse", "serializer": "serialize", "builder": "build", "email": "mail", "exception": "error", "ctx": "context",
    "spec": "specification", "abs": "absolute", "rel": "relative", "attr": "attribute", "attrs": "attribute",
    "col": "column", "cmd": "command", "dest": "destination", "dst": "destination", "lang": "language",
    "loc": "location", "perm": "permission", "perms": "permission", "seq": "sequence", "stat": "statistic",
    "stats": "statistic", "tx": "transaction", "var": "variable", "vars": "variable", "ver": "version",
    "ext": "extension", "exts": "extension", "notif": "notification", "dep": "dependency", "deps": "dependency",
    "conn": "connection", "opt": "option", "opts": "option", "cb": "callback", "fmt": "format", "sess": "session",
    "sig": "signature", "iface": "interface", "dict": "dictionary", "pic": "picture", "cert": "certificate",
    "iter": "iterator", "passwd": "password", "buf": "buffer", "ptr": "pointer", "stmt": "statement", "decl": "declaration",
    "curr": "current", "rand": "random", "vec": "vector", "alloc": "allocate", "char": "character", "bin": "binary",
    "op": "operation", "ops": "operation", "agg": "aggregate", "aggregator": "aggregate", "aggregation": "aggregate",
    "thumb": "thumbnail", "expr": "expression", "proj": "project", "dept": "department", "tz": "timezone",
    "mw": "middleware", "anim": "animation", "deg": "degree", "rad": "radian", "2": "to",
    "coord": "coordinate", "coords": "coordinate", "dim": "dimension", "dims": "dimension",
}  # fmt: skip
"""Short form → the word that it stands for (and agent nouns → their verb)."""

BRITISH: Final = re.compile(r"(?<=...)ou(?=r)|(?<=...)is(?=(?:e[drs]?|ing|ations?)$)")
"""`behaviour`, `initialise`: what others write with `o` and `iz`."""

SHORT_FORMS: Final = by_key((word, short) for short, word in ABBREVIATIONS.items())

SYNONYMS: Final = {
    word: group[0]
    for group in (
        ("get", "fetch", "retrieve", "read", "load", "lookup"),
        ("delete", "remove", "destroy", "erase"),
        ("create", "make", "build", "generate", "construct", "new"),
        ("update", "modify", "edit", "change"),
        ("validate", "check", "verify", "ensure"),
        ("calculate", "compute"),
        ("render", "show", "display"),
        ("send", "dispatch", "emit"),
    )
    for word in group
}
"""Verb → the one that stands for all that mean nearly the same."""

NOUNS: Final = {
    word: group[0]
    for group in (
        ("helper", "utility"),
        ("modal", "dialog", "popup"),
        ("picture", "photo", "image"),
        ("repository", "dao"),
        ("spinner", "loader"),
        ("cart", "basket"),
        ("login", "signin"),
        ("signup", "registration"),
        ("store", "storage"),
    )
    for word in group
}
"""Noun → the one that stands for all that mean nearly the same: nobody wants a `PriceUtil` beside a `PriceHelper`."""

VAGUE: Final = frozenset(["text", "string", "value", "data", "item", "object", "input", "result"])
"""Words that a name may have or lack: `slugify_text` is `slugify`."""

ROLES: Final = words_of(
    "service manager controller repository handler helper utility model view component provider factory client store entity dto schema"
    " hook page screen widget module implementation base abstract default type props interface generator runner executor processor"
)

MOST_SHORTENED = 50

STEMS: Final = re.compile(r"(?:ation|ator|ate|ing|er|or|ion)$")

OTHER_ROLE: Final = 0.78
"""Likeness of names that differ in their role only: `UserService` and `UserManager`."""

OTHER_VERB: Final = 0.9
"""Likeness of names of several words that differ in their verb only, and it means the same or is left out: `get_user_by_email`."""

DIRECTING: Final = words_of("to from of for by with in on at as into per before after than without")
"""Words about which it matters what stands before and behind them: `date_to_text` is no `text_to_date`."""
OTHER_NOUN: Final = 0.9
OTHER_ORDER: Final = 0.9
"""Likeness of names that differ in a noun only that means the same (`UserModal`), or in the order of three words or more."""

MISSPELT: Final = 0.91
"""Likeness of names that sound alike: `EntryPresentr` is nothing but `EntryPresenter`."""

MISTYPED: Final = 0.72
SHORT: Final = 3
"""Words of so few letters are others with every letter that differs."""
SAME_STEMS: Final = 0.75
"""Likeness of names that say the same in other words: `PaginationHelper` and `Paginator`, `remove_user` and `delete_user`."""
LEAST_WORDS = 3
LEAST_SHARED = 2
"""One word in common says nothing: `get_env` is no `get`, and `EmailValidator` is not every `validate`."""


class NameForm(NamedTuple):
    """A name taken apart.

    Attributes:
        text: as written.
        flat: lower case without separators.
        words: its words, lower case.
        meaning: its words in the singular, abbreviations written out.
    """

    text: str
    flat: str
    words: tuple[str, ...]
    meaning: tuple[str, ...]


@lru_cache(maxsize=50_000)
def name_form(name: str) -> NameForm:
    """Takes a name apart."""
    split = tuple(words(name))
    return NameForm(name, "".join(split), split, tuple(_meaning(word) for word in split))


def shortened(asked: NameForm) -> set[str]:
    """A name without separators, with any of its words abbreviated."""
    words = [[word, *SHORT_FORMS.get(said, ())] for word, said in zip(asked.words, asked.meaning, strict=True)]
    return {"".join(chosen) for chosen in islice(product(*words), MOST_SHORTENED)} - {asked.flat}


@lru_cache(maxsize=1 << 14)
def _meaning(word: str) -> str:
    word = BRITISH.sub(lambda found: found[0].replace("u", "").replace("s", "z"), word)
    word = ABBREVIATIONS.get(word, word)
    single = _singular(word)
    return ABBREVIATIONS.get(single, single)


def _singular(word: str) -> str:
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith(("ies", "ie")):  # `cookies` could be of `cooky` as `entries` is of `entry`: so is `cookie`
        return word.removesuffix("s")[:-2] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    return word.removesuffix("s")


def likeness(asked: NameForm, other: NameForm) -> float:
    """How likely two names mean the same thing, 0 to 1; 1 for the same name, 0.9 and above for spellings of one."""
    if asked.text == other.text:
        return 1.0
    if asked.flat == other.flat:
        return 0.97
    if asked.meaning == other.meaning:
        return 0.92
    mine, theirs = _said(asked.meaning), _said(other.meaning)
    if mine.words == theirs.words:
        return OTHER_ORDER if len(asked.meaning) >= LEAST_WORDS and DIRECTING.isdisjoint(mine.words) else 0.85
    if is_misspelt(asked.words, other.words):
        return MISSPELT
    if not mine.words or not theirs.words:
        return 0.0
    return _other_words(asked, other, mine, theirs) or _shared_words(mine, theirs)


def _other_words(asked: NameForm, other: NameForm, mine: _Said, theirs: _Said) -> float:
    """How likely names mean the same that differ in a verb, a noun, a role, an ending, or a letter; 0 where they don't."""
    if _is_other_verb(asked.meaning, other.meaning):
        return OTHER_VERB
    if _is_other_noun(asked.meaning, other.meaning):
        return OTHER_NOUN
    if mine.without_roles == theirs.without_roles and mine.without_roles:
        return OTHER_ROLE
    if mine.stems == theirs.stems:
        return SAME_STEMS
    return MISTYPED if _is_mistyped(asked, other) else 0.0


def _shared_words(mine: _Said, theirs: _Said) -> float:
    """How likely it is where all words of one name are in the other."""
    common = len(mine.words & theirs.words)
    shared = common / (len(mine.words) + len(theirs.words) - common)
    whole = common in {len(mine.words), len(theirs.words)}
    return 0.45 + 0.25 * shared if whole and common >= LEAST_SHARED and shared >= 0.5 else 0.0


def _is_other_verb(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    if max(len(mine), len(theirs)) < LEAST_WORDS or abs(len(mine) - len(theirs)) > 1:
        return False
    shorter, longer = sorted((mine, theirs), key=len)
    if longer[1:] == shorter:
        return SYNONYMS.get(longer[0]) == "get"  # which a name may leave out: `user_by_email` is `get_user_by_email`
    return mine[1:] == theirs[1:] and mine[0] in SYNONYMS and SYNONYMS[mine[0]] == SYNONYMS.get(theirs[0])


def _is_other_noun(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    if len(mine) != len(theirs) or set(mine).isdisjoint(theirs):
        return False
    return [NOUNS.get(word, word) for word in mine] == [NOUNS.get(word, word) for word in theirs]


class _Said(NamedTuple):
    """What a name says: its words that mean something, those without roles, and their stems."""

    words: frozenset[str]
    without_roles: frozenset[str]
    stems: frozenset[str]


@lru_cache(maxsize=50_000)
def _said(meaning: tuple[str, ...]) -> _Said:
    words = frozenset(meaning)
    return _Said(words, words - ROLES, _stems(words))


def _stems(meaning: frozenset[str]) -> frozenset[str]:
    """What remains of a name without roles and vague words, verbs by what they mean, nouns of doing by their verb."""
    words = {SYNONYMS.get(word, word) for word in meaning}
    return frozenset(map(_stem, words - ROLES - VAGUE or words))


@lru_cache(maxsize=1 << 14)
def _stem(word: str) -> str:
    return STEMS.sub("", word) if len(word) > 6 else word


def _is_mistyped(asked: NameForm, other: NameForm) -> bool:
    """Whether two names differ by one letter of one word."""
    pairs = [pair for pair in zip(asked.words, other.words, strict=False) if pair[0] != pair[1]]
    alike = len(asked.words) == len(other.words) and len(pairs) == 1 and max(map(len, pairs[0])) > SHORT
    return alike and min(len(asked.flat), len(other.flat)) > SHORT + 1 and apart(*pairs[0]) == 1
