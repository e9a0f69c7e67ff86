"""Which files may look members up by names that are computed, told by their text: to read them all takes seconds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ...text_facts import text_facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ....indexer.index import Index

__all__ = ["LookingUp"]

COMPUTING = ("getattr", "__getattribute__", "getmembers", "dir", "vars", "send", "public_send", "__send__")
"""Functions that find members whose names are not written there."""
LEAST = 3
"""Shorter beginnings tell nothing, and the readers note none."""
HEAD = re.compile(rb"[\"'`]([A-Za-z_]\w*)(?:[{%$#]|[\"'`]\s*(?:[+%]|\.format\b)|(?<=_)[\"'`])")
"""A word that a literal begins with and that goes on: by what is filled in, by what is added to it, or as its last `_` says."""

WORD = re.compile(rb"(?<![\w\"'])[\"']([A-Za-z_]\w*)[\"'](?![\"'])")
"""A literal that is one word: a name that is handed to a lookup from elsewhere (`for name in ("get", "post")`)."""
FORMAT = b"looked-up-2"
"""Another one where `HEAD` or `WORD` changes."""


class LookingUp(NamedTuple):
    """Such files of one workspace.

    Attributes:
        files: all of them.
        heads: word that a literal of theirs begins with → the files that have it.
        words: word that a literal of theirs is → the files that have it.
    """

    files: frozenset[str]
    heads: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, index: Index) -> LookingUp:
        """The files of an index that name one of `COMPUTING`."""
        files = frozenset(file for name in COMPUTING for file in index.files_using(name))
        heads: dict[str, set[str]] = {}
        words: dict[str, set[str]] = {}
        for file, said in text_facts(index, FORMAT, files, _literals):
            for found, listed in zip((heads, words), said.decode().split("\n"), strict=True):
                for word in listed.split():
                    found.setdefault(word, set()).add(file)
        return cls(files, _frozen(heads), _frozen(words))

    def beginning(self, name: str) -> list[str]:
        """The files with a literal that begins as a name does, sorted."""
        starts = (name[:length] for length in range(LEAST, len(name) + 1))
        return sorted({file for start in starts for file in self.heads.get(start, ())})


def _literals(text: bytes) -> bytes:
    """The heads on one line, the words on the next."""
    return b"\n".join(b" ".join(sorted(set(pattern.findall(text)))) for pattern in (HEAD, WORD))


def _frozen(found: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {word: frozenset(files) for word, files in found.items()}
