"""detect: projects whose kind one mark alone would tell wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write


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


@pytest.mark.parametrize(("procfile", "kind"), [({"Procfile": "web: app\n"}, "backend"), ({}, "unknown")])
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
        "rel/app/src-tauri/src/main.rs": "fn main() {}\n" * 20,
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
            "unknown",
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


def test_settings_of_all_projects_make_windows_too(tmp_path: Path) -> None:
    """Seen in C#: a client for git, whose projects all get Windows Forms from the file beside the solution."""
    files = {
        "Directory.Build.props": "<Project><PropertyGroup><UseWindowsForms>true</UseWindowsForms></PropertyGroup></Project>\n",
        "Pot/Pot.csproj": '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>WinExe</OutputType></PropertyGroup></Project>\n',
        "Pot/Program.cs": "namespace Pot;\npublic static class Program { public static void Main() {} }\n",
    }
    assert Workspace(write(tmp_path, files)).detect()["project_type"] == "desktop"
