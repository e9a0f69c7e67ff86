"""pnpm-lock.yaml: packages from elsewhere than a registry, local ones, and one version with several sets of peers."""

from __future__ import annotations

import pytest

from tests.indexer.manifests.test_npm_locks import read

PNPM_SOURCES: list[tuple[str, bytes, tuple[str, str, str, str]]] = [
    (
        "9 git",
        b"""lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      a:
        specifier: github:o/a
        version: https://codeload.example/o/a/tar.gz/12
packages:
  a@https://codeload.example/o/a/tar.gz/12:
    version: 1.0.0
snapshots:
  a@https://codeload.example/o/a/tar.gz/12: {}
""",
        ("a", "1.0.0", "git", ""),
    ),
    (
        "5 file",
        b"""lockfileVersion: 5.4
dependencies:
  a: file:./libs/a.tgz
packages:
  file:libs/a.tgz:
    resolution: {tarball: file:libs/a.tgz}
    name: a
    version: 1.0.0
    dev: false
""",
        ("a", "1.0.0", "path", "libs/a.tgz"),
    ),
    (
        "5 git",
        b"""lockfileVersion: 5.4
dependencies:
  a: github.com/o/a/12ab
packages:
  github.com/o/a/12ab:
    name: a
    version: 1.0.0
    dev: false
""",
        ("a", "1.0.0", "git", ""),
    ),
    (
        "6 alias",
        b"""lockfileVersion: '6.0'
dependencies:
  alias:
    specifier: npm:@s/real@^1
    version: /@s/real@1.0.0
packages:
  /@s/real@1.0.0:
    dev: false
""",
        ("@s/real", "1.0.0", "registry", ""),
    ),
]


@pytest.mark.parametrize(
    ("data", "expected"), [case[1:] for case in PNPM_SOURCES], ids=[case[0] for case in PNPM_SOURCES]
)
def test_packages_of_pnpm_that_are_not_plain(data: bytes, expected: tuple[str, str, str, str]) -> None:
    (dep,) = read("pnpm-lock.yaml", data).dependencies
    assert (dep.name, dep.resolved, dep.source, dep.path) == expected
    assert dep.direct


def test_a_local_folder_that_nothing_links_is_listed() -> None:
    data = b'{"packages": {"": {}, "deps/etag": {"version": "1.8.0", "dev": true}, "deps/etag/node_modules/x": {"version": "1.0.0"}}}'
    found = read("package-lock.json", data).dependencies
    assert [(dep.name, dep.resolved, dep.scope, dep.path) for dep in found] == [
        ("etag", "1.8.0", "dev", "deps/etag"),
        ("x", "1.0.0", "runtime", ""),
    ]


def test_pnpm_archive_of_the_workspace_is_for_development_only() -> None:
    text = b"""lockfileVersion: '9.0'
importers:
  .:
    devDependencies:
      pot:
        specifier: file:a/pot.tgz
        version: file:a/pot.tgz
packages:
  pot@file:a/pot.tgz:
    version: 1.2.0
snapshots:
  pot@file:a/pot.tgz: {}
"""
    [pot] = read("pnpm-lock.yaml", text).dependencies
    assert (pot.name, pot.resolved, pot.scope) == ("pot", "1.2.0", "dev")


def test_one_version_with_two_sets_of_peers_has_two_lives_in_pnpm() -> None:
    text = b"""lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      app:
        specifier: ^1.0.0
        version: 1.0.0
    devDependencies:
      tool:
        specifier: ^1.0.0
        version: 1.0.0
packages:
  app@1.0.0: {}
  tool@1.0.0: {}
  plug@1.0.0: {}
  core@1.0.0: {}
  core@2.0.0: {}
snapshots:
  app@1.0.0:
    dependencies:
      plug: 1.0.0(core@1.0.0)
  tool@1.0.0:
    dependencies:
      plug: 1.0.0(core@2.0.0)
  plug@1.0.0(core@1.0.0):
    dependencies:
      core: 1.0.0
  plug@1.0.0(core@2.0.0):
    dependencies:
      core: 2.0.0
  core@1.0.0: {}
  core@2.0.0: {}
"""
    found = {(dep.name, dep.resolved): dep.scope for dep in read("pnpm-lock.yaml", text).dependencies}
    assert found[("core", "1.0.0")] == "runtime"
    assert found[("core", "2.0.0")] == "dev"
    assert found[("plug", "1.0.0")] == "runtime"


def test_a_lock_of_version_5_that_is_written_as_6() -> None:
    lock = b"lockfileVersion: 5.4\ndevDependencies:\n  etag:\n    specifier: ^1.0.0\n    version: 1.8.0\npackages:\n  /etag@1.8.0:\n    dev: true\n"
    found = read("pnpm-lock.yaml", lock).dependencies
    assert [(d.name, d.constraint, d.resolved, d.scope) for d in found] == [("etag", "^1.0.0", "1.8.0", "dev")]


def test_the_package_manager_is_locked_in_a_document_of_its_own() -> None:
    text = b"""---
lockfileVersion: '9.0'
packages:
  pnpm@12.0.0: {}
snapshots:
  pnpm@12.0.0: {}
---
lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      app:
        specifier: ^1.0.0
        version: 1.0.1
packages:
  app@1.0.1: {}
snapshots:
  app@1.0.1: {}
"""
    found = read("pnpm-lock.yaml", text).dependencies
    assert [(dep.name, dep.resolved, dep.direct, dep.line) for dep in found] == [
        ("app", "1.0.1", True, 16),
        ("pnpm", "12.0.0", False, 4),
    ]
