"""Files that say a word in the paths of their imports alone are no place where a name of that word is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan import Workspace
from groundplan.analyzers.impact.meaning.no_names import only_in_paths

from tests.workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

PATHS = [
    "from shop.test import Case",
    "from shop.test.cases import Case",
    "    from .test import (Case,\n        Other)",
    "from shop.test import testing, a_test",
]
NAMES = [
    "from shop.test import Case\ntest(Case)",
    "from shop.test import test",
    "from shop import test",
    "import shop.test",
    "import test\nimport shop",
    "from shop.test import Case\nclass A(Case):\n    def test(self): ...",
    "from shop.test import Case\ngetattr(Case, 'test')",
    "from shop.test import Case\ntest = 1",
    "from shop.test import \\\n    Case\nCase.test",
]


def test_paths_of_imports_and_names(tmp_path: Path) -> None:
    paths = {f"p{number}.py": f"if True:\n    x = 1\n{text}\n" for number, text in enumerate(PATHS)}
    names = {f"n{number}.py": f"{text}\n" for number, text in enumerate(NAMES)}
    files = {"shop/test/cases.py": "Case = Other = 1\n", "a.js": "import { Case } from './test';\ntest();\n"}
    workspace = Workspace(write(tmp_path, paths | names | files))
    workspace.refresh()
    with workspace.index() as index:
        assert set(index.files_using("test")) >= {*paths, "a.js"}
        assert only_in_paths(index, "test") == set(paths)
        assert not only_in_paths(index, "Case")
