"""keyed_strings: the literals of configuration files with the keys that they stand under."""

from __future__ import annotations

import pytest
from groundplan.analyzers.workspace.keyed_strings import keyed_strings

CASES = {
    "brackets": ("a.json", '{"a": ["x", {"b": "y"}]}', [("", "a"), ("a", "x"), ("a", "b"), ("a.b", "y")]),
    "unquoted keys and calls": ("a.js", "module.exports = { plugins: [load('x')] };", [("", "plugins"), ("plugins.load", "x")]),
    "comments are none": ("a.js", "// 'x'\n/* 'y' */ f('z') // 'w'", [("f", "z")]),
    "an address is no comment": ("a.js", "f('https://x', 'y')", [("f", "https://x"), ("f", "y")]),
    "a variable called as its option": ("a.js", "const plugins = ['x']; const y = ['z']; a == 'b'", [("plugins", "x"), ("", "z"), ("", "b")]),
    "patterns": ("a.js", "f({ a: ['x', /y\\/[/]$/], /* /no/ */ b: 6 / 2 / 1 })", [("f", "a"), ("f.a", "x"), ("f.a", "/y\\/[/]$/"), ("f", "b")]),
    "broken": ("a.json", '{"a": "x', [("", "a")]),
    "closing too much": ("a.js", "}}]['x']", [("", "x")]),
    "YAML": ("a.yml", "a:\n  - 'x'\n  - b: y # z\n  - c\nd: [e, '@f/g']\n# h: i\n", [("", "a"), ("a", "x"), ("a", "b"), ("a.b", "y"), ("a", "c"), ("", "d"), ("d", "e"), ("d", "@f/g")]),
    "a list at its key's indentation": ("a.yaml", "a:\n- x\n", [("", "a"), ("a", "x")]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_strings_and_keys(case: str) -> None:
    path, text, expected = CASES[case]
    assert [(".".join(item.keys), item.value) for item in keyed_strings(path, text)] == expected


def test_lines_count_from_one() -> None:
    assert [item.line for item in keyed_strings("a.js", "f(\n  'x',\n  /* \n */ 'y')")] == [2, 4]


@pytest.mark.parametrize(
    "text", ["'" * 50_000, "[" * 50_000, "/*" * 50_000, '"\\' * 50_000, "- " * 50_000, "a: " * 50_000]
)
def test_hostile_texts_take_linear_time(text: str) -> None:
    for path in ("a.js", "a.yml"):
        assert len(list(keyed_strings(path, text))) <= len(text)


def test_no_depth_of_brackets_costs_more_than_its_length() -> None:
    found = list(keyed_strings("package.json", '{"a":' * 50_000 + '"x"' + "}" * 50_000))
    assert (len(found), found[-1].value, len(found[-1].keys)) == (50_001, "x", 100)
