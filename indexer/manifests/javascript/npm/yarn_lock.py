"""yarn.lock, classic and berry. Sources: Yarn's lockfile parsers and its lexicon."""

from __future__ import annotations

from collections.abc import Iterator

from ..... import lazy_re as re
from ...base import Dependency, Manifest, Setting
from ...lock_graph import LockGraph
from ...marks import aliased
from ...notations.lines import decode, directory, inside
from ...notations.semver import split_spec

__all__ = ["parse_yarn_lock"]

_YARN_FIELD = re.compile(r'^  ("[^"]*"|[^\s":]+):? (?:"(.*)"|(.*))$')
_YARN_EDGE = re.compile(r'^    ("[^"]*"|[^\s":]+):? "?([^"\n]*)"?$')
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
    _answer(graph)
    manifest.dependencies = graph.dependencies({})
    return manifest


def _answer(graph: LockGraph) -> None:
    """Turns edges to ranges into edges to the entry that answers the range; a resolution may have put another one there."""
    targets: dict[str, list[str]] = {}
    for key, node in graph.nodes.items():
        targets.setdefault(node.name, []).append(key)
        for spec in _specs(key):
            targets.setdefault(spec.replace("@npm:", "@"), []).append(key)
    for key, wanted in graph.edges.items():
        found = (targets.get(spec) or targets.get(split_spec(spec)[0], []) for spec in wanted)
        graph.edges[key] = [target for entries in found for target in entries]


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
                needed.append("@".join((edge[1].strip('"'), edge[2].removeprefix("npm:"))))
        elif found := _YARN_FIELD.match(text):
            fields[found[1].strip('"')] = found[2] if found[2] is not None else found[3]
            section = ""
        else:
            section = text.strip().rstrip(":")
    specs = _specs(header)
    name, _, first = split_spec(specs[0] if specs else "")
    version = fields.get("version", "")
    if not version or not name or name == "__metadata":
        return
    resolution = split_spec(fields.get("resolution", ""))
    origin = resolution[2] or first
    if origin.startswith("workspace:"):
        if origin != "workspace:.":
            place = inside(base, origin[10:])
            graph.nodes[header] = Dependency(name, resolved=version, line=line, source="workspace", path=place)
        return
    graph.nodes[header] = Dependency(
        resolution[0] or aliased(first) or _downloaded(fields.get("resolved", "")) or name,
        ", ".join(split_spec(spec)[2] for spec in specs),
        version,
        line=line,
        source=_yarn_source(origin or fields.get("resolved", "")),
    )
    graph.edges[header] = needed


def _specs(header: str) -> list[str]:
    """The ranges, each behind its name, that an entry answers."""
    return [spec for part in header.replace('", "', ", ").split(", ") if (spec := part.strip().strip('"'))]


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
