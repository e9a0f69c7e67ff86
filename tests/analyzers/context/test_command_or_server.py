"""context: which program is a command and which a server, what a command rests on, and what manages and tests it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .context_workspaces import context

if TYPE_CHECKING:
    from pathlib import Path


BEGINS = "int main(int argc, char **argv) { return run(argc, argv); }\n"


@pytest.mark.parametrize(
    ("readme", "start", "kind"),
    [
        ("# pot\n\nA lightweight notification daemon for pots.\n", "src/main.c", "unknown"),
        ("# pot\n\nA small game about pots and their lids.\n", "src/main.c", "unknown"),
        ("# pot\n\nTells the temperature of all pots nearby.\n", "src/main.c", "cli"),
        ("# pot\n\nA command-line tool that asks the pot server.\n", "src/main.c", "cli"),
    ],
)
def test_what_is_called_otherwise_is_no_command_because_it_begins(
    tmp_path: Path, readme: str, start: str, kind: str
) -> None:
    """Seen in C: a daemon for notifications, and a database whose server stands beside its client."""
    files = {"README.md": readme, start: BEGINS, "Makefile": "all:\n\tcc src/*.c\n"}
    assert context(tmp_path, files)["project_type"] == kind


def test_a_command_rests_on_no_server_that_one_of_its_commands_starts(tmp_path: Path) -> None:
    """Seen in Go: a cache for downloads, built on a router, was said to be the framework of the whole command."""
    go = 'package cache\n\nimport (\n\t"github.com/labstack/echo/v4"\n)\n\nfunc Start() { echo.New() }\n'
    files = {
        "go.mod": "module x.org/pot\n\ngo 1.22\n\nrequire (\n\tgithub.com/labstack/echo/v4 v4.15.4\n"
        "\tgithub.com/urfave/cli/v2 v2.27.7\n)\n",
        "README.md": "# pot\n\nA command-line tool for pots.\n\n```sh\n$ pot boil\n```\n",
        "main.go": "package main\n\nfunc main() { serve() }\n",
        **{f"cache/cache{n}.go": go.replace("Start", f"Start{n}") for n in range(4)},
        **{f"pots/pot{n}.go": f"package pots\n\nfunc Boil{n}() int {{ return {n} }}\n" for n in range(120)},
    }
    answer = context(tmp_path, files)
    assert (answer["project_type"], answer["main_framework"]) == ("cli", None)


def test_a_program_of_cargo_is_called_as_its_manifest_calls_it(tmp_path: Path) -> None:
    """`its command has its name` was said of a package whose only program is called otherwise."""
    manifest = '[package]\nname = "potdealer"\nversion = "1.0.0"\n\n[[bin]]\nname = "pt"\npath = "src/main.rs"\n'
    clap = '\n[dependencies]\nclap = "4"\n'
    answer = context(tmp_path, {"Cargo.toml": manifest + clap, "src/main.rs": "fn main() {}\n"})
    assert answer["project_type"] == "cli"
    assert not any("its command has its name" in row for row in answer["type_evidence"])


def test_linters_of_another_ecosystem_make_no_package_of_the_root(tmp_path: Path) -> None:
    """Seen in a theme handed out as a gem, beside a package.json that only asks for linters."""
    files = {
        "pot.gemspec": 'Gem::Specification.new do |spec|\n  spec.name = "pot"\n  spec.version = "1"\n'
        '  spec.add_runtime_dependency "jekyll"\nend\n',
        "Gemfile": 'source "https://rubygems.org"\ngemspec\n',
        "package.json": '{"name": "pot", "version": "1.0.0", "devDependencies": {"stylelint": "^16"}}',
        "assets/pot.js": "function boil(pot) { return pot.boil(); }\n" * 26,
        "lib/pot.rb": "class Pot\n  def boil\n    1\n  end\nend\n" * 14,
    }
    answer = context(tmp_path, files)
    assert (answer["main_language"], answer["package_manager"]) == ("Ruby", "bundler")


def test_what_says_that_it_is_a_library_is_one_though_its_workers_are_started_by_a_command(tmp_path: Path) -> None:
    """Seen in a queue for jobs: its README shows how workers are started before all else."""
    files = {
        "README.md": "PQ (_Pot Queue_) is a simple Python library for queueing pots.\n\n```console\n$ pq worker high\n```\n",
        "pyproject.toml": '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n\n[project]\n'
        'name = "pq"\nversion = "1"\ndependencies = ["click"]\n\n[project.scripts]\npq = "pq.cli:main"\n',
        "pq/__init__.py": "",
        "pq/cli.py": "import click\n\n\n@click.command()\ndef main():\n    pass\n",
    }
    answer = context(tmp_path, files)
    assert (answer["project_type"], answer["main_framework"]) == ("library", None)


def test_tasks_of_deno_beside_a_package_manage_no_packages(tmp_path: Path) -> None:
    """Seen in a server for Node.js that can also be started by a task of Deno."""
    files = {
        "package.json": '{"name": "pot", "version": "1.0.0", "dependencies": {"express": "^5"}, "scripts": {"test": "node --test"}}',
        "deno.json": '{"tasks": {"start": "deno run bin/pot.mjs"}}',
        "bin/pot.js": "console.log(1)\n",
        "test/pot.test.js": 'import test from "node:test"\n',
    }
    answer = context(tmp_path, files)
    assert (answer["package_manager"], answer["test_command"]) == ("npm", "npm test")


def test_tests_run_in_the_environment_of_hatch_that_has_their_runner(tmp_path: Path) -> None:
    """`hatch run pytest` starts in the default environment, which had no pytest."""
    files = {
        "pyproject.toml": '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n\n[project]\n'
        'name = "pot"\nversion = "1"\n\n[tool.hatch.envs.default]\ninstaller = "uv"\n\n[tool.hatch.envs.test]\n'
        'dependencies = ["pytest"]\n',
        "pot/__init__.py": "",
        "tests/test_pot.py": "def test_pot():\n    assert 1\n",
    }
    assert context(tmp_path, files)["test_command"] == "hatch run test:pytest"


def test_what_is_trained_is_no_command_because_its_script_is_called_main(tmp_path: Path) -> None:
    """Seen in the code of a paper: `main.py` trains the model."""
    files = {
        "README.md": "# pot\n\nTraining code and pretrained models for pots.\n",
        "requirements.txt": "torch>=1.5\n",
        "main.py": "import torch\n\nif __name__ == '__main__':\n    torch.load('pot')\n",
        "models/pot.py": "import torch\n\nclass Pot(torch.nn.Module):\n    pass\n",
    }
    assert context(tmp_path, files)["project_type"] == "data"


def test_what_answers_at_its_containers_port_is_a_server_though_it_is_typed_as_well(tmp_path: Path) -> None:
    """Seen in a monitor."""
    files = {
        "README.md": "# pot\n\nSends pots to others.\n\n```\nbrew install pot\n```\n\n```\n$ pot send lid\n```\n",
        "go.mod": "module x.org/pot\n\ngo 1.22\n",
        "Dockerfile": 'FROM scratch\nEXPOSE 9009\nENTRYPOINT ["/pot"]\n',
        "main.go": "package main\n\nfunc main() {}\n",
        "web/package.json": '{"name": "web", "private": true, "dependencies": {"react": "19.0.0"}}',
        "web/src/main.tsx": "export default 1\n",
    }
    routes = "".join(
        f'\thttp.HandleFunc("/v1/{name}", answer)\n' for name in ("status", "groups", "metrics", "setup", "stop")
    )
    files |= {"api/api.go": f'package api\n\nimport "net/http"\n\nfunc Routes() {{\n{routes}}}\n'}
    assert context(tmp_path / "answers", files)["project_type"] == "backend"


def test_a_container_of_what_reads_commands_makes_no_server_of_it(tmp_path: Path) -> None:
    """Seen in Go: a program that puts load on servers, which answers questions about a run, and comes as an image too."""
    routes = "".join(
        f'\tmux.HandleFunc("/v1/{name}", answer)\n' for name in ("status", "groups", "metrics", "setup", "stop")
    )
    files = {
        "go.mod": "module example.com/pot\n\nrequire github.com/spf13/cobra v1.8.0\n",
        "main.go": 'package main\n\nimport "github.com/spf13/cobra"\n\nfunc main() { cobra.Command{}.Execute() }\n',
        "api/api.go": f'package api\n\nimport "net/http"\n\nfunc Routes(mux *http.ServeMux) {{\n{routes}}}\n',
        "Dockerfile": 'FROM alpine\nENTRYPOINT ["pot"]\n',
    }
    assert context(tmp_path, files)["project_type"] == "unknown"


def test_what_answers_a_hundred_kinds_of_requests_is_a_server_however_small_that_part_is(tmp_path: Path) -> None:
    """Seen in C#: a server for films, whose program reads its arguments with a library."""
    needs = '<PackageReference Include="CommandLineParser" Version="2" /><FrameworkReference Include="Microsoft.AspNetCore.App" />'
    actions = "".join(
        f'    [HttpGet("films/{number}")]\n    public int Film{number}() => 1;\n' for number in range(120)
    )
    files = {
        "Pot/Pot.csproj": f'<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup>{needs}</ItemGroup></Project>\n',
        "Pot/Program.cs": "namespace Pot;\npublic static class Program { public static void Main(string[] args) {} }\n",
        "Pot/FilmController.cs": "using Microsoft.AspNetCore.Mvc;\nnamespace Pot;\n[ApiController]\npublic class FilmController"
        f" : ControllerBase {{\n{actions}}}\n",
        **{f"Pot/Lid{number}.cs": f"namespace Pot;\npublic class Lid{number} {{}}\n" for number in range(40)},
    }
    assert context(tmp_path, files)["project_type"] == "backend"
