"""Cargo: Cargo.toml with workspace inheritance and target tables, and Cargo.lock.

Source: https://doc.rust-lang.org/cargo/reference/manifest.html, .../workspaces.html, .../specifying-dependencies.html.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ... import lazy_re as re
from ..gathering import by_key
from .base import Dependency, Entry, Manifest, Package, Setting, WorkspaceTool, locked, placed, reader, replace, told
from .locking import as_member, as_member_there, by_name, nearest, with_resolved, with_scopes
from .marks import DEFAULT_MEMBER, INHERITED, OFFERED, known_as, pinned
from .notations.lines import Document, Path, directory
from .notations.semver import satisfies
from .notations.toml_lines import read_toml

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "cargo"


_TABLES = {
    "dependencies": "runtime",
    "dev-dependencies": "dev",
    "dev_dependencies": "dev",
    "build-dependencies": "build",
    "build_dependencies": "build",
}
_PINNED = re.compile(r"=\s*(\d[\w.+-]*)\Z")


def parse_manifest(path: str, content: bytes) -> Manifest:
    """Reads a Cargo.toml. What it inherits from a workspace in another file is filled in by `link`."""
    document = read_toml(content)
    manifest = Manifest(ECOSYSTEM, manager="cargo", problems=document.problems)
    manifest.problems += document.misshapen(dict, "package", "workspace", "features")
    manifest.problems += document.misshapen(dict, *_TABLES, "workspace.dependencies", of=(str, dict))
    _package(path, document, manifest)
    _targets(document, manifest)
    _workspace(path, document, manifest)
    for table, scope, marker in _dependency_tables(document):
        for name in document.table(*table):
            manifest.dependencies.append(_dependency(path, document, (*table, name), scope, marker))
    for name in document.table("features"):
        enabled = ", ".join(text for text, _ in document.texts("features", name))
        manifest.settings.append(Setting("config", f"feature:{name}", enabled, document.line("features", name)))
    for lints in (("lints", "clippy"), ("workspace", "lints", "clippy")):
        if document.table(*lints):
            manifest.settings.append(Setting("tool", "clippy", "", document.line(*lints)))
    return _inherit(manifest, _Offer.of(manifest))


@reader(read_toml, ECOSYSTEM, "cargo", "lockfile")
def parse_lock(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a Cargo.lock. Packages without a source are the workspace's own."""
    for place in [*([("root",)] if document.table("root") else []), *document.places("package")]:
        name = document.text(*place, "name")
        if not name:
            continue
        origin, line = document.text(*place, "source"), document.line(*place, "name")
        source = "path" if not origin else "git" if origin.startswith("git+") else "registry"
        needs = dict.fromkeys(" ".join(text.split(" ")[:2]) for text, _ in document.texts(*place, "dependencies"))
        found = locked(document, *place, name=name, line=line, source=source, requires=tuple(needs))
        manifest.dependencies.append(found)


def link(manifests: dict[str, Manifest]) -> dict[str, Manifest]:
    """Members inherit from their workspace, paths become workspace members, and the lockfile's versions reach both."""
    linked = dict(manifests)
    roots = {p: _Offer.of(m) for p, m in manifests.items() if any(t.name == "Cargo workspace" for t in m.tools)}
    members = {p.directory: p.name for m in manifests.values() for p in m.packages}
    locks = {p: (by_name(m), _told(m)) for p, m in manifests.items() if m.role == "lockfile"}
    users: dict[str, list[str]] = {}
    for path, manifest in manifests.items():
        if manifest.role == "lockfile":
            continue
        if root := nearest(path, roots, "Cargo.toml"):
            manifest = _inherit(manifest, roots[root])
        manifest = replace(manifest, dependencies=[as_member_there(d, members) for d in manifest.dependencies])
        if lock := nearest(path, locks, "Cargo.lock"):
            users.setdefault(lock, []).append(path)
            entries, needs = locks[lock]
            own = manifest.packages[0].name if manifest.packages else ""
            manifest = with_resolved(manifest, entries, fits=_fits, told=needs.get(own))
        linked[path] = manifest
    names = {name: place for place, name in members.items()}
    for path, lock_users in users.items():
        locked = with_scopes(manifests[path], [linked[user] for user in lock_users], through_local=False)
        linked[path] = replace(locked, dependencies=[as_member(d, names) for d in locked.dependencies])
    return linked


def _told(lock: Manifest) -> dict[str, dict[str, list[str]]]:
    """Package of the workspace → the versions that a lockfile says it needs of what it has in several."""
    own = [entry for entry in lock.dependencies if entry.source == "path"]
    return {entry.name: by_key(need.partition(" ")[::2] for need in entry.requires if " " in need) for entry in own}


def _package(path: str, document: Document, manifest: Manifest) -> None:
    package = document.table("package") or document.table("project")
    if not package:
        return
    table = "package" if document.table("package") else "project"
    publish = package.get("publish")
    name = document.text(table, "name")
    line = document.line(table, "name")
    version = document.text(table, "version")
    manifest.packages.append(Package(name, version, directory(path), line, publish is False or publish == []))
    manifest.settings += told(document, "engine", "rust", table, "rust-version")
    manifest.settings += told(document, "config", "edition", table, "edition")


def _targets(document: Document, manifest: Manifest) -> None:
    """Binaries, the library and examples that are declared. `src/main.rs` and `src/lib.rs` need no declaration: only
    the files themselves tell whether there is such a target."""
    for place in document.places("bin"):
        name = document.text(*place, "name")
        usual = "src/main.rs" if name == document.text("package", "name") else f"src/bin/{name}.rs"
        target = document.text(*place, "path") or usual
        manifest.entries.append(Entry("cli", name, target, document.line(*place)))
    if document.table("lib"):
        package = manifest.packages[0].name if manifest.packages else ""
        name = document.text("lib", "name") or package.replace("-", "_")
        target = document.text("lib", "path") or "src/lib.rs"
        manifest.entries.append(Entry("library", name, target, document.line("lib")))
    for place in document.places("example"):
        name = document.text(*place, "name")
        target = document.text(*place, "path") or f"examples/{name}.rs"
        manifest.entries.append(Entry("main", name, target, document.line(*place)))


def _workspace(path: str, document: Document, manifest: Manifest) -> None:
    if not isinstance(document.get("workspace"), dict):
        return
    members = tuple(text for text, _ in document.texts("workspace", "members"))
    excludes = tuple(text for text, _ in document.texts("workspace", "exclude"))
    manifest.tools.append(WorkspaceTool("Cargo workspace", members, document.line("workspace"), excludes))
    for text, line in document.texts("workspace", "default-members"):
        manifest.settings.append(Setting("config", DEFAULT_MEMBER, text, line))
    for key, value, line in document.pairs("workspace", "package"):
        manifest.settings.append(Setting("config", f"workspace.package.{key}", value, line))
    for name in document.table("workspace", "dependencies"):
        offered = _dependency(path, document, ("workspace", "dependencies", name), "runtime", "")
        manifest.dependencies.append(replace(offered, direct=False, group=OFFERED))


def _dependency_tables(document: Document) -> Iterator[tuple[Path, str, str]]:
    """`(path, scope, platform)` of every table of dependencies."""
    for table, scope in _TABLES.items():
        yield (table,), scope, ""
    for platform in document.table("target"):
        for table, scope in _TABLES.items():
            yield ("target", platform, table), scope, platform


def _dependency(path: str, document: Document, place: Path, scope: str, platform: str) -> Dependency:
    key = str(place[-1])
    spec: Any = document.get(*place)
    marks = [platform] if platform else []
    line = document.line(*place)
    if not isinstance(spec, dict):
        constraint = document.text(*place)
        return Dependency(key, constraint, pinned(_PINNED, constraint), scope, line=line, marker="; ".join(marks))
    name = document.text(*place, "package") or key
    if name != key:
        marks.append(f"renamed {key}")
    if spec.get("workspace") is True:
        marks.append(INHERITED)
    constraint = document.text(*place, "version")
    scope = "optional" if spec.get("optional") is True and scope == "runtime" else scope
    found = Dependency(name, constraint, pinned(_PINNED, constraint), scope, line=line, marker="; ".join(marks))
    return placed(found, path, document.text(*place, "path"), "git" in spec)


class _Offer(NamedTuple):
    """What a workspace's root has for its members: dependencies, by the names that they are known by, and its package's fields."""

    dependencies: dict[str, Dependency]
    fields: dict[str, str]

    @classmethod
    def of(cls, root: Manifest) -> _Offer:
        offered = {known_as(d): d for d in root.dependencies if d.group == OFFERED}
        fields = {s.name.removeprefix("workspace.package."): s.value for s in root.settings if s.kind == "config"}
        return cls(offered, fields)


def _inherit(manifest: Manifest, root: _Offer) -> Manifest:
    """A member with the versions and dependencies that it takes from its workspace's root."""
    dependencies = []
    for dependency in manifest.dependencies:
        source = root.dependencies.get(known_as(dependency)) if INHERITED in dependency.marker else None
        if source:
            renamed = "; ".join(mark for mark in (dependency.marker, source.marker) if mark)
            dependency = replace(
                source,
                scope=dependency.scope,
                direct=True,
                line=dependency.line,
                group=dependency.group,
                marker=renamed,
            )
        dependencies.append(dependency)
    packages = [replace(p, version=p.version or root.fields.get("version", "")) for p in manifest.packages]
    return replace(manifest, packages=packages, dependencies=dependencies)


def _fits(constraint: str, version: str) -> bool:
    """Whether a version is compatible with a requirement: as npm reads it, but that a bare one (`1.2`) is `^1.2`."""
    bare = constraint[:1].isdigit() and "*" not in constraint
    return satisfies(version, f"^{constraint}" if bare else constraint)
