"""What the packages of a project make of it as a whole: one product with its parts, a library, what an application shows."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.manifests.marks import DEFAULT_MEMBER
from ...naming import flat
from ...workspace.folders_aside import helps_at_root
from ...workspace.own_names import own_names
from ...workspace.workspace_packages import owner, package_directories
from ..claim import files_importing
from ..technologies import code_around, holds
from .facts import SMALL, Project
from .package_kind import is_imported, is_library, is_tool, speaking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ....indexer.index import Index
    from ....indexer.manifests.base import Manifest
    from ..claim import Claim

__all__ = ["ASIDE", "Whole"]

PACKED_IN = re.compile(r"[^/]+$|(?:build|charts?|containers?|deploy\w*|docker|helm|k8s|packag\w+|scripts)/")
"""Where files stand that pack the product for servers."""
ASIDE = 0.05
"""A smaller part of the product's files than this serves one command of it."""
OF_SERVERS = 100
"""Whatever its size, what answers so many kinds of requests is a server."""
MOST, NAMED = 0.5, 0.3
"""Packages with less of the code do not make the whole a library, nor does one of the workspace's own name with less than that."""

CALLED_AFTER: Final = 0.75
"""So many of the other packages are called after the product, at least."""
LANGUAGE: Final = re.compile(r"[-_.](?:rs|js|ts|py|rb|go|php|rust)$", re.IGNORECASE)
"""What a workspace's folder is often called after beside its product."""
STARTED: Final = frozenset(("start", "dev", "serve"))
"""Scripts of an application."""


class Whole(Project):
    """The facts that are told by what its packages are for."""

    @cached_property
    def public(self) -> list[tuple[str, Manifest]]:
        """Packages that a workspace tool binds and that others can install; what lies inside of another one is its template."""
        folders = self._outermost
        return [
            (path, manifest)
            for path, manifest in self.members
            if path.rpartition("/")[0] in folders
            if any(package.name and not package.private for package in manifest.packages)
        ]

    @cached_property
    def _outermost(self) -> set[str]:
        """The folders of the packages that a workspace tool binds, but those inside of others."""
        folders = {path.rpartition("/")[0] for path, _ in self.members}
        return {folder for folder in folders if not any(folder.startswith(f"{other}/") for other in folders)}

    @cached_property
    def family(self) -> list[str]:
        """The packages of a workspace that are one product and its parts, that product first; none where they are several."""
        private = [item for item in self.members if item not in self.public]
        return [] if self.program else _family(self.index, self.public, private)

    @cached_property
    def program(self) -> list[tuple[str, Manifest]]:
        """The one member that Cargo builds where none is told, if that is a program: the others are its parts."""
        root = self.manifests.get("Cargo.toml")
        told = [f"{item.value}/Cargo.toml" for item in root.settings if item.name == DEFAULT_MEMBER] if root else []
        return [item for item in self.members if told == [item[0]] and is_tool(self, *item)]

    @cached_property
    def in_parts(self) -> bool:
        """One product that others install in parts: what shows pages is a part, and the whole no site."""
        return len(self.family) > 1

    @cached_property
    def is_at_root(self) -> bool:
        """Most of the code lies outside of the packages that the root binds: they serve the product at the root."""
        around = code_around(self.index)
        return bool(self.members) and sum(around.get(folder, 0) for folder in self._outermost) < around.get("", 0) * (
            1 - MOST
        )

    @cached_property
    def only_public(self) -> list[tuple[str, Manifest]]:
        """The one package that others can install, or that is what the whole makes, below a root that is none itself."""
        return self.program or self.public[: len(self.public) == 1 and not self.root_is_package]

    @cached_property
    def libraries(self) -> list[tuple[str, Manifest]]:
        """The root package, or the one public package or product of a workspace, that is made to be installed by others."""
        first = [(path, self.manifests[path]) for path in self.family[:1]]
        parts = set(self.family[1:])  # what is made for the product's own parts says nothing of it
        candidates = (
            *(item for item in self.root_manifests.items() if item[0] not in parts),
            *self.only_public,
            *first,
        )
        return [item for item in candidates if is_library(self, *item)]

    @cached_property
    def published(self) -> bool:
        """Those hold enough of the code."""
        folders = {path.rpartition("/")[0] for path, _ in self.libraries}
        if any(path.rpartition("/")[0] in folders for path in self.family[:1]):
            folders |= {path.rpartition("/")[0] for path in self.family}
        around = code_around(self.index)
        own = own_names(self.index)
        helping = sum(size for folder, size in around.items() if "/" not in folder and helps_at_root(f"{folder}/"))
        least = NAMED if any(flat(folder.rpartition("/")[2]) in own for folder in folders) else MOST
        return bool(folders) and (
            "" in folders or sum(around.get(folder, 0) for folder in folders) >= (around.get("", 0) - helping) * least
        )

    @cached_property
    def serves_aside(self) -> bool:
        """What reads commands answers requests for one of them: hardly a file rests on the web framework, which answers few, and
        nothing packs the product for servers."""
        claims = (claim for name in self.has("container") for claim in self.found[name].evidence)
        packed = any(claim.how == "files" and PACKED_IN.match(claim.path) for claim in claims)
        if packed or not self.has("cli-framework") or self.deployed:
            return False
        return 0 < self.share_using(*self.servers) < ASIDE and self.routes < OF_SERVERS

    def share_using(self, *names: str) -> float:
        """The part of the product's files that import one of some technologies, of those in the languages that do."""
        packages = {name: {claim.package for claim in self.found[name].evidence} for name in names}
        using = {path for item in packages.items() for path in files_importing(self.index, *item)}
        spoken = {self.index.files[path].language for path in using}
        own = sum(file.zone == "product" and file.language in spoken for file in self.index.files.values())
        return len(using) / (own or 1)

    @cached_property
    def is_imported(self) -> bool:
        """A package of the outermost folders is shown in the hands of those who build on it."""
        return any(is_imported(speaking(self, path, manifest)) for path, manifest in self.root_manifests.items())

    @cached_property
    def apple_library(self) -> bool:
        """The root folder offers a library to Swift's package manager or to CocoaPods."""
        return any(
            is_library(self, path, manifest)
            for path, manifest in self.root_manifests.items()
            if "/" not in path and path.endswith((".swift", ".podspec"))
        )

    def weighs(self, name: str) -> bool:
        """Whether a technology is shown outside of small folders: a server's wrapper for the desktop, what a library tries
        itself with, or one of many ways to reach it is not what it is."""
        return any(holds(self.index, self._place(claim), SMALL) for claim in self.found[name].evidence)

    def _place(self, claim: Claim) -> str:
        """The folder that a claim speaks for: what a file imports, for its package; a plugin of sbt, for the build around it."""
        folder = claim.path.removesuffix("project/plugins.sbt").rpartition("/")[0]
        return folder if claim.how != "import" else owner(package_directories(self.index), claim.path) or ""


# ---- Whether the packages of a workspace are one product and its parts, as a library with its derive macros or its plugins


def _family(index: Index, public: Sequence[tuple[str, Manifest]], private: Sequence[tuple[str, Manifest]]) -> list[str]:
    """The manifests of the product that has the workspace's own name and of the packages that are called after it (or
    as it, in another registry); none where they are few of all, or an application stands beside them in a folder of its own.

    Args:
        public, private: the packages that a workspace tool binds below the root.
    """
    named = {path: next(package.name for package in item.packages if package.name) for path, item in public}
    own = {*own_names(index), flat(LANGUAGE.sub("", index.root.name))}
    first = next((path for path, name in named.items() if flat(name) in own), None)
    if first is None:
        return []
    called_after = re.compile(rf"@?{re.escape(named[first])}[-_./:]")
    parts = [
        path
        for path, name in named.items()
        if path != first and (called_after.match(name) or flat(name) == flat(named[first]))
    ]
    top = first.partition("/")[0]
    applied = any(
        path.partition("/")[0] != top and STARTED.intersection(script.name for script in manifest.scripts)
        for path, manifest in private
    )
    return [first, *parts] if len(parts) >= (len(named) - 1) * CALLED_AFTER and not applied else []
