"""What a door refuses, it refuses with the nearest name and a next step; and an answer about nothing says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from groundplan import Workspace
from groundplan.errors import GroundplanError

from tests.workspaces import commit_all, write

FILES = {
    "src/shop/cart.go": "package shop\n\ntype Cart struct{ lines int }\n\nfunc (c Cart) Total() int { return c.lines }\n",
    "src/shop/cart_test.go": 'package shop\n\nimport "testing"\n\nfunc TestTotal(t *testing.T) { Cart{}.Total() }\n',
    "go.mod": "module example.com/shop\n\ngo 1.22\n",
    "README.md": "# Shop\n",
}

REFUSED = [
    ("impact_analysis", {"path": "README.md"}, "Did you mean 'file_path'?"),
    ("impact_analysis", {"colour": "x"}, "Parameters: file_path,"),
    ("entry_points", {"kind": "routes"}, "Did you mean 'route'?"),
    ("find", {"pattern": "Cart", "question": "deps"}, "find has no parameter 'question'"),
    ("find", {"pattern": "Cart", "self": 1}, "find has no parameter 'self'"),
    ("find", {"pattern": "Cart", "progress": True}, "find has no parameter 'progress'"),
    ("find", {"pattern": "Cart", "limit": "5"}, "a whole number, not the text '5'"),
    ("find", {"pattern": " "}, "pattern is empty"),
    ("find", {"query": "Cart"}, "Did you mean 'pattern'?"),
    ("dependency_graph", {"file_path": "src/shop/cart.go", "direction": "dependents"}, "Did you mean 'importers'?"),
    ("deps", {"scope": "devDependencies"}, "Did you mean 'dev'?"),
    ("entry_points", {"kind": "HTTP"}, "Did you mean 'route'?"),
    ("find", {"pattern": "Cart", "kind": "klass"}, "Did you mean 'class'?"),
    ("impact_analysis", {"file_path": "src/shop"}, "is a folder. Give a file of it: 'src/shop/cart.go'"),
    ("impact_analysis", {"file_path": "."}, "is a folder"),
    ("impact_analysis", {"file_path": "SRC/SHOP/CART.GO"}, "Nearest: 'src/shop/cart.go'"),
    ("impact_analysis", {"file_path": "shop.cart"}, "Nearest: 'src/shop/cart.go'"),
    (
        "impact_analysis",
        {"file_path": "Cart"},
        "'Cart' is a symbol. Give the file that defines it, and symbol='Cart': 'src/shop/cart.go'",
    ),
    ("dependency_graph", {"file_path": "./src/shop/"}, "level='directory'"),
    ("validate_changes", {"changes": ["src/shop/nothing.go"]}, "not in the workspace"),
    ("validate_changes", {"changes": ["src"]}, "is a folder"),
    ("deps", {"package": "zzz"}, "Some that there are: "),
]


@pytest.fixture
def shop(tmp_path: Path) -> Workspace:
    root = write(tmp_path, FILES)
    commit_all(root)
    return Workspace(root)


@pytest.mark.parametrize(("question", "given", "expected"), REFUSED)
def test_refusals_name_the_next_step(shop: Workspace, question: str, given: dict[str, Any], expected: str) -> None:
    with pytest.raises(GroundplanError) as refused:
        shop.ask_with(question, given)
    assert expected in str(refused.value)


def test_a_kind_that_the_name_does_not_have(shop: Workspace) -> None:
    assert shop.find("Cart", kind="class")["note"] == "no class matches; 1 definition of other kinds: ask without kind"
    assert "note" not in shop.find("Nothing at all", kind="class")
    assert [match["name"] for match in shop.find("Cart", kind="Struct")["matches"]] == ["Cart"]


@pytest.mark.parametrize("text", ["x" * 60_000, " ".join(f"word{number}" for number in range(3000))])
def test_a_text_of_any_length_is_read(shop: Workspace, text: str) -> None:
    assert shop.existing_patterns("test", description=f"totals of a cart {text}")["population"] == 1
    assert shop.existing_patterns(text)["population"] == 0


def test_a_path_as_a_shell_writes_it(shop: Workspace) -> None:
    assert shop.find("./README.md") == shop.find("README.md")


def test_files_that_are_about_to_change_count_as_a_whole(shop: Workspace) -> None:
    planned = shop.impact_analysis(changes=["src/shop/cart.go"])
    assert {change["symbol"] for change in planned["changed"]} >= {"Cart", "Cart.Total"}
    assert [test["path"] for test in planned["tests_to_run"]] == ["src/shop/cart_test.go"]
    assert "every definition counts as modified: src/shop/cart.go" in planned["coverage"]


def test_of_two_files_one_that_differs_already(shop: Workspace) -> None:
    (shop.root / "src/shop/cart.go").write_text(FILES["src/shop/cart.go"].replace("c.lines }", "c.lines + 1 }"))
    found = shop.impact_analysis(changes=["src/shop/cart.go", "src/shop/cart_test.go"])
    assert [change["symbol"] for change in found["changed"]] == ["Cart.Total", "TestTotal"]
    assert found["coverage"].startswith(
        "as in the last commit, so every definition counts as modified: src/shop/cart_test.go"
    )


def test_nothing_to_judge_is_said(shop: Workspace) -> None:
    assert shop.validate_changes()["note"].startswith("no file differs from the last commit")
    assert "nothing is staged" in shop.impact_analysis(staged=True)["coverage"]
    assert "nothing differs by 'HEAD'" in shop.impact_analysis(diff="HEAD")["coverage"]


def test_a_file_that_is_not_parsed(shop: Workspace) -> None:
    assert shop.dependency_graph("README.md")["coverage"] == "Markdown is not parsed: what it imports is not known"
    assert "no changed file is parsed" in shop.impact_analysis("README.md")["coverage"]


def test_a_depth_of_nought_is_all(shop: Workspace) -> None:
    assert shop.impact_analysis("src/shop/cart.go", depth=0) == shop.impact_analysis("src/shop/cart.go")


def test_many_issues_stay_compact(shop: Workspace) -> None:
    for number in range(60):
        (shop.root / f"src/shop/broken_in_a_place_with_a_long_name_{number}.go").write_text(
            "package shop\n\nfunc f( {\n" * 9 + f"{'x' * 300} (\n"
        )
    found = shop.validate_changes()
    assert found["truncated"]
    assert not found["safe_to_proceed"]
    assert len(str(found)) < 10_000


def test_names_that_look_like_paths_of_another_system(tmp_path: Path) -> None:
    root = write(tmp_path, {"a.py": "x = 1\n", "odd\\b.py": "y = (\n", "odd/c.py": "z = 1\n"})
    workspace = Workspace(root)
    assert workspace.test_command("odd\\c.py") == workspace.test_command("odd/c.py")
    assert workspace.dependency_graph("odd\\b.py")["file"] == "odd\\b.py"


def test_an_ignore_list_of_one_endless_pattern(tmp_path: Path) -> None:
    root = write(tmp_path, {"src/a.py": "x = 1\n", "src/b.py": "x = 1\n", ".gitignore": "[" * 100_000 + "\n*.log\n"})
    commit_all(root)
    assert Workspace(root).safe_location("service", "orders", language="python")["recommended_path"] == "src/orders.py"


def test_no_pattern_takes_for_ever(tmp_path: Path) -> None:
    names = ["a" * 200 + ".py", "x/" * 60 + "y.py", "x/one.test.ts"]
    root = write(tmp_path, dict.fromkeys(names, "x = 1\n") | {".gitignore": "!\n" + "*a" * 30 + "*b\n" + "a\\\n"})
    workspace = Workspace(root)
    assert workspace.find("*a" * 40 + "*b")["total"] == 0
    assert workspace.find("**/x/**/x/**/z.py")["total"] == 0
    assert workspace.find("**/x/**/y.py")["total"] == 1
    assert [match["path"] for match in workspace.find("**/*.t*t.*")["matches"]] == ["x/one.test.ts"]
    assert [match["path"] for match in workspace.find("x/**.ts")["matches"]] == ["x/one.test.ts"]
    with pytest.raises(GroundplanError, match="more than 3"):
        workspace.find("**/a/**/a/**/a/**/b")
    assert workspace.safe_location("service", "a" * 90, language="python")["safe"]


def test_a_working_tree_whose_repository_is_elsewhere(tmp_path: Path) -> None:
    """A container is often given a linked working tree without the repository that it belongs to."""
    workspace = Workspace(write(tmp_path, {"a.py": "x = 1\n", ".git": "gitdir: /nowhere/.git/worktrees/a\n"}))
    assert workspace.validate_changes(changes=["a.py"])["safe_to_proceed"]
    assert workspace.git()["branch"] is None
    assert workspace.impact_analysis(changes=["a.py"])["coverage"].startswith("there is no git repository")
    with pytest.raises(GroundplanError, match="not a git repository"):
        workspace.impact_analysis(staged=True)
