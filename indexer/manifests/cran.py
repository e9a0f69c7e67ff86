"""CRAN (R): DESCRIPTION and renv.lock.

Source: https://cran.r-project.org/doc/manuals/R-exts.html#The-DESCRIPTION-file and https://rstudio.github.io/renv/articles/lockfile.html.
"""

from __future__ import annotations

from collections.abc import Iterator

from ... import lazy_re as re
from .base import Dependency, Manifest, Package, Setting, locked, placed, reader, told
from .locking import lockfiles_beside
from .notations.json_lines import read_json
from .notations.lines import Document, decode, directory

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "cran"

_FIELD = re.compile(r"([A-Za-z][\w/-]*):[ \t]*(.*)")
_PACKAGE = re.compile(r"([A-Za-z][\w.]*)\s*(?:\(([^)]*)\))?")
_SCOPES = {
    "Depends": "runtime",
    "Imports": "runtime",
    "LinkingTo": "build",
    "Suggests": "optional",
    "Enhances": "optional",
}


def parse_description(path: str, content: bytes) -> Manifest:
    """Reads a DESCRIPTION. Without a Package field it isn't R's, and says nothing."""
    manifest = Manifest(ECOSYSTEM)
    fields: list[tuple[str, int, list[str]]] = []
    for number, line in enumerate(decode(content).splitlines(), 1):
        if match := _FIELD.match(line):
            fields.append((match[1], number, [match[2]]))
        elif line[:1].isspace() and fields:
            fields[-1][2].append(line.strip())
    values = {name: (" ".join(parts).strip(), number) for name, number, parts in fields}
    if "Package" not in values:
        return manifest
    name, named = values["Package"]
    manifest.packages.append(Package(name, values.get("Version", ("", 1))[0], directory(path), named))
    for field, start, parts in fields:
        if field in _SCOPES:
            for text, at in _listed(parts, start):
                _requirement(text, at, _SCOPES[field], manifest)
    return manifest


@reader(read_json, ECOSYSTEM, "renv", "lockfile")
def parse_lock(path: str, document: Document, manifest: Manifest) -> None:
    """Reads an renv.lock: packages of a CRAN repository or Bioconductor by version, others by their repository."""
    manifest.settings += told(document, "engine", "R", "R", "Version")
    for key in document.table("Packages"):
        place = ("Packages", key)
        name, version = document.text(*place, "Package") or key, document.text(*place, "Version")
        origin = document.text(*place, "Source")
        marker = origin if origin not in ("Repository", "CRAN", "") else ""
        needs = tuple(text for text, _ in document.texts(*place, "Requirements"))
        found = locked(document, *place, name=name, resolved=version, marker=marker, requires=needs)
        manifest.dependencies.append(placed(found, path, "", origin in ("GitHub", "GitLab", "Bitbucket", "git2r")))


link = lockfiles_beside("renv.lock", "DESCRIPTION")


def _listed(parts: list[str], start: int) -> Iterator[tuple[str, int]]:
    """The comma-separated items of a field with the line where each begins; one may go on on the next line."""
    item, line = "", start
    for number, part in enumerate(parts, start):
        *ended, rest = part.split(",")
        for text in ended:
            yield f"{item} {text}".strip(), line if item.strip() else number
            item = ""
        line = line if item.strip() else number
        item = f"{item} {rest}"
    yield item.strip(), line


def _requirement(text: str, line: int, scope: str, manifest: Manifest) -> None:
    match = _PACKAGE.match(text)
    if match and match[1] == "R":
        manifest.settings.append(Setting("engine", "R", match[2] or "", line))
    elif match:
        constraint = " ".join((match[2] or "").split())
        manifest.dependencies.append(Dependency(match[1], constraint, scope=scope, line=line))
