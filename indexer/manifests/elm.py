"""Elm: elm.json of applications (exact versions, direct and indirect) and of packages (ranges).

Source: https://github.com/elm/compiler/tree/master/docs/elm.json.
"""

from __future__ import annotations

from .base import Dependency, Manifest, Package, Setting
from .locking import unlinked as link
from .notations.json_lines import read_json
from .notations.lines import Document, directory

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "elm"


def parse_project(path: str, content: bytes) -> Manifest:
    """Reads an elm.json."""
    document = read_json(content)
    manifest = Manifest(ECOSYSTEM, manager="elm", problems=list(document.problems))
    if name := document.text("name"):
        manifest.packages.append(Package(name, document.text("version"), directory(path), document.line("name")))
    manifest.problems += document.misshapen("dependencies", "test-dependencies")
    for table, scope in (("dependencies", "runtime"), ("test-dependencies", "test")):
        manifest.dependencies += [
            Dependency(needed, constraint, scope=scope, line=line) for needed, constraint, line in document.pairs(table)
        ]
        for kind in ("direct", "indirect"):
            manifest.dependencies += _exact(document, table, kind, scope)
    if version := document.text("elm-version"):
        manifest.settings.append(Setting("engine", "elm", version, document.line("elm-version")))
    return manifest


def _exact(document: Document, table: str, kind: str, scope: str) -> list[Dependency]:
    """The versions that an application fixes; the indirect ones are what a lockfile would list."""
    return [
        Dependency(name, version, version, scope, direct=kind == "direct", line=line)
        for name, version, line in document.pairs(table, kind)
    ]
