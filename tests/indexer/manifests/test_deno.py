"""Deno: deno.json and deno.jsonc."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.indexer.manifests.workspace_files import Read, Rows

CONFIG = """{
  // the package
  "name": "@shop/web", "version": "0.1.0",
  "exports": {".": "./mod.ts", "./cli": "./cli.ts"},
  "imports": {
    "chalk": "npm:chalk@5.3.0",
    "@std/assert": "jsr:@std/assert@^1.0.0",
    "hono/": "npm:/hono@4/",
    "express": "npm:express@^4",
    "util": "npm:@shop/util@0.2.0",
    "local/": "./src/"
  },
  "tasks": {"dev": "deno run --watch main.ts", "ci": {"command": "deno test"}},
  "workspace": ["./packages/util"],
  "lint": {}
}"""
FILES = {"deno.jsonc": CONFIG, "packages/util/deno.json": '{"name": "@shop/util", "exports": "./mod.ts"}'}


def test_config(rows: Rows, read: Read) -> None:
    assert rows(FILES, "deno.jsonc") == [
        ("chalk", "5.3.0", "5.3.0", "runtime", 6),
        ("@std/assert", "^1.0.0", "", "runtime", 7),
        ("express", "^4", "", "runtime", 9),
        ("@shop/util", "0.2.0", "0.2.0", "runtime", 10),
    ]
    manifest = read(FILES)["deno.jsonc"]
    assert [(s.name, s.command, s.line) for s in manifest.scripts] == [
        ("dev", "deno run --watch main.ts", 13),
        ("ci", "deno test", 13),
    ]
    assert [(e.kind, e.name, e.target) for e in manifest.entries] == [
        ("library", ".", "./mod.ts"),
        ("library", "./cli", "./cli.ts"),
    ]
    assert [(t.name, t.members) for t in manifest.tools] == [("Deno workspace", ("packages/util",))]
    assert [(d.group, d.source, d.path, d.marker) for d in manifest.dependencies[1::2]] == [
        ("jsr", "registry", "", ""),
        ("", "workspace", "packages/util", "imported as util"),
    ]


def test_malformed(read: Read) -> None:
    assert read({"deno.json": '{"imports": {'})["deno.json"].problems
