"""tests_to_run in Ruby and PHP, whose languages call methods that no code names."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

RUBY = {
    "lib/scanner.rb": (
        "class Scanner\n"
        "  def initialize(text)\n    @text = text\n  end\n\n"
        "  def tag=(tag)\n    @tag = tag\n  end\n\n"
        "  def each\n    yield @text\n  end\n\n"
        "  def rest\n    @text\n  end\n\n"
        '  def scan(kind)\n    send("scan_#{kind}")\n  end\n\n'
        "  def scan_word\n    @text\n  end\n"
        "end\n"
    ),
    "test/scan_test.rb": (
        'require "minitest/autorun"\nrequire_relative "../lib/scanner"\n\nclass ScanTest < Minitest::Test\n'
        '  def test_scan\n    scanner = Scanner.new("a")\n    scanner.tag = "<"\n    scanner.scan(:word)\n  end\nend\n'
    ),
}
PHP = {
    "composer.json": '{"name": "x/y", "require-dev": {"phpunit/phpunit": "^10"}, "autoload": {"psr-4": {"Pot\\\\": "src/"}}}',
    "src/Rows.php": (
        "<?php\nnamespace Pot;\n\nclass Rows implements \\IteratorAggregate\n{\n"
        "    public function __construct(private array $rows) {}\n\n"
        "    public static function of(array $rows): self { return new self($rows); }\n\n"
        "    public function getIterator(): \\Iterator { return new \\ArrayIterator($this->rows); }\n\n"
        "    public function first(): mixed { return $this->rows[0]; }\n"
        "}\n"
    ),
    "tests/RowsTest.php": (
        "<?php\nnamespace Pot\\Tests;\n\nuse PHPUnit\\Framework\\TestCase;\nuse Pot\\Rows;\n\n"
        "class RowsTest extends TestCase\n{\n"
        "    public function testRows(): void { foreach (Rows::of([1]) as $row) { $this->assertSame(1, $row); } }\n}\n"
    ),
}


@pytest.mark.parametrize(
    ("method", "runs"),
    [("initialize", True), ("each", True), ("tag=", True), ("scan_word", True), ("rest", False)],
)
def test_what_ruby_calls(tmp_path: Path, method: str, runs: bool) -> None:
    workspace = Workspace(write(tmp_path, RUBY))
    answer = workspace.impact_analysis("lib/scanner.rb", symbol=f"Scanner.{method}")
    assert [row["path"] for row in answer["tests_to_run"]] == ["test/scan_test.rb"] * runs


@pytest.mark.parametrize(("method", "runs"), [("__construct", True), ("getIterator", True), ("first", False)])
def test_what_php_calls(tmp_path: Path, method: str, runs: bool) -> None:
    workspace = Workspace(write(tmp_path, PHP))
    answer = workspace.impact_analysis("src/Rows.php", symbol=f"Rows.{method}")
    assert [row["path"] for row in answer["tests_to_run"]] == ["tests/RowsTest.php"] * runs


def test_an_assignment_breaks_with_the_method_that_it_calls(tmp_path: Path) -> None:
    workspace = Workspace(write(tmp_path, RUBY))
    breaks = workspace.impact_analysis("lib/scanner.rb", symbol="Scanner.tag=", change_type="delete")["breaks"]
    assert [(row["path"], row["line"]) for row in breaks] == [("test/scan_test.rb", 7)]


def test_subclasses_run_the_tests_of_their_base(tmp_path: Path) -> None:
    base = PHP["tests/RowsTest.php"].replace("class RowsTest", "abstract class RowsTestCase")
    below = (
        "<?php\nnamespace Pot\\Tests;\n\nclass FewRowsTest extends RowsTestCase\n{\n"
        "    public function testNone(): void { $this->assertTrue(true); }\n}\n"
    )
    files = {"tests/RowsTestCase.php": base, "tests/FewRowsTest.php": below, "tests/RowsTest.php": "<?php\n"}
    workspace = Workspace(write(tmp_path, {**PHP, **files}))
    rows = workspace.impact_analysis("src/Rows.php", symbol="Rows.of")["tests_to_run"]
    assert "tests/FewRowsTest.php" in [row["path"] for row in rows]
