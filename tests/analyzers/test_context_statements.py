"""context: single statements that were false of somebody's repository once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ..workspaces import write

if TYPE_CHECKING:
    from groundplan.answers import Context


def context(root: Path, files: dict[str, str]) -> Context:
    return Workspace(write(root, files)).context()


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
    found = context(tmp_path / "pot", files)
    assert (found["has_tests"], found["entry_point"], found["project_type"]) == (True, "lib/pot.ex", "library")


def test_rspec_for_its_mocks_runs_no_test(tmp_path: Path) -> None:
    files = {
        "Gemfile": "gem 'rspec'\ngem 'minitest'\n",
        "lib/pot.rb": "class Pot; end\n",
        "test/test_pot.rb": "class TestPot < Minitest::Test\nend\n",
    }
    found = context(tmp_path, files)
    assert (found["test_framework"], found["test_command"]) == ("Minitest", "bundle exec rake test")


def test_what_a_library_is_compared_with_is_no_framework(tmp_path: Path) -> None:
    manifest = '{"name": "lo", "version": "1.0.0", "private": true, "main": "lo.js", "devDependencies": {"jquery": "3", "qunitjs": "2"}}'
    files = {
        "package.json": manifest,
        "lo.js": "module.exports = function lo() {}\n",
        "test/index.html": "<script src=jquery.js>",
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["main_framework"], found["test_framework"]) == ("library", None, "QUnit")
    app = {**files, "src/main.js": "import $ from 'jquery'\n$('p').hide()\n"}
    assert context(tmp_path / "app", app)["main_framework"] == "jQuery"


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
    assert context(tmp_path / "lanes", lanes)["test_command"] == "bundle exec fastlane tests"


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


@pytest.mark.parametrize(
    ("files", "line"),
    [
        ({"kit/src": 3, "kit/test/apps": 20}, "kit/ (23 files, mostly test, with JavaScript)"),
        ({"kit/src": 1, "kit/test/apps": 29}, "kit/ (30 files, test)"),
        ({"kit/src": 1, "kit/vendor": 11, "kit/test": 3}, "kit/ (15 files, mostly vendored)"),
        ({"kit": 1, "kit/snapshots": 29}, "kit/ (30 files, mostly fixture, with JavaScript)"),
        ({"kit/src": 3}, "kit/src/ (3 files, JavaScript)"),
    ],
)
def test_a_folder_is_said_to_be_what_all_or_most_of_it_is(tmp_path: Path, files: dict[str, int], line: str) -> None:
    written = {f"{folder}/m{number}.js": "x()\n" for folder, count in files.items() for number in range(count)}
    assert line in context(tmp_path, written)["layout"]


def test_a_role_is_called_by_its_whole_name_and_an_extension_is_none(tmp_path: Path) -> None:
    models = {
        f"app/view/{name}ViewModel.kt": f"class {name}ViewModel\n"
        for name in ("Plant", "Garden", "Photo", "Home", "Leaf", "Root")
    }
    states = {
        f"app/src/{name}.svelte.js": "export const x = 1\n" for name in ("plant", "garden", "photo", "home", "leaf")
    }
    found = context(tmp_path, {**models, **states})["conventions"]
    assert [text for text in found if "files," in text] == ["view_model: 6 files, 100% in app/view"]


def test_parts_of_one_class_are_one_key_file_and_a_manifest_is_none(tmp_path: Path) -> None:
    part = "namespace Pot; public partial class Mapper { public void %s() {} }\n"
    files = {
        "Pot/Mapper.cs": part % "Map",
        "Pot/Mapper.Async.cs": part % "MapAsync",
        **{
            f"Pot/User{number}.cs": f"namespace Pot; public class User{number} {{ Mapper mapper; }}\n"
            for number in range(3)
        },
        "package.json": "{}",
        "build.js": "require('./package.json')\n",
    }
    paths = [row["path"] for row in context(tmp_path, files)["key_files"]]
    assert sum("Mapper" in path for path in paths) == 1
    assert "package.json" not in paths


def test_a_role_nobody_listed_is_one_that_its_files_are_called_after(tmp_path: Path) -> None:
    def go(folder: str, names: str) -> dict[str, str]:
        return {f"{folder}/{name}.go": f"package {folder.rpartition('/')[2]}\n" for name in names.split()}

    files = {
        "go.mod": "module x.org/kiosk\n\ngo 1.22\n",
        **go("internal/policies", "refund_policy delivery_policy age_policy stock_policy price_policy order_policy"),
        **go("internal/windows", "clock file pipe rand resolv thread udp"),  # a folder alone: a platform
        **go("internal/queues", "mail_queue feed_queue tag_queue"),  # not in one place
        **go("internal/ui", "category_queue feed_queue shared_queue"),
        **go("internal/web/orders", "create delete list update show"),  # a feature, in two layers
        **go("internal/core/orders/create", "create"),
    }
    found = context(tmp_path, files)["conventions"]
    assert [text for text in found if "files," in text] == ["policy: 6 files, 100% in internal/policies"]


def test_dumps_have_no_style_to_follow(tmp_path: Path) -> None:
    files = {
        "src/A.java": "class A {\n" + "    int a;\n" * 400 + "}\n",
        "sql/dump.sql": "CREATE TABLE `a` (\n  `id` bigint\n);\nBEGIN;\nCOMMIT;\n" * 9,
    }
    assert "indent: Java 4 spaces" in context(tmp_path, files)["conventions"]


def test_code_with_a_licence_of_its_own_is_no_key_file(tmp_path: Path) -> None:
    files = {
        "src/log/pot.hpp": "class Pot {};\n",
        "src/log/bundled/fmt.hpp": "class Fmt {};\n" * 30,
        "src/log/bundled/fmt.license.rst": "MIT\n",
        "src/a.cpp": '#include "log/pot.hpp"\n#include "log/bundled/fmt.hpp"\nint a() { return 1; }\n',
    }
    assert [row["path"] for row in context(tmp_path, files)["key_files"]] == ["src/log/pot.hpp"]


def test_where_the_main_language_is_not_parsed_no_file_is_said_to_be_central(tmp_path: Path) -> None:
    files = {
        "mix.exs": "defmodule A.MixProject do\nend\n",
        "lib/a.ex": "defmodule A do\n" + "  def a, do: 1\n" * 60 + "end\n",
        "assets/js/app.js": 'import { b } from "./b.js"\nb()\n',
        "assets/js/b.js": "export function b() {}\n",
    }
    found = context(tmp_path, files)
    assert (found["main_language"], found["key_files"]) == ("Elixir", [])


def test_folders_of_languages_and_hidden_ones_leave_their_lines_to_the_code(tmp_path: Path) -> None:
    layers = ("models", "views", "jobs", "mail", "forms", "tags", "events", "rules", "cache", "text", "http", "data")
    files = {f"shop/{layer}/m{number}.py": "x = 1\n" for layer in layers for number in range(3)}
    files |= {f"shop/lang/{tag}/texts.py": "x = 1\n" * 5 for tag in ("de_DE", "fr_FR", "nl_NL")}
    files |= {f".{name}/a.json": "{}" for name in ("agents", "codex", "cursor", "devcontainer")}
    layout = context(tmp_path, files)["layout"]
    assert all(f"shop/{layer}/ (3 files, Python)" in layout for layer in layers)
    assert not any("_" in line for line in layout)


def test_a_list_of_what_to_ignore_alone_names_no_formatter(tmp_path: Path) -> None:
    files = {".prettierignore": "dist\n", "package.json": "{}", "src/a.js": "export const a = 1\n" * 12}
    assert not any("Prettier" in text for text in context(tmp_path, files)["conventions"])


def test_a_role_is_counted_with_the_folders_below_it_or_not_said(tmp_path: Path) -> None:
    files = {f"web/components/{folder}/{name}.js": "x()\n" for folder in ("card", "menu", "form") for name in "abc"}
    files |= {f"web/components/{name}.js": "x()\n" for name in ("page", "foot", "head", "side")}
    files |= {f"shop/{app}/views.py": "x = 1\n" for app in ("cart", "mail", "user", "sale", "wish", "rate")}
    files |= {f"shop/search/views/{name}.py": "x = 1\n" for name in ("facet", "query", "index", "result")}
    found = context(tmp_path, files)["conventions"]
    assert [text for text in found if "files," in text] == ["component: 13 files, 100% in web/components"]


def test_what_stands_in_a_namespace_beside_operators_is_defined(tmp_path: Path) -> None:
    files = {
        "src/text.hpp": "namespace Pot { class Text { int a; }; }\nint outside();\n",
        "src/a.cpp": '#include "text.hpp"\nint a() { return 1; }\n',
    }
    (row,) = context(tmp_path, files)["key_files"]
    assert sorted(row["defines"]) == ["Text", "outside"]


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


def test_copies_of_a_file_are_one_key_file(tmp_path: Path) -> None:
    def lab(number: int) -> dict[str, str]:
        return {
            f"labs/{number}/shared.py": "class Seeder: ...\n",
            f"labs/{number}/app.py": "from .shared import Seeder\n",
            f"labs/{number}/__init__.py": "",
        }

    files = {**lab(1), **lab(2), **lab(3)}
    assert [row["path"] for row in context(tmp_path, files)["key_files"]] == ["labs/1/shared.py"]


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
    assert context(tmp_path / "mail", files)["project_type"] == "backend"
    page = {"shop/templates/orders.jinja": files["shop/templates/emails/order.jinja"]}
    assert context(tmp_path / "page", {**files, **page})["project_type"] == "fullstack"


def test_a_folder_of_pictures_says_so_beside_its_code(tmp_path: Path) -> None:
    files = {f"web/static/{name}.png": "\0" for name in "abcdefghijkl"}
    files |= {f"web/{name}.py": "X = 1\n" for name in ("one", "two", "three", "four", "five")}
    assert "web/ (17 files, mostly other, with Python)" in context(tmp_path, files)["layout"]


def test_values_of_one_letter_are_not_what_a_file_defines(tmp_path: Path) -> None:
    files = {
        "pot/__init__.py": "",
        "pot/sets.py": 'class OrderedSet:\n    pass\n\n\nif __name__ == "__main__":\n    s = OrderedSet()\n    print(s)\n',
        "pot/use.py": "from .sets import OrderedSet\n",
        "pot/again.py": "from .sets import OrderedSet\n",
    }
    assert [row["defines"] for row in context(tmp_path, files)["key_files"]] == [["OrderedSet"]]


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
    assert context(tmp_path / "pot", files)["entry_point"] == "main.go"


def test_a_framework_is_not_built_on_itself(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "root", "private": true, "workspaces": ["packages/*"]}',
        "packages/core/package.json": '{"name": "@keystone-6/core", "version": "6.0.0"}',
        "packages/core/src/index.ts": "export const list = () => 1\n",
        "packages/fields/package.json": '{"name": "fields", "version": "1.0.0", "dependencies": {"@keystone-6/core": "^6.0.0"}}',
        "packages/fields/src/index.ts": "import { list } from '@keystone-6/core'\nexport const text = list()\n",
    }
    assert context(tmp_path, files)["main_framework"] is None


def test_an_export_without_a_name_defines_none(tmp_path: Path) -> None:
    files = {
        "src/store.js": "class Store {\n  open() {}\n}\n\nexport default new Store()\n",
        "src/a.js": "import store from './store'\nexport const a = store.open()\n",
        "src/b.js": "import store from './store'\nexport const b = store.open()\n",
    }
    assert [row["defines"] for row in context(tmp_path, files)["key_files"]] == [[]]


def test_what_serves_those_who_test_is_no_convention_for_tests(tmp_path: Path) -> None:
    files = {
        f"kit/src/main/java/kit/test/{name}Test.java": f"package kit.test;\npublic class {name}Test {{}}\n"
        for name in ("Api", "Web", "Job", "Log")
    }
    assert [row for row in context(tmp_path, files)["conventions"] if row.startswith("test")] == []


def test_a_folder_of_steps_in_sql_says_so_beside_its_code(tmp_path: Path) -> None:
    files = {f"migrations/{number:04}.sql": "SELECT 1;\n" for number in range(20)}
    files |= {f"migrations/{number:04}.php": "<?php\n$step = 1;\n" for number in range(20, 26)}
    assert context(tmp_path, files)["layout"] == ["migrations/ (26 files, mostly SQL, with PHP)"]


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
    assert "checked by ESLint" in context(tmp_path / "both", files)["conventions"]
    alone = {**files, "package.json": manifest.replace('"eslint": "9", ', ""), "tslint.json": "{}"}
    del alone["eslint.config.js"]
    assert "checked by TSLint" in context(tmp_path / "alone", alone)["conventions"]
