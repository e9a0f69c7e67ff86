"""Tests that use what stands around a change and never run it: what they do and say decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path


def _tests(root: Path, path: str, symbol: str) -> list[str]:
    answer = Workspace(root).impact_analysis(path, symbol=symbol)
    return sorted(row["path"] for row in answer["tests_to_run"])


def test_who_asks_what_a_value_is_makes_none(tmp_path: Path) -> None:
    files = {
        "shop/parts.py": (
            "class Coin:\n    def weigh(self):\n        return 1\n\n\n"
            "class Note:\n    def weigh(self):\n        return 2\n\n\n"
            "def total(things):\n    kinds = [t for t in things if isinstance(t, (Coin, Note))]\n"
            "    return sum(k.weigh() for k in kinds)\n"
        ),
        "tests/test_coins.py": "from shop.parts import Coin, total\n\n\ndef test_it():\n    assert total([Coin()]) == 1\n",
        "tests/test_notes.py": "from shop.parts import Note, total\n\n\ndef test_it():\n    assert total([Note()]) == 2\n",
    }
    root = write(tmp_path, files)
    assert _tests(root, "shop/parts.py", "Coin.weigh") == ["tests/test_coins.py"]
    assert _tests(root, "shop/parts.py", "Note.weigh") == ["tests/test_notes.py"]


def test_an_exception_that_is_only_caught_is_not_made(tmp_path: Path) -> None:
    files = {
        "shop/broke.py": "class Broke(Exception):\n    def __init__(self):\n        self.left = 0\n",
        "shop/till.py": (
            "from shop.broke import Broke\n\n\ndef take(way):\n    try:\n        return way()\n"
            "    except (Broke, ValueError) as error:\n        return error\n"
        ),
        "tests/test_broke.py": "from shop.broke import Broke\n\n\ndef test_it():\n    assert Broke().left == 0\n",
        "tests/test_take.py": "from shop.till import take\n\n\ndef test_it():\n    assert take(int) == 0\n",
    }
    assert _tests(write(tmp_path, files), "shop/broke.py", "Broke.__init__") == ["tests/test_broke.py"]


def test_instanceof_makes_nothing(tmp_path: Path) -> None:
    files = {
        "src/parts.ts": (
            "export class Coin {\n  constructor(readonly worth: number) {}\n}\n"
            "export function isCoin(x: unknown) {\n  return x instanceof Coin;\n}\n"
        ),
        "src/coin.test.ts": "import { Coin } from './parts';\ntest('it', () => expect(new Coin(1).worth).toBe(1));\n",
        "src/is.test.ts": "import { isCoin } from './parts';\ntest('it', () => expect(isCoin(1)).toBe(false));\n",
    }
    assert _tests(write(tmp_path, files), "src/parts.ts", "Coin.constructor") == ["src/coin.test.ts"]


def test_what_waits_for_the_environment_is_unlikely(tmp_path: Path) -> None:
    files = {
        "shop/complete.py": "def complete(word):\n    return [word]\n",
        "shop/main.py": (
            "import os\n\nfrom shop.complete import complete\n\n\ndef serve(word):\n"
            "    asked = os.environ.get('SHOP_COMPLETE')\n    if not asked:\n        return 0\n    if word:\n"
            "        return complete(word)\n    return 1\n\n\ndef main(word):\n    if word:\n        return serve(word)\n"
        ),
        "tests/test_complete.py": "from shop.complete import complete\n\n\ndef test_it():\n    assert complete('a') == ['a']\n",
        "tests/test_main.py": "from shop.main import main\n\n\ndef test_it():\n    assert main('a') == 0\n",
    }
    answer = Workspace(write(tmp_path, files)).impact_analysis("shop/complete.py", symbol="complete")
    assert [row["path"] for row in answer["tests_to_run"]] == ["tests/test_complete.py"]
    assert answer["tests_unlikely"] == ["tests/test_main.py"]


def test_a_branch_inside_a_branch_can_leave_as_well(tmp_path: Path) -> None:
    files = {
        "shop/wrap.py": "def wrap(text):\n    return [text]\n",
        "shop/near.py": (
            "from shop.wrap import wrap\n\n\ndef near(text, kept):\n    if text:\n        pass\n    else:\n"
            "        if kept:\n            return text\n    return wrap(text)\n"
        ),
        "shop/far.py": (
            "from shop.wrap import wrap\n\n\ndef far(text, kept):\n    if kept:\n        kept.pop()\n    return wrap(text)\n"
        ),
        "tests/test_far.py": "from shop.far import far\n\n\ndef test_it():\n    assert far('', []) == ['']\n",
        "tests/test_near.py": "from shop.near import near\n\n\ndef test_it():\n    assert near('a', 0) == ['a']\n",
    }
    answer = Workspace(write(tmp_path, files)).impact_analysis("shop/wrap.py", symbol="wrap")
    assert [(row["path"], row["reason"]) for row in answer["tests_to_run"]] == [
        ("tests/test_far.py", "reaches it in 2 steps"),
        ("tests/test_near.py", "reaches it in 2 steps, behind 1 condition"),
    ]


def test_a_type_that_a_cast_promises_makes_nothing(tmp_path: Path) -> None:
    files = {
        "shop/parts.py": (
            "from typing import cast\n\n\nclass Coin:\n    def __init__(self):\n        self.worth = 1\n\n\n"
            "def worth(thing):\n    return cast(Coin, thing).worth\n"
        ),
        "tests/test_coins.py": "from shop.parts import Coin\n\n\ndef test_it():\n    assert Coin().worth == 1\n",
        "tests/test_worth.py": "from shop.parts import worth\n\n\ndef test_it():\n    assert worth(int) is None\n",
    }
    assert _tests(write(tmp_path, files), "shop/parts.py", "Coin.__init__") == ["tests/test_coins.py"]


def test_what_another_test_hands_to_the_product_makes_no_test_likelier(tmp_path: Path) -> None:
    files = {
        "shop/deep.py": "def deep():\n    return 1\n",
        "shop/runs.py": "def run(thing):\n    return thing.go()\n",
        "shop/till.py": (
            "import sys\n\nfrom shop.deep import deep\n\n\ndef take(way):\n    if sys.platform == 'win32':\n"
            "        try:\n            return way()\n        except ValueError:\n            return deep()\n"
        ),
        "tests/test_deep.py": (
            "from shop.deep import deep\nfrom shop.runs import run\n\n\nclass Deep:\n    def go(self):\n"
            "        return deep()\n\n\ndef test_it():\n    assert run(Deep()) == 1\n"
        ),
        "tests/test_till.py": (
            "from shop.runs import run\nfrom shop.till import take\n\n\nclass Other:\n    def go(self):\n        return 2\n\n\n"
            "def test_it():\n    assert run(Other()) == 2\n    assert take(int) is None\n"
        ),
    }
    assert _tests(write(tmp_path, files), "shop/deep.py", "deep") == ["tests/test_deep.py"]


def test_who_only_reads_a_constant_of_a_changed_file_runs_none_of_it(tmp_path: Path) -> None:
    files = {
        "shop/parts.py": (
            "LIMIT = 3\nMAKERS = {'a': lambda: 1}\n\n\ndef weigh():\n    return 2\n\n\nweigh_again = weigh\n"
        ),
        "tests/test_again.py": "from shop.parts import weigh_again\n\n\ndef test_it():\n    assert weigh_again() == 2\n",
        "tests/test_limit.py": "from shop.parts import LIMIT\n\n\ndef test_it():\n    assert LIMIT == 3\n",
        "tests/test_make.py": "from shop.parts import MAKERS\n\n\ndef test_it():\n    assert MAKERS['a']() == 1\n",
        "tests/test_weigh.py": "from shop.parts import weigh\n\n\ndef test_it():\n    assert weigh() == 2\n",
    }
    root = write(tmp_path, files)
    answer = Workspace(root).impact_analysis("shop/parts.py")
    running = ["tests/test_again.py", "tests/test_make.py", "tests/test_weigh.py"]
    assert sorted(row["path"] for row in answer["tests_to_run"]) == running
    assert answer["tests_unlikely"] == ["tests/test_limit.py"]
    assert _tests(root, "shop/parts.py", "LIMIT") == ["tests/test_limit.py"]


def test_a_long_way_from_a_test_to_a_function_is_run_and_one_by_import_left(tmp_path: Path) -> None:
    """Each step stands behind a branch that returns; so far from it, what a module does when it is imported hardly runs."""
    step = "def {0}(x):\n    if x > 9:\n        return 0\n    return {1}(x)\n\n\n"
    files = {
        "shop/way.py": "def end(x):\n    return x\n\n\n" + "".join(map(step.format, "abcd", ("end", "a", "b", "c"))),
        "shop/made.py": "from shop.way import c\n\nMADE = c(1)\n",
        "tests/test_end.py": "from shop.way import end\n\n\ndef test_it():\n    assert end(1)\n",
        "tests/test_far.py": "from shop.way import d\n\n\ndef test_it():\n    assert d(1)\n",
        "tests/test_made.py": "import shop.made\n\n\ndef test_it():\n    assert 1\n",
    }
    assert _tests(write(tmp_path, files), "shop/way.py", "end") == ["tests/test_end.py", "tests/test_far.py"]


def test_the_environment_of_a_request_is_not_that_of_the_process(tmp_path: Path) -> None:
    files = {
        "shop/way.py": "def end(x):\n    return x\n\n\ndef run(environ):\n    if environ.get('PATH_INFO'):\n        return end(1)\n",
        "tests/test_run.py": "from shop.way import run\n\n\ndef test_it():\n    assert run({'PATH_INFO': '/'})\n",
        "tests/test_end.py": "from shop.way import end\n\n\ndef test_it():\n    assert end(1)\n",
    }
    assert _tests(write(tmp_path, files), "shop/way.py", "end") == ["tests/test_end.py", "tests/test_run.py"]


def test_what_only_a_base_outside_may_call_is_unlikely_beside_a_test_that_calls_it(tmp_path: Path) -> None:
    base, held = "from outside import Base\n", "class Site(Base):\n    view = View\n"
    files = {
        "shop/__init__.py": "",
        "shop/prices.py": "def price():\n    return 1\n\n\ndef tax():\n    return 2\n",
        "shop/views.py": f"{base}from shop.prices import price\n\n\nclass View(Base):\n    def total(self):\n        return price()\n",
        "tests/test_prices.py": "from shop.prices import price\n\n\ndef test_price():\n    assert price()\n",
        "tests/test_views.py": "from shop.views import View\n\n\ndef test_view():\n    assert View()\n",
    }
    alone = Workspace(write(tmp_path / "alone", files)).impact_analysis("shop/prices.py")
    assert [row["path"] for row in alone["tests_to_run"]] == ["tests/test_prices.py"]
    assert alone["tests_unlikely"] == ["tests/test_views.py"]
    files["shop/site.py"] = f"{base}from shop.views import View\n\n\n{held}"
    seen = Workspace(write(tmp_path / "held", files)).impact_analysis("shop/prices.py")
    assert {row["path"] for row in seen["tests_to_run"]} == {"tests/test_prices.py", "tests/test_views.py"}


def test_a_common_name_is_near_where_its_class_is_named(tmp_path: Path) -> None:
    far = {
        f"step{n}.py": f"from step{n + 1} import go as on\n\n\ndef go(text):\n    return on(text)\n" for n in range(6)
    }
    root = write(
        tmp_path,
        {
            **far,
            "lexer.py": "class Lexer:\n    def parse(self):\n        return 1\n\n\nclass Reader:\n    def parse(self):\n        return 2\n",
            "step6.py": (
                "import lexer\n\nfrom reading import reader\n\n\n"
                "def go(text):\n    if not text:\n        return 0\n    return text.of(lexer.Lexer, reader()).parse()\n"
            ),
            "reading.py": "import lexer\n\n\ndef reader():\n    return lexer.Reader\n",
            "test_far.py": "from step0 import go\n\n\ndef test_far():\n    assert go('x')\n",
            "test_near.py": "from lexer import Lexer, Reader\n\n\ndef test_near():\n    assert Lexer().parse() and Reader().parse()\n",
        },
    )
    assert sorted(_tests(root, "lexer.py", "Lexer.parse")) == ["test_far.py", "test_near.py"]
    assert _tests(root, "lexer.py", "Reader.parse") == ["test_near.py"]
