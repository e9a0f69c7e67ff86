"""The tokens of a piece of code as the clone finder counts and orders them."""

from __future__ import annotations

from itertools import combinations

import pytest
from groundplan.analyzers.clones.comparing.likeness import longest_common
from groundplan.analyzers.clones.reading.tokens import tokens
from groundplan.indexer.fingerprints.fingerprint import fingerprint
from groundplan.indexer.languages import language
from groundplan.indexer.tokens import most_tokens

PIECES = {
    "Python": b'def one(a, b=" "):\n    x = a.name(b)[1:2]\n    return f" {x} " + "\\" \\n" or None\n',
    "TypeScript": b"function one(a: number) {\n  return `${a} ` + a?.b('\\'') + /a b/.test(' ')\n}\n",
    "Ruby": b'def one?(a)\n  @a ||= "#{a} #{b} "\n  a.each { |x| puts(x) }\nend\n',
    "C#": b'int One(string a) {\n  return $" {a} {b}".Length + @"\\".Length;\n}\n',
    "Go": b'func one(a int) string {\n\treturn fmt.Sprintf("%d \\n \\t", a) + ` `\n}\n',
}


@pytest.mark.parametrize("name", PIECES)
def test_no_piece_has_more_tokens_than_most_tokens_says(name: str) -> None:
    size = tokens(PIECES[name], language(name).LEXICON).size
    assert size <= most_tokens(PIECES[name]) < 2 * size


def test_most_tokens_counts_words_signs_and_quotes_twice() -> None:
    assert most_tokens(b"a = call(b)") == 6
    assert most_tokens(b'a = "b c"') == 8


def _plainly(mine: str, theirs: str) -> int:
    """The longest text that is left of both when some letters are taken out."""
    kept = {"".join(part) for size in range(len(mine) + 1) for part in combinations(mine, size)}
    return max(len(part) for part in kept if _is_left(part, theirs))


def _is_left(part: str, text: str) -> bool:
    letters = iter(text)
    return all(letter in letters for letter in part)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [("", ""), ("abc", ""), ("abcbdab", "bdcaba"), ("aaaa", "aa"), ("abcdef", "fedcba"), ("xaxbxc", "abcabc")],
)
def test_the_longest_common_sequence_is_what_a_plain_search_finds(mine: str, theirs: str) -> None:
    expected = _plainly(mine, theirs)
    assert longest_common(list(map(ord, mine)), list(map(ord, theirs)), 1_000) == expected
    assert longest_common(list(map(ord, theirs)), list(map(ord, mine)), 1_000) == expected


def test_the_order_of_one_thing_over_and_over_is_not_told() -> None:
    assert longest_common([7] * 40, [7] * 40, 1_599) is None
    assert longest_common([7] * 40, [7] * 40, 1_600) == 40


@pytest.mark.parametrize(
    ("name", "text", "raw"),
    [
        ("Ruby", b'"a #{b.join(", ")}" + c', [b"`a `", b"b", b".join(", b'", "', b")", b"+", b"c"]),
        ("Ruby", b"d =~ %r!^[a-z]+/!i", [b"d", b"=", b"~", b"%r!^[a-z]+/!i"]),
        ("Ruby", b'%r{a{2}"} || d % e', [b'%r{a{2}"}', b"|", b"|", b"d", b"%", b"e"]),
        (
            "Kotlin",
            b'"r: ${if (m) "+" else "-"}" + b',
            [b"`r: `", b"if", b"(", b"m", b")", b'"+"', b"else", b'"-"', b"+", b"b"],
        ),
        ("Kotlin", b'"$a ${" + b', [b"`$a ${`", b"+", b"b"]),
        ("Swift", b'"\\(a.joined(by: ", "))" + c', [b"a", b".joined(", b"by", b":", b'", "', b")", b"+", b"c"]),
    ],
)
def test_strings_inside_the_code_of_strings_end_where_they_end(name: str, text: bytes, raw: list[bytes]) -> None:
    assert tokens(text, language(name).LEXICON).raw == raw


def test_one_capital_is_a_local_or_a_type_parameter() -> None:
    """Graphs, matrices: a copy that renames them shares no line with the original else."""
    lexicon = language("Python").LEXICON
    one, other = (
        f"def spread({graph}, {first}):\n    {first}.update({graph}.nodes())\n    return Table({first} + {graph})\n".encode()
        for graph, first in (("G", "X1"), ("graph", "held"))
    )
    assert tokens(one, lexicon).semi == tokens(other, lexicon).semi
    assert fingerprint(one, lexicon, ()).chunks == fingerprint(other, lexicon, ()).chunks
    assert tokens(b"Table", lexicon).semi == [b"Table"]
