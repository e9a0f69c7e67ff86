"""Documents with lines: values and positions of JSON, TOML, YAML and INI, whole and damaged."""

from __future__ import annotations

import json
import tomllib

import pytest
from groundplan.indexer.manifests.javascript.npm.pnpm_lock import read_pnpm_yaml
from groundplan.indexer.manifests.notations.ini_lines import read_ini
from groundplan.indexer.manifests.notations.json_lines import read_json
from groundplan.indexer.manifests.notations.lines import Document, Path, decode, relative
from groundplan.indexer.manifests.notations.toml_lines import read_toml
from groundplan.indexer.manifests.notations.yaml_lines import read_yaml
from hypothesis import given, settings
from hypothesis import strategies as st

JSON = b"""{
  "a": 1, // note
  "b": ["x",
    {"c": null}],  /* note
  */
  'd': true, e: -1.5e3,
}"""
TOML = b"""a.b = 1 # [no]
text = '''
[fake]
x = 1
'''
[[pkg]]
name = "x"
deps = [
  "one",  # ], not yet
  {inline = ["two"]},
]
[pkg.more."dotted.key"]
z = 1
[[pkg]]
name = 'y'
"""
YAML = b"""# note
a: &x
  b: 1.10
  c: yes
d:
  - one
  - <<: *x
    b: 2
"""
INI = b"""[metadata]
name = demo  # note
[options]
install_requires =
    one
    # note
    two>=1 ; python_version < "3.9"
"""


@pytest.mark.parametrize(
    ("document", "lines"),
    [
        (read_json(JSON), {("a",): 2, ("b",): 3, ("b", 0): 3, ("b", 1): 4, ("b", 1, "c"): 4, ("d",): 6, ("e",): 6}),
        (
            read_toml(TOML),
            {
                ("a", "b"): 1,
                ("text",): 2,
                ("pkg", 0): 6,
                ("pkg", 0, "name"): 7,
                ("pkg", 0, "deps", 0): 9,
                ("pkg", 0, "deps", 1): 10,
                ("pkg", 0, "more", "dotted.key", "z"): 13,
                ("pkg", 1, "name"): 15,
            },
        ),
        (read_yaml(YAML), {("a",): 2, ("a", "b"): 3, ("d", 0): 6, ("d", 1): 7, ("d", 1, "b"): 8}),
        (read_ini(INI), {("metadata", "name"): 2, ("options", "install_requires", 1): 7}),
    ],
    ids=["json", "toml", "yaml", "ini"],
)
def test_every_value_has_its_line(document: Document, lines: dict[Path, int]) -> None:
    assert {path: document.line(*path) for path in lines} == lines
    assert document.problems == []


def test_values_are_those_of_the_formats() -> None:
    assert read_json(JSON).value == {"a": 1, "b": ["x", {"c": None}], "d": True, "e": -1500.0}
    assert read_toml(TOML).value == tomllib.loads(TOML.decode())
    assert read_yaml(YAML).value == {"a": {"b": "1.10", "c": True}, "d": ["one", {"b": "2", "c": True}]}
    assert read_ini(INI).value == {
        "metadata": {"name": ["demo"]},
        "options": {"install_requires": ["one", 'two>=1 ; python_version < "3.9"']},
    }


@settings(max_examples=40)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_json_agrees_with_the_standard_library(value: object) -> None:
    text = json.dumps({"value": value}, indent=1)
    document = read_json(text.encode())
    assert document.value == {"value": value}
    assert document.problems == []


@pytest.mark.parametrize(
    ("document", "value", "problem"),
    [
        (read_json(b'{"a": 1, "b": [2'), {"a": 1, "b": [2]}, (1, "the text ends inside a value")),
        (read_json(b'{"a": 1,\n"b": "x'), {"a": 1}, (2, "unterminated string or comment")),
        (read_json(b"[1]"), {}, (1, "no JSON object")),
        (
            read_toml(b'[a]\nx = 1\n[b\n[c]\ny = ["z",\n'),
            {"a": {"x": 1}, "c": {"y": ["z"]}},
            (3, "not valid TOML: Expected ']' at the end of a table declaration (at line 3, column 3)"),
        ),
        (read_yaml(b"a: 1\nb: [2\nc: }\n"), {"a": "1"}, (3, "not valid YAML: did not find expected ',' or ']'")),
    ],
    ids=["json cut", "json string", "json list", "toml", "yaml"],
)
def test_a_damaged_text_is_read_as_far_as_it_goes(document: Document, value: object, problem: tuple[int, str]) -> None:
    assert document.value == value
    assert document.problems == [problem]


def test_a_large_json_has_the_lines_of_its_objects() -> None:
    value = {
        "packages": {f"node_modules/p{n}": {"version": "1.0.0", "deps": {"a": "b"}} for n in range(5000)},
        "z": {'q"': []},
    }
    document = read_json(json.dumps(value, indent=2).encode())
    assert document.value == value
    assert document.line("packages", "node_modules/p0", "version") == 3
    assert document.line("packages", "node_modules/p4999", "deps") == 3 + 6 * 4999 + 2
    assert document.line("z", 'q"') == 3 + 6 * 5000 + 2
    assert read_json(json.dumps(value).encode()).line("z") == 1


@pytest.mark.parametrize("data", [b"[" * 100_000, b"- " * 100_000, b'{"a":' * 100_000, b"a: " + b"{b: " * 100_000])
def test_nesting_has_a_limit(data: bytes) -> None:
    for read in (read_json, read_yaml, read_toml):
        assert read(data).problems
    assert read_pnpm_yaml(data).value == {}


@pytest.mark.parametrize(
    "data", ['{"a": "ä"}'.encode("utf-16"), b'\xef\xbb\xbf{"a": "\xc3\xa4"}', b'{"a":\r"\xc3\xa4"\r\n}']
)
def test_marks_and_line_ends_do_not_matter(data: bytes) -> None:
    assert json.loads(decode(data)) == {"a": "ä"}


def test_pnpm_yaml_reads_the_last_document_and_leaves_the_rest_to_the_yaml_parser() -> None:
    head = b"---\nlockfileVersion: '9.0'\npackages:\n  x@1: {}\n"
    text = head + b"---\nlockfileVersion: '9.0'\npackages:\n\n  'y@2':\n    resolution: {integrity: a, n: 1}\n"
    document = read_pnpm_yaml(text)
    assert document.value == {
        "lockfileVersion": "9.0",
        "packages": {"y@2": {"resolution": {"integrity": "a", "n": "1"}}},
    }
    assert document.line("packages", "y@2") == 9
    assert read_pnpm_yaml(b"a: |\n  text\nb: 1\n").value == {"a": "text\n", "b": "1"}


@pytest.mark.parametrize(
    ("base", "path", "found"),
    [
        ("a/b", "../c", "a/c"),
        ("", "./x/./y", "x/y"),
        ("a", "../..", None),
        ("a", "/etc", None),
        ("a", "~/x", None),
        ("a", "c:/x", None),
        ("a", ".", "a"),
    ],
)
def test_written_paths_become_workspace_paths(base: str, path: str, found: str | None) -> None:
    assert relative(base, path) == found


def test_escapes_of_a_quoted_toml_key() -> None:
    document = read_toml(b'"caf\\u00e9" = 1\n"\xc3\xa9\\\\x" = 2\n"\\\x00" = 3\n')
    assert document.line("café") == 1
    assert document.line("é\\x") == 2
