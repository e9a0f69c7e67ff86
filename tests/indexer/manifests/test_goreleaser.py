"""GoReleaser: the programs that a project releases."""

from __future__ import annotations

from groundplan.indexer import manifests
from groundplan.indexer.manifests.base import Entry

TEXT = """project_name: shop
builds:
  - main: .
  - binary: "{{ .Name }}"
    main: ./cmd/x
  - dir: tools
    main: ./cmd/lid
  - builder: rust
    binary: other
"""


def test_released_programs() -> None:
    found = manifests.parse(".goreleaser.yaml", TEXT.encode())
    assert found is not None
    assert found.entries == [Entry("cli", "shop", ".", 3), Entry("cli", "shop", "tools/cmd/lid", 6)]


def test_malformed() -> None:
    found = manifests.parse(".goreleaser.yml", b"builds: [1\n")
    assert found is not None
    assert found.problems
    assert not found.entries
