"""The lines that safe_location's companions give: as most of the siblings have theirs, and nothing that cannot be known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .asked_companions import companions

if TYPE_CHECKING:
    from pathlib import Path


def test_a_line_begins_as_most_do(tmp_path: Path) -> None:
    """What is required at once stands last; what is loaded when it is used is the rule."""
    loaded = ("basket", "counter", "label")
    files = {f"lib/shop/{name}.rb": f"module Shop; class {name.title()}; end; end\n" for name in (*loaded, "shelf")}
    rows = "".join(f"  autoload :{name.title()}, 'shop/{name}'\n" for name in loaded)
    files["lib/shop.rb"] = f"module Shop\n{rows}end\n\nrequire 'shop/shelf'\n"
    files["lib/boot.rb"] = "require 'shop/till'\n"
    lines = companions(tmp_path, files, file_type="module", name="Till")
    assert lines["lib/shop.rb"] == "autoload :Till, 'shop/till'"


def test_a_barrel_hands_on_by_name_where_most_do(tmp_path: Path) -> None:
    parts = {"adding": "sum", "printing": "show", "reading": "load"}
    files = {f"src/lib/{stem}.ts": f"export function {name}() {{}}\n" for stem, name in parts.items()}
    files |= {"src/lib/weighing.ts": "export const a = 1\n"}
    rows = "".join(f"export {{ {name} }} from './{stem}'\n" for stem, name in parts.items())
    files["src/lib/index.ts"] = f"{rows}export * from './weighing'\n"
    lines = companions(tmp_path, files, file_type="module", name="writing", language="typescript")
    assert lines["src/lib/index.ts"] == "export { ... } from './writing'"


def test_what_a_file_gives_is_left_open_where_few_are_called_after_theirs(tmp_path: Path) -> None:
    given = {"blueprints": "Blueprint", "ctx": "has_context", "helpers": "abort", "wrappers": "Request"}
    files = {f"shop/{stem}.py": f"{name} = 1\n" for stem, name in given.items()}
    files["shop/__init__.py"] = "".join(f"from .{stem} import {name} as {name}\n" for stem, name in given.items())
    lines = companions(tmp_path, files, file_type="module", name="cli", language="python")
    assert lines["shop/__init__.py"] == "from .cli import ..."


def test_a_controller_is_no_list_of_routes_for_its_api(tmp_path: Path) -> None:
    jobs = ("Carts", "Orders", "Users")
    files = {f"app/Jobs/{name}Job.php": f"<?php\nnamespace App\\Jobs;\nclass {name}Job {{}}\n" for name in jobs}
    uses = "".join(f"use App\\Jobs\\{name}Job;\n" for name in jobs)
    files["app/Http/Controllers/ApiV1Controller.php"] = (
        f"<?php\nnamespace App\\Http\\Controllers;\n{uses}class ApiV1Controller {{}}\n"
    )
    files["composer.json"] = '{"autoload": {"psr-4": {"App\\\\": "app/"}}}'
    assert companions(tmp_path, files, file_type="job", name="Prices") == {}


def test_a_module_of_rust_is_named_by_the_file_around_it_and_as_seen_as_its_like(tmp_path: Path) -> None:
    files = {
        "Cargo.toml": '[workspace]\nmembers = ["crates/*"]\n',
        "crates/shelf/Cargo.toml": '[package]\nname = "shelf"\nversion = "0.1.0"\n',
        "crates/shelf/src/lib.rs": "mod carts;\nmod prices;\nmod users;\nmod shelf;\n",
        "crates/shelf/src/shelf/mod.rs": "pub(super) mod left;\npub(super) mod right;\nmod top;\n",
        **{f"crates/shelf/src/{name}.rs": "pub fn run() {}\n" for name in ("carts", "prices", "users")},
        **{f"crates/shelf/src/shelf/{name}.rs": "pub fn run() {}\n" for name in ("left", "right", "top")},
    }
    lines = companions(tmp_path, files, file_type="shelf", name="middle", language="rust")
    assert lines == {"crates/shelf/src/shelf/mod.rs": "pub(super) mod middle;"}


def test_no_line_is_offered_where_one_takes_in_the_file_already(tmp_path: Path) -> None:
    files = {f"src/{name}/{name}Store.ts": f"export class {name}Store {{}}\n" for name in ("User", "Cart", "Plugin")}
    rows = "".join(
        f"import {{{name}Store}} from './{name}/{name}Store';\n" for name in ("User", "Cart", "Plugin", "App")
    )
    files["src/index.ts"] = f"{rows}export {{UserStore, CartStore, PluginStore, AppStore}};\n"
    assert "src/index.ts" not in companions(tmp_path / "there", files, file_type="store", name="App")
    assert companions(tmp_path / "new", files, file_type="store", name="Order")["src/index.ts"]


def test_a_module_of_rust_is_named_by_its_mod(tmp_path: Path) -> None:
    names = ("batches", "export", "tasks", "webhooks")
    files = {f"src/routes/{name}.rs": f"pub struct {name.title()};\n" for name in names}
    uses = "".join(f"use {name}::{name.title()};\n" for name in names)
    files["src/routes/mod.rs"] = f"{uses}{''.join(f'mod {name};' + chr(10) for name in names)}"
    files |= {"src/lib.rs": "mod routes;\n", "Cargo.toml": "[package]\nname = 'x'\n"}
    assert companions(tmp_path, files, file_type="route", name="search")["src/routes/mod.rs"] == "mod search;"


def test_each_test_of_a_crate_is_a_crate_of_its_own(tmp_path: Path) -> None:
    files = {
        "Cargo.toml": "[package]\nname = 'x'\n",
        "src/main.rs": "fn main() {}\n",
        "src/cache.rs": "pub fn a() {}\n",
    }
    assert companions(tmp_path, files | {"tests/lib.rs": "fn a() {}\n"}, file_type="test", name="cache") == {}
