"""Hackage (Haskell): .cabal, package.yaml, cabal.project, cabal.project.freeze, stack.yaml and stack.yaml.lock.

Source: https://cabal.readthedocs.io/en/stable/cabal-package-description-file.html, https://docs.haskellstack.org/en/stable/topics/lock_files/.
"""

from __future__ import annotations

from ... import lazy_re as re
from .base import Dependency, Entry, Manifest, Package, WorkspaceTool, reader, replace, told
from .locking import by_name, nearest, with_members, with_resolved
from .marks import pinned
from .notations.lines import Document, decode, directory
from .notations.yaml_lines import read_yaml

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "hackage"

_SECTION = re.compile(r"(library|executable|test-suite|benchmark|foreign-library|common)\b[ \t]*(\S*)", re.IGNORECASE)
_FIELD = re.compile(r"\s*([A-Za-z][\w-]*)\s*:\s*(.*)")
_PACKAGE = re.compile(r"([A-Za-z][\w-]*)(?::[\w{},-]+)?\s*(.*)")
_FROZEN = re.compile(r"\bany\.([A-Za-z0-9-]+)\s*==\s*([\w.]+)")
_PINNED = re.compile(r"==\s*([\d.]+)\Z")
_IDENTIFIER = re.compile(r"([A-Za-z0-9-]+?)-(\d[\d.]*)(?:@.*)?\Z")
_SCOPES = {"test-suite": "test", "benchmark": "dev"}


def parse_cabal(path: str, content: bytes) -> Manifest:
    """Reads a .cabal file: the package, its executables, and what each component needs."""
    manifest = Manifest(ECOSYSTEM, manager="cabal")
    package = Package("", directory=directory(path))
    section, component, field, depth = "", "", "", 0
    for number, line in enumerate(decode(content).splitlines(), 1):
        text = line.strip()
        if not text or text.startswith("--"):
            continue
        indent = len(line) - len(line.lstrip())
        if indent == 0 and (match := _SECTION.match(text)):
            section, component, field = match[1].lower(), match[2], ""
            continue
        if match := _FIELD.match(line) if not field or indent <= depth else None:
            field, depth, text = match[1].lower(), indent, match[2]
            package = _described(package, section, field, text, number)
        if field in ("build-depends", "build-tool-depends", "setup-depends"):
            scope = _SCOPES.get(section, "runtime") if field == "build-depends" else "build"
            _requirements(text, number, scope, component, manifest)
        elif field == "main-is" and section == "executable" and text:
            manifest.entries.append(Entry("cli", component, text, number))
            field = ""
    if package.name:
        manifest.packages.append(package)
    return manifest


def parse_freeze(path: str, content: bytes) -> Manifest:
    """Reads a cabal.project.freeze."""
    manifest = Manifest(ECOSYSTEM, role="lockfile", manager="cabal")
    for number, line in enumerate(decode(content).splitlines(), 1):
        for match in _FROZEN.finditer(line):
            manifest.dependencies.append(Dependency(match[1], resolved=match[2], direct=False, line=number))
    return manifest


def parse_project(path: str, content: bytes) -> Manifest:
    """Reads a cabal.project: the packages that it binds."""
    manifest = Manifest(ECOSYSTEM, role="config", manager="cabal")
    members: list[str] = []
    first, inside = 1, False
    for number, line in enumerate(decode(content).splitlines(), 1):
        match = _FIELD.match(line) if not line[:1].isspace() else None
        if match:
            inside = match[1] == "packages"
            first = number if inside else first
        if inside:
            members += (match[2] if match else line).replace(",", " ").split()
    if members:
        manifest.tools.append(WorkspaceTool("cabal.project", tuple(m.removeprefix("./") for m in members), first))
    return manifest


@reader(read_yaml, ECOSYSTEM, "stack", "config")
def parse_stack(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a stack.yaml: the resolver, the packages, and dependencies outside the resolver."""
    for key in ("resolver", "snapshot"):
        manifest.settings += told(document, "engine", "stackage", key)
    members = tuple(text for text, _ in document.texts("packages"))
    if members:
        manifest.tools.append(WorkspaceTool("Stack", members, document.line("packages")))
    for text, line in document.texts("extra-deps"):
        if match := _IDENTIFIER.match(text):
            manifest.dependencies.append(Dependency(match[1], match[2], match[2], line=line, group="extra-deps"))


@reader(read_yaml, ECOSYSTEM, "stack", "lockfile")
def parse_stack_lock(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a stack.yaml.lock: the packages outside the resolver."""
    for item in document.places("packages"):
        place = (*item, "completed")
        line = document.line(*place)
        if match := _IDENTIFIER.match(document.text(*place, "hackage")):
            manifest.dependencies.append(Dependency(match[1], resolved=match[2], direct=False, line=line))
        elif name := document.text(*place, "name"):
            version = document.text(*place, "version")
            manifest.dependencies.append(Dependency(name, resolved=version, direct=False, line=line, source="git"))


def link(manifests: dict[str, Manifest]) -> dict[str, Manifest]:
    """Frozen versions reach the packages below, and packages of the workspace each other."""
    linked = dict(manifests)
    places = {p.name: p.directory for m in manifests.values() for p in m.packages}
    locks = {p: by_name(m) for p, m in manifests.items() if m.role == "lockfile"}
    for path in [p for p in manifests if p.endswith(".cabal")]:
        others = {
            name: place for name, place in places.items() if all(p.name != name for p in manifests[path].packages)
        }
        manifest = with_members(manifests[path], others, ("registry",))
        for name in ("cabal.project.freeze", "stack.yaml.lock"):
            if lock := nearest(path, locks, name):
                manifest = with_resolved(manifest, locks[lock])
        linked[path] = manifest
    return linked


def _described(package: Package, section: str, field: str, text: str, line: int) -> Package:
    if not section and field == "name":
        return replace(package, name=text, line=line)
    return replace(package, version=text) if not section and field == "version" else package


def _requirements(text: str, line: int, scope: str, component: str, manifest: Manifest) -> None:
    for part in text.split(","):
        match = _PACKAGE.match(part.strip())
        if match and not any(d.name == match[1] and d.scope == scope for d in manifest.dependencies):
            constraint = match[2].strip()
            version = pinned(_PINNED, constraint)
            manifest.dependencies.append(Dependency(match[1], constraint, version, scope, line=line, group=component))
