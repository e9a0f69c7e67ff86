"""What linking makes of npm's, Yarn's, pnpm's and Bun's lockfiles: the versions of what manifests ask for, workspaces, scopes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan.indexer.manifests import link_all

from tests.indexer.manifests.test_npm_locks import BUN, PNPM_9, YARN_1, read

if TYPE_CHECKING:
    from groundplan.indexer.manifests.base import Manifest

WORKSPACE = {
    "package.json": b'{"name": "demo", "dependencies": {"a": "^1.0.0"}, "devDependencies": {"t": "^2.0.0"}}',
    "pkg/ui/package.json": b'{"name": "ui", "version": "0.1.0", "dependencies": {"a": "catalog:", "core": "workspace:*"}}',
    "pkg/core/package.json": b'{"name": "core", "version": "0.2.0"}',
    "pnpm-workspace.yaml": b"packages: ['pkg/*']\ncatalog:\n  a: ^1.0.0\n",
    "pnpm-lock.yaml": PNPM_9,
}


def linked(texts: dict[str, bytes]) -> dict[str, Manifest]:
    return link_all({path: read(path, data) for path, data in texts.items()})


def test_a_pnpm_workspace_is_completed() -> None:
    found = linked(WORKSPACE)
    assert [(dep.name, dep.resolved, dep.requires) for dep in found["package.json"].dependencies] == [
        ("a", "1.1.0", ("peer",)),
        ("t", "2.3.4", ("@s/u",)),
    ]
    ui = found["pkg/ui/package.json"].dependencies
    assert [(dep.name, dep.constraint, dep.resolved, dep.group, dep.source, dep.path) for dep in ui] == [
        ("a", "^1.0.0", "1.1.0", "catalog:default", "registry", ""),
        ("core", "workspace:*", "0.2.0", "", "workspace", "pkg/core"),
    ]
    assert [(dep.name, dep.direct) for dep in found["pnpm-lock.yaml"].dependencies] == [
        ("peer", False),
        ("@s/u", False),
    ]


def test_linking_changes_no_input() -> None:
    parsed = {path: read(path, data) for path, data in WORKSPACE.items()}
    link_all(parsed)
    assert parsed == {path: read(path, data) for path, data in WORKSPACE.items()}


def test_a_yarn_lock_gets_its_scopes_from_the_manifests() -> None:
    found = linked(
        {
            "package.json": b'{"devDependencies": {"@s/a": "^1.1.0", "other": "npm:real@^3"}, "workspaces": ["x"]}',
            "yarn.lock": YARN_1,
        }
    )
    assert [dep.resolved for dep in found["package.json"].dependencies] == ["1.1.0", "3.0.0"]
    assert [(dep.name, dep.scope) for dep in found["yarn.lock"].dependencies] == [
        ("b", "dev"),
        ("@fork/forked", "runtime"),
    ]
    assert [tool.name for tool in found["package.json"].tools] == ["yarn workspaces"]


@pytest.mark.parametrize(
    ("constraint", "version", "local"),
    [("^1.0.0", "1.5.0", True), ("^2.0.0", "1.5.0", False), ("*", "", True), ("workspace:^", "9.0.0", True)],
)
def test_a_package_of_the_workspace_is_linked_where_its_version_fits(
    constraint: str, version: str, local: bool
) -> None:
    found = linked(
        {
            "package.json": b'{"workspaces": ["libs/**", "!libs/old"]}',
            "libs/deep/ui/package.json": f'{{"name": "ui", "version": "{version}"}}'.encode(),
            "libs/app/package.json": f'{{"name": "app", "dependencies": {{"ui": "{constraint}"}}}}'.encode(),
        }
    )
    (dep,) = found["libs/app/package.json"].dependencies
    assert (dep.source, dep.path) == (("workspace", "libs/deep/ui") if local else ("registry", ""))


def test_packages_outside_the_workspace_are_not_linked() -> None:
    found = linked({"a/package.json": b'{"name": "a", "dependencies": {"b": "*"}}', "b/package.json": b'{"name": "b"}'})
    assert found["a/package.json"].dependencies[0].source == "registry"


def test_of_several_lockfiles_the_named_manager_s_counts() -> None:
    texts = {
        "package.json": b'{"packageManager": "npm@10.0.0", "dependencies": {"b": "^2.0.0"}}',
        "package-lock.json": b'{"packages": {"": {"dependencies": {"b": "^2.0.0"}}, "node_modules/b": {"version": "2.9.9"}}}',
        "yarn.lock": YARN_1,
    }
    assert linked(texts)["package.json"].dependencies[0].resolved == "2.9.9"
    texts["package.json"] = b'{"dependencies": {"b": "^2.0.0"}}'
    assert linked(texts)["package.json"].dependencies[0].resolved == "2.0.0"


def test_a_package_below_a_project_that_is_no_member_is_not_governed_by_its_lockfile() -> None:
    """Examples and fixtures stand below a project with a lockfile of its own."""
    texts = {
        "package.json": b'{"workspaces": ["libs/*"]}',
        "yarn.lock": YARN_1,
        "libs/a/package.json": b'{"dependencies": {"b": "^2.0.0"}}',
        "examples/a/package.json": b'{"dependencies": {"b": "^2.0.0"}}',
    }
    found = linked(texts)
    assert [found[f"{place}/a/package.json"].dependencies[0].resolved for place in ("libs", "examples")] == [
        "2.0.0",
        "",
    ]


def test_the_workspace_s_own_packages_are_no_dependencies_of_its_lockfile() -> None:
    texts = {"pkg/ui/package.json": b'{"name": "ui"}', "package.json": b'{"workspaces": ["pkg/*"]}', "bun.lock": BUN}
    assert "ui" not in [dep.name for dep in linked(texts)["bun.lock"].dependencies]


def test_a_hostile_member_glob_matches_nothing() -> None:
    texts = {
        "package.json": b'{"workspaces": ["' + b"**/*a/" * 50 + b'"]}',
        f"{'a/' * 100}package.json": b'{"name": "x"}',
    }
    assert set(linked(texts)) == set(texts)


def test_ranges_of_a_yarn_lock_tell_which_version_is_needed() -> None:
    lock = b"""# yarn lockfile v1

a@^1.0.0:
  version "1.0.0"
  dependencies:
    m "^1.0.0"

b@^1.0.0:
  version "1.0.0"
  dependencies:
    m "^2.0.0"

m@^1.0.0:
  version "1.5.0"

m@^2.0.0:
  version "2.5.0"
"""
    package = b'{"dependencies": {"a": "^1.0.0"}, "devDependencies": {"b": "^1.0.0"}}'
    found = linked({"package.json": package, "yarn.lock": lock})
    assert [(dep.name, dep.resolved, dep.scope) for dep in found["yarn.lock"].dependencies] == [
        ("m", "1.5.0", "runtime"),
        ("m", "2.5.0", "dev"),
    ]


def test_a_published_version_of_a_package_of_the_workspace_stays_in_the_lock() -> None:
    """A tool of the workspace needs the last release of one of its packages."""
    lock = b"""lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      core:
        specifier: workspace:*
        version: link:core
      tool:
        specifier: ^1.0.0
        version: 1.0.0
packages:
  core@0.1.0:
    resolution: {integrity: x}
  tool@1.0.0:
    resolution: {integrity: x}
snapshots:
  core@0.1.0: {}
  tool@1.0.0:
    dependencies:
      core: 0.1.0
"""
    found = linked(
        {
            "package.json": b'{"dependencies": {"core": "workspace:*", "tool": "^1.0.0"}}',
            "core/package.json": b'{"name": "core", "version": "0.2.0"}',
            "pnpm-workspace.yaml": b"packages: [core]\n",
            "pnpm-lock.yaml": lock,
        }
    )
    assert [(dep.name, dep.resolved) for dep in found["package.json"].dependencies] == [
        ("core", "0.2.0"),
        ("tool", "1.0.0"),
    ]
    assert [(dep.name, dep.resolved) for dep in found["pnpm-lock.yaml"].dependencies] == [("core", "0.1.0")]
