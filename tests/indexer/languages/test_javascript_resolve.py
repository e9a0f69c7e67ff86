"""Where imports lead, on workspaces in memory."""

from __future__ import annotations

import pytest

from .javascript_support import ends, package, resolve

# (id, files, importing file, [where its imports lead])
CASES = [
    (
        "extension left out",
        {"a.ts": "import './b'; import './c'; import './d'", "b.ts": "", "c.jsx": "", "d/index.ts": ""},
        "a.ts",
        ["b.ts", "c.jsx", "d/index.ts"],
    ),
    (
        "output extension written",
        {
            "a.ts": "import './b.js'; import './c.mjs'; import './d.jsx'; import './e.js'; import './e.ts'",
            "b.ts": "",
            "c.mts": "",
            "d.tsx": "",
            "e.d.ts": "",
        },
        "a.ts",
        ["b.ts", "c.mts", "d.tsx", "e.d.ts", "e.d.ts"],
    ),
    (
        "implementation beside its declaration",
        {"a.ts": "import './b.js'; import './b'", "b.js": "", "b.d.ts": ""},
        "a.ts",
        ["b.js", "b.js"],
    ),
    (
        "source beside its output",
        {"a.ts": "import './c'", "b.js": "import './c'", "c.ts": "", "c.js": ""},
        "a.ts",
        ["c.ts"],
    ),
    ("output from JavaScript", {"a.ts": "", "b.js": "import './c'", "c.ts": "", "c.js": ""}, "b.js", ["c.js"]),
    (
        "folders and files of one name",
        {"a.ts": "import './b'; import './b/'; import '.'", "b.ts": "", "b/index.ts": "", "index.ts": ""},
        "a.ts",
        ["b.ts", "b/index.ts", "index.ts"],
    ),
    (
        "a folder whose package is built later",
        {
            "a.ts": "import './lib'; import '..'; import './none';",
            "lib/package.json": '{"name": "lib", "main": "dist/index.js"}',
            "lib/src/index.ts": "",
            "none/other.txt": "",
        },
        "a.ts",
        ["lib/src/index.ts", "? leads out of the workspace", "? a folder, not a file"],
    ),
    (
        "a folder's package.json",
        {"a.js": "require('./b')", "b/package.json": package(main="lib/x.js"), "b/lib/x.js": ""},
        "a.js",
        ["b/lib/x.js"],
    ),
    (
        "styles, data, queries, loaders",
        {
            "a.ts": "import './a.css'; import './d.json'; import './i.svg?raw'; import 'raw-loader!./t.txt'",
            "a.css": "",
            "d.json": "{}",
            "i.svg": "",
            "t.txt": "",
        },
        "a.ts",
        ["a.css", "d.json", "i.svg", "t.txt"],
    ),
    ("platform files", {"a.ts": "import './b'", "b.native.tsx": "", "b.web.tsx": ""}, "a.ts", ["b.native.tsx"]),
    (
        "nothing there",
        {"a.ts": "import './b'; import '../../c'; import './dist/d.js'; import './src'", "src/x.txt": ""},
        "a.ts",
        [
            "? no file matches",
            "? leads out of the workspace",
            "? build output, not in the workspace",
            "? a folder, not a file",
        ],
    ),
    (
        "runtime modules",
        {"a.ts": "import 'node:fs'; import 'fs/promises'; import 'bun:test'"},
        "a.ts",
        ["runtime:fs", "runtime:fs", "runtime:bun:test"],
    ),
    (
        "packages from a registry",
        {"a.ts": "import 'react/jsx-runtime'; import '@s/p/x'; import 'punycode/'"},
        "a.ts",
        ["module:react", "module:@s/p", "module:punycode"],
    ),
    (
        "neither file nor package",
        {
            "a.ts": "import 'virtual:x'; import 'https://x/y.js'; import '@/x'; import '#y'; import '$app/stores'; import(z)"
        },
        "a.ts",
        [
            "? virtual module of a bundler or framework",
            "? a URL, not a file",
            "? alias that no configuration sets",
            "? alias that no configuration sets",
            "? virtual module of a bundler or framework",
            "? computed specifier",
        ],
    ),
    (
        "Vue and Svelte import each other",
        {"a.vue": "<script>import './b.svelte'; import './c'</script>", "b.svelte": "", "c.ts": ""},
        "a.vue",
        ["b.svelte", "c.ts"],
    ),
    (
        "imports of a package",
        {
            "package.json": package(
                "p",
                imports={
                    "#a": "./src/a.ts",
                    "#x/*": {"types": "./types/x/*.d.ts", "default": "./dist/x/*.js"},
                    "#dep": "react",
                    "#no": "./gone.js",
                    "#app/a": "./src/a.ts",
                },
            ),
            "src/a.ts": "",
            "src/x/y.ts": "",
            "b.ts": "import '#a'; import '#x/y'; import '#dep'; import '#no'; import '#app/a'; import '#app'",
        },
        "b.ts",
        [
            "src/a.ts",
            "src/x/y.ts",
            "module:react",
            "? ./gone.js of the imports of p is not in the workspace",
            "src/a.ts",
            "? virtual module of a bundler or framework",
        ],
    ),
    (
        "self reference",
        {
            "package.json": package("p", exports={".": "./lib/index.js", "./b": "./lib/b.js"}),
            "lib/index.js": "",
            "lib/b.js": "",
            "test/a.js": "import 'p'; import 'p/b'; import 'p/c'",
        },
        "test/a.js",
        ["lib/index.js", "lib/b.js", "? not in the exports of workspace package p"],
    ),
    (
        "an example named as its dependency",
        {"package.json": package("koa", dependencies={"koa": "3.0.0"}), "a.js": "import 'koa'"},
        "a.js",
        ["module:koa"],
    ),
    (
        "a bin to its source",
        {
            "package.json": package("p"),
            "bin/p.js": "import '../dist/cli.js'; import '../dist/p.min.js'",
            "src/cli.ts": "",
        },
        "bin/p.js",
        ["src/cli.ts", "? build output, not in the workspace"],
    ),
    (
        "a declaration that passes on what is built of the folder beside it",
        {
            "package.json": package("p"),
            "tsconfig.json": '{"compilerOptions": {"outDir": "dist"}}',
            "test.d.ts": "export * from './dist/test'",
            "test/index.ts": "",
        },
        "test.d.ts",
        ["test/index.ts"],
    ),
    (
        "an alias into what is built",
        {
            "package.json": package("p"),
            "tsconfig.json": '{"compilerOptions": {"paths": {"@/*": ["./src/*"], "#built/*": ["./dist/*"]}}}',
            "src/cli.ts": "",
            "a.ts": "import '@/generated/client'; import '#built/cli.js'; import '@/gone'",
        },
        "a.ts",
        ["? build output, not in the workspace", "src/cli.ts", "? no file matches"],
    ),
    (
        "a tracked node_modules",
        {
            "fix/node_modules/dep/package.json": package("dep", main="m.js"),
            "fix/node_modules/dep/m.js": "",
            "fix/src/a.js": "require('dep'); require('other')",
        },
        "fix/src/a.js",
        ["fix/node_modules/dep/m.js", "module:other"],
    ),
    (
        "paths written carelessly, globs behind an alias",
        {
            "tsconfig.json": '{"compilerOptions": {"paths": {"@/*": ["./src/*"]}}}',
            "src/a.ts": "import '@//lib/b'; import '@/lib/../lib/b'; import.meta.glob('@/lib/*.ts')",
            "src/lib/b.ts": "",
        },
        "src/a.ts",
        ["src/lib/b.ts", "src/lib/b.ts", "src/lib/b.ts"],
    ),
    (
        "glob",
        {
            "a.ts": "import.meta.glob('./m/*.ts'); import.meta.glob('/m/**/*.vue')",
            "m/b.ts": "",
            "m/c.ts": "",
            "m/d/e.vue": "",
            "package.json": "{}",
        },
        "a.ts",
        ["m/b.ts", "m/c.ts", "m/d/e.vue"],
    ),
    (
        "globs of one call, some of which match nothing or exclude",
        {
            "a.ts": "import.meta.glob(['./m/*.js', './m/*.ts', '!./m/c.*'], { eager: true }); import.meta.glob('./n/*')",
            "m/b.ts": "",
            "m/c.ts": "",
        },
        "a.ts",
        ["m/b.ts", "? no file matches the pattern"],
    ),
    (
        "types added to a package: of the workspace, of elsewhere, declared by a file that is no module",
        {
            "package.json": '{"workspaces": ["b"]}',
            "b/package.json": '{"name": "b"}',
            "b/index.ts": "",
            "a.ts": "declare module 'b' { interface B { c: number } }\ndeclare module 'vue' {}\nexport {}",
            "c.d.ts": "declare module 'b' {}",
        },
        "a.ts",
        ["b/index.ts"],
    ),
    (
        "aliases that the workspace's Nuxt module sets, for all who use it",
        {
            "packages/cart/src/module.ts": "export default defineNuxtModule({ async setup(_, nuxt) {\n"
            "  nuxt.options.alias['#cart'] = await resolvePath('./runtime')\n"
            "  nuxt.options.alias['#cart/kit'] = resolver.resolve('./kit/all')\n"
            "  nuxt.options.alias['vue'] = resolve('./vue')\n} })\n",
            "packages/cart/src/runtime/total.ts": "",
            "packages/cart/src/kit/all.ts": "",
            "packages/cart/src/vue.ts": "",
            "playground/a.ts": "import '#cart/total'; import '#cart/kit'; import '#carts'; import 'vue'; import '#cart/gone'",
        },
        "playground/a.ts",
        [
            "packages/cart/src/runtime/total.ts",
            "packages/cart/src/kit/all.ts",
            "? alias that no configuration sets",
            "module:vue",
            "? alias that no configuration sets",
        ],
    ),
    (
        "served root",
        {
            "package.json": "{}",
            "src/a.ts": "import '/src/b.ts'; import '/logo.svg'",
            "src/b.ts": "",
            "public/logo.svg": "",
        },
        "src/a.ts",
        ["src/b.ts", "public/logo.svg"],
    ),
]


@pytest.mark.parametrize(("files", "path", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_resolution(files: dict[str, str], path: str, expected: list[str]) -> None:
    assert ends(files, path) == expected


def test_a_mock_stands_in_for_tests_only() -> None:
    files = {
        "vitest.config.ts": "export default { test: { alias: { 'kit': new URL('./test/__mocks__/kit.ts', import.meta.url).pathname } } }",
        "test/__mocks__/kit.ts": "",
        "test/a.test.ts": "import 'kit'",
        "src/a.ts": "import 'kit'",
    }
    assert ends(files, "test/a.test.ts") == ["test/__mocks__/kit.ts"]
    assert ends(files, "src/a.ts") == ["module:kit"]


def test_a_path_that_names_the_tests_itself_stands_in_for_nothing() -> None:
    files = {
        "tsconfig.json": '{"compilerOptions": {"baseUrl": ".", "paths": {"*": ["*", "stubs/*"]}}}',
        "app/dev.ts": "require('test/seed')",
        "test/seed.ts": "",
    }
    assert ends(files, "app/dev.ts") == ["test/seed.ts"]


def test_links_keep_names_lines_and_order() -> None:
    files = {"a.ts": "import x, { y as z } from './b'\nexport * from './b'\n", "b.ts": ""}
    assert [(link.line, link.kind, link.target, link.name, link.alias) for link in resolve(files)["a.ts"]] == [
        (1, "static", "b.ts", "default", "x"),
        (1, "static", "b.ts", "y", "z"),
        (2, "reexport", "b.ts", "*", "*"),
    ]
