"""safe_location's companions: where the siblings of a new file are named, and the line to add, in several languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace
from groundplan.analyzers.conventions.new_file.import_lines import Renaming

from ...workspaces import write
from .asked_companions import NAMES, companions

NEST = {
    **{f"src/{name}/{name}.controller.ts": f"export class {name.capitalize()}Controller {{}}\n" for name in NAMES},
    "src/orders/orders.service.ts": "export class OrdersService {}\n",
    "src/app.module.ts": "import { Module } from '@nestjs/common'\n"
    + "".join(f"import {{ {name.capitalize()}Controller }} from './{name}/{name}.controller'\n" for name in NAMES)
    + "@Module({\n  controllers: [CartsController, PricesController, UsersController],\n})\nexport class AppModule {}\n",
}
FASTAPI = {
    "app/__init__.py": "",
    "app/routes/__init__.py": "",
    **{f"app/routes/{name}.py": "from fastapi import APIRouter\nrouter = APIRouter()\n" for name in NAMES},
    "app/api.py": "from fastapi import APIRouter\nfrom app.routes import carts, prices, users\n\napi = APIRouter()\n"
    + "".join(f"api.include_router({name}.router, prefix='/{name}')\n" for name in NAMES),
}
BARREL = {
    "src/errors/index.ts": "".join(f"export * from './{name}Error'\n" for name in ("Cart", "Price", "User")),
    **{f"src/errors/{name}Error.ts": f"export class {name}Error {{}}\n" for name in ("Cart", "Price", "User")},
}
NAMED_BARREL = {
    "src/lib/index.ts": "export { sum } from './adding'\nexport { show } from './printing'\nexport { load } from './reading'\n",
    **{
        f"src/lib/{stem}.ts": f"export function {name}() {{}}\n"
        for stem, name in (("adding", "sum"), ("printing", "show"), ("reading", "load"))
    },
}
RUST = {
    "Cargo.toml": '[package]\nname = "shop"\nversion = "0.1.0"\n',
    "src/lib.rs": "mod carts;\npub mod prices;\npub mod users;\n",
    **{f"src/{name}.rs": "pub fn run() {}\n" for name in NAMES},
}
RAILS = {
    "Gemfile": "gem 'rails'\n",
    "config/routes.rb": "Rails.application.routes.draw do\n"
    + "".join(f"  resources :{name}\n" for name in (*NAMES, "visits"))
    + "end\n",
    **{f"app/controllers/{name}_controller.rb": "class X; end\n" for name in (*NAMES, "visits")},
}
MAKE = {
    "Makefile": "# objects: carts.o first\nOBJS = main.o carts.o \\\n  prices.o users.o \\\n  visits.o\nLIBS += zip.o\n",
    **{f"{name}.c": "int x;\n" for name in ("main", *NAMES, "visits")},
}
LIST_OF_ITS_OWN = {
    "Makefile": "".join(f"OBJS += {name}.o\n" for name in (*NAMES, "visits")),
    **{f"{name}.c": "int x;\n" for name in (*NAMES, "visits")},
}


@pytest.mark.parametrize(
    ("files", "asked", "expected"),
    [
        pytest.param(
            NEST,
            {"file_type": "controller", "name": "Orders"},
            {
                "kind": "module",
                "path": "src/app.module.ts",
                "exists": True,
                "line": "import { OrdersController } from './orders/orders.controller'",
                "after": 2,
                "also": {"line": "OrdersController", "after": 6},
            },
            id="Nest: the module imports it and lists it",
        ),
        pytest.param(
            FASTAPI,
            {"file_type": "route", "name": "orders"},
            {
                "kind": "routes",
                "path": "app/api.py",
                "exists": True,
                "line": "from app.routes import orders",
                "after": 2,
                "also": {"line": "api.include_router(orders.router, prefix='/orders')", "after": 5},
            },
            id="FastAPI: the router is included",
        ),
        pytest.param(
            BARREL,
            {"file_type": "error", "name": "Order"},
            {
                "kind": "barrel",
                "path": "src/errors/index.ts",
                "exists": True,
                "line": "export * from './OrderError'",
                "after": 1,
            },
            id="a barrel of everything",
        ),
        pytest.param(
            NAMED_BARREL,
            {"file_type": "module", "name": "pricing"},
            {
                "kind": "barrel",
                "path": "src/lib/index.ts",
                "exists": True,
                "line": "export { ... } from './pricing'",
                "after": 1,
            },
            id="a barrel of names: they are not known yet",
        ),
        pytest.param(
            RUST,
            {"file_type": "module", "name": "tax_rules"},
            {"kind": "module", "path": "src/lib.rs", "exists": True, "line": "pub mod tax_rules;", "after": 2},
            id="Rust: as public as its neighbours",
        ),
        pytest.param(
            RAILS,
            {"file_type": "controller", "name": "orders"},
            {"kind": "list", "path": "config/routes.rb", "exists": True, "line": "resources :orders", "after": 2},
            id="Rails: routes leave the role out",
        ),
        pytest.param(
            MAKE,
            {"file_type": "module", "name": "orders"},
            {"kind": "list", "path": "Makefile", "exists": True, "line": "orders.o", "after": 4},
            id="make: a word in a line of several",
        ),
        pytest.param(
            LIST_OF_ITS_OWN,
            {"file_type": "module", "name": "orders"},
            {"kind": "list", "path": "Makefile", "exists": True, "line": "OBJS += orders.o", "after": 1},
            id="make: a line each",
        ),
    ],
)
def test_the_line_to_add(tmp_path: Path, files: dict[str, str], asked: dict[str, str], expected: object) -> None:
    companions = Workspace(write(tmp_path, files)).safe_location(**asked)["companions"]
    assert [row for row in companions if row["exists"]] == [expected]


def test_a_rust_file_needs_its_mod_even_as_the_first(tmp_path: Path) -> None:
    files = {"Cargo.toml": '[package]\nname = "shop"\nversion = "0.1.0"\n', "src/lib.rs": "pub fn run() {}\n"}
    companions = Workspace(write(tmp_path, files)).safe_location(file_type="module", name="tax")["companions"]
    assert {"kind": "module", "path": "src/lib.rs", "exists": True, "line": "mod tax;"} in companions


def test_a_registration_from_another_folder_is_written_for_this_one(tmp_path: Path) -> None:
    names = {"API": ("Album", "Artist", "Genre", "Song"), "Sonic": ("SonicPing", "SonicLyrics", "SonicCover")}
    files = {
        f"app/Http/Controllers/{part}/{name}Controller.php": f"<?php\nnamespace App\\Http\\Controllers\\{part};\nclass {name}Controller {{}}\n"
        for part, found in names.items()
        for name in found
    }
    files["routes/api.php"] = "<?php\n" + "".join(
        f"use App\\Http\\Controllers\\API\\{name}Controller;\n" for name in names["API"]
    )
    files["composer.json"] = '{"autoload": {"psr-4": {"App\\\\": "app/"}}}'
    answer = Workspace(write(tmp_path, files)).safe_location("controller", "sonic_queue")
    assert answer["recommended_path"] == "app/Http/Controllers/Sonic/SonicQueueController.php"
    lines = [row["line"] for row in answer["companions"] if row["path"] == "routes/api.php"]
    assert lines == ["use App\\Http\\Controllers\\Sonic\\SonicQueueController;"]


def test_a_test_is_no_companion_where_its_package_has_no_such_folder(tmp_path: Path) -> None:
    files = {f"crates/cmd/src/{name}.rs": "pub fn x() {}\n" for name in ("roll", "sort", "trim")}
    files |= {f"crates/cmd/tests/commands/{name}.rs": "#[test]\nfn x() {}\n" for name in ("roll", "sort", "trim")}
    files |= {
        f"crates/{name}/Cargo.toml": f'[package]\nname = "{name}"\nversion = "0.1.0"\n' for name in ("cmd", "glob")
    }
    files |= {f"crates/glob/src/{name}.rs": "pub fn x() {}\n" for name in ("match_path", "glob_set", "parse_glob")}
    answer = Workspace(write(tmp_path, files)).safe_location("glob", "glob_walk", package="crates/glob")
    assert [row for row in answer["companions"] if row["kind"] == "test"] == []


def test_the_test_of_a_new_file_is_called_as_the_others_are(tmp_path: Path) -> None:
    names = ("dns", "grpc", "mqtt", "redis")
    files = {f"server/monitors/{name}.js": "module.exports = {};\n" for name in names}
    files |= {f"test/monitors/test-{name}.js": f'require("../../server/monitors/{name}");\n' for name in names}
    answer = Workspace(write(tmp_path, files)).safe_location("monitor", "snmp")
    assert [row["path"] for row in answer["companions"] if row["kind"] == "test"] == ["test/monitors/test-snmp.js"]


def test_an_import_from_where_it_stands_leads_to_no_other_folder(tmp_path: Path) -> None:
    files = {f"shop/{name}/services.py": f"def load_{name}(): pass\n" for name in (*NAMES, "visits", "offers")}
    files |= {f"shop/services/{name}.py": f"def make_{name}(): pass\n" for name in NAMES}
    files["shop/services/__init__.py"] = "".join(f"from .{name} import make_{name}\n" for name in NAMES)
    found = companions(tmp_path, files, file_type="service", name="invoice", language="python")
    assert "shop/services/__init__.py" not in found


def test_a_mod_goes_below_the_attributes_of_its_parent(tmp_path: Path) -> None:
    files = {
        "Cargo.toml": '[package]\nname = "x"\nversion = "0.1.0"\n',
        "src/lib.rs": "#![allow(dead_code)]\n\nmod carts;\n",
    }
    answer = Workspace(write(tmp_path, files | {"src/carts.rs": "pub fn run() {}\n"})).safe_location("module", "tax")
    assert [(row["line"], row["after"]) for row in answer["companions"]] == [("mod tax;", 3)]


def test_a_name_that_says_more_than_the_sibling_does_not_follow_from_it(tmp_path: Path) -> None:
    files = {
        "shop/matchers.py": "def json_params_matcher(): ...\n",
        "shop/registries.py": "class FirstRegistry: ...\n",
        "shop/__init__.py": "from shop.matchers import json_params_matcher\nfrom shop.registries import FirstRegistry\n\n\n"
        "class Mock:\n    from shop import matchers\n",
    }
    found = companions(tmp_path, files, file_type="service", name="orders", language="python")
    assert found["shop/__init__.py"] == "from shop.orders import ..."


def test_a_namespace_is_not_renamed() -> None:
    """`DoctrineCommand` in the namespace `Doctrine`: the name without the role is the vendor's."""
    renaming = Renaming("DoctrineCommand", "PurgeCommand", ("command",), ".php")
    assert renaming.apply("use Doctrine\\Tools\\DoctrineCommand;") == "use Doctrine\\Tools\\PurgeCommand;"


def test_an_acronym_within_a_name_is_no_constant(tmp_path: Path) -> None:
    names = ("lru", "fifo", "lfu")
    files = {f"src/strategies/{name}.ts": f"export class {name.upper()}Strategy {{}}\n" for name in names}
    files["src/strategies/index.ts"] = "".join(
        f"export {{ {name.upper()}Strategy }} from './{name}';\n" for name in names
    )
    companions = Workspace(write(tmp_path, files)).safe_location("strategy", "memcached")["companions"]
    lines = [row["line"] for row in companions if row["path"] == "src/strategies/index.ts"]
    assert lines == ["export { MemcachedStrategy } from './memcached';"]
