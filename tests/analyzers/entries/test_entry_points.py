"""Entry points: the product's likeliest start first, resolved to its source, and nothing that only looks like one."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

CASES = {
    "server that only a test starts": (
        {
            "go.mod": "module x.org/a\n\ngo 1.22\n\nrequire github.com/gin-gonic/gin v1.9.0\n",
            "main.go": "package main\n\nfunc main() {}\n",
            "a_test.go": 'package main\n\nimport "github.com/gin-gonic/gin"\n\nfunc TestA() {\n\tr := gin.New()\n\tr.Run()\n}\n',
        },
        [("main", "main.go", "main.go")],
    ),
    "a gem that spells its name apart": (
        {"activepot/activepot.gemspec": "Gem::Specification.new do |s|\n  s.name = 'activepot'\nend\n", "activepot/lib/active_pot.rb": ""},
        [("library", "activepot", "activepot/lib/active_pot.rb")],
    ),
    "functions of a cloud": (
        {
            "serverless.yml": "service: a\nfunctions:\n  list:\n    handler: src/orders.list\n  get:\n    handler: bin/get\n",
            "src/orders.ts": "export const list = async () => 1\n",
            "get/main.go": "package main\n\nfunc main() {}\n",
            "api/template.yaml": "Resources:\n  Pay:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: pay/\n"
            "      Handler: app.run\n",
            "api/pay/app.py": "def run(event, context): ...\n",
            "edge/wrangler.toml": 'name = "edge"\nmain = "src/worker.js"\n',
            "edge/src/worker.js": "export default {}\n",
        },
        [
            ("serverless", "Pay", "api/pay/app.py"),
            ("serverless", "edge", "edge/src/worker.js"),
            ("serverless", "list", "src/orders.ts"),
            ("serverless", "get", "get/main.go"),
        ],
    ),
    "Flutter with its hosts": (
        {
            "pubspec.yaml": "name: a\ndependencies:\n  flutter:\n    sdk: flutter\n",
            "lib/main.dart": "void main() {}\n",
            "linux/runner/main.cc": "int main(int argc, char** argv) { return 0; }\n",
        },
        [("main", "main.dart", "lib/main.dart")],
    ),
    "helper beside the product": (
        {
            "Cargo.toml": '[workspace]\nmembers = ["xtask", "crates/*"]\n',
            "xtask/Cargo.toml": '[package]\nname = "xtask"\nversion = "0.1.0"\n',
            "xtask/src/main.rs": "fn main() {}\n",
            "crates/pot/Cargo.toml": '[package]\nname = "pot"\nversion = "0.1.0"\n',
            "crates/pot/src/main.rs": "fn main() {}\n",
        },
        [("cli", "pot", "crates/pot/src/main.rs"), ("cli", "xtask", "xtask/src/main.rs")],
    ),
    "what a hidden folder holds after the tools": (
        {
            "tools/probe.py": "if __name__ == '__main__':\n    print()\n",
            ".agents/skills/scripts/add.py": "if __name__ == '__main__':\n    print()\n",
        },
        [("main", "probe.py", "tools/probe.py"), ("main", "add.py", ".agents/skills/scripts/add.py")],
    ),
    "Phoenix endpoint": (
        {
            "mix.exs": 'defmodule A.MixProject do\n  def project, do: [app: :a, version: "1.0.0"]\n  defp deps, do: [{:phoenix, "~> 1.7"}]\nend\n',
            "lib/a_web/endpoint.ex": "defmodule AWeb.Endpoint do\n  use Phoenix.Endpoint, otp_app: :a\nend\n",
        },
        [("web", "endpoint.ex", "lib/a_web/endpoint.ex")],
    ),
    "console script of a package that is the root itself": (
        {
            "pyproject.toml": '[project]\nname = "tool"\nversion = "1"\n[project.scripts]\ntool = "tool.cli:main"\n'
            '[tool.setuptools.package-dir]\ntool = "."\n',
            "cli.py": "def main(): ...\n",
            "__init__.py": "",
        },
        [("cli", "tool", "cli.py")],
    ),
    "console script through a reexport": (
        {
            "pyproject.toml": '[project]\nname = "tool"\nversion = "1"\n[project.scripts]\ntool = "tool:main"\n',
            "src/tool/__init__.py": "from tool.cli import main\n",
            "src/tool/cli.py": "def main(): ...\n\nif __name__ == '__main__':\n    main()\n",
        },
        [("cli", "tool", "src/tool/cli.py"), ("library", "tool", "src/tool/__init__.py")],
    ),
    "docstring of a library": (
        {
            "pyproject.toml": '[project]\nname = "lib"\nversion = "1"\n',
            "lib/__init__.py": '"""\napp = Flask(__name__)\n"""\n\nclass Flask: ...\n\ndef make():\n    app = Flask(1)\n    return app\n',
        },
        [("library", "lib", "lib/__init__.py")],
    ),
    "distribution with another name than its package": (
        {
            "pyproject.toml": "[build-system]\nbuild-backend = 'setuptools.build_meta'\n[project]\nname = 'PyPot'\n",
            "pot/__init__.py": "",
            "tests/__init__.py": "",
        },
        [("library", "pypot", "pot/__init__.py")],
    ),
    "server inside a JavaScript library": (
        {
            "package.json": '{"name": "web", "version": "1.0.0"}',
            "index.js": "module.exports = require('./lib/app');\n",
            "lib/app.js": "var http = require('http');\nexports.listen = function () {\n  var server = http.createServer(this);\n};\n",
        },
        [("library", "web", "index.js")],
    ),
    "Go program that also serves": (
        {
            "go.mod": "module example.org/x\n\ngo 1.22\n",
            "main.go": "package main\n\nfunc main() {}\n",
            "server/serve.go": 'package server\n\nimport "net/http"\n\nfunc Run() {\n\thttp.ListenAndServe(":1", nil)\n}\n',
        },
        [("main", "main.go", "main.go"), ("web", "serve.go", "server/serve.go")],
    ),
    "Go library": (
        {"go.mod": "module example.org/x/pot/v2\n\ngo 1.22\n", "a.go": "package pot\n", "pot.go": "package pot\n"},
        [("library", "example.org/x/pot/v2", "pot.go")],
    ),
    "Cargo without a word in the manifest": (
        {"Cargo.toml": '[package]\nname = "run"\nversion = "1.0.0"\n', "src/main.rs": "fn main() {}\n"},
        [("cli", "run", "src/main.rs")],
    ),
    "Meson": (
        {"meson.build": "project('x', 'c')\nexecutable('pot', ['main.c'])\n", "main.c": "int main(void) { return 0; }\n"},
        [("cli", "pot", "main.c")],
    ),
    "Elixir": (
        {
            "mix.exs": 'defmodule X.MixProject do\n  use Mix.Project\n  def project, do: [app: :x, version: "1.0.0"]\nend\n',
            "lib/x/application.ex": "defmodule X.Application do\n  use Application\nend\n",
        },
        [("main", "application.ex", "lib/x/application.ex")],
    ),
    "an activity on the launcher": (
        {
            "app/src/main/AndroidManifest.xml": '<manifest><application>\n<activity android:name=".ui.Help" />\n<activity android:name=".ui.Home">'
            '<intent-filter><action android:name="android.intent.action.MAIN" /><category android:name="android.intent.category.LAUNCHER" />'
            "</intent-filter></activity></application></manifest>",
            "app/src/main/java/org/x/ui/Home.kt": "package org.x.ui\n\nclass Home\n",
        },
        [("main", "Home", "app/src/main/java/org/x/ui/Home.kt")],
    ),
    "Expo's router": (
        {"package.json": '{"name": "x", "main": "expo-router/entry"}', "app/_layout.tsx": "export default () => null;\n"},
        [("main", "main", "app/_layout.tsx")],
    ),
    "a program at a path of its own": (
        {
            "Cargo.toml": '[package]\nname = "run"\nversion = "1.0.0"\n[[bin]]\nname = "run"\npath = "core/main.rs"\n',
            "core/main.rs": "fn main() {}\n",
        },
        [("cli", "run", "core/main.rs")],
    ),
    "a library that its build makes": (
        {
            "package.json": '{"name": "pot", "main": "index.js", "module": "dist/pot.esm.js", "exports": {"./x": "./x.d.ts", "./package.json": "./package.json"}}',
            "index.js": "module.exports = 1;\n",
            "x.d.ts": "export {};\n",
            "src/index.ts": "export const a = 1;\n",
        },
        [("library", "pot", "index.js"), ("library", "pot", "src/index.ts")],
    ),
    "a target of SwiftPM": (
        {
            "Package.swift": 'let package = Package(name: "X", targets: [.executableTarget(name: "Run")])\n',
            "Sources/Run/entry.swift": "@main\nstruct Run { static func main() {} }\n",
        },
        [("cli", "Run", "Sources/Run/entry.swift")],
    ),
    "libraries of SwiftPM": (
        {
            "Package.swift": 'let package = Package(name: "X", products: [.library(name: "Pot", targets: ["Pot"]), .library(name: "Lid", targets: ["Lid"])],\n'
            '  targets: [.target(name: "Pot"), .target(name: "Lid")])\n',
            "Sources/Pot/Boil.swift": "struct Boil {}\n",
            "Sources/Pot/Pot.swift": "struct Pot {}\n",
            "Sources/Lid/Deep/A.swift": "struct A {}\n",
            "Sources/Lid/Rim.swift": "struct Rim {}\n",
        },
        [("library", "Pot", "Sources/Pot/Pot.swift"), ("library", "Lid", "Sources/Lid/Rim.swift")],
    ),
    "a face beside the program": (
        {
            "composer.json": '{"name": "a/b"}',
            "public/index.php": "<?php\n" * 99,
            "package.json": '{"name": "face", "scripts": {"dev": "vite"}}',
            "a.js": "1;",
        },
        [("web", "index.php", "public/index.php"), ("script", "dev", "")],
    ),
    "mains of tests": (
        {"src/test/java/RunTest.java": "public class RunTest {\n  public static void main(String[] a) {}\n}\n"},
        [],
    ),
    "an application that CommonJS exports where it is made": (
        {"app.js": "const Koa = require('koa')\nconst app = module.exports = new Koa()\n", "package.json": '{"name": "x", "dependencies": {"koa": "2"}}'},
        [("web", "app", "app.js")],
    ),
    "a server of Ktor": (
        {
            "build.gradle.kts": 'dependencies { implementation("io.ktor:ktor-server-core:2.3.0") }\n',
            "src/Run.kt": "package shop\nimport io.ktor.server.engine.*\n\nfun main() {\n    embeddedServer(Netty, port = 80) {}.start()\n}\n",
        },
        [("web", "Run.kt", "src/Run.kt")],
    ),
    "handlers of routes and commands": (
        {
            "act/films.js": "exports.handler = function (request, h) { return 1 }\n",
            "act/boil.js": "exports.handler = async ({ request }) => 1\n",
            "act/grind.js": "exports.handler = (argv) => 1\n",
            "fn/pot.js": "exports.handler = async (event) => 1\n",
        },
        [("serverless", "handler", "fn/pot.js")],
    ),
    "a function of Vercel in Python": (
        {"api/pot.py": "from http.server import BaseHTTPRequestHandler\n\nclass handler(BaseHTTPRequestHandler):\n    def do_GET(self): ...\n"},
        [("serverless", "handler", "api/pot.py")],
    ),
    "a handler of Java in an archive": (
        {
            "template.yaml": "Globals:\n  Function:\n    CodeUri: target/x-1.0.0.jar\nResources:\n  Boil:\n    Type: AWS::Serverless::Function\n"
            "    Properties:\n      Handler: shop.pots.Boil::run\n",
            "src/main/java/shop/pots/Boil.java": "package shop.pots;\npublic class Boil { public void run() {} }\n",
        },
        [("serverless", "Boil", "src/main/java/shop/pots/Boil.java")],
    ),
    "what Flask does before the server starts": (
        {
            "Procfile": "web: flask db upgrade; flask translate compile; gunicorn shop:app\n",
            "shop.py": "app = 1\n",
            "app/translate.py": "x = 1\n",
        },
        [("container", "web", "shop.py")],
    ),
    "the function that Rocket launches": (
        {
            "Cargo.toml": '[package]\nname = "shop"\n[dependencies]\nrocket = "0.5"\n',
            "src/main.rs": "fn other() {}\n\n#[launch]\nasync fn rocket() -> _ {\n    rocket::build()\n}\n",
        },
        [("cli", "shop", "src/main.rs")],
    ),
    "main that only a self test compiles": (
        {
            "src/crc.c": "int crc(void) {\n#if 1\n  return 1;\n#endif\n}\n#ifdef CRC_TEST_MAIN\nint main(void) { return crc(); }\n#endif\n",
            "src/wide.h": "int main(int count, char **words);\n",
            "src/base.c": "#ifdef DEBUG_85\nint main(void) { return 1; }\n#endif\n",
            "src/old.c": "#if 0\nint main(void) { return 1; }\n#endif\n",
            "src/hash.c": "#if defined(HASH_TEST)\nstatic int t;\n#else\nstatic int u;\n#endif\n#ifndef UNIT_TEST\nint main(void) { return 0; }\n#endif\n",
        },
        [("main", "hash.c", "src/hash.c")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), CASES.values(), ids=CASES.keys())
def test_entry_points(tmp_path: Path, files: dict[str, str], expected: list[tuple[str, str, str]]) -> None:
    answer = Workspace(write(tmp_path, {"a/.keep": "", **files})).entry_points()
    found = [(entry["kind"], entry["name"], entry["path"]) for entry in answer["entry_points"]]
    assert found[: len(expected)] == expected
    assert bool(found) == bool(expected)


def test_mains_that_are_switched_off_are_nowhere_in_the_answer(tmp_path: Path) -> None:
    files, _ = CASES["main that only a self test compiles"]
    answer = Workspace(write(tmp_path, files)).entry_points()
    assert [entry["path"] for entry in answer["entry_points"]] == ["src/hash.c"]


def test_web_app_of_an_imported_framework(tmp_path: Path) -> None:
    files = {"app.py": "from flask import Flask\n\ndef create():\n    app = Flask(__name__)\n    return app\n"}
    [entry] = Workspace(write(tmp_path, files)).entry_points(kind="web")["entry_points"]
    assert (entry["path"], entry["line"], entry["symbol"]) == ("app.py", 4, "app")


def test_the_program_that_is_released_comes_first(tmp_path: Path) -> None:
    files = {
        "go.mod": "module x.org/pots\n",
        ".goreleaser.yml": "builds:\n  - id: mac\n    binary: bin/pot\n    main: ./cmd/pot\n  - id: linux\n    binary: bin/pot\n    main: ./cmd/pot\n",
        "cmd/gen-docs/main.go": "package main\n\nfunc main() {}\n",
        "cmd/pot/start.go": "package main\n\nfunc main() {}\n",
    }
    first = Workspace(write(tmp_path, files)).entry_points()["entry_points"][0]
    assert (first["kind"], first["name"], first["path"], first["symbol"]) == ("cli", "pot", "cmd/pot/start.go", "main")
    assert first["evidence"] == [{"path": ".goreleaser.yml", "line": 2}]


def test_the_line_of_what_rocket_launches(tmp_path: Path) -> None:
    entry = Workspace(write(tmp_path, CASES["the function that Rocket launches"][0])).entry_points()["entry_points"][0]
    assert (entry["symbol"], entry["line"]) == ("rocket", 3)


def test_the_root_packages_program_goes_before_its_helpers(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "Cargo.toml": '[workspace]\nmembers = ["crates/*"]\n\n[package]\nname = "pot"\nversion = "1.0.0"\n',
            "src/main.rs": "fn main() {}\n",
            "crates/book/Cargo.toml": '[package]\nname = "book"\nversion = "0.0.0"\npublish = false\n',
            "crates/book/src/main.rs": "fn main() {}\n",
        },
    )
    assert [entry["name"] for entry in Workspace(root).entry_points()["entry_points"]] == ["pot", "book"]


def test_a_mark_above_the_function_that_it_marks(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {"build.sbt": 'name := "pot"\n', "src/main/scala/Pot.scala": "@main\ndef boil(args: String*): Unit =\n  ()\n"},
    )
    found = Workspace(root).entry_points()["entry_points"]
    assert [(entry["name"], entry["symbol"], entry["line"]) for entry in found] == [("boil", "boil", 1)]


def test_what_cmake_runs_as_a_test_is_no_program(tmp_path: Path) -> None:
    main = "int main() { return 0; }\n"
    files = {
        "CMakeLists.txt": "project(x)\nadd_executable(tool src/tool.cpp)\nadd_executable(check src/check.cpp)\nadd_executable(unit src/unit.cpp)\n"
        "add_test(NAME t COMMAND check --all)\ngtest_discover_tests(unit)\n",
        "src/tool.cpp": main,
        "src/check.cpp": main,
        "src/unit.cpp": main,
    }
    programs = Workspace(write(tmp_path, files)).entry_points(kind="cli")["entry_points"]
    assert [program["name"] for program in programs] == ["tool"]


@pytest.mark.parametrize("place", ["cmd/pots/main.go", "main.go"])
def test_the_program_that_a_module_of_go_is_named_for_comes_first(tmp_path: Path, place: str) -> None:
    program = "package main\n\nfunc main() {}\n"
    files = {"go.mod": "module example.com/pots\n", "cmd/gen/main.go": program, place: program}
    told = Workspace(write(tmp_path, files)).entry_points(kind="main")["entry_points"]
    assert [entry["path"] for entry in told] == [place, "cmd/gen/main.go"]
