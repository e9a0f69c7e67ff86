"""context: files that are named as the ones to know, and what each defines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ..workspaces import write

if TYPE_CHECKING:
    from groundplan.answers import Context

TERMS = "/* Copyright (c) 2003-2014, Ann Other\n * Redistribution and use in source and binary forms */\n"


def context(root: Path, files: dict[str, str]) -> Context:
    return Workspace(write(root, files)).context()


@pytest.mark.parametrize(("licence", "told"), [("MIT License", False), ("Copyright (c) 2003 Ann Other", True)])
def test_a_file_that_brings_its_own_terms_is_no_key_file(tmp_path: Path, licence: str, *, told: bool) -> None:
    users = {f"src/{name}.c": f'#include "table.h"\n#include "{name}.h"\n' for name in "abcdef"}
    heads = {f"src/{name}.h": f"int {name}(void);\n" for name in "abcdef"}
    files = {**users, **heads, "src/table.h": f"{TERMS}int lookup(void);\n", "LICENSE": f"{licence}\n"}
    paths = [row["path"] for row in context(tmp_path, files)["key_files"]]
    assert (("src/table.h" in paths), "src/a.h" in paths) == (told, True)


def test_a_library_whose_terms_stand_in_one_of_its_headers_is_no_key_file(tmp_path: Path) -> None:
    """Seen in C: Lua came with a program, and its inner headers stood among the files to know."""
    names = [f"own{n}/{n}" for n in range(6)]
    own = {f"src/{name}.h": f"int f{name[-1]}(void);\n" for name in names}
    lua = {f"src/lua/l{n}.h": f"/*\n** See Copyright Notice in lua.h\n*/\nint l{n}(void);\n" for n in range(4)}
    includes = "".join(f'#include "{path[4:]}"\n' for path in (*own, *lua))
    users = {f"src/use{n}.c": includes for n in range(3)}
    paths = {row["path"] for row in context(tmp_path, {**own, **lua, **users, "LICENSE": "MIT\n"})["key_files"]}
    assert paths == set(own)


def test_ruby_files_are_told_by_what_they_add_to_a_class(tmp_path: Path) -> None:
    files = {
        "lib/pot.rb": "require 'pot/lid'\nrequire 'pot/cap'\nclass Pot\n  def open; end\nend\n",
        "lib/pot/lid.rb": "class Pot\n  module Plugins\n    module Lid\n    end\n  end\nend\n",
        "lib/pot/cap.rb": "class Pot\n  module Plugins\n    module Cap\n    end\n  end\nend\n",
        "spec/pot_spec.rb": "require_relative '../lib/pot'\n",
    }
    defined = {row["path"]: row["defines"] for row in context(tmp_path, files)["key_files"]}
    assert defined == {"lib/pot.rb": ["Pot"], "lib/pot/lid.rb": ["Lid"], "lib/pot/cap.rb": ["Cap"]}


def test_one_file_that_only_tests_import_is_the_one_to_know(tmp_path: Path) -> None:
    files = {
        "pot.py": "class Pot:\n    pass\n",
        "test/test_pot.py": "import pot\n\n\ndef test_a() -> None:\n    pot.Pot()\n",
    }
    assert [row["path"] for row in context(tmp_path, files)["key_files"]] == ["pot.py"]
