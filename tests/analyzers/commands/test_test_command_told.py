"""test_command: which commands are told at all: none without tests, none that runs nothing, those of tasks, workflows and imports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from groundplan import Workspace
from groundplan.analyzers.commands.script_commands import CALLS

from ...workspaces import write

CARGO = {
    "Cargo.toml": '[workspace]\nmembers = ["crates/*"]\n',
    "crates/pot/Cargo.toml": '[package]\nname = "pot"\nversion = "1.0.0"\n',
    "crates/pot/src/lib.rs": "pub mod lid;\n",
    "crates/pot/tests/boil.rs": "#[test]\nfn boils() {}\n",
}
GO = {"go.mod": "module x.org/pot\n", "pot.go": "package pot\n"}


def test_a_workspace_without_tests_says_so(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, GO)).test_command()
    assert answer["recommended"] == "go test ./..."
    assert "no test was found" in answer["note"]
    rust = {
        "Cargo.toml": '[package]\nname = "pot"\n',
        "src/lib.rs": "#[cfg(test)]\nmod tests {\n #[test]\n fn a() {}\n}\n",
    }
    assert "note" not in Workspace(write(tmp_path / "rust", rust)).test_command()
    solution = {
        "Shop.slnx": '<Solution><Project Path="Shop/Shop.csproj" /><Project Path="Shop.Tests/Shop.Tests.csproj" /></Solution>',
        "Shop/Shop.csproj": '<Project Sdk="Microsoft.NET.Sdk" />',
        "Shop/Cart.cs": "class Cart { }\n",
        "Shop.Tests/Shop.Tests.csproj": '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>'
        '<PackageReference Include="xunit" Version="2.9.0" /></ItemGroup></Project>',
        "Shop.Tests/SumTests.cs": "class SumTests { }\n",
    }
    answer = Workspace(write(tmp_path / "net", solution)).test_command(path="Shop/Cart.cs")
    assert (answer["recommended"], answer.get("note")) == ("dotnet test", None)  # it tests the project beside


def test_a_hidden_folder_is_looked_for_tests_under_its_own_name(tmp_path: Path) -> None:
    package = '{"name": "pots", "scripts": {"test": "vitest run"}, "devDependencies": {"vitest": "1"}}'
    files = {
        ".pots/package.json": package,
        ".pots/pot.js": "export const pot = 1\n",
        ".pots/pot.test.js": "test('pot', () => {})\n",
    }
    assert "note" not in Workspace(write(tmp_path, files)).test_command()


CMAKE = 'project(pot)\noption(POT_SHARED "Shared" OFF)\noption(POT_TESTS "Tests" {off})\nif(POT_TESTS OR POT_ALL)\n  enable_testing()\n  add_subdirectory(tests)\nendif()\n'


@pytest.mark.parametrize(
    ("text", "before"),
    [
        (
            CMAKE.replace("{off}", "OFF").replace(" OR POT_ALL", ""),
            "cmake -S . -B build -DPOT_TESTS=ON && cmake --build build && ",
        ),
        (CMAKE.replace("{off}", "OFF"), ""),  # what POT_ALL is by itself nobody said
        (CMAKE.replace("{off}", "ON"), ""),
        ('include(CTest)\noption(X "x" OFF)\nif(X)\n  add_subdirectory(bench)\nendif()\nadd_subdirectory(tests)\n', ""),
    ],
)
def test_cmake_is_told_to_make_tests_that_are_off_by_themselves(tmp_path: Path, text: str, before: str) -> None:
    write(tmp_path, {"CMakeLists.txt": text, "a.cpp": "int a;\n"})
    assert Workspace(tmp_path).test_command()["recommended"] == f"{before}ctest --test-dir build"


def test_tasks_of_hatch_test_where_no_runner_is_declared(tmp_path: Path) -> None:
    project = '[project]\nname = "x"\nversion = "1"\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
    task = '[tool.hatch.envs.test.scripts]\ntest = "python -m unittest discover -p *tests.py"\n'
    write(tmp_path, {"pyproject.toml": project + task, "x/a.py": "A = 1\n", "x/tests/a_tests.py": "import unittest\n"})
    assert Workspace(tmp_path).test_command()["recommended"] == "hatch run test:test"


COMMANDS = {
    "a go.mod that only names tools has nothing to test": (
        {"go.mod": "module x.org/pot\n\ntool x.org/lid\n", "test_pot.py": "import unittest\n"},
        [("python -m unittest discover", ".")],
    ),
    "a runner's configuration is of no use without a package of npm around it": (
        {".mocharc.yml": "exit: true\n", "setup/package.json": '{"name": "pot"}', "test/a.js": "it('boils')\n"},
        [],
    ),
    "a configuration of Pest's tests is no runner of its own": (
        {
            "composer.json": '{"require-dev": {"pestphp/pest": "3"}}',
            "phpunit.xml": "<phpunit/>",
            "tests/Pest.php": "<?php\n",
            "tests/Feature/PotTest.php": "<?php\ntest('it boils', fn () => true);\n",
        },
        [("vendor/bin/pest", ".")],
    ),
    "Jasmine is started above its settings": (
        {
            "package.json": '{"name": "pots", "version": "1.0.0", "devDependencies": {"jasmine": "5"}}',
            "spec/support/jasmine.json": '{"spec_dir": "spec"}',
            "spec/pot.spec.js": "describe('pot', () => {});\n",
        },
        [("npx jasmine", ".")],
    ),
    "functions that pytest-django runs are not found by Django": (
        {
            "pyproject.toml": '[project]\nname = "pots"\nversion = "1"\n[dependency-groups]\ndev = ["pytest", "pytest-django"]\n',
            "src/manage.py": "import django\n",
            "src/tests/test_pots.py": "def test_pot(client):\n    assert client\n",
        },
        [("pytest", ".")],
    ),
    "pipelines run Django's own tests where pytest has no settings": (
        {
            "pyproject.toml": '[project]\nname = "pots"\nversion = "1"\n[dependency-groups]\ndev = ["pytest-django"]\n',
            ".github/workflows/ci.yml": "jobs:\n  a:\n    steps:\n      - run: |\n          uv run ./src/manage.py test\n",
            "src/manage.py": "import django\n",
            "src/tests/test_pots.py": "class PotTest(TestCase):\n    def test_pot(self): pass\n",
        },
        [("python manage.py test", "src")],
    ),
    "a manage.py of another kind is not Django's": (
        {
            "requirements.txt": "flask\npytest\n",
            "manage.py": "import argparse\n",
            "tests/test_pots.py": "def test_pot():\n    assert True\n",
        },
        [("pytest", ".")],
    ),
    "a front end that Gradle bundles has no such task": (
        {
            "settings.gradle": "include 'client'\n",
            "gradlew": "#!/bin/sh\n",
            "build.gradle": "plugins { id 'java' }\n",
            "src/test/java/PotTest.java": "class PotTest {}\n",
            "client/build.gradle": "plugins { id 'org.siouan.frontend-jdk17' version '8.0.0' }\n",
            "client/package.json": '{"name": "client", "private": true, "scripts": {"test": "vitest"}}',
            "client/src/pot.test.js": "test('pot', () => {});\n",
        },
        [("./gradlew test", "."), ("npm test", "client")],
    ),
    "sbt's own build is no build beside it": (
        {
            "build.sbt": 'name := "pots"\n',
            "project/build.sbt": "\n",
            "src/test/scala/PotSpec.scala": "class PotSpec\n",
        },
        [("sbt test", ".")],
    ),
    "lists of requirements below a folder of them": (
        {
            "pots/requirements/python3/test-requirements.txt": "pytest\n",
            "pots/tests/test_pots.py": "import pytest\n",
        },
        [("pytest", "."), ("pytest", "pots")],
    ),
    "a solution without tests": (
        {
            "Pots.sln": 'Project("{F}") = "Pots.Tests", "test\\Pots.Tests.csproj", "{1}"\nEndProject\n',
            "test/Pots.Tests.csproj": '<Project><ItemGroup><PackageReference Include="xunit" Version="2"/></ItemGroup></Project>',
            "test/PotTests.cs": "class PotTests {}\n",
            "build/Build.sln": 'Project("{F}") = "Tasks", "Tasks\\Tasks.csproj", "{2}"\nEndProject\n',
            "build/Tasks/Tasks.csproj": "<Project></Project>",
            "build/Tasks/TasksTests.cs": "class TasksTests {}\n",
        },
        [("dotnet test", ".")],
    ),
    "PlatformIO looks for tests in its own folder": (
        {
            "platformio.ini": "[env:esp32]\n",
            "src/main.cpp": "int main() {}\n",
            "tools/test_tools.py": "def test_tool():\n    assert True\n",
            "requirements.txt": "pytest\n",
        },
        [("pytest", ".")],
    ),
}


@pytest.mark.parametrize(("files", "expected"), COMMANDS.values(), ids=COMMANDS)
def test_commands_that_run_no_test_are_not_told(
    tmp_path: Path, files: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    told = Workspace(write(tmp_path, files)).test_command()["test_commands"]
    assert [(item["command"], item["directory"]) for item in told] == expected


@pytest.mark.parametrize(
    ("path", "command"),
    [
        ("test/pot.test.js", "node --test test/pot.test.js"),
        ("test/pot.test.js::boils", "node --test --test-name-pattern boils test/pot.test.js"),
        ("test/jest/lid.spec.js", "npx jest test/jest/lid.spec.js"),
        ("test/pan.js", "npx tape test/pan.js"),
        ("test/pan.test.ts", "npm test"),
    ],
)
def test_a_javascript_test_is_run_by_what_it_imports(tmp_path: Path, path: str, command: str) -> None:
    """A package declares jest for one folder and tape for browsers; the rest is written for Node's own runner."""
    declared = '"devDependencies": {"jest": "30", "tape": "5"}'
    files = {
        "package.json": f'{{"name": "x", "scripts": {{"test": "borp && jest test/jest"}}, {declared}}}',
        "test/pot.test.js": "const { test } = require('node:test')\ntest('boils', () => {})\n",
        "test/jest/lid.spec.js": "test('fits', () => {})\n",
        "test/pan.js": "const test = require('tape')\ntest('fries', t => t.end())\n",
        "test/pan.test.ts": "import { test } from 'node:test'\ntest('fries', () => {})\n",
    }
    assert Workspace(write(tmp_path, files)).test_command(path)["recommended"] == command


def test_a_long_call_of_a_script_is_read_at_once(tmp_path: Path) -> None:
    call = f"npm run -- {'a-long-name-' * 40} x/y"
    manifest = json.dumps({"name": "x", "version": "1.0.0", "scripts": {"test": call}})
    files = {"package.json": manifest, "test/a.test.js": "it('a', () => {})\n"}
    assert Workspace(write(tmp_path, files)).test_command()["recommended"] == "npm test"
    assert CALLS.fullmatch(call) is None


def test_a_script_that_waits_for_edits_tests_nothing(tmp_path: Path) -> None:
    package = {"name": "pots", "scripts": {"test": "jest --watchAll"}, "devDependencies": {"jest": "29"}}
    files = {"package.json": json.dumps(package), "src/pot.test.js": "test('pot', () => {});\n"}
    assert Workspace(write(tmp_path, files)).test_command()["recommended"] == "npx jest"
    package["scripts"] = {"test": "jest --watchAll=false"}
    write(tmp_path, {"package.json": json.dumps(package)})
    assert Workspace(tmp_path).test_command()["recommended"] == "npm test"


def test_a_package_without_tests_is_not_tested_by_another_language(tmp_path: Path) -> None:
    files = {
        **GO,
        "pot_test.go": "package pot\n",
        "web/package.json": '{"name": "web", "scripts": {"build": "vite build"}}',
        "web/src/app.js": "export const x = 1;\n",
    }
    answer = Workspace(write(tmp_path, files)).test_command(path="web/src/app.js")
    assert answer["recommended"] == "go test ./..."
    assert "nothing tests just this" in answer["note"]


def test_tests_in_the_code_of_a_file_are_run_alone(tmp_path: Path) -> None:
    files = {
        "Cargo.toml": '[package]\nname = "pot"\n',
        "src/main.rs": "mod lid;\nmod tea;\nfn main() {}\n",
        "src/lid.rs": "#[test]\nfn fits() {}\n",
        "src/tea.rs": "pub fn brew() {}\n",
    }
    workspace = Workspace(write(tmp_path, files))
    assert workspace.test_command(path="src/lid.rs")["recommended"] == "cargo test lid"
    assert workspace.test_command(path="src/tea.rs")["recommended"] == "cargo test"


def test_of_many_tests_that_import_a_file_those_named_after_what_it_defines_come_first(tmp_path: Path) -> None:
    tests = {
        f"tests/test_{name}.py": "from pot.main import boil\n\ndef test_it(): ...\n"
        for name in ("ab", "ac", "ad", "boil")
    }
    files = {"pyproject.toml": '[project]\nname = "pot"\n[tool.pytest.ini_options]\n', "pot/__init__.py": "", **tests}
    workspace = Workspace(write(tmp_path, files | {"pot/main.py": "def boil(): ...\n"}))
    recommended = workspace.test_command(path="pot/main.py")["recommended"]
    assert recommended == "pytest tests/test_boil.py tests/test_ab.py tests/test_ac.py"


def test_composer_puts_programs_where_its_manifest_says(tmp_path: Path) -> None:
    package = {"name": "a/pot", "require-dev": {"phpunit/phpunit": "^11"}, "config": {"vendor-dir": "lib/others"}}
    files = {"composer.json": json.dumps(package), "tests/PotTest.php": "<?php class PotTest extends TestCase {}\n"}
    assert (
        Workspace(write(tmp_path, files)).test_command()["recommended"] is None
    )  # without a configuration it runs nothing
    files["phpunit.xml"] = "<phpunit />\n"
    assert Workspace(write(tmp_path, files)).test_command()["recommended"] == "lib/others/bin/phpunit"


@pytest.mark.parametrize(
    ("needs", "command"),
    [("start-server", "make test"), ("data/sys/.unpacked", "make test"), ("lint .venv/bin/tool", "go test ./...")],
)
def test_a_target_that_prepares_its_tests_comes_before_the_bare_command(
    tmp_path: Path, needs: str, command: str
) -> None:
    files = {
        **GO,
        "pot_test.go": "package pot\n",
        "data/sys/a.ttar": "",
        "Makefile": f"test: {needs}\n\tgo test ./...\n",
    }
    assert Workspace(write(tmp_path, files)).test_command()["recommended"] == command


def test_a_task_of_cargo_tests_where_pipelines_run_that_alone(tmp_path: Path) -> None:
    files = {
        "Cargo.toml": '[package]\nname = "pot"\n',
        "src/lib.rs": "#[test]\nfn fits() {}\n",
        ".cargo/config.toml": '[alias]\nxtask = "run --package xtask --"\n',
        ".github/workflows/ci.yml": "jobs:\n  test:\n    steps:\n      - run: cargo xtask run-tests --all\n",
    }
    assert Workspace(write(tmp_path, files)).test_command()["recommended"] == "cargo xtask run-tests"


def test_a_package_without_tests_is_not_tested_by_tests_of_one_that_has_a_file_called_so(tmp_path: Path) -> None:
    files = {
        "web/package.json": '{"name": "web", "scripts": {"build": "vite build"}}',
        "web/src/lib/utils.ts": "export const x = 1;\n",
        "api/package.json": '{"name": "api", "scripts": {"test": "vitest run"}, "devDependencies": {"vitest": "3"}}',
        "api/src/utils.ts": "export const x = 1;\n",
        "api/src/utils.test.ts": "test('x', () => {});\n",
    }
    assert (
        "nothing tests just this" in Workspace(write(tmp_path, files)).test_command(path="web/src/lib/utils.ts")["note"]
    )
