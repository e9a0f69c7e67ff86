"""detect: what a workspace of several parts is, and a program that is also a server or has a site."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write


def crate(name: str, more: str = "") -> str:
    return f'[package]\nname = "{name}"\nversion = "1.0.0"\n{more}'


def test_one_product_and_its_parts_are_no_monorepo(tmp_path: Path) -> None:
    """As crates with their derive macros are laid out, in a folder that is called after the language too."""
    parts = ("pot", "pot-core", "pot-macros", "pot-lids", "pot-io")
    files = {"Cargo.toml": "[workspace]\nmembers = ['*']\n"}
    files |= {f"{part}/Cargo.toml": crate(part) for part in parts}
    files |= {f"{part}/src/lib.rs": "pub fn a() {}\n" for part in parts}
    assert Workspace(write(tmp_path / "pot-rs", files)).detect()["project_type"] == "library"
    assert Workspace(write(tmp_path / "kitchen", files)).detect()["project_type"] == "monorepo"


@pytest.mark.parametrize(("place", "kind"), [("packages/play", "library"), ("apps/shop", "monorepo")])
def test_an_application_in_a_folder_of_its_own_is_another_product(tmp_path: Path, place: str, kind: str) -> None:
    files = {
        "package.json": '{"name": "@pot/root", "private": true, "workspaces": ["packages/*", "apps/*"]}',
        "packages/pot/package.json": '{"name": "pot", "version": "1.0.0", "main": "i.js"}',
        "packages/pot/i.js": "exports.a = 1\n" * 9,
        "packages/pot/starter/package.json": '{"name": "yours", "version": "1.0.0"}',
        "packages/testing/package.json": '{"name": "@pot/testing", "version": "1.0.0", "main": "i.js"}',
        "packages/testing/i.js": "exports.b = 1\n",
        f"{place}/package.json": '{"name": "its-own", "private": true, "scripts": {"dev": "vite"}}',
        f"{place}/a.js": "1\n",
    }
    assert Workspace(write(tmp_path / "pot", files)).detect()["project_type"] == kind


def test_packages_beside_most_of_the_code_serve_the_product_at_the_root(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "feed", "private": true, "workspaces": ["packages/*"], "dependencies": {"react": "18"}}',
        "src/a.jsx": "export default 1\n" * 99,
        "packages/a/package.json": '{"name": "a", "version": "1.0.0", "main": "i.js"}',
        "packages/b/package.json": '{"name": "b", "version": "1.0.0", "main": "i.js"}',
        "packages/a/i.js": "1\n",
        "packages/b/i.js": "1\n",
    }
    assert Workspace(write(tmp_path, files)).detect()["project_type"] == "frontend"


def test_a_command_that_opens_a_port_in_its_container_is_one(tmp_path: Path) -> None:
    files = {
        "go.mod": "module x.org/film\n\ngo 1.22\n\nrequire github.com/spf13/cobra v1.8.0\n",
        "main.go": 'package main\n\nimport "github.com/spf13/cobra"\n\nfunc main() { (&cobra.Command{}).Execute() }\n',
        "Dockerfile": "FROM scratch\nEXPOSE 1313\n",
    }
    assert Workspace(write(tmp_path, files)).detect()["project_type"] == "cli"


LISTENING = "int main(void) { bind(1); listen(1); return accept(1); }\n"


@pytest.mark.parametrize(
    ("said", "code", "kind"),
    [
        ("Pot is a fast key/value cache for many pots at once.", LISTENING, "backend"),
        ("Pot is a fast key/value cache for many pots at once.", "int main(void) { return 0; }\n", "cli"),
        ("Pot is a command line tool that asks the pot server.", LISTENING, "cli"),
    ],
)
def test_a_program_in_c_that_listens_and_is_called_a_server_is_one(
    tmp_path: Path, said: str, code: str, kind: str
) -> None:
    write(tmp_path, {"README.md": f"# Pot\n\n{said}\n", "Makefile": "pot:\n\tcc pot.c\n", "pot.c": code})
    found = Workspace(tmp_path).detect()
    assert found["project_type"] == kind
    says = f"said: {said.partition(' for')[0][:21]}" if kind == "backend" else "a program begins: pot.c"
    assert [row["says"][: len(says)] for row in found["type_evidence"]] == [says]


def test_projects_of_a_solution_below_the_root_are_parts_of_what_it_builds(tmp_path: Path) -> None:
    library = '<Project Sdk="Microsoft.NET.Sdk"></Project>'
    files = {f"src/Pot.{part}/Pot.{part}.csproj": library for part in ("A", "B", "C", "D", "E", "F")}
    write(tmp_path, {"src/Pot.sln": "", **files, "src/Pot.A/A.cs": "public class A {}\n"})
    assert Workspace(tmp_path).detect()["project_type"] != "monorepo"


def test_the_framework_of_a_librarys_site_is_not_its_own(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "toast", "version": "1.0.0", "main": "i.js", "peerDependencies": {"react": ">=16"}}',
        "i.js": "exports.a = 1\n",
        "site/package.json": '{"name": "site", "private": true, "dependencies": {"next": "12", "react": "18"}}',
        "site/pages/index.js": "export default 1\n",
    }
    assert Workspace(write(tmp_path, files)).context()["main_framework"] == "React"


@pytest.mark.parametrize(("table", "managers"), [("tool.pdm.scripts", ["PDM"]), ("tool.pdm.build", [])])
def test_what_a_build_backend_is_told_names_no_manager(tmp_path: Path, table: str, managers: list[str]) -> None:
    project = f'[project]\nname = "pot"\nversion = "1"\n[tool.pdm]\ndistribution = true\n[{table}]\nlid = "x"\n'
    found = Workspace(write(tmp_path, {"pyproject.toml": project})).detect()["package_managers"]
    assert [item["name"] for item in found if item["name"] == "PDM"] == managers
