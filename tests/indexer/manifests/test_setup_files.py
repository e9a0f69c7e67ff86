"""setup.cfg, setup.py and Pipfile: small texts and the records that they must give."""

from __future__ import annotations

import pytest
from groundplan.indexer.manifests.base import Dependency, Entry, Package, Script, Setting

from tests.indexer.manifests.pypi_support import read, rows

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


def test_entry_points_in_one_text() -> None:
    """As Click's documentation had them for years."""
    text = b"setup(name='pots', entry_points='''\n    [console_scripts]\n    pots=pots:cli\n    [x.plugins]\n    a=b:c\n''')\n"
    entries = [Entry("cli", "pots", "pots:cli", 3)]
    assert [entry for entry in read("setup.py", text).entries if entry.kind == "cli"] == entries


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (b"setup(install_requires=['a', 'b>=1']", ["a", "b"]),
        (b"from distutils import core\ncore.setup(install_requires='a\\nb')", ["a", "b"]),
        (b"if 1:\n    R = ('a',)\nelse:\n    R = ['b']\nsetup(**dict(install_requires=R))", ["b"]),
        (
            b"R = []\nif x:\n    R.append('a')\nelse:\n    R.extend([f'{y()}', 'b'])\nsetup(install_requires=R)",
            ["a", "b"],
        ),
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


def test_an_extra_is_no_part_of_a_name_in_a_pipfile() -> None:
    found = read("Pipfile", b'[packages]\n"splinter[django]" = "==3.43.1"\n').dependencies
    assert [(d.name, d.constraint) for d in found] == [("splinter", "==3.43.1")]


def test_a_text_that_is_split_into_requirements() -> None:
    said = b'setup(install_requires=["a"] + """\nb==1\nc\n""".split(), extras_require={"d": "e\\nf>=2".splitlines(), "g": "h".lower()})'
    found = read("setup.py", said).dependencies
    assert [(dep.name, dep.line) for dep in found] == [("a", 1), ("b", 2), ("c", 3), ("e", 4), ("f", 5)]
