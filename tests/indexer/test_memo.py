"""The memo: values by key, and nothing that can fail a question."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from groundplan.indexer.memo import Memo


def _memo(root: Path, size: int = 10) -> Memo:
    (root / ".groundplan").mkdir(exist_ok=True)
    return Memo(root, size)


def test_values_are_kept(tmp_path: Path) -> None:
    _memo(tmp_path).put({b"a": b"1", b"b": b"2"})
    assert _memo(tmp_path).get([b"a", b"c"]) == {b"a": b"1"}


def test_nothing_is_kept_without_an_index(tmp_path: Path) -> None:
    memo = Memo(tmp_path, 1)
    memo.put({b"a": b"1"})
    assert memo.get([b"a"]) == {}
    assert list(tmp_path.iterdir()) == []


def test_damaged_file_is_begun_anew(tmp_path: Path) -> None:
    memo = _memo(tmp_path)
    memo.path.write_bytes(b"this is no database, but long enough to be taken for one" * 40)
    assert memo.get([b"a"]) == {}
    memo.put({b"a": b"1"})
    memo.put({b"a": b"1"})
    assert _memo(tmp_path).get([b"a"]) == {b"a": b"1"}


@pytest.mark.parametrize("damaged", [b"", b"1", b"[[", b"\0\0\0\0[1]", "text", 5])
def test_a_damaged_value_is_none(tmp_path: Path, damaged: object) -> None:
    memo = _memo(tmp_path)
    memo.put({b"a": b"[1]", b"b": b""})
    with closing(sqlite3.connect(memo.path)) as connection, connection:
        connection.execute("UPDATE kept SET value = ? WHERE key = ?", (damaged, b"a"))
    assert _memo(tmp_path).get([b"a", b"b"]) == {b"b": b""}


def test_the_oldest_values_go_when_there_are_too_many(tmp_path: Path) -> None:
    _memo(tmp_path, size=0).put({f"{number}".encode(): b"" for number in range(1000)})
    memo = _memo(tmp_path, size=0)
    assert len(memo.get([b"0", b"1"])) == 2
    memo.put({b"new": b"1"})
    asked = [b"0", b"1", b"2", b"335", b"337", b"new"]
    assert sorted(_memo(tmp_path, size=0).get(asked)) == [b"0", b"1", b"337", b"new"], "two in use, and the last ones"
