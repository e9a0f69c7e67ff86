"""detect: whether a package with commands is a program or a library, by what its own README and manifest show, with its places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

    from groundplan.answers import Detect

COMPOSER = '{"name": "shop/pot_checker", "bin": ["bin/potcs", "bin/potfix"]}'
PROGRAM = {
    "composer.json": COMPOSER,
    "bin/potcs": "#!/usr/bin/env php\n<?php\n",
    "src/Pot.php": "<?php\nclass Pot {}\n",
}
GRADLE = {
    "settings.gradle.kts": 'rootProject.name = "potlint"\n',
    "build.gradle.kts": 'plugins { id("maven-publish") }\n',
    "src/main/kotlin/shop/Main.kt": "package shop\n\nfun main() {}\n",
}
GEM = {
    "pot.gemspec": "Gem::Specification.new do |s|\n  s.name = 'pot'\n  s.bindir = 'exe'\n"
    "  s.executables = `git ls-files`.split.grep(%r!^exe/!) { |f| File.basename(f) }\nend\n",
    "exe/pot": "#!/usr/bin/env ruby\nrequire 'pot'\n",
    "lib/pot.rb": "module Pot\nend\n",
}
GO = {
    "go.mod": "module x.org/go-pot\n\ngo 1.22\n\nrequire github.com/gin-gonic/gin v1.9.0\n",
    "pot.go": "package pot\n",
    "tree.go": "package pot\n",
    "cmd/potd/main.go": "package main\n\nfunc main() {}\n",
}
NPM = {
    "package.json": '{"name": "pot", "version": "1.0.0", "main": "index.js", "dependencies": {"express": "4"}}',
    "index.js": "module.exports = () => 1\n",
    "example.js": "require('express')().listen(3000)\n",
}
SETUP = "from setuptools import setup\nsetup(name='pot', version='1', install_requires=['click'],\n entry_points={'console_scripts': ['pot = pot.cli:main']})\n"
PYTHON = {"setup.py": SETUP, "pot/__init__.py": "", "pot/cli.py": "import click\n\ndef main(): ...\n"}


def detect(root: Path, files: dict[str, str]) -> Detect:
    return Workspace(write(root / "work", files)).detect()


@pytest.mark.parametrize(
    ("files", "readme", "kind", "shown"),
    [
        (PROGRAM, "# Pots\n\nTwo scripts.\n\n```bash\n$ php potcs.phar -h\n```\n", "cli", ("README.md", 6, "first use: $ php potcs.phar -h")),
        (GRADLE, "# Pots\n\n```shell\nbrew install potlint\n```\n\n```shell\npotlint --fix\n```\n", "cli", ("README.md", 8, "first use: potlint --fix")),
        (
            {"package.json": '{"name": "pot", "version": "1.0.0", "main": "index.js", "bin": "bin/pot.js"}', "index.js": "exports.a = 1\n", "bin/pot.js": "boil()\n"},
            "# Pot\n\n```shell\nnpx pot tea.js\n```\n\n```js\nimport { lid } from 'pot'\n```\n", "cli", ("README.md", 4, "first use: npx pot tea.js"),
        ),
        (GEM, "# Pot\n\nPot is a static site generator.\n", "cli", ("README.md", 3, "said: Pot is a static site generator.")),
        (PYTHON, "# Pot\n\nPot is the tea library management system for brewers.\n\n    $ pot boil\n", "cli", ("README.md", 5, "first use: $ pot boil")),
        (PYTHON, "# Pot\n\n    $ pot boil\n", "cli", ("README.md", 3, "first use: $ pot boil")),
        (
            PYTHON,
            "# Pot\n\nA framework for pots.\n\n```python\n# app.py\nfrom pot import Pot\n```\n\n```\n$ pot run\n```\n",
            "library",
            ("README.md", 7, "first use: from pot import Pot"),
        ),
        (GO, 'Pots.\n\n```go\nimport (\n\t"x.org/go-pot"\n)\n```\n', "library", ("README.md", 5, 'first use: "x.org/go-pot"')),
        (NPM, "Pots.\n\n```js\nconst pot = require('pot')\n```\n", "library", ("README.md", 4, "first use: const pot = require('pot')")),
    ],
)  # fmt: skip
def test_the_first_use_tells(
    tmp_path: Path, files: dict[str, str], readme: str, kind: str, shown: tuple[str, int, str]
) -> None:
    found = detect(tmp_path, {**files, "README.md": readme})
    assert found["project_type"] == kind
    path, line, says = shown
    assert found["type_evidence"][0] == {"path": path, "line": line, "says": says}


def test_prose_that_begins_with_the_name_is_no_command(tmp_path: Path) -> None:
    readme = "Pot\n\nPot is...\n\n- **Simple**\n\n    pot is easy to use.\n\n    Here is one::\n\n        from pot import Pot\n"
    found = detect(tmp_path, {**PYTHON, "README.rst": readme})
    assert found["project_type"] == "library"
    assert [row["says"] for row in found["type_evidence"]] == ["first use: from pot import Pot"]


def test_code_far_down_is_no_use(tmp_path: Path) -> None:
    readme = "# Pot\n\nPots in your terminal.\n\n## Debugging\n\n```python\nprint(f'about to boil {pot}')\n```\n"
    assert detect(tmp_path, {**PYTHON, "README.md": readme})["project_type"] == "cli"


def test_a_command_in_a_container_with_documents_on_a_host_is_a_command(tmp_path: Path) -> None:
    files = {**PYTHON, "Dockerfile": "FROM python\n", "netlify.toml": "", "README.md": "```\npot boil\npot stir\n```\n"}
    assert detect(tmp_path, files)["project_type"] == "cli"


def test_commands_that_a_manifest_takes_from_a_folder_are_entry_points(tmp_path: Path) -> None:
    files = {
        **GEM,
        "package.json": '{"name": "pot", "version": "1.0.0", "directories": {"bin": "bin"}}',
        "bin/potty": "#!/bin/sh\n",
    }
    rows = Workspace(write(tmp_path, files)).entry_points(kind="cli")["entry_points"]
    assert {(row["name"], row["path"]) for row in rows} == {("pot", "exe/pot"), ("potty", "bin/potty")}


def test_what_commands_are_built_with_is_a_library(tmp_path: Path) -> None:
    gemspec = GEM["pot.gemspec"].replace(
        "s.name = 'pot'", "s.name = 'pot'\n  s.summary = 'A toolkit for building command-line interfaces.'"
    )
    readme = "# Pot\n\nPot is a tool for building self-documenting command line\nutilities. It replaces the Rake build tool.\n"
    found = detect(tmp_path, {**GEM, "pot.gemspec": gemspec, "README.md": readme})
    assert found["project_type"] == "library"


def test_what_is_never_required_is_run(tmp_path: Path) -> None:
    readme = "# Pot\n\n```ruby\ngroup :development do\n  gem 'pot', require: false\nend\n```\n\n# Usage\n\n    pot\n"
    assert detect(tmp_path, {**GEM, "README.md": readme})["project_type"] == "cli"


def test_a_package_for_others_beside_an_application_that_shows_it(tmp_path: Path) -> None:
    files = {
        "packages/pot/pubspec.yaml": "name: pot\nversion: 1.0.0\ndependencies:\n  flutter:\n    sdk: flutter\n",
        "packages/pot/lib/pot.dart": "class Pot {}\n" * 60,
        "packages/shown/pubspec.yaml": "name: shown\npublish_to: none\ndependencies:\n  flutter:\n    sdk: flutter\n",
        "packages/shown/lib/main.dart": "void main() {}\n" * 20,
    }
    assert detect(tmp_path, files)["project_type"] == "library"


def test_an_adapter_for_pipelines_is_a_library(tmp_path: Path) -> None:
    files = {
        "setup.py": "from setuptools import setup\nsetup(name='dbt-pot', version='1', install_requires=['dbt-core'])\n",
        "dbt/adapters/pot/__init__.py": "class Plugin: ...\n",
    }
    assert detect(tmp_path, files)["project_type"] == "library"


def test_an_application_that_is_typed_is_a_command(tmp_path: Path) -> None:
    readme = "# Pot\n\n*Pot* is a magnificent app, which boils what was forgotten.\n\n```bash\n$ pot --yes\n```\n"
    assert detect(tmp_path, {**PYTHON, "README.md": readme})["project_type"] == "cli"


def test_a_comment_of_a_readme_is_no_code(tmp_path: Path) -> None:
    readme = "# Pot\n\nBoils.\n\n```ruby\n# Gemfile\ngem 'pot'\n```\n"
    files = {"pot.gemspec": "Gem::Specification.new do |s|\n  s.name = 'pot'\nend\n", "lib/pot.rb": "module Pot\nend\n"}
    found = detect(tmp_path, {**files, "README.md": readme})
    assert [row["says"] for row in found["type_evidence"]] == ["depended on: gem 'pot'"]
