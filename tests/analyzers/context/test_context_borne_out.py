"""context: what one file alone shows is not said where the rest of the workspace does not bear it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

    from groundplan.answers import Context

RUBY = {
    "Gemfile": "gem 'rspec'\n",
    "lib/pot.rb": "class Pot\n  def lid\n    1\n  end\nend\n",
    "spec/pot_spec.rb": "describe Pot do\nend\n",
}
PHP = {
    "composer.json": '{"name": "a/pot", "type": "library", "require-dev": {"symfony/phpunit-bridge": "^7"}}',
    "src/Pot.php": "<?php\nclass Pot {}\n",
    "tests/PotTest.php": "<?php\nclass PotTest extends TestCase {}\n",
    "phpunit.xml.dist": "<phpunit/>\n",
}
PEST = {
    "composer.json": '{"name": "a/pot", "require": {"laravel/framework": "^11"}, "require-dev": {"pestphp/pest": "^3"}}',
    "app/Pot.php": "<?php\nclass Pot {}\n",
    "tests/PotTest.php": "<?php\ntest('a', fn () => true);\n",
}
BROWSER = {
    "package.json": '{"name": "pot", "private": true, "devDependencies": {"@playwright/test": "1.5"}}',
    "src/pot.ts": "export const pot = 1\n",
    "src/pot.test.ts": "test('pot', () => {})\n",
}


def context(root: Path, files: dict[str, str]) -> Context:
    return Workspace(write(root / "work", files)).context()


@pytest.mark.parametrize(
    ("files", "pipeline", "command"),
    [
        (RUBY, "bundle exec rspec", "bundle exec rspec"),
        (RUBY, "./bin/pot tests", None),
        (PHP, "vendor/bin/simple-phpunit", "vendor/bin/simple-phpunit"),
        (PEST, "php artisan test", "vendor/bin/pest"),
        (PEST, "bin/pot tests", None),
        (BROWSER | {"artisan": ""}, "php artisan test", None),
        (BROWSER, "npm run lint", None),
        (BROWSER | {"playwright.config.ts": "export default {}\n"}, "npx playwright test", "npx playwright test"),
    ],
)
def test_a_runner_is_one_that_pipelines_run_where_they_run_tests(
    tmp_path: Path, files: dict[str, str], pipeline: str, command: str | None
) -> None:
    steps = f"jobs:\n  tests:\n    steps:\n      - run: {pipeline}\n"
    assert context(tmp_path, files | {".github/workflows/ci.yml": steps})["test_command"] == command


def test_of_two_managers_the_one_that_pipelines_name_is_in_use(tmp_path: Path) -> None:
    files = {
        "mix.exs": "defmodule Pot.MixProject do\n  def project, do: [app: :pot]\nend\n",
        "mix.lock": "%{}\n",
        "rebar.config": "{deps, []}.\n",
        "rebar.lock": "[].\n",
        "src/pot.erl": "-module(pot).\n",
        ".github/workflows/ci.yml": "jobs:\n  ct:\n    steps:\n      - run: ./rebar3 ct\n      - run: rebar3 eunit\n",
    }
    assert context(tmp_path, files)["package_manager"] == "rebar3"


def test_machines_are_not_set_up_by_the_one_program_among_their_descriptions(tmp_path: Path) -> None:
    files = {
        "galaxy.yml": "namespace: pot\nname: pot\n",
        "roles/pot/tasks/main.yml": "- debug:\n",
        "plugins/modules/pot.py": "def main():\n    pass\n\n\nif __name__ == '__main__':\n    main()\n",
        "contrib/cloud/main.tf": 'resource "x" "y" {}\n',
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["entry_point"], found["package_manager"]) == ("infrastructure", None, None)


def test_machines_are_not_set_up_by_the_server_that_one_example_puts_on_them(tmp_path: Path) -> None:
    page = "<html>\n<body>\n<p>hello</p>\n</body>\n</html>\n"
    files = {f"{name}/playbook.yml": "- hosts: all\n  tasks: []\n" for name in ("web", "node", "mail", "keys", "cache")}
    files |= {"web/ansible.cfg": "[defaults]\n", "web/files/index.html": page, "mail/files/index.html": page}
    files |= {"keys/inventory.py": "print({})\n" * 60, "node/app/app.js": "require('express')().listen(80)\n"}
    files["node/app/package.json"] = '{"name": "app", "private": true, "dependencies": {"express": "4"}}'
    found = context(tmp_path, files)
    assert (found["project_type"], found["main_framework"]) == ("infrastructure", None)


def test_specifications_in_prose_are_no_tests_and_libraries_of_others_no_key_files(tmp_path: Path) -> None:
    files = {f"specs/{name}.md": "# Pot\n" for name in "abc"}
    files |= {f"external_libraries/boost/{name}.hpp": "int a();\n" for name in "abc"}
    files |= {f"src/{name}.cpp": '#include "../external_libraries/boost/a.hpp"\n#include "pot.hpp"\n' for name in "xy"}
    files |= {"src/pot.hpp": "int pot();\n"}
    found = context(tmp_path, files)
    assert "specs/ (3 files, docs)" in found["layout"]
    assert [row["path"] for row in found["key_files"]] == ["src/pot.hpp"]


def test_what_no_code_imports_is_no_framework_although_the_root_asks_for_it(tmp_path: Path) -> None:
    files = {"package.json": '{"name": "pot", "private": true, "dependencies": {"react": "19.0.0", "lit": "3.0.0"}}'}
    files |= {f"src/{number}.ts": "import { html } from 'lit'\nexport const a = html``\n" for number in range(25)}
    assert context(tmp_path, files)["main_framework"] == "Lit"
