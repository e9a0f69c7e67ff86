"""Imports of JavaScript, TypeScript, Vue and Svelte files, as tables of text → imports."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .javascript_support import read

# (id, source, [(kind, specifier, name, alias, form)])
IMPORTS = [
    ("side effect", "import './a'", [("static", "./a", "", "", "")]),
    ("default", "import a from './a'", [("static", "./a", "default", "a", "")]),
    ("namespace", "import * as a from './a'", [("static", "./a", "", "a", "")]),
    ("namespace with `as` in its name", "import * as Password from './a'", [("static", "./a", "", "Password", "")]),
    (
        "named",
        "import { a, b as c, 'd-e' as f } from './a'",
        [("static", "./a", "a", "a", ""), ("static", "./a", "b", "c", ""), ("static", "./a", "d-e", "f", "")],
    ),
    (
        "default and others",
        "import a, * as b from './a'; import c, { d } from './c'",
        [
            ("static", "./a", "default", "a", ""),
            ("static", "./a", "", "b", ""),
            ("static", "./c", "default", "c", ""),
            ("static", "./c", "d", "d", ""),
        ],
    ),
    (
        "type",
        "import type { A } from './a'\nimport type B from './b'",
        [("type_only", "./a", "A", "A", ""), ("type_only", "./b", "default", "B", "")],
    ),
    (
        "inline type",
        "import { type A, b, type C as D } from './a'",
        [("type_only", "./a", "A", "A", ""), ("static", "./a", "b", "b", ""), ("type_only", "./a", "C", "D", "")],
    ),
    (
        "a name called type",
        "import type from './a'\nimport { type } from './b'",
        [("static", "./a", "default", "type", ""), ("static", "./b", "type", "type", "")],
    ),
    (
        "comments and attributes",
        "import { a, // one\n b /* two */ } from './a.json' with { type: 'json' }",
        [("static", "./a.json", "a", "a", ""), ("static", "./a.json", "b", "b", "")],
    ),
    ("empty braces", "import {} from './a'", [("static", "./a", "", "", "")]),
    ("import require", "import fs = require('fs')", [("static", "fs", "", "fs", "require")]),
    (
        "reexport",
        "export { a, b as c } from './a'",
        [("reexport", "./a", "a", "a", "export"), ("reexport", "./a", "b", "c", "export")],
    ),
    (
        "reexport all",
        "export * from './a'\nexport * as b from './b'",
        [("reexport", "./a", "*", "*", "export"), ("reexport", "./b", "", "b", "export")],
    ),
    (
        "reexport of types",
        "export type { A } from './a'\nexport type * from './b'\nexport { type C, d } from './c'",
        [
            ("type_only", "./a", "A", "A", "export"),
            ("type_only", "./b", "*", "*", "export"),
            ("type_only", "./c", "C", "C", "export"),
            ("reexport", "./c", "d", "d", "export"),
        ],
    ),
    (
        "dynamic",
        "const a = await import('./a'); f(() => import('./b'))",
        [("dynamic", "./a", "", "a", "import"), ("dynamic", "./b", "", "", "import")],
    ),
    (
        "dynamic names",
        "const { a, b: c } = await import('./a')",
        [("dynamic", "./a", "a", "a", "import"), ("dynamic", "./a", "b", "c", "import")],
    ),
    (
        "import types",
        "type A = import('./a').B\nlet b: typeof import('./b')",
        [("type_only", "./a", "", "", "import"), ("type_only", "./b", "", "", "import")],
    ),
    (
        "require",
        "const a = require('./a'), { b, c: d } = require('./b'), e = require('./e').f",
        [
            ("static", "./a", "", "a", "require"),
            ("static", "./b", "b", "b", "require"),
            ("static", "./b", "c", "d", "require"),
            ("static", "./e", "f", "e", "require"),
        ],
    ),
    (
        "lazy require",
        "function f() { return require('./a') }\nclass A { m() { require('./b') } }",
        [("lazy", "./a", "", "", "require"), ("lazy", "./b", "", "", "require")],
    ),
    (
        "conditional require",
        "if (x) require('./a')\ntry { require('./b') } catch {}\nconst c = x ? require('./c') : 1",
        [
            ("conditional", "./a", "", "", "require"),
            ("conditional", "./b", "", "", "require"),
            ("conditional", "./c", "", "", "require"),
        ],
    ),
    (
        "commonjs reexport",
        "module.exports = require('./a')\nexports.b = require('./b').c\nmodule.exports = { d: require('./d') }",
        [
            ("reexport", "./a", "*", "*", "require"),
            ("reexport", "./b", "c", "b", "require"),
            ("reexport", "./d", "", "d", "require"),
        ],
    ),
    ("spread", "module.exports = { ...require('./a') }", [("static", "./a", "", "", "require")]),
    (
        "ambient module",
        "declare module 'm' {\n  import type { A } from './a'\n  export * from './b'\n}",
        [("type_only", "./a", "A", "A", ""), ("reexport", "./b", "*", "*", "export")],
    ),
    ("resolve", "require.resolve('./a')", [("static", "./a", "", "", "resolve")]),
    (
        "computed",
        "import(`./${a}.js`); require(path.join(a, 'b')); import(x)",
        [
            ("dynamic", "`./${a}.js`", "", "", "computed"),
            ("static", "path.join(a, 'b')", "", "", "computed"),
            ("dynamic", "x", "", "", "computed"),
        ],
    ),
    ("plain template", "import(`./a`)", [("dynamic", "./a", "", "", "import")]),
    ("bundler comments", "import(/* webpackChunkName: 'a' */ './a')", [("dynamic", "./a", "", "", "import")]),
    (
        "mocks",
        "vi.mock('./a', () => 1); jest.requireActual<typeof X>('./b'); vi.mock(import('./c'))",
        [("dynamic", "./a", "", "", "mock"), ("dynamic", "./b", "", "", "mock"), ("dynamic", "./c", "", "", "import")],
    ),
    (
        "urls",
        "new Worker(new URL('./w.ts', import.meta.url)); new URL('./x', base); new URL('..', import.meta.url); new URL('./data/', import.meta.url)",
        [("dynamic", "./w.ts", "", "", "url")],
    ),
    (
        "globs",
        (
            "import.meta.glob('./a/*.ts'); import.meta.glob(['./b/*.vue', '!./b/x.vue'], { eager: true });"
            "import.meta.glob('~/c/*.{png,jpg}', { eager: true })"
        ),
        [
            ("dynamic", "./a/*.ts", "", "", "glob"),
            ("dynamic", "./b/*.vue", "", "!./b/x.vue", "glob"),
            ("dynamic", "~/c/*.{png,jpg}", "", "", "glob"),
        ],
    ),
    (
        "references",
        "/// <reference path=\"types.d.ts\" />\n/// <reference types='node' />",
        [("type_only", "./types.d.ts", "", "", "reference path"), ("type_only", "node", "", "", "reference types")],
    ),
    (
        "augmentation",
        "declare module './a' { interface B { c: number } }\ndeclare module 'x' {}\nconst s = `\ndeclare module './b' {}`\n/*\ndeclare module './c' {} */",
        [("type_only", "./a", "", "", "augmentation")],
    ),
    (
        "jsdoc",
        "/** @type {import('./a').B} */\nlet a\n/** @import { C } from './c' */",
        [("type_only", "./a", "", "", "jsdoc"), ("type_only", "./c", "", "", "jsdoc")],
    ),
    (
        "code in prose of jsdoc, in braces behind a link and behind a type",
        "/** Of {@link dictionaries}:\n * { ja: () => import('./a') }\n * @param {import('./b').B | import('./c').C} b { x: import('./d') } */",
        [("type_only", "./b", "", "", "jsdoc"), ("type_only", "./c", "", "", "jsdoc")],
    ),
    (
        "code in jsdoc",
        "/**\n * As in import('./a').\n * @example\n * f(() => { import('./b') })\n * @param {{x: import('./c').C}} c\n */\nlet a",
        [("type_only", "./c", "", "", "jsdoc")],
    ),
    (
        "a bundler's comment behind the specifier",
        "const f = () => import('./a' /* webpackChunkName: \"a\" */)",
        [("dynamic", "./a", "", "", "import")],
    ),
    (
        "not imports",
        "// require('./a')\nconst s = \"import('./b')\"\nfoo.require('./c')\nobj.import('./d')\nconst t = `require('./e')`",
        [],
    ),
]


@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in IMPORTS], ids=[case[0] for case in IMPORTS])
def test_imports(source: str, expected: list[tuple[str, str, str, str, str]]) -> None:
    assert [tuple(item[1:]) for item in read("a.ts", source).imports] == expected


def test_what_browserify_has_bundled_is_imported_from_nowhere() -> None:
    bundle = (
        '(function(){})()({1:[function(require,module,exports){\nvar a = require("./_a"), fs = require("fs");\n'
        '},{"./_a":2}],2:[function(require,module,exports){\n},{}]},{},[1]);\n'
    )
    assert [item.specifier for item in read("bundle.js", bundle).imports] == ["fs"]


def test_lines() -> None:
    source = "import {\n  a,\n} from './a'\n\nconst b = require('./b')\n\n\nexport * from './c'\n"
    assert [(item.line, item.specifier) for item in read("a.js", source).imports] == [
        (1, "./a"),
        (5, "./b"),
        (8, "./c"),
    ]


COMPONENTS = [
    (
        "a.vue",
        "<p :a=\"import('./x')\"/>\n\n\n<script setup lang='ts' generic=\"T extends A<B>\">\nimport a from './a'\n</script>",
        [(5, "./a")],
    ),
    (
        "a.vue",
        "<script lang='tsx'>\nimport a from './a'\nconst b = <p/>\n</script>\n<script setup>\nimport c from './c'\n</script>",
        [(2, "./a"), (6, "./c")],
    ),
    ("a.vue", '<script src="./outside.ts" lang="ts"></script>', [(1, "./outside.ts")]),
    (
        "a.svelte",
        "<!-- <script>import './no'</script> -->\n<script>\nimport b from './b.svelte'\n</script>\n{#if x}import './c'{/if}",
        [(3, "./b.svelte")],
    ),
    (
        "a.astro",
        (
            "---\nimport B from './B.astro';\nconst { a } = Astro.props as { a: string };\nif (!a) return null;\n---\n"
            "<B>import './no'</B>\n<script>\nimport { go } from './go';\n</script>\n"
        ),
        [(2, "./B.astro"), (8, "./go")],
    ),
    ("a.astro", "<p>--- </p>\n<script src='./go.ts'></script>\n", [(2, "./go.ts")]),
]


@pytest.mark.parametrize(("path", "source", "expected"), COMPONENTS)
def test_script_blocks(path: str, source: str, expected: list[tuple[int, str]]) -> None:
    assert [(item.line, item.specifier) for item in read(path, source).imports] == expected


WHOLE = (
    "import a, { type B } from './a'\n@D() export class C<T> extends E implements F { @G() h = () => 1; get i(): J { return 1 } }\n"
    "export default function K() { return <div a={`${b}`}>text</div> }\nconst { l, m: [n] } = await import('./l')\n"
    "module.exports = { o: require('./o'), p() {} }\nvi.mock('./q')\nexport type { R } from './r'\ndeclare module 's' { export = t }\n"
    "import.meta.glob(['./u/*.ts'])\nenum V { W = 1 }\nexport const x = { y: 1, z() {} } satisfies A\n/** @type {import('./é')} */\n"
).encode()


@pytest.mark.parametrize("path", ["a.js", "a.ts", "a.tsx", "a.vue"])
def test_truncated_files_never_raise(path: str) -> None:
    whole = b"<script lang='ts'>\n" + WHOLE + b"</script>" if path == "a.vue" else WHOLE
    symbols = [len(read(path, whole[:length]).symbols) for length in range(0, len(whole) + 1, 3)]
    assert symbols[-1] >= symbols[0]


PIECES = st.sampled_from(
    [
        b"import ",
        b"export ",
        b"default ",
        b"{",
        b"}",
        b"(",
        b")",
        b"'./a'",
        b"`",
        b"${",
        b"require(",
        b"class A ",
        b"=>",
        b"\n",
        b"const a = ",
        b"@d ",
        b"<A>",
        b"/*",
        b"*/",
        b"module.exports = ",
        b"type ",
        b"\xff\xfe",
        b"from ",
        b"function f",
        b"<script>",
        b"</script",
    ]
)


@given(st.lists(PIECES, max_size=40).map(b"".join), st.sampled_from(["a.js", "a.ts", "a.tsx", "a.vue", "a.svelte"]))
def test_any_bytes_give_facts(source: bytes, path: str) -> None:
    facts = read(path, source)
    assert all(0 <= item.start_byte <= item.end_byte <= len(source) for item in facts.symbols)
    assert [item.line for item in facts.imports] == sorted(item.line for item in facts.imports)
