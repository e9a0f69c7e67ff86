"""PHP: members behind values that only a documentation comment types, and variables that hold several things."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

COMPOSER = '{"name": "a/shop", "autoload": {"psr-4": {"Shop\\\\": "src/"}}}\n'
CLASSES = {
    "composer.json": COMPOSER,
    "src/Order.php": "<?php\nnamespace Shop;\nclass Order {\n  public function total() {}\n}\n",
    "src/Cart.php": "<?php\nnamespace Shop;\nclass Cart {\n  public function total() {}\n}\n",
}
USES = {
    "parameter": "/** @param Order|null $one */\nfunction run($one) {\n  $one->total();\n}\n",
    "array": "/** @param Order[] $all */\nfunction run(array $all) {\n  foreach ($all as $number => $one) { $one->total(); }\n}\n",
    "generic": "/** @param array<int, \\Shop\\Order> $all */\nfunction run(array $all) {\n  foreach ($all as &$one) { $one->total(); }\n}\n",
    "result": "/** @return Order */\nfunction one() {}\nfunction run() { one()->total(); }\n",
    "variable": "function run($all) {\n  /** @var Order $one */\n  foreach ($all as $one) { $one->total(); }\n}\n",
    "assigned": "function run($all) {\n  /** @var Order */\n  $one = $all['x'];\n  $one->total();\n}\n",
    "field": "class Run {\n  /** @var ?Order */\n  private $one;\n  function run() { $this->one->total(); }\n}\n",
    "property": "/**\n * @property-read Order $one\n */\nclass Run {\n  function run() { $this->one->total(); }\n}\n",
    "method": "/**\n * @method static Order make(int $size)\n */\nclass Run {\n  function run() { Run::make(1)->total(); }\n}\n",
    "itself": (
        "class Run {\n  /** @return $this */\n  function with() {}\n  /** @return Order */\n  function one() {}\n"
        "  function run() { $this->with()->one()->total(); }\n}\n"
    ),
}


@pytest.mark.parametrize("use", USES)
def test_what_a_comment_says_of_a_value(tmp_path: Path, use: str) -> None:
    text = f"<?php\nnamespace Shop;\n{USES[use]}"
    line = next(number for number, said in enumerate(text.splitlines(), 1) if "->total()" in said)
    write(tmp_path, {**CLASSES, "src/Run.php": text})
    assert _sure(tmp_path, "Order") == [line]
    assert _told(tmp_path, "Cart") == []


def test_type_parameters_of_comments_and_several_classes_are_left_open(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            **CLASSES,
            "src/Run.php": (
                "<?php\nnamespace Shop;\n/**\n * @template TOrder of Order\n * @param TOrder $one\n * @param Order|Cart $two\n */\n"
                "function run($one, $two) {\n  $one->total();\n  $two->total();\n}\n"
            ),
        },
    )
    assert _told(tmp_path, "Order") == _told(tmp_path, "Cart") == [9, 10]
    assert _sure(tmp_path, "Order") == _sure(tmp_path, "Cart") == []


def test_a_variable_that_is_given_different_things_is_left_open(tmp_path: Path) -> None:
    """What it was given first was taken for what it is, and the other class's use was not told."""
    write(
        tmp_path,
        {
            **CLASSES,
            "src/Run.php": (
                "<?php\nnamespace Shop;\nfunction run() {\n  $one = new Order();\n  $one->total();\n  $one = new Cart();\n"
                "  $one->total();\n}\n"
            ),
        },
    )
    assert _sure(tmp_path, "Order") == [5]
    assert 7 in _told(tmp_path, "Cart")


def test_a_namespace_names_no_class(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "composer.json": '{"name": "a/shop", "autoload": {"psr-4": {"Shop\\\\": "src/"}}}\n',
            "src/Shop.php": "<?php\nnamespace Shop;\nclass Shop {}\n",
            "src/Run.php": "<?php\nnamespace Shop;\nfunction run() {\n  return new Shop();\n}\n",
            "src/Other.php": "<?php\nnamespace Shop;\nuse Shop\\Tax\\Rate;\nfunction other(Rate $rate) {}\n",
        },
    )
    breaks = Workspace(tmp_path).impact_analysis("src/Shop.php", symbol="Shop", change_type="delete")["breaks"]
    assert [(row["path"], row["line"]) for row in breaks] == [("src/Run.php", 4)]


def test_a_text_of_any_label_ends_no_code(tmp_path: Path) -> None:
    """What followed a `?>` in one whose label is unusual was taken for text, and the names in it for no uses."""
    write(
        tmp_path,
        {
            **CLASSES,
            "tests/RunTest.php": (
                "<?php\nnamespace Shop;\nfunction run() {\n  $text = <<<BLA\n<?xml version='1.0'?>\n<root/>\nBLA;\n  $one = new Order();\n"
                "  $more = send(<<<BLA\n<?xml version='1.0'?>\nBLA, 1);\n  return $one->total();\n}\n"
            ),
        },
    )
    for symbol, line in (("Order", 8), ("Order.total", 12)):
        breaks = Workspace(tmp_path).impact_analysis("src/Order.php", symbol=symbol, change_type="delete")["breaks"]
        assert ("tests/RunTest.php", line) in {(row["path"], row["line"]) for row in breaks}


def _told(root: Path, klass: str, least: float = 0.0) -> list[int]:
    asked = Workspace(root).impact_analysis(f"src/{klass}.php", symbol=f"{klass}.total", change_type="delete")
    rows = [row for row in asked["breaks"] if row.get("confidence", 1.0) >= least]
    return sorted(row["line"] for row in rows if row["path"] == "src/Run.php")


def _sure(root: Path, klass: str) -> list[int]:
    return _told(root, klass, 1.0)
