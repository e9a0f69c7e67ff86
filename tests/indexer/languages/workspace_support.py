"""Runs a language's module on texts in memory, as the indexer does: for Rust, C, C++, Ruby and PHP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan.indexer.classify.zones import zone
from groundplan.indexer.languages import language, resolver
from groundplan.indexer.languages.base import FileNode, World
from groundplan.indexer.languages.families import family_of
from groundplan.indexer.languages.trees import parse

from ..all_uses import uses
from .named import named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from groundplan.indexer.facts import Extracted, Link

NAMES = ("Rust", "C", "C++", "Ruby", "PHP")


def language_of(path: str) -> str:
    """Linguist's name by the file's name; "" for another language."""
    return named(path, NAMES)


def read(path: str, source: bytes | str) -> Extracted:
    """The facts of one text."""
    raw = source.encode() if isinstance(source, str) else source
    name = language_of(path)
    return language(name).extract(raw, parse(raw, name), path)


def symbols(path: str, source: str) -> list[str]:
    """`kind qualname` of each symbol, with a `-` before what is not exported."""
    return [f"{'' if item.exported else '-'}{item.kind} {item.qualname}" for item in read(path, source).symbols]


def imports(path: str, source: str) -> list[str]:
    """`line form kind specifier name alias` of each import, without the empty parts."""
    return [
        " ".join(str(part) for part in (item.line, item.form, item.kind, item.specifier, item.name, item.alias) if part)
        for item in read(path, source).imports
    ]


def resolve(files: Mapping[str, str], family: str) -> dict[str, list[Link]]:
    """The links of every file of a language family in a workspace in memory, by path."""
    facts = {path: read(path, text) for path, text in sorted(files.items()) if language_of(path) in _members(family)}
    world = World(
        {path: FileNode(language_of(path), facts[path].module if path in facts else "", zone(path)) for path in files},
        lambda path: files.get(path, "").encode(),
        {
            path: frozenset(
                [item.qualname for item in found.symbols if "." not in item.qualname]
                + [item.name for item in found.exports]
            )
            for path, found in facts.items()
        },
        {path: _names(files[path], path) for path in facts},
    )
    resolve_imports = resolver(family, world)
    return {path: list(resolve_imports(path, found.imports)) for path, found in facts.items()}


def ends(files: Mapping[str, str], path: str, family: str) -> list[str]:
    """Where each import of a file leads: `path#symbol`, `module:NAME` outside, `platform:NAME`, or `? reason`."""
    found = []
    for link in resolve(files, family)[path]:
        outside = f"{'platform' if link.stdlib else 'module'}:{link.external}"
        inside = link.target + (f"#{link.name}" if link.target and link.name else "")
        found.append(inside or (outside if link.external else f"? {link.reason}"))
    return found


def _members(family: str) -> set[str]:
    return {name for name in NAMES if family_of(name) == family_of(family)}


def _names(text: str, path: str) -> frozenset[str]:
    return frozenset(name.decode() for name in uses(text.encode(), language(language_of(path)).LEXICON))


__all__ = ["ends", "imports", "language_of", "read", "resolve", "symbols"]
