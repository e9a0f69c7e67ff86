"""tests_to_run where members are worked out: `__getattr__`, properties in class variables, type parameters, types that do not run."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write


def _tests(root: Path, path: str, symbol: str | None = None) -> list[str]:
    return [row["path"] for row in Workspace(root).impact_analysis(path, symbol=symbol)["tests_to_run"]]


def test_a_member_that_getattr_works_out_may_be_anything(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "box.py": (
                "class Box(dict):\n    def __getattr__(self, name):\n        return self[name]\n\n"
                "    def to_text(self):\n        return 'x'\n\n\n"
                "class Plain(dict):\n    def to_page(self):\n        return 'x'\n"
            ),
            "test_box.py": "from box import Box\n\n\ndef test_box():\n    box = Box()\n    assert box.inner.to_text()\n",
            "test_plain.py": "from box import Plain\n\n\ndef test_plain():\n    assert Plain().copy.to_page()\n",
        },
    )
    assert _tests(root, "box.py", "Box.to_text") == ["test_box.py"]
    assert _tests(root, "box.py", "Plain.to_page") == []


def test_one_of_several_types_leaves_the_member_open(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "web.py": (
                "class Request:\n    pass\n\n\nclass Response:\n    def merge(self):\n        return 1\n\n\n"
                "def call(request):\n    if isinstance(request, dict):\n        request = Request()\n"
                "        request.response = Response()\n    return request.response.merge()\n"
            ),
            "test_web.py": "from web import call\n\n\ndef test_call():\n    assert call({})\n",
        },
    )
    assert _tests(root, "web.py", "Response.merge") == ["test_web.py"]


PROPERTIES = {
    "web.py": (
        "def _parse(text):\n    return text\n\n\n"
        "def header(name):\n    def get(self):\n        return _parse(self.headers[name])\n\n    return property(get)\n\n\n"
        "class Length:\n    def __get__(self, instance, owner):\n        return _count(instance)\n\n\n"
        "def _count(value):\n    return 1\n\n\n"
        "class Request:\n    accept = header('accept')\n    length = Length()\n\n"
        "    def method(self):\n        if self:\n            if self.method:\n                return 'GET'\n        return ''\n"
    ),
    "test_accept.py": "from web import Request\n\n\ndef test_accept():\n    assert Request().accept\n",
    "test_length.py": "from web import Request\n\n\ndef test_length():\n    assert Request().length\n",
    "test_method.py": "from web import Request\n\n\ndef test_method():\n    assert Request().method()\n",
}


def test_a_property_in_a_class_variable_runs_first_for_those_who_read_it(tmp_path: Path) -> None:
    root = write(tmp_path, PROPERTIES)
    assert _tests(root, "web.py", "_parse")[0] == "test_accept.py"
    assert _tests(root, "web.py", "_count")[0] == "test_length.py"


def test_what_a_property_gives_back_is_not_the_property(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "web.py": (
                "class Headers:\n    def update_all(self):\n        return 1\n\n\n"
                "class Request:\n    def _get(self):\n        return Headers()\n\n    headers = property(_get)\n"
            ),
            "test_web.py": "from web import Request\n\n\ndef test_web():\n    assert Request().headers.update_all()\n",
        },
    )
    assert _tests(root, "web.py", "Headers.update_all") == ["test_web.py"]


def test_a_type_parameter_is_no_type_from_outside(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "shop.py": (
                "class Base:\n    def price(self):\n        return 1\n\n\n"
                "def priced[T: Base](item: T) -> T:\n    item.price()\n    return item\n\n\n"
                "class Shelf[T]:\n    def __init__(self, item: T):\n        self.item = item\n\n"
                "    def sum(self):\n        return self.item.weigh()\n\n\n"
                "class Stone:\n    def weigh(self):\n        return 2\n\n\n"
                "type Priced = Base\n\n\ndef cost(item: Priced):\n    return item.price()\n"
            ),
            "test_priced.py": "from shop import Base, priced\n\n\ndef test_priced():\n    assert priced(Base())\n",
            "test_shelf.py": "from shop import Shelf, Stone\n\n\ndef test_shelf():\n    assert Shelf(Stone()).sum()\n",
            "test_cost.py": "from shop import Base, cost\n\n\ndef test_cost():\n    assert cost(Base())\n",
        },
    )
    assert sorted(_tests(root, "shop.py", "Base.price")) == ["test_cost.py", "test_priced.py"]
    assert _tests(root, "shop.py", "Stone.weigh") == ["test_shelf.py"]


def test_a_type_of_a_changed_file_is_run_by_no_test(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "package.json": '{"name": "app", "devDependencies": {"vitest": "^1.0.0"}}\n',
            "src/disk.ts": "export interface DiskOptions { base: string }\nexport function disk(o: DiskOptions) { return o.base }\n",
            "src/types.ts": "export interface Shared { base: string }\n",
            "src/http.ts": "export function http(o) { return o.base }\n",
            "src/disk.test.ts": "import { disk } from './disk'\ntest('disk', () => { disk({ base: 'x' }) })\n",
            "src/http.test.ts": "import { http } from './http'\nimport './disk'\ntest('http', () => { http({ base: 'x' }) })\n",
        },
    )
    assert _tests(root, "src/disk.ts") == ["src/disk.test.ts"]


def test_the_constructor_that_a_value_names_is_not_run(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "package.json": '{"name": "app", "devDependencies": {"vitest": "^1.0.0"}}\n',
            "src/fault.ts": "export class Fault extends Error {\n  constructor(text: string) { super(text) }\n}\n"
            "export const fault = (text: string) => new Fault(text)\n",
            "src/fault.test.ts": "import { fault } from './fault'\ntest('fault', () => { fault('x') })\n",
            "src/name.test.ts": "import './fault'\ntest('name', () => { expect(make().constructor.name).toBe('Date') })\n",
        },
    )
    assert _tests(root, "src/fault.ts", "Fault.constructor") == ["src/fault.test.ts"]


FLUENT = {
    "fluent.py": (
        "def builder(func):\n    def make(self, *given):\n        func(self, *given)\n        return self\n\n    return make\n"
    ),
    "query.py": (
        "from fluent import builder\n\n\nclass Query:\n    @classmethod\n    def of(cls, table) -> 'Builder':\n"
        "        return cls._make().take(table)\n\n    @classmethod\n    def _make(cls) -> 'Builder':\n        return Builder()\n\n\n"
        "class Builder:\n    @builder\n    def take(self, table) -> None:\n        self.table = table\n\n"
        "    @builder\n    def limit(self, most) -> None:\n        self.most = most\n\n"
        "    def quiet(self) -> None:\n        self.loud = False\n"
    ),
    "dialect.py": (
        "from query import Builder, Query\n\n\nclass Small(Query):\n    @classmethod\n    def _make(cls) -> 'SmallBuilder':\n"
        "        return SmallBuilder()\n\n\nclass SmallBuilder(Builder):\n    pass\n"
    ),
    "test_query.py": "from query import Query\n\n\ndef test_it():\n    assert Query.of('a').take('b').limit(2)\n",
    "test_small.py": "from dialect import Small\n\n\ndef test_it():\n    assert Small.of('a')\n",
    "test_quiet.py": "from query import Builder\n\n\ndef test_it():\n    assert not Builder().quiet().limit\n",
}


def test_a_decorator_that_makes_a_method_fluent_gives_back_its_object(tmp_path: Path) -> None:
    root = write(tmp_path, FLUENT)
    assert _tests(root, "query.py", "Builder.limit") == ["test_query.py"]


def test_a_class_method_that_a_subclass_has_of_its_own(tmp_path: Path) -> None:
    root = write(tmp_path, FLUENT)
    assert _tests(root, "dialect.py", "Small._make") == ["test_small.py"]


def test_what_a_cache_or_partial_is_made_of_gives_what_that_gives(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "guides.py": (
                "import functools\n\n\nclass Manager:\n    def __init__(self):\n"
                "        self.guide_for = functools.cache(self._guide_for)\n"
                "        self.sized = functools.lru_cache(maxsize=None)(self._guide_for)\n\n"
                "    def _guide_for(self, name) -> 'Guide':\n        return Guide()\n\n"
                "    def report(self, name):\n        guide = self.guide_for(name)\n        return guide.report()\n\n"
                "    def count(self, name):\n        return self.sized(name).count()\n\n\n"
                "class Guide:\n    def report(self):\n        return 1\n\n    def count(self):\n        return 2\n"
            ),
            "test_guides.py": "from guides import Manager\n\n\ndef test_report():\n    assert Manager().report('a')\n",
            "test_count.py": "from guides import Manager\n\n\ndef test_count():\n    assert Manager().count('a')\n",
        },
    )
    assert _tests(root, "guides.py", "Guide.report") == ["test_guides.py"]
    assert _tests(root, "guides.py", "Guide.count") == ["test_count.py"]


def test_what_nothing_but_none_is_given_is_set_by_code_that_is_not_seen(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "clients.py": (
                "class Session:\n    def fetch(self):\n        return 1\n\n    def settle(self):\n        return 2\n\n\n"
                "class App:\n    client = None\n\n    def __init__(self):\n        self.session = None\n\n"
                "    def open(self):\n        with self.client() as session:\n            return session.fetch()\n\n"
                "    def end(self):\n        return self.session.settle()\n"
            ),
            "shop.py": "from clients import App, Session\n\n\nclass Shop(App):\n    client = Session\n",
            "test_load.py": "from shop import Shop\n\n\ndef test_load():\n    assert Shop().open()\n",
            "test_end.py": "from shop import Shop\n\n\ndef test_end():\n    assert Shop().end()\n",
        },
    )
    assert _tests(root, "clients.py", "Session.fetch") == ["test_load.py"]
    assert _tests(root, "clients.py", "Session.settle") == ["test_end.py"]


def test_a_method_that_the_class_of_self_lacks_is_that_of_a_class_mixed_in_beside_it(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "compose.py": "class Composer:\n    def compose(self):\n        return 1\n\n    def other(self):\n        return 2\n",
            "construct.py": "class Constructor:\n    def construct(self):\n        return self.compose()\n",
            "loader.py": "from compose import Composer\nfrom construct import Constructor\n\n\nclass Loader(Composer, Constructor):\n    pass\n",
            "test_loader.py": "from loader import Loader\n\n\ndef test_it():\n    assert Loader().construct()\n",
            "test_construct.py": "from construct import Constructor\n\n\ndef test_it():\n    assert Constructor().construct\n",
        },
    )
    assert _tests(root, "compose.py", "Composer.compose") == ["test_loader.py"]
    assert _tests(root, "compose.py", "Composer.other") == []


def test_the_last_of_many_in_a_list_is_held_like_the_first(tmp_path: Path) -> None:
    kinds = "".join(f"class K{number}:\n    def run(self):\n        return {number}\n\n\n" for number in range(9))
    held = ", ".join(f"K{number}()" for number in range(9))
    root = write(
        tmp_path,
        {
            "kinds.py": f"{kinds}KINDS = [{held}]\n\n\ndef run_all():\n    return [kind.run() for kind in KINDS]\n",
            "test_kinds.py": "from kinds import run_all\n\n\ndef test_it():\n    assert run_all()\n",
        },
    )
    assert _tests(root, "kinds.py", "K8.run") == ["test_kinds.py"]


def test_a_comment_among_the_arguments_is_none(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "visit.py": "class Base:\n    def process(self, item):\n        return getattr(  # noqa\n"
            "            self, 'visit_{}'.format(item.name)\n        )(item)\n\n\n"
            "class Visitor(Base):\n    def visit_route(self, item):\n        return item\n",
            "test_visit.py": "from visit import Visitor\n\n\ndef test_it():\n    assert Visitor().process(1)\n",
        },
    )
    assert _tests(root, "visit.py", "Visitor.visit_route") == ["test_visit.py"]


@pytest.mark.parametrize(
    "made",
    [
        'namedtuple("Both", ("store", "count"))(Store(), 1)',
        "SimpleNamespace(store=Store(), count=1)",
        "Pair(Store(), 1)",
    ],
)
def test_an_object_that_holds_what_it_is_handed(tmp_path: Path, made: str) -> None:
    root = write(
        tmp_path,
        {
            "store.py": "class Store:\n    def connect(self):\n        return 1\n\n    def empty(self):\n        return 1\n",
            "tests/conftest.py": "from collections import namedtuple\nfrom types import SimpleNamespace\n\nimport pytest\nfrom store import Store\n\n"
            f'Pair = namedtuple("Pair", "store count")\n\n\n@pytest.fixture\ndef both():\n    return {made}\n',
            "tests/test_both.py": "def test_it(both):\n    assert both.store.connect()\n",
        },
    )
    assert _tests(root, "store.py", "Store.connect") == ["tests/test_both.py"]
    assert _tests(root, "store.py", "Store.empty") == []


def test_a_mixin_before_the_base_overrides_what_the_base_calls(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "token.py": (
                "class Token:\n    def __init__(self):\n        self.verify()\n\n    def verify(self):\n        return 1\n\n\n"
                "class Checked:\n    def verify(self):\n        return 2\n\n\n"
                "class Late:\n    def verify(self):\n        return 3\n\n\n"
                "class Refresh(Checked, Token, Late):\n    pass\n"
            ),
            "test_refresh.py": "from token import Refresh\n\n\ndef test_refresh():\n    assert Refresh()\n",
            "test_token.py": "from token import Token\n\n\ndef test_token():\n    assert Token()\n",
        },
    )
    assert _tests(root, "token.py", "Checked.verify") == ["test_refresh.py"]
    assert _tests(root, "token.py", "Late.verify") == []
