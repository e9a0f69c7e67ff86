"""Other people's code that stands among the workspace's own: whole folders, and single files that bring their terms with them."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

from ...indexer.workspace_paths import prefix_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...indexer.index import Index

__all__ = ["carried_files", "carried_folders"]

LICENCE: Final = re.compile(r"(?!licen[cs]e)\w[\w-]*\.licen[cs]e\b", re.IGNORECASE)
"""The licence of one library among others."""
TERMS: Final = re.compile(r"(?:licen[cs]e|copying)(?:\.(?:txt|md|rst|mit|apache|bsd))?", re.IGNORECASE)
VENDOR_DIR: Final = re.compile(rb'"vendor-dir"\s*:\s*"([^"]+)"')
GRANTED: Final = re.compile(
    rb"Redistribution and use in source and binary forms|Permission is hereby granted|Permission to use, copy, modify"
    rb"|[Ss]ee [Cc]opyright [Nn]otice in \w+\.h\b"
    rb"|@license\s+https?:|disclaims copyright to this source code|released into the public domain|This software is provided 'as-is'"
)
"""How a copied file shows its licence: in full, or by naming the header of its library that has it."""
HOLDER: Final = re.compile(
    rb"[Cc]opyright\s*(?:\([Cc]\)|\xc2\xa9)?[\s\d,-]*\d[\s\d,-]*(?:by\s+)?([A-Z][\w.'-]*(?:[^\S\n]+[A-Z][\w.'-]*)?)"
)
"""Who holds the rights, with the year before."""
HEAD: Final = 3_000
"""Terms stand within so many bytes of a file's beginning, or of its end."""
LEAST, FEW = 5, 0.25
"""Among fewer files nothing is told. Where more than this share of the files, and of their folders, has a licence, the workspace
writes its own files so."""


def carried_files(index: Index, paths: Sequence[str]) -> set[str]:
    """Those files that bring terms of their own with them where the others have none, by other holders than the
    workspace's licence names (`sqlite3.h`, `uthash.h`)."""
    heads = {path: (text := index.read(path))[:HEAD] + text[HEAD:][-HEAD:] for path in paths}
    granted = {path for path, head in heads.items() if GRANTED.search(head)}
    folders, inside = ({path.rpartition("/")[0] for path in some} for some in (granted, paths))
    if len(paths) < LEAST or (len(granted) > FEW * len(paths) and len(folders) > FEW * len(inside)):
        return set()
    own = b"".join(index.read(path) for path in index.files if "/" not in path and TERMS.fullmatch(path))
    return {path for path in granted if not any(holder in own for holder in HOLDER.findall(heads[path]))}


def carried_folders(index: Index) -> tuple[str, ...]:
    """Folders of other people's code that come with it: no manifest, and a licence with a name of its own (`fmt.license.rst`)
    or with another text than the workspace's."""
    own = {"", *(path.rpartition("/")[0] for path in index.manifests)}
    parts = [path.rpartition("/") for path in index.files if _may_tell_terms(path.lower())]
    licensed = {f"{folder}/" for folder, _, name in parts if folder not in own and LICENCE.match(name)}
    texts = {f"{folder}/": _text(index, folder, name) for folder, _, name in parts if TERMS.fullmatch(name)}
    if root := {_text(index, "", name) for folder, _, name in parts if not folder and TERMS.fullmatch(name)}:
        licensed |= {folder for folder, text in texts.items() if folder[:-1] not in own and text not in root}
    return tuple(sorted(licensed.union(_installed_by_composer(index))))


def _may_tell_terms(path: str) -> bool:
    """What `LICENCE` and `TERMS` hold: of most paths it is all that need be asked."""
    return "licen" in path or "copying" in path


def _text(index: Index, folder: str, name: str) -> bytes:
    """A licence's words, however its lines are broken."""
    return b" ".join(index.read(prefix_of(folder) + name).split())


def _installed_by_composer(index: Index) -> Iterator[str]:
    """Folders of the packages that a composer.json has put among the workspace's own code (`"vendor-dir": "./"`)."""
    for path, manifest in index.manifests.items():
        if path.rpartition("/")[2] == "composer.json" and (stated := VENDOR_DIR.search(index.read(path))):
            below = posixpath.join(path.rpartition("/")[0], stated[1].decode("utf-8", "replace"))
            for dependency in manifest.dependencies:
                yield posixpath.normpath(posixpath.join(below, dependency.name)) + "/"
