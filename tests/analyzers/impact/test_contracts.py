"""validate_changes on what implements a member: what an interface, a trait or an abstract class asks for has to be there, in its form."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import commit_all, write

Files = dict[str, str]

JAVA = {
    "Priced.java": "interface Priced {\n  int net(int x);\n  default int tax() { return 1; }\n  default int net() { return 1; }\n}\n",
    "Base.java": "abstract class Base implements Priced {\n  public String toString() { return net(1) + tax(); }\n}\n",
    "Cart.java": "class Cart extends Base {\n  @Override public int net(int x) { return x; }\n}\n",
    "Bag.java": "class Bag extends Outer implements Priced {\n  @Override public int net(int x) { return x; }\n  @Override public String toString() { return net(1); }\n}\n",
}
PHP = {
    "Priced.php": "<?php\ninterface Priced\n{\n    public function net(int $x): int;\n}\n",
    "Nets.php": "<?php\ntrait Nets\n{\n    public function net(int $x): int { return $x; }\n}\n",
    "Cart.php": "<?php\nclass Cart implements Priced\n{\n    use Nets;\n}\n",
    "Bag.php": "<?php\nclass Bag implements Priced\n{\n    public function net(int $x): int { return $x; }\n}\n",
}
TYPESCRIPT = {
    "package.json": "{}",
    "priced.ts": "export interface Priced {\n  net(x: number): number;\n}\n",
    "cart.ts": 'import { Priced } from "./priced";\nexport class Cart implements Priced {\n  constructor(private readonly kind: string) {}\n  net() { return 1; }\n}\n',
}
RUST = {
    "Cargo.toml": '[package]\nname = "shop"\nversion = "0.1.0"\n',
    "src/lib.rs": "mod cart;\n\npub struct Cart;\n\npub trait Priced {\n    fn net(&self, x: u8) -> u8;\n    fn tax(&self) -> u8 {\n        1\n    }\n}\n",
    "src/cart.rs": "use crate::{Cart, Priced};\n\nimpl Cart {\n    fn sum(&self) {}\n}\n\nimpl<'a, T> Priced for &'a Vec<T> {\n    nets!();\n}\n\nimpl Priced for Cart {\n    fn net(&self, x: u8) -> u8 {\n        x\n    }\n}\n",
}
GO = {
    "go.mod": "module example.org/shop\n\ngo 1.22\n",
    "a.go": "package shop\n\ntype Priced interface {\n\tNet(x int) int\n\tTax() int\n}\n",
    "b.go": "package shop\n\ntype Cart struct{}\n\nfunc (c Cart) Net(x int) int { return x }\n\nfunc (c Cart) Tax() int { return 1 }\n",
    "c.go": "package shop\n\ntype Bag struct{}\n\nfunc (b Bag) Net(x int) string { return x }\n",
}
PYTHON = {
    "a.py": "class Base:\n    def net(self, x, y=1): ...\n\n    def tax(self, x): ...\n",
    "b.py": "from a import Base\n\n\nclass Cart(Base):\n    def net(self, x, y=1): ...\n\n    def tax(self): ...\n",
}
CASES: dict[str, tuple[Files, Files, list[tuple[str, str, str, int]]]] = {
    "a member that a class of Java takes": (
        JAVA,
        {"Cart.java": JAVA["Cart.java"].replace("@Override public int net(", "public int nets(")},
        [("error", "unmet-member", "Cart.java", 1)],
    ),
    "a member that an interface of Java adds": (
        JAVA,
        {"Priced.java": JAVA["Priced.java"].replace("{\n  int net", "extends Comparable<Priced> {\n  int gross(int x);\n  int net")},
        [("error", "unmet-member", "Cart.java", 1), ("warning", "unmet-member", "Bag.java", 1)],
    ),
    "a member with a body that an interface of Java adds": (
        JAVA,
        {"Priced.java": JAVA["Priced.java"].replace("  default int tax", "  default int gross() { return 2; }\n  default int tax")},
        [],
    ),
    "a member that every object of Java has": (
        JAVA,
        {"Base.java": "abstract class Base implements Priced {\n}\n"},
        [],
    ),
    "a member that an interface of Java takes away": (
        JAVA,
        {"Priced.java": "interface Priced {\n  default int tax() { return 1; }\n}\n", "Base.java": "abstract class Base implements Priced {\n}\n"},
        [("error", "removed-symbol", "Cart.java", 2), ("warning", "removed-symbol", "Bag.java", 2)],
    ),
    "a member of C# that a sealed class says of its interface": (
        {"a.csproj": "<Project/>\n", "A.cs": "interface IPriced {\n  int Net(int x);\n  int Tax();\n}\nsealed class Cart : IPriced {\n  int IPriced.Net(int x) { return 1; }\n  public int Tax() { return 1; }\n}\n"},
        {"A.cs": "interface IPriced {\n  int Net(int x);\n  int Tax();\n}\nsealed class Cart : IPriced {\n  int IPriced.Net(int x) { return 2; }\n  public int Taxes() { return 1; }\n}\n"},
        [("error", "unmet-member", "A.cs", 5)],
    ),
    "a member of PHP that one class has from a trait": (
        PHP,
        {"Nets.php": PHP["Nets.php"].replace("net", "nets"), "Bag.php": PHP["Bag.php"].replace("net", "nets")},
        [("error", "unmet-member", "Bag.php", 2), ("error", "unmet-member", "Cart.php", 2)],
    ),
    "a member of PHP that handed on to a base outside": (
        {"A.php": "<?php\nclass A extends Outer\n{\n    function sum() { return $this->net(); }\n    function net() { return parent::net(); }\n}\n"},
        {"A.php": "<?php\nclass A extends Outer\n{\n    function sum() { return $this->net(); }\n}\n"},
        [("warning", "removed-symbol", "A.php", 4)],
    ),
    "a member of Rust that is derived now": (
        {"Cargo.toml": RUST["Cargo.toml"], "src/lib.rs": "pub struct Cart;\n\nimpl Default for Cart {\n    fn default() -> Self {\n        Cart\n    }\n}\n\nfn net() -> Cart {\n    Cart::default()\n}\n"},
        {"src/lib.rs": "#[derive(Debug, Default)]\npub struct Cart;\n\nfn net() -> Cart {\n    Cart::default()\n}\n"},
        [],
    ),
    "a type of Rust that is another name of the one that has its members now": (
        {"Cargo.toml": RUST["Cargo.toml"], "src/lib.rs": "pub struct Cart;\n\nimpl Cart {\n    pub fn new() -> Self {\n        Cart\n    }\n}\n\nfn net() {\n    Cart::new();\n}\n"},
        {"src/lib.rs": "pub struct Bag;\n\npub type Cart = Bag;\n\nimpl Bag {\n    pub fn new() -> Self {\n        Bag\n    }\n}\n\nfn net() {\n    Cart::new();\n}\n"},
        [],
    ),
    "what C# assigns to where a call gives a reference": (
        {"a.csproj": "<Project/>\n", "A.cs": "class A {\n  void Run() { }\n}\n"},
        {"A.cs": "class A {\n  void Run() {\n    B.Of(ref x, Net()) = 1;\n    var (a, b) = Two();\n  }\n}\n"},
        [],
    ),
    "a property that an interface of TypeScript adds, and one that need not be there": (
        TYPESCRIPT,
        {"priced.ts": "export interface Priced {\n  net(x: number, y: number): number;\n  kind: string;\n  name?: string;\n  tax: number;\n}\n"},
        [("error", "unmet-member", "cart.ts", 2)],
    ),
    "a member that a trait of Rust adds": (
        RUST,
        {"src/lib.rs": RUST["src/lib.rs"].replace("    fn tax", "    fn sum(&self);\n    fn tax")},
        [("error", "unmet-member", "src/cart.rs", 11)],
    ),
    "a member that a trait of Rust makes take more": (
        RUST,
        {"src/lib.rs": RUST["src/lib.rs"].replace("x: u8)", "x: u8, y: u8)")},
        [("error", "unmet-member", "src/cart.rs", 11)],
    ),
    "a member that a trait of Rust has no more": (
        RUST,
        {"src/lib.rs": RUST["src/lib.rs"].replace("    fn net(&self, x: u8) -> u8;\n", "")},
        [("error", "unmet-member", "src/cart.rs", 11)],
    ),
    "a member that a type of Rust takes": (
        RUST,
        {"src/cart.rs": RUST["src/cart.rs"].replace("fn net", "fn nets")},
        [("error", "unmet-member", "src/cart.rs", 11)],
    ),
    "a member that an interface of Go adds": (
        GO,
        {"a.go": GO["a.go"].replace("\tTax() int\n", "\tTax() int\n\tSum() int\n")},
        [("warning", "unmet-member", "b.go", 3)],
    ),
    "a member that a type of Go names otherwise": (
        GO,
        {"b.go": GO["b.go"].replace("Tax", "Taxes")},
        [("warning", "unmet-member", "b.go", 3)],
    ),
    "overrides of Python, of which one never took the same": (
        PYTHON,
        {"a.py": "class Base:\n    def net(self, x, y=1, z=2): ...\n\n    def tax(self, x, y): ...\n"},
        [("warning", "override", "b.py", 5)],
    ),
    "an override of Python that takes less": (
        PYTHON,
        {"b.py": PYTHON["b.py"].replace("self, x, y=1", "self, x")},
        [("warning", "override", "b.py", 5)],
    ),
    "an abstract method of Python that a class below has no more": (
        {"a.py": "from abc import ABC, abstractmethod\n\n\nclass Base(ABC):\n    @abstractmethod\n    def net(self): ...\n", "b.py": "from a import Base\n\n\nclass Cart(Base):\n    kind = 1\n\n\nclass Bag(Cart):\n    def net(self): ...\n"},
        {"b.py": "from a import Base\n\n\nclass Cart(Base):\n    kind = 1\n\n\nclass Bag(Cart):\n    def gross(self): ...\n"},
        [("warning", "unmet-member", "b.py", 8)],
    ),
    "an override of Python that takes more": (
        PYTHON,
        {"b.py": PYTHON["b.py"].replace("self, x, y=1", "self, x, y=1, *, z=1")},
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_implements_a_member_is_told_where_it_does_not_any_more(tmp_path: Path, case: str) -> None:
    before, after, expected = CASES[case]
    commit_all(write(tmp_path, before), "a")
    write(tmp_path, after)
    with Workspace(tmp_path) as workspace:
        issues = workspace.validate_changes()["issues"]
        assert sorted((item["severity"], item["rule"], item["path"], item["line"]) for item in issues) == expected, (
            issues
        )


@pytest.mark.parametrize("case", [case for case in CASES if "adds" in case or "takes" in case])
def test_a_diff_tells_in_what_it_breaks_who_lacks_a_member(tmp_path: Path, case: str) -> None:
    before, after, expected = CASES[case]
    commit_all(write(tmp_path, before))
    write(tmp_path, after)
    broken = {(row["path"], row["line"]) for row in Workspace(tmp_path).impact_analysis(diff="HEAD")["breaks"]}
    assert {(path, line) for _, rule, path, line in expected if rule == "unmet-member"} <= broken
