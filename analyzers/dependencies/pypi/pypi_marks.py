"""The Python packages of a workspace: which folder each manifest serves, and what its imports, commands and settings name."""

from __future__ import annotations

import sys
from functools import cached_property
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.read_tables import inner_table
from ....indexer.workspace_paths import outwards, prefix_of
from ...per_index import per_index, remembered
from ...workspace.workspace_packages import OWN_ZONES, members, owner
from ..import_names import candidates, normalised, resembles
from ..toml_table import toml_table
from .pypi_literals import loads_by_name
from .python_tools import PythonTools, workflow_words
from .undeclared_modules import is_environment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ....indexer.index import Index
    from ....indexer.manifests.base import Manifest
    from ..dependency_use import Usage

__all__ = ["ALL_EXCEPTED", "LISTS", "PypiMarks"]

WORD = re.compile(r"[\w.-]+")
REQUIREMENTS = re.compile(r"(?:^|/)(?:requirements|reqs|deps|extras)$")
LISTS = (".txt", ".in")
"""Lists of what to install, for any code of the workspace: a folder that only starts it has one of its own."""

NEEDED = {"_pb2": {"protobuf"}, "_pb2_grpc": {"grpcio", "protobuf"}}
"""End of a generated module's name → what it imports (https://protobuf.dev/reference/python/python-generated/)."""

QUOTED = re.compile(r"['\"]([A-Za-z_][\w.]*)['\"]")
SETTINGS = re.compile(r"(?:^|/)(?:settings(?:/\w+|_\w+)?|\w*_settings|conf|config|celery|asgi|wsgi)\.py$")
"""Modules that name others as text: `INSTALLED_APPS`, Sphinx's `extensions`."""
DJANGO_SETTINGS = ("INSTALLED_APPS", "MIDDLEWARE")
"""Names by which a module shows to hold Django's settings, however it is called itself."""
MOST_SETTINGS_BYTES = 1_000_000

ALL_EXCEPTED = "*"


class PypiMarks:
    """The manifests and what is marked as in use; see `pypi_use`."""

    def __init__(self, index: Index, manifests: Mapping[str, Manifest], used: Usage) -> None:
        self.index = index
        self.used = used
        self.manifests = {
            path: item for path, item in manifests.items() if item.ecosystem == "pypi" and item.role == "manifest"
        }
        self.all = {path: item for path, item in manifests.items() if item.ecosystem == "pypi"}
        self.environments = {path: item for path, item in manifests.items() if is_environment(item)}
        self.coded = {
            folder
            for path, file in index.files.items()
            if file.language == "Python"
            for folder in outwards(path.rpartition("/")[0])
        }
        self.subject = {path: self._subject(path) for path in self.manifests}
        self.directories = set(self.subject.values())
        self.own = {normalised("pypi", item.name) for item in members(index) if item.ecosystem == "pypi" and item.name}
        self.built = {normalised("pypi", item.name.rpartition("/")[2]) for item in members(index)}
        self.imported = self._imported()
        self._every = manifests
        self.alike = self._alike()
        self.tools = PythonTools(index, manifests)
        self.excepted = {directory: _exceptions(index, directory) for directory in self.directories}

    @cached_property
    def loads_by_name(self) -> bool:
        """Extras may be for just that."""
        return loads_by_name(self.index)

    @cached_property
    def workflow(self) -> set[str]:
        """Words of the continuous integration's files: what it installs, it runs."""
        return workflow_words(self.index)

    @cached_property
    def generated(self) -> set[str]:
        """What generated modules need."""
        return _needed_by_generated(self.index)

    def _subject(self, path: str) -> str:
        """The folder whose code a manifest serves: its own, for a list the nearest around that has code (`requirements/base.txt`)."""
        folder = path.rpartition("/")[0]
        while path.endswith(LISTS) and folder and (folder not in self.coded or REQUIREMENTS.search(folder)):
            folder = folder.rpartition("/")[0]
        return folder

    @remembered
    def _extras(self, path: str) -> frozenset[str]:
        """The extras of a pyproject.toml: what users may install, unlike dependency groups, which only developers see."""
        return frozenset(inner_table(toml_table(self.index, path, "project"), "optional-dependencies"))

    @remembered
    def _together(self, directory: str) -> set[str]:
        """What is installed together with the dependencies of a folder: by its own lists and those around, and what is locked."""
        return {
            normalised("pypi", item.name)
            for path, manifest in self.all.items()
            if f"{directory}/".startswith(prefix_of(self._subject(path)))
            for item in manifest.dependencies
        }

    def _alike(self) -> set[tuple[str, str]]:
        """`(folder, distribution or module)` of those that nothing ties together but their names: `pybars` and pybars3."""
        found: set[tuple[str, str]] = set()
        for use in self.used.unmatched.get("pypi", ()):
            folder = owner(self.directories, use.path)
            for path, manifest in self.manifests.items():
                directory = self.subject[path]
                if directory and directory != folder:
                    continue
                for item in manifest.dependencies:
                    name = normalised("pypi", item.name)
                    if name not in self.imported and resembles(name, use.module, use.specifier):
                        found |= {(directory, name), (folder, use.module)}
        return found

    def _below(self, name: str, directory: str) -> bool:
        prefix = prefix_of(directory)
        return any(path.startswith(prefix) for path in self.imported.get(name, ()))

    def _imported(self) -> dict[str, set[str]]:
        return {
            name: {use.path for use in uses}
            for (ecosystem, name), uses in self.used.imports.items()
            if ecosystem == "pypi"
        }

    @cached_property
    def mentioned(self) -> dict[str, set[str]]:
        """Package directory → distributions that its commands run and its settings name."""
        found: dict[str, set[str]] = {}
        for path, manifest in self._every.items():
            words = found.setdefault(owner(self.directories, path), set())
            for script in manifest.scripts:
                words |= {normalised("pypi", word) for word in WORD.findall(script.command)}
        for path, quoted in _named_in_settings(self.index):
            words = found.setdefault(owner(self.directories, path), set())
            for top in {name.partition(".")[0] for name in quoted}:
                words |= {*candidates("pypi", top), normalised("pypi", f"django-{top}")}
                words.add(f"django{top}".replace("_", ""))
        return found

    @cached_property
    def strange(self) -> set[tuple[str, str]]:
        """`(package directory, module)` of what settings name by its dotted path and neither the workspace nor a declared name
        explains: `guardian.middleware.Check`."""
        own = {
            part.removesuffix(".py") for path in self.index.files for part in path.split("/")
        } | sys.stdlib_module_names
        declared = {normalised("pypi", item.name) for manifest in self.all.values() for item in manifest.dependencies}
        return {
            (owner(self.directories, path), top)
            for path, quoted in _named_in_settings(self.index)
            for top, dot, _ in (name.partition(".") for name in quoted)
            if dot and top not in own and declared.isdisjoint(candidates("pypi", top))
        }


# ---- Distributions that generated modules of Python import, which only a build writes


def _needed_by_generated(index: Index) -> set[str]:
    """What the modules need whose names, as imports say them, end so."""
    found = set()
    for end, distributions in NEEDED.items():
        query = "SELECT 1 FROM links WHERE specifier LIKE ? ESCAPE '!' OR name LIKE ? ESCAPE '!' LIMIT 1"
        pattern = f"%{end.replace('_', '!_')}"
        if any(True for _ in index.rows(query, (pattern, pattern))):
            found |= distributions
    return found


# ---- Modules that the settings of a Python project name as text: `INSTALLED_APPS`, Sphinx's `extensions`


@per_index
def _named_in_settings(index: Index) -> list[tuple[str, set[str]]]:
    """Each file of settings, and the names, dotted or not, that it quotes."""
    settings = {path for name in DJANGO_SETTINGS for path in index.files_using(name)}
    return [
        (path, {*QUOTED.findall(index.text(path))})
        for path, file in index.files.items()
        if (path in settings or SETTINGS.search(path))
        and (file.language == "Python" and file.zone in OWN_ZONES and file.size < MOST_SETTINGS_BYTES)
    ]


# ---- What a project tells deptry to leave out: its own statement on its dependencies (https://deptry.com/usage/)


def _exceptions(index: Index, directory: str) -> dict[str, tuple[str, ...]]:
    """Rule → the names that `[tool.deptry]` of a directory excepts from it, or `ALL_EXCEPTED`; `groups` → its development groups."""
    path = f"{directory}/pyproject.toml" if directory else "pyproject.toml"
    section = inner_table(toml_table(index, path, "tool"), "deptry")
    if not section:
        return {}
    rules = inner_table(section, "per_rule_ignores")
    found = {rule: tuple(names) for rule, names in rules.items() if isinstance(names, list)}
    found["groups"] = tuple(map(str, section.get("optional_dependencies_dev_groups", ())))
    for rule in section.get("ignore", ()):
        found[str(rule)] = (ALL_EXCEPTED,)
    return found
