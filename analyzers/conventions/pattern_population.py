"""The files and symbols that follow a pattern: by role (folder, affix), by base class and decorator, by the names they use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..impact.definitions import definitions_where, like
from ..per_index import per_index
from .idioms import ALIASES, BOUND, IDIOMS, SHORT_ALIAS, Idiom
from .language_choice import TOGETHER
from .naming import singular_words, stem_of
from .roles import GENERIC_FOLDERS, role_words, workspace_files
from .sequence import ordered_role
from .test_placement import bare_words

if TYPE_CHECKING:
    from ...indexer.index import File, Index
    from ..impact.definitions import Definition

__all__ = ["Member", "idiom_counts", "leading_roles", "population"]

STRUCTURAL_NAMES = frozenset({"index", "__init__", "mod", "main", "lib", "conftest", "setup"})
"""Files that every folder has: they hold no example of a role."""
CLASS_KINDS = frozenset({"class", "component", "struct", "interface", "trait"})
SHOWN_KINDS = CLASS_KINDS | {"function", "method", "constant", "object", "enum"}
SILENT_WORDS = frozenset(
    {"the", "and", "for", "how", "with", "done", "here", "that", "this", "are", "from", "into", "all", "new", "use"}
)
"""Words of a description that say nothing of the subject."""
LEADING = 4
"""As many alike files make a role that nobody listed."""
SURE = 0.9
BELOW, AGREED = 0.85, 0.05
"""How surely a file far below the role's folder is of it, and what each further kind of evidence adds."""
MOSTLY = 0.6
CALLED, DEFINES = 0.95, 0.93
"""How surely a file follows a pattern that it is called by, and one whose names it defines for others."""
SETUP = re.compile(r"\.(?:config|conf|setup)\.[cm]?[jt]sx?$")
IN_PATH, IN_NAME, IN_DOC = 3, 2, 1
"""What a word of a description counts by where a file has it."""
EXTENDED = 2
VERBS = frozenset(
    (word,)
    for word in (
        "add",
        "all",
        "base",
        "create",
        "delete",
        "get",
        "idx",
        "list",
        "more",
        "new",
        "old",
        "remove",
        "set",
        "update",
        "up",
        "down",
    )
)
"""Last words of file names that say what is done, not what the file is."""
ENOUGH = 3
"""As many sure members make those that only use the idiom's names superfluous."""


class Member(NamedTuple):
    """A file of the population, the symbol that shows the pattern, why it counts, how surely (0 to 1), and by what names."""

    file: File
    symbol: Definition | None
    why: str
    weight: float
    names: tuple[str, ...] = ()


def population(index: Index, pattern: str, description: str | None) -> list[Member]:
    """Who follows a pattern, surest first; narrowed to what shares most words with the description where any does."""
    found: dict[str, Member] = {}
    evidence: Counter[str] = Counter()
    for member in (*_by_role(index, pattern), *_by_symbol(index, pattern), *_by_names(index, pattern)):
        known = found.get(member.file.path)
        evidence[member.file.path] += 1
        if known is None or member.weight > known.weight:
            symbol = member.symbol or (known.symbol if known else None)
            found[member.file.path] = member._replace(symbol=symbol)
        elif known.symbol is None and member.symbol is not None:
            found[member.file.path] = known._replace(symbol=member.symbol)
    members = [
        member._replace(weight=min(1.0, member.weight + AGREED * min(evidence[path] - 1, 3)))
        for path, member in found.items()
        if _wanted(member.file, pattern)
    ]
    members = _without_bases(_one_language(members))
    sure = [member for member in members if member.weight >= SURE]
    members = sure if len(sure) >= ENOUGH else members
    if not members:
        least = 1.0 if ALIASES.get(pattern, pattern) in IDIOMS else 0.5
        members = list(_by_words(index, f"{pattern} {description or ''}", least))
    elif description:
        members = _narrowed(index, members, description)
    return sorted(members, key=lambda member: (-member.weight, member.file.path))


def _without_bases(members: list[Member]) -> list[Member]:
    """Without what several others extend: it makes the pattern, and is no example of it."""
    extended = Counter(_bare(base) for member in members if member.symbol for base in set(member.symbol.bases))
    return [member for member in members if not member.symbol or extended[member.symbol.name] < EXTENDED]


def _one_language(members: list[Member]) -> list[Member]:
    """Only those of the leading language where most are of it: a convention of one does not bind the other's files."""
    counts = Counter(_family(member.file.language) for member in members)
    leading = min(counts, key=lambda name: (-counts[name], name), default="")
    if counts[leading] < MOSTLY * len(members):
        return members
    return [member for member in members if _family(member.file.language) == leading]


def _family(language: str) -> str:
    return min(TOGETHER.get(language, (language,)))


@per_index
def leading_roles(index: Index) -> dict[str, list[str]]:
    """Roles that the folders and affixes of the product's files make → the paths that show each, the largest role first."""
    found: dict[str, list[str]] = {}
    for path, file in index.files.items():
        name = stem_of(path)
        if file.zone != "product" or not file.parsed or name.stem in STRUCTURAL_NAMES:
            continue
        words, folder = singular_words(name.stem), singular_words(name.folder.rpartition("/")[2])
        words = () if ordered_role(folder) or words[-1:] in VERBS else words
        for role in {words[-1] if len(words) > 1 else "", "_".join(folder)}:
            if len(role) > 2 and not role.isdigit() and role not in GENERIC_FOLDERS:
                found.setdefault(role, []).append(path)
    leading = [(role, paths) for role, paths in found.items() if len(paths) >= LEADING]
    return dict(sorted(leading, key=lambda item: (-len(item[1]), item[0])))


def idiom_counts(index: Index) -> dict[str, int]:
    """Idiom → how many product files show it by a base class or a decorator; those that none shows are left out."""
    by_base: dict[str, list[str]] = {}
    by_decorator: dict[str, list[str]] = {}
    for name, idiom in IDIOMS.items():
        for texts, names in ((idiom.bases, by_base), (idiom.decorators, by_decorator)):
            for text in texts:
                names.setdefault(text, []).append(name)
    files: dict[str, set[int]] = {}
    rows = index.rows(
        "SELECT DISTINCT file_id, bases, decorators FROM symbols JOIN files ON files.id = file_id "
        "WHERE zone = 'product' AND (bases <> '' OR decorators <> '')"
    )
    for file_id, bases, decorators in rows:
        shown = [by_base.get(base) or by_base.get(_bare(base), []) for base in bases.split("\n")]
        shown += [by_decorator.get(text.partition("(")[0], []) for text in decorators.split("\n")]
        for names_ in shown:
            for name in names_:
                files.setdefault(name, set()).add(file_id)
    return {name: len(found) for name, found in sorted(files.items())}


def _wanted(file: File, pattern: str) -> bool:
    zones = {"test"} if role_words(pattern)[-1:] in {("test",), ("fixture",), ("spec",)} else {"product"}
    return file.zone in zones and stem_of(file.path).stem not in STRUCTURAL_NAMES


def _by_role(index: Index, pattern: str) -> Iterator[Member]:
    languages = frozenset(file.language for file in index.files.values() if file.parsed)
    files = workspace_files(index, languages)
    if role_words(pattern) in {("test",), ("spec",)}:
        for file in files.files:
            if file.zone == "test":
                named = bare_words(file.path) != tuple(stem_of(file.path).words)
                why = "a test by its name" if named else "stands among the tests"
                yield Member(file, None, why, 1.0 if named else 0.4)
        return
    others = [alias for alias, name in ALIASES.items() if name == pattern]
    called = {role_words(word) for word in (pattern, *others)}
    for file in files.main:
        if singular_words(stem_of(file.path).stem) in called and not _is_setup(file.path):
            yield Member(file, None, f"is called {stem_of(file.path).stem}", CALLED)
    by_alias = (
        item for alias in others if len(alias) >= SHORT_ALIAS for item in files.named(alias) if item.how != "path"
    )
    for item in (*files.of_role(pattern), *by_alias):
        if _is_setup(item.file.path):
            continue
        if item.how == "affix":
            yield Member(item.file, None, f"its name ends in {item.word}", 1.0)
        elif item.how == "folder" and item.weight > 0.8:
            yield Member(item.file, None, f"stands in {item.file.path.rpartition('/')[0]}", 0.9)
        elif item.how == "path":
            yield Member(item.file, None, f"stands below a folder {item.word}", BELOW)


def _is_setup(path: str) -> bool:
    """A tool's own settings (`vite.config.ts`), which show nothing of how the code does it."""
    return SETUP.search(path) is not None


def _by_symbol(index: Index, pattern: str) -> Iterator[Member]:
    """Definitions named, derived or decorated as the pattern asks."""
    idiom = IDIOMS.get(ALIASES.get(pattern, pattern), Idiom())
    wanted = role_words(pattern)
    for symbol in definitions_where(index, *_condition(idiom, wanted)):
        file = index.files[symbol.path]
        words = singular_words(symbol.name)
        base = next((base for base in symbol.bases if _proves(base, idiom.bases, file.language)), None)
        decorator = next((text for text in symbol.decorators if text.partition("(")[0] in idiom.decorators), None)
        if base:
            yield Member(file, symbol, f"{symbol.name} extends {base}", 0.97)
        elif decorator:
            yield Member(file, symbol, f"{symbol.name} is decorated with {decorator.partition('(')[0]}", 0.97)
        elif symbol.kind in CLASS_KINDS and len(words) > len(wanted) and words[-len(wanted) :] == wanted:
            yield Member(file, symbol, f"{symbol.name} is named so", 0.95)


def _proves(base: str, bases: Sequence[str], language: str) -> bool:
    return any(name in bases and BOUND.get(name, language) == language for name in (base, _bare(base)))


def _condition(idiom: Idiom, wanted: tuple[str, ...]) -> tuple[str, list[str]]:
    """A wide net for `_by_symbol`: SQLite leaves out most symbols, Python decides on the rest."""
    named, parameters = like(wanted[-1:], "name")
    nets = [f"({named})"]
    for column, texts in (("bases", idiom.bases), ("decorators", idiom.decorators)):
        if texts:
            nets.append(f"({column} <> '' AND ({' OR '.join([f'instr({column}, ?)'] * len(texts))}))")
            parameters += texts
    return " OR ".join(nets), parameters


def _bare(base: str) -> str:
    return base.rpartition(".")[2].partition("[")[0].partition("<")[0]


def _by_names(index: Index, pattern: str) -> Iterator[Member]:
    """Files that use several of the idiom's names; one alone is weak."""
    idiom = IDIOMS.get(ALIASES.get(pattern, pattern), Idiom())
    counts: dict[str, list[str]] = {}
    for name in idiom.names:
        for path in index.files_using(name):
            counts.setdefault(path, []).append(name)
    for symbol in _defining(index, idiom.names):
        yield Member(index.files[symbol.path], symbol, f"defines {symbol.name}", DEFINES)
    for path, names in sorted(counts.items()):
        weight = min(0.89, 0.45 + 0.15 * len(names))
        yield Member(index.files[path], None, f"uses {', '.join(names[:3])}", weight, tuple(names))


def _defining(index: Index, names: Sequence[str]) -> list[Definition]:
    """Top-level functions and classes of the idiom's own names: what the others use."""
    if not names:
        return []
    marks = ",".join("?" * len(names))
    condition = f"name IN ({marks}) AND qualname = name AND exported AND kind IN ('function', 'class', 'component')"
    return definitions_where(index, condition, names)


def _by_words(index: Index, text: str, least: float) -> Iterator[Member]:
    """Free words: symbols whose names or documentation share at least that part of them."""
    wanted = _telling(text)
    condition, parameters = like(sorted(wanted), "name", "doc")
    documents = _documents(index, sorted(wanted))
    for symbol in definitions_where(index, f"zone = 'product' AND ({condition})", parameters):
        if symbol.kind not in SHOWN_KINDS:
            continue
        words = set(singular_words(symbol.name))
        shared = wanted & (words | documents.get((symbol.path, symbol.qualname), set()))
        if shared and len(shared) >= least * len(wanted):
            weight = min(0.9, 0.4 * len(shared) / len(wanted) + (0.3 if shared <= words else 0.0))
            yield Member(index.files[symbol.path], symbol, f"{symbol.name} shares {', '.join(sorted(shared))}", weight)


def _documents(index: Index, wanted: list[str]) -> dict[tuple[str, str], set[str]]:
    """(path, qualified name) → the words of the documentation, where it holds one of the wanted."""
    condition, parameters = like(wanted, "doc")
    rows = index.rows(
        f"SELECT path, qualname, doc FROM symbols JOIN files ON files.id = file_id WHERE {condition}",  # noqa: S608 - constants
        parameters,
    )
    return {(path, qualname): set(singular_words(doc)) for path, qualname, doc in rows}


def _narrowed(index: Index, members: list[Member], description: str) -> list[Member]:
    """The members that share most of the description's words, by path, symbols and documentation; all where none does."""
    wanted = _telling(description)
    found = {
        member.file.path: dict.fromkeys(set(singular_words(member.file.path)) & wanted, IN_PATH) for member in members
    }
    condition, parameters = like(sorted(wanted), "name", "doc")
    rows = index.rows(
        f"SELECT path, name, doc FROM symbols JOIN files ON files.id = file_id WHERE {condition}",  # noqa: S608 - constants
        parameters,
    )
    for path, name, doc in rows:
        for text, worth in ((name, IN_NAME), (doc, IN_DOC)) if path in found else ():
            for word in wanted.intersection(singular_words(text)):
                found[path][word] = max(found[path].get(word, 0), worth)
    best = max((sum(words.values()) for words in found.values()), default=0)
    if not best:
        return members
    return [
        member._replace(
            why=f"{member.why}; shares {', '.join(sorted(words))}",
            weight=member.weight * (0.5 + 0.5 * sum(words.values()) / best),
        )
        for member in members
        if sum((words := found[member.file.path]).values()) * 3 > best * 2
    ]


def _telling(text: str) -> set[str]:
    return {word for word in singular_words(text) if len(word) > 2 and word not in SILENT_WORDS}
