"""How JavaScript text splits into tokens: what counts as a name, and that no bytes make it slow."""

from __future__ import annotations

import time

import pytest
from groundplan.indexer.languages.javascript.lexicon import LEXICON

from ..all_uses import branches, uses

# (source, names that stand bare, names that follow a dot)
NAMES = [
    ("a.b?.c", {"a"}, {"b", "c"}),
    ("// a\n/* b */ c /* d", {"c"}, set()),
    ("'a' + \"b\" + 'it\\'s c' + d", {"d"}, set()),
    ("`a b` + c", {"c"}, set()),
    ("`text ${a.b} ${c(`${d}`)} text`; e", {"text", "a", "c", "d", "e"}, {"b"}),
    ("`a\n${b}\n` + `${x ? `y` : {z: 1}.w}`; let v", {"a", "b", "x", "y", "z", "v"}, {"w"}),
    ("x = /[/'\"`]+a/g; b", {"x", "b"}, set()),
    (
        "`'${a.replace(/'/g, `'\\\\''`)}'` + b; `\"${c.split(/[\"`]/)}\"` + d",
        {"a", "b", "c", "d", "g"},
        {"replace", "split"},
    ),
    ("return /'/.test(a)", {"a"}, {"test"}),
    ("a / b / c", {"a", "b", "c"}, set()),
    ("<A b={c} /><D />", {"A", "b", "c", "D"}, set()),
    ("[\n  /a'b/,\n  c\n]", {"c"}, set()),
    ("if (a) for (;;) b ?? c && d", {"a", "b", "c", "d"}, set()),
    ("$a + _b + é", {"$a", "_b", "é"}, set()),
]


@pytest.mark.parametrize(("source", "bare", "attribute"), NAMES, ids=[case[0] for case in NAMES])
def test_names(source: str, bare: set[str], attribute: set[str]) -> None:
    found = uses(source.encode(), LEXICON)
    found.pop(b"$", None)  # what is left of `${` in the text of a template
    assert {name.decode() for name, (lines, _) in found.items() if lines} == bare
    assert {name.decode() for name, (_, lines) in found.items() if lines} == attribute


def test_lines_inside_of_a_template() -> None:
    found = uses(b"a\nconst t = `x\n${a} ${a}\n${b}`\na\n", LEXICON)
    assert found[b"a"] == ([1, 3, 5], [])
    assert found[b"b"] == ([4], [])


def test_branches() -> None:
    source = b"if (a && b) {} else if (c || d) {}\nfor (;;) { while (e) {} }\nswitch (f) { case 1: }\ntry {} catch {}\ng ?? h\n"
    assert branches(source, LEXICON) == [1, 1, 1, 1, 2, 2, 3, 4, 5]


HOSTILE = [
    "`",
    "`${",
    "/",
    "'",
    " /[",
    "`${{",
    "(/a",
    "`${'",
    "/*",
    "`$",
    '`${"a`',
    " /[a]",
    "`${`",
    "\\",
    "`${a}",
    "= /(",
    "/**/`",
    "'`${",
    "`${(/a",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_bytes_run_for_ever(piece: str) -> None:
    started = time.process_time()
    for line_break in ("", "\n"):
        uses((piece * (8_000 // len(piece)) + line_break).encode() * 3, LEXICON)
    assert time.process_time() - started < 1
