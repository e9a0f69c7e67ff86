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
    "what a framework lints, loads and brings": (
        {
            "package.json": package(deps="next next-auth nodemailer", dev="eslint", scripts={"lint": "next lint"}),
            "app/a.ts": "import 'server-only'\nimport NextAuth from 'next-auth'\nimport next from 'next'\n",
        },
        [],
        [],
    ),
    "a configuration in TypeScript needs its loader": (
        {"package.json": package(dev="eslint jiti"), "eslint.config.mts": "export default []\n"},
        [],
        [],
    ),
    "what configuration and a preset of Nx use": (
        {
            "package.json": package(
                deps="@acme/ux-cart idle",
                dev="eslint @nx/eslint-plugin eslint-config-prettier @typescript-eslint/eslint-plugin",
            ),
            ".eslintrc.json": '{"extends": ["plugin:@nx/typescript"]}',
            "assets/controllers.json": '{"controllers": {"@acme/ux-cart": {"cart": {"enabled": true}}}}',
        },
        ["idle"],
        [],
    ),
    "a formatter that is configured": (
        {"package.json": package(dev="prettier idle"), ".prettierrc": '{"semi": false}'},
        ["idle"],
        [],
    ),
    "a page loads the built files": (
        {
            "package.json": package(deps="d3 idle"),
            "src/view.ts": 'export const page = (uri: string) => `<script src="${uri}/d3/dist/d3.min.js"></script>`\n',
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
    "a workflow at the root runs what a package below declares": (
        {
            "ext/package.json": package(dev="ovsx"),
            ".github/workflows/release.yml": "jobs:\n  a:\n    steps:\n      - run: npx ovsx publish\n",
        },
        [],
        [],
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
    "scripts run programs by their own names": (
        {"package.json": package(dev="typescript @biomejs/biome npm-run-all rimraf idle", scripts={"b": "run-s x && tsc", "x": "biome lint; rimraf d"})},
        ["idle"],
        [],
    ),
    "a script that is named as a tool does not run it": (
        {"package.json": package(dev="lint-it", scripts={"a": "npm run lint-it"})},
        ["lint-it"],
        [],
    ),
    "eslint's shorthands": (
        {
            "package.json": package(dev="eslint-config-airbnb eslint-plugin-import @o/eslint-plugin eslint-plugin-idle"),
            ".eslintrc.json": '{"extends": ["airbnb", "plugin:@o/all", "@p/eslint-config"], "plugins": ["import"]}',
        },
        ["eslint-plugin-idle"],
        ["@p/eslint-config"],
    ),
    "eslint in YAML": (
        {"package.json": package(dev="@s/eslint-plugin-x"), ".eslintrc.yml": "plugins:\n  - '@s/x'\nextends: ['@s/eslint-config']\n"},
        [],
        ["@s/eslint-config"],
    ),
    "babel's shorthands in a field of package.json": (
        {"package.json": package(dev="@babel/preset-env babel-plugin-x @babel/preset-react", babel={"presets": [["@babel/env", {}]], "plugins": ["x"]})},
        ["@babel/preset-react"],
        [],
    ),
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
    "a tool's configuration below a package": (
        {
            "package.json": package(dev="ts-jest rimraf @s/jest"),
            "test/jest-e2e.json": '{"transform": {"ts$": "ts-jest"}}',
            "apps/a/project.json": '{"targets": {"t": {"executor": "@s/jest:jest", "options": {"command": "rimraf x"}}, "u": {"executor": "@s/no:x"}}}',
        },
        [],
        ["@s/no"],
    ),
    "a root's scripts and configuration speak for the packages below": (
        {
            "package.json": package(workspaces=["a"], scripts={"t": "yarn --cwd a vitest"}),
            "a/package.json": package(name="a", dev="vitest idle"),
        },
        ["idle"],
        [],
    ),
    "yarn runs programs that no script is named as": (
        {"package.json": package(dev="lint-it mk", scripts={"a": "yarn run lint-it && yarn run mk", "mk": "true"})},
        ["mk"],
        [],
    ),
    "a lockfile uses its manager": ({"package.json": package(dev="bun pnpm"), "bun.lock": "{}"}, ["pnpm"], []),
    "graphql-codegen's plugins and presets": (
        {
            "package.json": package(dev="@graphql-codegen/client-preset"),
            "codegen.ts": "export default {generates: {x: {preset: 'client', plugins: ['typescript', 'my-codegen-plugin', './own']}}};",
        },
        [],
        ["@graphql-codegen/typescript"],
    ),
    "prettier's shared configuration and plugins": (
        {"package.json": package(prettier="@s/prettier-config"), "apps/.prettierrc.json": '{"plugins": ["prettier-plugin-x"]}'},
        [],
        ["@s/prettier-config", "prettier-plugin-x"],
    ),
    "parcel, storybook and release-it": (
        {
            "package.json": package(dev="@parcel/config-default"),
            ".parcelrc": '{"extends": "@parcel/config-default", "optimizers": {"*.js": ["@parcel/optimizer-x"]}}',
            ".storybook/main.ts": "export default {addons: ['@storybook/addon-x'], framework: {name: '@storybook/y'}};",
            ".release-it.json": '{"plugins": {"@release-it/z": {}}}',
        },
        [],
        ["@parcel/optimizer-x", "@release-it/z", "@storybook/addon-x", "@storybook/y"],
    ),
    "vitest's environments, and what its options need": (
        {
            "package.json": package(dev="vitest", scripts={"t": "vitest --coverage"}),
            "vitest.config.ts": "import { defineConfig } from 'vitest/config';\nexport default defineConfig({test: {environment: 'jsdom'}});",
        },
        [],
        ["@vitest/coverage-v8", "jsdom"],
    ),
    "another coverage provider takes the default's place": (
        {"package.json": package(dev="vitest @vitest/coverage-istanbul", scripts={"t": "vitest --coverage"})},
        [],
        [],
    ),
    "a native project beside capacitor's configuration": (
        {"package.json": package(dev="@capacitor/cli"), "capacitor.config.json": '{"includePlugins": ["cordova-x"]}', "ios/App/Podfile": "x"},
        ["@capacitor/cli"],
        ["@capacitor/ios", "cordova-x"],
    ),
    "prisma's generators": (
        {"package.json": package(dev="prisma-zod-generator idle"), "prisma/schema.prisma": 'generator zod {\n  provider = "prisma-zod-generator"\n}\n'},
        ["idle"],
        [],
    ),
    "a package of shared ESLint configurations": (
        {"package.json": package(name="@me/eslint-config", deps="eslint-config-x eslint idle"), "next.js": "module.exports = {extends: ['x']};"},
        ["idle"],
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
    "hooks run programs": (
        {"package.json": package(dev="lint-staged @commitlint/cli"), ".husky/pre-commit": "npx lint-staged\nnpx commitlint --edit $1\n"},
        [],
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


@pytest.mark.parametrize("lockfile", LOCKED)
def test_a_peer_that_a_lockfile_tells_is_used(tmp_path: Path, lockfile: str) -> None:
    files = {"package.json": package(deps="host peer maybe"), "index.js": "import 'host'\n", lockfile: LOCKED[lockfile]}
    assert [row["name"] for row in ask(tmp_path, files)["unused"]] == ["maybe"]


def test_plugins_that_a_tool_finds_by_their_names(tmp_path: Path) -> None:
    files = {
        "package.json": package(deps="hexo hexo-server left-pad css-a css-b", scripts={"build": "hexo generate"}),
        "src/index.js": "import styles from '!css-a!css-b?modules!./x.css'\n",
        "src/x.css": "a {}\n",
    }
    assert [row["name"] for row in ask(tmp_path, files)["unused"]] == ["left-pad"]


def test_modules_that_an_import_map_gives_are_not_missing(tmp_path: Path) -> None:
    files = {
        "package.json": package(name="x", private=True),
        "config/importmap.rb": 'pin "application"\npin "@hotwired/stimulus", to: "stimulus.min.js"\n'
        'pin_all_from "app/javascript/controllers", under: "controllers"\n',
        "app/javascript/application.js": 'import "controllers"\nimport "controllers/menu"\nimport "@hotwired/stimulus"\nimport "left-pad"\n',
    }
    assert names(ask(tmp_path, files), "undeclared") == ["left-pad"]


def test_flat_configurations_fonts_and_bundlers_use_what_they_name(tmp_path: Path) -> None:
    files = {
        "package.json": package(
            name="x",
            scripts={"lint": "eslint ."},
            dev="eslint eslint-plugin-prettier icons laravel-mix sass-loader vue-loader left-pad @eslint/eslintrc",
        ),
        "eslint.config.mjs": "import { FlatCompat } from '@eslint/eslintrc';\nconst compat = new FlatCompat({});\n"
        "export default [...compat.extends('plugin:prettier/recommended')];\n",
        "webpack.mix.js": "const mix = require('laravel-mix');\n",
        "a.scss": '@font-face { src: url("~icons/Font/a.ttf"); }\n',
    }
    assert names(ask(tmp_path, files), "unused") == ["left-pad"]


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
