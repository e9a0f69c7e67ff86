"""Answers that took a while, kept beside the index for whoever asks the same again before anything has changed.

An answer is kept only where it follows from the indexed files and the checked-out commit alone (`Index.lasting`), and from
paths that are still not there (`Index.absent`). Its key holds all else that it depends on, this program's own files included.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .indexer.git.head import head_commit
from .indexer.memo import Memo
from .indexer.on_disk import is_there
from .indexer.program import program_state

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

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
        self._root = root
        self._memo = Memo(root, 0, FILE_NAME)
        self._about = json.dumps([program_state(), str(root), head_commit(root), question, parameters])
        self._looked_up: tuple[str, dict[str, Any] | None] = ("", None)

    def find(self, state: str) -> dict[str, Any] | None:
        """The answer for a state of the index (`Refreshed.state`); None where it is not kept."""
        if state and self._looked_up[0] != state:
            key = self._key(state)
            text = self._memo.get([key]).get(key)
            self._memo.close()
            self._looked_up = (state, self._read(text))
        return self._looked_up[1] if state == self._looked_up[0] else None

    def keep(self, state: str, answer: dict[str, Any], seconds: float, absent: Sequence[str] = ()) -> None:
        """Keeps an answer that took some time to work out, for as long as nothing stands at the `absent` paths."""
        if not state or seconds < WORTH_SECONDS:
            return
        text = json.dumps([answer, *absent], ensure_ascii=False)
        if len(text) <= MOST_CHARACTERS:
            self._memo.put({self._key(state): text.encode("utf-8", "surrogatepass")})

    def _key(self, state: str) -> bytes:
        return f"{state} {self._about}".encode("utf-8", "surrogatepass")

    def _read(self, text: bytes | None) -> dict[str, Any] | None:
        """A kept text as the object it was; a damaged or outdated one says nothing."""
        if text is None:
            return None
        try:
            answer, *absent = json.loads(text.decode("utf-8", "surrogatepass"))
        except (ValueError, TypeError):
            return None
        outdated = any(is_there(self._root / str(path)) for path in absent)
        return answer if isinstance(answer, dict) and not outdated else None
