"""Go: which names of an imported package a file uses, told by `package.Name` in its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...facts import Import

__all__ = ["with_names"]

NAME = re.compile(rb"[A-Z]\w*")
WORD = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.")
"""What stands before a name that is part of another one, or a member."""
VARIADIC = b"..."
"""What stands before the type of a variadic parameter: no access to a member."""
VERSION = re.compile(r"v\d+")


def with_names(item: Import, source: bytes) -> list[Import]:
    """An import for each name of the package that the file uses; the import itself where no use can be told.

    The standard library's stay as they are: no file of the workspace stands behind them.
    """
    if item.name or item.alias == "_" or "." not in item.specifier.partition("/")[0]:
        return [item]
    heads = [item.alias] if item.alias else _package_names(item.specifier)
    names = sorted({name for head in heads for name in _behind(source, head.encode())})
    return [item._replace(name=name) for name in names] or [item]


def _package_names(path: str) -> list[str]:
    """The names that the package of an import path may well have: the last part, without a version and what tools add."""
    parts = [part for part in path.split("/") if not VERSION.fullmatch(part)] or [path]
    last = parts[-1].partition(".v")[0]
    return list(
        dict.fromkeys(
            (last, last.removeprefix("go-").removesuffix("-go"), last.replace("-", ""), last.replace("-", "_"))
        )
    )


def _behind(source: bytes, head: bytes) -> Iterator[str]:
    """The exported names that follow `head.` in code; lines of comments are passed over."""
    needle = head + b"."
    at = source.find(needle)
    while at >= 0:
        match = NAME.match(source, at + len(needle))
        if match is not None and (not at or source[at - 1] not in WORD or source.endswith(VARIADIC, 0, at)):
            start = source.rfind(b"\n", 0, at) + 1
            if not source[start:at].lstrip().startswith(b"//"):
                yield match[0].decode()
        at = source.find(needle, at + len(needle))
