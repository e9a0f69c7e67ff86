"""Where the files come from that the clone finder compares: the index, a snippet, staged content; and which may share code."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from ....indexer.fingerprints.fingerprint import fingerprint, unpack
from ....indexer.fingerprints.postings import lookup
from ....indexer.languages import language, prepared
from ....indexer.patterns import spec_of
from .corpus import COMMON, ClonedFile
from .definitions import defined, stored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ....indexer.index import Index

__all__ = ["SKIPPED_ZONES", "from_index", "from_source", "meant_paths", "related"]

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
