"""context and detect on what is run and what only stands there: steps of pipelines, scripts beside the product, other people's files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from groundplan import Workspace

from ..workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

WORKFLOW = ".github/workflows/ci.yml"
STEPS = "on: push\njobs:\n  all:\n    steps:\n"
PBXPROJ = '\t\t\tSDKROOT = macosx;\n\t\t\tproductType = "com.apple.product-type.application";\n'
XCODE = {"Pot.xcodeproj/project.pbxproj": PBXPROJ, "src/Lid.swift": "import Cocoa\n\nclass Lid: NSView {}\n" * 20}


def context(root: Path, files: dict[str, str]) -> dict[str, Any]:
    return cast("dict[str, Any]", Workspace(write(root / "work", files)).context())


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


def test_an_application_for_the_mac_is_told_by_its_own_files(tmp_path: Path) -> None:
    """Its frame is the one that it imports, it begins in `main.swift` wherever that is, and what checks the scripts around it
    says nothing of it."""
    files = {
        **XCODE,
        "src/main.swift": "import AppKit\n\nNSApplication.shared.run()\n",
        "package.json": '{"private": true, "devDependencies": {"typescript": "5"}}',
        "tsconfig.json": "{}",
        "commitlint.config.js": "module.exports = {}\n",
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["main_framework"], found["entry_point"]) == (
        "desktop",
        "AppKit",
        "src/main.swift",
    )
    assert "typed by TypeScript" not in found["conventions"]


MAIN = "#ifndef _WIN32\n\nint\nmain(int argc, char *argv[])\n{\n\treturn run(argc, argv);\n}\n\n#endif\n"


@pytest.mark.parametrize(
    ("text", "entry"), [(MAIN, "src/pot.c"), ("int run(void)\n{\n\treturn\n\tmain(1, 0);\n}\nint main(void);\n", None)]
)
def test_a_main_function_of_c_may_stand_below_its_type(tmp_path: Path, text: str, entry: str | None) -> None:
    files = {"src/pot.c": text, "src/lid.c": "int lid(void) { return 1; }\n" * 9, "configure.ac": "AC_INIT\n"}
    assert context(tmp_path, files)["entry_point"] == entry


def test_the_one_script_that_is_the_command_is_where_it_starts(tmp_path: Path) -> None:
    files = {"pot.sh": "#!/bin/sh\necho pot\n" * 9, "notify/mail.sh": "mail() { echo 1; }\n"}
    found = context(tmp_path, files)
    assert (found["project_type"], found["entry_point"]) == ("cli", "pot.sh")


def test_scripts_of_lua_in_bin_begin_a_program(tmp_path: Path) -> None:
    """Seen in Lua: a package manager with its programs in `src/bin/`, and tests that only `.busted` tells of."""
    files = {
        "README.md": "# pot\n\nA package manager for pots.\n",
        "src/bin/pot": '#!/usr/bin/env lua\nrequire("pot.boil")\n',
        "src/pot/boil.lua": "local boil = {}\nreturn boil\n" * 9,
        "spec/boil_spec.lua": 'describe("boil", function() end)\n',
        ".busted": "return {}\n",
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["entry_point"]) == ("cli", "src/bin/pot")
    assert (found["test_framework"], found["test_command"]) == ("busted", "busted")


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


def test_what_a_script_imports_is_no_test_framework_where_nothing_is_tested(tmp_path: Path) -> None:
    """Seen in PHP: Playwright took the pictures for the README."""
    files = {
        "index.php": "<?php\necho pot();\n" * 9,
        "screenshots/take.py": "from playwright.sync_api import sync_playwright\n\nsync_playwright()\n",
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["test_framework"]) == ("backend", None)


def test_a_package_of_haskell_is_none_of_npm(tmp_path: Path) -> None:
    """hpack calls its description as pnpm may call its own; the command with the workspace's name is what a family is for."""
    cabal = "name: {0}\nversion: 1\n\nlibrary\n  exposed-modules: Pot\n"
    files = {
        "cabal.project": "packages: pot pot-lib\n",
        "pot/pot.cabal": cabal.format("pot") + "\nexecutable pot\n  main-is: app/Main.hs\n",
        "pot/package.yaml": "name: pot\nversion: 1\nlibrary:\n  exposed-modules: Pot\ndependencies:\n- base\n",
        "pot/README.md": "# pot\n\nThe command-line interface for pots.\n",
        "pot/app/Main.hs": "main :: IO ()\nmain = return ()\n" * 20,
        "pot-lib/pot-lib.cabal": cabal.format("pot-lib"),
        "pot-lib/Pot.hs": "module Pot where\npot = 1\n" * 50,
    }
    found = Workspace(write(tmp_path / "pot", files))
    assert {item["ecosystem"] for item in found.packages()["packages"]} == {"hackage"}
    assert found.detect()["project_type"] == "cli"


def test_a_library_for_several_servers_rests_on_none(tmp_path: Path) -> None:
    deps = '"com.typesafe.akka" %% "akka-http" % "10.2.10", "org.http4s" %% "http4s-core" % "0.23.1"'
    files = {
        "README.md": "# pot\n\npot is a library for asking servers.\n",
        "build.sbt": f'name := "pot"\nlibraryDependencies ++= Seq({deps})\n',
        "core/src/main/scala/pot/Pot.scala": "package pot\n\nclass Pot\n" * 9,
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["main_framework"]) == ("library", None)


def test_the_frame_that_a_project_of_net_refers_to_and_the_tools_it_installs(tmp_path: Path) -> None:
    """Seen in F#: a framework for the web on ASP.NET Core, formatted by a tool that `.config/` lists."""
    project = '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><FrameworkReference Include="Microsoft.AspNetCore.App" /></ItemGroup></Project>'
    tools = '{"version": 1, "tools": {"fantomas": {"version": "7.0.5", "commands": ["fantomas"]}}}'
    files = {"src/Pot/Pot.fsproj": project, "src/Pot/Pot.fs": "module Pot\n", ".config/dotnet-tools.json": tools}
    found = Workspace(write(tmp_path / "pot", files)).detect()
    assert [row["name"] for row in found["frameworks"]] == ["ASP.NET Core"]
    assert [(row["name"], row["version"]) for row in found["formatters"]] == [("Fantomas", "7.0.5")]


def test_a_plugin_of_wordpress_says_so_in_its_head(tmp_path: Path) -> None:
    files = {
        "pot.php": "<?php\n/**\n * Pot\n *\n * Plugin Name: Pot\n */\nclass Pot {}\n",
        "composer.json": '{"name": "x/pot", "type": "wordpress-plugin", "require": {"php": ">=7.4"}}',
        "README.md": "# Pot\n\n```php\ndo_action( 'pot/boil', 1 );\n```\n",
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["type_evidence"]) == ("unknown", ["pot.php:5 a plugin of WordPress"])


def test_what_build_files_make_shows_a_library_and_no_script_beside_it(tmp_path: Path) -> None:
    cmake = "project(pot)\nadd_library(pot src/pot.cpp)\ninstall(TARGETS pot EXPORT pot-config)\n"
    files = {
        "CMakeLists.txt": cmake,
        "src/pot.cpp": "int pot() { return 1; }\n" * 9,
        "scripts/js/package.json": '{"name": "tables", "version": "1.0.0", "main": "tables.js"}',
        "scripts/js/tables.js": "module.exports = 1\n",
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["type_evidence"]) == (
        "library",
        ["CMakeLists.txt:2 its build makes a library"],
    )


def test_hidden_programs_tell_nothing_of_how_people_write_here(tmp_path: Path) -> None:
    files = {
        **{f"src/main/java/pot/Pot{n}.java": "package pot;\n\nclass Pot {\n  int a;\n}\n" * 9 for n in range(9)},
        **{f".agent/tool{n}.py": 'TEXT = "pot"\n\n\ndef pot():\n    return "pot"\n' * 9 for n in range(9)},
    }
    assert not [line for line in context(tmp_path, files)["conventions"] if "Python" in line]


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


def test_what_is_supported_is_no_library(tmp_path: Path) -> None:
    """Seen in C#: `support for 3rd party libraries` was read as what an application calls itself."""
    project = '<Project><ItemGroup><Reference Include="PresentationFramework" /></ItemGroup></Project>'
    files = {
        "README.md": "# Pot\n\nA manager of pots with support for 3rd party libraries like Lid.\n",
        "Pot/Pot.csproj": project,
        "Pot/App.cs": "class App { static void Main() {} }\n" * 9,
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["main_framework"]) == ("desktop", "WPF")


def test_a_linter_that_a_module_needs_to_run_looks_at_nothing(tmp_path: Path) -> None:
    """Seen in Java: Checkstyle's parser reads the documentation of others."""
    checkstyle = "<dependency><groupId>com.puppycrawl.tools</groupId><artifactId>checkstyle</artifactId><version>1</version></dependency>"
    pom = (
        f"<project><groupId>x</groupId><artifactId>pot</artifactId><dependencies>{checkstyle}</dependencies></project>"
    )
    files = {"pom.xml": pom, "src/main/java/Pot.java": "class Pot {}\n" * 9}
    assert not context(tmp_path, files)["has_linting"]
