"""Free words: the definitions and members whose names, paths and documentation share them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..impact.definitions import definitions_where, like
from .naming import singular_words
from .pattern_evidence import CLASS_KINDS, Member

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...indexer.index import Index

__all__ = ["by_words", "narrowed"]

SHOWN_KINDS = CLASS_KINDS | {"function", "method", "constant", "object", "enum"}
SILENT_WORDS = frozenset(
    {"the", "and", "for", "how", "with", "done", "here", "that", "this", "are", "from", "into", "all", "new", "use"}
)
"""Words of a description that say nothing of the subject."""
IN_PATH, IN_NAME, IN_DOC = 3, 2, 1
"""What a word of a description counts by where a file has it."""


def by_words(index: Index, text: str, least: float) -> Iterator[Member]:
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
    """(path, qualified name) → the words of the documentation, in the product, where it holds one of the wanted."""
    condition, parameters = like(wanted, "doc")
    rows = index.rows(
        f"SELECT path, qualname, doc FROM symbols JOIN files ON files.id = file_id WHERE zone = 'product' AND ({condition})",  # noqa: S608 - constants
        parameters,
    )
    return {(path, qualname): set(singular_words(doc)) for path, qualname, doc in rows}


def narrowed(index: Index, members: list[Member], description: str) -> list[Member]:
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
