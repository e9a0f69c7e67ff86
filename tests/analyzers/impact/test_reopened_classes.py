"""Ruby: classes that several files reopen, what they take members from, and the class before a name."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

SHOP = {
    "lib/parser/base.rb": "module Shop\n  module Parser\n    class Base\n      def warning(text); end\n    end\n  end\nend\n",
    "lib/printer/base.rb": "module Shop\n  module Printer\n    class Base\n      def warning(text); end\n    end\n  end\nend\n",
    "lib/utils/text.rb": "module Shop\n  module Utils\n    module Text\n      def escape(text); end\n      def self.parse(text); end\n    end\n  end\nend\n",
    "lib/parser/text.rb": (
        "require_relative 'base'\nmodule Shop\n  module Parser\n    class Text < Base\n      def read; end\n      def call\n"
        "        warning(1)\n        Utils::Text.parse(2)\n        JSON.parse(3)\n      end\n    end\n  end\nend\n"
    ),
    "lib/parser/text/table.rb": (
        "module Shop\n  module Parser\n    class Text\n      include ::Shop::Utils::Text\n      def table\n        warning(read)\n"
        "        escape(4)\n      end\n    end\n  end\nend\n"
    ),
    "lib/printer/text.rb": (
        "module Shop\n  module Printer\n    class Text < Base\n      def read; end\n      def call\n        warning(read)\n"
        "      end\n    end\n  end\nend\n"
    ),
}
"""The files that reopen a class import nothing of it, and the bases of two classes are called alike."""


@pytest.mark.parametrize(
    ("path", "symbol", "places"),
    [
        ("lib/parser/text.rb", "Shop.Parser.Text.read", [("lib/parser/text/table.rb", 6)]),
        (
            "lib/parser/base.rb",
            "Shop.Parser.Base.warning",
            [("lib/parser/text.rb", 7), ("lib/parser/text/table.rb", 6)],
        ),
        ("lib/printer/base.rb", "Shop.Printer.Base.warning", [("lib/printer/text.rb", 6)]),
        ("lib/printer/text.rb", "Shop.Printer.Text.read", [("lib/printer/text.rb", 6)]),
        ("lib/utils/text.rb", "Shop.Utils.Text.escape", [("lib/parser/text/table.rb", 7)]),
        ("lib/utils/text.rb", "Shop.Utils.Text.parse", [("lib/parser/text.rb", 8)]),
    ],
)
def test_a_member_of_a_class_in_several_files(
    tmp_path: Path, path: str, symbol: str, places: list[tuple[str, int]]
) -> None:
    write(tmp_path, SHOP)
    breaks = Workspace(tmp_path).impact_analysis(path, symbol=symbol, change_type="delete")["breaks"]
    assert [(row["path"], row["line"]) for row in breaks] == places


TILLS = {
    "lib/shop.rb": "require_relative 'till'\nrequire_relative 'cart'\n",
    "lib/till.rb": "module Shop\n  class Till\n    def close; end\n    def total; end\n  end\n  class Fast < Till\n    def close; end\n  end\nend\n",
    "lib/cart.rb": "module Shop\n  class Cart\n    def close; end\n  end\nend\n",
    "test/case.rb": "require_relative '../lib/shop'\nmodule Shop\n  class Case\n    def setup\n      @till = Till.new\n      @either = Till.new\n"
    "    end\n  end\nend\n",
    "test/test_till.rb": "require_relative 'case'\nclass TestTill < Shop::Case\n  include Shop\n  def test_close\n    @either = Cart.new\n"
    "    @till.close\n    cart = Cart.new(1)\n    cart.close\n    fast = Fast.new\n    fast.close\n    fast.total\n    @either.close\n"
    "    made = Cart.new(1).close\n    made.close\n  end\nend\n",
}


@pytest.mark.parametrize(
    ("path", "symbol", "sure"),
    [
        ("lib/till.rb", "Shop.Till.close", [6]),
        ("lib/till.rb", "Shop.Till.total", [11]),
        ("lib/till.rb", "Shop.Fast.close", [10]),
        ("lib/cart.rb", "Shop.Cart.close", [8]),
    ],
)
def test_a_variable_is_of_the_class_that_it_is_made_of(tmp_path: Path, path: str, symbol: str, sure: list[int]) -> None:
    """The file that loads the class through others said nothing of it; what two classes bind to one variable is only guessed."""
    write(tmp_path, TILLS)
    rows = Workspace(tmp_path).impact_analysis(path, symbol=symbol, change_type="delete")["breaks"]
    assert [row["line"] for row in rows if "confidence" not in row] == sure
    assert {row["line"] for row in rows if row.get("confidence") == 0.5} >= (
        {12, 14} if symbol.endswith("close") else set()
    )


ORDERS = {
    "lib/shop.rb": "require_relative 'order'\nrequire_relative 'cart'\nrequire_relative 'use'\n",
    "lib/order.rb": "module Shop\n  class Base\n    class Line\n      def wide; end\n    end\n  end\n  class Order < Base\n    def total(tax = 0); end\n"
    "    def self.open(path); end\n    def label\n      text\n    end\n  end\nend\n",
    "lib/cart.rb": "module Shop\n  class Cart\n    def total; end\n    def open(path); end\n  end\n  class Plain < Order\n    def text; end\n"
    "    class Row < Line\n      def row\n        wide\n      end\n    end\n  end\nend\n",
    "lib/use.rb": "require_relative 'order'\nrequire_relative 'cart'\nmodule Shop\n  class Use\n    def call(order, shop, it)\n      order.total\n"
    "      shop.cart.total\n      it.total\n      it.total(2)\n      it.open('a')\n      Order.open('b')\n    end\n  end\nend\n",
}


@pytest.mark.parametrize(
    ("path", "symbol", "places"),
    [
        ("lib/order.rb", "Shop.Order.total", [(6, 0.85), (8, 0.5), (9, 0.5)]),
        ("lib/cart.rb", "Shop.Cart.total", [(7, 0.85), (8, 0.5)]),
        ("lib/order.rb", "Shop.Order.open", [(11, 1)]),
        ("lib/cart.rb", "Shop.Cart.open", [(10, 0.5)]),
        ("lib/cart.rb", "Shop.Plain.text", [(11, 0.9)]),
        ("lib/order.rb", "Shop.Base.Line.wide", [(10, 0.9)]),
    ],
)
def test_what_a_value_of_unknown_class_can_be(
    tmp_path: Path, path: str, symbol: str, places: list[tuple[int, float]]
) -> None:
    """By what it is called like, by the arguments, and by whether a class or its objects have the method."""
    write(tmp_path, ORDERS)
    rows = Workspace(tmp_path).impact_analysis(path, symbol=symbol, change_type="delete")["breaks"]
    assert [(row["line"], row.get("confidence", 1)) for row in rows] == places


def test_a_name_that_many_have(tmp_path: Path) -> None:
    """On a value of unknown class one of many unrelated methods is not told, one of many kin seldom meant."""
    kin = "".join(f"  class Kin{number} < Node\n    def value; end\n    def key; end\n  end\n" for number in range(5))
    other = "".join(f"  class Other{number}\n    def key; end\n  end\n" for number in range(4))
    text = f"module Shop\n  class Node; end\n{kin}{other}  class Use\n    def call(it)\n      it.value\n      it.key\n    end\n  end\nend\n"
    write(tmp_path, {"lib/shop.rb": text})
    broken = [
        Workspace(tmp_path).impact_analysis("lib/shop.rb", symbol=f"Shop.Kin1.{name}", change_type="delete")["breaks"]
        for name in ("value", "key")
    ]
    assert [[row["confidence"] for row in rows] for rows in broken] == [[0.2], []]


def test_code_in_a_here_document_of_any_label(tmp_path: Path) -> None:
    text = "class Page\n  def head; end\n  def text\n    [<<-PAGE, 1]\n<b>#{head}</b>\n# head\n    PAGE\n  end\nend\n"
    write(tmp_path, {"lib/page.rb": text})
    rows = Workspace(tmp_path).impact_analysis("lib/page.rb", symbol="Page.head", change_type="delete")["breaks"]
    assert [row["line"] for row in rows] == [5]


NESTED = {
    ".rspec": "--require spec_helper\n",
    "lib/shop.rb": "require_relative 'shop/till'\nrequire_relative 'shop/rules'\nrequire_relative 'shop/slip'\n",
    "lib/shop/till.rb": "class Shop\n  class Till\n    def initialize; end\n  end\nend\n",
    "lib/shop/rules.rb": "class Shop\n  class Rules\n    def read; end\n  end\nend\n",
    "lib/shop/slip.rb": (
        "class Shop\n  class Slip\n    class Till\n    end\n    def call\n      Rules.new\n      Till.new\n    end\n  end\nend\n"
    ),
    "spec/spec_helper.rb": "require_relative '../lib/shop'\n",
    "spec/till_spec.rb": "RSpec.describe 'till' do\n  it { Shop::Till.new }\nend\n",
    "other/lone_spec.rb": "puts 1\n",
}
"""Classes inside a class, and tests that load nothing themselves."""


def test_a_class_is_found_outwards_from_where_it_is_named(tmp_path: Path) -> None:
    workspace = Workspace(write(tmp_path, NESTED))
    rules = workspace.impact_analysis("lib/shop/rules.rb", symbol="Shop.Rules", change_type="delete")
    assert ("lib/shop/slip.rb", 6) in [(row["path"], row["line"]) for row in rules["breaks"]]
    till = workspace.impact_analysis("lib/shop/till.rb", symbol="Shop.Till", change_type="delete")
    assert [row["line"] for row in till["breaks"] if row["path"] == "lib/shop/slip.rb"] == []


def test_what_rspec_loads_before_a_test_is_there_for_it(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, NESTED)).impact_analysis("lib/shop/till.rb", symbol="Shop.Till.initialize")
    assert [row["path"] for row in answer["tests_to_run"]] == ["spec/till_spec.rb"]


def test_self_in_swift_has_what_its_own_type_has(tmp_path: Path) -> None:
    files = {
        "Cover.swift": "struct Cover {\n  let radius = 1\n  func go() {\n    print(self.radius)\n  }\n}\n",
        "View.swift": "struct View {\n  let radius = 2\n  func go() {\n    print(self.radius)\n    print(cover.radius)\n  }\n}\n",
        "More.swift": "extension Cover {\n  func more() {\n    print(self.radius)\n  }\n}\n",
    }
    with Workspace(write(tmp_path, files)) as workspace:
        rows = workspace.impact_analysis("Cover.swift", symbol="Cover.radius", change_type="delete")["breaks"]
    assert [(row["path"], row["line"]) for row in rows] == [("Cover.swift", 4), ("More.swift", 3), ("View.swift", 5)]


def test_what_a_protocol_asks_for_and_its_extension_uses(tmp_path: Path) -> None:
    """A variable is bound in a function where that one stands, not where the protocol names it."""
    source = (
        'protocol Router {\n  var key: String { get }\n  func go()\n}\nextension Router {\n  var key: String { "k" }\n'
        "  func go() {\n    print(key)\n  }\n}\n"
    )
    with Workspace(write(tmp_path, {"Router.swift": source})) as workspace:
        rows = workspace.impact_analysis("Router.swift", symbol="Router.key", change_type="delete")["breaks"]
    assert [row["line"] for row in rows] == [8]


PRINTERS = {
    "lib/printer.rb": "module Shop\n  class Printer\n    def print(order)\n      line(order)\n    end\n    def line(order); end\n  end\nend\n",
    "lib/wide.rb": "require_relative 'printer'\nmodule Shop\n  class Wide < Printer\n    def line(order); end\n  end\nend\n",
    "test/test_wide.rb": "require_relative '../lib/wide'\nclass TestWide\n  def test_print\n    Shop::Wide.new.print(1)\n  end\nend\n",
}


def test_what_a_class_calls_on_itself_may_be_what_one_below_it_has_of_its_own(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, PRINTERS)).impact_analysis(
        "lib/wide.rb", symbol="Shop.Wide.line", change_type="delete"
    )
    assert [row["path"] for row in answer["tests_to_run"]] == ["test/test_wide.rb"]
    assert not answer["breaks"]
