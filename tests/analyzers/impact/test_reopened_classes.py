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
