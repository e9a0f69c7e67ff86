"""deps of npm: what scripts, tools and their configuration use without an import."""

from __future__ import annotations

from pathlib import Path

import pytest

from .deps_workspaces import ask, names, package

NPM = {
    "what a framework lints, loads and brings": (
        {
            "package.json": package(deps="next next-auth nodemailer", dev="eslint", scripts={"lint": "next lint"}),
            "app/a.ts": "import 'server-only'\nimport NextAuth from 'next-auth'\nimport next from 'next'\n",
            "part/package.json": package(),
            "part/b.ts": "import 'client-only'\n",
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
    "a tool's own types in its configuration, and one that people start themselves": (
        {
            "package.json": package(dev="madge idle"),
            "vitest.config.ts": "import { defineConfig } from 'vitest'\nexport default defineConfig({})\n",
            "stryker.ts": "import { Setup } from 'stryker'\nconst setup: Setup = {}\nexport default setup\n",
            "graphql.config.ts": "import type { IGraphQLConfig } from 'graphql-config'\n",
            "knip.config.ts": "import type { KnipConfig } from 'knip'\nimport type { Other } from 'other'\nexport default {} as KnipConfig\n",
        },
        ["idle"],
        ["other", "vitest"],
    ),
    "the notes of releases, in the folder of their tool": (
        {
            "package.json": package(dev="@changesets/cli idle"),
            ".changeset/config.json": '{"changelog": ["@changesets/changelog-github", {"repo": "a/b"}]}',
        },
        ["idle"],
        ["@changesets/changelog-github"],
    ),
    "a formatter that is configured": (
        {"package.json": package(dev="prettier idle"), ".prettierrc": '{"semi": false}'},
        ["idle"],
        [],
    ),
    "a workflow at the root runs what a package below declares": (
        {
            "ext/package.json": package(dev="ovsx"),
            ".github/workflows/release.yml": "jobs:\n  a:\n    steps:\n      - run: npx ovsx publish\n",
        },
        [],
        [],
    ),
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
            ".eslintrc.json": '{"extends": ["airbnb", "plugin:@o/all"], "plugins": ["import"]}',
        },
        ["eslint-plugin-idle"],
        [],
    ),
    "configuration that packages share: each has what it names for itself": (
        {
            "package.json": package(workspaces=["a", "b", "shared"], dev="jest-jasmine2 eslint-plugin-idle"),
            "shared/package.json": package(name="@w/shared"),
            "shared/babel.cjs": "module.exports = { presets: ['@babel/env'], plugins: ['rewire-exports'] }\n",
            "shared/base.json": '{"compilerOptions": {"plugins": [{"name": "typescript-plugin-css"}]}}',
            "a/package.json": package(name="a", dev="@w/shared @babel/preset-env babel-plugin-rewire-exports typescript-plugin-css idle"),
            "a/babel.config.cjs": "module.exports = require('@w/shared/babel.cjs')\n",
            "a/tsconfig.json": '{"extends": "../shared/base.json"}',
            "a/jest.config.js": "const { name } = require('./package.json')\nmodule.exports = { testRunner: 'jasmine2', displayName: name }\n",
            "b/package.json": package(name="b", dev="babel-plugin-rewire-exports typescript-plugin-css"),
            "b/tsconfig.json": '{"extends": "@w/shared/base.json"}',
        },
        ["babel-plugin-rewire-exports", "eslint-plugin-idle", "idle"],
        [],
    ),
    "what a file is run by, and a loader in a template of another package": (
        {
            "package.json": package(workspaces=["a", "b"]),
            "a/package.json": package(name="a", deps="tsx html-loader idle", scripts={"start": "./cli.ts"}),
            "a/cli.ts": "#!/usr/bin/env tsx\nconsole.log(1)\n",
            "b/package.json": package(name="b"),
            "b/index.html.ejs": "<%= require('html-loader?x!./head.html').default %>\n",
        },
        ["idle"],
        [],
    ),
    "browsers that a package lists, and what tests of applications find by themselves": (
        {
            "package.json": package(
                dev="browserslist-config-pot @wdio/appium-service appium-pot-driver wdio-pots-service idle", browserslist=["extends browserslist-config-pot"]
            ),
            "wdio.conf.js": "exports.config = { services: ['appium', 'pots'] }\n",
        },
        ["idle"],
        [],
    ),
    "a part of a tool, without a word of the tool": (
        {"package.json": package(name="@p/prettier-config", dev="@t/prettier-plugin-sort prettier idle"), "index.json": '{"plugins": ["@t/prettier-plugin-sort"]}'},
        ["idle"],
        [],
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
        {"package.json": package(name="shop", prettier="@s/prettier-config"), "apps/.prettierrc.json": '{"plugins": ["prettier-plugin-x"]}'},
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
    "lists that a configuration of Babel keeps in variables, paths into packages, and what a plugin loads": (
        {
            "package.json": package(dev="@babel/core @babel/runtime idle"),
            "babel.config.js": "module.exports = () => {\n  const plugins = [['@babel/plugin-a', { loose: true }], '@babel/plugin-transform-runtime'];\n"
            "  const presets = ['@b/c/preset'];\n  return { presets, plugins };\n};\n",
        },
        ["@babel/core", "idle"],
        ["@b/c", "@babel/plugin-a", "@babel/plugin-transform-runtime"],
    ),
    "a package called as another's last part is not run by its name": (
        {
            "package.json": package(deps="nuxt vue @a/nuxt"),
            "nuxt.config.ts": "import { defineNuxtConfig } from 'nuxt/config';\nexport default defineNuxtConfig({ modules: [] });\n",
            "app.vue": "<script setup>\nimport { ref } from 'vue';\n</script>\n",
        },
        ["@a/nuxt"],
        [],
    ),
    "a library and the package of its program": (
        {"package.json": package(deps="sequelize", dev="sequelize-cli", scripts={"db": "sequelize db:migrate"}), "a.js": "require('sequelize')\n"},
        [],
        [],
    ),
    "executors of Nx are no programs": (
        {
            "package.json": package(dev="@nx/cypress"),
            "apps/b/project.json": '{"targets": {"e2e": {"executor": "@js/cypress:cypress"}, "run": {"executor": "nx:run-commands"}}}',
        },
        ["@nx/cypress"],
        ["@js/cypress", "nx"],
    ),
    "generators of GraphQL": (
        {
            "package.json": package(dev="@graphql-codegen/cli", scripts={"codegen": "graphql-codegen"}),
            "codegen.ts": "export default { generates: { 'a.graphql': { 'schema-ast': {} }, 'b.ts': { plugins: ['graphql-codegen-b'] } } };\n",
        },
        [],
        ["@graphql-codegen/schema-ast", "graphql-codegen-b"],
    ),
    "what a bundle that is copied here takes, what a wrapper wraps, and the core of a scope": (
        {
            "package.json": package(deps="chunky react-sorty sortyjs @rich/core @rich/vue idle", dev="@types/sorty"),
            "lib/reader.min.js": 'import{a}from"chunky/browser";export default a;\n',
            "src/a.js": "import S from 'react-sorty';\nimport R from '@rich/vue';\n",
        },
        ["idle"],
        [],
    ),
    "aliases of bundlers, imports that bundlers leave, and templates": (
        {
            "package.json": package(dev="idle"),
            "images/tests/package.json": package(deps="listed-for-others"),
            "tests/a.test.js": "import 'own-lib';\nimport 'mapped-lib';\nimport 'exact';\nimport 'global';\n",
            "src/pdf.js": "await import(/*webpackIgnore: true*/ 'canvas-x');\nimport 'absent';\n",
            "webpack.config.js": "module.exports = { resolve: { alias: { 'own-lib': DIR + '/libs/own.js', exact$: join(DIR, 'libs/own.js') } },"
            " externals: { global: 'global' } };\n",
            "jest.config.js": "module.exports = { moduleNameMapper: { '^mapped-lib$': '<rootDir>/x.js' } };\n",
            "templates/app/package.json": package(dev="idle-too"),
            "templates/app/a.js": "import 'of-the-user';\n",
        },
        ["idle"],
        ["absent"],
    ),
    "hooks run programs": (
        {"package.json": package(dev="lint-staged @commitlint/cli"), ".husky/pre-commit": "npx lint-staged\nnpx commitlint --edit $1\n"},
        [],
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", NPM)
def test_npm(tmp_path: Path, case: str) -> None:
    files, unused, undeclared = NPM[case]
    answer = ask(tmp_path, files)
    assert (names(answer, "unused"), names(answer, "undeclared")) == (unused, undeclared)


def test_plugins_that_a_tool_finds_by_their_names(tmp_path: Path) -> None:
    files = {
        "package.json": package(deps="hexo hexo-server left-pad css-a css-b", scripts={"build": "hexo generate"}),
        "src/index.js": "import styles from '!css-a!css-b?modules!./x.css'\n",
        "src/x.css": "a {}\n",
    }
    assert [row["name"] for row in ask(tmp_path, files)["unused"]] == ["left-pad"]


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


def test_a_plugin_of_the_compiler_and_the_core_of_a_scope(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        {
            "package.json": package(deps="@icons/vue-icons @icons/icons-svg-core idle", dev="typescript-plugin-css"),
            "ui/tsconfig.json": '{"compilerOptions": {"plugins": [{"name": "typescript-plugin-css"}]}}',
            "ui/a.ts": "import '@icons/vue-icons'\n",
        },
    )
    assert names(answer, "unused") == ["idle"]


def test_peers_of_a_shared_configuration_that_nothing_tells_are_not_judged(tmp_path: Path) -> None:
    files = {
        "package.json": package(dev="eslint eslint-config-shop eslint-plugin-soup babel-eslint idle"),
        ".eslintrc.js": "module.exports = { extends: ['shop'] }\n",
    }
    assert names(ask(tmp_path, files), "unused") == ["idle"]
