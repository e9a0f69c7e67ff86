"""What is only said where its evidence is strong: each workspace looks like one of which something false was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .context_workspaces import context

if TYPE_CHECKING:
    from pathlib import Path


KINDS = [
    pytest.param(
        "unknown",
        {
            "pot.sh": "pot=1\n" * 9,
            "lib/lid.sh": "lid=1\n" * 9,
            "plugins/cook/cook.py": "if __name__ == '__main__':\n    print(1)\n",
        },
        id="what a shell reads, with a helper in another language",
    ),
    pytest.param(
        "unknown", {"pot.php": "<?php\n/* Plugin Name: Pot */\nclass Pot {}\n"}, id="a file that a host loads"
    ),
    pytest.param(
        "library",
        {
            "pot.cabal": "name: pot\nversion: 1\n\nlibrary\n  exposed-modules: Pot\n",
            **{f"src/Pot{number}.hs": "module Pot where\npot = 1\n" * 20 for number in range(9)},
            "pot-server/pot-server.cabal": "name: pot-server\nversion: 1\n\nlibrary\n  build-depends: servant-server\n",
            "pot-server/Serve.hs": "module Serve where\n",
            **{f"data/{number}.xml": "<a/>\n" for number in range(60)},
        },
        id="a library with many files of data and a small server beside it",
    ),
    pytest.param(
        "cli",
        {
            "go.mod": "module x.org/pot-test\n\ngo 1.22\n\nrequire github.com/spf13/cobra v1.8.0\n",
            "README.md": "# pot-test\n\n```\n$ brew install pot-test\n```\n",
            "pt/main.go": 'package main\n\nimport "github.com/spf13/cobra"\n\nfunc main() { _ = cobra.Command{} }\n',
            "pkg/pot/pot.go": "package pot\n\nfunc Boil() {}\n",
        },
        id="a command of Go in a folder of its own",
    ),
]


@pytest.mark.parametrize(("kind", "files"), KINDS)
def test_kinds_of_projects(tmp_path: Path, kind: str, files: dict[str, str]) -> None:
    assert context(tmp_path, files)["project_type"] == kind


def test_a_library_for_windows_that_shaders_come_with_is_no_program(tmp_path: Path) -> None:
    files = {
        "pot.cpp": "int boil() { return 1; }\n" * 20,
        "pot.h": "int boil();\n",
        "backends/pot_sdl.cpp": '#include "SDL.h"\nint show() { return 1; }\n',
        "backends/shader.frag": "#version 450\nvoid main() { }\n",
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["main_framework"]) == ("library", None)


def test_a_runner_that_no_manifest_declares_is_not_there(tmp_path: Path) -> None:
    files = {
        "composer.json": '{"name": "a/pot", "type": "library"}',
        "phpunit.xml.dist": "<phpunit/>",
        "Pot.php": "<?php\nclass Pot {}\n",
        "Tests/PotTest.php": "<?php\nclass PotTest {}\n",
    }
    assert context(tmp_path, files)["test_command"] is None
    declared = {"composer.json": '{"name": "a/pot", "require-dev": {"phpunit/phpunit": "^11"}}'}
    assert context(tmp_path, declared)["test_command"] == "vendor/bin/phpunit"


def test_tests_of_one_of_many_samples_are_not_those_of_all(tmp_path: Path) -> None:
    files = {"pubspec.yaml": "name: samples\nworkspace:\n  - a0\n", "tool/run.swift": "let run = 1\n"}
    for number in range(5):
        files[f"a{number}/pubspec.yaml"] = f"name: a{number}\nresolution: workspace\n"
        files[f"a{number}/lib/pot.dart"] = "int pot() => 1;\n" * 9
        files[f"a{number}/test/pot_test.dart"] = "void main() {}\n"
    assert context(tmp_path, files)["test_command"] is None


def test_a_task_is_run_and_not_its_runner_without_permissions(tmp_path: Path) -> None:
    files = {
        "deno.json": '{"tasks": {"test": "deno test -A"}}',
        "pot.ts": "export const pot = 1;\n",
        "pot_test.ts": 'import { pot } from "./pot.ts";\nDeno.test("pot", () => { pot; });\n',
    }
    assert context(tmp_path, files)["test_command"] == "deno task test"


def test_a_target_for_everything_builds_no_scripts(tmp_path: Path) -> None:
    files = {
        "composer.json": '{"name": "a/pot"}',
        "Pot.php": "<?php\n" + "class Pot {}\n" * 20,
        "Makefile": "all: install stan\n\ninstall:\n\tcomposer install\n\nstan:\n\tphpstan\n",
    }
    assert context(tmp_path, files)["build_command"] is None


def test_a_formatter_that_the_product_imports_formats_nothing(tmp_path: Path) -> None:
    files = {
        "pyproject.toml": '[project]\nname = "pot"\nversion = "1"\ndependencies = ["black"]\n',
        "pot/__init__.py": "import black\n\nprint(black)\n",
        "conftest.py": 'missing = [name for name in ["black"]]\n',
    }
    found = context(tmp_path, files)["conventions"]
    assert found
    assert not [line for line in found if "Black" in line]


def test_a_program_that_users_make_theirs_starts_nothing_here(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "pot", "version": "1.0.0", "private": true}',
        "tools/make.js": "export const make = 1\n",
        "src/templates/server.js": 'require("http").createServer().listen(80)\n',
    }
    assert context(tmp_path, files)["entry_point"] is None
