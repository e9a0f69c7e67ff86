"""Functions that nobody calls by name: kept by a decorator, asked for by pytest, held in a field of a data class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan import Workspace
from groundplan.analyzers.impact import odds
from groundplan.analyzers.impact.answer.target import known

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

USES_KEYS = "from shop.keys import bind\n\n\ndef test_it():\n    assert bind({})\n"
IMPORTS_KEYS = "import shop.keys\n\n\ndef test_it():\n    assert shop.keys.VERSION\n"


def _tests(root: Path, path: str, symbol: str) -> list[str]:
    answer = Workspace(root).impact_analysis(path, symbol=symbol)
    return sorted(row["path"] for row in answer["tests_to_run"])


def test_a_decorator_inside_a_function_registers_when_that_function_runs(tmp_path: Path) -> None:
    files = {
        "shop/keys.py": (
            "VERSION = 1\n\n\ndef turn():\n    return 1\n\n\n"
            "def bind(keys):\n    @keys.add('x')\n    def handle():\n        return turn()\n\n    return keys\n"
        ),
        "tests/test_bind.py": USES_KEYS,
        "tests/test_import.py": IMPORTS_KEYS,
    }
    assert _tests(write(tmp_path, files), "shop/keys.py", "turn") == ["tests/test_bind.py"]


def test_a_function_that_a_decorator_keeps_is_run_by_who_reads_the_container(tmp_path: Path) -> None:
    files = {
        "shop/kept.py": (
            "KEPT = {}\n\n\ndef kept(name):\n    def keep(function):\n        KEPT[name] = function\n"
            "        return function\n\n    return keep\n\n\ndef run(name):\n    return KEPT[name]()\n"
        ),
        "shop/keys.py": (
            "from shop.kept import kept, run\n\nVERSION = 1\n\n\n@kept('turn')\ndef turn():\n    return 1\n\n\n"
            "def bind(keys):\n    return run('turn')\n"
        ),
        "tests/test_bind.py": USES_KEYS,
        "tests/test_import.py": IMPORTS_KEYS,
    }
    assert _tests(write(tmp_path, files), "shop/keys.py", "turn") == ["tests/test_bind.py"]


def test_a_field_of_a_data_class_holds_what_it_is_made_with(tmp_path: Path) -> None:
    files = {
        "shop/desk.py": (
            "from attrs import define, field\n\n\n@define\nclass Desk:\n    _printer = field()\n\n"
            "    def show(self):\n        return self._printer.show_all()\n\n\n"
            "class Plain:\n    def show_all(self):\n        return 1\n"
        ),
        "tests/test_desk.py": (
            "from shop.desk import Desk, Plain\n\n\ndef test_it():\n    assert Desk(printer=Plain()).show()\n"
        ),
    }
    assert _tests(write(tmp_path, files), "shop/desk.py", "Plain.show_all") == ["tests/test_desk.py"]


def test_a_partial_is_another_name_of_its_function(tmp_path: Path) -> None:
    files = {
        "shop/price.py": "def price(amount, tax):\n    return amount * tax\n",
        "tests/test_price.py": (
            "from functools import partial\n\nfrom far import keep\nfrom shop.price import price\n\n"
            "taxed = partial(price, tax=2)\nkept = keep(price)\n\n\ndef test_it():\n    assert taxed(1)\n"
        ),
    }
    workspace = Workspace(write(tmp_path, files))
    workspace.detect()
    with workspace.index() as index:
        steps = known(index).callers.of(("shop/price.py", "price"))
    assert {step.user[1]: step.cost for step in steps} == {"taxed": 0, "kept": odds.HANDED_ON}
