"""References in TypeScript to members of what is waited for, listed, taken apart, written as a literal or given back by `this`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .broken_places import broken_places

if TYPE_CHECKING:
    from pathlib import Path

SURE = 0.7
BOX = """\
export class Box {
  lid(): number { return 1 }
  turned(): this { return this }
}
export class Crate extends Box { nail(): void {} }
export interface Parcel { weight: number }
export type Shelf = { [label: string]: Box }
"""
OVERLOADED = """\
class Door {
  constructor(a: number, b: string)
  constructor(a: string, b: string)
  constructor(a: number)
  constructor(a: string)
  constructor(a: null)
  constructor(a: Parcel)
  constructor(a: any) {}
}
new Door({ weight: 1 })"""
USES = {
    "what a promise hands on": ("const f = (p: Promise<Box>) => p.then((box) => box.lid())", "Box.lid"),
    "what comes behind it": ("const f = async (p: Promise<null>) => (await p.then(() => new Box())).lid()", "Box.lid"),
    "all that is waited for": ("const f = async (p: Promise<Box>[]) => (await Promise.all(p))[0].lid()", "Box.lid"),
    "a map's entry": ("const all = new Map<string, Box>()\nfor (const [key, box] of all) box.lid()", "Box.lid"),
    "an entry of an object": ("const f = (s: Shelf) => Object.entries(s).map(([key, box]) => box.lid())", "Box.lid"),
    "a value of an object": ("const f = (s: Record<string, Box>) => Object.values(s)[0].lid()", "Box.lid"),
    "a name in a dictionary": ("const f = (s: Record<string, Box>) => s.left.lid()", "Box.lid"),
    "a name in a string": ("const f = (o: { box: Box }) => o['box'].lid()", "Box.lid"),
    "two that are sorted": ("const f = (all: Parcel[]) => all.sort((a, b) => 0 - b.weight)", "Parcel.weight"),
    "what is put into a map": ("const all = new Map<string, Parcel>()\nall.set('a', { weight: 1 })", "Parcel.weight"),
    "what is put into a set": ("const all = new Set<Parcel>()\nall.add({ weight: 1 })", "Parcel.weight"),
    "a literal": ("const kept = () => ({ box: new Box() })\nkept().box.lid()", "Box.lid"),
    "a function's own literal": (
        "const f = (box: Box) => {\n  const kept = { box }\n  return kept.box.lid() }",
        "Box.lid",
    ),
    "a state that is made": ("const [box] = useState(() => {\n  return new Box() })\nbox.lid()", "Box.lid"),
    "its own object": ("new Crate().turned().turned().nail()", "Crate.nail"),
    "one of many overloads": (
        OVERLOADED,
        "Parcel.weight",
    ),
    "the class above": (
        "class Door { constructor(a: Parcel) {} }\nclass Gate extends Door {\n  constructor() { super({ weight: 1 }) } }",
        "Parcel.weight",
    ),
}


@pytest.mark.parametrize("name", USES)
def test_a_member_is_used(tmp_path: Path, name: str) -> None:
    text, symbol = USES[name]
    use = f"import {{ Box, Crate, Parcel, Shelf }} from './box'\n{text}\n"
    found = broken_places(tmp_path, {"box.ts": BOX, "use.ts": use}, "box.ts", symbol, least=SURE)
    assert found == [("use.ts", use.count("\n"))]


def test_a_literal_has_members_of_its_own(tmp_path: Path) -> None:
    use = "export const f = () => {\n  const parcel = { weight: 1 }\n  return parcel.weight\n}\n"
    assert broken_places(tmp_path, {"box.ts": BOX, "use.ts": use}, "box.ts", "Parcel.weight", least=0) == []


def test_the_key_of_an_entry_is_not_its_value(tmp_path: Path) -> None:
    use = "import { Box } from './box'\nconst all = new Map<Date, Box>()\nfor (const [key, box] of all) key.lid()\n"
    assert broken_places(tmp_path, {"box.ts": BOX, "use.ts": use}, "box.ts", "Box.lid", least=SURE) == []


THENABLE = """\
import { Box } from './box'
export class Later implements PromiseLike<Box> {
  then(done: (box: Box) => unknown) { return done(new Box()) }
  lid() { return 2 }
}
export interface Query extends Promise<Box> { cancel(): void }
const a = async (later: Later) => (await later).lid()
const b = (later: Later) => later.lid()
const c = (later: Later) => later.then((box) => box.lid())
const d = async (query: Query) => (await query).lid()
"""


def test_what_can_be_waited_for_is_not_what_it_promises(tmp_path: Path) -> None:
    files = {"box.ts": BOX, "later.ts": THENABLE}
    assert broken_places(tmp_path, files, "box.ts", "Box.lid", least=SURE) == [
        ("later.ts", 7),
        ("later.ts", 9),
        ("later.ts", 10),
    ]
    assert broken_places(tmp_path / "own", files, "later.ts", "Later.lid", least=SURE) == [("later.ts", 8)]


MERGED = """\
export class Ok { holds() { return true } }
export class Err { holds() { return false } }
export type Result = Ok | Err
export namespace Result { export const all = () => 1 }
export interface Named { label: string }
export class Card { label = 'a' }
export interface Card extends Named {}
export interface Base { size: number; kept: number }
export interface Own extends Omit<Base, 'size'> { size: 1 | 2 }
export const f = (r: Result) => r.holds()
export const g = (c: Card) => c.label
export const h = (b: Base) => b.size + b.kept
"""


def test_declarations_of_one_name_are_one(tmp_path: Path) -> None:
    found = {
        symbol: [line for _, line in broken_places(tmp_path / symbol, {"a.ts": MERGED}, "a.ts", symbol, least=0)]
        for symbol in ("Ok.holds", "Named.label", "Own.size", "Base.size", "Base.kept")
    }
    assert found == {"Ok.holds": [10], "Named.label": [11], "Own.size": [], "Base.size": [12], "Base.kept": [12]}


JOINED = """\
interface Emitter { emit(): void }
export type Store = { read(): string } & Emitter
export interface Plain { read(): string }
export class Disk implements Store { read() { return 'a' } emit() {} }
export class Tape implements Plain { read() { return 'b' } }
export interface Error { message: string }
export const f = (s: Store, p: Plain) => s.read() + p.read()
export const g = (e: Error) => { throw new Error(e.message) }
"""


def test_what_an_intersection_asks_for_is_no_name_that_goes_together(tmp_path: Path) -> None:
    found = {
        symbol: [line for _, line in broken_places(tmp_path / symbol, {"a.ts": JOINED}, "a.ts", symbol, least=0)]
        for symbol in ("Disk.read", "Tape.read", "Error")
    }
    assert found == {"Disk.read": [], "Tape.read": [7], "Error": [8]}


def test_what_a_type_is_called_is_made_of_the_language(tmp_path: Path) -> None:
    text = "export interface Error { message: string }\nexport const g = (text: string) => { throw new Error(text) }\n"
    assert broken_places(tmp_path, {"a.ts": text}, "a.ts", "Error", least=0) == []


def test_what_a_context_of_react_is_made_for(tmp_path: Path) -> None:
    files = {
        "api.ts": "export class Api { load(): void {} }\nexport class Other { load(): void {} }\n",
        "use.ts": "import React, { useContext } from 'react'\nimport { Api } from './api'\n"
        "const Shared = React.createContext<Api>(null as any)\nexport const useApi = () => useContext(Shared)\n"
        "export function f() { const api = useApi(); api.load() }\n",
    }
    assert broken_places(tmp_path, files, "api.ts", "Api.load", least=SURE) == [("use.ts", 5)]


def test_what_a_prototype_is_given_says_the_name_of_the_class(tmp_path: Path) -> None:
    text = (
        "function Agent() {}\nAgent.LIMIT = 1\nAgent.prototype.go = function () {\n  return Agent.LIMIT\n}\n"
        "for (const verb of ['get']) {\n  Agent.prototype[verb] = function () {}\n}\nmodule.exports = Agent\n"
    )
    assert [line for _, line in broken_places(tmp_path, {"agent.js": text}, "agent.js", "Agent", least=SURE)] == [
        2,
        3,
        4,
        7,
        9,
    ]


def test_declarations_of_one_function_have_defaults(tmp_path: Path) -> None:
    use = (
        "import { Box } from './box'\nconst box = new Box()\nfunction f(a = box) {}\nfunction f(a = box) { a.lid() }\n"
    )
    assert broken_places(tmp_path, {"box.ts": BOX, "use.ts": use}, "box.ts", "Box.lid", least=SURE) == [("use.ts", 4)]


def test_a_member_of_an_object_type_is_asked_for_by_name(tmp_path: Path) -> None:
    text = (
        "type Named = { id: string }\nexport type Pot = { size: number } & Named & { lid(): void }\n"
        "export const f = (p: Pot) => { p.size; p.lid() }\nexport const pot: Pot = { size: 1, id: '', lid() {} }\n"
    )
    assert broken_places(tmp_path, {"pot.ts": text}, "pot.ts", "Pot.size") == [("pot.ts", 3), ("pot.ts", 4)]
    assert broken_places(tmp_path, {"pot.ts": text}, "pot.ts", "Pot.lid") == [("pot.ts", 3), ("pot.ts", 4)]
    assert broken_places(tmp_path, {"pot.ts": text}, "pot.ts", "Named.id") == [("pot.ts", 4)]


def test_what_a_class_has_itself_stands_for_nothing_of_its_base(tmp_path: Path) -> None:
    text = (
        "class Base { static kind = 'a'; lid() {} }\nclass One extends Base { static kind = 'b'; lid() {} }\n"
        "const f = (k: typeof Base, b: Base) => { k.kind; b.lid(); return One.kind }\n"
    )
    assert broken_places(tmp_path, {"box.ts": text}, "box.ts", "One.kind", least=0) == [("box.ts", 3)]
    assert broken_places(tmp_path, {"box.ts": text}, "box.ts", "Base.kind", least=0) == [("box.ts", 3)]
    assert broken_places(tmp_path, {"box.ts": text}, "box.ts", "One.lid", least=0) == [("box.ts", 3)]


def test_what_a_module_is_assigned_is_what_imports_bind(tmp_path: Path) -> None:
    files = {
        "pot.ts": "class Pot { lid() {} }\nnamespace Pot { export type Size = number }\nexport = Pot\n",
        "a.ts": "import Pot from './pot'\nnew Pot().lid()\n",
        "b.ts": "import Kettle = require('./pot')\nnew Kettle().lid()\nlet size: Kettle.Size\n",
    }
    assert broken_places(tmp_path, files, "pot.ts", "Pot.lid") == [("a.ts", 2), ("b.ts", 2)]
    places = [("a.ts", 1), ("a.ts", 2), ("b.ts", 1), ("b.ts", 2), ("b.ts", 3), ("pot.ts", 3)]
    assert broken_places(tmp_path, files, "pot.ts", "Pot") == places
