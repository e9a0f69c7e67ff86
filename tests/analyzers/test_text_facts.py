"""What texts say of themselves: read once for each content, whatever else of the workspace changes."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace
from groundplan.analyzers import impact_analysis, validate_changes
from groundplan.analyzers.text_facts import hashes, line_at, text_facts

from ..workspaces import commit_all, write

if TYPE_CHECKING:
    from groundplan.indexer.index import Index


def test_after_an_edit_only_what_differs_is_read_again(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "first = 1\n", "b.py": "second = 2\n"})
    asked: list[bytes] = []

    def shout(text: bytes) -> bytes:
        asked.append(text)
        return text.upper()

    def facts() -> list[tuple[str, bytes]]:
        workspace = Workspace(tmp_path)
        workspace.refresh()
        with workspace.index() as index:
            return text_facts(index, b"shout-1", ["b.py", "a.py"], shout)

    assert facts() == facts() == [("b.py", b"SECOND = 2\n"), ("a.py", b"FIRST = 1\n")]
    assert asked == [b"second = 2\n", b"first = 1\n"]
    (tmp_path / "a.py").write_text("third = 3\n")
    assert facts() == [("b.py", b"SECOND = 2\n"), ("a.py", b"THIRD = 3\n")]
    assert asked[2:] == [b"third = 3\n"]


def test_other_forms_and_files_of_one_content_do_not_mix(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "x = 1\n", "b.py": "x = 1\n"})
    workspace = Workspace(tmp_path)
    workspace.refresh()
    with workspace.index() as index:
        assert hashes(index)["a.py"] == hashes(index)["b.py"]
        assert text_facts(index, b"upper-1", ["a.py", "b.py"], bytes.upper) == [
            ("a.py", b"X = 1\n"),
            ("b.py", b"X = 1\n"),
        ]
        assert text_facts(index, b"title-1", ["b.py"], bytes.swapcase) == [("b.py", b"X = 1\n")]
        assert text_facts(index, b"count-1", ["b.py"], lambda text: b"%d" % len(text)) == [("b.py", b"6")]


@pytest.mark.parametrize("module", [impact_analysis, validate_changes])
def test_a_change_is_followed_without_the_cycle_collector(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object
) -> None:
    write(tmp_path, {"a.py": "def one():\n    return 1\n"})
    commit_all(tmp_path, "first")
    (tmp_path / "a.py").write_text("def one():\n    return 2\n")
    from groundplan.analyzers.impact.answer import target

    collecting: list[bool] = []

    def known(index: Index) -> object:
        collecting.append(gc.isenabled())
        return target_known(index)

    target_known = target.known
    monkeypatch.setattr(target, "known", known)
    if module is impact_analysis:
        monkeypatch.setattr(impact_analysis, "known", known)
        Workspace(tmp_path).impact_analysis(diff="HEAD")
    else:
        Workspace(tmp_path).validate_changes()
    assert collecting == [False]
    assert gc.isenabled()


def test_a_line_that_is_gone_since_the_file_was_indexed_is_empty(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "first = 1\nsecond = 2\n"})
    workspace = Workspace(tmp_path)
    workspace.refresh()
    (tmp_path / "a.py").write_text("third = 3")
    with workspace.index() as index:
        assert [line_at(index, "a.py", line) for line in (1, 2)] == [b"third = 3", b""]
