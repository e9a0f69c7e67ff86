"""Where a bug of ours ends: the file or reader that an answer is given without, once it could not be given whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import BUGS

if TYPE_CHECKING:
    from types import TracebackType

    from ..indexer.index import Index

__all__ = ["spared"]


class spared:  # noqa: N801 - a context manager, named as the standard library's `suppress` is
    """Leaves out what fails within, where the index collects its faults (`Index.faults`); elsewhere nothing is caught.

    Args:
        index: one state.
        part: what the answer lacks then: a path, or what is read there.
    """

    __slots__ = ("_index", "_part")

    def __init__(self, index: Index, part: str) -> None:
        self._index, self._part = index, part

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        faults = self._index.faults
        if faults is None or not isinstance(error, BUGS):
            return False
        faults.setdefault(self._part, f"{type(error).__name__}: {error}")
        return True
