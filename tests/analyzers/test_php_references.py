"""References in PHP: parts of namespaces, renamed imports, methods that are handed on as a pair of an object and their name."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ..workspaces import write

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
