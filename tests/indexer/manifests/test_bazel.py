"""Bazel: MODULE.bazel."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.indexer.manifests.workspace_files import Read, Rows

FILES = {
    "MODULE.bazel": dedent("""\
        module(
            name = "shop",
            version = "1.0",
        )
        bazel_dep(name = "rules_go", version = "0.46.0", repo_name = "go")  # comment
        # bazel_dep(name = "gone", version = "1")
        bazel_dep(name = "stardoc", version = "0.6.2", dev_dependency = True)
        """)
}


def test_module(rows: Rows, read: Read) -> None:
    assert rows(FILES, "MODULE.bazel") == [
        ("rules_go", "0.46.0", "0.46.0", "build", 5),
        ("stardoc", "0.6.2", "0.6.2", "dev", 7),
    ]
    assert [(p.name, p.version) for p in read(FILES)["MODULE.bazel"].packages] == [("shop", "1.0")]


def test_damaged_text_costs_itself(rows: Rows) -> None:
    text = 'bazel_dep(name = "open"\nbazel_dep(name = "x", version = "1")\n'
    assert rows({"MODULE.bazel": text}, "MODULE.bazel") == [("x", "1", "1", "build", 2)]
