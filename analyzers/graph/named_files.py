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
    for reader in sorted({*_texts(index), *_beside(index, left), *scripts}) if left else ():
        if reader not in index.files or index.files[reader].size > MOST_BYTES:
            continue
        source = index.read(reader)
        for path, (stem, forms) in list(left.items()):
            if stem in source and path != reader and any(_says(source, form) for form in forms):
                del left[path]
    return set(paths) - left.keys()


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
