"""Fields of manifests and marks of their readers that questions ask for too: apart from the readers, which no question imports."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

    from .base import Dependency, Manifest

MAIN_FIELDS = ("main", "module", "browser", "source", "types", "typings")
"""Fields of package.json by which its package is imported: their names stand for no module."""

APPLICATION = "application"  # the type of an Nx project that is run or deployed; all others are parts of such ones
IMPLICIT = "implicitDependencies"
"""The field of Nx that names projects which this one needs though no import says so; settings of that name carry them."""

DEFAULT_MEMBER = "default-member"  # the setting that names a member which Cargo builds and tests where none is told
INHERITED = "workspace = true"  # the marker of a dependency of Cargo whose constraint stands in the workspace's root
OFFERED = "workspace"  # the group of what [workspace.dependencies] offers to members; nobody's dependency by itself
CENTRAL = "central"  # the group of versions that Directory.Packages.props holds for others; no dependency by itself

SCOPES = ("runtime", "peer", "optional", "build", "dev", "test")
"""The nearest to the shipped product first: what runs in it always, where its user has it, where one asks; what makes it; what
all who work on it have, and those alone who test it."""

TEMPLATES = (".tt", ".erb", ".j2", ".jinja", ".tmpl", ".tpl", ".template", ".hbs", ".mustache", ".ejs")
"""Ends of what a generator writes into another workspace: `Dockerfile.tt` shows nothing of this one."""


def aliased(constraint: str) -> str:
    """The real name behind npm's `npm:name@range`; "" where the constraint is a plain range."""
    rest = constraint[4:] if constraint.startswith("npm:") else ""
    return rest[: max(rest.find("@", 1), 0)]


def pinned(exact: re.Pattern[str], constraint: str) -> str:
    """The one version that a constraint allows, as its ecosystem writes that; "" where it leaves a choice."""
    match = exact.match(constraint)
    return match[1] if match else ""


def properties(manifest: Manifest, key: Callable[[str], str] = str) -> dict[str, str]:
    """The values that a build file gives names (settings `property:NAME`), by the names as its tool compares them; of several the first."""
    found = [(setting.name.partition(":"), setting.value) for setting in reversed(manifest.settings)]
    return {key(name): value for (kind, _, name), value in found if kind == "property"}


def known_as(dependency: Dependency) -> str:
    """The name by which a package of Cargo knows a dependency: the key of a renamed one in its manifest."""
    renamed = next((mark for mark in dependency.marker.split("; ") if mark.startswith("renamed ")), "")
    return renamed.removeprefix("renamed ") or dependency.name


def strongest(scopes: Iterable[str]) -> str:
    """The scope of a package that several ways lead to."""
    return min(scopes, key=SCOPES.index)
