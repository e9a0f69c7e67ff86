"""Runs the JavaScript family's modules on texts, as the indexer does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from groundplan.indexer.classify.zones import zone
from groundplan.indexer.languages import language, prepared, resolver
from groundplan.indexer.languages.base import FileNode, World
from groundplan.indexer.languages.trees import parse

from .named import named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from groundplan.indexer.facts import Extracted, Link


def package(name: str = "", **fields: object) -> str:
    """A package.json."""
    return json.dumps({"name": name, **fields} if name else fields)


PNPM = {
    "pnpm-workspace.yaml": "packages:\n  - 'packages/*'\n  - '!packages/skipped'\n",
    "package.json": package("root"),
}


FAMILY = ("JavaScript", "TypeScript", "TSX", "Vue", "Svelte", "Astro")


def language_of(path: str) -> str:
    """Linguist's name by the extension, "" for another language."""
    return named(path, FAMILY)


def read(path: str, source: bytes | str) -> Extracted:
    """The facts of one text."""
    raw = source.encode() if isinstance(source, str) else source
    name = language_of(path)
    text, dialect = prepared(name, raw)
    assert len(text) == len(raw)
    assert text.count(b"\n") == raw.count(b"\n")
    return language(name).extract(text, parse(text, dialect), path)


def resolve(files: Mapping[str, str]) -> dict[str, list[Link]]:
    """The links of every file of a workspace in memory, by path."""
    nodes = {path: FileNode(language_of(path), "", zone(path)) for path in files}
    world = World(nodes, lambda path: files.get(path, "").encode())
    resolve_imports = resolver("TypeScript", world)
    return {
        path: list(resolve_imports(path, read(path, text).imports))
        for path, text in sorted(files.items())
        if language_of(path)
    }


def ends(files: Mapping[str, str], path: str) -> list[str]:
    """Where each import of a file leads: a path, `module:NAME` outside, `runtime:NAME`, or `? reason`."""
    found = []
    for link in resolve(files)[path]:
        outside = f"{'runtime' if link.stdlib else 'module'}:{link.external}"
        found.append(link.target or (outside if link.external else f"? {link.reason}"))
    return found


__all__ = ["PNPM", "ends", "language_of", "package", "read", "resolve"]
