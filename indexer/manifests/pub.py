"""pub (Dart and Flutter): pubspec.yaml, pubspec.lock and melos.yaml.

Source: https://dart.dev/tools/pub/pubspec and https://dart.dev/tools/pub/workspaces.
"""

from __future__ import annotations

from typing import Any

from ... import lazy_re as re
from .base import Dependency, Entry, Manifest, Script, Setting, WorkspaceTool, locked, named, placed, reader, replace
from .locking import as_member_there, with_nearest_lockfiles
from .notations.lines import Document, directory
from .notations.yaml_lines import read_yaml

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "pub"

_EXACT = re.compile(r"\d+\.\d+\.\d+[\w.+-]*\Z")
_LOWER = re.compile(r">=\s*(\d[\w.+-]*)|\^(\d[\w.+-]*)|(\d[\w.+-]*)\Z")
_SCOPES = {"direct dev": "dev"}


@reader(read_yaml, ECOSYSTEM, "pub")
def parse_pubspec(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a pubspec.yaml."""
    manifest.packages += named(document, path, private=document.text("publish_to") == "none")
    for engine, constraint, line in document.pairs("environment"):
        manifest.settings.append(Setting("engine", "dart" if engine == "sdk" else engine, constraint, line))
    for table, scope in (("dependencies", "runtime"), ("dev_dependencies", "dev")):
        for required in document.table(table):
            manifest.dependencies.append(_dependency(path, document, table, required, scope))
    for required in document.table("dependency_overrides"):
        value = document.text("dependency_overrides", required)
        line = document.line("dependency_overrides", required)
        manifest.settings.append(Setting("config", f"override:{required}", value, line))
    for command in document.table("executables"):
        script = document.text("executables", command) or command
        line = document.line("executables", command)
        manifest.entries.append(Entry("cli", command, f"bin/{script}.dart", line))
    if "flutter" in document.table():
        manifest.settings.append(Setting("tool", "flutter", "", document.line("flutter")))
    _workspace(document, "workspace", "pub workspace", manifest)
    if document.table("melos"):
        _melos(path, document, ("melos",), manifest)


@reader(read_yaml, ECOSYSTEM, "pub", "lockfile")
def parse_lock(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a pubspec.lock. Packages of an SDK carry no version of their own but the SDK's lower bound."""
    for name in document.table("packages"):
        place = ("packages", name)
        kind, source = document.text(*place, "dependency"), document.text(*place, "source")
        scope, direct, marker = (
            _SCOPES.get(kind, "runtime"),
            kind.startswith("direct"),
            "sdk" if source == "sdk" else "",
        )
        local = document.text(*place, "description", "path") if source == "path" else ""
        dependency = locked(document, *place, name=name, scope=scope, direct=direct, marker=marker)
        dependency = placed(dependency, path, local, source == "git")
        constraint = document.text("sdks", name) if source == "sdk" and dependency.resolved == "0.0.0" else ""
        if bound := _LOWER.match(constraint):
            version = next(group for group in bound.groups() if group)
            dependency = replace(dependency, constraint=constraint, resolved=version)
        manifest.dependencies.append(dependency)
    for engine, constraint, line in document.pairs("sdks"):
        manifest.settings.append(Setting("engine", engine, constraint, line))


@reader(read_yaml, ECOSYSTEM, "pub", "config")
def parse_melos(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a melos.yaml."""
    _workspace(document, "packages", "Melos", manifest)
    _melos(path, document, (), manifest)


def link(manifests: dict[str, Manifest]) -> dict[str, Manifest]:
    """Locked versions reach the pubspecs (a workspace shares its root's lockfile), path dependencies their packages."""
    places = {p.directory: p.name for m in manifests.values() for p in m.packages}
    # alone, a lockfile knows best what is direct; of a workspace it knows the root only
    return with_nearest_lockfiles(manifests, lambda _: "pubspec.lock", lambda it: as_member_there(it, places), least=2)


def _dependency(path: str, document: Document, table: str, name: str, scope: str) -> Dependency:
    spec: Any = document.get(table, name)
    line = document.line(table, name)
    if not isinstance(spec, dict):
        constraint = document.text(table, name)
        constraint = "" if constraint == "any" else constraint
        return Dependency(name, constraint, constraint if _EXACT.match(constraint) else "", scope, line=line)
    marker = f"sdk {document.text(table, name, 'sdk')}" if "sdk" in spec else ""
    found = Dependency(name, document.text(table, name, "version"), scope=scope, line=line, marker=marker)
    return placed(found, path, document.text(table, name, "path"), "git" in spec)


def _workspace(document: Document, key: str, tool: str, manifest: Manifest) -> None:
    members = tuple(text for text, _ in document.texts(key))
    if members:
        manifest.tools.append(WorkspaceTool(tool, members, document.line(key)))


def _melos(path: str, document: Document, place: tuple[str, ...], manifest: Manifest) -> None:
    for name in document.table(*place, "scripts"):
        spec = (*place, "scripts", name)
        command = document.text(*spec) or document.text(*spec, "run") or document.text(*spec, "exec")
        if command:
            manifest.scripts.append(Script(name, command, document.line(*spec), directory=directory(path)))
    if place:
        manifest.tools.append(WorkspaceTool("Melos", (), document.line(*place)))
