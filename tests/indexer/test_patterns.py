"""Patterns of ignore files: a line that says nothing costs nothing but itself."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace
from groundplan.indexer.patterns import spec_of

from tests.workspaces import commit_all, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("line", ["!", "\\", "a\\", "[z-a]", "!a\\"])
def test_a_line_that_is_no_pattern_matches_nothing(line: str) -> None:
    spec = spec_of(["*.log", line, "build/"])
    assert [path for path in ("x.log", "build/x", "a", "src/a") if spec.match_file(path)] == ["x.log", "build/x"]


def test_what_python_would_warn_of_is_read() -> None:
    assert spec_of(["[[:digit:]]*"]).match_file("readme") is False


def test_many_stars_take_no_time() -> None:
    started = time.process_time()
    assert not spec_of(["*a" * 30 + "b"]).match_file("a" * 200)
    assert spec_of(["*.min.*", "**/*-*-*.*"]).match_file("x/a-b-c.js")
    assert time.process_time() - started < 1


@pytest.mark.parametrize("committed", [False, True])
@pytest.mark.parametrize("name", [".gitignore", ".gitattributes", ".groundplanignore"])
def test_a_broken_line_costs_only_itself(tmp_path: Path, name: str, committed: bool) -> None:
    rules = "!\n[z-a] linguist-vendored\na\\\n[z-a]\nb\\ linguist-generated\nc.py\n"
    root = write(
        tmp_path, {name: rules, "shop/a.py": "def total(): ...\n", "c.py": "", "groundplan.toml": "exclude = ['\\']\n"}
    )
    if committed:
        commit_all(root)
    found = [match["path"] for match in Workspace(root).find("*.py")["matches"]]
    assert found == (["c.py", "shop/a.py"] if name == ".gitattributes" else ["shop/a.py"])
