"""Julia: Project.toml and Manifest.toml.

Source: https://pkgdocs.julialang.org/v1/toml-files/.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .base import Dependency, Manifest, locked, named, reader, told
from .locking import lockfiles_beside
from .notations.toml_lines import read_toml

if TYPE_CHECKING:
    from .notations.lines import Document

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "julia"


@reader(read_toml, ECOSYSTEM, "Pkg")
def parse_project(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a Project.toml; `[compat]` holds the constraints, `[targets]` says which extras are for tests."""
    manifest.packages += named(document, path)
    testing = {text for text, _ in document.texts("targets", "test")}
    for table, scope in (("deps", "runtime"), ("weakdeps", "optional"), ("extras", "test")):
        for required in document.table(table):
            if table != "extras" or required in testing:
                constraint, line = document.text("compat", required), document.line(table, required)
                manifest.dependencies.append(Dependency(required, constraint, scope=scope, line=line))
    manifest.settings += told(document, "engine", "julia", "compat", "julia")


@reader(read_toml, ECOSYSTEM, "Pkg", "lockfile")
def parse_manifest(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a Manifest.toml (format 1 or 2); modules of the standard library have no version and are left out."""
    top: tuple[str, ...] = ("deps",) if isinstance(document.get("deps"), dict) else ()
    for name in document.table(*top):
        for place in document.places(*top, name):
            if document.text(*place, "version"):
                needs = [text for text, _ in document.texts(*place, "deps")] or list(document.table(*place, "deps"))
                source = "git" if document.text(*place, "repo-url") else "path" if document.text(*place, "path") else ""
                found = locked(document, *place, name=name, source=source or "registry", requires=tuple(needs))
                manifest.dependencies.append(found)
    manifest.settings += told(document, "engine", "julia", "julia_version")


link = lockfiles_beside("Manifest.toml", "Project.toml")
