"""What shows that a file follows a pattern: its name and folder, its definitions, what it imports, the names it uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ..impact.definitions import definitions_where, like
from ..per_index import per_index
from .feature_folders import layouts_of
from .idioms import ALIASES, BOUND, IDIOMS, SHORT_ALIAS, Idiom
from .naming import singular_words, stem_of
from .roles import RoleFile, WorkspaceFiles, role_words, synonyms, workspace_files
from .sequence import ORDERED_ROLES, split_mark
from .test_placement import bare_words

if TYPE_CHECKING:
    from ...indexer.index import File, Index
    from ..impact.definitions import Definition

__all__ = ["CALLED", "CLASS_KINDS", "ENOUGH", "NAMED_SO", "STRUCTURAL_NAMES", "Member", "bare_base", "evidence"]

STRUCTURAL_NAMES = frozenset({"index", "__init__", "mod", "main", "lib", "conftest", "setup"})
"""Files that every folder has: they hold no example of a role but where a definition or a layout proves it."""
CLASS_KINDS = frozenset({"class", "component", "struct", "interface", "trait"})
ENOUGH = 3
"""As many sure members make those that only use the idiom's names superfluous, and as many files of a word its synonyms."""
CALLED, AFFIX, DIRECT, PARTED, BELOW, HELPER = 1.1, 1.0, 0.9, 0.93, 0.85, 0.75
"""How surely a file is of a role that is called as it, ends in it, stands in its folder, below one that is parted, below any,
and beside those that end in it."""
PARTS, AFFIXED = 3, 1 / 3
"""A role's folder is parted where so many times more files stand below it; its files end in the role from this share on."""
PROVES, NAMED_SO, IMPORTS, DEFINES, RETURNS, SPEAKS, WEAK = 0.97, 0.95, 0.87, 0.93, 0.97, 0.84, 0.8
"""How surely a file follows a pattern that has its base or decorator, a class named so, its library, defines one of its names,
returns its type, speaks of it in its name, and has a decorator that may mean something else."""
OTHER_WORD = 0.15
"""What evidence loses that shows by another word, where the pattern's own word has enough."""
SETUP = re.compile(r"\.(?:config|conf|setup)\.[cm]?[jt]sx?$")
LIKE_LETTERS = 4
"""Another word for an idiom that begins as it does (`authentication` for `auth`) speaks of it in a longer name too."""
STEPS = ORDERED_ROLES | {"alembic"}
"""Folders of migrations, which are called after what they change."""
MARKED = 2
"""As many migrations with a number or a date make files without one the machinery that runs them."""
APP_ROOT = "app"
"""Frameworks of the Rails kind keep each role's files below `app/<role>`."""


class Member(NamedTuple):
    """A file of the population.

    Attributes:
        symbol: the definition that shows the pattern.
        why: the file counts.
        weight: how surely, 0 to 1.
        names: of the pattern that the file uses.
        lines: of the definitions that show it; 0 where none does.
        named: the file's own name says it.
    """

    file: File
    symbol: Definition | None
    why: str
    weight: float
    names: tuple[str, ...] = ()
    lines: int = 0
    named: bool = False


def evidence(index: Index, pattern: str) -> list[Member]:
    """Every proof that a file of the product (or a test, where tests are asked for) follows the pattern."""
    idiom = IDIOMS.get(ALIASES.get(pattern, pattern), Idiom())
    zone = "test" if role_words(pattern)[-1:] in {("test",), ("fixture",), ("spec",)} else "product"
    is_ordered = not ORDERED_ROLES.isdisjoint(role_words(pattern))
    by_role = [*_by_role(index, pattern)]
    enough = sum(member.weight >= DIRECT for member in by_role) >= ENOUGH
    others = (
        *_by_symbol(index, pattern, idiom, zone),
        *_by_import(index, idiom),
        *_by_names(index, idiom, enough=enough),
    )
    found = [
        member
        for member in (*by_role, *others)
        if member.file.zone == zone and not _is_structural(member) and (is_ordered or not _is_step(member.file.path))
    ]
    marked = {member.file.path for member in found if is_ordered and split_mark(stem_of(member.file.path).stem)}
    return [member for member in found if member.file.path in marked] if len(marked) >= MARKED else found


def _is_structural(member: Member) -> bool:
    """It is called as a file of every folder, and neither a definition nor its place proves the pattern."""
    proven = member.symbol is not None and member.weight >= NAMED_SO
    return stem_of(member.file.path).stem in STRUCTURAL_NAMES and not (proven or member.weight == CALLED)


def _is_step(path: str) -> bool:
    """It stands among migrations."""
    return not STEPS.isdisjoint(path.lower().split("/")[:-1])


# ---- by names of files and folders


def _by_role(index: Index, pattern: str) -> Iterator[Member]:
    files = workspace_files(index, _languages(index))
    if role_words(pattern) in {("test",), ("spec",)}:
        yield from _tests(files)
        return
    layouts = layouts_of(files, pattern)
    for layout in layouts:
        for file in layout.files:
            yield Member(file, None, f"stands as {layout.pattern}", CALLED, named=True)
    own = [*_by_word(files, pattern, parted=not layouts)]
    yield from own
    enough = sum(member.weight >= DIRECT for member in own) >= ENOUGH
    aliases = (alias for alias, name in ALIASES.items() if name == pattern and len(alias) >= SHORT_ALIAS)
    others = [*{role_words(alias): alias for alias in aliases if role_words(alias) != role_words(pattern)}.values()]
    for other in others:
        for member in _by_word(files, other):
            if member.weight > BELOW:
                yield member._replace(weight=member.weight - OTHER_WORD * enough)
    if not own:
        for other in synonyms(pattern):
            yield from (member for member in _by_word(files, other) if member.weight > BELOW)
    if pattern in IDIOMS:
        like_words = (other for other in others if other[:LIKE_LETTERS] == pattern[:LIKE_LETTERS])
        yield from _speaking(files, {role_words(word) for word in (pattern, *like_words)})


@per_index
def _languages(index: Index) -> frozenset[str]:
    return frozenset(file.language for file in index.files.values() if file.parsed)


def _tests(files: WorkspaceFiles) -> Iterator[Member]:
    for file in files.files:
        if file.zone == "test":
            named = bare_words(file.path) != tuple(stem_of(file.path).words)
            why = "a test by its name" if named else "stands among the tests"
            yield Member(file, None, why, 1.0 if named else 0.4, named=named)


def _by_word(files: WorkspaceFiles, word: str, *, parted: bool = True) -> list[Member]:
    """Files that are called by the word, end in it, or stand in or below its folder."""
    wanted = role_words(word)
    found = [
        Member(item.file, None, f"is called {stem_of(item.file.path).stem}", CALLED, named=True)
        for item in files.called(word)
        if not _is_aside(files, item.file.path)
    ]
    items = [item for item in files.named(word) if not _is_aside(files, item.file.path)]
    kinds = [_kind(item, wanted) for item in items]
    weights = _weights(items, len(found), parted=parted)
    for item, kind in zip(items, kinds, strict=True):
        if item.how == "affix":
            found.append(Member(item.file, None, f"its name ends in {item.word}", AFFIX, named=True))
        elif item.how == "path" or item.weight > DIRECT - 0.1:
            folder = item.file.path.rpartition("/")[0]
            where = f"stands in {folder}" if item.how == "folder" else f"stands below a folder {item.word}"
            found.append(Member(item.file, None, where, weights[kind]))
    if kinds.count("app") < ENOUGH:
        return found
    home = {item.file.path for item, kind in zip(items, kinds, strict=True) if kind == "app"}
    return [item if item.file.path in home else item._replace(weight=item.weight - OTHER_WORD) for item in found]


def _kind(item: RoleFile, wanted: tuple[str, ...]) -> str:
    """`app` for what stands below `app/<role>`, else how the role shows."""
    parts = item.file.path.split("/")
    for above, part in pairwise(parts):
        if above == APP_ROOT and singular_words(part) == wanted:
            return "app"
    return item.how


def _weights(items: Sequence[RoleFile], called: int, *, parted: bool) -> dict[str, float]:
    """How surely files in the role's folder and below it are of it, as the others show; `called` are called by it."""
    affixed = called + sum(item.how == "affix" for item in items)
    direct = sum(item.how == "folder" and item.weight > DIRECT - 0.1 for item in items)
    below = sum(item.how == "path" for item in items)
    if parted and below >= PARTS * max(ENOUGH, direct):
        return {"folder": HELPER, "path": PARTED, "app": PROVES}
    in_folder = HELPER if affixed >= max(ENOUGH, AFFIXED * (affixed + direct)) else DIRECT
    return {"folder": in_folder, "path": BELOW, "app": PROVES}


def _speaking(files: WorkspaceFiles, wanted: set[tuple[str, ...]]) -> Iterator[Member]:
    """Files whose name has the word among others: `RetryAndFollowUpInterceptor`."""
    single = {words[0] for words in wanted if len(words) == 1}
    for file in files.main:
        words = singular_words(stem_of(file.path).stem)
        if not single.isdisjoint(words[:-1]) and words[-1] not in single and not _is_aside(files, file.path):
            yield Member(file, None, f"its name speaks of {min(single.intersection(words))}", SPEAKS, named=True)


def _is_aside(files: WorkspaceFiles, path: str) -> bool:
    """The settings of tools (`vite.config.ts`, `.semgrep/`), and a library by its name (`lib/shop.rb` beside `lib/shop/`)."""
    name = stem_of(path)
    umbrella = name.folder.rpartition("/")[2] in {"lib", "src"} and f"{name.folder}/{name.stem}" in files.folders
    return umbrella or path.startswith(".") or SETUP.search(path) is not None


# ---- by definitions


def _by_symbol(index: Index, pattern: str, idiom: Idiom, zone: str) -> Iterator[Member]:
    """Definitions of the zone, named, derived, decorated or returning as the pattern asks; a file's first, with the lines of all."""
    found: dict[str, Member] = {}
    condition, parameters = _condition(idiom, role_words(pattern))
    for symbol in definitions_where(index, f"({condition}) AND zone = ?", [*parameters, zone]):
        proof = _proof(symbol, role_words(pattern), idiom, index.files[symbol.path].language)
        if proof is None:
            continue
        weight, why = proof
        lines = symbol.end_line - symbol.start_line + 1
        known = found.get(symbol.path)
        if known is None or weight > known.weight:
            found[symbol.path] = Member(
                index.files[symbol.path], symbol, why, weight, lines=lines + (known.lines if known else 0)
            )
        else:
            found[symbol.path] = known._replace(lines=known.lines + lines)
    yield from found.values()
    for symbol in _returning(index, idiom):
        lines = symbol.end_line - symbol.start_line + 1
        yield Member(index.files[symbol.path], symbol, f"{symbol.name} returns one", RETURNS, lines=lines)


def _proof(symbol: Definition, wanted: tuple[str, ...], idiom: Idiom, language: str) -> tuple[float, str] | None:
    """How surely a definition shows the pattern, and by what; None where it does not."""
    words = singular_words(symbol.name)
    if any(bare_base(base) in idiom.foreign for base in symbol.bases):
        return None
    base = next((base for base in symbol.bases if _is_base(base, idiom, language)), None)
    if base:
        return PROVES, f"{symbol.name} extends {base}"
    decorator = next(
        (text.partition("(")[0] for text in symbol.decorators if text.partition("(")[0] in idiom.decorators), None
    )
    if decorator:
        return PROVES if decorator not in idiom.weak else WEAK, f"{symbol.name} is decorated with {decorator}"
    if symbol.kind in CLASS_KINDS and len(words) > len(wanted) and words[-len(wanted) :] == wanted:
        return NAMED_SO, f"{symbol.name} is named so"
    return None


def _is_base(base: str, idiom: Idiom, language: str) -> bool:
    names = (base, bare_base(base))
    if any(name in idiom.bases and BOUND.get(name, language) == language for name in names):
        return True
    return idiom.endings and names[1].endswith(idiom.bases)


@lru_cache(maxsize=1 << 13)
def bare_base(base: str) -> str:
    """A base class by its last name: `ActiveRecord::Migration[7.0]` and `db.Model` are Migration and Model."""
    return re.split(r"[\[<(]", base, maxsplit=1)[0].replace("::", ".").rpartition(".")[2]


def _condition(idiom: Idiom, wanted: tuple[str, ...]) -> tuple[str, list[str]]:
    """A wide net for `_proof`: SQLite leaves out most symbols, Python decides on the rest."""
    named, parameters = like(wanted[-1:], "name")
    kinds = ",".join(f"'{kind}'" for kind in sorted(CLASS_KINDS))
    nets = [f"(kind IN ({kinds}) AND ({named}))"]
    for column, texts in (("bases", idiom.bases), ("decorators", idiom.decorators)):
        if texts:
            nets.append(f"({column} <> '' AND ({' OR '.join([f'instr({column}, ?)'] * len(texts))}))")
            parameters += texts
    return " OR ".join(nets), parameters


def _returning(index: Index, idiom: Idiom) -> list[Definition]:
    """Functions that return one of the idiom's types, as their signature says."""
    if not idiom.returns:
        return []
    ends = " OR ".join("signature LIKE ?" for _ in idiom.returns)
    condition = f"zone = 'product' AND kind IN ('function', 'method') AND ({ends})"
    return definitions_where(index, condition, [f"%) {text}" for text in idiom.returns])


# ---- by what is imported and used


def _by_import(index: Index, idiom: Idiom) -> Iterator[Member]:
    """Files that import the library made for it."""
    if not idiom.modules:
        return
    marks = ",".join("?" * len(idiom.modules))
    inside = [f"{module}{separator}%" for module in idiom.modules for separator in "./"]
    begin = " OR ".join("specifier LIKE ?" for _ in inside)
    rows = index.rows(
        "SELECT source_id, min(specifier) FROM links "  # noqa: S608 - marks
        f"WHERE external <> '' AND (specifier IN ({marks}) OR {begin}) GROUP BY source_id",
        [*idiom.modules, *inside],
    )
    for source, specifier in sorted((index.paths[source], specifier) for source, specifier in rows):
        yield Member(index.files[source], None, f"imports {specifier}", IMPORTS)


def _by_names(index: Index, idiom: Idiom, *, enough: bool) -> Iterator[Member]:
    """Files that define or use the idiom's names; one alone is weak."""
    counts: dict[str, list[str]] = {}
    for name in idiom.names:
        for path in index.files_using(name):
            counts.setdefault(path, []).append(name)
    for symbol in _defining(index, idiom.names):
        lines = symbol.end_line - symbol.start_line + 1
        yield Member(
            index.files[symbol.path], symbol, f"defines {symbol.name}", DEFINES - OTHER_WORD * enough, lines=lines
        )
    for path, names in sorted(counts.items()):
        if len(names) == 1 and names[0] in idiom.vague:
            continue
        weight = min(0.89, 0.45 + 0.15 * len(names))
        yield Member(index.files[path], None, f"uses {', '.join(names[:3])}", weight, tuple(names))


def _defining(index: Index, names: Sequence[str]) -> list[Definition]:
    """Top-level functions and classes of the idiom's own names: what the others use."""
    if not names:
        return []
    marks = ",".join("?" * len(names))
    condition = f"name IN ({marks}) AND qualname = name AND exported AND kind IN ('function', 'class', 'component')"
    return definitions_where(index, condition, names)
