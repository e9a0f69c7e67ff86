"""yarn.lock, classic and berry. Sources: Yarn's lockfile parsers and its lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ....gathering import by_key
from ...base import Dependency, Manifest, Setting
from ...lock_graph import LockGraph
from ...notations.lines import decode, directory, inside
from .semver import split_spec

__all__ = ["parse_yarn_lock"]

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
    if not graph.nodes and not berry and re.search(r"^[^#\s]", text, re.MULTILINE):
        manifest.problems.append((1, "not a yarn.lock: no entry and no header"))
    by_name = by_key((node.name, key) for key, node in graph.nodes.items())
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
    specs = [spec for part in header.replace('", "', ", ").split(", ") if (spec := part.strip().strip('"'))]
    name, _, first = split_spec(specs[0] if specs else "")
    version = fields.get("version", "")
    if not version or not name or name == "__metadata":
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
