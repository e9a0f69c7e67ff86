"""Changes that no test is seen to run, and what is added in the place of something."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
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


def _changed(root: Path, old: str, new: str, further: dict[str, str] | None = None) -> Impact:
    write(root, FILES)
    commit_all(root, "first")
    write(root, {"shop/boxes.py": FILES["shop/boxes.py"].replace(old, new), **(further or {})})
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


def test_a_file_that_is_only_added_to_is_tested_beside_what_tests_reach(tmp_path: Path) -> None:
    write(tmp_path, {"shop/spare.py": "OLD = 1\n", "tests/test_spare.py": "import shop.spare\n"})
    answer = _changed(tmp_path, "return 1", "return 4", {"shop/spare.py": "OLD = 1\n\n\ndef new():\n    return 1\n"})
    assert [(row["path"], row["distance"]) for row in answer["tests_to_run"]] == [
        ("tests/test_boxes.py", 1),
        ("tests/test_crates.py", 1),
        ("tests/test_spare.py", 0),
    ]


def test_tests_of_types_are_called_like_what_they_test(tmp_path: Path) -> None:
    write(tmp_path, {"src/net.ts": "type Net = 1;\nexport type All = Net;\n", "tests/net.test-d.ts": "export {};\n"})
    answer = _changed(tmp_path, "", "", {"src/net.ts": "type Net = 2;\nexport type All = Net;\n"})
    assert [row["path"] for row in answer["tests_to_run"]] == ["tests/net.test-d.ts"]


def test_the_specs_of_a_class_whose_module_stays_break_with_it(tmp_path: Path) -> None:
    box = {"lib/shop/box.rb": "module Shop\n  class Box\n    def size\n      1\n    end\n  end\nend\n"}
    spec = "RSpec.describe Shop::Box do\n  it { expect(Shop::Box.new.size).to eq(1) }\nend\n"
    write(
        tmp_path, {**box, "lib/shop/crate.rb": "module Shop\n  class Crate\n  end\nend\n", "spec/sizes_spec.rb": spec}
    )
    commit_all(tmp_path, "first")
    (tmp_path / "lib/shop/box.rb").unlink()
    answer = Workspace(tmp_path).impact_analysis(diff="HEAD")
    assert [(row["path"], row["reason"]) for row in answer["tests_to_run"]] == [
        ("spec/sizes_spec.rb", "uses it directly")
    ]


BASES = {
    "src/main/java/a/Base.java": "package a;\n\npublic class Base {\n    public int run() {\n        return step();\n    }\n\n    protected int step() {\n        return 1;\n    }\n}\n",
    "src/main/java/a/Part.java": "package a;\n\npublic class Part extends Base {\n    int own() {\n        return 3;\n    }\n}\n",
    "src/test/java/a/PartTest.java": "package a;\n\nclass PartTest {\n    @Test\n    void runs() {\n        new Part().run();\n    }\n}\n",
    "src/test/java/a/OtherTest.java": "package a;\n\nclass OtherTest {\n    @Test\n    void waits() {}\n}\n",
    "lib/base.rb": "class Base\n  def run\n    step\n  end\n\n  def step; end\nend\n",
    "lib/part.rb": "require_relative 'base'\nclass Part < Base\n  def own; end\nend\n",
    "test/test_part.rb": "require_relative '../lib/part'\nclass TestPart\n  def test_run\n    Part.new.run\n  end\nend\n",
    "Cargo.toml": '[package]\nname = "part"\nversion = "0.1.0"\n',
    "src/lib.rs": "pub struct Part;\n\nimpl Iterator for Part {\n    type Item = u8;\n    fn next(&mut self) -> Option<u8> {\n        None\n    }\n}\n",
    "tests/part.rs": "use part::Part;\n\n#[test]\nfn runs() {\n    assert_eq!(Part.nth(2), None);\n}\n",
}


@pytest.mark.parametrize(
    ("path", "before", "added", "test"),
    [
        ("src/main/java/a/Part.java", "    int own", "    protected int step() {\n        return 2;\n    }\n\n", "src/test/java/a/PartTest.java"),
        ("lib/part.rb", "  def own", "  def step; end\n", "test/test_part.rb"),
        ("src/lib.rs", "    fn next", "    fn nth(&mut self, at: usize) -> Option<u8> {\n        None\n    }\n", "tests/part.rs"),
    ],
)  # fmt: skip
def test_an_added_override_concerns_who_calls_what_it_overrides(
    tmp_path: Path, path: str, before: str, added: str, test: str
) -> None:
    write(tmp_path, BASES)
    commit_all(tmp_path, "first")
    write(tmp_path, {path: BASES[path].replace(before, added + before)})
    assert [row["path"] for row in Workspace(tmp_path).impact_analysis(diff="HEAD")["tests_to_run"]] == [test]
