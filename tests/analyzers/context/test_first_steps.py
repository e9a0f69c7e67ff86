"""context: what a newcomer types first: one test, the linter; where the code goes, and where it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write
from .context_workspaces import STEPS, WORKFLOW, context, package

if TYPE_CHECKING:
    from pathlib import Path

RUST = '[package]\nname = "pot"\nversion = "1.0.0"\n'
JEST = {"devDependencies": {"jest": "29.0.0"}, "scripts": {"test": "jest"}}


def test_prose_below_an_underlined_heading_of_restructuredtext_uses_nothing(tmp_path: Path) -> None:
    files = {
        "setup.cfg": "[metadata]\nname = potsite\nversion = 1\nclassifiers =\n\tFramework :: Django\n",
        "setup.py": "from setuptools import setup\n\nsetup()\n",
        "requirements.txt": "django==5.2\n",
        "manage.py": "import django\n\nif __name__ == '__main__':\n    django.setup()\n",
        "potsite/wsgi.py": "from django.core.wsgi import get_wsgi_application\n\napplication = get_wsgi_application()\n",
        "potsite/views.py": "from django.http import HttpResponse\n\n\ndef boil(request):\n    return HttpResponse()\n",
        "docs/guides/pots-guide.rst": "Guide\n~~~~~\n\nWe say so,\nusing the ``lid`` option of potsite.\n",
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["entry_point"]) == ("backend", "potsite/wsgi.py")


def test_the_root_s_start_script_says_where_a_monorepo_starts(tmp_path: Path) -> None:
    files = {
        "package.json": '{"private": true, "scripts": {"start": "cd packages/core && npm start", "cli": "work"}}',
        "pnpm-workspace.yaml": "packages:\n  - packages/*\n",
        "packages/core/package.json": package("@work/core", private=True, scripts={"start": "node src/index.js"}),
        "packages/core/src/index.js": "import http from 'http'\n\nhttp.createServer().listen(1)\n",
        "packages/cli/package.json": package("@work/cli", bin={"work": "bin/work.js"}),
        "packages/cli/bin/work.js": "#!/usr/bin/env node\nconsole.log(1)\n",
        **{f"packages/{name}/package.json": package(f"@work/{name}") for name in ("one", "two", "three")},
    }
    assert context(tmp_path, files)["entry_point"] == "packages/core/src/index.js"


def test_of_two_runners_the_one_that_tests_most_code_leads(tmp_path: Path) -> None:
    vitest = {"devDependencies": {"vitest": "4.0.0"}, "scripts": {"test": "vitest run"}}
    files = {
        "package.json": '{"private": true, "workspaces": ["packages/*"]}',
        "packages/core/package.json": package("core", **JEST),
        "packages/core/core.js": "export const lid = 1\n" * 90,
        "packages/core/core.test.js": "test('a', () => {})\n",
    }
    for name in ("one", "two", "three"):
        files[f"packages/{name}/package.json"] = package(name, **vitest)
        files[f"packages/{name}/{name}.js"] = "export const pot = 1\n"
        files[f"packages/{name}/{name}.test.js"] = "import { test } from 'vitest'\n\ntest('a', () => {})\n"
    assert context(tmp_path, files)["test_framework"] == "Jest"


def test_folders_that_only_lead_on_leave_their_lines_to_where_the_code_goes(tmp_path: Path) -> None:
    files = {
        f"core/src/main/java/org/pot/{part}/P{number}.java": "class P {}\n"
        for part in ("lid", "tea") for number in range(9)
    }  # fmt: skip
    files |= {f"core/src/test/java/org/pot/P{number}Test.java": "class P {}\n" for number in range(3)}
    files["core/files/a.txt"] = "a\n"
    assert context(tmp_path, files)["layout"] == [
        "core/ (22 files: 18 Java, 3 test)",
        "core/src/main/java/org/pot/ (18 files, Java)",
        "core/src/main/java/org/pot/lid/ (9 files, Java)",
        "core/src/main/java/org/pot/tea/ (9 files, Java)",
        "core/src/test/ (3 files, test)",
    ]


@pytest.mark.parametrize(
    ("files", "command"),
    [
        ({"package.json": package("pot", scripts={"lint:css": "stylelint .", "lint": "eslint ."})}, "npm run lint"),
        ({"Cargo.toml": RUST, "clippy.toml": "", "package.json": package("site", scripts={"lint": "eslint ."})}, "cargo clippy"),
        ({"Cargo.toml": RUST, "Makefile": "ui-lint:\n\tnpx eslint .\n\nlint:\n\tcargo clippy\n"}, "make lint"),
        ({"tox.ini": "[testenv:lint]\ncommands = flake8\n", "pot.py": "POT = 1\n"}, "tox -e lint"),
        ({"Cargo.toml": RUST}, None),
    ],
)  # fmt: skip
def test_how_the_linter_is_started(tmp_path: Path, files: dict[str, str], command: str | None) -> None:
    files = {
        ("src/lib.rs" if "Cargo.toml" in files else "index.js" if "package.json" in files else "b.py"): "\n",
        **files,
    }
    assert context(tmp_path, files)["lint_command"] == command


@pytest.mark.parametrize(
    ("files", "command"),
    [
        (
            {"package.json": package("pot", **JEST), "src/a.js": "export const a = 1\n", "e2e/x.spec.js": "test('x', () => {})\n"}
            | {f"src/{name}.test.js": "test('a', () => {})\n" for name in "ab"},
            "npx jest src/a.test.js",
        ),
        (
            {"Cargo.toml": RUST, "src/lib.rs": "pub fn a() {}\n", "tests/test_lid.rs": "#[test]\nfn lid() {}\n"},
            "cargo test --test test_lid",
        ),
        (
            {"Gemfile": "gem 'rails', '8.0.0'\ngem 'minitest'\n", "bin/rails": "#!/usr/bin/env ruby\n", "app/models/pin.rb": "class Pin; end\n"}
            | {"test/test_helper.rb": "", "test/models/pin_test.rb": "class PinTest < ActiveSupport::TestCase\nend\n"},
            "bin/rails test test/models/pin_test.rb",
        ),
        ({"Cargo.toml": RUST, "src/lib.rs": "pub fn a() {}\n"}, None),
    ],
)  # fmt: skip
def test_how_the_tests_of_one_file_are_run(tmp_path: Path, files: dict[str, str], command: str | None) -> None:
    assert context(tmp_path, files)["test_one"] == command


def test_what_pipelines_format_in_another_checkout_formats_nothing_here(tmp_path: Path) -> None:
    files = {
        WORKFLOW: STEPS
        + "      - run: |\n          git clone https://x.test/pot-sdk\n          uv run ruff format sdk\n",
        "package.json": package("pot", devDependencies={"prettier": "3.0.0"}),
        ".prettierrc": "{}",
        "index.ts": "export const pot = 1\n" * 30,
    }
    assert [line for line in context(tmp_path, files)["conventions"] if "formatted" in line] == [
        "formatted by Prettier"
    ]


def test_qt_s_own_tests_are_known_by_the_library_that_they_are_linked_with(tmp_path: Path) -> None:
    files = {
        "CMakeLists.txt": "project(pot)\nfind_package(Qt5 COMPONENTS Core Test)\nenable_testing()\nadd_subdirectory(tests)\n",
        "src/pot.cpp": "int pot() { return 1; }\n" * 9,
        "tests/CMakeLists.txt": "add_executable(t TestPot.cpp)\ntarget_link_libraries(t Qt5::Core Qt5::Test)\nadd_test(t t)\n",
        "tests/TestPot.cpp": "#include <QTest>\n",
    }
    assert context(tmp_path, files)["test_framework"] == "Qt Test"


def test_a_manage_py_with_settings_among_the_tests_only_tries_the_app(tmp_path: Path) -> None:
    """Seen in Python: a popular app for other sites was said to be one, and to begin in that file."""
    files = {
        "pyproject.toml": '[project]\nname = "pots"\nversion = "1"\ndependencies = ["django"]\nclassifiers = ["Framework :: Django"]\n'
        '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n',
        "manage.py": 'import os\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")\n'
        "if __name__ == '__main__':\n    pass\n",
        "pots/__init__.py": "",
        "pots/models.py": "from django.db import models\n\n\nclass Pot(models.Model): ...\n",
        "pots/templates/pots/pot.html": "<p>{{ pot }}</p>\n",
        "tests/settings.py": "INSTALLED_APPS = ['pots']\n",
    }
    found = context(tmp_path / "a", files)
    assert (found["project_type"], found["entry_point"]) == ("library", "pots/__init__.py")
    site = {**files, "manage.py": files["manage.py"].replace("tests.settings", "site_.settings")}
    assert context(tmp_path / "b", site)["project_type"] != "library"


def test_records_that_are_called_after_tools_set_none_up(tmp_path: Path) -> None:
    """Seen in Rust: a registry of a thousand tools had a file for each, `registry/ruff.toml`."""
    files = {
        f"registry/{name}.toml": "backends = []\n" for name in ("revive", "stylua", "hatch", *map(str, range(100)))
    }
    files |= {"Cargo.toml": RUST, "src/main.rs": "fn main() {}\n", "scripts/a.lua": "a = 1\n"}
    found = Workspace(write(tmp_path, files))
    assert not {"linters", "formatters"} & {name for name, rows in found.detect().items() if rows}
    assert [row["name"] for row in found.packages()["package_managers"]] == ["cargo"]


def test_a_page_is_no_server_of_the_program_that_hands_it_out(tmp_path: Path) -> None:
    files = {
        "go.mod": "module x.org/pot\n",
        "main.go": 'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.ListenAndServe(":1", nil)\n}\n'
        + "// pot\n" * 40,
        "client/package.json": package("client", private=True, dependencies={"react": "19", "react-dom": "19"}),
        "client/src/index.tsx": "import ReactDOM from 'react-dom'\n\nReactDOM.render(<Pot />, root)\n"
        + "export const a = 1\n" * 30,
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["entry_point"]) == ("fullstack", "main.go")
    assert not [row for row in found["type_evidence"] if row.endswith("a server starts: index.tsx")]


def test_what_runs_in_browsers_is_not_started_without_what_opens_them(tmp_path: Path) -> None:
    files = {
        "package.json": package("pot", scripts={"test": "karma start"}, devDependencies={"jasmine": "5", "karma": "6"}),
        "src/pot.js": "export const pot = 1\n",
        "test/pot.spec.js": "describe('pot', () => {})\n",
    }
    found = context(tmp_path, files)
    assert (found["test_command"], found["test_one"]) == ("npm test", None)


def test_a_program_of_their_own_runs_the_tests_and_no_other_takes_one(tmp_path: Path) -> None:
    files = {
        "setup.py": "from setuptools import setup\n\nsetup(name='pot')\n",
        "pot/__init__.py": "LID = 1\n" * 90,
        "tests/runtests.py": "import unittest\n\nunittest.main()\n",
        "tests/lids/tests.py": "import unittest\n\n\nclass T(unittest.TestCase):\n    def test_a(self): ...\n",
        "tests/lids/test_lid.py": "import unittest\n\n\nclass T(unittest.TestCase):\n    def test_a(self): ...\n",
    }
    found = context(tmp_path, files)
    assert (found["test_command"], found["test_one"]) == ("python tests/runtests.py", None)


def test_a_part_in_another_ecosystem_is_told_beside_the_main_language(tmp_path: Path) -> None:
    files = {
        "package.json": '{"private": true, "workspaces": ["front"]}',
        "front/package.json": package("front", **JEST, dependencies={"react": "19.0.0"}),
        "front/src/pot.js": "import React from 'react'\nexport const lid = 1\n" * 90,
        "front/src/pot.test.js": "test('a', () => {})\n",
        "api/pyproject.toml": '[project]\nname = "api"\ndependencies = ["fastapi"]\n[dependency-groups]\ndev = ["pytest"]\n',
        "api/uv.lock": "version = 1\n",
        "api/app/main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n" * 30,
        "api/tests/test_pot.py": "def test_pot(): ...\n",
    }
    found = context(tmp_path, files)
    assert (found["main_language"], found["main_framework"]) == ("JavaScript", "React")
    assert found["also"] == [
        {
            "language": "Python",
            "directory": "api",
            "framework": "FastAPI",
            "package_manager": "uv",
            "test_framework": "pytest",
            "test_command": "cd api && uv run pytest",
        }
    ]


def test_the_texts_that_say_how_it_is_worked_on_are_named_those_for_agents_first(tmp_path: Path) -> None:
    files = {
        ".github/CONTRIBUTING.md": "# How\n",
        "AGENTS.md": "# Agents\n",
        "docs/architecture.md": "# Parts\n",
        "docs/contributing/style.md": "# Style\n",
        "pot.py": "LID = 1\n",
    }
    assert context(tmp_path, files)["guides"] == ["AGENTS.md", ".github/CONTRIBUTING.md", "docs/architecture.md"]
    assert "guides" not in context(tmp_path / "other", {"pot.py": "LID = 1\n"})
