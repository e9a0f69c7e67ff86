"""What comparing two pieces of code gave, kept by the contents of their files: only what changed is compared again.

A verdict follows from the two files alone (and from the least size and score that were asked for), so it holds until one of
them changes. Which pieces are compared follows from all files and is worked out anew each time.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from ....indexer.index_file import index_path
from ...in_shares import in_shares

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ..reading.corpus import ClonedFile

__all__ = ["Verdicts", "kept_verdicts"]

FILE_NAME = "clones.json"
ITEM = TypeVar("ITEM")
ALONE = 1 << 40
"""More items than there are: none of them are worth a process."""

Kept = dict[str, dict[str, Any]]
"""States of two files → what was compared → the verdict on it, as JSON has it."""


class Verdicts:
    """The verdicts on pieces of some files: those known before, and those that are found on the way.

    Args:
        files: by their number.
        known: verdicts of an earlier run; nothing is taken from it for files that are not in the index.
    """

    def __init__(self, files: Sequence[ClonedFile], known: Kept | None = None) -> None:
        self._states = [file.state or f"#{number}" for number, file in enumerate(files)]
        self._known = known or {}
        self._pairs: dict[tuple[int, int], tuple[dict[str, Any], dict[str, Any]]] = {}
        self.used: Kept = {}
        """The verdicts that this run asked for: what there is to keep."""
        self.has_grown = False

    def about(self, units: Sequence[tuple[int, int]]) -> str:
        """What a comparison of several units is about, given as (file number, unit number)."""
        numbers = {file: number for number, file in enumerate(dict.fromkeys(file for file, _ in units))}
        return self.digest("g", *((numbers[file], self._states[file], unit) for file, unit in units))

    @staticmethod
    def digest(kind: str, *told: tuple[object, ...]) -> str:
        """A short name for a comparison that many things tell."""
        return kind + hashlib.blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=9).hexdigest()

    def of(
        self,
        items: Sequence[ITEM],
        about: Callable[[ITEM], tuple[int, int, str]],
        compare: Callable[[ITEM], Any],
        *,
        least: int = ALONE,
        is_stale: Callable[[ITEM, Any], bool] = lambda _, verdict: verdict is None,
        learn: Callable[[ITEM], None] = lambda _: None,
    ) -> list[tuple[ITEM, Any]]:
        """The verdict on each of some comparisons: what is known of it, else what comparing gives.

        Args:
            items: what there may be to compare.
            about: the two files of a comparison, by their number, and what it is about.
            compare: gives a verdict, which is not None.
            least: so many comparisons are worth a process of their own.
            is_stale: whether a comparison is made again in spite of what is known.
            learn: reads what comparing asks a database for, which no other process can.
        """
        told = list(map(about, items))
        found = [self.find(*key) for key in told]
        unknown = [at for at, item in enumerate(items) if is_stale(item, found[at])]
        for at in unknown:
            learn(items[at])
        for place, verdict in in_shares(lambda share: [(at, compare(items[at])) for at in share], unknown, least):
            self.note(*told[place], verdict)
            found[place] = verdict
        return list(zip(items, found, strict=True))

    def find(self, one: int, other: int, about: str) -> Any:
        """The verdict on what two files, by their number, were compared about; None where there is none yet."""
        known, used = self._pairs.get((one, other)) or self._pair(one, other)
        verdict = known.get(about)
        if verdict is not None:
            used[about] = verdict
        return verdict

    def note(self, one: int, other: int, about: str, verdict: Any) -> None:
        """Notes a verdict, which is not None, and holds for any two files of these contents."""
        self.has_grown = True
        (self._pairs.get((one, other)) or self._pair(one, other))[1][about] = verdict

    def _pair(self, one: int, other: int) -> tuple[dict[str, Any], dict[str, Any]]:
        key = f"{self._states[one]} {self._states[other]}" if one != other else self._states[one]
        known = self._known.get(key, {})
        found = self._pairs[one, other] = known, self.used.setdefault(key, {})
        return found


def kept_verdicts(root: Path, about: Sequence[object]) -> tuple[Kept, Callable[[Verdicts], None]]:
    """The verdicts that an earlier run on a workspace kept, and what keeps those of this one.

    Args:
        root: the workspace.
        about: what verdicts depend on beside the files: this program, sizes, scores.
    """
    path = index_path(root).parent / FILE_NAME
    head = json.dumps(list(about)).encode()
    known = _read(path, head)

    def keep(verdicts: Verdicts) -> None:
        if verdicts.has_grown:
            _write(path, head, {pair: found for pair, found in verdicts.used.items() if found})

    return known, keep


def _read(path: Path, head: bytes) -> Kept:
    """The verdicts of a file; none where it is missing, damaged, or written under other conditions."""
    try:
        first, _, rest = path.read_bytes().partition(b"\n")
        found = json.loads(rest) if first == head else {}
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) and all(isinstance(value, dict) for value in found.values()) else {}


def _write(path: Path, head: bytes, kept: Kept) -> None:
    """Writes verdicts, whole or not at all."""
    if not path.parent.is_dir():
        return
    part = path.with_suffix(f".json-{os.getpid()}")
    try:
        part.write_bytes(head + b"\n" + json.dumps(kept, separators=(",", ":")).encode())
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
