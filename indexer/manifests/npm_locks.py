"""Lockfiles of npm (v1 to v3), Yarn (classic and berry) and Bun.

Sources: npm's package-lock.json page, Yarn's lexicon and lockfile parsers, Bun's lockfile page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from .base import Dependency, Manifest, Setting
from .json_lines import read_json
from .lines import Document, Key, decode, directory, inside
from .lock_graph import LockGraph, Root

__all__ = ["NPM_SCOPES", "parse_bun_binary", "parse_bun_lock", "parse_package_lock", "parse_yarn_lock"]

NPM_SCOPES = {
    "dependencies": "runtime",
    "optionalDependencies": "optional",
    "peerDependencies": "peer",
    "devDependencies": "dev",
}
_FLAGS = (("dev", "dev"), ("optional", "optional"), ("devOptional", "optional"), ("peer", "peer"))
DEPTH = 40


def _lockfile(manager: str, document: Document, version: str) -> Manifest:
    manifest = Manifest("npm", "lockfile", manager, problems=document.problems)
    if version:
        manifest.settings.append(Setting("config", "lockfileVersion", version, document.line("lockfileVersion")))
    return manifest


# ---------------------------------------------------------------------------------------------------------------- npm
def parse_package_lock(path: str, data: bytes) -> Manifest:
    """A package-lock.json or npm-shrinkwrap.json of any version."""
    document = read_json(data)
    manifest = _lockfile("npm", document, document.text("lockfileVersion"))
    base = directory(path)
    if document.table("packages"):
        graph, scopes = _packages(document, base)
    else:
        graph, scopes = LockGraph(), {}
        _nested(document, ("dependencies",), "", base, graph, scopes)
        _requires(document, ("dependencies",), "", graph)
    manifest.dependencies = graph.dependencies(scopes)
    return manifest


def _packages(document: Document, base: str) -> tuple[LockGraph, dict[str, str]]:
    """Versions 2 and 3: the installed tree by place; a place without `node_modules` is a project of the workspace."""
    graph, scopes = LockGraph(), {}
    packages = document.table("packages")
    for place, entry in packages.items():
        if "node_modules/" in place and isinstance(entry, dict):
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
    name = document.text(*at, "name") or place.rpartition("node_modules/")[2]
    resolved = document.text(*at, "resolved")
    if document.get(*at, "link") is True:
        version = document.text("packages", resolved, "version")
        return Dependency(
            name, resolved=version, line=document.line(*at), source="workspace", path=inside(base, resolved)
        )
    return Dependency(name, resolved=document.text(*at, "version"), line=document.line(*at), source=_origin(resolved))


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


# --------------------------------------------------------------------------------------------------------------- Yarn
_YARN_FIELD = re.compile(r'^  ("[^"]*"|[^\s":]+):? (?:"(.*)"|(.*))$')
_YARN_EDGE = re.compile(r'^    ("[^"]*"|[^\s":]+):? ')
_REGISTRY_PATH = re.compile(r"/((?:@[^/]+/)?[^/@]+|@[^/]+%2[fF][^/]+)/-/[^/]*\Z")
_YARN_EDGES = ("dependencies", "optionalDependencies")


def parse_yarn_lock(path: str, data: bytes) -> Manifest:
    """A yarn.lock, classic or berry; `constraint` holds all ranges that an entry answers, joined by `, `."""
    text = decode(data)
    berry = re.search(r"^__metadata:", text, re.MULTILINE) is not None
    manifest = Manifest("npm", "lockfile", "yarn")
    version = re.search(r"^  version: (\S+)", text, re.MULTILINE) if berry else None
    manifest.settings.append(Setting("config", "lockfileVersion", version[1] if version else "1", 1))
    graph = LockGraph()
    for line, header, body in _blocks(text):
        _yarn_entry(graph, line, header, body, directory(path))
    if not graph.nodes and text.strip() and "yarn lockfile" not in text and not berry:
        manifest.problems.append((1, "not a yarn.lock: no entry and no header"))
    by_name: dict[str, list[str]] = {}
    for key, node in graph.nodes.items():
        by_name.setdefault(node.name, []).append(key)
    for key, wanted in graph.edges.items():
        graph.edges[key] = [target for name in wanted for target in by_name.get(name, ())]
    manifest.dependencies = graph.dependencies({})
    return manifest


def _blocks(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """`(line, header, indented lines)` of each entry."""
    header, at, body = "", 1, list[str]()
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        if line[0] != " ":
            if header:
                yield at, header, body
            header, at, body = line.rstrip().rstrip(":"), number, []
        else:
            body.append(line)
    if header:
        yield at, header, body


def _yarn_entry(graph: LockGraph, line: int, header: str, body: list[str], base: str) -> None:
    fields: dict[str, str] = {}
    needed: list[str] = []
    section = ""
    for text in body:
        if text.startswith("    "):
            if section in _YARN_EDGES and (edge := _YARN_EDGE.match(text)):
                needed.append(edge[1].strip('"'))
        elif found := _YARN_FIELD.match(text):
            fields[found[1].strip('"')] = found[2] if found[2] is not None else found[3]
            section = ""
        else:
            section = text.strip().rstrip(":")
    specs = [spec.strip().strip('"') for spec in header.replace('", "', ", ").split(", ")]
    name, _, first = split_spec(specs[0])
    version = fields.get("version", "")
    if not version or name == "__metadata":
        return
    resolution = split_spec(fields.get("resolution", ""))
    origin = resolution[2] or first
    if origin.startswith("workspace:"):
        if origin != "workspace:.":
            graph.nodes[header] = Dependency(
                name, resolved=version, line=line, source="workspace", path=inside(base, origin[10:])
            )
        return
    graph.nodes[header] = Dependency(
        resolution[0] or _aliased(first) or _downloaded(fields.get("resolved", "")) or name,
        ", ".join(split_spec(spec)[2] for spec in specs),
        version,
        line=line,
        source=_yarn_source(origin or fields.get("resolved", "")),
    )
    graph.edges[header] = needed


def split_spec(spec: str) -> tuple[str, str, str]:
    """`name@range` → `(name, "@", range)`; a scope's own `@` belongs to the name."""
    at = spec.find("@", 1)
    return (spec[:at], "@", spec[at + 1 :]) if at > 0 else (spec, "", "")


def _aliased(constraint: str) -> str:
    """The real name behind `npm:name@range`; "" where the constraint is a plain range."""
    rest = constraint[4:] if constraint.startswith("npm:") else ""
    return split_spec(rest)[0] if rest.find("@", 1) > 0 else ""


def _downloaded(url: str) -> str:
    """The name in a registry's address `.../NAME/-/FILE`: the package that is really fetched; "" elsewhere."""
    found = _REGISTRY_PATH.search(url)
    return found[1].replace("%2f", "/").replace("%2F", "/") if found else ""


def _yarn_source(origin: str) -> str:
    if "git+" in origin or ".git#" in origin or origin.startswith(("git", "ssh:")):
        return "git"
    if origin.startswith(("file:", "link:", "portal:")):
        return "path"
    return "url" if origin.startswith(("http:", "https:")) and "#commit=" in origin else "registry"


# ---------------------------------------------------------------------------------------------------------------- Bun
def parse_bun_lock(path: str, data: bytes) -> Manifest:
    """A bun.lock: JSON with trailing commas; packages by their place, as `a/b` for b inside a."""
    document = read_json(data)
    manifest = _lockfile("bun", document, document.text("lockfileVersion"))
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
    return manifest


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
