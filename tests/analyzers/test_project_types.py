"""detect: what kind of project a workspace is, by its rules in their order."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ..workspaces import write

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
            "go.mod": "module x.org/a\n\ngo 1.22\n\nrequire github.com/gin-gonic/gin v1.9.0\n",
            "main.go": "package main\n\nfunc main() {}\n" + "// x\n" * 99,
            "desktop/package.json": '{"name": "wrapper", "private": true, "dependencies": {"electron": "*"}}',
            "desktop/main.js": "1;\n",
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
        "backend",
        {
            "pom.xml": "<project><groupId>g</groupId><artifactId>a</artifactId><version>1</version><dependencies><dependency><groupId>io.quarkus</groupId>"
            "<artifactId>quarkus-rest</artifactId><version>3.0.0</version></dependency></dependencies><build><plugins><plugin>"
            "<groupId>org.apache.maven.plugins</groupId><artifactId>maven-gpg-plugin</artifactId></plugin></plugins></build></project>",
            "src/main/java/a/Pots.java": 'package a;\nimport jakarta.ws.rs.GET;\nimport jakarta.ws.rs.Path;\n@Path("/pots")\nclass Pots {\n'
            + "".join(f'    @GET\n    @Path("/{name}")\n    String {name}() {{ return ""; }}\n' for name in "abcde")
            + "}\n",
        },
    ),
    (
        "library",
        {
            "pyproject.toml": '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n[project]\nname = "pot"\nversion = "1"\n'
            'dependencies = ["starlette"]\n',
            "src/pot/__init__.py": "",
            "src/pot/http/low/server.py": "from starlette.applications import Starlette\n\ndef make():\n    return Starlette()\n",
        },
    ),
    (
        "library",
        {
            "setup.py": "from setuptools import setup\nsetup(name='tasks', version='1', install_requires=['click'],\n"
            " entry_points={'console_scripts': ['tasks = tasks.__main__:main']})\n",
            "README.rst": "Tasks\n\n::\n\n    from tasks import Tasks\n",
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
    (  # roles of Ansible are no program
        "infrastructure",
        {
            "tasks/main.yml": "- name: pot\n",
            "meta/main.yml": "a: 1\n",
            "defaults/main.yml": "a: 1\n",
            "README.md": "# x\n",
        },
    ),
    (  # data, and the few programs that write it
        "data",
        {
            **{f"data/{number}.json": "{}\n" for number in range(60)},
            "composer.json": '{"name": "a/pots", "bin": ["pots.php"]}',
            "pots.php": "<?php\n",
        },
    ),
    (  # one library in several assemblies, all called after it
        "library",
        {
            "Pot.sln": "",
            **{
                f"src/{name}/{name}.csproj": f'<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><PackageId>{name}</PackageId></PropertyGroup></Project>'
                for name in ("Pot", "Pot.Contracts")
            },
            "src/Pot/Pot.cs": "namespace Pot; public class Pot {}\n",
        },
    ),
    (  # what a site fetches its themes with
        "documentation",
        {
            "go.mod": "module x.org/docs\n",
            "hugo.toml": "title = 'x'\n",
            **{f"content/{name}.md": "# x\n" * 9 for name in "abcdefgh"},
        },
    ),
]


@pytest.mark.parametrize(("kind", "files"), TYPES)
def test_project_types(tmp_path: Path, kind: str, files: dict[str, str]) -> None:
    assert Workspace(write(tmp_path, files)).detect()["project_type"] == kind


def test_a_template_engine_without_templates_makes_no_pages(tmp_path: Path) -> None:
    pom = (
        "<project><artifactId>shop</artifactId><dependencies>"
        "<dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency>"
        "<dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-thymeleaf</artifactId></dependency>"
        "</dependencies></project>"
    )
    files = {"pom.xml": pom, "src/main/java/A.java": "class A { public static void main(String[] a) {} }\n"}
    assert Workspace(write(tmp_path, files)).detect()["project_type"] == "backend"


def test_a_service_that_also_has_a_generator_is_a_backend(tmp_path: Path) -> None:
    routes = "".join(f"app.get('/{name}', handler)\n" for name in "abcdef")
    files = {
        "package.json": '{"name": "create-app", "version": "1.0.0", "bin": "bin/create.js", "main": "src/index.js", "dependencies": {"express": "4"}}',
        "bin/create.js": "console.log(1)\n",
        "src/index.js": "const express = require('express')\nconst app = express()\n" + routes,
        "Dockerfile": "FROM node\n",
        ".templates/page.ejs": "<p>\n" * 60,
    }
    assert Workspace(write(tmp_path, files)).detect()["project_type"] == "backend"


ROUTES = "".join(f'\thttp.HandleFunc("GET /v{number}", show)\n' for number in range(6))


@pytest.mark.parametrize(("procfile", "kind"), [({"Procfile": "web: app\n"}, "backend"), ({}, "cli")])
def test_routes_without_a_framework_make_a_server_where_it_is_deployed(
    tmp_path: Path, procfile: dict[str, str], kind: str
) -> None:
    server = f'package main\n\nimport "net/http"\n\nfunc show(w http.ResponseWriter, r *http.Request) {{}}\n\nfunc main() {{\n{ROUTES}}}\n'
    write(tmp_path, {"go.mod": "module x.org/a\n\ngo 1.22\n", "main.go": server, **procfile})
    assert Workspace(tmp_path).detect()["project_type"] == kind


def test_a_deployed_site_in_a_frame_is_a_site(tmp_path: Path) -> None:
    routes = "".join(f'    get "/p{number}", PageController, :show\n' for number in range(6))
    files = {
        "mix.exs": 'defmodule A.MixProject do\n  use Mix.Project\n  defp deps do\n    [{:bandit, "~> 1.0"}, {:phoenix, "~> 1.8"}]\n  end\nend\n',
        "lib/a_web/router.ex": f'defmodule AWeb.Router do\n  use AWeb, :router\n  scope "/", AWeb do\n{routes}  end\nend\n',
        "rel/app/src-tauri/Cargo.toml": '[package]\nname = "a"\nversion = "1.0.0"\n[dependencies]\ntauri = "2"\n',
        "rel/app/src-tauri/src/main.rs": "fn main() {}\n",
    }
    write(tmp_path, files)
    assert Workspace(tmp_path).detect()["project_type"] == "desktop"
    write(tmp_path, {"Dockerfile": "FROM elixir\n"})
    assert Workspace(tmp_path).detect()["project_type"] == "backend"
    assert Workspace(tmp_path).context()["main_framework"] == "Phoenix"


def test_a_command_that_reads_its_arguments_with_python_alone_is_a_tool(tmp_path: Path) -> None:
    files = {
        "pyproject.toml": '[project]\nname = "pot"\nversion = "1"\n[project.scripts]\npot = "pot.main:run"\n'
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n',
        "src/pot/__init__.py": "",
        "src/pot/main.py": "import argparse\n\n\ndef run():\n    argparse.ArgumentParser()\n",
    }
    write(tmp_path, files)
    found = Workspace(tmp_path).context()
    assert (found["project_type"], found["entry_point"]) == ("cli", "src/pot/main.py")
    write(tmp_path, {"README.md": "```python\nimport pot\n```\n"})
    assert Workspace(tmp_path).detect()["project_type"] == "library"


def test_a_library_that_a_folder_of_the_build_makes_is_one(tmp_path: Path) -> None:
    files = {
        "CMakeLists.txt": "project(pot)\nadd_subdirectory(src)\ninstall(TARGETS Pot EXPORT PotTargets)\n",
        "src/CMakeLists.txt": "add_library(Pot pot.cpp)\n",
        "fuzzing/CMakeLists.txt": "add_executable(fuzz fuzz.cpp)\n",
        "tools/CMakeLists.txt": "add_executable(cover cover.cpp)\n",
        "tools/cover.cpp": "int main() { return 1; }\n",
        "src/pot.cpp": "int pot() { return 1; }\n",
    }
    write(tmp_path, files)
    found = Workspace(tmp_path).context()
    assert (found["project_type"], found["entry_point"]) == ("library", None)


def test_a_root_build_that_makes_a_library_is_of_one(tmp_path: Path) -> None:
    files = {
        "CMakeLists.txt": "add_library(${PROJECT_NAME} a.cc)\nadd_subdirectory(tool)\n",
        "a.cc": "int f() { return 1; }\n",
        "tool/CMakeLists.txt": "add_executable(tool tool.cc)\n",
        "tool/tool.cc": "int g() { return 2; }\n",
    }
    assert Workspace(write(tmp_path, files)).detect()["project_type"] == "library"


def test_a_go_module_of_services_is_no_library(tmp_path: Path) -> None:
    files = {
        "go.mod": "module example.com/shop\n",
        "api/services/sales/main.go": 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":80", nil) }\n',
        "business/sales.go": "package business\n\nfunc Sell() {}\n",
    }
    assert Workspace(write(tmp_path, files)).detect()["project_type"] != "library"


PROGRAM = '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>{}</OutputType>{}</PropertyGroup></Project>'


@pytest.mark.parametrize(
    ("kind", "files"),
    [
        (  # one product of several programs, all called after it
            "desktop",
            {
                "Pot.sln": "",
                "Pot/Pot.csproj": PROGRAM.format("WinExe", "<UseWindowsForms>true</UseWindowsForms>"),
                "Pot/Program.cs": "class Program { static void Main() {} }\n" * 9,
                "Pot.Host/Pot.Host.csproj": PROGRAM.format("Exe", ""),
                "Pot.Host/Program.cs": "class Program { static void Main() {} }\n",
            },
        ),
        (  # sockets alone show no pages
            "backend",
            {
                "package.json": '{"private": true, "dependencies": {"express": "4", "socket.io": "4"}}',
                "src/index.ts": "import express from 'express'\nexpress().listen(80)\n",
            },
        ),
        (  # a script that draws a benchmark makes no work on data
            "cli",
            {
                "Makefile": "all:\n\tcc src/pot.c\n",
                "src/pot.c": "int main(void) { return 0; }\n" * 9,
                "misc/bench.py": "import matplotlib\n",
            },
        ),
        (  # a book, and the programs of its chapters
            "documentation",
            {
                "SUMMARY.md": "".join(f"* [Chapter](c{number}.md)\n" for number in range(6)),
                "hello.md": "# Hello\n",
                "go.mod": "module x.org/book\n\ngo 1.22\n",
                "hello/v1/hello.go": "package main\n\nfunc main() {}\n",
            },
        ),
    ],
)  # fmt: skip
def test_project_types_that_one_mark_misled(tmp_path: Path, kind: str, files: dict[str, str]) -> None:
    assert Workspace(write(tmp_path, files)).detect()["project_type"] == kind


def test_a_part_with_a_configuration_of_its_own_is_not_the_framework_of_the_whole(tmp_path: Path) -> None:
    files = {
        "package.json": '{"private": true, "workspaces": ["packages/*"]}',
        "packages/client/package.json": '{"name": "client", "version": "1.0.0", "main": "index.ts"}',
        "packages/client/index.ts": "export const a = 1\n" * 200,
        "packages/views/package.json": '{"name": "views", "version": "1.0.0", "devDependencies": {"svelte": "5"}}',
        "packages/views/svelte.config.js": "export default {}\n",
        "packages/views/App.svelte": "<p>\n",
    }
    assert Workspace(write(tmp_path, files)).context()["main_framework"] is None
