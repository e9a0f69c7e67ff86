"""The facts by which the kind of a project is judged."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.classify.zones import zone
from ....indexer.manifests.marks import APPLICATION
from ....indexer.workspace_paths import prefix_of
from ...entries.entry_starts import entries_of, go_programs
from ...naming import flat
from ...workspace.code_places import is_hidden
from ...workspace.own_names import own_names
from ...workspace.workspace_packages import is_nx
from ..claim import place_zone
from ..claims_manifests import is_published
from ..main_technology import IN_BROWSER, JOIN_BOTH, RELEASED_BY, RELEASING, SERVED, SITE_HOSTS
from ..technologies import holds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ....answers import LanguageShare
    from ....indexer.index import Index
    from ....indexer.manifests.base import Manifest
    from ..technologies import Found

__all__ = ["MANY_ROUTES", "SMALL", "Project"]

APPLICATION_FILES = ("main.py", "app.py", "application.py", "wsgi.py", "asgi.py", "server.py", "manage.py")
MAIN_FILES = frozenset(
    (
        *(f"main.{ending}" for ending in ("c", "cpp", "go", "py", "rs", "swift", "zig")),
        "Main.java",
        "Program.cs",
        "__main__.py",
        "cli.py",
    )
)
SMALL = 0.1
"""The part of the product's code below which a folder does not speak for the whole."""
MANY_ROUTES, OUTSIDE = 5, 2
SITE, SETTINGS = "manage.py", re.compile(rb"DJANGO_SETTINGS_MODULE[\"'],\s*[\"']([\w.]+)")
FOR_TESTS = frozenset({"test", "tests", "testing"})
"""Folders, also inside of a package, of applications that only try it."""


class Project:
    """The facts that the rules ask."""

    def __init__(self, index: Index, found: Mapping[str, Found], shares: Sequence[LanguageShare]) -> None:
        self.index: Index = index
        self.found: Mapping[str, Found] = found
        self.shares: Sequence[LanguageShare] = shares

    @cached_property
    def manifests(self) -> Mapping[str, Manifest]:
        """Manifests of the product."""
        return {
            path: manifest
            for path in self.index.manifests
            if not is_hidden(path) and place_zone(self.index, path) == "product"
            if (manifest := self.index.manifests[path]).role == "manifest"
        }

    @cached_property
    def root_manifests(self) -> Mapping[str, Manifest]:
        """Those of the outermost folders that have any; of a folder with little of the code only where no other has one."""
        packed = {path: manifest for path, manifest in self.manifests.items() if manifest.packages}
        named = {
            path: item for path, item in packed.items() if any(package.name for package in item.packages)
        } or packed
        own = {
            path: manifest for path, manifest in named.items() if holds(self.index, path.rpartition("/")[0], SMALL)
        } or named
        depth = min((path.count("/") for path in own), default=0)
        return {path: manifest for path, manifest in own.items() if path.count("/") == depth}

    def is_in(self, language: str) -> bool:
        """Whether code of the product is in a language; a go.mod may only fetch the modules of a site."""
        return any(item["name"] == language for item in self.shares)

    def has(self, *categories: str) -> list[str]:
        """Technologies of these categories in use."""
        return [name for name, item in self.found.items() if item.categories[0] in categories]

    @cached_property
    def servers(self) -> list[str]:
        """Web frameworks that answer requests, but what is made here and not depended on."""
        own = own_names(self.index)
        found = [name for name in self.has("web-framework") if name not in IN_BROWSER and name not in JOIN_BOTH]
        return [name for name in found if flat(name) not in own or self.found[name].evidence[0].how == "runtime"]

    @cached_property
    def answers(self) -> bool:
        """A web framework is in use and the product has more routes than a tool's own page needs."""
        return bool(self.servers) and self.routes >= MANY_ROUTES

    @cached_property
    def routes(self) -> int:
        """How many routes the workspace has."""
        from ...routes.routes import count_routes  # most projects are told by less, and its expressions take long

        return count_routes(self.index)

    @cached_property
    def serves_alone(self) -> bool:
        """Where no framework is in use (Go's `net/http`): the product has routes all the same, and a file at its root deploys it."""
        return self.deployed and self.routes >= MANY_ROUTES

    @cached_property
    def functions(self) -> frozenset[str]:
        """Folders of which a cloud is told to start functions of the product."""
        return frozenset(
            path.rpartition("/")[0]
            for path, manifest in self.index.manifests.items()
            if manifest.ecosystem == "serverless" and manifest.entries and place_zone(self.index, path) == "product"
        )

    @cached_property
    def reads_arguments(self) -> tuple[str, int] | None:
        """Where the product first imports what Python itself has for reading commands, the scripts of its pipelines left out."""
        rows = self.index.rows(
            "SELECT path, line FROM links JOIN files ON files.id = source_id"
            " WHERE external = 'argparse' AND zone = 'product' ORDER BY path, line"
        )
        return next(((path, line) for path, line in rows if not is_hidden(path)), None)

    def exists(self, path: str, target: str) -> bool:
        """Whether a target that a manifest names (or that its rules suppose) is a file."""
        folder = path.rpartition("/")[0]
        return prefix_of(folder) + target in self.index.files

    @cached_property
    def releases(self) -> tuple[str, int] | None:
        """Where the build says that it publishes what it makes to a registry."""
        for path, manifest in self.manifests.items():
            for setting in manifest.settings:
                if "publish" in setting.name or setting.name in RELEASING:
                    return path, setting.line
            for item in manifest.dependencies:
                if item.scope == "build" and RELEASED_BY.search(item.name):
                    return path, item.line
        return None

    @cached_property
    def deployed(self) -> bool:
        """A file at the root says that this is run and not imported; where the root is no site, hosts of sites have the docs."""
        marks = SERVED if "package.json" in self.index.files else SERVED - SITE_HOSTS
        return any(name in self.index.files for name in marks - {SITE}) or self.is_managed

    @cached_property
    def is_managed(self) -> bool:
        """A site of Django's stands at the root or one folder further in; one with settings among the tests only tries an app."""
        own = (
            path
            for path, file in self.index.files.items()
            if path.rpartition("/")[2] == SITE and file.zone == "product"
        )
        told = [SETTINGS.search(self.index.read(path)) for path in own if path.count("/") <= 1]
        return any(not at or zone(at[1].decode().replace(".", "/") + ".py") == "product" for at in told)

    @cached_property
    def exposes(self) -> bool:
        """The container that the root describes answers at a port, and a program of the root is what it runs."""
        opened = (manifest for path, manifest in self.index.manifests.items() if path == "Dockerfile")
        return any(setting.name == "EXPOSE" for item in opened for setting in item.settings) and bool(
            go_programs(self.index) or self.main_files
        )

    @cached_property
    def started(self) -> bool:
        """The product has a file that by custom starts a web application, and not deep inside of what others import."""
        return any(
            file.zone == "product"
            and path.rpartition("/")[2] in APPLICATION_FILES
            and self._is_outside(path)
            and FOR_TESTS.isdisjoint(path.split("/"))
            for path, file in self.index.files.items()
        )

    def _is_outside(self, path: str) -> bool:
        """Whether a file stands at most two folders below a manifest of the product: `src/shop/app.py`."""
        around = (manifest.rpartition("/")[0] for manifest in self.manifests)
        folders = [folder for folder in around if path.startswith(prefix_of(folder))]
        return any(path[len(folder) :].strip("/").count("/") <= OUTSIDE for folder in folders) or not folders

    @cached_property
    def commands(self) -> bool:
        """A product's manifest offers a command, or its build plugin makes a program."""
        return any(
            any(entry.kind == "cli" for entry in entries_of(self.index, path, manifest))
            or any(setting.kind == "tool" and setting.name == "application" for setting in manifest.settings)
            for path, manifest in self.manifests.items()
        )

    @cached_property
    def main_files(self) -> list[str]:
        """Files of the product in which a program begins, by their names."""
        return [
            path
            for path, file in self.index.files.items()
            if file.zone == "product" and path.rpartition("/")[2] in MAIN_FILES
        ]

    @cached_property
    def members(self) -> list[tuple[str, Manifest]]:
        """Packages of the product below the root that a workspace tool binds; one build of several modules is not
        meant."""
        bound = any(self.index.manifests[path].tools for path in self.index.manifests if "/" not in path)
        return [(path, manifest) for path, manifest in self.manifests.items() if bound and is_member(path, manifest)]

    @cached_property
    def root_is_package(self) -> bool:
        """The root folder holds a package itself, so that those below serve it."""
        roots = [(path, manifest) for path, manifest in self.manifests.items() if "/" not in path]
        return any(
            any(package.name and not package.private for package in manifest.packages)
            and (
                manifest.ecosystem == "cargo"
                or (manifest.ecosystem == "golang" and self.is_in("Go"))
                or is_published(self.index, path, manifest)
            )
            for path, manifest in roots
        )


# ---- Which manifests below the root are those of packages, and of applications, that people work on


def is_member(path: str, manifest: Manifest) -> bool:
    """Whether a manifest below the root is of a package that people work on."""
    return (
        "/" in path
        and not path.startswith(".")
        and bool(manifest.packages)
        and manifest.ecosystem in ("npm", "pypi", "cargo", "golang", "pub")
        and not is_nx(path)
    )


def is_nx_application(path: str, manifest: Manifest) -> bool:
    """Whether a manifest is that of an application of an Nx workspace; its libraries are parts of applications."""
    return is_nx(path) and any(setting.value == APPLICATION for setting in manifest.settings)
