"""Manifests as compact JSON, for the store: each record an array of its fields in order."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from .base import Dependency, Entry, Manifest, Package, Script, Setting, WorkspaceTool

__all__ = ["StoredManifests", "dump_manifest", "load_manifest"]

RECORDS: dict[str, Any] = {
    "packages": Package,
    "dependencies": Dependency,
    "scripts": Script,
    "entries": Entry,
    "tools": WorkspaceTool,
    "settings": Setting,
}


def dump_manifest(manifest: Manifest) -> str:
    """The manifest as JSON text; equal manifests give equal text."""
    return json.dumps(vars(manifest), separators=(",", ":"), ensure_ascii=False)


def load_manifest(text: str) -> Manifest:
    """The manifest that `dump_manifest` wrote."""
    data = json.loads(text)
    for name, kind in RECORDS.items():
        data[name] = [
            kind(*(tuple(value) if isinstance(value, list) else value for value in record)) for record in data[name]
        ]
    data["problems"] = [(line, message) for line, message in data["problems"]]
    return Manifest(**data)


class StoredManifests(Mapping[str, Manifest]):
    """Path → manifest, each decoded when it is first asked for: a repository may hold hundreds that only its tests read.

    Args:
        texts: path → what `dump_manifest` wrote, in the order to keep.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._decoded: dict[str, Manifest] = {}

    def __getitem__(self, path: str) -> Manifest:
        if path not in self._decoded:
            self._decoded[path] = load_manifest(self._texts[path])
        return self._decoded[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __contains__(self, path: object) -> bool:
        return path in self._texts
