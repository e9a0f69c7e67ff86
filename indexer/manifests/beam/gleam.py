"""Gleam: gleam.toml and manifest.toml (packages of Hex).

Source: https://gleam.run/writing-gleam/gleam-toml/.
"""

from __future__ import annotations

from ..base import Dependency, Manifest, named, reader, told
from ..notations.lines import Document, directory, inside
from ..notations.toml_lines import read_toml

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
            source = document.text(*place, "source")
            manifest.dependencies.append(
                Dependency(
                    name,
                    resolved=document.text(*place, "version"),
                    direct=name in document.table("requirements"),
                    line=document.line(*place),
                    source={"git": "git", "local": "path"}.get(source, "registry"),
                    requires=tuple(text for text, _ in document.texts(*place, "requirements")),
                )
            )


def _dependency(path: str, document: Document, table: str, name: str, scope: str) -> Dependency:
    local = document.text(table, name, "path")
    git = document.text(table, name, "git")
    return Dependency(
        name,
        document.text(table, name) or document.text(table, name, "ref") or document.text(table, name, "version"),
        scope=scope,
        line=document.line(table, name),
        source="path" if local else "git" if git else "registry",
        path=inside(directory(path), local) if local else "",
    )
