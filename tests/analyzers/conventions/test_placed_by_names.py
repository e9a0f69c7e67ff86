"""safe_location: places and names that follow from how other names are made, on layouts of real repositories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan import Workspace
from groundplan.analyzers.conventions.roles.feature_folders import VERSION

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

PLACES = ("stove", "cellar", "garden", "pantry", "attic", "hall", "porch", "barn")


def ask(root: Path, files: dict[str, str], file_type: str, name: str) -> str:
    path: str = Workspace(write(root, files)).safe_location(file_type, name)["recommended_path"]
    return path


def test_a_type_is_in_a_namespace_that_its_user_opens_without_using_anything_of_it(tmp_path: Path) -> None:
    files = {
        f"Shop/{folder}/{name}Helper.cs": f"namespace Shop.{folder};\npublic class {name}Helper {{ }}\n"
        for folder, names in {"Api": ("Tax", "Cart", "Vat"), "Drawing": ("Line",), "Text": ("Word",)}.items()
        for name in names
    }
    files["Shop/Pages/Page.cs"] = (
        "using Shop.Drawing;\nnamespace Shop.Pages;\npublic class Page { int x = ImageHelper.Scale(2); }\n"
    )
    assert ask(tmp_path, files, "helper", "Image") == "Shop/Drawing/ImageHelper.cs"


def test_a_role_that_the_name_says_already_leads_where_it_does_unsaid(tmp_path: Path) -> None:
    files = {
        f"src/main/java/{folder}/{name}Validator.java": f"package {folder};\npublic class {name}Validator {{ }}\n"
        for folder, names in {"portal": ("Role", "User", "Item", "Cluster", "Email"), "common": ("Url",)}.items()
        for name in names
    }
    files["src/main/java/portal/Page.java"] = (
        "package portal;\nimport common.InputValidator;\npublic class Page { InputValidator x; }\n"
    )
    for name in ("Input", "InputValidator"):
        assert ask(tmp_path / name, files, "validator", name) == "src/main/java/common/InputValidator.java"


def test_an_end_that_names_set_off_by_dots_is_set_off_where_no_sibling_has_it(tmp_path: Path) -> None:
    files = {
        f"ui/{name}/{name}.component{end}.ts": "export const x = 1;\n"
        for name in ("tabs", "menu", "line-chart")
        for end in ("", ".stories")
    }
    files |= {f"ui/tree-map/{name}.ts": "export const x = 1;\n" for name in ("index", "tree-map.component")}
    assert ask(tmp_path, files, "tree_map", "TreeMapComponentStories") == "ui/tree-map/tree-map.component.stories.ts"


def test_a_role_of_one_extension_has_it_beside_files_of_another(tmp_path: Path) -> None:
    files = {
        **{f"ui/{name}/{name}Store.ts": "export class A {}\n" for name in ("users", "orders", "carts", "plugins")},
        **{f"ui/{name}/{name}Page.tsx": "export const x = 1;\n" for name in ("users", "orders", "carts", "app")},
        "ui/index.tsx": "import {AppStore} from './app/AppStore';\n",
    }
    assert ask(tmp_path, files, "store", "App") == "ui/app/AppStore.ts"


def test_a_version_is_no_feature_that_a_new_one_stands_beside(tmp_path: Path) -> None:
    files = {f"src/reader/v{number}/settings.rs": "pub struct A;\n" for number in range(2, 7)}
    files |= {f"src/part_{part}/{name}.rs": "pub struct A;\n" for part in "abcdefgh" for name in ("mod", "read")}
    assert ask(tmp_path, files, "setting", "Vectors") != "src/reader/vectors/settings.rs"


def test_a_test_without_a_source_stands_beside_sources_where_the_others_do(tmp_path: Path) -> None:
    files = {
        f"{folder}/{name}{end}.go": f"package {folder}\n"
        for folder, names in {"auth": ("token", "cors"), "error": ("handler", "found"), "config": ("flags",)}.items()
        for name in names
        for end in ("", "_test")
    }
    files |= {f"test/{name}_test.go": "package test\n" for name in ("smoke",)}
    assert ask(tmp_path, files, "test", "Config") == "config/config_test.go"


def test_a_feature_may_begin_with_a_digit_and_a_version_is_none() -> None:
    assert not any(map(VERSION.match, ("2fa", "3d-models", "views")))
    assert all(map(VERSION.match, ("v2", "v1beta1", "2024_01", "0.8.x")))


def test_what_stands_behind_the_role_in_names_takes_no_role_again(tmp_path: Path) -> None:
    files = {
        f"src/service/{name}Service{end}.java": f"package service;\npublic class {name}Service{end} {{ }}\n"
        for name in ("User", "Order", "Cart")
        for end in ("", "Impl")
    }
    assert ask(tmp_path, files, "service", "TokenServiceImpl") == "src/service/TokenServiceImpl.java"


def test_a_folder_of_the_role_inside_another_role_s_holds_what_its_names_say(tmp_path: Path) -> None:
    """Laravel's resources of models are no models."""
    names = ("Album", "Photo", "User", "Tag")
    files = {f"app/Models/{name}.php": f"<?php\nclass {name} {{}}\n" for name in names[:2]}
    files |= {f"app/Http/Resources/Models/{name}Resource.php": f"<?php\nclass {name}Resource {{}}\n" for name in names}
    assert ask(tmp_path, files, "model", "Invoice") == "app/Models/Invoice.php"


def test_what_says_test_in_its_name_and_is_none_stands_among_the_tests(tmp_path: Path) -> None:
    files = {
        f"src/{where}/java/shop/{name}.java": f"package shop;\nclass {name} {{ }}\n"
        for where, names in {
            "main": ("CartManager", "TaxManager", "Vat", "Order", "Item"),
            "test": ("CartTest", "TaxTest", "VatTest", *map("Test{}".format, ("Base", "Clock", "Db", "Http"))),
        }.items()
        for name in names
    }
    assert ask(tmp_path, files, "module", "MysqlTestClock") == "src/test/java/shop/MysqlTestClock.java"
    assert ask(tmp_path, files, "manager", "ComposeTest").endswith("/ComposeTestManager.java")


def test_a_role_that_only_tests_have_is_not_placed_with_the_product_for_a_word(tmp_path: Path) -> None:
    files = {f"src/Catalog.Api/{name}.cs": f"class {name} {{ }}\n" for name in ("CatalogApi", "CatalogItem", "Startup")}
    for name in ("Basket", "Ordering", "Webhook"):
        files[f"tests/Shop.Tests/{name}Fixture.cs"] = f"class {name}Fixture {{ }}\n"
        files[f"src/{name}/{name}.cs"] = f"class {name} {{ }}\n"
    assert ask(tmp_path, files, "fixture", "CatalogApi") == "tests/Shop.Tests/CatalogApiFixture.cs"


def test_a_folder_called_as_what_is_asked_for_comes_before_those_in_it(tmp_path: Path) -> None:
    names = [f"shop/{name}.go" for name in ("a", "b", "c")] + ["billing/plan.go", "billing/tax.go"]
    names += [f"billing/vat/{name}.go" for name in map("rate{}".format, range(30))]
    files = {path: f"package {path.split('/')[-2]}\n" for path in ("go.mod", *names) if path != "go.mod"}
    assert ask(tmp_path, files, "billing", "Uik") == "billing/uik.go"


def test_what_is_said_of_a_module_leads_below_a_source_root(tmp_path: Path) -> None:
    """As a module without more it stands in the root, as the most do."""
    files = {f"src/{name}.py": "A = 1\n" for name in ("lids", "herbs", "stew", "cook", "table")}
    files |= {f"src/locales/{name}_locale.py": "A = 1\n" for name in ("de", "fr")}
    files |= {
        "pyproject.toml": '[project]\nname = "kitchen"\n',
        **{f"src/{place}/{place}_{n}.py": "A = 1\n" for place in PLACES for n in (1, 2)},
    }
    workspace = Workspace(write(tmp_path, files))
    assert workspace.safe_location("module", "ro", language="python")["recommended_path"] == "src/ro.py"
    told = workspace.safe_location("module", "ro", language="python", description="the Romanian locale")
    assert told["recommended_path"] == "src/locales/ro.py"


def test_words_of_grammar_in_a_description_name_no_folder(tmp_path: Path) -> None:
    files = {
        f"src/com/shop/math/{name}.java": f"package com.shop.math;\nclass {name} {{ }}\n"
        for name in ("ToA", "Sum", "Tan", "Max")
    }
    files |= {
        f"src/com/shop/strings/{name}.java": f"package com.shop.strings;\nclass {name} {{ }}\n"
        for name in ("Trim", "Chomp", "Split")
    }
    answer = Workspace(write(tmp_path, files)).safe_location(
        "class", "PadLeft", description="a string function for a table"
    )
    assert answer["recommended_path"] == "src/com/shop/strings/PadLeft.java"
    assert not any("'a'" in reason for row in answer["suggested_locations"] for reason in row["reasons"])
