"""Lockfiles of npm (v1 to v3) and Bun. Sources: npm's package-lock.json page and Bun's lockfile page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...base import Dependency, Manifest, reader, told
from ...lock_graph import LockGraph, Root
from ...notations.json_lines import read_json
from ...notations.lines import Document, Key, directory, inside
from ...notations.semver import split_spec

__all__ = ["NPM_SCOPES", "parse_bun_binary", "parse_bun_lock", "parse_package_lock"]

NPM_SCOPES = {
    "dependencies": "runtime",
    "optionalDependencies": "optional",
    "peerDependencies": "peer",
    "devDependencies": "dev",
}
_FLAGS = (("dev", "dev"), ("optional", "optional"), ("devOptional", "optional"), ("peer", "peer"))
DEPTH = 40


# ---------------------------------------------------------------------------------------------------------------- npm
@reader(read_json, "npm", "npm", "lockfile")
def parse_package_lock(path: str, document: Document, manifest: Manifest) -> None:
    """A package-lock.json or npm-shrinkwrap.json of any version."""
    manifest.settings += told(document, "config", "lockfileVersion", "lockfileVersion")
    base = directory(path)
    if document.table("packages"):
        graph, scopes = _packages(document, base)
    else:
        graph, scopes = LockGraph(), {}
        _nested(document, ("dependencies",), "", base, graph, scopes)
        _requires(document, ("dependencies",), "", graph)
    manifest.dependencies = graph.dependencies(scopes)


def _packages(document: Document, base: str) -> tuple[LockGraph, dict[str, str]]:
    """Versions 2 and 3: the installed tree by place; a place without `node_modules` is a project of the workspace."""
    graph, scopes = LockGraph(), {}
    packages = document.table("packages")
    linked = {entry.get("resolved") for entry in packages.values() if isinstance(entry, dict) and entry.get("link")}
    for place, entry in packages.items():
        if isinstance(entry, dict) and ("node_modules/" in place or (place and place not in linked)):
            graph.nodes[place] = _place(document, place, base)
            scopes[place] = _flagged(entry)
    for place, entry in packages.items():
        if not isinstance(entry, dict):
            continue
        project = "node_modules/" not in place
        for field, scope in NPM_SCOPES.items():
            for name, constraint, _ in document.pairs("packages", place, field):
                target = _nearest(place, name, graph.nodes)
                if not target:
                    continue
                if project:
                    graph.roots.append(Root(target, scope, constraint, place))
                elif field != "devDependencies":
                    graph.edges.setdefault(place, []).append(target)
    return graph, scopes


def _place(document: Document, place: str, base: str) -> Dependency:
    at: tuple[Key, ...] = ("packages", place)
    folder = "" if "node_modules/" in place else place
    name = document.text(*at, "name") or (place.rpartition("/")[2] if folder else place.rpartition("node_modules/")[2])
    resolved = document.text(*at, "resolved")
    if document.get(*at, "link") is True:
        version, place = document.text("packages", resolved, "version"), inside(base, resolved)
        return Dependency(name, resolved=version, line=document.line(*at), source="workspace", path=place)
    source = "path" if folder else _origin(resolved)
    path = inside(base, folder) if folder else ""
    return Dependency(name, resolved=document.text(*at, "version"), line=document.line(*at), source=source, path=path)


def _origin(resolved: str) -> str:
    if resolved.startswith("git"):
        return "git"
    return "path" if resolved.startswith("file:") else "registry"


def _flagged(entry: Mapping[str, Any]) -> str:
    return next((scope for flag, scope in _FLAGS if entry.get(flag) is True), "runtime")


def _nearest(place: str, name: str, places: Mapping[str, object]) -> str:
    """Node's look-up: the package in this place's node_modules, else in that of the places around it; else ""."""
    while True:
        candidate = f"{place}/node_modules/{name}" if place else f"node_modules/{name}"
        if candidate in places:
            return candidate
        if not place:
            return ""
        place = place.rpartition("/node_modules/")[0] if "/node_modules/" in place else ""


def _nested(
    document: Document, at: tuple[Key, ...], place: str, base: str, graph: LockGraph, scopes: dict[str, str]
) -> None:
    """Version 1: packages inside packages."""
    for name, entry in document.table(*at).items():
        if not isinstance(entry, dict) or len(at) > DEPTH:
            continue
        here = f"{place}/node_modules/{name}" if place else f"node_modules/{name}"
        graph.nodes[here] = _version_1(name, document.text(*at, name, "version"), document.line(*at, name), base)
        scopes[here] = _flagged(entry)
        _nested(document, (*at, name, "dependencies"), here, base, graph, scopes)


def _version_1(name: str, version: str, line: int, base: str) -> Dependency:
    if version.startswith("npm:"):
        name, _, version = version[4:].rpartition("@")
    elif version.startswith("file:"):
        return Dependency(name, version, line=line, source="path", path=inside(base, version[5:]))
    elif version.startswith(("git", "http")):
        return Dependency(name, version, line=line, source="git" if version.startswith("git") else "url")
    return Dependency(name, resolved=version, line=line)


def _requires(document: Document, at: tuple[Key, ...], place: str, graph: LockGraph) -> None:
    for name in document.table(*at):
        here = f"{place}/node_modules/{name}" if place else f"node_modules/{name}"
        if here not in graph.nodes:
            continue
        targets = (_nearest(here, other, graph.nodes) for other in document.table(*at, name, "requires"))
        graph.edges[here] = [target for target in targets if target]
        _requires(document, (*at, name, "dependencies"), here, graph)


# ---------------------------------------------------------------------------------------------------------------- Bun
@reader(read_json, "npm", "bun", "lockfile")
def parse_bun_lock(path: str, document: Document, manifest: Manifest) -> None:
    """A bun.lock: JSON with trailing commas; packages by their place, as `a/b` for b inside a."""
    manifest.settings += told(document, "config", "lockfileVersion", "lockfileVersion")
    graph = LockGraph()
    for key, entry in document.table("packages").items():
        if isinstance(entry, list) and entry and isinstance(entry[0], str):
            graph.nodes[key] = _bun_node(entry[0], document.line("packages", key), directory(path))
        else:
            manifest.problems.append((document.line("packages", key), f"not a package: {key[:60]}"))
    for key in graph.nodes:
        graph.edges[key] = list(_bun_edges(document, key, graph))
    for place in document.table("workspaces"):
        name = document.text("workspaces", place, "name")
        for field, scope in NPM_SCOPES.items():
            for wanted, constraint, _ in document.pairs("workspaces", place, field):
                target = _bun_nearest(name if place else "", wanted, graph)
                if target:
                    graph.roots.append(Root(target, scope, constraint, place))
    manifest.dependencies = graph.dependencies()


def _bun_node(spec: str, line: int, base: str) -> Dependency:
    name, _, version = split_spec(spec)
    if version.startswith(("workspace:", "file:", "link:")):
        kind, _, place = version.partition(":")
        source = "workspace" if kind == "workspace" else "path"
        return Dependency(name, version, line=line, source=source, path=inside(base, place))
    if ":" in version:
        return Dependency(name, version, line=line, source="url" if version.startswith("http") else "git")
    return Dependency(name, resolved=version, line=line)


def _bun_edges(document: Document, key: str, graph: LockGraph) -> Iterator[str]:
    for index, part in enumerate(document.items("packages", key)):
        if isinstance(part, dict):
            for field in ("dependencies", "optionalDependencies", "peerDependencies"):
                for name in document.table("packages", key, index, field):
                    if target := _bun_nearest(key, name, graph):
                        yield target


def _bun_nearest(place: str, name: str, graph: LockGraph) -> str:
    while place:
        if f"{place}/{name}" in graph.nodes:
            return f"{place}/{name}"
        place = place.rpartition("/")[0]
    return name if name in graph.nodes else ""


def parse_bun_binary(_path: str, _data: bytes) -> Manifest:
    """A bun.lockb: a binary format that only Bun reads; that it is there proves the manager."""
    problem = (1, "binary lockfile, its packages are not read: `bun install --save-text-lockfile` writes bun.lock")
    return Manifest("npm", "lockfile", "bun", problems=[problem])
