"""Julia: Project.toml and Manifest.toml."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.indexer.manifests.workspace_files import Read, Rows

PROJECT = dedent("""\
    name = "Shop"
    version = "0.2.0"

    [deps]
    JSON = "682c06a0-de6a-54ab-a142-c8b1cf79cde6"

    [extras]
    Test = "8dfed614-e22c-5e08-85e1-65c5234f0b40"
    Unused = "1"

    [targets]
    test = ["Test"]

    [compat]
    JSON = "0.21"
    julia = "1.9"
    """)

MANIFEST = dedent("""\
    julia_version = "1.9.3"
    manifest_format = "2.0"

    [[deps.JSON]]
    deps = ["Parsers", "Unicode"]
    version = "0.21.4"

    [[deps.Parsers]]
    version = "2.8.1"

    [[deps.Unicode]]
    uuid = "4ec0a83e-493e-50e2-b9ac-8f72acf5a8f5"
    """)

FILES = {"Project.toml": PROJECT, "Manifest.toml": MANIFEST}
FIRST_FORMAT = '[[JSON]]\nversion = "0.20.0"\n'


def test_project_and_manifest(rows: Rows, read: Read) -> None:
    files = {"Project.toml": PROJECT, "Manifest.toml": MANIFEST}
    assert rows(files, "Project.toml") == [
        ("JSON", "0.21", "0.21.4", "runtime", 5),
        ("Test", "", "", "test", 8),
    ]
    assert rows(files, "Manifest.toml") == [
        ("JSON", "", "0.21.4", "runtime", 4),
        ("Parsers", "", "2.8.1", "runtime", 8),
    ]
    linked = read(files)
    assert [d.direct for d in linked["Manifest.toml"].dependencies] == [True, False]
    assert [(p.name, p.version) for p in linked["Project.toml"].packages] == [("Shop", "0.2.0")]


def test_first_format(rows: Rows) -> None:
    assert rows({"Manifest.toml": FIRST_FORMAT}, "Manifest.toml") == [("JSON", "", "0.20.0", "runtime", 1)]


@pytest.mark.parametrize("path", ["Project.toml", "Manifest.toml"])
def test_malformed(read: Read, path: str) -> None:
    assert read({path: "not toml"})[path].problems
