"""detect: the product's stack with versions and evidence, and nothing that only tests, fixtures or documentation
use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from groundplan import Workspace
from groundplan.analyzers import detect
from groundplan.analyzers.catalog import CATEGORIES

from ...workspaces import write

FASTAPI = """[project]
name = "shop"
version = "1.0"
dependencies = [
  "fastapi>=0.110",
  "sqlalchemy",
]
[dependency-groups]
dev = ["pytest==8.2.0", "ruff"]
[tool.ruff]
line-length = 100
"""


def ask(tmp_path: Path, files: dict[str, str]) -> dict[str, Any]:
    """The answer for a workspace of these files."""
    return {**Workspace(write(tmp_path, {"a/.keep": "", **files})).detect()}


def names(answer: dict[str, Any], key: str) -> list[str]:
    """The names in one of its lists."""
    return [item["name"] for item in answer[key]]


def everything(answer: dict[str, Any]) -> set[str]:
    """The names in all of its lists."""
    return {item["name"] for key in detect.LISTS for item in answer[key]}


def test_a_python_service(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        {
            "pyproject.toml": FASTAPI,
            "app/main.py": "from fastapi import FastAPI\napp = FastAPI()\n",
            "tests/test_main.py": "def test_x():\n    assert True\n",
            "compose.yml": "services:\n  db:\n    image: postgres:16-alpine\n  mq:\n    image: rabbitmq:3\n",
            ".github/workflows/ci.yml": "on: push\njobs:\n  t:\n    runs-on: x\n    steps:\n      - uses:"
            " actions/checkout@v4\n",
            ".pre-commit-config.yaml": "repos:\n  - repo: x\n    rev: v1\n    hooks:\n      - id: ruff-format\n",
        },
    )
    assert answer["project_type"] == "backend"
    assert answer["frameworks"][0] == {
        "name": "FastAPI",
        "category": "web-framework",
        "version": ">=0.110",
        "package": "fastapi",
        "evidence": [{"path": "pyproject.toml", "line": 5}],
        "confidence": 1.0,
    }
    assert "pytest" in names(answer, "test_frameworks")
    assert next(item["version"] for item in answer["test_frameworks"] if item["name"] == "pytest") == "8.2.0"
    assert names(answer, "linters")[:1] == ["Ruff"]
    assert "Ruff formatter" in names(answer, "formatters")
    assert [(item["name"], item["version"], item["evidence"]) for item in answer["databases"]] == [
        ("PostgreSQL", "16-alpine", [{"path": "compose.yml", "line": 3}])
    ]
    assert names(answer, "message_queues") == ["RabbitMQ"]
    assert names(answer, "ci") == ["GitHub Actions"]
    assert names(answer, "containers") == ["Docker Compose", "Docker"]
    assert "SQLAlchemy" in names(answer, "frameworks")


def test_what_only_others_use_is_not_the_products_stack(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        {
            "lib.gemspec": "Gem::Specification.new do |s|\n  s.name = 'lib'\n  s.version = '1'\nend\n",
            "lib/lib.rb": "module Lib; end\n",
            "tests/fixtures/app/package.json": '{"name": "x", "dependencies": {"react": "18"}}',
            "examples/shop/composer.json": '{"name": "a/b", "require": {"laravel/framework": "11"}}',
            "vendor/x/package.json": '{"name": "y", "dependencies": {"vue": "3"}}',
            "docs/package.json": '{"name": "z", "private": true, "dependencies": {"next": "14"}}',
        },
    )
    assert answer["frameworks"] == []
    assert not everything(answer) & {"React", "Laravel", "Vue.js", "Next.js"}
    assert answer["project_type"] == "library"


def test_a_librarys_development_dependencies_are_no_frameworks(tmp_path: Path) -> None:
    development = '{"react": "18.2.0", "jest": "29.0.0"}'
    manifest = f'{{"name": "lib", "version": "1.0.0", "main": "index.js", "devDependencies": {development}}}'
    answer = ask(tmp_path, {"package.json": manifest, "index.js": "module.exports = 1\n"})
    assert answer["frameworks"] == []
    assert names(answer, "test_frameworks") == ["Jest"]
    assert answer["project_type"] == "library"


def test_an_applications_development_dependencies_are(tmp_path: Path) -> None:
    answer = ask(tmp_path, {"package.json": '{"devDependencies": {"@sveltejs/kit": "^2.0.0", "vite": "^5.0.0"}}'})
    assert names(answer, "frameworks") == ["SvelteKit", "Svelte"]
    assert names(answer, "build_tools")[0] == "Vite"
    assert answer["frameworks"][1]["version"] is None, "the version of what is implied is not known"
    assert answer["project_type"] == "fullstack"


def test_a_clients_version_is_not_the_servers(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        {
            "requirements.txt": "psycopg==3.3.4\nredis==5.2.1\ncelery==5.6.3\n",
            "composer.json": '{"require": {"ext-pdo_sqlite": "*"}}',
            "compose.yml": "services:\n  db:\n    image: postgres:16-alpine\n",
        },
    )
    assert {item["name"]: item["version"] for item in answer["databases"]} == {
        "PostgreSQL": "16-alpine",
        "Redis": None,
        "SQLite": None,
    }
    assert [(item["name"], item["version"]) for item in answer["message_queues"]] == [("Celery", "5.6.3")]


def test_optional_support_is_no_use(tmp_path: Path) -> None:
    build = '[build-system]\nbuild-backend = "hatchling.build"\n'
    manifest = f'{build}[project]\nname = "q"\nversion = "1"\n[project.optional-dependencies]\nmongo = ["pymongo"]\n'
    answer = ask(tmp_path, {"pyproject.toml": manifest, "q/__init__.py": ""})
    assert answer["databases"] == []


def test_imports_speak_where_no_manifest_does(tmp_path: Path) -> None:
    answer = ask(tmp_path, {"main.py": "from flask import Flask\n\napp = Flask(__name__)\n"})
    assert [(item["name"], item["evidence"], item["confidence"]) for item in answer["frameworks"]] == [
        ("Flask", [{"path": "main.py", "line": 1}], 0.7)
    ]


@pytest.mark.parametrize("ending", ["vue", "svelte", "astro"])
def test_imports_of_every_kind_of_component_speak(tmp_path: Path, ending: str) -> None:
    fence = ("---\n{}---\n" if ending == "astro" else "<script>\n{}</script>\n").format(
        "import Redis from 'ioredis';\n"
    )
    assert "Redis" in names(ask(tmp_path, {f"src/Stock.{ending}": f"{fence}<p>Tea</p>\n"}), "databases")


def test_languages_are_githubs_bar(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        {
            "src/app.ts": "const a = 1\n// x\n\n" * 10,
            "src/view.tsx": "export const V = () => null\n",
            "data.json": '{"a": 1}',
            "README.md": "# x\n" * 500,
            "node_modules/x/index.js": "x\n" * 500,
            "src/jquery.min.js": "x\n" * 500,
            "style.css": "a { b: c }\n",
        },
    )
    assert [(item["name"], item["files"], item["code_lines"]) for item in answer["languages"]] == [
        ("TypeScript", 2, 11),
        ("CSS", 1, 1),
    ]
    assert sum(item["share"] for item in answer["languages"]) == pytest.approx(1, abs=0.001)


def test_every_list_of_the_catalog_is_answered(tmp_path: Path) -> None:
    assert set(CATEGORIES.values()) <= set(detect.LISTS) <= set(ask(tmp_path, {}))


def test_examples_tests_and_inputs_of_tests_show_nothing(tmp_path: Path) -> None:
    inputs = {
        f"test/projects/p{n}/package.json": f'{{"name": "p{n}", "devDependencies": {{"jest": "1"}}}}' for n in range(6)
    }
    example = {
        "examples/app/tests/AppTest.swift": "import XCTest\n",
        "package.json": '{"name": "x", "devDependencies": {"mocha": "10.0.0"}}',
    }
    answer = ask(tmp_path, {**inputs, **example})
    assert names(answer, "test_frameworks") == ["Mocha"]


def test_hidden_folders_serve_the_repository(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        {
            "a.txt": "x\n",
            ".github/scripts/requirements.txt": "flask\n",
            ".devcontainer/Dockerfile": "FROM redis:7\n",
        },
    )
    assert answer["frameworks"] == []
    assert names(answer, "package_managers") == []


def test_a_compose_services_name_is_no_image(tmp_path: Path) -> None:
    answer = ask(tmp_path, {"compose.yml": "services:\n  redis:\n    image: valkey/valkey:8\n"})
    assert [(item["name"], item["version"]) for item in answer["databases"]] == [("Valkey", "8")]


def test_what_does_the_work_goes_before_its_helpers(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        {
            "requirements.txt": "selenium>=4\ncoverage\n",
            "pyproject.toml": '[project]\nname = "q"\n[dependency-groups]\ndev = ["pytest", "ruff", "codespell"]\n[tool.coverage.run]\n',
            ".pre-commit-config.yaml": "repos:\n  - repo: x\n    rev: v1\n    hooks:\n      - id: zizmor\n",
            "package.json": '{"private": true, "devDependencies": {"jest": "29.0.0"}}',
            "q/__init__.py": "VALUE = 1\n" * 30,
        },
    )
    assert names(answer, "test_frameworks")[:2] == ["pytest", "Jest"], "the main language's before another's"
    assert set(names(answer, "test_frameworks")[2:]) == {"Selenium", "Coverage.py"}
    assert names(answer, "linters")[0] == "Ruff"
    assert names(answer, "linters")[-1] == "zizmor"
    assert names(answer, "package_managers")[0] == "pip"


def test_a_tools_evidence_is_the_outermost(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        {
            "package.json": '{"private": true,\n"devDependencies": {"vitest": "3.0.0"}}',
            "tools/plugin/package.json": '{"name": "p", "dependencies": {"vitest": "*"}}',
        },
    )
    assert [(item["version"], item["evidence"]) for item in answer["test_frameworks"]] == [
        ("3.0.0", [{"path": "package.json", "line": 2}])
    ]


def test_what_runs_the_checkers_is_none(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "shop", "devDependencies": {"eslint": "9", "husky": "9", "lint-staged": "15"}}\n',
        ".pre-commit-config.yaml": "repos: []\n",
        ".editorconfig": "root = true\n",
    }
    answer = Workspace(write(tmp_path, files)).detect()
    assert [row["name"] for row in answer["linters"]] == ["ESLint"]
    assert answer["formatters"] == []
    other = {(row["name"], row["category"]) for row in answer["other"]}
    assert {("Husky", "git-hooks"), ("lint-staged", "git-hooks"), ("pre-commit", "git-hooks")} <= other
    assert ("EditorConfig", "environment") in other


def test_what_a_helper_talks_to_is_not_the_product(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        {
            "src/server.c": "int main(void) { return 0; }\n" * 200,
            "utils/check/requirements.txt": "redis==4.5.1\n",
            "utils/check/check.py": "import redis\n",
        },
    )
    assert names(answer, "databases") == []


@pytest.mark.parametrize(
    ("path", "text", "name"),
    [
        ("prisma/schema.prisma", 'datasource db {\n  provider = "mysql"\n}\n', "MySQL"),
        ("config/database.yml", "default:\n  adapter: postgresql\n", "PostgreSQL"),
        ("shop/settings.py", "DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3'}}\n", "SQLite"),
        (".env.example", "APP_NAME=shop\nDB_CONNECTION=mysql\n", "MySQL"),
        (".env", '# DATABASE_URL="sqlite:///x.db"\nDATABASE_URL="postgresql://app@db/app"\n', "PostgreSQL"),
        ("Cargo.toml", '[dependencies]\ndiesel = { version = "2", features = [\n  "sqlite",\n] }\n', "SQLite"),
        ("serverless.yml", "resources:\n  Pots:\n    Type: AWS::DynamoDB::Table\n", "DynamoDB"),
    ],
)
def test_a_database_by_what_is_configured(tmp_path: Path, path: str, text: str, name: str) -> None:
    row = next(item for item in ask(tmp_path, {path: text})["databases"] if item["name"] == name)
    assert row["evidence"][0]["path"] == path
    assert row["evidence"][0]["line"] > 0


def test_a_setup_cfg_that_only_configures_tools_builds_nothing(tmp_path: Path) -> None:
    assert names(ask(tmp_path, {"setup.cfg": "[flake8]\nmax-line-length = 100\n", "a.py": ""}), "build_tools") == []
    assert names(ask(tmp_path, {"setup.cfg": "[metadata]\nname = a\n", "a.py": ""}), "build_tools") == ["Setuptools"]


def test_services_side_by_side_are_a_monorepo(tmp_path: Path) -> None:
    """Nothing at the root binds them; a library that one of them brings its natives with is no framework."""
    files = {
        **{f"src/{name}/package.json": f'{{"name": "{name}", "private": true}}' for name in ("cart", "mail", "pay")},
        **{f"src/{name}/server.js": "require('http').createServer().listen(80)\n" for name in ("cart", "mail", "pay")},
        "src/web/go.mod": "module x.org/web\n\ngo 1.22\n",
        "src/web/main.go": "package main\n\nfunc main() {}\n",
        "src/ads/build.gradle": "plugins { id 'java' }\ndependencies { implementation 'io.netty:netty-tcnative-boringssl-static:2.0.1' }\n",
        "src/ads/src/main/java/Ads.java": "class Ads { public static void main(String[] a) {} }\n",
    }
    found = ask(tmp_path, files)
    assert (found["project_type"], names(found, "frameworks")) == ("monorepo", [])


def test_a_runtimes_own_test_module_is_told_by_its_prefix(tmp_path: Path) -> None:
    """The index knows `node:test` without its prefix; what only shares the name is another module."""
    files = {
        "package.json": '{"name": "pot", "private": true, "devDependencies": {"c8": "^10"}}',
        "test/a.test.js": "import { it } from 'node:test';\nit('brews', () => {});\n",
    }
    assert ask(tmp_path / "runtime", files)["test_frameworks"][0]["name"] == "node:test"
    files["test/a.test.js"] = "import { it } from 'test';\n"
    assert "node:test" not in names(ask(tmp_path / "package", files), "test_frameworks")


def test_what_a_helpers_folder_is_built_with_is_no_framework_and_no_manager(tmp_path: Path) -> None:
    """A library of C++ whose `support/` builds it for Android and formats it by a program of Python."""
    files = {
        "CMakeLists.txt": "project(pot)\nadd_library(pot src/pot.cc)\n",
        "src/pot.cc": "int boil() { return 0; }\n" * 400,
        "support/build.gradle": "plugins { id 'com.android.library' version '8.0.0' }\n",
        "support/AndroidManifest.xml": "<manifest/>\n",
        "support/format-requirements.txt": "cmake-format==0.6.13\n",
        "support/release.py": "print('out')\n" * 16,
    }
    root = write(tmp_path, files)
    assert Workspace(root).detect()["frameworks"] == []
    assert Workspace(root).packages()["package_manager"] is None


@pytest.mark.parametrize(
    "place", [".github/workflows/a.yml", ".gitlab-ci.yml", ".buildkite/a.yml", "azure-pipelines.yml"]
)
def test_what_any_pipeline_runs_is_a_tool(tmp_path: Path, place: str) -> None:
    answer = ask(tmp_path, {"shop/a.py": "x = 1\n", place: "steps:\n  - run: ruff format --check .\n"})
    assert [(row["name"], row["evidence"]) for row in answer["formatters"]] == [
        ("Ruff formatter", [{"path": place, "line": 2}])
    ]


def test_a_module_shows_what_its_own_language_has(tmp_path: Path) -> None:
    """Scala has a library of tests that is called as Ruby's."""
    ruby = {
        "pot.gemspec": "Gem::Specification.new do |s|\n  s.name = 'pot'\n  s.add_development_dependency 'minitest'\nend\n"
    }
    files = {
        **ruby,
        "lib/pot.rb": "class Pot\nend\n",
        "test/test_helper.rb": "require 'minitest/autorun'\nrequire 'minitest'\n",
    }
    assert names(ask(tmp_path, files), "test_frameworks") == ["Minitest"]
