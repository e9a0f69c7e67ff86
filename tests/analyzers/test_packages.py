"""packages: the manager in use, its commands, and the packages with what they need of each other."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ..workspaces import write

NODE = '{"name": "x", "version": "1.0.0"}'
MANAGERS = {
    "lockfile": ({"package.json": NODE, "yarn.lock": "# yarn lockfile v1\n"}, "yarn", "yarn install"),
    "two lockfiles": (
        {"package.json": NODE, "bun.lock": "{}", "pnpm-lock.yaml": "lockfileVersion: '9.0'\n"}, "pnpm", "pnpm install"),
    "named": ({"package.json": '{"name": "x", "packageManager": "pnpm@9.0.0"}', "package-lock.json": "{}"}, "pnpm", "pnpm install"),
    "binary lockfile": ({"package.json": NODE, "bun.lockb": "\x00\x01\x02"}, "bun", "bun install"),
    "npm with a lockfile": ({"package.json": NODE, "package-lock.json": '{"lockfileVersion": 3}'}, "npm", "npm ci"),
    "requirements": ({"requirements.txt": "flask\n", "app.py": "x = 1\n"}, "pip", "pip install -r requirements.txt"),
    "Go without a module": ({"main.go": "package main\n\nfunc main() {}\n"}, "go", "go mod download"),
    "Maven beside Gradle": (
        {"pom.xml": "<project><groupId>g</groupId><artifactId>a</artifactId><version>1</version></project>",
         "build.gradle": "plugins { id 'java' }\n", "mvnw": "#!/bin/sh\n"}, "maven", "./mvnw install -DskipTests"),
    "main language first": (
        {"package.json": NODE, "pyproject.toml": '[project]\nname = "x"\nversion = "1"\n', "x/__init__.py": "value = 1\n" * 50, "a.js": "1;\n"},
        "pip", "pip install -e ."),
}  # fmt: skip


@pytest.mark.parametrize(("files", "manager", "install"), MANAGERS.values(), ids=MANAGERS.keys())
def test_manager(tmp_path: Path, files: dict[str, str], manager: str, install: str) -> None:
    answer = Workspace(write(tmp_path, files)).packages()
    assert (answer["package_manager"], answer["commands"]["install"]) == (manager, install)


def test_packages_of_a_workspace(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "root", "private": true, "workspaces": ["packages/*"]}',
        "packages/a/package.json": '{"name": "@x/a", "version": "1.0.0", "dependencies": {"@x/b": "*"}}',
        "packages/b/package.json": '{"name": "@x/b", "version": "2.0.0"}',
    }
    answer = Workspace(write(tmp_path, files)).packages()
    rows = [(row["name"], row["path"], row["manager"], row["depends_on"]) for row in answer["packages"]]
    assert rows == [
        ("root", ".", "npm", []),
        ("@x/a", "packages/a", "npm", ["@x/b"]),
        ("@x/b", "packages/b", "npm", []),
    ]
    assert [tool["name"] for tool in answer["workspace_tools"]] == ["npm workspaces"]
