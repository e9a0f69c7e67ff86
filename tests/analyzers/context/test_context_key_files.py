"""context: files that are named as the ones to know, and what each defines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .context_workspaces import context, package

if TYPE_CHECKING:
    from pathlib import Path

TERMS = "/* Copyright (c) 2003-2014, Ann Other\n * Redistribution and use in source and binary forms */\n"


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


def test_files_that_users_are_handed_or_that_serve_the_work_are_no_key_files(tmp_path: Path) -> None:
    body = "\n".join(f"export const value{number} = {number};" for number in range(30))
    files = {
        "package.json": package("pot", main="lib/index.js"),
        "gulpfile.js": 'import { api } from "./bin/api.js";\napi();\n',
        "lib/index.js": 'export { core } from "./core.js";\nexport { other } from "./other.js";\n',
        "lib/core.js": f"export function core() {{}}\n{body}\n",
        "lib/other.js": 'import { core } from "./core.js";\nexport const other = core;\n',
        "bin/api.js": f"export function api() {{}}\n{body}\n",
        "bin/release.js": 'import { api } from "./api.js";\napi();\n',
        "boilerplate/package.json": package("hello-world"),
        "boilerplate/theme.js": f"export function theme() {{}}\n{body}\n",
        "boilerplate/app.js": 'import { theme } from "./theme.js";\ntheme();\n',
    }
    assert {row["path"].partition("/")[0] for row in context(tmp_path, files)["key_files"]} == {"lib"}


def test_types_of_what_others_wrote_are_no_key_files(tmp_path: Path) -> None:
    files = {
        "pyproject.toml": '[project]\nname = "pot"\nversion = "1"\n',
        "stubs/pyarrow/__init__.pyi": "class Table: ...\n" * 40,
        "pot/__init__.py": "from pot.core import run\n",
        "pot/core.py": "import pyarrow\n\n\ndef run() -> None: ...\n",
        "pot/more.py": "import pyarrow\n\nfrom pot.core import run\n",
    }
    assert [row["path"] for row in context(tmp_path, files)["key_files"]] == ["pot/core.py"]


def test_what_is_made_from_a_grammar_beside_it_is_no_key_file(tmp_path: Path) -> None:
    body = "".join(f"  def step{number}; end\n" for number in range(40))
    files = {
        "lib/pot.rb": "require 'pot/parser'\nrequire 'pot/lid'\nclass Pot\nend\n",
        "lib/pot/parser.rb": f"class Parser\n{body}end\n",
        "lib/pot/parser.rl": "%%{ machine pot; }%%\n",
        "lib/pot/lid.rb": "class Lid\nend\n",
        "spec/pot_spec.rb": "require_relative '../lib/pot'\n",
    }
    assert "lib/pot/parser.rb" not in [row["path"] for row in context(tmp_path, files)["key_files"]]


def test_what_only_a_folder_for_tests_uses_is_no_key_file(tmp_path: Path) -> None:
    files = {
        "src/test-utils/mocks.ts": "export const mock = 1\n" * 9,
        "src/test-utils/all.ts": "import { mock } from './mocks'\nexport const all = mock\n",
        "src/pot.ts": "export function pot() {}\n",
        "src/b.ts": "import { pot } from './pot'\nexport const b = pot()\n",
    }
    assert [row["path"] for row in context(tmp_path, files)["key_files"]] == ["src/pot.ts"]


def test_what_a_template_writes_is_no_key_file(tmp_path: Path) -> None:
    """Seen in C#: `On.Days.cs` with a page of members, and `On.Days.tt` beside it that wrote them."""
    members = "".join(f"    public void The{number}() {{}}\n" for number in range(40))
    files = {
        "src/On.Days.tt": '<#@ template language="C#" #>\n',
        "src/On.Days.cs": f"namespace Pot;\npublic class On {{\n{members}}}\n",
        "src/Lid.cs": "namespace Pot;\npublic class Lid { On on; }\n",
        "src/Tea.cs": "namespace Pot;\npublic class Tea { On on; Lid lid; }\n",
    }
    assert [row["path"] for row in context(tmp_path, files)["key_files"]] == ["src/Lid.cs"]
