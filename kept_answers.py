"""Answers that took a while, kept beside the index for whoever asks the same again before anything has changed.

An answer is kept only where it follows from the indexed files and the checked-out commit alone (`Index.lasting`). Its key holds
all that it depends on, this program's own files included.
"""

from __future__ import annotations

import json
import os
from binascii import crc32
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .indexer.githead import head_commit
from .indexer.memo import Memo

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["KeptAnswer"]

FILE_NAME = "answers.db"
WORTH_SECONDS = 0.02
"""Quicker answers are worked out again: keeping one costs about as much."""
MOST_CHARACTERS = 200_000


class KeptAnswer:
    """The place of one answer.

    Args:
        root: the workspace.
        question, parameters: what is asked, checked and with its defaults.
    """

    def __init__(self, root: Path, question: str, parameters: dict[str, Any]) -> None:
        self._memo = Memo(root, 0, FILE_NAME)
        self._about = json.dumps([program_state(), str(root), head_commit(root), question, parameters])
        self._looked_up: tuple[str, dict[str, Any] | None] = ("", None)

    def find(self, state: str) -> dict[str, Any] | None:
        """The answer for a state of the index (`Refreshed.state`); None where it is not kept."""
        if state and self._looked_up[0] != state:
            key = self._key(state)
            text = self._memo.get([key]).get(key)
            self._memo.close()
            self._looked_up = (state, _read(text))
        return self._looked_up[1] if state == self._looked_up[0] else None

    def keep(self, state: str, answer: dict[str, Any], seconds: float) -> None:
        """Keeps an answer that took some time to work out."""
        if not state or seconds < WORTH_SECONDS:
            return
        text = json.dumps(answer, ensure_ascii=False)
        if len(text) <= MOST_CHARACTERS:
            self._memo.put({self._key(state): text.encode("utf-8", "surrogatepass")})

    def _key(self, state: str) -> bytes:
        return f"{state} {self._about}".encode("utf-8", "surrogatepass")


def _read(text: bytes | None) -> dict[str, Any] | None:
    """A kept text as the object it was; a damaged one says nothing."""
    try:
        found = json.loads(text.decode("utf-8", "surrogatepass")) if text is not None else None
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


@cache
def program_state() -> str:
    """A digest of this program's files, their sizes and times: another version never gives an older one's answers."""
    here = str(Path(__file__).parent)
    found = [*_files(here, deep=False), *_files(f"{here}/analyzers"), *_files(f"{here}/indexer")]
    times = sum(time for _, _, time in found)  # beside a checksum: hashlib takes longer to import than all of this
    return f"{len(found)} {times} {crc32(repr(sorted(found)).encode('utf-8', 'surrogatepass'))}"


def _files(folder: str, *, deep: bool = True) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith((".py", ".toml")):
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns
            elif deep and entry.is_dir() and entry.name != "__pycache__":
                yield from _files(entry.path)
