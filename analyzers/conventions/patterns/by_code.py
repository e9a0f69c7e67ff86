"""What shows that a file follows a pattern: what it defines, by names, bases, decorators and returned types, and by answered routes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...naming import flat, singular, singular_words, stem_of
from ...per_index import per_index
from ...routes.routes import read_routes
from ...search.definitions import definitions_where, top_level
from ..idioms.idioms import BOUND, Idiom, is_bound_elsewhere
from ..roles.role_words import ends_in, role_words
from .member import IS_KIND, NAMED_SO, PROVES, RETURNS, WEAK, Member, defined
from .shown_choice import DECLARED
from .shown_definitions import CLASS_KINDS, ShownDefinitions, bare_base, shown_definitions

if TYPE_CHECKING:
    from ....indexer.index import Index
    from ...search.definitions import Definition

__all__ = ["by_definition", "by_route"]

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
