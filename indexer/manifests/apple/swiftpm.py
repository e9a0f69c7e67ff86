"""Swift Package Manager: Package.swift and Package.resolved.

Source: https://docs.swift.org/package-manager/PackageDescription/PackageDescription.html. A package is named by its identity,
as Package.resolved writes it: the last part of its location, in lower case.
"""

from __future__ import annotations

from collections.abc import Iterator

from .... import lazy_re as re
from ..base import Dependency, Entry, Manifest, Package, Setting, placed, reader, replace
from ..locking import with_nearest_lockfiles
from ..notations.block_nodes import Node, calls_in
from ..notations.block_script import read_script
from ..notations.json_lines import read_json
from ..notations.lines import Document, decode, directory, relative

__all__ = ["ECOSYSTEM", "link", "package_calls", "text_of"]

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


def parse_package(path: str, content: bytes) -> Manifest:
    """Reads a Package.swift, without running it."""
    text = decode(content)
    calls, problems = package_calls(text)
    manifest = Manifest(ECOSYSTEM, manager="swift", problems=problems)
    if match := _TOOLS.search(text):
        manifest.settings.append(Setting("engine", "swift", match[1], text.count("\n", 0, match.start()) + 1))
    uses: dict[str, set[str]] = {}
    for call in calls:
        name = text_of(call, "name")
        if call.path == "Package" and not manifest.packages and name:
            manifest.packages.append(Package(name, "", directory(path), call.line))
        elif call.path in _TARGETS and name:
            _target(call, manifest, uses)
    manifest.entries += _libraries(calls)
    for call in calls:
        if call.path == "package" and any(text_of(call, label) for label in ("url", "path", "id")):
            manifest.dependencies.append(_dependency(path, call, uses))
    return manifest


def package_calls(text: str) -> tuple[list[Node], list[tuple[int, str]]]:
    """The calls of a Package.swift by their last names, outer before inner, and what could not be read."""
    nodes, problems = read_script(text)
    calls = [call for node in nodes for call in calls_in(node) if call.called]
    for call in calls:
        call.path = call.path.rpartition(".")[2]
    return calls, problems


def text_of(call: Node, label: str) -> str:
    """The text of an argument; "" where there is no literal one."""
    value = call.options.get(label)
    return value if isinstance(value, str) else ""


@reader(read_json, ECOSYSTEM, "swift", "lockfile")
def parse_resolved(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a Package.resolved (format 1, 2 or 3)."""
    for pin in document.places("pins") or document.places("object", "pins"):
        location = document.text(*pin, "location") or document.text(*pin, "repositoryURL")
        name = document.text(*pin, "identity") or _identity(location) or document.text(*pin, "package")
        if name:
            version, revision, branch = (document.text(*pin, "state", key) for key in ("version", "revision", "branch"))
            found = Dependency(name, branch, version or revision, direct=False, line=document.line(*pin))
            manifest.dependencies.append(placed(found, path, "", not version))


def link(manifests: dict[str, Manifest]) -> dict[str, Manifest]:
    """Locked versions reach the packages, scopes the lockfile, and local packages of this workspace their users."""
    places = {p.directory for m in manifests.values() for p in m.packages}

    def bound(item: Dependency) -> Dependency:
        here = item.source == "path" and item.path in places and item.marker != _OUTSIDE
        return replace(item, source="workspace") if here else item

    return with_nearest_lockfiles(manifests, lambda _: "Package.resolved", bound)


def _texts(call: Node) -> list[str]:
    """The texts among a call's arguments without a label, and in its lists."""
    given = [*call.arguments, *call.options.values()]
    listed = (item for value in given if isinstance(value, list) for item in value)
    return [text for text in (*call.arguments, *listed) if isinstance(text, str)]


def _inner(call: Node) -> list[Node]:
    """The calls among a call's arguments and in its lists."""
    given = [*call.arguments, *call.options.values()]
    return [
        item for value in given for item in (value if isinstance(value, list) else [value]) if isinstance(item, Node)
    ]


def _target(call: Node, manifest: Manifest, uses: dict[str, set[str]]) -> None:
    """Executables are entries; which packages a target uses decides their scope."""
    scope = _TARGETS[call.path]
    if call.path == "executableTarget":
        name = text_of(call, "name")
        manifest.entries.append(Entry("cli", name, text_of(call, "path") or f"Sources/{name}", call.line))
    packages = [text_of(inner, "package") for inner in _inner(call) if inner.path in ("product", "byName")]
    for name in filter(None, [*packages, *_texts(call)]):
        uses.setdefault(name.lower(), set()).add(scope)


def _libraries(calls: list[Node]) -> Iterator[Entry]:
    """What a package offers to import: the first target of each library product, by the file that would carry its name."""
    folders = {text_of(call, "name"): text_of(call, "path") for call in calls if call.path == "target"}
    for call in calls:
        target = next((name for name in _texts(call) if name in folders), "") if call.path == "library" else ""
        if target and (name := text_of(call, "name")):
            folder = folders[target] or f"Sources/{target}"
            yield Entry("library", name, f"{folder.rstrip('/')}/{target}.swift", call.line)


def _dependency(path: str, call: Node, uses: dict[str, set[str]]) -> Dependency:
    url, local = text_of(call, "url"), text_of(call, "path")
    local = "" if url else local
    name = _identity(url or local or text_of(call, "id"))
    known = uses.get(name, set()) | uses.get(text_of(call, "name").lower(), set())
    constraint = _requirement(call)
    place = relative(directory(path), local) if local else ""
    return Dependency(
        name,
        constraint,
        constraint if any(text_of(each, "exact") or each.path == "exact" for each in (call, *_inner(call))) else "",
        next(iter(known)) if len(known) == 1 else "runtime",
        line=call.line,
        source="path" if local else "registry",
        path=place or "",
        marker=_OUTSIDE if place is None else "",
    )


def _requirement(call: Node) -> str:
    """The version requirement in the notation of the manifest: `from: 1.0.0`, `1.0.0..<2.0.0`, `branch: main`."""
    given = (call, *_inner(call))
    for source in given:
        for label in ("from", "exact", "branch", "revision"):
            if version := text_of(source, label):
                return version if label == "exact" else f"{label}: {version}"
    return next((texts[0] for source in given if (texts := _texts(source))), "")


def _identity(location: str) -> str:
    return location.rstrip("/").rpartition("/")[2].removesuffix(".git").lower()
