"""Modules that an import map gives the browser and npm does not install: pins of Rails, entries of Symfony's AssetMapper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["is_pinned", "pinned"]

PINS = re.compile(r"^\s*pin\s*\(?\s*['\"]([^'\"]+)['\"]", re.MULTILINE)
FOLDERS = re.compile(r"^\s*pin_all_from\b[^\n]*?\bunder:\s*['\"]([^'\"]+)['\"]", re.MULTILINE)
ENTRIES = re.compile(r"^\s*['\"]([^'\"]+)['\"]\s*=>\s*\[", re.MULTILINE)


def pinned(index: Index) -> frozenset[str]:
    """The names that import maps of the workspace know; one that ends in a slash stands for all below it."""
    found: set[str] = set()
    for path in index.files:
        name = path.rpartition("/")[2]
        if name == "importmap.rb":
            text = index.read(path).decode("utf-8", "replace")
            folders = FOLDERS.findall(text)
            found.update(PINS.findall(text), folders, (f"{folder}/" for folder in folders))
        elif name == "importmap.php":
            found.update(ENTRIES.findall(index.read(path).decode("utf-8", "replace")))
    return frozenset(found)


def is_pinned(names: frozenset[str], specifier: str) -> bool:
    """Whether an import map knows a specifier, by itself or by a folder around it."""
    return specifier in names or any(name.endswith("/") and specifier.startswith(name) for name in names)
