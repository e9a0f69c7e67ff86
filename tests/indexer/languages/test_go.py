"""Go: symbols, build constraints, import paths, and names shared inside a package."""

from __future__ import annotations

import pytest
from groundplan.indexer.languages.go.build import in_default_build

from .package_support import ends, imports, read, symbol, symbols, truncated

SYMBOLS = [
    (
        "constants and variables",
        "package p\nconst A, b = 1, 2\nconst (\n\tC = iota\n\t_\n)\nvar v int\nvar (\n\tW, x int\n)",
        ["constant A", "-constant b", "constant C", "-variable v", "variable W", "-variable x"],
    ),
    (
        "types with their members",
        (
            "package p\ntype T struct {\n\ta, B int\n\tEmbedded\n}\ntype i interface {\n\tM(x int) error\n\tOther\n}\n"
            "type Al = T\ntype (\n\tFn func(int)\n)"
        ),
        ["struct T", "-field T.a", "field T.B", "-interface i", "method i.M", "type Al", "type Fn"],
    ),
    (
        "functions and methods with their receiver",
        "package p\nfunc F[T any](a T) (b int) { return }\nfunc (t *T) m() {}\nfunc (Gen[K, V]) N() {}",
        ["function F", "-method T.m", "method Gen.N"],
    ),
    ("locals are not definitions", "package p\nfunc f() { type local struct{}; const c = 1 }", ["-function f"]),
]


@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in SYMBOLS], ids=[case[0] for case in SYMBOLS])
def test_symbols(source: str, expected: list[str]) -> None:
    assert symbols("p/a.go", source) == expected


def test_what_a_symbol_tells() -> None:
    source = "package p\n\n// F does it\n// for you.\n//go:noinline\nfunc F(a int) error {\n\treturn nil\n}\n"
    found = symbol("p/a.go", source, "F")
    assert (found.signature, found.doc, found.start_line, found.end_line) == ("(a int) error", "F does it", 6, 8)
    assert symbol("p/a.go", "package p\ntype T struct {\n\tB\n\t*pkg.C\n}", "T").bases == ("B", "pkg.C")
    assert read("p/a.go", "package gin\n").module == "gin"


def test_imports() -> None:
    source = 'package p\nimport (\n\t"fmt"\n\t. "a/b"\n\t_ "c"\n\td "e/f"\n)\nimport "g"\n'
    assert imports("p/a.go", source) == [
        "3 static fmt",
        "4 static a/b * .",
        "5 static c _",
        "6 static e/f d",
        "8 static g",
    ]
    assert imports("p/a_windows.go", 'package p\nimport "g"') == ["2 conditional g"]
    assert imports("p/a.go", '//go:build !linux\n\npackage p\nimport "g"') == ["4 conditional g"]


@pytest.mark.parametrize(
    ("path", "head", "expected"),
    [
        ("a.go", b"//go:build linux && (amd64 || !cgo)\n", True),
        ("a.go", b"//go:build !(windows || darwin)\n", True),
        ("a.go", b"//go:build ignore\n", False),
        ("a.go", b"//go:build !!go1.18\n", True),
        ("a.go", b"//go:build ((\n", True),
        ("a.go", b"// +build !linux darwin\n", False),
        ("a_linux_arm64.go", b"", False),
        ("a_linux_test.go", b"", True),
        ("windows.go", b"", True),
    ],
)
def test_build_constraints(path: str, head: bytes, expected: bool) -> None:
    assert in_default_build(path, head) is expected


def test_an_import_for_each_name_that_is_used() -> None:
    source = 'package p\nimport (\n"fmt"\n"x.y/a/go-cart/v2"\nz "x.y/b"\n)\nvar _ = cart.New([]cart.Item{}, z.Zed, fmt.Sprint, a.cart.Not)\n'
    assert imports("p/a.go", source) == [
        "3 static fmt",
        "4 static x.y/a/go-cart/v2 Item",
        "4 static x.y/a/go-cart/v2 New",
        "5 static x.y/b Zed z",
    ]


WORKSPACE = {
    "go.mod": "module example.org/app\n\nrequire (\n\tgithub.com/x/y/v2 v2.0.0 // indirect\n\texample.org/lib v0.1.0\n)\n"
    "replace example.org/lib => ./third/lib\n",
    "main.go": 'package main\nimport (\n\t"fmt"\n\t"example.org/app/store"\n)\nfunc main() { fmt.Println(store.Open(), helper) }\n',
    "helper.go": "package main\nvar helper = 1\nvar other = 2\n",
    "store/a.go": "package store\nfunc Open() { connect() }\n",
    "store/b.go": "package store\nfunc Close() {}\nfunc connect(o ...Option) {}\n",
    "store/c.go": "package store\ntype Option int\nfunc (o Option) connect() {}\n",
    "store/gen.go": "package main\nfunc Open() {}\n",
    "store/a_test.go": "package store\nfunc TestOpen() { Open() }\nfunc Helper() {}\n",
    "store/x_test.go": 'package store_test\nimport "example.org/app/store"\nfunc TestX() { store.Close() }\n',
    "store/internal/i.go": "package internal\nfunc I() {}\n",
    "third/lib/go.mod": "module example.org/lib\n",
    "third/lib/sub/l.go": "package sub\nfunc L() {}\n",
    "vendor/github.com/v/w/w.go": "package w\nfunc W() {}\n",
}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('"example.org/app/store"; var _ = store.Open', ["store/a.go#Open"]),
        ('"example.org/app/store"; var _ = store.Open(other.Close)', ["store/a.go#Open"]),
        ('s "example.org/app/store"; var _ = s.Close // s.Open', ["store/b.go#Close", "store/a.go#Open"]),
        ('s "example.org/app/store"; // s.Open\nvar _ = s.Close', ["store/b.go#Close"]),
        ('"example.org/app/store"; func f(o ...store.Option) {}', ["store/c.go#Option"]),
        ('_ "example.org/app/store"', ["store/a.go"]),
        ('"example.org/app/store"; var _ = store.Unknown', ["store/a.go"]),
        ('"example.org/lib/sub"; var _ = sub.L', ["third/lib/sub/l.go#L"]),
        ('"github.com/v/w"; var _ = w.W', ["vendor/github.com/v/w/w.go#W"]),
        ('"github.com/x/y/v2/z"', ["outside:github.com/x/y/v2"]),
        ('"github.com/a/b/c/d"', ["outside:github.com/a/b"]),
        ('"gopkg.in/yaml.v3"', ["outside:gopkg.in/yaml.v3"]),
        ('"net/http"', ["platform:net/http"]),
        ('"C"', ["platform:C"]),
        ('"example.org/app/gone"', ["? the directory holds no Go file that can be imported"]),
        ('"example.org/app/store/internal"', ["? use of an internal package from outside its parent"]),
    ],
)
def test_where_an_import_leads(code: str, expected: list[str]) -> None:
    path, _, rest = code.partition(";")
    assert ends({**WORKSPACE, "cmd/c.go": f"package main\nimport {path}\n{rest}\n"}, "cmd/c.go") == expected


def test_external_tests_see_what_the_packages_own_tests_export() -> None:
    code = 'package store_test\nimport "example.org/app/store"\nfunc TestY() { store.Helper() }\n'
    assert ends({**WORKSPACE, "store/y_test.go": code}, "store/y_test.go") == ["store/a_test.go#Helper"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("main.go", ["platform:fmt", "store/a.go#Open", "~helper.go#helper"]),
        ("store/a.go", ["~store/b.go#connect"]),
        ("store/b.go", ["~store/c.go#Option"]),
        ("store/a_test.go", ["~store/a.go#Open"]),
        ("store/x_test.go", ["store/b.go#Close"]),
    ],
)
def test_names_shared_inside_a_package(path: str, expected: list[str]) -> None:
    assert ends(WORKSPACE, path) == expected


def test_a_member_is_no_use_of_a_top_level_name() -> None:
    files = {
        "p/a.go": "package p\nfunc f(x T) { x.Render() }\ntype T int\n",
        "p/b.go": "package p\ntype Render int\n",
    }
    assert ends(files, "p/a.go") == []


OWN_MEANINGS = [
    ("a parameter", "func f(thing int) { use(thing) }", False),
    ("a receiver", "func (thing *T) f() { thing.run() }", False),
    ("a named result", "func f() (thing error) { return }", False),
    ("a variable", "func f() {\n\tif thing := g(); thing {\n\t}\n}", False),
    ("a parameter of a literal", "var f = 1\n\nfunc g() {\n\tfunc(thing int) {\n\t\tuse(thing)\n\t}(2)\n}", False),
    ("a range", "func f() {\n\tfor _, thing := range all {\n\t\tuse(thing)\n\t}\n}", False),
    ("a type switch", "func f() {\n\tswitch thing := x.(type) {\n\tcase int:\n\t\tuse(thing)\n\t}\n}", False),
    ("a declaration", "func f() {\n\tvar thing = 1\n\tuse(thing)\n}", False),
    ("a type parameter", "func f[thing any](x thing) {}", False),
    ("a field", "type S struct {\n\tthing int\n}", False),
    ("a method", "func (s *S) thing() {}", False),
    ("a method of an interface", "type I interface {\n\tthing() int\n}", False),
    ("a key of a struct literal", "var s = S{thing: 1}", False),
    ("a label", "func f() {\nthing:\n\tfor {\n\t\tbreak thing\n\t}\n}", False),
    ("a call", "func f() { thing() }", True),
    ("a type", "type S struct {\n\tone thing\n}", True),
    ("an embedded type", "type S struct {\n\tthing\n}", True),
    ("a type with dots", "func f(all ...thing) {}", True),
    ("a key of a map", "var m = map[int]string{thing: 1}", True),
    ("a value of a case", "func f() {\n\tswitch x {\n\tcase 1, thing:\n\t}\n}", True),
    ("before it is bound", "func f() {\n\tuse(thing)\n\tthing := 1\n}", True),
    ("in what binds it", "func f() {\n\tthing := thing()\n\tuse(thing)\n}", True),
    ("a parameter of its type", "func f(thing thing) {}", True),
    ("bound in another function", "func f(thing int) { use(thing) }\n\nfunc g() { use(thing) }", True),
]


@pytest.mark.parametrize(("code", "means"), [row[1:] for row in OWN_MEANINGS], ids=[row[0] for row in OWN_MEANINGS])
def test_a_name_of_the_files_own_is_no_use_of_the_packages(code: str, means: bool) -> None:
    files = {"p/a.go": f"package p\n\n{code}\n", "p/b.go": "package p\n\nfunc thing() {}\n"}
    assert ends(files, "p/a.go") == (["~p/b.go#thing"] if means else [])


def test_the_packages_name_is_no_use() -> None:
    files = {"thing/a.go": "package thing\n", "thing/b.go": "package thing\n\nfunc thing() {}\n"}
    assert ends(files, "thing/a.go") == []


def test_go_work_joins_modules() -> None:
    files = {
        "go.work": "use (\n\t./a\n\t./b\n)\n",
        "a/go.mod": "module example.org/a\n",
        "b/go.mod": "module example.org/b\n",
        "a/a.go": 'package a\nimport "example.org/b/deep"\nvar _ = deep.D\n',
        "b/deep/d.go": "package deep\nvar D = 1\n",
    }
    assert ends(files, "a/a.go") == ["b/deep/d.go#D"]


def test_a_module_whose_file_has_another_name() -> None:
    files = {
        "vendor.mod": "module example.org/tool\n",
        "main.go": 'package main\nimport "example.org/tool/cmd"\nfunc main() { cmd.Run() }\n',
        "cmd/run.go": "package cmd\nfunc Run() {}\n",
    }
    assert ends(files, "main.go") == ["cmd/run.go#Run"]


def test_truncated_files_never_raise() -> None:
    assert truncated("p/a.go", "".join(source for _, source, _ in SYMBOLS) + WORKSPACE["main.go"]) > 0


def test_a_test_that_runs_the_program() -> None:
    files = {
        "go.mod": "module a\n",
        "main.go": "package main\nfunc main() {}\n",
        "main_test.go": 'package main\nimport "testing"\nfunc TestRun(t *testing.T) {\n\tgo main()\n}\n',
        "other_test.go": "package main\n// as main() does\nvar x = 1\n",
    }
    assert ends(files, "main_test.go") == ["platform:testing", "~main.go#main"]
    assert ends(files, "other_test.go") == []
