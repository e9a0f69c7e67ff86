"""What `.gitattributes` and the settings say of files: language and zone by pattern, before any heuristic.

The attributes are Linguist's (https://github.com/github-linguist/linguist/blob/main/docs/overrides.md).
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from ..on_disk import text_at
from ..patterns import spec_of
from .linguist import may_be, named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ..discover import FileState
    from ..settings import Settings

__all__ = ["Marks", "marked_anew", "read"]

FILE = ".gitattributes"
ZONES = {"linguist-vendored": "vendored", "linguist-generated": "generated", "linguist-documentation": "docs"}
LANGUAGE = "linguist-language"


class Marks(NamedTuple):
    """Patterns in the order in which later ones win.

    Attributes:
        rules: `(folder they are valid below, what matches, "zone" or "language", value)`; value "" unsets.
        max_file_bytes: see `Settings`.
        text: all of this, to be read again by `marked_anew`.
    """

    rules: tuple[tuple[str, Callable[[str], object], str, str], ...]
    max_file_bytes: int
    text: str

    @property
    def key(self) -> str:
        """Changes whenever a rule or a setting that facts depend on does."""
        return hashlib.blake2b(self.text.encode(), digest_size=8).hexdigest()

    def of(self, path: str) -> tuple[str, str]:
        """`(language, zone)` of a path; "" where nothing is said."""
        said = {"language": "", "zone": ""}
        for folder, matches, kind, value in self.rules:
            inner = path[len(folder) :] if path.startswith(folder) else None
            if inner and matches(inner):
                said[kind] = value
        language = said["language"]
        return language if language and may_be(path, language) else "", said["zone"]


def read(root: Path, paths: Iterable[str], settings: Settings) -> Marks:
    """Reads every `.gitattributes` of the workspace, outer before inner, then the settings."""
    found: list[tuple[str, str, str, str, bool]] = []
    for path in sorted((path for path in paths if path.endswith(FILE)), key=lambda path: (path.count("/"), path)):
        if path.rpartition("/")[2] == FILE:
            found += ((path[: -len(FILE)], *rule, False) for rule in _rules(text_at(root / path)))
    for zone in ("generated", "vendored"):
        found += (("", pattern, "zone", zone, True) for pattern in getattr(settings, zone))
    return _marks(found, settings.max_file_bytes)


def marked_anew(before: str, marks: Marks, files: Mapping[str, FileState]) -> set[str]:
    """The files of which other things are said than before, or that were too large and are not, or the other way round.

    Args:
        before: the text of the earlier marks.
    """
    if before == marks.text:
        return set()
    old = _marks(*json.loads(before))
    least, most = sorted((old.max_file_bytes, marks.max_file_bytes))
    return {path for path, state in files.items() if old.of(path) != marks.of(path) or least < state.size <= most}


def _marks(found: Sequence[Sequence[Any]], max_file_bytes: int) -> Marks:
    rules = tuple((folder, _matching(pattern, below), kind, value) for folder, pattern, kind, value, below in found)
    return Marks(rules, max_file_bytes, json.dumps([found, max_file_bytes]))


def _matching(pattern: str, below: bool) -> Callable[[str], object]:
    """What tells whether a pattern matches a path; for attributes not `below` a folder that it matches, but for `folder/**`."""
    spec = spec_of([pattern])
    whole = None if below or pattern.endswith("**") or not spec.patterns else spec.patterns[0].regex
    return whole.fullmatch if whole else spec.match_file


def _rules(text: str) -> Iterator[tuple[str, str, str]]:
    for line in text.splitlines():
        pattern, *attributes = line.split()[:20] or ["#"]
        if pattern.startswith(("#", '"', "!", "[attr]")):
            continue
        for attribute in attributes:
            name, _, value = attribute.lstrip("-!").partition("=")
            if name in ZONES:
                unset = attribute.startswith(("-", "!")) or value == "false"
                yield pattern, "zone", "product" if unset else ZONES[name]
            elif name == LANGUAGE and value:
                yield pattern, "language", named(value) or value
