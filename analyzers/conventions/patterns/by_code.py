"""What shows in the code of a file that it follows a pattern: its definitions, by name, base, decorator, kind, signature or as handlers of
routes, and what it uses: imported libraries and identifiers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.gathering import by_key
from ....indexer.languages.families import MARKUP
from ...naming import flat, singular, singular_words, stem_of
from ...per_index import per_index
from ...routes.routes import read_routes
from ...search.definitions import definitions_where, top_level
from ...workspace.own_names import MAJOR
from ..idioms.idioms import BOUND, Idiom, is_bound_elsewhere
from ..roles.role_words import ends_in, role_words
from .member import DEFINES, IMPORTS, IS_KIND, LIBRARY, NAMED_SO, OTHER_WORD, PROVES, RETURNS, WEAK, Member, defined
from .shown_definitions import CLASS_KINDS, DECLARED, ShownDefinitions, bare_base, shown_definitions

if TYPE_CHECKING:
    from ....indexer.index import Index
    from ...search.definitions import Definition

__all__ = ["by_definition", "by_import", "by_names", "by_route"]

CONTROLLER = "_controller.rb"
GENERATIONS = 2
"""So far down the workspace's own bases are followed."""


def by_definition(index: Index, pattern: str, idiom: Idiom, zone: str) -> Iterator[Member]:
    """Definitions of the zone, named, derived, decorated or returning as the pattern asks; a file's first, with the lines of all."""
    found: dict[str, Member] = {}
    wanted = role_words(pattern)
    shown = shown_definitions(index, zone)
    idiom = idiom._replace(bases=(*idiom.bases, *_intermediate_bases(shown, idiom)))
    beginnings = [word.removesuffix("y") for word in (wanted[-1], *map(singular, idiom.named))]
    lines: Counter[str] = Counter()
    for symbol in shown.found(beginnings, idiom):
        if proof := _proof(symbol, wanted, idiom, index.files[symbol.path].language):
            member = defined(index, symbol, *proof)
            lines[symbol.path] += member.lines
            known = found.setdefault(symbol.path, member)
            if (member.weight, _is_called_as_file(symbol)) > (known.weight, _is_called_as_file(known.symbol)):
                found[symbol.path] = member
    yield from (member._replace(lines=lines[path]) for path, member in found.items())
    for why, forms in (
        ("returns one", tuple(f"%) {text}" for text in idiom.returns)),
        ("takes the next one", tuple(f"(%{text}%" for text in idiom.takes)),
    ):
        for symbol in _of_signature(index, forms) if forms else ():
            yield defined(index, symbol, f"{symbol.name} {why}", RETURNS)


def _intermediate_bases(shown: ShownDefinitions, idiom: Idiom) -> list[str]:
    """The workspace's own classes that extend one of the idiom's bases, or one of theirs, and are extended in turn.

    What cuts across the layers makes a base only of what extends nothing else: a view for users who are logged in is a view.
    """
    found: list[str] = []
    for _ in range(GENERATIONS if not idiom.endings else 0):
        extended = [base for base in (*idiom.bases, *found) if len(BOUND.get(base, ())) != 1]
        found += shown.extended_by(extended, only=idiom.crosses)
    return found


def _is_called_as_file(symbol: Definition | None) -> bool:
    return symbol is not None and flat(symbol.name) == flat(stem_of(symbol.path).stem)


def _proof(symbol: Definition, wanted: tuple[str, ...], idiom: Idiom, language: str) -> tuple[str, float] | None:
    """By what a definition shows the pattern, and how surely; None where it does not."""
    words = singular_words(symbol.name)
    if not (set(idiom.apart).isdisjoint(words) and set(idiom.foreign).isdisjoint(map(bare_base, symbol.bases))):
        return None
    if symbol.kind in idiom.kinds and symbol.exported:
        return f"{symbol.name} is a {symbol.kind}", IS_KIND
    base = next((base for base in symbol.bases if _is_base(base, idiom, language)), None)
    if base:
        return f"{symbol.name} extends {base}", IS_KIND if idiom.kinds else PROVES
    decorators = (text.partition("(")[0] for text in symbol.decorators)
    decorator = next((text for text in decorators if text in idiom.decorators), None)
    if decorator:
        return f"{symbol.name} is decorated with {decorator}", PROVES if decorator not in idiom.weak else WEAK
    is_called = ends_in(words, wanted) or words[-1] in map(singular, idiom.named)
    if is_called and symbol.kind in CLASS_KINDS and not (idiom.crosses and symbol.kind in DECLARED):
        return f"{symbol.name} is named so", NAMED_SO
    return None


def _is_base(base: str, idiom: Idiom, language: str) -> bool:
    bare = bare_base(base)
    known = any(name in idiom.bases and not is_bound_elsewhere(name, language) for name in (base, bare))
    return known or (idiom.endings and bare.endswith(idiom.bases))


@per_index
def _of_signature(index: Index, forms: tuple[str, ...]) -> list[Definition]:
    """Functions of the product whose signature has one of the forms."""
    any_form = " OR ".join("signature LIKE ?" for _ in forms)
    condition = f"zone = 'product' AND kind IN ('function', 'method') AND ({any_form})"
    return definitions_where(index, condition, forms)


def by_route(index: Index) -> Iterator[Member]:
    """The product's files that answer routes (`pages/api/tags/index.ts`), each with the definition that answers its first one: that may
    stand in a file which the one with the routes imports, or in the controller that Rails finds by its name."""
    routes = [route for route in read_routes(index) if index.files[route.file].zone == "product"]
    near = {route.file: (route.file, *sorted(index.adjacency[0].get(route.file, ()))) for route in routes}
    inside = top_level(index, sorted({path for paths in near.values() for path in paths}))
    known = {at: {item.name: item for path in reversed(paths) for item in inside[path]} for at, paths in near.items()}
    of_rails = [path for path in index.files if path.endswith(CONTROLLER)]
    controllers = {path.partition("/controllers/")[2].removesuffix(CONTROLLER): path for path in of_rails}
    first: dict[str, Member] = {}
    for route in routes:
        handlers = known[route.file]
        around = (item for item in inside[route.file] if item.start_line <= route.line <= item.end_line)
        named = (handlers[part] for part in reversed(route.handler.split(".")) if part in handlers)
        item = next(named, None) or next(around, None)
        path = item.path if item else controllers.get(route.handler.partition("#")[0], route.file)
        first.setdefault(path, Member(index.files[path], item, f"answers {route.method} {route.path}", PROVES))
    yield from (member for _, member in sorted(first.items()))


# ---- What a file uses

PARTS = re.compile(r"[./\\\\:]+")


def by_import(index: Index, idiom: Idiom) -> Iterator[Member]:
    """Files that import the library made for it, also where the workspace carries it (`vendor/`)."""
    if not idiom.modules:
        return
    begin = tuple(f"{name}{mark}".lower() for name in idiom.modules for mark in ("\\" if "\\" in name else "./"))
    wanted = [name for name in _specifiers(index) if name in idiom.modules or name.lower().startswith(begin)]
    rows = index.rows(
        "SELECT source_id, specifier, name, alias FROM links LEFT JOIN files ON files.id = target_id "
        "WHERE (external <> '' OR zone = 'vendored') AND specifier IN (SELECT value FROM json_each(?))",
        [json.dumps(wanted)],
    )
    found: dict[str, dict[str, str]] = {}
    for source, specifier, name, alias in sorted((index.paths[source], *row) for source, *row in rows):
        found.setdefault(source, {})[_called_here(specifier, name, alias)] = specifier
    for source, names in found.items():
        if not _lists(source):
            why, weight = f"imports {min(names.values())}", LIBRARY if idiom.crosses else IMPORTS
            yield Member(index.files[source], None, why, weight, tuple(filter(None, names)))


@per_index
def _specifiers(index: Index) -> list[str]:
    """What is imported, as it is written: few modules in many places, so that patterns are asked of each once."""
    return [name for (name,) in index.rows("SELECT DISTINCT specifier FROM links")]


def _called_here(specifier: str, name: str, alias: str) -> str:
    """The name by which a file uses what it imports: of a module its last part, without a major version; "" where all of
    a namespace is meant."""
    if "*" in (name, alias):
        return ""
    return alias or name or PARTS.split(MAJOR.sub("", specifier))[-1]


def _lists(path: str) -> bool:
    """A file of settings that names libraries and uses none."""
    return singular_words(path.rpartition("/")[0].rpartition("/")[2])[-1:] == ("config",)


def by_names(index: Index, idiom: Idiom, sure: Set[str], known: Set[str], *, enough: bool) -> Iterator[Member]:
    """Files that define or use the idiom's names; one alone is weak, and vague ones say it only of what imports a sure file or is known."""
    using = ((path, name) for name in idiom.names for path in index.files_using(name))
    counts = by_key(it for it in using if not is_bound_elsewhere(it[1], index.files[it[0]].language))
    rows = _together(index, idiom)
    for symbol in _defining(index, [name for name in idiom.names if name not in idiom.borrowed]):
        if is_bound_elsewhere(symbol.name, index.files[symbol.path].language):
            continue
        yield defined(index, symbol, f"defines {symbol.name}", DEFINES - OTHER_WORD * enough)
    imported, _ = index.adjacency
    telling = {name for name in idiom.names if name not in idiom.vague}
    for path in sorted({*counts, *rows}):
        names = counts.get(path, [])
        is_vague = path not in known and path not in rows and telling.isdisjoint(names)
        if is_vague and sure.isdisjoint(imported.get(path, ())):
            continue
        weight = min(0.89, 0.45 + 0.15 * (len(names) + (path in rows)))
        names = list(dict.fromkeys((*rows.get(path, ()), *names)))
        yield Member(index.files[path], None, f"uses {', '.join(names[:3])}", weight, tuple(names))


def _together(index: Index, idiom: Idiom) -> dict[str, tuple[str, ...]]:
    """Path → the row of names that the file uses all of; in markup such names are of anything."""
    found: dict[str, tuple[str, ...]] = {}
    for row in idiom.together:
        for path in set.intersection(*(set(index.files_using(name)) for name in row)):
            language = index.files[path].language
            if language not in MARKUP and not any(is_bound_elsewhere(name, language) for name in row):
                found.setdefault(path, row)
    return found


def _defining(index: Index, names: Sequence[str]) -> list[Definition]:
    """Top-level functions and classes of the idiom's own names: what the others use."""
    condition = (
        "name IN (SELECT value FROM json_each(?)) AND qualname = name AND exported "
        "AND kind IN ('function', 'class', 'component')"
    )
    return definitions_where(index, condition, (json.dumps(names),)) if names else []
