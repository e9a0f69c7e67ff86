"""pyproject.toml, requirements files, setup.cfg, setup.py, Pipfile: small texts and the records that they must give."""

from __future__ import annotations

import pytest
from groundplan.indexer.manifests import link_all, parse
from groundplan.indexer.manifests.base import Dependency, Entry, Manifest, Package, Script, Setting, WorkspaceTool
from groundplan.indexer.manifests.pep508 import parse_requirement, scope_of

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
REQUIREMENTS = b"""# note
-r base.txt
-c ../constraints.txt
--index-url https://user:secret@host/simple
Flask>=3 ; python_version < "3.12"  # why
pinned==1.0 --hash=sha256:aa \\
    --hash=sha256:bb
git+https://host/x.git@v1#egg=Egg_Name
https://host/wheel_name-2.1-py3-none-any.whl
-e .
-e ../lib
old (>=1.0)
this is no requirement
../../outside
"""
SETUP_CFG = b"""[metadata]
name = demo
version = attr: demo.__version__
[options]
python_requires = >=3.9
install_requires =
    flask>=2  # note
    importlib-metadata; python_version < "3.8"
setup_requires = wheel
tests_require = pytest
[options.extras_require]
redis = redis
dev =
    ruff
[options.entry_points]
console_scripts =
    demo = demo.cli:main [extra]
[flake8]
max-line-length = 100
[tool:pytest]
addopts = -q
"""
SETUP_PY = b"""from setuptools import setup, find_packages

NAME = "demo"
REQUIRES = ["one>=1"]
REQUIRES += ["two"]
EXTRAS = {"redis": ["redis"]}
EXTRAS["dev"] = ["ruff", *REQUIRES]
with open("README.md") as f:
    print(f.read())

setup(
    name=NAME,
    version="1." + "0",
    install_requires=REQUIRES + ["three"],
    extras_require=EXTRAS,
    tests_require=read("test.txt"),
    python_requires=">=3.9",
    entry_points={"console_scripts": ["demo = demo:main"]},
)
"""
PIPFILE = b"""[packages]
flask = "*"
exact = "==1.2.3"
local = {path = "./local", editable = true}
[dev-packages]
pytest = ">=8"
[requires]
python_version = "3.12"
[scripts]
serve = "flask run"
"""


def read(path: str, data: bytes) -> Manifest:
    manifest = parse(path, data)
    assert manifest is not None
    return manifest


def rows(manifest: Manifest) -> list[tuple[str, str, str, str, int]]:
    return [(dep.name, dep.constraint, dep.scope, dep.group, dep.line) for dep in manifest.dependencies]


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


def test_requirements() -> None:
    manifest = read("requirements/dev.txt", REQUIREMENTS)
    assert manifest.dependencies == [
        Dependency("flask", ">=3", scope="dev", line=5, marker='python_version < "3.12"'),
        Dependency("pinned", "==1.0", "1.0", "dev", line=6),
        Dependency("egg-name", "git+https://host/x.git@v1#egg=Egg_Name", scope="dev", line=8, source="git"),
        Dependency("wheel-name", "==2.1", "2.1", "dev", line=9, source="url"),
        Dependency("lib", "../lib", scope="dev", line=11, source="path", path="lib"),
        Dependency("old", ">=1.0", scope="dev", line=12),
        Dependency("outside", "../../outside", scope="dev", line=14, source="path"),
    ]
    assert manifest.includes == ["requirements/base.txt", "constraints.txt"]
    assert manifest.settings == [
        Setting("config", "constraints", "constraints.txt", 3),
        Setting("config", "--index-url", "https://host/simple", 4),
        Setting("config", "editable", ".", 10),
    ]
    assert manifest.problems == [(13, "not a requirement: this is no requirement")]


@pytest.mark.parametrize(
    ("path", "scope", "group"),
    [
        ("requirements.txt", "runtime", ""),
        ("requirements-dev.txt", "dev", ""),
        ("test-requirements.txt", "test", ""),
        ("requirements/test.txt", "test", ""),
        ("docs/requirements.txt", "dev", ""),
        ("tests/requirements.txt", "test", ""),
        ("requirements/extras/redis.txt", "optional", "redis"),
    ],
)
def test_a_requirements_file_is_for_what_its_name_says(path: str, scope: str, group: str) -> None:
    assert rows(read(path, b"x")) == [("x", "", scope, group, 1)]


def test_a_compiled_requirements_file_is_a_lockfile() -> None:
    text = b"""# This file is autogenerated by pip-compile
click==8.1
    # via flask
flask==3.0 \\
    --hash=sha256:aa
    # via
    #   -r requirements.in
    #   other
other==1.0  # via -r requirements.in
"""
    manifest = read("requirements.txt", text)
    assert (manifest.role, manifest.manager) == ("lockfile", "pip")
    assert manifest.settings == [Setting("config", "compiled-by", "pip-tools", 1)]
    assert [(dep.name, dep.resolved, dep.direct, dep.requires) for dep in manifest.dependencies] == [
        ("click", "8.1", False, ()),
        ("flask", "3.0", True, ("click",)),
        ("other", "1.0", True, ("flask",)),
    ]


def test_prose_is_no_requirements_file() -> None:
    """A documentation page may be called constraints.txt."""
    manifest = read("docs/constraints.txt", b"====\nTitle\n====\n\nSome words here.\nAnd here.\n")
    assert (manifest.role, manifest.dependencies, manifest.settings) == ("config", [], [])
    assert manifest.problems == [(1, "reads as prose, not as requirements")]


def test_setup_cfg() -> None:
    manifest = read("setup.cfg", SETUP_CFG)
    assert manifest.packages == [Package("demo", "", "", 2)]
    assert rows(manifest) == [
        ("flask", ">=2", "runtime", "", 7),
        ("importlib-metadata", "", "runtime", "", 8),
        ("wheel", "", "build", "", 9),
        ("pytest", "", "test", "", 10),
        ("redis", "", "optional", "redis", 12),
        ("ruff", "", "dev", "dev", 14),
    ]
    assert manifest.entries == [Entry("cli", "demo", "demo.cli:main", 17)]
    assert manifest.settings == [
        Setting("engine", "python", ">=3.9", 5),
        Setting("tool", "flake8", "", 18),
        Setting("tool", "pytest", "", 20),
    ]


def test_setup_py_is_read_and_not_run() -> None:
    manifest = read("setup.py", SETUP_PY)
    assert manifest.packages == [Package("demo", "1.0", "", 12)]
    assert rows(manifest) == [
        ("one", ">=1", "runtime", "", 4),
        ("two", "", "runtime", "", 5),
        ("three", "", "runtime", "", 14),
        ("redis", "", "optional", "redis", 6),
        ("ruff", "", "dev", "dev", 7),
        ("one", ">=1", "dev", "dev", 4),
        ("two", "", "dev", "dev", 5),
    ]
    assert manifest.problems == [(16, "tests_require is computed: not read")]
    assert manifest.entries == [Entry("cli", "demo", "demo:main", 18)]
    assert manifest.settings == [Setting("engine", "python", ">=3.9", 17)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (b"setup(install_requires=['a', 'b>=1']", ["a", "b"]),
        (b"from distutils import core\ncore.setup(install_requires='a\\nb')", ["a", "b"]),
        (b"if 1:\n    R = ('a',)\nelse:\n    R = ['b']\nsetup(**dict(install_requires=R))", ["b"]),
        (b"print 'python 2'\nsetup(install_requires=['a'])", ["a"]),
        (b"setup(extras_require={':python_version<\"3\"': ['a']})", ["a"]),
        (b"setup(install_requires=[f'{x}', 'a'])", ["a"]),
        (b"x = [1]\nsetup(install_requires=x)", []),
        (b"setup(" + b"install_requires=dict(" * 5000, []),
    ],
)
def test_setup_py_in_other_forms(text: bytes, names: list[str]) -> None:
    assert [dep.name for dep in read("setup.py", text).dependencies] == names


def test_pipfile() -> None:
    manifest = read("Pipfile", PIPFILE)
    assert manifest.manager == "pipenv"
    assert manifest.dependencies == [
        Dependency("flask", line=2),
        Dependency("exact", "==1.2.3", "1.2.3", line=3),
        Dependency("local", "./local", line=4, source="path", path="local"),
        Dependency("pytest", ">=8", scope="dev", line=6),
    ]
    assert manifest.scripts == [Script("serve", "flask run", 10)]
    assert manifest.settings == [Setting("engine", "python", "3.12", 8)]


@pytest.mark.parametrize(
    ("text", "name", "constraint", "url"),
    [
        ("A.b_C", "a-b-c", "", ""),
        ("a[x,y]>=1,<2", "a", ">=1,<2", ""),
        ("a (==1.0)", "a", "==1.0", ""),
        ("a == 1.0 ; os_name=='nt'", "a", "== 1.0", ""),
        ("a@https://h/a.zip", "a", "", "https://h/a.zip"),
        ("git+https://h/o/a_b.git@v1", "a-b", "", "git+https://h/o/a_b.git@v1"),
        ("git+ssh://git@h/o/a", "a", "", "git+ssh://git@h/o/a"),
        ("https://h/a_b-1.0.tar.gz", "a-b", "==1.0", "https://h/a_b-1.0.tar.gz"),
    ],
)
def test_requirement_forms(text: str, name: str, constraint: str, url: str) -> None:
    found = parse_requirement(text)
    assert found is not None
    assert (found.name, found.constraint, found.url) == (name, constraint, url)


@pytest.mark.parametrize("text", ["", "two words", "==1", "a>>1", "a" + " " * 100_000 + "b", "a" * 3000])
def test_what_is_no_requirement(text: str) -> None:
    assert parse_requirement(text) is None


@pytest.mark.parametrize(
    ("name", "scope"),
    [("dev", "dev"), ("unit-tests", "test"), ("docs_build", "dev"), ("redis", "optional"), ("contest", "optional")],
)
def test_the_scope_that_a_name_tells(name: str, scope: str) -> None:
    assert scope_of(name, "optional") == scope


def test_constraints_pin_what_an_including_file_asks_for() -> None:
    texts = {
        "requirements/base.txt": b"flask\nunpinned\n",
        "requirements.txt": b"-r requirements/base.txt\n-c constraints.txt\nclick>=8\n",
        "constraints.txt": b"flask==3.0.1\nclick==8.1\n",
    }
    linked = link_all({path: read(path, data) for path, data in texts.items()})
    found = {dep.name: dep.resolved for manifest in linked.values() for dep in manifest.dependencies}
    assert found == {"flask": "3.0.1", "unpinned": "", "click": "8.1"}
    assert linked["constraints.txt"].dependencies == []


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
