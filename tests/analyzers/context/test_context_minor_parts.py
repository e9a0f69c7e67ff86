"""context: a part, a host or a count says nothing of the whole, and each folder and role is told by what it mostly holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .context_workspaces import context

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("files", "line"),
    [
        ({f"test/fixtures/{name}.sh": "x\n" for name in "abc"} | {"test/pot.sh": "x\n"}, "test/ (4 files, test)"),
        ({f"third_party/{name}/BUILD": "x(name = 'a')\n" for name in "abc"}, "third_party/ (3 files, Starlark)"),
        ({f".bundle/{name}": "a: 1\n" for name in ("config", "b.yml", "c.yml")}, ".bundle/ (3 files: 2 YAML)"),
        ({f"po/{name}": "x\n" for name in ("LINGUAS", "POTFILES.in", "Makevars")}, "po/ (3 files)"),
        ({"table/table.go": "package table\n", "table/a.csv": "a\n", "table/b.csv": "a\n"}, "table/ (3 files: 2 CSV, 1 Go)"),
        ({f"kit/testdata/{n}": "x\n" for n in range(19)} | {"kit/kit.go": "package kit\n"}, "kit/ (20 files: 19 fixture)"),
    ],
)  # fmt: skip
def test_a_folder_is_told_by_numbers_where_it_is_not_of_one_kind(
    tmp_path: Path, files: dict[str, str], line: str
) -> None:
    assert line in context(tmp_path, files)["layout"]


def test_what_a_role_of_machines_is_tried_with_are_tests(tmp_path: Path) -> None:
    files = {
        "tasks/main.yml": "- name: pot\n",
        "meta/main.yml": "a: 1\n",
        "molecule/default/molecule.yml": "driver:\n  name: docker\n",
        "tests/install.sh": "#!/bin/sh\nset -e\n" * 9,
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["has_tests"]) == ("infrastructure", True)
    assert (found["test_command"], found["main_language"]) == ("molecule test", None)


def test_what_only_one_part_of_a_library_supports_is_not_what_it_is_built_on(tmp_path: Path) -> None:
    pom = "<project><groupId>g</groupId><artifactId>{}</artifactId><version>1</version>{}</project>"
    struts = "<dependencies><dependency><groupId>org.apache.struts</groupId><artifactId>struts2-core</artifactId></dependency></dependencies>"
    files = {
        "pom.xml": pom.format("pot", "<modules><module>core</module><module>extensions/struts2</module></modules>"),
        "core/pom.xml": pom.format("core", ""),
        **{f"core/src/Pot{number}.java": f"class Pot{number} {{}}\n" * 40 for number in range(9)},
        "extensions/struts2/pom.xml": pom.format("pot-struts2", struts),
        "extensions/struts2/src/A.java": "class A {}\n",
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["main_framework"]) == ("unknown", None)


def test_hooks_of_an_agent_are_no_convention_and_no_key_files(tmp_path: Path) -> None:
    files = {f".claude/hooks/{name}.ts": "import { a } from './lib'\na()\n" for name in "abcdefg"}
    files |= {".claude/hooks/lib.ts": "export function a() {}\n"}
    files |= {
        "src/pot.ts": "export function pot() {}\n",
        "src/b.ts": "import { pot } from './pot'\nexport const b = pot()\n",
    }
    found = context(tmp_path, files)
    assert [row["path"] for row in found["key_files"]] == ["src/pot.ts"]
    assert not any("hook" in text for text in found["conventions"])


def test_what_a_file_is_compiled_for_is_no_role(tmp_path: Path) -> None:
    files = {
        f"collector/{name}_linux.go": "package collector\n"
        for name in ("cpu", "disk", "net", "mem", "fan", "load", "zfs")
    }
    assert not any("linux" in text for text in context(tmp_path, files)["conventions"])


def test_what_hands_a_package_on_manages_nothing(tmp_path: Path) -> None:
    package = 'import PackageDescription\nlet package = Package(name: "Pot", products: [.library(name: "Pot", targets: ["Pot"])], targets: [.target(name: "Pot")])\n'
    files = {
        "Package.swift": package,
        "Pot.podspec.json": '{"name": "Pot", "version": "1.0.0"}',
        "Sources/Pot/Pot.swift": "public struct Pot {}\n",
    }
    assert context(tmp_path, files)["package_manager"] == "swift"


def test_a_server_is_one_whose_container_answers_at_a_port(tmp_path: Path) -> None:
    files = {
        "go.mod": "module x.org/potexporter\n\ngo 1.22\n",
        "main.go": "package main\n\nfunc main() {}\n",
        "Dockerfile": "FROM scratch\nEXPOSE 9100\n",
    }
    assert context(tmp_path, files)["project_type"] == "backend"


def test_a_window_in_a_plug_in_makes_no_desktop_program(tmp_path: Path) -> None:
    files = {
        "pom.xml": "<project><groupId>g</groupId><artifactId>pot</artifactId><version>1</version></project>",
        **{f"src/main/java/p/Pot{number}.java": f"package p;\nclass Pot{number} {{}}\n" * 9 for number in range(9)},
        "src/main/java/p/Main.java": "package p;\nclass Main { public static void main(String[] a) {} }\n",
        "plugin/build.gradle.kts": "plugins { java }\n",
        "plugin/src/Shown.java": "import javax.swing.JPanel;\nclass Shown { JPanel panel; }\n",
    }
    assert context(tmp_path, files)["project_type"] == "cli"


def test_a_published_part_with_little_of_the_code_makes_no_library(tmp_path: Path) -> None:
    routes = "".join(f"@app.route('/{name}')\ndef {name}(): ...\n" for name in "abcdefg")
    files = {
        "core/requirements.txt": "flask\n",
        "core/admin/app.py": "from flask import Flask\napp = Flask(__name__)\n" + routes,
        "core/admin/assets/package.json": '{"name": "pots", "version": "1.0.0", "main": "index.js"}',
        "core/admin/assets/index.js": "1\n",
    }
    assert context(tmp_path, files)["project_type"] == "backend"


def test_an_action_is_run(tmp_path: Path) -> None:
    files = {
        "action.yml": "name: Pot\nruns:\n  using: node24\n  main: dist/index.js\n",
        "package.json": '{"private": true, "name": "setup-pot", "version": "1.0.0", "main": "dist/index.js", "scripts": {"start": "node ."}}',
        "src/index.ts": "export const pot = 1\n",
    }
    assert context(tmp_path, files)["project_type"] == "cli"


def test_charts_are_managed_by_helm_and_tested_by_what_they_must_make(tmp_path: Path) -> None:
    files = {
        "charts/pot/Chart.yaml": "apiVersion: v2\nname: pot\nversion: 1.0.0\n",
        **{f"charts/pot/templates/{name}.yaml": "a: {{ .Values.a }}\n" for name in "abcdefghijkl"},
        "charts/pot/unittests/service_test.yaml": "suite: x\n",
        "charts/pot/hack/requirements.txt": "requests\n",
        "charts/pot/hack/sync.py": "import requests\n",
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["main_language"]) == ("infrastructure", None)
    assert (found["package_manager"], found["has_tests"]) == ("helm", True)


def test_a_limit_that_a_hook_is_given_goes_before_the_default(tmp_path: Path) -> None:
    files = {
        ".pre-commit-config.yaml": "repos:\n- repo: https://github.com/psf/black\n  rev: 1\n  hooks:\n  - id: black\n"
        "    args: [--line-length=79, --target-version=py38]\n",
        **{f"pot/{name}.py": "x = 1\n" for name in "abcdef"},
    }
    assert "line length: Python limit 79" in context(tmp_path, files)["conventions"]


def test_assemblies_that_are_packed_are_a_library_whatever_runs_their_tests(tmp_path: Path) -> None:
    sdk = '<Project Sdk="Microsoft.NET.Sdk">{}</Project>'
    files = {
        "pot.slnx": "<Solution />",
        "README.md": "Pot is a unit-testing framework for all .NET languages.\n",
        "nuget/pot.nuspec": "<package><metadata><id>pot</id></metadata></package>",
        "Scripts/Scripts.csproj": sdk.format(""),
        "src/Pots/framework/pot.framework.csproj": sdk.format(""),
        **{f"src/Pots/framework/Pot{number}.cs": "namespace Pots;\npublic class Pot {}\n" * 9 for number in range(9)},
        "src/Pots/runner/runner.csproj": sdk.format("<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>"),
        "src/Pots/runner/Program.cs": "class Program { static void Main() {} }\n",
    }
    assert context(tmp_path, files)["project_type"] == "library"


def test_style_sheets_that_a_script_tests_are_written_in_css(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "pots", "version": "1.0.0", "style": "pots.css"}',
        "pots.css": "p { color: red; }\n" * 900,
        "test/run.js": "require('./a')\n",
    }
    assert context(tmp_path, files)["main_language"] == "CSS"


def test_what_a_package_carries_is_no_key_file(tmp_path: Path) -> None:
    files = {
        "pot/__init__.py": "from .core import Pot\nfrom ._vendor.dbf import Dbf\n",
        "pot/core.py": "from ._vendor.dbf import Dbf\nclass Pot: ...\n",
        "pot/_vendor/__init__.py": "",
        "pot/_vendor/dbf.py": "class Dbf: ...\n" * 30,
    }
    found = context(tmp_path, files)
    assert [row["path"] for row in found["key_files"]] == ["pot/core.py"]
    assert "pot/ (4 files: 2 Python, 2 vendored)" in found["layout"]


def test_an_application_of_apple_starts_in_its_delegate_and_not_in_a_widget(tmp_path: Path) -> None:
    files = {
        "Pot/AppDelegate.swift": "import UIKit\n\n@UIApplicationMain\nclass AppDelegate: UIResponder {}\n",
        "Widget/WidgetBundle.swift": "import SwiftUI\n\n@main\nstruct PotBundle: WidgetBundle {}\n",
        "Pot.xcodeproj/project.pbxproj": "// !$*UTF8*$!\n",
    }
    assert context(tmp_path, files)["entry_point"] == "Pot/AppDelegate.swift"


def test_a_site_among_the_documents_is_told_by_its_programs(tmp_path: Path) -> None:
    files = {f"website/{name}.md": "# x\n" for name in "abcdef"} | {
        f"website/server/{name}.ts": "export const a = 1\n" for name in "abcd"
    }
    assert "website/ (10 files: 6 docs, 4 TypeScript)" in context(tmp_path, files)["layout"]
