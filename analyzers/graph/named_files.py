"""Which files a text of the workspace names: configuration, a template, a build script, a string beside them.

A file is named by its name with the ending, or by its stem behind its folder (`bind.JavaTimeTypeAdapters`), or, where the
stem is a type's name, as a whole string or behind a dot (`$(MODULE).AppDelegate`); one of several words also as a whole string.
"""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING, NamedTuple

from ... import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ...indexer.index import Index

__all__ = ["files_named"]

PROSE = frozenset({"Markdown", "Text", "reStructuredText", "AsciiDoc", "SVG", "CSV", "Gettext Catalog", "Diff"})
TAKEN_FROM_CODE = frozenset({"Gettext Catalog"})
TAKEN = b"\n#: "
"""Texts that name the files that they were taken from (`#: shop/cart.py:7`), and nothing else does there: thousands, asked last of what
is left by then."""
MOST_BYTES = 256 << 10
Forms = tuple[bytes, list[tuple[bytes, list[bytes]]]]
"""The stem of a file, which all texts that name it hold, and such texts by a further part that they hold."""
BUILT = re.compile(r"\.([cm]?)tsx?$")
"""TypeScript, which code names by what is made of it (`fork(resolve(__dirname, "./run.js"))`)."""
KEPT = b"named-3:"
TEXT = 8
"""So many bytes of a digest tell the texts of one workspace apart."""
WORD = re.compile(rb"[\w-]")
TYPE = re.compile(r"(?=\w{8})[A-Z]\w*[a-z]\w*")
MODULE = re.compile(r"(?=\w{8})[a-z0-9]+(?:_[a-z0-9]+)+")


def files_named(index: Index, paths: Collection[str], scripts: Iterable[str]) -> set[str]:
    """Those of the paths that some text names.

    Args:
        paths: few; the code beside them is searched, and every text that is neither code nor prose.
        scripts: further code to search.
    """
    left = {path: _forms(path) for path in paths}
    if not left:
        return set()
    readers = _readers(index, {*_texts(index), *_beside(index, left), *scripts})
    texts = _contents(index, readers)
    key = KEPT + _digest(os.fsencode("\n".join(sorted(left))))
    before = _Search.unpacked(index.memo.get([key]).get(key))
    there = frozenset(texts.values())
    found = {path: text for path, text in before.witnesses.items() if text in there}
    wanted = {path: forms for path, forms in left.items() if path not in found}
    known = before.without if wanted.keys() <= left.keys() - before.witnesses.keys() else frozenset()
    for reader in readers if wanted else ():
        if texts[reader] not in known:
            for path in _named_in(_text(index, reader), reader, wanted):
                found[path] = texts[reader]
                del wanted[path]
            if not wanted:
                break
    after = _Search(found, frozenset() if not wanted else there)
    if after != before:
        index.memo.put({key: after.packed()})
    return set(found)


class _Search(NamedTuple):
    """What a search for the same paths found: it holds for as long as the texts do.

    Attributes:
        witnesses: path → the text that names it.
        without: the texts that name none of the others.
    """

    witnesses: dict[str, bytes]
    without: frozenset[bytes]

    def packed(self) -> bytes:
        """As bytes."""
        named = [[path, text.hex()] for path, text in sorted(self.witnesses.items())]
        return json.dumps(named).encode() + b"\n" + b"".join(sorted(self.without))

    @classmethod
    def unpacked(cls, kept: bytes | None) -> _Search:
        """What was packed; of nothing an empty one."""
        head, _, texts = (kept or b"[]\n").partition(b"\n")
        named = {path: bytes.fromhex(text) for path, text in json.loads(head)}
        return cls(named, frozenset(texts[at : at + TEXT] for at in range(0, len(texts), TEXT)))


def _named_in(source: bytes, reader: str, wanted: Mapping[str, Forms]) -> list[str]:
    """The paths that a text names, its own left out."""
    return [
        path
        for path, (stem, groups) in wanted.items()
        if stem in source
        and path != reader
        and any(part in source and any(_says(source, form) for form in forms) for part, forms in groups)
    ]


def _text(index: Index, reader: str) -> bytes:
    """What a text says of files."""
    source = index.read(reader)
    return b"" if index.files[reader].language in TAKEN_FROM_CODE and TAKEN not in source else source


def _contents(index: Index, readers: Sequence[str]) -> dict[str, bytes]:
    """Path → a key of the path and its content, for some texts, in their order."""
    hashes = dict(index.rows("SELECT path, hash FROM files"))
    return {path: _digest(os.fsencode(path) + hashes[path])[:TEXT] for path in readers}


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def _readers(index: Index, paths: set[str]) -> list[str]:
    """Those of some paths that are texts (of others no line is counted), in the order in which they are asked: few settings name more
    files than all code."""
    files = [index.files[path] for path in paths & index.files.keys()]
    texts = [file for file in files if file.lines and file.size <= MOST_BYTES]
    return [
        file.path for file in sorted(texts, key=lambda file: (file.language in TAKEN_FROM_CODE, file.parsed, file.path))
    ]


def _texts(index: Index) -> Iterator[str]:
    """Texts that are no code: configuration, templates, build files."""
    for path, file in index.files.items():
        if not file.parsed and file.zone == "product" and file.language and file.language not in PROSE:
            yield path


def _beside(index: Index, paths: Iterable[str]) -> Iterator[str]:
    """Code below the folder around each path's own."""
    around = tuple({"/".join(path.split("/")[:-2]) + "/" for path in paths} - {"/"})
    return (path for path in index.files if path.startswith(around))


def _forms(path: str) -> Forms:
    """The texts that name a file."""
    folder, _, name = path.rpartition("/")
    stem, parent = name.partition(".")[0], folder.rpartition("/")[2]
    groups = [("", [name, *([BUILT.sub(r".\1js", name)] if BUILT.search(name) else [])])]
    if parent:
        groups.append((parent, [f"{parent}{mark}{stem}" for mark in "./\\"]))
    if TYPE.fullmatch(stem):
        groups.append(("", [f"{before}{stem}{behind}" for before in "\"'." for behind in "\"'<"]))
    elif MODULE.fullmatch(stem):
        groups.append(("", [f"{quote}{stem}{quote}" for quote in "\"'"]))
    return stem.encode(), [(part.encode(), [form.encode() for form in forms]) for part, forms in groups]


def _says(source: bytes, form: bytes) -> bool:
    """Whether a text stands somewhere with no further letter, digit, `_` or `-` around it; several times as fast as an expression."""
    start = source.find(form)
    while start >= 0:
        end = start + len(form)
        if not (WORD.match(source, start - 1) if start else None) and not WORD.match(source, end):
            return True
        start = source.find(form, start + 1)
    return False
