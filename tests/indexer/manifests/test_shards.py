"""Crystal: shard.yml and shard.lock."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.indexer.manifests.workspace_files import Read, Rows

SHARD = dedent("""\
    name: shop
    version: 0.1.0
    crystal: ">= 1.0"
    targets:
      shop:
        main: src/shop.cr
    dependencies:
      kemal:
        github: kemalcr/kemal
        version: ~> 1.0
      local:
        path: ../local
    development_dependencies:
      ameba:
        github: crystal-ameba/ameba
    """)

LOCK = "version: 2.0\nshards:\n  kemal:\n    git: https://x\n    version: 1.4.0\n  radix:\n    git: https://x\n    version: 0.4.1\n"
FILES = {"shard.yml": SHARD, "shard.lock": LOCK}


def test_shard_and_lock(rows: Rows, read: Read) -> None:
    assert rows(FILES, "shard.yml") == [
        ("kemal", "~> 1.0", "1.4.0", "runtime", 8),
        ("local", "", "", "runtime", 11),
        ("ameba", "", "", "dev", 14),
    ]
    assert rows(FILES, "shard.lock") == [("kemal", "", "1.4.0", "runtime", 3), ("radix", "", "0.4.1", "runtime", 6)]
    linked = read(FILES)
    assert [d.direct for d in linked["shard.lock"].dependencies] == [True, False]
    assert [(e.kind, e.name, e.target) for e in linked["shard.yml"].entries] == [("cli", "shop", "src/shop.cr")]


@pytest.mark.parametrize("path", ["shard.yml", "shard.lock"])
def test_malformed(read: Read, path: str) -> None:
    assert read({path: "shards: [\nname: {"})[path].problems
