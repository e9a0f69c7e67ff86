"""What the text of each file says of itself, kept by content: after an edit only the files that differ are read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .per_index import per_index

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ..indexer.index import Index

__all__ = ["hashes", "line_at", "line_of", "lines_of", "lines_with", "text_facts", "text_lines"]


def text_facts(
    index: Index, form: bytes, paths: Iterable[str], read: Callable[[bytes], bytes]
) -> list[tuple[str, bytes]]:
    """What a function says of the texts of some files, in their order.

    Args:
        index: one state.
        form: names the function and the form of what it says: another one where either changes.
        paths: files of the index.
        read: text → what it says; nothing but the text decides that.
    """
    keys = {path: form + b":" + hashes(index)[path] for path in paths}
    kept = index.memo.get(keys.values())
    fresh = {key: read(index.read(path)) for path, key in keys.items() if key not in kept}
    index.memo.put(fresh)
    kept |= fresh
    return [(path, kept[key]) for path, key in keys.items()]


def line_at(index: Index, path: str, line: int) -> bytes:
    """One line of a file; `b""` where the file is gone or was cut short since it was indexed."""
    lines = lines_of(index, path)
    return lines[line - 1] if line <= len(lines) else b""


@per_index
def lines_of(index: Index, path: str) -> list[bytes]:
    """The lines of one of the last files that were asked about: names are looked up file by file, use by use."""
    return index.read(path).split(b"\n")


@per_index
def text_lines(index: Index, path: str) -> list[str]:
    """The same as text, without line ends of any kind."""
    return index.lines(path)


def line_of(source: bytes, match: re.Match[bytes]) -> int:
    """The line that something found begins in."""
    return source.count(b"\n", 0, match.start()) + 1


def lines_with(source: bytes, pattern: re.Pattern[bytes]) -> Iterator[int]:
    """The line that each thing begins in which a pattern finds, counted on from one to the next."""
    line, at = 1, 0
    for match in pattern.finditer(source):
        line, at = line + source.count(b"\n", at, match.start()), match.start()
        yield line


@per_index
def hashes(index: Index) -> Mapping[str, bytes]:
    """Path → hash of the content."""
    return dict(index.iterate("SELECT path, hash FROM files"))
