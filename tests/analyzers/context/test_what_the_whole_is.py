"""context: what a part of a workspace is, is made with or is built by, and what the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from tests.workspaces import write

from .test_project_types import sln

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = "fun boil() { println(1) }\n" * 40
BUILD = 'plugins {{ id("com.android.application") }}\nandroid {{\n{inner}}}\n'
FLAVOURS = '    productFlavors {\n        // as stores want them\n        create("play") {}\n        create("full") {}\n    }\n'
CRATE = '[package]\nname = "{name}"\nversion = "1.0.0"\n'
SPRING = (
    "<dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter</artifactId></dependency>"
)


def module(name: str, inner: str = "") -> str:
    return f"<project><groupId>x</groupId><artifactId>{name}</artifactId><version>1</version><dependencies>{inner}</dependencies></project>"


def android(inner: str = "") -> dict[str, str]:
    """An application of two modules, of which the small one is published."""
    return {
        "settings.gradle.kts": 'include(":app", ":api")\n',
        "build.gradle.kts": "",
        "gradlew": "#!/bin/sh\n",
        "app/build.gradle.kts": BUILD.format(inner=inner),
        "app/src/main/AndroidManifest.xml": "<manifest><application/></manifest>\n",
        "app/src/main/java/x/Pot.kt": f"package x\n\n{PROGRAM}",
        "app/src/test/java/x/PotTest.kt": "package x\n\nclass PotTest {\n    @Test fun boils() {}\n}\n",
        "api/build.gradle.kts": 'plugins {\n    id("com.android.library")\n    id("maven-publish")\n}\n',
        "api/src/main/java/x/Api.kt": "package x\n\nfun api() {}\n",
    }


def test_an_application_for_phones_may_publish_a_library_beside_it(tmp_path: Path) -> None:
    found = Workspace(write(tmp_path, android())).context()
    assert (found["project_type"], found["main_framework"]) == ("mobile", "Android")


@pytest.mark.parametrize(("inner", "task"), [("", "testDebugUnitTest"), (FLAVOURS, "testPlayDebugUnitTest")])
def test_chosen_tests_of_android_are_run_by_the_task_of_a_variant(tmp_path: Path, inner: str, task: str) -> None:
    """`test` only starts those tasks, and Gradle knows no `--tests` of it."""
    context = Workspace(write(tmp_path, android(inner))).context()
    assert context["test_one"] == f"./gradlew :app:{task} --tests PotTest"


def test_a_plugin_around_androids_may_have_variants_of_its_own(tmp_path: Path) -> None:
    files = android() | {"app/build.gradle.kts": 'plugins { id("pot.android.application") }\n'}
    found = Workspace(write(tmp_path, files)).test_command("app/src/test/java/x/PotTest.kt")
    assert found["recommended"] == "./gradlew :app:test"


def test_what_cargo_builds_where_nothing_is_told_is_the_product(tmp_path: Path) -> None:
    files = {
        "README.md": "# Soup\n\nA language to write soups in.\n\n```soup\n= Onions\n```\n\n```sh\nsoup cook file\n```\n",
        "Cargo.toml": '[workspace]\nmembers = ["crates/*"]\ndefault-members = ["crates/soup-cli"]\n',
        **{
            f"crates/{name}/{at}": text
            for name in ("soup", "soup-pot", "stove")
            for at, text in (("Cargo.toml", CRATE.format(name=name)), ("src/lib.rs", "pub fn cook() {}\n" * 30))
        },
        "crates/soup-cli/Cargo.toml": CRATE.format(name="soup-cli")
        + '[[bin]]\nname = "soup"\npath = "src/main.rs"\n[dependencies]\nclap = "4"\n',
        "crates/soup-cli/src/main.rs": "fn main() {}\n",
    }
    assert Workspace(write(tmp_path, files)).context()["project_type"] == "cli"


def test_an_application_of_rails_may_be_handed_out_as_a_gem(tmp_path: Path) -> None:
    files = {
        "pot.gemspec": "Gem::Specification.new do |gem|\n  gem.name = 'pot'\n  gem.add_dependency 'rails', '7.1'\nend\n",
        "Gemfile": "source 'https://rubygems.org'\ngem 'rails', '7.1'\n",
        "lib/pot.rb": "module Pot\nend\n",
        "app/models/soup.rb": "class Soup < ApplicationRecord\nend\n" * 9,
        "app/assets/stylesheets/a.css": "a { b: c }\n",
    }
    library = Workspace(write(tmp_path / "engine", files)).context()
    assert (library["project_type"], library["build_command"]) == ("library", "gem build pot.gemspec")
    files["config/application.rb"] = "module Pot\n  class Application < Rails::Application\n  end\nend\n"
    whole = Workspace(write(tmp_path / "whole", files)).context()
    assert (whole["project_type"], whole["build_command"]) == ("backend", "bundle exec rake assets:precompile")


def test_what_a_library_s_console_is_made_with_is_not_its_framework(tmp_path: Path) -> None:
    modules = "".join(f"<module>{name}</module>" for name in ("core", "console"))
    files = {
        "README.md": "# Pot\n\nPot is a library for soups.\n",
        "pom.xml": f"<project><groupId>x</groupId><artifactId>pot</artifactId><version>1</version><modules>{modules}</modules></project>",
        "core/pom.xml": module("core"),
        "core/src/main/java/x/Pot.java": "package x;\n\npublic class Pot {}\n" * 30,
        "console/pom.xml": module("console", SPRING),
        "console/src/main/java/x/Console.java": "package x;\n\npublic class Console {}\n" * 10,
    }
    found = Workspace(write(tmp_path, files)).context()
    assert (found["project_type"], found["main_framework"]) == ("library", None)


def test_a_monorepo_is_built_on_what_all_its_packages_ask_for(tmp_path: Path) -> None:
    files = {"package.json": '{"private": true, "workspaces": ["packages/*"]}'}
    for name in "abcdef":
        asked = f'{{"name": "@x/{name}", "version": "1.0.0", "peerDependencies": {{"react": "19"}}}}'
        files |= {
            f"packages/{name}/package.json": asked,
            f"packages/{name}/src/index.tsx": f'import * as React from "react";\nexport const {name.upper()} = () => <p />;\n',
        }
    found = Workspace(write(tmp_path, files)).context()
    assert (found["project_type"], found["main_framework"]) == ("monorepo", "React")


def test_a_program_with_windows_of_two_toolkits_is_built_on_none(tmp_path: Path) -> None:
    files = {
        "CMakeLists.txt": "project(pot)\nadd_subdirectory(gtk)\nadd_subdirectory(qt)\n",
        "gtk/main.cc": "int main() { return 0; }\n",
        "gtk/Pot.ui": '<interface>\n  <requires lib="gtk" version="4.0"/>\n</interface>\n',
        "qt/app.cc": "int main() { return 0; }\n",
        "qt/Pot.ui": '<ui version="4.0">\n <class>Pot</class>\n</ui>\n',
    }
    workspace = Workspace(write(tmp_path, files))
    assert {row["name"] for row in workspace.detect()["frameworks"]} == {"GTK", "Qt"}
    assert workspace.context()["main_framework"] is None


def test_the_few_pages_of_a_skeleton_are_not_what_is_built(tmp_path: Path) -> None:
    scripts = '{"private": true, "scripts": {"build": "vite build"}, "devDependencies": {"vite": "4"}}'
    files = {
        "api/composer.json": '{"name": "x/api", "type": "project", "require": {"laravel/framework": "12"}}',
        "api/artisan": "#!/usr/bin/env php\n<?php\n",
        "api/app/Pot.php": "<?php\nnamespace App;\nclass Pot {}\n" * 40,
        "api/package.json": scripts,
        "api/resources/js/app.js": "import './bootstrap';\n",
    }
    assert Workspace(write(tmp_path / "a", files)).context()["build_command"] == "cd api && npm run build"
    files |= {"web/package.json": scripts, "web/src/App.tsx": "export const App = () => <p />;\n" * 9}
    assert Workspace(write(tmp_path / "b", files)).context()["build_command"] is None


def test_a_part_is_told_in_the_language_that_its_framework_is_used_in(tmp_path: Path) -> None:
    files = {
        "manage.py": "import django\n",
        "requirements.txt": "django\n",
        "pot/views.py": "def pot() -> int:\n    return 1\n" * 90,
        "pot/scripts/pages.js": "$('a').on('click', () => boil());\n" * 40,
        "package.json": '{"private": true, "workspaces": ["cook"]}',
        "cook/package.json": '{"name": "cook", "private": true, "dependencies": {"react": "19"}}',
        "cook/src/App.tsx": 'import React from "react";\n' + "export const App = () => <p />;\n" * 20,
    }
    also = Workspace(write(tmp_path, files)).context()["also"]
    assert [(row["language"], row["framework"]) for row in also] == [("TypeScript", "React")]


def test_a_linter_of_what_little_is_written_in_lints_nothing(tmp_path: Path) -> None:
    files = {
        "Pot.csproj": '<Project Sdk="Microsoft.NET.Sdk" />\n',
        "Pot.cs": "public class Pot {}\n" * 90,
        "package.json": '{"private": true, "devDependencies": {"eslint": "9"}}',
        "eslint.config.js": "export default [];\n",
        "site/a.js": "a();\n",
    }
    assert Workspace(write(tmp_path, files)).context()["has_linting"] is False


def test_what_a_linter_is_told_of_the_examples_is_not_the_style(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "pot", "version": "1.0.0", "devDependencies": {"eslint": "9"}}',
        "eslint.config.js": "export default [\n  {\n    files: ['examples/**'],\n    rules: { 'indent': [1, 2] },\n  },\n"
        "  { files: ['src/**'], rules: { 'quotes': [2, 'single'] } },\n];\n",
        "src/pot.js": "export function pot() {\n    return 'soup';\n}\n" * 9,
    }
    found = Workspace(write(tmp_path, files)).standards()
    assert found["contradictions"] == []
    assert "stated" not in found["coding_standards"]["indent"][0]
    assert found["coding_standards"]["quotes"][0]["stated"]["value"] == "single"


def test_what_is_compiled_is_built_before_its_pages(tmp_path: Path) -> None:
    projects = {f"src/Pot{part}/Pot{part}.csproj": '<Project Sdk="Microsoft.NET.Sdk" />\n' for part in "AB"}
    files = {
        "src/Pot.sln": sln("PotA/PotA.csproj", "PotB/PotB.csproj"),
        **projects,
        **{f"src/Pot{part}/Pot.cs": "public class Pot {}\n" * 90 for part in "AB"},
        "package.json": '{"private": true, "scripts": {"build": "webpack"}, "devDependencies": {"webpack": "5"}}',
        "web/index.js": "boil();\n" * 9,
    }
    assert Workspace(write(tmp_path, files)).context()["build_command"] == "cd src && dotnet build"


def test_one_test_is_told_only_where_tests_are_called_so(tmp_path: Path) -> None:
    """`CoreTest` is what the fixtures build on: none is called as tests mostly are."""
    asked = '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="NUnit" Version="4" /></ItemGroup></Project>'
    files = {
        "Pot.sln": sln("Pot/Pot.csproj", "Pot.Test/Pot.Test.csproj"),
        "Pot.Test/Pot.Test.csproj": asked,
        "Pot.Test/CoreTest.cs": "public abstract class CoreTest {}\n",
        **{f"Pot.Test/P{number}Fixture.cs": "[TestFixture] public class P {}\n" for number in range(12)},
        "Pot/Pot.csproj": '<Project Sdk="Microsoft.NET.Sdk" />\n',
        "Pot/Pot.cs": "public class Pot {}\n",
    }
    assert Workspace(write(tmp_path / "a", files)).context()["test_one"] is None
    files |= {f"Pot.Test/P{number}Tests.cs": "public class P {}\n" for number in range(12)}
    found = Workspace(write(tmp_path / "b", files)).context()["test_one"]
    assert found == "cd Pot.Test && dotnet test --filter FullyQualifiedName~CoreTest"
