"""test_command: for everything, a package, a source file, a test file and one test, in each runner's own terms."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace
from groundplan.errors import FileNotInWorkspaceError

from ..workspaces import write

PYTEST = {
    "pyproject.toml": '[project]\nname = "x"\nversion = "1"\n[dependency-groups]\ndev = ["pytest"]\n',
    "x/cli.py": "def run(): ...\n",
    "tests/test_cli.py": "from x.cli import run\n\nclass TestRun:\n    def test_it(self):\n        run()\n",
    "package.json": '{"name": "x", "scripts": {"test": "eslint"}}',
}
VITEST = {
    "package.json": '{"name": "root", "private": true, "devDependencies": {"vitest": "1"}, "scripts": {"test": "vitest"}}',
    "pnpm-workspace.yaml": "packages:\n  - 'packages/*'\n",
    "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
    "packages/a/package.json": '{"name": "@x/a", "scripts": {"test": "vitest"}}',
    "packages/a/src/price.ts": "export const price = 1\n",
    "packages/a/src/price.test.ts": "import { price } from './price'\n",
    "tools/lone/package.json": '{"name": "lone", "scripts": {"test": "vitest"}}',
}
CARGO = {
    "Cargo.toml": '[workspace]\nmembers = ["crates/*"]\n',
    "crates/pot/Cargo.toml": '[package]\nname = "pot"\nversion = "1.0.0"\n',
    "crates/pot/src/lib.rs": "pub mod lid;\n",
    "crates/pot/tests/boil.rs": "#[test]\nfn boils() {}\n",
}
GRADLE = {
    "settings.gradle": "include ':sub'\n",
    "gradlew": "#!/bin/sh\n",
    "build.gradle": "",
    "sub/build.gradle": "plugins { id 'java' }\n",
    "sub/src/main/java/Pot.java": "class Pot {}\n",
    "sub/src/test/java/PotTest.java": "class PotTest {}\n",
}
MAVEN = {
    "pom.xml": "<project><groupId>g</groupId><artifactId>root</artifactId><version>1</version><packaging>pom</packaging>"
    "<modules><module>web</module></modules></project>",
    "web/pom.xml": "<project><parent><groupId>g</groupId><artifactId>root</artifactId><version>1</version></parent><artifactId>web</artifactId></project>",
    "web/src/test/java/PotTest.java": "class PotTest { void boils() {} }\n",
}
GO = {
    "go.mod": "module example.org/x\n\ngo 1.22\n",
    "pot/pot.go": "package pot\n",
    "pot/pot_test.go": 'package pot\n\nimport "testing"\n\nfunc TestBoil(t *testing.T) {}\n',
}
RSPEC = {
    "Gemfile": "source 'https://example.org'\ngem 'rspec'\n",
    "lib/pot.rb": "class Pot; end\n",
    "spec/pot_spec.rb": "describe Pot do\nend\n",
}
PHPUNIT = {
    "composer.json": '{"name": "x/y", "require-dev": {"phpunit/phpunit": "^10"}}',
    "bin/phpunit": "#!/usr/bin/env php\n<?php\n",
    "src/Pot.php": "<?php\nclass Pot {}\n",
    "tests/PotTest.php": "<?php\nclass PotTest {}\n",
}
SLN = """Microsoft Visual Studio Solution File, Format Version 12.00
Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "A", "A\\A.csproj", "{00000000-0000-0000-0000-000000000001}"
EndProject
"""
SOLUTION = {
    "Big.sln": SLN,
    "All.sln": SLN,
    "A/A.csproj": '<Project Sdk="Microsoft.NET.Sdk"></Project>',
}
DJANGO = {
    "web/manage.py": "import django\n",
    "web/shop/models.py": "import django\n",
    "web/shop/views.py": "def view(): ...\n",
    "web/shop/tests/test_models.py": "from django.test import TestCase\n\nclass CartTest(TestCase):\n    def test_it(self): ...\n",
}
UNITTEST = {
    path.removeprefix("web/"): text.replace("django", "unittest")
    for path, text in DJANGO.items()
    if "manage" not in path
}
CASES = [
    (DJANGO, None, "python manage.py test", "web"),
    (DJANGO, "web/shop/models.py", "python manage.py test shop.tests.test_models", "web"),
    (DJANGO, "web/shop/views.py", "python manage.py test shop.tests", "web"),
    (DJANGO, "web/shop/tests/test_models.py:4", "python manage.py test shop.tests.test_models.CartTest.test_it", "web"),
    (UNITTEST, "shop/models.py", "python -m unittest shop/tests/test_models.py", "."),
    (UNITTEST, "shop/views.py", "python -m unittest discover -s shop/tests", "."),
    (UNITTEST, "shop/tests/test_models.py:4", "python -m unittest shop.tests.test_models.CartTest.test_it", "."),
    (PYTEST, None, "pytest", "."),
    (PYTEST, "x/cli.py", "pytest tests/test_cli.py", "."),
    ({**PYTEST, "x/_urls.py": "URL = 1\n", "tests/models/test_url.py": "import x\n"}, "x/_urls.py", "pytest tests/models/test_url.py", "."),
    (PYTEST, "tests/test_cli.py::TestRun.test_it", "pytest tests/test_cli.py::TestRun::test_it", "."),
    (PYTEST, "tests/test_cli.py:5", "pytest tests/test_cli.py::TestRun::test_it", "."),
    (VITEST, None, "pnpm test", "."),
    (VITEST, "packages/a", "pnpm --filter @x/a run test", "."),
    (VITEST, "packages/a/src/price.ts", "pnpm exec vitest run packages/a/src/price.test.ts", "."),
    (VITEST, "tools/lone", "pnpm test", "tools/lone"),
    (CARGO, "crates/pot", "cargo test -p pot", "."),
    (CARGO, "crates/pot/tests/boil.rs", "cargo test -p pot --test boil", "."),
    (GRADLE, "sub/src/main/java/Pot.java", "./gradlew :sub:test --tests PotTest", "."),
    (MAVEN, "web/src/test/java/PotTest.java::boils", "mvn test -pl web -Dtest=PotTest#boils", "."),
    (GO, None, "go test ./...", "."),
    (GO, "pot/pot.go", "go test ./pot -run '^TestBoil$'", "."),
    (GO, "pot", "go test ./pot", "."),
    (RSPEC, "lib/pot.rb", "bundle exec rspec spec/pot_spec.rb", "."),
    (RSPEC, "spec/pot_spec.rb:2", "bundle exec rspec spec/pot_spec.rb:2", "."),
    (PHPUNIT, "src/Pot.php", "bin/phpunit tests/PotTest.php", "."),
    ({"Gemfile": "gem 'rails'\n", "bin/rails": "#!/usr/bin/env ruby\n", "test/test_helper.rb": "require 'x'\n"}, None, "bin/rails test", "."),
    ({"pubspec.yaml": "name: x\ndependencies:\n  flutter:\n    sdk: flutter\n", "test/a_test.dart": "void main() {}\n"}, None, "flutter test", "."),
    ({"settings.gradle": "include 'app'\n", "gradlew": "#!/bin/sh\n", "app/build.gradle": "plugins { id 'java' }\n"}, None, "./gradlew test", "."),
    (SOLUTION, None, "dotnet test All.sln", "."),
    ({"tests/runtests.py": "import unittest\n", "x.py": "", "tests/test_x.py": ""}, None, "python tests/runtests.py", "."),
    ({"package.json": '{"name": "x", "scripts": {"test": "echo no test specified && exit 1"}}'}, None, None, None),
    ({"package.json": '{"name": "x", "scripts": {"check": "svelte-kit sync && svelte-check --tsconfig ./tsconfig.json"}}'}, None, None, None),
    ({"package.json": '{"name": "x", "scripts": {"check": "tsc && node test.js"}}'}, None, "npm run check", "."),
    ({"package.json": '{"name": "x", "private": true, "workspaces": ["apps/*"], "devDependencies": {"nx": "1"}}', "nx.json": "{}",
      "apps/a/package.json": '{"name": "a", "scripts": {"build": "tsc"}}'}, None, None, None),
    ({"CMakeLists.txt": "project(x)\nif(X_TEST)\n  enable_testing()\nendif()\n", "x.c": "int x;\n"}, None, "ctest --test-dir build", "."),
    ({"CMakeLists.txt": "project(x)\n", "x.c": "int x;\n"}, None, None, None),
    ({"configure.ac": "AC_INIT([x],[1])\n", "tests/Makefile.am": "TESTS = a.sh\n", "x.c": "int x;\n"}, None, "make check", "."),
    ({"configure.ac": "AC_INIT([x],[1])\n", "Makefile.am": "bin_PROGRAMS = x\n", "x.c": "int x;\n"}, None, None, None),
    ({"complete/pom.xml": "<project><groupId>g</groupId><artifactId>a</artifactId><version>1</version></project>", "complete/mvnw": "#!/bin/sh\n",
      "complete/build.gradle": "plugins { id 'java' }\n", "complete/settings.gradle": "include 'b'\n", "complete/gradlew": "#!/bin/sh\n"},
     None, "./mvnw test", "complete"),
    ({"X.slnx": '<Solution><Project Path="A/A.csproj" /></Solution>', "A/A.csproj": '<Project Sdk="Microsoft.NET.Sdk"></Project>'}, None, "dotnet test", "."),
]  # fmt: skip


@pytest.mark.parametrize(("files", "path", "command", "directory"), CASES)
def test_command(
    tmp_path: Path, files: dict[str, str], path: str | None, command: str | None, directory: str | None
) -> None:
    answer = Workspace(write(tmp_path, files)).test_command(**({"path": path} if path else {}))
    assert answer["recommended"] == command
    if command is not None:
        assert answer["test_commands"][0]["directory"] == directory


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotInWorkspaceError, match=r"nosuch\.py"):
        Workspace(write(tmp_path, GO)).test_command("nosuch.py")


TURBO = {
    "package.json": '{"name": "root", "private": true, "workspaces": ["apps/*"], "devDependencies": {"turbo": "2"}}',
    "package-lock.json": '{"lockfileVersion": 3, "packages": {}}',
    "turbo.json": '{"tasks": {"build": {}, "test": {}}}',
    "apps/web/turbo.json": '{"extends": ["//"]}',
    "apps/web/package.json": '{"name": "@x/web", "scripts": {"build": "vite build", "test": "vitest run"}}',
}
NX = {
    "package.json": '{"name": "root", "private": true, "devDependencies": {"nx": "20", "jest": "29"}}',
    "package-lock.json": '{"lockfileVersion": 3, "packages": {}}',
    "nx.json": '{"plugins": ["@nx/jest/plugin"]}',
    "apps/shop/project.json": '{"name": "shop", "targets": {"build": {}}}',
    "apps/shop/package.json": '{"name": "@x/shop"}',
    "apps/shop/jest.config.ts": "export default {}\n",
    "apps/shop/src/a.spec.ts": "test('a', () => {})\n",
}
PANTS = {
    "pants.toml": "[GLOBAL]\n",
    "requirements.txt": "pytest==8.0.0\n",
    "shop/BUILD": "python_tests(name='tests')\n",
    "shop/pot.py": "def boil(): ...\n",
    "shop/pot_test.py": "from shop.pot import boil\n\ndef test_boil():\n    boil()\n",
}
BAZEL = {
    "MODULE.bazel": 'module(name = "kitchen")\n',
    "pot/BUILD.bazel": "java_test(name = 'PotTest')\n",
    "pot/src/PotTest.java": "class PotTest { void boils() {} }\n",
}


@pytest.mark.parametrize(
    ("files", "path", "command"),
    [
        (TURBO, None, "npx turbo run test"),
        (TURBO, "apps/web", "npx turbo run test --filter=@x/web"),
        (NX, None, "npx nx run-many -t test"),
        (NX, "apps/shop", "npx nx run shop:test"),
        (NX, "apps/shop/src/a.spec.ts", "npx jest src/a.spec.ts"),
        (PANTS, None, "pants test ::"),
        (PANTS, "shop", "pants test shop::"),
        (PANTS, "shop/pot_test.py::test_boil", "pants test shop/pot_test.py -- -k test_boil"),
        (BAZEL, None, "bazel test //..."),
        (BAZEL, "pot", "bazel test //pot/..."),
        ({f"k/{path}": text for path, text in BAZEL.items()}, "k", "bazel test //..."),
        (
            {**NX, "libs/pan/project.json": '{"name": "pan", "targets": {"test": {}}}'},
            "libs/pan",
            "npx nx run pan:test",
        ),
        (BAZEL, "pot/src/PotTest.java::PotTest.boils", "bazel test //pot:all --test_filter=boils"),
    ],
)
def test_monorepo_tools_in_their_own_terms(
    tmp_path: Path, files: dict[str, str], path: str | None, command: str
) -> None:
    assert Workspace(write(tmp_path, files)).test_command(path)["recommended"] == command


def test_no_task_where_no_package_has_it(tmp_path: Path) -> None:
    files = {**TURBO, "apps/web/package.json": '{"name": "@x/web", "scripts": {"build": "vite build"}}'}
    assert Workspace(write(tmp_path, files)).test_command()["recommended"] is None


def test_dotnet_tests_test_projects_only(tmp_path: Path) -> None:
    project = '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>{}</ItemGroup></Project>\n'
    files = {
        "A.sln": SLN,
        ".config/dotnet-tools.json": '{"version": 1, "tools": {"csharpier": {"version": "1.0.0"}}}',
        "Core/Core.csproj": project.format(""),
        "Checks/Checks.csproj": project.format('<PackageReference Include="xunit" Version="2.9.0" />'),
    }
    found = Workspace(write(tmp_path, files)).test_command()["test_commands"]
    assert [(item["command"], item["directory"]) for item in found] == [
        ("dotnet test", "."),
        ("dotnet test", "Checks"),
    ]


@pytest.mark.parametrize(("version", "command"), [("4.2.6", "bin/rake test"), ("7.1.0", "bin/rails test")])
def test_rails_by_its_age(tmp_path: Path, version: str, command: str) -> None:
    files = {"Gemfile": f"gem 'rails', '{version}'\n", "bin/rails": "#!/usr/bin/env ruby\n", "test/test_helper.rb": ""}
    assert Workspace(write(tmp_path, files)).test_command()["recommended"] == command


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


def test_of_several_go_modules_a_target_tests_all(tmp_path: Path) -> None:
    more = {
        "Makefile": "test: $(DIRS:%=test/%)\n",
        "lid/go.mod": "module x.org/lid\n",
        "lid/lid_test.go": "package lid\n",
    }
    answer = Workspace(write(tmp_path, GO | more)).test_command()
    assert answer["recommended"] == "make test"
    assert [(row["command"], row["directory"]) for row in answer["test_commands"]] == [
        ("make test", "."),
        ("go test ./...", "lid"),
    ]


def test_the_larger_ecosystem_tests_first(tmp_path: Path) -> None:
    files = {
        "Cargo.toml": '[workspace]\nmembers = ["lid"]\n[package]\nname = "pot"\n',
        "src/main.rs": "fn main() {}\n" * 20,
        "lid/Cargo.toml": '[package]\nname = "lid"\n',
        "lid/tests/a.rs": "#[test]\nfn a() {}\n",
        "package.json": '{"name": "ui", "scripts": {"test": "vitest"}}',
        "ui/a.ts": "export const a = 1\n" * 8,
    }
    commands = Workspace(write(tmp_path, files)).test_command()["test_commands"]
    assert [row["command"] for row in commands if row["directory"] == "."] == ["cargo test --workspace", "npm test"]
    assert commands[0]["command"] == "cargo test --workspace"


def test_a_package_around_the_tested_ones_has_none(tmp_path: Path) -> None:
    files = {
        "pubspec.yaml": "name: all\nworkspace:\n  - app\n",
        "app/pubspec.yaml": "name: app\nresolution: workspace\ndependencies:\n  flutter:\n    sdk: flutter\n",
        "app/lib/main.dart": "void main() {}\n",
        "app/test/a_test.dart": "void main() {}\n",
    }
    commands = Workspace(write(tmp_path, files)).test_command()["test_commands"]
    assert [(row["command"], row["directory"]) for row in commands] == [("flutter test", "app")]


def test_a_go_module_runs_no_tests_of_another(tmp_path: Path) -> None:
    files = GO | {
        "sdk/go.mod": "module x.org/pot/sdk\n",
        "sdk/lid/lid.go": "package lid\n\nfunc Lid() {}\n",
        "sdk/lid/lid_test.go": "package lid\n\nfunc TestLid() {}\n",
        "tool/go.mod": "module x.org/pot/tool\n",
        "tool/lid/lid_test.go": "package lid\n\nfunc TestLid() {}\n",
    }
    commands = Workspace(write(tmp_path, files)).test_command("sdk/lid/lid.go")["test_commands"]
    assert [(row["command"], row["directory"]) for row in commands] == [("go test ./lid -run '^TestLid$'", "sdk")]


@pytest.mark.parametrize(("script", "command"), [("vitest", "npm test"), ("", "npx lerna run test")])
def test_the_workspaces_own_script_stands_before_its_releaser(tmp_path: Path, script: str, command: str) -> None:
    """Lerna publishes; an example has a script of that name, and the root says itself what tests all."""
    own = f', "scripts": {{"test": "{script}"}}' if script else ""
    files = {
        "lerna.json": '{"version": "1.0.0"}',
        "package.json": f'{{"name": "all", "workspaces": ["packages/*"]{own}, "devDependencies": {{"lerna": "8"}}}}',
        "package-lock.json": '{"name": "all", "lockfileVersion": 3, "packages": {}}',
        "packages/a/package.json": '{"name": "a", "version": "1.0.0", "scripts": {"test": "vitest run"}}',
        "packages/a/a.test.js": "import './a.js'\n",
        "packages/a/a.js": "export const a = 1\n",
    }
    assert Workspace(write(tmp_path, files)).test_command()["recommended"] == command


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


def test_tasks_of_cargo_are_those_that_the_workflows_run(tmp_path: Path) -> None:
    workflow = "jobs:\n  a:\n    steps:\n      - run: cargo xtask build\n      - run: cargo xtask test --no-web\n"
    files = {
        **CARGO,
        ".cargo/config.toml": '[alias]\nxtask = "run --package xtask --"\n',
        ".github/workflows/a.yml": workflow,
    }
    write(tmp_path, files)
    workspace = Workspace(tmp_path)
    assert workspace.build_command()["build_commands"][0] == {
        "command": "cargo xtask build",
        "directory": ".",
        "package": None,
        "evidence": [{"path": ".github/workflows/a.yml", "line": 4}],
    }
    assert workspace.test_command()["recommended"] == "cargo test"
    write(tmp_path, {".github/workflows/a.yml": workflow.replace(" --no-web", "")})
    assert workspace.test_command()["recommended"] == "cargo xtask test"


def test_tasks_of_hatch_test_where_no_runner_is_declared(tmp_path: Path) -> None:
    project = '[project]\nname = "x"\nversion = "1"\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
    task = '[tool.hatch.envs.test.scripts]\ntest = "python -m unittest discover -p *tests.py"\n'
    write(tmp_path, {"pyproject.toml": project + task, "x/a.py": "A = 1\n", "x/tests/a_tests.py": "import unittest\n"})
    assert Workspace(tmp_path).test_command()["recommended"] == "hatch run test:test"


def test_the_build_at_the_root_tests_before_a_site_of_about_its_size(tmp_path: Path) -> None:
    files = {
        "settings.gradle": "include 'app'\n",
        "gradlew": "#!/bin/sh\n",
        "app/build.gradle": "plugins { id 'java' }\n",
        "app/src/main/java/A.java": "class A {}\n" * 40,
        "app/src/test/java/ATest.java": "class ATest {}\n",
        "site/package.json": '{"name": "site", "scripts": {"test": "vitest"}}',
        "site/src/a.ts": "export const a = 1;\n" * 30,
        "site/src/a.test.ts": "it('a', () => {});\n",
    }
    assert Workspace(write(tmp_path, files)).test_command()["recommended"] == "./gradlew test"
