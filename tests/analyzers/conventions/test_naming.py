"""Names as words, case styles, and the names that files of a role get."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace
from groundplan.analyzers.conventions.roles import test_placement as tests_of
from groundplan.analyzers.naming import in_style, singular, singular_words, split_words, stem_of, style_of

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

WORDS = {
    "HTTPServer_error": ["HTTP", "Server", "error"],
    "order-items.v2": ["order", "items", "v2"],
    "useCart": ["use", "Cart"],
    "__init__": ["init"],
    "---": [],
    "ÜberweisungAuftrag": ["Überweisung", "Auftrag"],
    "заказ_клиента": ["заказ", "клиента"],
    "用户服务": ["用户服务"],
    "cafe\u0301Bar": ["cafe\u0301", "Bar"],
    "🙂": [],
}


@pytest.mark.parametrize("name", WORDS)
def test_words_of_a_name(name: str) -> None:
    assert split_words(name) == WORDS[name]


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("policies", "policy"),
        ("services", "service"),
        ("classes", "class"),
        ("databases", "database"),
        ("responses", "response"),
        ("courses", "course"),
        ("sizes", "size"),
        ("caches", "cache"),
        ("batches", "batch"),
        ("approaches", "approach"),
        ("statuses", "status"),
        ("warehouses", "warehouse"),
        ("aliases", "alias"),
        ("alias", "alias"),
        ("status", "status"),
        ("analysis", "analysis"),
        ("apis", "api"),
        ("css", "css"),
    ],
)
def test_singular(plural: str, one: str) -> None:
    assert singular(plural) == one
    assert singular_words(f"My{plural.capitalize()}") == ("my", one)


@pytest.mark.parametrize(
    ("style", "name"),
    [
        ("snake_case", "http_order_item"),
        ("kebab-case", "http-order-item"),
        ("PascalCase", "HTTPOrderItem"),
        ("camelCase", "httpOrderItem"),
        ("flatcase", "httporderitem"),
        ("Train-Case", "HTTP-Order-Item"),
    ],
)
def test_words_in_a_style(style: str, name: str) -> None:
    assert in_style(["HTTP", "order", "item"], style) == name


@pytest.mark.parametrize(
    ("names", "style"),
    [
        (["cart", "order_item", "price"], "snake_case"),
        (["cart", "orderItem"], "camelCase"),
        (["Cart", "OrderItem"], "PascalCase"),
        (["cart", "price"], "flatcase"),
        (["user-card", "nav-bar", "NavBar"], "kebab-case"),
        (["Überweisung", "ЗаказКлиента"], "PascalCase"),
        (["überweisung_auftrag", "заказ"], "snake_case"),
        ([], ""),
    ],
)
def test_leading_style(names: list[str], style: str) -> None:
    assert style_of(names)[0] == style


def test_a_path_taken_apart() -> None:
    assert stem_of("src/orders.service.ts") == ("src", "orders.service", ".ts")
    assert stem_of("types/api.d.ts") == ("types", "api", ".d.ts")
    assert stem_of("Makefile") == ("", "Makefile", "")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("tests/test_cart_item.py", ("cart", "item")),
        ("cart_test.go", ("cart",)),
        ("CartItemTests.java", ("cart", "item")),
        ("cart.spec.ts", ("cart",)),
    ],
)
def test_what_a_test_is_about(path: str, words: tuple[str, ...]) -> None:
    assert tests_of.bare_words(path) == words


@pytest.mark.parametrize(
    ("paths", "form"),
    [
        (["t/test_a.py", "t/test_b.py", "t/helpers.py", "t/data.py", "t/app.py"], ("test_", "", ".py")),
        (["a.test.ts", "b.test.ts", "setup.ts"], ("", ".test", ".ts")),
        (["test/req.js", "test/res.js"], ("", "", ".js")),
        (["ATests.cs", "BTests.cs", "CTest.cs"], ("", "Tests", ".cs")),
    ],
)
def test_the_form_of_test_names_is_told_from_tests_not_from_their_helpers(
    paths: list[str], form: tuple[str, str, str]
) -> None:
    assert tests_of.test_naming(paths) == form


@pytest.mark.parametrize(
    ("others", "role", "name", "expected"),
    [
        ([f"hooks/use-{x}.ts" for x in ("cart", "scroll", "mobile", "form", "theme")], "hook", "copy text", "hooks/use-copy-text.ts"),
        ([f"hooks/use-{x}.ts" for x in ("cart", "scroll", "mobile", "form", "theme")], "hook", "useText", "hooks/use-text.ts"),
        ([f"hooks/{x}.ts" for x in ("use-cart", "use-scroll", "form", "on-theme")], "hook", "copy text", "hooks/copy-text.ts"),
        (
            [f"src/main/java/a/api/{x}Resource.java" for x in ("Order", "Cart", "User", "Group", "Share")],
            "api_endpoint", "Zone", "src/main/java/a/api/ZoneResource.java",
        ),
    ],
)  # fmt: skip
def test_a_word_that_all_names_share_is_shared_by_the_new_one(
    tmp_path: Path, others: list[str], role: str, name: str, expected: str
) -> None:
    files = {
        path: f"class {path.rpartition('/')[2].partition('.')[0]} {{}}\n" * path.endswith("java") for path in others
    }
    assert Workspace(write(tmp_path, files)).safe_location(role, name)["recommended_path"] == expected


def test_a_route_of_next_has_the_extension_of_the_others_whatever_the_pages_have(tmp_path: Path) -> None:
    pages = {f"app/{name}/page.tsx": "export default function Page() {}\n" for name in "abcdef"}
    routes = {f"app/api/{name}/route.ts": "export async function GET() {}\n" for name in ("cart", "order", "user")}
    workspace = Workspace(write(tmp_path, pages | routes))
    assert workspace.safe_location("api_endpoint", "feedback")["recommended_path"] == "app/api/feedback/route.ts"


@pytest.mark.parametrize("name", ["Order", "OrderApi", "OrderEndpoints", "OrderApiEndpoints"])
def test_a_name_that_says_a_part_of_the_role_does_not_say_it_twice(tmp_path: Path, name: str) -> None:
    files = {
        f"src/api/{word}ApiEndpoints.kt": f"class {word}ApiEndpoints\n" for word in ("Till", "Tax", "Cart", "User")
    }
    found = Workspace(write(tmp_path, files)).safe_location("api_endpoint", name)
    assert found["recommended_path"] == "src/api/OrderApiEndpoints.kt"
