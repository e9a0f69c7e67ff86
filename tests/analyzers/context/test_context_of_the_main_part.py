"""context: what is said of a workspace of several languages is of the part that it is about."""

from __future__ import annotations

from pathlib import Path

from .context_workspaces import context

GEM = {
    "Gemfile": "source 'https://rubygems.org'\ngemspec\ngem 'minitest'\n",
    "pot.gemspec": "Gem::Specification.new { |s| s.name = 'pot'; s.version = '1' }\n",
    "lib/pot.rb": "class Pot\n  def lid\n    1\n  end\nend\n" * 20,
    "test/test_pot.rb": "class TestPot < Minitest::Test\n  def test_lid\n  end\nend\n" * 20,
    "Rakefile": "require 'rake/testtask'\nRake::TestTask.new\n",
    "parser/Makefile": "check:\n\t./run\n",
    "parser/src/parser.c": "int parse(void) { return 1; }\n" * 100,
}


def test_a_gem_with_more_c_than_ruby_is_a_gem(tmp_path: Path) -> None:
    found = context(tmp_path, GEM, "pot")
    assert found["main_language"] == "Ruby"
    assert (found["package_manager"], found["test_command"]) == ("bundler", "bundle exec rake test")
    assert found["entry_point"] == "lib/pot.rb"


def test_a_program_in_c_with_its_own_build_stays_one(tmp_path: Path) -> None:
    files = {**GEM, "CMakeLists.txt": "project(pot C)\n"}
    assert context(tmp_path, files, "pot")["main_language"] == "C"


def test_a_benchmark_with_more_text_than_the_code_is_not_the_language(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "pot", "version": "1.0.0"}',
        "src/index.ts": "export function lid(): number {\n  return 1\n}\n" * 30,
        "benchmarks/page.js": f"export default `{'<p>lid</p>' * 400}`\n",
    }
    assert context(tmp_path, files)["main_language"] == "TypeScript"


def test_of_two_test_commands_at_the_root_the_main_language_has_its_own(tmp_path: Path) -> None:
    files = {
        "package.json": '{"scripts": {"test": "gulp test"}, "dependencies": {"backbone": "1"}}',
        "requirements/test.in": "pytest\n",
        "requirements.txt": "django\n",
        "pytest.ini": "[pytest]\n",
        "shop/views.py": "def index(request):\n    return 1\n" * 30,
        "shop/tests/test_views.py": "def test_index():\n    assert 1\n" * 40,
        "shop/static/app.js": "function app() { return 1 }\n" * 60,
    }
    assert context(tmp_path, files)["test_command"] == "pytest"


def test_without_a_test_the_tool_s_own_command_is_not_said(tmp_path: Path) -> None:
    files = {
        "Pot.sln": 'Project("{1}") = "Pot", "Pot\\Pot.csproj", "{2}"\nEndProject\n',
        "Pot/Pot.csproj": '<Project Sdk="Microsoft.NET.Sdk"></Project>',
        "Pot/Lid.cs": "class Lid {}\n",
    }
    found = context(tmp_path, files)
    assert (found["build_command"], found["test_command"], found["has_tests"]) == ("dotnet build", None, False)


def test_a_check_that_calls_linters_by_a_pattern_runs_no_test(tmp_path: Path) -> None:
    scripts = '"check": "run-p check:*", "check:build": "tsc --noEmit", "check:style": "npm run style", "style": "stylelint src"'
    files = {"package.json": f'{{"scripts": {{{scripts}}}}}', "src/a.ts": "export const a = 1\n"}
    assert context(tmp_path, files)["test_command"] is None
    tested = {
        **files,
        "package.json": f'{{"scripts": {{{scripts}, "check:unit": "node unit.js"}}}}',
        "unit.test.js": "t()\n",
    }
    assert context(tmp_path, tested, "tested")["test_command"] == "npm run check"


def test_phpunit_without_a_configuration_leaves_the_tests_to_the_packages(tmp_path: Path) -> None:
    package = '{"name": "pot/%s", "scripts": {"test": "phpunit -c tests/unit.xml"}}'
    files = {
        "composer.json": '{"name": "pot/all", "require-dev": {"phpunit/phpunit": "^11"}}',
        "extensions/lid/composer.json": package % "lid",
        "extensions/lid/src/Lid.php": "<?php\nclass Lid {}\n",
        "framework/core/composer.json": package % "core",
        "framework/core/src/Core.php": "<?php\nclass Core {}\n" * 20,
        "framework/core/tests/CoreTest.php": "<?php\nclass CoreTest {}\n",
    }
    assert context(tmp_path, files)["test_command"] == "cd framework/core && composer run test"


def test_the_framework_that_more_projects_use_leads(tmp_path: Path) -> None:
    project = '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup>%s</PropertyGroup></Project>'
    forms, wpf = "<UseWindowsForms>true</UseWindowsForms>", "<UseWPF>true</UseWPF>"
    files = {
        "Pot.A/Pot.A.csproj": project % (wpf + forms),
        "Pot.B/Pot.B.csproj": project % forms,
        "Pot.A/A.cs": "class A {}\n",
        "Pot.B/B.cs": "class B {}\n",
    }
    assert context(tmp_path, files)["main_framework"] == "Windows Forms"


def test_a_tool_that_is_set_up_in_a_part_is_not_said_of_the_whole(tmp_path: Path) -> None:
    files = {
        "pyproject.toml": '[project]\nname = "pot"\nversion = "1"\n',
        "pot/lid.py": "def lid():\n    return 1\n" * 50,
        "contrib/plus/.flake8": "[flake8]\n",
        "contrib/plus/setup.py": "from setuptools import setup\nsetup(name='plus')\n",
    }
    conventions = context(tmp_path, files)["conventions"]
    assert "indent: Python 4 spaces" in conventions
    assert not [line for line in conventions if line.startswith("checked by")]


def test_what_stands_in_no_folder_is_said_where_it_is_most_of_the_source(tmp_path: Path) -> None:
    files = {
        "main.tf": 'resource "a" "b" {}\n',
        "outputs.tf": 'output "a" {}\n',
        "examples/one/main.tf": 'module "a" {}\n',
        "supp/README.txt": "what to leave out\n",
        "supp/pot.supp": "{}\n",
    }
    layout = context(tmp_path, files)["layout"]
    assert layout[0] == "./ (2 HCL files)"
    assert "supp/ (2 files)" in layout


def test_translations_are_no_main_language(tmp_path: Path) -> None:
    files = {
        "Cargo.toml": '[package]\nname = "pot"\nversion = "1.0.0"\n',
        "src/main.rs": "fn main() {}\n" * 9,
        **{f"i18n/{tongue}/pot.ftl": "lid = Lid\n" * 90 for tongue in ("de", "en", "fr")},
    }
    found = context(tmp_path, files)
    assert (found["main_language"], found["package_manager"]) == ("Rust", "cargo")


def test_a_bundle_of_other_people_s_code_is_not_the_main_language(tmp_path: Path) -> None:
    files = {
        "requirements.txt": "django\npytest\n",
        "pytest.ini": "[pytest]\n",
        "manage.py": "import django\n",
        "vue3/package.json": '{"dependencies": {"vue": "3"}}',
        "vue3/src/main.ts": "export const a = 1\n" * 50,
        "book/static/viewer/viewer.mjs": "function view() {\n  return 1;\n}\n" * 9000,
        **{f"book/m{number}.py": "def page():\n    return 1\n" * 900 for number in range(4)},
        "book/tests/test_page.py": "def test_page():\n    assert 1\n",
    }
    found = context(tmp_path, files)
    assert (found["main_language"], found["main_framework"]) == ("Python", "Django")
    assert found["test_command"] == "pytest"
    indents = next(text for text in found["conventions"] if text.startswith("indent"))
    assert indents.startswith("indent: Python 4 spaces")


def test_an_engine_is_packed_and_has_no_assets_to_compile(tmp_path: Path) -> None:
    files = {
        "Gemfile": "gemspec\n",
        "pot.gemspec": "Gem::Specification.new { |s| s.name = 'pot'\n s.add_dependency 'rails'\n}\n",
        "lib/pot.rb": "module Pot\nend\n",
        "app/assets/pot.css": "p {}\n",
        "app/views/lids/show.html.slim": "p lid\n",
        "app/views/lids/edit.html.slim": "p lid\n",
        "app/views/lids/list.html.slim": "p lid\n",
        "app/views/lids/list.json.jbuilder": "json.lid 1\n",
    }
    found = context(tmp_path, files)
    assert found["build_command"] == "gem build pot.gemspec"
    assert "app/views/lids/ (4 files: 3 Slim, 1 Ruby)" in found["layout"]


def test_tap_runs_the_tests_before_what_drives_a_browser(tmp_path: Path) -> None:
    files = {
        "package.json": '{"scripts": {"test": "tap"}, "devDependencies": {"@playwright/test": "1", "tap": "21"}}',
        "lib/pot.js": "module.exports = 1\n",
        "test/pot.test.js": "require('tap').test('pot', () => {})\n",
    }
    assert context(tmp_path, files)["test_framework"] == "node-tap"


def test_a_root_that_binds_packages_of_another_language_is_not_what_the_workspace_is_about(tmp_path: Path) -> None:
    shell = '{"name": "pot", "private": true, "workspaces": ["web/*"], "dependencies": {"react": "19"}, "scripts": {"test": "turbo test"}}'
    files = {f"core/{path}": text for path, text in GEM.items() if not path.startswith("parser/")}
    files |= {
        "package.json": shell,
        "web/lid/package.json": '{"name": "@pot/lid", "version": "1.0.0", "main": "lid.js"}',
    }
    files["web/lid/lid.js"] = "export const lid = 1\n" * 50
    found = context(tmp_path, files, "pot")
    assert (found["main_language"], found["main_framework"], found["test_framework"]) == ("Ruby", None, "Minitest")
