"""References in languages whose scopes are not read: the receiver's declared type tells members of one name apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from groundplan import Workspace
from groundplan.analyzers.impact.receivers.receivers import read_receivers
from groundplan.indexer.languages import prepared
from groundplan.indexer.languages.trees import parse

from ...workspaces import write

GO = {
    "go.mod": "module example.com/shop\n\ngo 1.22\n",
    "shop/cart.go": """package shop

type Cart struct{ log *Log }

func (c *Cart) Close() {}

type Log struct{}

func (l *Log) Close() {}

func NewCart() *Cart { return &Cart{} }
""",
    "shop/use.go": """package shop

func first(c *Cart, other Unknown) {
	c.Close()
	c.log.Close()
	other.Close()
}

func second() {
	mine := NewCart()
	mine.Close()
	for _, each := range all() {
		each.Close()
	}
}
""",
}
JAVA = {
    "src/main/java/a/Cart.java": "package a;\npublic class Cart {\n  public void close() {}\n}\n",
    "src/main/java/a/Log.java": "package a;\npublic class Log {\n  public void close() {}\n}\n",
    "src/main/java/a/Use.java": """package a;
public class Use extends Base {
  private final Log log = new Log();
  void run(Cart cart) {
    cart.close();
    this.log.close();
    log.close();
    var made = new Cart();
    made.close();
    close(1);
  }
}
""",
}
CSHARP = {
    "Cart.cs": "namespace A;\npublic class Cart {\n  public void Close() {}\n}\n",
    "Log.cs": "namespace A;\npublic class Log {\n  public void Close() {}\n}\n",
    "Use.cs": """namespace A;
public class Use {
  private readonly Log _log;
  public Cart Cart { get; set; }
  void Run() {
    _log.Close();
    Cart.Close();
    this.Cart?.Close();
  }
}
""",
}
PHP = {
    "composer.json": '{"autoload": {"psr-4": {"A\\\\": "src/"}}}',
    "src/Cart.php": "<?php\nnamespace A;\nclass Cart {\n  public function close() {}\n}\n",
    "src/Log.php": "<?php\nnamespace A;\nclass Log {\n  public function close() {}\n}\n",
    "src/Use.php": """<?php
namespace A;
class User {
  public function __construct(private Log $log) {}
  public function run(Cart $cart) {
    $cart->close();
    $this->log->close();
    $other = new Cart();
    $other->close();
  }
}
""",
}
KOTLIN = {
    "src/main/kotlin/a/Cart.kt": "package a\nclass Cart {\n  fun close() {}\n}\n",
    "src/main/kotlin/a/Log.kt": "package a\nclass Log {\n  fun close() {}\n}\n",
    "src/main/kotlin/a/Use.kt": """package a
class Use(private val log: Log) {
  fun run(cart: Cart) {
    cart.close()
    log.close()
    val made = Cart()
    made.close()
  }
}
""",
}
RUST = {
    "Cargo.toml": '[package]\nname = "a"\nversion = "0.1.0"\n',
    "src/lib.rs": """pub struct Cart { log: Log }
impl Cart {
    pub fn new() -> Self { todo!() }
    pub fn close(&self) {}
}
pub struct Log;
impl Log {
    pub fn new() -> Self { Log }
    pub fn close(&self) {}
}
fn run(cart: &Cart) {
    cart.close();
    cart.log.close();
    let made = Cart::new();
    made.close();
}
""",
}


@pytest.mark.parametrize(
    ("files", "path", "symbol", "expected"),
    [
        (GO, "shop/cart.go", "Cart.Close", {("shop/use.go", 4): 1.0, ("shop/use.go", 11): 1.0}),
        (GO, "shop/cart.go", "Log.Close", {("shop/use.go", 5): 1.0}),
        (JAVA, "src/main/java/a/Cart.java", "Cart.close", {("src/main/java/a/Use.java", 5): 1.0, ("src/main/java/a/Use.java", 9): 1.0}),
        (JAVA, "src/main/java/a/Log.java", "Log.close", {("src/main/java/a/Use.java", 6): 1.0, ("src/main/java/a/Use.java", 7): 1.0}),
        (CSHARP, "Cart.cs", "Cart.Close", {("Use.cs", 7): 1.0, ("Use.cs", 8): 1.0}),
        (CSHARP, "Log.cs", "Log.Close", {("Use.cs", 6): 1.0}),
        (PHP, "src/Cart.php", "Cart.close", {("src/Use.php", 6): 1.0, ("src/Use.php", 9): 1.0}),
        (PHP, "src/Log.php", "Log.close", {("src/Use.php", 7): 1.0}),
        (KOTLIN, "src/main/kotlin/a/Cart.kt", "Cart.close", {("src/main/kotlin/a/Use.kt", 4): 1.0, ("src/main/kotlin/a/Use.kt", 7): 1.0}),
        (KOTLIN, "src/main/kotlin/a/Log.kt", "Log.close", {("src/main/kotlin/a/Use.kt", 5): 1.0}),
        (RUST, "src/lib.rs", "Cart.close", {("src/lib.rs", 12): 1.0, ("src/lib.rs", 15): 1.0}),
        (RUST, "src/lib.rs", "Cart.new", {("src/lib.rs", 14): 1.0}),
    ],
)  # fmt: skip
def test_members_of_one_name_are_told_apart(
    tmp_path: Path, files: dict[str, str], path: str, symbol: str, expected: dict[tuple[str, int], float]
) -> None:
    answer = Workspace(write(tmp_path, files)).impact_analysis(path, symbol=symbol, change_type="delete")
    assert {(row["path"], row["line"]): row.get("confidence", 1.0) for row in answer["breaks"]} == expected


def test_calls_with_another_number_of_arguments_mean_something_else(tmp_path: Path) -> None:
    files = {
        "src/main/kotlin/a/A.kt": "package a\nclass A {\n  fun ring(n: Int) {}\n}\n",
        "src/main/kotlin/a/B.kt": "package a\nclass B {\n  fun ring() {}\n}\n",
        "src/main/kotlin/a/Use.kt": "package a\nclass Use {\n  fun use() {\n    other().ring(1)\n    other().ring()\n  }\n}\n",
    }
    answer = Workspace(write(tmp_path, files)).impact_analysis(
        "src/main/kotlin/a/A.kt", symbol="A.ring", change_type="delete"
    )
    assert [(row["path"], row["line"], row["confidence"]) for row in answer["breaks"]] == [
        ("src/main/kotlin/a/Use.kt", 4, 0.5)
    ]


def test_signature_lists_the_calls(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, JAVA)).impact_analysis(
        "src/main/java/a/Cart.java", symbol="Cart.close", change_type="signature"
    )
    assert [(row["line"], row["reason"]) for row in answer["breaks"]] == [
        (5, "calls it: its arguments may no longer fit"),
        (9, "calls it: its arguments may no longer fit"),
    ]


def test_a_generic_function_of_go_is_called_with_its_types_written(tmp_path: Path) -> None:
    """`New[K, V](size)` is written as a conversion is; what it gives has the type that the own package's function says."""
    files = {
        "go.mod": "module example.com/shop\n\ngo 1.22\n",
        "cache/cache.go": "package cache\n\ntype Cache[K any] struct{}\n\nfunc New[K any](n int) *Cache[K] { return nil }\n\nfunc (c *Cache[K]) Add(k K) {}\n",
        "cache/use.go": "package cache\n\nfunc use() {\n\tc := New[int](2)\n\tc.Add(1)\n}\n",
        "other/other.go": "package other\n\ntype List[K any] struct{}\n\nfunc New[K any](n int) *List[K] { return nil }\n\nfunc (l *List[K]) Add(k K) {}\n",
        "main.go": 'package main\n\nimport "example.com/shop/cache"\n\nfunc main() {\n\tc := cache.New[string](2)\n\tc.Add("a")\n}\n',
    }
    workspace = Workspace(write(tmp_path, files))
    made = workspace.impact_analysis("cache/cache.go", symbol="New", change_type="delete")["breaks"]
    assert [(row["path"], row["line"]) for row in made] == [("cache/use.go", 4), ("main.go", 6)]
    added = workspace.impact_analysis("cache/cache.go", symbol="Cache.Add", change_type="delete")["breaks"]
    assert [(row["path"], row["line"], row.get("confidence", 1.0)) for row in added] == [
        ("cache/use.go", 5, 1.0),
        ("main.go", 7, 1.0),
    ]
    assert workspace.impact_analysis("other/other.go", symbol="List.Add", change_type="delete")["breaks"] == []


def test_a_constructor_named_as_its_class_runs_where_an_object_is_made(tmp_path: Path) -> None:
    files = {
        "src/main/java/a/Cart.java": "package a;\npublic class Cart {\n  private Cart last;\n  public Cart(int size) {}\n}\n",
        "src/main/java/b/Cart.java": "package b;\npublic class Cart {\n  public Cart(int size) {}\n}\n",
        "src/main/java/b/Far.java": "package b;\nclass Far {\n  Cart cart = new Cart(1);\n}\n",
        "src/main/java/a/Use.java": "package a;\nclass Use {\n  Cart held;\n  Object made = new Cart(1);\n  Object none = new Cart(1, 2);\n}\n",
    }
    answer = Workspace(write(tmp_path, files)).impact_analysis(
        "src/main/java/a/Cart.java", symbol="Cart.Cart", change_type="delete"
    )
    assert [(row["path"], row["line"]) for row in answer["breaks"]] == [("src/main/java/a/Use.java", 4)]


def test_a_call_on_an_interface_can_run_what_implements_it(tmp_path: Path) -> None:
    files = {
        "IStore.cs": "namespace A;\npublic interface IStore {\n  void Save(int n);\n}\n",
        "Store.cs": "namespace A;\npublic class Store : IStore {\n  public void Save(int n) {}\n}\n",
        "Other.cs": "namespace A;\npublic class Other {\n  public void Save(int n) {}\n}\n",
        "Use.cs": "namespace B;\npublic class Use {\n  private readonly IStore _store;\n  void Run() {\n    _store.Save(1);\n  }\n}\n",
    }
    workspace = Workspace(write(tmp_path, files))
    answer = workspace.impact_analysis("Store.cs", symbol="Store.Save", change_type="delete")
    assert [(row["path"], row["reason"]) for row in answer["impacted_files"]] == [
        ("Use.cs", "may call Store.Save (line 5)")
    ]
    assert answer["breaks"] == []
    assert workspace.impact_analysis("Other.cs", symbol="Other.Save")["impacted_files"] == []


DECLARED = {
    "lib/dict.h": "int dict_resize(int size);\n",
    "lib/dict.c": '#include "dict.h"\n\nint dict_resize(int size) {\n    return size;\n}\n',
    "lib/server.c": '#include "dict.h"\n\nint start(void) {\n    return dict_resize(2);\n}\n',
}


@pytest.mark.parametrize("path", ["lib/dict.c", "lib/dict.h"])
def test_a_header_declares_what_another_file_defines(tmp_path: Path, path: str) -> None:
    answer = Workspace(write(tmp_path, DECLARED)).impact_analysis(path, symbol="dict_resize", change_type="delete")
    assert ("lib/server.c", 4, 0.9) in [(row["path"], row["line"], row["confidence"]) for row in answer["breaks"]]


COPS = {
    "lib/base.rb": "class Base\n  def run\n    node_for(1)\n  end\nend\n",
    "lib/indent.rb": "class Indent < Base\n  def node_for(item)\n    item\n  end\n\n  def check\n    node_for(2)\n  end\nend\n",
    "lib/align.rb": "require_relative 'indent'\n\nclass Align\n  def node_for(item)\n    item\n  end\n\n  def check\n    node_for(3)\n  end\nend\n",
    "lib/deep.rb": "require_relative 'indent'\n\nclass Deep < Indent\n  def check\n    node_for(4)\n  end\nend\n",
}


def test_a_name_alone_in_ruby_is_of_the_own_class_or_one_above(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, COPS)).impact_analysis(
        "lib/indent.rb", symbol="Indent.node_for", change_type="delete"
    )
    assert [(row["path"], row["line"]) for row in answer["breaks"]] == [
        ("lib/base.rb", 3),
        ("lib/deep.rb", 5),
        ("lib/indent.rb", 7),
    ]


CHAINS = {
    "C#": "class A { void F() { x%s; } }",
    "Go": "package a\nfunc f() { x%s }",
    "Java": "class A { void f() { x%s; } }",
    "Kotlin": "fun f() { x%s }",
    "PHP": "<?php function f() { $x%s; }",
    "Rust": "fn f() { x%s; }",
}


@pytest.mark.parametrize("name", CHAINS)
def test_a_long_chain_of_calls_comes_to_an_end(name: str) -> None:
    """What stands before each call is asked about once; asked about twice, 30 calls took longer than anyone waits."""
    link = "->run()" if name == "PHP" else ".run()"
    source, dialect = prepared(name, (CHAINS[name] % (link * 80)).encode())
    assert len(read_receivers(parse(source, dialect).root_node)["uses"]["run"]) == 80


def test_what_earlier_questions_read_changes_no_answer(tmp_path: Path) -> None:
    """Of several hundred files that say a name some were read for one question, and what it kept of them made the next one see more."""
    calls = {
        f"shop/use{number}.go": f"package shop\n\nfunc use{number}(log *Log) {{\n\tlog.Close()\n}}\n"
        for number in range(300)
    }
    workspace = Workspace(write(tmp_path, GO | calls))
    asked: dict[str, Any] = {"symbol": "Cart.Close", "change_type": "delete", "limit": 0}
    first = workspace.impact_analysis("shop/cart.go", **asked)
    workspace.impact_analysis("shop/cart.go", symbol="Log.Close")
    for kept in workspace.index_path.parent.glob("answers.db*"):
        kept.unlink()
    assert workspace.impact_analysis("shop/cart.go", **asked) == first
    assert not [row for row in first["impacted_files"] if row["path"] in calls]


def test_of_a_name_alone_and_behind_a_value_the_surer_counts(tmp_path: Path) -> None:
    files = {
        "shop/Order.kt": "package shop\n\nclass Order(val label: String)\n",
        "shop/Row.kt": "package shop\n\nclass Row(val label: String)\n",
        "shop/Use.kt": "package shop\n\nfun row(order: Order) = Row(\n    label = order.label,\n)\n",
    }
    answer = Workspace(write(tmp_path, files)).impact_analysis(
        "shop/Order.kt", symbol="Order.label", change_type="delete"
    )
    assert [(row["line"], row.get("confidence", 1.0)) for row in answer["breaks"]] == [(4, 1.0)]


def test_a_static_import_of_java_says_what_is_meant(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "src/main/java/a/Pattern.java": "package a;\npublic class Pattern {\n  public static Pattern compile(String text) { return null; }\n}\n",
            "src/main/java/b/Use.java": "package b;\nimport static a.Pattern.*;\nimport a.Pattern;\nclass Use {\n  void use() {\n"
            '    Pattern.compile("2");\n    compile("3");\n  }\n}\n',
            "src/main/java/b/Compiler.java": "package b;\nclass Compiler {\n  void compile(String text) {}\n}\n",
        },
    )  # fmt: skip
    rows = Workspace(tmp_path).impact_analysis(
        "src/main/java/a/Pattern.java", symbol="Pattern.compile", change_type="delete"
    )
    assert [(row["path"], row["line"], row.get("confidence", 1)) for row in rows["breaks"]] == [
        ("src/main/java/b/Use.java", 6, 1),
        ("src/main/java/b/Use.java", 7, 1),
    ]
