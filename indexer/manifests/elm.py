"""Elm: elm.json of applications (exact versions, direct and indirect) and of packages (ranges).

Source: https://github.com/elm/compiler/tree/master/docs/elm.json.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .base import Dependency, Manifest, named, reader, told
from .locking import unlinked as link
from .notations.json_lines import read_json

if TYPE_CHECKING:
    from .notations.lines import Document

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "elm"


@reader(read_json, ECOSYSTEM, "elm")
def parse_project(path: str, document: Document, manifest: Manifest) -> None:
    """Reads an elm.json."""
    manifest.packages += named(document, path)
    manifest.problems += document.misshapen(dict, "dependencies", "test-dependencies")
    for table, scope in (("dependencies", "runtime"), ("test-dependencies", "test")):
        manifest.dependencies += [
            Dependency(needed, constraint, scope=scope, line=line) for needed, constraint, line in document.pairs(table)
        ]
        for kind in ("direct", "indirect"):
            manifest.dependencies += _exact(document, table, kind, scope)
    manifest.settings += told(document, "engine", "elm", "elm-version")


def _exact(document: Document, table: str, kind: str, scope: str) -> list[Dependency]:
    """The versions that an application fixes; the indirect ones are what a lockfile would list."""
    return [
        Dependency(name, version, version, scope, direct=kind == "direct", line=line)
        for name, version, line in document.pairs(table, kind)
    ]
