"""What several asks of one index share changes none of their answers, and no more is looked at than is shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace
from groundplan.analyzers.clones.by_name.forms import likeness, name_form
from groundplan.analyzers.conventions.new_file.import_lines import Renaming
from groundplan.analyzers.search.best_first import Group, best_first
from groundplan.analyzers.search.word_search import names_holding, names_of

from ...workspaces import write

if TYPE_CHECKING:
    from groundplan.answers import Match

FILES = {
    "shop/services/cart_service.py": "class CartService:\n    def total(self):\n        return 1\n",
    "shop/services/order_service.py": "class OrderService:\n    def total(self):\n        return 2\n",
    "shop/services/refund_service.py": "class RefundService:\n    def total(self):\n        return 3\n",
    "shop/models/cart.py": "class Cart(Model):\n    pass\n",
    "shop/models/order.py": "class Order(Model):\n    pass\n",
    "tests/test_cart_service.py": "def test_total():\n    assert True\n",
    "tests/test_order.py": "def test_order():\n    assert True\n",
}
ROLES = ("service", "model", "test")


def test_a_view_that_stays_answers_as_one_made_for_the_ask(tmp_path: Path) -> None:
    root = write(tmp_path, FILES)
    stays = Workspace(root, keep=True)
    for name in ("wallet", "cart", "get_total"):
        for role in ROLES:
            assert stays.safe_location(role, name) == Workspace(root).safe_location(role, name)
    for role in (*ROLES, *ROLES):
        assert stays.existing_patterns(role) == Workspace(root).existing_patterns(role)


def _match(name: str, score: float) -> Match:
    return {"path": f"{name}.py", "line": 1, "kind": "function", "name": name, "language": "Python", "score": score}


def test_groups_stay_closed_once_enough_is_found() -> None:
    opened: list[float] = []

    def group(most: float, *scores: float) -> Group:
        def look() -> tuple[list[Match], list[Group]]:
            opened.append(most)
            return [_match(f"at{score}", score) for score in scores], []

        return Group(most, look)

    found = best_first([group(0.5, 0.5), group(0.9, 0.8, 0.6), group(1.0, 0.95, 0.7)], limit=2)
    assert [match["score"] for match in found[:2]] == [0.95, 0.8]
    assert opened == [1.0, 0.9]


@pytest.mark.parametrize(
    ("one", "other", "worth"),
    [
        ("UserService", "UserManager", 0.78),
        ("PaginationHelper", "Paginator", 0.75),
        ("user_order_list", "user_order", 0.45 + 0.25 * 2 / 3),
        ("user_order", "invoice_total", 0.0),
    ],
)
def test_likeness_is_the_same_both_ways(one: str, other: str, worth: float) -> None:
    assert likeness(name_form(one), name_form(other)) == pytest.approx(worth)
    assert likeness(name_form(other), name_form(one)) == pytest.approx(worth)


def test_a_line_without_the_name_stays_as_it_is() -> None:
    renaming = Renaming("cart_service", "order_service")
    assert renaming.apply("from .users import users") == "from .users import users"
    assert renaming.apply("use(CartService)") == "use(OrderService)"


@pytest.mark.parametrize("other", ["Zoo", "ÅngstromTotal", "İstanbulTotal"])
def test_names_that_hold_a_part_are_those_that_a_look_at_each_finds(tmp_path: Path, other: str) -> None:
    names = [f"Name{number}" for number in range(20)] + ["Total", "SubTotalOf", "total_total", other]
    root = write(tmp_path, {"shop.py": "".join(f"class {name}:\n    pass\n\n\n" for name in names)})
    workspace = Workspace(root)
    workspace.refresh()
    with workspace.index() as index:
        for part in ("total", "name1", "o", "f", "n", "nothing", "\n", ""):
            assert names_holding(index, part) == [item for item in names_of(index) if part in item[1]]


def test_a_layout_is_found_whichever_role_was_asked_before(tmp_path: Path) -> None:
    features = ("cart", "order", "refund", "wallet")
    root = write(
        tmp_path,
        {
            f"src/shop/{name}/{file}.py": f"class {name.title()}:\n    pass\n"
            for name in features
            for file in ("service", f"{name}_model")
        },
    )
    stays = Workspace(root, keep=True)
    for role in ("service", "model", "service"):
        found = stays.safe_location(role, "coupon")["recommended_path"]
        assert found == {"service": "src/shop/coupon/service.py", "model": "src/shop/coupon/coupon_model.py"}[role]
