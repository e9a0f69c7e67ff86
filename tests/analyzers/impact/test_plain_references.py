"""References in Go, Java, Kotlin, C# and Rust: what stands outside of a type's body, locals, keys, extensions, packages."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

GO = {
    "go.mod": "module example.com/shop\n\ngo 1.22\n",
    "shop.go": """package shop

import "os/exec"

type Command struct {
	flags int
	Options Options
}

type Options struct{}

func (c *Command) Run(other *Command) {
	flags := c.flags
	use(flags)
	exec.Command("ls")
	_ = Command{flags: 1, Options: Options{}}
}
""",
}
RUST = {
    "Cargo.toml": '[package]\nname = "shop"\nversion = "0.1.0"\n',
    "src/main.rs": (
        "struct Cart {}\n\n#[inline]\nfn total(a: i32, b: i32) -> i32 {\n    a + b\n}\n\n"
        "impl Cart {\n    fn sum(&self) -> i32 {\n        total(1, 2)\n    }\n}\n"
    ),
}
JAVA = {
    "src/main/java/a/Cart.java": (
        "package a;\npublic class Cart {\n  long size;\n  Cart(long size) {\n    this.size = size;\n  }\n"
        "  long twice() {\n    return size * 2;\n  }\n}\n"
    ),
    "src/main/java/a/Use.java": (
        "package a;\nclass Use {\n  Cart run() {\n    long size = 0;\n    size = 1;\n    return new Cart(size);\n  }\n}\n"
    ),
}
CSHARP = {
    "a.csproj": '<Project Sdk="Microsoft.NET.Sdk"></Project>\n',
    "Rules.cs": (
        "namespace A;\npublic class Rule {\n  public Kind Kind { get; set; }\n  public int Code { get; set; }\n"
        "  public Rule(int code) {\n    Code = code;\n  }\n}\npublic class Kind { }\npublic class Other { }\n"
        "public static class RuleExtensions {\n  public static Rule When(this Rule rule, int x) { return rule; }\n}\n"
    ),
    "Use.cs": (
        "namespace A;\nclass Use {\n  void Run(Rule rule, Other other) {\n    rule.When(1);\n    other.When(2);\n  }\n}\n"
    ),
}
KOTLIN = {
    "src/main/kotlin/a/Kinds.kt": (
        "package a\n\nclass Kind\n\nobject Kinds {\n  private fun Kind.isOpen(): Boolean = true\n\n"
        "  fun run(kind: Kind): Boolean {\n    return kind.isOpen()\n  }\n}\n"
    ),
}
PHP = {
    "Kinds.php": (
        "<?php\nclass Kinds {\n  private static array $names = [];\n  private ?string $default = null;\n"
        "  static function all() {\n    $names = [];\n    foreach (self::$names as $one) {}\n    return static::$names;\n  }\n"
        "  function xor($other) {\n    switch ($other) { default: return $this->default; }\n  }\n"
        "  function both($other) {\n    return $other xor $this->xor($other);\n  }\n}\n"
    ),
}
MODULES = {
    "Cargo.toml": '[package]\nname = "a"\nversion = "0.1.0"\n',
    "src/main.rs": (
        "mod nfa;\nuse crate::nfa::thompson;\n\nstruct Fault;\n\nimpl Fault {\n    fn thompson() -> Fault {\n        Fault\n    }\n}\n\n"
        "fn main() {\n    Fault::thompson();\n    crate::nfa::thompson();\n}\n"
    ),
    "src/nfa.rs": "pub fn thompson() {}\n",
}
FORMATS = {
    "a.csproj": '<Project Sdk="Microsoft.NET.Sdk"></Project>\n',
    "Layout.cs": (
        "namespace A;\npublic class Layout {\n  public string Format { get; set; }\n"
        '  public string Text() {\n    return string.Format("{0}", this.Format);\n  }\n'
        '  public string Other() {\n    return string.Format("{0}", 1);\n  }\n}\n'
    ),
}

GO_PACKAGES = {
    "go.mod": "module example.com/shop\n\ngo 1.22\n",
    "text/reader.go": """package text

type Reader interface {
	Position() int
}

type BlockReader interface {
	Reader
	Reset()
}

type reader struct{}

func (r *reader) Position() int { return 0 }

type Segment struct{}

func (s *Segment) Position() int { return 1 }

func NewSegment() *Segment { return &Segment{} }

type Writer interface{}

type Config struct {
	Writer Writer
}
""",
    "parser/parser.go": """package parser

import "example.com/shop/text"

var Writer = 1

func parse(block text.BlockReader) {
	block.Position()
	segment := text.NewSegment()
	segment.Position()
	new(text.Segment).Position()
	use(Writer)
	use(text.Config{Writer: nil})
}
""",
}
PATTERNS = {
    "Cargo.toml": '[package]\nname = "shop"\nversion = "0.1.0"\n',
    "src/main.rs": """struct Cart {
    op: u32,
}
trait Part {
    type Err;
}
impl Part for Cart {
    type Err = u32;
}
fn op(text: &str) -> Result<(u32, &str), u32> {
    Err(1)
}
fn main() {
    let (op, rest) = op("a").unwrap();
    for op in 0..op {
        show(op, rest);
    }
}
""",
}
NODES = {
    "go.mod": "module a\n\ngo 1.22\n",
    "node.go": "package a\n\ntype Node struct {\n\tNext *Node\n}\n\nvar first Node\n",
}
KEYS = {
    "go.mod": "module a\n\ngo 1.22\n",
    "keys.go": """package a

const query = 1

var names = map[int]string{
	query: "QUERY",
}

type Matcher func(int) bool

type Router struct{}

func (r *Router) Matcher(f Matcher) {}

var cases = []struct{ Matcher int }{
	{Matcher: 1},
}
""",
}

CASES = [
    (GO, "shop.go", "Command", [12, 16]),
    (GO, "shop.go", "Command.flags", [13, 16]),
    (GO, "shop.go", "Options", [7, 16]),
    (GO, "shop.go", "Command.Options", [16]),
    (RUST, "src/main.rs", "total", [10]),
    (RUST, "src/main.rs", "Cart", [8]),
    (CSHARP, "Rules.cs", "Rule.Code", [6]),
    (FORMATS, "Layout.cs", "Layout.Format", [5]),
    (PHP, "Kinds.php", "Kinds.names", [7, 8]),
    (PHP, "Kinds.php", "Kinds.default", [11]),
    (PHP, "Kinds.php", "Kinds.xor", [14]),
    (MODULES, "src/main.rs", "Fault.thompson", [13]),
    (CSHARP, "Rules.cs", "Kind", [3]),
    (KOTLIN, "src/main/kotlin/a/Kinds.kt", "Kinds.isOpen", [9]),
    (PATTERNS, "src/main.rs", "op", [14]),
    (PATTERNS, "src/main.rs", "Cart.Err", []),
    (KEYS, "keys.go", "query", [6]),
    (KEYS, "keys.go", "Matcher", [13]),
    (NODES, "node.go", "Node", [7]),
]


@pytest.mark.parametrize(("files", "path", "symbol", "lines"), CASES)
def test_references(tmp_path: Path, files: dict[str, str], path: str, symbol: str, lines: list[int]) -> None:
    rows = Workspace(write(tmp_path, files)).impact_analysis(path, symbol=symbol, change_type="delete")["breaks"]
    assert [row["line"] for row in rows if row["path"] == path] == lines


GO_CASES = [
    ("Segment.Position", [("parser/parser.go", 10), ("parser/parser.go", 11)]),
    ("reader.Position", []),
    ("Writer", [("text/reader.go", 25)]),
]


@pytest.mark.parametrize(("symbol", "places"), GO_CASES)
def test_go_across_packages(tmp_path: Path, symbol: str, places: list[tuple[str, int]]) -> None:
    """Functions of a package have results, interfaces have the methods of those in them, and a bare name is the package's own."""
    workspace = Workspace(write(tmp_path, GO_PACKAGES))
    rows = workspace.impact_analysis("text/reader.go", symbol=symbol, change_type="delete")["breaks"]
    assert [(row["path"], row["line"]) for row in rows] == places


def test_a_rename_reaches_inside_of_what_is_renamed(tmp_path: Path) -> None:
    """A node that points to nodes names itself; what is deleted goes with all that stands in it."""
    rows = Workspace(write(tmp_path, NODES)).impact_analysis("node.go", symbol="Node", change_type="rename")["breaks"]
    assert [row["line"] for row in rows] == [4, 7]


def test_a_local_variable_is_no_field(tmp_path: Path) -> None:
    workspace = Workspace(write(tmp_path, JAVA))
    rows = workspace.impact_analysis("src/main/java/a/Cart.java", symbol="Cart.size", change_type="delete")["breaks"]
    assert [(row["path"].rpartition("/")[2], row["line"]) for row in rows] == [("Cart.java", 5), ("Cart.java", 8)]


def test_an_extension_is_called_on_what_it_extends(tmp_path: Path) -> None:
    workspace = Workspace(write(tmp_path, CSHARP))
    rows = workspace.impact_analysis("Rules.cs", symbol="RuleExtensions.When", change_type="delete")["breaks"]
    assert [(row["path"], row["line"], row.get("confidence", 1)) for row in rows] == [("Use.cs", 4, 1)]


def test_java_imports_of_members_are_references(tmp_path: Path) -> None:
    """The import that names the member is one, and what an import of all members hands out."""
    call = "class {0} {{\n    double total(double x) {{\n        return withTax(x);\n    }}\n}}\n"
    files = {
        "a/Prices.java": "package a;\n\npublic final class Prices {\n    public static double withTax(double x) {\n        return x;\n    }\n}\n",
        "b/One.java": "package b;\n\nimport static a.Prices.withTax;\n\n" + call.format("One"),
        "b/All.java": "package b;\n\nimport static a.Prices.*;\n\n" + call.format("All"),
        "b/None.java": "package b;\n\n" + call.format("None"),
    }
    answer = Workspace(write(tmp_path, files)).impact_analysis(
        "a/Prices.java", symbol="Prices.withTax", change_type="delete"
    )
    assert [(row["path"], row["line"]) for row in answer["breaks"]] == [
        ("b/All.java", 7),
        ("b/One.java", 3),
        ("b/One.java", 7),
    ]


def test_behind_a_value_go_means_a_member_and_nothing_of_the_package(tmp_path: Path) -> None:
    files = {
        "go.mod": "module example.com/shop\n\ngo 1.22\n",
        "a.go": "package shop\n\nfunc Count() int { return line.Count() }\n\nvar line = open()\n",
        "b.go": "package shop\n\nfunc use() int {\n\treturn Count() + line.Count()\n}\n\nfunc more() int {\n\treturn line.Count()\n}\n",
        "cmd/main.go": 'package main\n\nimport "example.com/shop"\n\nfunc main() {\n\tshop.Count()\n}\n',
    }
    write(tmp_path, files)
    answer = Workspace(tmp_path).impact_analysis("a.go", symbol="Count", change_type="delete")
    assert [(row["path"], row["line"]) for row in answer["breaks"]] == [("b.go", 4), ("cmd/main.go", 6)]
