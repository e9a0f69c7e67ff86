"""Swift Package Manager: Package.swift and Package.resolved.

Source: https://docs.swift.org/package-manager/PackageDescription/PackageDescription.html. A package is named by its identity,
as Package.resolved writes it: the last part of its location, in lower case.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...parsing import with_text
from ..base import Dependency, Entry, Manifest, Package, Setting, reader, replace
from ..locking import with_nearest_lockfiles
from ..notations.json_lines import read_json
from ..notations.lines import Document, Key, decode, directory, relative
from ..notations.syntax import first_error, parser_of, source_of

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "swift"

_TOOLS = re.compile(r"//\s*swift-tools-version\s*:\s*([\d.]+)")
_TARGETS = {
    "target": "runtime",
    "executableTarget": "runtime",
    "macro": "build",
    "plugin": "build",
    "testTarget": "test",
}
_OUTSIDE = "outside the workspace"


@dataclass(slots=True)
class _Call:
    """A call in the script: `.package(url: "x", from: "1")`, with the text of its literal arguments."""

    name: str
    line: int
    options: dict[str, str] = field(default_factory=dict)
    values: list[str] = field(default_factory=list)
    inner: list[_Call] = field(default_factory=list)


def parse_package(path: str, content: bytes) -> Manifest:
    """Reads a Package.swift, without running it."""
    manifest = Manifest(ECOSYSTEM, manager="swift")
    if match := _TOOLS.search(decode(content)):
        line = decode(content).count("\n", 0, match.start()) + 1
        manifest.settings.append(Setting("engine", "swift", match[1], line))
    tree = with_text(parser_of("tree_sitter_swift"), content)
    if tree.root_node.has_error:
        manifest.problems.append((first_error(tree.root_node), "not valid Swift: some of it may be missing"))
    uses: dict[str, set[str]] = {}
    calls = list(_every(_calls(tree.root_node, 0)))
    for call in calls:
        if call.name == "Package" and not manifest.packages and "name" in call.options:
            manifest.packages.append(Package(call.options["name"], "", directory(path), call.line))
        elif call.name in _TARGETS and "name" in call.options:
            _target(call, manifest, uses)
    manifest.entries += _libraries(calls)
    for call in calls:
        if call.name == "package" and call.options.keys() & {"url", "path", "id"}:
            manifest.dependencies.append(_dependency(path, call, uses))
    return manifest


@reader(read_json, ECOSYSTEM, "swift", "lockfile")
def parse_resolved(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a Package.resolved (format 1, 2 or 3)."""
    for pin in document.places("pins") or document.places("object", "pins"):
        location = document.text(*pin, "location") or document.text(*pin, "repositoryURL")
        name = document.text(*pin, "identity") or _identity(location) or document.text(*pin, "package")
        if name:
            manifest.dependencies.append(_pinned(document, pin, name))


def link(manifests: dict[str, Manifest]) -> dict[str, Manifest]:
    """Locked versions reach the packages, scopes the lockfile, and local packages of this workspace their users."""
    places = {p.directory for m in manifests.values() for p in m.packages}

    def bound(item: Dependency) -> Dependency:
        here = item.source == "path" and item.path in places and item.marker != _OUTSIDE
        return replace(item, source="workspace") if here else item

    return with_nearest_lockfiles(manifests, lambda _: "Package.resolved", bound)


def _calls(node: Node, depth: int) -> Iterator[_Call]:
    """The calls below a node, each with the calls among its arguments."""
    if depth > 80:
        return
    for child in node.named_children:
        if child.type != "call_expression":
            yield from _calls(child, depth + 1)
            continue
        name = source_of(child.named_children[0]).rpartition(".")[2]
        call = _Call(name, child.start_point[0] + 1)
        for suffix in child.named_children[1:]:
            for arguments in suffix.named_children:
                for argument in arguments.named_children if arguments.type == "value_arguments" else ():
                    _argument(call, argument)
                call.inner += _calls(arguments, depth + 1)
        yield call


def _every(calls: Iterator[_Call] | list[_Call]) -> Iterator[_Call]:
    for call in calls:
        yield call
        yield from _every(call.inner)


def _argument(call: _Call, argument: Node) -> None:
    label, value = argument.child_by_field_name("name"), argument.child_by_field_name("value")
    if value is None:
        return
    strings = [source_of(part) for part in _strings(value)]
    if label is not None and strings and value.type == "line_string_literal":
        call.options[source_of(label)] = strings[0]
    elif value.type in ("line_string_literal", "range_expression"):
        sign = "..." if "..." in source_of(value) else "..<"
        call.values.append(sign.join(strings))
    elif value.type == "array_literal":
        call.values += [
            source_of(p) for e in value.named_children if e.type == "line_string_literal" for p in _strings(e)
        ]


def _strings(node: Node) -> list[Node]:
    if node.type == "line_str_text":
        return [node]
    if node.type not in ("line_string_literal", "range_expression"):
        return []
    return [text for child in node.named_children for text in _strings(child)]


def _target(call: _Call, manifest: Manifest, uses: dict[str, set[str]]) -> None:
    """Executables are entries; which packages a target uses decides their scope."""
    scope = _TARGETS[call.name]
    if call.name == "executableTarget":
        name = call.options["name"]
        manifest.entries.append(Entry("cli", name, call.options.get("path", f"Sources/{name}"), call.line))
    for inner in call.inner:
        if inner.name in ("product", "byName") and (package := inner.options.get("package")):
            uses.setdefault(package.lower(), set()).add(scope)
    for name in call.values:
        uses.setdefault(name.lower(), set()).add(scope)


def _libraries(calls: list[_Call]) -> Iterator[Entry]:
    """What a package offers to import: the first target of each library product, by the file that would carry its name."""
    folders = {
        call.options["name"]: call.options.get("path")
        for call in calls
        if call.name == "target" and "name" in call.options
    }
    for call in calls:
        target = next((name for name in call.values if name in folders), "") if call.name == "library" else ""
        if target and "name" in call.options:
            folder = folders[target] or f"Sources/{target}"
            yield Entry("library", call.options["name"], f"{folder.rstrip('/')}/{target}.swift", call.line)


def _dependency(path: str, call: _Call, uses: dict[str, set[str]]) -> Dependency:
    location = call.options.get("url") or call.options.get("path") or call.options.get("id", "")
    local = call.options.get("path") if "url" not in call.options else None
    name = _identity(location)
    known = uses.get(name, set()) | uses.get(call.options.get("name", "").lower(), set())
    scope = next(iter(known)) if len(known) == 1 else "runtime"
    constraint = _requirement(call)
    place = relative(directory(path), local) if local else ""
    exact = constraint if "exact" in call.options or any(c.name == "exact" for c in call.inner) else ""
    return Dependency(
        name,
        constraint,
        exact,
        scope,
        line=call.line,
        source="path" if local else "registry",
        path=place or "",
        marker=_OUTSIDE if place is None else "",
    )


def _requirement(call: _Call) -> str:
    """The version requirement in the notation of the manifest: `from: 1.0.0`, `1.0.0..<2.0.0`, `branch: main`."""
    for source in (call, *call.inner):
        for label in ("from", "exact", "branch", "revision"):
            if label in source.options:
                return source.options[label] if label == "exact" else f"{label}: {source.options[label]}"
    if call.values:
        return call.values[0]
    return next((inner.values[0] for inner in call.inner if inner.values), "")


def _pinned(document: Document, pin: tuple[Key, ...], name: str) -> Dependency:
    version, revision = document.text(*pin, "state", "version"), document.text(*pin, "state", "revision")
    return Dependency(
        name,
        document.text(*pin, "state", "branch"),
        version or revision,
        direct=False,
        line=document.line(*pin),
        source="registry" if version else "git",
    )


def _identity(location: str) -> str:
    return location.rstrip("/").rpartition("/")[2].removesuffix(".git").lower()
