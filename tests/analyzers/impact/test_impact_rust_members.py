"""Impact in Rust: fields of structs, variants of enums and their fields."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

LIB = """\
pub struct Span { pub start: usize, end: usize }
pub struct Other { pub start: usize }
pub enum Token {
    Text { span: Span },
    Mark { span: Span, start: usize },
    End(usize),
}
pub enum Status { End }
pub fn make(start: usize, other: Other) -> Token {
    let span = Span { start, end: other.start };
    if span.end > start { return Token::End(span.start); }
    Token::Text { span }
}
pub fn read(token: &Token) -> usize {
    match token {
        Token::Text { span, .. } => span.start,
        Token::Mark { span: found, .. } => found.end,
        Token::End(at) => *at,
    }
}
"""
FILES = {"Cargo.toml": '[package]\nname = "shop"\nversion = "1.0.0"\n', "src/lib.rs": LIB}


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [
        ("Span.end", [10, 11]),
        ("Other.start", [10]),
        ("Token.Text", [12, 16]),
        ("Token.Text.span", [12, 16]),
        ("Token.Mark.span", [17]),
        ("Token.End", [11, 18]),
        ("Status.End", []),
    ],
)
def test_a_member_of_a_type(tmp_path: Path, symbol: str, expected: list[int]) -> None:
    rows = Workspace(write(tmp_path, FILES)).impact_analysis("src/lib.rs", symbol=symbol, change_type="delete")[
        "breaks"
    ]
    sure = [row["line"] for row in rows if row.get("confidence", 1.0) > 0.6]
    assert sure == expected


def test_a_type_that_no_import_binds_is_the_language_s_own(tmp_path: Path) -> None:
    """Each `Result` beside the module that defines one was told to break."""
    write(
        tmp_path,
        {
            "Cargo.toml": '[package]\nname = "shop"\nversion = "1.0.0"\n',
            "src/lib.rs": "mod read;\nmod name;\nmod all;\nmod made;\n",
            "src/read.rs": "pub type Result<T> = std::result::Result<T, ()>;\n",
            "src/name.rs": "pub fn name() -> Result<u8, ()> { Ok(1) }\n",
            "src/all.rs": "use crate::read::*;\npub fn all() -> Result<u8> { Ok(1) }\n",
            "src/made.rs": "macro_rules! made { () => { Result<u8> } }\n",
        },
    )
    breaks = Workspace(tmp_path).impact_analysis("src/read.rs", symbol="Result", change_type="delete")["breaks"]
    assert ("src/all.rs", 2) in {(row["path"], row["line"]) for row in breaks}
    assert "src/name.rs" not in {row["path"] for row in breaks}


def test_what_is_held_by_position(tmp_path: Path) -> None:
    """`self.0` and what a pattern takes out of a variant were of any type; a function is never called on a value."""
    text = (
        "pub struct Order { n: u8 }\nimpl Order { pub fn total(&self) -> u8 { self.n } }\npub struct Cart { n: u8 }\n"
        "impl Cart { pub fn total(&self) -> u8 { self.n } }\npub struct Held(Order, [Cart; 2]);\n"
        "pub enum Kind { One(Order), Two(u8, Cart) }\npub fn twice(n: u8) -> u8 { n }\n"
        "impl Held {\n    pub fn f(&self, kind: Kind) -> u8 {\n        self.0.total();\n        self.1[0].total();\n"
        "        match kind {\n            Kind::One(item) => item.total(),\n            Kind::Two(_, item) => item.total(),\n"
        "        };\n        self.twice();\n        twice(1)\n    }\n}\n"
    )
    write(tmp_path, {"Cargo.toml": '[package]\nname = "shop"\nversion = "1.0.0"\n', "src/lib.rs": text})
    for symbol, lines in (("Order.total", [10, 13]), ("Cart.total", [11, 14]), ("twice", [17])):
        asked = Workspace(tmp_path).impact_analysis("src/lib.rs", symbol=symbol, change_type="delete")
        assert [row["line"] for row in asked["breaks"]] == lines


def test_a_call_of_a_type_that_says_its_arguments_is_of_that_type(tmp_path: Path) -> None:
    card = "pub struct Card;\nimpl Card {\n    pub fn new(name: &str) -> Card { Card }\n}\n"
    lib = """\
mod card;
use std::collections::HashMap;
use card::Card;

pub fn run() {
    let all = HashMap::<u8, Card>::new();
    let some = Vec::<Card>::new();
    let one = Card::new("a");
}
"""
    workspace = Workspace(write(tmp_path, {**FILES, "src/lib.rs": lib, "src/card.rs": card}))
    rows = workspace.impact_analysis("src/card.rs", symbol="Card.new", change_type="signature")["breaks"]
    assert [(row["path"], row["line"]) for row in rows] == [("src/lib.rs", 8)]


def test_a_member_that_nearly_everything_has_leads_on_by_its_name_only_unlikely(tmp_path: Path) -> None:
    """The workspace has one `next`, and Rust's library many more."""
    files = {
        "Cargo.toml": FILES["Cargo.toml"],
        "src/lib.rs": "pub mod lines;\npub mod paths;\n",
        "src/lines.rs": "pub struct Lines;\nimpl Iterator for Lines {\n    type Item = u8;\n"
        "    fn next(&mut self) -> Option<u8> { None }\n}\n",
        "src/paths.rs": "use crate::lines::Lines;\npub fn first(text: &str) -> Option<char> { text.chars().next() }\n",
    }
    found = Workspace(write(tmp_path, files)).impact_analysis("src/lines.rs", symbol="Lines.next")
    assert found["impacted_files"] == []
    assert found["files_unlikely"] == ["src/paths.rs"]
