"""test_command: for everything, a package, a source file, a test file and one test, in each runner's own terms."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from groundplan import Workspace
from groundplan.errors import FileNotInWorkspaceError

from ...workspaces import write

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
    (MAVEN, "web/src/test/java/PotTest.java::boils", "mvn test -pl web -am -Dsurefire.failIfNoSpecifiedTests=false -Dtest=PotTest#boils", "."),
    (GO, None, "go test ./...", "."),
    (GO, "pot/pot.go", "go test ./pot -run '^TestBoil$'", "."),
    (GO, "pot", "go test ./pot/...", "."),
    (RSPEC, "lib/pot.rb", "bundle exec rspec spec/pot_spec.rb", "."),
    (RSPEC, "spec/pot_spec.rb:2", "bundle exec rspec spec/pot_spec.rb:2", "."),
    (PHPUNIT, "src/Pot.php", "bin/phpunit tests/PotTest.php", "."),
    ({"composer.json": PHPUNIT["composer.json"], "test/phpunit.xml": "<phpunit />", "test/PotTest.php": "<?php\nclass PotTest {}\n"},
     "test/PotTest.php", "../vendor/bin/phpunit PotTest.php", "test"),
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
    ({"configure.ac": "AC_INIT([x],[1])\n", "Makefile.in": "all: x\ncheck: x\n\t./x\n", "x.c": "int x;\n", "run_tests.sh": "./all | sh\n",
      ".github/workflows/ci.yml": "jobs:\n  a:\n    steps:\n      - run: make check\n"}, None, "make check", "."),
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
    if command is not None:
        assert (answer["test_commands"][0]["command"], answer["test_commands"][0]["directory"]) == (command, directory)
    typed = command if command is None or directory == "." else f"cd {directory} && {command}"
    assert answer["recommended"] == typed


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotInWorkspaceError, match=r"nosuch\.py"):
        Workspace(write(tmp_path, GO)).test_command("nosuch.py")


@pytest.mark.parametrize(
    ("path", "command"),
    [
        pytest.param(
            "lib/box", "npx mocha test/box/lid.ts", id="those of its files, and no runner of another language"
        ),
        pytest.param("lib", "npx mocha test/box test/many", id="many by their folders"),
        pytest.param("lib\\box\\", "npx mocha test/box/lid.ts", id="as Windows writes it"),
        pytest.param("test/box", "npx mocha test/box", id="a folder of tests is itself"),
        pytest.param("bin", "npm test", id="no test is near"),
    ],
)
def test_a_folder_without_tests_is_tested_by_those_of_its_files(tmp_path: Path, path: str, command: str) -> None:
    """A runner that is given a folder of sources finds nothing to run, and some end well on that."""
    case = "describe('it', () => it('works', () => 1))\n"
    many = {f"lib/many/tool{number}.ts": f"export const a{number} = 1\n" for number in range(13)}
    tests = {
        f"test/many/tool{number}.ts": f"import {{ a{number} }} from '../../lib/many/tool{number}'\n{case}"
        for number in range(13)
    }
    files = {
        "package.json": '{"name": "x", "devDependencies": {"mocha": "1"}, "scripts": {"test": "mocha test/**/*.ts"}}',
        "package-lock.json": '{"lockfileVersion": 3, "packages": {}}',
        "lib/box/lid.ts": "export const lid = 1\n",
        "test/box/lid.ts": "import { lid } from '../../lib/box/lid'\n" + case,
        "bin/run.sh": "#!/bin/sh\n",
        "pytest.ini": "[pytest]\n",
        "tools/test_tool.py": "def test_it(): ...\n",
    }
    found = Workspace(write(tmp_path, files | many | tests)).test_command(path)
    assert found["recommended"] == command
    if path.startswith("lib"):
        assert [row["command"] for row in found["test_commands"]] == [command]


def test_a_folder_of_documented_examples_in_elixir(tmp_path: Path) -> None:
    """`mix test lib/shop` finds no test: what `doctest` names runs from the test files."""
    files = {
        "mix.exs": "defmodule Shop.MixProject do\n  use Mix.Project\nend\n",
        "lib/shop/cart.ex": 'defmodule Shop.Cart do\n  @doc """\n      iex> Shop.Cart.total()\n      1\n  """\n  def total, do: 1\nend\n',
        "test/shop/cart_test.exs": "defmodule Shop.CartTest do\n  use ExUnit.Case\n  doctest Shop.Cart\nend\n",
    }
    workspace = Workspace(write(tmp_path, files))
    assert workspace.test_command("lib/shop")["recommended"] == "mix test test/shop/cart_test.exs"
    assert workspace.test_command("lib")["recommended"] == "mix test test/shop/cart_test.exs"
    assert workspace.test_command("test")["recommended"] == "mix test test"


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
    files["test/models/pin_test.rb"] = "class PinTest < ActiveSupport::TestCase\nend\n"
    workspace = Workspace(write(tmp_path, files))
    chosen = {"bin/rails test": "bin/rails test test/models/pin_test.rb"}.get(command, command)
    assert workspace.test_command()["recommended"] == command
    assert workspace.test_command("test/models/pin_test.rb")["recommended"] == chosen
    assert workspace.test_command("test/models/pin_test.rb:1")["recommended"] == chosen + ":1" * (chosen != command)


def test_a_test_may_be_named_by_the_folder_of_its_file_too(tmp_path: Path) -> None:
    """`test_core_charts.py` is the test of `core/charts.py`, though it takes it through a fixture and another imports it."""
    write(
        tmp_path,
        {
            **PYTEST,
            "x/core/__init__.py": "",
            "x/core/charts.py": "def chart(): ...\n",
            "tests/test_core_charts.py": "def test_chart(app): ...\n",
            "tests/test_answers.py": "from x.core.charts import chart\n\ndef test_it():\n    chart()\n",
        },
    )
    command = Workspace(tmp_path).test_command("x/core/charts.py")["recommended"]
    assert (command or "").endswith("pytest tests/test_core_charts.py")


@pytest.mark.skipif(shutil.which("ruby") is None, reason="asks Ruby")
def test_ruby_runs_each_of_several_files_and_folders(tmp_path: Path) -> None:
    one = 'require "pot"\nputs Pot.name + __FILE__[-9..]\n'
    root = write(
        tmp_path,
        {
            "pot.gemspec": 'Gem::Specification.new { |s| s.add_development_dependency "minitest" }\n',
            "lib/pot.rb": "module Pot; end\n",
            "test/a_test.rb": one,
            "test/b_test.rb": one,
            "test/helper.rb": "raise\n",
        },
    )
    commands = [
        (Workspace(root).test_command("test")["recommended"], ["Pota_test.rb", "Potb_test.rb"]),
        (Workspace(root).test_command("test/a_test.rb")["recommended"], ["Pota_test.rb"]),
        (Workspace(root).impact_analysis("lib/pot.rb")["test_command"], ["Pota_test.rb", "Potb_test.rb"]),
    ]
    for command, told in commands:
        assert command is not None
        output = subprocess.run(["sh", "-c", command], cwd=root, capture_output=True, text=True, check=True).stdout
        assert sorted(output.split()) == told


def test_the_tests_of_an_application_of_django_are_its_own(tmp_path: Path) -> None:
    case = "from django.test import TestCase\n\n\nclass Case(TestCase):\n    def test_it(self): ...\n"
    files = {
        "manage.py": "import django\n",
        "requirements.txt": "django\n",
        "blog/__init__.py": "",
        "blog/views.py": "def page(request): ...\n",
        "blog/tests.py": case,
        "shop/__init__.py": "",
        "shop/test_views.py": case,
        "shop/views.py": "def page(request): ...\n",
        "news/views.py": "def page(request): ...\n",
        "cart/views.py": "def page(request): ...\n",
        "cart/tests/__init__.py": "",
        "cart/tests/test_pages.py": case,
    }
    workspace = Workspace(write(tmp_path, files))
    asked = {
        path: workspace.test_command(f"{path}/views.py")["recommended"] for path in ("blog", "shop", "cart", "news")
    }
    assert asked == {
        "blog": "python manage.py test blog.tests",
        "shop": "python manage.py test shop.test_views",
        "cart": "python manage.py test cart.tests",
        "news": "python manage.py test",
    }


def test_a_test_that_is_called_as_a_file_and_then_as_its_folder(tmp_path: Path) -> None:
    files = {
        "shop/services/pots.py": "def boil(): pass\n",
        "shop/tests/test_pots_service.py": "from shop.services.pots import boil\n\ndef test_boil(): boil()\n",
        **{
            f"shop/tests/test_pot_{name}.py": "from shop.services.pots import boil\n\ndef test_it(): boil()\n"
            for name in ("api", "form", "model")
        },
    }
    answer = Workspace(write(tmp_path, files)).test_command("shop/services/pots.py")
    assert answer["recommended"] == "pytest shop/tests/test_pots_service.py"
