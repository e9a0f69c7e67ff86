"""detect: the product's stack with versions and evidence, and nothing that only tests, fixtures or documentation
use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from groundplan import Workspace
from groundplan.analyzers import detect
from groundplan.analyzers.catalog import CATEGORIES

from ..workspaces import write

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
    return Workspace(write(tmp_path, {"a/.keep": "", **files})).detect()


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
    assert "SQLAlchemy" in names(answer, "other")


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


TYPES = [
    ("library", {"Cargo.toml": '[package]\nname = "a"\nversion = "1.0.0"\n', "src/lib.rs": "pub fn a() {}\n"}),
    (
        "cli",
        {
            "Cargo.toml": '[package]\nname = "a"\nversion = "1.0.0"\n[dependencies]\nclap = "4"\n',
            "src/main.rs": "fn main() {}\n",
        },
    ),
    ("cli", {"go.mod": "module x.org/a\n\ngo 1.22\n", "main.go": "package main\n\nfunc main() {}\n"}),
    ("library", {"go.mod": "module x.org/a\n\ngo 1.22\n", "a.go": "package a\n"}),
    (
        "backend",
        {
            "go.mod": "module x.org/a\n\ngo 1.22\n\nrequire github.com/gin-gonic/gin v1.9.0\n",
            "main.go": "package main\n",
        },
    ),
    (
        "frontend",
        {"package.json": '{"private": true, "dependencies": {"react": "18.0.0"}}', "src/a.jsx": "export default 1\n"},
    ),
    (
        "mobile",
        {"pubspec.yaml": "name: a\ndependencies:\n  flutter:\n    sdk: flutter\n", "lib/main.dart": "void main() {}\n"},
    ),
    ("desktop", {"package.json": '{"private": true, "devDependencies": {"electron": "30.0.0"}}', "main.js": "1\n"}),
    ("infrastructure", {"main.tf": 'resource "x" "y" {}\n'}),
    (
        "backend",
        {
            "pom.xml": "<project><groupId>g</groupId><artifactId>a</artifactId><version>1</version></project>",
            "src/main/java/a/Boil.java": "package a;\npublic class Boil { public void run() {} }\n",
            "template.yaml": "Resources:\n  Boil:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: a.Boil::run\n",
        },
    ),
    (
        "backend",
        {
            "composer.json": '{"name": "a/b", "require": {"slim/slim": "^4"}}',
            "public/index.php": "<?php\n$app->run();\n",
            "src/Pot.php": "<?php\nclass Pot {}\n",
        },
    ),
    (
        "backend",
        {
            "Shop.sln": "",
            "src/Shop/Shop.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
            "src/Shop/Program.cs": "var b = WebApplication.CreateBuilder(args);\n",
            "build/build.csproj": '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>',
            "build/Program.cs": "return 0;\n",
        },
    ),
    ("documentation", {"a.md": "# x\n"}),
    ("unknown", {}),
    (
        "monorepo",
        {
            "package.json": '{"private": true, "workspaces": ["packages/*"]}',
            "packages/a/package.json": '{"name": "a", "version": "1.0.0", "main": "i.js"}',
            "packages/b/package.json": '{"name": "b", "version": "1.0.0", "main": "i.js"}',
            "packages/a/i.js": "1\n",
            "packages/b/i.js": "1\n",
        },
    ),
    ("backend", {"index.js": "const http = require('http')\nhttp.createServer((q, s) => s.end()).listen(80)\n"}),
    ("cli", {"index.js": "console.log(process.argv)\n"}),
    (
        "backend",
        {
            "package.json": '{"name": "a", "version": "1.0.0", "main": "index.js"}',
            "index.js": "const http = require('http')\nhttp.createServer((q, s) => s.end()).listen(80)\n",
        },
    ),
    ("cli", {"rename.rb": "puts ARGV\n"}),
    ("library", {"rename.rb": "def a; end\n", "test/test_rename.rb": "require_relative '../rename'\n"}),
    ("cli", {"count.php": "<?php\necho count($argv);\n"}),
    ("backend", {"index.php": "<?php\necho $_GET['a'];\n"}),
    ("frontend", {"index.html": "<p>x</p>\n", "app.js": "document.title = 'x'\n"}),
    (
        "cli",
        {
            "build.gradle": "plugins { id 'application' }\napplication { mainClass = 'a.Hello' }\n",
            "settings.gradle": "rootProject.name = 'hello'\n",
            "src/main/java/a/Hello.java": "package a;\nclass Hello {\n  public static void main(String[] a) {}\n}\n",
        },
    ),
    ("cli", {"Hello.java": "class Hello {\n  public static void main(String[] a) {}\n}\n"}),
    (
        "library",
        {
            "setup.py": "from setuptools import setup\nsetup(name='tasks', version='1', install_requires=['click'],\n"
            " entry_points={'console_scripts': ['tasks = tasks.__main__:main']})\n",
            "README.rst": "Tasks\n\n    from tasks import Tasks\n",
            "tasks/__init__.py": "class Tasks: ...\n",
            "tasks/__main__.py": "import click\ndef main(): ...\n",
        },
    ),
    (
        "backend",
        {"Gemfile": "gem 'rails'\n", "app/models/a.rb": "class A; end\n", "public/404.html": "<html></html>\n"},
    ),
    (
        "fullstack",
        {
            "go.mod": "module x.org/a\n\ngo 1.22\n",
            "main.go": 'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.HandleFunc("/up", up)\n\thttp.ListenAndServe(":1", nil)\n}\n'
            + "// x\n" * 99,
            "ui/package.json": '{"name": "ui", "private": true, "dependencies": {"react": "*"}}',
            "ui/a.js": "1;\n",
        },
    ),
    (
        "backend",
        {
            "Shop.sln": "Microsoft Visual Studio Solution File, Format Version 12.00\n",
            "src/Web/Web.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>\n',
            "src/Data/Data.csproj": '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><PackageId>Shop.Data</PackageId></PropertyGroup></Project>\n',
        },
    ),
    (
        "monorepo",
        {
            "Shop.sln": "Microsoft Visual Studio Solution File, Format Version 12.00\n",
            "src/Web/Web.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>\n',
            "src/Worker/Worker.csproj": '<Project Sdk="Microsoft.NET.Sdk.Worker"></Project>\n',
        },
    ),
    (
        "backend",
        {
            "Shop.sln": "Microsoft Visual Studio Solution File, Format Version 12.00\n",
            "src/Web/Web.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><ProjectReference Include="../Core/Core.csproj" /></ItemGroup></Project>\n',
            "src/Api/Api.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><ProjectReference Include="../Core/Core.csproj" /></ItemGroup></Project>\n',
            "src/Core/Core.csproj": '<Project Sdk="Microsoft.NET.Sdk"></Project>\n',
        },
    ),
    (
        "backend",
        {
            "Shop.sln": "Microsoft Visual Studio Solution File, Format Version 12.00\n",
            "src/Web/Web.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>\n',
            "src/Core/Core.csproj": '<Project Sdk="Microsoft.NET.Sdk"></Project>\n',
        },
    ),
    (
        "monorepo",
        {"MODULE.bazel": 'module(name = "all")\n'}
        | {f"{name}/BUILD.bazel": "go_binary(name = 'x')\n" for name in "abcde"}
        | {"a/main.go": "package main\n"},
    ),
    (
        "backend",
        {
            "go.mod": "module x.org/a\n\ngo 1.22\n\nrequire github.com/gin-gonic/gin v1.9.0\n",
            "hello.go": "package main\n\nfunc main() {}\n",
        },
    ),
    (
        "backend",
        {
            "Cargo.toml": '[package]\nname = "a"\nversion = "1.0.0"\n[dependencies]\naxum = "0.7"\nclap = "4"\n',
            "src/main.rs": "use axum::{Router, routing::get};\nfn main() {\n    let app = Router::new()\n"
            + "".join(f'        .route("/{name}", get(show))\n' for name in "abcdef")
            + "        ;\n}\nasync fn show() {}\n",
        },
    ),
    (
        "backend",
        {
            "Film.sln": "Microsoft Visual Studio Solution File, Format Version 12.00\n",
            "Server/Server.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>\n',
            "Server/Program.cs": "class Program { static void Main() {} }\n",
            "Server/FilmController.cs": '[ApiController]\n[Route("films")]\npublic class FilmController : ControllerBase {\n'
            + "".join(f'  [HttpGet("{name}")]\n  public string {name.upper()}() => "";\n' for name in "abcdef")
            + "}\n",
            "Model/Model.csproj": '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><PackageId>Film.Model</PackageId>'
            "<PackageProjectUrl>https://film.example</PackageProjectUrl></PropertyGroup></Project>\n",
        },
    ),
    (
        "mobile",
        {
            "app/pubspec.yaml": "name: app\ndependencies:\n  flutter:\n    sdk: flutter\n",
            "app/lib/main.dart": "void main() {}\n",
            "core/pubspec.yaml": "name: core\n",
            "core/lib/core.dart": "class Core {}\n",
        },
    ),
    (
        "cli",
        {
            "pyproject.toml": '[build-system]\nrequires = ["flit_core"]\nbuild-backend = "flit_core.buildapi"\n[project]\n'
            'name = "cutter-of-cookies"\nversion = "1"\ndependencies = ["click"]\n[project.scripts]\ncoc = "coc.__main__:main"\n',
            "coc/__init__.py": "",
            "coc/__main__.py": "import click\n\ndef main(): ...\n",
        },
    ),
]


@pytest.mark.parametrize(("kind", "files"), TYPES)
def test_project_types(tmp_path: Path, kind: str, files: dict[str, str]) -> None:
    assert ask(tmp_path, files)["project_type"] == kind


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
    ],
)
def test_a_database_by_what_is_configured(tmp_path: Path, path: str, text: str, name: str) -> None:
    row = next(item for item in ask(tmp_path, {path: text})["databases"] if item["name"] == name)
    assert row["evidence"][0]["path"] == path
    assert row["evidence"][0]["line"] > 0


def test_a_setup_cfg_that_only_configures_tools_builds_nothing(tmp_path: Path) -> None:
    assert names(ask(tmp_path, {"setup.cfg": "[flake8]\nmax-line-length = 100\n", "a.py": ""}), "build_tools") == []
    assert names(ask(tmp_path, {"setup.cfg": "[metadata]\nname = a\n", "a.py": ""}), "build_tools") == ["Setuptools"]


def test_templates_and_companions_say_nothing_of_versions(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        {
            "composer.json": '{"name": "a/b", "require-dev": {"symfony/phpunit-bridge": "^6.4"}}',
            "lib/templates/Dockerfile.tt": "FROM ruby:<%= Gem.ruby_version %>\n",
        },
    )
    assert [(item["name"], item["version"]) for item in answer["test_frameworks"]] == [
        ("Symfony PHPUnit Bridge", "^6.4"),
        ("PHPUnit", None),
    ]
    assert names(answer, "containers") == []


def test_the_version_is_that_of_the_package_with_most_code(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        {
            "package.json": '{"private": true, "workspaces": ["app", "about"]}',
            "about/package.json": '{"name": "about", "private": true, "dependencies": {"react": "18.2.0"}}',
            "about/index.js": "import React from 'react'\n",
            "app/package.json": '{"name": "app", "private": true, "dependencies": {"react": "19.0.0", "socket.io-client": "4"}}',
            "app/src/pages/index.js": "import React from 'react'\nexport const a = 1\n",
        },
    )
    assert [(item["name"], item["version"]) for item in answer["frameworks"]] == [("React", "19.0.0")]


def test_a_version_is_not_that_of_what_brings_it_along(tmp_path: Path) -> None:
    build = "plugins { id 'org.springframework.boot' version '3.3.0' }\ndependencies { testImplementation 'org.springframework.boot:spring-boot-starter-test:3.3.0' }\n"
    files = {"build.gradle": build, "src/main/java/A.java": "class A {}\n", "src/test/java/T.java": "class T {}\n"}
    answer = Workspace(write(tmp_path, files)).detect()
    assert [(row["name"], row["version"]) for row in answer["test_frameworks"]] == [("JUnit", None)]
    assert ("Spring Boot", "3.3.0") in [(row["name"], row["version"]) for row in answer["frameworks"]]


def test_of_two_imported_frameworks_the_more_used_leads(tmp_path: Path) -> None:
    files = {"a.xcodeproj/project.pbxproj": "x\n", "A.swift": "import UIKit\nclass A {}\n"}
    files |= {f"Views/{name}.swift": f"import SwiftUI\nstruct {name} {{}}\n" for name in ("B", "C", "D")}
    assert [row["name"] for row in Workspace(write(tmp_path, files)).detect()["frameworks"]] == ["SwiftUI", "UIKit"]


def test_a_template_engine_without_templates_makes_no_pages(tmp_path: Path) -> None:
    pom = (
        "<project><artifactId>shop</artifactId><dependencies>"
        "<dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency>"
        "<dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-thymeleaf</artifactId></dependency>"
        "</dependencies></project>"
    )
    files = {"pom.xml": pom, "src/main/java/A.java": "class A { public static void main(String[] a) {} }\n"}
    assert Workspace(write(tmp_path, files)).detect()["project_type"] == "backend"
