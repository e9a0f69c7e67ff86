"""What a diff changes: definitions, not lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace
from groundplan.analyzers.impact.changes.changes import changes_of
from groundplan.analyzers.impact.changes.diffs import FileDiff
from groundplan.errors import InvalidParameterError

from ...workspaces import commit_all, git, write
from .impact_workspaces import SHOP

OLD = 'LIMIT = 3\n\n\ndef run(a, b=1):\n    """Runs."""\n    return a + b\n\n\nclass Box:\n    size = 1\n\n    def open(self):\n        return self.size\n'

CASES = {
    "layout": (OLD.replace("a + b", "a   +   b").replace("\n\n\nclass", "\n\n\n\nclass"), []),
    "comment": (OLD.replace("    return a", "    # says why\n    return a"), []),
    "docstring": (OLD.replace("Runs.", "Runs it all."), []),
    "body": (OLD.replace("a + b", "a - b"), [("run", "modified")]),
    "signature": (OLD.replace("b=1", "b=1, *, c=2"), [("run", "signature")]),
    "removed": (OLD.replace('def run(a, b=1):\n    """Runs."""\n    return a + b\n\n\n', ""), [("run", "removed")]),
    "added": (OLD + "\n    def close(self):\n        return 0\n", [("Box.close", "added")]),
    "second member": (
        OLD.replace("    size = 1\n\n", "").replace("a + b", "a - b"),
        [("Box.size", "removed"), ("run", "modified")],
    ),
    "constant": (OLD.replace("LIMIT = 3", "LIMIT = 4"), [("LIMIT", "modified")]),
    "member": (OLD.replace("self.size", "self.size + 1"), [("Box.open", "modified")]),
    "renamed": (OLD.replace("def open", "def unlock"), [("Box.open", "removed"), ("Box.unlock", "added")]),
    "top level": (OLD + "\n\nprint(LIMIT)\n", [("", "top-level")]),
}


@pytest.mark.parametrize("name", CASES)
def test_changes_of_a_file(name: str) -> None:
    new, expected = CASES[name]
    diff = _diff(OLD, new)
    assert sorted((change.symbol, change.kind) for change in changes_of(diff)) == sorted(expected)


def _diff(old: str, new: str) -> FileDiff:
    import difflib

    matcher = difflib.SequenceMatcher(None, old.splitlines(), new.splitlines(), autojunk=False)
    before: list[int] = []
    after: list[int] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            before += range(start + 1, end + 1)
            after += range(new_start + 1, new_end + 1)
    return FileDiff("modified", "a.py", "a.py", old.encode(), new.encode(), tuple(before), tuple(after))


def _edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text()
    assert old in text
    (root / path).write_text(text.replace(old, new))


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    write(tmp_path, SHOP)
    commit_all(tmp_path, "first")
    return tmp_path


def test_working_tree_against_a_revision(shop: Path) -> None:
    _edit(shop, "shop/prices.py", "0.2", "0.3")
    answer = Workspace(shop).impact_analysis(diff="HEAD")
    assert [(row["symbol"], row["kind"]) for row in answer["changed"]] == [("tax", "modified")]
    assert [row["path"] for row in answer["tests_to_run"]] == ["tests/test_public.py", "tests/test_fixture.py"]


def test_only_staged_changes_count(shop: Path) -> None:
    _edit(shop, "shop/prices.py", "0.2", "0.3")
    git(shop, "add", "-A")
    _edit(shop, "shop/orders.py", "'order'", "'label'")
    answer = Workspace(shop).impact_analysis(staged=True)
    assert [(row["path"], row["symbol"]) for row in answer["changed"]] == [("shop/prices.py", "tax")]


def test_removed_definition_breaks_those_who_use_it(shop: Path) -> None:
    _edit(shop, "shop/prices.py", "def tax(amount)", "def levy(amount)")
    answer = Workspace(shop).impact_analysis(changes=["shop/prices.py"])
    assert [(row["symbol"], row["kind"]) for row in answer["changed"]] == [("levy", "added"), ("tax", "removed")]
    assert [(row["path"], row["line"]) for row in answer["breaks"]] == [("shop/prices.py", 7)]


def test_comments_change_nothing(shop: Path) -> None:
    _edit(shop, "shop/prices.py", "Tax of an amount", "The tax of an amount")
    answer = Workspace(shop).impact_analysis(diff="HEAD")
    assert (answer["changed"], answer["tests_to_run"], answer["risk_score"]) == ([], [], 0)
    assert answer["risk_reasons"] == ["nothing that runs is changed"]


def test_range_of_revisions(shop: Path) -> None:
    _edit(shop, "shop/prices.py", "0.2", "0.3")
    commit_all(shop, "second")
    answer = Workspace(shop).impact_analysis(diff="HEAD~1..HEAD")
    assert [row["symbol"] for row in answer["changed"]] == ["tax"]
    assert Workspace(shop).impact_analysis(diff="HEAD")["changed"] == []


def test_first_commit_adds_everything_and_affects_nothing(tmp_path: Path) -> None:
    write(tmp_path, SHOP)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    answer = Workspace(tmp_path).impact_analysis(staged=True)
    assert {row["kind"] for row in answer["changed"]} == {"added"}
    assert answer["impacted_files"] == []


def test_moved_file_breaks_imports_of_its_old_place(shop: Path) -> None:
    git(shop, "mv", "shop/unrelated.py", "shop/moved.py")
    answer = Workspace(shop).impact_analysis(staged=True)
    assert ("shop/unrelated.py", "price", "removed") in [
        (row["path"], row["symbol"], row["kind"]) for row in answer["changed"]
    ]


@pytest.mark.parametrize(
    ("diff", "message"), [("nowhere", "git knows no revision 'nowhere'"), ("--output=x", "git knows no revision")]
)
def test_unknown_revision(shop: Path, diff: str, message: str) -> None:
    with pytest.raises(InvalidParameterError, match=message):
        Workspace(shop).impact_analysis(diff=diff)
    assert not (shop / "x").exists()


def test_unknown_revision_of_a_shallow_clone_says_how_to_get_it(shop: Path, tmp_path: Path) -> None:
    """What runs in CI has the last commit alone, most often."""
    (shop / "shop/unrelated.py").write_text("price = 1\n")
    commit_all(shop, "more")
    git(tmp_path, "clone", "-q", "--depth", "1", shop.as_uri(), "clone")
    with pytest.raises(InvalidParameterError, match="The clone is shallow: 'git fetch --unshallow'"):
        Workspace(tmp_path / "clone").impact_analysis(diff="HEAD~1")


def test_diff_outside_of_git_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InvalidParameterError, match="not a git repository"):
        Workspace(write(tmp_path, SHOP)).impact_analysis(diff="HEAD")


def test_changed_files_without_git_count_as_a_whole(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, SHOP)).impact_analysis(changes=["shop/unrelated.py"])
    assert [row["symbol"] for row in answer["changed"]] == ["price", "label"]
    assert "no git repository" in answer["coverage"]


def test_history_ties_files_that_no_import_ties(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "def run(): return 0\n", "schema.sql": "-- 0\n", "c.py": "x = 0\n"})
    for number in range(4):
        (tmp_path / "a.py").write_text(f"def run(): return {number}\n")
        (tmp_path / "schema.sql").write_text(f"-- {number}\n")
        commit_all(tmp_path, f"change {number}")
    answer = Workspace(tmp_path).impact_analysis("a.py")
    assert answer["co_changed"] == [{"path": "schema.sql", "share": 1.0}]


def test_every_overload_counts() -> None:
    before = "class A {\n  int f(int a) { return 1; }\n  int f(String a) { return 2; }\n  int g() { return 3; }\n}\n"
    for new, kind in (("return 4", "modified"), ("return 2 ", "")):
        diff = _diff(before, before.replace("return 2", new))._replace(path="A.java", old_path="A.java")
        assert [(change.symbol, change.kind) for change in changes_of(diff)] == ([("A.f", kind)] if kind else [])
    diff = _diff(before, before.replace("f(String a)", "f(String a, int b)"))._replace(path="A.java", old_path="A.java")
    assert [(change.symbol, change.kind) for change in changes_of(diff)] == [("A.f", "signature")]
