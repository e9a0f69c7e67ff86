"""References that the type written at a place tells apart: behind a package, in braces, in a case, in another type."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write
from .broken_places import broken_places

if TYPE_CHECKING:
    from pathlib import Path

SHOP = """package shop

type Kind int

const First Kind = 1

func Open() bool { return true }

type Door struct{}

func (d *Door) Size() int { return 1 }

type Names map[Kind]string

type Case struct{ Open, Size int }
"""
LITERALS = """package shop

var names = Names{First: "a"}
var deep = map[string]map[Kind]int{"x": {First: 2}}
var inline = []struct{ Open bool }{{Open: true}}
var cases = []*Case{{Open: 1, Size: 2}}

func use(made Case, given any) int {
	for _, each := range unknown() {
		each.Open()
	}
	switch held := given.(type) {
	case *Door:
		return held.Size()
	case Case:
		return held.Size
	}
	return 0
}
"""
OTHER = """package other

import "example.com/shop/shop"

func use(all []unknown) {
	for _, each := range all {
		each.Open(shop.Open())
		print(each.First)
	}
}
"""
GO = {
    "go.mod": "module example.com/shop\n\ngo 1.22\n",
    "shop/shop.go": SHOP,
    "shop/use.go": LITERALS,
    "other/other.go": OTHER,
}


def _broken(root: Path, files: dict[str, str], symbol: str) -> list[tuple[str, int]]:
    path = next(iter(name for name in files if name.endswith((".go", ".cs", ".java")) and "use" not in name))
    rows = Workspace(write(root, files)).impact_analysis(path, symbol=symbol, change_type="delete", limit=0)["breaks"]
    return [(row["path"].rpartition("/")[2], row["line"]) for row in rows if row["path"] != path]


@pytest.mark.parametrize(
    ("symbol", "places"),
    [
        ("First", [("use.go", 3), ("use.go", 4)]),
        ("Open", [("other.go", 7)]),
        ("Case.Open", [("use.go", 6)]),
        ("Case.Size", [("use.go", 6), ("use.go", 16)]),
        ("Door.Size", [("use.go", 14)]),
    ],
)
def test_go_keys_packages_and_cases_of_a_type(tmp_path: Path, symbol: str, places: list[tuple[str, int]]) -> None:
    assert _broken(tmp_path, GO, symbol) == places


CSHARP = """namespace Shop;

public class Entry {
    public class Later { public int Left => 1; }
    public class Manager { }
    public class Now { public int Left => 2; }
}

public class Exit {
    public class Later { }
}
"""
USE = """namespace Shop;

public class Use {
    global::System.Resources.Manager other;

    int Run(object given) {
        var exit = new Exit.Later();
        var entry = new Entry.Later();
        if (given is Entry.Now now) return now.Left;
        switch (given) {
            case Entry.Later later: return later.Left;
        }
        return 0;
    }
}
"""


@pytest.mark.parametrize(
    ("symbol", "lines"),
    [
        ("Entry.Later", [8, 11]),
        ("Exit.Later", [7]),
        ("Entry.Manager", []),
        ("Entry.Now.Left", [9]),
        ("Entry.Later.Left", [11]),
    ],
)
def test_csharp_what_a_type_stands_in_and_variables_of_patterns(tmp_path: Path, symbol: str, lines: list[int]) -> None:
    files = {"src/Shop.cs": CSHARP, "src/use.cs": USE}
    assert [line for _, line in _broken(tmp_path, files, symbol)] == lines


def test_java_variables_of_a_tested_type(tmp_path: Path) -> None:
    use = (
        "package a;\nclass Use {\n  int run(Object o) {\n    if (o instanceof Cart cart) return cart.size();\n"
        "    if (o instanceof Log log) return log.size();\n    return 0;\n  }\n}\n"
    )
    held = "package a;\npublic class %s {\n  public int size() { return 1; }\n}\n"
    files = {"src/a/Cart.java": held % "Cart", "src/a/Log.java": held % "Log", "src/a/use.java": use}
    assert _broken(tmp_path, files, "Cart.size") == [("use.java", 4)]


def test_csharp_what_is_marked_with_an_attribute(tmp_path: Path) -> None:
    use = "namespace Shop;\n\n[Route(1)]\npublic class Use {\n    [Shop.Route]\n    int Route() => 1;\n}\n"
    files = {
        "src/RouteAttribute.cs": "namespace Shop;\npublic class RouteAttribute : Attribute { }\n",
        "src/use.cs": use,
    }
    assert _broken(tmp_path, files, "RouteAttribute") == [("use.cs", 3), ("use.cs", 5)]


def test_csharp_the_type_of_a_field_is_no_field(tmp_path: Path) -> None:
    """`Trimming.Full` is the enum's, though a field of that type stands in the class around."""
    use = (
        "namespace Shop;\npublic class Use {\n    private Trimming given;\n"
        "    bool Run() => given == Trimming.Full;\n    int More(Help help) => help.Full();\n}\n"
    )
    files = {
        "src/Help.cs": "namespace Shop;\npublic class Help {\n    public int Full() => 1;\n}\n",
        "src/Trimming.cs": "namespace Shop;\npublic enum Trimming { Full, None }\n",
        "src/use.cs": use,
    }
    assert _broken(tmp_path, files, "Help.Full") == [("use.cs", 5)]


def test_objects_of_a_class_that_extends_a_container_hold_what_that_does(tmp_path: Path) -> None:
    files = {
        "card.ts": "export class Card { turn(): void {} }\nexport class Hand<C> extends Array<C> { sum(): void {} }\n",
        "use.ts": "import { Card, Hand } from './card'\nexport const f = (hand: Hand<Card>) => hand.filter((a) =>\n  a.turn()).map((b) =>\n  b.turn())\n",
    }
    assert broken_places(tmp_path, files, "card.ts", "Card.turn") == [("use.ts", 3), ("use.ts", 4)]


def test_a_default_export_without_a_name_takes_what_it_says(tmp_path: Path) -> None:
    files = {
        "card.ts": "export interface Options { size: number }\nexport default function (options: Options) {}\n",
        "use.ts": "import make from './card'\nmake({\n  size: 1 })\n",
    }
    assert broken_places(tmp_path, files, "card.ts", "Options.size") == [("use.ts", 3)]


def test_a_chain_through_overloads_that_give_ever_more_types_comes_to_an_end(tmp_path: Path) -> None:
    signatures = "".join(
        f"  on<T{n}>(a: T{n}, b: {n}): App<A | T{n} | {{ a{n}: A, b{n}: T{n} }}, B | A | T{n}>\n" for n in range(12)
    )
    files = {
        "app.ts": f"export class App<A = {{ x: 1 }}, B = {{ y: 1 }}> {{\n{signatures}  on(a: any, b: any): any {{}}\n  end(): void {{}}\n}}\n",
        "use.ts": f"import {{ App }} from './app'\nnew App(){'.on({ z: 1 }, 1)' * 12}\n  .end()\n",
    }
    assert ("use.ts", 3) in broken_places(tmp_path, files, "app.ts", "App.end")
