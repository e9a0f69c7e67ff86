"""What a token is to the clone finder: literals, code in them, numbers and labels."""

from __future__ import annotations

import pytest
from groundplan.analyzers.clones.reading.tokens import tokens
from groundplan.indexer.languages import language


@pytest.mark.parametrize(
    ("name", "text", "size"),
    [
        pytest.param("Go", b'"a"', 3, id="quotes and text"),
        pytest.param("Go", rb'"a\n\"b"', 6, id="escapes"),
        pytest.param("TypeScript", b"`a ${b.c(d)} e`", 12, id="a template's code"),
        pytest.param("TypeScript", b'`"${a}"`', 7, id="quotes inside a template"),
        pytest.param("Python", b'f"{a} {{b}}"', 4, id="an f-string's code"),
    ],
)
def test_literals_count_as_a_syntax_tree_has_them(name: str, text: bytes, size: int) -> None:
    assert tokens(text, language(name).LEXICON).size == size


@pytest.mark.parametrize(
    ("name", "text", "raw"),
    [
        ("Ruby", b'say "a #{b.c(d)} e"', [b"say", b"`a `", b"b", b".c(", b"d", b")", b"` e`"]),
        ("Ruby", b"say 'a #{b}'", [b"say", b"'a #{b}'"]),
        ("Kotlin", b'say("a ${b}")', [b"say(", b"`a `", b"b", b")"]),
        ("C#", b'Say($"a {b}", "{c}")', [b"Say(", b"`a `", b"b", b",", b'"{c}"', b")"]),
        (
            "C#",
            b'Say($"a {J(", ", b)} {{c}}")',
            [b"Say(", b"`a `", b"J(", b'", "', b",", b"b", b")", b"` {{c}}`", b")"],
        ),
        ("Scala", b's"a ${b.mk(", ")} c"', [b"s", b"`a `", b"b", b".mk(", b'", "', b")", b"` c`"]),
        ("Ruby", b"say %(a (b) c), d", [b"say", b"%(a (b) c)", b",", b"d"]),
        ("Ruby", b"say %(a #{b(c(d))})", [b"say", b"`%(a `", b"b(", b"c(", b"d", b")", b")", b"`)`"]),
        ("Ruby", b"say(/a#{b}\\Z/, c)", [b"say(", b"`/a`", b"b", b"`\\Z/`", b",", b"c", b")"]),
    ],
)
def test_code_in_a_literal_counts_as_code(name: str, text: bytes, raw: list[bytes]) -> None:
    assert tokens(text, language(name).LEXICON).raw == raw


@pytest.mark.parametrize(
    ("name", "text", "raw"),
    [
        ("Swift", b"load(for: a, in: b)", [b"load(", b"`for`", b":", b"a", b",", b"`in`", b":", b"b", b")"]),
        ("Swift", b"for a in b {", [b"for", b"a", b"in", b"b", b"{"]),
        ("Swift", b"$0.count", [b"$", b"0", b".count"]),
        ("JavaScript", b"{a, package: b}", [b"{", b"a", b",", b"package_", b":", b"b", b"}"]),
        ("Ruby", b"@retry, alias: b", [b"@", b"retry_", b",", b"alias_", b":", b"b"]),
        ("Ruby", b"3.times", [b"3", b".times"]),
        ("Ruby", b"a =~ /::'[/]/ / b", [b"a", b"=", b"~", b"/::'[/]/", b"/", b"b"]),
        ("Ruby", b"a / b / c", [b"a", b"/", b"b", b"/", b"c"]),
        ("Ruby", b"x[1] /2/ (y) / z", [b"x", b"[", b"1", b"]", b"/", b"2", b"/", b"(", b"y", b")", b"/", b"z"]),
        ("Rust", b"0..n, 1.5e3, 0x1f", [b"0", b".", b".n", b",", b"1.5e3", b",", b"0x1f"]),
    ],
)
def test_what_a_number_and_a_label_are(name: str, text: bytes, raw: list[bytes]) -> None:
    assert tokens(text, language(name).LEXICON).raw == raw


def test_a_predicate_called_like_a_reserved_word_is_a_name() -> None:
    found = tokens(b"return unless class? && a.class?(b)", language("Ruby").LEXICON)
    assert found.blind == [b"return", b"unless", b"N", b"&", b"&", b"N", b".N(", b"N", b")"]
