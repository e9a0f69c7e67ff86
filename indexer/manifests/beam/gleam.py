"""Gleam: gleam.toml and manifest.toml (packages of Hex).

Source: https://gleam.run/writing-gleam/gleam-toml/.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base import Dependency, Manifest, locked, named, placed, reader, told
from ..notations.toml_lines import read_toml

if TYPE_CHECKING:
    from ..notations.lines import Document

__all__ = ["parse_gleam", "parse_gleam_lock"]

_TABLES = {"dependencies": "runtime", "dev-dependencies": "dev", "dev_dependencies": "dev"}


@reader(read_toml, "hex", "gleam")
def parse_gleam(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a gleam.toml."""
    manifest.packages += named(document, path)
    manifest.settings += told(document, "engine", "gleam", "gleam")
    for table, scope in _TABLES.items():
        for required in document.table(table):
            manifest.dependencies.append(_dependency(path, document, table, required, scope))


@reader(read_toml, "hex", "", "lockfile")
def parse_gleam_lock(path: str, document: Document, manifest: Manifest) -> None:
    """Reads Gleam's manifest.toml; a file of that name that isn't Gleam's has no such packages and says nothing."""
    manifest.manager = "gleam" if "packages" in document.table() else ""
    for place in document.places("packages"):
        if name := document.text(*place, "name"):
            direct = name in document.table("requirements")
            source = {"git": "git", "local": "path"}.get(document.text(*place, "source"), "registry")
            needs = tuple(text for text, _ in document.texts(*place, "requirements"))
            found = locked(document, *place, name=name, direct=direct, source=source, requires=needs)
            manifest.dependencies.append(found)


def _dependency(path: str, document: Document, table: str, name: str, scope: str) -> Dependency:
    constraint = next(filter(None, (document.text(table, name, *key) for key in ((), ("ref",), ("version",)))), "")
    found = Dependency(name, constraint, scope=scope, line=document.line(table, name))
    return placed(found, path, document.text(table, name, "path"), document.text(table, name, "git"))
