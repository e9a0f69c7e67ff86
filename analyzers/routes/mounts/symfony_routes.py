"""Symfony's routes in YAML: those that it states, and the prefixes of the folders of controllers that it imports."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ....indexer.manifests.notations.yaml_lines import read_yaml
from ...per_index import per_index
from ..text.route_source import slashed

if TYPE_CHECKING:
    from ....indexer.index import Index
    from ....indexer.manifests.notations.lines import Document

__all__ = ["bundle_prefix", "controller_prefix", "foreign_imports", "symfony_routes"]

FILES = re.compile(
    r"(?:^|/)config/(?:\w+[_-])?(?:routes|routing)(?:/[\w/-]+)?\.ya?ml$|/Resources/config/rout(?:es|ing)(?:/[\w/-]+)?\.ya?ml$"
)
ENVIRONMENTS = frozenset({"dev", "test"})
"""Folders below `config/routes/` that only developers' environments read."""


class Import(NamedTuple):
    """Controllers of a folder, or of one file, and what stands before their paths."""

    place: str
    prefix: str


def controller_prefix(index: Index, path: str) -> str:
    """What the import of a controller's folder puts before its paths; that of the innermost folder counts."""
    around = [item for item in _imports(index) if path == item.place or path.startswith(f"{item.place}/")]
    return max(around, key=lambda item: len(item.place)).prefix if around else ""


def bundle_prefix(index: Index, path: str, kind: str) -> str:
    """What the application of a file puts before the routes that a loader of that kind makes: `type: api_platform`, `prefix: /api`."""
    told = [
        (place.partition("config/")[0], document.text(name, "prefix"))
        for place, document in _documents(index).items()
        for name in document.table()
        if document.text(name, "type") == kind
    ]
    around = [(base, prefix) for base, prefix in told if path.startswith(base)]
    return slashed(max(around, key=lambda item: len(item[0]))[1]) if around else ""


def symfony_routes(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of every route that a YAML file states."""
    for path, document in _documents(index).items():
        for name in document.table():
            if not isinstance(document.get(name), dict) or not (text := document.text(name, "path")):
                continue
            controller = document.text(name, "controller") or document.text(name, "defaults", "_controller")
            handler = controller.rpartition("\\")[2].replace("::", ".")
            methods = [found for found, _ in document.texts(name, "methods")]
            for method in [word for item in methods for word in re.findall(r"[A-Z]+", item)] or ["ANY"]:
                yield method, f"/{text.lstrip('/')}", handler, path, document.line(name)


def foreign_imports(index: Index) -> Iterator[tuple[str, int, str]]:
    """`(file, line, reason)` of each import that has the routes of a bundle or package outside the workspace."""
    for path, document in _documents(index).items():
        for name in document.table():
            resource = document.text(name, "resource") or document.text(name, "resource", "path")
            if resource.startswith("@") or "vendor/" in resource:
                yield path, document.line(name), f"has the routes of {resource}, which is no part of the workspace"


@per_index
def _documents(index: Index) -> dict[str, Document]:
    """The files of routes that the product reads."""
    return {
        path: read_yaml(index.read(path))
        for path, file in index.files.items()
        if file.zone == "product" and FILES.search(path) and path.split("/")[-2] not in ENVIRONMENTS
    }


@per_index
def _imports(index: Index) -> list[Import]:
    found = []
    for path, document in _documents(index).items():
        for name in document.table():
            resource = document.text(name, "resource") or document.text(name, "resource", "path")
            prefix = document.text(name, "prefix") or document.text(name, "prefix", "en")
            if resource.startswith((".", "%kernel", "/")) or (resource and prefix and not resource.startswith("@")):
                inner = resource.partition("*")[0].replace("%kernel.project_dir%", path.partition("config/")[0] or ".")
                base = "" if resource.startswith("%") else path.rpartition("/")[0]
                place = posixpath.normpath(posixpath.join(base, inner)).strip("/")
                found.append(Import("" if place == "." else place, slashed(prefix)))
    return found
