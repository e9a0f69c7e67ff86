"""context: the main framework: what a command, a library, its templates and its site rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan import Workspace

from ...workspaces import write
from .context_workspaces import PYTHON, context

if TYPE_CHECKING:
    from pathlib import Path


def test_the_frames_of_what_a_command_hands_out_are_not_its_own(tmp_path: Path) -> None:
    """As programs that begin other programs are laid out: the command, its templates, a private site."""
    files = {
        "package.json": '{"name": "@pot/root", "workspaces": ["cli", "www"]}',
        "cli/package.json": '{"name": "create-pot", "version": "1.0.0", "bin": "d.js", "dependencies": {"commander": "1"}}',
        "cli/src/index.ts": 'import { program } from "commander";\nprogram.parse();\n' + "export const a = 1;\n" * 40,
        "cli/template/base/package.json": '{"name": "yours", "version": "1.0.0", "dependencies": {"next": "1", "react": "1"}}',
        "www/package.json": '{"name": "www", "private": true, "dependencies": {"astro": "1", "react": "1"}}',
        "www/src/config.ts": "export const b = 1;\n" * 40,
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["main_framework"]) == ("cli", "Commander.js")


def test_a_command_rests_on_what_reads_commands(tmp_path: Path) -> None:
    """A program that serves its pages for a preview has a web framework too."""
    files = {
        "Cargo.toml": "[package]\nname = 'pot'\nversion = '1.0.0'\n\n[dependencies]\naxum = '0.7'\nclap = '4'\n",
        "src/main.rs": "use axum::Router;\nuse clap::Parser;\n\nfn main() {}\n",
        "README.md": "# pot\nA command-line tool.\n",
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["main_framework"]) == ("cli", "clap")


def test_a_part_called_templates_is_no_template(tmp_path: Path) -> None:
    files = {
        "Cargo.toml": "[package]\nname = 'pot'\nversion = '1.0.0'\n\n[workspace]\nmembers = ['templates']\n",
        "src/main.rs": "fn main() {}\n",
        "templates/Cargo.toml": "[package]\nname = 'templates'\nversion = '1.0.0'\n\n[dependencies]\nclap = '4'\n",
        "templates/src/lib.rs": "use clap::Parser;\n",
    }
    assert context(tmp_path, files)["main_framework"] == "clap"


SCREEN = "from textual.app import App\n\n\nclass {name}(App[None]):\n    pass\n"


def test_a_command_of_many_screens_rests_on_what_draws_them(tmp_path: Path) -> None:
    files = {
        "pyproject.toml": PYTHON.format(name="pot", needs='["textual", "click"]'),
        "README.md": "# Pot\n\nThe IDE for your terminal.\n\n```sh\npot\n```\n",
        "src/pot/__init__.py": "",
        "src/pot/cli.py": "import click\n\n\n@click.command()\ndef main() -> None: ...\n",
        **{f"src/pot/{name}.py": SCREEN.format(name=name.title()) for name in ("app", "modal", "help")},
    }
    assert context(tmp_path, files)["main_framework"] == "Textual"


def test_a_command_with_one_screen_rests_on_none(tmp_path: Path) -> None:
    files = {
        "pyproject.toml": PYTHON.format(name="pot", needs='["textual"]'),
        "README.md": "# Pot\n\n```sh\npot boil\n```\n",
        "src/pot/__init__.py": "",
        **{f"src/pot/kept{number}.py": "def keep() -> None: ...\n" for number in range(30)},
        "src/pot/cli.py": "import argparse\n\n\ndef main() -> None: ...\n",
        "src/pot/app.py": SCREEN.format(name="App"),
    }
    assert context(tmp_path, files)["main_framework"] is None


def test_a_library_for_several_servers_rests_on_none(tmp_path: Path) -> None:
    deps = '"com.typesafe.akka" %% "akka-http" % "10.2.10", "org.http4s" %% "http4s-core" % "0.23.1"'
    files = {
        "README.md": "# pot\n\npot is a library for asking servers.\n",
        "build.sbt": f'name := "pot"\nlibraryDependencies ++= Seq({deps})\n',
        "core/src/main/scala/pot/Pot.scala": "package pot\n\nclass Pot\n" * 9,
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["main_framework"]) == ("library", None)


def test_the_frame_that_a_project_of_net_refers_to_and_the_tools_it_installs(tmp_path: Path) -> None:
    """Seen in F#: a framework for the web on ASP.NET Core, formatted by a tool that `.config/` lists."""
    project = '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><FrameworkReference Include="Microsoft.AspNetCore.App" /></ItemGroup></Project>'
    tools = '{"version": 1, "tools": {"fantomas": {"version": "7.0.5", "commands": ["fantomas"]}}}'
    files = {"src/Pot/Pot.fsproj": project, "src/Pot/Pot.fs": "module Pot\n", ".config/dotnet-tools.json": tools}
    found = Workspace(write(tmp_path / "pot", files)).detect()
    assert [row["name"] for row in found["frameworks"]] == ["ASP.NET Core"]
    assert [(row["name"], row["version"]) for row in found["formatters"]] == [("Fantomas", "7.0.5")]
