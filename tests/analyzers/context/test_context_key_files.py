"""context: files that are named as the ones to know, and what each defines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .context_workspaces import context, package

if TYPE_CHECKING:
    from pathlib import Path

TERMS = "/* Copyright (c) 2003-2014, Ann Other\n * Redistribution and use in source and binary forms */\n"


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


def test_folders_with_a_licence_of_their_own_hold_no_key_file(tmp_path: Path) -> None:
    """Seen in C++: a forked engine in a folder beside the game, and small libraries below the source."""
    files = {
        "LICENSE": "Do what you want.\n",
        "src/main.cpp": '#include "../libs/tea/tea.h"\n#include "pot.h"\nint main() { return 0; }\n',
        "src/pot.h": "struct Pot { int tea; };\n",
        "src/kettle.cpp": '#include "../libs/own/own.h"\n#include "../libs/lua/lua.h"\n',
        "libs/tea/LICENSE": "Ask the author of tea first.\n",
        "libs/tea/tea.h": "struct Tea { int leaves; };\n" * 9,
        "libs/lua/COPYRIGHT": "Lua is free software.\n",
        "libs/lua/lua.h": "struct Lua { int state; };\n" * 9,
        "libs/own/LICENSE": "Do what\nyou want.\n",
        "libs/own/own.h": "struct Own { int kettle; };\n",
    }
    assert {row["path"] for row in context(tmp_path, files)["key_files"]} == {"src/pot.h", "libs/own/own.h"}
