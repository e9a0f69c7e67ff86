"""Folders that Python code and pytest's configuration add to the import path, and the imports that they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan.workspace import Workspace

from tests.workspaces import write

if TYPE_CHECKING:
    from pathlib import Path


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

    write(tmp_path, {"other/tool.py": ""})
    assert not workspace.dependency_graph("scripts/run.py")["dependencies"]["imports"], "nothing tells which is meant"
    (tmp_path / "other/tool.py").unlink()
    write(tmp_path, {"scripts/run.py": "import sys\nimport tool\n"})
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
