"""Runs a language's module on texts in memory, as the indexer does: for Go, Java, Kotlin, Scala, C# and Swift."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan.indexer.languages import language, prepared, resolver
from groundplan.indexer.languages.base import FileNode, World
from groundplan.indexer.languages.trees import parse

from ..all_uses import own_names, uses
from .named import named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from groundplan.indexer.facts import Extracted, Symbol

__all__ = ["ends", "imports", "read", "symbol", "symbols", "truncated"]

NAMES = ("Go", "Java", "Gradle Kotlin DSL", "Kotlin", "Scala", "C#", "Swift")


def read(path: str, source: str | bytes) -> Extracted:
    """The facts of one text."""
    raw = source.encode() if isinstance(source, str) else source
    name = _language(path)
    text, dialect = prepared(name, raw)
    return language(name).extract(text, parse(text, dialect), path)


def symbols(path: str, source: str) -> list[str]:
    """`kind qualname` of each symbol, with a `-` before what is not exported."""
    return [f"{'' if item.exported else '-'}{item.kind} {item.qualname}" for item in read(path, source).symbols]


def symbol(path: str, source: str, qualname: str) -> Symbol:
    """One symbol of a text."""
    return next(item for item in read(path, source).symbols if item.qualname == qualname)


def imports(path: str, source: str) -> list[str]:
    """`line form kind specifier name alias` of each import, without the empty parts."""
    return [
        " ".join(str(part) for part in (item.line, item.form, item.kind, item.specifier, item.name, item.alias) if part)
        for item in read(path, source).imports
    ]


def ends(files: Mapping[str, str], path: str) -> list[str]:
    """Where the links of a file lead: `target#name` (`~` before those without an import), `outside:NAME`, `platform:NAME`
    or `? reason`."""
    facts = {name: read(name, text) for name, text in sorted(files.items()) if _language(name)}
    found = {name: uses(files[name].encode(), language(_language(name)).LEXICON) for name in facts}
    own = {
        name: own_names(files[name].encode(), language(_language(name)).LEXICON, facts[name].scopes) for name in facts
    }
    world = World(
        {name: FileNode(_language(name), facts[name].module if name in facts else "") for name in files},
        lambda name: files.get(name, "").encode(),
        {
            name: frozenset(
                [item.qualname for item in fact.symbols if "." not in item.qualname]
                + [item.name for item in fact.exports]
            )
            for name, fact in facts.items()
        },
        {name: frozenset(word.decode() for word in words) for name, words in found.items()},
        {
            name: frozenset(word.decode() for word in {word for word, (bare, _) in words.items() if bare} - own[name])
            for name, words in found.items()
        },
    )
    resolve = resolver(_language(path), world)
    answer = []
    for link in resolve(path, facts[path].imports):
        assert sum(map(bool, (link.target, link.external, link.reason))) == 1
        if link.target:
            answer.append(f"{'' if link.specifier else '~'}{link.target}#{link.name}".rstrip("#"))
        elif link.external:
            answer.append(f"{'platform' if link.stdlib else 'outside'}:{link.external}")
        else:
            answer.append(f"? {link.reason}")
    return answer


def truncated(path: str, source: str) -> int:
    """Reads every prefix of a text, and its bytes with noise; returns how many symbols all of them gave."""
    raw = source.encode()
    cut = sum(len(read(path, raw[:end]).symbols) for end in range(0, len(raw), 7))
    return cut + len(read(path, raw.replace(b"{", b"\xff\x00")).symbols)


def _language(path: str) -> str:
    return named(path, NAMES)
