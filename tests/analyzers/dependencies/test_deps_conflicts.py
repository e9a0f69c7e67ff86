"""deps: which dependencies are told to be in conflict, and in which order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from .deps_workspaces import ask

if TYPE_CHECKING:
    from pathlib import Path

JOB = "on: push\njobs:\n  a:\n    steps:\n      - uses: {}\n"
COMMIT = "0123456789012345678901234567890123456789"


def test_versions_by_framework_in_one_project_are_no_conflict(tmp_path: Path) -> None:
    """A library for several versions of .NET takes the version of each that fits."""
    group = '<ItemGroup Condition="{0}"><PackageReference Include="Dapper" Version="{0}.0" /></ItemGroup>'
    both = f"<Project>{group.format(1)}{group.format(2)}</Project>"
    files = {"a/A.csproj": both, "b/B.csproj": both, "c/C.csproj": "<Project></Project>"}
    assert ask(tmp_path / "same", files)["conflicts"] == []
    other = {**files, "c/C.csproj": f"<Project>{group.format(2)}</Project>"}
    assert [item["name"] for item in ask(tmp_path / "other", other)["conflicts"]] == ["Dapper"]


def test_an_action_by_its_commit_is_its_version(tmp_path: Path) -> None:
    """The comment behind a commit says a version, in more or fewer numbers."""
    files = {
        ".github/workflows/a.yml": JOB.format("x/one@v4.2.1"),
        ".github/workflows/b.yml": JOB.format(f"x/one@{COMMIT} # v4.2.1"),
        ".github/workflows/c.yml": JOB.format(f"x/one@{COMMIT} # v4"),
    }
    assert ask(tmp_path / "one", files)["conflicts"] == []
    files[".github/workflows/d.yml"] = JOB.format("x/one@v3")
    assert [item["name"] for item in ask(tmp_path / "two", files)["conflicts"]] == ["x/one"]


def test_what_is_there_in_several_versions_stands_first(tmp_path: Path) -> None:
    def stated(name: str, **ranges: str) -> str:
        return json.dumps({"name": name, "dependencies": ranges})

    def locked(versions: dict[str, str]) -> str:
        places = {f"node_modules/{name}": {"version": version} for name, version in versions.items()}
        return json.dumps({"lockfileVersion": 3, "packages": {"": {"dependencies": versions}, **places}})

    files = {
        "one/package.json": stated("one", a="^1.0.0", b="^1", c="^1.0.0"),
        "one/package-lock.json": locked({"a": "1.5.0", "c": "1.0.0"}),
        "two/package.json": stated("two", a="1", b="^2", c="^2.0.0"),
        "two/package-lock.json": locked({"a": "1.5.0", "c": "2.0.0"}),
    }
    assert [item["name"] for item in ask(tmp_path, files)["conflicts"]] == ["c", "b", "a"]


def test_zeros_that_say_nothing_and_lists_elsewhere_are_no_conflict(tmp_path: Path) -> None:
    def crate(name: str, **needs: str) -> str:
        return f'[package]\nname = "{name}"\n[dependencies]\n' + "".join(
            f'{key} = "{text}"\n' for key, text in needs.items()
        )

    files = {
        "one/Cargo.toml": crate("one", log="1", rand="0.8", zero="0"),
        "two/Cargo.toml": crate("two", log="1.0.0", rand="0.8.0", zero="0.0"),
        "a/package.json": '{"name": "a", "dependencies": {"b": "catalog:", "c": "1", "d": "^1.2", "e": "file:../e"}}',
        "b/package.json": '{"name": "b", "dependencies": {"b": "^1", "c": "1.0.0", "d": "^1.2.0", "e": "^1"}}',
    }
    assert {item["name"] for item in ask(tmp_path, files)["conflicts"]} == {"zero", "c"}
