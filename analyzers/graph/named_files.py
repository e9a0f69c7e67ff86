"""Which files a text of the workspace names: configuration, a template, a build script, a string beside them.

A file is named by its name with the ending, or by its stem behind its folder (`bind.JavaTimeTypeAdapters`), or, where the
stem is a type's name, as a whole string or behind a dot (`$(MODULE).AppDelegate`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ...indexer.index import Index

__all__ = ["files_named"]

PROSE = frozenset({"Markdown", "Text", "reStructuredText", "AsciiDoc", "SVG", "CSV", "Gettext Catalog", "Diff"})
TAKEN_FROM_CODE = frozenset({"Gettext Catalog"})
"""Texts that name the files that they were taken from (`#: shop/cart.py:7`): thousands, asked last of what is left by then."""
MOST_BYTES = 256 << 10
WORD = re.compile(rb"[\w-]")
TYPE = re.compile(r"[A-Z][a-z]\w{6,}")


def files_named(index: Index, paths: Collection[str], scripts: Iterable[str]) -> set[str]:
    """Those of the paths that some text names.

    Args:
        paths: few; the code beside them is searched, and every text that is neither code nor prose.
        scripts: further code to search.
    """
    left = {path: _forms(path) for path in paths}
    for reader in _readers(index, {*_texts(index), *_beside(index, left), *scripts}) if left else ():
        if not left:
            break
        source = index.read(reader)
        for path, (stem, forms) in list(left.items()):
            if stem in source and path != reader and any(_says(source, form) for form in forms):
                del left[path]
    return set(paths) - left.keys()


def _readers(index: Index, paths: set[str]) -> list[str]:
    """Those of some paths that are texts (of others no line is counted), in the order in which they are asked."""
    files = [index.files[path] for path in paths & index.files.keys()]
    texts = [file for file in files if file.lines and file.size <= MOST_BYTES]
    return [file.path for file in sorted(texts, key=lambda file: (file.language in TAKEN_FROM_CODE, file.path))]


def _texts(index: Index) -> Iterator[str]:
    """Texts that are no code: configuration, templates, build files."""
    for path, file in index.files.items():
        if not file.parsed and file.zone == "product" and file.language and file.language not in PROSE:
            yield path


def _beside(index: Index, paths: Iterable[str]) -> Iterator[str]:
    """Code below the folder around each path's own."""
    around = tuple({"/".join(path.split("/")[:-2]) + "/" for path in paths} - {"/"})
    return (path for path in index.files if path.startswith(around))


def _forms(path: str) -> tuple[bytes, list[bytes]]:
    """The stem of a file, and the texts that name the file."""
    folder, _, name = path.rpartition("/")
    stem, parent = name.partition(".")[0], folder.rpartition("/")[2]
    forms = [name] + ([f"{parent}{mark}{stem}" for mark in "./\\"] if parent else [])
    if TYPE.fullmatch(stem):
        forms += [f"{before}{stem}{behind}" for before in "\"'." for behind in "\"'<"]
    return stem.encode(), [form.encode() for form in forms]


def _says(source: bytes, form: bytes) -> bool:
    """Whether a text stands somewhere with no further letter, digit, `_` or `-` around it; several times as fast as an expression."""
    start = source.find(form)
    while start >= 0:
        end = start + len(form)
        if not (WORD.match(source, start - 1) if start else None) and not WORD.match(source, end):
            return True
        start = source.find(form, start + 1)
    return False
