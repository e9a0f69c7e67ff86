"""Which file a package of the workspace means: npm, pnpm, yarn, lerna and rush workspaces without node_modules."""

from __future__ import annotations

import json

import pytest

from .javascript_support import PNPM, ends, package

DIST = {
    ".": {"import": {"types": "./dist/index.d.mts", "default": "./dist/index.mjs"}},
    "./sub/*": "./dist/esm/sub/*.js",
}

# (id, package.json of packages/lib, its other files, specifier, where it leads)
LIBRARIES = [
    (
        "source field",
        {
            "source": "./src/index.ts",
            "exports": "./dist/index.js",
            "tsconfig": {"compilerOptions": {"outDir": "dist", "rootDir": "."}},
        },
        ["src/index.ts", "index.ts"],
        "lib",
        "packages/lib/src/index.ts",
    ),
    ("entry by convention", {"main": "dist/index.js"}, ["src/index.ts"], "lib", "packages/lib/src/index.ts"),
    (
        "output of svelte-package",
        {"exports": {".": {"types": "./dist/index.d.ts", "svelte": "./dist/index.js"}, "./*": "./dist/parts/*"}},
        ["src/lib/index.ts", "src/lib/parts/a.svelte"],
        "lib/a.svelte",
        "packages/lib/src/lib/parts/a.svelte",
    ),
    (
        "entry of svelte-package",
        {"svelte": "./dist/index.js"},
        ["src/lib/index.ts"],
        "lib",
        "packages/lib/src/lib/index.ts",
    ),
    ("no entry fields", {}, ["src/index.ts"], "lib", "packages/lib/src/index.ts"),
    (
        "published from its build folder",
        {"main": "./index.cjs"},
        ["src/index.ts", "src/core/index.ts"],
        "lib/core",
        "packages/lib/src/core/index.ts",
    ),
    (
        "exports of what is published",
        {"exports": {".": "./index.js", "./*": "./*.js"}},
        ["src/index.ts", "src/core.ts"],
        "lib/core",
        "packages/lib/src/core.ts",
    ),
    ("a hand-written entry", {"main": "index.js"}, ["index.js"], "lib", "packages/lib/index.js"),
    (
        "exports to sources",
        {"exports": {".": "./src/main.ts"}},
        ["src/main.ts", "src/index.ts"],
        "lib",
        "packages/lib/src/main.ts",
    ),
    ("exports to output", {"exports": DIST}, ["src/index.ts"], "lib", "packages/lib/src/index.ts"),
    (
        "a further build for development",
        {"exports": {".": {"development": "./dist/index.dev.js", "default": "./dist/index.js"}}},
        ["src/index.ts", "src/index.dev.ts"],
        "lib",
        "packages/lib/src/index.ts",
    ),
    ("pattern to output", {"exports": DIST}, ["src/sub/a.ts"], "lib/sub/a", "packages/lib/src/sub/a.ts"),
    (
        "output of a folder",
        {"exports": {"./a": "./dist/a.js"}},
        ["src/a/index.ts"],
        "lib/a",
        "packages/lib/src/a/index.ts",
    ),
    (
        "source condition",
        {"exports": {".": {"@w/source": "./lib/x.ts", "import": "./dist/index.js"}}},
        ["lib/x.ts", "src/index.ts"],
        "lib",
        "packages/lib/lib/x.ts",
    ),
    (
        "not exported",
        {"exports": {".": "./src/index.ts"}},
        ["src/index.ts", "src/a.ts"],
        "lib/src/a",
        "? not in the exports of workspace package lib",
    ),
    (
        "taken away by null",
        {"exports": {"./*": "./src/*.ts", "./in/*": None}},
        ["src/in/a.ts"],
        "lib/in/a",
        "? not in the exports of workspace package lib",
    ),
    ("package.json though not exported", {"exports": {}}, [], "lib/package.json", "packages/lib/package.json"),
    (
        "exported and gone",
        {"exports": "./dist/x.js"},
        ["readme.md"],
        "lib",
        "? build output ./dist/x.js of workspace package lib is not in the workspace",
    ),
    (
        "a format folder inside",
        {"exports": {"./entry": "./dist/entries/esm/server.js"}},
        ["src/entries/server.ts"],
        "lib/entry",
        "packages/lib/src/entries/server.ts",
    ),
    ("deep path", {"main": "dist/index.js"}, ["lib/a.ts"], "lib/lib/a", "packages/lib/lib/a.ts"),
    ("deep path into the output", {"main": "dist/index.js"}, ["src/a.ts"], "lib/dist/a", "packages/lib/src/a.ts"),
    ("the output folder itself", {"main": "dist/index.js"}, ["src/index.ts"], "lib/dist", "packages/lib/src/index.ts"),
    (
        "a bundle named as its package",
        {"exports": {".": {"node": "./index.js", "default": "./dist/lib.esm.js"}}},
        ["index.js", "src/index.ts"],
        "lib",
        "packages/lib/src/index.ts",
    ),
    (
        "outDir and rootDir",
        {"main": "out-js/main/x.js", "tsconfig": {"compilerOptions": {"outDir": "out-js", "rootDir": "code"}}},
        ["code/main/x.ts"],
        "lib",
        "packages/lib/code/main/x.ts",
    ),
    (
        "a source named as the package",
        {"exports": "./dist/lib-src.js"},
        ["src/Lib.js"],
        "lib",
        "packages/lib/src/Lib.js",
    ),
    (
        "nothing to lead to",
        {"main": "dist/other.js"},
        ["readme.md"],
        "lib",
        "? build output dist/other.js of workspace package lib is not in the workspace",
    ),
]


@pytest.mark.parametrize(
    ("fields", "others", "specifier", "expected"), [case[1:] for case in LIBRARIES], ids=[case[0] for case in LIBRARIES]
)
def test_workspace_package(fields: dict[str, object], others: list[str], specifier: str, expected: str) -> None:
    config = fields.get("tsconfig")
    manifest = {key: value for key, value in fields.items() if key != "tsconfig"}
    files = {
        **PNPM,
        "packages/lib/package.json": package("lib", **manifest),
        "packages/app/package.json": package("app", dependencies={"lib": "workspace:*"}),
        "packages/app/a.ts": f"import '{specifier}'",
        **{f"packages/lib/{path}": "" for path in others},
    }
    if config:
        files["packages/lib/tsconfig.json"] = json.dumps(config)
    assert ends(files, "packages/app/a.ts") == [expected]


# (id, constraint or None, where `lib` (version 2.1.0) leads)
LOCAL = "packages/lib/index.js"
CONSTRAINTS = [
    ("undeclared is hoisted", None, LOCAL),
    ("workspace protocol", "workspace:^", LOCAL),
    ("satisfied", "^2.0.0", LOCAL),
    ("exact", "2.1.0", LOCAL),
    ("other major", "^1.0.0", "module:lib"),
    ("other exact", "2.0.0", "module:lib"),
    ("other minor", "~2.0.0", "module:lib"),
    ("major only", "2", LOCAL),
    ("tag", "latest", LOCAL),
    ("file", "file:../lib", LOCAL),
    ("link to what is built", "link:../lib/dist", LOCAL),
    ("link outside", "link:../../../elsewhere", "module:lib"),
    ("npm name of its own", "npm:lib", LOCAL),
    ("npm other version", "npm:lib@1", "module:lib"),
    ("npm other package", "npm:other@^2", "module:lib"),
    ("workspace alias", "workspace:named@*", "packages/named/index.js"),
]


@pytest.mark.parametrize(
    ("constraint", "expected"), [case[1:] for case in CONSTRAINTS], ids=[case[0] for case in CONSTRAINTS]
)
def test_constraint_decides(constraint: str | None, expected: str) -> None:
    files = {
        **PNPM,
        "packages/lib/package.json": package("lib", version="2.1.0"),
        "packages/lib/index.js": "",
        "packages/named/package.json": package("named"),
        "packages/named/index.js": "",
        "packages/app/package.json": package("app", dependencies={"lib": constraint} if constraint else {}),
        "packages/app/a.js": "import 'lib'",
    }
    assert ends(files, "packages/app/a.js") == [expected]


# (id, the root's files: whatever version of `lib` a member asks for, it is the root itself)
OVERRIDES = [
    ("pnpm-workspace.yaml", {"pnpm-workspace.yaml": "packages: [app]\noverrides: {lib: 'workspace:*', other: 1.0.0}"}),
    (
        "package.json of pnpm",
        {
            "package.json": package("lib", pnpm={"overrides": {"lib": "link:."}}),
            "pnpm-workspace.yaml": "packages: [app]",
        },
    ),
    ("Yarn", {"package.json": package("lib", workspaces=["app"], resolutions={"lib": "portal:."})}),
    ("npm", {"package.json": package("lib", workspaces=["app"], overrides={"lib": "file:."})}),
]


@pytest.mark.parametrize("root", [case[1] for case in OVERRIDES], ids=[case[0] for case in OVERRIDES])
def test_what_the_root_overrides_is_what_a_member_without_a_name_means_too(root: dict[str, str]) -> None:
    files = {
        "package.json": package("lib", version="2.0.0"),
        "index.js": "",
        **root,
        "app/package.json": '{"dependencies": {"lib": "1.0.0", "other": "1.0.0"}}',
        "app/a.js": "import 'lib'; import 'other'",
    }
    assert ends(files, "app/a.js") == ["index.js", "module:other"]


# (id, files that declare the members of the workspace)
WORKSPACES = [
    ("npm", {"package.json": package("root", workspaces=["libs/*"])}),
    ("yarn", {"package.json": package("root", workspaces={"packages": ["libs/**"]})}),
    ("pnpm", {"package.json": package("root"), "pnpm-workspace.yaml": "packages: [libs/x]"}),
    ("lerna", {"package.json": package("root"), "lerna.json": '{"packages": ["libs/*"]}'}),
    ("rush", {"package.json": package("root"), "rush.json": '{"projects": [{"projectFolder": "libs/x"} /* c */]}'}),
]


@pytest.mark.parametrize("declaring", [case[1] for case in WORKSPACES], ids=[case[0] for case in WORKSPACES])
def test_members(declaring: dict[str, str]) -> None:
    files = {
        **declaring,
        "libs/x/package.json": package("@w/x"),
        "libs/x/index.ts": "",
        "a.ts": "import '@w/x'; import '@w/y'",
    }
    assert ends(files, "a.ts") == ["libs/x/index.ts", "module:@w/y"]


def test_excluded_package_is_no_member() -> None:
    files = {
        **PNPM,
        "packages/skipped/package.json": package("skipped"),
        "packages/skipped/index.ts": "import 'app'",
        "packages/app/package.json": package("app"),
        "packages/app/index.ts": "import 'skipped'",
    }
    assert ends(files, "packages/app/index.ts") == ["module:skipped"]


def test_the_importing_form_decides_between_conditions() -> None:
    files = {
        "package.json": package("p", imports={"#c": {"types": "./c.d.ts", "require": "./c.cjs", "default": "./c.js"}}),
        "a.ts": "import type { A } from '#c'; import '#c'; const b = require('#c')",
        "c.d.ts": "",
        "c.cjs": "",
        "c.js": "",
    }
    assert ends(files, "a.ts") == ["c.js", "c.js", "c.cjs"]
    assert (
        ends({**files, "package.json": files["package.json"].replace("c.d.ts", "d.d.ts"), "d.d.ts": ""}, "a.ts")[0]
        == "d.d.ts"
    )
    assert ends(
        {
            **files,
            "b.d.ts": "import { A } from '#c'",
            "c.js": "",
            "d.d.ts": "",
            "package.json": files["package.json"].replace("c.d.ts", "d.d.ts"),
        },
        "b.d.ts",
    ) == ["d.d.ts"]


def test_the_workspace_protocol_reaches_packages_outside_of_the_globs() -> None:
    files = {
        **PNPM,
        "packages/lib/package.json": package("lib"),
        "packages/lib/index.js": "",
        "tools/kit/package.json": package("kit"),
        "tools/kit/index.js": "",
        "examples/app/package.json": package(
            "app", dependencies={"lib": "workspace:*", "kit": "workspace:^", "out": "workspace:*"}
        ),
        "examples/app/a.js": "import 'lib'; import 'kit'; import 'out'",
    }
    assert ends(files, "examples/app/a.js") == ["packages/lib/index.js", "tools/kit/index.js", "module:out"]


def test_packages_of_deno() -> None:
    files = {
        "deno.json": '{"workspace": ["./assert", "./fs"], "imports": {"~/": "./tools/", "yaml": "npm:yaml@2", "far/": "https://a.b/c/"}}',
        "assert/deno.jsonc": '{"name": "@own/assert", "exports": {".": "./mod.ts", "./equal": "./equal.ts"}, // ours\n}',
        "assert/mod.ts": "",
        "assert/equal.ts": "",
        "tools/x.ts": "",
        "fs/deno.json": '{"name": "@own/fs", "exports": "./mod.ts", "imports": {"check": "jsr:@own/assert@^1/equal"}}',
        "fs/mod.ts": 'import "@own/assert";\nimport "jsr:@own/assert@^1.0/equal";\nimport "check";\nimport "~/x.ts";\n'
        'import "yaml";\nimport "npm:@scope/sharp@0.35.3/lib";\nimport "far/a.ts";\nimport "@own/fs";',
    }
    assert ends(files, "fs/mod.ts") == [
        "assert/mod.ts",
        "assert/equal.ts",
        "assert/equal.ts",
        "tools/x.ts",
        "module:yaml",
        "module:@scope/sharp",
        "module:far",
        "fs/mod.ts",
    ]
