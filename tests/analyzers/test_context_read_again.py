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


def test_a_package_that_its_pages_import_is_a_library(tmp_path: Path) -> None:
    files = {
        "pyproject.toml": BUILT + PYTHON.format(name="diagram", needs="[]"),
        "README.md": "# Diagram\n\nDraws pictures of systems.\n\n```sh\npip install diagram\n```\n",
        "docs/getting-started.md": "# Start\n\n```python\nfrom diagram import Node\n\nNode('a')\n```\n",
        "diagram/__init__.py": "class Node:\n    pass\n",
        "diagram/cli.py": PARSES,
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["type_evidence"][0]) == (
        "library",
        "docs/getting-started.md:4 first use: from diagram import Node",
    )


@pytest.mark.parametrize(
    ("scripts", "inner", "kind"),
    [
        ({"start": "electron src --nointro"}, "src/", "desktop"),
        ({"start": "electron ."}, "", "desktop"),
        ({"build": "tsc"}, "", "library"),
    ],
)
def test_what_electron_is_started_on_is_no_library(
    tmp_path: Path, scripts: dict[str, str], inner: str, kind: str
) -> None:
    files = {
        "package.json": package("pot", main=f"{inner}boot.js", scripts=scripts, dependencies={"electron": "^12.0.0"}),
        f"{inner}boot.js": "const {app} = require('electron');\napp.whenReady();\nmodule.exports = app;\n",
    }
    if inner:
        files["src/package.json"] = package("pot", main="boot.js")
    found = context(tmp_path, files)
    assert (found["project_type"], found["entry_point"]) == (kind, f"{inner}boot.js")


def test_a_site_whose_texts_stand_beside_its_code_is_documentation(tmp_path: Path) -> None:
    files = {
        "package.json": package(
            "site", private=True, scripts={"start": "next start"}, dependencies={"next": "15", "react": "19"}
        ),
        "src/pages/_app.tsx": "export default function App() { return null }\n",
        "src/pages/api/md.ts": "export default function handler(req, res) { res.end() }\n",
        **{f"src/content/page{number}.mdx": "# Page\n" for number in range(5)},
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["main_framework"]) == ("documentation", "Next.js")


def test_a_theme_that_a_site_binds_makes_no_library_of_it(tmp_path: Path) -> None:
    files = {
        "package.json": package("site", private=True, dependencies={"@solidjs/start": "2", "theme": "workspace:*"}),
        "pnpm-workspace.yaml": "packages:\n  - theme\n",
        "theme/package.json": package("theme", main="src/index.ts", peerDependencies={"solid-js": "1"}),
        "theme/src/index.ts": "export const theme = 1;\n" * 40,
        "src/entry.ts": "import { theme } from 'theme';\n",
        **{f"src/routes/page{number}.mdx": "# Page\n" for number in range(5)},
    }
    assert context(tmp_path, files)["project_type"] == "documentation"


def test_an_application_with_many_documents_is_no_site_of_texts(tmp_path: Path) -> None:
    files = {
        "package.json": package("app", private=True, dependencies={"next": "15", "react": "19"}),
        "src/app/page.tsx": "export default function Page() { return null }\n",
        **{f"docs/page{number}.md": "# Page\n" for number in range(9)},
    }
    assert context(tmp_path, files)["project_type"] == "fullstack"


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


def test_classic_yarn_is_not_told_to_run_what_a_member_lacks(tmp_path: Path) -> None:
    files = {
        "package.json": json.dumps({"name": "root", "private": True, "workspaces": ["packages/*"]}),
        "yarn.lock": "# yarn lockfile v1\n",
        "packages/a/package.json": package("a", scripts={"test": "jest"}, devDependencies={"jest": "29"}),
        "packages/a/a.test.js": "test('a', () => {});\n",
        "packages/b/package.json": package("b"),
        "packages/b/index.js": "export const b = 1;\n",
    }
    commands = [row["command"] for row in Workspace(write(tmp_path, files)).test_command()["test_commands"]]
    assert commands[0] == "yarn workspace a run test"
    assert "yarn workspaces run test" not in commands


def test_the_runner_that_a_script_reaches_through_others(tmp_path: Path) -> None:
    scripts = {"build": "rollup -c", "test": "npm run build && npm run test:unit", "test:unit": "karma start"}
    files = {
        "package.json": package("pot", main="index.js", scripts=scripts, devDependencies={"karma": "6", "jest": "29"}),
        "index.js": "export const pot = 1;\n",
        "test/pot.test.js": "test('pot', () => {});\n",
    }
    assert context(tmp_path, files)["test_framework"] == "Karma"


def test_nextest_is_what_the_target_runs(tmp_path: Path) -> None:
    files = {
        "Cargo.toml": '[package]\nname = "pot"\nversion = "0.1.0"\n',
        "Makefile": "test:\n\tcargo nextest run --workspace\n",
        ".github/workflows/ci.yml": "jobs:\n  a:\n    steps:\n      - run: make test\n",
        "src/main.rs": "fn main() {}\n\n#[test]\nfn boils() {}\n",
    }
    found = context(tmp_path, files)
    assert (found["test_command"], found["test_framework"]) == ("make test", "nextest")


def test_a_linter_that_tox_runs_looks_for_faults(tmp_path: Path) -> None:
    files = {
        "pyproject.toml": PYTHON.format(name="pot", needs="[]"),
        "tox.ini": "[tox]\nenvlist = lint\n\n[testenv:lint]\ndeps = ruff\ncommands =\n    ruff check\n",
        "pot/__init__.py": "",
        "pot/cli.py": PARSES,
    }
    found = context(tmp_path, files)
    assert (found["has_linting"], found["conventions"][0]) == (True, "checked by Ruff")


def test_a_checker_of_a_language_that_little_is_written_in_checks_no_product(tmp_path: Path) -> None:
    files = {
        "Cargo.toml": '[package]\nname = "pot"\nversion = "0.1.0"\n',
        "setup.cfg": "[flake8]\nmax-line-length = 100\n",
        "make_bindings.py": "print('bindings')\n",
        "src/main.rs": "fn main() {\n" + '    println!("pot");\n' * 40 + "}\n",
    }
    assert not [line for line in context(tmp_path, files)["conventions"] if line.startswith("checked")]


def test_the_width_that_a_script_gives_to_a_formatter_is_the_limit(tmp_path: Path) -> None:
    files = {
        "setup.py": 'from setuptools import setup\n\nsetup(name="pot", extras_require={"dev": ["black"]})\n',
        "linter.sh": "#!/bin/bash\nblack -l 100 .\n",
        **{f"pot/part{number}.py": f'NAME = "part{number}"\n' * 8 for number in range(6)},
    }
    assert "line length: Python limit 100" in context(tmp_path, files)["conventions"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (".oxfmtrc.json", '{\n  "semi": false,\n  "singleQuote": true\n}\n'),
        (".eslintrc.json", '{"rules": {"prettier/prettier": ["error", {"printWidth": 120, "singleQuote": true}]}}'),
        (
            "package.json",
            '{"name": "a", "prettier": {"overrides": [{"files": ["x"], "options": {"parser": "json"}}], "singleQuote": true}}',
        ),
    ],
)
def test_quotes_as_a_formatter_is_told_to_write_them(tmp_path: Path, path: str, text: str) -> None:
    files = {
        "package.json": '{"name": "root", "private": true, "devDependencies": {"oxfmt": "1"}}',
        "packages/b/package.json": '{"name": "b", "devDependencies": {"prettier": "3"}}',
        "src/a.js": "export const a = 'a';\n" * 12,
        path: text,
    }
    styles = Workspace(write(tmp_path, files)).standards()["coding_standards"]["quotes"]
    assert [(row["stated"]["value"], row["stated"]["evidence"]["path"]) for row in styles] == [("single", path)]


def test_examples_that_go_does_not_build_and_bindings_that_nobody_wrote(tmp_path: Path) -> None:
    files = {
        "go.mod": "module example.org/pot\n",
        "pot.go": "package pot\n\nfunc A() {}\n",
        "_examples/simple/main.go": "package main\n\nfunc main() {}\n",
        "bindings/v3.rs": "// Generated bindings for python v3.7.0\n#![allow(dead_code)]\npub struct A;\n",
    }
    layout = context(tmp_path, files)["layout"]
    assert "_examples/ (1 file, example)" in layout
    assert "bindings/ (1 file, generated)" in layout
