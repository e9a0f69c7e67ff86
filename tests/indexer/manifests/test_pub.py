"""pub: pubspec.yaml, pubspec.lock, melos.yaml."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.indexer.manifests.workspace_files import Read, Rows

PUBSPEC = dedent("""\
    name: app
    version: 1.2.0+3
    publish_to: none
    environment:
      sdk: ^3.2.0
    workspace:
      - packages/core
    dependencies:
      flutter:
        sdk: flutter
      http: ^1.0.0
      pinned: 2.0.1
      anything: any
      core:
        path: packages/core
      edge:
        git: https://example.org/edge.git
    dev_dependencies:
      test: ^1.24.0
    executables:
      app: main
      other:
    """)

LOCK = dedent("""\
    packages:
      flutter:
        dependency: "direct main"
        description: flutter
        source: sdk
        version: "0.0.0"
      http:
        dependency: "direct main"
        description: {name: http, url: "https://pub.dev"}
        source: hosted
        version: "1.2.0"
      meta:
        dependency: transitive
        source: hosted
        version: "1.11.0"
      test:
        dependency: "direct dev"
        source: hosted
        version: "1.25.0"
    sdks:
      dart: ">=3.2.0 <4.0.0"
      flutter: ">=3.16.0"
    """)

FILES = {
    "pubspec.yaml": PUBSPEC,
    "pubspec.lock": LOCK,
    "packages/core/pubspec.yaml": "name: core\nresolution: workspace\n",
}


def test_pubspec(rows: Rows, read: Read) -> None:
    assert rows(FILES, "pubspec.yaml") == [
        ("flutter", "", "3.16.0", "runtime", 9),
        ("http", "^1.0.0", "1.2.0", "runtime", 11),
        ("pinned", "2.0.1", "2.0.1", "runtime", 12),
        ("anything", "", "", "runtime", 13),
        ("core", "", "", "runtime", 14),
        ("edge", "", "", "runtime", 16),
        ("test", "^1.24.0", "1.25.0", "dev", 19),
    ]
    manifest = read(FILES)["pubspec.yaml"]
    assert [(p.name, p.version, p.private) for p in manifest.packages] == [("app", "1.2.0+3", True)]
    assert [(e.name, e.target) for e in manifest.entries] == [("app", "bin/main.dart"), ("other", "bin/other.dart")]
    assert [(t.name, t.members, t.line) for t in manifest.tools] == [("pub workspace", ("packages/core",), 6)]
    assert [(d.source, d.path) for d in manifest.dependencies[4:6]] == [("workspace", "packages/core"), ("git", "")]


def test_lock_alone(rows: Rows, read: Read) -> None:
    assert rows({"pubspec.lock": LOCK}, "pubspec.lock") == [
        ("flutter", ">=3.16.0", "3.16.0", "runtime", 2),
        ("http", "", "1.2.0", "runtime", 7),
        ("meta", "", "1.11.0", "runtime", 12),
        ("test", "", "1.25.0", "dev", 16),
    ]
    assert [d.direct for d in read({"pubspec.lock": LOCK})["pubspec.lock"].dependencies] == [True, True, False, True]


def test_melos(read: Read) -> None:
    text = "name: all\npackages:\n  - packages/**\nscripts:\n  analyze: dart analyze\n  test:\n    run: flutter test\n"
    manifest = read({"melos.yaml": text})["melos.yaml"]
    assert [(t.name, t.members) for t in manifest.tools] == [("Melos", ("packages/**",))]
    assert [(s.name, s.command, s.line) for s in manifest.scripts] == [
        ("analyze", "dart analyze", 5),
        ("test", "flutter test", 6),
    ]


@pytest.mark.parametrize("path", ["pubspec.yaml", "pubspec.lock"])
def test_malformed(read: Read, path: str) -> None:
    assert read({path: "name: [x\n\tdependencies: {"})[path].problems
