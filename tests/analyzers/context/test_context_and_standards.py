"""context, standards and commands: of checks, frameworks, key files and styles nothing is said that is not so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

    from groundplan.answers import Context

MAIN = "int main(void)\n{\n\treturn 0;\n}\n"
ADDED = (
    '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n'
    '[project]\nname = "potty"\nclassifiers = ["Framework :: Django"]\ndependencies = ["django"]\n'
    '[project.scripts]\npotty = "potty.bin:main"\n'
)

CI, RUN = ".github/workflows/a.yml", "jobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n      - run: flake8\n"
BOTH = {
    "package.json": '{"private": true, "workspaces": ["packages/*"]}',
    "packages/react/package.json": '{"name": "@pot/react", "version": "1.0.0", "main": "a.js", "dependencies": {"react": "19.0.0"}}',
    "packages/vue/package.json": '{"name": "@pot/vue", "version": "1.0.0", "main": "a.js", "dependencies": {"vue": "3.0.0"}}',
    "packages/react/a.js": "export const a = 1\n" * 9,
    "packages/vue/a.js": "export const a = 1\n" * 9,
}


def context(root: Path, files: dict[str, str]) -> Context:
    return Workspace(write(root / "work", files)).context()


@pytest.mark.parametrize(
    ("key", "value", "files"),
    [
        ("build_command", None, {"Makefile": "all:\n\t@echo 'Use meson.'\n\t@exit 1\n", "a.c": MAIN}),
        ("build_command", None, {"Makefile": "default: install\ninstall:\n\tcp a /bin\n", "a.c": MAIN}),
        ("build_command", "make", {"Makefile": "all:\n\t@echo building\n\tcc a.c\n", "a.c": MAIN}),
        ("build_command", None, {"CMakeLists.txt": "kit_include_directories(include)\n", "a.c": MAIN}),
        ("build_command", None, {"pyproject.toml": ADDED, "manage.py": "import django\n", "potty/__init__.py": ""}),
        ("main_language", "Python", {"Makefile": "all:\n\tls\n" * 200, "pot.py": "def pot():\n    return 1\n"}),
        ("build_command", "pio run", {"platformio.ini": "[env:board]\n", "src/main.cpp": MAIN}),
        ("build_command", "mdbook build", {"book.toml": "[book]\n", "src/SUMMARY.md": "- [a](a.md)\n" * 6, "src/a.md": "# A\n"}),
        ("main_language", None, {"book.toml": "[book]\n", "src/SUMMARY.md": "- [a](a.md)\n" * 6, "src/a.md": "# A\n", "ci/a.sh": "ls\n"}),
        ("has_linting", True, {"requirements.txt": "flake8\npytest\n", "pot.py": "pot = 1\n", CI: RUN}),
        ("main_framework", None, {"build.sbt": 'libraryDependencies += "org.playframework" %% "play-json" % "3"\n', "src/main/scala/A.scala": "class A\n"}),
        ("main_framework", None, BOTH),
        ("has_tests", True, {"pot.c": "int pot(void) { return 1; }\n", "tests.c": MAIN, "Makefile": "test: tests.c\n\tcc tests.c\n"}),
        ("has_tests", True, {"pot.c": MAIN, "try.sh": "./pot\n", "test.sh": "./pot\n", "Makefile": "check: pot\n\tSSL=1 ./test.sh\n"}),
        ("has_tests", False, {"pot.c": MAIN, "check.sh": "ls\n", "Makefile": "check: pot\n\t./check.sh\n"}),
        ("test_command", None, {"Gemfile": "gem 'rspec'\n", "core/spec/pot_spec.rb": "describe 'a' do\nend\n", "core/pot.rb": "class Pot; end\n"}),
        ("test_command", "bundle exec rspec", {"Gemfile": "gem 'rspec'\n", "spec/pot_spec.rb": "describe 'a' do\nend\n", "pot.rb": "class Pot; end\n"}),
        ("test_command", "npx react-scripts test --watchAll=false", {"package.json": '{"dependencies": {"react-scripts": "5"}}', "src/App.test.tsx": "test('a', () => {})\n", "src/App.tsx": "export const a = 1\n"}),
        ("main_language", None, {"tasks/main.yml": "- name: a\n  ping:\n" * 9, "templates/a.j2": "{{ a }}\n"}),
        ("main_framework", None, {"a/plugin.kt": "import javax.swing.JButton\nclass A\n", "game.conf": "title = Pot\n"}),
    ],
)  # fmt: skip
def test_what_is_not_so_is_not_said(tmp_path: Path, key: str, value: Any, files: dict[str, str]) -> None:
    found: Any = context(tmp_path, files)
    assert found[key] == value


@pytest.mark.parametrize(
    ("suite", "command"), [("", None), ("test-suite all\n  type: exitcode-stdio-1.0\n", "cabal test")]
)
def test_cabal_tests_where_a_suite_is_declared(tmp_path: Path, suite: str, command: str | None) -> None:
    files = {
        "pot.cabal": f"name: pot\nversion: 1\nlibrary\n  exposed-modules: Pot\n{suite}",
        "tests/Pot.hs": "main = pure ()\n",
    }
    assert Workspace(write(tmp_path, files)).test_command()["recommended"] == command


def test_a_framework_is_not_made_here_as_a_skeleton_or_the_vendored_say(tmp_path: Path) -> None:
    files = {
        "composer.json": '{"name": "laravel/laravel", "require": {"laravel/framework": "^10.0"}}',
        "vendor/laravel/framework/composer.json": '{"name": "laravel/framework"}',
        "app/Pot.php": "<?php\nclass Pot {}\n",
        "public/index.php": "<?php\necho 1;\n",
    }
    assert context(tmp_path, files)["main_framework"] == "Laravel"


def test_a_module_that_a_file_is_called_after_is_what_it_defines_first(tmp_path: Path) -> None:
    code = "module Potty\n  def self.boil\n    1\n  end\n  class Basement\n    def a; end\n  end\nend\n"
    found = context(tmp_path, {"lib/potty.rb": code, "lib/a.rb": "require_relative 'potty'\nPotty.boil\n"})
    assert found["key_files"][0]["defines"][0] == "Potty"


def test_tabs_that_are_aligned_with_spaces_are_tabs_and_one_file_is_no_language(tmp_path: Path) -> None:
    files = {f"src/{name}.c": MAIN for name in "abcdef"}
    files |= {".clang-format": "IndentWidth: 4\nUseTab: AlignWithSpaces\n"}
    files |= {"src/pot.sh": "ls " + "a" * 90 + "\n", ".editorconfig": "[src/release.sh]\nmax_line_length = 72\n"}
    found = Workspace(write(tmp_path, files)).standards()
    assert found["contradictions"] == []
    assert "indent: C tabs" in Workspace(tmp_path).context()["conventions"]


def test_a_kept_copy_of_a_workflow_runs_nothing(tmp_path: Path) -> None:
    run = "jobs:\n  a:\n    steps:\n      - run: dart format .\n"
    found = Workspace(write(tmp_path, {".github/workflows/a.yml.bak": run, "lib/a.dart": "var a = 1;\n"})).detect()
    assert found["formatters"] == []
    found = Workspace(write(tmp_path, {".github/workflows/b.yml": run})).detect()
    assert [row["name"] for row in found["formatters"]] == ["dart format"]


def test_a_tool_for_the_language_of_tests_alone_is_not_said_to_check_the_product(tmp_path: Path) -> None:
    files = {
        "bin/pot": "#!/bin/sh\n" + "ls\n" * 99,
        "tests/test_pot.py": "def test_pot(): ...\n",
        "ruff.toml": "line-length = 80\n",
    }
    assert not any("Ruff" in said for said in context(tmp_path, files)["conventions"])
    checked = context(tmp_path / "b", files | {"pot/a.py": "def a(): ...\n" * 40})["conventions"]
    assert "checked by Ruff" in checked
