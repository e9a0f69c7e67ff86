"""check_duplicates by content: tests that stand in the file that they test, as in Rust."""

from __future__ import annotations

from pathlib import Path

from groundplan.analyzers.clones.reading.definitions import MARK
from groundplan.analyzers.clones.reading.sources import from_source

from tests.clone_samples import ask, pairs
from tests.workspaces import write

PRICE = """\
pub fn price_{name}(items: &[Item], rate: u32) -> u32 {{
    let mut total = 0;
    for item in items {{
        if item.active && item.price > {least} {{
            total += item.price * item.quantity;
        }} else {{
            log::warn("skipped", &item.name);
        }}
    }}
    total * (1 + rate)
}}
"""

CASE = """\
    #[test]
    fn counts_{name}() {{
        let cart = Cart::new(owner(), "{name}");
        cart.add(products().first(), {count});
        cart.add(products().last(), {count});
        let response = client().post(cart.url(), cart.as_json());
        assert_eq!(response.status(), {status});
        assert_eq!(response.total(), cart.total());
    }}
"""

CASES = CASE.format(name="eur", count=3, status=200) + CASE.format(name="usd", count=7, status=201)


def with_cases(cases: str) -> str:
    return PRICE.format(name="all", least=0) + "\n#[cfg(test)]\nmod tests {\n    use super::*;\n\n" + cases + "}\n"


def test_cases_inside_of_what_they_test_are_rows(tmp_path: Path) -> None:
    assert pairs(ask(write(tmp_path, {"src/cart.rs": with_cases(CASES)}))) == []


def test_a_copied_case_and_copied_code_count(tmp_path: Path) -> None:
    case = CASE.format(name="eur", count=3, status=200)
    files = {"src/a.rs": with_cases(case + case), "src/b.rs": PRICE.format(name="some", least=9)}
    found = pairs(ask(write(tmp_path, files)))
    assert found == [("src/b.rs", "src/a.rs", "renamed"), ("src/a.rs", "src/a.rs", "exact")]


def test_the_zone_of_each_piece() -> None:
    source = with_cases(CASES).encode()
    file = from_source("src/cart.rs", source, "Rust")
    assert [file.zone_at(number) for number in range(3)] == ["product", "test", "test"]
    at = source.index(b"let response")
    assert (file.zone_of(at, at + 40), file.zone_of(0, 40)) == ("test", "product")


def test_what_marks_tests() -> None:
    marks = ["test", "tokio::test", "inline\ncfg(test)", 'cfg(all(test, feature = "x"))', "cfg(all(unix, test))"]
    others = [
        "cfg(not(test))",
        "cfg_attr(test, automock)",
        "cfg(all(windows, not(test)))",
        'cfg(any(test, feature = "x"))',
    ]
    assert [bool(MARK.search(mark)) for mark in (*marks, *others)] == [True] * len(marks) + [False] * len(others)
