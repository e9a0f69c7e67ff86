"""C#: partial types, whose parts stand in several files: which part declares a member, and what one part uses of the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .type_table import NESTED, members_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

__all__ = ["Parts", "is_part", "used"]


class Parts:
    """What each file says of the types that it declares a part of."""

    def __init__(self) -> None:
        self._marks: dict[str, dict[str, str]] = {}

    def add(self, path: str, mark: str) -> None:
        """Takes one mark of a file."""
        self._marks.setdefault(mark[1 : mark.index("|")], {})[path] = mark

    def named(self, name: str, files: Sequence[str], source: bytes) -> Sequence[str]:
        """Of the files of a type those that a text means: where it only takes members (`Shop.Items`), those that declare them."""
        if len(files) < 2:
            return files
        form = rb"(?<![\w.])%b(?!\w)(?:\s*<[^<>;]*>)?(?:\s*\.\s*(\w+))?"
        following = re.findall(form % re.escape(name.encode()), source)
        return self.declaring(name, files, {word.decode("utf-8", "replace") for word in following})

    def declaring(self, name: str, files: Sequence[str], members: Set[str]) -> Sequence[str]:
        """Of the files of a type those whose parts declare some members; all of them where one is not declared."""
        found = {member: [file for file in files if member in self._members(name, file)] for member in members}
        if not found or not all(found.values()):
            return files
        return [file for file in files if any(file in places for places in found.values())]

    def all_members(self, name: str, files: Sequence[str]) -> set[str]:
        """What some files declare of a type."""
        return {member for file in files for member in self._members(name, file)}

    def others(self, path: str, types: Sequence[str], files: Sequence[str]) -> dict[str, dict[str, str]]:
        """File → what it declares of the types that a file declares too, member → type, without what this file declares itself."""
        own = {name: self._members(name, path) for name in types}
        found: dict[str, dict[str, str]] = {}
        for name, here in own.items():
            for file in files:
                members = {key: kind for key, kind in self._members(name, file).items() if key not in here}
                if file != path and members:
                    found.setdefault(file, {}).update(members)
        return found

    def _members(self, name: str, path: str) -> Mapping[str, str]:
        mark = self._marks.get(name, {}).get(path, "")
        return {key.removesuffix("()").removesuffix("<>"): kind for key, kind in members_of(mark)} if mark else {}


def is_part(name: str, source: bytes) -> bool:
    """Whether a text declares a part of a type: whole ones of one name are for several platforms."""
    return re.search(rb"\bpartial\s+(?:\w+\s+){1,2}%b\b" % re.escape(name.encode()), source) is not None


def used(members: Mapping[str, str], names: Set[str], bare: Set[str], source: bytes) -> Iterator[str]:
    """Of what other parts of a file's types declare, what the file uses: by its bare name, or behind `this`.

    A field in lower case is as often a variable of the file's own, and counts for nothing.
    """
    for name in sorted(members.keys() & names):
        if (members[name] == NESTED or name[:1] == "_" or name[:1].isupper()) and (
            name in bare or re.search(rb"\bthis\s*\.\s*%b(?!\w)" % re.escape(name.encode()), source)
        ):
            yield name
