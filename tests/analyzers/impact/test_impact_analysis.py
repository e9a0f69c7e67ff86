"""impact_analysis: tests to run, impacted files, and the ways to name a change."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from groundplan import Workspace
from groundplan.analyzers import impact_analysis
from groundplan.analyzers.impact.answer import target
from groundplan.analyzers.impact.meaning.program import Program
from groundplan.errors import InvalidParameterError, SymbolNotFoundError

from ...workspaces import commit_all, write
from .impact_workspaces import SHOP, WEB

DIFF: dict[str, Any] = {
    "file_path": None, "change_type": "modify", "symbol": None, "depth": None, "changes": None, "diff": "HEAD",
    "staged": False, "limit": 50,
}  # fmt: skip


def _tests(root: Path, path: str, symbol: str | None = None) -> list[str]:
    return [row["path"] for row in Workspace(root).impact_analysis(path, symbol=symbol)["tests_to_run"]]


@pytest.mark.parametrize(
    ("path", "symbol", "expected"),
    [
        ("shop/prices.py", "tax", ["tests/test_public.py", "tests/test_fixture.py"]),
        ("shop/orders.py", "Order.label", ["tests/test_label.py"]),
        ("shop/orders.py", "Express.price", ["tests/test_fixture.py"]),
        ("shop/unrelated.py", "price", ["tests/test_unrelated.py"]),
        ("shop/prices.py", "unused", []),
        ("tests/conftest.py", "order", ["tests/test_fixture.py", "tests/test_label.py"]),
    ],
)
def test_tests_to_run_in_python(tmp_path: Path, path: str, symbol: str, expected: list[str]) -> None:
    assert _tests(write(tmp_path, SHOP), path, symbol) == expected


@pytest.mark.parametrize(
    ("path", "symbol", "expected"),
    [
        ("src/store.ts", "Store.save", ["src/app.test.ts"]),
        ("src/names.ts", "label", ["src/names.test.ts", "src/app.test.ts"]),
        ("src/app.ts", "other", []),
    ],
)
def test_tests_to_run_in_typescript(tmp_path: Path, path: str, symbol: str, expected: list[str]) -> None:
    assert _tests(write(tmp_path, WEB), path, symbol) == expected


def test_one_command_runs_just_the_tests(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, SHOP)).impact_analysis("shop/prices.py", symbol="tax")
    assert answer["test_command"] == "pytest tests/test_public.py tests/test_fixture.py"
    answer = Workspace(write(tmp_path / "web", WEB)).impact_analysis("src/names.ts")
    assert answer["test_command"] == "npx vitest run src/names.test.ts src/app.test.ts"


def test_impacted_files_come_nearest_first_with_their_chain(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, SHOP)).impact_analysis("shop/prices.py", symbol="total")
    rows = [(row["path"], row["distance"], row["via"]) for row in answer["impacted_files"]]
    assert rows[0] == ("shop/orders.py", 1, ["shop/prices.py", "shop/orders.py"])
    assert rows[-1][0] == "tests/test_fixture.py"
    assert [distance for _, distance, _ in rows] == sorted(distance for _, distance, _ in rows)
    assert answer["impact_count"] == len(rows) == answer["total"]


def test_unknown_override_is_reached_only_with_its_class(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "lib.py": "class A:\n    def close(self): return 1\n\n\nclass B:\n    def close(self): return 2\n\n\ndef end(x):\n    x.close()\n",
            "tests/test_a.py": "from lib import A, end\n\n\ndef test_a():\n    end(A())\n",
            "tests/test_b.py": "from lib import B, end\n\n\ndef test_b():\n    end(B())\n",
        },
    )
    assert _tests(tmp_path, "lib.py", "A.close") == ["tests/test_a.py"]
    assert _tests(tmp_path, "lib.py", "B.close") == ["tests/test_b.py"]


def test_conditions_rank_tests(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "lib.py": "def deep(): return 1\n\n\ndef always(): return deep()\n\n\ndef maybe(x):\n    if x:\n        return always()\n",
            "tests/test_one.py": "from lib import maybe\n\n\ndef test_it():\n    maybe(1)\n",
            "tests/test_two.py": "from lib import always\n\n\ndef test_it():\n    always()\n",
        },
    )
    assert _tests(tmp_path, "lib.py", "deep") == ["tests/test_two.py", "tests/test_one.py"]


def test_dunder_decorator_and_registered_functions(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "lib.py": (
                "import functools\nimport signals\n\n\nclass Box:\n    def __enter__(self): return self\n    def __exit__(self, *a): ...\n\n\n"
                "def loud(f):\n    return f\n\n\n@loud\ndef shout(): return 1\n\n\n@signals.receiver\ndef hear(): ...\n"
            ),
            "tests/test_box.py": "from lib import Box\n\n\ndef test_box():\n    with Box(): pass\n",
            "tests/test_shout.py": "import lib\n\n\ndef test_shout():\n    lib.shout()\n",
        },
    )
    assert _tests(tmp_path, "lib.py", "Box.__exit__") == ["tests/test_box.py"]
    assert _tests(tmp_path, "lib.py", "loud") == ["tests/test_shout.py"]
    assert sorted(_tests(tmp_path, "lib.py", "hear")) == ["tests/test_box.py", "tests/test_shout.py"]


def test_refactor_names_the_public_surface(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, SHOP)).impact_analysis("shop/prices.py", change_type="refactor")
    assert [(row["symbol"], row["users"]) for row in answer["public_surface"]] == [
        ("total", 4),
        ("tax", 0),
        ("unused", 0),
    ]
    assert answer["breaks"] == []


def test_signature_lists_calls_only(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, SHOP)).impact_analysis("shop/prices.py", symbol="tax", change_type="signature")
    assert [(row["path"], row["line"]) for row in answer["breaks"]] == [("shop/prices.py", 7)]


def test_deleting_a_file_breaks_its_imports(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, SHOP)).impact_analysis("shop/orders.py", change_type="delete")
    assert [(row["path"], row["line"]) for row in answer["breaks"]] == [("tests/conftest.py", 3)]


def test_deleting_a_file_of_a_package_breaks_what_uses_it_without_an_import(tmp_path: Path) -> None:
    files = {
        "go.mod": "module x\n",
        "lid.go": "package x\n\nfunc Lid() {}\n",
        "pot.go": "package x\n\nfunc Pot() { Lid() }\n",
    }
    (row,) = Workspace(write(tmp_path, files)).impact_analysis("lid.go", change_type="delete")["breaks"]
    assert (row["path"], row["line"], row["reason"]) == ("pot.go", 3, "uses Lid of it, without an import")


def test_texts_that_name_a_definition_break_too(tmp_path: Path) -> None:
    write(tmp_path, SHOP | {"docs/use.md": "Call `total()` first.\n", "setup.cfg": "[x]\nrun = shop.prices:unused\n"})
    answer = Workspace(tmp_path).impact_analysis("shop/prices.py", symbol="unused", change_type="delete")
    assert [(row["path"], row["line"], row["confidence"]) for row in answer["breaks"]] == [("setup.cfg", 2, 0.7)]


@pytest.mark.parametrize(
    "parameters",
    [{}, {"file_path": "shop/prices.py", "staged": True}, {"diff": "HEAD", "changes": ["shop/prices.py"]}],
    ids=["none", "two ways", "diff and changes"],
)
def test_exactly_one_way_to_name_the_change(tmp_path: Path, parameters: dict[str, Any]) -> None:
    with pytest.raises(InvalidParameterError, match="exactly one of file_path"):
        Workspace(write(tmp_path, SHOP)).impact_analysis(**parameters)


def test_unknown_symbol_lists_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(SymbolNotFoundError, match="Nearest: total"):
        Workspace(write(tmp_path, SHOP)).impact_analysis("shop/prices.py", symbol="totl")


def test_default_answer_stays_small_and_says_what_it_cut(tmp_path: Path) -> None:
    users = {
        f"users/user_of_the_function_{n}.py": "from core import run\n\n\ndef use():\n    return run()\n"
        for n in range(300)
    }
    tests = {
        f"tests/test_{n}.py": f"from users.user_of_the_function_{n} import use\n\n\ndef test_use(): use()\n"
        for n in range(60)
    }
    write(tmp_path, {"core.py": "def run(): return 1\n"} | users | tests)
    answer = Workspace(tmp_path).impact_analysis("core.py", symbol="run", change_type="delete")
    assert len(json.dumps(answer)) < 10_000
    assert answer["truncated"] is True
    assert (answer["impact_count"], answer["breaks_count"], answer["tests_count"]) == (360, 600, 60)
    assert len(answer["breaks"]) == 50, "what breaks is cut last"
    whole = Workspace(tmp_path).impact_analysis("core.py", symbol="run", change_type="delete", limit=0)
    assert len(whole["impacted_files"]) == 360
    assert whole["truncated"] is False


def test_same_answer_twice(tmp_path: Path) -> None:
    workspace = Workspace(write(tmp_path, SHOP))
    first = workspace.impact_analysis("shop/prices.py", change_type="rename")
    assert json.dumps(first) == json.dumps(Workspace(tmp_path).impact_analysis("shop/prices.py", change_type="rename"))


def test_a_decorated_command_is_reached_by_its_name_and_a_deleted_name_is_not_run(tmp_path: Path) -> None:
    files = {
        "shop/cli.py": "import click\n\n\n@click.command('run')\ndef run():\n    helper()\n\n\ndef helper():\n    return 1\n\n\ndef other():\n    return 2\n",
        "shop/box.py": "class Box:\n    def _fail(self):\n        raise TypeError\n\n    clear = _fail\n    del _fail\n",
        "tests/test_run.py": "from shop.cli import run\n\n\ndef test_run():\n    run()\n",
        "tests/test_other.py": "from shop.cli import other\n\n\ndef test_other():\n    assert other() == 2\n",
        "tests/test_box.py": "from shop.box import Box\n\n\ndef test_box():\n    assert Box()\n",
    }
    root = write(tmp_path, files)
    assert _tests(root, "shop/cli.py", "helper") == ["tests/test_run.py"]
    row = Workspace(root).impact_analysis("shop/box.py", symbol="Box._fail")["tests_to_run"][0]
    assert (row["path"], row["reason"]) == ("tests/test_box.py", "reaches it in 3 steps, behind 1 condition")


def test_a_workflow_is_not_untested_code(tmp_path: Path) -> None:
    root = write(tmp_path, SHOP | {".github/workflows/ci.yml": "on: push\n"})
    answer = Workspace(root).impact_analysis(".github/workflows/ci.yml")
    assert "untested" not in answer
    assert answer["risk_level"] == "low"
    assert not any("protection" in reason for reason in answer["risk_reasons"])


def test_answers_do_not_depend_on_what_was_asked_before(tmp_path: Path) -> None:
    files = {
        "a.py": "from b import *\nfrom c import helper\n\n\nclass A(B):\n    def run(self):\n        return self.make().go()\n\n    def make(self):\n        return helper(self)\n",
        "b.py": "from a import *\nimport a\n\n\nclass B:\n    def go(self):\n        return a.A().make()\n",
        "c.py": "from a import A\nfrom b import B\n\n\ndef helper(value):\n    return A() if value else B()\n",
        "tests/test_a.py": "from a import A\n\n\ndef test_a():\n    A().run()\n",
    }
    root = write(tmp_path, files)
    asked = [("a.py", "A.make"), ("b.py", "B.go"), ("c.py", "helper"), ("a.py", "A.run"), ("a.py", "A")]
    alone = [Workspace(root).impact_analysis(path, symbol=name) for path, name in asked]
    kept = Workspace(root, keep=True)
    assert [kept.impact_analysis(path, symbol=name) for path, name in reversed(asked)] == alone[::-1]
    assert [kept.impact_analysis(path, symbol=name) for path, name in asked] == alone


def test_a_diff_that_takes_nothing_away_shares_what_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Program] = []

    class Counted(Program):
        def __init__(self, *arguments: Any) -> None:
            made.append(self)
            super().__init__(*arguments)

    monkeypatch.setattr(target, "Program", Counted)
    commit_all(write(tmp_path, SHOP))
    prices = SHOP["shop/prices.py"]

    def breaks(text: str) -> list[tuple[str, int]]:
        write(tmp_path, {"shop/prices.py": text})
        workspace = Workspace(tmp_path)
        workspace.refresh(full=True)
        with workspace.index() as index:
            found = [impact_analysis.answer(index, **DIFF) for _ in range(2)]
        assert found[0] == found[1]
        return [(row["path"], row["line"]) for row in found[0]["breaks"]]

    assert (breaks(prices.replace("0.2", "0.3")), len(made)) == ([], 1)
    assert (breaks(prices.replace("def tax", "def levy")), len(made)) == ([("shop/prices.py", 7)], 3)


FILTERS = {
    "lib/__init__.py": "",
    "lib/registry.py": "class Library:\n    def filter(self, function):\n        return function\n",
    "lib/filters.py": "from outside import Library\n\nregister = Library()\n\n\n@register.filter\ndef slug(text):\n    return text\n\n\nclass Plain:\n    pass\n",
    "tests/test_slug.py": "from lib.filters import slug\n\n\ndef test_slug():\n    assert slug('a') == 'a'\n",
    "tests/test_plain.py": "from lib.filters import Plain\n\n\ndef test_plain():\n    assert Plain()\n",
}


def test_a_registered_function_is_tested_by_those_who_use_it_and_else_by_those_who_import_its_file(
    tmp_path: Path,
) -> None:
    answer = Workspace(write(tmp_path, FILTERS)).impact_analysis("lib/filters.py", symbol="slug")
    assert [(row["path"], row["reason"]) for row in answer["tests_to_run"]] == [
        ("tests/test_slug.py", "uses it directly")
    ]
    assert answer["tests_unlikely"] == ["tests/test_plain.py"]
    rest = {path: text for path, text in FILTERS.items() if path != "tests/test_slug.py"}
    answer = Workspace(write(tmp_path / "rest", rest)).impact_analysis("lib/filters.py", symbol="slug")
    assert [(row["path"], row["reason"]) for row in answer["tests_to_run"]] == [
        ("tests/test_plain.py", "imports lib/filters.py, which registers it when it is imported")
    ]


WRITTEN_OUT = {
    "gen/__init__.py": "",
    "gen/runtime.py": "class Macro:\n    def run(self):\n        return 1\n\n\ndef unused():\n    return 2\n",
    "gen/compiler.py": (
        "from gen.runtime import unused as helper\n\n\ndef compiled():\n    return exec('from gen.runtime import Macro\\nMacro().run()')\n"
    ),
    "tests/test_compiler.py": "from gen.compiler import compiled\n\n\ndef test_compiled():\n    compiled()\n",
}


def test_code_that_is_written_out_as_a_string_leads_to_its_tests(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, WRITTEN_OUT)).impact_analysis("gen/runtime.py", symbol="Macro")
    assert [row["path"] for row in answer["tests_to_run"]] == ["tests/test_compiler.py"]
    assert Workspace(tmp_path).impact_analysis("gen/runtime.py", symbol="unused")["untested"]


COMPUTED = {
    "fmt.py": (
        "class Filter:\n"
        "    def process(self, item):\n"
        "        name = f'_process_{type(item).__name__}'\n"
        "        return getattr(self, name.lower(), self.other)(item)\n\n"
        "    def other(self, item):\n        return item\n\n"
        "    def _process_case(self, item):\n        return item\n"
    ),
    "test_fmt.py": "from fmt import Filter\n\n\ndef test_process():\n    assert Filter().process(1) == 1\n",
}


def test_a_method_whose_name_is_computed_in_a_variable(tmp_path: Path) -> None:
    assert _tests(write(tmp_path, COMPUTED), "fmt.py", "Filter._process_case") == ["test_fmt.py"]


def test_entry_points_affected_have_the_kinds_of_entry_points(tmp_path: Path) -> None:
    """The decorator that makes a function one stands beside its kind."""
    source = (
        "from web import app\n\n\ndef total():\n    return 1\n\n\n@app.get('/total')\ndef show():\n    return total()\n"
    )
    source += "\n\n@app.task()\ndef count():\n    return total()\n\n\ndef main():\n    total()\n"
    rows = Workspace(write(tmp_path, {"web.py": "app = object()\n", "shop.py": source})).impact_analysis(
        "shop.py", symbol="total"
    )["entry_points_affected"]
    found = {row["symbol"]: (row["kind"], row.get("decorator")) for row in rows}
    assert found == {"show": ("route", "app.get"), "count": ("worker", "app.task"), "main": ("main", None)}


def test_a_main_that_a_manifest_names_is_a_command(tmp_path: Path) -> None:
    files = {
        "pyproject.toml": "[project]\nname = 'shop'\nversion = '1'\n\n[project.scripts]\nshop = 'shop.start:main'\n",
        "shop/__init__.py": "",
        "shop/start.py": "from shop.total import total\n\n\ndef main():\n    print(total())\n",
        "shop/total.py": "def total():\n    return 1\n",
    }
    rows = Workspace(write(tmp_path, files)).impact_analysis("shop/total.py", symbol="total")["entry_points_affected"]
    assert [(row["symbol"], row["kind"]) for row in rows] == [("main", "cli")]


def test_uses_by_name_alone_are_not_told_as_none(tmp_path: Path) -> None:
    """A settings object with wrappers of a parser's methods, handed on without types: two classes have each name."""
    uses = "def boot(conf):\n    return conf.getlist('hosts')\n"
    files = {
        "app/config.py": (
            "class Section:\n    def getlist(self, key): return key\n\n\nclass Parser:\n    def getlist(self, key): return key\n"
        ),
        "app/main.py": f"from . import config\n\n\n{uses}",
        "app/__init__.py": "",
    }
    found = Workspace(write(tmp_path, files)).impact_analysis(
        "app/config.py", symbol="Section.getlist", change_type="rename"
    )
    assert found["breaks"] == []
    assert found["files_unlikely"] == ["app/main.py"]
    assert "+8 rename: no reference is sure, but some may mean it by their name" in found["risk_reasons"]
    assert found["recommendations"][0].startswith("search the files in 'files_unlikely' for its name")
