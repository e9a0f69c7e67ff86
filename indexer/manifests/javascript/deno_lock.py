"""deno.lock, versions 2 to 5: the packages of npm and JSR that Deno has resolved. What it took from URLs is no package.

Source: https://github.com/denoland/deno/blob/main/libs/lockfile (versions and their fields).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..base import Dependency, Manifest, Setting
from ..notations.json_lines import read_json

if TYPE_CHECKING:
    from ..notations.lines import Document, Key

__all__ = ["parse_deno_lock"]

_ENTRY = re.compile(r"(@[^/@]+/[^@]+|[^/@]+)@([^_]+)(?:_.*)?\Z", re.DOTALL)
"""`name@version`, after which peers may follow (`typedoc@0.28.1_typescript@6.0.3`)."""
_NEED = re.compile(r"(?:npm:|jsr:)?(@[^/@]+/[^@]+|[^/@]+)")


def parse_deno_lock(path: str, content: bytes) -> Manifest:
    """A deno.lock. Packages of JSR carry the group `jsr`, as in deno.json."""
    document = read_json(content)
    manifest = Manifest("npm", "lockfile", "deno", problems=list(document.problems))
    if version := document.text("version"):
        manifest.settings.append(Setting("config", "lockfileVersion", version, document.line("version")))
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
    return manifest


def _needs(document: Document, at: tuple[Key, ...]) -> list[str]:
    """The names that a package asks for: a list of `name@range`, or a table of `name: name@version`."""
    listed = [text for text, _ in document.texts(*at, "dependencies")]
    listed += [text for _, text, _ in document.pairs(*at, "dependencies")]
    return [found[1] for text in listed if (found := _NEED.match(text))]
