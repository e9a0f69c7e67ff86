"""What shows that a Python development tool is in use though nothing imports it: its section, its file, a text that names it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...workspace.pipelines import PIPELINES
from ...workspace.workspace_packages import OWN_ZONES
from ..import_names import normalised

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ....indexer.index import Index
    from ....indexer.manifests.base import Manifest

__all__ = ["PythonTools", "workflow_words"]

BY_HAND = frozenset({
    "ipython", "ipdb", "pdbpp", "bpython", "ptpython", "jupyter", "jupyterlab", "notebook", "ipykernel", "twine", "build", "pip-tools",
    "pre-commit", "bumpversion", "bump2version", "bump-my-version", "commitizen", "wheel", "setuptools", "virtualenv", "tox", "nox",
    "poetry", "pdm", "uv", "watchdog", "debugpy", "py-spy", "memory-profiler", "line-profiler", "icecream", "rich-cli", "check-manifest",
    "cibuildwheel", "pip", "hatch", "towncrier", "zest-releaser",
})  # fmt: skip
"""Tools that people start themselves: no file of a workspace needs to name them."""
CALLED = {"poethepoet": "poe"}
"""Distribution → the word that its section and its command bear."""
WORD = re.compile(r"[A-Za-z][\w.-]*")
TEXTS = re.compile(
    r"^(?:[^/]+\.(?:md|rst|toml|cfg|ini|txt|sh)|\.pre-commit-config\.ya?ml|Makefile|justfile|Taskfile\.ya?ml|\.[\w-]+rc(?:\.\w+)?)$"
)
RUNNING = re.compile(
    r"(?:[\w-]+\.)?(?:Docker|Container|Proc|Make|just)file(?:\.[\w-]+)?|[\w.-]+\.(?:sh|bash|service)|tox\.ini|mkdocs[\w.-]*\.ya?ml"
)
"""Names of files that start programs: what they install or call needs no import."""
NOT_TEXTS = re.compile(r"^(?:pyproject\.toml|setup\.cfg|.*requirements.*\.txt|poetry\.lock)$")
"""Manifests, which name each tool only to declare it; their sections are looked at one by one."""
CONFIGURING = re.compile(
    r"^\.?([\w-]+?)(?:[._-]?(?:conf|config|rc))?\.(?:ya?ml|toml|cfg|ini|json|conf)$|^([\w-]+)[._]conf(?:ig)?\.py$"
)
MOST_BYTES = 200_000
TESTING = frozenset({"pytest", "coverage", "hypothesis", "mock", "nose", "nose2", "unittest2"})
"""What the presence of tests is enough for."""


class PythonTools:
    """The tools that a workspace configures, runs or tells people to run."""

    def __init__(self, index: Index, manifests: Mapping[str, Manifest]) -> None:
        self.index = index
        self.configured = {
            normalised("pypi", setting.name.partition(".")[0])
            for manifest in manifests.values()
            for setting in manifest.settings
            if setting.kind == "tool"
        }

    def configures(self, name: str) -> bool:
        """Whether a manifest has a section of a tool (by its normalised name), or people start it themselves."""
        return name in BY_HAND or not self.configured.isdisjoint({name, _stem(name)})

    def uses(self, name: str) -> bool:
        """Whether anything but its declaration shows a tool at work."""
        stem = _stem(name)
        return (
            self.configures(name)
            or (name in TESTING and self._has_tests)
            or not self._words.isdisjoint({name, stem, name.replace("-", "_")})
            or any(stem in path.rpartition("/")[2].lower() for path in self._outer)
        )

    def has_file(self, name: str) -> bool:
        """Whether a file configures a tool of this name: `mkdocs.yml`, `.flake8`, `gunicorn.conf.py`."""
        return name in self._configuring

    @cached_property
    def _configuring(self) -> set[str]:
        found = set()
        for path in self._outer:
            if match := CONFIGURING.match(path.rpartition("/")[2]):
                found.add(normalised("pypi", match[1] or match[2]))
        return found

    @cached_property
    def _has_tests(self) -> bool:
        return any(file.zone == "test" and file.language == "Python" for file in self.index.files.values())

    @cached_property
    def _outer(self) -> list[str]:
        return [path for path in self.index.files if path.count("/") <= 1]

    @cached_property
    def _words(self) -> set[str]:
        found: set[str] = set()
        for path, file in self.index.files.items():
            name = path.rpartition("/")[2]
            if path.count("/") <= 1 and file.size < MOST_BYTES and TEXTS.match(name) and not NOT_TEXTS.match(name):
                found |= _words(self.index, path)
        return found


def _stem(name: str) -> str:
    return CALLED.get(name, name.removesuffix("-cli").removeprefix("python-"))


def workflow_words(index: Index) -> set[str]:
    """The words of the continuous integration's files, of container files and of shell scripts, as names of distributions."""
    found: set[str] = set()
    for path, file in index.files.items():
        runs = path.startswith(PIPELINES) or RUNNING.fullmatch(path.rpartition("/")[2]) is not None
        if runs and file.size < MOST_BYTES and (file.zone in OWN_ZONES or "/" not in path):
            found |= _words(index, path)
    return found


def _words(index: Index, path: str) -> set[str]:
    text = index.text(path)
    return {normalised("pypi", word) for word in WORD.findall(text)}
