"""pnpm-lock.yaml, lockfile versions 5 to 9.

Source: pnpm's lockfile types and its dependency-path package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .base import Dependency, Manifest, Setting
from .lines import Document, Key, directory, inside
from .lock_graph import LockGraph, Root
from .npm_locks import NPM_SCOPES, split_spec
from .pnpm_yaml import read_pnpm_yaml

__all__ = ["parse_pnpm_lock"]

_PEERS = re.compile(r"[_(].*", re.DOTALL)
_FIELDS = ("dependencies", "optionalDependencies")


def parse_pnpm_lock(path: str, data: bytes) -> Manifest:
    """A pnpm-lock.yaml. Packages that an importer lists and `packages` lacks (links) are left to the manifests."""
    document = read_pnpm_yaml(data)
    version = document.text("lockfileVersion")
    manifest = Manifest("npm", "lockfile", "pnpm", problems=document.problems)
    if version:
        manifest.settings.append(Setting("config", "lockfileVersion", version, document.line("lockfileVersion")))
    graph = LockGraph()
    slashed = version.partition(".")[0] in ("", "3", "4", "5")
    for section in ("packages", "snapshots"):
        for key in document.table(section):
            if node := _node(document, section, key, slashed, directory(path)):
                known = _exact(node)
                graph.nodes.setdefault(known, node)
                graph.edges.setdefault(known, []).extend(_edges(document, (section, key), slashed))
    for importer, at in _importers(document):
        graph.roots += _roots(document, importer, at, slashed)
    graph.roots = [root for root in graph.roots if root.node in graph.nodes]
    manifest.dependencies = graph.dependencies(_flags(document, slashed))
    return manifest


def _exact(node: Dependency) -> str:
    return f"{node.name}@{node.resolved or node.constraint}"


def _node(document: Document, section: str, key: str, slashed: bool, base: str) -> Dependency | None:
    line = document.line(section, key)
    name, version = split_key(key, slashed)
    stated = document.text(section, key, "name"), document.text(section, key, "version")
    if stated[0] and stated[1]:
        name, version = stated
    elif stated[1]:
        version = stated[1]
    if not name or not version:
        return None
    if version[0].isdigit():
        return Dependency(name, resolved=version, line=line, source=_source(key))
    if version.startswith(("file:", "link:")):
        return Dependency(name, version, line=line, source="path", path=inside(base, version[5:]))
    return Dependency(name, version, line=line, source=_source(version)) if ":" in version else None


def _source(key: str) -> str:
    if "codeload." in key or ".git" in key or "git+" in key:
        return "git"
    return "url" if "@http" in key or key.startswith("http") else "registry"


def split_key(key: str, slashed: bool) -> tuple[str, str]:
    """`(name, version)` of a package's key without its peers; `("", "")` where it names none.

    `/@s/n/1.0.0_peer@1` and `host/n/1.0.0` up to version 5, `/n@1.0.0(peer@1)` in 6, `n@1.0.0(peer@1)` in 9.
    """
    if not slashed:
        name, at, version = split_spec(key.removeprefix("/"))
        return (name, version.partition("(")[0]) if at else ("", "")
    parts = key.split("/")
    for index in range(len(parts) - 1, 0, -1):
        if parts[index][:1].isdigit():
            scope = f"{parts[index - 2]}/" if index > 1 and parts[index - 2].startswith("@") else ""
            return scope + parts[index - 1], _PEERS.sub("", parts[index])
    return "", ""


def _reference(name: str, version: str, slashed: bool) -> str:
    """The graph key that `name: version` of a dependency table means."""
    if version.startswith("/") or (version.find("@", 1) > 0 and not version[0].isdigit() and ":" not in version):
        name, version = split_key(version, slashed)  # an alias
    return f"{name}@{version.partition('(')[0] if not slashed else _PEERS.sub('', version)}"


def _edges(document: Document, at: tuple[Key, ...], slashed: bool) -> Iterator[str]:
    for field in _FIELDS:
        for name, version, _ in document.pairs(*at, field):
            yield _reference(name, version, slashed)


def _importers(document: Document) -> Iterator[tuple[str, tuple[Key, ...]]]:
    """`(directory, where its tables stand)`; a lockfile of one project has them at the top."""
    if not document.table("importers"):
        yield "", ()
    for place in document.table("importers"):
        yield ("" if place == "." else place), ("importers", place)


def _roots(document: Document, importer: str, at: tuple[Key, ...], slashed: bool) -> Iterator[Root]:
    for field, scope in NPM_SCOPES.items():
        for name, value in document.table(*at, field).items():
            inline = isinstance(value, dict)
            version = document.text(*at, field, name, "version") if inline else document.text(*at, field, name)
            specifier = document.text(*at, field, name, "specifier") if inline else ""
            constraint = specifier or document.text(*at, "specifiers", name)
            if version:
                yield Root(_reference(name, version, slashed), scope, constraint, importer)


def _flags(document: Document, slashed: bool) -> dict[str, str] | None:
    """Up to version 6 each package says whether it is for development only; None where none does."""
    scopes: dict[str, str] = {}
    stated = False
    for key in document.table("packages"):
        name, version = split_key(key, slashed)
        dev, optional = (document.get("packages", key, flag) for flag in ("dev", "optional"))
        stated = stated or isinstance(dev, bool)
        scopes[f"{name}@{version}"] = "dev" if dev is True else "optional" if optional is True else "runtime"
    return scopes if stated else None
