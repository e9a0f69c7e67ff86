"""deps of npm: what is unused and undeclared, by imports, configuration, scripts and companions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .deps_workspaces import ask, names, package

NPM = {
    "a comment names nothing": (
        {
            "package.json": package(deps="idle"),
            "justfile": "# keeps node_modules/other\nclean:\n    ls\n",
        },
        ["idle"],
        [],
    ),
    "style sheets that are kept out of the language bar": (
        {
            ".gitattributes": "*.css linguist-vendored\n",
            "package.json": package(deps="tailwindcss @tailwindcss/forms idle"),
            "css/app.css": "@import 'tailwindcss';\n@plugin '@tailwindcss/forms';\n",
        },
        ["idle"],
        [],
    ),
    "a part of an Nx workspace that a package bundles": (
        {
            "package.json": '{"name": "root", "private": true, "workspaces": ["packages/*"]}',
            "packages/app/package.json": '{"name": "app", "version": "1.0.0", "dependencies": {"chalk": "5", "idle": "1"}}',
            "libs/core/project.json": '{"name": "core"}',
            "libs/core/src/a.ts": "import chalk from 'chalk'\n",
        },
        ["idle"],
        [],
    ),
    "a page loads the built files, and a bundler has them made smaller": (
        {
            "package.json": package(deps="d3 idle", dev="small"),
            "src/view.ts": 'export const page = (uri: string) => `<script src="${uri}/d3/dist/d3.min.js"></script>`\n',
            "build.js": "module.exports = { minify: Plugin.smallMinify };\n",
        },
        ["idle"],
        [],
    ),
    "AWS brings its SDK along": (
        {
            "package.json": package(),
            "api/serverless.yml": "functions:\n  get:\n    handler: get.run\n",
            "api/get.js": "const AWS = require('aws-sdk')\n",
            "web/get.js": "const AWS = require('aws-sdk')\n",
        },
        [],
        ["aws-sdk"],
    ),
    "types of globals without a test": (
        {"package.json": package(dev="mocha @types/mocha", scripts={"test": "mocha"}), "a.ts": "export {}\n"},
        ["@types/mocha"],
        [],
    ),
    "an import uses, and a subpath too": (
        {"package.json": package(deps="a @s/b c"), "x.js": "import 'a'; require('@s/b/sub');"},
        ["c"],
        [],
    ),
    "an import without declaration is missing, a builtin is not": (
        {"package.json": package(deps="a"), "x.js": "import 'a'; import 'b/c'; import fs from 'node:fs'; import 'path';"},
        [],
        ["b"],
    ),
    "the package itself": ({"package.json": package(name="me"), "x.js": "import 'me/sub';"}, [], []),
    "a comment uses nothing": (
        {"package.json": package(dev="a"), "jest.config.js": "// preset: 'a'\nmodule.exports = {};\n"},
        ["a"],
        [],
    ),
    "types belong to what they type": (
        {"package.json": package(deps="@s/a", dev="@types/s__a @types/b @types/node"), "x.ts": "import '@s/a';"},
        ["@types/b"],
        [],
    ),
    "types alone serve a type import": (
        {"package.json": package(dev="@types/estree"), "x.ts": "import type { Node } from 'estree';"},
        [],
        [],
    ),
    "peer and optional dependencies are not judged": (
        {"package.json": json.dumps({"peerDependencies": {"a": "*"}, "optionalDependencies": {"b": "*"}, "devDependencies": {"a": "*"}})},
        [],
        [],
    ),
    "what a used package loads by itself": (
        {"package.json": package(deps="react-dom react next"), "x.js": "import 'react-dom';"},
        ["next"],
        [],
    ),
    "an installed package tells its peers and programs": (
        {
            "package.json": package(deps="host peer", dev="cli", scripts={"x": "odd-name"}),
            "x.js": "import 'host';",
            "node_modules/host/package.json": '{"peerDependencies": {"peer": "*"}}',
            "node_modules/cli/package.json": '{"bin": {"odd-name": "x.js"}}',
        },
        [],
        [],
    ),
    "style sheets import": (
        {"package.json": package(deps="@f/lato bulma idle", dev="sass"), "a.scss": "@use '@f/lato/mixins';\n@import '~bulma/x';\n"},
        ["idle"],
        [],
    ),
    "an alias is compared as the whole specifier": (
        {
            "package.json": package(name="me"),
            "tsconfig.json": '{"compilerOptions": {"paths": {"lib/*": ["src/lib/*"]}}}',
            "x.ts": "import 'lib/a'; import 'library';",
        },
        [],
        ["library"],
    ),
    "types alone do not serve a runtime import, but a declaration file": (
        {
            "package.json": package(dev="@types/a @types/b"),
            "x.ts": "import { run } from 'a'; run();",
            "y.d.ts": "import { T } from 'b';",
        },
        [],
        ["a"],
    ),
    "declaring a module is no use": (
        {"package.json": package(deps="a b"), "x.ts": "declare module 'a' { interface X {} }\nload('b');"},
        ["a"],
        [],
    ),
    "subpath imports name packages": (
        {"package.json": package(deps="native", imports={"#d": {"node": "native", "default": "./d.js"}})},
        [],
        [],
    ),
    "a folder that a bundler resolves from": (
        {"package.json": package(name="me"), "web/parts/a.js": "x;", "web/main.js": "import 'parts/a'; import 'parts/b';"},
        [],
        ["parts"],
    ),
    "an example without a manifest borrows": (
        {"package.json": package(name="me"), "examples/x.js": "import 'redis';", "examples/own/package.json": package(name="own"),
         "examples/own/x.js": "import 'pg';"},
        [],
        ["pg"],
    ),
    "documents import": (
        {"package.json": package(deps="ok"), "q.graphql": '#import "ok/a.graphql"\n#import "@s/no/b.graphql"\n'},
        [],
        ["@s/no"],
    ),
    "a driver is named in a literal, an environment in a comment": (
        {
            "package.json": package(deps="pg idle", dev="jest-environment-jsdom"),
            "x.js": "connect({ client: 'pg' });",
            "x.test.js": "/** @jest-environment jsdom */",
        },
        ["idle"],
        [],
    ),
    "twice declared": (
        {"package.json": package(deps="a", dev="a"), "x.js": "import 'a';"},
        ["a"],
        [],
    ),
    "the root serves its members, and members serve each other": (
        {
            "package.json": json.dumps({"private": True, "workspaces": ["p/*"], "dependencies": {"shared": "*", "idle": "*"}}),
            "p/a/package.json": json.dumps({"name": "@w/a", "dependencies": {"@w/b": "workspace:*"}}),
            "p/a/x.js": "import 'shared'; import '@w/b';",
            "p/b/package.json": json.dumps({"name": "@w/b"}),
            "p/b/index.js": "import '@w/a'; export default 1;",
        },
        ["idle"],
        ["@w/a"],
    ),
    "a package.json that only sets the kind of modules is no package": (
        {"package.json": package(deps="a"), "esm/package.json": '{"type": "module"}', "esm/x.js": "import 'a'; import 'b';"},
        [],
        ["b"],
    ),
    "modules that a generator makes up": (
        {"package.json": package(deps="@docusaurus/core"), "x.js": "import '@docusaurus/core'; import Link from '@docusaurus/Link'; import '@theme/Layout';"},
        [],
        [],
    ),
    "what is read as text needs nothing": (
        {
            "package.json": package(),
            "src/a.test.ts": "import one from './one.tsx?raw'\nimport two from './two.tsx?raw'\nimport './two'\n",
            "src/one.tsx": "import '@dummy/1'\n",
            "src/two.tsx": "import 'other'\n",
        },
        [],
        ["other"],
    ),
    "what Ember's own packages bring": (
        {
            "package.json": package(dev="ember-source @ember/jquery ember-cli-htmlbars"),
            "a.js": "import $ from 'jquery'\nimport { resolve } from 'rsvp'\nimport hbs from 'htmlbars-inline-precompile'\nimport 'ember-source'\n"
            "import '@ember/jquery'\nimport 'ember-cli-htmlbars'\nimport 'other'\n",
        },
        [],
        ["other"],
    ),
    "what only types need is there with them": (
        {
            "package.json": package(dev="@types/estree @types/run"),
            "a.ts": "import { Node, Leaf } from 'estree'\nexport const a = (node: Node) => node as Leaf\n",
            "b.ts": "import * as E from 'estree'\ninterface Mine extends E.Node { a: E.Leaf }\n",
            "e.ts": "import { Leaf } from 'estree';\nconst is = x.type === 'Leaf' ? (x as Leaf) : (y as null | (Leaf & Z));\n",
            "c.ts": "import { run } from 'run'\nexport const c: number = run()\n",
        },
        [],
        ["run"],
    ),
    "what the project excepts itself": (
        {"package.json": package(deps="a @s/b c"), "knip.json": '{"ignoreDependencies": ["a", "@s/*"]}'},
        ["c"],
        [],
    ),
    "what the project excepts in code": (
        {
            "package.json": package(deps="a @s/b c"),
            "knip.ts": "export default { ignoreDependencies: ['a', /^@s\\/.+/, /^missing-.*/] };\n",
            "x.ts": "import 'missing-x';\nimport 'other';",
        },
        ["c"],
        ["other"],
    ),
    "an alias of knip.json is no package": (
        {"package.json": package(), "knip.json": '{"paths": {"lib/*": ["./src/*"]}}', "x.ts": "import 'lib/button';"},
        [],
        [],
    ),
    "an alias of tsconfig.json is no package": (
        {
            "package.json": package(),
            "tsconfig.json": '{"compilerOptions": {"paths": {"@ui/*": ["./nowhere/*"]}}}',
            "x.ts": "import '@ui/button';",
        },
        [],
        [],
    ),
    "what shell scripts run and a server bundles": (
        {
            "package.json": package(deps="clean-css-cli esbuild @fort/icons jquery idle"),
            "scripts/styles.sh": "#!/bin/sh\n$BUN x clean-css-cli -o a.css\n",
            "bin/build": "#!/usr/bin/env sh\nesbuild app.ts\n",
            "shop/assets.py": "bundle = Bundle('node_modules/@fort/icons/css/all.css', 'node_modules/jquery/dist/jquery.js')\n",
        },
        ["idle"],
        [],
    ),
    "a type in a comment of a configuration": (
        {
            "package.json": package(deps="idle"),
            "postcss.config.mjs": '/** @type {import("postcss-load-config").Config} */\nexport default {};\n',
        },
        ["idle"],
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", NPM)
def test_npm(tmp_path: Path, case: str) -> None:
    files, unused, undeclared = NPM[case]
    answer = ask(tmp_path, files)
    assert (names(answer, "unused"), names(answer, "undeclared")) == (unused, undeclared)


LOCKED = {
    "package-lock.json": '{"lockfileVersion": 3, "packages": {"": {}, "node_modules/host": {"version": "1.0.0", "peerDependencies": {"peer": "1", "maybe": "1"},'
    ' "peerDependenciesMeta": {"maybe": {"optional": true}}}}}',
    "pnpm-lock.yaml": "lockfileVersion: '9.0'\n\npackages:\n\n  host@1.0.0:\n    resolution: {integrity: x}\n    peerDependencies:\n      maybe: '1'\n"
    "      peer: '1'\n    peerDependenciesMeta:\n      maybe:\n        optional: true\n\n  other@1.0.0:\n    resolution: {integrity: y}\n",
    "yarn.lock": '__metadata:\n  version: 8\n\n"host@npm:^1":\n  version: 1.0.0\n  resolution: "host@npm:1.0.0"\n  peerDependencies:\n    maybe: "1"\n    peer: "1"\n'
    "  peerDependenciesMeta:\n    maybe:\n      optional: true\n  languageName: node\n",
    "bun.lock": '{\n  "lockfileVersion": 1,\n  "packages": {\n    "host": ["host@1.0.0", "", { "peerDependencies": { "maybe": "1", "peer": "1" },'
    ' "optionalPeers": ["maybe"] }, "sha512-x"],\n  }\n}\n',
}


def test_a_peer_of_a_used_package_of_this_workspace_is_used(tmp_path: Path) -> None:
    files = {
        "package.json": package(private=True, workspaces=["app", "store"]),
        "app/package.json": package(name="app", deps="store cache idle"),
        "app/a.js": "import 'store'\n",
        "store/package.json": json.dumps({"name": "store", "peerDependencies": {"cache": "1"}}),
        "store/index.js": "import 'cache'\n",
    }
    assert names(ask(tmp_path, files), "unused") == ["idle"]


@pytest.mark.parametrize("lockfile", LOCKED)
def test_a_peer_that_a_lockfile_tells_is_used(tmp_path: Path, lockfile: str) -> None:
    files = {"package.json": package(deps="host peer maybe"), "index.js": "import 'host'\n", lockfile: LOCKED[lockfile]}
    answer = ask(tmp_path, files)
    assert (names(answer, "unused"), names(answer, "unsure")) == ([], ["maybe"])
    assert answer["unsure"][0]["doubt"] == "host, which is used, takes it where it is there"
