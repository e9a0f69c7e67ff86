"""Which identifiers a file uses, and where: bare or behind a dot, without comments, strings and keywords."""

from __future__ import annotations

import re
import time

import pytest
from groundplan.indexer.languages import LANGUAGES, language
from hypothesis import given, settings
from hypothesis import strategies as st

from .all_uses import branches, uses

Names = dict[bytes, tuple[list[int], list[int]]]


def names(source: bytes, name: str = "Python") -> Names:
    return uses(source, language(name).LEXICON)


@pytest.mark.parametrize(
    ("name", "source", "expected"),
    [
        pytest.param("Python", b"a.b(c)\n", {b"a": ([1], []), b"b": ([], [1]), b"c": ([1], [])}, id="bare and attribute"),
        pytest.param("Python", b"a = a.a\na\n", {b"a": ([1, 2], [1])}, id="a line once, both ways"),
        pytest.param("Python", b"x  # y\nz\n", {b"x": ([1], []), b"z": ([2], [])}, id="comment"),
        pytest.param("Python", b"x = 'y'\nz\n", {b"x": ([1], []), b"z": ([2], [])}, id="string"),
        pytest.param("Python", b'"""y\n\nw"""\nz\n', {b"z": ([4], [])}, id="lines in a docstring count"),
        pytest.param("Python", b"x = rb'y' 'it\\'s w'\n", {b"x": ([1], [])}, id="prefix and escape"),
        pytest.param("Python", b"return x if not None else y\n", {b"x": ([1], []), b"y": ([1], [])}, id="keywords"),
        pytest.param("JavaScript", b"a?.b /* c */ // d\n", {b"a": ([1], []), b"b": ([], [1])}, id="optional access"),
        pytest.param("JavaScript", b"[...a, b]\n", {b"a": ([1], []), b"b": ([1], [])}, id="spread is no access"),
        pytest.param("JavaScript", b'x = /y"z/.test(w)\n', {b"x": ([1], []), b"test": ([], [1]), b"w": ([1], [])}, id="regex"),
        pytest.param("Rust", b"a::b(c)\n", {b"a": ([1], []), b"b": ([], [1]), b"c": ([1], [])}, id="path"),
        pytest.param("C", b"a->b = c;\n", {b"a": ([1], []), b"b": ([], [1]), b"c": ([1], [])}, id="pointer"),
        pytest.param("Python", b"x = f'{y}' 'it'\n", {b"x": ([1], []), b"y": ([1], [])}, id="prefix of an f-string"),
        pytest.param("Python", b"", {}, id="empty"),
    ],
)  # fmt: skip
def test_names(name: str, source: bytes, expected: Names) -> None:
    assert names(source, name) == expected


@pytest.mark.parametrize(
    ("name", "source", "bare", "behind"),
    [
        pytest.param("Ruby", b'"Text #{Config.root} #{a("Quoted")}"\n', {b"Config", b"a"}, {b"root"}, id="Ruby"),
        pytest.param("Kotlin", b'"Text ${Keys.of(x)} $BASE/it \\${No}"\n', {b"Keys", b"x", b"BASE"}, {b"of"}, id="Kotlin"),
        pytest.param("Kotlin", b'"""Text\n${Keys.of(x)}"""\n', {b"Keys", b"x"}, {b"of"}, id="Kotlin, two lines"),
        pytest.param("Swift", b'"Text \\(Keys.of(x)) it"\n', {b"Keys", b"x"}, {b"of"}, id="Swift"),
        pytest.param("C#", b'$"Text {day:yyyy} {{No}} {Keys.Of(x ? y : z),5:N2}"\n', {b"day", b"Keys", b"x", b"y", b"z"}, {b"Of"}, id="C#"),
        pytest.param("C#", b'"Text {No}"\n', set(), set(), id="C#, no interpolation"),
        pytest.param("C#", b'$$"""Text { No } {{Keys.Of(new X { Y = "a" })}} {{{z}}} }"""\n', {b"Keys", b"X", b"Y", b"z"}, {b"Of"}, id="C#, raw"),
        pytest.param("C#", b'$$"""Text {{(Is ? $$"""No {{Y.Of()}} { no } """ : "z")}} No"""\n', {b"Is", b"Y"}, {b"Of"}, id="C#, raw in raw"),
        pytest.param("Scala", b's"Text ${Keys.of(x)}"\n', {b"Keys", b"x"}, {b"of"}, id="Scala"),
    ],
)  # fmt: skip
def test_code_in_a_string_whose_text_is_no_code(name: str, source: bytes, bare: set[bytes], behind: set[bytes]) -> None:
    found = names(source, name)
    row = source.count(b"\n")
    assert {word for word, (lines, _) in found.items() if row in lines} - {b"s"} == bare
    assert {word for word, (_, lines) in found.items() if row in lines} == behind


@pytest.mark.parametrize(
    ("name", "source", "bare", "behind"),
    [
        pytest.param("Python", b"f'{user.name} is'\n", {b"user"}, {b"name"}, id="f-string"),
        pytest.param("Python", b'x = rF"""\n{user.name}"""\n', {b"user"}, {b"name"}, id="f-string of two lines"),
        pytest.param("JavaScript", b"`${user.name}: text`\n", {b"user"}, {b"name"}, id="template"),
        pytest.param("TypeScript", b"`a\n${user.name}`\n", {b"user"}, {b"name"}, id="template of two lines"),
    ],
)
def test_strings_that_hold_code(name: str, source: bytes, bare: set[bytes], behind: set[bytes]) -> None:
    found = names(source, name)
    row = source.count(b"\n")
    assert bare <= {word for word, (lines, _) in found.items() if row in lines}
    assert behind <= {word for word, (_, lines) in found.items() if row in lines}


@pytest.mark.parametrize(
    ("name", "source", "lines"),
    [
        ("Python", b"if a and b:\n    pass\nelif c:\n    for d in e:\n        f\n# if\n'if'\n", [1, 1, 3, 4]),
        ("JavaScript", b"if (a && b || c) {}\nwhile (d) {}\n// if\n", [1, 1, 1, 2]),
    ],
)
def test_branches(name: str, source: bytes, lines: list[int]) -> None:
    assert branches(source, language(name).LEXICON) == lines


@pytest.mark.parametrize("name", sorted(LANGUAGES))
@pytest.mark.parametrize(
    "unit",
    [b"a", b"a.", b'"', b"'", b"`", b"`${", b"\\", b"/*", b"/", b"#", b"<<A\n", b"{", b"\n", b"\xff", b"r#", b'f"{', b"a\\\n"],
)  # fmt: skip
def test_no_bytes_hang(name: str, unit: bytes) -> None:
    source = unit * (20_000 // len(unit))
    start = time.process_time()
    uses(source, language(name).LEXICON)
    assert time.process_time() - start < 1


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(sorted(LANGUAGES)))
def test_lines_lie_in_the_file_and_ascend(source: bytes, name: str) -> None:
    found = uses(source, language(name).LEXICON)
    last = source.count(b"\n") + 1
    for bare, behind in found.values():
        for lines in (bare, behind):
            assert lines == sorted(set(lines))
            assert all(1 <= line <= last for line in lines)


@pytest.mark.parametrize("name", sorted(LANGUAGES))
def test_a_literal_begins_with_a_letter_only_where_the_lexicon_says_so(name: str) -> None:
    """Else the lexer steps over names without a look."""
    lexicon = language(name).LEXICON
    literal = re.compile(b"|".join(part for part in (lexicon.skip, lexicon.string) if part), re.DOTALL)
    letters = [bytes([byte]) for byte in range(128) if chr(byte).isalpha()] + [b"_", b"\xc3"]
    behind = (b'"x"', b"'x'", b'#"x"#', b'8"x"', b'R"(x)"', b'"""x"""', b"`x`", b"END__\n", b"q(x)", b"/x/")
    assert lexicon.prefixed == any(literal.match(letter + text) for letter in letters for text in behind)
