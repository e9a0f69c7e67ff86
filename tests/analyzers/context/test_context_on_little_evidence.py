"""context, where a statement stood on too little: names by chance, leftovers, what is there for others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from groundplan import Workspace
from groundplan.indexer.classify.zones import zone

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path


def ask(root: Path, files: dict[str, str]) -> dict[str, Any]:
    return dict(Workspace(write(root, files)).context())


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("image/install-redis", "product"),
        ("install.sh", "product"),
        ("INSTALL", "docs"),
        ("INSTALL.unix", "docs"),
        ("LICENSE-APACHE", "docs"),
        ("stubs/App.vue", "example"),
        ("stubs/requests/api.pyi", "product"),
        ("src/stubs/App.vue", "product"),
    ],
)
def test_a_script_that_installs_is_no_document_and_a_stub_no_product(path: str, expected: str) -> None:
    assert zone(path) == expected


def test_scripts_that_make_the_image_for_tests_are_none(tmp_path: Path) -> None:
    files = {
        "launcher": "#!/bin/bash\necho up\n" * 9,
        "image/pot_test/install-chrome": "#!/bin/bash\napt-get install chrome\n",
    }
    assert ask(tmp_path / "a", files)["has_tests"] is False
    assert ask(tmp_path / "b", files | {"tests/all.sh": "#!/bin/bash\n./launcher\n"})["has_tests"] is True


def test_tests_that_are_written_for_users_are_theirs(tmp_path: Path) -> None:
    files = {
        "composer.json": '{"name": "pot/kit"}',
        "src/Kit.php": "<?php\nclass Kit {}\n",
        "stubs/tests/PageTest.php": "<?php\n",
    }
    assert ask(tmp_path, files)["has_tests"] is False


def test_a_configuration_that_nobody_runs_checks_nothing(tmp_path: Path) -> None:
    """`.credo.exs` without Credo among the dependencies, or in any script."""
    mix = 'defmodule Pot.MixProject do\n  use Mix.Project\n  def project, do: [app: :pot, deps: [{:plug, "~> 1.0"}]]\nend\n'
    files = {
        "mix.exs": mix,
        "lib/pot.ex": "defmodule Pot do\nend\n" * 5,
        ".credo.exs": '%{configs: [%{name: "default", checks: [{Credo.Check.A}]}]}\n',
    }
    said = ask(tmp_path / "a", files)
    assert said["has_linting"] is False
    run = {".github/workflows/ci.yml": "jobs:\n  a:\n    steps:\n      - run: mix credo\n"}
    assert "checked by Credo" in ask(tmp_path / "b", files | run)["conventions"]


def test_declarations_type_no_javascript(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "pot", "main": "lib/a.js", "devDependencies": {"typescript": "5.4.5"}}',
        "tsconfig.json": "{}",
    }
    files |= {f"lib/{name}.js": "module.exports = 'a';\n" * 12 for name in "abcdef"} | {
        "types/index.d.ts": "export const a: string\n"
    }
    assert "typed by TypeScript" not in ask(tmp_path / "a", files)["conventions"]
    checked = {"tsconfig.json": '{"compilerOptions": {"checkJs": true}}'}
    assert "typed by TypeScript" in ask(tmp_path / "b", files | checked)["conventions"]


SWIFT = 'import PackageDescription\nlet package = Package(name: "Pot", products: [.library(name: "Pot", targets: ["Pot"])],\n    targets: [.target(name: "Pot", path: "Pot"), .testTarget(name: "PotTests")])\n'


def test_meson_that_makes_nothing_neither_builds_nor_tests(tmp_path: Path) -> None:
    files = {"meson.build": "project('pot', 'cpp')\ndep = declare_dependency(include_directories: 'pot')\n"}
    files |= {
        "CMakeLists.txt": "project(pot)\nenable_testing()\n",
        "pot/pot.hpp": "int pot();\n" * 12,
        "tests/a.cpp": "int main() {}\n",
    }
    said = ask(tmp_path, files)
    assert said["build_command"] == "cmake -S . -B build && cmake --build build"
    assert "meson" not in said["test_command"]


def test_what_continuous_integration_runs_alone_is_the_test_command(tmp_path: Path) -> None:
    """`go test ./...` would take in the tests that need services; the target leaves them out."""
    files = {"go.mod": "module pot\n\ngo 1.22\n", "a/a.go": "package a\n", "a/a_test.go": "package a\n"}
    files |= {"Makefile": "test:\n\tgo test ./a/...\n"}
    assert ask(tmp_path / "a", files)["test_command"] == "go test ./..."
    run = {".github/workflows/ci.yml": "jobs:\n  a:\n    steps:\n      - run: make test\n"}
    assert ask(tmp_path / "b", files | run)["test_command"] == "make test"


def test_a_script_of_a_small_part_lints_not_the_whole(tmp_path: Path) -> None:
    files = {f"src/main/java/a/A{n}.java": f"package a;\nclass A{n} {{}}\n" * 40 for n in range(9)} | {
        "pom.xml": "<project/>"
    }
    files |= {"gateway/package.json": '{"name": "gateway", "scripts": {"lint": "tslint ."}}', "gateway/a.js": "x();\n"}
    assert ask(tmp_path, files)["has_linting"] is False


def test_the_largest_of_many_services_is_not_where_all_starts(tmp_path: Path) -> None:
    main = "package {0};\nclass {1}Main {{\n  public static void main(String[] args) {{ org.springframework.boot.SpringApplication.run({1}Main.class); }}\n}}\n"
    names, files = ("orders", "kitchen", "delivery", "billing"), {"settings.gradle": "", "build.gradle": ""}
    for name in names:
        files[f"{name}/build.gradle"] = (
            "dependencies { implementation 'org.springframework.boot:spring-boot-starter-web' }\n"
        )
        files[f"{name}/src/main/java/{name}/{name.title()}Main.java"] = main.format(name, name.title())
        files[f"{name}/src/main/java/{name}/Domain.java"] = f"package {name};\n" + "// a line\n" * (
            90 if name == "orders" else 40
        )
    files["settings.gradle"] = "include " + ", ".join(f"'{name}'" for name in names) + "\n"
    assert ask(tmp_path, files)["entry_point"] is None


def test_programs_side_by_side_have_no_manager_and_no_start_in_common(tmp_path: Path) -> None:
    files = {
        "docker-compose.yml": "services: {}\n",
        "vote/requirements.txt": "Flask\n",
        "vote/app.py": "from flask import Flask\napp = Flask('a')\n" * 20,
    }
    files |= {
        "result/package.json": '{"name": "result", "dependencies": {"express": "4"}}',
        "result/server.js": "require('express')();\n" * 40,
    }
    files |= {
        "worker/Worker.csproj": '<Project Sdk="Microsoft.NET.Sdk"></Project>',
        "worker/Program.cs": "class Program { static void Main() {} }\n" * 30,
    }
    said = ask(tmp_path, files)
    assert (said["package_manager"], said["build_command"], said["entry_point"]) == (None, None, None)


def test_a_target_that_mends_and_tests_builds_nothing(tmp_path: Path) -> None:
    files = {"composer.json": '{"name": "pot/kit"}', "src/Kit.php": "<?php\nclass Kit {}\n"}
    files |= {"Makefile": "build: fix test\n\nfix:\n\tphpcbf src\n\ntest:\n\tphpunit\n"}
    assert ask(tmp_path, files)["build_command"] is None


def test_of_two_runners_the_one_that_more_packages_have_leads(tmp_path: Path) -> None:
    files = {
        "pkgs/app/pubspec.yaml": "name: app\ndev_dependencies:\n  flutter_test:\n    sdk: flutter\n",
        "pkgs/app/lib/app.dart": "void a() {}\n",
    }
    for name in "bcd":
        files[f"pkgs/{name}/pubspec.yaml"] = f"name: {name}\ndev_dependencies:\n  test: ^1.0.0\n"
        files[f"pkgs/{name}/lib/{name}.dart"] = "void a() {}\n" * 20
        files[f"pkgs/{name}/test/{name}_test.dart"] = "void main() {}\n"
    assert ask(tmp_path, files)["test_framework"] == "package:test"


def test_a_program_of_go_in_a_container_with_a_port_is_no_library(tmp_path: Path) -> None:
    serve = 'package main\n\nimport "github.com/labstack/echo/v4"\n\nfunc main() {\n\te := echo.New()\n\te.Start(":9090")\n}\n'
    files = {"go.mod": "module example.org/pot\n\nrequire github.com/labstack/echo/v4 v4.0.0\n", "app/main.go": serve}
    files |= {
        "domain/pot.go": "package domain\n\ntype Pot struct{}\n" * 9,
        "Dockerfile": "FROM golang\nEXPOSE 9090\nCMD /app/engine\n",
    }
    said = ask(tmp_path, files)
    assert (said["project_type"], said["entry_point"]) == ("backend", "app/main.go")


def test_what_a_podspec_offers_is_not_how_the_work_is_done(tmp_path: Path) -> None:
    files = {
        "Package.swift": SWIFT,
        "Pot.podspec": "Pod::Spec.new do |s|\n  s.name = 'Pot'\nend\n",
        "Pot/Pot.swift": "public struct Pot {}\n" * 9,
    }
    files |= {"Pot/Load.m": "@implementation Load\n@end\n" * 9}
    assert ask(tmp_path, files)["package_manager"] == "swift"


def test_tests_of_units_alone_are_the_test_command_where_ci_runs_just_them(tmp_path: Path) -> None:
    files = {
        "go.mod": "module pot\n\ngo 1.22\n",
        "a/a.go": "package a\n",
        "a/a_test.go": "package a\n",
        "e2e/e2e_test.go": "package e2e\n",
    }
    files |= {
        "Makefile": "test-unit:\n\tgo test ./a/...\n",
        ".github/workflows/ci.yml": "jobs:\n  a:\n    steps:\n      - run: make test-unit\n",
    }
    assert ask(tmp_path, files)["test_command"] == "make test-unit"


def test_a_recipe_without_requirements_manages_nothing(tmp_path: Path) -> None:
    recipe = "from conan import ConanFile\n\nclass Pot(ConanFile):\n    name = 'pot'\n"
    files = {"CMakeLists.txt": "project(pot)\n", "pot/pot.cc": "int pot() { return 1; }\n" * 9, "conanfile.py": recipe}
    assert ask(tmp_path / "a", files)["package_manager"] is None
    files |= {"conanfile.py": recipe + "    requires = 'zlib/1.2.13'\n"}
    assert ask(tmp_path / "b", files)["package_manager"] == "conan"


def test_the_shell_around_one_application_binds_nothing(tmp_path: Path) -> None:
    files = {}
    for name in ("bloc", "redux", "mobx", "signals", "vanilla"):
        files[f"{name}/pubspec.yaml"] = f"name: {name}\n"
        files[f"{name}/lib/main.dart"] = "void main() {}\n" * 9
        files[f"{name}/android/settings.gradle"] = (
            'includeBuild("$sdk/packages/flutter_tools/gradle")\ninclude ":app"\n'
        )
    assert not [row for row in ask(tmp_path, files)["type_evidence"] if "Gradle settings" in row]


def test_a_script_that_only_analyses_tests_nothing(tmp_path: Path) -> None:
    composer = '{"name": "pot/shop", "require-dev": {"phpunit/phpunit": "^11"}, "scripts": {"test:phpstan": "phpstan analyse", "test": ["@test:phpstan"]}}'
    files = {
        "composer.json": composer,
        "phpunit.xml": "<phpunit/>",
        "src/Kit.php": "<?php\nclass Kit {}\n",
        "tests/KitTest.php": "<?php\nclass KitTest {}\n",
    }
    assert ask(tmp_path, files)["test_command"] == "vendor/bin/phpunit"


def test_a_linter_that_its_successor_took_over_is_not_told(tmp_path: Path) -> None:
    files = {
        "pyproject.toml": "[project]\nname = 'pot'\n\n[tool.ruff]\nline-length = 88\n",
        "setup.cfg": "[flake8]\nmax-line-length = 88\n",
    }
    files |= {"pot/a.py": "x = 1\n" * 20, "pot/__init__.py": ""}
    assert "checked by Ruff" in ask(tmp_path, files)["conventions"]


def test_scripts_of_a_workspace_of_images_are_no_program(tmp_path: Path) -> None:
    files = {f"{n}/Dockerfile": "FROM debian\nCOPY docker-entrypoint.sh /\n" for n in (14, 15, 16)}
    files |= dict.fromkeys(
        ("apply-templates.sh", "docker-entrypoint.sh", "update.sh"), "#!/usr/bin/env bash\nset -e\n" * 9
    )
    assert ask(tmp_path, files)["project_type"] != "cli"


def test_an_empty_file_of_many_languages_is_of_none(tmp_path: Path) -> None:
    """`consumer-rules.pro` of an Android library is empty: IDL was the first of five."""
    files = {
        "nav/consumer-rules.pro": "",
        "nav/proguard-rules.pro": "# ProGuard rules\n#-keep class a\n",
        "nav/A.kt": "class A\n" * 9,
    }
    files |= {"app/A.kt": "class B\n"}
    assert not [line for line in ask(tmp_path, files)["layout"] if "IDL" in line]


def test_what_only_its_own_tests_import_is_no_library_where_it_is_a_project(tmp_path: Path) -> None:
    """Scripts that a server of PHP runs, one by one, have tests, and a manifest that says they are nobody's package."""
    files = {
        "composer.json": '{"name": "shop/links", "type": "%s", "require": {"php": "^8.1"}}',
        "includes/functions.php": "<?php\nfunction shorten($link) {\n    return md5($link);\n}\n" * 3,
        "go.php": "<?php\nrequire 'includes/functions.php';\n",
        "tests/LinkTest.php": "<?php\nrequire __DIR__ . '/../includes/functions.php';\nclass LinkTest extends PHPUnit\\Framework\\TestCase {}\n",
    }
    files["composer.json"] %= "project"
    assert ask(tmp_path, files)["project_type"] == "unknown"
