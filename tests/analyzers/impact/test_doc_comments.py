"""Documentation comments break with what they name."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

PHP = {
    "composer.json": '{"name": "a/shop", "autoload": {"psr-4": {"Shop\\\\": "src/"}}}\n',
    "src/Order.php": "<?php\nnamespace Shop;\nclass Order {\n  public $total;\n  public function pay() {}\n}\n",
    "src/Use.php": (
        "<?php\nnamespace Shop;\nclass UseIt {\n  /**\n   * An Order is paid.\n   *\n   * @param array<string, Order>|null $orders the Order\n"
        "   * @return Order[]\n   * @see Order::pay()\n   * @throws OrderError\n   * @param \\Shop\\Order\\Line $line\n   * @param \\Shop\\Order $order\n   */\n  public function run($orders) {}\n}\n"
    ),
    "src/Other/Use.php": "<?php\nnamespace Shop\\Other;\nuse Else\\Order;\nclass UseIt {\n  /** @var Order */\n  private $order;\n}\n",
}
CSHARP = {
    "a.csproj": '<Project Sdk="Microsoft.NET.Sdk"></Project>\n',
    "Order.cs": (
        'namespace A;\n/// <summary>See <see cref="Pay"/>.</summary>\npublic class Order {\n  public void Pay() {}\n\n'
        '  /// <summary><see cref="Pay"/> and <see cref="Order"/></summary>\n  public int Total;\n}\n'
    ),
    "Use.cs": 'namespace A;\n/// <see cref="Order.Pay()"/> pays an Order.\npublic class Use {}\n',
}
JAVA = {
    "src/main/java/a/Order.java": "package a;\npublic class Order {\n  public void pay() {}\n}\n",
    "src/main/java/a/Use.java": (
        "package a;\n/** Runs {@link Order#pay()}.\n * @see Order\n * @throws Other of an Order */\npublic class Use {}\n"
    ),
}


@pytest.mark.parametrize(
    ("files", "path", "symbol", "lines"),
    [
        (
            PHP,
            "src/Order.php",
            "Order",
            [("src/Use.php", 7), ("src/Use.php", 8), ("src/Use.php", 9), ("src/Use.php", 12)],
        ),
        (PHP, "src/Order.php", "Order.pay", [("src/Use.php", 9)]),
        (CSHARP, "Order.cs", "Order", [("Use.cs", 2)]),
        (CSHARP, "Order.cs", "Order.Pay", [("Order.cs", 2), ("Order.cs", 6), ("Use.cs", 2)]),
        (
            JAVA,
            "src/main/java/a/Order.java",
            "Order",
            [("src/main/java/a/Use.java", 2), ("src/main/java/a/Use.java", 3)],
        ),
        (JAVA, "src/main/java/a/Order.java", "Order.pay", [("src/main/java/a/Use.java", 2)]),
    ],
)
def test_what_a_comment_names(
    tmp_path: Path, files: dict[str, str], path: str, symbol: str, lines: list[tuple[str, int]]
) -> None:
    write(tmp_path, files)
    breaks = Workspace(tmp_path).impact_analysis(path, symbol=symbol, change_type="delete")["breaks"]
    found = [(row["path"], row["line"]) for row in breaks if row["reason"] == "a documentation comment names it"]
    assert found == lines
