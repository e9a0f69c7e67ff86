"""The SCIP index, read back by a small decoder of protobuf's wire format: what a person can check in the source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from groundplan import Workspace, __version__
from groundplan.formats.export import export_to
from groundplan.formats.protobuf import number, packed
from groundplan.formats.scip_symbols import KINDS
from groundplan.formats.source_places import place_of_import, place_of_name
from groundplan.indexer.facts import SYMBOL_KINDS

from tests.workspaces import write

FILES = {
    "shop/__init__.py": "from .cart import Cart\n",
    "shop/cart.py": '''"""Carts."""

LIMIT = 3


class Cart:
    """What a customer carries."""

    @property
    def total(self) -> int:
        return 0

    @total.setter
    def total(self, value: int) -> None: ...


def größe(cart: Cart) -> int:
    return cart.total
''',
    "tests/test_cart.py": '"ä"; from shop import Cart\nimport shop.cart\nfrom shop import cart as module\nfrom shop.cart import *\n',
    "web/cart.ts": "export default class Cart {}\n",
    "web/page.tsx": "import Basket from './cart'\nimport { missing } from './cart'\n",
    "net/go.mod": "module net\n",
    "net/cart.go": "package net\n\ntype Cart struct{}\n",
    "net/own.go": "package net\n\nvar own Cart\n",
    "dot/Cart.cs": "namespace Shop.Cart;\n\npublic class Cart { }\n",
    "dot/Page.cs": "using Shop.Cart;\n\npublic class Page { Cart own; }\n",
    "notes.txt": "no source\n",
}
CART = "groundplan . . . shop/`cart.py`/"
DEFINITION, IMPORT, TEST = 1, 2, 32


class Place(NamedTuple):
    """An occurrence with the source text at its range."""

    line: int
    text: str
    symbol: str
    roles: int
    enclosing: list[int]


def varint(data: bytes, position: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, position


def varints(data: bytes) -> list[int]:
    values, position = [], 0
    while position < len(data):
        value, position = varint(data, position)
        values.append(value)
    return values


def fields(data: bytes) -> dict[int, list[Any]]:
    """Field number → its values in order: numbers, and bytes for what has a length."""
    found: dict[int, list[Any]] = defaultdict(list)
    position = 0
    while position < len(data):
        tag, position = varint(data, position)
        value, position = varint(data, position)
        if tag & 7 == 2:
            found[tag >> 3].append(data[position : position + value])
            position += value
        else:
            found[tag >> 3].append(value)
    return found


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("scip") / "shop", FILES)


@pytest.fixture(scope="module")
def index(root: Path) -> dict[int, list[Any]]:
    output = root.parent / "index.scip"
    export_to(Workspace(root), "scip", str(output))
    return fields(output.read_bytes())


@pytest.fixture(scope="module")
def documents(index: dict[int, list[Any]]) -> dict[str, dict[int, list[Any]]]:
    return {document[1][0].decode(): document for document in map(fields, index[2])}


def places(document: dict[int, list[Any]], source: str) -> Iterator[Place]:
    """The occurrences but the file's own definition at its very beginning."""
    lines = source.encode().split(b"\n")
    for occurrence in map(fields, document[2][1:]):
        line, start, end = varints(occurrence[1][0])
        enclosing = varints(occurrence[7][0]) if 7 in occurrence else []
        text = lines[line][start:end].decode()
        yield Place(line + 1, text, occurrence[2][0].decode(), sum(occurrence[3]), enclosing)


def test_the_metadata_comes_first_and_names_tool_and_root(root: Path, index: dict[int, list[Any]]) -> None:
    assert next(iter(index)) == 1
    metadata = fields(index[1][0])
    assert fields(metadata[2][0]) == {1: [b"groundplan"], 2: [__version__.encode()]}
    assert metadata[3] == [root.as_uri().encode()]
    assert metadata[4] == [1]


def test_a_document_for_each_parsed_file_counts_columns_in_bytes(documents: dict[str, dict[int, list[Any]]]) -> None:
    assert {path: (document[4], document[6]) for path, document in documents.items()} == {
        "dot/Cart.cs": ([b"CSharp"], [1]),
        "dot/Page.cs": ([b"CSharp"], [1]),
        "net/cart.go": ([b"Go"], [1]),
        "net/own.go": ([b"Go"], [1]),
        "shop/__init__.py": ([b"Python"], [1]),
        "shop/cart.py": ([b"Python"], [1]),
        "tests/test_cart.py": ([b"Python"], [1]),
        "web/cart.ts": ([b"TypeScript"], [1]),
        "web/page.tsx": ([b"TypeScriptReact"], [1]),
    }


def test_definitions_stand_where_their_names_do(documents: dict[str, dict[int, list[Any]]]) -> None:
    path = "shop/cart.py"
    assert list(places(documents[path], FILES[path])) == [
        Place(3, "LIMIT", f"{CART}LIMIT.", DEFINITION, [2, 0, 2, 9]),
        Place(6, "Cart", f"{CART}Cart#", DEFINITION, [5, 0, 13, 44]),
        Place(10, "total", f"{CART}Cart#total().", DEFINITION, [8, 4, 10, 16]),
        Place(14, "total", f"{CART}Cart#total(+1).", DEFINITION, [12, 4, 13, 44]),
        Place(17, "größe", f"{CART}`größe`().", DEFINITION, [16, 0, 17, 21]),
    ]


def test_symbols_are_described(documents: dict[str, dict[int, list[Any]]]) -> None:
    described = {symbol[1][0].decode(): symbol for symbol in map(fields, documents["shop/cart.py"][3])}
    assert described[CART] == {1: [CART.encode()], 5: [16], 6: [b"cart.py"]}
    cart = described[f"{CART}Cart#"]
    assert (cart[3], cart[5], cart[6]) == ([b"What a customer carries."], [7], [b"Cart"])
    total = described[f"{CART}Cart#total()."]
    assert fields(total[7][0]) == {4: [b"Python"], 5: [b"total(self) -> int"]}


def test_imports_refer_to_what_they_mean(documents: dict[str, dict[int, list[Any]]]) -> None:
    """Through a package that hands on, for a module, beside text of more bytes than characters; a star and what is missing refer to nothing."""
    path = "tests/test_cart.py"
    assert [place[:4] for place in places(documents[path], FILES[path])] == [
        (1, "Cart", f"{CART}Cart#", IMPORT | TEST),
        (2, "shop.cart", CART, IMPORT | TEST),
        (3, "module", CART, IMPORT | TEST),
    ]
    assert [place[:4] for place in places(documents["web/page.tsx"], FILES["web/page.tsx"])] == [
        (1, "Basket", "groundplan . . . web/`cart.ts`/Cart#", IMPORT)
    ]


def test_a_use_without_an_import_is_a_plain_reference(documents: dict[str, dict[int, list[Any]]]) -> None:
    path = "net/own.go"
    assert ("Cart", "groundplan . . . net/`cart.go`/Cart#", 0) in [
        (place.text, place.symbol, place.roles) for place in places(documents[path], FILES[path])
    ]


def test_a_namespace_is_not_the_type_of_its_name(root: Path, documents: dict[str, dict[int, list[Any]]]) -> None:
    """The link is there (`using Shop.Cart;` brings the class), and no name for it on that line."""
    with Workspace(root).index() as index:
        assert [(link.line, link.name, link.target) for link in index.links_from("dot/Page.cs")] == [
            (1, "Cart", "dot/Cart.cs")
        ]
    assert {place.line for place in places(documents["dot/Page.cs"], FILES["dot/Page.cs"])} == {3}


def test_standard_output_takes_the_same_bytes(root: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    export_to(Workspace(root), "scip", "-")
    assert capfdbinary.readouterr().out == (root.parent / "index.scip").read_bytes()


def test_every_kind_of_symbol_is_mapped_as_scip_demands() -> None:
    """The same kind always has the same suffix, and all ends are among the grammar's."""
    assert set(KINDS) >= set(SYMBOL_KINDS)
    assert {kind.suffix for kind in KINDS.values()} <= {"/", "#", ".", "().", "!"}
    numbers = [kind.number for kind in KINDS.values() if kind.number]
    assert len(numbers) == len(set(numbers))


def test_numbers_are_written_as_the_encoding_spec_shows() -> None:
    """The examples of protobuf.dev: 150 in field 1, and `[3, 270, 86942]` packed in field 6."""
    assert number(1, 150) == bytes.fromhex("089601")
    assert packed(6, [3, 270, 86942]) == bytes.fromhex("3206038e029ea705")


@pytest.mark.parametrize(
    ("source", "name", "text"),
    [
        ('@Cached(name = "a)", by = [run])\n@Override public void run() {}', "run", (1, 22, 25)),
        ('#[serde(rename = "cart")]\npub struct cart;', "cart", (1, 11, 15)),
        ("/** run it */\npublic @interface run {}", "run", (1, 18, 21)),
        ("Cart::Cart() {}", "Cart", (0, 6, 10)),
        ("export default () => 1", "default", (0, 7, 14)),
        ("module.exports = () => 1", "default", None),
    ],
)
def test_a_definition_has_its_name_behind_its_marks(source: str, name: str, text: tuple[int, int, int] | None) -> None:
    lines = source.encode().split(b"\n")
    assert place_of_name(lines, 0, len(lines), name) == text


@pytest.mark.parametrize(
    ("line", "specifier", "names", "columns"),
    [
        ("from cart import cart", "cart", ("cart",), (17, 21)),
        ("import cart from 'cart'", "cart", ("default", "cart"), (7, 11)),
        ("import Cart from './default'", "./default", ("default", "Cart"), (7, 11)),
        ("import shop.cart.Cart;", "shop.cart.Cart", ("Cart",), (17, 21)),
        ("use Shop\\Cart;", "Shop\\Cart", ("Cart",), (9, 13)),
        ("import './Cart'", "./Cart", ("Cart",), None),
        ("import {", "./cart", ("Cart",), None),
    ],
)
def test_an_import_has_its_name_beside_what_it_is_imported_from(
    line: str, specifier: str, names: tuple[str, ...], columns: tuple[int, int] | None
) -> None:
    assert place_of_import(line.encode(), 4, specifier, names) == (columns and (4, *columns))
