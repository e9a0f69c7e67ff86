"""References in PHP: parts of namespaces, renamed imports, methods that are handed on as a pair of an object and their name,
and calls of a constructor.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

SHOP = {
    "composer.json": '{"name": "a/shop", "autoload": {"psr-4": {"Shop\\\\": "src/"}}}\n',
    "src/Cart.php": (
        "<?php\nnamespace Shop;\nclass Cart {\n  public static function total() {}\n  public function sum() {}\n"
        "  public function calls() {\n    run([self::class, 'total']);\n    run([$this, 'sum'], ['cart', 'sum']);\n  }\n}\n"
    ),
    "src/Cart/Item.php": "<?php\nnamespace Shop\\Cart;\nclass Item {}\n",
    "src/Use.php": (
        "<?php\nnamespace Shop;\nuse Other\\Cart as Theirs;\nuse Shop\\Cart\\Item;\nclass UseIt {\n  public function run(Cart $cart) {\n"
        "    call([Cart::class, \"total\"]);\n    call([$cart, 'sum']);\n    return new Item(new Theirs());\n  }\n}\n"
    ),
}


@pytest.mark.parametrize(
    ("symbol", "lines"),
    [
        ("Cart", [("src/Use.php", 6), ("src/Use.php", 7)]),
        ("Cart.total", [("src/Cart.php", 7), ("src/Use.php", 7)]),
        ("Cart.sum", [("src/Cart.php", 8), ("src/Use.php", 8)]),
    ],
)
def test_a_name_in_php(tmp_path: Path, symbol: str, lines: list[tuple[str, int]]) -> None:
    write(tmp_path, SHOP)
    breaks = Workspace(tmp_path).impact_analysis("src/Cart.php", symbol=symbol, change_type="delete")["breaks"]
    assert [(row["path"], row["line"]) for row in breaks] == lines


GROUPED = {
    "composer.json": '{"name": "a/shop", "autoload": {"psr-4": {"Shop\\\\": "src/"}}}\n',
    "src/Maps/Line.php": "<?php\nnamespace Shop\\Maps;\nclass Line {\n  const MAP = 1;\n}\n",
    "src/Maps/Order.php": "<?php\nnamespace Shop\\Maps;\nclass Order {\n  const MAP = 2;\n}\n",
    "src/Use.php": (
        "<?php\nnamespace Shop;\nuse Shop\\Maps;\nuse Shop\\Maps\\{Line, Order};\nclass UseIt {\n  function run() {\n"
        "    return Maps\\Order::MAP + Line::MAP;\n  }\n}\n"
    ),
}


@pytest.mark.parametrize(
    ("symbol", "lines"), [("Order", [("src/Use.php", 4), ("src/Use.php", 7)]), ("Order.MAP", [("src/Use.php", 7)])]
)
def test_a_group_of_imports_and_a_constant_behind_a_namespace(
    tmp_path: Path, symbol: str, lines: list[tuple[str, int]]
) -> None:
    write(tmp_path, GROUPED)
    breaks = Workspace(tmp_path).impact_analysis("src/Maps/Order.php", symbol=symbol, change_type="delete")["breaks"]
    assert [(row["path"], row["line"]) for row in breaks] == lines
    line = Workspace(tmp_path).impact_analysis("src/Maps/Line.php", symbol="Line.MAP", change_type="delete")["breaks"]
    assert [(row["line"], "confidence" in row) for row in line] == [(7, False)]


MADE = {
    "composer.json": '{"name": "a/shop", "autoload": {"psr-4": {"Shop\\\\": "src/"}}}\n',
    "src/Order.php": (
        "<?php\nnamespace Shop;\nclass Order {\n  public function __construct(int $a) {}\n"
        "  public static function of() {\n    return new self(1);\n  }\n}\n"
    ),
    "src/Rush.php": "<?php\nnamespace Shop;\nclass Rush extends Order {}\n",
    "src/Big.php": (
        "<?php\nnamespace Shop;\nclass Big extends Order {\n  public function __construct() {\n    parent::__construct(2);\n  }\n}\n"
    ),
    "src/Use.php": (
        "<?php\nnamespace Shop;\nfunction run(Order $order) {\n  new Order(1);\n  new Rush(2);\n  new Big();\n  new \\Order(3);\n"
        "  return Order::class;\n}\n"
    ),
}


def test_a_constructor_is_called_by_its_class_and_by_those_below_that_have_none(tmp_path: Path) -> None:
    """`signature` listed no call of a constructor at all."""
    write(tmp_path, MADE)
    breaks = Workspace(tmp_path).impact_analysis("src/Order.php", symbol="Order.__construct", change_type="signature")[
        "breaks"
    ]
    assert [(row["path"], row["line"]) for row in breaks] == [
        ("src/Big.php", 5),
        ("src/Order.php", 6),
        ("src/Use.php", 4),
        ("src/Use.php", 5),
    ]


def test_a_function_behind_a_namespace_is_of_that_namespace(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "composer.json": '{"name": "a/shop", "autoload": {"psr-4": {"Shop\\\\": "src/"}, "files": ["src/In/f.php", "src/Out/f.php"]}}\n',
            "src/In/f.php": "<?php\nnamespace Shop\\In;\nfunction order() {}\n",
            "src/Out/f.php": "<?php\nnamespace Shop\\Out;\nfunction order() {}\n",
            "src/Use.php": "<?php\nnamespace Shop;\nfunction run() {\n  \\Shop\\In\\order();\n  Out\\order();\n}\n",
        },
    )
    for folder, line in (("In", 4), ("Out", 5)):
        breaks = Workspace(tmp_path).impact_analysis(f"src/{folder}/f.php", symbol="order", change_type="delete")[
            "breaks"
        ]
        assert [row["line"] for row in breaks if row["path"] == "src/Use.php"] == [line]


def test_a_parameter_of_a_built_in_type_that_is_given_an_object(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "composer.json": '{"name": "a/shop", "autoload": {"psr-4": {"Shop\\\\": "src/"}}}\n',
            "src/Number.php": "<?php\nnamespace Shop;\nclass Number {\n  public static function from(string $text): self { return new self(); }\n"
            "  public function isWhole(): bool { return true; }\n}\n",
            "src/Use.php": "<?php\nnamespace Shop;\nclass Uses {\n  /** @param string $other */\n  public function run(string $one, $other): bool {\n"
            "    $one = Number::from($one);\n    $other = new Number();\n    return $one->isWhole()\n      && $other->isWhole();\n  }\n}\n",
        },
    )
    breaks = Workspace(tmp_path).impact_analysis("src/Number.php", symbol="Number.isWhole", change_type="delete")[
        "breaks"
    ]
    assert [(row["path"], row["line"], row.get("confidence")) for row in breaks] == [
        ("src/Use.php", 8, None),
        ("src/Use.php", 9, None),
    ]


def test_a_method_whose_class_cannot_be_read(tmp_path: Path) -> None:
    """It has no class in its name, whose uses were looked up all the same."""
    broken = (
        "<?php\nclass Pot\n{\n  public function total()\n  {\n    return 1;\n  }\n  public function runs()\n  {\n"
        "    $row1 = merge(self::values(), array(\n      'c' => 1,\n    )#;\n    $row2 = merge(self::values(), array(\n      'c' => 2,\n"
        "    ));\n    $this->free($row1)from ;\n  }\n}\n"
    )
    write(tmp_path, {"pot.php": broken})
    workspace = Workspace(tmp_path)
    workspace.refresh()
    with workspace.index() as index:
        assert ("total", "method") in {(item.qualname, item.kind) for item in index.symbols()}
    assert workspace.impact_analysis("pot.php", symbol="total", change_type="delete")["breaks"] == []


def test_a_class_behind_a_namespace_that_an_import_calls_otherwise(tmp_path: Path) -> None:
    files = {
        "src/Tills/Box.php": "<?php\nnamespace Shop\\Tills;\nclass Box {}\n",
        "src/Posts/Box.php": "<?php\nnamespace Shop\\Posts;\nclass Box {}\n",
        "run.php": "<?php\nuse Shop\\Tills as t;\nuse Shop\\Posts as p;\nfunction run() {\n  new t\\Box();\n  new p\\Box();\n}\n",
    }
    with Workspace(write(tmp_path, files)) as workspace:
        rows = workspace.impact_analysis("src/Tills/Box.php", symbol="Box", change_type="delete")["breaks"]
    assert [(row["path"], row["line"]) for row in rows] == [("run.php", 5)]
