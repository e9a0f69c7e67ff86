"""detect: the versions of technologies, each the technology's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from groundplan import Workspace

from ...workspaces import write

METEOR = '{"private": true, "dependencies": {"meteor-node-stubs": "~0.4.1"}}'


def ask(tmp_path: Path, files: dict[str, str]) -> dict[str, Any]:
    """The answer for a workspace of these files."""
    return {**Workspace(write(tmp_path, {"a/.keep": "", **files})).detect()}


def names(answer: dict[str, Any], key: str) -> list[str]:
    """The names in one of its lists."""
    return [item["name"] for item in answer[key]]


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


def test_a_package_that_asks_for_itself_is_no_tool_of_its_own(tmp_path: Path) -> None:
    project = '[project]\nname = "snakemake"\nversion = "1"\n[tool.pixi.pypi-dependencies]\nsnakemake = { path = ".", editable = true }\n'
    answer = ask(tmp_path, {"pyproject.toml": project, "src/snakemake/__init__.py": "", "web/package.json": METEOR})
    assert "Snakemake" not in names(answer, "build_tools")
    assert [(item["name"], item["version"]) for item in answer["frameworks"]] == [("Meteor", None)]


def test_an_example_that_is_called_like_its_framework(tmp_path: Path) -> None:
    answer = ask(tmp_path, {"package.json": '{"name": "koa", "dependencies": {"koa": "3.1.1"}}'})
    assert [(item["name"], item["version"]) for item in answer["frameworks"]] == [("Koa", "3.1.1")]


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


def test_a_companions_version_gives_way_to_what_the_lockfile_says(tmp_path: Path) -> None:
    files = {
        "Gemfile": 'source "https://rubygems.org"\ngem "rubocop-rails-omakase"\n',
        "Gemfile.lock": "GEM\n  remote: https://rubygems.org/\n  specs:\n    minitest (5.25.5)\n    rubocop (1.76.1)\n"
        "    rubocop-rails-omakase (1.1.0)\n      rubocop (>= 1.72)\n\nDEPENDENCIES\n  rubocop-rails-omakase\n",
        "test/test_helper.rb": 'require "minitest/autorun"\nclass ATest < Minitest::Test\nend\n',
        "a.rb": "x = 1\n",
    }
    answer = Workspace(write(tmp_path, files)).detect()
    assert [row["version"] for row in answer["linters"] if row["name"] == "RuboCop"] == ["1.76.1"]
    assert [row["version"] for row in answer["test_frameworks"] if row["name"] == "Minitest"] == ["5.25.5"]


def test_the_version_of_aspnet_is_that_of_its_target(tmp_path: Path) -> None:
    project = (
        '<Project Sdk="Microsoft.NET.Sdk.Web">\n<PropertyGroup><TargetFramework>net8.0</TargetFramework></PropertyGroup>\n'
        '<ItemGroup><PackageReference Include="Microsoft.AspNetCore.SignalR" Version="1.1.0" /></ItemGroup>\n</Project>\n'
    )
    files = {"Api/Api.csproj": project, "Api/Program.cs": "class Program { static void Main() {} }\n"}
    rows = Workspace(write(tmp_path, files)).detect()["frameworks"]
    assert [row["version"] for row in rows if row["name"] == "ASP.NET Core"] == ["8.0"]


def test_the_version_of_aspnet_is_not_the_name_of_its_framework(tmp_path: Path) -> None:
    project = (
        '<Project Sdk="Microsoft.NET.Sdk">\n<ItemGroup>\n'
        '<FrameworkReference Include="Microsoft.AspNetCore.App" />\n</ItemGroup>\n</Project>\n'
    )
    rows = Workspace(write(tmp_path, {"Api/Api.csproj": project, "Api/Api.cs": "class Api {}\n"})).detect()[
        "frameworks"
    ]
    assert [(row["name"], row["version"]) for row in rows] == [("ASP.NET Core", None)]


def test_the_version_of_a_build_plugin_or_an_interface_is_none_of_the_platform(tmp_path: Path) -> None:
    files = {
        "build.gradle": "plugins { id 'com.android.application' version '8.12.1' }\n"
        "dependencies { implementation 'javax.servlet:javax.servlet-api:3.1.0' }\n",
        "src/main/java/A.java": "class A {}\n",
    }
    rows = Workspace(write(tmp_path, files)).detect()["frameworks"]
    assert {(row["name"], row["version"]) for row in rows} == {("Android", None), ("Jakarta EE", None)}


def test_the_site_of_the_documentation_beside_the_product_is_no_framework_of_it(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "pot", "version": "1.0.0", "main": "index.js"}',
        "index.js": "module.exports = 1\n" * 9,
        "www/package.json": '{"private": true, "dependencies": {"@docusaurus/core": "3.0.0"}}',
    }
    answer = ask(tmp_path, files)
    assert "Docusaurus" not in names(answer, "frameworks")
    assert "Docusaurus" in names(answer, "other")


def test_type_checkers_stand_behind_the_linters_and_a_compiler_among_the_build_tools(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        {
            "pyproject.toml": "[tool.mypy]\nstrict = true\n[tool.ruff]\nline-length = 100\n",
            "package.json": '{"private": true, "devDependencies": {"typescript": "5"}}',
            "configure.ac": "AC_INIT([pot])\n",
        },
    )
    assert names(answer, "linters") == ["Ruff", "mypy"]
    assert {"TypeScript", "Autotools", "Make"} <= set(names(answer, "build_tools"))


def test_what_a_gem_is_tested_beside_is_none_of_its_frameworks(tmp_path: Path) -> None:
    files = {
        "pot.gemspec": "Gem::Specification.new do |s|\n  s.name = 'pot'\n  s.add_dependency 'rack'\nend\n",
        "lib/pot.rb": "class Pot\nend\n",
        "gemfiles/rails_8_0.gemfile": "gem 'rails', '~> 8.0'\n",
    }
    assert names(ask(tmp_path, files), "frameworks") == ["Rack"]


@pytest.mark.parametrize(
    ("code", "found"), [("aiohttp.ClientSession()", []), ("aiohttp.web.Application()", ["aiohttp"])]
)
def test_who_only_asks_others_is_no_server(tmp_path: Path, code: str, found: list[str]) -> None:
    answer = ask(
        tmp_path, {"requirements.txt": "aiohttp\n", "pots.py": f"import aiohttp\n\nasync def main():\n    {code}\n"}
    )
    assert names(answer, "frameworks") == found


def test_tables_of_shared_files_show_their_tools(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        {
            "pyproject.toml": '[project]\nname = "shop"\n[tool.pdm.scripts]\nserve = "shop"\n',
            "package.json": '{\n  "name": "shop",\n  "volta": {"node": "20.1.0"}\n}\n',
            "Cargo.toml": '[package]\nname = "shop"\n[lints.clippy]\nall = "warn"\n[workspace.metadata.dist]\nci = "github"\n',
            ".golangci.yml": 'version: "2"\nformatters:\n  enable:\n    - gofumpt\n    - gofmt\n',
            "src/lib.rs": "pub fn shop() {}\n",
            "go/shop.go": "package shop\n",
        },
    )
    shown = {str(item.get("name")) for rows in answer.values() if isinstance(rows, list) for item in rows}
    assert {"PDM", "Volta", "Clippy", "cargo-dist", "gofmt"} <= shown


def test_the_site_beside_and_what_a_gem_is_tested_beside_are_no_frameworks(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "pot", "version": "1.0.0", "main": "index.js"}',
        "index.js": "exports.boil = 1\n",
        "_config.yml": "theme: jekyll-theme-slate\n",
        "site/package.json": '{"private": true, "dependencies": {"vitepress": "2", "vue": "3"}}',
        "pot.gemspec": "Gem::Specification.new { |s| s.name = 'pot' }\n",
        "gemfiles/old.gemfile": "# This file was generated by Appraisal\ngem 'rails', '7.0'\n",
    }
    assert Workspace(write(tmp_path, files)).detect()["frameworks"] == []


def test_a_parent_of_the_same_group_is_no_framework(tmp_path: Path) -> None:
    pom = (
        "<project><parent><groupId>{}</groupId><artifactId>spring-boot-starter-parent</artifactId><version>3.1.0</version>"
        "</parent><groupId>org.springframework.boot</groupId><artifactId>pot</artifactId><version>1</version></project>"
    )
    files = {"pom.xml": pom.format("org.springframework.boot"), "src/main/java/A.java": "class A {}\n"}
    assert Workspace(write(tmp_path, files)).detect()["frameworks"] == []
