"""What takes a definition from files that no import of their own ties to it: renamed, deleted, or moved into another package."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import commit_all, write

if TYPE_CHECKING:
    from pathlib import Path

JAVA = {
    "src/main/java/a/ex/Gone.java": "package a.ex;\n\npublic class Gone extends RuntimeException {\n    int why;\n}\n",
    "src/main/java/a/ex/Left.java": "package a.ex;\n\npublic class Left {}\n",
    "src/main/java/a/User.java": "package a;\n\nimport a.ex.*;\n\nclass User {\n    Left left = null;\n    Gone gone = null;\n}\n",
    "src/test/java/a/ex/NearTest.java": "package a.ex;\n\nclass NearTest {\n\n\n\n    Gone gone = null;\n}\n",
    "src/main/java/a/Other.java": "package a;\n\nimport b.*;\n\nclass Other {\n\n    Gone gone = null;\n}\n",
}
KOTLIN = {
    "a/ex/Gone.kt": "package a.ex\n\nclass Gone(val why: String) {\n    fun say() = why\n}\n",
    "a/User.kt": "package a\n\nimport a.ex.*\n\n\n\nval gone = Gone(1)\n",
}
CSHARP = {
    "ex/Gone.cs": "namespace Shop.Ex\n{\n    public class Gone\n    {\n        int why;\n    }\n}\n",
    "ex/Left.cs": "namespace Shop.Ex\n{\n    public class Left {}\n}\n",
    "User.cs": "using Shop.Ex;\n\nnamespace Shop\n{\n    class User\n    {\n        Gone gone = null; } }\n",
}
SWIFT = {
    "Sources/P/ex/Gone.swift": "public class Gone {\n    var why = 1\n}\n",
    "Sources/P/User.swift": "\n\n\n\n\nclass User {\n    var gone: Gone? = nil\n}\n",
}
PACKAGE = {"Java": ("package a.ex", "package a.ex.more"), "Kotlin": ("package a.ex", "package a.ex.more")}
WORKSPACES = {"Java": JAVA, "Kotlin": KOTLIN, "C#": CSHARP, "Swift": SWIFT}
BROKEN = {
    "Java": {"src/main/java/a/User.java", "src/test/java/a/ex/NearTest.java"},
    "Kotlin": {"a/User.kt"},
    "C#": {"User.cs"},
    "Swift": {"Sources/P/User.swift"},
}


def _told(root: Path, files: dict[str, str], gone: str, after: dict[str, str]) -> set[str]:
    write(root, files)
    commit_all(root)
    (root / gone).unlink()
    issues = Workspace(write(root, after)).validate_changes()["issues"]
    assert {item["line"] for item in issues if item["severity"] == "error"} <= {7}
    return {item["path"] for item in issues if item["severity"] == "error"}


@pytest.mark.parametrize(
    ("language", "how"),
    [
        *((language, how) for language in WORKSPACES for how in ("renamed", "deleted")),
        *((it, "moved") for it in PACKAGE),
    ],
)
def test_files_that_saw_it_without_an_import_of_it_break(tmp_path: Path, language: str, how: str) -> None:
    files = WORKSPACES[language]
    path = next(iter(files))
    folder, _, name = path.rpartition("/")
    old, new = PACKAGE.get(language, ("", ""))  # a module of Swift has no packages, and C# tells by namespaces
    after = {
        "renamed": {path: files[path].replace("Gone", "Zone")},
        "deleted": {},
        "moved": {f"{folder}/more/{name}": files[path].replace(old, new)},
    }
    assert _told(tmp_path, files, path, after[how]) == BROKEN[language]


@pytest.mark.parametrize("language", ["C#", "Swift"])
def test_a_move_to_another_folder_of_the_same_module_breaks_nobody(tmp_path: Path, language: str) -> None:
    files = WORKSPACES[language]
    path = next(iter(files))
    assert _told(tmp_path, files, path, {f"more/{path}": files[path]}) == set()


def test_what_another_package_of_go_for_tests_says_is_no_name_of_the_package_beside(tmp_path: Path) -> None:
    files = {
        "go.mod": "module example.com/shop\n\ngo 1.22\n",
        "shop.go": "package shop\n\nfunc Total() int { return 1 }\n",
        "shop_test.go": 'package shop_test\n\nimport "example.com/shop"\n\nvar a = shop.Total()\n',
    }
    commit_all(write(tmp_path, files))
    after = {"shop_test.go": files["shop_test.go"].replace("shop.Total", "shop.Totals")}
    issues = Workspace(write(tmp_path, after)).validate_changes()["issues"]
    assert [(item["rule"], item["path"], item["line"]) for item in issues] == [("missing-name", "shop_test.go", 5)]
