"""deps: how many files use what is another package of the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .deps_workspaces import ask, package

if TYPE_CHECKING:
    from pathlib import Path

NPM = {
    "package.json": '{"name": "root", "workspaces": ["apps/*", "packages/*"]}',
    "packages/prices/package.json": package(name="@shop/prices", main="./index.js"),
    "packages/prices/index.js": "export * from './tax.js';\n",
    "packages/prices/tax.js": "export const tax = 1;\n",
    "packages/idle/package.json": package(name="@shop/idle", main="./index.js"),
    "packages/idle/index.js": "export const idle = 1;\n",
    "apps/till/package.json": package(name="till", deps="@shop/prices @shop/idle"),
    "apps/till/a.js": "import { tax } from '@shop/prices';\n",
    "apps/till/b.js": "import { tax } from '@shop/prices';\nimport './a.js';\n",
    "apps/web/package.json": package(name="web", deps="@shop/prices"),
    "apps/web/w.js": "import { tax } from '@shop/prices';\n",
}
CARGO = {
    "Cargo.toml": '[workspace]\nmembers = ["prices", "shop"]\n',
    "prices/Cargo.toml": '[package]\nname = "prices"\nversion = "0.1.0"\n',
    "prices/src/lib.rs": "pub fn tax() {}\n",
    "shop/Cargo.toml": (
        '[package]\nname = "shop"\nversion = "0.1.0"\n\n[dependencies]\nprices = { path = "../prices" }\n'
    ),
    "shop/src/lib.rs": "mod part;\nuse prices::tax;\n",
    "shop/src/part.rs": "pub fn part() {\n    prices::tax();\n}\n",
}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (NPM, {("apps/till", "@shop/prices"): 2, ("apps/till", "@shop/idle"): 0, ("apps/web", "@shop/prices"): 1}),
        (CARGO, {("shop", "prices"): 2}),
    ],
)
def test_used_by_of_a_package_of_the_workspace(
    tmp_path: Path, files: dict[str, str], expected: dict[tuple[str, str], int]
) -> None:
    rows = ask(tmp_path, files)["dependencies"]
    assert {(row["package"], row["name"]): row["used_by"] for row in rows} == expected


def test_kotlins_own_tests_are_a_dependency(tmp_path: Path) -> None:
    files = {
        "build.gradle.kts": 'plugins { kotlin("jvm") version "2.0.0" }\ndependencies { testImplementation(kotlin("test")) }\n',
        "src/test/kotlin/T.kt": "import kotlin.test.Test\nimport kotlin.collections.List\n\nclass T {\n    @Test fun a() {}\n}\n",
    }
    used = {item["name"]: item["used_by"] for item in ask(tmp_path, files)["dependencies"]}
    assert used["org.jetbrains.kotlin:kotlin-test"] == 1
