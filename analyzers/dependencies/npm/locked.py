"""What an npm lockfile says of the packages that it fixes, with nothing installed: programs, peers, scripts that run on installation."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from .... import lazy_re as re
from ....indexer.read_tables import inner_list, inner_table, json_table
from ....indexer.workspace_paths import outwards
from ...per_index import read_once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ....indexer.index import Index

__all__ = ["Locked", "lock_above", "locked", "told_by"]


class Locked(NamedTuple):
    """What a lockfile says of a package.

    Attributes:
        peers, optional: the packages that it expects beside it, and those that it takes where they are there.
        programs: the programs that it installs; None where the lockfile does not tell their names.
        installs: it runs a script of its own when it is installed.
        blind: the lockfile tells nothing of the peers of any package.
        typed: it brings its own types, where it is installed.
    """

    peers: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    programs: frozenset[str] | None = frozenset()
    installs: bool = False
    blind: bool = False
    typed: bool = False


NAME = r"(?:@[^/@\s'\"]+/)?[^/@\s'\"():]+"
PNPM = re.compile(rf"^  '?/?({NAME})[@/][^\n]*:\n((?:    .*\n|\n(?=    ))*)", re.MULTILINE)
YARN = re.compile(rf"^\"?({NAME})@[^\n]*:\n((?:  .*\n)*)", re.MULTILINE)
BUN = re.compile(rf"^\s+\"[^\"]+\": (\[\"({NAME})@[^\n]*\]),?$", re.MULTILINE)
BERRY = "\n__metadata:"
"""What only Yarn's lockfile since its second version holds; the first tells neither programs nor peers."""


def locked(index: Index, directory: str) -> Mapping[str, Locked]:
    """Package → what the lockfile nearest above a directory says of it."""
    lockfile = lock_above(index, directory)
    return _read(index, lockfile) if lockfile else {}


def lock_above(index: Index, directory: str) -> str:
    """The lockfile nearest above a directory: what two share is installed together."""
    paths = (f"{folder}/{name}".lstrip("/") for folder in outwards(directory) for name in READERS)
    return next((path for path in paths if path in index.files), "")


@read_once
def _read(index: Index, lockfile: str) -> dict[str, Locked]:
    """Of several locked versions of a package, what any of them has."""
    found: dict[str, Locked] = {}
    for name, item in READERS[lockfile.rpartition("/")[2]](index.text(lockfile)):
        before = found.get(name, item)
        found[name] = Locked(
            before.peers | item.peers,
            before.optional | item.optional,
            None if before.programs is None or item.programs is None else before.programs | item.programs,
            before.installs or item.installs,
            before.blind,
        )
    return found


def told_by(name: str, item: Mapping[str, Any], optional: frozenset[str] = frozenset()) -> Locked:
    """What the table of a package says of it, in its own package.json too."""
    programs = (name.rpartition("/")[2],) if isinstance(item.get("bin"), str) else inner_table(item, "bin")
    return Locked(
        frozenset(inner_table(item, "peerDependencies")) - optional,
        optional,
        frozenset(programs),
        item.get("hasInstallScript") is True,
        typed=bool(item.get("types") or item.get("typings")),
    )


def _npm(text: str) -> Iterator[tuple[str, Locked]]:
    for place, item in inner_table(json_table(text.encode()), "packages").items():
        if isinstance(item, dict) and "node_modules/" in place:
            name = place.rpartition("node_modules/")[2]
            yield name, told_by(name, item, frozenset(inner_table(item, "peerDependenciesMeta")))


def _bun(text: str) -> Iterator[tuple[str, Locked]]:
    for entry in BUN.finditer(text):
        try:
            parts: Any = json.loads(entry[1])
        except (ValueError, RecursionError):
            continue
        for item in parts:
            if isinstance(item, dict):
                yield entry[2], told_by(entry[2], item, frozenset(inner_list(item, "optionalPeers")))


def _indented(pattern: re.Pattern[str], depth: int) -> Callable[[str], Iterator[tuple[str, Locked]]]:
    """A reader of a lockfile in YAML whose entries' fields stand at a depth."""

    def keys(field: str) -> Callable[[str], frozenset[str]]:
        table = re.compile(rf"^ {{{depth}}}{field}:\n((?: {{{depth + 2}}}.*\n)+)", re.MULTILINE)
        key = re.compile(rf"^ {{{depth + 2}}}['\"]?({NAME})['\"]?:", re.MULTILINE)
        held = f"{field}:\n"
        return lambda text: (
            frozenset(key.findall(found[1])) if held in text and (found := table.search(text)) else frozenset()
        )

    peers, meta, programs = keys("peerDependencies"), keys("peerDependenciesMeta"), keys("bin")

    def read(text: str) -> Iterator[tuple[str, Locked]]:
        silent = pattern is YARN and BERRY not in text
        for entry in pattern.finditer(text):
            told, optional = entry[2], meta(entry[2])
            unknown = silent or "\n    hasBin: true" in f"\n{told}"
            yield (
                entry[1],
                Locked(
                    peers(told) - optional,
                    optional,
                    None if unknown else programs(told),
                    "\n    requiresBuild: true" in f"\n{told}",
                    silent,
                ),
            )

    return read


READERS: dict[str, Callable[[str], Iterator[tuple[str, Locked]]]] = {
    "package-lock.json": _npm,
    "npm-shrinkwrap.json": _npm,
    "pnpm-lock.yaml": _indented(PNPM, 4),
    "yarn.lock": _indented(YARN, 2),
    "bun.lock": _bun,
}
"""Lockfile → its reader."""
