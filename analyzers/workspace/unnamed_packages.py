"""Packages that no manifest names: applications that only list what they need, and Gradle projects without a build file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...indexer.gathering import words
from ...indexer.workspace_paths import prefix_of
from .ecosystem_languages import LANGUAGES_OF
from .workspace_packages import Member, members, owner, package_directories, product_manifests

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...indexer.index import Index
    from ...indexer.manifests.base import Manifest

__all__ = ["unnamed_packages"]

APPLICATION_FILES = words(
    "Gemfile requirements.txt requirements.in Pipfile pyproject.toml package.json composer.json deno.json"
)
"""Manifests by which an application says what it needs; it is published nowhere, so that none has to give it a name."""


def unnamed_packages(index: Index) -> list[Member]:
    """Such packages, by directory; each has code of its own, and none stands where a manifest names one."""
    known = {(member.directory, member.ecosystem) for member in members(index)}
    found: dict[tuple[str, str], Member] = {}
    for path, manifest in product_manifests(index).items():
        if index.files[path].zone == "product" and manifest.role != "lockfile":
            for member in (*_application(index, path, manifest), *_gradle_projects(index, path, manifest)):
                if (member.directory, member.ecosystem) not in known:
                    found.setdefault((member.directory, member.ecosystem), member)
    return [found[key] for key in sorted(found)]


def _application(index: Index, path: str, manifest: Manifest) -> Iterator[Member]:
    directory, _, name = path.rpartition("/")
    if name in APPLICATION_FILES and not manifest.packages and _has_code(index, directory, manifest.ecosystem):
        yield Member("", "", manifest.ecosystem, directory, path, 1, True, "product")


def _has_code(index: Index, directory: str, ecosystem: str) -> bool:
    """Whether the product has code of the ecosystem's languages in a directory and not in a package further in."""
    languages, prefix = LANGUAGES_OF.get(ecosystem, frozenset()), prefix_of(directory)
    directories = {*package_directories(index), directory}
    return any(
        file.language in languages and file.zone == "product" and owner(directories, path) == directory
        for path, file in index.files.items()
        if path.startswith(prefix)
    )


def _gradle_projects(index: Index, path: str, manifest: Manifest) -> Iterator[Member]:
    """Projects that `settings.gradle` includes and that the root's script configures: they need no file of their own."""
    root = path.rpartition("/")[0]
    for tool in manifest.tools:
        for pattern in tool.members if tool.name == "Gradle settings" else ():
            inner = pattern.strip(":/").replace(":", "/")
            directory = f"{root}/{inner}".lstrip("/")
            if inner and any(other.startswith(f"{directory}/") for other in index.files):
                yield Member(inner.rpartition("/")[2], "", "maven", directory, path, tool.line, False, "product")
