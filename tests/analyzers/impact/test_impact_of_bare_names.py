"""Impact: bare names that a sign, their own file or function makes others, functions of PHP that need no `use`, tests inside code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

RUNNER = """\
module Shop
  module Runner
    extend self

    def run(name:)
      run = Order.new(name)
      run.save
    end
  end
end
"""
PROGRESS = """\
module Shop
  class Progress
    def initialize(run)
      @run = run
    end

    def value
      @run.count
    end
  end
end
"""
COMMAND = "module Shop\n  class Command\n    def go\n      Runner.run(name: 1)\n    end\n  end\nend\n"


def test_a_variable_of_the_object_or_of_the_method_is_no_method_in_ruby(tmp_path: Path) -> None:
    """`@run`, and `run` that the method itself assigns, are not the method `run`, whose class's name stands before its call."""
    write(tmp_path, {"lib/runner.rb": RUNNER, "lib/progress.rb": PROGRESS, "lib/command.rb": COMMAND})
    found = Workspace(tmp_path).impact_analysis("lib/runner.rb", change_type="signature", symbol="Shop.Runner.run")
    assert [(row["path"], row["line"]) for row in found["breaks"]] == [("lib/command.rb", 4)]
    assert [row["path"] for row in found["impacted_files"]] == ["lib/command.rb"]


RUST = {
    "Cargo.toml": '[package]\nname = "shop"\nversion = "1.0.0"\n',
    "src/main.rs": "mod card;\nmod cash;\nmod forms;\nfn main() { cash::pay(); card::pay(); }\n",
    "src/card.rs": "use super::*;\npub fn pay() { total(1); }\nfn total(cents: u32) -> u32 { cents }\n",
    "src/cash.rs": (
        "use super::*;\npub fn pay() { total(2); }\nfn total(cents: u32) -> u32 { cents }\n"
        "#[cfg(test)]\nmod tests {\n    #[test]\n    fn pays() { super::pay(); }\n}\n"
    ),
    "src/forms.rs": "macro_rules! form {\n    ($total:path) => { $total(1) };\n}\n",
}


def test_a_file_of_rust_means_its_own_function_and_a_macro_its_parameter(tmp_path: Path) -> None:
    write(tmp_path, RUST)
    found = Workspace(tmp_path).impact_analysis("src/card.rs", change_type="signature", symbol="total")
    assert [(row["path"], row["line"]) for row in found["breaks"]] == [("src/card.rs", 2)]
    assert [row["path"] for row in found["impacted_files"]] == ["src/main.rs"]


def test_tests_inside_of_the_code_are_tests_to_run(tmp_path: Path) -> None:
    """A package whose tests all stand beside what they test was told to have none."""
    write(tmp_path, RUST)
    found = Workspace(tmp_path).impact_analysis("src/cash.rs", symbol="pay")
    assert [(row["path"], row["reason"]) for row in found["tests_to_run"]] == [
        ("src/cash.rs", "tests stand in its code")
    ]
    assert found["test_command"] == "cargo test cash"
    assert "untested" not in found
    said = [reason for reason in found["risk_reasons"] if "protection" in reason]
    assert said == ["+4 protection: tests stand in the code that it reaches, and no test file uses it directly"]


PHP = {
    "app/helpers/rate_helper.php": (
        "<?php\nif (!function_exists('rate_limit')) {\n    function rate_limit(string $ip): void\n    {\n"
        "        echo $ip;\n    }\n}\nfunction str_contains($a, $b) { return true; }\n"
        "function json_encode($a) { return ''; }\n"
    ),
    "app/core/Base.php": (
        "<?php\nclass Base\n{\n    function go()\n    {\n        rate_limit(json_encode('x'));\n    }\n    function rate_limit() { $this->rate_limit(); }\n}\n"
    ),
    "app/api/Door.php": "<?php\nnamespace Api;\nclass Door\n{\n    function go() { rate_limit('y'); }\n}\n",
    "app/core/Other.php": "<?php\nclass Other\n{\n    function go($a) { $a->rate_limit(); $rate_limit = 1; return str_contains($rate_limit, 1); }\n}\n",
}


def test_a_function_of_no_namespace_is_called_without_an_import_in_php(tmp_path: Path) -> None:
    """Files that a framework loads define such functions; what stands in for one of PHP's own is not what everyone calls."""
    write(tmp_path, PHP)
    helper = "app/helpers/rate_helper.php"
    found = Workspace(tmp_path).impact_analysis(helper, change_type="delete", symbol="rate_limit")
    assert {(row["path"], row["line"]) for row in found["breaks"]} == {
        ("app/api/Door.php", 5),
        ("app/core/Base.php", 6),
    }
    for name in ("str_contains", "json_encode"):
        brought = Workspace(tmp_path).impact_analysis(helper, change_type="delete", symbol=name)
        assert (brought["breaks"], brought["impacted_files"]) == ([], [])
