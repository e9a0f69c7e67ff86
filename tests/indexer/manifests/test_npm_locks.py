"""Lockfiles of npm, Yarn, pnpm and Bun: each format's packages, scopes and lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan.indexer.manifests import parse

if TYPE_CHECKING:
    from groundplan.indexer.manifests.base import Dependency, Manifest

PACKAGE_LOCK_3 = b"""{
  "lockfileVersion": 3,
  "packages": {
    "": {"name": "demo", "dependencies": {"a": "^1.0.0"}, "devDependencies": {"t": "^2.0.0"}, "workspaces": ["pkg/*"]},
    "node_modules/a": {"version": "1.1.0", "dependencies": {"b": "^1.0.0"}},
    "node_modules/a/node_modules/b": {"version": "1.0.0"},
    "node_modules/b": {"version": "2.0.0", "dev": true},
    "node_modules/t": {"version": "2.3.4", "dev": true, "dependencies": {"b": "^2.0.0"}},
    "node_modules/alias": {"name": "real", "version": "3.0.0", "optional": true},
    "node_modules/ui": {"resolved": "pkg/ui", "link": true},
    "pkg/ui": {"version": "0.1.0", "dependencies": {"a": "^1.0.0"}}
  }
}"""
PACKAGE_LOCK_1 = b"""{
  "lockfileVersion": 1,
  "dependencies": {
    "a": {
      "version": "1.1.0",
      "requires": {"b": "^1.0.0"},
      "dependencies": {
        "b": {"version": "1.0.0"}
      }
    },
    "b": {"version": "2.0.0", "dev": true},
    "local": {"version": "file:deps/local"},
    "alias": {"version": "npm:@real/x@5.0.0"}
  }
}"""
YARN_1 = b"""# yarn lockfile v1


"@s/a@^1.0.0", "@s/a@^1.1.0":
  version "1.1.0"
  resolved "https://registry.example/@s/a/-/a-1.1.0.tgz#abc"
  dependencies:
    b "^2.0.0"

b@^2.0.0:
  version "2.0.0"

other@npm:real@^3:
  version "3.0.0"

forked@^1:
  version "1.0.0"
  resolved "https://registry.example/@fork/forked/-/forked-1.0.0.tgz#abc"
"""
YARN_BERRY = b"""__metadata:
  version: 8

"@s/a@npm:^1.0.0, @s/a@npm:^1.1.0":
  version: 1.1.0
  resolution: "@s/a@npm:1.1.0"
  dependencies:
    b: "npm:^2.0.0"

"alias@npm:real@^3":
  version: 3.0.0
  resolution: "real@npm:3.0.0"

"demo@workspace:.":
  version: 0.0.0-use.local
  resolution: "demo@workspace:."

"ui@workspace:*, ui@workspace:pkg/ui":
  version: 0.0.0-use.local
  resolution: "ui@workspace:pkg/ui"
"""
PNPM_9 = b"""lockfileVersion: '9.0'

importers:

  .:
    dependencies:
      a:
        specifier: ^1.0.0
        version: 1.1.0(peer@2.0.0)
    devDependencies:
      t:
        specifier: ^2.0.0
        version: 2.3.4

  pkg/ui:
    dependencies:
      a:
        specifier: 'catalog:'
        version: 1.1.0(peer@2.0.0)
      core:
        specifier: workspace:*
        version: link:../core

packages:

  a@1.1.0:
    resolution: {integrity: x}
    peerDependencies:
      peer: '*'

  peer@2.0.0:
    resolution: {integrity: x}

  t@2.3.4:
    resolution: {integrity: x}

  '@s/u@5.0.0':
    resolution: {integrity: x}

snapshots:

  a@1.1.0(peer@2.0.0):
    dependencies:
      peer: 2.0.0

  peer@2.0.0: {}

  t@2.3.4:
    dependencies:
      '@s/u': 5.0.0

  '@s/u@5.0.0': {}
"""
PNPM_6 = b"""lockfileVersion: '6.0'
dependencies:
  a:
    specifier: ^1.0.0
    version: 1.1.0(peer@2.0.0)
packages:
  /a@1.1.0(peer@2.0.0):
    resolution: {integrity: x}
    dependencies:
      peer: 2.0.0
    dev: false
  /peer@2.0.0:
    resolution: {integrity: x}
    dev: false
  /@s/t@2.3.4:
    resolution: {integrity: x}
    dev: true
"""
PNPM_5 = b"""lockfileVersion: 5.4
specifiers:
  a: ^1.0.0
dependencies:
  a: 1.1.0_peer@2.0.0
packages:
  /a/1.1.0_peer@2.0.0:
    resolution: {integrity: x}
    dependencies:
      peer: 2.0.0
    dev: false
  /peer/2.0.0:
    resolution: {integrity: x}
    dev: false
  registry.example/@s/t/2.3.4:
    resolution: {integrity: x}
    dev: true
  nonsense:
    dev: true
"""
BUN = b"""{
  "lockfileVersion": 1,
  "workspaces": {
    "": {"name": "demo", "dependencies": {"a": "^1.0.0"}, "devDependencies": {"t": "^2.0.0"}},
    "pkg/ui": {"name": "ui", "dependencies": {"b": "^2.0.0"}},
  },
  "packages": {
    "a": ["a@1.1.0", "", {"dependencies": {"b": "^1.0.0"}}, "sha"],
    "b": ["b@2.0.0", "", {}, "sha"],
    "a/b": ["b@1.0.0", "", {}, "sha"],
    "t": ["t@2.3.4", "", {"dependencies": {"u": "*"}}, "sha"],
    "u": ["u@5.0.0", "", {}, "sha"],
    "ui": ["ui@workspace:pkg/ui"],
    "bad": [123],
  }
}"""

Row = tuple[str, str, str, bool, int, tuple[str, ...]]
LOCKS: dict[str, tuple[str, bytes, str, list[Row]]] = {
    "npm 3": (
        "package-lock.json",
        PACKAGE_LOCK_3,
        "npm",
        [
            ("a", "1.1.0", "runtime", True, 5, ("b 1.0.0",)),
            ("t", "2.3.4", "dev", True, 8, ("b 2.0.0",)),
            ("a", "1.1.0", "runtime", True, 5, ("b 1.0.0",)),
            ("b", "1.0.0", "runtime", False, 6, ()),
            ("b", "2.0.0", "dev", False, 7, ()),
            ("real", "3.0.0", "optional", False, 9, ()),
            ("ui", "0.1.0", "runtime", False, 10, ()),
        ],
    ),
    "npm 1": (
        "npm-shrinkwrap.json",
        PACKAGE_LOCK_1,
        "npm",
        [
            ("a", "1.1.0", "runtime", False, 4, ("b 1.0.0",)),
            ("b", "1.0.0", "runtime", False, 8, ()),
            ("b", "2.0.0", "dev", False, 11, ()),
            ("local", "", "runtime", False, 12, ()),
            ("@real/x", "5.0.0", "runtime", False, 13, ()),
        ],
    ),
    "yarn 1": (
        "yarn.lock",
        YARN_1,
        "yarn",
        [
            ("@s/a", "1.1.0", "runtime", False, 4, ("b",)),
            ("b", "2.0.0", "runtime", False, 10, ()),
            ("real", "3.0.0", "runtime", False, 13, ()),
            ("@fork/forked", "1.0.0", "runtime", False, 16, ()),
        ],
    ),
    "yarn berry": (
        "yarn.lock",
        YARN_BERRY,
        "yarn",
        [
            ("@s/a", "1.1.0", "runtime", False, 4, ()),
            ("real", "3.0.0", "runtime", False, 10, ()),
            ("ui", "0.0.0-use.local", "runtime", False, 18, ()),
        ],
    ),
    "pnpm 9": (
        "pnpm-lock.yaml",
        PNPM_9,
        "pnpm",
        [
            ("a", "1.1.0", "runtime", True, 26, ("peer",)),
            ("t", "2.3.4", "dev", True, 34, ("@s/u",)),
            ("a", "1.1.0", "runtime", True, 26, ("peer",)),
            ("peer", "2.0.0", "runtime", False, 31, ()),
            ("@s/u", "5.0.0", "dev", False, 37, ()),
        ],
    ),
    "pnpm 6": (
        "pnpm-lock.yaml",
        PNPM_6,
        "pnpm",
        [
            ("a", "1.1.0", "runtime", True, 7, ("peer",)),
            ("peer", "2.0.0", "runtime", False, 12, ()),
            ("@s/t", "2.3.4", "dev", False, 15, ()),
        ],
    ),
    "pnpm 5": (
        "pnpm-lock.yaml",
        PNPM_5,
        "pnpm",
        [
            ("a", "1.1.0", "runtime", True, 7, ("peer",)),
            ("peer", "2.0.0", "runtime", False, 12, ()),
            ("@s/t", "2.3.4", "dev", False, 15, ()),
        ],
    ),
    "bun": (
        "bun.lock",
        BUN,
        "bun",
        [
            ("a", "1.1.0", "runtime", True, 8, ("b 1.0.0",)),
            ("t", "2.3.4", "dev", True, 11, ("u",)),
            ("b", "2.0.0", "runtime", True, 9, ()),
            ("b", "1.0.0", "runtime", False, 10, ()),
            ("u", "5.0.0", "dev", False, 12, ()),
            ("ui", "", "runtime", False, 13, ()),
        ],
    ),
}


def read(path: str, data: bytes) -> Manifest:
    manifest = parse(path, data)
    assert manifest is not None
    return manifest


def row(dep: Dependency) -> Row:
    return dep.name, dep.resolved, dep.scope, dep.direct, dep.line, dep.requires


@pytest.mark.parametrize("case", LOCKS)
def test_a_lockfile_lists_what_it_fixes(case: str) -> None:
    path, data, manager, rows = LOCKS[case]
    manifest = read(path, data)
    assert (manifest.role, manifest.manager) == ("lockfile", manager)
    assert [row(dep) for dep in manifest.dependencies] == rows


def test_sources_that_are_no_registry() -> None:
    by_name = {
        dep.name: dep
        for path, data in (("package-lock.json", PACKAGE_LOCK_3), ("npm-shrinkwrap.json", PACKAGE_LOCK_1))
        for dep in read(path, data).dependencies
    }
    assert (by_name["ui"].source, by_name["ui"].path) == ("workspace", "pkg/ui")
    assert (by_name["local"].source, by_name["local"].path) == ("path", "deps/local")


def test_a_bad_entry_of_bun_is_a_problem() -> None:
    assert read("bun.lock", BUN).problems == [(14, "not a package: bad")]


def test_a_binary_lockfile_proves_its_manager() -> None:
    manifest = read("bun.lockb", b"\x00\x01")
    assert (manifest.manager, manifest.dependencies, len(manifest.problems)) == ("bun", [], 1)


def test_an_entry_of_a_yarn_lock_without_a_name_is_passed_over() -> None:
    text = b'"":\n  version "1.0.0"\n\n", b@^1.1:\n  version "1.1.0"\n'
    found = read("yarn.lock", text)
    assert [(dep.name, dep.resolved) for dep in found.dependencies] == [("b", "1.1.0")]
