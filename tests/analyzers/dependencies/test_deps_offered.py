"""deps of what a workspace declares once for all its packages: what none of them takes is unused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from .deps_workspaces import ask, names

if TYPE_CHECKING:
    from pathlib import Path

CARGO = '[workspace]\nmembers = ["pot"]\n[workspace.dependencies]\nlog = "0.4"\nidle = "1"\nheat_v2 = { package = "heat", version = "2" }\n'
POT = (
    '[package]\nname = "pot"\nversion = "1.0.0"\n[dependencies]\nlog.workspace = true\nheat_v2 = { workspace = true }\n'
)
CODE = "fn f() { log::info!(); heat_v2::on(); }\n"
PNPM = "packages: ['p/*']\ncatalog:\n  warm: ^1.0.0\n  idle: ^1.0.0\n  forced: ^1.0.0\ncatalogs:\n  next:\n    warm: ^2.0.0\noverrides:\n  forced: 'catalog:'\n"
GRADLE = """\
[versions]
hot = "1.0"
[libraries]
hot-pan = { module = "a:hot-pan", version.ref = "hot" }
hot-lid = "a:hot-lid:1.0"
by_name = "a:by-name:1.0"
in-bundle = "a:in-bundle:1.0"
idle = "a:idle:1.0"
[bundles]
all = ["in-bundle"]
"""
SCRIPT = "plugins { java }\ndependencies {\n  implementation(libs.hot.pan)\n  api libs.hot.lid\n}\n"
CONVENTION = 'class Rules { fun f(libs: VersionCatalog) = libs.findLibrary("by-name") }\n'
NUGET = '<Project><ItemGroup><PackageVersion Include="Hot.Pan" Version="1.0" /><PackageVersion Include="Idle" Version="1.0" /></ItemGroup></Project>\n'
PROJECT = '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="hot.pan" /></ItemGroup></Project>\n'
PINNING = "<Project><PropertyGroup><CentralPackageTransitivePinningEnabled>true</CentralPackageTransitivePinningEnabled></PropertyGroup></Project>\n"

CASES: dict[str, tuple[dict[str, str], list[str]]] = {
    "a Cargo workspace": (
        {"Cargo.toml": CARGO, "pot/Cargo.toml": POT, "pot/src/lib.rs": CODE},
        ["idle"],
    ),
    "a Cargo workspace that tells cargo-shear to leave it alone": (
        {
            "Cargo.toml": f'{CARGO}[workspace.metadata.cargo-shear]\nignored = ["idle"]\n',
            "pot/Cargo.toml": POT,
            "pot/src/lib.rs": CODE,
        },
        [],
    ),
    "catalogs of pnpm": (
        {
            "package.json": json.dumps({"name": "all", "private": True}),
            "pnpm-workspace.yaml": PNPM,
            "p/a/package.json": json.dumps({"name": "a", "dependencies": {"warm": "catalog:"}}),
            "p/a/index.js": "import 'warm';\n",
        },
        ["idle", "warm"],
    ),
    "a version catalog of Gradle": (
        {
            "settings.gradle.kts": 'rootProject.name = "shop"\n',
            "gradle/libs.versions.toml": GRADLE,
            "build.gradle": SCRIPT,
            "buildSrc/src/main/kotlin/Rules.kt": CONVENTION,
        },
        ["a:idle"],
    ),
    "a catalog whose names a build works out": (
        {
            "settings.gradle.kts": 'rootProject.name = "shop"\n',
            "gradle/libs.versions.toml": GRADLE,
            "build.gradle.kts": 'val x = "idle"\ndependencies { api(libs.findLibrary(x).get()) }\n',
        },
        [],
    ),
    "central versions of NuGet": (
        {"Directory.Packages.props": NUGET, "src/App.csproj": PROJECT, "src/App.cs": "class App {}\n"},
        ["Idle"],
    ),
    "central versions that pin what others need": (
        {"Directory.Packages.props": NUGET, "Directory.Build.props": PINNING, "src/App.csproj": PROJECT},
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_no_package_takes(tmp_path: Path, case: str) -> None:
    files, unused = CASES[case]
    answer = ask(tmp_path, files)
    assert names({"unused_offers": [], **answer}, "unused_offers") == unused
    assert answer["unused"] == []
    assert {item["ecosystem"] for item in answer.get("searched", [])} <= {"cargo", "npm", "maven", "nuget"}
