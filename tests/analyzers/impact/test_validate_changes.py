"""validate_changes: what is wrong with a change, and what was not looked at."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from groundplan import Workspace
from groundplan.analyzers.impact.testing.run_commands import run

from ...workspaces import commit_all, git, write
from .impact_workspaces import SHOP


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    write(tmp_path, SHOP)
    commit_all(tmp_path, "first")
    return tmp_path


def _append(root: Path, path: str, text: str) -> None:
    (root / path).write_text((root / path).read_text() + text)


CASES = {
    "syntax": ("shop/prices.py", "\n\ndef broken(:\n    return 1\n", "syntax", 14, "error"),
    "unresolved import": ("shop/prices.py", "\nfrom shop.nowhere import x\n", "unresolved-import", 13, "error"),
    "missing name": ("shop/unrelated.py", "\nfrom shop.prices import nothing\n", "missing-name", 8, "error"),
    "cycle": ("shop/prices.py", "\nfrom shop.orders import Order\n", "new-cycle", 13, "error"),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_wrong(shop: Path, name: str) -> None:
    path, text, rule, line, severity = CASES[name]
    _append(shop, path, text)
    answer = Workspace(shop).validate_changes()
    assert (path, line, severity, rule) in [
        (row["path"], row["line"], row["severity"], row["rule"]) for row in answer["issues"]
    ]
    assert answer["safe_to_proceed"] is False


def test_removed_symbol(shop: Path) -> None:
    text = (shop / "shop/prices.py").read_text()
    (shop / "shop/prices.py").write_text(text.replace("def tax", "def levy"))
    answer = Workspace(shop).validate_changes()
    assert [(row["rule"], row["path"], row["line"]) for row in answer["issues"]] == [
        ("removed-symbol", "shop/prices.py", 7)
    ]


def test_removed_file(shop: Path) -> None:
    git(shop, "rm", "-q", "shop/orders.py")
    answer = Workspace(shop).validate_changes()
    assert ("unresolved-import", "tests/conftest.py", 3) in [
        (row["rule"], row["path"], row["line"]) for row in answer["issues"]
    ]
    assert answer["safe_to_proceed"] is False


@pytest.mark.parametrize("changes", [None, ["shop/purchases.py"]])
def test_moved_file(shop: Path, changes: list[str] | None) -> None:
    git(shop, "mv", "shop/orders.py", "shop/purchases.py")
    answer = Workspace(shop).validate_changes(changes)
    assert answer["files_validated"] == 2
    assert ("unresolved-import", "tests/conftest.py", 3) in [
        (row["rule"], row["path"], row["line"]) for row in answer["issues"]
    ]
    assert answer["safe_to_proceed"] is False


def test_a_runner_that_is_not_there_is_told(tmp_path: Path) -> None:
    found = run(tmp_path, "no-such-runner-of-tests")
    assert (found["status"], found["exit_code"]) == ("failed", 127)
    assert found["reason"] == "the shell does not find the runner: no test ran"


def test_changed_dependencies_without_lockfile(tmp_path: Path) -> None:
    lock = '{"name": "x", "lockfileVersion": 3, "packages": {"": {"name": "x"}}}\n'
    write(tmp_path, {"package.json": '{"name": "x"}\n', "package-lock.json": lock})
    commit_all(tmp_path, "first")
    write(tmp_path, {"package.json": '{"name": "x", "dependencies": {"left": "^1.0.0"}}\n'})
    answer = Workspace(tmp_path).validate_changes()
    assert [(row["rule"], row["severity"]) for row in answer["issues"]] == [("stale-lockfile", "warning")]
    assert answer["safe_to_proceed"] is True


def test_broken_architecture_rule(shop: Path) -> None:
    rule = '\n[[tool.groundplan.rules]]\nname = "prices stand alone"\ntype = "forbidden"\nfrom = "shop/prices.py"\nto = ["shop"]\n'
    _append(shop, "pyproject.toml", rule)
    commit_all(shop, "rule")
    _append(shop, "shop/prices.py", "\nfrom shop.unrelated import label\n")
    answer = Workspace(shop).validate_changes()
    assert [(row["rule"], row["line"]) for row in answer["issues"]] == [("architecture: prices stand alone", 13)]


@pytest.mark.parametrize("name", ["first", "one"])
def test_copied_function_is_a_warning_also_where_the_copied_one_is_changed(shop: Path, name: str) -> None:
    body = "".join(f"    value_{n} = other_{n} * {n} + amount\n" for n in range(12))
    write(shop, {"shop/one.py": f"def first(amount):\n{body}    return value_1\n"})
    commit_all(shop, "one")
    copied = f"(amount):\n{body}    return value_1\n"
    write(shop, {"shop/one.py": f"def {name}{copied}", "shop/two.py": f"def first{copied}"})
    answer = Workspace(shop).validate_changes()
    assert [(row["rule"], row["path"], row["severity"]) for row in answer["issues"]] == [
        ("duplicate", "shop/two.py", "warning")
    ]
    assert answer["safe_to_proceed"] is True


def test_nothing_changed(shop: Path) -> None:
    answer = Workspace(shop).validate_changes()
    assert (answer["files_validated"], answer["issues"], answer["safe_to_proceed"]) == (0, [], True)
    assert answer["validation_results"]["tests"] == {"status": "not checked", "reason": "tests run only with run_tests"}


def test_tests_are_not_run_unless_the_operator_allows_it(shop: Path) -> None:
    _append(shop, "shop/prices.py", "\nx = 1\n")
    answer = Workspace(shop).validate_changes(run_tests=True)
    assert answer["validation_results"]["tests"]["status"] == "not checked"
    assert "--allow-exec" in answer["validation_results"]["tests"]["reason"]


def test_files_by_name(shop: Path) -> None:
    _append(shop, "shop/prices.py", "\nimport nowhere_at_all.x\n\n\ndef half(:\n")
    _append(shop, "shop/orders.py", "\ndef other(:\n")
    answer = Workspace(shop).validate_changes(changes=["shop/orders.py"])
    assert {row["path"] for row in answer["issues"]} == {"shop/orders.py"}


def test_command_is_run_cut_and_ended(tmp_path: Path) -> None:
    good = run(tmp_path, f"{sys.executable} -c \"print('x' * 9000)\"")
    assert (good["status"], good["exit_code"], len(good["output"])) == ("passed", 0, 4000)
    assert run(tmp_path, "exit 3")["exit_code"] == 3
    slow = run(tmp_path, "sleep 30", timeout=0.2)
    assert (slow["status"], slow["exit_code"], slow["reason"]) == ("failed", None, "ended after 0.2 seconds")


def test_a_broken_file_is_one_syntax_error_and_not_many_removed_symbols(shop: Path) -> None:
    text = (shop / "shop/prices.py").read_text()
    (shop / "shop/prices.py").write_text(text.replace("def tax(", "def tax((", 1))
    line = text[: text.index("def tax(")].count("\n") + 1
    issues = Workspace(shop).validate_changes()["issues"]
    assert [row["rule"] for row in issues] == ["syntax"]
    assert line <= issues[0]["line"] <= line + 1


def test_calls_that_never_fitted_are_of_something_else(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "go.mod": "module example.com/shop\n\ngo 1.22\n",
            "a.go": "package shop\n\ntype A struct{}\n\nfunc (a *A) Run(n int) {}\n",
            "b.go": "package shop\n\nfunc use() {\n\tget().Run(1)\n\tget().Run()\n\tget().Run(1, 2)\n}\n",
        },
    )
    commit_all(tmp_path, "first")
    (tmp_path / "a.go").write_text((tmp_path / "a.go").read_text().replace("n int", "n int, m int"))
    issues = Workspace(tmp_path).validate_changes()["issues"]
    assert [(row["path"], row["line"], row["severity"]) for row in issues] == [("b.go", 4, "warning")]


SIGNATURE = """def ask(
    text: str, default: str = "", hide: bool = False, confirm: bool = False, kind: type = str, check: bool = True,
    suffix: str = ": ", show: bool = True, error: bool = False, choices: tuple = (), again: str = "again", wide: int = 80,
) -> {}:
    {}
"""


def test_what_type_checkers_ask_for_is_no_duplicate(tmp_path: Path) -> None:
    stubs = "".join(f"@t.overload\n{SIGNATURE.format(kind, '...')}\n\n" for kind in ("str", "int"))
    body = SIGNATURE.format("object", "return text")
    write(tmp_path, {"ask.py": "", "ask.pyi": "", "other.py": SIGNATURE.format("str", "...")})
    commit_all(tmp_path, "first")
    write(tmp_path, {"ask.py": f"import typing as t\n\n\n{stubs}{body}", "ask.pyi": SIGNATURE.format("str", "...")})
    found = [row for row in Workspace(tmp_path).validate_changes()["issues"] if row["rule"] == "duplicate"]
    assert found == []
    work = "kept = [item for item in choices if item]\n    text = suffix.join(kept)\n    print(text, wide)\n    return text"
    write(tmp_path, {"kept.py": SIGNATURE.format("str", work), "more.py": SIGNATURE.format("str", work)})
    issues = Workspace(tmp_path).validate_changes(changes=["more.py"])["issues"]
    assert [(row["path"], row["rule"]) for row in issues] == [("more.py", "duplicate")]


SIBLING = """def {name}(rows, {key}, limit, offset):
    kept = [row for row in rows if row.{key} == {key} and row.shown]
    found = sorted(kept, key=lambda row: (row.rank, row.{key}, row.name))
    return found[offset : offset + limit] + [len(found), len(kept), {key}]
"""


def test_short_siblings_in_one_new_file_are_no_copies_but_those_of_another_file_are(tmp_path: Path) -> None:
    write(tmp_path, {"other.py": ""})
    commit_all(tmp_path, "first")
    siblings = "\n\n".join(SIBLING.format(name=f"by_{key}", key=key) for key in ("color", "size"))
    write(tmp_path, {"shop.py": siblings})
    assert Workspace(tmp_path).validate_changes()["issues"] == []
    write(tmp_path, {"other.py": SIBLING.format(name="by_price", key="price")})
    issues = Workspace(tmp_path).validate_changes(changes=["other.py"])["issues"]
    assert {(row["path"], row["rule"]) for row in issues} == {("other.py", "duplicate")}


def test_a_new_file_that_is_nearly_another_is_a_copy(tmp_path: Path) -> None:
    """One function renamed and one line more: no exact copy of the file any more, and no renamed one."""
    parts = [SIBLING.format(name=f"by_{key}", key=key) for key in ("color", "size", "price", "weight", "maker")]
    write(tmp_path, {"shop.py": "\n\n".join(parts)})
    commit_all(tmp_path, "first")
    copied = (
        "\n\n".join(parts)
        .replace("by_maker", "made_by")
        .replace("    return found", "    print(len(found))\n    return found", 1)
    )
    write(tmp_path, {"copied.py": copied})
    issues = Workspace(tmp_path).validate_changes()["issues"]
    assert ("copied.py", 1, "duplicate") in [(row["path"], row["line"], row["rule"]) for row in issues]


GONE = {
    "a package of Go": (
        {
            "go.mod": "module example.com/x\n",
            "m/user.go": "package m\n\ntype User struct{}\n",
            "h/page.go": 'package h\n\nimport "example.com/x/m"\n\nvar _ m.User\n',
        },
        "m/user.go",
        ["h/page.go:3"],
    ),
    "a header of C": (
        {"user.h": "int n(void);\n", "page.c": '#include "user.h"\n#include "made.h"\n\nint f(void) { return n(); }\n'},
        "user.h",
        ["page.c:1"],
    ),
    "a style sheet": (
        {"src/a.css": "a {}\n", "src/page.ts": "import './a.css'\nimport './missing.css'\n"},
        "src/a.css",
        ["src/page.ts:1"],
    ),
}


@pytest.mark.parametrize("case", GONE)
def test_imports_of_what_is_gone(tmp_path: Path, case: str) -> None:
    files, gone, expected = GONE[case]
    commit_all(write(tmp_path, files))
    (tmp_path / gone).unlink()
    answer = Workspace(tmp_path).validate_changes()
    lost = [f"{issue['path']}:{issue['line']}" for issue in answer["issues"] if issue["rule"] == "unresolved-import"]
    assert (lost, answer["safe_to_proceed"]) == (expected, False)


JVM = {
    "src/main/java/org/shop/Cart.java": "package org.shop;\n\npublic class Cart {\n  public int total() { return 1; }\n}\n",
    "src/test/java/org/shop/CartTest.java": (
        "package org.shop;\n\nclass CartTest {\n  int run() {\n    return new Cart().total();\n  }\n}\n"
    ),
    "src/test/java/org/other/OtherTest.java": (
        "package org.other;\n\nclass OtherTest {\n  int run() {\n    return new Cart().total();\n  }\n}\n"
    ),
}


@pytest.mark.parametrize("gone", [False, True])
def test_a_java_class_is_missed_by_the_tests_of_its_package(tmp_path: Path, gone: bool) -> None:
    write(tmp_path, JVM)
    commit_all(tmp_path, "first")
    path = tmp_path / "src/main/java/org/shop/Cart.java"
    if gone:
        git(tmp_path, "rm", "-q", "src/main/java/org/shop/Cart.java")
    else:
        path.write_text(path.read_text().replace("Cart", "Basket"))
    issues = Workspace(tmp_path).validate_changes()["issues"]
    assert [(row["rule"], row["path"], row["line"], row["severity"]) for row in issues] == [
        ("removed-symbol", "src/test/java/org/shop/CartTest.java", 5, "error")
    ]


def test_what_was_not_looked_at_has_not_passed(shop: Path) -> None:
    answer = Workspace(shop).validate_changes()
    assert (answer["files_validated"], answer["safe_to_proceed"]) == (0, True)
    assert {result["status"] for result in answer["validation_results"].values()} == {"not checked"}


def test_a_rule_that_is_none_stands_in_the_way_of_nothing_else(shop: Path) -> None:
    """`check` refuses it; a change is validated by the others, and the answer says which one was not."""
    rules = (
        '[[rules]]\nname = "odd"\ntype = "sideways"\n\n[[rules]]\ntype = "forbidden"\nfrom = "shop"\nto = ["json"]\n'
    )
    write(shop, {"groundplan.toml": rules, "shop/new.py": "def one():\n    return 1\n"})
    answer = Workspace(shop).validate_changes()
    assert answer["safe_to_proceed"]
    assert answer["validation_results"]["rules_check"] == {
        "status": "passed",
        "issues": 0,
        "not_checked": ["rule 'odd': 'groundplan check' tells what is wrong with it"],
    }


def test_a_file_that_is_gone_is_missed_by_the_commands_that_name_it(tmp_path: Path) -> None:
    scripts = {"test": "mocha --require ./config/register.cjs ./test"}
    files = {
        "package.json": json.dumps({"name": "shop", "scripts": scripts}, indent=2) + "\n",
        "config/register.cjs": "require('x')\n",
        "docs/testing.md": "Tests need `config/register.cjs`.\n",
    }
    commit_all(write(tmp_path, files))
    (tmp_path / "config/register.cjs").unlink()
    answer = Workspace(tmp_path).validate_changes()
    assert [(row["path"], row["line"], row["severity"], row["rule"]) for row in answer["issues"]] == [
        ("package.json", 4, "error", "removed-file"),
        ("docs/testing.md", 1, "warning", "removed-file"),
    ]


def test_a_removed_method_of_php_breaks_calls_on_values_of_its_class(tmp_path: Path) -> None:
    """Nothing narrows such a value: its own class had the member until the change."""
    service = "<?php\nnamespace App;\nclass Service\n{\n    public function make(): int { return 1; }\n}\n"
    user = (
        "<?php\nnamespace App;\nclass User\n{\n    public function __construct(private readonly Service $service) {}\n"
        "    public function store(): int\n    {\n        return $this->service->make();\n    }\n}\n"
    )
    composer = '{"name": "x/y", "autoload": {"psr-4": {"App\\\\": "app/"}}}'
    commit_all(write(tmp_path, {"composer.json": composer, "app/Service.php": service, "app/User.php": user}))
    write(tmp_path, {"app/Service.php": service.replace("make", "build")})
    answer = Workspace(tmp_path).validate_changes()
    assert [(row["path"], row["line"], row["severity"]) for row in answer["issues"]] == [("app/User.php", 8, "error")]
    assert not answer["safe_to_proceed"]
