"""Bower: bower.json, for what the browser of an older web application loads.

Source: https://github.com/bower/spec/blob/master/json.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base import Dependency, Entry, Manifest, named, reader
from ..locking import unlinked as link
from ..notations.json_lines import read_json

if TYPE_CHECKING:
    from ..notations.lines import Document

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "bower"
_SCOPES = (("dependencies", "runtime"), ("devDependencies", "dev"))


@reader(read_json, ECOSYSTEM, "bower")
def parse_bower(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a bower.json; a constraint that is an address or `owner/repository` is of git."""
    manifest.packages += named(document, path, private=document.get("private") is True)
    manifest.problems += document.misshapen(dict, *(table for table, _ in _SCOPES), of=str)
    for table, scope in _SCOPES:
        for needed, constraint, line in document.pairs(table):
            source = "git" if "/" in constraint else "registry"
            manifest.dependencies.append(Dependency(needed, constraint, scope=scope, line=line, source=source))
    for target, line in document.texts("main"):
        manifest.entries.append(Entry("library", "main", target, line))
