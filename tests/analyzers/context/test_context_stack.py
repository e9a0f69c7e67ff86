"""context: the type, the tools and the start of a workspace, of which something false was said once."""

from __future__ import annotations

from pathlib import Path

from .context_workspaces import context


def test_tests_of_a_language_without_a_grammar_are_tests(tmp_path: Path) -> None:
    files = {
        "mix.exs": (
            'defmodule Pot.MixProject do\n  use Mix.Project\n  def project do\n    [app: :pot, version: "1.0.0", package: package()]\n  end\n'
            '  defp package, do: %{licenses: ["MIT"]}\nend\n'
        ),
        "lib/pot.ex": "defmodule Pot do\nend\n",
        "lib/pot/application.ex": "defmodule Pot.Application do\n  use Application\nend\n",
        "test/pot_test.exs": "defmodule PotTest do\n  use ExUnit.Case\nend\n",
    }
    found = context(tmp_path, files, "pot")
    assert (found["has_tests"], found["entry_point"], found["project_type"]) == (True, "lib/pot.ex", "library")


def test_rspec_for_its_mocks_runs_no_test(tmp_path: Path) -> None:
    files = {
        "Gemfile": "gem 'rspec'\ngem 'minitest'\n",
        "lib/pot.rb": "class Pot; end\n",
        "test/test_pot.rb": "class TestPot < Minitest::Test\nend\n",
        "Rakefile": "require 'rake/testtask'\nRake::TestTask.new\n",
    }
    found = context(tmp_path, files)
    assert (found["test_framework"], found["test_command"]) == ("Minitest", "bundle exec rake test")


def test_what_a_library_is_compared_with_is_no_framework(tmp_path: Path) -> None:
    manifest = '{"name": "lo", "version": "1.0.0", "private": true, "main": "lo.js", "devDependencies": {"vue": "3", "qunitjs": "2"}}'
    files = {
        "package.json": manifest,
        "lo.js": "module.exports = function lo() {}\n",
        "test/index.html": "<script src=vue.js>",
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["main_framework"], found["test_framework"]) == ("library", None, "QUnit")
    app = {**files, "src/main.js": "import { createApp } from 'vue'\ncreateApp()\n"}
    assert context(tmp_path, app, "app")["main_framework"] == "Vue.js"


SWIFT = {
    "Package.swift": (
        'import PackageDescription\nlet package = Package(name: "Kite", products: [.library(name: "Kite", targets: ["Kite"])],'
        ' targets: [.target(name: "Kite", path: "Sources")])\n'
    ),
    "Kite.xcodeproj/project.pbxproj": "// !$*UTF8*$!\n{ objects = {}; }\n",
    "Sources/Cache/Age.swift": "import UIKit\npublic struct Age {}\n",
    "Sources/General/Kite.swift": "import UIKit\npublic struct Kite {}\n",
    "Sources/Documentation.docc/Resources/Kite.swift": "let kite = Kite()\n",
    "Tests/KiteTests/KiteTests.swift": "import XCTest\nclass KiteTests: XCTestCase {}\n",
}


def test_a_swift_library_with_an_xcode_project_is_a_library(tmp_path: Path) -> None:
    found = context(tmp_path, SWIFT)
    assert (found["project_type"], found["entry_point"]) == ("library", "Sources/General/Kite.swift")
    assert found["test_command"] is None  # the package has no test target
    lanes = {**SWIFT, "fastlane/Fastfile": "platform :ios do\n  lane :tests do\n    scan\n  end\nend\n"}
    assert context(tmp_path, lanes, "lanes")["test_command"] == "bundle exec fastlane tests"


def test_a_module_of_swift_without_a_file_of_its_name_has_no_root(tmp_path: Path) -> None:
    files = {path: text for path, text in SWIFT.items() if path != "Sources/General/Kite.swift"}
    assert context(tmp_path, files)["entry_point"] is None


def test_dotnet_does_not_choose_between_a_solution_and_another_project(tmp_path: Path) -> None:
    files = {
        "Pot.slnx": '<Solution><Project Path="Pot/Pot.csproj" /></Solution>',
        "Pot/Pot.csproj": '<Project Sdk="Microsoft.NET.Sdk"></Project>',
        "Build.csproj": '<Project Sdk="Microsoft.Build.Traversal"></Project>',
        "Pot/Tests/LidTests.cs": "class LidTests {}\n",
    }
    found = context(tmp_path, files)
    assert (found["build_command"], found["test_command"]) == ("dotnet build Pot.slnx", "dotnet test Pot.slnx")


def test_formatters_of_golangci_are_those_it_enables(tmp_path: Path) -> None:
    files = {
        "go.mod": "module example.org/x\n\ngo 1.22\n\nrequire mvdan.cc/sh/v3 v3.8.0\n",
        "main.go": "package main\n\nfunc main() {}\n",
        ".golangci.yml": 'version: "2"\nlinters:\n  disable:\n    - gci\nformatters:\n  enable:\n    # all\n    - gofumpt\n    - goimports\n',
    }
    assert "formatted by gofumpt, goimports" in context(tmp_path, files)["conventions"]


def test_tools_of_the_main_language_are_named_first(tmp_path: Path) -> None:
    files = {
        "Cargo.toml": '[package]\nname = "x"\nversion = "1.0.0"\n',
        "src/main.rs": "fn main() {}\n",
        "clippy.toml": "",
        "scripts/ruff.toml": "line-length = 100\n",
        "scripts/plot.py": "print(1)\n" * 40,
    }
    assert "checked by Clippy, Ruff" in context(tmp_path, files)["conventions"]


def test_dumps_have_no_style_to_follow(tmp_path: Path) -> None:
    files = {
        "src/A.java": "class A {\n" + "    int a;\n" * 400 + "}\n",
        "sql/dump.sql": "CREATE TABLE `a` (\n  `id` bigint\n);\nBEGIN;\nCOMMIT;\n" * 9,
    }
    assert "indent: Java 4 spaces" in context(tmp_path, files)["conventions"]


def test_a_list_of_what_to_ignore_alone_names_no_formatter(tmp_path: Path) -> None:
    files = {".prettierignore": "dist\n", "package.json": "{}", "src/a.js": "export const a = 1\n" * 12}
    assert not any("Prettier" in text for text in context(tmp_path, files)["conventions"])


def test_assertions_of_kotest_run_no_tests(tmp_path: Path) -> None:
    build = 'dependencies {\n    testImplementation("org.junit.jupiter:junit-jupiter:5.9.0")\n    testImplementation("io.kotest:kotest-assertions-core:6.0.0")\n}\n'
    files = {
        "build.gradle.kts": build,
        "src/main/kotlin/A.kt": "class A\n",
        "src/test/kotlin/ATest.kt": "class ATest\n",
    }
    assert context(tmp_path, files)["test_framework"] == "JUnit"


def test_a_server_begins_where_npm_starts_it(tmp_path: Path) -> None:
    files = {
        "package.json": '{"private": true, "scripts": {"start": "npm run serve", "serve": "node server/server.js", "dev": "vite"},'
        ' "dependencies": {"express": "4.0.0", "vue": "3.0.0"}}',
        "index.html": '<script type="module" src="/src/main.js"></script>\n',
        "src/main.js": 'import { createApp } from "vue"\nimport App from "./App.vue"\ncreateApp(App).mount("#app")\n',
        "src/App.vue": "<template><p>a</p></template>\n",
        "server/server.js": 'const app = require("express")()\napp.get("/a", show)\napp.listen(3000)\n',
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["entry_point"]) == ("fullstack", "server/server.js")


WORKSPACE = {
    "Cargo.toml": '[workspace]\nmembers = ["pen-core", "pen-term", "xtask"]\ndefault-members = ["pen-term"]\n',
    "pen-core/Cargo.toml": '[package]\nname = "pen-core"\nversion = "1.0.0"\n',
    "pen-core/src/lib.rs": "pub fn ink() {}\n#[test]\nfn wet() {}\n",
    "pen-term/Cargo.toml": '[package]\nname = "pen-term"\nversion = "1.0.0"\n\n[[bin]]\nname = "pn"\npath = "src/main.rs"\n',
    "pen-term/src/main.rs": "fn main() {}\n",
    "xtask/Cargo.toml": '[package]\nname = "xtask"\nversion = "1.0.0"\npublish = false\n',
    "xtask/src/main.rs": "fn main() {}\n",
    "book/book.toml": '[book]\ntitle = "Pens"\n',
    "book/src/SUMMARY.md": "# Pens\n",
}


def test_the_default_members_of_a_cargo_workspace_start_it_and_are_not_all_that_is_tested(tmp_path: Path) -> None:
    found = context(tmp_path, WORKSPACE)
    assert (found["entry_point"], found["test_command"]) == ("pen-term/src/main.rs", "cargo test --workspace")


def test_without_default_members_cargo_tests_all(tmp_path: Path) -> None:
    found = context(tmp_path, {**WORKSPACE, "Cargo.toml": '[workspace]\nmembers = ["pen-core", "pen-term", "xtask"]\n'})
    assert found["test_command"] == "cargo test"


def test_the_book_beside_a_program_is_not_its_framework(tmp_path: Path) -> None:
    assert context(tmp_path, WORKSPACE)["main_framework"] is None


def test_templates_of_mail_make_no_pages(tmp_path: Path) -> None:
    files = {
        "requirements.txt": "django==5\n",
        "manage.py": "import django\n",
        "shop/views.py": "from django.http import JsonResponse\n\ndef orders(request):\n    return JsonResponse({})\n",
        "shop/templates/emails/order.jinja": "<p>{{ order }} is on its way to you, dear {{ customer }}</p>\n" * 5,
    }
    assert context(tmp_path, files, "mail")["project_type"] == "backend"
    page = {"shop/templates/orders.jinja": files["shop/templates/emails/order.jinja"]}
    assert context(tmp_path, {**files, **page}, "page")["project_type"] == "fullstack"


def test_the_program_of_the_workspaces_name_goes_before_its_tools(tmp_path: Path) -> None:
    begun = "package main\n\nfunc main() {}\n"
    files = {
        "go.mod": "module example.com/pot\n\nrequire github.com/gin-gonic/gin v1.10.0\n",
        ".goreleaser.yml": "builds:\n  - id: pot\n    binary: pot\n",
        "main.go": begun,
        "tools/load/main.go": begun,
        "server/server.go": 'package server\n\nimport "github.com/gin-gonic/gin"\n\nfunc New() { gin.Default() }\n',
        "web/package.json": '{"name": "web", "private": true, "dependencies": {"react": "19"}}',
        "web/src/index.jsx": "import React from 'react'\nexport default new React.Component()\n",
    }
    assert context(tmp_path, files, "pot")["entry_point"] == "main.go"


def test_a_framework_is_not_built_on_itself(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "root", "private": true, "workspaces": ["packages/*"]}',
        "packages/core/package.json": '{"name": "@keystone-6/core", "version": "6.0.0"}',
        "packages/core/src/index.ts": "export const list = () => 1\n",
        "packages/fields/package.json": '{"name": "fields", "version": "1.0.0", "dependencies": {"@keystone-6/core": "^6.0.0"}}',
        "packages/fields/src/index.ts": "import { list } from '@keystone-6/core'\nexport const text = list()\n",
    }
    assert context(tmp_path, files)["main_framework"] is None


def test_tests_of_the_main_language_go_before_those_of_another_part(tmp_path: Path) -> None:
    page = "import React from 'react'\nexport const Page = () => React.createElement('p')\n"
    files = {
        "a-client/package.json": '{"name": "client", "private": true, "scripts": {"test": "jest"}, "devDependencies": {"jest": "29"}}',
        "a-client/src/page.js": page,
        "server/pom.xml": "<project><groupId>a</groupId><artifactId>server</artifactId><version>1</version></project>",
        **{
            f"server/src/main/java/a/{name}.java": f"package a;\npublic class {name} {{\n    int one = 1;\n    int two = 2;\n}}\n"
            for name in ("Cart", "Order", "User", "Price")
        },
        "server/src/test/java/a/CartTest.java": "package a;\nclass CartTest {\n    @Test void one() {}\n}\n",
    }
    assert context(tmp_path, files)["test_command"] == "cd server && mvn test"


def test_a_linter_whose_successor_is_in_use_checks_nothing(tmp_path: Path) -> None:
    manifest = '{"name": "a", "private": true, "devDependencies": {"tslint": "5", "eslint": "9", "typescript": "5"}}'
    files = {"package.json": manifest, "eslint.config.js": "export default []\n", "src/a.ts": "export const a = 1\n"}
    assert "checked by ESLint" in context(tmp_path, files, "both")["conventions"]
    alone = {**files, "package.json": manifest.replace('"eslint": "9", ', ""), "tslint.json": "{}"}
    del alone["eslint.config.js"]
    assert "checked by TSLint" in context(tmp_path, alone, "alone")["conventions"]
