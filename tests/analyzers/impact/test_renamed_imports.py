"""Members of a class that an import binds under another name, beside a class that has the same name elsewhere (PHP, C#, Kotlin)."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

BOX_PHP = (
    "<?php\nnamespace Shop\\{0};\nclass Box {{\n  public function __construct() {{}}\n"
    "  public static function make(): self {{ return new self; }}\n  public function unpack() {{}}\n}}\n"
)
BOX_CS = (
    "namespace Shop.{0}\n{{\n    public class Box\n    {{\n        public Box(int size) {{ }}\n"
    "        public static Box Make() => null;\n        public void Unpack() {{ }}\n    }}\n}}\n"
)
BOX_KT = (
    "package shop.{0}\nopen class Box(val size: Int) {{\n  fun unpack() {{}}\n"
    "  companion object {{\n    fun make() = Box(1)\n  }}\n}}\n"
)
SHOPS = {
    "php": {
        "composer.json": '{"name": "a/shop", "autoload": {"psr-4": {"Shop\\\\": "src/"}}}\n',
        "src/Till/Box.php": BOX_PHP.format("Till"),
        "src/Post/Box.php": BOX_PHP.format("Post"),
        "src/Run.php": (
            "<?php\nnamespace Shop;\nuse Shop\\Till\\Box as TillBox;\nuse Shop\\Post\\Box;\nclass Run extends TillBox {\n"
            "  function go(TillBox $given) {\n    $given->unpack();\n    call([TillBox::class, 'unpack']);\n"
            "    TillBox::make()->unpack();\n    (new TillBox)->unpack();\n    $this->unpack();\n    Box::make()->unpack();\n  }\n}\n"
        ),
    },
    "cs": {
        "src/Till/Box.cs": BOX_CS.format("Till"),
        "src/Post/Box.cs": BOX_CS.format("Post"),
        "src/Run.cs": (
            "using TillBox = Shop.Till.Box;\nusing Shop.Post;\nnamespace Shop;\nclass Run : TillBox\n{\n"
            "    void Go(TillBox given) {\n        given.Unpack();\n        Unpack();\n        TillBox.Make().Unpack();\n"
            "        new TillBox(2).Unpack();\n\n        Box.Make().Unpack();\n    }\n}\n"
        ),
    },
    "kt": {
        "src/Till/Box.kt": BOX_KT.format("till"),
        "src/Post/Box.kt": BOX_KT.format("post"),
        "src/Run.kt": (
            "package shop\nimport shop.till.Box as TillBox\nimport shop.post.Box\nclass Run : TillBox(1) {\n  fun go(\n    given: TillBox) {\n"
            "    given.unpack()\n    unpack()\n    TillBox.make().unpack()\n    TillBox(2).unpack()\n\n    Box.make().unpack()\n  }\n}\n"
        ),
    },
}


@pytest.mark.parametrize(
    ("ending", "folder", "symbol", "lines"),
    [
        ("php", "Till", "Box.unpack", [7, 8, 9, 10, 11]),
        ("php", "Post", "Box.unpack", [12]),
        ("php", "Till", "Box.make", [9]),
        ("php", "Till", "Box.__construct", [10]),
        ("php", "Post", "Box.__construct", []),
        ("cs", "Till", "Box.Unpack", [7, 8, 9, 10]),
        ("cs", "Post", "Box.Unpack", [12]),
        ("cs", "Till", "Box.Make", [9]),
        ("cs", "Till", "Box.Box", [10]),
        ("kt", "Till", "Box.unpack", [7, 8, 9, 10]),
        ("kt", "Post", "Box.unpack", [12]),
        ("kt", "Till", "Box.Companion.make", [9]),
    ],
)
def test_a_member_of_a_class_with_another_name_in_the_file(
    tmp_path: Path, ending: str, folder: str, symbol: str, lines: list[int]
) -> None:
    write(tmp_path, SHOPS[ending])
    asked = f"src/{folder}/Box.{ending}"
    breaks = Workspace(tmp_path).impact_analysis(asked, symbol=symbol, change_type="delete")["breaks"]
    assert [row["line"] for row in breaks if row["path"] == f"src/Run.{ending}"] == lines
