"""A kept answer is the one that would be worked out, and nothing is kept that can change without the index."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from groundplan import Workspace, kept_answers
from groundplan.indexer.looking.walked import FINE_TICK_NS
from groundplan.questions import QUESTIONS

from tests.test_workspace import ASKED, FILES
from tests.workspaces import commit_all, git, write

PACKAGE = '{"name": "shop-ui", "devDependencies": {"knip": "5.0.0"}}\n'


@pytest.fixture(autouse=True)
def _all_are_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_answers, "WORTH_SECONDS", 0.0)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    commit_all(write(tmp_path / "shop", {**FILES, ".gitignore": "node_modules\n", "package.json": PACKAGE}))
    time.sleep(
        1.2 * FINE_TICK_NS / 1e9
    )  # of files as fresh as a tick of the clock another look is taken, which is a new state
    return tmp_path / "shop"


def _kept(root: Path, question: str, **parameters: Any) -> bool:
    """Whether a second ask is answered without the analyzer."""
    workspace = Workspace(root)
    workspace.ask(question, **parameters)
    key = kept_answers.KeptAnswer(root, question, _defaults(question) | parameters)
    return key.find(workspace.refresh().state) is not None


def _defaults(question: str) -> dict[str, Any]:
    return {item.name: None if item.required else item.default for item in QUESTIONS[question].parameters}


@pytest.mark.parametrize("question", QUESTIONS)
def test_asked_again_it_says_the_same(root: Path, question: str) -> None:
    asked: dict[str, Any] = ASKED.get(question, {})
    first = Workspace(root).ask(question, **asked)
    assert Workspace(root).ask(question, **asked) == first


@pytest.mark.parametrize("question", ["detect", "entry_points", "packages", "deps", "context", "metrics", "standards"])
def test_what_follows_from_the_files_is_kept(root: Path, question: str) -> None:
    assert _kept(root, question)


@pytest.mark.parametrize("question", ["git", "validate_changes"])
def test_what_rests_on_more_is_not_kept(root: Path, question: str) -> None:
    assert not _kept(root, question, **ASKED.get(question, {}))


def test_a_free_path_is_kept_until_something_stands_there(root: Path) -> None:
    asked = ASKED["safe_location"]
    assert _kept(root, "safe_location", **asked)
    free = Workspace(root).safe_location(**asked)["recommended_path"]
    (root / ".git/info/exclude").write_text(f"/{free}\n")
    write(root, {free: ""})  # ignored: the index does not know it
    assert Workspace(root).safe_location(**asked)["recommended_path"] != free
    assert not _kept(root, "safe_location", **asked)


def test_staged_changes_are_looked_at_each_time(root: Path) -> None:
    assert not _kept(root, "impact_analysis", staged=True)
    assert not _kept(root, "check_duplicates", staged=True)


def test_installed_packages_are_looked_at_each_time(root: Path) -> None:
    assert _kept(root, "deps")
    write(root, {"node_modules/knip/package.json": '{"name": "knip", "bin": "knip.js"}'})
    commit_all(root)  # the ignored folder changes no state of the index; the commit makes the question new
    assert not _kept(root, "deps")


def test_a_change_makes_the_question_new(root: Path) -> None:
    assert Workspace(root).find("Basket")["total"] == 0
    write(root, {"shop/basket.py": "class Basket: ...\n"})
    assert {match["path"] for match in Workspace(root).find("Basket")["matches"]} == {"shop/basket.py"}
    git(root, "clean", "-fq")
    assert Workspace(root).find("Basket")["total"] == 0


def test_a_commit_makes_the_question_new(root: Path) -> None:
    assert _kept(root, "detect")
    git(root, "commit", "-q", "--allow-empty", "-m", "nothing but a later commit")
    key = kept_answers.KeptAnswer(root, "detect", {})
    assert key.find(Workspace(root).refresh().state) is None


def test_another_version_of_the_program_answers_itself(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _kept(root, "detect")
    monkeypatch.setattr(kept_answers, "program_state", lambda: "another")
    key = kept_answers.KeptAnswer(root, "detect", {})
    assert key.find(Workspace(root).refresh().state) is None


def test_a_damaged_file_costs_only_the_time(root: Path) -> None:
    first = Workspace(root).detect()
    (root / ".groundplan/answers.db").write_bytes(b"no database at all, but long enough to be taken for one" * 99)
    for _ in range(2):
        assert Workspace(root).detect() == first
