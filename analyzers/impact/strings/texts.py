"""Configuration and documentation that names a definition, by its dotted path or as code, or a file, by a path that leads to it."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

from ...text_facts import line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index
    from ..occurrences import Definition

__all__ = ["texts_naming", "texts_naming_file"]

TEXT_FILES: Final = (".md", ".rst", ".adoc", ".toml", ".cfg", ".ini", ".yml", ".yaml", ".json", ".txt", ".html")
LARGEST_TEXT: Final = 200_000
MOST_TEXT: Final = 4_000_000
RECORD: Final = re.compile(r"(?i)(change|history|news|releases?\b|release[-_ ]?notes|upgrad|migrat|what'?s[-_ ]?new)")
"""Names of texts that tell what was: that what they name is gone now is no reason to change them."""
PACKED: Final = re.compile(r"(?i)(?:^|[-_.])lock\b|\.min\.")
"""Names of texts that a tool writes, and writes anew."""
SHORTEST_NAME: Final = 4


def texts_naming(index: Index, definition: Definition) -> Iterator[tuple[str, int]]:
    """`(path, line)` of the texts that name a definition."""
    path, qualname = definition
    name = qualname.rpartition(".")[2]
    if len(name) < SHORTEST_NAME or (name.startswith("__") and name.endswith("__")):
        return
    stem = path.rpartition("/")[2].partition(".")[0]
    holder = re.escape((qualname.rpartition(".")[0] or stem).rpartition(".")[2])
    called = r"\(\)" if "." in qualname and name.isalpha() and name.islower() else r"(?:\(\))?"  # `class` is a word
    pattern = re.compile(rf"\b{holder}\s?[.:#]{{1,2}}{re.escape(name)}\b|``?{re.escape(name)}{called}`".encode())
    for text_path, source in _texts(index):
        for line in dict.fromkeys(line_of(source, match) for match in pattern.finditer(source)):
            yield text_path, line


def texts_naming_file(index: Index, path: str) -> Iterator[tuple[str, int]]:
    """`(path, line)` of the texts that name a file from the root or from where they stand."""
    name = path.rpartition("/")[2].encode("utf-8", "surrogateescape")
    pattern = re.compile(rb"(?<![\w./@:-])(?:[\w.@-]*/)*%b(?![\w/-]|\.\w)" % re.escape(name))
    for text_path, source in _texts(index):
        if name not in source or text_path == path or PACKED.search(text_path.rpartition("/")[2]):
            continue
        folder = text_path.rpartition("/")[0]
        lines = {
            line_of(source, match): None
            for match in pattern.finditer(source)
            if path in _meant(folder, match[0].decode("utf-8", "surrogateescape"))
        }
        yield from ((text_path, line) for line in lines)


def _meant(folder: str, written: str) -> set[str]:
    """The files that a path can mean: from the root of the workspace, or from the folder of the text."""
    rooted = written.removeprefix("/").removeprefix("./")
    beside = posixpath.normpath(posixpath.join(folder, written))
    return {beside, rooted} if "/" in written else {beside}


def _texts(index: Index) -> Iterator[tuple[str, bytes]]:
    """The texts that are read for names, as many as one question can read."""
    left = MOST_TEXT
    for path, file in index.files.items():
        if (
            not path.endswith(TEXT_FILES)
            or file.zone in {"generated", "vendored", "fixture"}
            or file.size > LARGEST_TEXT
        ):
            continue
        left -= file.size
        if left < 0:
            break
        if not RECORD.match(path.rpartition("/")[2]):
            yield path, index.read(path)
