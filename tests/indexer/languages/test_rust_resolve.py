"""Rust: where imports lead."""

from __future__ import annotations

import pytest

from .workspace_support import ends, resolve

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
        "a crate whose manifest is a template",
        {
            "Cargo.toml": CARGO,
            "src/lib.rs": "",
            "kit/Cargo.toml.hbs": "",
            "kit/src/lib.rs": "mod a; pub struct E;",
            "kit/src/a.rs": "use crate::E;",
        },
        "kit/src/a.rs",
        ["kit/src/lib.rs#E"],
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


def test_a_dependency_has_the_name_of_its_library_and_lies_here_by_its_path_alone() -> None:
    """A crate whose package is named as another's library, beside one of a registry whose name a library here has."""
    files = {
        "Cargo.toml": '[workspace.dependencies]\napi_impl = { path = "api" }\n[patch.crates-io]\npatched = { path = "own" }\n',
        "api/Cargo.toml": '[package]\nname = "api_impl"\nedition = "2021"\n[lib]\nname = "api"\n',
        "api/src/lib.rs": "pub struct Engine;",
        "own/Cargo.toml": '[package]\nname = "patched"\nedition = "2021"\n',
        "own/src/lib.rs": "pub struct Own;",
        "c/Cargo.toml": '[package]\nname = "api"\nedition = "2021"\n[lib]\nname = "engine"\npath = "lib.rs"\n'
        "[dependencies]\napi_impl = { workspace = true }\n",
        "c/lib.rs": "pub use api::*;",
        "f/Cargo.toml": '[package]\nname = "f"\nedition = "2021"\n'
        '[dependencies]\nengine = "1"\npatched = "2"\nold = { package = "api_impl", version = "1" }\n',
        "f/src/lib.rs": "use engine::Engine;\nuse patched::Own;\nuse old::Engine as Old;",
    }
    assert ends(files, "c/lib.rs", "Rust") == ["api/src/lib.rs#*"]
    assert ends(files, "f/src/lib.rs", "Rust") == ["module:engine", "own/src/lib.rs#Own", "module:api_impl"]


def test_a_build_script_with_a_module_of_its_own_name() -> None:
    files = {
        "Cargo.toml": CARGO,
        "build.rs": '#[path = "build/mod.rs"]\nmod build;\nuse self::build::Config;',
        "build/mod.rs": "mod op;\npub struct Config;",
        "build/op.rs": "use crate::build::Config;",
    }
    assert ends(files, "build.rs", "Rust") == ["build/mod.rs", "build/mod.rs#Config"]
    assert ends(files, "build/op.rs", "Rust") == ["build/mod.rs#Config"]


def test_broken_manifest_costs_its_own_package() -> None:
    files = {"Cargo.toml": "[package\nname=", "src/lib.rs": "mod a; use serde::X;", "src/a.rs": ""}
    assert ends(files, "src/lib.rs", "Rust")[1:] == ["module:serde"]


def test_a_module_that_a_path_attribute_places_once_a_platform() -> None:
    files = {
        "Cargo.toml": '[package]\nname = "one"\n',
        "src/lib.rs": "mod process; mod user;",
        "src/process/mod.rs": (
            '#[path = "unix/mod.rs"]\n#[cfg(unix)]\nmod imp;\npub mod unix { pub use super::imp::*; }\n'
            '#[path = "windows.rs"]\n#[cfg(windows)]\nmod imp;\n'
        ),
        "src/process/unix/mod.rs": "pub mod orphan; pub struct Queue;",
        "src/process/unix/orphan.rs": "",
        "src/process/windows.rs": "use super::Kill;",
        "src/user.rs": "use crate::process::imp::orphan::Wait;\nuse crate::process::unix::Queue;",
    }
    found = resolve(files, "Rust")
    assert [link.target for link in found["src/user.rs"]] == ["src/process/unix/orphan.rs", "src/process/mod.rs"]
    assert [link.target for link in found["src/process/windows.rs"]] == ["src/process/mod.rs"]


def test_modules_of_an_inline_module_that_a_path_attribute_places() -> None:
    files = {
        "Cargo.toml": '[package]\nname = "one"\nedition = "2021"\n',
        "src/lib.rs": '#[cfg(own)]\n#[path = "."]\nmod own {\n    pub use self::aes::*;\n    mod aes;\n    mod by_hand;\n}\npub use own::*;\n',
        "src/aes.rs": "use super::super::*;\nuse super::by_hand::Key;\n",
        "src/by_hand/mod.rs": "mod rsa;\npub struct Key;\n",
        "src/by_hand/rsa.rs": "use super::super::*;\n",
    }
    found = {path: [link.target for link in links] for path, links in resolve(files, "Rust").items()}
    assert found["src/lib.rs"] == ["src/aes.rs", "src/aes.rs", "src/by_hand/mod.rs", "src/lib.rs"]
    assert found["src/aes.rs"] == ["src/lib.rs", "src/by_hand/mod.rs"]
    assert found["src/by_hand/rsa.rs"] == ["src/lib.rs"]


@pytest.mark.parametrize(
    ("dependency", "use"),
    [("rust-ini", "ini::Ini"), ("elasticlunr-rs", "elasticlunr::Index"), ("md-5", "md5::Md5")],
)
def test_a_library_may_have_the_rest_of_its_package_s_name(dependency: str, use: str) -> None:
    manifest = f'[package]\nname = "app"\nedition = "2021"\n[dependencies]\n{dependency} = "1"\n'
    assert ends({"Cargo.toml": manifest, "src/lib.rs": f"use {use};"}, "src/lib.rs", "Rust") == [f"module:{dependency}"]
