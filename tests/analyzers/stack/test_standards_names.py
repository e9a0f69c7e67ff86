"""standards: which names tell a style, of files and of symbols by kind, and which tell nothing."""

from __future__ import annotations

from pathlib import Path

from groundplan import Workspace

from ...workspaces import write
from .test_standards import ask, one


def test_names_that_the_language_asks_for_tell_no_style(tmp_path: Path) -> None:
    source = "package shop;\n\nclass Cart{n} {{\n    static final long serialVersionUID = 1;\n    static final int MOST_ITEMS = 2;\n}}\n"
    files = {f"src/main/java/shop/Cart{n}.java": source.format(n=n) for n in range(6)}
    files |= {f"src/main/java/shop/p{n}/package-info.java": f"package shop.p{n};\n" for n in range(6)}
    standards = ask(tmp_path, files)["coding_standards"]
    constant = one(standards["naming"], language="Java", kind="constant")
    assert (constant["style"], constant["share"], constant["count"]) == ("UPPER_CASE", 1.0, 6)
    named = one(standards["file_naming"], language="Java")
    assert (named["style"], named["share"], named["count"]) == ("PascalCase", 1.0, 6)


def test_the_underscore_before_most_fields_is_part_of_their_style(tmp_path: Path) -> None:
    fields = "".join(
        f"  private int _{name};\n" for name in ("cartSize", "userName", "orderTotal", "taxRate", "itemCount")
    )
    files = {"Cart.cs": f"namespace Shop;\npublic class Cart {{\n{fields}  private int discountRate;\n}}\n"}
    row = one(ask(tmp_path, files)["coding_standards"]["naming"], kind="field")
    assert (row["style"], row["share"]) == ("_camelCase", 0.833)
    assert [item["name"] for item in row["exceptions"]] == ["discountRate"]


def test_copies_of_libraries_and_names_that_a_language_makes_tell_nothing(tmp_path: Path) -> None:
    names = "".join(f"  int get_part_{number}();\n" for number in range(6))
    files = {
        "themes/one/bootstrap.js": "function Carousel() {\n  return 'a'\n}\n" * 9,
        "src/pot.hpp": f"class Pot {{\n public:\n  ~Pot();\n  bool operator==(const Pot &other);\n{names}}};\n",
    }
    found = ask(tmp_path, files)
    assert list(found["coding_standards"]["sample"]) == ["C++"]
    (row,) = [row for row in found["coding_standards"]["naming"] if row["kind"] == "method"]
    assert (row["style"], row["share"], row["count"], row["exceptions"]) == ("snake_case", 1, 6, [])


def test_the_underscore_that_hides_a_name_is_no_style(tmp_path: Path) -> None:
    methods = "\n".join(f"    def _{word}_it(self):\n        pass\n" for word in ("boil", "fry", "bake", "stir"))
    files = {"kitchen.py": f"class Cook:\n{methods}\n    def serve_it(self):\n        pass\n"}
    rows = Workspace(write(tmp_path, files)).standards()["coding_standards"]["naming"]
    assert [(row["style"], row["share"], row["exceptions"]) for row in rows if row["kind"] == "method"] == [
        ("snake_case", 1.0, [])
    ]


def test_members_of_an_enum_are_told_apart_from_constants(tmp_path: Path) -> None:
    """In Rust they are most of all constants, so that these were told to be written as types are."""
    members = ", ".join(f"{name}Red" for name in ("Dark", "Light", "Bright", "Deep", "Pale", "Warm"))
    constants = "".join(f"pub const MAX_{name}: u8 = 1;\n" for name in ("LINES", "BYTES", "FILES", "WORDS", "PARTS"))
    files = {
        "Cargo.toml": '[package]\nname = "x"\nversion = "1.0.0"\n',
        "src/lib.rs": f"pub enum Color {{ {members} }}\n{constants}",
    }
    naming = Workspace(write(tmp_path, files)).standards()["coding_standards"]["naming"]
    assert {row["kind"]: (row["style"], row["share"], row["count"]) for row in naming} == {
        "enum member": ("PascalCase", 1.0, 6),
        "constant": ("UPPER_CASE", 1.0, 5),
    }


def test_quotes_around_a_keyword_are_no_part_of_a_name(tmp_path: Path) -> None:
    cases = "".join(f"  case {name}\n" for name in ("inCart", "onShelf", "`default`", "`private`", "soldOut"))
    row = one(
        ask(tmp_path, {"Pot.swift": f"enum Pot {{\n{cases}}}\n"})["coding_standards"]["naming"], kind="enum member"
    )
    assert (row["style"], row["exceptions"]) == ("camelCase", [])
