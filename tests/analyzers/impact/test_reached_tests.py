"""tests_to_run where Python decides at run time what is called: names of packages, members looked up by name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from groundplan.answers import Impact


def _answer(root: Path, path: str, symbol: str | None = None, **more: Any) -> Impact:
    return Workspace(root).impact_analysis(path, symbol=symbol, **more)


def _tests(root: Path, path: str, symbol: str | None = None) -> list[str]:
    return [row["path"] for row in _answer(root, path, symbol)["tests_to_run"]]


RULES = {
    "rules/__init__.py": "from .block import block\nfrom . import plain\n",
    "rules/block.py": "def block(text):\n    return text\n",
    "rules/plain.py": "def run(text):\n    return text\n",
    "parser.py": "from rules import block, plain\n\nRULES = [block]\n\n\ndef parse(text):\n    return [rule(text) for rule in RULES]\n",
    "test_parser.py": "from parser import parse\n\n\ndef test_parse():\n    assert parse('a')\n",
}
"""A package that binds a function by the name of its module."""


def test_a_package_is_asked_for_a_name_before_its_modules_are(tmp_path: Path) -> None:
    root = write(tmp_path, RULES)
    assert _tests(root, "rules/block.py", "block") == ["test_parser.py"]
    breaks = _answer(root, "rules/block.py", "block", change_type="delete")["breaks"]
    assert [(row["path"], row["line"]) for row in breaks] == [
        ("parser.py", 1),
        ("parser.py", 3),
        ("rules/__init__.py", 1),
    ]
    assert _tests(root, "rules/plain.py", "run") == []


@pytest.mark.parametrize(
    "lookup",
    [
        "getattr(self, name)",
        "object.__getattribute__(self, name)",
        "dict(inspect.getmembers(self))[name]",
        "[item for item in dir(self) if item == name]",
    ],
)
def test_members_of_an_object_that_are_looked_up_by_any_name(tmp_path: Path, lookup: str) -> None:
    root = write(
        tmp_path,
        {
            "render.py": "import inspect\n\n\nclass Base:\n    def render(self, name):\n"
            f"        return {lookup}\n\n\n"
            "class Html(Base):\n    def softbreak(self):\n        return 1\n\n\n"
            "class Other:\n    def softbreak(self):\n        return 2\n",
            "test_render.py": "from render import Html\n\n\ndef test_render():\n    assert Html().render('softbreak')\n",
            "test_other.py": "from render import Other\n\n\ndef test_other():\n    assert Other()\n",
        },
    )
    assert _tests(root, "render.py", "Html.softbreak") == ["test_render.py"]
    assert _tests(root, "render.py", "Other.softbreak") == []


@pytest.mark.parametrize("keep", ["MAKERS['fast'] = make_fast", "MAKERS.update(fast=make_fast)"])
def test_what_is_put_into_a_registry_is_run_by_those_who_read_it(tmp_path: Path, keep: str) -> None:
    root = write(
        tmp_path,
        {
            "makers.py": "from __future__ import annotations\nfrom typing import Any, Callable\n\n"
            "MAKERS: dict[str, Callable[[], Any]] = {}\n\n\n"
            "class Fast:\n    def start(self):\n        return 1\n\n\n"
            f"def make_fast():\n    return Fast()\n\n\n{keep}\n\n\n"
            "def run(kind):\n    return MAKERS[kind]().start()\n\n\ndef other():\n    return 1\n",
            "test_run.py": "from makers import run\n\n\ndef test_run():\n    assert run('fast')\n",
            "test_other.py": "from makers import other\n\n\ndef test_other():\n    assert other()\n",
        },
    )
    assert _tests(root, "makers.py", "make_fast") == ["test_run.py"]
    assert _tests(root, "makers.py", "Fast.start") == ["test_run.py"]


def test_a_member_that_is_none_to_begin_with_may_be_anything_later(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "play.py": "class Disc:\n    def spin(self):\n        return 1\n",
            "player.py": "class Player:\n    def __init__(self):\n        self.disc = None\n\n"
            "    def insert(self, disc):\n        self.disc = disc\n\n"
            "    def play(self):\n        return self.disc.spin()\n",
            "test_play.py": "from play import Disc\nfrom player import Player\n\n\n"
            "def test_play():\n    player = Player()\n    player.insert(Disc())\n    assert player.play()\n",
        },
    )
    assert _tests(root, "play.py", "Disc.spin") == ["test_play.py"]


def test_a_renamed_reexport_is_followed_through_whole_modules_and_objects_that_are_spread(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "package.json": '{"name": "checks", "devDependencies": {"vitest": "^1.0.0"}}\n',
            "src/api.ts": "export function _size(n: number) { return n }\nexport function _unit(n: number) { return n }\n",
            "src/checks.ts": "export { _size as size, _unit as unit } from './api'\n",
            "src/schema.ts": "import * as checks from './checks'\nexport function check(n: number) { return checks.size(n) }\n",
            "src/all.ts": "import * as checks from './checks'\nconst z = { ...checks, more: 1 }\n"
            "export function twice(n: number) { return z.unit(n) }\n",
            "src/schema.test.ts": "import { check } from './schema'\nit('checks', () => { check(1) })\n",
            "src/all.test.ts": "import { twice } from './all'\nit('doubles', () => { twice(1) })\n",
        },
    )
    assert _tests(root, "src/api.ts", "_size") == ["src/schema.test.ts"]
    assert _tests(root, "src/api.ts", "_unit") == ["src/all.test.ts"]
    breaks = _answer(root, "src/checks.ts", change_type="delete")["breaks"]
    assert [(row["path"], row["line"]) for row in breaks] == [("src/all.ts", 1), ("src/schema.ts", 1)]


def test_a_protocol_is_met_by_whatever_has_its_methods(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "lock.py": "from typing import Protocol, TypeVar\n\n\nclass Read(Protocol):\n"
            "    @classmethod\n    def parse(cls, data): ...\n\n\n"
            'T = TypeVar("T", bound=Read)\n\n\n'
            "def load(kind: type[T], data) -> T:\n    return kind.parse(data)\n\n\n"
            "class Wheel:\n    @classmethod\n    def parse(cls, data):\n        return cls()\n\n\n"
            "class Other:\n    @classmethod\n    def parse(cls, data):\n        return cls()\n\n\n"
            "def wheel(data):\n    return load(Wheel, data)\n",
            "test_lock.py": "from lock import wheel\n\n\ndef test_wheel():\n    assert wheel({})\n",
        },
    )
    assert _tests(root, "lock.py", "Wheel.parse") == ["test_lock.py"]
    assert _tests(root, "lock.py", "Other.parse") == []


def test_a_member_named_in_a_test_is_looked_up_on_an_object_of_a_subclass(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "base.py": "class Base:\n    def delete(self):\n        return 1\n\n    def patch(self):\n        return 2\n",
            "app.py": "from base import Base\n\n\nclass App(Base):\n    pass\n",
            "test_app.py": "from app import App\n\n\ndef test_methods():\n    for name in ('delete',):\n"
            "        assert getattr(App(), name)()\n",
        },
    )
    assert _tests(root, "base.py", "Base.delete") == ["test_app.py"]
    assert _tests(root, "base.py", "Base.patch") == []


def test_many_ways_to_the_change_come_before_one(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "shop.py": "def tax(amount):\n    return amount\n\n\ndef total(amount, taxed):\n"
            "    if taxed:\n        return tax(amount)\n    return amount\n",
            "test_a.py": "from shop import total\n\n\ndef test_one():\n    assert total(1, False)\n",
            "test_b.py": "from shop import total\n\n\n"
            + "\n\n".join(f"def test_{number}():\n    assert total({number}, True)\n" for number in range(4)),
        },
    )
    assert _tests(root, "shop.py", "tax") == ["test_b.py", "test_a.py"]


def test_a_test_that_its_base_looks_up_is_run_for_its_own_class_alone(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "price.py": "def price(amount):\n    return amount * 2\n",
            "cases.py": "import unittest\n\n\nclass Case(unittest.TestCase):\n    def __call__(self, result=None):\n"
            "        return getattr(self, self._testMethodName)()\n",
            "tests/test_price.py": "from cases import Case\nfrom price import price\n\n\nclass PriceTests(Case):\n"
            "    def test_price(self):\n        self.assertEqual(price(1), 2)\n",
            "tests/test_other.py": "from cases import Case\n\n\nclass OtherTests(Case):\n    def test_other(self):\n        pass\n",
        },
    )
    answer = _answer(root, "price.py", "price")
    assert [row["path"] for row in answer["impacted_files"]] == ["tests/test_price.py"]
    assert [row["path"] for row in answer["tests_to_run"]] == ["tests/test_price.py"]


def test_a_call_of_a_special_method_on_anything_runs_no_other_class(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "mail.py": "class Mail:\n    def __init__(self):\n        attach(self)\n\n\ndef attach(mail):\n    mail.files = 1\n",
            "writer.py": "def arguments(operation):\n    return operation.__init__.__code__\n",
            "test_mail.py": "from mail import Mail\n\n\ndef test_mail():\n    assert Mail().files\n",
            "test_writer.py": "from mail import Mail\nfrom writer import arguments\n\n\ndef test_writer():\n    assert arguments\n",
        },
    )
    answer = _answer(root, "mail.py", "attach")
    assert [row["path"] for row in answer["tests_to_run"]] == ["test_mail.py"]
    assert "rest on a name alone" not in answer.get("coverage", "")


def test_what_a_module_offers_is_no_use_of_it(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "shop/__init__.py": "from .price import price\n\n__all__ = ['price']\n",
            "shop/price.py": "def price():\n    return 1\n",
            "shop/forms.py": "from shop import __all__\n\nFIELDS = '__all__'\n\n\ndef form():\n    return FIELDS\n",
            "test_forms.py": "from shop.forms import form\n\n\ndef test_form():\n    assert form()\n",
        },
    )
    answer = _answer(root, "shop/price.py", "price")
    assert answer["impacted_files"] == []
    assert ["shop/__init__.py", 3] in [
        [row["path"], row["line"]] for row in _answer(root, "shop/price.py", "price", change_type="delete")["breaks"]
    ]


def test_a_member_that_is_looked_up_by_its_beginning_though_another_calls_it_too(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "parser.py": "class Parser:\n    def run(self, rule):\n        return getattr(self, 'parse_' + rule)()\n\n"
            "    def parse_code(self):\n        return 1\n\n\n"
            "class Other:\n    def parse_code(self):\n        return 2\n\n\n"
            "def fence():\n    return Parser().parse_code()\n",
            "test_parser.py": "from parser import Parser\n\n\ndef test_run():\n    assert Parser().run('code')\n",
            "test_fence.py": "from parser import fence\n\n\ndef test_fence():\n    assert fence()\n",
            "test_other.py": "from parser import Other\n\n\ndef test_other():\n    assert Other()\n",
        },
    )
    assert _tests(root, "parser.py", "Parser.parse_code") == ["test_parser.py", "test_fence.py"]
    assert _tests(root, "parser.py", "Other.parse_code") == []


def test_a_dotted_path_beside_import_module_is_what_it_names(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "shop/__init__.py": "",
            "shop/plugins/__init__.py": "from importlib import import_module\n\n"
            "PLUGINS = {'table': 'shop.plugins.table.table'}\n\n\ndef load(name):\n"
            "    module, _, member = PLUGINS[name].rpartition('.')\n    return getattr(import_module(module), member)\n",
            "shop/plugins/table.py": "def table():\n    return 1\n",
            "tests/test_load.py": "from shop.plugins import load\n\n\ndef test_load():\n    assert load('table')()\n",
        },
    )
    assert _tests(root, "shop/plugins/table.py", "table") == ["tests/test_load.py"]


def test_a_module_is_asked_for_a_name_that_it_does_not_define(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "shop/__init__.py": "KNOWN = 1\n\n\ndef __getattr__(name):\n    if name == '__version__':\n"
            "        return '1'\n    raise AttributeError(name)\n",
            "tests/test_version.py": "import shop\n\n\ndef test_version():\n    assert shop.__version__\n",
            "tests/test_each.py": "import shop\n\n\ndef test_each():\n    for name in ('__version__',):\n"
            "        assert getattr(shop, name)\n",
            "tests/test_known.py": "import shop\n\n\ndef test_known():\n    assert shop.KNOWN\n",
        },
    )
    assert _tests(root, "shop/__init__.py", "__getattr__") == ["tests/test_each.py", "tests/test_version.py"]


def test_a_subclass_that_its_base_registers_is_run_by_those_who_read_the_registry(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "locales.py": "LOCALES = {}\n\n\nclass Locale:\n    def __init_subclass__(cls):\n        LOCALES[cls.name] = cls\n\n\n"
            "class Greek(Locale):\n    name = 'el'\n\n    def describe(self):\n        return 1\n\n\n"
            "def locale(name):\n    return LOCALES[name]()\n\n\ndef other():\n    return 1\n",
            "test_locale.py": "from locales import locale\n\n\ndef test_locale():\n    assert locale('el').describe()\n",
            "test_other.py": "from locales import other\n\n\ndef test_other():\n    assert other().describe()\n",
        },
    )
    assert _tests(root, "locales.py", "Greek.describe") == ["test_locale.py"]


def test_a_class_is_looked_up_among_the_names_of_its_module_by_a_fixture_that_is_named_in_a_mark(
    tmp_path: Path,
) -> None:
    root = write(
        tmp_path,
        {
            "shapes.py": "def find(name):\n    return globals()[name]()\n\n\n"
            "class Square:\n    def area(self):\n        return 4\n",
            "tests/conftest.py": "import pytest\n\nfrom shapes import find\n\n\n@pytest.fixture\ndef shape(request):\n"
            "    request.cls.shape = find('Square')\n",
            "tests/test_shape.py": "import pytest\n\n\n@pytest.mark.usefixtures('shape')\nclass TestShape:\n"
            "    def test_area(self):\n        assert self.shape.area() == 4\n",
            "tests/test_none.py": "def test_none(shape_of_things):\n    assert shape_of_things.area()\n",
        },
    )
    assert _tests(root, "shapes.py", "Square.area") == ["tests/test_shape.py"]
    assert _tests(root, "tests/conftest.py", "shape") == ["tests/test_shape.py"]
