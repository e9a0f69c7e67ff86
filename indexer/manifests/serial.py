"""Manifests as compact JSON, for the store: each record an array of its fields in order."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from .base import Dependency, Entry, Manifest, Package, Script, Setting, WorkspaceTool

__all__ = ["dump_manifest", "load_manifest"]

RECORDS: dict[str, type] = {
    "packages": Package,
    "dependencies": Dependency,
    "scripts": Script,
    "entries": Entry,
    "tools": WorkspaceTool,
    "settings": Setting,
}


def dump_manifest(manifest: Manifest) -> str:
    """The manifest as JSON text; equal manifests give equal text."""
    data: dict[str, Any] = {field.name: getattr(manifest, field.name) for field in fields(Manifest)}
    for name, kind in RECORDS.items():
        names = [field.name for field in fields(kind)]
        data[name] = [[getattr(record, field) for field in names] for record in data[name]]
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False)


def load_manifest(text: str) -> Manifest:
    """The manifest that `dump_manifest` wrote."""
    data = json.loads(text)
    for name, kind in RECORDS.items():
        data[name] = [
            kind(*(tuple(value) if isinstance(value, list) else value for value in record)) for record in data[name]
        ]
    data["problems"] = [(line, message) for line, message in data["problems"]]
    return Manifest(**data)
