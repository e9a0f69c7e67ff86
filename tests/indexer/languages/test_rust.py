"""Rust: symbols, imports, and where they lead."""

from __future__ import annotations

import pytest
from groundplan.indexer.languages import language
from groundplan.indexer.tokens import blank

from ..all_uses import uses
from .workspace_support import ends, imports, read, symbols

SYMBOLS = [
    ("free function", "pub fn a(x: u8) -> u8 { x }\nfn b() {}", ["function a", "-function b"]),
    (
        "methods take the name of the type",
        "pub struct S<T>(T);\nimpl<T> S<T> { pub fn new() -> Self { todo!() } fn own(&self) {} const N: u8 = 1; }",
        ["struct S", "method S.new", "-method S.own", "-constant S.N"],
    ),
    (
        "a trait's methods are as visible as it is",
        "pub trait T { fn a(&self); fn b(&self) {} type Item; }\nimpl T for &mut m::S { fn a(&self) {} }",
        ["trait T", "method T.a", "method T.b", "type T.Item", "method S.a"],
    ),
    (
        "inline modules hold their items, private ones hide them",
        "mod inner { pub fn x() {} }\npub mod open { pub(crate) fn y() {} }",
        ["-module inner", "-function inner.x", "module open", "function open.y"],
    ),
    (
        "items in the arguments of a macro, where those are items",
        "cfg_net! {\n    /// Doc.\n    pub struct A { a: u8 }\n    impl A { pub fn new() {} }\n}\nquote! {\n    a => b\n}",
        ["struct A", "method A.new"],
    ),
    (
        "enum, union, type, static, macro, foreign function",
        (
            "pub enum E { A }\nunion U { a: u8 }\ntype A = u8;\npub static X: u8 = 1;\n#[macro_export]\n"
            'macro_rules! m { () => {} }\nextern "C" { pub fn c(); }'
        ),
        ["enum E", "-struct U", "-type A", "constant X", "macro m", "function c"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in SYMBOLS], ids=[case[0] for case in SYMBOLS])
def test_symbols(text: str, expected: list[str]) -> None:
    assert symbols("a.rs", text) == expected


def test_attributes_and_documentation_belong_to_an_item() -> None:
    text = (
        "use a::b;\n\n/// Reads it.\n///\n/// More.\n#[derive(\n    Debug,\n)]\n#[must_use]\npub struct S;\n"
        "impl Drop for S { }\n"
    )
    item = read("a.rs", text).symbols[0]
    assert (item.start_line, item.end_line, item.doc) == (6, 10, "Reads it.")
    assert item.decorators == ("derive( Debug, )", "must_use")
    assert item.bases == ("Drop",)


def test_signature_is_parameters_and_result() -> None:
    item = read("a.rs", "fn f<T>(a: T,\n  b: u8) -> Vec<T>\nwhere T: X {\n}").symbols[0]
    assert item.signature == "(a: T, b: u8) -> Vec<T> where T: X"


IMPORTS = [
    (
        "groups",
        "use a::{self, b, c::{d as e, f::*}};",
        [
            "1 use static a a",
            "1 use static a b b",
            "1 use static a::c d e",
            "1 use static a::c::f * *",
        ],
    ),
    (
        "re-export",
        "pub use self::a::B;\npub(crate) use crate::c::d;",
        [
            "1 use reexport self::a B B",
            "2 use reexport crate::c d d",
        ],
    ),
    (
        "super in an inline module is the file",
        "mod tests { use super::*; use super::super::a::B; use self::x::y; }",
        [
            "1 use static self * *",
            "1 use static super::a B B",
            "1 use static self::tests::x y y",
        ],
    ),
    ("in a function", "fn f() {\n    use std::fmt::Write as _;\n}", ["2 use static std::fmt Write _"]),
    (
        "under cfg",
        "#[cfg(unix)]\nmod a;\n#[cfg(test)]\nmod tests { use x::Y; }",
        [
            "2 mod conditional a a",
            "4 use conditional x Y Y",
        ],
    ),
    (
        "in a macro",
        "cfg_rt! {\n    mod a;\n    pub mod b { mod c; }\n    use x::y;\n}",
        [
            "2 mod conditional a a",
            "3 mod conditional b::c c",
            "4 use conditional x y y",
        ],
    ),
    (
        "not in a macro's pattern, a comment, a string",
        '// mod a;\n/* use b::c; */\nmacro_rules! m { () => { use $d::x; } }\nconst S: &str = "use e::f;";',
        [],
    ),
    (
        "path attribute under a condition",
        '#[cfg_attr(x, path = "y.rs")]\nmod a;',
        ['2 mod conditional "y.rs" a', "2 mod conditional a a"],
    ),
    (
        "a folder's files by the automod crate",
        'automod::dir!("tests/a");',
        ['1 automod static "tests/a"', "1 path static automod dir"],
    ),
    ("path attribute", '#[path = "x/y.rs"]\nmod a;', ['2 mod static "x/y.rs" a']),
    ("extern crate", "extern crate a as b;", ["1 extern crate static a b"]),
    ("mod in a macro's definition", "macro_rules! m { () => { mod d; } }", ["1 macro mod conditional d d"]),
    (
        "include",
        'include!("a.rs");\ninclude!(concat!(env!("OUT_DIR"), "/b.rs"));',
        [
            '1 include static "a.rs"',
            "2 include dynamic",
        ],
    ),
    (
        "written paths",
        "fn f() -> log::Level { crate::a::b(); Vec::new(); std::mem::drop(1) }",
        [
            "1 path static log Level",
            "1 path static crate::a b",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in IMPORTS], ids=[case[0] for case in IMPORTS])
def test_imports(text: str, expected: list[str]) -> None:
    assert imports("a.rs", text) == expected


CARGO = (
    '[package]\nname = "my-app"\nedition = "2021"\n[dependencies]\nserde = "1"\n'
    'renamed = { package = "real", version = "1" }\nhelper = { path = "helper" }\n'
)
HELPER = {
    "helper/Cargo.toml": '[package]\nname = "helper"\nedition = "2021"\n',
    "helper/src/lib.rs": "pub mod deep;",
    "helper/src/deep.rs": "pub fn f() {}",
}

# (id, files, importing file, [where its imports lead])
CASES = [
    (
        "a name that the file imports, taken up again in a function",
        {"src/lib.rs": "mod kinds; use kinds::{Kind}; fn f() { use Kind; }", "src/kinds.rs": "pub enum Kind { A }"},
        "src/lib.rs",
        ["src/kinds.rs", "src/kinds.rs#Kind", "src/kinds.rs#Kind"],
    ),
    (
        "primitive types",
        {"src/lib.rs": "use i32;\nuse f64::consts::PI;\nmod u8;\nuse self::u8::x;", "src/u8.rs": "pub fn x() {}"},
        "src/lib.rs",
        ["platform:i32", "platform:f64", "src/u8.rs", "src/u8.rs#x"],
    ),
    (
        "module files",
        {"src/lib.rs": "mod a; mod b;", "src/a.rs": "", "src/b/mod.rs": ""},
        "src/lib.rs",
        ["src/a.rs", "src/b/mod.rs"],
    ),
    (
        "modules below a file that is no mod.rs",
        {"src/lib.rs": "", "src/a.rs": "mod b; mod c { mod d; }", "src/a/b.rs": "", "src/a/c/d.rs": ""},
        "src/a.rs",
        ["src/a/b.rs", "src/a/c/d.rs"],
    ),
    (
        "modules whose holder is written inline in the crate's root",
        {
            "src/lib.rs": "mod h { mod a; mod b; pub use x::Y; }",
            "src/h/a.rs": "use super::b::f; use super::Y; use super::super::h;",
            "src/h/b.rs": "pub fn f() {}",
        },
        "src/h/a.rs",
        ["src/h/b.rs#f", "src/lib.rs#h.Y", "src/lib.rs#h"],
    ),
    (
        "a crate that the root names otherwise, in every file",
        {
            "Cargo.toml": CARGO,
            "src/lib.rs": "extern crate serde as codec;\nextern crate self as me;\nmod a;",
            "src/a.rs": "use codec::Read; use me::a; use rustc_driver::run;",
        },
        "src/a.rs",
        ["module:serde", "src/a.rs", "platform:rustc_driver"],
    ),
    (
        "crate, self, super",
        {
            "src/lib.rs": "",
            "src/a.rs": "use crate::b::f; use super::g; use self::c::H;",
            "src/b.rs": "",
            "src/a/c.rs": "",
        },
        "src/a.rs",
        ["src/b.rs#f", "src/lib.rs#g", "src/a/c.rs#H"],
    ),
    (
        "super of a file that a #[path] places elsewhere",
        {
            "Cargo.toml": CARGO,
            "src/lib.rs": "mod pty;",
            "src/pty.rs": '#[path = "./unit/pty_tests.rs"]\nmod tests;',
            "src/unit/pty_tests.rs": "use super::*; use super::super::g;",
        },
        "src/unit/pty_tests.rs",
        ["src/pty.rs#*", "src/lib.rs#g"],
    ),
    (
        "a file that only include! takes in",
        {"Cargo.toml": CARGO, "src/lib.rs": "", "assets/api.rs": "pub fn f() -> super::key::Key {}"},
        "assets/api.rs",
        ["? the file belongs to no crate"],
    ),
    (
        "a path from the package's folder",
        {
            "helper/Cargo.toml": CARGO,
            "helper/src/lib.rs": 'const A: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/", "assets/a.txt"));\n'
            'include!(concat!(env!("OUT_DIR"), "/b.rs"));',
            "helper/assets/a.txt": "",
        },
        "helper/src/lib.rs",
        ["helper/assets/a.txt", "? computed specifier"],
    ),
    (
        "a test program that is declared by its name, with the others as its modules",
        {
            "Cargo.toml": CARGO.replace("[package]", "[package]\nautotests = false") + "[[test]]\nname = 'all'\n",
            "src/lib.rs": "",
            "tests/all.rs": "mod drop;\nmod support;",
            "tests/drop.rs": "use crate::support::f;",
            "tests/support/mod.rs": "pub fn f() {}",
        },
        "tests/drop.rs",
        ["tests/support/mod.rs#f"],
    ),
    (
        "the deepest module counts",
        {"src/lib.rs": "use crate::a::b::E::V;", "src/a/mod.rs": "", "src/a/b.rs": ""},
        "src/lib.rs",
        ["src/a/b.rs#E"],
    ),
    (
        "crates by the manifest",
        {
            "Cargo.toml": CARGO,
            **HELPER,
            "src/lib.rs": "use serde::Serialize; use renamed::X; use helper::deep::f; use std::fmt; use nowhere::Y;",
        },
        "src/lib.rs",
        ["module:serde", "module:real", "helper/src/deep.rs#f", "platform:std", "? no module or crate of that name"],
    ),
    (
        "own library from a test",
        {
            "Cargo.toml": CARGO,
            "src/lib.rs": "",
            "src/a.rs": "",
            "tests/t.rs": "mod common; use my_app::a::f;",
            "tests/common/mod.rs": "",
        },
        "tests/t.rs",
        ["tests/common/mod.rs", "src/a.rs#f"],
    ),
    (
        "workspace dependencies",
        {
            "Cargo.toml": '[workspace]\nmembers = ["helper", "app"]\n[workspace.dependencies]\n'
            'helper = { path = "helper" }\n',
            **HELPER,
            "app/Cargo.toml": '[package]\nname = "app"\nedition = "2021"\n[dependencies]\nhelper.workspace = true\n',
            "app/src/main.rs": "use helper::deep;",
        },
        "app/src/main.rs",
        ["helper/src/deep.rs"],
    ),
    (
        "a binary's own modules",
        {
            "Cargo.toml": CARGO,
            "src/lib.rs": "pub struct L;",
            "src/main.rs": "mod cli; pub struct M;",
            "src/cli.rs": "use crate::M;",
        },
        "src/cli.rs",
        ["src/main.rs#M"],
    ),
    (
        "path attribute, seen from elsewhere",
        {"src/lib.rs": '#[path = "other.rs"] mod a; mod b;', "src/other.rs": "", "src/b.rs": "use crate::a::X;"},
        "src/b.rs",
        ["src/other.rs#X"],
    ),
    (
        "a name bound by another use",
        {"Cargo.toml": CARGO, **HELPER, "src/lib.rs": "use helper::deep; use deep::f;"},
        "src/lib.rs",
        ["helper/src/deep.rs", "helper/src/deep.rs#f"],
    ),
    (
        "edition 2015 starts at the crate root",
        {"Cargo.toml": '[package]\nname = "old"\n', "src/lib.rs": "", "src/a.rs": "", "src/b.rs": "use a::X;"},
        "src/b.rs",
        ["src/a.rs#X"],
    ),
    (
        "tests that are modules of one declared target, where Cargo finds none by itself",
        {
            "Cargo.toml": '[package]\nname = "one"\nautotests = false\n[[test]]\nname = "all"\npath = "tests/lib.rs"\n',
            "src/lib.rs": "",
            "tests/lib.rs": "mod a;\nfn help() {}",
            "tests/a.rs": "use super::help;",
        },
        "tests/a.rs",
        ["tests/lib.rs#help"],
    ),
    (
        "written paths of crates and modules",
        {"Cargo.toml": CARGO, "src/lib.rs": "fn f() { serde::x(); crate::a::g(); local::h() }", "src/a.rs": ""},
        "src/lib.rs",
        ["module:serde", "src/a.rs#g"],
    ),
    (
        "include",
        {"src/lib.rs": 'include!("gen/x.rs"); include_str!("none.txt");', "src/gen/x.rs": ""},
        "src/lib.rs",
        ["src/gen/x.rs", "? no file at that path"],
    ),
    (
        "a module that a glob import brings in, and no other test beside this one",
        {
            "src/lib.rs": "pub mod subscriber;",
            "src/subscriber.rs": "",
            "tests/subscriber.rs": "",
            "tests/leaks.rs": "use my_app::*;\nfn t() { subscriber::mock(); }",
        },
        "tests/leaks.rs",
        ["src/lib.rs#*", "src/subscriber.rs#mock"],
    ),
    (
        "a file of the tests that this one declares",
        {"src/lib.rs": "", "tests/common.rs": "", "tests/a.rs": "mod common;\nfn t() { common::setup(); }"},
        "tests/a.rs",
        ["tests/common.rs"],
    ),
    ("super beyond the root", {"src/lib.rs": "use super::x;"}, "src/lib.rs", ["? super beyond the crate root"]),
]


@pytest.mark.parametrize(("files", "path", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_where_imports_lead(files: dict[str, str], path: str, expected: list[str]) -> None:
    files = files if "Cargo.toml" in files else {"Cargo.toml": CARGO, **files}
    assert ends(files, path, "Rust") == expected


def test_broken_manifest_costs_its_own_package() -> None:
    files = {"Cargo.toml": "[package\nname=", "src/lib.rs": "mod a; use serde::X;", "src/a.rs": ""}
    assert ends(files, "src/lib.rs", "Rust")[1:] == ["module:serde"]


WHOLE = (
    '#[cfg(x)]\n#[path = "a.rs"]\npub mod a;\npub use a::{b as c, d::{self, *}};\n'
    "impl<T> X for Y<T> { fn f(&self) { use g::h; m! { mod i { mod j; } } } }\n/** d */ pub enum E { A }"
)


def test_truncated_files_never_raise() -> None:
    assert [read("a.rs", WHOLE[:end]).module for end in range(len(WHOLE))] == [""] * len(WHOLE)


def test_identifiers_of_code_only() -> None:
    """Comments, strings and characters have none; a lifetime is no character."""
    text = b"fn f<'a, 'b>(x: &'a Foo<'b>) { let c = 'z'; let d = '\\''; /* no */ \"no\"; r#\"no\"#; bar } // no"
    assert {name.decode() for name in uses(text, language("Rust").LEXICON)} == {
        "f",
        "a",
        "b",
        "x",
        "Foo",
        "c",
        "d",
        "bar",
    }


@pytest.mark.parametrize("hashes", range(5))
def test_a_raw_string_ends_at_as_many_hashes_as_it_begins_with(hashes: int) -> None:
    marks = b"#" * hashes
    inside = b'"' + b"#" * (hashes - 1) if hashes else b"\\"
    source = b"fn a() { b(r" + marks + b'" ' + inside + b' "' + marks + b"); c() }"

    assert blank(source, language("Rust").LEXICON).text.replace(b" ", b"") == b"fna(){b();c()}"
