"""Changes that no test is seen to run, and what is added in the place of something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan import Workspace

from ...workspaces import commit_all, write

if TYPE_CHECKING:
    from pathlib import Path

    from groundplan.answers import Impact

FILES = {
    "shop/boxes.py": (
        "class Box:\n    def size(self):\n        return 1\n\n\nclass Crate(Box):\n    def weigh(self):\n        return 2\n\n\n"
        "def spare():\n    return 3\n"
    ),
    "tests/test_boxes.py": "from shop.boxes import Box\n\n\ndef test_size():\n    assert Box().size()\n",
    "tests/test_crates.py": "from shop.boxes import Crate\n\n\ndef test_size():\n    assert Crate().size() == 1\n",
    "tests/test_far.py": "def test_far():\n    assert True\n",
}


def _changed(root: Path, old: str, new: str) -> Impact:
    write(root, FILES)
    commit_all(root, "first")
    write(root, {"shop/boxes.py": FILES["shop/boxes.py"].replace(old, new)})
    return Workspace(root).impact_analysis(diff="HEAD")


def test_what_no_test_is_seen_to_run_is_tested_with_its_file(tmp_path: Path) -> None:
    answer = _changed(tmp_path, "return 3", "return 4")
    assert answer["untested"] is True
    assert [(row["path"], row["reason"]) for row in answer["tests_to_run"]] == [
        ("tests/test_boxes.py", "is a test of shop/boxes.py; no test is seen to run the change")
    ]
    assert answer["test_command"] is not None
    assert answer["test_command"].endswith(" tests/test_boxes.py")
    assert any("no test reaches it" in reason for reason in answer["risk_reasons"])


def test_what_is_only_added_is_tested_with_its_file(tmp_path: Path) -> None:
    answer = _changed(tmp_path, "def spare", "def other():\n    return 5\n\n\ndef spare")
    assert [row["path"] for row in answer["tests_to_run"]] == ["tests/test_boxes.py"]
    assert answer["recommendations"] == [
        "nothing that was there before is changed: what is added needs tests of its own"
    ]
    assert answer["risk_score"] == 0


def test_an_added_method_that_takes_the_place_of_an_inherited_one_concerns_who_calls_it(tmp_path: Path) -> None:
    answer = _changed(tmp_path, "    def weigh", "    def size(self):\n        return 9\n\n    def weigh")
    assert [row["path"] for row in answer["tests_to_run"]] == ["tests/test_crates.py"]
    assert answer["risk_score"] > 0


def test_an_added_method_that_the_language_calls_concerns_who_has_its_object(tmp_path: Path) -> None:
    answer = _changed(tmp_path, "    def weigh", "    def __hash__(self):\n        return 9\n\n    def weigh")
    assert [row["path"] for row in answer["tests_to_run"]] == ["tests/test_crates.py"]


def test_an_added_method_of_its_own_name_concerns_nobody(tmp_path: Path) -> None:
    answer = _changed(tmp_path, "    def weigh", "    def empty(self):\n        return 9\n\n    def weigh")
    assert answer["risk_reasons"] == ["nothing that runs is changed"]
