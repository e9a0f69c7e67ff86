"""Modules that an import map gives the browser and npm does not install: pins of Rails, entries of Symfony's AssetMapper,
maps of the browser's own form (Deno), and what packages of Meteor ask for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .keyed_strings import keyed_strings

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["is_pinned", "pinned"]

PINS = re.compile(r"^\s*pin\s*\(?\s*['\"]([^'\"]+)['\"]", re.MULTILINE)
FOLDERS = re.compile(r"^\s*pin_all_from\b[^\n]*?\bunder:\s*['\"]([^'\"]+)['\"]", re.MULTILINE)
ENTRIES = re.compile(r"^\s*['\"]([^'\"]+)['\"]\s*=>\s*\[", re.MULTILINE)
MAP_FILE = re.compile(r"^(?:deno\.jsonc?|import[_-]?maps?\.json|imports\.json)$", re.IGNORECASE)


def pinned(index: Index) -> frozenset[str]:
    """The names that import maps of the workspace know; one that ends in a slash stands for all below it."""
    found: set[str] = set()
    for path in index.files:
        name = path.rpartition("/")[2]
        if name == "importmap.rb":
            text = index.text(path)
            folders = FOLDERS.findall(text)
            found.update(PINS.findall(text), folders, (f"{folder}/" for folder in folders))
        elif name == "importmap.php":
            found.update(ENTRIES.findall(index.text(path)))
        elif name == "package.js" and "Npm.depends" in (text := index.text(path)):
            asked = [item.value for item in keyed_strings(path, text) if item.is_key and item.keys[-1:] == ("depends",)]
            found.update(asked, (f"{item}/" for item in asked))
        elif name.lower().endswith((".json", ".jsonc")) and MAP_FILE.match(name):
            text = index.text(path)
            found.update(item.value for item in keyed_strings(path, text) if item.is_key and item.keys == ("imports",))
    return frozenset(found)


def is_pinned(names: frozenset[str], specifier: str) -> bool:
    """Whether an import map knows a specifier, by itself or by a folder around it."""
    return specifier in names or any(name.endswith("/") and specifier.startswith(name) for name in names)
