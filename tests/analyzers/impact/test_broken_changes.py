"""validate_changes on changes that break something: each place is told once, and what was not looked at is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import commit_all, write

Files = dict[str, str]

NPM = {"package.json": '{"name": "shop", "dependencies": {"left-pad": "^1.0.0"}}\n'}
CRATE = {"Cargo.toml": '[package]\nname = "shop"\nversion = "0.1.0"\n\n[dependencies]\nbitset = "1"\n'}
CART = "export class Cart {}\nexport class Carts {}\n"
PROJECT = '<Project Sdk="Microsoft.NET.Sdk">\n  <ItemGroup>\n    <ProjectReference Include="..\\%s\\%s.csproj" />\n  </ItemGroup>\n</Project>\n'
CASES: dict[str, tuple[Files, Files, list[tuple[str, str, int]]]] = {
    "what a package of Go has not": (
        {
            "go.mod": "module example.com/shop\n\ngo 1.22\n",
            "cart/cart.go": "package cart\n\nfunc Total() int { return 1 }\n\nfunc Tax() int { return 1 }\n",
            "a.go": 'package shop\n\nimport "example.com/shop/cart"\n\nvar a = cart.Total()\n',
            "b.go": 'package shop\n\nimport "example.com/shop/cart"\n\nvar b = cart.Total()\n',
        },
        {
            "a.go": 'package shop\n\nimport "example.com/shop/cart"\n\nvar a = cart.Total() + cart.Totals() // cart.Sum\n',
            "b.go": 'package shop\n\nimport "example.com/shop/cart"\n\nfunc b(cart Other) int { return cart.Totals() }\n',
        },
        [("missing-name", "a.go", 5)],
    ),
    "a method of Go that is called on what embeds its type": (
        {
            "go.mod": "module a.org/shop\n",
            "post.go": "package shop\n\ntype Post struct{}\n\nfunc (p *Post) Tagged() bool { return true }\n\ntype Public struct{ *Post }\n",
            "read.go": "package shop\n\nfunc one(p *Public) bool { return p.Tagged() }\n",
        },
        {"post.go": "package shop\n\ntype Post struct{}\n\ntype Public struct{ *Post }\n"},
        [("removed-symbol", "read.go", 3)],
    ),
    "what a generic function of Go takes, in its own file": (
        {"go.mod": "module a.org/shop\n", "a.go": "package shop\n\nfunc net[T any](x T) {}\n\nfunc all() { net[int](1) }\n"},
        {"a.go": "package shop\n\nfunc net[T any](x T, y int) {}\n\nfunc all() { net[int](1) }\n"},
        [("signature-symbol", "a.go", 5)],
    ),
    "calls over several lines, of which the change wrote an argument of one": (
        {"a.ts": "export function net(x: number, kind: string, to: string) { return x; }\n", "b.ts": 'import { net } from "./a";\nnet(\n  1,\n  "a",\n  "b",\n);\n', "c.ts": 'import { net } from "./a";\nnet(\n  1,\n  "a",\n  "b",\n);\n'},
        {"a.ts": "export function net(x: number, to: string, kind: string) { return x; }\n", "b.ts": 'import { net } from "./a";\nnet(\n  1,\n  "b",\n  "a",\n);\n'},
        [("signature-symbol", "c.ts", 2)],
    ),
    "a member that only a class below might have": (
        {
            "src/A.php": "<?php\nclass A\n{\n    function __construct() { $this->net(1); }\n    function net($x) {}\n}\n",
        },
        {"src/A.php": "<?php\nclass A\n{\n    function __construct() { $this->net(1); }\n    function nett($x) {}\n}\n"},
        [("removed-symbol", "src/A.php", 4)],
    ),
    "a project of .NET that is there": (
        {"src/Web/Web.csproj": "<Project/>\n", "src/Core/Core.csproj": "<Project/>\n"},
        {"src/Web/Web.csproj": PROJECT % ("Core", "Core")},
        [],
    ),
    "what is exported no more": (
        {"src/cart.ts": CART, "src/use.ts": 'import { Cart } from "./cart";\nexport { Carts } from "./cart";\n'},
        {"src/cart.ts": "class Cart {}\nclass Carts {}\nexport { Carts };\n"},
        [("missing-name", "src/use.ts", 1)],
    ),
    "what a file that can't be read whole has renamed": (
        {"src/cart.ts": CART, "src/use.ts": 'import { Cart } from "./cart";\n'},
        {"src/cart.ts": "export class Carted {}\nexport class Carts {}\nexport function (: {\n"},
        [("removed-symbol", "src/use.ts", 1), ("syntax", "src/cart.ts", 3)],
    ),
    "a dependency of npm that is imported still": (
        {**NPM, "a.js": 'import pad from "left-pad";\n'},
        {"package.json": '{"name": "shop", "dependencies": {}}\n'},
        [("removed-dependency", "a.js", 1)],
    ),
    "a dependency of npm that is imported no more": (
        {**NPM, "a.js": 'import pad from "left-pad";\n'},
        {"package.json": '{"name": "shop", "dependencies": {}}\n', "a.js": "export const a = 1;\n"},
        [],
    ),
    "a crate that only the workspace names still": (
        {
            "Cargo.toml": '[workspace]\nmembers = ["shop"]\n\n[workspace.dependencies]\nbitset = "1"\n',
            "shop/Cargo.toml": '[package]\nname = "shop"\nversion = "0.1.0"\n\n[dependencies]\nbitset = { workspace = true }\n',
            "shop/src/lib.rs": "use bitset::BitSet;\n",
        },
        {"shop/Cargo.toml": '[package]\nname = "shop"\nversion = "0.1.0"\n\n[dependencies]\n'},
        [("removed-dependency", "shop/src/lib.rs", 1)],
    ),
    "a module of Go that is required no more": (
        {
            "go.mod": "module example.com/shop\n\ngo 1.22\n\nrequire example.org/near v1.0.0\n",
            "a.go": 'package shop\n\nimport "example.org/near/words"\n\nvar a = words.Of\n',
        },
        {"go.mod": "module example.com/shop\n\ngo 1.22\n"},
        [("removed-dependency", "a.go", 3)],
    ),
    "names of Rust that are nowhere": (
        {**CRATE, "src/lib.rs": "mod cart; // pasted\nmod use_it;\n", "src/cart.rs": "pub struct Cart;\n", "src/use_it.rs": "use crate::{\n    cart::Cart,\n};\n"},
        {"src/use_it.rs": "use crate::{\n    cart::{Cart, Carts},\n};\nuse crate::carts::Cart as Other;\n"},
        [("missing-name", "src/use_it.rs", 1), ("missing-name", "src/use_it.rs", 4)],
    ),
    "names of Rust that are handed on no more": (
        {**CRATE, "src/lib.rs": "mod cart;\nmod use_it;\n\n/// What `Cart` holds.\npub use cart::{Cart, Pot as Lid};\n", "src/cart.rs": "pub struct Cart;\npub struct Pot;\n", "src/use_it.rs": "use crate::Lid;\n\nfn full(one: crate::Cart) {}\n"},
        {"src/lib.rs": "mod cart;\nmod use_it;\n\n/// What `Cart` holds.\npub use cart::Pot;\n\npub fn of(pot: Pot) -> cart::Cart {\n    cart::Cart::of(pot)\n}\n"},
        [("missing-name", "src/use_it.rs", 1), ("missing-name", "src/use_it.rs", 3)],
    ),
    "names of Rust that are handed on in another way": (
        {**CRATE, "src/lib.rs": "mod cart;\nmod use_it;\npub use cart::Cart;\n", "src/cart.rs": "pub struct Cart;\n", "src/use_it.rs": "use crate::Cart;\n"},
        {"src/lib.rs": "mod cart;\nmod use_it;\nuse cart::*;\n"},
        [],
    ),
    "names of Rust that a macro or a glob brings": (
        {**CRATE, "src/lib.rs": "mod made;\nmod all;\nmod use_it;\n", "src/made.rs": "make!(Cart);\n", "src/all.rs": "pub use bitset::*;\n", "src/use_it.rs": "\n"},
        {"src/use_it.rs": "use crate::made::Cart;\nuse crate::all::BitSet;\n"},
        [],
    ),
    "a member of the class that a module is": (
        {"cart.js": "class Cart {}\nCart.VERSION = 1;\nmodule.exports = Cart;\n", "index.js": 'module.exports = { version: require("./cart").VERSION };\n'},
        {"cart.js": "class Cart { total() {} }\nCart.VERSION = 1;\nmodule.exports = Cart;\n"},
        [],
    ),
    "what declarations beside a module of Python have, and what it gives when asked": (
        {"shop/__init__.py": "__getattr__ = make(__name__)\n", "cart/__init__.py": "", "cart/__init__.pyi": "Kind = int\n", "use.pyi": "from shop import a\nfrom cart import Kind\n"},
        {"use.pyi": "from shop import a, b\nfrom cart import Kind as Other\n"},
        [],
    ),
    "what a changed file never had": (
        {"shop/__init__.py": "A = 1\n", "use.py": "from shop import missing\n"},
        {"shop/__init__.py": "A = 2\n"},
        [],
    ),
    "a method that became a function inside of another": (
        {"a.csproj": "<Project/>\n", "A.cs": "class A {\n  void Run() { Use(Map); }\n  int Map(int a) { return a; }\n}\n"},
        {"A.cs": "class A {\n  void Run() {\n    Use(Map);\n    int Map(int a) { return a; }\n  }\n}\n"},
        [],
    ),
    "a member of a module that a test sets itself": (
        {"common.js": "exports.stamp = function () {};\nexports.other = 1;\n", "test/a.js": 'const common = require("../common");\ncommon.stamp = () => 1;\n'},
        {"common.js": "exports.other = 1;\n"},
        [],
    ),
    "a cycle in which all that is taken is there before": (
        {"shop/__init__.py": "", "shop/cart.py": "class Cart:\n    pass\n", "shop/errors.py": "from .cart import Cart\n\n\nclass Full(Cart):\n    pass\n"},
        {"shop/cart.py": "class Cart:\n    pass\n\n\nimport shop.errors\n"},
        [],
    ),
    "a cycle in which a name may not be there yet": (
        {"shop/__init__.py": "", "shop/cart.py": "class Cart:\n    pass\n", "shop/errors.py": "from .cart import Cart\n\n\nclass Full(Cart):\n    pass\n"},
        {"shop/cart.py": "from .errors import Full\n\n\nclass Cart:\n    pass\n"},
        [("new-cycle", "shop/cart.py", 1)],
    ),
    "ES modules that call each other": (
        {"a.ts": 'import { b } from "./b";\nexport function a() { return b(); }\n', "b.ts": "export function b() { return 1; }\n"},
        {"b.ts": 'import { a } from "./a";\nexport function b() { return a(); }\n'},
        [],
    ),
    "a member that ran its namesake of another value": (
        {
            "lib/app.rb": "class App\n  def self.exclusive\n    @lock.exclusive do\n      yield\n    end\n  end\nend\n",
            "lib/boot.rb": "require_relative 'app'\n\n@gate.exclusive do\n  App.new\nend\nApp.exclusive { 1 }\n",
        },
        {
            "lib/app.rb": "class App\nend\n",
            "lib/boot.rb": "require_relative 'app'\n\n@gate.exclusive do\n  App.new\nend\n",
        },
        [],
    ),
    "a function that the language has come to have": (
        {
            "go.mod": "module example.com/shop\n\ngo 1.24\n",
            "a.go": "package shop\n\nvar most = max(1, 2)\n\nfunc max(a, b int) int { return a }\n",
        },
        {
            "a.go": "package shop\n\nvar most = max(1, 2)\n",
        },
        [],
    ),
    "a type inside of a class, where one outside is called so": (
        {
            "reader.h": "struct Reader {\n  virtual int read() = 0;\n};\n",
            "parser.h": '#include "reader.h"\nstruct Parser {\n  struct Reader {\n    virtual int read() = 0;\n  };\n  Parser(Reader* reader);\n};\n',
            "parser.cc": '#include "parser.h"\n\nParser::Parser(Reader* reader) {}\n',
        },
        {"parser.h": '#include "reader.h"\nstruct Parser {\n  Parser(Reader* reader);\n};\n'},
        [],
    ),
    "a file that a gem of the same family may have": (
        {
            "shop.gemspec": "Gem::Specification.new do |s|\n  s.name = 'shop'\n  s.add_dependency 'shop-utils'\nend\n",
            "lib/shop/cart.rb": "class Cart\nend\n",
            "lib/shop.rb": "require 'shop/cart'\n",
        },
        {"lib/shop.rb": "require 'shop/cart'\nrequire 'shop/logger'\n"},
        [],
    ),
    "a function that a variable around a closure hides": (
        {"go.mod": "module example.com/shop\n\ngo 1.22\n", "a.go": "package shop\n\nfunc now() int { return 1 }\n", "b.go": "package shop\n\nfunc run(given func() int) func() int {\n\tnow := given\n\treturn func() int {\n\t\treturn now()\n\t}\n}\n"},
        {"a.go": "package shop\n"},
        [],
    ),
    "a member that a parameter hides": (
        {"build.sbt": "", "a/A.scala": "package a\nobject A {\n  val setup = 1\n  val b = setup\n}\n", "a/B.scala": "package a\nobject B {\n  def run(setup: Int) = {\n    setup + 1\n  }\n}\n"},
        {"a/A.scala": "package a\nobject A {\n  val made = 1\n  val b = setup\n}\n"},
        [("removed-symbol", "a/A.scala", 4)],
    ),
    "what Java hides from other files, and from other packages": (
        {
            "src/main/java/a/Cart.java": "package a;\npublic class Cart {\n  public int total() { return 1; }\n  public int rest() { return 1; }\n}\n",
            "src/main/java/b/Use.java": "package b;\nimport a.Cart;\nclass Use {\n  int x(Cart cart) { return cart.total(); }\n  int y(Cart cart) { return cart.rest(); }\n}\n",
            "src/test/java/a/CartTest.java": "package a;\nclass CartTest {\n  int x(Cart cart) { return cart.rest(); }\n}\n",
        },
        {"src/main/java/a/Cart.java": "package a;\npublic class Cart {\n  private int total() { return 1; }\n  int rest() { return 1; }\n}\n"},
        [("hidden-symbol", "src/main/java/b/Use.java", 4), ("hidden-symbol", "src/main/java/b/Use.java", 5)],
    ),
    "a name that only a comment had, and an argument that JavaScript leaves out": (
        {"cart.js": "export function sum(a) {} // total\n", "use.js": "import { sum, total } from './cart.js';\nsum(1);\n"},
        {"cart.js": "export function sum(a, b) {}\n"},
        [],
    ),
    "what Java hides though an interface promises it": (
        {"a/Sum.java": "package a;\npublic interface Sum {\n  int total();\n}\n", "a/Cart.java": "package a;\npublic class Cart implements Sum {\n  public int total() { return 1; }\n}\n"},
        {"a/Cart.java": "package a;\npublic class Cart implements Sum {\n  private int total() { return 1; }\n}\n"},
        [("hidden-symbol", "a/Cart.java", 3)],
    ),
    "what Kotlin hides, and a parameter that is still named": (
        {"a/Cart.kt": "package a\nclass Cart(val n: Int) {\n  fun total() = 1\n}\n", "b/Use.kt": "package b\nimport a.Cart\nfun one() = Cart(n = 1)\nfun two(cart: Cart) = cart.total()\n"},
        {"a/Cart.kt": "package a\nclass Cart(private val n: Int) {\n  private fun total() = 1\n}\n"},
        [("hidden-symbol", "b/Use.kt", 4)],
    ),
    "what Rust shows to the modules inside only": (
        {
            "Cargo.toml": "[package]\nname = 'shop'\nversion = '0.1.0'\n",
            "src/lib.rs": "pub mod cart;\nmod till;\n",
            "src/cart.rs": "pub mod inner;\npub fn tax(n: i32) -> i32 { n }\n",
            "src/cart/inner.rs": "use super::tax;\n",
            "src/till.rs": "use crate::cart::tax;\n",
        },
        {"src/cart.rs": "pub mod inner;\nfn tax(n: i32) -> i32 { n }\n"},
        [("hidden-symbol", "src/till.rs", 1)],
    ),
    "what C# hides, and another part of the class": (
        {
            "Cart.cs": "namespace Shop;\npublic partial class Cart {\n  public int Total() { return 1; }\n}\n",
            "CartPrint.cs": "namespace Shop;\npublic partial class Cart {\n  int Print() { return this.Total(); }\n}\n",
            "Till.cs": "namespace Shop;\npublic class Till {\n  public int Sum(Cart cart) { return cart.Total(); }\n}\n",
        },
        {"Cart.cs": "namespace Shop;\npublic partial class Cart {\n  private int Total() { return 1; }\n}\n"},
        [("hidden-symbol", "Till.cs", 3)],
    ),
    "what C++ hides behind a label": (
        {
            "cart.h": "class Cart {\npublic:\n  int total();\n};\n",
            "cart.cc": '#include "cart.h"\nint Cart::total() { return 1; }\n',
            "till.cc": '#include "cart.h"\nint sum(Cart cart) { return cart.total(); }\n',
        },
        {"cart.h": "class Cart {\nprivate:\n  int total();\n};\n"},
        [("hidden-symbol", "till.cc", 2)],
    ),
    "an exported macro, which stands in the root of its crate": (
        {
            "Cargo.toml": "[workspace]\nmembers = ['core', 'shop']\n",
            "core/Cargo.toml": "[package]\nname = 'core_'\nversion = '0.1.0'\n",
            "core/src/lib.rs": "#[macro_use]\nmod macros;\n",
            "core/src/macros.rs": "\n",
            "shop/Cargo.toml": "[package]\nname = 'shop'\nversion = '0.1.0'\n[dependencies]\ncore_ = { path = '../core' }\n",
            "shop/src/lib.rs": "pub struct Cart;\n",
        },
        {"core/src/macros.rs": "#[macro_export]\nmacro_rules! price { () => {} }\n", "shop/src/lib.rs": "pub struct Cart;\ncore_::price!();\n"},
        [],
    ),
    "a module of Python that its package gives to itself": (
        {"shop/__init__.py": "", "shop/cart.py": "def own():\n    pass\n"},
        {"shop/cart.py": "def own():\n    from . import cart\n    return cart\n"},
        [],
    ),
    "a dependency that only another manifest has lost": (
        {
            "a/Cargo.toml": "[package]\nname = 'a'\nversion = '0.1.0'\n[dependencies]\nbitset = '1'\n",
            "b/Cargo.toml": "[package]\nname = 'b'\nversion = '0.1.0'\n[dependencies]\nbitset = '1'\n",
            "b/src/lib.rs": "use bitset::Set;\n",
        },
        {"a/Cargo.toml": "[package]\nname = 'a'\nversion = '0.1.0'\n"},
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_a_change_breaks(tmp_path: Path, case: str) -> None:
    before, after, expected = CASES[case]
    write(tmp_path, before)
    commit_all(tmp_path, "first")
    write(tmp_path, after)
    answer = Workspace(tmp_path).validate_changes()
    errors = {(row["rule"], row["path"], row["line"]) for row in answer["issues"] if row["severity"] == "error"}
    assert sorted(errors) == expected
    assert answer["safe_to_proceed"] is not bool(expected)


def test_a_dependency_that_another_may_bring_is_a_warning(tmp_path: Path) -> None:
    write(
        tmp_path, {"pyproject.toml": '[project]\nname = "shop"\ndependencies = ["pyyaml"]\n', "a.py": "import yaml\n"}
    )
    commit_all(tmp_path, "first")
    write(tmp_path, {"pyproject.toml": '[project]\nname = "shop"\ndependencies = []\n'})
    answer = Workspace(tmp_path).validate_changes()
    assert [(row["rule"], row["path"], row["severity"]) for row in answer["issues"]] == [
        ("removed-dependency", "a.py", "warning")
    ]
    assert answer["safe_to_proceed"] is True


def test_what_stood_there_twice_and_what_a_manifest_had_before_is_not_told(tmp_path: Path) -> None:
    written = 'dependencies {\n  compile optional("a:b:1")\n}\n'
    env = "module Env\n  KIND = 'a'\n  KIND = 'a'\nend\n"
    write(tmp_path, {"build.gradle": written, "env.rb": env, "use.rb": "require_relative 'env'\nputs Env::KIND\n"})
    commit_all(tmp_path, "first")
    write(tmp_path, {"build.gradle": f"{written}version = 2\n", "env.rb": "module Env\n  KIND = 'a'\nend\n"})
    assert Workspace(tmp_path).validate_changes()["issues"] == []


def test_a_project_that_is_gone_while_another_references_it(tmp_path: Path) -> None:
    write(tmp_path, {"src/Web/Web.csproj": PROJECT % ("Core", "Core"), "src/Core/Core.csproj": "<Project/>\n"})
    commit_all(tmp_path, "first")
    (tmp_path / "src/Core/Core.csproj").unlink()
    answer = Workspace(tmp_path).validate_changes()
    assert [(row["rule"], row["path"], row["line"]) for row in answer["issues"]] == [
        ("missing-project", "src/Web/Web.csproj", 3)
    ]
    assert answer["safe_to_proceed"] is False
