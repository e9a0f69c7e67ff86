"""References in JavaScript and TypeScript that only types, JSX or namespaces tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .broken_places import broken_places

if TYPE_CHECKING:
    from pathlib import Path


def test_a_closing_tag_names_the_component_once_more(tmp_path: Path) -> None:
    files = {
        "a.tsx": (
            "export function Box() { return null }\nexport const page = (\n  <Box>\n    <b>\n    </b>\n  </Box>\n)\n"
        )
    }
    assert broken_places(tmp_path, files, "a.tsx", "Box") == [("a.tsx", 3), ("a.tsx", 6)]


def test_an_alias_is_used_through_namespaces_that_are_exported_again(tmp_path: Path) -> None:
    files = {
        "dialog.tsx": "const DialogRoot = () => null\nexport { DialogRoot, DialogRoot as Root }\n",
        "all.ts": "export * as Dialog from './dialog'\nexport * as Menu from './menu'\n",
        "menu.tsx": "const MenuRoot = () => null\nexport { MenuRoot as Root }\n",
        "app.tsx": "import { Dialog as Modal, Menu } from './all'\nModal.Root\nMenu.Root\n",
    }
    assert broken_places(tmp_path, files, "dialog.tsx", "DialogRoot") == [("app.tsx", 2), ("dialog.tsx", 2)]


OPTIONS = (
    "export interface Inner { depth: number }\n"
    "export interface Options { limit: number; inner?: Inner; each?(row: Row): Inner }\n"
    "export interface Row { limit: number; label: string }\n"
)

KEYS = {
    "an annotation": ("const a: Options = {\n  limit: 1,\n}", [3]),
    "a shorthand": ("export const f = (limit: number): Options => ({\n  limit,\n})", [3]),
    "an argument": ("declare function f(n: number, o?: Options): void\nf(1, {\n  limit: 1 })", [4]),
    "one of the remaining arguments": ("function f(...all: Options[]) {}\nf(x, {\n  limit: 1 })", [4]),
    "a constructor's argument": ("class C { constructor(o: Options) {} }\nnew C({\n  limit: 1 })", [4]),
    "a result": ("async function f(): Promise<Options> {\n  return { limit: 1 }\n}", [3]),
    "an element": ("const a: Options[] = [\n  { limit: 1 },\n]", [3]),
    "a choice": ("const a: Options = x ? y : {\n  limit: 1 }", [3]),
    "a promise to satisfy": ("const a = {\n  limit: 1 } satisfies Options", [3]),
    "a default": ("function f(o: Options = {\n  limit: 1 }) {}", [3]),
    "an assignment": ("let a: Options\na = {\n  limit: 1 }", [4]),
    "what is taken apart": ("const f = ({\n  limit }: Options) => limit", [3]),
    "a parameter of an expected function": ("const f: (o: Options) => void = o =>\n  o.limit", [3]),
    "a parameter of a callback": ("declare function f(g: (o: Options) => void): void\nf(({\n  limit }) => {})", [4]),
    "the result of a function type": ("declare const make: () => Options\nmake().limit", [3]),
    "another type's key": ("const a: Row = {\n  limit: 1, label: '' }", []),
    "a key of nothing known": ("const a = {\n  limit: 1 }", []),
}


@pytest.mark.parametrize("name", KEYS)
def test_a_key_is_a_member_of_what_the_literal_is_expected_to_be(tmp_path: Path, name: str) -> None:
    text, lines = KEYS[name]
    files = {"o.ts": OPTIONS, "use.ts": f"import type {{ Options, Row }} from './o'\n{text}\n"}
    found = broken_places(tmp_path, files, "o.ts", "Options.limit")
    assert found == [("use.ts", line) for line in lines]


def test_keys_of_literals_in_literals(tmp_path: Path) -> None:
    use = (
        "import type { Options } from './o'\n"
        "export const a: Options = {\n"
        "  limit: 1,\n"
        "  inner: {\n"
        "    depth: 2,\n"
        "  },\n"
        "  each(row) {\n"
        "    row.label\n"
        "    return { depth: 3 }\n"
        "  },\n"
        "}\n"
    )
    files = {"o.ts": OPTIONS, "use.ts": use}
    assert broken_places(tmp_path, files, "o.ts", "Inner.depth") == [("use.ts", 5), ("use.ts", 9)]
    assert broken_places(tmp_path, files, "o.ts", "Row.label") == [("use.ts", 8)]
    assert broken_places(tmp_path, files, "o.ts", "Options.each") == [("use.ts", 7)]


def test_attributes_are_members_of_a_components_properties(tmp_path: Path) -> None:
    files = {
        "card.tsx": (
            "import * as React from 'react'\n"
            "export interface Props { title: string; onPick?: (row: Row) => void }\n"
            "export interface Row { id: string }\n"
            "export function Card({ title }: Props) { return null }\n"
            "export class Old extends React.Component<Props> { render() { return this.props.title } }\n"
            "export const New: React.FC<Props> = ({ title }) => null\n"
            "export const Held = React.forwardRef<Element, Props>(({ title }, ref) => null)\n"
            "export const Kept = React.memo(Card)\n"
            "export const Other = (props: { title: string }) => null\n"
        ),
        "app.tsx": (
            "import { Card, Old, New, Other, Held, Kept } from './card'\n"
            "export const a = <Card title='' onPick={row => row.id} />\n"
            "export const b = <Old title='' />\n"
            "export const c = <New title='' />\n"
            "export const d = <Other title='' />\n"
            "export const e = <p title='' />\n"
            "export const f = <Held title='' />\n"
            "export const g = <Kept title='' />\n"
        ),
    }
    expected = [*(("app.tsx", line) for line in (2, 3, 4, 7, 8)), *(("card.tsx", line) for line in (4, 5, 6, 7))]
    assert broken_places(tmp_path, files, "card.tsx", "Props.title") == expected
    assert broken_places(tmp_path, files, "card.tsx", "Row.id") == [("app.tsx", 2)]


GENERICS = (
    "export interface Row { label: string }\n"
    "export type Scoped<P> = P & { scope?: string }\n"
    "export type Pair<A, B> = { left: A, right: B } | [A, B]\n"
    "export type Wide = Omit<Row, 'id'> & { wide: boolean }\n"
    "export interface Box<T> { value: T; all(): T[]; each(f: (item: T) => void): void }\n"
    "type Mixed<P> = Row & P\n"
    "export type Labelled<P> = Mixed<P> & { wide: boolean }\n"
    "export interface Lid<U> extends Box<U> { open: boolean }\n"
    "export class Store<T> { constructor(public first: T) {}  get(): T { return this.first } }\n"
    "export class Rows extends Store<Row> {}\n"
    "export function keep<T>(item: T): T { return item }\n"
    "export function context<T>(): [() => T] { function use(fallback?: T) { return fallback as T }  return [use] }\n"
    "export interface Make { <T>(name: string): Box<T>; <T>(name: string, first: T): Box<T> }\n"
    "export declare const make: Make\n"
    "export function bounded<T extends Row>(item: T) { return item.label }\n"
)

GIVEN = {
    "an alias": ("const f = ({ label }: Scoped<Row>) => label", True),
    "an alias, other parts": ("const f = ({ scope }: Scoped<Row>) => 1", False),
    "a member": ("const f = (b: Box<Row>) => b.value.label", True),
    "a member of something else": ("const f = (b: Box<Other>) => b.value.label", False),
    "a result": ("const f = (b: Box<Row>) => b.all()[0].label", True),
    "a callback": ("const f = (b: Box<Row>) => b.each(item => item.label)", True),
    "a base": ("const f = (b: Lid<Row>) => b.value.label", True),
    "a base of something else": ("const f = (b: Lid<Other>) => b.value.label", False),
    "a class": ("const f = new Store<Row>(x).get().label", True),
    "a class that gives it to its base": ("const f = (rows: Rows) => rows.get().label", True),
    "a function": ("const f = keep<Row>(x).label", True),
    "a function inside of it": ("const [use] = context<Row>()\nconst f = use().label", True),
    "a function inside of it, of something else": ("const [use] = context<Other>()\nconst f = use().label", False),
    "a type that is called": ("const f = make<Row>('').value.label", True),
    "a map": ("const rows = new Map<string, Row>()\nconst f = rows.get('a').label", True),
    "a utility type": ("const f = (row: Partial<Row>) => row.label", True),
    "a base that is made by a utility type": ("const f = (row: Wide) => row.label", True),
    "a base that is an alias without a shape": ("const f = ({ label }: Labelled<{}>) => label", True),
    "a base that such an alias is given": ("const f = (row: Labelled<Other>) => row.wide", False),
}


@pytest.mark.parametrize("name", GIVEN)
def test_types_go_to_where_a_generic_type_has_its_variable(tmp_path: Path, name: str) -> None:
    text, meant = GIVEN[name]
    names = "Scoped, Row, Pair, Wide, Labelled, Box, Lid, Store, Rows, keep, context, make"
    use = f"import {{ {names} }} from './g'\ninterface Other {{ label: string }}\n{text}\n"
    files = {"g.ts": GENERICS, "use.ts": use}
    found = broken_places(tmp_path, files, "g.ts", "Row.label")
    assert found == [("g.ts", 15), *([("use.ts", use.count("\n"))] if meant else [])]


def test_a_type_that_grows_comes_to_an_end(tmp_path: Path) -> None:
    files = {
        "g.ts": (
            "export interface Row { label: string }\n"
            "export type Deep<T> = T | Deep<T[]> | Deep<Deep<T>>\n"
            "export interface Node<T> { next: Node<Node<T>>; value: T }\n"
            "export const f = (d: Deep<Row>, n: Node<Row>) => [d.label, n.next.next.next.value.label, n.value.label]\n"
        )
    }
    assert broken_places(tmp_path, files, "g.ts", "Row.label") == [("g.ts", 4)]


def test_a_member_may_be_called_like_a_reserved_word(tmp_path: Path) -> None:
    files = {
        "store.ts": "export class Store { delete(id: string) {} }\n",
        "use.ts": "import { Store } from './store'\nnew Store().delete('a')\n",
        "other.ts": "const rows = { a: 1 }\ndelete rows.a\n",
    }
    assert broken_places(tmp_path, files, "store.ts", "Store.delete") == [("use.ts", 2)]


FAMILY = "export interface Family<P, A> { (p: P): A; params(): P[] }\nexport interface Other { params(): void }\n"

OVERLOADS = {
    "a function": "export function make<P>(p: P): Family<P, P>\nexport function make(p: unknown) { return assign(p) }\n",
    "each of them": (
        "export function make(): number\nexport function make<P>(p: P): Family<P, P>\nexport function make(p?: any) {}\n"
    ),
    "what is behind them": (
        "export function make<P>(p: P): Family<P, P>\nexport function make(p: unknown): Other { return p as Other }\n"
    ),
}


@pytest.mark.parametrize("name", OVERLOADS)
def test_overloads_say_what_a_call_gives_back(tmp_path: Path, name: str) -> None:
    files = {
        "a.ts": FAMILY + OVERLOADS[name],
        "b.ts": "import { make } from './a'\nconst one = make(1)\none.params()\n",
    }
    assert broken_places(tmp_path, files, "a.ts", "Family.params") == [("b.ts", 3)]


def test_overloads_of_a_method(tmp_path: Path) -> None:
    files = {
        "a.ts": FAMILY + "export class Shop {\n  make(p: number): Family<number, number>\n  make(p: any) {}\n}\n",
        "b.ts": "import { Shop } from './a'\nnew Shop().make(1).params()\n",
    }
    assert broken_places(tmp_path, files, "a.ts", "Family.params") == [("b.ts", 2)]


CARDS = """\
import { EventEmitter } from "node:events"
export class Card extends EventEmitter { turn() {} }
export interface Named { title: string }
export namespace shop { export class Box { open() {} } }
"""
EXPRESSED = {
    "what a callback gives": ("xs.map((x) => new Card()).forEach((c) =>\n  c.turn())", "Card.turn"),
    "what a callback with a body gives": (
        "xs.map((x) => { const made = new Card(); return made }).forEach((c) =>\n  c.turn())",
        "Card.turn",
    ),
    "all that is promised": (
        "const all = await Promise.all(xs.map(async (x) => ({ made: new Card() }).made as Card))\nall.forEach((c) =>\n  c.turn())",
        "Card.turn",
    ),
    "what is folded": ("declare const cards: Card[]\ncards.reduce((sum, c) =>\n  sum + c.turn(), 0)", "Card.turn"),
    "what is kept": ("let kept: any\nconst get = () => (kept ||= new Card())\nget()\n  .turn()", "Card.turn"),
    "members of the prototype": ("const {\n  turn } = Card.prototype", "Card.turn"),
    "another name of a member": ("import Box = shop.Box\nnew Box()\n  .open()", "shop.Box.open"),
}


@pytest.mark.parametrize("name", EXPRESSED)
def test_what_expressions_give(tmp_path: Path, name: str) -> None:
    text, symbol = EXPRESSED[name]
    use = f"import {{ Card, shop }} from './card'\ndeclare const xs: number[]\n{text}\n"
    assert ("use.ts", len(use.splitlines())) in broken_places(
        tmp_path, {"card.ts": CARDS, "use.ts": use}, "card.ts", symbol
    )


def test_what_stands_before_a_dot_in_a_documented_type_is_a_namespace(tmp_path: Path) -> None:
    use = "import { Named } from './card'\n/**\n * @param {Named.title} a\n * @param {Named} b\n */\nexport function f(a, b) {}\n"
    assert broken_places(tmp_path, {"card.ts": CARDS, "use.ts": use}, "card.ts", "Named") == [
        ("use.ts", 1),
        ("use.ts", 4),
    ]
