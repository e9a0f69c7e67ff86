"""Of what type a value is that nothing writes a type for: elements, variables of a package, what a loop or an accessor binds."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

GO = {
    "go.mod": "module example.com/shop\n\ngo 1.22\n",
    "order.go": "package shop\n\ntype Order struct{ total int }\n\ntype Other struct{ total int }\n",
    "shop.go": """package shop

type Orders map[string][]*Order

type Shop struct {
	open []Order
	Limits
}

type Limits struct{ most int }

type Size int

const (
	Small Size = iota
	Large
)

func (s Size) Price() int { return 1 }

func (s *Shop) Most() int { return s.Limits.most }

var std = New()

func New() *Shop { return &Shop{} }

func (s *Shop) First(id string) *Order { return nil }
""",
    "open.go": "package shop\n\nfunc (s *Shop) Open() []Order { return s.open }\n",
    "use.go": """package shop

func use(orders Orders, other unknown, more ...Order) {
	for _, order := range orders["new"] {
		_ = order.total
	}
	_ = more[0].total
	_ = append(more, Order{})[1].total
	for _, order := range std.Open() {
		_ = order.total
	}
	_ = std.First("a").total
	_ = other.total + Small.Price() + Large.Price()
	_ = make([]Other, 1)[0].total
}
""",
    "_shop.go": "package shop\n\ntype Order struct{ total int }\n\nfunc old(order Order) int { return order.total }\n",
}
CSHARP = {
    "a.csproj": '<Project Sdk="Microsoft.NET.Sdk"></Project>\n',
    "Order.cs": "namespace A;\npublic class Order { public int Total; }\n",
    "Rush.cs": "namespace A;\npublic class Rush : Order { public int Fee; }\n",
    "Other.cs": "namespace A;\npublic class Other { public int Total; }\n",
    "Use.cs": """namespace A;
public class Use<T> where T : Order {
  private Order _last;
  private Other[] _others;
  public Order Last { set { _last.Total = value.Total; } }
  public static int operator +(Use<T> left, Order right) => right.Total;
  public Order this[int at] => _last;
  public TOrder Take<TOrder>() where TOrder : Order => null;
  public void Run(List<Order> orders, T item, object any, Use<T> more) {
    foreach (var order in orders) {
      Say(order.Total);
    }
    Say(orders[0].Total);
    Say(item.Total);
    if (any is Order { Total: 3 }) {}
    Say(orders.Where(one => one.Total > 1).First().Total);
    ref Order found = ref orders[0];
    Say(found.Total);
    ref readonly var same = ref orders[0];
    Say(same.Total);
    Say(Take<Rush>().Fee);
    var cast = any as Order;
    Say(cast.Total);
    Say(more[1].Total);
    Say(_others[1].Total);
    foreach (var other in _others) {
      Say(other.Total);
    }
  }
}
""",
}
RUST = {
    "Cargo.toml": '[package]\nname = "shop"\nversion = "0.1.0"\n',
    "src/main.rs": """struct Order { total: i32 }

struct Other { total: i32 }

fn first(orders: &Vec<Order>, found: Option<Other>, kept: Option<Order>) -> i32 {
    for order in orders.iter() {
        say(order.total);
    }
    say(found.unwrap().total);
    say(kept.as_ref().unwrap().total);
    orders[0].total
}
""",
}


@pytest.mark.parametrize(
    ("files", "path", "symbol", "lines"),
    [
        (GO, "order.go", "Order.total", {("use.go", line) for line in (5, 7, 8, 10, 12)}),
        (GO, "order.go", "Other.total", {("use.go", 14)}),
        (GO, "shop.go", "Shop.First", {("use.go", 12)}),
        (GO, "shop.go", "Size.Price", {("use.go", 13)}),
        (GO, "shop.go", "Limits.most", {("shop.go", 21)}),
        (CSHARP, "Order.cs", "Order.Total", {("Use.cs", line) for line in (5, 6, 11, 13, 14, 15, 16, 18, 20, 23, 24)}),
        (CSHARP, "Other.cs", "Other.Total", {("Use.cs", line) for line in (25, 27)}),
        (RUST, "src/main.rs", "Order.total", {("src/main.rs", line) for line in (7, 10, 11)}),
        (RUST, "src/main.rs", "Other.total", {("src/main.rs", 9)}),
    ],
)
def test_a_member_is_told_by_what_holds_its_value(
    tmp_path: Path, files: dict[str, str], path: str, symbol: str, lines: set[tuple[str, int]]
) -> None:
    write(tmp_path, files)
    breaks = Workspace(tmp_path).impact_analysis(path, symbol=symbol, change_type="delete")["breaks"]
    assert {(row["path"], row["line"]) for row in breaks if "confidence" not in row} == lines


def test_what_a_generic_method_gives_is_not_just_what_bounds_it(tmp_path: Path) -> None:
    write(tmp_path, CSHARP)
    breaks = Workspace(tmp_path).impact_analysis("Rush.cs", symbol="Rush.Fee", change_type="delete")["breaks"]
    assert [row["line"] for row in breaks] == [21]


def test_a_class_of_csharp_stands_behind_no_value(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.csproj": '<Project Sdk="Microsoft.NET.Sdk"></Project>\n',
            "Money.cs": "namespace A;\npublic class Money {}\n",
            "Use.cs": "namespace A;\npublic class Use {\n  void Run(Price price) {\n    Say(price.Money);\n    new Money();\n  }\n}\n",
        },
    )
    breaks = Workspace(tmp_path).impact_analysis("Money.cs", symbol="Money", change_type="delete")["breaks"]
    assert [row["line"] for row in breaks] == [5]


def test_a_member_of_csharp_that_is_called_like_a_class_is_not_the_class(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.csproj": '<Project Sdk="Microsoft.NET.Sdk"></Project>\n',
            "Tag.cs": "namespace A;\npublic class Tag {}\n",
            "Use.cs": (
                "namespace A;\npublic class Use {\n  public Tag Tag { get; set; }\n  void Run(Tag tag) {\n    Tag = tag;\n"
                "    Say(Tag);\n    new List<Tag>();\n    if (tag is Tag) {}\n  }\n}\n"
            ),
        },
    )
    breaks = Workspace(tmp_path).impact_analysis("Tag.cs", symbol="Tag", change_type="delete")["breaks"]
    assert [row["line"] for row in breaks] == [3, 4, 7, 8]
