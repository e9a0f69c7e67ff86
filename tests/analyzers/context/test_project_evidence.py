"""detect: kinds of projects, each with the line that proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

    from groundplan.answers import Context

GEMSPEC = "Gem::Specification.new do |s|\n  s.name = 'potty'\n  s.executables = ['potty']\nend\n"
USED = "# Potty\n\n```ruby\n# Ask the pot\npot = Potty.get('tea')\n```\n\n## Command line\n\n```\npotty tea\n```\n"
MEMORY = "MEMORY\n{\n  rom (rx) : ORIGIN = 0x08000000, LENGTH = 128K\n}\n"
MAIN = "int main(void)\n{\n\treturn 0;\n}\n"
SITE = '{"private": true, "devDependencies": {"vitepress": "2.0.0", "vue": "3.5.0"}}'
BUILT = '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n'
ADDED = (
    BUILT + '[project]\nname = "potty"\nclassifiers = ["Framework :: Django"]\ndependencies = ["django"]\n'
    '[project.scripts]\npotty = "potty.bin:main"\n'
)

COMMENTED = """..
  A library of commands, says a comment.

Potty
=====

A pot of the kettle's kind for use with tea.

.. code-block:: python
  :linenos:

  from potty import Pot

::

  potty (3.0.0) - boils: 13.9ms
"""
PROGRAM = "import argparse\n\ndef main():\n    argparse.ArgumentParser().parse_args()\n\nif __name__ == '__main__':\n    main()\n"

KINDS = [
    pytest.param(
        "library",
        "README.md:7 said: Pots is a small library that boils.",
        {
            "go.mod": "module x.org/pots\n\ngo 1.22\n",
            "pots.go": "package pots\n",
            "README.md": '<a href="https://warm.example">\n  <b>Warm, the intelligent terminal</b>\n</a>\n\n# Pots\n\n'
            "Pots is a small library that boils.\n",
        },
        id="a sponsor's banner says nothing of what it stands on",
    ),
    pytest.param(
        "cli",
        "Cargo.toml:5 reads commands: clap",
        {
            "Cargo.toml": '[package]\nname = "pots"\nversion = "0.1.0"\n[dependencies]\nclap = "4"\n[[bin]]\nname = "brew"\npath = "src/bin/brew.rs"\n',
            "src/lib.rs": "pub fn boil() {}\n",
            "src/bin/brew.rs": "use clap::Parser;\nfn main() {}\n",
        },
        id="what reads commands is shown where it is declared",
    ),
    pytest.param(
        "cli",
        "pyproject.toml:1 its command has its name: pot",
        {
            "pyproject.toml": f'{BUILT}[project]\nname = "pot"\n[project.scripts]\npot = "pot.brew:main"\n',
            ".pipelines/publish.py": PROGRAM,
            "pot/__init__.py": "",
            "pot/brew.py": "def main(): ...\n",
        },
        id="a script of the pipelines reads commands for nobody who uses the product",
    ),
    pytest.param(
        "library",
        "README.rst:12 first use: from potty import Pot",
        {
            "pyproject.toml": f'{BUILT}[project]\nname = "potty"\n[project.scripts]\ntry-potty = "potty._cmd:main"\n',
            "potty/__init__.py": "Pot = 1\n",
            "potty/_cmd.py": PROGRAM,
            "README.rst": COMMENTED,
        },
        id="code in reStructuredText is indented by two columns or three as well, below its options, and comments say nothing",
    ),
    pytest.param(
        "library",
        "README.md:5 first use: pot = Potty.get('tea')",
        {"potty.gemspec": GEMSPEC, "README.md": USED, "lib/potty.rb": "module Potty\nend\n", "bin/potty": "#!/usr/bin/env ruby\n"},
        id="a library is called in its README before its command is",
    ),
    pytest.param(
        "cli",
        "src/main.c:1 a program begins: main.c",
        {"src/main.c": MAIN, "src/pot.lds": "SECTIONS\n{\n  .text : { *(.text) }\n}\n"},
        id="a program that a computer runs",
    ),
    pytest.param(
        "unknown",
        None,
        {"src/pot.c": "int pot(void) { return 1; }\n", "board/pot.ld": MEMORY},
        id="nothing begins, and nothing says that others use it",
    ),
    pytest.param(
        "unknown",
        "src/main/resources/META-INF/plugin.xml:1 a plugin of the IntelliJ Platform",
        {
            "build.gradle.kts": "plugins { id('java') }\n",
            "src/main/resources/META-INF/plugin.xml": "<idea-plugin>\n</idea-plugin>\n",
            "src/main/java/a/Pot.java": "package a;\nimport javax.swing.JButton;\nclass Pot { JButton b; }\n",
        },
        id="plugin of an editor",
    ),
    pytest.param(
        "unknown",
        "manifest.json:2 a plugin of Obsidian",
        {
            "manifest.json": '{\n  "minAppVersion": "1.0.0"\n}',
            "package.json": '{"name": "pot", "version": "1.0.0", "main": "main.js"}',
            "src/main.ts": "export class Pot {}\n",
        },
        id="plugin of a notebook",
    ),
    pytest.param(
        "documentation",
        "package.json:1 VitePress",
        {"package.json": SITE, **{f"src/guide/{name}.md": "# Pot\n\nTea.\n" for name in "abcde"}, "src/Pot.vue": "<template/>\n" * 40},
        id="a site of texts",
    ),
    pytest.param(
        "frontend",
        "package.json:1 VitePress",
        {"package.json": SITE, "src/a.md": "# Pot\n", **{f"src/{name}.vue": "<template/>\n" for name in "bcde"}},
        id="a site of pages",
    ),
    pytest.param(
        "library",
        "pyproject.toml:6 classified: Framework :: Django",
        {
            "pyproject.toml": ADDED,
            "README.md": "# Potty\n\n```sh\npotty start site\n```\n",
            "potty/__init__.py": "",
            "potty/bin.py": "def main(): ...\n",
            "potty/urls.py": "from django.urls import path\nfrom . import views\nurlpatterns = [\n"
            + "".join(f"    path('{name}/', views.{name}),\n" for name in "abcdef")
            + "]\n",
            "potty/views.py": "".join(f"def {name}(request): ...\n" for name in "abcdef"),
            "potty/project_template/manage.py": "from django.core.management import execute_from_command_line\n",
            "potty/test/manage.py": "from django.core.management import execute_from_command_line\n",
        },
        id="what is added to a framework, with the command that sets it up",
    ),
    pytest.param(
        "unknown",
        None,
        {"README.md": "# Dotfiles\n\nWhat my shells read.\n", ".bashrc": "alias a=b\n", ".bash_profile": "alias c=d\n", "bootstrap.sh": "ls\n"},
        id="files that a shell reads",
    ),
    pytest.param(
        "cli",
        "bin/git-pot:1 a script to run: bin/git-pot",
        {"bin/git-pot": "#!/bin/sh\nls\n", "bin/git-tea": "#!/bin/sh\nls\n", "tests/pot.bats": "@test a { ls; }\n", "check.sh": "#!/bin/sh\nls\n"},
        id="commands of a shell",
    ),
    pytest.param(
        "unknown",
        None,
        {"bin/pot": "#!/bin/sh\nls\n", **{f"{name}/aliases.zsh": "alias a=b\n" for name in ("git", "ruby", "zsh")}},
        id="files that a shell reads, and a command or two",
    ),
    pytest.param(
        "unknown",
        "makejinja.toml:1 a template that new projects are made of",
        {"makejinja.toml": "[makejinja]\n", "template/scripts/check.py": "if __name__ == '__main__':\n    print(1)\n"},
        id="template of a cluster",
    ),
    pytest.param(
        "backend",
        "index.php:1 a page for the browser",
        {
            "composer.json": '{"require": {"symfony/console": "^6.0"}}',
            "index.php": "<?php\necho 1;\n",
            ".github/scripts/check.py": "if __name__ == '__main__':\n    print(1)\n",
        },
        id="pages of PHP, with a command beside them",
    ),
    pytest.param(
        "frontend",
        "index.html:1 a page for the browser",
        {"index.html": "<script src=js/a.js></script>\n", "js/a.js": "var a = 1\n" * 9},
        id="a page",
    ),
    pytest.param("unknown", None, {"mods/a/init.lua": "print(1)\n"}, id="scripts that something else loads"),
    pytest.param(
        "library",
        "README.md:3 said: Pot is the premier Vim plugin for",
        {"README.md": "# pot.vim\n\nPot is the premier Vim plugin for tea.\n", "plugin/pot.vim": "let a = 1\n"},
        id="the introduction says it",
    ),
    pytest.param(
        "monorepo",
        "pnpm-workspace.yaml:1 binds several packages: pnpm workspaces",
        {
            "pnpm-workspace.yaml": "packages:\n  - packages/*\n",
            "package.json": '{"name": "root", "private": true}',
            **{f"packages/{n}/package.json": f'{{"name": "{n}", "version": "1.0.0", "main": "a.js"}}' for n in "abc"},
            **{f"packages/{n}/a.js": "exports.a = 1\n" for n in "abc"},
        },
        id="what binds the packages is in a file of its own",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "evidence", "files"), KINDS)
def test_kinds_of_projects(tmp_path: Path, kind: str, evidence: str | None, files: dict[str, str]) -> None:
    found = context(tmp_path, files)
    assert (found["project_type"], next(iter(found["type_evidence"]), None)) == (kind, evidence)


def context(root: Path, files: dict[str, str]) -> Context:
    return Workspace(write(root / "work", files)).context()


SERVER = "# Pot\n\nPot is an extensible music server written in Python.\n\n```\n$ pot deps\n```\n"
POT = BUILT + '[project]\nname = "pot"\nversion = "1"\n[project.scripts]\npot = "pot.cli:main"\n'


def test_a_site_that_classifies_itself_by_its_framework_and_shows_its_host_is_no_library(tmp_path: Path) -> None:
    files = {
        "pyproject.toml": BUILT + '[project]\nname = "potbox"\nclassifiers = ["Framework :: Django"]\n',
        "README.md": "# PotBox\n\n```python\nHOSTS = ['potbox.example.com']\n```\n",
        "requirements.txt": "Django==5.2\n",
        "potbox/manage.py": "import django\n",
    }
    assert Workspace(write(tmp_path, files)).detect()["project_type"] == "backend"


@pytest.mark.parametrize(
    ("kind", "readme"),
    [
        ("unknown", SERVER),
        ("unknown", SERVER.replace("$ pot deps", "$ pot deps\n$ pipx install pot")),
        ("cli", SERVER.replace("is an extensible music server", "is a player for any music server")),
    ],
)
def test_a_server_that_is_started_as_all_programs_are_is_no_command(tmp_path: Path, kind: str, readme: str) -> None:
    files = {"pyproject.toml": POT, "README.md": readme, "pot/__init__.py": "", "pot/cli.py": PROGRAM}
    assert Workspace(write(tmp_path, files)).detect()["project_type"] == kind


@pytest.mark.parametrize(("kind", "site"), [("library", "tests/manage.py"), ("backend", "manage.py")])
def test_a_package_for_sites_that_shows_itself_in_a_container_is_a_library(
    tmp_path: Path, kind: str, site: str
) -> None:
    files = {
        "pyproject.toml": BUILT
        + '[project]\nname = "potty"\nclassifiers = ["Framework :: Django"]\ndependencies = ["django"]\n',
        "Dockerfile": "FROM python\n",
        "potty/urls.py": "from django.urls import path\n\nurlpatterns = [path('pot', None)]\n",
        site: "import django\n",
    }
    assert Workspace(write(tmp_path, files)).detect()["project_type"] == kind


@pytest.mark.parametrize(("kind", "part"), [("desktop", "Widgets"), ("unknown", "Core")])
def test_a_program_has_windows_where_it_takes_the_part_of_qt_that_makes_them(
    tmp_path: Path, kind: str, part: str
) -> None:
    files = {
        "CMakeLists.txt": f"add_executable(pot main.cpp)\ntarget_link_libraries(pot Qt6::{part})\n",
        "README.md": "# Pot\n\nPot is an application for talking to many others over tea.\n",
        "main.cpp": "int main() {\n  return 0;\n}\n",
    }
    assert Workspace(write(tmp_path, files)).detect()["project_type"] == kind


def test_what_a_servlet_container_is_given_is_no_library_though_it_is_released(tmp_path: Path) -> None:
    files = {
        "build.sbt": 'name := "pot"\nlibraryDependencies += "org.scalatra" %% "scalatra" % "3.0.0"\n',
        "project/plugins.sbt": 'addSbtPlugin("com.github.sbt" % "sbt-ci-release" % "1.5.0")\n',
        "src/main/scala/Pot.scala": "class Pot { def boil = 1 }\n",
        "src/main/webapp/WEB-INF/web.xml": "<web-app/>\n",
    }
    assert Workspace(write(tmp_path, files)).detect()["project_type"] == "backend"
