"""context: what repositories that nobody here had read were told falsely: commands, libraries, sites, templates, windows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ..workspaces import write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from groundplan.answers import Context

BUILT = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n\n'
PYTHON = '[project]\nname = "{name}"\nversion = "1"\ndependencies = {needs}\n\n[project.scripts]\n{name} = "{name}.cli:main"\n'
PARSES = "import argparse\n\n\ndef main() -> None:\n    argparse.ArgumentParser().parse_args()\n"
SCREEN = "from textual.app import App\n\n\nclass {name}(App[None]):\n    pass\n"


def context(root: Path, files: Mapping[str, str]) -> Context:
    return Workspace(write(root, files)).context()


def package(name: str, **rest: object) -> str:
    return json.dumps({"name": name, "version": "1.0.0", **rest})


def test_a_command_of_many_screens_rests_on_what_draws_them(tmp_path: Path) -> None:
    files = {
        "pyproject.toml": PYTHON.format(name="pot", needs='["textual", "click"]'),
        "README.md": "# Pot\n\nThe IDE for your terminal.\n\n```sh\npot\n```\n",
        "src/pot/__init__.py": "",
        "src/pot/cli.py": "import click\n\n\n@click.command()\ndef main() -> None: ...\n",
        **{f"src/pot/{name}.py": SCREEN.format(name=name.title()) for name in ("app", "modal", "help")},
    }
    assert context(tmp_path, files)["main_framework"] == "Textual"


def test_files_that_users_are_handed_or_that_serve_the_work_are_no_key_files(tmp_path: Path) -> None:
    body = "\n".join(f"export const value{number} = {number};" for number in range(30))
    files = {
        "package.json": package("pot", main="lib/index.js"),
        "gulpfile.js": 'import { api } from "./bin/api.js";\napi();\n',
        "lib/index.js": 'export { core } from "./core.js";\nexport { other } from "./other.js";\n',
        "lib/core.js": f"export function core() {{}}\n{body}\n",
        "lib/other.js": 'import { core } from "./core.js";\nexport const other = core;\n',
        "bin/api.js": f"export function api() {{}}\n{body}\n",
        "bin/release.js": 'import { api } from "./api.js";\napi();\n',
        "boilerplate/package.json": package("hello-world"),
        "boilerplate/theme.js": f"export function theme() {{}}\n{body}\n",
        "boilerplate/app.js": 'import { theme } from "./theme.js";\ntheme();\n',
    }
    assert {row["path"].partition("/")[0] for row in context(tmp_path, files)["key_files"]} == {"lib"}


def test_types_of_what_others_wrote_are_no_key_files(tmp_path: Path) -> None:
    files = {
        "pyproject.toml": '[project]\nname = "pot"\nversion = "1"\n',
        "stubs/pyarrow/__init__.pyi": "class Table: ...\n" * 40,
        "pot/__init__.py": "from pot.core import run\n",
        "pot/core.py": "import pyarrow\n\n\ndef run() -> None: ...\n",
        "pot/more.py": "import pyarrow\n\nfrom pot.core import run\n",
    }
    assert [row["path"] for row in context(tmp_path, files)["key_files"]] == ["pot/core.py"]
