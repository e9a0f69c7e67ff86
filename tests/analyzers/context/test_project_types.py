"""detect: what kind of project a workspace is, by its rules in their order."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write


def sln(*projects: str) -> str:
    """A solution of these projects."""
    return "".join(f'Project("{{F1}}") = "{at}", "{at}", "{{A1}}"\nEndProject\n' for at in projects)


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
        "frontend",
        {
            "package.json": '{"private": true, "dependencies": {"react": "18.0.0", "@ionic/react": "8.0.0"}}',
            "src/a.jsx": "export default 1\n",
        },
    ),
    (
        "mobile",
        {"pubspec.yaml": "name: a\ndependencies:\n  flutter:\n    sdk: flutter\n", "lib/main.dart": "void main() {}\n"},
    ),
    ("desktop", {"package.json": '{"private": true, "devDependencies": {"electron": "30.0.0"}}', "main.js": "1\n"}),
    ("infrastructure", {"main.tf": 'resource "x" "y" {}\n'}),
    (
        "infrastructure",
        {
            ".justfile": "bootstrap:\n    sh bootstrap.sh\n",
            "cluster/apps.yaml": "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n",
            "apps/pot.yaml": "kind: Deployment\n",
        },
    ),
    ("desktop", {"conf.lua": "function love.conf(t)\n  t.vsync = 1\nend\n", "main.lua": "function love.run()\nend\n"}),
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
            "Shop.sln": sln("src/Shop/Shop.csproj", "build/build.csproj"),
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
    ("unknown", {"rename.rb": "def a; end\n", "test/test_rename.rb": "require_relative '../rename'\n"}),
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
            "ui/a.js": "1;\n" * 40,
        },
    ),
    (
        "backend",
        {
            "Shop.sln": sln("src/Web/Web.csproj", "src/Data/Data.csproj"),
            "src/Web/Web.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>\n',
            "src/Data/Data.csproj": '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><PackageId>Shop.Data</PackageId></PropertyGroup></Project>\n',
        },
    ),
    (
        "backend",
        {
            "Shop.sln": sln("src/Web/Web.csproj", "src/Api/Api.csproj", "src/Core/Core.csproj"),
            "src/Web/Web.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><ProjectReference Include="../Core/Core.csproj" /></ItemGroup></Project>\n',
            "src/Api/Api.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><ProjectReference Include="../Core/Core.csproj" /></ItemGroup></Project>\n',
            "src/Core/Core.csproj": '<Project Sdk="Microsoft.NET.Sdk"></Project>\n',
        },
    ),
    (
        "backend",
        {
            "Shop.sln": sln("src/Web/Web.csproj", "src/Core/Core.csproj"),
            "src/Web/Web.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>\n',
            "src/Core/Core.csproj": '<Project Sdk="Microsoft.NET.Sdk"></Project>\n',
        },
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
                f"src/{name}/{name}.csproj": f'<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><PackageId>{name}</PackageId><PackageTags>pot</PackageTags></PropertyGroup></Project>'
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


def test_what_npm_fills_in_makes_no_library(tmp_path: Path) -> None:
    """A root package.json that has only hooks, with the `main` of `npm init` and no such file."""
    files = {
        "package.json": '{"name": "pots", "version": "1.0.0", "main": "index.js", "devDependencies": {"husky": "9"}}',
        "client/package.json": '{"name": "client", "private": true, "dependencies": {"react": "18"}, "scripts": {"dev": "vite"}}',
        "client/src/main.jsx": "import React from 'react';\n\nexport const App = () => <div />;\n",
        "server/package.json": '{"name": "server", "version": "1.0.0", "main": "index.js", "dependencies": {"express": "4"}, "scripts": {"start": "node src/index.js"}}',
        "server/src/index.js": "import express from 'express';\n\nconst app = express();\napp.get('/pots', all);\napp.listen(80);\n",
    }
    assert Workspace(write(tmp_path, files)).detect()["project_type"] == "fullstack"
