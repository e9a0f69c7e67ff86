"""safe_location: small workspaces of several layouts and languages, and where the next file goes in each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from groundplan import Workspace
from groundplan.analyzers.workspace.history import LATELY
from groundplan.errors import InvalidParameterError

from ...workspaces import commit_all, write

NAMES = ("users", "products", "carts")
LAYERS = {
    f"src/{role}s/{name}.{role}.ts": f"export class {name.capitalize()}{role.capitalize()} {{}}\n"
    for name in NAMES
    for role in ("controller", "service")
}
FEATURES = {
    **{
        f"src/{name}/{name}.{role}.ts": f"export class {name.capitalize()} {{}}\n"
        for name in NAMES
        for role in ("controller", "service", "repository")
    },
    "src/orders/orders.service.ts": "export class OrdersService {}\n",
    "src/orders/orders.repository.ts": "export class OrdersRepository {}\n",
}
MIRRORED = {
    **{f"shop/{folder}/{name}.py": "x = 1\n" for folder in ("api", "db") for name in ("cart", "user", "tax")},
    **{
        f"tests/{folder}/test_{folder}_{name}.py": "def test_x(): pass\n"
        for folder in ("api", "db")
        for name in ("old",)
    },
    **{f"tests/api/test_{name}.py": "def test_x(): pass\n" for name in ("basket", "order")},
    "shop/api/basket.py": "x = 1\n",
    "shop/api/order.py": "x = 1\n",
    "shop/db/price_list.py": "x = 1\n",
    "shop/db/stock.py": "x = 1\n",
    "tests/db/test_stock.py": "def test_x(): pass\n",
}
PACKAGES = {
    **{
        f"{package}/src/main/java/org/shop/{package}/{name}.java": f"package org.shop.{package};\nclass {name} {{}}\n"
        for package, name in (("cart", "Basket"), ("cart", "Line"), ("price", "Tax"), ("price", "Rate"))
    },
    **{
        f"cart/src/test/java/org/shop/cart/{name}Test.java": f"package org.shop.cart;\nclass {name}Test {{}}\n"
        for name in ("Basket", "Line")
    },
    "price/src/test/java/org/shop/price/PriceSuiteTest.java": "package org.shop.price;\nclass PriceSuiteTest {}\n",
}
POLICIES = {
    **{f"app/policies/{name}_policy.rb": "class X; end\n" for name in ("cart", "order", "user", "price")},
    **{f"app/models/{name}.rb": "class X; end\n" for name in ("cart", "order", "user")},
}
BENCHMARKS = {
    **{f"bench/{name}.bench.ts": "export const x = 1\n" for name in ("ref", "watch", "effect")},
    **{f"src/{name}.ts": "export const x = 1\n" for name in ("ref", "watch", "readOnly", "customRef")},
}
EXPECTED = {
    "shop/__init__.py": "",
    "shop/cart.py": "from .billing.tax_rules import rate\n",
    "shop/order.py": "x = 1\n",
    "shop/billing/__init__.py": "",
    "shop/billing/invoice.py": "x = 1\n",
}
GO = {
    **{f"store/{name}.go": "package store\n" for name in ("store", "mediaType", "index")},
    "store/index_test.go": "package store\n",
    "web/web.go": "package web\n",
    "web/web_test.go": "package web\n",
}
ANGULAR = {
    **{
        f"src/services/{name}.service{mark}.ts": "export const x = 1\n"
        for name in ("user-list", "tax")
        for mark in ("", ".spec")
    },
    "src/services/mail-account.service.ts": "export const x = 1\n",
}
HELPERS = {
    **{f"server/commands/{name}.ts": "export const x = 1\n" for name in ("orderCreator", "orderMover", "userInviter")},
    **{f"server/commands/{name}.test.ts": "it('x', () => 1)\n" for name in ("orderCreator", "orderMover")},
    **{f"server/test/{name}.ts": "export const x = 1\n" for name in ("factories", "setup", "support")},
    **{f"server/services/{name}.ts": "export const x = 1\n" for name in ("admin", "cron", "web", "worker")},
}
SPRING = {
    f"src/main/java/org/shop/{feature}/{feature.capitalize()}{role}.java": f"package org.shop.{feature};\nclass X {{}}\n"
    for feature in ("owner", "visit", "vet")
    for role in ("", "Repository", "Validator")
}


@pytest.mark.parametrize(
    ("files", "asked", "expected"),
    [
        pytest.param(
            LAYERS, {"file_type": "service", "name": "Orders"}, "src/services/orders.service.ts", id="by-layer"
        ),
        pytest.param(
            FEATURES,
            {"file_type": "controller", "name": "Orders"},
            "src/orders/orders.controller.ts",
            id="by-feature: roles in every folder, so the name decides",
        ),
        pytest.param(
            MIRRORED, {"file_type": "test", "name": "PriceList"}, "tests/db/test_price_list.py", id="mirrored tests"
        ),
        pytest.param(
            PACKAGES,
            {"file_type": "test", "name": "Tax"},
            "price/src/test/java/org/shop/price/TaxTest.java",
            id="one package's rule for tests holds in another",
        ),
        pytest.param(
            POLICIES,
            {"file_type": "policy", "name": "Invoice"},
            "app/policies/invoice_policy.rb",
            id="a role that nobody listed",
        ),
        pytest.param(
            POLICIES,
            {"file_type": "model", "name": "Invoice"},
            "app/models/invoice.rb",
            id="no affix where none has it",
        ),
        pytest.param(
            BENCHMARKS,
            {"file_type": "bench", "name": "ComputedBench"},
            "bench/computed.bench.ts",
            id="what siblings set off by a dot",
        ),
        pytest.param(
            EXPECTED, {"file_type": "module", "name": "TaxRules"}, "shop/billing/tax_rules.py", id="imported already"
        ),
        pytest.param(
            GO,
            {"file_type": "test", "name": "MediaType"},
            "store/mediaType_test.go",
            id="the stem of the tested source",
        ),
        pytest.param(
            ANGULAR,
            {"file_type": "test", "name": "MailAccountService"},
            "src/services/mail-account.service.spec.ts",
            id="the stem of the tested source, with what it sets off by a dot",
        ),
        pytest.param(
            HELPERS,
            {"file_type": "test", "name": "PriceList"},
            "server/commands/priceList.test.ts",
            id="what tests share is no test, and its folder no home for one",
        ),
        pytest.param(
            HELPERS,
            {"file_type": "service", "name": "InvoiceExporter"},
            "server/services/invoiceExporter.ts",
            id="single words show no style: the workspace's other names do",
        ),
        pytest.param(
            SPRING,
            {"file_type": "controller", "name": "Visit"},
            "src/main/java/org/shop/visit/VisitController.java",
            id="a role that no file has yet",
        ),
        pytest.param(
            {"README.md": "# Shop\n"},
            {"file_type": "service", "name": "Order Items", "language": "python"},
            "order_items.py",
            id="an empty workspace: by the language's custom",
        ),
    ],
)
def test_recommended_path(tmp_path: Path, files: dict[str, str], asked: dict[str, str], expected: str) -> None:
    answer = Workspace(write(tmp_path, files)).safe_location(**asked)
    assert answer["recommended_path"] == expected
    assert answer["safe"] is True
    assert answer["suggested_locations"][0]["path"] == expected


def _paths(answer: Mapping[str, Any]) -> list[str]:
    return [row["path"] for row in answer["suggested_locations"]]


def test_no_suggestion_exists_or_is_generated_vendored_or_outside(tmp_path: Path) -> None:
    files = {
        **LAYERS,
        "dist/services/users.service.js": "x\n",
        "node_modules/a/services/a.service.ts": "export {}\n",
        "vendor/services/b.service.ts": "export {}\n",
    }
    root = write(tmp_path, files)
    for name in ("users", "../../etc/Passwords", "Orders"):
        paths = _paths(Workspace(root).safe_location(file_type="service", name=name))
        assert all(not (root / path).exists() for path in paths)
        assert all(path.startswith("src/") for path in paths)


def test_what_stands_there_already_is_told(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, LAYERS)).safe_location(file_type="service", name="users")
    assert answer["recommended_path"] != "src/services/users.service.ts"
    assert "src/services/users.service.ts" in {row["path"] for row in answer["conflicts"] + answer["duplicates"]}


def test_companions_as_the_siblings_have_them(tmp_path: Path) -> None:
    files = {
        "src/ui/index.ts": "export * from './Card'\nexport * from './Menu'\n",
        **{f"src/ui/{name}.tsx": f"export const {name} = () => null\n" for name in ("Card", "Menu", "Panel")},
        **{f"src/ui/{name}.module.css": ".x {}\n" for name in ("Card", "Menu", "Panel")},
        **{f"src/ui/{name}.test.tsx": "test('x', () => {})\n" for name in ("Card", "Menu", "Panel")},
    }
    answer = Workspace(write(tmp_path, files)).safe_location(file_type="component", name="Badge", language="tsx")
    assert answer["recommended_path"] == "src/ui/Badge.tsx"
    assert {(row["kind"], row["path"]) for row in answer["companions"]} == {
        ("style", "src/ui/Badge.module.css"),
        ("barrel", "src/ui/index.ts"),
        ("test", "src/ui/Badge.test.tsx"),
    }


def test_inside_the_package_that_was_asked_for(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "shop", "private": true, "workspaces": ["packages/*"]}\n',
        **{f"packages/{name}/package.json": f'{{"name": "@shop/{name}"}}\n' for name in ("api", "web")},
        **{
            f"packages/{name}/src/utils/{stem}.ts": "export {}\n" for name in ("api", "web") for stem in ("a", "b", "c")
        },
    }
    workspace = Workspace(write(tmp_path, files))
    for package in ("api", "web"):
        answer = workspace.safe_location(file_type="util", name="Money", package=f"@shop/{package}")
        assert answer["recommended_path"] == f"packages/{package}/src/utils/money.ts"


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"file_type": "service", "name": "???"}, "name must have letters"),
        ({"file_type": "service", "name": "Orders", "language": "typescrip"}, "Did you mean 'TypeScript'"),
        ({"file_type": "service", "name": "Orders", "package": "nowhere"}, "no package 'nowhere'"),
    ],
)
def test_what_can_not_be_placed(tmp_path: Path, asked: dict[str, str], message: str) -> None:
    root = write(tmp_path, LAYERS)
    with pytest.raises(InvalidParameterError) as raised:
        Workspace(root).safe_location(**asked)
    assert message.lower() in str(raised.value).lower()


def test_a_name_that_a_folder_has_goes_to_the_next_one(tmp_path: Path) -> None:
    files = {
        f"{part}/services/{name}_service.py": "x = 1\n"
        for part in ("shop", "admin")
        for name in ("cart", "user", "price")
    }
    files["shop/services/order_service.py"] = "x = 1\n"
    files["shop/services/stock_service.py"] = "x = 1\n"
    answer = Workspace(write(tmp_path, files)).safe_location(file_type="service", name="order")
    assert answer["recommended_path"] == "admin/services/order_service.py"
    assert answer["duplicates"][0]["path"] == "shop/services/order_service.py"


def test_of_two_folders_alike_the_one_that_was_worked_on_lately(tmp_path: Path) -> None:
    files = {
        f"{part}/services/{name}_service.py": "x = 1\n" for part in ("a", "b") for name in ("cart", "user", "price")
    }
    root = write(tmp_path, files | {f"docs/{number}.md": "#\n" for number in range(40)})
    commit_all(root)
    write(root, {f"b/services/{name}_service.py": "x = 2\n" for name in ("cart", "user", "price")})
    commit_all(root)
    answer = Workspace(root).safe_location(file_type="service", name="order")
    assert answer["recommended_path"] == "b/services/order_service.py"
    assert f"3 of its files changed in the last {LATELY} commits" in answer["suggested_locations"][0]["reasons"]


def test_the_name_of_a_layout_is_told_as_such(tmp_path: Path) -> None:
    files = {f"src/shop/{name}/service.py": "x = 1\n" for name in ("cart", "user", "price", "stock", "order")}
    answer = Workspace(write(tmp_path, files)).safe_location(file_type="service", name="refund")
    assert answer["recommended_path"] == "src/shop/refund/service.py"
    assert answer["naming_convention"].startswith("service.py: src/shop/<feature>/service.py stands in 5 of 5")


def test_a_module_is_written_as_the_product_is(tmp_path: Path) -> None:
    """Tests that are transcripts of a shell may be more than all sources."""
    files = {f"src/{name}.c": f"int {name}(void) {{ return 0; }}\n" for name in ("log", "scan", "print")}
    files |= {f"tests/{name}.t": "  $ pot a\n  b\n" for name in ("a", "b", "c", "d", "e", "f", "g")}
    assert Workspace(write(tmp_path, files)).safe_location("module", "ignore")["recommended_path"] == "src/ignore.c"


def test_what_a_test_is_for_is_no_duplicate_of_it(tmp_path: Path) -> None:
    files = {
        "shop/__init__.py": "",
        "shop/video.py": "def video(): ...\n",
        "tests/test_cart.py": "def test_it(): ...\n",
    }
    workspace = Workspace(write(tmp_path, files))
    assert workspace.safe_location("test", "video")["duplicates"] == []
    assert [row["path"] for row in workspace.safe_location("service", "video")["duplicates"]] == ["shop/video.py"] * 2


def test_a_name_that_is_given_as_a_files(tmp_path: Path) -> None:
    files = {
        "src/OrderController.kt": "class OrderController\n",
        "src/ItemController.kt": "class ItemController\n",
        "a.js": "x = 1\n",
    }
    found = Workspace(write(tmp_path, files)).safe_location("controller", "UserController.kt")
    assert found["recommended_path"] == "src/UserController.kt"
