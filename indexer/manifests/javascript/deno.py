"""Deno: deno.json, deno.jsonc and deno.lock. Packages of JSR carry the group `jsr`, those of npm none.

Source: https://docs.deno.com/runtime/fundamentals/configuration/.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ..base import Dependency, Entry, Manifest, Script, Setting, WorkspaceTool, named, reader, told
from ..locking import lockfiles_beside, with_members
from ..notations.json_lines import read_json
from ..notations.lines import Document, directory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..notations.lines import Key

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "npm"

_SPECIFIER = re.compile(r"(npm|jsr):/?(@[^/@]+/[^/@]+|[^/@]+)(?:@([^/]*))?")
_EXACT = re.compile(r"\d+\.\d+\.\d+[\w.+-]*\Z")

_ENTRY = re.compile(r"(@[^/@]+/[^@]+|[^/@]+)@([^_]+)(?:_.*)?\Z", re.DOTALL)
"""`name@version`, after which peers may follow (`typedoc@0.28.1_typescript@6.0.3`)."""
_NEED = re.compile(r"(?:npm:|jsr:)?(@[^/@]+/[^@]+|[^/@]+)")


@reader(read_json, ECOSYSTEM, "deno")
def parse_config(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a deno.json: the package, its tasks, exports, workspace, and the packages of its import map."""
    manifest.packages += named(document, path)
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


# ---- deno.lock, versions 2 to 5: the packages of npm and JSR that Deno has resolved. What it took from URLs is no package
# Source: https://github.com/denoland/deno/blob/main/libs/lockfile (versions and their fields).


@reader(read_json, "npm", "deno", "lockfile")
def parse_deno_lock(path: str, document: Document, manifest: Manifest) -> None:
    """A deno.lock. Packages of JSR carry the group `jsr`, as in deno.json."""
    manifest.settings += told(document, "config", "lockfileVersion", "version")
    base: tuple[Key, ...] = ("packages",) if document.table("packages") else ()
    seen = set[tuple[str, str]]()
    for registry in ("jsr", "npm"):
        at = (*base, registry)
        at = (*at, "packages") if document.table(*at, "packages") else at
        for key in document.table(*at):
            found = _ENTRY.match(key)
            if found and (found[1], found[2]) not in seen:
                seen.add((found[1], found[2]))
                manifest.dependencies.append(
                    Dependency(
                        found[1],
                        resolved=found[2],
                        direct=False,
                        line=document.line(*at, key),
                        source="registry",
                        group="jsr" if registry == "jsr" else "",
                        requires=tuple(dict.fromkeys(_needs(document, (*at, key)))),
                    )
                )


def _needs(document: Document, at: tuple[Key, ...]) -> list[str]:
    """The names that a package asks for: a list of `name@range`, or a table of `name: name@version`."""
    listed = [text for text, _ in document.texts(*at, "dependencies")]
    listed += [text for _, text, _ in document.pairs(*at, "dependencies")]
    return [found[1] for text in listed if (found := _NEED.match(text))]


def link(manifests: dict[str, Manifest]) -> dict[str, Manifest]:
    """Packages of the workspace are bound to their users, and the lockfile's versions reach what is declared beside it."""
    for name in ("deno.json", "deno.jsonc"):
        manifests = lockfiles_beside("deno.lock", name)(manifests)
    places = {p.name: p.directory for m in manifests.values() for p in m.packages}
    return {path: with_members(m, places, ("registry",)) for path, m in manifests.items()}
