"""What shows that a file follows a pattern: what it defines, by names, bases, decorators and returned types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...naming import flat, singular, singular_words, stem_of
from ...per_index import per_index
from ...search.definitions import definitions_where
from ..idioms.idioms import BOUND, Idiom, is_bound_elsewhere
from ..roles.roles import role_words
from .member import IS_KIND, NAMED_SO, PROVES, RETURNS, WEAK, Member
from .shown_choice import DECLARED
from .shown_definitions import CLASS_KINDS, ShownDefinitions, bare_base, shown_definitions

if TYPE_CHECKING:
    from ....indexer.index import Index
    from ...search.definitions import Definition

__all__ = ["by_definition"]

GENERATIONS = 2
"""So far down the workspace's own bases are followed."""


def by_definition(index: Index, pattern: str, idiom: Idiom, zone: str) -> Iterator[Member]:
    """Definitions of the zone, named, derived, decorated or returning as the pattern asks; a file's first, with the lines of all."""
    found: dict[str, Member] = {}
    wanted = role_words(pattern)
    shown = shown_definitions(index, zone)
    idiom = idiom._replace(bases=_with_own_bases(shown, idiom))
    beginnings = [word.removesuffix("y") for word in (wanted[-1], *map(singular, idiom.named))]
    for symbol in shown.found(beginnings, idiom.bases, idiom.decorators, idiom.kinds, endings=idiom.endings):
        proof = _proof(symbol, wanted, idiom, index.files[symbol.path].language)
        if proof is None:
            continue
        weight, why = proof
        lines = symbol.end_line - symbol.start_line + 1
        known = found.get(symbol.path)
        if known is None or (weight, _is_called_as_file(symbol)) > (known.weight, _is_called_as_file(known.symbol)):
            found[symbol.path] = Member(
                index.files[symbol.path], symbol, why, weight, lines=lines + (known.lines if known else 0)
            )
        else:
            found[symbol.path] = known._replace(lines=known.lines + lines)
    yield from found.values()
    for why, forms in (
        ("returns one", tuple(f"%) {text}" for text in idiom.returns)),
        ("takes the next one", tuple(f"(%{text}%" for text in idiom.takes)),
    ):
        for symbol in _of_signature(index, forms) if forms else ():
            lines = symbol.end_line - symbol.start_line + 1
            yield Member(index.files[symbol.path], symbol, f"{symbol.name} {why}", RETURNS, lines=lines)


def _with_own_bases(shown: ShownDefinitions, idiom: Idiom) -> tuple[str, ...]:
    """The idiom's bases, and the workspace's own that extend one of them and are extended in turn.

    What cuts across the layers makes a base only of what extends nothing else: a view for users who are logged in is a view.
    """
    if not idiom.bases or idiom.endings:
        return idiom.bases
    found = dict.fromkeys(idiom.bases)
    for _ in range(GENERATIONS):
        found |= dict.fromkeys(shown.extended_by([base for base in found if base not in BOUND], only=idiom.crosses))
    return tuple(found)


def _is_called_as_file(symbol: Definition | None) -> bool:
    return symbol is not None and flat(symbol.name) == flat(stem_of(symbol.path).stem)


def _proof(symbol: Definition, wanted: tuple[str, ...], idiom: Idiom, language: str) -> tuple[float, str] | None:
    """How surely a definition shows the pattern, and by what; None where it does not."""
    words = singular_words(symbol.name)
    if idiom.foreign and any(bare_base(base) in idiom.foreign for base in symbol.bases):
        return None
    if not set(idiom.apart).isdisjoint(words):
        return None
    if symbol.kind in idiom.kinds and symbol.exported:
        return IS_KIND, f"{symbol.name} is a {symbol.kind}"
    base = next((base for base in symbol.bases if _is_base(base, idiom, language)), None)
    if base:
        return IS_KIND if idiom.kinds else PROVES, f"{symbol.name} extends {base}"
    decorator = next(
        (text.partition("(")[0] for text in symbol.decorators if text.partition("(")[0] in idiom.decorators), None
    )
    if decorator:
        return PROVES if decorator not in idiom.weak else WEAK, f"{symbol.name} is decorated with {decorator}"
    is_called = (len(words) > len(wanted) and words[-len(wanted) :] == wanted) or words[-1] in {
        singular(word) for word in idiom.named
    }
    if is_called and symbol.kind in CLASS_KINDS and not (idiom.crosses and symbol.kind in DECLARED):
        return NAMED_SO, f"{symbol.name} is named so"
    return None


def _is_base(base: str, idiom: Idiom, language: str) -> bool:
    bare = bare_base(base)
    if base in idiom.bases and not is_bound_elsewhere(base, language):
        return True
    if bare in idiom.bases and not is_bound_elsewhere(bare, language):
        return True
    return idiom.endings and bare.endswith(idiom.bases)


@per_index
def _of_signature(index: Index, forms: tuple[str, ...]) -> list[Definition]:
    """Functions of the product whose signature has one of the forms."""
    any_form = " OR ".join("signature LIKE ?" for _ in forms)
    condition = f"zone = 'product' AND kind IN ('function', 'method') AND ({any_form})"
    return definitions_where(index, condition, forms)
