"""How far an impact search goes in a large workspace, and what the answer says where it ends."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from groundplan import Workspace
from groundplan.analyzers.impact.reach import reach

from ...workspaces import write

if TYPE_CHECKING:
    import pytest

SHOP = {
    "shop/cart.py": "class Cart:\n    def total(self):\n        return 1\n\n    def empty(self):\n        return self.total()\n",
    "shop/till.py": "from shop.cart import Cart\n\n\ndef pay():\n    return Cart().total()\n",
    "shop/desk.py": "from shop.till import pay\n\n\ndef serve():\n    return pay()\n",
    "shop/guess.py": "import shop.cart\n\n\ndef sum_up(thing):\n    return thing.total()\n",
    "shop/far.py": "from shop.guess import sum_up\n\n\ndef far(thing):\n    return sum_up(thing)\n",
    "shop/farther.py": "import shop.far\n",
    "tests/test_desk.py": "from shop.desk import serve\n\n\ndef test_it():\n    assert serve() == 1\n",
    "tests/test_far.py": "from shop.cart import Cart\nfrom shop.far import far\n\n\ndef test_it():\n    assert far(Cart()) == 1\n",
}


def _answer(root: Path, path: str, symbol: str) -> dict[str, Any]:
    return dict(Workspace(root).impact_analysis(path, symbol=symbol))


def _limited(monkeypatch: pytest.MonkeyPatch, firm: int, other: int) -> None:
    monkeypatch.setattr(reach, "LARGE", 0)
    monkeypatch.setattr(reach, "MOST_FIRM_LARGE", firm)
    monkeypatch.setattr(reach, "MOST_SITES_LARGE", other)


def test_a_call_on_an_unknown_value_counts_where_nothing_else_has_the_name(tmp_path: Path) -> None:
    answer = _answer(write(tmp_path, SHOP), "shop/cart.py", "Cart.total")
    rows = [(row["path"], row.get("confidence")) for row in answer["impacted_files"]]
    assert rows == [
        ("shop/till.py", None),
        ("shop/guess.py", 0.6),
        ("shop/desk.py", None),
        ("shop/far.py", 0.6),
        ("tests/test_desk.py", None),
        ("tests/test_far.py", 0.6),
    ]
    assert "files_unlikely" not in answer


def test_files_that_only_guesses_lead_to_are_told_apart(tmp_path: Path) -> None:
    other = {"shop/bill.py": "class Bill:\n    def total(self):\n        return 2\n"}
    answer = _answer(write(tmp_path, SHOP | other), "shop/cart.py", "Cart.total")
    listed = [row["path"] for row in answer["impacted_files"]]
    assert listed == ["shop/till.py", "shop/desk.py", "tests/test_desk.py", "tests/test_far.py"]
    assert (answer["files_unlikely"], answer["files_unlikely_count"]) == (["shop/guess.py", "shop/far.py"], 2)
    assert "'files_unlikely'" in answer["coverage"]


def test_guesses_end_before_what_is_sure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _limited(monkeypatch, firm=1000, other=0)
    answer = _answer(write(tmp_path, SHOP), "shop/cart.py", "Cart.total")
    listed = [row["path"] for row in answer["impacted_files"]]
    assert listed == ["shop/till.py", "shop/desk.py", "tests/test_desk.py"]
    assert "tests/test_far.py" in [row["path"] for row in answer["tests_to_run"]]
    assert "the search ended at" in answer["coverage"]


def test_a_search_that_is_too_wide_lists_the_importers_nearest_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _limited(monkeypatch, firm=0, other=0)
    answer = _answer(write(tmp_path, SHOP), "shop/cart.py", "Cart.total")
    rows = [(row["path"], row["distance"]) for row in answer["impacted_files"]]
    assert rows == [
        ("shop/till.py", 1),
        ("shop/guess.py", 1),
        ("tests/test_far.py", 1),
        ("shop/desk.py", 2),
        ("shop/far.py", 2),
        ("shop/farther.py", 3),
        ("tests/test_desk.py", 3),
    ]
    assert "imports were followed file by file: the search became too wide" in answer["coverage"]
    far = next(row for row in answer["impacted_files"] if row["path"] == "shop/farther.py")
    assert (far["reason"], far["confidence"]) == ("imports shop/cart.py through other files", 0.3)


def test_objects_of_a_class_with_bases_may_be_made_unseen(tmp_path: Path) -> None:
    """`Csv` is found by its name in a configuration; `Spare` stands for itself and is never used."""
    write(
        tmp_path,
        {
            "forms.py": "class Base:\n    def kind(self): ...\n\n\nclass Csv(Base):\n    def dump_all(self): return 1\n\n\n"
            "class Spare:\n    def dump_all(self): return 2\n",
            "run.py": "import forms\n\n\ndef write(form):\n    return form.dump_all()\n",
            "tests/test_run.py": "from run import write\n\n\ndef test_it(form):\n    assert write(form)\n",
        },
    )
    assert [row["path"] for row in _answer(tmp_path, "forms.py", "Csv.dump_all")["tests_to_run"]] == [
        "tests/test_run.py"
    ]
    assert _answer(tmp_path, "forms.py", "Spare.dump_all")["tests_to_run"] == []


def test_each_method_of_a_common_name_counts_the_calls_it_is_looked_for_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thousand generated `encode`s, each tried on each call, kept a search busy for minutes that counted the calls once."""
    files = {
        f"src/main/java/a/A{number}.java": (
            f"package a;\npublic class A{number} {{\n  int encode(A{number - 1} part) {{\n    return part.encode(null);\n  }}\n}}\n"
        )
        for number in range(1, 9)
    }
    first = {
        "src/main/java/a/A0.java": "package a;\npublic class A0 {\n  int encode(Object o) {\n    return 1;\n  }\n}\n"
    }
    _limited(monkeypatch, firm=20, other=20)
    answer = _answer(write(tmp_path, files | first), "src/main/java/a/A0.java", "A0.encode")
    assert "the search ended at" in answer["coverage"] or "too wide" in answer["coverage"]


def test_what_an_object_literal_holds_is_not_all_that_has_its_name(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "shop", "dependencies": {"zod": "1"}}\n',
        "polls.ts": "export const close = () => {\n  return { ok: false, reason: 'gone' as const };\n};\n",
        "bans.ts": "export class Ban {\n  reason = 'x';\n}\n",
        "form.ts": "import { submit } from 'zod';\n\nexport const ban = () => submit((data) => send(data.reason));\n",
    }
    assert Workspace(write(tmp_path, files)).impact_analysis("polls.ts")["impacted_files"] == []
