"""validate_changes: what could not be checked is said, and only that."""

from __future__ import annotations

import subprocess
from pathlib import Path

from groundplan import Workspace

from ...workspaces import commit_all, write


def test_what_was_not_checked_is_said(tmp_path: Path) -> None:
    write(
        tmp_path, {"cart.py": "def total():\n    return 1\n\n\ndef tax():\n    return 2\n", "use.go": "package shop\n"}
    )
    commit_all(tmp_path, "first")
    write(tmp_path, {"cart.py": "total(:\n", "use.go": "package shop\n\nvar one = 1\n"})
    results = Workspace(tmp_path).validate_changes()["validation_results"]
    assert results["references_check"]["not_checked"] == ["cart.py: whether what can't be read still has total"]
    assert results["imports_check"]["not_checked"] == [
        "cart.py: imports in the part that can't be read",
        "what Go code takes of what it imports",
    ]
    assert "not_checked" not in results["syntax_check"]


def test_templates_that_say_the_name_of_what_is_gone_are_not_vouched_for(tmp_path: Path) -> None:
    helper = "module UserHelper\n  def thumbnail(user)\n    user.image\n  end\n\n  def card(user)\n    user.name\n  end\nend\n"
    views = {"app/views/_user.html.erb": "<%= thumbnail(user) %>\n", "app/views/_card.html.erb": "<%= card user %>\n"}
    write(tmp_path, {"app/helpers/user_helper.rb": helper, **views})
    commit_all(tmp_path, "first")
    write(tmp_path, {"app/helpers/user_helper.rb": helper.replace("thumbnail", "small_image")})
    answer = Workspace(tmp_path).validate_changes()
    assert [(row["path"], row["severity"]) for row in answer["issues"]] == [("app/views/_user.html.erb", "warning")]
    write(tmp_path, {"app/models/user.rb": "class User\n  def thumbnail\n    1\n  end\nend\n"})
    told = Workspace(tmp_path).validate_changes()["validation_results"]["references_check"]
    assert told["not_checked"][0] == "app/views/_user.html.erb: not read as code, and says thumbnail"
    assert not [line for line in told["not_checked"] if "_card" in line]


def test_nothing_is_left_out_where_all_was_read(tmp_path: Path) -> None:
    write(tmp_path, {"cart.py": "def total():\n    return 1\n"})
    commit_all(tmp_path, "first")
    write(tmp_path, {"cart.py": "def total():\n    return 2\n"})
    results = Workspace(tmp_path).validate_changes()["validation_results"]
    assert not [name for name, result in results.items() if "not_checked" in result]


def test_a_version_that_git_lacks_costs_its_own_file_only(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"a.py": "def a():\n    return 1\n", "b.py": "def b():\n    return 1\n", "c.py": "import b\n\nb.b()\n"},
    )
    commit_all(tmp_path, "first")
    blob = subprocess.run(["git", "rev-parse", "HEAD:a.py"], cwd=tmp_path, check=True, capture_output=True, text=True)
    (tmp_path / ".git" / "objects" / blob.stdout[:2] / blob.stdout[2:].strip()).unlink()
    write(tmp_path, {"a.py": "def a():\n    return 2\n", "b.py": "def b2():\n    return 1\n"})
    answer = Workspace(tmp_path).validate_changes()
    assert [(row["rule"], row["path"], row["line"]) for row in answer["issues"]] == [("removed-symbol", "c.py", 3)]
    assert answer["note"].endswith("counts as modified: a.py")
    told = answer["validation_results"]["references_check"]["not_checked"]
    assert told == ["a.py: what it had before, which git lacks"]
    asked = Workspace(tmp_path).impact_analysis(diff="HEAD")
    assert [(row["path"], row["symbol"], row["kind"]) for row in asked["changed"]] == [
        ("a.py", "a", "modified"),
        ("b.py", "b", "removed"),
        ("b.py", "b2", "added"),
    ]


def test_a_renamed_method_warns_where_a_value_of_unknown_type_has_it(tmp_path: Path) -> None:
    """Nothing has the name any more; a name of a single word may be a library's, too."""
    model = "class Service:\n    def {}(self):\n        return 1\n\n    def {}(self):\n        return 2\n"
    files = {
        "shop/models.py": model.format("get_core_stats", "archive"),
        "shop/views.py": "def show(data):\n    for row in data['rows']:\n        row.get_core_stats()\n        row.archive()\n",
    }
    root = write(tmp_path, files)
    commit_all(root, "first")
    write(root, {"shop/models.py": model.format("get_stats", "file_away")})
    issues = Workspace(root).validate_changes()["issues"]
    assert [(row["path"], row["line"], row["severity"]) for row in issues] == [("shop/views.py", 3, "warning")]
