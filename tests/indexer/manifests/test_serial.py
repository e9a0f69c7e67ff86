"""Stored manifests: each is decoded when it is first read, and only then."""

from __future__ import annotations

import pytest
from groundplan.indexer.manifests.base import Dependency, Manifest
from groundplan.indexer.manifests.serial import StoredManifests, dump_manifest


def test_a_manifest_is_decoded_when_first_read() -> None:
    own = Manifest("npm", dependencies=[Dependency("react", "^18", line=3)])
    stored = StoredManifests({"a/package.json": dump_manifest(own), "b/package.json": "no manifest"})
    assert list(stored) == ["a/package.json", "b/package.json"]
    assert len(stored) == 2
    assert "b/package.json" in stored
    assert stored["a/package.json"] == own
    assert stored["a/package.json"] is stored["a/package.json"]


def test_an_unknown_path_is_no_manifest() -> None:
    stored = StoredManifests({})
    assert stored.get("x") is None
    with pytest.raises(KeyError):
        stored["x"]
