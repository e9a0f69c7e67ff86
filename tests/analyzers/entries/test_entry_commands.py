"""Commands that lead to their file by another script, another package, a variable, or the commands that they are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

MEMBERS = {
    "web/package.json": '{"name": "@pot/web", "scripts": {"dev": "node web.js"}}',
    "web/web.js": "",
    "server/package.json": '{"name": "server", "scripts": {"start": "node server.js"}}',
    "server/server.js": "",
}


def started(root: Path, files: dict[str, str], name: str) -> str:
    """The file that the entry of that name at the root starts."""
    found = Workspace(write(root, files)).entry_points(limit=0)["entry_points"]
    return next(entry["path"] for entry in found if entry["name"] == name and "/" not in entry["evidence"][0]["path"])


@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        ("pnpm -C server run start", "server/server.js"),
        ("npm --prefix server start", "server/server.js"),
        ("pnpm --filter @pot/web dev", "web/web.js"),
        ("yarn workspace @pot/web dev", "web/web.js"),
        ("npm run dev -w web", "web/web.js"),
        ("pnpm --filter gone dev", ""),
        ("concurrently yarn:lint yarn:api", "api.js"),
        ("concurrently 'panda --watch' 'NODE_ENV=test node --watch api.js'", "api.js"),
    ],
)
def test_a_script_of_npm(tmp_path: Path, command: str, wanted: str) -> None:
    scripts = f'{{"private": true, "workspaces": ["web", "server"], "scripts": {{"start": "{command}", "lint": "eslint .", "api": "node api.js"}}}}'
    assert started(tmp_path, {"package.json": scripts, "api.js": "", **MEMBERS}, "start") == wanted


def test_the_application_that_a_variable_names_to_flask(tmp_path: Path) -> None:
    files = {
        "Makefile": "serve:\n\tFLASK_DEBUG=1 FLASK_APP=pot.wsgi flask run --host=0.0.0.0\n",
        "pot/__init__.py": "",
        "pot/wsgi.py": "",
    }
    assert started(tmp_path, files, "serve") == "pot/wsgi.py"


def test_folders_that_gos_tool_passes_over_and_packages_of_tests_start_nothing(tmp_path: Path) -> None:
    main = "package main\n\nfunc main() {}\n"
    files = {
        "go.mod": "module x\n",
        "main.go": main,
        "_examples/pot/main.go": main,
        "core/Cargo.toml": '[package]\nname = "core"\nversion = "0.1.0"\n',
        "core/src/main.rs": "fn main() {}\n",
        "core/tests/crates/hello/Cargo.toml": '[package]\nname = "hello"\nversion = "0.1.0"\n',
        "core/tests/crates/hello/src/main.rs": "fn main() {}\n",
    }
    found = Workspace(write(tmp_path, files)).entry_points(limit=0)["entry_points"]
    assert sorted({entry["path"] for entry in found}) == ["core/src/main.rs", "main.go"]


def test_a_command_of_a_package_that_is_collected_from_a_further_folder(tmp_path: Path) -> None:
    files = {
        "pyproject.toml": '[project]\nname = "pot"\nscripts = {pot-check = "pot_check.lid.run:main"}\n\n'
        '[tool.setuptools.packages.find]\nwhere = ["tools/check"]\n',
        "tools/check/pot_check/__init__.py": "",
        "tools/check/pot_check/lid/run.py": "def main():\n    pass\n",
    }
    assert started(tmp_path, files, "pot-check") == "tools/check/pot_check/lid/run.py"
    assert started(tmp_path, {"other/pot_check/lid/run.py": ""}, "pot-check") == "", "two files may be meant"
