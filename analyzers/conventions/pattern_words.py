"""Free words: the definitions and members whose names, paths and documentation share them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..impact.definitions import documented_where, like, rows_of
from .naming import singular_words
from .pattern_member import Member
from .shown_definitions import CLASS_KINDS

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["by_words", "narrowed"]

SHOWN_KINDS = CLASS_KINDS | {"function", "method", "constant", "object", "enum"}
SILENT_WORDS = frozenset(
    {"the", "and", "for", "how", "with", "done", "here", "that", "this", "are", "from", "into", "all", "new", "use"}
)
"""Words of a description that say nothing of the subject."""
VALUE = 0.1
"""What it costs a definition that it only names a value."""
IN_PATH, IN_NAME, IN_DOC = 3, 2, 1
"""What a word of a description counts by where a file has it."""


def by_words(index: Index, text: str, least: float) -> list[Member]:
    """Free words: the files with the symbols whose names or documentation share at least that part of them, each by its best."""
    wanted = _telling(text)
    condition, parameters = like(sorted(wanted), "name", "doc")
    found: dict[str, Member] = {}
    for symbol, doc in documented_where(index, f"zone = 'product' AND ({condition})", parameters):
        if symbol.kind not in SHOWN_KINDS or (least == 1.0 and symbol.kind == "constant"):
            continue
        words = set(singular_words(symbol.name))
        shared = wanted & words
        if len(shared) < len(wanted) and doc:
            shared |= wanted.intersection(singular_words(doc))
        if shared and len(shared) >= least * len(wanted):
            weight = min(0.9, 0.4 * len(shared) / len(wanted) + (0.3 if shared <= words else 0.0))
            weight -= VALUE * (symbol.kind == "constant")
            known = found.get(symbol.path)
            if known is None or weight > known.weight:
                why = f"{symbol.name} shares {', '.join(sorted(shared))}"
                found[symbol.path] = Member(index.files[symbol.path], symbol, why, weight)
    return [*found.values()]


def narrowed(index: Index, members: list[Member], description: str) -> list[Member]:
    """The members that share most of the description's words, by path, symbols and documentation; all where none does."""
    wanted = _telling(description)
    found = {
        member.file.path: dict.fromkeys(set(singular_words(member.file.path)) & wanted, IN_PATH) for member in members
    }
    condition, parameters = like(sorted(wanted), "name", "doc")
    for path, name, doc in rows_of(index, found, "path, name, doc", condition, parameters):
        for text, worth in ((name, IN_NAME), (doc, IN_DOC)):
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
