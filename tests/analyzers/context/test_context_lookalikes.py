"""context: what only looks like a framework, a product, a check or a library is not taken for one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from groundplan import Workspace

from ...workspaces import write
from .context_workspaces import context

GO = "package a\n\nfunc A() {}\n"
TOOL = (
    '[project]\nname = "pot"\nversion = "1"\ndependencies = ["rich"]\n\n[project.scripts]\npot = "pot.__main__:main"\n'
)
ARGPARSE = "import argparse\n\n\ndef main() -> None:\n    argparse.ArgumentParser()\n"


def examples(root: Path, files: dict[str, str], pattern: str) -> list[str]:
    found: list[Any] = Workspace(write(root, files)).existing_patterns(pattern)["example_files"]
    return [row["path"] for row in found]


def test_what_prints_in_colours_is_no_framework_of_commands(tmp_path: Path) -> None:
    found = context(tmp_path, {"pyproject.toml": TOOL, "pot/__init__.py": "", "pot/__main__.py": ARGPARSE})
    assert (found["project_type"], found["main_framework"]) == ("cli", None)


def test_a_gem_that_is_named_where_its_specification_is_made(tmp_path: Path) -> None:
    files = {
        "pot.gemspec": "Gem::Specification.new 'sinatra', '4.0' do |s|\n  s.add_dependency 'rack'\nend\n",
        "lib/sinatra.rb": "module Sinatra\n  class Base; end\nend\n",
        "extra/extra.gemspec": "Gem::Specification.new do |s|\n  s.name = 'extra'\n  s.add_dependency 'sinatra'\nend\n",
        "extra/lib/extra.rb": "module Extra\nend\n",
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["main_framework"]) == ("library", None)


def test_a_host_that_starts_the_site_is_no_second_product(tmp_path: Path) -> None:
    host = (
        '<Project Sdk="Aspire.AppHost.Sdk/13.0.0"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>'
    )
    files = {
        "Shop.slnx": "<Solution />\n",
        "src/Web/Web.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web" />',
        "src/Web/Program.cs": "var b = WebApplication.CreateBuilder(args);\n",
        "src/Host/Host.csproj": host,
        "src/Host/Program.cs": "var b = DistributedApplication.CreateBuilder(args);\n",
    }
    assert context(tmp_path, files)["project_type"] == "backend"


def test_the_parts_of_a_solution_are_no_products_side_by_side(tmp_path: Path) -> None:
    library = '<Project Sdk="Microsoft.NET.Sdk"></Project>'
    files = {
        "Tool.sln": "",
        "src/Tool/Tool.csproj": library.replace(
            "></", "><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></"
        ),
    }
    files["src/Tool/Program.cs"] = "System.Console.WriteLine(args.Length);\n"
    for name in "ABCDE":
        files |= {f"src/{name}/{name}.csproj": library, f"src/{name}/{name}.cs": f"class {name} {{}}\n"}
    assert context(tmp_path, files)["project_type"] == "cli"


@pytest.mark.parametrize(("flag", "expected"), [("--reformat", False), ("--lint", True)])
def test_a_linter_that_is_only_told_to_format_looks_for_no_faults(tmp_path: Path, flag: str, *, expected: bool) -> None:
    files = {
        "pyproject.toml": '[project]\nname = "pot"\nversion = "1"\n\n[tool.djlint]\nindent = 2\n',
        "Makefile": f"format:\n\tdjlint pot/templates {flag} --quiet\n",
        "pot/__init__.py": "A = 1\n",
    }
    found = context(tmp_path, files)
    assert (found["has_linting"], "checked by djLint" in found["conventions"]) == (expected, expected)


def test_uploading_what_others_found_is_no_analysis(tmp_path: Path) -> None:
    step = "jobs:\n  a:\n    steps:\n      - uses: github/codeql-action/{}@v3\n"
    files = {"go.mod": "module x.org/a\n", "a.go": GO}
    for action, expected in (("upload-sarif", False), ("analyze", True)):
        found = context(tmp_path / action, {**files, ".github/workflows/scan.yml": step.format(action)})
        assert ("checked by CodeQL" in found["conventions"]) is expected


def test_a_private_package_that_a_script_publishes_a_public_copy_of(tmp_path: Path) -> None:
    manifest = {
        "name": "pot",
        "private": True,
        "version": "1.0.0",
        "exports": {".": "./index.js"},
        "peerDependencies": {"react": "18"},
    }
    opened = {"scripts": {"copy": 'shx cp package.json dist && json -I -f dist/package.json -e "this.private=false"'}}
    for more, kinds in ((opened, {"library"}), ({}, {"frontend", "unknown"})):
        files = {
            "package.json": json.dumps(manifest | more),
            "src/index.ts": "import React from 'react'\nexport const a = React\n",
        }
        assert context(tmp_path, files, f"pot{len(more)}")["project_type"] in kinds


def test_c_without_a_main_is_a_library(tmp_path: Path) -> None:
    files = {"pot.c": '#include "pot.h"\nint pot(void) { return 1; }\n', "pot.h": "int pot(void);\n"}
    assert context(tmp_path, files, "a")["project_type"] == "library"
    program = {**files, "cmd.c": '#include "pot.h"\nint main(void) { return pot(); }\n'}
    assert context(tmp_path, program, "b")["project_type"] == "cli"


def test_a_small_folder_that_checks_a_parcel_tests_nothing(tmp_path: Path) -> None:
    body = "".join(f"int pot{number}(void) {{ return {number}; }}\n" for number in range(50))
    files = {
        "src/pot.c": body,
        "parcel/Makefile": "check:\n\txmllint pot.xml\n",
        "test/unit.c": "int main(void) { return 0; }\n",
    }
    assert context(tmp_path, files)["test_command"] is None


def test_pages_with_ruby_in_them_are_pages(tmp_path: Path) -> None:
    files = {
        "Gemfile": "gem 'rails'\n",
        "Gemfile.lock": "GEM\n  specs:\n    rails (8.0.0)\n",
        "config/application.rb": "module Pot\n  class Application < Rails::Application\n  end\nend\n",
        "app/controllers/pots_controller.rb": "class PotsController < ApplicationController\n  def index; end\nend\n",
        "app/views/pots/index.html.erb": "<p><%= 1 %></p>\n" * 20,
    }
    assert context(tmp_path, files)["project_type"] == "fullstack"


def test_a_declared_binary_of_the_package_name_begins_in_main(tmp_path: Path) -> None:
    files = {
        "Cargo.toml": '[workspace]\nmembers = [".", "crates/*"]\n\n[package]\nname = "pot"\nversion = "1.0.0"\n\n[[bin]]\nname = "pot"\ndoc = false\n',
        "src/main.rs": "fn main() {}\n",
        "crates/xtask/Cargo.toml": '[package]\nname = "xtask"\nversion = "0.0.0"\n',
        "crates/xtask/src/main.rs": "fn main() {}\n",
    }
    assert context(tmp_path, files)["entry_point"] == "src/main.rs"


def test_folders_keep_what_their_names_say(tmp_path: Path) -> None:
    files = {"src/a.c": "int main(void) { return 0; }\n", ".gitattributes": "tests/data/* linguist-documentation\n"}
    files |= {f"tests/data/a{number}.rs": "fn main() {}\n" for number in range(4)}
    files |= {f"Examples/test_{number}.sh": "echo\n" for number in range(3)}
    layout = context(tmp_path, files)["layout"]
    assert layout == ["Examples/ (3 files, example)", "src/ (1 file, C)", "tests/ (4 files, test)"]


def test_a_name_of_swift_with_a_dollar_is_no_underscore(tmp_path: Path) -> None:
    files = {"Sources/A/a.swift": "public protocol Kite {\n  var _$id: Int { get }\n  func _$fly()\n}\n"}
    found = Workspace(write(tmp_path, files)).find("_")["matches"]
    assert "Kite._" not in {row["name"] for row in found}


def test_who_is_logged_in_writes_no_log(tmp_path: Path) -> None:
    files = {"src/requireLoggedIn.js": "export function requireLoggedIn(req, res, next) {\n  next()\n}\n"}
    assert examples(tmp_path, files, "logging") == []


def test_the_size_of_a_page_of_paper_divides_no_list(tmp_path: Path) -> None:
    assert examples(tmp_path, {"pdf.py": "def layout(page_size):\n    return page_size\n"}, "pagination") == []


def test_what_finds_a_page_is_added_to_what_draws_it(tmp_path: Path) -> None:
    manifest = (
        '{"name": "pot", "private": true, "dependencies": {"react": "18", "react-dom": "18", "react-router": "4"}}'
    )
    files = {"package.json": manifest, "src/index.js": "import React from 'react'\nimport 'react-router'\n"}
    assert context(tmp_path, files)["main_framework"] == "React"


def test_a_server_that_only_tests_start_is_not_where_the_product_begins(tmp_path: Path) -> None:
    files = {
        "package.json": '{"private": true, "workspaces": ["packages/*"]}',
        **{
            f"packages/{name}/package.json": f'{{"name": "{name}", "version": "1.0.0", "main": "src/index.ts"}}'
            for name in ("pot", "tea")
        },
        **{f"packages/{name}/src/index.ts": "export const boil = 1\n" for name in ("pot", "tea")},
        "packages/pot/src/test-utils/ssr.ts": "import { createSSRApp } from 'vue'\ncreateSSRApp({}).mount('#a')\n",
    }
    assert context(tmp_path, files)["entry_point"] is None


def test_one_of_the_scripts_in_a_folder_is_not_where_scripts_at_the_root_begin(tmp_path: Path) -> None:
    begun = "if __name__ == '__main__':\n    print(1)\n"
    files = {"train.py": "import model\n", "model.py": "import torch\n", "data/prepare.py": begun}
    assert context(tmp_path, files)["entry_point"] is None


def test_the_tests_of_the_main_language_go_before_what_no_language_is_known_of(tmp_path: Path) -> None:
    files = {
        "composer.json": '{"name": "a/pot", "type": "project", "require-dev": {"phpunit/phpunit": "^9"}}',
        "phpunit.xml": "<phpunit />",
        "backend/App.php": "<?php\nclass App { public function run() {} }\n" * 9,
        "tests/AppTest.php": "<?php\nclass AppTest extends PHPUnit\\Framework\\TestCase { public function testRun() {} }\n",
        "package.json": '{"private": true, "scripts": {"test:unit": "jest"}, "devDependencies": {"jest": "29", "cypress": "9"}}',
        "cypress.json": "{}",
        "frontend/app.js": "export const app = 1\n",
        "tests/app.test.js": "test('app', () => {})\n",
    }
    assert context(tmp_path, files)["test_command"] == "vendor/bin/phpunit"


def test_a_limit_that_much_of_the_code_goes_beyond_is_none(tmp_path: Path) -> None:
    long, short = f"a = '{'x' * 90}'\n", "b = 1\n"
    files = {".editorconfig": "[*.py]\nmax_line_length = 80\n"}
    files |= {f"pot/a{number}.py": long + short * 9 for number in range(6)}
    found = " ".join(context(tmp_path, files)["conventions"])
    assert "limit 80" not in found
    assert "line length: Python 95% within" in found


def test_a_file_called_log_is_how_things_are_logged(tmp_path: Path) -> None:
    files = {
        "src/log.ts": "class Logger {\n  info(text: string) {\n    console.log(text)\n  }\n}\n\nexport const log = new Logger()\n",
        "src/tea.ts": "import { log } from './log'\n\nexport function boil() {\n  log.info('tea')\n}\n",
        "extra/check.go": 'package main\n\nimport "log"\n\nfunc main() {\n\tlog.Println("tea")\n}\n',
    }
    assert examples(tmp_path, files, "logging")[0] == "src/log.ts"


def test_what_a_library_calls_a_query_is_none_where_it_is_defined(tmp_path: Path) -> None:
    files = {
        "src/functions.php": "<?php\nfunction select(string $selector): array\n{\n    return hosts($selector);\n}\n"
    }
    assert examples(tmp_path, files, "database_query") == []


def test_of_three_files_none_deviates(tmp_path: Path) -> None:
    body = "class {}Service:\n    def run(self):\n        return 1\n"
    files = {f"shop/services/{name}_service.py": body.format(name.title()) for name in ("tea", "pot")}
    files["shop/other/cup_service.py"] = body.format("Cup")
    assert Workspace(write(tmp_path, files)).existing_patterns("service")["deviations"] == []
