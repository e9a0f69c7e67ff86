"""context: what is run, by whom, and what only stands beside it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write
from .context_workspaces import context

if TYPE_CHECKING:
    from pathlib import Path


GO = "package {0}\n\nfunc {1}() int {{ return 1 }}\n"
SCRIPT = '\tconst pot = "a";\n\tif (pot) {\n\t\tconsole.log("b", \'c\'.length);\n\t}\n' * 4


def test_the_framework_of_the_tests_is_the_one_that_their_command_starts(tmp_path: Path) -> None:
    package = {
        "name": "pot",
        "scripts": {"test": "cypress run --quiet", "vitest": "vitest run"},
        "devDependencies": {"vitest": "^3", "cypress": "^15"},
    }
    files = {
        "package.json": json.dumps(package, indent=1),
        "src/pot.js": "export const pot = 1\n",
        "cypress/pot.cy.js": "it('x', () => {})\n",
    }
    found = context(tmp_path, files)
    assert (found["test_command"], found["test_framework"]) == ("npm test", "Cypress")


def test_the_manager_of_the_main_language_starts_no_tests_of_another(tmp_path: Path) -> None:
    files = {
        "pot.cabal": "cabal-version: 2.4\nname: pot\nversion: 1\nlibrary\n  exposed-modules: Pot\ntest-suite spec\n  build-depends: pot\n",
        "src/Pot.hs": "module Pot where\npot :: Int\npot = 1\n" * 9,
        "test/PotSpec.hs": "module PotSpec where\n",
        "test/io/conftest.py": "import pytest\n",
        "test/io/test_pot.py": "def test_a():\n    assert 1\n",
    }
    found = context(tmp_path, files)
    assert (found["test_command"], found["test_framework"]) == ("cabal test", None)


@pytest.mark.parametrize(
    ("test", "command"),
    [
        ("from pot import pot\n\ndef test_pot():\n    assert pot\n", "pytest"),
        ("import unittest\n\nclass TestPot(unittest.TestCase):\n    pass\n", "python -m unittest discover"),
    ],
)
def test_functions_alone_are_no_tests_to_the_standard_library(tmp_path: Path, test: str, command: str) -> None:
    files = {"setup.py": "from setuptools import setup\nsetup(name='pot')\n", "pot/__init__.py": "pot = 1\n"}
    assert context(tmp_path, files | {"test/test_pot.py": test})["test_command"] == command


def test_codeception_runs_what_it_is_configured_for(tmp_path: Path) -> None:
    composer = {"name": "a/pot", "require-dev": {"lucatume/wp-browser": "^3", "phpunit/phpunit": "^9"}}
    files = {
        "composer.json": json.dumps(composer),
        "codeception.dist.yml": "paths:\n  tests: tests\n",
        "src/Pot.php": "<?php\nclass Pot {}\n",
        "tests/wpunit/PotTest.php": "<?php\nclass PotTest extends WPTestCase {}\n",
    }
    found = context(tmp_path, files)
    assert (found["test_command"], found["test_framework"]) == ("vendor/bin/codecept run", "Codeception")


def test_a_command_that_serves_for_one_of_its_parts_is_no_server(tmp_path: Path) -> None:
    files = {f"pkg/part{n}/part.go": GO.format(f"part{n}", "Part") for n in range(30)}
    routes = "".join(f'\tr.GET("/pot/{n}", Pot)\n' for n in range(6))
    files |= {
        "go.mod": "module example.com/pot\n\nrequire (\n\tgithub.com/julienschmidt/httprouter v1.3.0\n\tgithub.com/spf13/cobra v1.8.0\n)\n",
        "main.go": "package main\n\nfunc main() {}\n",
        "cmd/root.go": 'package cmd\n\nimport "github.com/spf13/cobra"\n\nvar Root = &cobra.Command{}\n',
        "pkg/files/server.go": f'package files\n\nimport "github.com/julienschmidt/httprouter"\n\nfunc Serve() {{\n\tr := httprouter.New()\n{routes}}}\n',
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["main_framework"]) == ("cli", "Cobra")
    packed = context(tmp_path, files | {"Dockerfile": "FROM scratch\nCOPY pot /\n"}, "packed")
    assert packed["project_type"] == "backend"


def test_scripts_around_many_containers_set_machines_up(tmp_path: Path) -> None:
    services = "".join(f"  pot{n}:\n    image: pot/pot{n}:1\n" for n in range(5))
    files = {
        "docker-compose.yml": f"services:\n{services}",
        "install.sh": "#!/bin/sh\nset -e\n" * 20,
        "cron/entrypoint.sh": "#!/bin/sh\nset -e\n",
        "scripts/check.py": "import argparse\nargparse.ArgumentParser().parse_args()\n",
        "pyproject.toml": '[project]\nname = "pot"\nversion = "1"\n',
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["main_language"], found["entry_point"]) == ("infrastructure", "Shell", None)
    assert found["type_evidence"] == ["docker-compose.yml:2 starts 5 services from images"]


def test_a_library_is_built_before_the_pages_that_it_brings(tmp_path: Path) -> None:
    pyproject = '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n[project]\nname = "pot"\nversion = "1"\n'
    files = {
        "README.md": "# pot\n\n```python\nfrom pot import ui\n```\n",
        "pyproject.toml": pyproject,
        "package.json": json.dumps({"scripts": {"build": "python3 copy.py"}}),
        "pot/__init__.py": "ui = 1\n" * 20,
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["build_command"]) == ("library", "python -m build")


def test_what_a_makefile_goes_by_is_configured_first(tmp_path: Path) -> None:
    files = {
        "Makefile": "-include config.mak\nall: pot\npot: src/main.c\n\tcc -o pot src/main.c\n",
        "configure": "#!/bin/sh\necho > config.mak\n",
        "src/main.c": "int main(void) { return 0; }\n",
    }
    assert context(tmp_path, files)["build_command"] == "./configure && make"


def test_a_formatter_that_nobody_runs_is_no_convention(tmp_path: Path) -> None:
    files = {f"src/pot{n}.js": SCRIPT for n in range(6)}
    files |= {".prettierrc": '{\n  "singleQuote": true,\n  "useTabs": false,\n  "printWidth": 100\n}\n'}
    found = context(tmp_path, files | {"package.json": json.dumps({"devDependencies": {"prettier": "^3"}})})
    assert not any("Prettier" in line or "limit 100" in line for line in found["conventions"])


def test_few_files_have_no_custom_beside_the_main_language(tmp_path: Path) -> None:
    files = {f"pot{n}.go": GO.format("pot", f"Pot{n}") for n in range(9)} | {"go.mod": "module example.com/pot\n"}
    files |= {f"web/pot{n}.js": SCRIPT for n in range(3)}
    assert not any("JavaScript" in line for line in context(tmp_path, files)["conventions"])


def test_libraries_that_a_browser_is_served_are_nobodys_code_here(tmp_path: Path) -> None:
    library = "/*!\n * Pot v3.7.1\n * https://pot.example\n * Released under the MIT license\n */\nvar pot = 1\n"
    files = {f"web/static/js/{name}.js": library for name in ("pot", "lid", "pan")}
    files |= {f"web/{name}.py": "def pot():\n    return 1\n" * 9 for name in "ab"}
    assert "web/ (5 files: 3 vendored, 2 Python)" in context(tmp_path, files)["layout"]


def test_what_a_package_has_from_outside_and_what_shows_it_are_no_key_files(tmp_path: Path) -> None:
    files = {
        "agent/pot.h": "int pot(void);\n",
        "agent/pot.c": '#include "pot.h"\nint pot(void) { return 1; }\n',
        "agent/external/slicer/ir.h": "int ir(void);\n",
        "agent/external/slicer/ir.c": '#include "ir.h"\nint ir(void) { return 1; }\n',
        "Pot.playground/Sources/shown.js": "export function shown() {}\n",
        "Pot.playground/Sources/use.js": "import { shown } from './shown.js'\nshown()\n",
    }
    found = context(tmp_path, files)
    assert [row["path"] for row in found["key_files"]] == ["agent/pot.h"]
    assert "agent/ (4 files: 2 C, 2 vendored)" in found["layout"]


def test_what_leiningen_packs_is_a_library_where_nothing_begins(tmp_path: Path) -> None:
    files = {"project.clj": '(defproject pot "1" :description "A Clojure library.")\n', "src/pot.clj": "(ns pot)\n" * 9}
    assert context(tmp_path, files)["build_command"] == "lein jar"


def test_a_framework_does_not_serve_its_own_repository(tmp_path: Path) -> None:
    files = {
        "README.md": "# Ring\n\nRing is a Clojure web applications library.\n",
        "project.clj": '(defproject ring "1" :dependencies [[ring/ring-core "1"]])\n',
        "src/ring.clj": "(ns ring)\n" * 9,
    }
    found = Workspace(write(tmp_path / "ring", files)).context()
    assert (found["project_type"], found["main_framework"]) == ("library", None)


def test_of_several_gems_the_one_that_the_others_are_named_after_leads(tmp_path: Path) -> None:
    gem = "Gem::Specification.new do |s|\n  s.name = '{0}'\n  s.version = '1'\nend\n"
    files = {f"{name}.gemspec": gem.format(name) for name in ("pot-redis", "pot")}
    files |= {f"lib/{name}.rb": f"require 'set'\nmodule Pot; A = '{name}'; end\n" for name in ("pot-redis", "pot")}
    found = context(tmp_path, files)
    assert (found["entry_point"], found["build_command"]) == ("lib/pot.rb", "gem build pot.gemspec")


def test_an_application_is_drawn_with_what_most_of_it_imports(tmp_path: Path) -> None:
    files = {f"Pot/View{n}.swift": f"import UIKit\nclass View{n}: UIView {{}}\n" for n in range(6)}
    files |= {
        "Pot/App.swift": "import SwiftUI\n@main struct PotApp: App { var body: some Scene { WindowGroup {} } }\n",
        "Pot.xcodeproj/project.pbxproj": "// !$*UTF8*$!\n{ SDKROOT = iphoneos; }\n",
        "PotKit/Package.swift": '// swift-tools-version:5.9\nimport PackageDescription\nlet package = Package(name: "PotKit")\n',
        "PotKit/Tests/PotKitTests/PotTests.swift": "import XCTest\nclass PotTests: XCTestCase {}\n",
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["main_framework"], found["test_command"]) == ("mobile", "UIKit", None)


def test_images_to_work_in_are_no_build_of_a_library(tmp_path: Path) -> None:
    composer = {"name": "a/pot", "description": "A PHP library for pots.", "autoload": {"psr-4": {"Pot\\": "src"}}}
    files = {
        "composer.json": json.dumps(composer),
        "Makefile": "build:\n\tdocker compose build $(ARGS)\n",
        "src/Pot.php": "<?php\nnamespace Pot;\nclass Pot {}\n",
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["build_command"]) == ("library", None)


def test_a_library_of_crystal_is_not_built_alone(tmp_path: Path) -> None:
    files = {"shard.yml": "name: pot\nversion: 1.0.0\n", "src/pot.cr": "module Pot\nend\n" * 9}
    assert context(tmp_path, files)["build_command"] is None
    files["shard.yml"] += "targets:\n  pot:\n    main: src/pot.cr\n"
    assert context(tmp_path, files, "program")["build_command"] == "shards build"


def test_texts_beside_queries_are_not_what_a_warehouse_is_written_in(tmp_path: Path) -> None:
    files = {f"models/pot{n}.sql": "select 1 as a\n" for n in range(5)} | {"etc/pot.txt": "pot " * 999}
    files |= {"dbt_project.yml": "name: pot\nprofile: pot\nmodel-paths: [models]\n"}
    assert context(tmp_path, files)["main_language"] == "SQL"
