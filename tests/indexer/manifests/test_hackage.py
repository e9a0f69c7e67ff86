"""Hackage: .cabal, cabal.project, cabal.project.freeze, stack.yaml, stack.yaml.lock."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.indexer.manifests.workspace_files import Read, Rows

CABAL = dedent("""\
    cabal-version: 2.4
    name: shop
    version: 0.1.0.0

    common shared
      build-depends: base >=4.16 && <5

    library
      build-depends:
        , aeson ^>=2.1
        , text == 2.0.2
      hs-source-dirs: src

    executable shop
      main-is: Main.hs
      build-depends: shop, core

    test-suite spec
      build-depends: hspec
      build-tool-depends: hspec-discover:hspec-discover
    """)

FILES = {
    "shop/shop.cabal": CABAL,
    "core/core.cabal": "name: core\nversion: 1\n",
    "cabal.project": "packages:\n  ./shop\n  ./core\nwith-compiler: ghc\n",
    "cabal.project.freeze": "constraints: any.aeson ==2.1.2.1,\n             any.base ==4.17.0.0,\n             aeson +flag\n",
}


def test_cabal(rows: Rows, read: Read) -> None:
    assert rows(FILES, "shop/shop.cabal") == [
        ("base", ">=4.16 && <5", "4.17.0.0", "runtime", 6),
        ("aeson", "^>=2.1", "2.1.2.1", "runtime", 10),
        ("text", "== 2.0.2", "2.0.2", "runtime", 11),
        ("shop", "", "", "runtime", 16),
        ("core", "", "", "runtime", 16),
        ("hspec", "", "", "test", 19),
        ("hspec-discover", "", "", "build", 20),
    ]
    manifest = read(FILES)["shop/shop.cabal"]
    assert [(p.name, p.version, p.directory, p.line) for p in manifest.packages] == [("shop", "0.1.0.0", "shop", 2)]
    assert [(e.name, e.target, e.line) for e in manifest.entries] == [("shop", "Main.hs", 15)]
    core = manifest.dependencies[4]
    assert (core.source, core.path) == ("workspace", "core")
    assert read(FILES)["cabal.project"].tools[0].members == ("shop", "core")


def test_freeze(rows: Rows) -> None:
    assert rows(FILES, "cabal.project.freeze") == [
        ("aeson", "", "2.1.2.1", "runtime", 1),
        ("base", "", "4.17.0.0", "runtime", 2),
    ]


def test_stack(rows: Rows, read: Read) -> None:
    stack = "resolver: lts-22.7\npackages: [.]\nextra-deps:\n  - acme-missiles-0.3@sha256:ab,613\n  - git: x\n"
    lock = "packages:\n- completed:\n    hackage: hasql-pool-1.0.1@sha256:3c,2302\n  original: x\n"
    assert rows({"stack.yaml": stack}, "stack.yaml") == [("acme-missiles", "0.3", "0.3", "runtime", 4)]
    assert [(s.name, s.value) for s in read({"stack.yaml": stack})["stack.yaml"].settings] == [("stackage", "lts-22.7")]
    assert rows({"stack.yaml.lock": lock}, "stack.yaml.lock") == [("hasql-pool", "", "1.0.1", "runtime", 2)]


@pytest.mark.parametrize("path", ["stack.yaml", "stack.yaml.lock"])
def test_malformed(read: Read, path: str) -> None:
    assert read({path: "packages: [a\nb: {"})[path].problems
