"""A definition's name as a language writes it: what agents copy from code, from documentation and from a stack trace."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace
from groundplan.errors import GroundplanError
from groundplan.indexer.spelled_names import dotted

from ..workspaces import write

FILES = {
    "shop/cart.py": "class Cart:\n    def add(self): ...\n\n\nclass Basket:\n    def add(self): ...\n    def drop(self): ...\n\n\ndef load(): ...\n",
    "shop/__init__.py": "",
    "shop/tools.py": "def saw(): ...\n",
    "web/load.ts": "export function load() {}\nexport function shop() {}\n",
    "lib/shop/cache.rb": "module Shop\n  class Cache\n    def fetch; end\n    def stale?; end\n  end\nend\n",
    "src/cart/mod.rs": "pub struct Cart;\nimpl Cart { pub fn total(&self) {} }\n",
    "dial.go": "package phone\n\ntype Dial struct{}\n\nfunc (d *Dial) Ring() {}\n",
    "app/Order.php": "<?php\nnamespace Shop\\Orders;\n\nclass Order\n{\n    public function pay(int $sum) {}\n}\n",
}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Options::from_preset", "Options.from_preset"),
        ("Vec::<u8>::new()", "Vec.new"),
        ("Helper.prototype.register", "Helper.register"),
        ("def load_file(self)", "load_file"),
        ("export default class Cart", "Cart"),
        ("OrderService#insertOrder(Order, int)", "OrderService.insertOrder"),
        ("(*Dial).Ring", "Dial.Ring"),
        ("(d *Dial).Ring", "Dial.Ring"),
        ("\\Shop\\Orders\\Order::pay", "Shop.Orders.Order.pay"),
        ("Map<K, List<V>>.get", "Map.get"),
        ("Shop.Cart.add/2", "Shop.Cart.add"),
        ("Cache#stale?", "Cache.stale?"),
        ("operator<=>", "operator<=>"),
        ("C#", "C#"),
    ],
)
def test_dotted(written: str, meant: str) -> None:
    assert dotted(written) == meant


@pytest.mark.parametrize(
    ("path", "written", "meant"),
    [
        pytest.param("shop/cart.py", "Basket#drop", "Basket.drop", id="Ruby's and Javadoc's way"),
        pytest.param("shop/cart.py", "Basket.drop()", "Basket.drop", id="a call"),
        pytest.param("shop/cart.py", "shop.cart.Cart.add", "Cart.add", id="from the module on"),
        pytest.param("shop/cart.py", "cart.load", "load", id="from its last part on"),
        pytest.param("lib/shop/cache.rb", "Shop::Cache#fetch", "Shop.Cache.fetch", id="Ruby"),
        pytest.param("lib/shop/cache.rb", "Cache.fetch", "Shop.Cache.fetch", id="without what is around it"),
        pytest.param("src/cart/mod.rs", "crate::cart::Cart::total", "Cart.total", id="Rust"),
        pytest.param("dial.go", "(*Dial).Ring", "Dial.Ring", id="Go's receiver"),
        pytest.param("dial.go", "phone.Dial.Ring", "Dial.Ring", id="Go's package"),
        pytest.param("app/Order.php", "Shop\\Orders\\Order::pay", "Order.pay", id="PHP's namespace"),
    ],
)
def test_a_symbol_as_its_language_writes_it(tmp_path: Path, path: str, written: str, meant: str) -> None:
    workspace = Workspace(write(tmp_path, FILES))
    assert workspace.find(written)["matches"][0]["name"] == meant
    with workspace.index() as index:
        assert index.symbol(path, written).qualname == meant


@pytest.mark.parametrize(
    ("written", "said"),
    [
        pytest.param("Other.load", "symbol not in 'shop/cart.py': 'Other.load'. Nearest: load", id="another's"),
        pytest.param("Other.drop", "Nearest: Basket.drop", id="a method of another"),
        pytest.param("#add", "is ambiguous in 'shop/cart.py'. Candidates: Cart.add (line 2), Basket.add (line 6)", id="of two"),
    ],
)  # fmt: skip
def test_nothing_else_is_taken_for_it(tmp_path: Path, written: str, said: str) -> None:
    with pytest.raises(GroundplanError) as caught:
        Workspace(write(tmp_path, FILES)).impact_analysis("shop/cart.py", symbol=written)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        pytest.param("shop.tools", ("shop/tools.py", None), id="a module"),
        pytest.param("shop", ("web/load.ts", 2), id="a definition before the folder"),
        pytest.param("shop.cart.load", ("shop/cart.py", 10), id="of several the one in the module"),
        pytest.param("web.load", ("web/load.ts", 1), id="in a folder"),
        pytest.param("shop\\cart.py", ("shop/cart.py", None), id="a path as Windows writes it"),
    ],
)
def test_find_by_what_is_around(tmp_path: Path, pattern: str, first: tuple[str, int | None]) -> None:
    match = Workspace(write(tmp_path, FILES)).find(pattern)["matches"][0]
    assert (match["path"], match["line"]) == first


def test_a_path_from_the_root_of_the_disk(tmp_path: Path) -> None:
    """As agents hand it on: also through a link to the root, as a temporary folder is on macOS."""
    root = write(tmp_path / "real", FILES)
    (tmp_path / "link").symlink_to(root)
    workspace = Workspace(tmp_path / "link")
    for folder in (root, tmp_path / "link"):
        asked = str(folder / "shop" / "cart.py")
        assert workspace.dependency_graph(asked)["file"] == "shop/cart.py"
        assert workspace.find(asked)["matches"][0]["path"] == "shop/cart.py"


def test_a_language_whose_definitions_are_not_read(tmp_path: Path) -> None:
    """ "It defines none" was said of a module full of functions."""
    files = {
        "lib/shop.ex": "defmodule Shop do\n  def load, do: 1\nend\n",
        "empty.py": "\n",
        "deep.py": "x = " + "-" * 200_000 + "1\n",
    }
    workspace = Workspace(write(tmp_path, files))
    for path, said in (
        ("lib/shop.ex", "Definitions of Elixir are not read. Ask"),
        ("empty.py", "It defines none. Ask"),
        ("deep.py", "This file could not be parsed. Ask"),
    ):
        with pytest.raises(GroundplanError, match=f"symbol not in '{path}': 'Shop.load'. {said} for the file alone"):
            workspace.impact_analysis(path, symbol="Shop.load")
