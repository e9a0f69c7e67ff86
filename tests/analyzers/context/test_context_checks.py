"""context and standards: what checks, formats and types the product, and how it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write
from .context_workspaces import PARSES, PYTHON, STEPS, WORKFLOW, context

if TYPE_CHECKING:
    from pathlib import Path


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


@pytest.mark.parametrize(
    ("step", "formatted"), [("      - run: dart format .\n", True), ("      # - run: dart format .\n", False)]
)
def test_a_step_that_is_commented_out_is_not_run(tmp_path: Path, step: str, *, formatted: bool) -> None:
    files = {"pubspec.yaml": "name: pot\nversion: 1.0.0\n", "lib/pot.dart": "int a = 1;\n", WORKFLOW: STEPS + step}
    assert ("formatted by dart format" in context(tmp_path, files)["conventions"]) == formatted


@pytest.mark.parametrize(
    ("step", "looked_at"),
    [
        ("      - run: shellcheck -e SC2181 *.sh\n", True),
        ("      - run: |\n          shellcheck ./pot.sh\n", True),
        ("      - run: apt-get install -y shellcheck\n", False),
        ("      - name: a\n        packages:\n          - shellcheck\n", False),
        ("  shellcheck:\n    steps: []\n", False),
    ],
)
def test_a_tool_of_one_word_is_run_where_a_step_begins_with_it(tmp_path: Path, step: str, *, looked_at: bool) -> None:
    """Seen in Shell: CI ran ShellCheck, and the context said that nothing looks for faults."""
    files = {"pot.sh": "#!/bin/sh\necho pot\n" * 9, WORKFLOW: STEPS + step}
    assert context(tmp_path, files)["has_linting"] == looked_at


def test_hidden_programs_tell_nothing_of_how_people_write_here(tmp_path: Path) -> None:
    files = {
        **{f"src/main/java/pot/Pot{n}.java": "package pot;\n\nclass Pot {\n  int a;\n}\n" * 9 for n in range(9)},
        **{f".agent/tool{n}.py": 'TEXT = "pot"\n\n\ndef pot():\n    return "pot"\n' * 9 for n in range(9)},
    }
    assert not [line for line in context(tmp_path, files)["conventions"] if "Python" in line]


def test_a_linter_that_a_module_needs_to_run_looks_at_nothing(tmp_path: Path) -> None:
    """Seen in Java: Checkstyle's parser reads the documentation of others."""
    checkstyle = "<dependency><groupId>com.puppycrawl.tools</groupId><artifactId>checkstyle</artifactId><version>1</version></dependency>"
    pom = (
        f"<project><groupId>x</groupId><artifactId>pot</artifactId><dependencies>{checkstyle}</dependencies></project>"
    )
    files = {"pom.xml": pom, "src/main/java/Pot.java": "class Pot {}\n" * 9}
    assert not context(tmp_path, files)["has_linting"]


def test_a_section_of_a_shared_file_alone_is_left_behind(tmp_path: Path) -> None:
    """Seen in Python: a chat bot kept the sections of isort and pycodestyle after Ruff had come."""
    files = {
        "pyproject.toml": PYTHON.format(name="pot", needs="[]"),
        "setup.cfg": "[pycodestyle]\nmax-line-length = 100\n\n[isort]\nprofile = black\n",
        "Makefile": "lint:\n\truff check .\n",
        "ruff.toml": "line-length = 100\n",
        "pot/__init__.py": "NAME = 'pot'\n" * 9,
    }
    said = context(tmp_path, files)["conventions"]
    assert [line for line in said if line.startswith(("checked", "formatted"))] == ["checked by Ruff"]


def test_a_section_of_a_tool_that_is_run_is_told(tmp_path: Path) -> None:
    files = {
        "pyproject.toml": PYTHON.format(name="pot", needs="[]"),
        "setup.cfg": "[isort]\nprofile = black\n",
        "Makefile": "format:\n\tisort .\n",
        "pot/__init__.py": "NAME = 'pot'\n" * 9,
    }
    assert "formatted by isort" in context(tmp_path, files)["conventions"]


def test_settings_of_a_checker_that_nothing_brings_are_left_behind(tmp_path: Path) -> None:
    """Seen in PHP: `psalm.xml` and `phpmd.xml` beside a composer.json that has neither, and both left out of git."""
    files = {
        "composer.json": '{"name": "pot/pot", "require-dev": {"phpstan/phpstan": "^1.10"}}',
        "src/Pot.php": "<?php\n\nclass Pot {}\n" * 5,
        "phpstan.neon": "parameters:\n",
        "psalm.xml": "<psalm></psalm>\n",
        "phpmd.xml": "<ruleset></ruleset>\n",
        ".gitignore": "/phpmd-report\n/psalm-report\n",
    }
    lines = context(tmp_path, files)["conventions"]
    assert "typed by PHPStan" in lines
    assert not any(line.startswith("checked by") for line in lines)


def test_translations_tell_nothing_of_how_people_write_here(tmp_path: Path) -> None:
    """Seen in JavaScript (`l10n/de.js` in double quotes, once for every tongue) and PHP (`lang/de/`, eight of ten files)."""
    words = (
        'OC.register(\n    "pot",\n' + '    {"A lid is on the pot" : "Auf dem Topf liegt ein Deckel"},\n' * 9 + ");\n"
    )
    files = {
        "package.json": '{"name": "pot", "private": true}',
        **{f"src/i18n/m{number}.js": "export const lid = 'on'\n" * 12 for number in range(6)},
        **{f"l10n/{tongue}{end}.js": words for tongue in ("de", "pt_BR", "zh-Hans") for end in ("", "/pot")},
    }
    assert "quotes: JavaScript single (100%)" in context(tmp_path, files)["conventions"]


def test_a_tool_that_pipelines_call_by_its_command_is_in_use(tmp_path: Path) -> None:
    files = {"composer.json": '{"name": "a/pot"}', "src/Pot.php": "<?php class Pot {}\n", "phpcs.xml": "<ruleset/>\n"}
    assert not context(tmp_path / "a", files)["has_linting"]
    files[".github/workflows/ci.yml"] = "jobs:\n  a:\n    steps:\n      - run: phpcs\n"
    assert context(tmp_path / "b", files)["has_linting"]


def test_a_program_that_a_script_for_tests_runs_is_a_test(tmp_path: Path) -> None:
    script = '{"name": "pot", "version": "1.0.0", "main": "index.js", "scripts": {"%s": "node --conditions development test.jsx"}}'
    files = {
        "index.js": "export const a = 1\n",
        "test.jsx": "import test from 'node:test'\n\ntest('boils', () => {})\n",
    }
    assert context(tmp_path / "a", files | {"package.json": script % "test"})["test_command"] == "npm test"
    assert context(tmp_path / "b", files | {"package.json": script % "try"})["test_command"] is None
