"""Composer: composer.json and composer.lock."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.indexer.manifests.workspace_files import Read, Rows

MANIFEST = """{
  "name": "Acme/App",
  "type": "project",
  "require": {
    "php": ">=8.2",
    "ext-json": "*",
    "monolog/monolog": "^3.0",
    "acme/local": "*",
    "Pinned/One": "1.2.3"
  },
  "require-dev": {
    "phpunit/phpunit": "^11"
  },
  "repositories": [{"type": "path", "url": "./packages/*"}, {"type": "vcs", "url": "x"}],
  "autoload": {"psr-4": {"App\\\\": "src/"}},
  "bin": ["bin/console"],
  "scripts": {
    "test": "phpunit",
    "check": ["@test", "phpstan"]
  }
}"""

LOCK = json.dumps(
    {
        "packages": [
            {"name": "monolog/monolog", "version": "3.5.0", "require": {"php": ">=8.1", "psr/log": "^3"}},
            {"name": "psr/log", "version": "3.0.0"},
        ],
        "packages-dev": [{"name": "phpunit/phpunit", "version": "11.0.1"}],
        "platform": {"php": ">=8.2"},
    },
    indent=1,
)
FILES = {
    "composer.json": MANIFEST,
    "composer.lock": LOCK,
    "packages/local/composer.json": '{"name": "acme/local", "version": "0.1"}',
}


def test_manifest(rows: Rows, read: Read) -> None:
    assert rows(FILES, "composer.json") == [
        ("monolog/monolog", "^3.0", "3.5.0", "runtime", 7),
        ("acme/local", "*", "", "runtime", 8),
        ("pinned/one", "1.2.3", "1.2.3", "runtime", 9),
        ("phpunit/phpunit", "^11", "11.0.1", "dev", 12),
    ]
    manifest = read(FILES)["composer.json"]
    assert [(p.name, p.private, p.line) for p in manifest.packages] == [("acme/app", True, 2)]
    assert [(s.name, s.value) for s in manifest.settings if s.kind == "engine"] == [("php", ">=8.2"), ("ext-json", "*")]
    assert ("autoload:psr-4:App\\", "src/") in {(s.name, s.value) for s in manifest.settings}
    assert [(e.kind, e.name, e.target) for e in manifest.entries] == [("cli", "console", "bin/console")]
    assert [(s.name, s.command, s.line) for s in manifest.scripts] == [
        ("test", "phpunit", 18),
        ("check", "@test && phpstan", 19),
    ]
    local = manifest.dependencies[1]
    assert (local.source, local.path) == ("workspace", "packages/local")
    assert manifest.tools[0].members == ("packages/*",)


def test_parts_of_one_package(read: Read) -> None:
    files = {
        "composer.json": '{"name": "x/all", "replace": {"x/log": "self.version", "old/name": "*"}}',
        "src/Log/composer.json": '{"name": "x/log"}',
        "src/Queue/composer.json": '{"name": "x/queue", "require": {"x/log": "^1", "psr/log": "^3"}}',
    }
    log, psr = read(files)["src/Queue/composer.json"].dependencies
    assert (log.source, log.path, psr.source) == ("workspace", "src/Log", "registry")


def test_lock(rows: Rows, read: Read) -> None:
    assert rows({"composer.lock": LOCK}, "composer.lock") == [
        ("monolog/monolog", "", "3.5.0", "runtime", 4),
        ("psr/log", "", "3.0.0", "runtime", 12),
        ("phpunit/phpunit", "", "11.0.1", "dev", 18),
    ]
    lock = read(FILES)["composer.lock"]
    assert [(d.direct, d.requires) for d in lock.dependencies] == [(True, ("psr/log",)), (False, ()), (True, ())]


@pytest.mark.parametrize("path", ["composer.json", "composer.lock"])
@pytest.mark.parametrize("text", ["not json", '{"require": {"a/b": "1"', "[1, 2]"])
def test_malformed(read: Read, path: str, text: str) -> None:
    assert read({path: text})[path].problems


def test_a_large_lock_has_the_line_of_each_package(rows: Rows) -> None:
    names = [f"v/p{number}" for number in range(900)]
    lock = {
        "packages": [
            {"name": name, "version": "1.0.0", "authors": [{"name": "A"}], "keywords": ["b", "c"]} for name in names
        ]
    }
    text = json.dumps(lock, indent=4)
    found = rows({"composer.lock": text}, "composer.lock")
    assert len(text) > 100_000
    lines = text.splitlines()
    assert [(row[0], name in lines[row[-1]]) for row, name in zip(found, names, strict=True)] == [
        (name, True) for name in names
    ]
