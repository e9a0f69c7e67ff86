"""Tests that no search finds: those in the code that a change reaches, and those of its files where none is seen to run it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...commands.nearby_tests import nearby_tests
from ...commands.tests_exist import holds_tests_inside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ....answers import ImpactedFile, TestToRun
    from ....indexer.index import Index

__all__ = ["tests_inside", "tests_of_changed"]


def tests_of_changed(index: Index, changed: Iterable[str]) -> list[TestToRun]:
    """The tests that are called like the files of code, or import them, in the order of the files."""
    files = index.files
    code = [path for path in sorted(changed) if path in files and files[path].parsed and files[path].zone == "product"]
    found = {test: path for path in reversed(code) for test in reversed(nearby_tests(index, path))}
    return [
        {"path": test, "distance": 0, "reason": f"is a test of {path}; no test is seen to run the change"}
        for test, path in reversed(found.items())
    ]


def tests_inside(index: Index, changed: Iterable[str], impacted: Iterable[ImpactedFile]) -> list[TestToRun]:
    """The files of code that hold tests themselves (Rust, D, Zig): the changed ones, and those that the change reaches."""
    reached = {**{row["path"]: row["distance"] for row in impacted}, **dict.fromkeys(sorted(changed), 0)}
    return [
        {"path": path, "distance": distance, "reason": "tests stand in its code"}
        for path, distance in sorted(reached.items(), key=lambda row: row[1])
        if path in index.files and holds_tests_inside(index, path)
    ]
