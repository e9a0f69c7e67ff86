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


def test_a_manifest_toml_of_something_else_is_none_of_gleam() -> None:
    own, other = parse("manifest.toml", b"packages = []\n"), parse("manifest.toml", b"[story.a]\n")
    assert (own and own.manager, other and other.manager) == ("gleam", "")
