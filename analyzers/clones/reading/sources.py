"""Where the files come from that the clone finder compares: the index, staged content, a snippet; and which may share code."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from ....indexer.fingerprints.fingerprint import fingerprint, unpack
from ....indexer.fingerprints.postings import lookup
from ....indexer.languages import language, prepared, supported
from ....indexer.patterns import spec_of
from .corpus import COMMON, ClonedFile
from .definitions import defined, stored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tree_sitter import Node

    from ....indexer.index import Index

__all__ = ["SKIPPED_ZONES", "from_index", "from_source", "meant_paths", "read_snippet", "related", "why_nothing"]

MOST_CANDIDATES = 40
RARE = 0.3
"""The weight from which a single shared hash is enough: one that at most three files have."""
SKIPPED_ZONES = frozenset({"generated", "vendored", "fixture"})


def from_index(index: Index, file_ids: Iterable[int] | None = None) -> list[ClonedFile]:
    """The workspace's files that have a fingerprint, by path; generated, vendored, fixture and allowed files are left out."""
    is_meant = meant_paths(index)
    query = "SELECT path, language, zone, files.id, data, hash FROM fingerprints JOIN files ON files.id = file_id"
    if file_ids is None:
        rows = index.rows(f"{query} ORDER BY path")
    else:
        query += " WHERE file_id IN (SELECT value FROM json_each(?)) ORDER BY path"
        rows = index.rows(query, (json.dumps(sorted(set(file_ids))),))
    return [
        ClonedFile(path, name, zone, unpack(data), partial(index.read, path), partial(stored, index, file_id), content)
        for path, name, zone, file_id, data, content in rows
        if zone not in SKIPPED_ZONES and not is_meant(path)
    ]


def meant_paths(index: Index) -> Callable[[str], bool]:
    """Whether the workspace's settings allow duplicates in a file: `allow_duplicates`, gitignore patterns."""
    patterns = index.settings.allow_duplicates
    if not patterns:
        return lambda _: False
    return spec_of(patterns).match_file


def from_source(path: str, source: bytes, language_name: str, zone: str = "product") -> ClonedFile:
    """A file that is not in the index as it stands: a snippet, or staged content."""
    from ....indexer.languages.trees import parse
    from ....indexer.parsing import SlowParseError

    module = language(language_name)
    text, dialect = prepared(language_name, source)
    try:
        symbols = module.extract(text, parse(text, dialect), path).symbols
    except SlowParseError:
        symbols = []
    found = fingerprint(text, module.LEXICON, symbols)
    return ClonedFile(path, language_name, zone, found, lambda: source, partial(defined, symbols))


def related(index: Index, files: Sequence[ClonedFile]) -> list[int]:
    """Ids of the indexed files that may share code with some files: those with most rare hashes in common first."""
    hashes = {
        value
        for file in files
        for value in (*file.fingerprint.chunks, *(unit.shape for unit in file.fingerprint.units))
    }
    shapes = {unit.shape for file in files for unit in file.fingerprint.units}
    weights: dict[int, float] = {}
    shared: dict[int, int] = {}
    for value, holders in lookup(index.rows, hashes).items():
        if len(holders) > COMMON:
            continue
        for holder in holders:
            weights[holder] = weights.get(holder, 0.0) + 1.0 / len(holders)
            shared[holder] = shared.get(holder, 0) + (2 if value in shapes else 1)
    ranked = sorted(
        (holder for holder in weights if shared[holder] >= 2 or weights[holder] >= RARE),
        key=lambda holder: (-weights[holder], holder),
    )
    return ranked[:MOST_CANDIDATES]


# ---- A snippet as a file of the workspace: the language whose grammar reads most of it, and why nothing may be found for it


SNIPPET = "<code>"
"""The path under which a snippet is reported."""

GUESSES = 4

FOREIGN = 0.1
"""Where no language reads more of a snippet than all but this share, it may be written in none of them."""


def read_snippet(index: Index, code: str) -> tuple[ClonedFile, float]:
    """A snippet in the workspace's language that reads it with the fewest errors, and the share of it that this one can't read."""
    source = code.encode()
    used = index.rows("SELECT language FROM files GROUP BY language ORDER BY count(*) DESC, language")
    name, broken = _likeliest(source, [name for (name,) in used if supported(name)][:GUESSES] or ["Python"])
    return from_source(SNIPPET, source, name), broken / max(1, len(source.strip()))


def why_nothing(snippet: ClonedFile, unread: float, min_tokens: int) -> str:
    """Why it does not mean much that nothing was found for a snippet; "" where it does."""
    tokens = snippet.tokens_of(0, len(snippet.source))
    if tokens.is_smaller(min_tokens):
        return (
            f"the snippet has {tokens.size} tokens, and code of fewer than {min_tokens} is not compared: "
            "give a whole function or a lower min_tokens, or ask by name"
        )
    if unread > FOREIGN:
        return (
            f"the snippet was read as {snippet.language}, which cannot read {min(1.0, unread):.0%} of it: code of a language "
            "that is not among the workspace's first ones, or that is cut off, is not found"
        )
    return ""


def _likeliest(source: bytes, names: Sequence[str]) -> tuple[str, int]:
    """The first of some languages that reads all of a source, else the one that can't read least of it; and how many bytes."""
    least = names[0], len(source) + 1
    for name in names:
        broken = _errors(source, name)
        if broken < least[1]:
            least = name, broken
        if not broken:
            break
    return least


def _errors(source: bytes, name: str) -> int:
    """How many bytes of a source the grammar of a language can't read, missing tokens counted as one."""
    from ....indexer.languages.trees import parse
    from ....indexer.parsing import SlowParseError

    text, dialect = prepared(name, source)
    try:
        return _broken(parse(text, dialect).root_node)
    except SlowParseError:
        return len(source)


def _broken(root: Node) -> int:
    total, todo = 0, [root]
    while todo:
        node = todo.pop()
        if node.is_error:
            total += max(1, node.end_byte - node.start_byte)
        elif node.is_missing:
            total += 1
        elif node.has_error:
            todo.extend(node.children)
    return total
