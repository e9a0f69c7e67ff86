"""safe_location's companions: what names siblings of a new file and is no list of them gets no line to add."""

from __future__ import annotations

from pathlib import Path

from groundplan import Workspace

from ...workspaces import write
from .asked_companions import NAMES, companions


def test_a_user_of_some_siblings_is_no_registry(tmp_path: Path) -> None:
    files = {
        **{f"shop/{name}.py": "x = 1\n" for name in (*NAMES, "visits", "stock")},
        "shop/app.py": "from .carts import x\nfrom .users import x as y\nfrom .stock import x as z\n",
    }
    companions = Workspace(write(tmp_path, files)).safe_location(file_type="module", name="orders")["companions"]
    assert [row for row in companions if row["path"] == "shop/app.py"] == []


def test_what_only_uses_its_neighbours_is_no_registry(tmp_path: Path) -> None:
    defined = {"config": "settings", "errors": "Fault", "paths": "root", "roles": "admin"}
    files = {f"shop/core/{name}.py": f"def {made}(): pass\n" for name, made in defined.items()}
    files["shop/login.py"] = "".join(f"from shop.core.{name} import {made}\n" for name, made in defined.items())
    answer = Workspace(write(tmp_path, files)).safe_location("core", "root_logger")
    assert answer["recommended_path"] == "shop/core/root_logger.py"
    assert [row for row in answer["companions"] if row["path"] == "shop/login.py"] == []


def test_an_import_of_java_registers_nothing_by_itself(tmp_path: Path) -> None:
    """An activity that uses its neighbours, by static imports too, uses no next one; a database names the next one with a use."""
    names = ("Account", "Category", "Note", "Widget")
    uses = "".join(f"    public abstract {name}Dao get{name}Dao();\n" for name in names)
    imports = "".join(f"import pot.dao.{name}Dao;\n" for name in names)
    static = "".join(f"import static pot.dao.{name}Dao.TABLE;\n" for name in names)
    files = {
        **{
            f"src/main/java/pot/dao/{name}Dao.java": f'package pot.dao;\npublic interface {name}Dao {{ String TABLE = ""; }}\n'
            for name in names
        },
        "src/main/java/pot/Database.java": f"package pot;\n{imports}public abstract class Database {{\n{uses}}}\n",
        "src/main/java/pot/MainActivity.java": f"package pot;\n{static}public class MainActivity {{}}\n",
    }
    answer = Workspace(write(tmp_path, files)).safe_location("dao", "Tag")
    assert [row["path"] for row in answer["companions"]] == ["src/main/java/pot/Database.java"]


def test_a_crate_that_uses_anothers_modules_is_no_place_to_name_a_new_one(tmp_path: Path) -> None:
    names = ("files", "shapes", "templates")
    files = {
        "Cargo.toml": "[workspace]\nmembers = ['utils', 'site']\n",
        "utils/Cargo.toml": "[package]\nname = 'utils'\nversion = '1.0.0'\n",
        "utils/src/lib.rs": "".join(f"pub mod {name};\n" for name in names),
        **{f"utils/src/{name}.rs": "pub fn go() {}\npub fn stop() {}\n" for name in names},
        "site/Cargo.toml": "[package]\nname = 'site'\nversion = '1.0.0'\n\n[dependencies]\nutils = { path = '../utils' }\n",
        "site/src/lib.rs": "".join(f"use utils::{name}::{{go, stop}};\n" for name in names),
    }
    answer = Workspace(write(tmp_path, files)).safe_location("module", "geometry", package="utils")
    assert [(row["path"], row.get("line")) for row in answer["companions"]] == [
        ("utils/src/lib.rs", "pub mod geometry;")
    ]


def test_code_that_names_a_sibling_is_no_registration(tmp_path: Path) -> None:
    views = {
        f"App/Settings/{name}View.swift": f"struct {name}View {{}}\n" for name in ("About", "Push", "Tags", "Feed")
    }
    shown = "".join(f"    case .{name.lower()}:\n      {name}View()\n" for name in ("About", "Push", "Tags", "Feed"))
    files = views | {"App/SettingsTab.swift": f"func show(x: Int) {{\n  switch x {{\n{shown}  }}\n}}\n"}
    assert companions(tmp_path, files, file_type="view", name="Invoice", language="swift") == {}


def test_an_index_that_imports_for_its_own_code_is_no_barrel(tmp_path: Path) -> None:
    names = ("bodyType", "patchBody", "toError")
    files = {
        **{f"src/utils/{name}.ts": f"export const {name}Of = () => 1\n" for name in names},
        "src/index.ts": "".join(f"import {{ {name}Of }} from './utils/{name}.js'\n" for name in names)
        + "export function run() {\n  if (bodyTypeOf()) return\n  patchBodyOf(2)\n  throw toErrorOf('x')\n}\n",
    }
    assert "src/index.ts" not in companions(tmp_path, files, file_type="util", name="orders", language="typescript")


def test_what_a_module_takes_in_for_its_own_code_is_no_registration(tmp_path: Path) -> None:
    """Rust's `use crate::errors::RegisterErrors` says nothing of what the next module gives."""
    given = {"carts": "Basket", "errors": "RegisterErrors", "prices": "Money", "users": "Person"}
    files = {f"src/{name}.rs": f"pub struct {what};\n" for name, what in given.items()}
    files |= {
        "Cargo.toml": '[package]\nname = "shop"\nversion = "0.1.0"\n',
        "src/lib.rs": "".join(f"pub mod {name};\n" for name in (*given, "server")),
        "src/server/mod.rs": "".join(f"use crate::{name}::{what};\n" for name, what in given.items()),
    }
    answer = Workspace(write(tmp_path, files)).safe_location("module", "batching", language="rust")
    lines = {row["path"]: row["line"] for row in answer["companions"] if "line" in row}
    assert lines == {"src/lib.rs": "pub mod batching;"}
