"""The main framework: what the code rests on, and not what that is made of or what one file uses for a side of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

FIBER = "module x.org/a\n\nrequire (\n\tgithub.com/gofiber/fiber/v2 v2.1.0\n\tgithub.com/valyala/fasthttp v1.71.0\n)\n"
CHI = "module x.org/a\n\nrequire github.com/go-chi/chi/v5 v5.0.0\n"
ROUTER = 'package a\n\nimport "github.com/go-chi/chi/v5"\n\nvar r = chi.NewRouter()\n'


def framework(folder: Path, files: dict[str, str]) -> str | None:
    return Workspace(write(folder, files)).context()["main_framework"]


def test_what_a_framework_is_made_of_is_not_the_main_one(tmp_path: Path) -> None:
    files = {"go.mod": FIBER, "main.go": "package main\n\nfunc main() {}\n"}
    assert framework(tmp_path, files) == "Fiber"


@pytest.mark.parametrize(("others", "expected"), [(20, "chi"), (200, None)])
def test_a_router_that_one_file_of_hundreds_imports(tmp_path: Path, others: int, expected: str | None) -> None:
    files = {f"p/f{number}.go": f"package p\n\nfunc F{number}() {{}}\n" for number in range(others)}
    assert framework(tmp_path, {"go.mod": CHI, "router.go": ROUTER, **files}) == expected


def test_a_file_that_is_only_called_setup_needs_no_setuptools(tmp_path: Path) -> None:
    files = {"shop/core/setup.py": "def setup_logging() -> None: ...\n", "pot/setup.py": "import os\n"}
    assert Workspace(write(tmp_path, files)).detect()["build_tools"] == []


def test_a_framework_before_the_server_below_it(tmp_path: Path) -> None:
    declared = '{"name": "a", "private": true, "dependencies": {"express": "5.0.0", "@nestjs/core": "11.0.0"}}'
    files = {
        "package.json": '{"private": true, "workspaces": ["p/*"], "dependencies": {"express": "5.0.0"}}',
        "p/a/package.json": declared,
        "p/a/src/main.ts": 'import { NestFactory } from "@nestjs/core";\nNestFactory.create(App);\n',
    }
    assert framework(tmp_path, files) == "NestJS"


def test_what_answers_behind_a_route_of_the_framework_is_not_the_main_one(tmp_path: Path) -> None:
    files = {
        "package.json": '{"private": true, "dependencies": {"hono": "4.0.0", "next": "16.0.0", "react": "19.0.0"}}',
        "app/api/[...route]/route.ts": 'import { Hono } from "hono";\nexport const GET = new Hono().fetch;\n',
        "app/page.tsx": 'import Link from "next/link";\nexport default () => <Link href="/" />;\n',
    }
    assert framework(tmp_path, files) == "Next.js"


def test_the_program_that_is_released_from_an_example_is_where_it_starts(tmp_path: Path) -> None:
    files = {
        "go.mod": "module x.org/pot\n\ngo 1.22\n\nrequire github.com/gin-gonic/gin v1.9.0\n",
        "api/api.go": 'package api\n\nimport "github.com/gin-gonic/gin"\n\nfunc New() { gin.New() }\n',
        "internal/types/types.go": "package main\n\nfunc main() {}\n",
        "examples/base/main.go": "package main\n\nfunc main() {}\n",
        ".goreleaser.yaml": "builds:\n  - id: pot\n    main: ./examples/base\n    binary: pot\n",
    }
    assert Workspace(write(tmp_path, files)).context()["entry_point"] == "examples/base/main.go"


def test_what_dresses_the_pages_of_a_server_in_another_language(tmp_path: Path) -> None:
    web = '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup></Project>\n'
    files = {
        "src/Shop.slnx": '<Solution>\n  <Project Path="Web/Web.csproj" />\n  <Project Path="Core/Core.csproj" />\n</Solution>\n',
        "src/Web/Web.csproj": web,
        "src/Web/Program.cs": "var builder = WebApplication.CreateBuilder(args);\n",
        "src/Core/Core.csproj": '<Project Sdk="Microsoft.NET.Sdk"></Project>\n',
        "src/Core/A.cs": "class A { }\n" * 200,
        "client/components.json": '{"$schema": "https://ui.shadcn.com/schema.json"}',
        "client/package.json": '{"name": "c", "private": true, "dependencies": {"react": "19.0.0"}}',
        "client/a.tsx": "export const a = 1\n",
    }
    context = Workspace(write(tmp_path, files)).context()
    assert (context["main_framework"], context["build_command"]) == ("ASP.NET Core", "cd src && dotnet build")


def test_what_draws_a_few_screens_is_not_what_a_command_is_made_with(tmp_path: Path) -> None:
    """Seen in Go: one of many commands lists a catalogue on the screen, with Bubble Tea."""
    imports = 'import (\n\t"github.com/charmbracelet/bubbletea"\n)\n'
    files = {
        "go.mod": "module example.com/pot\n\nrequire (\n\tgithub.com/spf13/cobra v1.8.0\n\tgithub.com/charmbracelet/bubbletea v1.0.0\n)\n",
        "main.go": 'package main\n\nimport "github.com/spf13/cobra"\n\nfunc main() { cobra.Command{}.Execute() }\n',
        **{f"screens/s{number}.go": f"package screens\n\n{imports}" for number in range(2)},
        **{f"boil/b{number}.go": f"package boil\n\nfunc B{number}() {{}}\n" for number in range(60)},
    }
    assert framework(tmp_path, files) == "Cobra"
