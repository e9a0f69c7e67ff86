"""deps of Cargo: what is unused, by the paths of Rust and by what works without being named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .deps_workspaces import ask, names

if TYPE_CHECKING:
    from pathlib import Path


def crate(dependencies: str, more: str = "", name: str = "pot") -> str:
    """A Cargo.toml whose dependencies are told one a word, or as lines of TOML."""
    lines = dependencies if "=" in dependencies else "\n".join(f'{word} = "1"' for word in dependencies.split())
    return f'[package]\nname = "{name}"\nversion = "1.0.0"\n{more}\n[dependencies]\n{lines}\n'


CARGO: dict[str, tuple[dict[str, str], list[str]]] = {
    "targets in the folder of a package below, and a version that is held for no target": (
        {
            "Cargo.toml": crate('app = { path = "app" }\nidle = "1"', '[[bin]]\nname = "pot"\npath = "app/src/bin/pot.rs"\n')
            + "[target.'cfg(any())'.dependencies]\nheld = \"1\"\n",
            "app/Cargo.toml": crate("", name="app"),
            "app/src/lib.rs": "",
            "app/src/bin/pot.rs": "fn main() { app::run() }\n",
        },
        ["idle"],
    ),
    "paths, lists, whole crates and macros use one": (
        {
            "Cargo.toml": crate("log rand serde-json lid heat idle"),
            "src/lib.rs": 'use {lid, rand as r};\nextern crate heat;\nfn f() { log::info!("{}", serde_json::Value::Null) }\n',
        },
        ["idle"],
    ),
    "a library in C's manner, and features for the tests of a crate that others need": (
        {
            "Cargo.toml": crate('hook = { path = "hook" }\nidle = "1"', '[dev-dependencies]\nspans = { version = "1", features = ["more"] }'),
            "Cargo.lock": 'version = 3\n[[package]]\nname = "gpu"\nversion = "1.0.0"\nsource = "registry+x"\ndependencies = ["spans"]\n',
            "src/lib.rs": "",
            "hook/Cargo.toml": crate("", '[lib]\ncrate-type = ["cdylib"]', name="hook"),
            "hook/src/lib.rs": "",
        },
        ["idle"],
    ),
    "macros and traits of a prelude are called after their crate": (
        {
            "Cargo.toml": crate("warm include_dir validator rstest serial_test smol smol-potat tower wasm-bindgen wasm-bindgen-futures"),
            "src/lib.rs": 'use warm::prelude::*;use wasm_bindgen::prelude::*;\nstatic D: Dir = include_dir!("a");\n#[derive(Debug, Validate, Serialize)]\nstruct A;\n'
            "#[rstest]\nfn a() {}\n#[test]\n#[smol_potat::test]\nfn b() {}\n",
        },
        ["serial_test", "tower"],
    ),
    "a module of one's own that is called as the crate does not, nor a book that is not checked out": (
        {".gitmodules": '[submodule "docs"]\n\tpath = docs\n', "Cargo.toml": crate("lid"), "src/lib.rs": "mod inner;\nfn f() { crate::lid::close(); }\n"},
        ["lid"],
    ),
    "documents whose examples are compiled, and others": (
        {
            "checks/Cargo.toml": crate("warm lid glow idle"),
            "checks/src/lib.rs": '#[doc = include_str!("../../book/start.md")]\nmod start {}\ndoc_comment::doctest!("../README.md");\nguide_tests!("../guide/*.md");\n',
            "guide/2-light.md": "```rust\nuse glow::Lamp;\n```\n",
            "checks/README.md": "```rust\nuse lid::Lid;\n```\n",
            "checks/CONTRIBUTING.md": "Tell what went wrong with `idle::Error`.\n",
            "book/start.md": "```rust\nuse warm::Stove;\n```\n",
        },
        ["idle"],
    ),
    "a library that begins in another folder": (
        {
            "old/Cargo.toml": crate("warm idle", '[lib]\npath = "../shared/src/lib.rs"'),
            "shared/src/lib.rs": "mod inner;\n",
            "shared/src/inner.rs": "use warm::Stove;\n",
        },
        ["idle"],
    ),
    "a crate under another name is used by that name": (
        {"Cargo.toml": crate('warm = { version = "1", package = "heat" }\ncold = { version = "1", package = "ice" }'), "src/lib.rs": "use warm::Stove;\n"},
        ["ice"],
    ),
    "a library that is not called as its package": (
        {"Cargo.toml": crate("xml-rs md-5 tui-textarea-2 tui idle-rs test-log"), "src/lib.rs": "use test::Bencher;\npub use xml::*;\nuse md5::Md5;\nuse tui_textarea::TextArea;\nuse tui::Frame;\n"},
        ["idle-rs", "test-log"],
    ),
    "what is told not to be asked about": (
        {
            "Cargo.toml": crate("rand lid idle", '[package.metadata.cargo-machete]\nignored = ["rand"]\n[package.metadata.cargo-udeps.ignore]\nnormal = ["lid"]'),
            "src/lib.rs": "",
        },
        ["idle"],
    ),
    "what works without being named": (
        {
            "Cargo.toml": crate('zlib-sys = "1"\nserde_regex = "1"\ntls = "1"\npinned = "=1.2.3"\nheld = "<=0.1.11"\nworkspace-hack = "0.1"\nidle = "1"', '[features]\nfast = ["tls/vendored"]'),
            "src/lib.rs": '#[serde(with = "serde_regex")]\nstruct S;\n',
        },
        ["idle"],
    ),
    "code that only a build writes may use all": (
        {"Cargo.toml": crate("prost idle"), "src/lib.rs": 'include!(concat!(env!("OUT_DIR"), "/api.rs"));\n'},
        [],
    ),
    "a macro of the workspace writes the name": (
        {
            "Cargo.toml": '[workspace]\nmembers = ["macros", "app"]\n',
            "macros/Cargo.toml": crate("", name="macros"),
            "macros/src/lib.rs": "macro_rules! say {\n    () => {\n        ::log::info!()\n    }\n}\nfn f() {\n    idle::g()\n}\n",
            "app/Cargo.toml": crate('macros = { path = "../macros" }\nlog = "1"\nidle = "1"', name="app"),
            "app/src/main.rs": "fn main() { macros::say!() }\n",
        },
        ["idle"],
    ),
    "macros that a package hands on write the name, other code behind it does not": (
        {
            "Cargo.toml": '[workspace]\nmembers = ["macros", "core", "pot", "app"]\n',
            "macros/Cargo.toml": crate("quote", "[lib]\nproc-macro = true", name="macros"),
            "macros/src/lib.rs": "fn say() { quote::quote! { schemas::of() } }\n",
            "core/Cargo.toml": crate("", name="core"),
            "core/src/lib.rs": "macro_rules! say { () => { idle::info!() } }\n",
            "pot/Cargo.toml": crate('macros = { path = "../macros" }\ncore = { path = "../core" }', name="pot"),
            "pot/src/lib.rs": "pub use macros::say;\nuse core::x;\n",
            "app/Cargo.toml": crate('pot = { path = "../pot" }\nschemas = "1"\nidle = "1"', name="app"),
            "app/src/main.rs": "fn main() { pot::say!() }\n",
        },
        ["idle"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CARGO)
def test_cargo(tmp_path: Path, case: str) -> None:
    files, unused = CARGO[case]
    answer = ask(tmp_path, files)
    assert names(answer, "unused") == unused
    assert names(answer, "undeclared") == []


def test_a_claim_names_what_was_looked_for(tmp_path: Path) -> None:
    answer = ask(tmp_path, {"Cargo.toml": crate("xml-rs"), "src/lib.rs": "", "src/a.rs": ""})
    [claim] = answer["unused"]
    assert claim["looked_for"] == ["xml_rs", "xml"]
    [said] = answer["searched"]
    assert (said["ecosystem"], said["code_files"]) == ("cargo", 2)
    assert "features" in said["places"]
