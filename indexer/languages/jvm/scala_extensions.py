"""Scala 3's extensions of a package: which of them a name behind a dot may mean.

A member of the name wins, and types are not inferred: a name that members share counts in files that name the type extended.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Export
from ...gathering import words
from .kotlin_extensions import ANYTHING, EXTENSION_MARK, Extensions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..base import World

__all__ = ["ScalaExtensions", "scala_extension"]

EVERYDAY = words(
    "add append apply close collect contains copy count debug drop equals error exists filter find flatMap fold forall foreach "
    "get getOrElse groupBy head info isEmpty iterator keys last length map max min name nonEmpty orElse put reduce remove "
    "replace run set size sortBy split start stop sum tail take toInt toList toMap toSeq toSet toString update value warn zip"
)
"""Members of the standard library's types and of loggers."""
CLAUSE = re.compile(rb"extension\s*(\[.{0,300}?\])?\s*\([^:()]*:\s*(?:\w+\.)*(\w+)", re.DOTALL)


def scala_extension(clause: bytes, name: str, line: int) -> Iterator[Export]:
    """The mark `extension NAME TYPE` of what such a clause holds; `*` stands for a type parameter."""
    if head := CLAUSE.match(clause):
        free = re.search(rb"\b%b\b" % head[2], head[1] or b"") is not None
        yield Export(f"{EXTENSION_MARK}{name} {ANYTHING if free else head[2].decode()}", name, line)


class ScalaExtensions(Extensions):
    """The extensions of a workspace, and what members share their names."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._defined = cache(self._is_defined)

    def behind_dot(self, name: str, files: Sequence[str], used: frozenset[str]) -> list[str]:
        """Of the files that declare a name, those whose extension a file may call that uses these names."""
        found = self.of_files(name, files)
        alone = not found or (name not in EVERYDAY and not self._defined(name, frozenset(files)))
        return [file for file, types in found.items() if alone or not used.isdisjoint(types)]

    def _is_defined(self, name: str, files: frozenset[str]) -> bool:
        """Whether another file defines something of that name."""
        defined = re.compile(rb"\b(?:def|va[lr])\s+%b\b" % re.escape(name.encode()))
        others = (path for path, bare in self.world.bare.items() if name in bare and path not in files)
        return any(defined.search(self.world.read(path)) is not None for path in others)
