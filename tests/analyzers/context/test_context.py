"""context and analyze: short, true, and about the product."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from groundplan import Workspace
from groundplan.analyzers.graph.key_files import pagerank
from groundplan.analyzers.stack.main_technology import main_framework, main_language
from groundplan.analyzers.stack.main_technology import test_framework as framework_of

from ...workspaces import write

SHOP = {
    "pyproject.toml": (
        '[project]\nname = "shop"\nversion = "1"\ndependencies = ["click"]\n\n[tool.ruff]\nline-length = 100\n'
        '\n[tool.pytest.ini_options]\ntestpaths = ["tests"]\n'
    ),
    "src/shop/__init__.py": "",
    "src/shop/prices.py": "__all__ = ['total']\n\n\ndef total(amounts):\n    return sum(amounts)\n\n\nRATE = 1\n",
    **{
        f"src/shop/{name}.py": f"from shop.prices import total\n\n\ndef {name}():\n    return total([1])\n"
        for name in ("orders", "refunds", "invoices")
    },
    **{
        f"src/shop/policies/{name}_policy.py": "class X:\n    pass\n"
        for name in ("cart", "user", "price", "stock", "gift", "return")
    },
    "tests/test_prices.py": "from shop.prices import total\n\n\ndef test_total():\n    assert total([1]) == 1\n",
    "docs/index.md": "# Shop\n",
}


def test_context_of_a_small_workspace(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path / "shop", SHOP)).context()
    assert answer["main_language"] == "Python"
    assert answer["test_framework"] == "pytest"
    assert answer["has_tests"] is True
    assert answer["has_linting"] is True
    assert answer["key_files"][0] == {"path": "src/shop/prices.py", "used_by": 4, "defines": ["total"]}
    assert "src/shop/ (11 files, Python)" in answer["layout"]
    assert "tests/ (1 file, test)" in answer["layout"]


def test_context_stays_within_its_tokens(tmp_path: Path) -> None:
    files = {
        f"a_long_folder_name_{folder}/quite_a_long_module_name_{number}.py": (
            f"from a_long_folder_name_{number % 30} import quite_a_long_module_name_{folder}\n\n\n"
            f"def {'a_function_with_a_name' * 4}_{number}():\n    pass\n"
        )
        for folder in range(30)
        for number in range(8)
    }
    workspace = Workspace(write(tmp_path, files))
    assert len(json.dumps(workspace.context())) <= 5_400
    assert len(json.dumps(workspace.analyze())) < 10_000


def test_an_empty_workspace_claims_nothing(tmp_path: Path) -> None:
    answer: Mapping[str, Any] = Workspace(write(tmp_path, {"README": "x\n"})).context()
    empty = ("main_language", "main_framework", "package_manager", "test_framework", "test_command", "entry_point")
    assert {answer[name] for name in empty} == {None}
    assert (answer["has_tests"], answer["has_linting"], answer["key_files"]) == (False, False, [])


def _stack(languages: list[str], tests: list[str], frameworks: list[tuple[str, str]], kind: str) -> Any:
    return {
        "project_type": kind,
        "languages": [{"name": name, "share": 1 / len(languages)} for name in languages],
        "test_frameworks": [{"name": name} for name in tests],
        "frameworks": [{"name": name, "category": category} for name, category in frameworks],
    }


@pytest.mark.parametrize(
    ("languages", "tests", "expected"),
    [
        (["Python", "JavaScript"], ["Selenium", "QUnit", "tox", "Coverage.py", "unittest"], ("Python", "unittest")),
        (["CSS", "Java"], ["JaCoCo", "Testcontainers", "JUnit"], ("Java", "JUnit")),
        (["Go"], ["Testify", "go test"], ("Go", "go test")),
        (["Python", "TypeScript"], ["Vitest"], ("Python", "Vitest")),
        (["Swift"], ["XCTest", "Swift Testing"], ("Swift", "XCTest")),
        (["Swift"], ["Quick", "Swift Testing", "XCTest"], ("Swift", "Swift Testing")),
        (["CSS"], ["JaCoCo"], ("CSS", None)),
        ([], [], (None, None)),
    ],
)
def test_the_main_language_and_what_runs_its_tests(
    languages: list[str], tests: list[str], expected: tuple[str | None, str | None]
) -> None:
    stack = _stack(languages, tests, [], "library")
    assert (main_language(stack), framework_of(stack, None, {}, "", alone=False)) == expected


@pytest.mark.parametrize(("kind", "framework"), [("cli", "Click"), ("backend", "Flask"), ("library", "Flask")])
def test_a_command_line_framework_is_main_only_for_command_lines(kind: str, framework: str) -> None:
    both = [("Click", "cli-framework"), ("Flask", "web-framework")]
    assert main_framework(_stack([], [], both, kind)) == framework
    assert main_framework(_stack([], [], both[:1], kind)) == ("Click" if kind == "cli" else None)


def test_pagerank_adds_up_and_favours_what_is_imported() -> None:
    ranks = pagerank({"a": ["c"], "b": ["c"], "c": ["d"]})
    assert sum(ranks.values()) == pytest.approx(1)
    assert sorted(ranks, key=lambda node: -ranks[node])[:2] == ["d", "c"]
    assert pagerank({}) == {}


def test_analyze_short_and_deep(tmp_path: Path) -> None:
    workspace = Workspace(write(tmp_path / "shop", SHOP))
    short, deep = workspace.analyze(), workspace.analyze(deep_scan=True)
    assert short["status"].startswith("short")
    assert deep["status"] == "complete"
    assert set(deep["context"]) == {*short["context"], "metrics"}


def test_a_short_analysis_tells_no_number_of_rows_that_it_does_not_show(tmp_path: Path) -> None:
    """The parts are cut once more than the answers that they are made of."""
    files = {f"parts/p{number}/package.json": f'{{"name": "p{number}"}}' for number in range(60)}
    parts = Workspace(write(tmp_path, {"package.json": '{"workspaces": ["parts/*"]}', **files})).analyze()["context"]
    assert not {"coverage", "truncated"} & set(parts["packages"])
    assert parts["packages"]["total"] > len(parts["packages"]["packages"])


def test_hooks_and_editor_settings_check_and_format_nothing(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "shop", "devDependencies": {"eslint": "9", "lint-staged": "15", "prettier": "3"},'
        ' "scripts": {"lint": "eslint . && prettier --check ."}}\n',
        "src/a.js": "export const a = 1\n",
        ".editorconfig": "root = true\n",
        ".pre-commit-config.yaml": "repos: []\n",
    }
    lines = Workspace(write(tmp_path, files)).context()["conventions"]
    assert "checked by ESLint" in lines
    assert "formatted by Prettier" in lines


def test_what_belongs_to_another_language_is_not_the_main_one(tmp_path: Path) -> None:
    files = {
        "Cargo.toml": '[package]\nname = "shop"\nversion = "0.1.0"\n',
        **{f"src/{name}.rs": "pub fn run() -> u8 { 1 }\n" * 20 for name in ("lib", "cart", "user")},
        "docs/page/package.json": '{"name": "page", "dependencies": {"d3": "7", "vue": "3"}}\n',
        "docs/page/main.js": "import 'd3'\n",
    }
    answer = Workspace(write(tmp_path, files)).context()
    assert answer["main_language"] == "Rust"
    assert answer["main_framework"] is None
    assert answer["package_manager"] == "cargo"
    assert answer["entry_point"] == "src/lib.rs"


def test_of_many_programs_none_is_the_one_unless_its_name_or_place_says_so(tmp_path: Path) -> None:
    programs = {f"src/{name}.c": "int main(void) { return 0; }\n" for name in ("crc64", "clock", "bench", "check")}
    assert Workspace(write(tmp_path / "tools", programs)).context()["entry_point"] is None
    named = {**programs, "src/shop.c": "int main(void) { return 0; }\n"}
    assert Workspace(write(tmp_path / "shop", named)).context()["entry_point"] == "src/shop.c"


def test_a_folder_of_translations_is_said_to_hold_code_as_well(tmp_path: Path) -> None:
    files = {
        **{f"shop/locale/{number}.po": 'msgid ""\n' for number in range(6)},
        **{f"shop/{name}.py": "x = 1\n" for name in ("cart", "user")},
    }
    assert "shop/ (8 files: 6 Gettext Catalog, 2 Python)" in Workspace(write(tmp_path, files)).context()["layout"]


def test_key_files_hold_the_subject_not_the_helpers(tmp_path: Path) -> None:
    big = "\n\n".join(f"def step_{number}(value):\n    return value + {number}" for number in range(60)) + "\n"
    files = {
        "shop/text.py": "def trim(value):\n    return value.strip()\n",
        "shop/engine.py": f"from shop.text import trim\n\n\n{big}",
        **{
            f"shop/page_{number}.py": "from shop.text import trim\nfrom shop.engine import step_1\n"
            for number in range(4)
        },
        "shop/conf.py": f"from shop.text import trim\n{big}",
        **{f"shop/docs_{number}.py": "import shop.conf\n" for number in range(4)},
        "shop/menu.py": "from shop.text import trim\n",
    }
    keys = Workspace(write(tmp_path, files)).context()["key_files"]
    assert [row["path"] for row in keys] == ["shop/engine.py", "shop/text.py"]


def test_django_runs_its_tests_itself_and_a_command_is_typed_in_the_root(tmp_path: Path) -> None:
    files = {
        "site/manage.py": "import django\n",
        "site/crm/models.py": "from django.db import models\n",
        "site/crm/tests/test_models.py": "from django.test import TestCase\n\n\nclass A(TestCase):\n    def test_a(self): pass\n",
        "requirements.txt": "django==5.2\n",
    }
    workspace = Workspace(write(tmp_path, files))
    assert workspace.context()["test_command"] == "cd site && python manage.py test"
    assert [row["command"] for row in workspace.test_command()["test_commands"]] == ["python manage.py test"]


def test_what_is_added_to_a_program_is_not_what_makes_it(tmp_path: Path) -> None:
    manifest = '{"name": "board", "private": true, "dependencies": {"react": "19.0.0", "socket.io-client": "4.7.2"}}'
    files = {
        "package.json": manifest,
        "src/App.tsx": "import React from 'react'\nimport io from 'socket.io-client'\nexport const App = () => <p/>\n",
    }
    assert Workspace(write(tmp_path, files)).context()["main_framework"] == "React"


def test_a_compiled_program_starts_in_main_and_not_where_its_server_is_made(tmp_path: Path) -> None:
    files = {
        "go.mod": "module example.org/notes\n\ngo 1.22\n\nrequire github.com/labstack/echo/v4 v4.12.0\n",
        "cmd/notes/main.go": 'package main\n\nimport "example.org/notes/server"\n\nfunc main() { server.Run() }\n',
        "server/server.go": 'package server\n\nimport "github.com/labstack/echo/v4"\n\nfunc Run() {\n\te := echo.New()\n\te.Start(":80")\n}\n',
    }
    assert Workspace(write(tmp_path, files)).context()["entry_point"] == "cmd/notes/main.go"


def test_an_application_made_of_packages_is_no_library(tmp_path: Path) -> None:
    package = '// swift-tools-version: 6.0\nimport PackageDescription\nlet package = Package(name: "Models", products: [.library(name: "Models", targets: ["Models"])], targets: [.target(name: "Models")])\n'
    files = {
        "Cubes.xcodeproj/project.pbxproj": "// !$*UTF8*$!\n{ objects = {}; }\n",
        "Cubes/CubesApp.swift": "import SwiftUI\n\n@main\nstruct CubesApp: App {}\n",
        "Packages/Models/Package.swift": package,
        "Packages/Models/Sources/Models/Status.swift": "public struct Status {}\n",
    }
    assert Workspace(write(tmp_path, files)).context()["project_type"] == "mobile"


def test_the_framework_of_the_web_site_is_not_the_projects(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "all", "private": true, "workspaces": ["packages/*", "site"]}',
        "packages/core/package.json": '{"name": "core", "version": "1.0.0"}',
        "packages/core/index.ts": "export const a = 1\n" * 50,
        "site/package.json": '{"name": "site", "private": true, "dependencies": {"vue": "3.5.0"}}',
        "site/main.ts": "export {}\n",
    }
    workspace = Workspace(write(tmp_path, files))
    assert "Vue.js" in [row["name"] for row in workspace.detect()["frameworks"]]
    assert workspace.context()["main_framework"] is None


def test_a_server_in_a_small_crate_is_the_framework_and_what_it_stands_on_is_not(tmp_path: Path) -> None:
    files = {
        "Cargo.toml": '[workspace]\nmembers = ["crates/*"]\n',
        "crates/routes/Cargo.toml": '[package]\nname = "routes"\n\n[dependencies]\naxum = "0.8"\nhyper = "1"\n',
        "crates/routes/src/lib.rs": "pub fn routes() {}\n",
        "crates/core/Cargo.toml": '[package]\nname = "core"\n',
        "crates/core/src/lib.rs": "pub fn f() -> i32 { 1 }\n" * 400,
    }
    assert Workspace(write(tmp_path, files)).context()["main_framework"] == "Axum"


def test_the_product_is_called_as_the_module_at_the_root(tmp_path: Path) -> None:
    files = {
        "go.mod": "module example.com/shop/kettle/v3\n",
        "cmd/internal/gen/main.go": "package main\n\nfunc main() {}\n",
        "cmd/kettle/kettle.go": "package main\n\nfunc main() {}\n",
    }
    assert Workspace(write(tmp_path / "copy", files)).context()["entry_point"] == "cmd/kettle/kettle.go"
