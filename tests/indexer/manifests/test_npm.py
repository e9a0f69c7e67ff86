"""package.json and the files that bind packages: small texts and the records that they must give."""

from __future__ import annotations

import json

import pytest
from groundplan.indexer.manifests import parse
from groundplan.indexer.manifests.base import Dependency, Entry, Manifest, Package, Script, Setting, WorkspaceTool
from groundplan.indexer.manifests.javascript.npm.package_json import source_of
from groundplan.indexer.manifests.notations.semver import satisfies

PACKAGE = b"""{
  "name": "@acme/web",
  "version": "1.2.0",
  "private": true,
  "type": "module",
  "packageManager": "pnpm@9.1.0+sha512.abc",
  "bin": {"acme": "./bin/acme.js"},
  "main": "dist/index.js",
  "exports": {
    ".": {"import": "./dist/index.mjs", "require": "./dist/index.cjs"},
    "./sub": "./dist/sub.js"
  },
  "scripts": {
    "build": "vite build"
  },
  "engines": {"node": ">=20"},
  "dependencies": {
    "react": "^18.2.0",
    "@acme/ui": "workspace:*",
    "local": "file:../local",
    "pinned": "1.0.0"
  },
  "devDependencies": {"vitest": "~1.0"},
  "peerDependencies": {"typescript": ">=5", "next": "*"},
  "peerDependenciesMeta": {"next": {"optional": true}},
  "optionalDependencies": {"fsevents": "*"},
  "bundleDependencies": ["react"],
  "overrides": {"lodash": "4.17.21"},
  "workspaces": ["packages/*", "!packages/old"],
  "eslintConfig": {"root": true}
}"""


def read(path: str, data: bytes) -> Manifest:
    manifest = parse(path, data)
    assert manifest is not None
    return manifest


def test_a_package_json_with_everything() -> None:
    manifest = read("apps/web/package.json", PACKAGE)
    assert manifest.packages == [Package("@acme/web", "1.2.0", "apps/web", 2, True)]
    assert manifest.manager == "pnpm"
    assert manifest.dependencies == [
        Dependency("react", "^18.2.0", line=18, group="bundled"),
        Dependency("@acme/ui", "workspace:*", line=19, source="workspace"),
        Dependency("local", "file:../local", line=20, source="path", path="apps/local"),
        Dependency("pinned", "1.0.0", "1.0.0", line=21),
        Dependency("vitest", "~1.0", scope="dev", line=23),
        Dependency("fsevents", "*", scope="optional", line=26),
        Dependency("typescript", ">=5", scope="peer", line=24),
        Dependency("next", "*", scope="peer", line=24, marker="optional"),
    ]
    assert manifest.scripts == [Script("build", "vite build", 14, directory="apps/web")]
    assert manifest.entries == [
        Entry("cli", "acme", "./bin/acme.js", 7),
        Entry("library", "main", "dist/index.js", 8),
        Entry("library", ".", "./dist/index.mjs", 10),
        Entry("library", ".", "./dist/index.cjs", 10),
        Entry("library", "./sub", "./dist/sub.js", 11),
    ]
    assert manifest.tools == [WorkspaceTool("pnpm workspaces", ("packages/*",), 29, ("packages/old",))]
    assert manifest.settings == [
        Setting("manager", "pnpm", "9.1.0", 6),
        Setting("engine", "node", ">=20", 16),
        Setting("config", "type", "module", 5),
        Setting("config", "overrides.lodash", "4.17.21", 28),
        Setting("tool", "eslintConfig", "", 30),
    ]
    assert manifest.problems == []


@pytest.mark.parametrize(
    ("fields", "tool"),
    [
        ({"workspaces": ["a", "b/*"]}, WorkspaceTool("npm workspaces", ("a", "b/*"), 2)),
        ({"workspaces": {"packages": ["a"], "nohoist": ["**/x"]}}, WorkspaceTool("npm workspaces", ("a",), 2)),
        (
            {"workspaces": {"packages": ["a"]}, "packageManager": "yarn@4.1.0"},
            WorkspaceTool("yarn workspaces", ("a",), 2),
        ),
    ],
)
def test_workspaces_in_each_form(fields: dict[str, object], tool: WorkspaceTool) -> None:
    assert read("package.json", json.dumps(fields, indent=1).encode()).tools == [tool]


@pytest.mark.parametrize(
    ("fields", "manager"),
    [
        ({"packageManager": "yarn@3.2.1"}, ("yarn", "3.2.1")),
        ({"devEngines": {"packageManager": {"name": "pnpm", "version": ">=9"}}}, ("pnpm", ">=9")),
        ({"devEngines": {"packageManager": [{"name": "bun"}]}}, ("bun", "")),
    ],
)
def test_the_manager_that_the_file_names(fields: dict[str, object], manager: tuple[str, str]) -> None:
    manifest = read("package.json", json.dumps(fields).encode())
    assert manifest.manager == manager[0]
    assert manifest.settings == [Setting("manager", *manager, 1)]


@pytest.mark.parametrize(
    ("fields", "packages"), [({"arg": "x", "fact": {"name": "x"}}, 0), ({"private": True}, 1), ({}, 1)]
)
def test_data_that_is_called_package_json_is_no_package(fields: dict[str, object], packages: int) -> None:
    """As a tool for servers has it, whose facts about Debian's packages are tested by a file each."""
    manifest = read("tests/facts/package.json", json.dumps(fields).encode())
    assert len(manifest.packages) == packages
    assert manifest.role == ("manifest" if packages else "config")


def test_bin_as_a_text_is_named_after_the_package() -> None:
    assert read("package.json", b'{"name": "@a/tool", "bin": "cli.js"}').entries == [Entry("cli", "tool", "cli.js", 1)]


@pytest.mark.parametrize(
    ("constraint", "source"),
    [
        ("^1.0.0", "registry"),
        ("npm:other@^1", "registry"),
        ("latest", "registry"),
        ("catalog:", "registry"),
        ("workspace:^", "workspace"),
        ("link:../x", "path"),
        ("portal:../x", "path"),
        ("../x", "path"),
        ("acme/repo#v1", "git"),
        ("github:acme/repo", "git"),
        ("git+ssh://git@host/acme/repo.git", "git"),
        ("https://host/acme/repo.git#main", "git"),
        ("https://host/x.tgz", "url"),
    ],
)
def test_where_a_constraint_leads(constraint: str, source: str) -> None:
    assert source_of(constraint) == source


@pytest.mark.parametrize(
    ("path", "data", "manager", "tools", "settings"),
    [
        (
            "pnpm-workspace.yaml",
            b"packages:\n  - 'packages/*'\n  - '!**/test/**'\ncatalog:\n  react: ^18.0.0\ncatalogs:\n  old:\n    react: ^17\n",
            "pnpm",
            [WorkspaceTool("pnpm workspaces", ("packages/*",), 1, ("**/test/**",))],
            [Setting("catalog", "default:react", "^18.0.0", 5), Setting("catalog", "old:react", "^17", 8)],
        ),
        (
            "lerna.json",
            b'{"npmClient": "yarn",\n"packages": ["modules/*"]}',
            "yarn",
            [WorkspaceTool("Lerna", ("modules/*",), 2)],
            [],
        ),
        (
            "nx.json",
            b'{"targetDefaults": {"build": {}}}',
            "",
            [WorkspaceTool("Nx", (), 1)],
            [Setting("config", "targetDefaults.build", "", 1)],
        ),
        (
            "turbo.json",
            b'{// c\n"tasks": {"test": {}}}',
            "",
            [WorkspaceTool("Turborepo", (), 1)],
            [Setting("config", "tasks.test", "", 2)],
        ),
        (
            "rush.json",
            b'{"pnpmVersion": "8.1.0",\n"projects": [{"packageName": "a", "projectFolder": "apps/a"}]}',
            "pnpm",
            [WorkspaceTool("Rush", ("apps/a",), 2)],
            [Setting("manager", "pnpm", "8.1.0", 1)],
        ),
        (
            ".yarnrc.yml",
            b"nodeLinker: node-modules\n",
            "yarn",
            [],
            [Setting("config", "nodeLinker", "node-modules", 1)],
        ),
    ],
    ids=["pnpm", "lerna", "nx", "turbo", "rush", "yarn"],
)
def test_workspace_files(
    path: str, data: bytes, manager: str, tools: list[WorkspaceTool], settings: list[Setting]
) -> None:
    manifest = read(path, data)
    assert (manifest.role, manifest.manager, manifest.tools, manifest.settings) == ("config", manager, tools, settings)


@pytest.mark.parametrize(
    "value",
    [
        b"{}",
        b'{"dependencies": []}',
        b'{"dependencies": {"a": 1}, "scripts": "x", "bin": 3, "workspaces": 1, "exports": null}',
    ],
)
def test_fields_of_another_type_are_left_out(value: bytes) -> None:
    manifest = read("package.json", value)
    assert (manifest.dependencies, manifest.scripts, manifest.entries, manifest.tools) == ([], [], [], [])


@pytest.mark.parametrize(
    ("version", "constraint", "expected"),
    [
        ("1.2.3", "^1.0.0", True),
        ("2.0.0", "^1.0.0", False),
        ("0.2.5", "^0.2.1", True),
        ("0.3.0", "^0.2.1", False),
        ("0.0.3", "^0.0.2", False),
        ("1.2.9", "~1.2.3", True),
        ("1.3.0", "~1.2.3", False),
        ("1.9.0", "~1", True),
        ("1.2.3", "1.x", True),
        ("1.2.3", "1.2.3", True),
        ("1.2.4", "1.2.3", False),
        ("3.0.0", "^1 || >=3", True),
        ("2.5.0", ">=2 <3", True),
        ("3.0.0", ">=2 <3", False),
        ("2.9.9", "1.0.0 - 2", True),
        ("3.0.0", ">2", True),
        ("2.1.0", ">2", False),
        ("2.1.0", "<=2", True),
        ("1.0.0", "*", True),
        ("1.0.0", "", True),
        ("1.0.0", "latest", True),
        ("nonsense", "^1", False),
    ],
)
def test_ranges(version: str, constraint: str, expected: bool) -> None:
    assert satisfies(version, constraint) is expected
