"""Conda: environment.yml and conda-lock.yml."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.indexer.manifests.workspace_files import Read, Rows

ENVIRONMENT = dedent("""\
    name: science
    channels: [conda-forge]
    dependencies:
      - python=3.11
      - numpy=1.26.4
      - pandas >=2.0,<3
      - conda-forge::scipy==1.12.0=py311_0
      - pip
      - pip:
          - Flask_Login==0.6.3
          - httpx[http2]>=0.25
    """)

LOCK = dedent("""\
    package:
      - name: numpy
        version: 1.26.4
        manager: conda
        platform: linux-64
        dependencies: {libblas: ">=3"}
      - name: numpy
        version: 1.26.4
        manager: conda
        platform: osx-64
      - name: flask
        version: 3.0.0
        manager: pip
        category: dev
    """)


PIXI = dedent("""\
    [workspace]
    channels = ["conda-forge"]
    [dependencies]
    python = ">=3.12"
    ninja = "==1.12.1"
    [pypi-dependencies]
    Flask_Login = { version = ">=0.6", extras = ["a"] }
    own = { path = "lib" }
    [target.linux-64.host-dependencies]
    cmake = "*"
    [feature.test.dependencies]
    pytest = "*"
    [tasks]
    build = { cmd = "ninja all", depends-on = ["setup"] }
    [feature.test.tasks]
    check = "pytest"
    """)
FILES = {"environment.yml": ENVIRONMENT, "conda-lock.yml": LOCK}


def test_environment(rows: Rows, read: Read) -> None:
    assert rows({"environment.yml": ENVIRONMENT}, "environment.yml") == [
        ("numpy", "=1.26.4", "1.26.4", "runtime", 5),
        ("pandas", ">=2.0,<3", "", "runtime", 6),
        ("scipy", "==1.12.0=py311_0", "1.12.0", "runtime", 7),
        ("pip", "", "", "runtime", 8),
        ("flask-login", "==0.6.3", "0.6.3", "runtime", 10),
        ("httpx", ">=0.25", "", "runtime", 11),
    ]
    manifest = read({"environment.yml": ENVIRONMENT})["environment.yml"]
    assert [(s.kind, s.name, s.value) for s in manifest.settings] == [
        ("engine", "python", "3.11"),
        ("config", "channel", "conda-forge"),
    ]
    assert [d.group for d in manifest.dependencies] == ["", "", "", "", "pip", "pip"]


def test_lock(rows: Rows) -> None:
    assert rows({"conda-lock.yml": LOCK}, "conda-lock.yml") == [
        ("numpy", "", "1.26.4", "runtime", 2),
        ("flask", "", "3.0.0", "dev", 11),
    ]


def test_pixi(read: Read) -> None:
    manifest = read({"pixi.toml": PIXI})["pixi.toml"]
    assert manifest.manager == "pixi"
    assert [(d.name, d.constraint, d.resolved, d.scope, d.group, d.source, d.line) for d in manifest.dependencies] == [
        ("ninja", "==1.12.1", "1.12.1", "runtime", "", "registry", 5),
        ("flask-login", ">=0.6", "", "runtime", "pip", "registry", 7),
        ("own", "lib", "", "runtime", "pip", "path", 8),
        ("cmake", "", "", "build", "", "registry", 10),
        ("pytest", "", "", "test", "test", "registry", 12),
    ]
    assert [(s.name, s.command) for s in manifest.scripts] == [("build", "ninja all"), ("check", "pytest")]
    assert [(s.kind, s.name, s.value) for s in manifest.settings] == [
        ("engine", "python", ">=3.12"),
        ("config", "channel", "conda-forge"),
    ]


def test_pixi_damaged(read: Read) -> None:
    assert read({"pixi.toml": "[dependencies\nx = {"})["pixi.toml"].problems
    assert read({"pixi.toml": "dependencies = 3\nfeature = [1]\n"})["pixi.toml"].dependencies == []


def test_malformed(read: Read) -> None:
    assert read({"environment.yml": "dependencies: [a\nb: {"})["environment.yml"].problems
    assert read({"environment.yml": "kind: Deployment\n"})["environment.yml"].dependencies == []
