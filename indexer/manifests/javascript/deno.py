"""Deno: deno.json, deno.jsonc and deno.lock. Packages of JSR carry the group `jsr`, those of npm none.

Source: https://docs.deno.com/runtime/fundamentals/configuration/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..base import Dependency, Entry, Manifest, Package, Parser, Script, Setting, WorkspaceTool, replace
from ..locking import with_lockfiles_beside
from ..notations.json_lines import read_json
from ..notations.lines import Document, directory
from .deno_lock import parse_deno_lock

__all__ = ["ECOSYSTEM", "PATTERNS", "link"]

ECOSYSTEM = "npm"

_SPECIFIER = re.compile(r"(npm|jsr):/?(@[^/@]+/[^/@]+|[^/@]+)(?:@([^/]*))?")
_EXACT = re.compile(r"\d+\.\d+\.\d+[\w.+-]*\Z")


def parse_config(path: str, content: bytes) -> Manifest:
    """Reads a deno.json: the package, its tasks, exports, workspace, and the packages of its import map."""
    document = read_json(content)
    manifest = Manifest(ECOSYSTEM, manager="deno", problems=list(document.problems))
    if name := document.text("name"):
        manifest.packages.append(Package(name, document.text("version"), directory(path), document.line("name")))
    manifest.dependencies += _imported(document)
    manifest.scripts += _tasks(document, directory(path))
    for target, line in document.texts("exports"):
        manifest.entries.append(Entry("library", ".", target, line))
    for export, target, line in document.pairs("exports"):
        manifest.entries.append(Entry("library", export, target, line))
    place = ("workspace", "members") if document.table("workspace") else ("workspace",)
    if members := tuple(text.removeprefix("./") for text, _ in document.texts(*place)):
        manifest.tools.append(WorkspaceTool("Deno workspace", members, document.line("workspace")))
    for tool in ("fmt", "lint", "test"):
        if tool in document.table():
            manifest.settings.append(Setting("tool", f"deno {tool}", "", document.line(tool)))
    return manifest


def _imported(document: Document) -> Iterator[Dependency]:
    """The packages of the import map."""
    for alias, specifier, line in document.pairs("imports"):
        match = _SPECIFIER.match(specifier)
        if match and not alias.endswith("/"):
            constraint = match[3] or ""
            exact = constraint if _EXACT.match(constraint) else ""
            group = "jsr" if match[1] == "jsr" else ""
            marker = f"imported as {alias}" if alias != match[2] else ""
            yield Dependency(match[2], constraint, exact, line=line, group=group, marker=marker)


def _tasks(document: Document, folder: str) -> Iterator[Script]:
    for task in document.table("tasks"):
        command = document.text("tasks", task) or document.text("tasks", task, "command")
        if command:
            yield Script(task, command, document.line("tasks", task), "task", folder)


PATTERNS: tuple[tuple[str, Parser], ...] = (
    ("deno.json", parse_config),
    ("deno.jsonc", parse_config),
    ("deno.lock", parse_deno_lock),
)


def link(manifests: dict[str, Manifest]) -> dict[str, Manifest]:
    """Packages of the workspace are bound to their users, and the lockfile's versions reach what is declared beside it."""
    for name in ("deno.json", "deno.jsonc"):
        manifests = with_lockfiles_beside(manifests, "deno.lock", name)
    places = {p.name: p.directory for m in manifests.values() for p in m.packages}
    linked = {}
    for path, manifest in manifests.items():
        bound = [
            replace(d, source="workspace", path=places[d.name]) if d.name in places else d
            for d in manifest.dependencies
        ]
        linked[path] = replace(manifest, dependencies=bound)
    return linked
