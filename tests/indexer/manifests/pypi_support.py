"""What tests of the PyPI manifests begin with: a text read, and its dependencies as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan.indexer.manifests import parse

if TYPE_CHECKING:
    from groundplan.indexer.manifests.base import Manifest

__all__ = ["read", "rows"]


def read(path: str, data: bytes) -> Manifest:
    manifest = parse(path, data)
    assert manifest is not None
    return manifest


def rows(manifest: Manifest) -> list[tuple[str, str, str, str, int]]:
    return [(dep.name, dep.constraint, dep.scope, dep.group, dep.line) for dep in manifest.dependencies]
