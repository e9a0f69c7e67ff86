"""What npm packages install and load beside themselves, as data: programs, companions, compilers.

Facts from the tools' own documentation and the packages' public metadata.
"""

from __future__ import annotations

from .... import lazy_re as re
from ....indexer.gathering import word_table, words

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
nitropack: nitro nitropack | hugo-extended: hugo | hugo-bin: hugo | yo: yo yo-complete | react-email: email react-email | oxlint: oxlint
clean-css-cli: cleancss | jetifier: jetify jetifier | parcel-bundler: parcel
"""
BINARIES = word_table(_PROGRAMS)
"""Package → the programs that it installs, where they are not called as the package."""

_COMPANIONS = """
react-dom: react scheduler | next: react react-dom sharp | astro: sharp @astrojs/check | gatsby: react react-dom
expo: react react-native expo-dev-client expo-insights expo-navigation-bar expo-updates expo-system-ui expo-splash-screen expo-status-bar
expo-router: expo-constants expo-linking react-native-screens react-native-safe-area-context @expo/metro-runtime
@nestjs/swagger: swagger-ui-express @fastify/static | expo: expo-atlas expo-notifications @expo/metro-runtime react-dom react-native-web
react-native: react | @remix-run/react: react react-dom | react-scripts: react react-dom
@craco/craco: react-scripts | react-app-rewired: react-scripts
@docusaurus/core: react react-dom @docusaurus/faster @mdx-js/react | storybook: react react-dom | webpack-cli: webpack webpack-dev-server
webpack: webpack-cli | webpack-dev-server: webpack-cli | babel-loader: @babel/core | @babel/cli: @babel/core
babel-jest: @babel/core | @babel/preset-env: @babel/core core-js | ts-jest: jest typescript @types/jest
ts-loader: typescript | ts-node: typescript @types/node
@typescript-eslint/eslint-plugin: @typescript-eslint/parser eslint | typescript-eslint: eslint typescript
eslint-plugin-import: eslint eslint-import-resolver-typescript eslint-import-resolver-node
eslint-plugin-import-x: eslint-import-resolver-typescript
@react-router/dev: @react-router/node @react-router/serve isbot | @remix-run/dev: @remix-run/node @remix-run/serve isbot
@pandacss/dev: postcss | @swc/cli: @swc/core | @swc/core: @swc/helpers | @nestjs/cli: @nestjs/schematics | serverless-esbuild: esbuild
eslint-plugin-prettier: prettier eslint-config-prettier | lint-staged: prettier
sass-loader: sass node-sass sass-embedded | less-loader: less | stylus-loader: stylus | css-loader: style-loader
postcss-loader: postcss | postcss-cli: postcss | tailwindcss: postcss autoprefixer
vitest: vite @vitest/ui jsdom happy-dom @vitest/coverage-v8 @vitest/coverage-istanbul | @vitejs/plugin-vue: vite vue
@vitejs/plugin-react: vite | @sveltejs/kit: svelte vite | @sveltejs/vite-plugin-svelte: svelte | nuxt: vue-router
vuepress: vue | vitepress: vue | @vue/cli-service: vue-template-compiler
@nestjs/core: reflect-metadata rxjs @nestjs/platform-express @nestjs/common | @angular/core: rxjs zone.js tslib
@angular/core: @angular/compiler @angular/compiler-cli @angular/platform-browser-dynamic
@angular/cli: @angular/compiler-cli @angular/compiler typescript karma jasmine-core
@angular-devkit/build-angular: @angular/compiler-cli karma jasmine-core karma-jasmine karma-chrome-launcher
karma-jasmine: jasmine-core karma karma-coverage karma-jasmine-html-reporter
karma-mocha: mocha karma | karma-qunit: qunit karma | karma: karma-jasmine jasmine-core | @ionic/react: react
ember-cli: ember-source | jest-environment-jsdom: jsdom | @testing-library/react: @testing-library/dom
@storybook/react: react react-dom | rollup-plugin-typescript2: tslib | @rollup/plugin-typescript: tslib typescript
@rollup/plugin-terser: terser | nodemon: ts-node | hardhat: ethers | knex: pg-query-stream pg-native | astro-og-canvas: canvaskit-wasm
react-email: @react-email/preview-server @react-email/ui react react-dom | knex: pg mysql mysql2 sqlite3 better-sqlite3 tedious oracledb
sequelize: pg pg-hstore mysql2 mariadb sqlite3 tedious oracledb
typeorm: reflect-metadata pg mysql mysql2 sqlite3 better-sqlite3 mssql oracledb mongodb sql.js ioredis redis
@tanstack/react-query: react | @apollo/client: graphql | graphql-tag: graphql
@mui/material: @emotion/react @emotion/styled | @chakra-ui/react: @emotion/react @emotion/styled framer-motion
styled-components: react-is | redux-thunk: redux | @tailwindcss/postcss: tailwindcss postcss
@cucumber/cucumber: @cucumber/pretty-formatter
babel-plugin-transform-runtime: babel-runtime | @babel/plugin-transform-runtime: @babel/runtime
expo-router: react-native-gesture-handler react-native-reanimated react-native-worklets
react-native-reanimated: react-native-worklets react-native-gesture-handler | next-auth: nodemailer | rehype-pretty-code: shiki
nativewind: react-native-reanimated react-native-worklets react-native-css react-native-safe-area-context tailwindcss
@nx/eslint-plugin: @typescript-eslint/eslint-plugin @typescript-eslint/parser eslint-config-prettier @angular-eslint/eslint-plugin
@nx/eslint-plugin: @angular-eslint/eslint-plugin-template @angular-eslint/template-parser eslint-plugin-import eslint-plugin-react
@nx/eslint-plugin: eslint-plugin-react-hooks eslint-plugin-jsx-a11y
@nrwl/eslint-plugin-nx: @typescript-eslint/eslint-plugin @typescript-eslint/parser
@graphql-codegen/cli: @parcel/watcher | @nx/js: @swc/core @swc/helpers @swc-node/register | @remix-run/react: @remix-run/server-runtime
react-router: react-dom | @sveltejs/kit: @sveltejs/vite-plugin-svelte
laravel-mix: sass-loader resolve-url-loader vue-loader vue-template-compiler less-loader stylus-loader ts-loader postcss
laravel-mix: postcss-import @babel/core
laravel-mix: sass less stylus browser-sync browser-sync-webpack-plugin @babel/preset-react @vue/compiler-sfc cross-env
laravel-mix: acorn
@symfony/webpack-encore: @babel/core @babel/preset-env @babel/preset-react @babel/preset-typescript
@symfony/webpack-encore: @babel/plugin-transform-react-jsx core-js
@symfony/webpack-encore: file-loader fork-ts-checker-webpack-plugin handlebars-loader less-loader postcss-loader
@symfony/webpack-encore: sass-loader stylus-loader
@symfony/webpack-encore: ts-loader vue-loader vue-template-compiler @vue/compiler-sfc @vue/babel-plugin-jsx
@symfony/webpack-encore: @vue/babel-preset-jsx webpack webpack-cli
@symfony/webpack-encore: webpack-notifier webpack-dev-server regenerator-runtime babel-loader css-loader style-loader
@symfony/webpack-encore: mini-css-extract-plugin
eslint-config-airbnb-base: eslint-plugin-import eslint
eslint-config-airbnb: eslint-plugin-import eslint-plugin-jsx-a11y eslint-plugin-react
eslint-config-airbnb: eslint-plugin-react-hooks eslint
eslint-config-airbnb-typescript: @typescript-eslint/eslint-plugin @typescript-eslint/parser
eslint-config-standard: eslint-plugin-import eslint-plugin-n eslint-plugin-node eslint-plugin-promise
eslint-config-standard: eslint-plugin-standard eslint
eslint-config-react-app: eslint-plugin-flowtype eslint-plugin-import eslint-plugin-jsx-a11y eslint-plugin-react
eslint-config-react-app: eslint-plugin-react-hooks
eslint-config-react-app: babel-eslint @typescript-eslint/eslint-plugin @typescript-eslint/parser
@angular-eslint/builder: @angular-eslint/eslint-plugin @angular-eslint/eslint-plugin-template
@angular-eslint/builder: @angular-eslint/template-parser
@angular-eslint/builder: @typescript-eslint/eslint-plugin @typescript-eslint/parser @angular-eslint/schematics eslint
@angular-eslint/eslint-plugin-template: @angular-eslint/template-parser
@angular-devkit/build-angular: karma-coverage
@nestjs/cli: ts-loader tsconfig-paths | vue-loader: vue-template-compiler @vue/compiler-sfc vue | @vitejs/plugin-vue: @vue/compiler-sfc
@rolldown/plugin-babel: @babel/core | vite-plugin-pwa: workbox-window workbox-build | resumable-stream: redis ioredis
stylelint-config-standard-scss: stylelint-scss | patch-package: postinstall-postinstall postinstall-prepare
@nuxt/test-utils: playwright-core happy-dom jsdom @vue/test-utils vitest | nitropack: ofetch h3 | @sentry/vue: @sentry/browser
@docusaurus/core: @docusaurus/module-type-aliases @docusaurus/tsconfig @docusaurus/types
@cypress/code-coverage: @babel/core @babel/preset-env babel-loader webpack nyc istanbul-lib-coverage | @percy/cypress: @percy/cli
eslint-plugin-flowtype: @babel/plugin-syntax-flow @babel/plugin-transform-react-jsx
eslint-config-react-app: @babel/plugin-syntax-flow @babel/plugin-transform-react-jsx
react-scripts: @babel/plugin-proposal-private-property-in-object | @nx/jest: jest-environment-jsdom
@nx/eslint-plugin: typescript-eslint | graphiql: graphql react react-dom | browserslist: caniuse-lite | autoprefixer: caniuse-lite
oxlint: oxlint-tsgolint | listr2: enquirer | next: babel-plugin-react-compiler | react-simple-maps: prop-types | jest: babel-jest
vite-plus: vitest | gulp-babel: @babel/core | @testing-library/react-hooks: react-test-renderer | remix: @remix-run/react
intelli-espower-loader: power-assert | babel-jest: babel-core | jest-cli: babel-core | tsdx: lodash-es
nuxt: core-js | @vue/cli-plugin-babel: core-js | @babel/preset-env: core-js regenerator-runtime
"""


COMPANIONS = word_table(_COMPANIONS)
"""Package → packages that it loads by itself (its peer dependencies as published): in use when it is."""

AUTOLOADED: dict[str, tuple[str, ...]] = {
    "karma": ("karma-*",),
    **dict.fromkeys(("appium", "@wdio/appium-service"), ("appium-*-driver", "appium-*-plugin")),
    "size-limit": ("@size-limit/*",),
    "prettier": ("prettier-plugin-*", "@*/prettier-plugin-*"),
    "cypress-multi-reporters": ("mocha-*", "mochawesome"),
    "hexo": ("hexo-*",),
    **dict.fromkeys(("hugo-extended", "hugo-bin"), ("*",)),  # a theme's assets take what its documentation lists
    "eslint": ("eslint-formatter-*",),
    "brunch": ("*-brunch",),
    "ember-cli": ("ember-*", "@ember/*", "@glimmer/*", "broccoli-asset-rev", "loader.js"),
    "load-grunt-tasks": ("grunt-*",),
    "gulp-load-plugins": ("gulp-*",),
    "@vue/cli-service": ("@vue/cli-plugin-*", "vue-cli-plugin-*"),
    "@capacitor/cli": ("@capacitor/*", "@capacitor-community/*", "capacitor-*"),
    "cordova": ("cordova-*",),
    **dict.fromkeys(
        words(
            "unocss @unocss/nuxt @unocss/preset-icons @nuxt/icon nuxt-icon unplugin-icons @egoist/tailwindcss-icons @iconify/tailwind"
            " @iconify/tailwind4 @nuxt/ui astro-icon"
        ),
        ("@iconify-json/*",),
    ),
}
"""Package → patterns of packages that it looks for among what is installed."""

BUNDLED = word_table("""
unocss: uno.css | @unocss/vite: uno.css | @unocss/webpack: uno.css | @unocss/nuxt: @unocss/* uno.css unocss
@docusaurus/core: @docusaurus/browseronly @docusaurus/componentcreator @docusaurus/constants @docusaurus/errorboundary
@docusaurus/core: @docusaurus/executionenvironment @docusaurus/head @docusaurus/interpolate @docusaurus/isinternalurl
@docusaurus/core: @docusaurus/link @docusaurus/redirect @docusaurus/renderroutes @docusaurus/router
@docusaurus/core: @docusaurus/translate @docusaurus/usebaseurl @docusaurus/usedocusauruscontext
@docusaurus/core: @docusaurus/useglobaldata @docusaurus/useisbrowser @docusaurus/useroutecontext
@docusaurus/preset-classic: @docusaurus/plugin-content-blog @docusaurus/plugin-content-docs @docusaurus/theme-common
@docusaurus/preset-classic: @docusaurus/plugin-content-pages
react-native: @react-native-community/cli* @react-native/* | @angular-devkit/build-angular: @angular/build
nuxt: @unhead/vue @vue/* h3 nitropack ofetch ufo vue vue-router | nitropack: h3 ofetch ufo | next: client-only server-only
@vitejs/plugin-rsc: client-only server-only
ember-source: @ember/* @glimmer/* rsvp | @ember/jquery: jquery | ember-cli-htmlbars: htmlbars-inline-precompile
@vueuse/nuxt: @vueuse/* | laravel-mix: cross-env webpack webpack-cli webpack-dev-server
semantic-release: @semantic-release/commit-analyzer @semantic-release/github @semantic-release/npm
semantic-release: @semantic-release/release-notes-generator
""")
"""Package → names or patterns (lower case) that come with it: its own plugins, and modules that it makes up."""

BY_HAND = frozenset({
    "knip", "depcheck", "madge", "dependency-cruiser", "npm-check", "npm-check-updates", "license-checker", "npkill", "taze",
    "source-map-explorer", "webpack-bundle-analyzer", "yalc", "plop", "np", "eslint_d",
})  # fmt: skip
"""Programs that people start on a workspace themselves (`npx NAME`), for which no file of it needs to name or set them up."""

COMPILERS = word_table("""
.scss: sass sass-embedded node-sass | .sass: sass sass-embedded node-sass | .less: less | .styl: stylus | .tsx: react | .jsx: react
.coffee: coffeescript coffee-script | .pug: pug | .astro: astro | .svelte: svelte | .marko: marko | .tsrx: @tsrx/react @tsrx/solid @tsrx/vue
""")
"""Extension → packages that compile such files, which nothing needs to name."""


_CONFIGURED = r"""
^lefthook(-local)?\.(ya?ml|toml|json)$ lefthook @evilmartians/lefthook @arkweid/lefthook
^\.?simple-git-hooks(\.\w+)?$ simple-git-hooks
(?:^|/)\.changeset/config\.json$ @changesets/cli
^\.?husky(rc)?(\.\w+)?$|(?:^|/)\.husky/ husky
^(?:watt|platformatic)\.json$ wattpm platformatic @platformatic/wattpm-pprof-capture
^gitHooks$ yorkie husky
^webpack[\w.-]*\.[cm]?ts$ ts-node tsx sucrase esbuild-register @swc/register @babel/register
(?i)^(?:webpack|gulpfile)[\w.-]*\.babel\.js$ @babel/register babel-register
^(pre-?commit|pre-?push|precommit\.silent)$ pre-commit pre-push @fastify/pre-commit
^(?:eslint|stylelint)\.config\.[cm]?ts$ jiti eslint
^biome\.jsonc?$ @biomejs/biome
^\.?browserslist(?:rc)?$ browserslist caniuse-lite
^jest\.config\.\w+$ jest
^hardhat\.config\.\w+$ hardhat
^\.prettierrc(\.\w+)?$|^prettier(\.config\.\w+)?$ prettier
^postcss(\.config\.\w+)?$|^\.postcssrc(\.\w+)?$ postcss
"""
CONFIGURED: tuple[tuple[re.Pattern[str], list[str]], ...] = tuple(
    (re.compile(pattern), names) for pattern, *names in map(str.split, _CONFIGURED.strip().splitlines())
)
"""Configuration (files, or fields of package.json) of tools that work by being installed: git hooks, a bundler's own plugins."""


MANAGERS: dict[str, tuple[str, ...]] = {
    "bun": ("bun.lock", "bun.lockb"),
    "npm": ("package-lock.json",),
    "pnpm": ("pnpm-lock.yaml",),
    "yarn": ("yarn.lock",),
}
"""Package manager, as a package → the lockfiles that show it at work."""


def programs_of(package: str) -> frozenset[str]:
    """The programs that a package installs: known, else its own name (`@a/cli` is `a`, `x-cli` is also `x`)."""
    if package in BINARIES:
        return BINARIES[package]
    scope, _, name = package.rpartition("/")
    found = {name, name.removesuffix("-cli")}
    if scope and name == "cli":
        found = {scope[1:], f"{scope[1:]}-cli"}
    return frozenset(found)
