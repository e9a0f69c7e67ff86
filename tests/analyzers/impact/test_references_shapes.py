"""References in TypeScript that types without a name, tests of a type and what stands at a place tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .broken_places import broken_places

if TYPE_CHECKING:
    from pathlib import Path


def test_a_decorator_of_a_parameter_is_used(tmp_path: Path) -> None:
    files = {
        "tokens.ts": "export const OPTIONS = 'options'\n",
        "service.ts": (
            "import { Inject } from '@nestjs/common'\nimport { OPTIONS } from './tokens'\n"
            "export class Service {\n  constructor(\n    @Inject(OPTIONS) private readonly options: string,\n  ) {}\n}\n"
        ),
    }
    assert broken_places(tmp_path, files, "tokens.ts", "OPTIONS") == [("service.ts", 2), ("service.ts", 5)]


BOX = "export class Box { open = true; lid(): number { return 1 } }\n"

SHAPES = {
    "a member of a type without a name": ("const f = (o: { box: Box }) => o.box.lid()", True),
    "what may not be there": ("const f = (o?: { box?: Box }) => o?.box?.lid()", True),
    "a utility type": ("const f = (o: Readonly<{ box: Box }>) => o.box.lid()", True),
    "a method's result": ("const f = (o: { make(n: number): Box }) => o.make(1).lid()", True),
    "a call": ("const f = (o: { (n: number): Box }) => o(1).lid()", True),
    "any key": ("const f = (o: { [key: string]: Box }) => o['a'].lid()", True),
    "a key of a map": ("const m = new Map<string, { box: Box }>()\nfor (const o of m.values()) o.box.lid()", True),
    "a pair of a map": ("const m = new Map<string, Box>()\nfor (const [key, box] of m.entries()) box.lid()", True),
    "a type variable": ("type Held<T> = { of: { item: T } } | null\nconst f = (h: Held<Box>) => h.of.item.lid()", True),
    "what is made of another type": (
        "type Deep<T> = { [K in keyof T]?: Deep<T[K]> }\nconst f = (b: Deep<Box>) => b.lid()",
        True,
    ),
    "what is made simple": (
        "type Plain<T> = { [K in keyof T]: T[K] } & {}\nconst f = (b: Plain<Box>) => b.lid()",
        True,
    ),
    "any key with a name": ("type Boxes = { [id: string]: Box }\nconst f = (all: Boxes) => all['a'].lid()", True),
    "a condition": ("type Held<T> = T extends string ? Box : never\nconst f = (b: Held<'a'>) => b.lid()", True),
    "a function's result": ("const make = () => new Box()\nconst f = (b: ReturnType<typeof make>) => b.lid()", True),
    "an element": ("type All = Box[]\nconst f = (b: All[number]) => b.lid()", True),
    "what is found": ("const all: Box[] = []\nall.find((b) => b.open)?.lid()", True),
    "a state": ("const [box] = useState(() => new Box())\nbox.lid()", True),
    "a written state": ("const [box, setBox] = React.useState<Box | null>(null)\nbox?.lid()", True),
    "a reference": ("const box = useRef<Box>(null)\nbox.current?.lid()", True),
    "what is remembered": ("const box = useMemo(() => new Box(), [])\nbox.lid()", True),
    "a prototype": ("Box.prototype.lid", True),
    "what is taken apart": ("let lid\n;({ lid } = new Box())", True),
    "another shape": ("const f = (o: { lid: () => number }) => o.lid()", False),
    "what is spread": ("const all: Box[] = []\nfor (const b of [...all]) b.lid()", True),
    "a part that is taken": ("const all: Box[] = []\nfor (const b of all.slice(1)) b.lid()", True),
    "a set of a list": ("const all: Box[] = []\nfor (const b of new Set(all)) b.lid()", True),
    "a map of pairs": ("const all: Box[] = []\nnew Map(all.map((b) => [b.open, b])).get(true)?.lid()", True),
    "the best of a list": ("const all: Box[] = []\nall.reduce((a, b) => (a.open ? a : b)).lid()", True),
    "what a list is folded to": ("const all: number[] = []\nall.reduce((a, b) => a, new Box()).lid()", True),
    "what a list is said to be folded to": (
        "const all: number[] = []\nall.reduce<Box>((a, b) => a, null!).lid()",
        True,
    ),
    "properties and a handle": (
        "const C = (b: Box) => null\nconst f = (b: ComponentPropsWithRef<typeof C>) => b.lid()",
        True,
    ),
    "properties and children": ("const f = (b: React.PropsWithChildren<Box>) => b.lid()", True),
    "what a component takes": ("const C = (b: Box) => null\nconst f = (b: ComponentProps<typeof C>) => b.lid()", True),
    "a computed key": ("const all: { [side: string]: Box } = { ['a' + 1]: { lid: () => 1, open: true } }", True),
    "a chain in steps": (
        "async function f(o: { a(): Promise<Box[]> }) { const a = await o.a()\nconst s = a.filter(Boolean).map((b) => b)\ns[0].lid() }",
        True,
    ),
    "what is frozen": ("const box = Object.freeze(new Box())\nbox.lid()", True),
    "a test's double": ("const box = vi.mocked(new Box())\nbox.lid()", True),
}


@pytest.mark.parametrize("name", SHAPES)
def test_types_without_a_name_have_members(tmp_path: Path, name: str) -> None:
    text, meant = SHAPES[name]
    use = f"import {{ Box }} from './box'\n{text}\n"
    found = broken_places(tmp_path, {"box.ts": BOX, "use.ts": use}, "box.ts", "Box.lid", least=0.5)
    assert found == ([("use.ts", use.count("\n"))] if meant else [])


NARROWED = {
    "a branch": ("function f(x: unknown) {\n  if (x instanceof Box) { x.lid() }\n}", [3]),
    "and what else": ("function f(x: unknown) {\n  if (x instanceof Box && x.open) { x.lid() }\n}", [3]),
    "behind it": ("function f(x: unknown) {\n  return x instanceof Box && x.lid()\n}", [3]),
    "a choice": ("function f(x: unknown) {\n  return x instanceof Box ? x.lid() : 0\n}", [3]),
    "what was caught": ("try { g() } catch (e) {\n  if (e instanceof Box) e.lid()\n}", [3]),
    "what asserts it": ("function f(x: unknown) {\n  x.lid()\n  assert.ok(x instanceof Box)\n  x.lid()\n}", [5]),
    "what left before": ("function f(x: unknown) {\n  if (!(x instanceof Box)) throw x\n  x.lid()\n}", [4]),
    "what may have gone on": ("function f(x: unknown) {\n  if (!(x instanceof Box)) g(x)\n  x.lid()\n}", []),
    "something else": ("function f(x: Other) {\n  x.lid()\n  if (x instanceof Box) {}\n  else x.lid()\n}", []),
    "an imported name": ("import { x } from './x'\nif (x instanceof Box) { x.lid() }", []),
}


@pytest.mark.parametrize("name", NARROWED)
def test_a_value_is_of_the_class_that_it_was_tested_for(tmp_path: Path, name: str) -> None:
    text, lines = NARROWED[name]
    files = {
        "box.ts": BOX,
        "x.ts": "export const x = 1\n",
        "use.ts": f"import {{ Box }} from './box'\n{text}\nclass Other {{ lid() {{}} }}\n",
    }
    assert broken_places(tmp_path, files, "box.ts", "Box.lid") == [("use.ts", line) for line in lines]


def test_a_name_that_is_tested_is_still_the_imported_one(tmp_path: Path) -> None:
    files = {
        "x.ts": "export const x = make()\n",
        "use.ts": "import { x } from './x'\nif (x instanceof Error) {\n  throw x\n}\n",
    }
    assert broken_places(tmp_path, files, "x.ts", "x") == [("use.ts", 1), ("use.ts", 2), ("use.ts", 3)]


def test_a_type_stands_behind_namespaces(tmp_path: Path) -> None:
    files = {
        "core.ts": "export interface Card { label: string }\n",
        "index.ts": "export * as core from './core'\n",
        "use.ts": "import * as z from './index'\nexport type A = z.core.Card\nconst b = x satisfies z.core.Card\n",
    }
    assert broken_places(tmp_path, files, "core.ts", "Card") == [("use.ts", 2), ("use.ts", 3)]


UNIQUE = {
    "its own name": ("shuffle", [("use.ts", 1)]),
    "a name that documents have": ("scrollIntoView", []),
}


@pytest.mark.parametrize("name", UNIQUE)
def test_what_the_platform_has_is_not_taken_for_the_only_member_of_its_name(tmp_path: Path, name: str) -> None:
    member, lines = UNIQUE[name]
    files = {
        "box.ts": f"export class Box {{ {member}() {{}} }}\n",
        "use.ts": f"export const f = (x: any) => x.{member}()\n",
    }
    assert broken_places(tmp_path, files, "box.ts", f"Box.{member}", least=0.5) == lines
