"""Programs that a tool asks for by their names: they say nothing of where sources go, nor how these are called."""

from __future__ import annotations

from fnmatch import translate
from typing import TYPE_CHECKING

from .... import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ....indexer.index import Index

__all__ = ["only_tool_files"]

TOOL_FILES = (
    ".*", "*.config.*", "*.gemspec", "*.podspec", "*Gemfile", "Brewfile", "Capfile", "Dangerfile", "Fastfile", "Guardfile", "Podfile",
    "Rakefile", "Vagrantfile", "build.rs", "config.ru", "conftest.py", "gulpfile.*", "Gruntfile.*", "manage.py", "noxfile.py",
    "settings.gradle.kts", "setup.py",
)  # fmt: skip
"""Patterns of their names; manifests are known as such."""
TOOL_FILE = re.compile("|".join(map(translate, TOOL_FILES)))
PROGRAMS = frozenset({"terraform"})
"""Ecosystems whose manifests are what the workspace is written in."""


def only_tool_files(index: Index, paths: Iterable[str]) -> bool:
    """None of the files is more than a manifest or the program of a tool."""
    return all(
        (path in index.manifests and index.manifests[path].ecosystem not in PROGRAMS)
        or TOOL_FILE.match(path.rpartition("/")[2])
        for path in paths
    )
