"""detect: kinds of projects by what they are made for: a host, a phone, a browser, a server, or other code."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

GO = "package a\n\nfunc A() {}\n"
C_MAIN = "int main(void) { return 0; }\n"
REACT = '{"name": "pages", "private": true, "dependencies": {"react": "18.0.0"}}'
APPLICATION = 'productType = "com.apple.product-type.application";\nSDKROOT = {};\n{}_DEPLOYMENT_TARGET = 14;\n'
TOOL = (
    '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><PackAsTool>true</PackAsTool>'
    "<ToolCommandName>pot</ToolCommandName><PackageTags>tea</PackageTags></PropertyGroup></Project>"
)
MEMBER = '[package]\nname = "{}"\nversion = "1.0.0"\n{}'
CODE = "pub fn boil() -> u32 {\n    1\n}\n"
FRAMEWORK = "A framework for managing pots."

KINDS = [
    pytest.param(
        "unknown",
        {
            "go.mod": "module x.org/terraform-provider-pot\n\ngo 1.22\n",
            "main.go": 'package main\n\nimport "github.com/hashicorp/terraform-plugin-framework/providerserver"\n\nfunc main() {}\n',
            "internal/provider/pot.go": GO,
        },
        "main.go:3 a provider that Terraform loads",
        id="provider of Terraform",
    ),
    pytest.param(
        "frontend",
        {
            "package.json": '{"name": "pot", "version": "1.0.0", "main": "index.js"}',
            "src/manifest.json": '{\n  "name": "pot",\n  "manifest_version": 3\n}',
            "src/background.js": "export function boil() {}\n",
        },
        "src/manifest.json:3 an extension of browsers",
        id="extension of browsers",
    ),
    pytest.param(
        "library",
        {
            "pot.gemspec": "Gem::Specification.new do |s|\n  s.name = 'pot'\nend\n",
            "lib/pot.rb": "class Pot\nend\n",
            "contrib/browser/manifest.json": '{"name": "pot", "manifest_version": 3}',
        },
        "pot.gemspec:2 to be imported: pot",
        id="library with an extension of browsers beside it",
    ),
    pytest.param(
        "unknown",
        {
            "package.json": '{\n  "name": "pot", "version": "1.0.0", "main": "out/a.js",\n  "engines": {"vscode": "^1.90.0"}\n}',
            "src/a.ts": "export function activate() {}\n",
        },
        "package.json:3 an extension of Visual Studio Code",
        id="extension of an editor",
    ),
    pytest.param(
        "unknown",
        {"cookiecutter.json": '{"name": "pot"}', "hooks/post_gen_project.py": "def main():\n    pass\n"},
        "cookiecutter.json:1 a template that new projects are made of",
        id="template",
    ),
    pytest.param(
        "frontend",
        {
            "style.css": "/*\nTheme Name: Pot\n*/\n",
            "composer.json": '{"name": "a/pot", "type": "wordpress-theme"}',
            "functions.php": "<?php\nfunction boil() {}\n",
        },
        "style.css:2 a theme of WordPress",
        id="theme",
    ),
    pytest.param(
        "infrastructure",
        {"galaxy.yml": "namespace: a\nname: pot\n", "plugins/modules/pot.py": "def main():\n    pass\n\n\nmain()\n"},
        "galaxy.yml:1 a collection of Ansible",
        id="collection of Ansible",
    ),
    pytest.param(
        "unknown",
        {
            "README.md": "# Pots\n\nA curated list of Docker Compose samples.\n",
            **{f"pot{number}/package.json": f'{{"name": "pot{number}"}}' for number in range(6)},
            **{f"pot{number}/index.js": "export function boil() {}\n" for number in range(6)},
        },
        "README.md:3 said: list of Docker Compose samples",
        id="list of samples",
    ),
    pytest.param(
        "desktop",
        {
            "Pot.xcodeproj/project.pbxproj": APPLICATION.format("macosx", "MACOSX"),
            "Pot/App.swift": "import SwiftUI\n\n@main\nstruct PotApp: App {}\n",
        },
        "Pot.xcodeproj/project.pbxproj:2 an application for macOS",
        id="application for the Mac",
    ),
    pytest.param(
        "mobile",
        {
            "Pot.xcodeproj/project.pbxproj": APPLICATION.format("iphoneos", "IPHONEOS"),
            "Pot/App.swift": "import SwiftUI\n\n@main\nstruct PotApp: App {}\n",
        },
        None,
        id="application for phones",
    ),
    pytest.param(
        "cli",
        {
            "CMakeLists.txt": "add_executable(pot src/pot.c)\n",
            "src/pot.c": C_MAIN * 20,
            "html/package.json": REACT,
            "html/src/app.tsx": "export const App = () => <p />;\n" * 5,
        },
        None,
        id="program with a page",
    ),
    pytest.param(
        "cli",
        {
            "go.mod": "module x.org/pot\n\ngo 1.22\n",
            "main.go": "package main\n\nfunc main() {}\n",
            "book.toml": '[book]\ntitle = "Pot"\n',
        },
        None,
        id="program with a book",
    ),
    pytest.param(
        "backend",
        {
            "package.json": '{"name": "pot", "version": "1.0.0", "main": "server.js", "scripts": {"start": "node server.js"},'
            ' "dependencies": {"express": "4"}}',
            "server.js": "const express = require('express')\nconst app = express()\napp.get('/', show)\napp.listen(1)\n",
            "public/index.html": "<h1>The interface</h1>\n" * 20,
        },
        None,
        id="page that describes the interface",
    ),
    pytest.param(
        "library",
        {
            "pyproject.toml": '[project]\nname = "pot"\nversion = "1"\ndependencies = ["django"]\n'
            '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n',
            "pot/__init__.py": "def boil():\n    return 1\n",
            "pot/urls.py": "from django.urls import path\n",
            "pot/templates/pot.html": "<p></p>\n" * 20,
            "example/manage.py": "import sys\n",
        },
        None,
        id="library with an example that is run",
    ),
    pytest.param(
        "unknown",
        {"build.c": C_MAIN, "src/Pot.h": "struct Pot { int tea; };\nint boil(struct Pot *pot);\n"},
        None,
        id="program that builds what nothing says the use of",
    ),
    pytest.param(
        "cli",
        {
            "README.md": "# pot\n\nReports old tea.\n",
            "pot.sln": "",
            "src/pot/pot.csproj": TOOL,
            "src/pot/Program.cs": "class Program { static void Main() {} }\n" * 5,
            "src/pot.Core/pot.Core.csproj": '<Project Sdk="Microsoft.NET.Sdk" />',
            "src/pot.Core/Tea.cs": "public class Tea {}\n" * 5,
        },
        None,
        id="tool of .NET",
    ),
    pytest.param(
        "unknown",
        {
            "README.md": f"# pot\n\n{FRAMEWORK}\n",
            "setup.cfg": f"[metadata]\nname = pot\nversion = 1\ndescription = {FRAMEWORK}\n"
            "[options.entry_points]\nconsole_scripts =\n    pot = pot.main:main\n",
            "setup.py": "from setuptools import setup\nsetup()\n",
            "pot/__init__.py": "",
            "pot/main.py": "import argparse\n\n\ndef main():\n    argparse.ArgumentParser()\n",
        },
        None,
        id="framework that is run as all programs are",
    ),
    pytest.param(
        "library",
        {
            "build.sbt": 'name := "pot"\nlibraryDependencies += "com.typesafe.akka" %% "akka-http" % "10.2.0"\n',
            "project/plugins.sbt": 'addSbtPlugin("com.github.sbt" % "sbt-ci-release" % "1.5.0")\n',
            "src/main/scala/Pot.scala": "import akka.http.scaladsl.Http\nclass Pot { def boil = 1 }\n",
        },
        None,
        id="archive of sbt that is released",
    ),
    pytest.param(
        "library",
        {
            "DESCRIPTION": "Package: pot\nVersion: 1.0\n",
            "NAMESPACE": "export(boil)\n",
            "R/boil.R": "boil <- function() 1\n",
        },
        None,
        id="package of R",
    ),
    pytest.param(
        "fullstack",
        {
            "composer.json": '{"name": "a/pot", "type": "project", "require": {"php": "8.1"}}',
            "index.php": "<?php\nrequire 'backend/App.php';\n",
            "backend/App.php": "<?php\nclass App { public function run() {} }\n" * 9,
            "package.json": '{"private": true, "dependencies": {"vue": "3.0.0"}}',
            "frontend/App.vue": "<template><p /></template>\n" * 4,
        },
        None,
        id="server by hand with pages",
    ),
]


@pytest.mark.parametrize(("kind", "files", "shown"), KINDS)
def test_kinds_of_projects(tmp_path: Path, kind: str, files: dict[str, str], shown: str | None) -> None:
    found = Workspace(write(tmp_path, files)).context()
    assert found["project_type"] == kind
    assert shown is None or shown in found["type_evidence"]


def test_a_command_and_its_core_with_wrappers_of_its_name_is_that_command(tmp_path: Path) -> None:
    root = tmp_path / "pot"
    root.mkdir()
    files = {
        "Cargo.toml": '[workspace]\nmembers = ["pot-core", "pot"]\n',
        "pot-core/Cargo.toml": MEMBER.format("pot-core", 'description = "Core library of pot"\n'),
        "pot-core/src/lib.rs": CODE * 9,
        "pot/Cargo.toml": MEMBER.format("pot", '[dependencies]\nclap = "4"\n'),
        "pot/src/main.rs": "use clap::Parser;\n\nfn main() {}\n" + CODE * 9,
        "npm/pot/package.json": '{"name": "pot", "version": "1.0.0", "bin": "cli.js"}',
        "npm/pot/cli.js": "import x from 'x'\n",
    }
    assert Workspace(write(root, files)).detect()["project_type"] == "cli"


def test_what_a_readme_says_is_read_past_comments_headings_and_long_tags(tmp_path: Path) -> None:
    comment = "<!--\nCopyright of the whole project and of others\n-->\n"
    tag = '<img align="right"\n  title="A logo of the whole project">\n'
    files = {
        "README.md": f"{comment}{tag}\nPot is a library for tea that is\nbrewed.\n",
        "go.mod": "module x.org/pot\n",
    }
    found = Workspace(write(tmp_path, {**files, "pot.go": GO})).context()
    assert "README.md:7 said: Pot is a library for tea that is brewed." in found["type_evidence"]
    adoc = "= Pot of the teas\nimage::https://a.b/logo.png[The logo of the pot]\n\nA library for tea.\n"
    (tmp_path / "README.md").unlink()
    (tmp_path / "README.adoc").write_text(adoc)
    assert Workspace(tmp_path).context()["type_evidence"][0] == "README.adoc:4 said: A library for tea."
    (tmp_path / "README.adoc").write_text('= Pot\n\n.Use\n[source,go]\n----\nimport "x.org/pot"\n----\n')
    assert Workspace(tmp_path).context()["type_evidence"][0] == 'README.adoc:6 first use: import "x.org/pot"'
    (tmp_path / "README.adoc").unlink()
    heading = "The Pot of All The Teas\n=======================\n\nA library for tea.\n"
    (tmp_path / "README.md").write_text(heading)
    assert Workspace(tmp_path).context()["type_evidence"][0] == "README.md:4 said: A library for tea."
