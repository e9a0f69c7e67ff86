"""What the files of a pattern have in common, each convention with the share that follows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from .... import lazy_re as re
from ....indexer.gathering import words
from ...naming import split_words, stem_of, style_of
from ...search.definitions import OF_FILES, ids_of, imports_of, rows_where, top_level
from ..patterns.shown_definitions import CLASS_KINDS, methods_apart, shown_definition
from ..roles.test_placement import tested_names
from .deviations import deviations_of, means_another

if TYPE_CHECKING:
    from ....indexer.index import Index
    from ...search.definitions import Definition
    from ..patterns.member import Member
    from ..roles.feature_folders import FeatureLayout
    from .deviations import Facts

    Rows = Mapping[str, Sequence[Mapping[str, Any]]]

__all__ = ["Conventions", "conventions_of"]

SAMPLE = 400
"""How many members of a population are read for its conventions."""

ALWAYS = 0.9
"""From this share on an import belongs to the pattern; below, a file that does without deviates from nothing."""
NO_WAY = words("Deprecated deprecated Obsolete SuppressWarnings SuppressMessage Suppress cfg cfg_attr allow derive")
"""Decorators that many files may have, and none is to begin with."""
UNNAMED = "default"
"""What ECMAScript exports without a name."""
LEADING = 0.6
"""A convention of this share is one that a deviation can be told from."""


class Conventions(NamedTuple):
    """The conventions of a population.

    Attributes:
        shown: the answer's object: each convention as {value, share}.
        typical: path → how many of the leading conventions the file follows, 0 to 1; empty where none leads.
        likeness: path → how far the file follows what is common though it does not lead, 0 to 1.
        deviations: files that break a leading convention, with which.
        mains: path → the definition that the file is about.
        bases: path → the bases of its definitions.
        places: path → its folder and the layouts that it fits; empty where most of the files belong to another pattern.
    """

    shown: dict[str, Any]
    typical: dict[str, float]
    likeness: dict[str, float]
    deviations: list[dict[str, Any]]
    mains: Mapping[str, Definition]
    bases: Mapping[str, Iterable[str]]
    places: Mapping[str, Iterable[str]]


def conventions_of(
    index: Index, members: Sequence[Member], layouts: Sequence[FeatureLayout] = (), pattern: str = ""
) -> Conventions:
    """Reads the conventions off a population (its surest `SAMPLE` members where it is larger); empty for an empty one.

    Layouts are locations too: `shop/<feature>/service.py` for files that share no folder. A role of several words
    (`pattern`) may end the names with all of them.
    """
    sample = members[:SAMPLE]
    paths = [member.file.path for member in sample]
    symbols = top_level(index, paths)
    inner = _inner(sample, symbols)
    symbols = {**symbols, **inner}
    about = {member.file.path for member in sample if member.about == 1}
    facts: dict[str, Mapping[str, Iterable[str]]] = {
        "location": {
            path: [stem_of(path).folder or ".", *(layout.pattern for layout in layouts if path in layout.paths)]
            for path in (member.file.path for member in members)
        },
        "suffix": {path: _suffixes(path, pattern) if path in about - inner.keys() else [] for path in paths},
        "base_classes": {path: {base for symbol in symbols[path] for base in symbol.bases} for path in paths},
        "decorators": {path: _decorators(symbols[path]) for path in paths},
        "common_imports": imports_of(index, paths),
    }
    rows = {name: shares(values.values(), len(values)) for name, values in facts.items()}
    # the ending that most names have, the longer one of those that as many have
    rows["suffix"].sort(key=lambda row: (-row["share"], -len(row["value"]), row["value"]))
    most = {"suffix": 1, "location": 3}
    rows = {name: found[: most.get(name, MOST)] for name, found in rows.items()}
    shown: dict[str, Any] = {**rows, "suffix": rows["suffix"][0] if rows["suffix"] else None}
    shown["file_naming"] = _style([stem_of(path).stem.partition(".")[0] for path in paths])
    mains = _mains(index, sample, symbols, shown)
    shown["symbol_naming"] = _style([symbol.name for symbol in mains.values() if symbol.name != UNNAMED])
    shown["test_companion"] = _tested(index, paths)
    shown["constructor"], shown["constructor_types"] = constructor_shape(index, mains)
    shown["error_handling"] = errors_named(index, paths)
    leading = _leading(rows)
    # a file that is mainly about something else follows the conventions of that
    deviations = [row for row in deviations_of(index, pattern, facts, leading, symbols) if row["path"] in about]
    follows = {path: sum(value in set(facts[name].get(path, ())) for name, value in leading) for path in paths}
    typical = {path: count / len(leading) for path, count in follows.items() if leading}
    places = {} if means_another(pattern, facts["location"], leading) else facts["location"]
    return Conventions(shown, typical, _likeness(facts, rows, paths), deviations, mains, facts["base_classes"], places)


def _inner(sample: Sequence[Member], symbols: Mapping[str, Sequence[Definition]]) -> dict[str, list[Definition]]:
    """Path → the class within another that alone shows the pattern: the outer one, which names the file, is of its own kind
    (the listeners inside a manager)."""
    shown = ((member.file.path, member.symbol) for member in sample if member.symbol and not member.named)
    return {
        path: [symbol]
        for path, symbol in shown
        if symbol.kind in CLASS_KINDS
        and any(symbol.qualname.startswith(f"{outer.qualname}.") for outer in symbols[path])
    }


def _style(names: Sequence[str]) -> dict[str, Any] | None:
    """How names are written; one name alone is no custom."""
    style, share = style_of(names)
    return {"value": style, "share": round(share, 2)} if style and len(names) > 1 else None


def _mains(
    index: Index, sample: Sequence[Member], symbols: Mapping[str, Sequence[Definition]], shown: Mapping[str, Any]
) -> dict[str, Definition]:
    """Path → the definition that the file is about."""
    exported = ([symbol.name for symbol in found if symbol.exported] for found in symbols.values())
    named = shares(exported, len(symbols))
    leading = {row["value"]: row["share"] for row in (*named, *shown["base_classes"], *shown["decorators"])}
    apart = methods_apart(index, symbols)
    found = {}
    for member in sample:
        path = member.file.path
        main = shown_definition(member, apart.get(path) or symbols[path], leading)
        if main:
            found[path] = main
    return found


def _suffixes(path: str, pattern: str) -> list[str]:
    """The last word of the name as it is set off, and the last ones up to the pattern's number, where another goes before (`GetStory`
    + `UseCase`)."""
    name = stem_of(path)
    words = split_words(name.stem)
    found = []
    for count in range(1, min(max(1, len(split_words(pattern))), len(words) - 1) + 1):
        start = name.stem.rfind(words[-count], 0, len(name.stem) - sum(map(len, words[len(words) - count + 1 :])))
        before = name.stem[start - 1]
        found.append(f"{before if before in '._-' else ''}{name.stem[start:]}{name.extension}")
    return found


def _decorators(symbols: Iterable[Definition]) -> set[str]:
    return {text.partition("(")[0] for symbol in symbols for text in symbol.decorators} - NO_WAY


def _tested(index: Index, paths: Sequence[str]) -> dict[str, Any] | None:
    names = tested_names(index)
    sources = [path for path in paths if index.files[path].zone != "test"]
    if not sources or not names:
        return None
    called = Counter("".join(stem_of(path).words) for path in sources)
    tested = sum(min(count, names[name]) for name, count in called.items())
    return {"value": "a test of the same name", "share": round(tested / len(sources), 2)}


def _leading(shown: Rows) -> list[tuple[str, str]]:
    """The conventions that most files follow; of imports only those that nearly all have."""
    least = {"common_imports": ALWAYS}
    return [
        (name, row["value"]) for name, rows in shown.items() for row in rows if row["share"] >= least.get(name, LEADING)
    ]


def _likeness(facts: Facts, shown: Rows, paths: Sequence[str]) -> dict[str, float]:
    """How much each file has of what the files have in common: the most common of its places, bases, decorators and endings, and all of
    its imports."""
    found: dict[str, list[float]] = {path: [] for path in paths}
    for name, rows in shown.items():
        known = {row["value"]: row["share"] for row in rows}
        of_all = sum if name == "common_imports" else max
        for path in paths if known else ():
            own = [known.get(value, 0.0) for value in set(facts[name].get(path, ()))]
            found[path].append(of_all(own or [0.0]) / of_all(known.values()))
    return {path: sum(parts) / len(parts) for path, parts in found.items() if parts}


# ---- What many share: any of their values, what their constructors are given, which errors they speak of

COMMON = 0.25
"""A base, a decorator, an import, a type or an error counts from this share of the files on."""
MOST = 5
"""As many values are told."""
CONSTRUCTORS = ("__init__", "__construct", "initialize", "init")
"""What constructors are called where they have no kind of their own."""
GIVEN, NOTHING = "is given arguments", "is given nothing"
TYPE = re.compile(r"\b[A-Z]\w+")
RECEIVER = re.compile(r"^\(\s*(?:self|cls)\b\s*,?")
ERROR = re.compile(r"(?:[A-Z]\w*)?(?:Error|Exception)|Err[A-Z]\w+|Errorf")
"""Identifiers that name an error, in any language: `onError` is a function."""
METHOD = ("Go", "Error")
"""What asks an error for its text there, or writes a log."""
SEARCHED = 80
"""How many files of a pattern are searched for the errors they name."""


def shares(found: Iterable[Iterable[str]], total: int) -> list[dict[str, Any]]:
    """The values that are common among the files' own, the most common first."""
    counts = Counter(value for values in found for value in set(values))
    rows = [
        {"value": value, "share": round(count / total, 2)}
        for value, count in counts.items()
        if count > 1 and count >= COMMON * total
    ]
    return sorted(rows, key=lambda row: (-row["share"], row["value"]))


def constructor_shape(
    index: Index, mains: Mapping[str, Definition]
) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
    """Whether the constructors of the main definitions take arguments, with the share that do as most do, and the types they take."""
    condition = f"{OF_FILES} AND (kind = 'constructor' OR name IN {CONSTRUCTORS})"
    rows = rows_where(index, "path, qualname, signature", condition, (ids_of(index, mains),))
    given: dict[str, str] = {}
    for path, qualname, signature in rows:
        if qualname.rpartition(".")[0] == mains[path].qualname:
            given[path] = max(given.get(path, ""), RECEIVER.sub("(", signature), key=len)
    if len(given) * 2 < len(mains) or len(given) < 2:
        return None, []
    takes = sum(re.search(r"\w", text.partition(")")[0]) is not None for text in given.values())
    value, count = (GIVEN, takes) if takes * 2 >= len(given) else (NOTHING, len(given) - takes)
    types = shares((TYPE.findall(text) for text in given.values()), len(mains))
    return {"value": value, "share": round(count / len(mains), 2)}, types[:MOST]


def errors_named(index: Index, paths: Sequence[str]) -> list[dict[str, Any]]:
    """The errors that the files speak of, each with the share that does."""
    sample = paths[:SEARCHED]
    named = ((index.files[path].language, index.names_used(path)) for path in sample)
    kept = ({it for it in names if ERROR.fullmatch(it) and (language, it) != METHOD} for language, names in named)
    return shares(kept, len(sample))[:MOST]
