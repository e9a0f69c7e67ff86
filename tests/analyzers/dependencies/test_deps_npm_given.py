"""deps of npm: what need not be declared, and what only the workspace itself can tell."""

from __future__ import annotations

import json
from pathlib import Path

from .deps_workspaces import ask, names, package


def test_modules_that_an_import_map_gives_are_not_missing(tmp_path: Path) -> None:
    files = {
        "package.json": package(name="x", private=True),
        "config/importmap.rb": 'pin "application"\npin "@hotwired/stimulus", to: "stimulus.min.js"\n'
        'pin_all_from "app/javascript/controllers", under: "controllers"\n',
        "app/javascript/application.js": 'import "controllers"\nimport "controllers/menu"\nimport "@hotwired/stimulus"\nimport "left-pad"\n',
    }
    assert names(ask(tmp_path, files), "undeclared") == ["left-pad"]


def test_what_an_image_copies_from_node_modules_need_not_be_declared(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "a", "private": true, "dependencies": {"left-pad": "1", "other": "1"}}',
        "index.js": "module.exports = 1\n",
        "Dockerfile": "FROM node AS made\nFROM node\nCOPY --from=made /app/node_modules/effect ./node_modules/effect\n"
        "COPY --from=made /app/node_modules/left-pad ./node_modules/left-pad\n",
        ".github/workflows/a.yml": "on: push\njobs:\n  a:\n    steps:\n      - run: ls /usr/local/lib/node_modules/npm\n",
    }
    answer = ask(tmp_path, files)
    assert (names(answer, "unused"), names(answer, "undeclared")) == (["other"], [])


def test_a_part_that_bundles_a_package_of_the_workspace_need_not_declare_it(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "root", "version": "1.0.0", "main": "x.js"}',
        "nx.json": "{}",
        "tsconfig.base.json": '{"compilerOptions": {"paths": {"@a/types": ["libs/types/src/index.ts"]}}}',
        "libs/types/package.json": '{"name": "@a/types", "version": "1.0.0"}',
        "libs/types/src/index.ts": "export const t = 1\n",
        "apps/client/project.json": '{"name": "client"}',
        "apps/client/src/main.ts": 'import { t } from "@a/types"\nt\n',
    }
    assert names(ask(tmp_path, files), "undeclared") == []


def test_types_of_a_global_may_be_used_where_code_takes_it(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        {
            "package.json": package(dev="@types/google.maps @types/chrome @types/idle-thing"),
            "src/a.ts": "const map: google.maps.Map = f()\nchrome.tabs.query({})\n",
        },
    )
    assert names(answer, "unused") == ["@types/idle-thing"]
    assert names(answer, "unsure") == ["@types/chrome", "@types/google.maps"]


def test_a_private_package_of_the_workspace_can_only_be_bundled(tmp_path: Path) -> None:
    files = {
        "package.json": package(workspaces=["a", "b", "c", "d"]),
        "a/package.json": package(name="tools-a", private=True),
        "b/package.json": package(name="tools-b", version="1.0.0"),
        "c/package.json": package(name="tools-c", version="1.0.0", devDependencies={"rollup": "^4.0.0"}),
        "c/src/x.ts": "import { a } from 'tools-a/src/x'\nimport { b } from 'tools-b'\n",
        "d/package.json": package(name="tools-d", version="1.0.0"),
        "d/src/x.ts": "import { a } from 'tools-a'\n",
    }
    assert names(ask(tmp_path, files), "undeclared") == ["tools-a", "tools-b"]


def test_a_command_that_removes_a_package_or_selects_by_a_pattern_needs_none(tmp_path: Path) -> None:
    scripts = {
        "postinstall": "rm -rf node_modules/@types/react-native && ls node_modules/left-pad",
        "test": "mocha ../node_modules/ep_*/tests/**",
        "clean": "npx rimraf node_modules/gone; node node_modules/kept/a.js",
    }
    files = {"package.json": package(dev="mocha", scripts=scripts), "a.js": "export const a = 1\n"}
    assert names(ask(tmp_path, files), "undeclared") == ["kept", "left-pad"]


def test_builds_of_other_languages_and_paths_of_windows_use_what_is_installed(tmp_path: Path) -> None:
    files = {
        "CMakeLists.txt": 'add_custom_command(COMMAND "${NODE}" ARGS "${WEB}/node_modules/spell-it/dist/main.js")\n',
        "web/package.json": package(dev="spell-it @acme/pack @acme/idle"),
        "web/a.js": "export const a = 1\n",
        "ci/signing.yml": 'steps:\n  - script: node "$(Sources)\\web\\node_modules\\@acme\\pack\\cli.js" build\n',
    }
    assert names(ask(tmp_path, files), "unused") == ["@acme/idle"]


def test_a_plugin_that_the_workspace_holds_and_a_package_that_tests_make_are_not_missing(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        {
            "package.json": package(
                dev="jest @graphql-codegen/cli",
                scripts={"gen": "graphql-codegen", "test": "jest"},
                workspaces=["plugin"],
            ),
            "codegen.ts": "export default { generates: { 'a.ts': { plugins: ['soup', 'stew'] } } }\n",
            "plugin/package.json": package(name="graphql-codegen-soup"),
            "test/a.spec.js": "const a = require('made-up')\n",
            "test/__mocks__/made-up.js": "module.exports = {}\n",
        },
    )
    assert names(answer, "undeclared") == ["@graphql-codegen/stew"]


def test_what_adds_to_the_types_of_a_module_and_an_alias(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        {
            "package.json": json.dumps(
                {"workspaces": ["a", "b"], "devDependencies": {"typescript-7": "npm:typescript@7"}}
            ),
            "a/package.json": package(name="a", version="1.0.0"),
            "b/package.json": package(name="b", version="1.0.0"),
            "b/src/x.ts": "declare module 'a' {\n  interface Soup {}\n}\nexport {}\n",
        },
    )
    assert (names(answer, "unused"), names(answer, "undeclared")) == ([], [])


def test_a_sandbox_that_no_lock_knows_takes_what_the_member_around_it_has_installed(tmp_path: Path) -> None:
    lock = "lockfileVersion: '9.0'\nimporters:\n"
    packages = "packages:\n"
    for place, names_there in {".": "both", "demo": "both idle three"}.items():
        lock += f"  {place}:\n    dependencies:\n"
        for name in names_there.split():
            lock += f"      {name}:\n        specifier: ^1.0.0\n        version: 1.0.0\n"
    for name in ("both", "idle", "three"):
        packages += f"  {name}@1.0.0: {{resolution: {{integrity: x}}}}\n"
    named = dict.fromkeys(("both", "idle", "three"), "^1.0.0")
    files = {
        "package.json": json.dumps({"private": True, "dependencies": {"both": "^1.0.0"}}),
        "pnpm-workspace.yaml": "packages: [demo]\n",
        "pnpm-lock.yaml": lock + packages,
        "demo/package.json": json.dumps({"name": "demo", "dependencies": named}),
        "demo/src/box/package.json": json.dumps({"name": "box", "dependencies": {"both": "^1.0.0", "three": "^1.0.0"}}),
        "demo/src/box/a.js": "import 'both'\nimport 'three'\n",
    }
    assert [(item["name"], item["package"]) for item in ask(tmp_path, files)["unused"]] == [
        ("idle", "demo"),
        ("both", "."),
    ]


def test_a_missing_package_is_named_as_it_is_written(tmp_path: Path) -> None:
    files = {"package.json": package(name="a"), "a.js": "require('JSONStream')\n"}
    assert names(ask(tmp_path, files), "undeclared") == ["JSONStream"]


def test_a_version_that_code_takes_from_the_manifest_is_a_use(tmp_path: Path) -> None:
    files = {
        "package.json": package(name="a", dev="jest idle"),
        "a.js": "const own = require('./package.json')\nmodule.exports = { test: own.devDependencies.jest, other: own.idle }\n",
    }
    assert names(ask(tmp_path, files), "unused") == ["idle"]
