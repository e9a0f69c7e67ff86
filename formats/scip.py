"""SCIP: definitions and import references for code search and navigation (https://github.com/sourcegraph/scip, scip.proto).

The index is made document by document, so that no more than one is in memory; the numbers below are the schema's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .protobuf import message, number, packed, text
from .scip_symbols import KINDS, OTHER, file_symbol, named, targets_of
from .source_places import place_of_import, place_of_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..indexer.index import File, Index
    from .scip_symbols import Named
    from .source_places import Span

__all__ = ["to_scip"]

UTF8 = 1
"""Both of the sources' encoding and of positions: a column counts bytes from the line's start."""

DEFINITION, IMPORT = 0x1, 0x2
ROLES = {"generated": 0x10, "test": 0x20}
"""Zone → the role that SCIP gives every occurrence there."""

FILE_KIND = 16

LANGUAGES = {
    "C#": "CSharp",
    "C++": "CPP",
    "F#": "FSharp",
    "Objective-C": "Objective_C",
    "Objective-C++": "Objective_CPP",
    "Shell": "ShellScript",
    "TSX": "TypeScriptReact",
}
"""Linguist's name → SCIP's, where they differ."""


def to_scip(index: Index) -> Iterator[bytes]:
    """The SCIP index in pieces: the metadata, then one piece for each parsed file, by path."""
    yield message(1, _metadata(index))
    target = targets_of(index)
    for file in index.files.values():
        if file.parsed:
            yield message(2, _document(index, file, target))


def _metadata(index: Index) -> bytes:
    from .. import __version__

    tool = text(1, "groundplan") + text(2, __version__)
    return message(2, tool) + text(3, index.root.absolute().as_uri()) + number(4, UTF8)


def _document(index: Index, file: File, target: Callable[[str, str], str]) -> bytes:
    lines = [line.removesuffix(b"\r") for line in index.read(file.path).split(b"\n")]
    language = LANGUAGES.get(file.language, file.language)
    definitions = named(file.path, index.symbols(file.path))
    role = ROLES.get(file.zone, 0)
    own, references = file_symbol(file.path), _references(index, file.path, lines, target)
    return b"".join(
        (
            text(1, file.path),
            message(2, _occurrence((0, 0, 0), own, DEFINITION | role)),
            *(message(2, _definition(lines, found, DEFINITION | role)) for found in definitions),
            *(message(2, _occurrence(place, symbol, roles | role)) for place, symbol, roles in references),
            message(3, text(1, own) + number(5, FILE_KIND) + text(6, file.path.rpartition("/")[2])),
            *(message(3, found) for found in _information(definitions, language)),
            text(4, language),
            number(6, UTF8),
        )
    )


def _definition(lines: list[bytes], found: Named, roles: int) -> bytes:
    """Where a definition is; one without a name of its own (a default export) is at its beginning, without width."""
    start = min(found.definition.start_line, len(lines)) - 1
    end = min(found.definition.end_line, len(lines))
    first = lines[start]
    indentation = len(first) - len(first.lstrip())
    place = place_of_name(lines, start, end, found.definition.name) or (start, indentation, indentation)
    around = (start, indentation, end - 1, len(lines[end - 1]))
    return _occurrence(place, found.symbol, roles) + packed(7, around)


def _occurrence(place: Span, symbol: str, roles: int) -> bytes:
    return packed(1, place) + text(2, symbol) + number(3, roles)


def _references(
    index: Index, path: str, lines: list[bytes], target: Callable[[str, str], str]
) -> Iterator[tuple[Span, str, int]]:
    """What the file's links mean, where they say so, and their roles; each once, and only what stands on the link's line.

    A link without a specifier is a use that needs no import (the same package), so no import; what comes with a whole
    namespace (`using Shop.Carts;`) is not named there, whatever the namespace is called.
    """
    seen = set()
    for link in index.links_from(path):
        symbol = target(link.target, link.name) if link.target and link.alias != "*" else ""
        if not symbol or not 0 < link.line <= len(lines):
            continue
        names = (link.name, link.alias) if link.name else _names_of_module(link.alias, link.specifier)
        place = place_of_import(lines[link.line - 1], link.line - 1, link.specifier, names)
        if place and (place, symbol) not in seen:
            seen.add((place, symbol))
            yield place, symbol, IMPORT if link.specifier else 0


def _names_of_module(alias: str, specifier: str) -> tuple[str, ...]:
    """What stands for a module where it is imported: its alias (not the first part alone: `import shop.cart`), else all of it."""
    return (specifier,) if specifier.startswith(f"{alias}.") else (alias, specifier)


def _information(definitions: Iterable[Named], language: str) -> Iterator[bytes]:
    """What is known of each symbol, from its first definition."""
    seen = set()
    for definition, symbol in definitions:
        if symbol in seen:
            continue
        seen.add(symbol)
        content = text(1, symbol) + text(3, definition.doc)
        content += number(5, KINDS.get(definition.kind, OTHER).number) + text(6, definition.name)
        if definition.signature:
            content += message(7, text(4, language) + text(5, definition.name + definition.signature))
        yield content
