"""Continuous integration: GitHub workflows and actions, GitLab CI."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from groundplan.indexer.manifests import module_for

if TYPE_CHECKING:
    from tests.indexer.manifests.workspace_files import Read, Rows

SHA = "11bd71901bbe5b1630ceea73d27597364c9af683"
WORKFLOW = dedent(f"""\
    name: ci
    on: [push]
    jobs:
      test:
        runs-on: ubuntu-latest
        container: node:20-alpine
        services:
          db:
            image: registry.example.org:5000/postgres:16
        steps:
          - uses: actions/checkout@v4
          - uses: actions/cache@{SHA} #v4.0.2
          - uses: ./.github/actions/setup
          - uses: docker://alpine:3.19
          - run: make test
      shared:
        uses: org/repo/.github/workflows/build.yml@main
    """)

ACTION = dedent(f"""\
    runs:
      using: composite
      steps:
        - uses: actions/setup-go@v5
        - uses: actions/checkout@{SHA} # v 11
    """)

PATH = ".github/workflows/ci.yml"
FILES = {PATH: WORKFLOW, ".github/actions/setup/action.yml": ACTION}


def test_workflow(rows: Rows, read: Read) -> None:
    assert rows(FILES, PATH) == [
        ("actions/checkout", "v4", "", "build", 11),
        ("actions/cache", SHA, "v4.0.2", "build", 12),
        ("./.github/actions/setup", "", "", "build", 13),
        ("org/repo/.github/workflows/build.yml", "main", "", "build", 17),
    ]
    manifest = read(FILES)[PATH]
    assert [(s.kind, s.name, s.value, s.line) for s in manifest.settings] == [
        ("action", "actions/checkout", "v4", 11),
        ("action", "actions/cache", "v4.0.2", 12),
        ("action", "./.github/actions/setup", "", 13),
        ("image", "alpine", "3.19", 14),
        ("image", "node", "20-alpine", 6),
        ("service", "registry.example.org:5000/postgres", "16", 8),
        ("action", "org/repo/.github/workflows/build.yml", "main", 17),
    ]
    local = manifest.dependencies[2]
    assert (local.source, local.path) == ("workspace", ".github/actions/setup")


def test_action(rows: Rows) -> None:
    assert rows(FILES, ".github/actions/setup/action.yml") == [
        ("actions/setup-go", "v5", "", "build", 4),
        ("actions/checkout", SHA, "11", "build", 5),
    ]


def test_gitlab(read: Read) -> None:
    text = "image: ruby:3.3\ntest:\n  image: {name: 'node:20'}\n  services:\n    - postgres:16\n  script: make\n"
    manifest = read({".gitlab-ci.yml": text})[".gitlab-ci.yml"]
    assert [(s.kind, s.name, s.value, s.line) for s in manifest.settings] == [
        ("image", "ruby", "3.3", 1),
        ("image", "node", "20", 3),
        ("service", "postgres", "16", 5),
    ]


@pytest.mark.parametrize("path", [PATH, "action.yml", ".gitlab-ci.yml"])
def test_malformed(read: Read, path: str) -> None:
    assert read({path: "jobs: {a: [\n"})[path].problems


def test_a_workflow_that_github_does_not_run_uses_nothing() -> None:
    assert module_for(".github/workflows/ci.yml") == "automation.actions"
    assert module_for("templates/shop/.github/workflows/ci.yml") == ""
    assert module_for("templates/shop/action.yml") == "automation.actions"
