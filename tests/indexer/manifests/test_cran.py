"""CRAN: DESCRIPTION and renv.lock."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.indexer.manifests.workspace_files import Read, Rows

DESCRIPTION = dedent("""\
    Package: tidy
    Version: 0.3.1
    Depends: R (>= 4.0)
    Imports:
        rlang (>= 1.1.0),
        vctrs
    LinkingTo: cpp11
    Suggests: testthat (>= 3.0.0)
    """)

LOCK = """{
  "R": {"Version": "4.3.1"},
  "Packages": {
    "rlang": {"Package": "rlang", "Version": "1.1.3", "Source": "Repository", "Requirements": ["deep"]},
    "deep": {"Package": "deep", "Version": "2.0", "Source": "GitHub"}
  }
}"""

FILES = {"DESCRIPTION": DESCRIPTION, "renv.lock": LOCK}


def test_description(rows: Rows, read: Read) -> None:
    assert rows(FILES, "DESCRIPTION") == [
        ("rlang", ">= 1.1.0", "1.1.3", "runtime", 5),
        ("vctrs", "", "", "runtime", 6),
        ("cpp11", "", "", "build", 7),
        ("testthat", ">= 3.0.0", "", "optional", 8),
    ]
    manifest = read(FILES)["DESCRIPTION"]
    assert [(p.name, p.version) for p in manifest.packages] == [("tidy", "0.3.1")]
    assert [(s.name, s.value, s.line) for s in manifest.settings] == [("R", ">= 4.0", 3)]


def test_lock(rows: Rows, read: Read) -> None:
    assert rows(FILES, "renv.lock") == [
        ("rlang", "", "1.1.3", "runtime", 4),
        ("deep", "", "2.0", "runtime", 5),
    ]
    assert [(d.direct, d.source) for d in read(FILES)["renv.lock"].dependencies] == [(True, "registry"), (False, "git")]


def test_malformed(read: Read) -> None:
    assert read({"renv.lock": '{"Packages": {'})["renv.lock"].problems
    assert read({"DESCRIPTION": "A text about the project: nice.\n"})["DESCRIPTION"].packages == []


def test_an_item_may_go_on_on_the_next_line(rows: Rows) -> None:
    text = "Package: p\nSuggests: a, testthat (>=\n        0.4), b,\n    c\n"
    assert rows({"DESCRIPTION": text}, "DESCRIPTION") == [
        ("a", "", "", "optional", 2),
        ("testthat", ">= 0.4", "", "optional", 2),
        ("b", "", "", "optional", 3),
        ("c", "", "", "optional", 4),
    ]
