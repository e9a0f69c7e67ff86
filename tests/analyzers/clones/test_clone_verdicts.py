"""What a report keeps for the next one: the same answer as without it, and only what changed is read again."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from groundplan import Workspace
from groundplan.analyzers.clones.reading.sources import from_index
from groundplan.analyzers.clones.report.clones import clones
from groundplan.indexer.index import Index

from tests.workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

TOTAL = """\
def {name}({items}, rate):
    total = {start}
    for item in {items}:
        if item.price > rate:
            total += item.price * item.count
            report(item.name, total)
        elif item.is_free:
            register(item, rate)
    log.info("done", total)
    return round(total, {digits})
"""
LOAD = """\
def {name}(path, {items}):
    with open(path) as lines:
        for line in lines:
            key, _, value = line.partition("=")
            {items}[key.strip()] = value.strip()
            check_setting(key, value)
    for key in REQUIRED:
        if key not in {items}:
            raise SettingError(key, path)
    return {items}
"""
BEGUN = """\
def write(path, found):
    with open(path) as lines:
        {rest}
"""
FILES = {
    "a.py": TOTAL.format(name="sum_up", items="items", start=0, digits=2) + LOAD.format(name="load", items="found"),
    "b.py": TOTAL.format(name="add", items="orders", start=1, digits=3).replace(
        "    log.info", "    audit(total)\n    log.info"
    ),
    "c.py": "import os\n\n\n" + LOAD.format(name="read", items="held"),
    "tests/test_a.py": TOTAL.format(name="sum_up", items="items", start=0, digits=2),
}


def _report(root: Path) -> dict[str, Any]:
    return Workspace(root).ask("check_duplicates", limit=0)


def _fresh(root: Path) -> dict[str, Any]:
    (root / ".groundplan" / "clones.json").unlink(missing_ok=True)
    (root / ".groundplan" / "answers.db").unlink(missing_ok=True)
    return _report(root)


def _edits(number: int) -> dict[str, str]:
    """Some of the files, changed, moved down, or with a function of another."""
    chosen = random.Random(number)
    names = chosen.sample(sorted(FILES), 2)
    return {
        names[0]: "LIMIT = 3\n\n\n" + FILES[names[0]],
        names[1]: FILES[names[1]].replace("item.count", "item.amount") + FILES[chosen.choice(sorted(FILES))],
        f"new/{number}.py": FILES[chosen.choice(sorted(FILES))],
    }


@pytest.mark.parametrize("number", range(6))
def test_a_report_after_edits_is_the_report_of_a_fresh_workspace(tmp_path: Path, number: int) -> None:
    write(tmp_path, FILES)
    before = _report(tmp_path)
    assert before["total"] > 2
    write(tmp_path, _edits(number))
    after = _report(tmp_path)
    assert after != before
    assert after == _fresh(tmp_path)
    (tmp_path / "c.py").unlink()
    assert _report(tmp_path) == _fresh(tmp_path)


def test_only_what_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def found() -> list[str]:
        read.clear()
        workspace.refresh()
        with workspace.index() as index:
            clones(from_index(index), root=tmp_path)
        return sorted(set(read))

    read: list[str] = []
    given = Index.read
    monkeypatch.setattr(Index, "read", lambda self, path: read.append(path) or given(self, path))  # type: ignore[func-returns-value]
    workspace = Workspace(write(tmp_path, FILES))
    assert found() == sorted(FILES)
    assert found() == []
    write(tmp_path, {"c.py": "import sys\n" + FILES["c.py"]})
    assert found() == ["a.py", "c.py"]


def test_what_runs_on_into_the_next_function_is_told_the_first_time_as_later(tmp_path: Path) -> None:
    """Two functions that are no clones, but a third is of both; each before another one that begins alike."""
    third = TOTAL.format(name="add", items="orders", start=1, digits=3)
    first, second = (
        third.replace("    for", "".join(line.format(word) for word in "abcde") + "    for")
        for line in ("    check(orders, {0}, rate)\n", "    told[{0!r}] = {0}.told + 1\n")
    )
    write(tmp_path, {"a.py": first + BEGUN.format(rest="return lines.read()"), "c.py": third})
    write(tmp_path, {"b.py": second + BEGUN.format(rest="lines.write(found)")})
    expected = _report(tmp_path)
    assert sorted((item["path"], item["of"]["path"]) for item in expected["duplicates"]) == [
        ("c.py", "a.py"),
        ("c.py", "b.py"),
    ]
    (tmp_path / ".groundplan" / "answers.db").unlink(missing_ok=True)
    assert _report(tmp_path) == expected


@pytest.mark.parametrize("text", ["", "[1", "null", '["another program", 50, 0.7]\n{}', '{"a": 1}\n{"a": 1}'])
def test_a_damaged_file_of_verdicts_says_nothing(tmp_path: Path, text: str) -> None:
    write(tmp_path, FILES)
    expected = _report(tmp_path)
    (tmp_path / ".groundplan" / "answers.db").unlink(missing_ok=True)
    (tmp_path / ".groundplan" / "clones.json").write_text(text, "utf-8")
    assert _report(tmp_path) == expected


def test_other_sizes_and_scores_have_verdicts_of_their_own(tmp_path: Path) -> None:
    ask = Workspace(write(tmp_path, FILES)).ask
    usual = ask("check_duplicates", limit=0)
    assert ask("check_duplicates", limit=0, min_tokens=400)["total"] == 0
    assert ask("check_duplicates", limit=0, threshold=1.0)["total"] < usual["total"]
    (tmp_path / ".groundplan" / "answers.db").unlink(missing_ok=True)
    assert ask("check_duplicates", limit=0) == usual
