"""validate_changes on changes that compile: what is moved, inherited, defined anew or takes more breaks nobody."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import commit_all, git, write

Files = dict[str, str]

GO = {"go.mod": "module example.com/shop\n\ngo 1.22\n"}
PRICES = "def net(amount):\n    return amount\n\n\ndef gross(amount):\n    return net(amount) * 1.2\n"
USING = "from shop.prices import gross\n\nprint(gross(3))\n"
CASES: dict[str, tuple[Files, Files, list[tuple[str, str, int]]]] = {
    "a property of PHP that the constructor declares now": (
        {
            "src/A.php": (
                "<?php\nclass A\n{\n    private int $x;\n    function __construct(int $x) {\n        $this->x = $x;\n    }\n"
                "    function x() {\n        return $this->x;\n    }\n}\n"
            )
        },
        {
            "src/A.php": (
                "<?php\nclass A\n{\n    function __construct(private int $x) {\n    }\n"
                "    function x() {\n        return $this->x;\n    }\n}\n"
            )
        },
        [],
    ),
    "a method of C# that every object has": (
        {
            "A.cs": "class A {\n    public bool Equals(A other) => true;\n}\n",
            "B.cs": "class B {\n    bool Run(A a, A b) => a.Equals(b);\n}\n",
        },
        {"A.cs": "record A;\n"},
        [],
    ),
    "a method of C# whose old form its new base has": (
        {
            "A.cs": 'class A {\n    public string Say(long n) => "";\n}\n',
            "B.cs": 'class B : A {\n    public string Say(long n) => "b";\n}\n',
            "C.cs": "class C {\n    string Run(B b) => b.Say(1) + b.Say();\n    string Two(B b) => b.Say(2);\n}\n",
        },
        {"B.cs": 'class B : A {\n    public string Say(long n, string gender) => "b";\n}\n'},
        [],
    ),
    "a type of Kotlin that comes from outside now": (
        {
            "src/Bar.kt": "package shop\n\nclass Place(val n: Int)\n\nfun bar(at: Place) = at\n",
            "src/Item.kt": "package shop\n\nfun Item(n: Int, m: Int) = n\n",
        },
        {
            "src/Bar.kt": "package shop\n\nimport lib.ui.Item\nimport lib.ui.Place\n\nfun bar(at: Place) = Item(1, 2, 3)\n",
        },
        [],
    ),
    "a member of C# that a generator may write": (
        {
            "A.cs": "interface A {\n    void Say();\n}\n",
            "B.cs": "partial class B : A {\n    public void Say() { }\n    bool Two(object a) => Equals(a, this);\n}\n",
        },
        {"A.cs": "interface A {\n    void Say();\n    void SayAsync();\n}\n"},
        [("unmet-member", "B.cs", 1)],
    ),
    "a class of Kotlin that is made by its head, and a function of its name": (
        {"src/Fault.kt": "package shop\n\nclass Fault(text: String)\n\nfun Fault(at: Int, text: String) = Fault(text)\n"},
        {"src/Shop.kt": 'package shop\n\nfun fail() = Fault(\n  "no"\n)\n'},
        [],
    ),
    "a type of Kotlin whose name others have in another package": (
        {
            "src/Time.kt": "package shop.js\n\nexternal class Span\n\nexternal fun use(n: Int): Int\n",
            "src/Shop.kt": (
                "package shop\n\nimport lib.time.Span.Companion.days\n\nfun a(n: lib.time.Span) = n\n"
                "fun b(f: lib.File) = f.use { it }\n"
            ),
        },
        {"src/Time.kt": "package shop.js\n"},
        [],
    ),
    "all names of a file that is not read": (
        {"src/parts.tsrx": "export function Part() {}\n", "src/index.ts": "export const one = 1\n"},
        {"src/index.ts": "export * from './parts.tsrx'\n", "src/use.ts": "import { Part } from './index'\nPart()\n"},
        [],
    ),
    "a parameter of Scala on a line of its own": (
        {
            "src/A.scala": "package shop\n\nobject A {\n  def parts(n: Int): List[Int] = Nil\n}\n",
            "src/B.scala": (
                "package shop\n\nobject B {\n  private def sum(\n    name: String,\n    parts: => List[Int]\n"
                "  ): Int = {\n    lazy val all = parts\n    all.size\n  }\n}\n"
            ),
        },
        {"src/A.scala": "package shop\n\nobject A {\n}\n"},
        [],
    ),
    "a word of a class of Ruby": (
        {"app/shops.rb": "class Shops\n  def validate\n    true\n  end\nend\n"},
        {"app/item.rb": "module Item\n  included do\n    validate :name\n  end\nend\n"},
        [],
    ),
    "a method of Python that is called of its class": (
        {"shop.py": "class Store:\n    def net(self, amount, rate=1):\n        return amount\n\n\n"},
        {"test_shop.py": "from shop import Store\n\nstore = Store()\nStore.net(store, 2, 3)\n"},
        [],
    ),
    "what TypeScript uses a type parameter for": (
        {"a.ts": "export interface A<T> {\n  a: T;\n}\n"},
        {"a.ts": "export interface A<\n  in out T,\n  out B extends A<T>,\n> {\n  a: T;\n}\n"},
        [],
    ),
    "what a file of C# that is run alone needs": ({"a.cs": "var a = 1;\n"}, {"a.cs": "#:sdk Shop.Sdk@1.0\nvar a = 1;\n"}, []),
    "a constructor of PHP, without which any arguments do": (
        {"src/A.php": "<?php\nclass A\n{\n    function __construct($x) {}\n}\n", "b.php": "<?php\n$a = new A(2);\n"},
        {"src/A.php": "<?php\nclass A\n{\n}\n"},
        [],
    ),
    "a macro of Rust that had the name of a keyword": (
        {"src/lib.rs": "fn net() {}\n"},
        {"src/lib.rs": "fn net() -> Result<u8, u8> {\n    let one = try!(gross());\n    Ok(one)\n}\n"},
        [],
    ),
    "a macro of Rust that its own file hands on": (
        {"Cargo.toml": "[package]\nname = 'shop'\n", "src/lib.rs": "fn net() {}\n"},
        {"src/lib.rs": "macro_rules! check { () => {} }\npub(crate) use check;\n"},
        [],
    ),
    "what a function puts into the exports that it is given": (
        {"shop.js": "(function (exports) {\n  exports.net = 1;\n})(exports);\n", "use.js": ""},
        {"use.js": "const { net } = require('./shop');\nconsole.log(net);\n"},
        [],
    ),
    "files of a namespace of PHP that named each other before": (
        {
            "src/Node.php": "<?php\nnamespace Shop;\nclass Node { function walk(): Walker { return new Walker(); } }\n",
            "src/Walker.php": "<?php\nnamespace Shop;\nuse Shop\\Block\\Leaf;\nclass Walker { function at(): Leaf { return new Leaf(); } }\n",
            "src/Block/Leaf.php": "<?php\nnamespace Shop\\Block;\nuse Shop\\Node;\nclass Leaf extends Node {}\n",
        },
        {"src/Node.php": "<?php\nnamespace Shop;\nclass Node { function walk(): Walker { return new Walker(1); } }\n"},
        [],
    ),
    "a field whose name is a word of the documentation": (
        {"src/A.php": "<?php\nclass A { private $class = 1; }\n", "docs/a.md": "Sets the `class` attribute.\n"},
        {"src/A.php": "<?php\nclass A { private $classes = 1; }\n"},
        [],
    ),
    "a dependency that is gone, and a module of the standard library that is called so": (
        {
            "pyproject.toml": '[project]\nname = "shop"\ndependencies = ["importlib-metadata"]\n',
            "a.py": "from importlib.metadata import version\n",
        },
        {"pyproject.toml": '[project]\nname = "shop"\ndependencies = []\n'},
        [],
    ),
    "an import that led nowhere before": (
        {"use.py": "from .gone import net\n\nprint(net)\n"},
        {"use.py": "from .gone import net\n\nprint(net, 1)\n"},
        [],
    ),
    "packages of Kotlin that hold packages alone": (
        {"a/X.kt": "package shop.a\n\nclass X\n", "Y.kt": "package shop.b\n"},
        {"Y.kt": "package shop.b\n\nimport shop.*\nimport shop.a.X\n\nval x = X()\n"},
        [],
    ),
    "a part of a class of C#": (
        {
            "A.cs": "namespace P;\npublic partial class A {\n    public int Net() { return 1; }\n}\n",
            "A.More.cs": "namespace P;\npublic partial class A {\n    public int Gross() { return 1; }\n}\n",
            "B.cs": "namespace P;\npublic class B {\n    int F(A a) { return a.Net() + a.Gross(); }\n}\n",
        },
        {"A.cs": ""},
        [("removed-symbol", "B.cs", 3)],
    ),
    "a field that a method still sets": (
        {"cart.py": "class Cart:\n    total = 0\n\n    def __init__(self):\n        self.total = 1\n", "use.py": "from cart import Cart\n\nprint(Cart().total)\n"},
        {"cart.py": "class Cart:\n    def __init__(self):\n        self.total = 1\n"},
        [],
    ),
    "a method that the base has now": (
        {"cart.py": "class Base:\n    pass\n\n\nclass Cart(Base):\n    def total(self):\n        return 1\n\n\nprint(Cart().total())\n"},
        {"cart.py": "class Base:\n    def total(self):\n        return 1\n\n\nclass Cart(Base):\n    pass\n\n\nprint(Cart().total())\n"},
        [],
    ),
    "a method that nothing has any more": (
        {"cart.py": "class Cart:\n    def total(self):\n        return 1\n\n\nprint(Cart().total())\n"},
        {"cart.py": "class Cart:\n    pass\n\n\nprint(Cart().total())\n"},
        [("removed-symbol", "cart.py", 5)],
    ),
    "a function that is imported back from where it went": (
        {"shop/__init__.py": "", "shop/prices.py": PRICES, "use.py": USING},
        {"shop/prices.py": "from shop.taxes import gross\n\n__all__ = ['gross']\n", "shop/taxes.py": PRICES},
        [],
    ),
    "a Go function that moved to another file of its package": (
        {**GO, "a.go": "package shop\n\nfunc net(n int) int { return n }\n", "b.go": "package shop\n\nfunc use() int { return net(1) }\n"},
        {"a.go": "package shop\n", "c.go": "package shop\n\nfunc net(n int) int { return n }\n"},
        [],
    ),
    "a Go function that is gone": (
        {**GO, "a.go": "package shop\n\nfunc net(n int) int { return n }\n", "b.go": "package shop\n\nfunc use() int { return net(1) }\n"},
        {"a.go": "package shop\n"},
        [("removed-symbol", "b.go", 3)],
    ),
    "a Go type whose name is that of a method": (
        {**GO, "a.go": "package shop\n\ntype Context struct{}\n", "b.go": "package shop\n\nfunc use(r *http.Request) {\n\tr.Context()\n\tvar c Context\n}\n"},
        {"a.go": "package shop\n"},
        [("removed-symbol", "b.go", 5)],
    ),
    "a signature with other types only": (
        {"cart.py": "def wrap(function):\n    return function\n", "use.py": "from cart import wrap\n\n\n@wrap\ndef one():\n    pass\n"},
        {"cart.py": "def wrap(function: object) -> object:\n    return function\n"},
        [],
    ),
    "a decorator that takes more than what it decorates": (
        {"cart.py": "def wrap(function):\n    return function\n", "use.py": "from cart import wrap\n\n\n@wrap\ndef one():\n    pass\n"},
        {"cart.py": "def wrap(function, name):\n    return function\n"},
        [("signature-symbol", "use.py", 4)],
    ),
    "a call of itself that does not fit any more": (
        {"a.py": "def count(number):\n    return number and count(number - 1)\n", "b.go": "package b\n\nfunc Count(n int) int {\n\treturn Count(n - 1)\n}\n"},
        {"a.py": "def count(step, number):\n    return number and count(number - 1)\n", "b.go": "package b\n\nfunc Count(n int, m int) int {\n\treturn Count(n - 1)\n}\n"},
        [("signature-symbol", "a.py", 2), ("signature-symbol", "b.go", 4)],
    ),
    "a method that a base outside has too": (
        {"a.py": "from io import StringIO\n\n\nclass A(StringIO):\n    def read(self):\n        return super().read()\n\n\nprint(A().read())\n"},
        {"a.py": "from io import StringIO\n\n\nclass A(StringIO):\n    pass\n\n\nprint(A().read())\n"},
        [("removed-symbol", "a.py", 8)],
    ),
    "classes of one Java package that name each other": (
        {"src/shop/A.java": "package shop;\n\nclass A {}\n", "src/shop/B.java": "package shop;\n\nclass B { A a; }\n"},
        {"src/shop/A.java": "package shop;\n\nclass A { B b; }\n"},
        [],
    ),
    "modules of Rust that use the one around them": (
        {"Cargo.toml": '[package]\nname = "shop"\nversion = "1.0.0"\n', "src/lib.rs": "pub mod load;\n", "src/load.rs": "pub fn one() {}\n"},
        {"src/load.rs": "mod csv;\n\npub fn one() {}\n", "src/load/csv.rs": "use crate::load::one;\n\npub fn two() { one() }\n"},
        [],
    ),
    "an import of one name more in a cycle that was there": (
        {"a.py": "import b\n\none = two = 1\n", "b.py": "from a import one\n\nprint(one)\n"},
        {"b.py": "from a import one, two\n\nprint(one, two)\n"},
        [],
    ),
    "what Composer and the Android build make": (
        {"tests/run.php": "<?php\n", "app/A.kt": "package shop.app\n\nclass A\n", "app/B.kt": "package shop.app\n\nclass B\n"},
        {
            "tests/run.php": "<?php\n\nuse function strlen;\n\nrequire __DIR__ . '/../vendor/autoload.php';\n",
            "app/B.kt": "package shop.app\n\nimport shop.app.R\n\nclass B { val a = R.id.a }\n",
        },
        [],
    ),
    "a built copy of what the guide names": (
        {"src/a.js": "export function total() {}\n", "lib/a.js": "export function total() {}\n", "guide.md": "Call `total()`.\n"},
        {"lib/a.js": "\n"},
        [],
    ),
    "a type of the declarations beside a module": (
        {"a/index.js": "export let one = 1\n", "a/index.d.ts": "export interface Store {}\nexport const one: number\n", "b.ts": "\n"},
        {"b.ts": "import { Store, one } from './a/index.js'\n"},
        [],
    ),
    "a changelog that names what is gone": (
        {"a.py": "def forgotten():\n    pass\n", "CHANGELOG.md": "1.0: added `forgotten()`\n", "guide.md": "Call `forgotten()`.\n"},
        {"a.py": "x = 1\n"},
        [("removed-symbol", "guide.md", 1)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_only_what_breaks_is_told(tmp_path: Path, name: str) -> None:
    before, after, expected = CASES[name]
    write(tmp_path, before)
    commit_all(tmp_path, "first")
    write(tmp_path, after)
    git(tmp_path, "add", "-A")
    issues = Workspace(tmp_path).validate_changes()["issues"]
    told = [(row["rule"], row["path"], row["line"]) for row in issues if row["rule"] != "duplicate"]
    assert told == expected
    breaks = Workspace(tmp_path).impact_analysis(staged=True)["breaks"]
    assert [(row["path"], row["line"]) for row in breaks] == [(path, line) for _, path, line in expected]


def test_a_file_of_a_go_package_that_is_renamed_takes_nothing_away(tmp_path: Path) -> None:
    body = "package shop\n\nfunc net(n int) int { return n }\n\nfunc gross(n int) int { return n * 2 }\n"
    write(tmp_path, {**GO, "a.go": body, "b.go": "package shop\n\nfunc use() int { return net(1) + gross(2) }\n"})
    commit_all(tmp_path, "first")
    git(tmp_path, "mv", "a.go", "prices.go")
    assert Workspace(tmp_path).validate_changes()["issues"] == []


def test_packages_that_import_each_other_are_refused_by_go(tmp_path: Path) -> None:
    files = {
        **GO,
        "a/one.go": "package a\n\nfunc One() int { return 1 }\n",
        "a/two.go": "package a\n\nfunc Two() int { return 1 }\n",
        "b/b.go": 'package b\n\nimport "example.com/shop/a"\n\nfunc B() int { return a.One() }\n',
    }
    write(tmp_path, files)
    commit_all(tmp_path, "first")
    write(tmp_path, {"a/two.go": 'package a\n\nimport "example.com/shop/b"\n\nfunc Two() int { return b.B() }\n'})
    issues = Workspace(tmp_path).validate_changes()["issues"]
    assert [(row["rule"], row["path"], row["line"], row["severity"]) for row in issues] == [
        ("new-cycle", "a/two.go", 3, "error")
    ]
    assert issues[0]["message"] == "closes an import cycle of 2 packages: a → b"
