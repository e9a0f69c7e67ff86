"""Which folders of a workspace can hold code that two files share: by packages, rules, source sets and what frameworks serve."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ...conventions.placement.layers import breaking, rules_here
from ...naming import stem_of
from ...per_index import per_index, read_once
from ...workspace.workspace_packages import members, owner

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ....indexer.index import Index

__all__ = ["WorkspaceHomes"]

SERVED: Final = (
    ("next", ("pages", "src/pages")),
    ("nuxt", ("pages", "app/pages", "server/api", "server/routes", "server/middleware")),
    ("astro", ("src/pages",)),
    ("gatsby", ("src/pages",)),
    ("@remix-run/react", ("app/routes",)),
    ("@react-router/dev", ("app/routes",)),
    ("expo-router", ("app", "src/app")),
)
"""Package → the folders, in the package that depends on it, of which it takes each file for a page or an endpoint."""

SOURCE_SET: Final = re.compile(r"(?:.*/)?src(?:/[^/]+(?:/(?:java|kotlin|scala|groovy))?)?")
JVM: Final = (".java", ".kt", ".kts", ".scala", ".groovy")
"""In these languages the folder of a source set holds packages, and no code."""


class WorkspaceHomes:
    """The folders of one workspace."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def is_folder(self, folder: str) -> bool:
        """Whether files stand in it."""
        return _is_folder(self._index, folder)

    def fits(self, folder: str, users: tuple[str, str]) -> bool:
        """Whether code that stands in a folder may be used by two files."""
        if not folder or self.served_root(folder) is not None:
            return False
        if users[0].endswith(JVM) and SOURCE_SET.fullmatch(folder):
            return False
        needs, inside = _needs(self._index), owner(_needs(self._index), f"{folder}/x")
        if any(inside != (own := owner(needs, user)) and inside not in needs.get(own, ()) for user in users):
            return False
        return not any(breaking(rules_here(self._index), users, f"{folder}/shared{stem_of(users[0]).extension}"))

    def served_root(self, folder: str) -> str | None:
        """The folder around it whose every file a framework serves as a page or an endpoint; None where there is none."""
        around = f"{folder}/"
        return next((root for root in _served(self._index) if around.startswith(f"{root}/")), None)


@read_once
def _is_folder(index: Index, folder: str) -> bool:
    """Whether files stand in a folder: asked of the database, for most hints need no folder, and all files take long to load."""
    return bool(index.rows("SELECT 1 FROM files WHERE path > ? AND path < ? LIMIT 1", (f"{folder}/", f"{folder}0")))


@per_index
def _served(index: Index) -> tuple[str, ...]:
    """The folders that frameworks serve."""
    found = []
    for path, manifest in index.manifests.items():
        directory, _, name = path.rpartition("/")
        if name != "package.json":
            continue
        declared = {item.name for item in manifest.dependencies}
        found += [
            f"{directory}/{folder}".lstrip("/") for package, own in SERVED if package in declared for folder in own
        ]
    return tuple(sorted(found))


@per_index
def _needs(index: Index) -> Mapping[str, frozenset[str]]:
    """Directory of each package of code → those of the packages of the workspace that it depends on."""
    names = {(member.ecosystem, member.name): member.directory for member in members(index) if member.name}
    found: dict[str, set[str]] = {}
    for member in members(index):
        needed = found.setdefault(member.directory, set())
        for item in index.manifests[member.manifest].dependencies:
            other = names.get((member.ecosystem, item.name))
            if item.source in {"workspace", "path"} or other is not None:
                needed.add(item.path or other or "")
    return {directory: frozenset(needed - {directory}) for directory, needed in found.items()}
