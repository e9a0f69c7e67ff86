"""Deno: deno.json, deno.jsonc and deno.lock."""

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


LOCK = """{
  "version": "4",
  "specifiers": {"jsr:@std/assert@^1.0.0": "1.0.2"},
  "jsr": {
    "@std/assert@1.0.2": {"integrity": "x", "dependencies": ["jsr:@std/internal@^1.0.0"]},
    "@std/internal@1.0.1": {"integrity": "y"}
  },
  "npm": {
    "chalk@5.3.0": {"integrity": "z"},
    "@a/b@1.17.9_@a+client@5.50.0": {"integrity": "z", "dependencies": ["chalk"]},
    "@a/b@1.17.9_@a+client@5.51.0": {"integrity": "z"}
  },
  "remote": {"https://deno.land/std@0.140.0/path/mod.ts": "d3"}
}"""
OLD_LOCK = """{
  "version": "3",
  "packages": {"npm": {"chalk@5.3.0": {"dependencies": {"ansi": "ansi@1.0.0"}}, "ansi@1.0.0": {}}}
}"""


def test_lock(rows: Rows, read: Read) -> None:
    files = {"deno.json": '{"imports": {"@std/assert": "jsr:@std/assert@^1.0.0"}}', "deno.lock": LOCK}
    assert [row[:3] for row in rows(files, "deno.lock")] == [
        ("@std/assert", "", "1.0.2"),
        ("@std/internal", "", "1.0.1"),
        ("chalk", "", "5.3.0"),
        ("@a/b", "", "1.17.9"),
    ]
    assert rows(files, "deno.json") == [("@std/assert", "^1.0.0", "1.0.2", "runtime", 1)]
    locked = read(files)["deno.lock"].dependencies
    assert [(item.group, item.requires) for item in locked] == [
        ("jsr", ("@std/internal",)),
        ("jsr", ()),
        ("", ()),
        ("", ("chalk",)),
    ]


def test_lock_of_an_old_version(read: Read) -> None:
    found = read({"deno.lock": OLD_LOCK})["deno.lock"].dependencies
    assert [(item.name, item.resolved, item.requires) for item in found] == [
        ("chalk", "5.3.0", ("ansi",)),
        ("ansi", "1.0.0", ()),
    ]


def test_malformed_lock(read: Read) -> None:
    assert read({"deno.lock": '{"version": "4", oops'})["deno.lock"].problems
