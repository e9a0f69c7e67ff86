"""SCIP's names for definitions: symbol strings by its grammar, and which definition an imported name means."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .. import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..indexer.index import Index, IndexedSymbol

__all__ = ["KINDS", "Named", "file_symbol", "named", "targets_of"]

PREFIX = "groundplan . . . "
"""Scheme, then package manager, name and version: a dot each, for the path in the workspace already tells symbols apart."""

SIMPLE = re.compile(r"[\w+$-]+", re.ASCII)


class Kind(NamedTuple):
    """What a kind of ours is in SCIP.

    Attributes:
        suffix: ends the descriptor.
        number: of `SymbolInformation.Kind`; 0 where none fits.
    """

    suffix: str
    number: int


METHOD = "()."
KINDS = {
    "class": Kind("#", 7),
    "component": Kind("#", 0),
    "constant": Kind(".", 8),
    "constructor": Kind(METHOD, 9),
    "enum": Kind("#", 11),
    "field": Kind(".", 15),
    "function": Kind(METHOD, 17),
    "interface": Kind("#", 21),
    "macro": Kind("!", 25),
    "method": Kind(METHOD, 26),
    "module": Kind("/", 29),
    "namespace": Kind("/", 30),
    "object": Kind("#", 33),
    "property": Kind(".", 41),
    "struct": Kind("#", 49),
    "trait": Kind("#", 53),
    "type": Kind("#", 54),
    "variable": Kind(".", 61),
}
OTHER = Kind(".", 0)
OWNER = "class"
"""The kind of an owner that the file doesn't define itself: a Go method's receiver, a reopened type."""


class Named(NamedTuple):
    """A definition with its symbol string."""

    definition: IndexedSymbol
    symbol: str


def named(path: str, definitions: Iterable[IndexedSymbol]) -> list[Named]:
    """The definitions of a file with their symbol strings.

    Functions that share one (overloads, a property's getter and setter) are numbered from the second on; anything else that is
    defined twice (a variable in two branches) is one symbol with two definitions.
    """
    definitions = list(definitions)
    kinds: dict[str, str] = {}
    for definition in definitions:
        kinds.setdefault(definition.qualname, definition.kind)
    count: dict[str, int] = {}
    found = []
    for definition in definitions:
        owner = definition.qualname.removesuffix(definition.name).rstrip(".")
        head = file_symbol(path) + _owners(owner, kinds)
        suffix = KINDS.get(definition.kind, OTHER).suffix
        symbol = head + _name(definition.name) + suffix
        count[symbol] = count.get(symbol, 0) + 1
        if suffix == METHOD and count[symbol] > 1:
            symbol = f"{symbol.removesuffix(METHOD)}(+{count[symbol] - 1})."
        found.append(Named(definition, symbol))
    return found


def file_symbol(path: str) -> str:
    """A file as a symbol: a namespace for each part of its path. What imports the module itself refers to it."""
    return PREFIX + "".join(f"{_name(part)}/" for part in path.split("/"))


def _owners(owner: str, kinds: dict[str, str]) -> str:
    parts = owner.split(".") if owner else []
    above = [".".join(parts[: end + 1]) for end in range(len(parts))]
    suffixes = (KINDS.get(kinds.get(qualname, OWNER), OTHER).suffix for qualname in above)
    return "".join(_name(part) + suffix for part, suffix in zip(parts, suffixes, strict=True))


def _name(name: str) -> str:
    """A name as an identifier of the grammar: in backticks where it holds anything else than letters, digits and `_+-$`."""
    return name if SIMPLE.fullmatch(name) else "`" + name.replace("`", "``") + "`"


def targets_of(index: Index) -> Callable[[str, str], str]:
    """How to find the symbol that a name imported from a file means ("" for the file itself).

    The name is looked up among the file's definitions, then as a public name of one of them, then as something that the file
    itself imports; where that leads nowhere, and for a file that is not parsed and so no document, the answer is "".
    """

    @lru_cache(maxsize=1024)
    def names(path: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for definition, symbol in named(path, index.symbols(path)):
            found.setdefault(definition.qualname, symbol)
        for export in index.exports(path):
            if export.local in found:
                found.setdefault(export.name, found[export.local])
        return found

    @lru_cache(maxsize=1024)
    def imported(path: str) -> dict[str, tuple[str, str]]:
        return {link.alias or link.name: (link.target, link.name) for link in index.links_from(path) if link.target}

    def target(path: str, name: str) -> str:
        seen = set()
        while (path, name) not in seen:
            seen.add((path, name))
            if not name:
                return file_symbol(path) if index.file(path).parsed else ""
            if symbol := names(path).get(name):
                return symbol
            path, name = imported(path).get(name, (path, name))
        return ""

    return target
