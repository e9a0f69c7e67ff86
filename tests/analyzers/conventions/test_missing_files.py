"""safe_location: what an import waits for, what git ignores, and what stands among tests without being one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path


def test_of_several_folders_of_a_name_the_nearest_to_the_import_is_meant(tmp_path: Path) -> None:
    files = {
        **{f"packages/{name}/helpers/{name}.py": "def make():\n    return 1\n" for name in ("herbs", "lids", "stew")},
        "packages/stew/cook.py": "from helpers.salt import add\nfrom helpers import stew\n",
    }
    found = Workspace(write(tmp_path, files)).safe_location("helper", "Salt", language="python")
    assert found["recommended_path"] == "packages/stew/helpers/salt.py"
    assert "packages/stew/cook.py:1 imports it from there already" in found["suggested_locations"][0]["reasons"]


def test_a_path_that_git_ignores_is_not_recommended(tmp_path: Path) -> None:
    files = {
        ".gitignore": "build/\nsrc/core/version.py\n",
        "src/core/names.py": "A = 1\n",
        "src/core/lids.py": "A = 1\n",
        "src/core/herbs.py": "A = 1\n",
        "src/tools/knife.py": "A = 1\n",
    }
    workspace = Workspace(write(tmp_path, files))
    assert workspace.safe_location("module", "Version", language="python")["recommended_path"] == "src/tools/version.py"
    assert workspace.safe_location("module", "Salts", language="python")["recommended_path"] == "src/core/salts.py"


def test_a_list_of_modules_is_not_taken_for_a_file_s_name(tmp_path: Path) -> None:
    files = {
        "static/main.js": "require(['load/init-page'], (page) => { page() })\n",
        "static/load/init-models.js": "define([], () => 1)\n",
        "static/load/init-lids.js": "define([], () => 1)\n",
    }
    found = Workspace(write(tmp_path, files)).safe_location("module", "InitPage", language="javascript")
    assert "[" not in found["recommended_path"]


def test_helpers_of_python_s_tests_do_not_show_how_tests_are_named(tmp_path: Path) -> None:
    files = {
        "pot/lids.py": "A = 1\n",
        "pot/herbs.py": "A = 1\n",
        "pot/tests/test_lids.py": "def test_lid():\n    pass\n",
        "pot/tests/test_herbs.py": "def test_herb():\n    pass\n",
        "common/tests/factories.py": "def make():\n    return 1\n",
        "common/tests/fixtures.py": "def made():\n    return 1\n",
        "common/structure.py": "A = 1\n",
    }
    found = Workspace(write(tmp_path, files)).safe_location("test", "Structure", language="python")
    assert found["recommended_path"].endswith("/test_structure.py")
