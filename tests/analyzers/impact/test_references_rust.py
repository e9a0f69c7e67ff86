"""References in Rust: modules inside of files, what is imported out of enums, names that are bound by patterns and in macros."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

LIB = """\
mod token;
pub fn total() -> u32 { 1 }
mod inner {
    pub(super) fn counted() -> u32 { 2 }
    pub fn twice() -> u32 { counted() + counted() }
}
pub fn both() -> u32 { inner::counted() }
#[cfg(test)]
mod tests {
    use super::*;
    fn made() -> u32 { total() }
    #[test]
    fn shows() {
        let value = made();
        assert_eq!(made(), value);
    }
}
"""
TOKEN = """\
pub struct Number { at: usize }
pub struct Span { at: usize }
impl Span { pub fn full(&self) -> usize { self.at } }
impl Number { pub fn full(&self) -> usize { self.at } }
pub enum Token { Number, Word(Vec<Span>), Mark { start: usize } }
pub fn start() -> usize { 0 }
pub trait Sink { type Error; fn put(&self) -> Result<(), Self::Error>; }
pub fn drain<S: Sink>(sink: S) -> Result<(), S::Error> { sink.put() }
fn read(token: &Token) -> usize {
    use Token::*;
    match token {
        Number => 0,
        Token::Word(spans) => if let Some(last) = spans.last() { last.full() } else { 1 },
        Token::Mark { start } => keep(*start),
    }
}
fn keep(at: usize) -> usize { at }
fn all() -> Vec<Token> {
    vec![Token::Mark { start: start() }]
}
fn size(token: &Token) -> usize {
    use Token::*;
    if let Word(spans) = token { spans.len() } else { 0 }
}
"""
USER = """\
use crate::token::Number;
pub fn shown(start: usize) -> usize { keep(start) }
fn keep(at: usize) -> usize { start.max(at) }
"""
FILES = {
    "Cargo.toml": '[package]\nname = "shop"\nversion = "1.0.0"\n',
    "src/lib.rs": LIB,
    "src/token.rs": TOKEN,
    "src/user.rs": USER,
}


@pytest.mark.parametrize(
    ("path", "symbol", "expected"),
    [
        ("src/lib.rs", "tests.made", ["lib.rs:14", "lib.rs:15"]),
        ("src/lib.rs", "inner.counted", ["lib.rs:5", "lib.rs:7"]),
        ("src/token.rs", "Token.Number", ["token.rs:12"]),
        ("src/token.rs", "Number", ["token.rs:4", "user.rs:1"]),
        ("src/token.rs", "Token.Word", ["token.rs:13", "token.rs:23"]),
        ("src/token.rs", "Token.Mark.start", ["token.rs:14", "token.rs:19"]),
        ("src/token.rs", "Span.full", ["token.rs:13"]),
        ("src/token.rs", "Number.full", []),
        ("src/token.rs", "start", ["token.rs:19"]),
        ("src/token.rs", "Sink.Error", ["token.rs:8"]),
    ],
)
def test_what_a_name_means(tmp_path: Path, path: str, symbol: str, expected: list[str]) -> None:
    rows = Workspace(write(tmp_path, FILES)).impact_analysis(path, symbol=symbol, change_type="delete")["breaks"]
    assert [f"{row['path'].removeprefix('src/')}:{row['line']}" for row in rows] == expected


def test_a_value_of_another_crate_s_type_has_no_method_of_a_struct(tmp_path: Path) -> None:
    text = (
        "use outside::Options;\npub struct Defs { n: u8 }\nimpl Defs { pub fn contains(&self, n: u8) -> bool { self.n == n } }\n"
        "pub fn asked(options: Options, defs: Defs) -> bool { options.contains(1) }\n"
        "pub fn told(defs: Defs) -> bool { defs.contains(1) }\n"
    )
    write(tmp_path, {"Cargo.toml": '[package]\nname = "shop"\nversion = "1.0.0"\n', "src/lib.rs": text})
    asked = Workspace(tmp_path).impact_analysis("src/lib.rs", symbol="Defs.contains", change_type="delete")
    assert [row["line"] for row in asked["breaks"]] == [5]


def test_behind_self_stands_what_the_file_has_itself(tmp_path: Path) -> None:
    """As files for each platform declare the same modules."""
    files = {
        "Cargo.toml": '[package]\nname = "shop"\nversion = "1.0.0"\n',
        "src/lib.rs": "mod linux;\nmod windows;\n",
        **{f"src/{name}.rs": "pub mod port;\npub use self::port::Port;\n" for name in ("linux", "windows")},
        **{f"src/{name}/port.rs": "pub struct Port;\n" for name in ("linux", "windows")},
    }
    asked = Workspace(write(tmp_path, files)).impact_analysis("src/linux.rs", symbol="port", change_type="delete")
    assert [(row["path"], row["line"]) for row in asked["breaks"]] == [("src/linux.rs", 2)]


def test_a_trait_for_all_types_gives_its_members_to_each(tmp_path: Path) -> None:
    """But to a type that has one of that name itself."""
    lib = "pub trait Wide: Iterator {\n    fn wide(&self) -> u8 {\n        1\n    }\n}\n\nimpl<T: ?Sized> Wide for T where T: Iterator {}\n"
    user = (
        "use shop::Wide;\n\nstruct Part;\nstruct Own;\nimpl Own { fn wide(&self) -> u8 { 2 } }\n"
        "fn asked(part: Part, own: Own) -> u8 { part.wide();\n    own.wide();\n    Part.wide() }\n"
    )
    write(tmp_path, {"Cargo.toml": FILES["Cargo.toml"], "src/lib.rs": lib, "tests/user.rs": user})
    rows = Workspace(tmp_path).impact_analysis("src/lib.rs", symbol="Wide.wide", change_type="delete")["breaks"]
    assert [row["line"] for row in rows if row["path"] == "tests/user.rs"] == [6, 8]


def test_a_method_without_pub_is_called_in_its_module_and_below_alone(tmp_path: Path) -> None:
    files = {
        "Cargo.toml": '[package]\nname = "shop"\nversion = "0.1.0"\n',
        "src/lib.rs": "pub mod coin;\npub mod till;\n",
        "src/coin.rs": "mod edge;\npub struct Coin(pub f64);\nimpl Coin {\n    fn is_whole(self) -> bool {\n        true\n    }\n}\n",
        "src/coin/edge.rs": "pub fn f(x: Unknown) -> bool {\n    x.coin.is_whole()\n}\n",
        "src/till.rs": "use crate::coin::Coin;\nuse ratio::Ratio;\npub fn g(x: &Ratio) -> bool {\n    x.part.is_whole()\n}\n",
    }
    for said, expected in (("fn", ["src/coin/edge.rs"]), ("pub(crate) fn", ["src/coin/edge.rs", "src/till.rs"])):
        files["src/coin.rs"] = files["src/coin.rs"].replace("    fn ", f"    {said} ")
        answer = Workspace(write(tmp_path, files)).impact_analysis(
            "src/coin.rs", symbol="Coin.is_whole", change_type="rename"
        )
        assert [row["path"] for row in answer["breaks"]] == expected
