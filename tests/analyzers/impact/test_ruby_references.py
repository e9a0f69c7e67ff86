"""Ruby: what a word is where it stands, and which constant or method it can mean there."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

ORDER = """\
module Shop
  module Codes
    LOW = "l"
    HIGH = "h"
  end
  module Forms
    LOW = /#{Codes::LOW}/
    HIGH = /#{LOW}/
  end
  class Order
    attr_reader :total
    attr_accessor :note
    def size
      @total
    end
    def call(other)
      total = other.total
      total + Forms::LOW.to_i
      other.total = 3
      other.note = 4
      other.total ||= 5
      other.map(&:total)
      { total: 1, :total => 2, a: other[:total] }
      self.total
      other.size
      order.size
      Shop::Codes::HIGH
      Outside::HIGH
    end
  end
end
"""
USE = "require_relative 'shop/order'\nShop::Order.new(1).note\nArray.new(1).note\nx = y.note\n"
SPEC = """\
require_relative '../lib/shop/order'
describe Shop::Order do
  let(:note) { 1 }
  def total; 2; end
  it { total + note }
  it { y.total }
end
"""
FILES = {"lib/shop.rb": USE, "lib/shop/order.rb": ORDER, "spec/order_spec.rb": SPEC}


@pytest.mark.parametrize(
    ("path", "symbol", "places"),
    [
        ("lib/shop/order.rb", "Shop.Codes.LOW", ["order.rb:7"]),
        ("lib/shop/order.rb", "Shop.Forms.LOW", ["order.rb:8", "order.rb:18"]),
        ("lib/shop/order.rb", "Shop.Codes.HIGH", ["order.rb:27"]),
        ("lib/shop/order.rb", "Shop.Forms.HIGH", []),
        (
            "lib/shop/order.rb",
            "Shop.Order.total",
            ["order.rb:17", "order.rb:21", "order.rb:22", "order.rb:24", "order_spec.rb:6"],
        ),
        ("lib/shop/order.rb", "Shop.Order.note", ["shop.rb:2", "shop.rb:4", "order.rb:20"]),
        ("lib/shop/order.rb", "Shop.Order.size", ["order.rb:26"]),
        ("spec/order_spec.rb", "total", ["order_spec.rb:5"]),
    ],
)
def test_what_a_word_means(tmp_path: Path, path: str, symbol: str, places: list[str]) -> None:
    """Keys, variables, assignments and what a group of examples defines are others; `size` is what every list has."""
    write(tmp_path, FILES)
    rows = Workspace(tmp_path).impact_analysis(path, symbol=symbol, change_type="delete")["breaks"]
    assert [f"{row['path'].rpartition('/')[2]}:{row['line']}" for row in rows] == places


def test_what_one_file_loads_another_that_it_loads_too_can_use(tmp_path: Path) -> None:
    """`print.rb` loads nothing, but whoever loads it has loaded `line.rb`; a program of its own has not."""
    write(
        tmp_path,
        {
            "lib/shop.rb": "require_relative 'shop/parts/line'\nrequire_relative 'shop/print/print'\n",
            "lib/shop/parts/line.rb": "module Shop\n  class Line\n    attr_reader :width\n  end\nend\n",
            "lib/shop/print/print.rb": "module Shop\n  class Print\n    def call(it) = it.width\n  end\nend\n",
            "tools/setup.rb": "class Table\n  def width; end\nend\ndef fit(it) = it.width\n",
        },
    )
    rows = Workspace(tmp_path).impact_analysis("lib/shop/parts/line.rb", symbol="Shop.Line.width", change_type="delete")
    assert [(row["path"], row["line"]) for row in rows["breaks"]] == [("lib/shop/print/print.rb", 3)]


GROUPS = """\
describe Shop::Till do
  subject { Shop::Cart.new }
  let(:till) { described_class.new }
  it "closes" do
    made = Shop::Cart.new
    made.close
    subject.close
    till.close
    described_class.new.close
    other = open_one
    other.close
  end
  context Shop::Cart do
    let(:till) { Shop::Cart.new(1) }
    before { @kept = Shop::Till.new }
    it { till.close }
    it { @kept.close }
    it { Shop::Kiosk.new.close }
  end
end
"""


@pytest.mark.parametrize(("klass", "sure"), [("Till", [8, 9, 17]), ("Cart", [6, 7, 16])])
def test_what_an_example_makes_is_of_its_class(tmp_path: Path, klass: str, sure: list[int]) -> None:
    """A variable, a helper and what RSpec gives for the class described; what a call gives, or `new` of one's own, may be of any."""
    write(
        tmp_path,
        {
            "lib/shop/till.rb": "module Shop\n  class Till\n    def close; end\n  end\nend\n",
            "lib/shop/cart.rb": "module Shop\n  class Cart\n    def close; end\n  end\nend\n",
            "lib/shop/kiosk.rb": "module Shop\n  module Kiosk\n    def self.new = Till.new\n  end\nend\n",
            "spec/spec_helper.rb": "require 'shop/till'\nrequire 'shop/cart'\n",
            "spec/till_spec.rb": f"require_relative '../lib/shop/till'\nrequire_relative '../lib/shop/cart'\n{GROUPS}",
        },
    )
    path, symbol = f"lib/shop/{klass.lower()}.rb", f"Shop.{klass}.close"
    rows = Workspace(tmp_path).impact_analysis(path, symbol=symbol, change_type="delete")["breaks"]
    lines = {row["line"] - 2: row.get("confidence", 1) for row in rows if row["path"] == "spec/till_spec.rb"}
    assert {line for line, how in lines.items() if how > 0.5} == set(sure)
    assert {line for line, how in lines.items() if how == 0.5} == {11, 18}


def test_a_module_calls_its_own_member_before_another_modules(tmp_path: Path) -> None:
    module = (
        "module {}\n  class << self\n    attr_accessor :keys\n  end\n  self.keys = [1]\n  def self.read = keys\nend\n"
    )
    write(tmp_path, {f"lib/{name.lower()}.rb": module.format(name) for name in ("Till", "Cart")})
    rows = Workspace(tmp_path).impact_analysis("lib/till.rb", symbol="Till.keys", change_type="delete")["breaks"]
    assert [(row["path"], row["line"]) for row in rows] == [("lib/till.rb", 5), ("lib/till.rb", 6)]


def test_a_file_that_does_not_parse_costs_its_own_words_alone(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "till.rb": "class Till\n  def close; end\nend\n",
            "broken.rb": "module A\n  class << self\n    def x\n      close = 1\n",
        },
    )
    rows = Workspace(tmp_path).impact_analysis("till.rb", symbol="Till.close", change_type="delete")["breaks"]
    assert {row["path"] for row in rows} <= {"broken.rb"}


def test_a_private_method_is_called_on_nothing_but_self(tmp_path: Path) -> None:
    till = "class Till\n  def open; count; end\n  private\n  def count; 1; end\nend\n"
    write(tmp_path, {"till.rb": till, "use.rb": "require_relative 'till'\nsome.count(1)\nTill.new.send(:count)\n"})
    rows = Workspace(tmp_path).impact_analysis("till.rb", symbol="Till.count", change_type="delete")["breaks"]
    assert [(row["path"], row["line"]) for row in rows] == [("till.rb", 2), ("use.rb", 3)]


def test_what_a_module_gives_the_class_that_takes_it_in_is_called_on_that(tmp_path: Path) -> None:
    found = "module Found\n  module ClassMethods\n    def search; end\n  end\nend\n"
    write(
        tmp_path,
        {
            "found.rb": found,
            "till.rb": "require_relative 'found'\nclass Till\n  include Found\nend\nTill.search\n",
            "cart.rb": "class Cart\n  def search; end\nend\n",
        },
    )
    rows = Workspace(tmp_path).impact_analysis("found.rb", symbol="Found.ClassMethods.search", change_type="delete")[
        "breaks"
    ]
    assert [(row["path"], row["line"]) for row in rows] == [("till.rb", 5)]


def test_a_block_calls_what_the_file_asks_for_by_its_name(tmp_path: Path) -> None:
    plugin = "module Plugins\n  module Chunks\n    module Methods\n      def chunks(row); end\n    end\n  end\nend\n"
    write(tmp_path, {"lib/chunks.rb": plugin, "app.rb": "plugin :chunks\nroute do\n  chunks(1)\nend\n"})
    symbol = "Plugins.Chunks.Methods.chunks"
    rows = Workspace(tmp_path).impact_analysis("lib/chunks.rb", symbol=symbol, change_type="delete")["breaks"]
    assert [(row["path"], row["line"]) for row in rows] == [("app.rb", 3)]


BASE = (
    "class Base\n  def total(a)\n    a\n  end\n  def self.make\n    new\n  end\n  private\n  def inner\n    1\n  end\n"
    "  def other\n    2\n  end\n  public :shown, :inner\nend\n"
)
BELOW = (
    "require_relative 'base'\nclass Middle < Base\n  def self.make\n    super\n  end\nend\nclass Low < Middle\n  def total(a)\n"
    '    # super\n    "super"\n    super + 1\n  end\n  def make\n    super\n  end\n  def go(base)\n    base.inner\n    base.other\n'
    "  end\nend\nclass Last < Low\n  def total(a)\n    super(a)\n  end\nend\n"
)


@pytest.mark.parametrize(("symbol", "lines"), [("total", [11]), ("make", [4]), ("inner", [17]), ("other", [])])
def test_super_calls_the_nearest_above_and_a_list_makes_public(tmp_path: Path, symbol: str, lines: list[int]) -> None:
    with Workspace(write(tmp_path, {"base.rb": BASE, "below.rb": BELOW})) as workspace:
        rows = workspace.impact_analysis("base.rb", symbol=f"Base.{symbol}", change_type="delete")["breaks"]
    assert [row["line"] for row in rows if row["path"] == "below.rb"] == lines


def test_a_base_s_base_in_a_module_that_the_class_below_includes_too_is_found(tmp_path: Path) -> None:
    """The module was seen by then, and nothing called on the class was of the base: `include TZInfo` in a test's own source."""
    test = (
        "class CaseTest\n  include Shop\n  class Spare < Source\n  end\n  class Own < Spare\n    include Shop\n  end\n"
        "  def test_find\n    own = Own.new\n    own.find_all(1)\n  end\nend\n"
    )
    source = "module Shop\n  class Source\n    def find_all(id)\n      id\n    end\n  end\nend\n"
    write(tmp_path, {"lib/source.rb": source, "test/case_test.rb": f'require "source"\n{test}'})
    impact = Workspace(tmp_path).impact_analysis("lib/source.rb", symbol="Shop.Source.find_all", change_type="delete")
    assert [(row["path"], row["line"], row.get("confidence")) for row in impact["breaks"]] == [
        ("test/case_test.rb", 11, None)
    ]
