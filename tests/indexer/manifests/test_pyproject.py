"""pyproject.toml of PEP 621 and of the tools before it: small texts and the records that they must give."""

from __future__ import annotations

import pytest
from groundplan.indexer.manifests import link_all, parse
from groundplan.indexer.manifests.base import Dependency, Entry, Package, Script, Setting, WorkspaceTool

from tests.indexer.manifests.pypi_support import read, rows

PEP_621 = b"""[build-system]
requires = ["hatchling>=1.20"]
build-backend = "hatchling.build"

[project]
name = "Demo_App"
version = "1.0"
requires-python = ">=3.11"
dependencies = [
  "Flask[async]>=3,<4",
  "pinned==1.2.3 ; python_version < '3.12'",
  "direct @ git+https://host/direct.git@v1",
  "not a requirement",
]
[project.optional-dependencies]
redis = ["redis>=5"]
dev = ["ruff"]
[project.scripts]
demo = "demo.cli:main"
[project.entry-points."demo.plugins"]
one = "demo.one:Plugin"
[dependency-groups]
test = ["pytest", {include-group = "lint"}]
lint = ["mypy"]
[tool.uv.sources]
flask = { workspace = true }
[tool.uv.workspace]
members = ["libs/*"]
exclude = ["libs/old"]
[tool.poe.tasks]
serve = "uvicorn demo:app"
all = ["serve", "lint"]
"""
POETRY = b"""[tool.poetry]
name = "demo"
version = "0.2.0"
[tool.poetry.dependencies]
python = "^3.11"
requests = "^2.31"
exact = "1.2.3"
extra-only = {version = "^1.0", optional = true}
local = {path = "../local", develop = true}
source = {git = "https://host/source.git", tag = "v1"}
multi = [{version = "^1", python = "<3.12"}, {version = "^2", markers = "os_name == 'nt'"}]
anything = "*"
[tool.poetry.extras]
more = ["extra-only"]
[tool.poetry.group.test.dependencies]
pytest = "*"
[tool.poetry.dev-dependencies]
black = "^23"
[tool.poetry.scripts]
demo = "demo:main"
"""
OTHERS = b"""[tool.pdm.dev-dependencies]
lint = ["ruff"]
[tool.pdm.scripts]
start = {cmd = "python -m demo"}
[tool.hatch.envs.test]
dependencies = ["pytest"]
[tool.hatch.envs.test.scripts]
cov = "pytest --cov"
[tool.hatch.envs.default.scripts]
fmt = ["ruff format", "ruff check"]
[tool.flit.metadata]
module = "demo"
requires = ["attrs"]
[tool.flit.metadata.requires-extra]
doc = ["sphinx"]
[tool.setuptools.dynamic]
dependencies = {file = ["requirements.txt"]}
"""


def test_pep_621_and_735() -> None:
    manifest = read("pyproject.toml", PEP_621)
    assert manifest.packages == [Package("demo-app", "1.0", "", 6)]
    assert manifest.manager == "uv"
    assert manifest.dependencies == [
        Dependency("flask", ">=3,<4", line=10, source="workspace"),
        Dependency("pinned", "==1.2.3", "1.2.3", line=11, marker="python_version < '3.12'"),
        Dependency("direct", "git+https://host/direct.git@v1", line=12, source="git"),
        Dependency("redis", ">=5", scope="optional", line=16, group="redis"),
        Dependency("ruff", scope="dev", line=17, group="dev"),
        Dependency("pytest", scope="test", line=23, group="test"),
        Dependency("mypy", scope="dev", line=24, group="lint"),
        Dependency("hatchling", ">=1.20", scope="build", line=2),
    ]
    assert manifest.problems == [(13, "not a requirement: not a requirement")]
    assert manifest.entries == [
        Entry("cli", "demo", "demo.cli:main", 19),
        Entry("library", "demo.plugins:one", "demo.one:Plugin", 21),
    ]
    assert manifest.tools == [WorkspaceTool("uv workspace", ("libs/*",), 27, ("libs/old",))]
    assert manifest.scripts == [
        Script("serve", "uvicorn demo:app", 31, "task"),
        Script("all", "serve && lint", 32, "task"),
    ]
    assert manifest.settings == [
        Setting("engine", "python", ">=3.11", 8),
        Setting("build-backend", "hatchling.build", "", 3),
        Setting("tool", "uv", "", 25),
        Setting("tool", "poe", "", 30),
    ]


def test_poetry() -> None:
    manifest = read("apps/a/pyproject.toml", POETRY)
    assert manifest.manager == "poetry"
    assert manifest.packages == [Package("demo", "0.2.0", "apps/a", 2)]
    assert manifest.dependencies == [
        Dependency("requests", "^2.31", line=6),
        Dependency("exact", "1.2.3", "1.2.3", line=7),
        Dependency("extra-only", "^1.0", scope="optional", line=8, group="more"),
        Dependency("local", "../local", line=9, source="path", path="apps/local"),
        Dependency("source", "https://host/source.git", line=10, source="git"),
        Dependency("multi", "^1", line=11, marker="python <3.12"),
        Dependency("multi", "^2", line=11, marker="os_name == 'nt'"),
        Dependency("anything", line=12),
        Dependency("black", "^23", scope="dev", line=18, group="dev"),
        Dependency("pytest", scope="test", line=16, group="test"),
    ]
    assert manifest.entries == [Entry("cli", "demo", "demo:main", 20)]
    assert manifest.settings == [Setting("engine", "python", "^3.11", 5), Setting("tool", "poetry", "", 1)]


@pytest.mark.parametrize(
    ("text", "manager"),
    [
        (b"[project]\nname = 'x'\n", ""),
        (b"[tool.uv]\ndev-dependencies = []\n", "uv"),
        (b"[build-system]\nbuild-backend = 'poetry.core.masonry.api'\n", "poetry"),
        (b"[build-system]\nbuild-backend = 'hatchling.build'\n", ""),
        (b"[tool.hatch.envs.default]\ndependencies = []\n", "hatch"),
        (b"[tool.pdm.version]\nsource = 'scm'\n", ""),
    ],
)
def test_the_manager_that_a_pyproject_proves(text: bytes, manager: str) -> None:
    assert read("pyproject.toml", text).manager == manager


def test_the_tables_of_other_tools() -> None:
    manifest = read("pyproject.toml", OTHERS)
    assert rows(manifest) == [
        ("attrs", "", "runtime", "", 13),
        ("sphinx", "", "dev", "doc", 15),
        ("ruff", "", "dev", "lint", 2),
        ("pytest", "", "test", "test", 6),
    ]
    assert [(script.name, script.command, script.line) for script in manifest.scripts] == [
        ("start", "python -m demo", 4),
        ("test:cov", "pytest --cov", 8),
        ("fmt", "ruff format && ruff check", 10),
    ]
    assert manifest.manager == "pdm"
    assert manifest.includes == ["requirements.txt"]


def test_packages_of_the_workspace_have_their_directory() -> None:
    texts = {
        "pyproject.toml": b'[project]\nname = "root"\ndependencies = ["lib-a"]\n[tool.uv.sources]\nlib_a = {workspace = true}\n',
        "libs/a/pyproject.toml": b'[project]\nname = "lib_a"\n',
        "requirements.txt": b"-e ./libs/a\n",
    }
    linked = link_all({path: read(path, data) for path, data in texts.items()})
    assert linked["pyproject.toml"].dependencies == [Dependency("lib-a", line=3, source="workspace", path="libs/a")]
    assert linked["requirements.txt"].dependencies == [
        Dependency("lib-a", "./libs/a", line=1, source="path", path="libs/a")
    ]


def test_lists_that_a_hatch_hook_completes() -> None:
    text = b"""[tool.hatch.metadata.hooks.uv-dynamic-versioning]
dependencies = ["shop-core[x]=={{ version }}", "anyio>=4.7"]

[tool.hatch.metadata.hooks.uv-dynamic-versioning.optional-dependencies]
ag-ui = ["ag-ui-protocol>=0.1"]
"""
    found = parse("pyproject.toml", text)
    assert found is not None
    assert [(item.name, item.constraint, item.scope, item.group, item.line) for item in found.dependencies] == [
        ("shop-core", "", "runtime", "", 2),
        ("anyio", ">=4.7", "runtime", "", 2),
        ("ag-ui-protocol", ">=0.1", "optional", "ag-ui", 5),
    ]


def test_pixi_in_a_pyproject_takes_from_channels_and_from_pypi() -> None:
    text = b"""[tool.pixi.dependencies]
python = "3.12.*"
numpy = ">=2"
[tool.pixi.pypi-dependencies]
Flask_Login = "*"
"""
    manifest = read("pyproject.toml", text)
    assert [(d.name, d.source) for d in manifest.dependencies] == [("numpy", "channel"), ("flask-login", "registry")]
