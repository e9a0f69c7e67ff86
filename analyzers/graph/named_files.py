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
TYPE = re.compile(r"[A-Z][a-z]\w{6,}")


def files_named(index: Index, paths: Collection[str], scripts: Iterable[str]) -> set[str]:
    """Those of the paths that some text names.

    Args:
        paths: few; the code beside them is searched, and every text that is neither code nor prose.
        scripts: further code to search.
    """
    left = set(paths)
    for reader in sorted({*_texts(index), *_beside(index, left), *scripts}) if left else ():
        if reader not in index.files or index.files[reader].size > MOST_BYTES:
            continue
        source = index.read(reader)
        left -= {path for path in left if path != reader and _names(source, path)}
    return set(paths) - left


def _texts(index: Index) -> Iterator[str]:
    """Texts that are no code: configuration, templates, build files."""
    for path, file in index.files.items():
        if not file.parsed and file.zone == "product" and file.language and file.language not in PROSE:
            yield path


def _beside(index: Index, paths: Iterable[str]) -> Iterator[str]:
    """Code below the folder around each path's own."""
    around = {"/".join(path.split("/")[:-2]) + "/" for path in paths} - {"/"}
    for path in index.files:
        if any(path.startswith(folder) for folder in around):
            yield path


def _names(source: bytes, path: str) -> bool:
    folder, _, name = path.rpartition("/")
    stem = name.partition(".")[0]
    if stem.encode() not in source:
        return False
    parent = folder.rpartition("/")[2]
    forms = [re.escape(name), rf"{re.escape(parent)}[./\\\\]{re.escape(stem)}"] if parent else [re.escape(name)]
    if TYPE.fullmatch(stem):
        forms.append(rf"[\"'.]{stem}[\"'<]")
    return re.search(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])".encode(), source) is not None
