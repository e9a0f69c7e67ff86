"""Composer: composer.json and composer.lock.

Source: https://getcomposer.org/doc/04-schema.md and https://getcomposer.org/doc/articles/repository-priorities.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from ... import lazy_re as re
from .base import Dependency, Entry, Manifest, Package, Script, Setting, WorkspaceTool, locked, placed, reader, replace
from .locking import lockfiles_beside
from .marks import pinned
from .notations.json_lines import read_json
from .notations.lines import Document, directory, inside

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "composer"

_PLATFORM = re.compile(r"(php(-64bit|-ipv6|-zts|-debug)?|hhvm|(ext|lib)-.+|composer(-plugin-api|-runtime-api)?)\Z")
_PINNED = re.compile(r"=?\s*v?(\d+(\.\d+)+([-.\w+]*))\Z")


@reader(read_json, ECOSYSTEM, "composer")
def parse_manifest(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a composer.json. Platform requirements (PHP, its extensions) are engines, not dependencies."""
    name = document.text("name").lower()
    if name or document.get("require") is not None:
        version, private = document.text("version"), document.text("type") == "project"
        manifest.packages.append(Package(name, version, directory(path), document.line("name"), private))
    manifest.problems += document.misshapen(dict, "require", "require-dev", of=str)
    for table, scope in (("require", "runtime"), ("require-dev", "dev")):
        for required, constraint, line in document.pairs(table):
            if _PLATFORM.match(required):
                manifest.settings.append(Setting("engine", required, constraint, line))
            else:
                version = pinned(_PINNED, constraint)
                manifest.dependencies.append(Dependency(required.lower(), constraint, version, scope, line=line))
    for key in ("vendor-dir", "bin-dir"):
        if folder := document.text("config", key):
            manifest.settings.append(Setting("config", key, folder.strip("/"), document.line("config", key)))
    for replaced, version, line in document.pairs("replace"):
        if version == "self.version":  # parts of this package that are published on their own as well
            manifest.settings.append(Setting("config", f"part:{replaced.lower()}", version, line))
    _commands(path, document, manifest)
    _repositories(document, manifest)
    _autoload(document, manifest)


@reader(read_json, ECOSYSTEM, "composer", "lockfile")
def parse_lock(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a composer.lock."""
    for table, scope in (("packages", "runtime"), ("packages-dev", "dev")):
        for place in document.places(table):
            if name := document.text(*place, "name"):
                kind, line = document.text(*place, "dist", "type"), document.line(*place, "name")
                local = document.text(*place, "dist", "url") if kind == "path" else ""
                needs = tuple(n.lower() for n in document.table(*place, "require") if not _PLATFORM.match(n))
                found = locked(document, *place, name=name.lower(), scope=scope, line=line, requires=needs)
                manifest.dependencies.append(placed(found, path, local))
    for required, constraint, line in document.pairs("platform"):
        manifest.settings.append(Setting("engine", required, constraint, line))


def link(manifests: dict[str, Manifest]) -> dict[str, Manifest]:
    """Locked versions reach composer.json, directness the lockfile, and packages of path repositories their folders."""
    bound = {
        path: manifest if manifest.role == "lockfile" else replace(manifest, dependencies=list(_bound(path, manifests)))
        for path, manifest in manifests.items()
    }
    return lockfiles_beside("composer.lock", "composer.json")(bound)


def _commands(path: str, document: Document, manifest: Manifest) -> None:
    for target, line in document.texts("bin"):
        manifest.entries.append(Entry("cli", target.rpartition("/")[2], target, line))
    for name in document.table("scripts"):
        command = " && ".join(text for text, _ in document.texts("scripts", name))
        if command:
            manifest.scripts.append(Script(name, command, document.line("scripts", name), directory=directory(path)))


def _repositories(document: Document, manifest: Manifest) -> None:
    """Repositories of type `path` bind the packages of one workspace."""
    keys = [*range(len(document.items("repositories"))), *document.table("repositories")]
    local = [k for k in keys if document.text("repositories", k, "type") == "path"]
    members = tuple(document.text("repositories", k, "url").removeprefix("./") for k in local)
    if members:
        line = document.line("repositories", local[0])
        manifest.tools.append(WorkspaceTool("Composer path repositories", members, line))


def _autoload(document: Document, manifest: Manifest) -> None:
    """`autoload:NAMESPACE` → folder, for what reads PHP."""
    for table in ("autoload", "autoload-dev"):
        for standard in ("psr-4", "psr-0"):
            for namespace in document.table(table, standard):
                for folder, line in document.texts(table, standard, namespace):
                    manifest.settings.append(Setting("config", f"{table}:{standard}:{namespace}", folder, line))


def _bound(path: str, manifests: dict[str, Manifest]) -> Iterator[Dependency]:
    places = {p.name: p.directory for m in manifests.values() for p in m.packages if p.name}
    globs = [inside(directory(path), glob) for tool in manifests[path].tools for glob in tool.members]
    parts = {s.name.removeprefix("part:") for m in manifests.values() for s in m.settings if s.name.startswith("part:")}
    for dependency in manifests[path].dependencies:
        place = places.get(dependency.name)
        local = place is not None and (dependency.name in parts or any(fnmatchcase(place, glob) for glob in globs))
        yield replace(dependency, source="workspace", path=place or "") if local else dependency
