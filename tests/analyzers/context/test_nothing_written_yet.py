"""A workspace with a manifest alone: its ecosystem's custom, said with low confidence, and nothing that is not true."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from groundplan.answers import Context

KOTLIN = {
    "build.gradle.kts": 'plugins { kotlin("jvm") version "2.0.0" }\n',
    "settings.gradle.kts": 'rootProject.name = "pot"\n',
}
SWIFT = (
    "// swift-tools-version:5.9\nimport PackageDescription\n"
    'let package = Package(name: "Pot", targets: [.target(name: "Pot")])\n'
)
CASES: list[tuple[str, dict[str, str], str, str]] = [
    ("Python", {"pyproject.toml": '[project]\nname = "pot"\nversion = "1"\n'}, "src/pot/order.py", "tests/test_order.py"),
    ("JavaScript", {"package.json": '{"name": "pot", "private": true}'}, "order.js", "test/order.test.js"),
    ("TypeScript", {"package.json": "{}", "tsconfig.json": "{}"}, "src/order.ts", "test/order.test.ts"),
    ("Go", {"go.mod": "module example.org/pot\n\ngo 1.22\n"}, "order.go", "order_test.go"),
    ("Rust", {"Cargo.toml": '[package]\nname = "pot"\nversion = "1.0.0"\n'}, "src/order.rs", "tests/order.rs"),
    ("Java", {"pom.xml": "<project><groupId>g</groupId><artifactId>pot</artifactId><version>1</version></project>"},
     "src/main/java/OrderService.java", "src/test/java/OrderTest.java"),
    ("Kotlin", KOTLIN, "src/main/kotlin/OrderService.kt", "src/test/kotlin/OrderTest.kt"),
    ("Ruby", {"Gemfile": "source 'https://example.org'\ngem 'rack'\n"}, "lib/order.rb", "test/order_test.rb"),
    ("PHP", {"composer.json": '{"name": "x/pot"}'}, "src/OrderService.php", "tests/OrderTest.php"),
    ("C#", {"Pot.csproj": '<Project Sdk="Microsoft.NET.Sdk"></Project>'}, "OrderService.cs", "OrderTests.cs"),
    ("Swift", {"Package.swift": SWIFT}, "Sources/Pot/OrderService.swift", "Tests/PotTests/OrderTests.swift"),
    ("Elixir", {"mix.exs": "defmodule Pot.MixProject do\n  use Mix.Project\nend\n"}, "lib/order.ex", "test/order_test.exs"),
    ("CMake", {"CMakeLists.txt": "project(pot)\n"}, "src/order.cpp", "tests/test_order.cpp"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "files", "source", "test"), CASES, ids=[case[0] for case in CASES])
def test_the_custom_of_the_ecosystem(
    tmp_path: Path, language: str, files: dict[str, str], source: str, test: str
) -> None:
    write(tmp_path, files)
    workspace = Workspace(tmp_path)
    for kind, path in (("service", source), ("test", test)):
        found = workspace.safe_location(kind, "Order")
        assert (found["recommended_path"], found["confidence"] < 0.5) == (path, True)
    said: Context = workspace.context()
    assert (said["main_language"], said["project_type"] == "documentation") == (language, False)
    assert (said["has_tests"], said["key_files"]) == (False, [])
    assert not any("None" in text or "quotes" in text for text in said["conventions"])


def test_a_package_without_code_is_of_no_kind_yet(tmp_path: Path) -> None:
    write(tmp_path, {"pyproject.toml": '[project]\nname = "pot"\nversion = "1"\n'})
    assert Workspace(tmp_path).detect()["project_type"] == "unknown"
    write(tmp_path, {"README.md": "# Pot\n"})
    assert Workspace(tmp_path).detect()["project_type"] == "unknown"


def test_a_style_that_nothing_shows_has_no_share(tmp_path: Path) -> None:
    """'kebab-case (0%)' said that the workspace follows it nowhere."""
    (tmp_path / "README.md").write_text("# shop\n")
    convention = Workspace(tmp_path).safe_location("service", "user orders")["naming_convention"]
    assert convention == "snake_case (usual elsewhere; nothing here shows a style)"
