"""Rust: symbols, imports and identifiers."""

from __future__ import annotations

import pytest
from groundplan.indexer.languages import language
from groundplan.indexer.tokens import blank

from ..all_uses import uses
from .workspace_support import imports, read, symbols

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
        'cfg_net! {\n    #[status = A]\n    #[body = "[b]"]\n    /// Doc.\n    pub struct A { a: u8 }\n    impl A { pub fn new() {} }\n}\nquote! {\n    a => b\n}',
        ["struct A", "-field A.a", "method A.new"],
    ),
    (
        "fields, variants, and a field behind a method of its name",
        "pub struct S { pub a: u8, b: u8 }\nimpl S { pub fn b(&self) -> u8 { self.b } }\npub enum E { A { x: u8 }, B(u8) }\n",
        ["struct S", "field S.a", "method S.b", "enum E", "constant E.A", "field E.A.x", "constant E.B"],
    ),
    (
        "enum, union, type, static, macro, foreign function",
        (
            "pub enum E { A }\nunion U { a: u8 }\ntype A = u8;\npub static X: u8 = 1;\n#[macro_export]\n"
            'macro_rules! m { () => {} }\nextern "C" { pub fn c(); }'
        ),
        ["enum E", "constant E.A", "-struct U", "-field U.a", "-type A", "constant X", "macro m", "function c"],
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
    ("path attribute", '#[path = "x/y.rs"]\nmod a;', ['2 mod static "x/y.rs" a']),
    ("extern crate", "extern crate a as b;", ["1 extern crate static a b"]),
    ("use in a macro's definition", "macro_rules! m { () => { use d::e::F; } }", ["1 path conditional d::e F F"]),
    (
        "use in a macro's definition to the part that is filled in",
        "macro_rules! m { ($n:ident) => { pub use d::e::$n; use $crate::f; use {$n}; } }",
        ["1 path conditional d e e", "1 path static crate f"],
    ),
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
