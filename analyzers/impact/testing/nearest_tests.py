"""The tests of changed files, for a change that no test is seen to run: who made it runs these, and adds to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...commands.nearby_tests import nearby_tests

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ....answers import TestToRun
    from ....indexer.index import Index

__all__ = ["tests_of_changed"]


def tests_of_changed(index: Index, changed: Iterable[str]) -> list[TestToRun]:
    """The tests that are called like the files of code, or import them, in the order of the files."""
    files = index.files
    code = [path for path in sorted(changed) if path in files and files[path].parsed and files[path].zone == "product"]
    found = {test: path for path in reversed(code) for test in reversed(nearby_tests(index, path))}
    return [
        {"path": test, "distance": 0, "reason": f"is a test of {path}; no test is seen to run the change"}
        for test, path in reversed(found.items())
    ]
