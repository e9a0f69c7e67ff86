"""Lines of code, comments and blanks."""

import time

import pytest
from groundplan.indexer.classify.linecount import comment_forms, comment_pattern, count_lines, filled_lines
from hypothesis import example, given
from hypothesis import strategies as st

CASES = [
    ("Python", b'"""Doc.\n\nMore.\n"""\nimport a\n\n# one\n# two\nx = 1  # behind code\n', (9, 2, 5, 2)),
    ("Python", b'x = """\n# no comment\n"""\n"""doc"""\n', (4, 3, 1, 0)),
    ("Python", b"def f():\n    r'''doc'''\n    return 1", (3, 2, 1, 0)),
    ("C", b"/* a\n\n b */\nint x; /* c */\n// d\n#define A\n", (6, 2, 3, 1)),
    ("C", b"/* a */ int x;\n", (1, 1, 0, 0)),
    ("TypeScript", b"/** doc */\nconst a = 'http://x'; // y\n  // z\n", (3, 1, 2, 0)),
    ("PHP", b"<?php\n# a\n// b\n/* c */\n$x = 1;\n", (5, 2, 3, 0)),
    ("Ruby", b"# a\n=begin\nlong\n=end\nx = 1\n", (5, 1, 4, 0)),
    ("Ruby", b"x = <<~RUBY\n  =begin\n  long\n  =end\nRUBY\n", (5, 5, 0, 0)),
    ("Elixir", b'@moduledoc """\nlong\n\n# no code\n"""\n@doc false\nx = """\ntext\n"""\n', (9, 4, 4, 1)),
    ("HTML", b"<p>\n<!-- a\nb -->\n</p>\n", (4, 2, 2, 0)),
    ("Lua", b"-- a\n--[[ b\nc ]]\nx = 1\n", (4, 1, 3, 0)),
    ("SQL", b"-- a\nselect 1; -- b\n", (2, 1, 1, 0)),
    ("Haskell", b"{- a\nb -}\nmain = x\n", (3, 1, 2, 0)),
    ("JSON", b'{\n\n"a": "# no"\n}\n', (4, 3, 0, 1)),
    ("", b"a\n\nb", (3, 2, 0, 1)),
    ("Go", b"", (0, 0, 0, 0)),
    ("Go", b"// a\r\nx\r\n\r\n", (3, 1, 1, 1)),
    ("Go", b"// a\rx\r", (2, 1, 1, 0)),
    ("C", b"int a;\n/* never closed\nb\n", (3, 1, 2, 0)),
]


@pytest.mark.parametrize(("language", "data", "expected"), CASES)
def test_counts(language: str, data: bytes, expected: tuple[int, int, int, int]) -> None:
    assert tuple(count_lines(data, language)) == expected


@given(st.binary(max_size=200), st.sampled_from(sorted(comment_forms())))
def test_counts_add_up_on_any_bytes(data: bytes, language: str) -> None:
    counts = count_lines(data, language)
    assert counts.lines == counts.code + counts.comments + counts.blanks
    assert min(counts) >= 0


@given(
    st.lists(
        st.sampled_from(['"""', "'''", '"', "r", "# a", "//", "/*", "*/", "<!--", "-->", " ", "x", "\n", "\n", "\\"]),
        max_size=24,
    ),
    st.sampled_from(["Python", "Go", "PHP", "YAML", "HTML", "Vue", "SQL", "Clojure"]),
)
@example(["r", " ", '"""'], "Python")
def test_the_cheap_ways_count_what_the_pattern_finds(parts: list[str], language: str) -> None:
    data = "".join(parts).encode()
    found = [match[0] for match in comment_pattern(language).finditer(b"\n" + data) if match[1] is not None]  # type: ignore[union-attr]
    assert count_lines(data, language).comments == sum(map(filled_lines, found))


@pytest.mark.parametrize(
    "text",
    [
        b"/*" * 50_000,
        b'"""' * 30_000,
        b"\n" * 100_000,
        b" " * 100_000,
        b"#\n" * 50_000,
        b"{-" * 50_000,
        b"<!--" * 25_000,
    ],
)
def test_no_text_takes_long(text: bytes) -> None:
    for language in ("Python", "C", "HTML", "Haskell", "Ruby", "Lua", "Elixir"):
        begin = time.process_time()
        count_lines(text, language)
        assert time.process_time() - begin < 0.5
