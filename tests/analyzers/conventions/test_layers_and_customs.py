"""safe_location where dependencies decide, and where the workspace shows nothing yet."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

LAYERED = {
    "groundplan.toml": '[[rules]]\nname = "arrows point down"\ntype = "layers"\nlayers = ["web", "services", "db"]\n',
    **{f"{folder}/{name}.py": "x = 1\n" for folder in ("web", "services", "db") for name in ("cart", "user", "price")},
    "web/tax_pages.py": "x = 1\n",
    "db/tables.py": "value = TaxTable()\n",
}


def test_what_waits_for_it_may_import_it(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, LAYERED)).safe_location(file_type="module", name="tax_table")
    assert answer["recommended_path"] == "db/tax_table.py"
    assert not [row["path"] for row in answer["suggested_locations"] if row["path"].startswith("web/")]


def test_the_rules_that_bind_it_are_told(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, LAYERED)).safe_location(file_type="service", name="orders")
    assert answer["recommended_path"].startswith("services/")
    assert answer["rules"] == [
        {"rule": "arrows point down", "may_not_import": ["web"], "may_not_be_imported_by": ["db"]}
    ]


def test_imports_that_never_run_upwards(tmp_path: Path) -> None:
    files = {
        **{f"core/{name}.py": "x = 1\n" for name in ("cart", "user", "price", "stock")},
        "core/pay.py": "value = TaxTable()\n",
        **{f"web/{name}_page.py": f"from core.{name} import x\n" for name in ("cart", "user", "price", "stock")},
        "core/__init__.py": "",
        "web/__init__.py": "",
    }
    answer = Workspace(write(tmp_path, files)).safe_location(file_type="module", name="tax_table")
    assert answer["recommended_path"] == "core/tax_table.py"


@pytest.mark.parametrize(
    ("files", "language", "file_type", "expected"),
    [
        ({"Cargo.toml": '[package]\nname = "shop"\n'}, "rust", "module", "src/tax_rules.rs"),
        ({"pom.xml": "<project/>\n"}, "java", "module", "src/main/java/TaxRules.java"),
        ({"pom.xml": "<project/>\n"}, "java", "test", "src/test/java/TaxRulesTest.java"),
        ({"build.gradle.kts": "\n"}, "kotlin", "module", "src/main/kotlin/TaxRules.kt"),
        ({"build.sbt": 'name := "shop"\n'}, "scala", "module", "src/main/scala/TaxRules.scala"),
        ({"composer.json": '{"name": "acme/shop"}\n'}, "php", "module", "src/TaxRules.php"),
        ({"Gemfile": "gem 'rack'\n"}, "ruby", "module", "lib/tax_rules.rb"),
        ({"mix.exs": "\n"}, "elixir", "module", "lib/tax_rules.ex"),
        ({"Package.swift": 'let package = Package(name: "Shop")\n'}, "swift", "module", "Sources/Shop/TaxRules.swift"),
        ({"pubspec.yaml": "name: shop\n"}, "dart", "module", "lib/tax_rules.dart"),
        ({"go.mod": "module example.org/shop\n"}, "go", "module", "tax_rules.go"),
        ({"package.json": '{"name": "shop"}\n'}, "typescript", "module", "src/tax-rules.ts"),
        ({"CMakeLists.txt": "project(shop)\n"}, "c", "module", "src/tax_rules.c"),
        ({"pyproject.toml": '[project]\nname = "the-shop"\n'}, "python", "module", "src/the_shop/tax_rules.py"),
        ({"pyproject.toml": '[project]\nname = "shop"\n'}, "python", "test", "tests/test_tax_rules.py"),
        ({}, "haskell", "module", "tax_rules.hs"),
    ],
)
def test_the_custom_of_the_ecosystem(
    tmp_path: Path, files: dict[str, str], language: str, file_type: str, expected: str
) -> None:
    workspace = Workspace(write(tmp_path, {"README.md": "# Shop\n", **files}))
    answer = workspace.safe_location(file_type=file_type, name="TaxRules", language=language)
    assert answer["recommended_path"] == expected
    assert answer["confidence"] < 0.5
    assert "holds no" in answer["suggested_locations"][0]["reasons"][0]


def test_an_empty_package_is_laid_out_as_the_others(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "shop", "private": true, "workspaces": ["packages/*"]}\n',
        **{f"packages/{name}/package.json": f'{{"name": "@shop/{name}"}}\n' for name in ("api", "web", "new")},
        **{f"packages/{name}/src/utils/{stem}.ts": "export {}\n" for name in ("api", "web") for stem in ("a", "b")},
    }
    answer = Workspace(write(tmp_path, files)).safe_location(file_type="util", name="Money", package="@shop/new")
    assert answer["recommended_path"] == "packages/new/src/utils/money.ts"
    assert answer["confidence"] < 0.5


def test_a_role_that_nothing_has_yet_is_a_guess(tmp_path: Path) -> None:
    files = {f"app/models/{name}.rb": "class X; end\n" for name in ("cart", "order", "user")}
    answer = Workspace(write(tmp_path, files)).safe_location(file_type="policy", name="Invoice")
    assert answer["confidence"] < 0.5


def test_the_language_is_that_of_the_role(tmp_path: Path) -> None:
    files = {
        **{f"frontend/src/ui/{name}.tsx": "export const X = () => null\n" for name in "ABCDEFGH"},
        **{f"backend/app/routes/{name}.py": "x = 1\n" for name in ("cart", "user")},
        "backend/app/taxes.py": "x = 1\n",
        "backend/tests/test_cart.py": "def test_x(): pass\n",
    }
    workspace = Workspace(write(tmp_path, files))
    assert (
        workspace.safe_location(file_type="route", name="orders")["recommended_path"] == "backend/app/routes/orders.py"
    )
    assert workspace.safe_location(file_type="test", name="taxes")["recommended_path"] == "backend/tests/test_taxes.py"
