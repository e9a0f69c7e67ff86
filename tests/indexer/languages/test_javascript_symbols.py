"""Definitions of JavaScript, TypeScript, Vue and Svelte files, as tables of text → symbols."""

from __future__ import annotations

import pytest

from .javascript_support import read

# (id, path, source, [(kind, qualname, exported)])
DEFINITIONS = [
    (
        "functions",
        "a.ts",
        "function a() {}\nexport async function b() {}\nexport function* c() {}",
        [("function", "a", False), ("function", "b", True), ("function", "c", True)],
    ),
    (
        "bound functions",
        "a.ts",
        "export const a = () => 1\nconst b = function () {}\nlet c = async x => x",
        [("function", "a", True), ("function", "b", False), ("function", "c", False)],
    ),
    (
        "call signatures without semicolons",
        "a.ts",
        (
            "export interface A extends B {\n  <T extends F>(fn: T): T\n  // named\n  <T extends F>(name: string, fn: T): T\n"
            "  (name: string): D\n}\nexport function a() {}\nconst b =\n  <T>(x: T) => x\n"
        ),
        [("interface", "A", True), ("function", "a", True), ("function", "b", False)],
    ),
    (
        "call signatures that begin on several lines, in markup too",
        "a.tsx",
        (
            "export interface A {\n  (name: string): D\n  <\n    T extends F,\n  >(fn: T): T\n}\nexport type P<\n  in out T,\n> = T\n"
            "export const b = () =>\n  <A>\n    text\n    <B>c</B>\n  </A>\n"
        ),
        [("interface", "A", True), ("type", "P", True), ("function", "b", True)],
    ),
    ("typed arrow", "a.ts", "export const a: (x: number) => void = (x) => {}", [("function", "a", True)]),
    (
        "constants and variables",
        "a.js",
        "const A = 1\nlet b\nvar c = 2",
        [("constant", "A", False), ("variable", "b", False), ("variable", "c", False)],
    ),
    (
        "several declarators",
        "a.js",
        "export const a = 1, b = () => 2",
        [("constant", "a", True), ("function", "b", True)],
    ),
    (
        "destructured",
        "a.js",
        "export const { a, b: { c }, ...d } = f()",
        [("constant", "a", True), ("constant", "c", True), ("constant", "d", True)],
    ),
    ("required names are imports", "a.js", "const fs = require('fs'), { a } = require('./a')", []),
    ("an exported import", "a.ts", "export const a = require('./a.json')", [("constant", "a", True)]),
    (
        "class",
        "a.ts",
        "export class A { x = 1; #y = 2; private z() {} m() {} static s = () => 1; constructor() {} }",
        [
            ("class", "A", True),
            ("field", "A.x", True),
            ("field", "A.#y", False),
            ("method", "A.z", False),
            ("method", "A.m", True),
            ("method", "A.s", True),
            ("constructor", "A.constructor", True),
        ],
    ),
    (
        "abstract class",
        "a.ts",
        "export abstract class A { abstract m(): void }",
        [("class", "A", True), ("method", "A.m", True)],
    ),
    ("class expression", "a.js", "const A = class B { m() {} }", [("class", "A", False), ("method", "A.m", False)]),
    (
        "types",
        "a.ts",
        "export interface I { p: string; m(): void }\nexport type T = 1\nexport enum E { A, B = 2 }\nconst enum F {}",
        [
            ("interface", "I", True),
            ("property", "I.p", True),
            ("method", "I.m", True),
            ("type", "T", True),
            ("enum", "E", True),
            ("field", "E.A", True),
            ("field", "E.B", True),
            ("enum", "F", False),
        ],
    ),
    (
        "namespaces",
        "a.ts",
        "export namespace N { export const a = 1; const b = 2 }\ndeclare module 'm' { const c: 1 }",
        [
            ("namespace", "N", True),
            ("constant", "N.a", True),
            ("constant", "N.b", False),
            ("namespace", "m", True),
            ("constant", "m.c", True),
        ],
    ),
    (
        "global augmentation",
        "a.ts",
        "declare global { interface Window { q: 1 } }",
        [("interface", "Window", True), ("property", "Window.q", True)],
    ),
    (
        "object types",
        "a.ts",
        "export type A = { p: string; m(): void }\ntype B = { q: 1 } & A & { r: 2 }\ntype C = { s: 1 }[]",
        [
            ("type", "A", True),
            ("property", "A.p", True),
            ("method", "A.m", True),
            ("type", "B", False),
            ("property", "B.q", False),
            ("property", "B.r", False),
            ("type", "C", False),
        ],
    ),
    (
        "declaration file",
        "a.d.ts",
        "declare function f(): void\ninterface I {}",
        [("function", "f", True), ("interface", "I", True)],
    ),
    (
        "overloads are one",
        "a.ts",
        "export function f(a: string): void\nexport function f(a: number): void\nexport function f(a: any) {}",
        [("function", "f", True)],
    ),
    (
        "nested",
        "a.ts",
        "function a() {\n  function b() {\n    const c = () => 1\n  }\n  class D { m() {} }\n  const e = 1\n}",
        [
            ("function", "a", False),
            ("function", "a.b", False),
            ("function", "a.b.c", False),
            ("class", "a.D", False),
            ("method", "a.D.m", False),
        ],
    ),
    (
        "nested in comment or string",
        "a.ts",
        "function a() {\n  /*\n  function b() {}\n  */\n  return `\n  function c() {}\n`\n}",
        [("function", "a", False)],
    ),
    (
        "object members",
        "a.ts",
        "export const o = { a: 1, b() {}, c: () => 2, 'd-e': 3 } as const",
        [("constant", "o", True), ("field", "o.a", True), ("method", "o.b", True), ("method", "o.c", True)],
    ),
    (
        "data table",
        "a.ts",
        "const t = {" + ",".join(f"k{n}: {n}" for n in range(100)) + "}",
        [("constant", "t", False)],
    ),
    (
        "exported below",
        "a.ts",
        "function a() {}\nfunction b() {}\nexport { a, b as c }",
        [("function", "a", True), ("function", "b", True)],
    ),
    ("default function", "a.ts", "export default function run() {}", [("function", "run", True)]),
    (
        "default without a name",
        "a.ts",
        "export default class { m() {} }",
        [("class", "default", True), ("method", "default.m", True)],
    ),
    (
        "default object",
        "a.ts",
        "export default { a() {} }",
        [("constant", "default", True), ("method", "default.a", True)],
    ),
    (
        "commonjs",
        "a.js",
        "function h() {}\nexports.a = function () {}\nexports.b = h\nmodule.exports.c = 1",
        [("function", "h", True), ("function", "a", True), ("constant", "c", True)],
    ),
    (
        "commonjs object",
        "a.js",
        "function h() {}\nmodule.exports = { h, m() {}, n: () => 1 }",
        [("function", "h", True), ("method", "m", True), ("method", "n", True)],
    ),
    (
        "commonjs chain",
        "a.js",
        "var app = exports = module.exports = {}\napp.init = function init() {}",
        [("variable", "app", True), ("method", "app.init", True)],
    ),
    (
        "commonjs object with a name",
        "a.js",
        "const own = module.exports = { m() { return own }, n: () => 1 }",
        [("constant", "own", True), ("method", "m", True), ("method", "n", True)],
    ),
    (
        "prototype",
        "a.js",
        "function A() {}\nA.prototype.m = function () {}",
        [("function", "A", False), ("method", "A.m", False)],
    ),
    (
        "class hung on an object",
        "a.js",
        "goog.provide('shop.Cart')\nshop.Cart = class extends shop.Base {\n  add(item,\n      count) {}\n}\nthis.No = class { m() {} }",
        [("class", "shop.Cart", True), ("method", "shop.Cart.add", True)],
    ),
    (
        "function component",
        "a.jsx",
        "export function Card() { return <div/> }\nexport const Row = () => (\n  <tr/>\n)\nfunction lower() { return <a/> }",
        [("component", "Card", True), ("component", "Row", True), ("function", "lower", False)],
    ),
    (
        "wrapped component",
        "a.tsx",
        "const A = memo(forwardRef(() => null))\nexport const B = React.lazy(() => import('./b'))\nconst C = styled.div`x`",
        [("component", "A", False), ("component", "B", True), ("component", "C", False)],
    ),
    (
        "class component",
        "a.jsx",
        "class A extends React.Component { render() {} }",
        [("component", "A", False), ("method", "A.render", False)],
    ),
    (
        "defined component",
        "a.ts",
        "export default defineComponent({ setup() {} })",
        [("component", "default", True), ("method", "default.setup", True)],
    ),
    (
        "Vue file",
        "src/Card.vue",
        '<template><p/></template>\n<script setup lang="ts">\nconst n: number = 1\nfunction go() {}\n</script>\n',
        [("component", "Card", True), ("constant", "n", False), ("function", "go", False)],
    ),
    ("Vue options", "Old.vue", "<script>\nexport default { data() {} }\n</script>", [("component", "Old", True)]),
    (
        "Svelte file",
        "App.svelte",
        "<script context=\"module\">\nexport const prerender = true\n</script>\n<script lang='ts'>\nlet a: string\n</script>\n<p>{a}</p>",
        [("component", "App", True), ("constant", "prerender", True), ("variable", "a", False)],
    ),
    (
        "Astro file",
        "pages/[slug].astro",
        "---\nexport async function getStaticPaths() {}\nconst a: string = '';\n---\n<p>{a}</p>\n",
        [("component", "[slug]", True), ("function", "getStaticPaths", True), ("constant", "a", False)],
    ),
]


@pytest.mark.parametrize(
    ("path", "source", "expected"), [case[1:] for case in DEFINITIONS], ids=[case[0] for case in DEFINITIONS]
)
def test_definitions(path: str, source: str, expected: list[tuple[str, str, bool]]) -> None:
    assert [(item.kind, item.qualname, item.exported) for item in read(path, source).symbols] == expected


def test_range_covers_decorators_export_and_overloads() -> None:
    source = "\n@Injectable({ a: 1 })\nexport class A {\n  @Input()\n  x = 1\n\n  @Hook('a')\n  m() {}\n}\n"
    found = {item.qualname: item for item in read("a.ts", source).symbols}
    assert (found["A"].start_line, found["A"].end_line, found["A"].decorators) == (2, 9, ("Injectable({ a: 1 })",))
    assert (found["A.x"].start_line, found["A.x"].decorators) == (4, ("Input()",))
    assert (found["A.m"].start_line, found["A.m"].end_line, found["A.m"].decorators) == (7, 8, ("Hook('a')",))
    overloaded = read("a.ts", "function f(a: 1): void\nfunction f(a: any) {\n}\n").symbols
    assert [(item.start_line, item.end_line, item.signature) for item in overloaded] == [(1, 3, "(a: 1): void")]


def test_bytes_cut_out_the_definition() -> None:
    source = "const ü = 1\nexport const f = () => {\n  return 2\n}\n".encode()
    found = read("a.ts", source).symbols[1]
    assert source[found.start_byte : found.end_byte] == b"export const f = () => {\n  return 2\n}"


def test_signature_documentation_and_bases() -> None:
    source = (
        "/**\n * Adds two.\n *\n * @param a first\n */\nexport function add(\n  a: number,\n  b = 2,\n): number {}\n"
        "/** @internal */\nexport class B<T> extends ns.A<T> implements I, J<T> {}\n/* no doc */\nconst f = x => x\n"
        "export interface K extends L<1>, M {}\n"
    )
    add, base, arrow, interface = read("a.ts", source).symbols
    assert (add.signature, add.doc) == ("( a: number, b = 2, ): number", "Adds two.")
    assert (base.bases, base.doc) == (("ns.A", "I", "J"), "")
    assert (arrow.signature, arrow.doc) == ("(x)", "")
    assert interface.bases == ("L", "M")


EXPORTS = [
    ("declaration", "export function a() {}", []),
    ("renamed", "const a = 1\nexport { a as b, a }", [("b", "a")]),
    ("default by name", "const a = 1\nexport default a", [("default", "a")]),
    ("default declaration", "export default function run() {}", [("default", "run")]),
    ("default wrapped", "function A() {}\nexport default memo(A)", [("default", "A")]),
    ("imported name passed on", "import { a } from './a'\nexport { a }", [("a", "a")]),
    ("types passed on", "export type { A as B } from './a'", [("B", "B")]),
    ("values passed on are imports", "export { a as b } from './a'", []),
    ("export assignment", "class A {}\nexport = A", [("default", "A")]),
    ("commonjs", "function a() {}\nmodule.exports = a\nexports.b = a", [("default", "a"), ("b", "a")]),
    ("commonjs object", "function a() {}\nmodule.exports = { a, b: a }", [("b", "a")]),
]


@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in EXPORTS], ids=[case[0] for case in EXPORTS])
def test_exports(source: str, expected: list[tuple[str, str]]) -> None:
    assert sorted((item.name, item.local) for item in read("a.ts", source).exports) == sorted(expected)


def test_component_file_is_its_default_export() -> None:
    facts = read("src/Card.vue", "<script>\nexport default {}\n</script>\n")
    assert [(item.name, item.local) for item in facts.exports] == [("default", "Card")]
    assert (facts.symbols[0].start_line, facts.symbols[0].end_line) == (1, 3)


BROKEN = [
    ("a.ts", "export const a = 1\nfunction (\nexport function b() {}\n", {"a", "b"}),
    ("a.ts", "import './a'\nfunction f() {\n\nexport const x = 1\nexport class C {}\n", {"x", "C"}),
    ("a.js", "foo(((\nfunction a() {}\nclass B {}\n", {"a", "B"}),
    ("a.vue", "<script>\nconst a = 1\n", {"a"}),
]


@pytest.mark.parametrize(("path", "source", "expected"), BROKEN)
def test_broken_syntax_keeps_the_rest(path: str, source: str, expected: set[str]) -> None:
    assert expected <= {item.name for item in read(path, source).symbols}
