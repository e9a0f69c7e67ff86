"""What is remembered of an index: once for each argument, the many for as long as the index lives."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace
from groundplan.analyzers.per_index import MOST_VALUES, per_index, read_once

from ..workspaces import write

if TYPE_CHECKING:
    from collections.abc import Callable

    from groundplan.indexer.index import Index


@pytest.mark.parametrize(("remember", "again"), [(read_once, 0), (per_index, 1)])
def test_what_is_read_once_is_never_read_again(
    tmp_path: Path, remember: Callable[[Callable[[Index, int], int]], Callable[[Index, int], int]], again: int
) -> None:
    write(tmp_path, {"a.py": ""})
    asked: list[int] = []

    @remember
    def double(_: Index, number: int) -> int:
        asked.append(number)
        return 2 * number

    workspace = Workspace(tmp_path)
    workspace.refresh()
    with workspace.index() as index:
        numbers = range(MOST_VALUES + 1)
        assert [double(index, number) for number in numbers] == [2 * number for number in numbers]
        assert double(index, MOST_VALUES) == 2 * MOST_VALUES
        assert asked == [*numbers]
        assert double(index, 0) == 0
        assert len(asked) - len(numbers) == again
