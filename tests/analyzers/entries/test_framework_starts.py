"""entry_points: what frameworks start by their own custom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

CASES = {
    "the source of its own name, which a build makes the library of": (
        {
            "package.json": '{"name": "@a/pot", "version": "1.0.0", "main": "./lib/pot.umd.js", "exports": {".": "./lib/pot.umd.js"}}',
            "src/pot.ts": "export const pot = 1\n",
        },
        [("library", "@a/pot", "src/pot.ts")],
    ),
    "a module of Ktor that its configuration names": (
        {
            "build.gradle.kts": 'dependencies { implementation("io.ktor:ktor-server-core:2.3.0") }\n',
            "src/Shop.kt": "package shop\nimport io.ktor.server.application.*\n\nfun Application.module() {\n}\n",
        },
        [("web", "module", "src/Shop.kt")],
    ),
    "the main process of Electron and what others take of a package of Dart": (
        {
            "src/main.ts": "import { app } from 'electron'\napp.whenReady().then(open)\n",
            "pot/pubspec.yaml": "name: pot\nversion: 1.0.0\n",
            "pot/lib/pot.dart": "class Pot {}\n",
        },
        [("library", "pot", "pot/lib/pot.dart"), ("main", "main.ts", "src/main.ts")],
    ),
}


@pytest.mark.parametrize(("files", "expected"), CASES.values(), ids=CASES.keys())
def test_framework_starts(tmp_path: Path, files: dict[str, str], expected: list[tuple[str, str, str]]) -> None:
    answer = Workspace(write(tmp_path, files)).entry_points()
    assert [(entry["kind"], entry["name"], entry["path"]) for entry in answer["entry_points"]] == expected
