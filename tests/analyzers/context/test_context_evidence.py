"""context: each kind of statement says no more than its evidence bears; every case was false of somebody's repository once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .context_workspaces import context

if TYPE_CHECKING:
    from pathlib import Path


def test_a_formatter_that_nobody_runs_formats_nothing(tmp_path: Path) -> None:
    """It stood among the dependencies for a test that imports it, and gave its default for the length of lines."""
    manifest = '{"name": "a", "private": true, "devDependencies": {"prettier": "3"}}'
    files = {"package.json": manifest, **{f"src/{name}.js": f"export const {name} = 1\n" for name in "abcdef"}}
    idle = context(tmp_path, files, "idle")["conventions"]
    assert not any("Prettier" in text or "limit" in text for text in idle)
    hooked = context(tmp_path, {**files, ".husky/pre-commit": "prettier --check .\n"}, "hooked")["conventions"]
    assert "formatted by Prettier" in hooked
    assert "line length: JavaScript limit 80" in hooked


def test_a_list_of_what_to_update_runs_no_tool(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "a", "private": true, "devDependencies": {"prettier": "3"}}',
        ".github/renovate.json5": "{ ignoreDeps: ['prettier'] }\n",
        "src/a.js": "export const a = 1\n",
    }
    assert "formatted by Prettier" not in context(tmp_path, files)["conventions"]


def test_a_script_called_lint_looks_for_faults_whatever_it_runs(tmp_path: Path) -> None:
    files = {"composer.json": '{"name": "a/a", "scripts": {"lint": "mago lint"}}', "src/A.php": "<?php\nclass A {}\n"}
    assert context(tmp_path, files)["has_linting"] is True


def test_a_port_to_phones_makes_no_mobile_application(tmp_path: Path) -> None:
    files = {
        "CMakeLists.txt": "find_package(SDL2 REQUIRED)\n",
        **{f"src/{name}.cpp": '#include "SDL.h"\nint f() { return 1; }\n' * 40 for name in ("hero", "level", "item")},
        "android/build.gradle": "apply plugin: 'com.android.application'\n",
        "android/src/main/AndroidManifest.xml": "<manifest/>\n",
        "android/src/main/java/a/Start.java": "class Start {}\n",
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["main_framework"]) == ("desktop", "SDL")


def test_a_client_for_requests_is_no_server(tmp_path: Path) -> None:
    build = (
        'plugins { id("com.android.application") }\ndependencies { implementation("io.ktor:ktor-client-core:3.0.0") }\n'
    )
    files = {"build.gradle.kts": build, "src/main/kotlin/A.kt": "class A\n" * 20}
    assert context(tmp_path, files, "kotlin")["main_framework"] == "Android"
    setup = "from setuptools import setup\nsetup(name='pot', packages=['pot'], install_requires=['aiohttp'])\n"
    asking = {"setup.py": setup, "pot/__init__.py": "", "pot/ask.py": "import aiohttp\n"}
    found = context(tmp_path, asking, "pot")
    assert (found["project_type"], found["main_framework"]) == ("library", None)


def test_the_entry_of_a_library_is_what_it_is_imported_by(tmp_path: Path) -> None:
    plug_in = '[project]\nname = "pot"\nversion = "1"\n\n[project.entry-points.pytest11]\npot = "pot.plugin"\n\n[build-system]\nbuild-backend = "x"\n'
    files = {"pyproject.toml": plug_in, "src/pot/__init__.py": "", "src/pot/plugin.py": "def pytest_x(): pass\n"}
    assert context(tmp_path, files, "pot")["entry_point"] == "src/pot/__init__.py"
    module = {
        "go.mod": "module x.org/log\n\ngo 1.22\n",
        "array.go": "package log\n",
        "event.go": "package log\n",
        "cmd/lint/main.go": "package main\n\nfunc main() {}\n",
    }
    found = context(tmp_path, module, "log")
    assert (found["project_type"], found["entry_point"]) == ("library", None)


def test_a_tool_for_the_work_is_not_where_the_product_starts(tmp_path: Path) -> None:
    files = {
        "src/hero.c": "int hero(void) { return 1; }\n" * 40,
        "Packaging/icons/CMakeLists.txt": "add_executable(icons icons.c)\n",
        "Packaging/icons/icons.c": "int main(void) { return 0; }\n",
    }
    assert context(tmp_path, files, "hero")["entry_point"] is None


def test_a_library_that_cmake_installs_is_one_beside_its_command(tmp_path: Path) -> None:
    files = {
        "CMakeLists.txt": "add_subdirectory(src/lib)\nadd_subdirectory(src/cli)\n",
        "src/lib/CMakeLists.txt": "add_library(pot pot.c)\ninstall(EXPORT PotTargets DESTINATION lib)\n",
        "src/lib/pot.c": "int pot(void) { return 1; }\n" * 20,
        "src/cli/CMakeLists.txt": "add_executable(pot_cli main.c)\n",
        "src/cli/main.c": "int main(void) { return 0; }\n",
    }
    assert context(tmp_path, files)["project_type"] == "library"


def test_texts_by_the_hundred_are_documentation(tmp_path: Path) -> None:
    files = {f"pages/{name}{number}.md": "# x\n" for name in "abcdefghij" for number in range(8)}
    files |= {"scripts/check.py": "print(1)\n", "requirements.txt": "pytest\n", "README.md": "# Pages\n"}
    found = context(tmp_path, files)
    assert (found["project_type"], found["test_command"]) == ("documentation", None)


def test_a_folder_is_said_to_be_what_half_of_it_is(tmp_path: Path) -> None:
    files = {f"docs/tutorial/{name}.md": "# x\n" for name in "abc"}
    files |= {f"bench/{name}.py": "x = 1\n" for name in "abc"}
    files |= {"{{ name }}/a.py": "x = 1\n", "{{ name }}/b.txt": "x\n"}
    files |= {"pod/README.md": "x\n", "pod/compose.yml": "a: 1\n", "pod/x.service": "[Unit]\n", "pod/env.sample": "A\n"}
    files |= {f"views/{name}.erb": "<p>\n" for name in "abcdef"} | {f"views/{name}.rb": "x = 1\n" for name in "abcd"}
    layout = context(tmp_path, files)["layout"]
    assert {"docs/ (3 files, docs)", "bench/ (3 files, benchmark)", "{{ name }}/ (2 files, template)"} <= {*layout}
    assert "views/ (10 files: 6 HTML+ERB, 4 Ruby)" in layout
    assert "pod/ (4 files)" in layout


def test_the_users_of_a_type_in_parts_are_those_of_its_own_file(tmp_path: Path) -> None:
    part = "namespace Pot;\npublic partial class Policy { public void %s() {} }\n"
    files = {
        "src/Policy.cs": part % "Wrap",
        "src/Timeout/TimeoutSyntax.cs": part % "Timeout",
        **{f"src/U{n}.cs": f"namespace Pot;\npublic class U{n} {{ Policy policy; }}\n" for n in range(4)},
    }
    paths = [row["path"] for row in context(tmp_path, files)["key_files"]]
    assert "src/Policy.cs" in paths
    assert "src/Timeout/TimeoutSyntax.cs" not in paths


def test_a_custom_of_indenting_that_half_the_code_follows_is_none(tmp_path: Path) -> None:
    body = {"two": "  a = 1;\n", "four": "    a = 1;\n"}
    files = {
        f"src/{size}{number}.ts": "function f() {\n" + line * 30 + "}\n"
        for size, line in body.items()
        for number in range(4)
    }
    assert not any(text.startswith("indent") for text in context(tmp_path, files)["conventions"])
