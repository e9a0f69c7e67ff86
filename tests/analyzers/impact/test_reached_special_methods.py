"""tests_to_run of methods that Python calls: tests that say nothing by which it does so come after those that do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "box.py": "class Box:\n    def __repr__(self):\n        return 'box'\n\n    def __len__(self):\n        return 1\n\n"
    "    def __bool__(self):\n        return True\n",
    "tests/__init__.py": "",
    "tests/shown.py": "def shown(item):\n    return repr(item)\n",
    "tests/test_helped.py": "from box import Box\nfrom tests.shown import shown\n\n\ndef test_shown():\n    assert shown(Box())\n",
    "tests/test_shown.py": "from box import Box\n\n\ndef test_shown():\n    assert f'{Box()!r}' == 'box'\n",
    "tests/test_counted.py": "from box import Box\n\n\ndef test_counted():\n    assert len(Box()) == 1\n",
    "tests/test_made.py": "from box import Box\n\n\ndef test_made():\n    assert Box()\n",
}


@pytest.mark.parametrize(
    ("method", "tests"),
    [
        ("__repr__", {"helped", "shown"}),
        ("__len__", {"counted", "helped", "made", "shown"}),
        ("__bool__", {"counted", "helped", "made", "shown"}),
    ],
)
def test_a_test_that_says_nothing_by_which_python_calls_the_method(
    tmp_path: Path, method: str, tests: set[str]
) -> None:
    found = Workspace(write(tmp_path, FILES)).impact_analysis("box.py", symbol=f"Box.{method}")
    assert {row["path"] for row in found["tests_to_run"]} == {f"tests/test_{name}.py" for name in tests}
    assert set(found.get("tests_unlikely", [])) == {
        f"tests/test_{name}.py" for name in {"counted", "helped", "made", "shown"} - tests
    }
