"""pnpm-lock.yaml, lockfile versions 5 to 9.

Source: pnpm's lockfile types and its dependency-path package.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..... import lazy_re as re
from ...base import Dependency, Manifest, told
from ...lock_graph import LockGraph, Root
from ...notations.lines import Document, Key, Path, decode, directory, inside
from ...notations.semver import split_spec
from ...notations.yaml_lines import read_yaml
from .package_locks import NPM_SCOPES

__all__ = ["parse_pnpm_lock", "read_pnpm_yaml"]

_PEERS = re.compile(r"[_(].*", re.DOTALL)
_HOSTS = ("github.com/", "gitlab.com/", "bitbucket.org/")
_FIELDS = ("dependencies", "optionalDependencies")

_LINE = re.compile(r"""( *)('(?:[^']|'')*'|"[^"\\]*"|[^\s'"\[\]{}&*!|>%@`,?#-][^\s:#]*(?::[^\s:#]+)*):(?: +(.*))?\Z""")
_FLOW = re.compile(r"""([\w-]+): *('(?:[^']|'')*'|"[^"\\]*"|[^,{}\[\]'"]+)""")
_CONSTANTS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None, "{}": {}, "[]": []}


def parse_pnpm_lock(path: str, data: bytes) -> Manifest:
    """A pnpm-lock.yaml. Packages that an importer lists and `packages` lacks (links) are left to the manifests."""
    texts = _documents(data)
    document = _read_yaml(texts[-1])
    manifest = Manifest("npm", "lockfile", "pnpm", problems=document.problems)
    manifest.settings += told(document, "config", "lockfileVersion", "lockfileVersion")
    graph = LockGraph()
    for text in texts[:-1]:
        _fill(graph, _read_yaml(text), path)
    names = _fill(graph, document, path)
    manifest.dependencies = graph.dependencies(_flags(document, names))
    return manifest


def _fill(graph: LockGraph, document: Document, path: str) -> _Names:
    """Adds a document's packages and what they need; how it names them."""
    slashed = document.text("lockfileVersion").partition(".")[0] in ("", "3", "4", "5")
    names = _Names(slashed)
    for key, facts in _packages(document):
        if node := _node(document, "packages" if facts else "snapshots", facts or key, slashed, directory(path)):
            graph.nodes[names.learn(key)] = node
    for section in ("packages", "snapshots"):
        for key in document.table(section):
            graph.edges.setdefault(names.known(key), []).extend(_edges(document, (section, key), names))
    for importer, at in _importers(document):
        graph.roots += [root for root in _roots(document, importer, at, names) if root.node in graph.nodes]
    return names


def _packages(document: Document) -> Iterator[tuple[str, str]]:
    """`(key, the key in packages that tells of it)`: from version 9 on `snapshots` lists a package once for each set of
    peers, and `packages` once."""
    packages, told = document.table("packages"), set[str]()
    for key in document.table("snapshots"):
        facts = key if key in packages else key.partition("(")[0]
        told.add(facts)
        yield key, facts if facts in packages else ""
    for key in packages:
        if key not in told:
            yield key, key


class _Names:
    """The package that a key of `packages` or `snapshots`, or a line of a dependency table, means."""

    def __init__(self, slashed: bool) -> None:
        self._slashed = slashed
        self._known: dict[str, str] = {}

    def learn(self, key: str) -> str:
        """The graph key of a package, from now on also found where a reference leaves out its peers."""
        own = key if self._slashed else key.removeprefix("/")
        self._known[own] = own
        self._known.setdefault(self._bare(key), own)
        return own

    def known(self, key: str) -> str:
        own = key if self._slashed else key.removeprefix("/")
        bare = self._bare(key)
        return self._known.get(own) or self._known.get(bare, bare)

    def reference(self, name: str, version: str) -> str:
        """The graph key of `name: version`; an alias and a local package are written as their own key."""
        if version.startswith("file:"):
            own = f"{name}@{version}"
            return self._known.get(self._bare(own)) or self.known(version.replace("file:./", "file:"))
        if version.startswith("/") or (version.find("@", 1) > 0 and not version[0].isdigit() and ":" not in version):
            return self.known(version)
        return self.known(f"/{name}/{version}" if self._slashed and version[:1].isdigit() else f"{name}@{version}")

    def _bare(self, key: str) -> str:
        """The key without its peers."""
        name, version = split_key(key, self._slashed)
        return f"{name}@{version}" if name else key.partition("(")[0]


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
        written = key.partition("file:")[2].partition("(")[0]
        place = inside(base, written) if written else ""
        return Dependency(name, resolved=version, line=line, source=_source(key), path=place)
    if version.startswith(("file:", "link:")):
        return Dependency(name, version, line=line, source="path", path=inside(base, version[5:]))
    return Dependency(name, version, line=line, source=_source(version)) if ":" in version else None


def _source(key: str) -> str:
    if key.startswith(_HOSTS) or any(mark in key for mark in ("codeload.", ".git", "git+")):
        return "git"
    if "file:" in key:
        return "path"
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
    return split_key(key, slashed=False)  # locks say version 5.4 that are partly written as 6


def _edges(document: Document, at: tuple[Key, ...], names: _Names) -> Iterator[str]:
    for field in _FIELDS:
        for name, version, _ in document.pairs(*at, field):
            yield names.reference(name, version)


def _importers(document: Document) -> Iterator[tuple[str, tuple[Key, ...]]]:
    """`(directory, where its tables stand)`; a lockfile of one project has them at the top."""
    if not document.table("importers"):
        yield "", ()
    for place in document.table("importers"):
        yield ("" if place == "." else place), ("importers", place)


def _roots(document: Document, importer: str, at: tuple[Key, ...], names: _Names) -> Iterator[Root]:
    for field, scope in NPM_SCOPES.items():
        for name, value in document.table(*at, field).items():
            inline = isinstance(value, dict)
            version = document.text(*at, field, name, "version") if inline else document.text(*at, field, name)
            specifier = document.text(*at, field, name, "specifier") if inline else ""
            constraint = specifier or document.text(*at, "specifiers", name)
            if version:
                yield Root(names.reference(name, version), scope, constraint, importer)


def _flags(document: Document, names: _Names) -> dict[str, str] | None:
    """Up to version 6 each package says whether it is for development only; None where none does."""
    scopes: dict[str, str] = {}
    stated = False
    for key in document.table("packages"):
        dev, optional = (document.get("packages", key, flag) for flag in ("dev", "optional"))
        stated = stated or isinstance(dev, bool)
        scopes[names.known(key)] = "dev" if dev is True else "optional" if optional is True else "runtime"
    return scopes if stated else None


# ---- The block YAML that pnpm writes, line by line: seven times as fast as a YAML parser, which reads what is unlike it


def read_pnpm_yaml(data: bytes) -> Document:
    """The last document, which is the workspace's own: pnpm 11 puts the packages of pnpm itself into one before it."""
    return _read_yaml(_documents(data)[-1])


def _read_yaml(text: str) -> Document:
    """Nested tables with the line of each key; as `read_yaml` where a line is not of the kind that pnpm writes."""
    return _read(text.split("\n")) or read_yaml(text.encode("utf-8", "replace"))


def _documents(data: bytes) -> list[str]:
    """The texts of the documents, each with blank lines in place of those before it."""
    rows = decode(data).split("\n")
    starts = [0, *(line for line, row in enumerate(rows, 1) if row == "---")]
    ends = [*(start - 1 for start in starts[1:]), len(rows)]
    return [
        "\n" * start + "\n".join(rows[start:end]) for start, end in zip(starts, ends, strict=True) if end > start
    ] or [""]


def _read(lines: list[str]) -> Document | None:
    top: dict[str, Any] = {}
    where: dict[Path, int] = {}
    open_tables: list[tuple[int, dict[str, Any], Path]] = [(-1, top, ())]
    pending: tuple[int, dict[str, Any], str, Path] | None = None
    last = 0
    for number, line in enumerate(lines, 1):
        bare = line.lstrip()
        if not bare or bare[0] == "#" or bare.startswith("- "):  # no list of pnpm's is read
            continue
        found = _LINE.match(line)
        if not found:
            return None
        indent, key = len(found[1]), _unquote(found[2])
        if pending and indent > pending[0]:
            table: dict[str, Any] = {}
            pending[1][pending[2]] = table
            open_tables.append((pending[0], table, pending[3]))
        elif indent > last:
            return None
        last = indent
        while open_tables[-1][0] >= indent:
            open_tables.pop()
        _, table, base = open_tables[-1]
        path = (*base, key)
        where[path] = number
        text = found[3] or ""
        value = _value(text)
        if value is NotImplemented:
            return None
        table[key] = value
        pending = (indent, table, key, path) if not text else None
    return Document(top, where)


def _value(text: str) -> Any:
    """A scalar or a flow value; NotImplemented for what takes a whole YAML parser."""
    if text in _CONSTANTS:
        constant = _CONSTANTS[text]
        return type(constant)() if isinstance(constant, dict | list) else constant
    if text[0] == "{":
        return {key: _value(value.strip()) for key, value in _FLOW.findall(text)} if text[-1] == "}" else NotImplemented
    if text[0] == "[":
        return [_unquote(item.strip()) for item in text[1:-1].split(",")] if text[-1] == "]" else NotImplemented
    if text[0] in "'\"":
        return _unquote(text) if text[-1] == text[0] and len(text) > 1 else NotImplemented
    return NotImplemented if text[0] in "&*!|>%@`" or " #" in text else text


def _unquote(text: str) -> str:
    if text[:1] == "'":
        return text[1:-1].replace("''", "'")
    return text[1:-1] if text[:1] == '"' else text
