"""Python lockfiles: what each format lists, and what linking makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan.indexer.manifests import link_all, parse

if TYPE_CHECKING:
    from groundplan.indexer.manifests.base import Dependency, Manifest

POETRY_1 = b"""[[package]]
name = "Flask"
version = "3.0.0"
category = "main"
optional = false

[package.dependencies]
click = ">=8"
colorama = {version = "*", markers = "os_name == 'nt'"}

[[package]]
name = "click"
version = "8.1.0"
category = "main"

[[package]]
name = "pytest"
version = "8.0.0"
category = "dev"

[[package]]
name = "source"
version = "1.0"
[package.source]
type = "git"
url = "https://host/source.git"

[metadata]
lock-version = "2.0"
"""
POETRY_2 = b"""[[package]]
name = "a"
version = "1.0"
optional = true
groups = ["main"]
[[package]]
name = "b"
version = "2.0"
groups = ["dev", "test"]
"""
UV = b"""version = 1

[[package]]
name = "demo"
version = "0.1.0"
source = { editable = "." }
dependencies = [
    { name = "flask" },
]

[package.dev-dependencies]
test = [
    { name = "pytest" },
]

[package.metadata]
requires-dist = [{ name = "flask", specifier = ">=3" }]

[[package]]
name = "flask"
version = "3.0.0"
source = { registry = "https://host/simple" }
dependencies = [
    { name = "click" },
]

[[package]]
name = "click"
version = "8.1.0"
source = { registry = "https://host/simple" }

[[package]]
name = "pytest"
version = "8.0.0"
source = { git = "https://host/pytest.git" }
dependencies = [{ name = "pluggy" }]

[[package]]
name = "pluggy"
version = "1.5.0"
"""
PDM = b"""[[package]]
name = "a"
version = "1.0"
groups = ["default"]
dependencies = ["b>=2; os_name == 'nt'"]

[[package]]
name = "b"
version = "2.0"
groups = ["lint"]
"""
PYLOCK = b"""lock-version = "1.0"
created-by = "pip"
[[packages]]
name = "a"
version = "1.0"
description = '''
name = "no"
'''
[[packages]]
name = "b"
marker = "os_name == 'nt'"
directory = {path = "./libs/b"}
[[packages]]
name = "c"
vcs = {type = "git", url = "https://host/c.git"}
[[packages]]
name = "the-project-itself"
directory = {path = ".", editable = true}
"""
PIPFILE_LOCK = b"""{
  "default": {
    "flask": {"version": "==3.0.0", "markers": "python_version > '3'"},
    "local": {"path": "./local"}
  },
  "develop": {
    "pytest": {"version": "==8.0.0"},
    "bad": 1
  }
}"""

Row = tuple[str, str, str, bool, int, str, tuple[str, ...]]
LOCKS: dict[str, tuple[str, bytes, str, list[Row]]] = {
    "poetry 1": (
        "poetry.lock",
        POETRY_1,
        "poetry",
        [
            ("flask", "3.0.0", "runtime", False, 2, "registry", ("click",)),
            ("click", "8.1.0", "runtime", False, 12, "registry", ()),
            ("pytest", "8.0.0", "dev", False, 17, "registry", ()),
            ("source", "1.0", "runtime", False, 22, "git", ()),
        ],
    ),
    "poetry 2": (
        "poetry.lock",
        POETRY_2,
        "poetry",
        [("a", "1.0", "optional", False, 2, "registry", ()), ("b", "2.0", "dev", False, 7, "registry", ())],
    ),
    "uv": (
        "uv.lock",
        UV,
        "uv",
        [
            ("flask", "3.0.0", "runtime", True, 20, "registry", ("click",)),
            ("pytest", "8.0.0", "test", True, 33, "git", ("pluggy",)),
            ("click", "8.1.0", "runtime", False, 28, "registry", ()),
            ("pluggy", "1.5.0", "test", False, 39, "registry", ()),
        ],
    ),
    "pdm": (
        "pdm.lock",
        PDM,
        "pdm",
        [("a", "1.0", "runtime", False, 2, "registry", ("b",)), ("b", "2.0", "dev", False, 8, "registry", ())],
    ),
    "pylock": (
        "pylock.dev.toml",
        PYLOCK,
        "",
        [
            ("a", "1.0", "runtime", False, 4, "registry", ()),
            ("b", "", "runtime", False, 10, "path", ()),
            ("c", "", "runtime", False, 14, "git", ()),
        ],
    ),
    "pipenv": (
        "Pipfile.lock",
        PIPFILE_LOCK,
        "pipenv",
        [
            ("flask", "3.0.0", "runtime", False, 3, "registry", ()),
            ("local", "", "runtime", False, 4, "path", ()),
            ("pytest", "8.0.0", "dev", False, 7, "registry", ()),
        ],
    ),
}


def read(path: str, data: bytes) -> Manifest:
    manifest = parse(path, data)
    assert manifest is not None
    return manifest


def row(dep: Dependency) -> Row:
    return dep.name, dep.resolved, dep.scope, dep.direct, dep.line, dep.source, dep.requires


@pytest.mark.parametrize("case", LOCKS)
def test_a_lockfile_lists_what_it_fixes(case: str) -> None:
    path, data, manager, rows = LOCKS[case]
    manifest = read(path, data)
    assert (manifest.role, manifest.manager, manifest.problems) == ("lockfile", manager, [])
    assert [row(dep) for dep in manifest.dependencies] == rows


def test_a_lockfile_cut_short_keeps_its_whole_packages() -> None:
    manifest = read("poetry.lock", POETRY_1[: POETRY_1.index(b'"8.0.0"') + 3])
    assert [dep.name for dep in manifest.dependencies] == ["flask", "click", "pytest"]
    assert len(manifest.problems) == 1


def linked(texts: dict[str, bytes]) -> dict[str, Manifest]:
    return link_all({path: read(path, data) for path, data in texts.items()})


def test_declared_dependencies_get_the_locked_version() -> None:
    project = b'[project]\nname = "demo"\ndependencies = ["flask>=3"]\n[dependency-groups]\ntest = ["pytest"]\n'
    found = linked({"pyproject.toml": project, "uv.lock": UV})
    assert [(dep.name, dep.resolved, dep.requires) for dep in found["pyproject.toml"].dependencies] == [
        ("flask", "3.0.0", ("click",)),
        ("pytest", "8.0.0", ("pluggy",)),
    ]
    assert [(dep.name, dep.scope) for dep in found["uv.lock"].dependencies] == [
        ("click", "runtime"),
        ("pluggy", "test"),
    ]


def test_a_lockfile_without_scopes_gets_them_from_the_manifest() -> None:
    lock = b'[[package]]\nname = "tool"\nversion = "1"\n[package.dependencies]\npart = "*"\n[[package]]\nname = "part"\nversion = "2"\n'
    found = linked({"pyproject.toml": b'[tool.poetry.group.dev.dependencies]\ntool = "*"\n', "poetry.lock": lock})
    assert [(dep.name, dep.scope) for dep in found["poetry.lock"].dependencies] == [("part", "dev")]


def test_a_compiled_file_locks_its_source() -> None:
    compiled = b"# autogenerated by pip-compile\nflask==3.0\n    # via -r requirements.in\n"
    found = linked(
        {
            "requirements.in": b"flask\n",
            "requirements.txt": compiled,
        }
    )
    assert [(dep.name, dep.resolved) for dep in found["requirements.in"].dependencies] == [("flask", "3.0")]
    assert found["requirements.txt"].dependencies == []


def test_a_lockfile_governs_its_own_project_and_its_members() -> None:
    """An example below a project has nothing to do with the project's lockfile."""
    project = b'[project]\nname = "x"\ndependencies = ["flask"]\n'
    member = UV.replace(b'editable = "."', b'editable = "libs/m"')
    found = linked(
        {
            "a/pyproject.toml": project,
            "a/uv.lock": UV,
            "a/examples/e/pyproject.toml": project,
            "b/pyproject.toml": project,
            "c/libs/m/pyproject.toml": project,
            "c/uv.lock": member,
        }
    )
    versions = {path: manifest.dependencies[0].resolved for path, manifest in found.items() if path.endswith(".toml")}
    assert versions == {
        "a/pyproject.toml": "3.0.0",
        "a/examples/e/pyproject.toml": "",
        "b/pyproject.toml": "",
        "c/libs/m/pyproject.toml": "3.0.0",
    }


FORKED = b"""[[package]]
name = "demo"
source = { virtual = "." }
dependencies = [{ name = "n", version = "1.0" }, { name = "n", version = "2.10" }, { name = "n", version = "2.9" }, { name = "a" }]
[package.dev-dependencies]
dev = [{ name = "b" }]
[[package]]
name = "n"
version = "1.0"
[[package]]
name = "n"
version = "2.10"
dependencies = [{ name = "m", version = "3.0" }]
[[package]]
name = "n"
version = "2.9"
[[package]]
name = "a"
version = "1.0"
[[package]]
name = "b"
version = "1.0"
dependencies = [{ name = "m", version = "4.0" }]
[[package]]
name = "m"
version = "3.0"
[[package]]
name = "m"
version = "4.0"
"""


def test_versions_for_other_pythons_are_kept_and_the_newest_that_fits_is_declared() -> None:
    """uv locks a package once for each range of Pythons that needs another version."""
    project = b"""[project]
name = "demo"
dependencies = ["n<2; python_version < '3.10'", "n>=1; python_version >= '3.10'", "a"]
[dependency-groups]
dev = ["b"]
"""
    found = linked({"pyproject.toml": project, "uv.lock": FORKED})
    declared = [(dep.name, dep.resolved) for dep in found["pyproject.toml"].dependencies]
    assert declared == [("n", "1.0"), ("n", "2.10"), ("a", "1.0"), ("b", "1.0")]
    assert [(dep.name, dep.resolved, dep.scope) for dep in found["uv.lock"].dependencies] == [
        ("n", "2.9", "runtime"),
        ("m", "3.0", "runtime"),
        ("m", "4.0", "dev"),
    ]
