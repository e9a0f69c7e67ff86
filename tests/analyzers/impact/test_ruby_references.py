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
