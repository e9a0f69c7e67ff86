"""Folders that Python code and pytest's configuration add to the import path, and the imports that they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan.indexer.languages.python.paths import added_folders
from groundplan.workspace import Workspace

from tests.workspaces import write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("code", "folders"),
    [
        ('sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))', ["a"]),
        (
            'sys.path.insert(0, os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../lib")))',
            ["a/lib"],
        ),
        ("sys.path.append(str(Path(__file__).resolve().parents[2] / 'lib'))", ["lib"]),
        ("sys.path.append(str(Path(__file__).parent))", ["a/b"]),
        ("HERE = Path(__file__).parent\nsys.path += [str(HERE.joinpath('x', 'y'))]", ["a/b/x/y"]),
        ("sys.path.extend(['lib', dirname(dirname(abspath(__file__)))])", ["a/b/lib", "lib", "a"]),
        ("sys.path.insert(0, os.path.join(os.path.dirname(__file__), os.pardir, os.pardir))", [""]),
        ("site.addsitedir('.')", ["a/b", ""]),
        ("sys.path.insert(0, '../../../..')", []),
        ("sys.path.insert(0, '/usr/lib')", []),
        ("sys.path.insert(0, folder)", []),
        ("sys.path.insert(0, os.path.join(root(), 'x'))", []),
        ("X = X\nsys.path.append(X)", []),
        ("sys.path.insert(0, 'lib'", []),
        ("sys.path.append('lib')\nX = '\\d'", ["a/b/lib", "lib"]),
        ("other.path.append('lib')", []),
    ],
)
def test_what_code_puts_on_the_import_path(code: str, folders: list[str]) -> None:
    assert added_folders("a/b/run.py", code.encode()) == folders


def test_imports_from_added_folders(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "scripts/run.py": "import sys\nsys.path.append('../lib')\nimport tool, json, requests\nfrom tool import f\n",
            "lib/tool.py": "def f(): ...\n",
            "lib/json.py": "",
            "pytest.ini": "[pytest]\npythonpath = helpers\n",
            "helpers/fake.py": "",
            "tests/test_a.py": "import fake\n",
        },
    )
    workspace = Workspace(tmp_path)
    graph = workspace.dependency_graph("scripts/run.py")
    assert [(item["path"], item["lines"]) for item in graph["dependencies"]["imports"]] == [("lib/tool.py", [3, 4])]
    assert sorted(item["name"] for item in graph["external"]) == ["json", "requests", "sys"]
    assert [item["path"] for item in workspace.dependency_graph("tests/test_a.py")["dependencies"]["imports"]] == [
        "helpers/fake.py"
    ]

    write(tmp_path, {"scripts/run.py": "import sys\nsys.path.append('../gone')\nimport tool\n"})
    assert not workspace.dependency_graph("scripts/run.py")["dependencies"]["imports"]
    write(tmp_path, {"pytest.ini": "[pytest]\n"})
    assert not workspace.dependency_graph("tests/test_a.py")["dependencies"]["imports"]


def test_a_workspace_with_an_init_of_its_own_is_a_root_all_the_same(tmp_path: Path) -> None:
    """Django's older projects have one; what they hold is imported without the folder's name."""
    files = {
        "__init__.py": "",
        "manage.py": "from core.models import Base\n",
        "core/__init__.py": "",
        "core/models.py": "class Base: ...\n",
        "blog/__init__.py": "",
        "blog/models.py": "from core.models import Base\nfrom .. import core\n",
    }
    workspace = Workspace(write(tmp_path, files))
    importers = workspace.dependency_graph("core/models.py")["dependencies"]["importers"]
    assert [item["path"] for item in importers] == ["blog/models.py", "manage.py"]
