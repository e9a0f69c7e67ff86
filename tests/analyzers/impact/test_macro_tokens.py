"""Rust: what is used in the arguments of macros."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

MOD = "src/cart/mod.rs"
SHOP = {
    "Cargo.toml": '[package]\nname = "shop"\nversion = "0.1.0"\n',
    "src/lib.rs": "pub mod cart;\npub mod till;\npub use cart::Cart;\n",
    MOD: (
        "#[derive(Default)]\npub struct Cart ;\n\nimpl Cart {\n    pub fn total(&self) -> i32 {\n"
        "        1\n    }\n    pub fn copy(&self) -> Cart {\n        Cart::default()\n    }\n}\n\npub fn rate(a: i32) -> i32 {\n    a\n}\n"
    ),
    "src/till.rs": (
        "#[derive(Default)]\npub struct Till;\n\nimpl Till {\n    pub fn total(&self) -> i32 {\n        2\n    }\n}\n\n"
        "pub fn rate() {}\n"
    ),
}


def _certain(root: Path, symbol: str, line: str) -> list[int]:
    """The lines of main.rs that surely use a symbol; `line` is the third."""
    text = f"use shop::{{cart, till::Till, Cart}};\nfn main() {{\n    {line}\n}}\n"
    workspace = Workspace(write(root, SHOP | {"src/main.rs": text}))
    rows = workspace.impact_analysis(MOD, symbol=symbol, change_type="delete")["breaks"]
    return [row["line"] for row in rows if row["path"] == "src/main.rs" and row.get("confidence", 1) == 1]


@pytest.mark.parametrize(
    ("symbol", "line"),
    [
        ("Cart.total", 'let cart = Cart::default(); println!("{}", cart.total());'),
        ("Cart.total", "assert_eq!(Cart::default().total(), 1);"),
        ("Cart.total", "assert_eq!(1, Cart::default().copy().total(), );"),
        ("Cart.total", "assert!(1 > vec![Cart::default().total()][0]);"),
        ("rate", "assert_eq!(cart::rate(1), 1);"),
        ("Cart.copy", "assert_eq!(Cart::default().copy::<Vec<Vec<u8>>>().a, 1);"),
        ("Cart.total", "assert!(Cart::default().copy::<8>().total() > 0);"),
    ],
)
def test_is_used(tmp_path: Path, symbol: str, line: str) -> None:
    assert _certain(tmp_path, symbol, line) == [3]


@pytest.mark.parametrize(
    ("symbol", "line"),
    [
        ("Cart.total", "let till = Till::default(); assert_eq!(till.total(), 2);"),
        ("Cart.total", "let cart = Cart::default(); assert_eq!(cart.total, 2);"),
        ("Cart.total", "let cart = Cart::default(); assert_eq!(cart.total(1, 2), 2);"),
        ("rate", 'println!("{:?}", till::rate());'),
        ("Cart.total", "let total = 1; assert_eq!(total, 1);"),
    ],
)
def test_is_something_else(tmp_path: Path, symbol: str, line: str) -> None:
    assert _certain(tmp_path, symbol, line) == []
