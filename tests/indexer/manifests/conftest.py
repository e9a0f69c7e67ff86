"""Manifests of a small workspace, read and linked: what the ecosystems' tests ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan.indexer.manifests import link_all, parser_for

if TYPE_CHECKING:
    from groundplan.indexer.manifests.base import Manifest

    from tests.indexer.manifests.workspace_files import Files, Read, Row, Rows


def _read(files: Files) -> dict[str, Manifest]:
    manifests: dict[str, Manifest] = {}
    for path, text in files.items():
        parser = parser_for(path)
        assert parser is not None, f"no reader for {path}"
        manifests[path] = parser(path, text.encode())
    return link_all(manifests)


@pytest.fixture
def read() -> Read:
    """Reads files (path → text) with the raw parsers and links them."""
    return _read


@pytest.fixture
def rows() -> Rows:
    """The dependencies of one of the files as `(name, constraint, resolved, scope, line)`."""

    def ask(files: Files, path: str) -> list[Row]:
        found = _read(files)[path].dependencies
        return [(d.name, d.constraint, d.resolved, d.scope, d.line) for d in found]

    return ask
