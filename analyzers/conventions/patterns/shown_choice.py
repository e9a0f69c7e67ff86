"""Which definition of a file shows a pattern: the one called as the file or its folder, else the one most like the others'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...naming import flat, singular_words, stem_of
from ...search.definitions import definitions_where
from .shown_definitions import CLASS_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ....indexer.index import Index
    from ...search.definitions import Definition
    from .member import Member

__all__ = ["DECLARED", "methods_apart", "shown_definition"]

DECLARED = frozenset({"interface", "type", "trait", "protocol"})
"""Kinds of definitions that only declare."""
TEST = re.compile("test", re.IGNORECASE)
VALUES = frozenset({"variable", "constant"})
PROOF = 0.5
"""What it counts that a definition made the file a member, or has a base or decorator of that one; beside the leading ones' shares."""
APART = ("Go", "Rust", "Swift")
"""Languages that define the members of a type in other files than its own."""


def shown_definition(
    member: Member, symbols: Sequence[Definition], leading: Mapping[str, float] | None = None
) -> Definition | None:
    """The definition that the file is about.

    That is the one called as a file whose name tells the pattern, or that has what shows it; else of the public ones that do
    something the one with the leading name, base or decorator of the others: of classes the largest that the file itself does not
    extend, of functions the first.

    Args:
        leading: names, bases and decorators that definitions of the pattern's files have, with the share that has each.
    """
    proving = _marks(member.symbol) if member.symbol else frozenset()
    named = _called_as_file(member.file.path, symbols)
    if named and (member.named or member.symbol is None or not proving.isdisjoint(_marks(named))):
        return named
    if member.symbol and not member.named:
        return member.symbol
    chosen = _public(symbols)
    if not chosen:
        return member.symbol
    if member.file.zone == "test":
        cases = (symbol for symbol in chosen if TEST.match(symbol.name) or any(map(TEST.search, symbol.decorators)))
        return member.symbol or next(cases, chosen[0])
    extended = {base for symbol in symbols for base in symbol.bases}

    def worth(symbol: Definition) -> tuple[float, bool, bool, int, int]:
        marks = _marks(symbol)
        share = max(leading.get(mark, 0.0) for mark in (symbol.name, *marks)) if leading else 0.0
        is_class = symbol.kind in CLASS_KINDS or symbol.kind == "enum"  # the errors of Rust
        lines = symbol.end_line - symbol.start_line if is_class else 0
        proof = PROOF * (member.symbol == symbol or not proving.isdisjoint(marks))
        return share + proof, is_class, symbol.name not in extended, lines, -symbol.start_line

    return max(chosen, key=worth)


def _marks(symbol: Definition) -> frozenset[str]:
    return frozenset((*symbol.bases, *(text.partition("(")[0] for text in symbol.decorators)))


def _public(symbols: Sequence[Definition]) -> list[Definition]:
    """The public definitions that do something; where there are none, those that declare, then any."""
    named = [symbol for symbol in symbols if symbol.kind not in VALUES and not _is_elsewhere(symbol)]
    exported = [symbol for symbol in named if symbol.exported]
    doing = [symbol for symbol in exported if symbol.kind not in DECLARED]
    return doing or exported or named or list(symbols)


def _is_elsewhere(symbol: Definition) -> bool:
    """It only says that a module is in another file: Rust's `mod helpers;`."""
    return symbol.kind == "module" and symbol.start_line == symbol.end_line


def _called_as_file(path: str, symbols: Sequence[Definition]) -> Definition | None:
    """The one called as the file, or as the folder of a file that is called by its role: `Project` of `projects/models.py`."""
    name = stem_of(path)
    folder = "".join(singular_words(name.folder.rpartition("/")[2]))
    stem = "".join(singular_words(name.stem))
    called: dict[str, Definition] = {}
    for symbol in symbols:
        called.setdefault(flat(symbol.name), symbol)
    wanted = (flat(name.stem), stem, *((folder, folder + stem) if folder else ()))
    return next((called[text] for text in wanted if text in called), None)


def methods_apart(index: Index, symbols: Mapping[str, Sequence[Definition]]) -> Mapping[str, list[Definition]]:
    """Path → the public methods of types that are defined elsewhere, of files that have nothing public of their own."""
    bare = [path for path, found in symbols.items() if index.files[path].language in APART and not _has_public(found)]
    found: dict[str, list[Definition]] = {}
    for path in bare:
        own = {symbol.name for symbol in symbols[path]}
        condition = "path = ? AND kind = 'method' AND exported"
        methods = definitions_where(index, condition, (path,))
        found[path] = [method for method in methods if method.qualname.partition(".")[0] not in own]
    return found


def _has_public(symbols: Iterable[Definition]) -> bool:
    return any(symbol.exported and symbol.kind not in VALUES | DECLARED for symbol in symbols)
