"""Rust: names that a crate gives others with `pub use`, and what uses them there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

CRATES = {
    "Cargo.toml": '[workspace]\nmembers = ["prices", "shop"]\n',
    "prices/Cargo.toml": '[package]\nname = "prices"\nversion = "0.1.0"\n',
    "prices/src/lib.rs": "pub mod tax;\n\npub use tax::with_tax;\n",
    "prices/src/tax.rs": "pub fn with_tax(a: f64) -> f64 {\n    a\n}\n",
    "shop/Cargo.toml": (
        '[package]\nname = "shop"\nversion = "0.1.0"\n\n[dependencies]\nprices = { path = "../prices" }\n'
    ),
}
BY_USE = "use prices::with_tax;\n\npub fn total(a: f64) -> f64 {\n    with_tax(a)\n}\n"
BY_PATH = "pub fn total(a: f64) -> f64 {\n    prices::with_tax(a)\n}\n"
OF_ALL = "use prices::*;\n\npub fn total(a: f64) -> f64 {\n    with_tax(a)\n}\n"
BY_MODULE = "use prices::tax;\n\npub fn total(a: f64) -> f64 {\n    tax::rate();\n    tax::with_tax(a)\n}\n"
OWN = "use prices::*;\n\nfn with_tax(a: f64) -> f64 {\n    a\n}\n\npub fn total(a: f64) -> f64 {\n    with_tax(a)\n}\n"
WRAPPED = "pub fn with_tax(a: f64) -> f64 {\n    prices::rate();\n    prices::with_tax(a)\n}\n"
OUTSIDE = (
    "use prices::*;\nuse std::rates;\n\npub fn total(a: f64) -> f64 {\n    rates::with_tax(core::with_tax(a))\n}\n"
)
ELSEWHERE = "use fees::with_tax;\n\npub fn total(a: f64) -> f64 {\n    with_tax(a)\n}\n"


def _impact(root: Path, files: dict[str, str]) -> Any:
    workspace = Workspace(write(root, CRATES | files))
    return workspace.impact_analysis("prices/src/tax.rs", symbol="with_tax", change_type="delete")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (BY_USE, [1, 4]),
        (BY_PATH, [2]),
        (BY_MODULE, [5]),
        (OF_ALL, [4]),
        (WRAPPED, [3]),
        (OWN, []),
        (ELSEWHERE, []),
        (OUTSIDE, []),
    ],
)
def test_uses_in_another_crate(tmp_path: Path, text: str, lines: list[int]) -> None:
    found = _impact(tmp_path, {"shop/src/lib.rs": text, "fees.rs": "pub fn with_tax(a: f64) -> f64 {\n    a\n}\n"})
    assert [row["line"] for row in found["breaks"] if row["path"] == "shop/src/lib.rs"] == lines
    assert [row["path"] for row in found["impacted_files"]] == ["shop/src/lib.rs"][: len(lines)]


@pytest.mark.parametrize("again", ["pub use tax::*;", "pub use tax::{\n    with_tax,\n};"])
def test_other_ways_to_hand_a_name_on(tmp_path: Path, again: str) -> None:
    found = _impact(tmp_path, {"prices/src/lib.rs": f"mod tax;\n\n{again}\n", "shop/src/lib.rs": BY_USE})
    assert [row["path"] for row in found["impacted_files"]] == ["shop/src/lib.rs"]


def test_what_hands_a_name_on_breaks_but_runs_nothing(tmp_path: Path) -> None:
    found = _impact(tmp_path, {"shop/src/lib.rs": BY_USE})
    assert [(row["path"], row["line"]) for row in found["breaks"]] == [
        ("prices/src/lib.rs", 3),
        ("shop/src/lib.rs", 1),
        ("shop/src/lib.rs", 4),
    ]
    assert [(row["path"], row["symbols"]) for row in found["impacted_files"]] == [("shop/src/lib.rs", ["total"])]


def test_an_import_runs_nothing(tmp_path: Path) -> None:
    found = _impact(
        tmp_path,
        {
            "shop/src/lib.rs": "use prices::with_tax;\n\npub const TOTAL: fn(f64) -> f64 = with_tax;\n\npub struct Cart;\n",
            "shop/tests/cart.rs": "use shop::Cart;\n\n#[test]\nfn is_made() {\n    let _ = Cart;\n}\n",
        },
    )
    reasons = [row["reason"] for row in found["tests_to_run"]]
    assert reasons == ["imports shop/src/lib.rs, which uses it"]
