"""A parsed document that remembers the line of each of its values: what every manifest reader reads from."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

__all__ = ["Document", "Key", "Path", "decode", "directory", "included", "inside", "relative"]

Key: TypeAlias = str | int
Path: TypeAlias = tuple[Key, ...]
"""Keys and list positions from the document's top down to a value."""

KINDS: dict[type, str] = {dict: "table", list: "list"}


class Document:
    """Values with their lines. The accessors answer with something empty where the file has another type than expected.

    Attributes:
        value: dicts, lists and scalars.
        where: path → the 1-based line of the key (or of the list's item).
        problems: `(line, message)` for what could not be read.
    """

    __slots__ = ("problems", "value", "where")

    def __init__(
        self, value: Any, where: Mapping[Path, int] | None = None, problems: list[tuple[int, str]] | None = None
    ) -> None:
        self.value = value
        self.where: Mapping[Path, int] = {} if where is None else where
        self.problems: list[tuple[int, str]] = [] if problems is None else problems

    def get(self, *path: Key) -> Any:
        """The value at a path; None where there is none."""
        value = self.value
        for key in path:
            if isinstance(value, dict):
                value = value.get(key)
            elif isinstance(value, list) and isinstance(key, int) and key < len(value):
                value = value[key]
            else:
                return None
        return value

    def line(self, *path: Key) -> int:
        """The line of a value, or of the nearest value around it."""
        for end in range(len(path), 0, -1):
            if found := self.where.get(path[:end]):
                return found
        return 1

    def table(self, *path: Key) -> dict[str, Any]:
        """The mapping at a path, else an empty one."""
        value = self.get(*path)
        return value if isinstance(value, dict) else {}

    def misshapen(self, kind: type, *paths: str, of: type | tuple[type, ...] = object) -> list[tuple[int, str]]:
        """Problems of what stands at dotted paths and is no such table or list, and of what it holds and is none of some types.

        Empty ones are taken for each other: PHP writes `[]` for a table.
        """
        found: list[tuple[int, str]] = []
        for path in paths:
            at = tuple(path.split("."))
            value = self.get(*at)
            if isinstance(value, kind):
                inner: dict[Key, Any] = dict(value.items() if isinstance(value, dict) else enumerate(self.items(*at)))
                wrong = [key for key, item in inner.items() if not isinstance(item, of)]
                found += [(self.line(*at, key), f"{path}: {key!r} has a value of the wrong type") for key in wrong]
            elif value not in (None, [], {}):
                found.append((self.line(*at), f"{path} is not a {KINDS[kind]}"))
        return found

    def items(self, *path: Key) -> list[Any]:
        """The list at a path, else an empty one."""
        value = self.get(*path)
        return value if isinstance(value, list) else []

    def places(self, *path: Key) -> list[Path]:
        """The paths of a list's items."""
        return [(*path, index) for index in range(len(self.items(*path)))]

    def text(self, *path: Key) -> str:
        """The string at a path (a number as text), else ""."""
        value = self.get(*path)
        if isinstance(value, str):
            return value
        return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""

    def pairs(self, *path: Key) -> Iterator[tuple[str, str, int]]:
        """`(key, text, line)` of a mapping's text values."""
        for key, value in self.table(*path).items():
            if isinstance(value, str):
                yield key, value, self.line(*path, key)

    def texts(self, *path: Key) -> Iterator[tuple[str, int]]:
        """`(text, line)` of a list's text items; a bare text counts as a list of one."""
        value = self.get(*path)
        if isinstance(value, str):
            yield value, self.line(*path)
        for index, item in enumerate(self.items(*path)):
            if isinstance(item, str):
                yield item, self.line(*path, index)


def decode(data: bytes) -> str:
    """Text with `\\n` line ends, whatever the file's encoding: UTF-16 by its mark, else UTF-8 with replacements."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", "replace")
    else:
        text = data.decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def directory(path: str) -> str:
    """The directory of a workspace path; "" is the root."""
    return path.rpartition("/")[0]


def relative(base: str, path: str) -> str | None:
    """A path written in a file of directory `base`, relative to the workspace root; None where it leads out of it."""
    parts = [part for part in base.split("/") if part]
    if path.startswith(("/", "~")) or ":" in path.partition("/")[0]:
        return None
    for part in path.replace("\\", "/").split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def included(base: str, *paths: str) -> list[str]:
    """The workspace paths of files that a manifest in directory `base` names, without those outside the workspace."""
    found = (relative(base, path.strip()) for path in paths)
    return [path for path in found if path]


def inside(base: str, path: str) -> str:
    """As `relative`; "" where the path leads out of the workspace."""
    return relative(base, path) or ""
