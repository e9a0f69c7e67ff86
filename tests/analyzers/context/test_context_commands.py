"""context: the commands that build and test a workspace, and what runs its tests."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write
from .context_workspaces import STEPS, WORKFLOW, XCODE, context, package

if TYPE_CHECKING:
    from pathlib import Path

SPEC = "require 'minitest/autorun'\n\ndescribe 'a' do\n  it('b') { _(1).must_equal 1 }\nend\n"
GEM = "Gem::Specification.new do |s|\n  s.name = 'pot'\n  s.add_development_dependency 'minitest'\nend\n"
C_TEST = "int main(void) { return 0; }\n"


@pytest.mark.parametrize(
    ("rakefile", "more", "command"),
    [
        ("desc 'Run specs'\ntask 'spec' do\n  ruby 'spec/all.rb'\nend\n", {}, "rake spec"),
        ("task :spec\n", {"Gemfile": "gemspec\n"}, "bundle exec rake spec"),
        ("Minitest::TestTask.create\ntask spec: :test\n", {"Gemfile": "gemspec\n"}, "bundle exec rake test"),
        ("Rails.application.load_tasks\n", {"Gemfile": "gemspec\n"}, "bundle exec rake test"),
    ],
)
def test_rake_runs_the_task_that_is_there(tmp_path: Path, rakefile: str, more: dict[str, str], command: str) -> None:
    """Bundler runs nothing where no Gemfile is, as in gems whose continuous integration brings one of its own."""
    files = {"pot.gemspec": GEM, "Rakefile": rakefile, "lib/pot.rb": "class Pot; end\n", "spec/pot_spec.rb": SPEC}
    assert context(tmp_path, {**files, **more})["test_command"] == command


@pytest.mark.parametrize(
    ("recipe", "command"), [("\txcrun notarytool log 1\n", None), ("\t./tests/run_all\n", "make check")]
)
def test_a_target_called_check_may_look_at_anything(tmp_path: Path, recipe: str, command: str | None) -> None:
    files = {"Makefile": f"check:\n{recipe}", "pot.c": C_TEST, "tests/test_pot.c": C_TEST}
    assert context(tmp_path, files)["test_command"] == command


def test_a_makefile_am_has_its_own_target_for_tests(tmp_path: Path) -> None:
    files = {
        "configure.ac": "AC_INIT([pot], [1])\n",
        "Makefile.am": "bin_PROGRAMS = pot\ntest: pot\n\tcram tests/*.t\n",
        "src/main.c": C_TEST,
        "tests/a.t": "  $ pot\n",
    }
    assert context(tmp_path, files)["test_command"] == "make test"


def test_bazel_stands_behind_cmake(tmp_path: Path) -> None:
    files = {
        "CMakeLists.txt": "project(pot CXX)\nadd_library(pot pot.cc)\nenable_testing()\n",
        "MODULE.bazel": "module(name = 'pot')\n",
        "pot.cc": "int a() { return 1; }\n",
        "tests/pot_test.cc": C_TEST,
    }
    found = context(tmp_path, files)
    assert (found["build_command"], found["test_command"]) == (
        "cmake -S . -B build && cmake --build build",
        "ctest --test-dir build",
    )


def test_classic_yarn_is_not_told_to_run_what_a_member_lacks(tmp_path: Path) -> None:
    files = {
        "package.json": json.dumps({"name": "root", "private": True, "workspaces": ["packages/*"]}),
        "yarn.lock": "# yarn lockfile v1\n",
        "packages/a/package.json": package("a", scripts={"test": "jest"}, devDependencies={"jest": "29"}),
        "packages/a/a.test.js": "test('a', () => {});\n",
        "packages/b/package.json": package("b"),
        "packages/b/index.js": "export const b = 1;\n",
    }
    commands = [row["command"] for row in Workspace(write(tmp_path, files)).test_command()["test_commands"]]
    assert commands[0] == "yarn workspace a run test"
    assert "yarn workspaces run test" not in commands


def test_the_runner_that_a_script_reaches_through_others(tmp_path: Path) -> None:
    scripts = {"build": "rollup -c", "test": "npm run build && npm run test:unit", "test:unit": "karma start"}
    files = {
        "package.json": package("pot", main="index.js", scripts=scripts, devDependencies={"karma": "6", "jest": "29"}),
        "index.js": "export const pot = 1;\n",
        "test/pot.test.js": "test('pot', () => {});\n",
    }
    assert context(tmp_path, files)["test_framework"] == "Karma"


def test_nextest_is_what_the_target_runs(tmp_path: Path) -> None:
    files = {
        "Cargo.toml": '[package]\nname = "pot"\nversion = "0.1.0"\n',
        "Makefile": "test:\n\tcargo nextest run --workspace\n",
        ".github/workflows/ci.yml": "jobs:\n  a:\n    steps:\n      - run: make test\n",
        "src/main.rs": "fn main() {}\n\n#[test]\nfn boils() {}\n",
    }
    found = context(tmp_path, files)
    assert (found["test_command"], found["test_framework"]) == ("make test", "nextest")


@pytest.mark.parametrize(
    ("run", "command"),
    [
        ("scripts/run_tests.sh", "scripts/run_tests.sh"),
        ("bash ./scripts/run_tests.sh", "bash ./scripts/run_tests.sh"),
        ("./scripts/run_tests.sh", "./scripts/run_tests.sh"),
        ("scripts/build.sh", None),
    ],
)
def test_a_script_that_a_pipeline_runs_tests(tmp_path: Path, run: str, command: str | None) -> None:
    """Seen in Swift: an application of Xcode whose tests a script starts; a script that nothing runs proves no command."""
    files = {
        **XCODE,
        "src/LidTests.swift": "import XCTest\n\nclass LidTests: XCTestCase { func testLid() {} }\n",
        "scripts/run_tests.sh": "#!/bin/sh\nxcodebuild test -scheme Pot\n",
        WORKFLOW: f"{STEPS}      - run: {run}\n",
    }
    assert context(tmp_path, files)["test_command"] == command


def test_mill_builds_where_an_older_build_of_sbt_was_left(tmp_path: Path) -> None:
    files = {
        "build.mill": "import mill._\n",
        "mill": "#!/bin/sh\n",
        "build.sbt": 'scalaVersion := "2.12.18"\n',
        "pot/src/Pot.scala": "package pot\n\nclass Pot\n" * 9,
        "pot/test/src/PotTest.scala": "package pot\n\nclass PotTest\n",
    }
    found = context(tmp_path, files)
    told = (found["package_manager"], found["test_command"], found["build_command"])
    assert told == ("mill", "./mill __.test", "./mill __.compile")


def test_tests_behind_an_early_return_need_its_option(tmp_path: Path) -> None:
    """Seen in C++: `ctest` finds nothing in what was built for users alone."""
    cmake = (
        'project(pot)\noption(POT_DEV "for developers" OFF)\nadd_library(pot src/pot.cpp)\n'
        "if(NOT POT_DEV)\n  return()\nendif()\nenable_testing()\nadd_subdirectory(tests)\n"
    )
    files = {
        "CMakeLists.txt": cmake,
        "src/pot.cpp": "int pot() { return 1; }\n",
        "tests/pot_test.cpp": "int main() {}\n",
    }
    assert context(tmp_path, files)["test_command"] == (
        "cmake -S . -B build -DPOT_DEV=ON && cmake --build build && ctest --test-dir build"
    )


def test_rake_tests_nothing_where_no_task_says_so(tmp_path: Path) -> None:
    """Seen in Ruby: a library whose tests Thor runs, with a Rakefile that only adds a folder of other tasks."""
    files = {
        "Gemfile": 'source "https://rubygems.org"\ngem "rake"\ngem "minitest"\n',
        "Rakefile": "Rake.add_rakelib 'tasks'\n",
        "lib/pot.rb": "class Pot\nend\n",
        "test/pot_test.rb": 'require "minitest/autorun"\n\nclass PotTest < Minitest::Test\nend\n',
    }
    assert context(tmp_path, files)["test_command"] is None


def test_a_script_that_serves_the_work_is_no_test(tmp_path: Path) -> None:
    files = {"main.c": "int main(void) { return 0; }\n" * 9, "scripts/play_test.sh": "#!/bin/sh\nplay a.wav\n"}
    assert not context(tmp_path, files)["has_tests"]


def test_dotnet_passes_over_tests_that_are_a_program(tmp_path: Path) -> None:
    """Seen in F#: the tests of a web server are a program of Expecto, which nothing but itself runs."""
    exe = '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>'
    files = {
        "Pot.sln": 'Project("{F2}") = "Pot.Tests", "src/Pot.Tests/Pot.Tests.fsproj", "{A1}"\nEndProject\n',
        "paket.dependencies": "source https://api.nuget.org/v3/index.json\nnuget Expecto\n",
        "src/Pot/Pot.fsproj": '<Project Sdk="Microsoft.NET.Sdk"></Project>',
        "src/Pot/Pot.fs": "module Pot\nlet a = 1\n" * 9,
        "src/Pot.Tests/Pot.Tests.fsproj": exe,
        "src/Pot.Tests/Program.fs": "module Program\n",
    }
    found = context(tmp_path, files)
    assert (found["test_framework"], found["test_command"]) == ("Expecto", None)


def test_what_starts_the_tests_is_not_what_they_are_written_with(tmp_path: Path) -> None:
    """Seen in C++: `ctest` starts the programs that Catch2's tests are built into."""
    files = {
        "CMakeLists.txt": "project(pot)\nenable_testing()\nadd_library(pot pot.cpp)\nadd_subdirectory(tests)\n",
        "pot.cpp": "int pot() { return 1; }\n",
        "tests/CMakeLists.txt": "find_package(Catch2 3)\nadd_executable(check check.cpp)\nadd_test(NAME check COMMAND check)\n",
        "tests/check.cpp": "#include <catch2/catch_all.hpp>\n",
    }
    found = context(tmp_path, files)
    assert found["test_framework"] == "Catch2"
    assert "ctest" in found["test_command"]


def test_of_two_frameworks_the_one_of_the_root_runs_its_tests(tmp_path: Path) -> None:
    """Seen in Ruby: a gem tested with Minitest, and in folders beside it two more that RSpec tests."""
    gem = 'source "https://rubygems.org"\n\n'
    files = {
        "Gemfile": gem + 'gem "rake"\ngem "minitest"\n',
        "pot.gemspec": 'Gem::Specification.new { |s| s.name = "pot" }\n',
        "Rakefile": 'require "minitest/test_task"\nMinitest::TestTask.create\n',
        "lib/pot.rb": "class Pot\nend\n",
        "test/pot_test.rb": 'require "minitest"\nclass PotTest < Minitest::Test\nend\n',
        **{f"pot-{name}/Gemfile": gem + 'gem "rspec"\n' for name in ("lid", "tea")},
        **{f"pot-{name}/spec/{name}_spec.rb": "RSpec.describe Pot do\nend\n" for name in ("lid", "tea")},
        **{f"pot-{name}/lib/{name}.rb": "class Pot::Part\nend\n" * 9 for name in ("lid", "tea")},
    }
    assert context(tmp_path, files)["test_framework"] == "Minitest"


def test_what_also_tests_and_formats_is_no_build_and_a_few_tests_are_not_those_of_the_whole(tmp_path: Path) -> None:
    """Seen in Jsonnet: `make all` makes manifests, and Go asks a cluster whether they work."""
    files = {
        "Makefile": "all: generate fmt test\n\ngenerate:\n\t./build.sh\n\nfmt:\n\tjsonnetfmt -i pot.jsonnet\n\n"
        "test:\n\t./check.sh\n",
        "pot.jsonnet": "{ pot: { lid: 1 } }\n" * 99,
        "go.mod": "module example.com/pot\n",
        "tests/e2e/main_test.go": 'package e2e\n\nimport "testing"\n\nfunc TestPot(t *testing.T) {}\n',
    }
    found = context(tmp_path, files)
    assert (found["build_command"], found["test_framework"]) == (None, None)
    assert found["test_command"] == "make test"


@pytest.mark.parametrize(("line", "command"), [("check_PROGRAMS = fuzz/pot", None), ("TESTS = fuzz/pot", "make check")])
def test_programs_that_a_check_only_builds_are_no_tests(tmp_path: Path, line: str, command: str | None) -> None:
    files = {
        "configure.ac": "AC_INIT([pot], [1])\n",
        "Makefile.am": f"bin_PROGRAMS = pot\n{line}\n",
        "src/main.c": C_TEST,
        "fuzz/pot.c": C_TEST,
        "tests/pot_test.c": C_TEST,
    }
    assert context(tmp_path, files)["test_command"] == command


def test_a_module_of_go_above_the_code_of_others_builds_nothing(tmp_path: Path) -> None:
    files = {
        "go.mod": "module example.com/pot\n",
        "gate/go.mod": "module example.com/pot/gate\n",
        "gate/main.go": "package main\n\nfunc main() {}\n",
    }
    assert context(tmp_path, files)["build_command"] != "go build ./..."


def test_what_an_application_keeps_as_it_was_installed_is_none_of_its_own(tmp_path: Path) -> None:
    names = ("arrow", "bleach", "certifi", "cherrypy", "rich")
    files = {f"lib/{name}/__init__.py": "def boil():\n    return 1\n" for name in names}
    files |= {
        "lib/cherrypy/test/conftest.py": "import pytest\n",
        "lib/cherrypy/test/test_boil.py": "def test_boil(): ...\n",
    }
    files |= {"requirements.txt": "\n".join(names), "pot/main.py": "import arrow\nimport bleach\nfrom pot import lid\n"}
    files |= {"pot/__init__.py": "", "pot/lid.py": "import bleach\nimport arrow\n\n\ndef close():\n    return 1\n"}
    found = Workspace(write(tmp_path, files)).context()
    assert (found["has_tests"], found["test_command"], found["test_framework"]) == (False, None, None)
    assert [item["path"] for item in found["key_files"]] == ["pot/lid.py"]
    write(tmp_path, {"lib/__init__.py": ""})  # adapters for others, in a package of their own
    assert Workspace(tmp_path).context()["has_tests"]
