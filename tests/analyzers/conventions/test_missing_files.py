"""safe_location: what an import waits for, what git ignores, and what stands among tests without being one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path


def test_of_several_folders_of_a_name_the_nearest_to_the_import_is_meant(tmp_path: Path) -> None:
    files = {
        **{f"packages/{name}/helpers/{name}.py": "def make():\n    return 1\n" for name in ("herbs", "lids", "stew")},
        "packages/stew/cook.py": "from helpers.salt import add\nfrom helpers import stew\n",
    }
    found = Workspace(write(tmp_path, files)).safe_location("helper", "Salt", language="python")
    assert found["recommended_path"] == "packages/stew/helpers/salt.py"
    assert "packages/stew/cook.py:1 imports it from there already" in found["suggested_locations"][0]["reasons"]


def test_a_path_that_git_ignores_is_not_recommended(tmp_path: Path) -> None:
    files = {
        ".gitignore": "build/\nsrc/core/version.py\n",
        "src/core/names.py": "A = 1\n",
        "src/core/lids.py": "A = 1\n",
        "src/core/herbs.py": "A = 1\n",
        "src/tools/knife.py": "A = 1\n",
    }
    workspace = Workspace(write(tmp_path, files))
    assert workspace.safe_location("module", "Version", language="python")["recommended_path"] == "src/tools/version.py"
    assert workspace.safe_location("module", "Salts", language="python")["recommended_path"] == "src/core/salts.py"


def test_a_list_of_modules_is_not_taken_for_a_file_s_name(tmp_path: Path) -> None:
    files = {
        "static/main.js": "require(['load/init-page'], (page) => { page() })\n",
        "static/load/init-models.js": "define([], () => 1)\n",
        "static/load/init-lids.js": "define([], () => 1)\n",
    }
    found = Workspace(write(tmp_path, files)).safe_location("module", "InitPage", language="javascript")
    assert "[" not in found["recommended_path"]


def test_helpers_of_python_s_tests_do_not_show_how_tests_are_named(tmp_path: Path) -> None:
    files = {
        "pot/lids.py": "A = 1\n",
        "pot/herbs.py": "A = 1\n",
        "pot/tests/test_lids.py": "def test_lid():\n    pass\n",
        "pot/tests/test_herbs.py": "def test_herb():\n    pass\n",
        "common/tests/factories.py": "def make():\n    return 1\n",
        "common/tests/fixtures.py": "def made():\n    return 1\n",
        "common/structure.py": "A = 1\n",
    }
    found = Workspace(write(tmp_path, files)).safe_location("test", "Structure", language="python")
    assert found["recommended_path"].endswith("/test_structure.py")


def test_a_package_in_several_source_sets_is_awaited_among_the_product(tmp_path: Path) -> None:
    """`shop.core` stands among the tests of one project too, which comes first by its path."""
    files = {
        "app/src/test/java/shop/core/CartTest.java": "package shop.core;\nclass CartTest {}\n",
        "app/src/main/java/shop/run/Main.java": "package shop.run;\nimport shop.core.Options;\nclass Main {}\n",
        **{
            f"base/src/main/java/shop/core/{name}.java": f"package shop.core;\npublic class {name} {{}}\n"
            for name in ("Cart", "Order", "Price")
        },
    }
    found = Workspace(write(tmp_path, files)).safe_location("module", "Options", language="java")
    assert found["recommended_path"] == "base/src/main/java/shop/core/Options.java"
    waiting = "app/src/main/java/shop/run/Main.java:2 imports it from there already"
    assert waiting in found["suggested_locations"][0]["reasons"]


def test_a_test_is_said_to_go_with_a_file_only_where_its_siblings_have_theirs(tmp_path: Path) -> None:
    files = {f"shop/{part}/{part}_{n}.py": "x = 1\n" for part in ("cart", "user") for n in range(3)}
    files |= {f"tests/cart/test_cart_{n}.py": "def test_x(): pass\n" for n in range(3)}
    workspace = Workspace(write(tmp_path, files))
    told = {
        part: [row["path"] for row in workspace.safe_location(part, f"{part}_9", language="python")["companions"]]
        for part in ("cart", "user")
    }
    assert told == {"cart": ["tests/cart/test_cart_9.py"], "user": []}


def test_who_imports_a_class_does_not_wait_for_its_controller(tmp_path: Path) -> None:
    files = {
        f"src/main/java/shop/{part}/{part.title()}Controller.java": f"package shop.{part};\nclass {part.title()}Controller {{}}\n"
        for part in ("cart", "order", "user")
    }
    files["src/main/java/shop/user/User.java"] = "package shop.user;\nimport shop.cart.Pet;\npublic class User {}\n"
    found = Workspace(write(tmp_path, files)).safe_location("controller", "Pet", language="java")
    assert found["recommended_path"].endswith("/PetController.java")


def test_a_word_that_leads_to_a_folder_elsewhere_is_an_alias_here_too(tmp_path: Path) -> None:
    """`shop/utils/money` is found below `web/client` as the other imports by that word are, and not beside who imports it."""
    files = {
        "package.json": '{"name": "shop"}\n',
        "tsconfig.json": '{"compilerOptions": {"baseUrl": ".", "paths": {"shop/*": ["web/client/*"]}}}\n',
        "web/client/utils/dates.ts": "export const a = 1;\n",
        "web/client/utils/text.ts": "export const a = 1;\n",
        "web/client/pickers/date.ts": "import {a} from 'shop/utils/dates';\nimport {b} from 'shop/utils/money';\n",
    }
    found = Workspace(write(tmp_path, files)).safe_location("util", "money")
    assert found["recommended_path"] == "web/client/utils/money.ts"
    assert "imports it from there already" in str(found["suggested_locations"][0]["reasons"])


def test_a_module_of_a_rust_file_is_awaited_in_the_folder_of_its_name(tmp_path: Path) -> None:
    """`pot.rs` has its modules in `pot/`; those of a crate's root, of `mod.rs` and of programs lie beside them."""
    files = {
        "Cargo.toml": '[package]\nname = "kitchen"\nversion = "1.0.0"\nedition = "2021"\n',
        "src/lib.rs": "pub mod pot;\npub mod stove;\npub mod cellar;\npub mod build;\n",
        "src/pot.rs": "mod lid;\nmod salt;\n",
        "src/build.rs": "mod plan;\n",
        "src/pot/lid.rs": "pub struct Lid;\n",
        "src/stove/mod.rs": "mod flame;\n",
        "src/bin/cook.rs": "mod orders;\nfn main() {}\n",
    }
    workspace = Workspace(write(tmp_path, files))
    found = {
        name: workspace.safe_location("module", name)["recommended_path"]
        for name in ("salt", "cellar", "flame", "orders", "plan")
    }
    assert found == {
        "salt": "src/pot/salt.rs",
        "cellar": "src/cellar.rs",
        "flame": "src/stove/flame.rs",
        "orders": "src/bin/orders.rs",
        "plan": "src/build/plan.rs",
    }


def test_a_package_of_go_is_not_awaited_below_the_file_that_imports_it(tmp_path: Path) -> None:
    files = {
        "go.mod": "module x.org/shop\n\ngo 1.22\n",
        "cmd/main.go": 'package main\n\nimport "x.org/shop/internal/ringbuffer"\n\nfunc main() { ringbuffer.New() }\n',
        "cmd/cart.go": 'package main\n\nimport "x.org/shop/internal/prices"\n\nfunc cart() { prices.New() }\n',
        "internal/prices/prices.go": "package prices\n\nfunc New() {}\n",
    }
    found = Workspace(write(tmp_path, files)).safe_location("module", "RingBuffer", language="go")
    assert "x.org" not in str([row["path"] for row in found["suggested_locations"]])
