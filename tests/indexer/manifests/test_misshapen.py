"""Tables that are something else cost themselves only, and are told."""

from __future__ import annotations

import pytest
from groundplan.indexer.manifests import parse


@pytest.mark.parametrize(
    ("path", "data", "problem"),
    [
        (
            "bower.json",
            b'{"name": "a",\n "dependencies": ["b"], "devDependencies": {"c": "1"}}',
            (2, "dependencies is not a table"),
        ),
        ("elm.json", b'{"name": "a",\n "dependencies": 1}', (2, "dependencies is not a table")),
    ],
)
def test_a_table_that_is_none(path: str, data: bytes, problem: tuple[int, str]) -> None:
    manifest = parse(path, data)
    assert manifest is not None
    assert manifest.problems == [problem]
    assert [package.name for package in manifest.packages] == ["a"]
    assert [item.name for item in manifest.dependencies] == (["c"] if path == "bower.json" else [])


WRONG = "has a value of the wrong type"


@pytest.mark.parametrize(("path", "data", "problems", "names"), [
    ("package.json", b'{"dependencies": ["a"],\n "devDependencies": {"b": "1",\n "c": 2}, "scripts": "x"}',
     [(1, "dependencies is not a table"), (3, f"devDependencies: 'c' {WRONG}"), (3, "scripts is not a table")], ["b"]),
    ("pyproject.toml", b'[project]\nname = "a"\ndependencies = ["b", 1]\n[dependency-groups]\ndev = "c"\n',
     [(3, f"project.dependencies: 1 {WRONG}"), (5, f"dependency-groups: 'dev' {WRONG}")], ["b", "c"]),
    ("pyproject.toml", b'[project]\nname = "a"\n[project.dependencies]\nb = "1"\n',
     [(3, "project.dependencies is not a list")], []),
    ("Cargo.toml", b'dependencies = ["a"]\n[dev-dependencies]\nb = 1\nc = "1"\n',
     [(1, "dependencies is not a table"), (3, f"dev-dependencies: 'b' {WRONG}")], ["b", "c"]),
    ("composer.json", b'{"require": [], "require-dev": {"a/b": {}, "c/d": "1"}}',
     [(1, f"require-dev: 'a/b' {WRONG}")], ["c/d"]),
])  # fmt: skip
def test_values_of_another_type_are_told(
    path: str, data: bytes, problems: list[tuple[int, str]], names: list[str]
) -> None:
    manifest = parse(path, data)
    assert manifest is not None
    assert manifest.problems == problems
    assert [item.name for item in manifest.dependencies if item.scope != "build"] == names


def test_a_manifest_toml_of_something_else_is_none_of_gleam() -> None:
    own, other = parse("manifest.toml", b"packages = []\n"), parse("manifest.toml", b"[story.a]\n")
    assert (own and own.manager, other and other.manager) == ("gleam", "")
