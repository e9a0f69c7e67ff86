"""Aliases written as literals in the configuration of bundlers, test runners and frameworks."""

from __future__ import annotations

import pytest

from .javascript_support import ends

ALIASES = [
    (
        "object",
        "vite.config.ts",
        "export default { resolve: { alias: { '@': path.resolve(__dirname, './src'), 'lib': '/lib' } } }",
    ),
    (
        "url",
        "vitest.config.mts",
        "alias: { '@': fileURLToPath(new URL('./src', import.meta.url)), lib: resolve(__dirname, 'lib') }",
    ),
    (
        "array",
        "vite.config.js",
        (
            "alias: [{ find: '@', replacement: path.resolve(__dirname, 'src') }, { find: /x/, replacement: 'y' }, "
            "{ find: 'lib', replacement: '/lib' }]"
        ),
    ),
    (
        "webpack",
        "webpack.config.js",
        (
            "module.exports = { resolve: { alias: { '@': path.join(__dirname, 'src'), "
            "lib: path.resolve(__dirname, 'lib'), no: computed() } } }"
        ),
    ),
    ("babel", ".babelrc", '{"plugins": [["module-resolver", {"alias": {"@": "./src", "lib": "./lib"}}]]}'),
    (
        "jest",
        "jest.config.js",
        "module.exports = { moduleNameMapper: { '^@/(.*)$': '<rootDir>/src/$1', '^lib$': '<rootDir>/lib/index.ts', '\\\\.(css)$': 'x' } }",
    ),
    (
        "jest in package.json",
        "package.json",
        '{"jest": {"moduleNameMapper": {"^@/(.*)$": "<rootDir>/src/$1", "^lib$": "<rootDir>/lib"}}}',
    ),
]


@pytest.mark.parametrize(("name", "text"), [case[1:] for case in ALIASES], ids=[case[0] for case in ALIASES])
def test_literal_aliases(name: str, text: str) -> None:
    files = {
        f"app/{name}": text,
        "app/test/a.js": "import '@/b'; import 'lib'; import 'react'",
        "app/src/b.ts": "",
        "app/lib/index.ts": "",
    }
    assert ends(files, "app/test/a.js") == ["app/src/b.ts", "app/lib/index.ts", "module:react"]


def test_aliases_of_frameworks() -> None:
    nuxt = {
        "nuxt.config.ts": "",
        "pages/a.vue": "<script>import '~/b'; import '@/c'</script>",
        "b.ts": "",
        "app/c.ts": "",
    }
    assert ends(nuxt, "pages/a.vue") == ["b.ts", "app/c.ts"]
    kit = {"svelte.config.js": "", "src/routes/a.svelte": "<script>import '$lib/b'</script>", "src/lib/b.ts": ""}
    assert ends(kit, "src/routes/a.svelte") == ["src/lib/b.ts"]
    written = {
        "svelte.config.js": 'export default { kit: { alias: { "$icons/*": "src/icons/*", $made: ".made" } } }',
        "src/routes/a.svelte": "<script>import '$icons/b.svelte'; import '$made/c'; import '$other/c'</script>",
        "src/icons/b.svelte": "",
    }
    assert ends(written, "src/routes/a.svelte") == [
        "src/icons/b.svelte",
        "? no file matches",
        "? alias that no configuration sets",
    ]
    site = {
        "www/docusaurus.config.js": "",
        "www/src/pages/a.tsx": "import '@site/src/b'; import '@theme/Layout'",
        "www/src/b.ts": "",
    }
    assert ends(site, "www/src/pages/a.tsx") == ["www/src/b.ts", "? virtual module of a bundler or framework"]


def test_what_stands_for_an_installed_package_in_tests_is_not_what_the_product_imports() -> None:
    files = {
        "package.json": '{"dependencies": {"icons": "1.0.0"}}',
        "jest.config.js": "module.exports = { moduleNameMapper: { '^icons$': '<rootDir>/mocks.ts' } }",
        "mocks.ts": "",
        "src/a.js": "import 'icons'",
    }
    assert ends(files, "src/a.js") == ["module:icons"]
