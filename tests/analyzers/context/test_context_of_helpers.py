"""context: what stands beside the product (its checks, its parts for one platform, its tools) says nothing of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .context_workspaces import context

if TYPE_CHECKING:
    from pathlib import Path

MAIN = "int main(void) { return 0; }\n"
SWIFT = 'let package = Package(name: "pot-kit", products: [{}], targets: [{}])\n'
KOTLIN = "class PotTest {\n    @Test fun boil() {}\n}\n"
ANT = '<project default="setup"><target name="setup"><exec executable="tools/composer"/>{}</target></project>\n'
SOLUTION = 'Project("{{8BC9CEB8}}") = "pot", "pot.{}", "{{57565}}"\nEndProject\n'

CASES = [
    pytest.param(
        {
            "Makefile": "all: pot\n\npot: pot.o\n\ntest: pot\n\t@python3 test.py\n",
            "pot.c": MAIN * 9,
            "test.py": "print(1)\n",
            "scripts/check.pl": "#!/usr/bin/perl\nuse strict;\n" * 12,
            "winbuild/vcpkg.json": '{"name": "pot", "dependencies": ["curl"]}',
            "winbuild/pot.sln": SOLUTION.format("vcxproj"),
        },
        {"main_language": "C", "package_manager": None, "has_tests": True, "test_command": "make test"},
        id="checks in another language, a test that a target runs, lists for one platform",
    ),
    pytest.param(
        {
            "Pot.sln": SOLUTION.format("csproj"),
            "pot.csproj": '<Project Sdk="Microsoft.NET.Sdk"/>',
            "A.cs": "class A {}\n",
        },
        {"package_manager": "dotnet"},
        id="a solution of .NET",
    ),
    pytest.param(
        {
            "Package.swift": "// swift-tools-version:6.0\nimport PackageDescription\n\n"
            + SWIFT.format(
                '.library(name: "PotKit", targets: ["PotKit"]), .library(name: "Lid", targets: ["Lid"])',
                '.target(name: "PotKit"), .target(name: "Lid")',
            ),
            "README.md": '# pot-kit\n\n```swift\n.package(url: "https://x.org/pot-kit.git", from: "1.0.0")\n```\n',
            "Sources/PotKit/Bar.swift": "public struct Bar {}\n",
            "Sources/Lid/Lid.swift": "public struct Lid {}\n",
        },
        {"entry_point": None},
        id="the root of one module of two, where the first has none",
    ),
    pytest.param(
        {
            "settings.gradle.kts": 'rootProject.name = "pot"\ninclude("pot", "test")\n',
            "pot/build.gradle.kts": 'plugins { kotlin("multiplatform") }\nkotlin {\n    sourceSets { commonTest.dependencies { implementation(kotlin("test")) } }\n}\n',
            "pot/src/commonMain/kotlin/Pot.kt": "class Pot {\n    fun boil() {}\n}\n" * 9,
            "pot/src/commonTest/kotlin/PotTest.kt": f"import kotlin.test.Test\n\n{KOTLIN}",
            "test/build.gradle.kts": 'dependencies { testImplementation("org.junit:junit-bom:5.13.4") }\n',
            "test/src/test/kotlin/OtherTest.kt": f"import org.junit.jupiter.api.Test\n\n{KOTLIN}",
        },
        {"test_framework": "kotlin.test", "test_command": "gradle check"},
        id="tests for several platforms, beside a module that tries one",
    ),
    pytest.param(
        {"build.xml": ANT.format(""), "composer.json": '{"name": "pot/pot"}', "src/Pot.php": "<?php\nclass Pot {}\n"},
        {"build_command": None},
        id="a file of Ant that sets up the tools",
    ),
    pytest.param(
        {"build.xml": ANT.format('<javac srcdir="src"/>'), "src/Pot.java": "class Pot {}\n"},
        {"build_command": "ant"},
        id="a file of Ant that compiles",
    ),
    pytest.param(
        {
            "packages/pot/pubspec.yaml": "name: pot\ndev_dependencies:\n  test: ^1.0.0\n",
            "packages/pot/lib/pot.dart": "class Pot {}\n" * 9,
            "packages/pot/test/pot_test.dart": "import 'package:test/test.dart';\n\nvoid main() {}\n",
            "packages/lid/pubspec.yaml": "name: lid\ndev_dependencies:\n  flutter_test:\n    sdk: flutter\n",
            "packages/lid/lib/lid.dart": "class Lid {}\n",
            "packages/lid/test/lid_test.dart": "import 'package:flutter_test/flutter_test.dart';\n\nvoid main() {}\n",
        },
        {"test_framework": "package:test"},
        id="of two packages, what the larger is tested with",
    ),
    pytest.param(
        {
            "pyproject.toml": '[project]\nname = "pot"\nversion = "1"\n\n[dependency-groups]\ntest = ["pytest"]\n\n[tool.uv]\npackage = true\n',
            "uv.lock": "version = 1\n",
            "tests/test_pot.py": "def test_pot():\n    assert 1\n",
            "src/pot/__init__.py": "def boil():\n    return 1\n",
            "src/pot/static/pot/lid.js": "function lid() { return 1; }\n" * 40,
        },
        {"main_language": "Python", "package_manager": "uv", "test_command": "uv run --group test pytest"},
        id="scripts for browsers that no package of the workspace manages",
    ),
    pytest.param(
        {
            "go.mod": "module x.org/pot\n\ngo 1.22\n",
            "pkg/pot.go": "package pot\n\nfunc Boil() {}\n",
            "pkg/pot_test.go": 'package pot\n\nimport "testing"\n\nfunc TestBoil(t *testing.T) {}\n',
            "test/go.mod": "module x.org/pot/test\n\ngo 1.22\n\nrequire github.com/onsi/ginkgo/v2 v2.1.0\n",
            "test/e2e_test.go": 'package test\n\nimport _ "github.com/onsi/ginkgo/v2"\n',
        },
        {"test_framework": "go test"},
        id="what a module of tests alone is run by",
    ),
    pytest.param(
        {
            "rebar.config": "{deps, []}.\n",
            "apps/pot/src/pot.erl": "-module(pot).\n-export([main/1]).\nmain(_) -> ok.\n",
            "apps/pot/test/pot_SUITE.erl": "-module(pot_SUITE).\n",
        },
        {"project_type": "unknown", "test_command": "rebar3 ct"},
        id="suites of a language that is not parsed",
    ),
    pytest.param(
        {
            "README.md": "# Pot\n\nPot is a library of helpers that make servlets boil.\n",
            "build.gradle": "plugins { id 'java' }\ndependencies { implementation 'javax.servlet:javax.servlet-api:3.0.1' }\n",
            "settings.gradle": "rootProject.name = 'pot'\n",
            "codequality/checkstyle.xml": "<module/>\n",
            "src/main/java/Pot.java": "class Pot { public static void main(String[] args) { } }\n",
            "src/main/resources/templates/pot.html": "<p>pot</p>\n",
        },
        {"project_type": "library", "entry_point": None, "has_linting": False},
        id="what calls itself a library, with a main of its own and rules that nothing checks",
    ),
]


@pytest.mark.parametrize(("files", "expected"), CASES)
def test_what_stands_beside_says_nothing_of_the_whole(
    tmp_path: Path, files: dict[str, str], expected: dict[str, Any]
) -> None:
    answer = context(tmp_path, files)
    assert {name: answer[name] for name in expected} == expected
