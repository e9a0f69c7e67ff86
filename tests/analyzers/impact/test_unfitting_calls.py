"""Calls that a change writes with arguments that what they call does not take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import commit_all, write

if TYPE_CHECKING:
    from pathlib import Path

PYTHON = {
    "shop/boxes.py": (
        "import click\n\n\nclass Box:\n    def __init__(self, size):\n        self.size = size\n\n    def grow(self, by, often):\n"
        "        return by\n\n\ndef pack(box, paper):\n    return box\n\n\n@click.command()\ndef ship(box):\n    return box\n"
    ),
    "shop/use.py": (
        "from shop.boxes import Box, pack, ship\n\n\ndef run(any):\n    box = Box(1)\n    box.grow(\n        1,\n        2,\n    )\n"
        "    return pack(box, 2)\n"
    ),
}
GO = {
    "go.mod": "module shop\n",
    "boxes/box.go": "package boxes\n\ntype Box struct{}\n\nfunc (b Box) Grow(by int, often int) int { return by }\n",
    "main.go": 'package main\n\nimport "shop/boxes"\n\nfunc main() {\n\tb := boxes.Box{}\n\tb.Grow(1, 2)\n}\n',
}
RUBY = {
    "lib/box.rb": "class Box\n  def self.pack(box, paper)\n    paper\n  end\n\n  def decode(text)\n    text\n  end\nend\n",
    "lib/use.rb": "require_relative 'box'\n\nclass Use\n  def run(settings)\n    Box.pack(1, 2)\n  end\nend\n",
}
PHP = {
    "composer.json": '{"name": "a/a", "autoload": {"psr-4": {"A\\\\": "src/"}}}',
    "src/Box.php": "<?php\nnamespace A;\nclass Box {\n    public function __construct(int $size) {}\n}\n",
    "src/Wrap.php": "<?php\nnamespace A;\nclass Wrap {\n    public function run() {\n        return new Box(1);\n    }\n}\n",
}
TYPESCRIPT = {
    "src/boxes.ts": "export function pack(box: number, paper: number) { return box; }\n",
    "src/use.ts": "import { pack } from './boxes';\nexport function run() {\n  return pack(1, 2);\n}\n",
}


def _told(root: Path, files: dict[str, str], path: str, old: str, new: str) -> list[tuple[int, str]]:
    write(root, files)
    commit_all(root, "first")
    assert old in files[path]
    write(root, {path: files[path].replace(old, new)})
    answer = Workspace(root).validate_changes()
    assert answer["safe_to_proceed"] is not any(row["severity"] == "error" for row in answer["issues"])
    return [(row["line"], row["message"]) for row in answer["issues"] if row["rule"] == "unfitting-call"]


@pytest.mark.parametrize(
    ("files", "path", "old", "new", "told"),
    [
        (PYTHON, "shop/use.py", "pack(box, 2)", "pack(box)", (10, "pack: argument 'paper' is missing")),
        (PYTHON, "shop/use.py", "Box(1)", "Box()", (5, "Box: argument 'size' is missing")),
        (PYTHON, "shop/use.py", "2,\n    )", "2,\n        3,\n    )", (6, "grow: 3 positional arguments, 2 are taken")),
        (GO, "main.go", "(1, 2)", "(1)", (7, "Grow: 1 argument, at least 2 are needed")),
        (RUBY, "lib/use.rb", "(1, 2)", "(1)", (5, "pack: 1 argument, at least 2 are needed")),
        (PHP, "src/Wrap.php", "Box(1)", "Box()", (5, "Box: 0 arguments, at least 1 is needed")),
        (TYPESCRIPT, "src/use.ts", "(1, 2)", "(1)", (3, "pack: 1 argument, at least 2 are needed")),
    ],
)  # fmt: skip
def test_a_written_call_that_fits_nothing_is_an_error(
    tmp_path: Path, files: dict[str, str], path: str, old: str, new: str, told: tuple[int, str]
) -> None:
    assert _told(tmp_path, files, path, old, new) == [(told[0], f"calls {told[1]}")]


@pytest.mark.parametrize(
    ("files", "path", "old", "new"),
    [
        (PYTHON, "shop/use.py", "pack(box, 2)", "ship()"),
        (PYTHON, "shop/use.py", "pack(box, 2)", "pack(box, paper=2)"),
        (PYTHON, "shop/use.py", "pack(box, 2)", "any.grow()"),
        (RUBY, "lib/use.rb", "Box.pack(1, 2)", "settings.decode.strict"),
        (RUBY, "lib/use.rb", "Box.pack(1, 2)", "Box.pack(settings.pack(1), 2)"),
    ],
)
def test_what_a_decorator_changes_and_values_of_unknown_type_are_left_alone(
    tmp_path: Path, files: dict[str, str], path: str, old: str, new: str
) -> None:
    assert _told(tmp_path, files, path, old, new) == []
