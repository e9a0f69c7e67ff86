"""In which files a name of PHP can stand though the index does not have it there.

Static properties have a sign before it (`self::$rows`), and members may be called like a keyword (`$this->default`), which the
index does not count as a name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ....indexer.languages import language as language_module
from ..called import all_called

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["files_saying", "is_reserved", "spellings"]

SIGNED = frozenset({"PHP"})


def files_saying(index: Index, name: str) -> list[str]:
    """The files in which a name may stand, sorted."""
    found = {*index.files_using(name), *index.files_using(f"${name}")}
    languages = {index.files[item.path].language for item in all_called(index, name)}
    reserving = {language for language in languages if is_reserved(language, name)}
    if reserving:
        member = re.compile(rb"(?:->|::|\.)\s*%s\b" % re.escape(name.encode()))
        found |= {
            path
            for path, file in index.files.items()
            if file.parsed and file.language in reserving and member.search(index.read(path))
        }
    return sorted(found)


def spellings(language: str, name: str) -> tuple[str, ...]:
    """How a language may write a name."""
    return (name, f"${name}") if language in SIGNED else (name,)


def is_reserved(language: str, name: str) -> bool:
    """The language has the word for itself: only a member can be called so."""
    return name.encode() in language_module(language).LEXICON.keywords
