"""context: its layout: folders, the roles of files, and which of them are key files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .context_workspaces import context

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("files", "line"),
    [
        ({"kit/src": 3, "kit/test/apps": 20}, "kit/ (23 files: 20 test, 3 JavaScript)"),
        ({"kit/src": 1, "kit/test/apps": 29}, "kit/ (30 files: 29 test)"),
        ({"kit/src": 1, "kit/vendor": 11, "kit/test": 3}, "kit/ (15 files: 11 vendored, 3 test)"),
        ({"kit": 1, "kit/fixtures": 29}, "kit/ (30 files: 29 fixture)"),
        ({"kit/src": 3}, "kit/src/ (3 files, JavaScript)"),
    ],
)
def test_a_folder_is_said_to_be_what_all_or_most_of_it_is(tmp_path: Path, files: dict[str, int], line: str) -> None:
    written = {f"{folder}/m{number}.js": "x()\n" for folder, count in files.items() for number in range(count)}
    assert line in context(tmp_path, written)["layout"]


def test_parts_of_one_class_are_one_key_file_and_a_manifest_is_none(tmp_path: Path) -> None:
    part = "namespace Pot; public partial class Mapper { public void %s() {} }\n"
    files = {
        "Pot/Mapper.cs": part % "Map",
        "Pot/Mapper.Async.cs": part % "MapAsync",
        **{
            f"Pot/User{number}.cs": f"namespace Pot; public class User{number} {{ Mapper mapper; }}\n"
            for number in range(3)
        },
        "package.json": "{}",
        "build.js": "require('./package.json')\n",
    }
    paths = [row["path"] for row in context(tmp_path, files)["key_files"]]
    assert sum("Mapper" in path for path in paths) == 1
    assert "package.json" not in paths


def test_where_the_main_language_is_not_parsed_no_file_is_said_to_be_central(tmp_path: Path) -> None:
    files = {
        "mix.exs": "defmodule A.MixProject do\nend\n",
        "lib/a.ex": "defmodule A do\n" + "  def a, do: 1\n" * 60 + "end\n",
        "assets/js/app.js": 'import { b } from "./b.js"\nb()\n',
        "assets/js/b.js": "export function b() {}\n",
    }
    found = context(tmp_path, files)
    assert (found["main_language"], found["key_files"]) == ("Elixir", [])


def test_folders_of_languages_and_hidden_ones_leave_their_lines_to_the_code(tmp_path: Path) -> None:
    layers = ("models", "views", "jobs", "mail", "forms", "tags", "events", "rules", "cache", "text", "http", "data")
    files = {f"shop/{layer}/m{number}.py": "x = 1\n" for layer in layers for number in range(3)}
    files |= {f"shop/lang/{tag}/texts.py": "x = 1\n" * 5 for tag in ("de_DE", "fr_FR", "nl_NL")}
    files |= {f".{name}/a.json": "{}" for name in ("agents", "codex", "cursor", "devcontainer")}
    layout = context(tmp_path, files)["layout"]
    assert all(f"shop/{layer}/ (3 files, Python)" in layout for layer in layers)
    assert not any("_" in line for line in layout)


def test_what_stands_in_a_namespace_beside_operators_is_defined(tmp_path: Path) -> None:
    files = {
        "src/text.hpp": "namespace Pot { class Text { int a; }; }\nint outside();\n",
        "src/a.cpp": '#include "text.hpp"\nint a() { return 1; }\n',
    }
    (row,) = context(tmp_path, files)["key_files"]
    assert sorted(row["defines"]) == ["Text", "outside"]


def test_copies_of_a_file_are_one_key_file(tmp_path: Path) -> None:
    def lab(number: int) -> dict[str, str]:
        return {
            f"labs/{number}/shared.py": "class Seeder: ...\n",
            f"labs/{number}/app.py": "from .shared import Seeder\n",
            f"labs/{number}/__init__.py": "",
        }

    files = {**lab(1), **lab(2), **lab(3)}
    assert [row["path"] for row in context(tmp_path, files)["key_files"]] == ["labs/1/shared.py"]


def test_a_folder_of_pictures_says_so_beside_its_code(tmp_path: Path) -> None:
    files = {f"web/static/{name}.png": "\0" for name in "abcdefghijkl"}
    files |= {f"web/{name}.py": "X = 1\n" for name in ("one", "two", "three", "four", "five")}
    assert "web/ (17 files: 5 Python)" in context(tmp_path, files)["layout"]


def test_values_of_one_letter_are_not_what_a_file_defines(tmp_path: Path) -> None:
    files = {
        "pot/__init__.py": "",
        "pot/sets.py": 'class OrderedSet:\n    pass\n\n\nif __name__ == "__main__":\n    s = OrderedSet()\n    print(s)\n',
        "pot/use.py": "from .sets import OrderedSet\n",
        "pot/again.py": "from .sets import OrderedSet\n",
    }
    assert [row["defines"] for row in context(tmp_path, files)["key_files"]] == [["OrderedSet"]]


def test_an_export_without_a_name_defines_none(tmp_path: Path) -> None:
    files = {
        "src/store.js": "class Store {\n  open() {}\n}\n\nexport default new Store()\n",
        "src/a.js": "import store from './store'\nexport const a = store.open()\n",
        "src/b.js": "import store from './store'\nexport const b = store.open()\n",
    }
    assert [row["defines"] for row in context(tmp_path, files)["key_files"]] == [[]]


def test_what_serves_those_who_test_is_no_convention_for_tests(tmp_path: Path) -> None:
    files = {
        f"kit/src/main/java/kit/test/{name}Test.java": f"package kit.test;\npublic class {name}Test {{}}\n"
        for name in ("Api", "Web", "Job", "Log")
    }
    assert [row for row in context(tmp_path, files)["conventions"] if row.startswith("test")] == []


def test_a_folder_of_steps_in_sql_says_so_beside_its_code(tmp_path: Path) -> None:
    files = {f"migrations/{number:04}.sql": "SELECT 1;\n" for number in range(20)}
    files |= {f"migrations/{number:04}.php": "<?php\n$step = 1;\n" for number in range(20, 26)}
    assert context(tmp_path, files)["layout"] == ["migrations/ (26 files: 20 SQL, 6 PHP)"]


def test_examples_that_go_does_not_build_and_bindings_that_nobody_wrote(tmp_path: Path) -> None:
    files = {
        "go.mod": "module example.org/pot\n",
        "pot.go": "package pot\n\nfunc A() {}\n",
        "_examples/simple/main.go": "package main\n\nfunc main() {}\n",
        "bindings/v3.rs": "// Generated bindings for python v3.7.0\n#![allow(dead_code)]\npub struct A;\n",
    }
    layout = context(tmp_path, files)["layout"]
    assert "_examples/ (1 file, example)" in layout
    assert "bindings/ (1 file, generated)" in layout


def test_headers_of_a_workspace_without_c_are_of_what_it_is_written_in(tmp_path: Path) -> None:
    files = {f"include/pot/m{number}.h": "class Pot { public: int lid; };\n" for number in range(3)}
    files |= {f"include/pot/w{number}.h": "#pragma once\n#include <pot/m0.h>\n" for number in range(3)}
    assert "include/pot/ (6 files, C++)" in context(tmp_path / "a", files)["layout"]
    mixed = {**files, "src/pot.c": "int pot(void) { return 1; }\n"}
    assert "include/pot/ (6 files: 3 C, 3 C++)" in context(tmp_path / "b", mixed)["layout"]
