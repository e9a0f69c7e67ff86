"""How npm's tools name packages, as data: programs, plugin shorthands in configuration files, and packages that others load.

Facts from the tools' own documentation and the packages' public metadata.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["BINARIES", "BUNDLED", "COMMANDS", "COMPANIONS", "COMPILERS", "CONFIGURED", "RULES", "Rule", "programs_of"]


class Rule(NamedTuple):
    """Which packages the strings under a key of a tool's configuration name.

    Attributes:
        files: file names, or fields of package.json, that configure the tool.
        keys: the innermost key above the string.
        scheme: `module` (the string is the package), a prefix (`eslint-plugin`: `x` is eslint-plugin-x, `@s` is
            @s/eslint-plugin, `@s/x` is @s/eslint-plugin-x), or a pattern with `{}`.
        certain: a name that is not declared is missing; else it only counts as a use.
        as_keys: the names stand as keys of a mapping.
        unambiguous: also a name without a scope can only mean this package; elsewhere it may be local, built in or of a preset.
    """

    files: re.Pattern[str]
    keys: frozenset[str]
    scheme: str
    certain: bool = True
    as_keys: bool = False
    unambiguous: bool = False


def rule(
    files: str, keys: str, scheme: str, *, certain: bool = True, as_keys: bool = False, unambiguous: bool = False
) -> Rule:
    """A rule from the words of a table."""
    return Rule(re.compile(files), frozenset(keys.split()), scheme, certain, as_keys, unambiguous)


ESLINT = r"^\.eslintrc(\.\w+)?$|^eslintConfig$|^\w+\.eslint\.json$"
BABEL = r"^\.babelrc(\.\w+)?$|^babel\.config\.\w+$|^babel$"
STYLELINT = r"^\.stylelintrc(\.\w+)?$|^stylelint(\.config\.\w+)?$"
JEST = r"^jest(\.config\.\w+)?$"
STRYKER = r"^\.?stryker(\.[\w.]+)?\.(conf|config)\.\w+$"
XO = r"^\.?xo(-config)?(\.config)?(\.\w+)?$"
TYPEDOC = r"^\.?typedoc(\.config)?(\.\w+)?$|^typedocOptions$"
RULES = (
    rule(ESLINT, "extends", "eslint-config"),
    rule(ESLINT, "plugins jsPlugins", "eslint-plugin"),
    rule(ESLINT, "parser", "module"),
    rule(ESLINT, "import/resolver", "eslint-import-resolver", certain=False, as_keys=True),
    rule(ESLINT, "import/resolver", "eslint-import-resolver", certain=False),
    rule(ESLINT, "import/parsers", "module", as_keys=True),
    rule(BABEL, "presets", "babel-preset"),
    rule(BABEL, "plugins", "babel-plugin"),
    rule(STYLELINT, "extends", "module"),
    rule(STYLELINT, "plugins customSyntax processors", "module"),
    rule(r"^\.prettierrc(\.\w+)?$|^prettier(\.config\.\w+)?$", "plugins", "module"),
    rule(JEST, "preset runner testRunner", "module"),
    rule(JEST, "transform", "module", certain=False),
    rule(JEST, "testEnvironment", "jest-environment", certain=False),
    rule(JEST, "runner", "jest-runner", certain=False),
    rule(JEST, "watchPlugins", "jest-watch", certain=False),
    rule(r"^\.nycrc(\.\w+)?$|^nyc(\.config\.\w+)?$", "extends", "module"),
    rule(r"^gatsby-config\.\w+$", "plugins resolve", "module"),
    rule(r"^gatsby-node\.\w+$", "name", "module", unambiguous=True),
    rule(STRYKER, "plugins", "module"),
    rule(STRYKER, "testRunner", "@stryker-mutator/{}-runner"),
    rule(STRYKER, "checkers", "@stryker-mutator/{}-checker"),
    rule(STRYKER, "testFramework", "@stryker-mutator/{}-framework"),
    rule(TYPEDOC, "plugin plugins theme", "module"),
    rule(r"^\.?commitlint(rc)?(\.config)?(\.\w+)?$", "extends", "commitlint-config", certain=False),
    rule(r"^\.remarkrc(\.\w+)?$|^remarkConfig$", "plugins", "remark", unambiguous=True),
    rule(XO, "plugins", "eslint-plugin", certain=False),
    rule(XO, "extends", "eslint-config", certain=False),
    rule(r"^nx\.json$", "plugins plugin", "module"),
    rule(r"^nx\.json$", "generators", "module", certain=False, as_keys=True),
    rule(r"^app\.(json|config\.\w+)$", "plugins", "module", unambiguous=True),
    rule(r"^postcss\.config\.\w+$|^\.postcssrc(\.\w+)?$|^postcss$", "plugins", "module"),
    rule(r"^postcss\.config\.\w+$|^\.postcssrc(\.\w+)?$|^postcss$", "plugins", "module", as_keys=True),
    rule(r"^\.?release-?(rc|it)(\.\w+)?$|^release(\.config\.\w+)?$", "plugins extends", "module"),
    rule(r"^\.?release-?(rc|it)(\.\w+)?$|^release(\.config\.\w+)?$", "preset", "conventional-changelog", certain=False),
    rule(r"^(tsconfig|jsconfig)[\w.-]*\.json$", "types", "@types/{}", certain=False),
    rule(r"^karma\.conf\.\w+$", "frameworks plugins reporters browsers", "karma", certain=False),
    rule(r"^karma\.conf\.\w+$", "browsers", "karma-{}-launcher", certain=False),
    rule(r"^wdio\.[\w.]*conf\.\w+$", "framework", "@wdio/{}-framework", certain=False),
    rule(r"^wdio\.[\w.]*conf\.\w+$", "reporters", "@wdio/{}-reporter", certain=False),
    rule(r"^wdio\.[\w.]*conf\.\w+$", "services", "@wdio/{}-service", certain=False),
    rule(r"^wdio\.[\w.]*conf\.\w+$", "runner", "@wdio/{}-runner", certain=False),
    rule(r"^vite(st)?[\w.-]*\.config\.\w+$|^vitest\.\w+\.\w+$", "environment", "module", certain=False),
    rule(r"^vite(st)?[\w.-]*\.config\.\w+$|^vitest\.\w+\.\w+$", "provider", "@vitest/coverage-{}", certain=False),
)  # fmt: skip

COMMANDS = re.compile(
    r"^(scripts|lint-staged|nano-staged|simple-git-hooks|husky|pre-commit|gitHooks|wireit|nodemonConfig|prisma|config|commitlint)$"
    r"|^\.?(lint-?staged(rc)?|nano-staged|simple-git-hooks|huskyrc|nodemon)(\.config)?(\.\w+)?$|^lefthook[\w.-]*\.ya?ml$|^moon\.ya?ml$"
    r"|^\.(gitlab-ci|travis|pre-commit-config)\.ya?ml$|^(tauri\.conf\.json|Makefile|Dockerfile|Procfile|Taskfile\.ya?ml|justfile|electron-builder\.ya?ml)$"
)
"""Configuration (files, or fields of package.json) whose strings are command lines."""

_PROGRAMS = """
typescript: tsc tsserver | @angular/cli: ng | @nestjs/cli: nest | npm-run-all: run-s run-p npm-run-all
npm-run-all2: run-s run-p npm-run-all npm-run-all2 | @biomejs/biome: biome | webpack-cli: webpack webpack-cli
@playwright/test: playwright | @changesets/cli: changeset changesets | @quasar/app-vite: quasar
@quasar/app-webpack: quasar | @sveltejs/package: svelte-package | @sveltejs/kit: svelte-kit
@remix-run/dev: remix remix-serve | @react-router/dev: react-router | @sentry/cli: sentry-cli
@stryker-mutator/core: stryker | @tailwindcss/cli: tailwindcss | tailwindcss: tailwind tailwindcss
@cucumber/cucumber: cucumber-js cucumber | @web/test-runner: wtr web-test-runner | @web/dev-server: wds
@arethetypeswrong/cli: attw | @capacitor/cli: cap capacitor | @graphql-codegen/cli: graphql-codegen gql-gen
@microsoft/api-extractor: api-extractor | @vscode/test-cli: vscode-test | @rsbuild/core: rsbuild
@rslib/core: rslib | @rstest/core: rstest | @docusaurus/core: docusaurus | nuxt: nuxt nuxi | @moonrepo/cli: moon
@tanstack/router-cli: tsr | @typescript/native-preview: tsgo | markdownlint-cli: markdownlint
start-server-and-test: start-server-and-test start-test server-test | http-server: http-server hs
firebase-tools: firebase | vercel: vercel vc | netlify-cli: netlify ntl | wrangler: wrangler wrangler2
serverless: serverless sls slss | aws-cdk: cdk | typeorm: typeorm typeorm-ts-node-commonjs typeorm-ts-node-esm
mocha: mocha _mocha | ember-cli: ember | @react-native-community/cli: react-native rnc-cli
react-native: react-native | node-sass: node-sass | less: lessc | uglify-js: uglifyjs
cross-env: cross-env cross-env-shell | concurrently: concurrently conc | copyfiles: copyfiles copyup
npm-check-updates: ncu npm-check-updates
dependency-cruiser: depcruise dependency-cruiser depcruise-fmt depcruise-baseline | commitizen: cz git-cz commitizen
ts-node-dev: tsnd ts-node-dev | ts-patch: ts-patch tspc | ttypescript: ttsc
ts-node: ts-node ts-node-esm ts-node-script ts-node-transpile-only | cspell: cspell cspell-esm
backstopjs: backstop | json-schema-to-typescript: json2ts | electron-builder: electron-builder install-app-deps
del-cli: del del-cli | env-cmd: env-cmd | @vscode/vsce: vsce | vsce: vsce | @astrojs/check: astro astro-check
@vue/cli-service: vue-cli-service | prisma: prisma prisma2 | @lhci/cli: lhci | @swc/cli: swc swcx spack
@babel/node: babel-node | @openapitools/openapi-generator-cli: openapi-generator-cli | @redocly/cli: redocly openapi
@napi-rs/cli: napi | @mapbox/node-pre-gyp: node-pre-gyp | @vercel/ncc: ncc | storybook: storybook sb
@typescript-eslint/parser: | @11ty/eleventy: eleventy | @evilmartians/lefthook: lefthook | vite-plus: vp vite
yo: yo yo-complete | react-email: email react-email | oxlint: oxlint
"""
BINARIES: dict[str, frozenset[str]] = {
    name.strip(): frozenset(programs.split())
    for entry in _PROGRAMS.replace("\n", "|").split("|")
    for name, _, programs in [entry.partition(": ")]
    if name.strip()
}
"""Package → the programs that it installs, where they are not called as the package."""

_COMPANIONS = """
react-dom: react scheduler | next: react react-dom sharp | gatsby: react react-dom
expo: react react-native expo-dev-client expo-insights expo-navigation-bar expo-updates expo-system-ui expo-splash-screen expo-status-bar
react-native: react | @remix-run/react: react react-dom | react-scripts: react react-dom
@docusaurus/core: react react-dom | storybook: react react-dom | webpack-cli: webpack webpack-dev-server
webpack: webpack-cli | webpack-dev-server: webpack-cli | babel-loader: @babel/core | @babel/cli: @babel/core
babel-jest: @babel/core | @babel/preset-env: @babel/core core-js | ts-jest: jest typescript @types/jest
ts-loader: typescript | ts-node: typescript @types/node
@typescript-eslint/eslint-plugin: @typescript-eslint/parser eslint | typescript-eslint: eslint typescript
eslint-plugin-import: eslint | eslint-plugin-prettier: prettier eslint-config-prettier | lint-staged: prettier
sass-loader: sass node-sass sass-embedded | less-loader: less | stylus-loader: stylus | css-loader: style-loader
postcss-loader: postcss | postcss-cli: postcss | tailwindcss: postcss autoprefixer
vitest: vite @vitest/ui jsdom happy-dom @vitest/coverage-v8 @vitest/coverage-istanbul | @vitejs/plugin-vue: vite vue
@vitejs/plugin-react: vite | @sveltejs/kit: svelte vite | @sveltejs/vite-plugin-svelte: svelte | nuxt: vue-router
vuepress: vue | vitepress: vue | @vue/cli-service: vue-template-compiler
@nestjs/core: reflect-metadata rxjs @nestjs/platform-express @nestjs/common | @angular/core: rxjs zone.js tslib
@angular/cli: @angular/compiler-cli @angular/compiler typescript
@angular-devkit/build-angular: @angular/compiler-cli karma jasmine-core karma-jasmine karma-chrome-launcher
karma-jasmine: jasmine-core karma karma-coverage karma-jasmine-html-reporter
karma-mocha: mocha karma | karma: karma-jasmine | @ionic/react: react
ember-cli: ember-source | jest-environment-jsdom: jsdom | @testing-library/react: @testing-library/dom
@storybook/react: react react-dom | rollup-plugin-typescript2: tslib | @rollup/plugin-typescript: tslib typescript
@rollup/plugin-terser: terser | nodemon: ts-node | hardhat: ethers | astro-og-canvas: canvaskit-wasm
react-email: @react-email/preview-server @react-email/ui react react-dom | knex: pg mysql mysql2 sqlite3 better-sqlite3 tedious oracledb
sequelize: pg pg-hstore mysql2 mariadb sqlite3 tedious oracledb
typeorm: reflect-metadata pg mysql mysql2 sqlite3 better-sqlite3 mssql oracledb mongodb sql.js ioredis redis
@tanstack/react-query: react | @apollo/client: graphql | graphql-tag: graphql
@mui/material: @emotion/react @emotion/styled | @chakra-ui/react: @emotion/react @emotion/styled framer-motion
styled-components: react-is | redux-thunk: redux | @tailwindcss/postcss: tailwindcss postcss
@cucumber/cucumber: @cucumber/pretty-formatter
"""
COMPANIONS: dict[str, frozenset[str]] = {
    name.strip(): frozenset(others.split())
    for entry in _COMPANIONS.replace("\n", "|").split("|")
    for name, _, others in [entry.partition(": ")]
    if name.strip()
}
"""Package → packages that it loads by itself (its peer dependencies as published): in use when it is."""

_DOCUSAURUS = """
link head redirect browseronly translate interpolate usedocusauruscontext usebaseurl useisbrowser useglobaldata
useroutecontext isinternalurl constants router renderroutes componentcreator executionenvironment errorboundary
"""
BUNDLED: dict[str, frozenset[str]] = {
    "@docusaurus/core": frozenset(f"@docusaurus/{part}" for part in _DOCUSAURUS.split()),
    "@docusaurus/preset-classic": frozenset(
        f"@docusaurus/{part}"
        for part in ("plugin-content-docs", "plugin-content-blog", "plugin-content-pages", "theme-common")
    ),
    "semantic-release": frozenset(
        f"@semantic-release/{part}" for part in ("commit-analyzer", "github", "npm", "release-notes-generator")
    ),
}
"""Package → names (lower case) that come with it: its own plugins, and modules that it makes up."""

COMPILERS: dict[str, tuple[str, ...]] = {
    ".scss": ("sass", "sass-embedded", "node-sass"),
    ".sass": ("sass", "sass-embedded", "node-sass"),
    ".less": ("less",),
    ".styl": ("stylus",),
    ".tsx": ("react",),
    ".jsx": ("react",),
    ".coffee": ("coffeescript", "coffee-script"),
    ".pug": ("pug",),
    ".astro": ("astro",),
    ".tsrx": ("@tsrx/react", "@tsrx/solid", "@tsrx/vue"),
}
"""Extension → packages that compile such files, which nothing needs to name."""


CONFIGURED: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (
        re.compile(r"^lefthook(-local)?\.(ya?ml|toml|json)$"),
        ("lefthook", "@evilmartians/lefthook", "@arkweid/lefthook"),
    ),
    (re.compile(r"^\.?simple-git-hooks(\.\w+)?$"), ("simple-git-hooks",)),
    (re.compile(r"^(pre-?commit|pre-?push|precommit\.silent)$"), ("pre-commit", "pre-push", "@fastify/pre-commit")),
    (re.compile(r"^hardhat\.config\.\w+$"), ("hardhat",)),
    (re.compile(r"^postcss(\.config\.\w+)?$|^\.postcssrc(\.\w+)?$"), ("postcss",)),
)
"""Configuration (files, or fields of package.json) of tools that work by being installed: git hooks, a bundler's own plugins."""


def programs_of(package: str) -> frozenset[str]:
    """The programs that a package installs: known, else its own name (`@a/cli` is `a`, `x-cli` is also `x`)."""
    if package in BINARIES:
        return BINARIES[package]
    scope, _, name = package.rpartition("/")
    found = {name, name.removesuffix("-cli")}
    if scope and name == "cli":
        found = {scope[1:], f"{scope[1:]}-cli"}
    return frozenset(found)
