"""Which packages an npm lockfile says that others expect beside them: peer dependencies, known without anything installed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from ...per_index import read_once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ....indexer.index import Index

__all__ = ["locked_peers"]

Peers = dict[str, frozenset[str]]
NAME = r"(?:@[^/@\s'\"]+/)?[^/@\s'\"():]+"
PNPM = re.compile(rf"^  '?/?({NAME})[@/][^\n]*:\n((?:    .*\n|\n(?=    ))*)", re.MULTILINE)
YARN = re.compile(rf"^\"?({NAME})@[^\n]*:\n((?:  .*\n)*)", re.MULTILINE)
BUN = re.compile(rf"^\s+\"[^\"]+\": \[\"({NAME})@[^\n]*\"peerDependencies\": \{{([^}}]*)\}}([^\n]*)", re.MULTILINE)
OPTIONAL_OF_BUN = re.compile(r"\"optionalPeers\": \[([^\]]*)\]")
QUOTED_KEY = re.compile(r"\"([^\"]+)\"")


def locked_peers(index: Index, directory: str) -> Mapping[str, frozenset[str]]:
    """Package → the peers that it can't do without, by the lockfile nearest above a directory."""
    folder = directory
    while True:
        for name in READERS:
            path = f"{folder}/{name}".lstrip("/")
            if path in index.files:
                return _peers(index, path)
        if not folder:
            return {}
        folder = folder.rpartition("/")[0]


@read_once
def _peers(index: Index, lockfile: str) -> Peers:
    read = READERS[lockfile.rpartition("/")[2]]
    return dict(read(index.read(lockfile).decode("utf-8", "replace")))


def _npm(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    try:
        document: Any = json.loads(text)
    except (ValueError, RecursionError):
        return
    places = document.get("packages") if isinstance(document, dict) else None
    for place, item in places.items() if isinstance(places, dict) else ():
        peers = item.get("peerDependencies") if isinstance(item, dict) else None
        if isinstance(peers, dict):
            meta = item.get("peerDependenciesMeta")
            yield (
                place.rpartition("node_modules/")[2],
                frozenset(peers) - (meta.keys() if isinstance(meta, dict) else set()),
            )


def _indented(pattern: re.Pattern[str], depth: int) -> Callable[[str], Iterator[tuple[str, frozenset[str]]]]:
    """A reader of a lockfile in YAML whose entries' fields stand at a depth."""
    table = re.compile(rf"^ {{{depth}}}peerDependencies:\n((?: {{{depth + 2}}}.*\n)+)", re.MULTILINE)
    meta = re.compile(rf"^ {{{depth}}}peerDependenciesMeta:\n((?: {{{depth + 2}}}.*\n)+)", re.MULTILINE)
    key = re.compile(rf"^ {{{depth + 2}}}['\"]?({NAME})['\"]?:", re.MULTILINE)

    def read(text: str) -> Iterator[tuple[str, frozenset[str]]]:
        for entry in pattern.finditer(text):
            if peers := table.search(entry[2]):
                optional = meta.search(entry[2])
                yield (
                    entry[1],
                    frozenset(key.findall(peers[1])) - frozenset(key.findall(optional[1]) if optional else ()),
                )

    return read


def _bun(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    for entry in BUN.finditer(text):
        optional = OPTIONAL_OF_BUN.search(entry[3])
        peers = frozenset(QUOTED_KEY.findall(re.sub(r"(:\s*)\"[^\"]*\"", r"\1", entry[2])))
        yield entry[1], peers - frozenset(QUOTED_KEY.findall(optional[1]) if optional else ())


READERS: dict[str, Callable[[str], Iterator[tuple[str, frozenset[str]]]]] = {
    "package-lock.json": _npm,
    "pnpm-lock.yaml": _indented(PNPM, 4),
    "yarn.lock": _indented(YARN, 2),
    "bun.lock": _bun,
}
"""Lockfile → its reader. A classic yarn.lock tells no peers."""
