"""tests_to_run where a library calls back: methods of classes that are mixed into what extends it."""

from __future__ import annotations

from pathlib import Path

from groundplan import Workspace

from ...workspaces import write


def test_a_library_calls_the_methods_that_a_mixin_overrides(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "pyproject.toml": '[project]\nname = "css"\nversion = "1"\ndependencies = ["cssselect"]\n',
            "css.py": "from cssselect import GenericTranslator\n\n\nclass Mixin:\n    def xpath_element(self, selector):\n"
            "        return selector\n\n\nclass Plain:\n    def xpath_element(self, selector):\n        return selector\n\n\n"
            "class Translator(Mixin, GenericTranslator):\n    pass\n",
            "test_css.py": "from css import Translator\n\n\ndef test_css():\n    assert Translator().css_to_xpath('a')\n",
            "test_plain.py": "from css import Plain\n\n\ndef test_plain():\n    assert Plain()\n",
        },
    )
    rows = Workspace(root).impact_analysis("css.py", symbol="Mixin.xpath_element")["tests_to_run"]
    assert [row["path"] for row in rows] == ["test_css.py"]
    assert Workspace(root).impact_analysis("css.py", symbol="Plain.xpath_element")["tests_to_run"] == []


def test_an_attribute_of_that_name_is_not_the_names_of_the_module(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "page.py": "def render(page):\n    return page.globals()\n\n\ndef unused():\n    return 1\n",
            "test_page.py": "from page import render\n\n\ndef test_page():\n    assert render(None)\n",
        },
    )
    assert Workspace(root).impact_analysis("page.py", symbol="unused")["tests_to_run"] == []


def test_what_a_package_tells_of_a_function_in_its_docstring_runs_nothing(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "web/__init__.py": '"""A client.\n\n>>> web.post(\'https://example.org/post\')\n"""\n\nfrom .api import post as post\n',
            "web/api.py": "def post():\n    return 1\n\n\ndef get():\n    return 2\n",
            "test_post.py": "import web\n\n\ndef test_post():\n    assert web.post()\n",
            "test_get.py": "from web.api import get\n\n\ndef test_get():\n    assert get()\n",
        },
    )
    rows = Workspace(root).impact_analysis("web/api.py", symbol="post")["tests_to_run"]
    assert [row["path"] for row in rows] == ["test_post.py"]


def test_a_name_that_is_filled_into_a_string_is_looked_up_by_its_beginning(tmp_path: Path) -> None:
    files = {
        "shop/desk.py": (
            "class Reader:\n    def take(self, kind):\n        return getattr(self, '_take_%s' % kind)()\n\n"
            "    def give(self, kind):\n        return getattr(self, '_give_{}'.format(kind))()\n\n"
            "    def _take_coin(self):\n        return 1\n\n    def _give_coin(self):\n        return 2\n"
        ),
        "tests/test_take.py": "from shop.desk import Reader\n\n\ndef test_it():\n    assert Reader().take('coin') == 1\n",
        "tests/test_give.py": "from shop.desk import Reader\n\n\ndef test_it():\n    assert Reader().give('coin') == 2\n",
    }
    workspace = Workspace(write(tmp_path, files))
    for name in ("take", "give"):
        answer = workspace.impact_analysis("shop/desk.py", symbol=f"Reader._{name}_coin")
        assert [row["path"] for row in answer["tests_to_run"]] == [f"tests/test_{name}.py"]


def test_a_class_that_its_metaclass_registers_is_run_by_those_who_read_the_registry(tmp_path: Path) -> None:
    classes = (
        "class Bold(Tag):\n    def render(self):\n        return 1\n\n\n"
        "def tag(name):\n    return {read}[name]()\n\n\ndef other():\n    return 1\n"
    )
    kept = "class Meta(type):\n    known = {}\n\n    def __init__(cls, name, bases, members):\n        cls.known[name] = cls\n\n\n"
    outside = "KNOWN = {}\n\n\nclass Meta(type):\n    def __new__(cls, *given):\n        KNOWN[given[0]] = made = super().__new__(cls, *given)\n        return made\n\n\n"
    in_statement, later = (
        "class Tag(metaclass=Meta):\n    pass\n\n\n",
        "class Tag:\n    pass\n\n\nTag = Meta('Tag', (Tag,), {})\n\n\n",
    )
    tests = {
        "test_tag.py": "from tags import tag\n\n\ndef test_tag():\n    assert tag('Bold').render()\n",
        "test_other.py": "from tags import other\n\n\ndef test_other():\n    assert other().render()\n",
    }
    for number, (filling, made, read) in enumerate([(kept, in_statement, "Meta.known"), (outside, later, "KNOWN")]):
        root = write(tmp_path / str(number), {"tags.py": filling + made + classes.format(read=read), **tests})
        rows = Workspace(root).impact_analysis("tags.py", symbol="Bold.render")["tests_to_run"]
        assert [row["path"] for row in rows] == ["test_tag.py"]


def test_a_template_calls_the_methods_of_the_objects_that_it_is_given(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "pyproject.toml": '[project]\nname = "menu"\nversion = "1"\ndependencies = ["jinja2"]\n',
            "menu/items.py": "class Item:\n    def is_active(self, request):\n        return True\n\n"
            "    def is_open(self):\n        return True\n",
            "menu/page.py": "from menu.items import Item\n\n\ndef page(env):\n"
            "    return env.get_template('page.html').render(item=Item())\n",
            "menu/templates/page.html": "{% if item.is_active(request) %}Is it item.is_open?{% endif %}\n",
            "test_page.py": "from menu.page import page\n\n\ndef test_page():\n    assert page(None)\n",
        },
    )
    workspace = Workspace(root)
    rows = workspace.impact_analysis("menu/items.py", symbol="Item.is_active")["tests_to_run"]
    assert [row["path"] for row in rows] == ["test_page.py"]
    assert workspace.impact_analysis("menu/items.py", symbol="Item.is_open")["tests_to_run"] == []


def test_a_class_that_is_put_together_from_a_list_of_bases_calls_their_hook(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "base.py": "import types\n\n\nclass Naming:\n    def __init_subclass__(cls):\n        cls.name = 'x'\n\n\n"
            "def make():\n    bases = [Naming]\n    return types.new_class('Made', (*bases,))\n",
            "test_make.py": "from base import make\n\n\ndef test_make():\n    assert make()\n",
        },
    )
    rows = Workspace(root).impact_analysis("base.py", symbol="Naming.__init_subclass__")["tests_to_run"]
    assert [row["path"] for row in rows] == ["test_make.py"]


def test_what_a_call_at_the_top_level_is_handed_runs_after_the_import(tmp_path: Path) -> None:
    told = "def show():\n    return 1\n\n\ndef read():\n    return 2\n\n\nread.cost = 3\n"
    root = write(
        tmp_path,
        {
            "views.py": told,
            "app.py": "from flask import Flask\nfrom views import read, show\n\napp = Flask('app')\n"
            "app.add_url_rule('/', view_func=show)\napp.config.update(cost=read.cost)\n",
            "test_app.py": "from app import app\n\n\ndef test_app():\n    assert app.test_client().get('/')\n",
            "test_views.py": "from views import read, show\n\n\ndef test_views():\n    assert show() + read()\n",
        },
    )
    tests = {
        name: [row["path"] for row in Workspace(root).impact_analysis("views.py", symbol=name)["tests_to_run"]]
        for name in ("show", "read")
    }
    assert tests == {"show": ["test_views.py", "test_app.py"], "read": ["test_views.py"]}


def test_what_an_app_is_handed_runs_for_tests_that_get_the_app_from_a_conftest(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "views.py": "def show():\n    return 1\n",
            "app.py": "from flask import Flask\nfrom views import show\n\napp = Flask('app')\n"
            "app.add_url_rule('/', view_func=show)\n",
            "tests/conftest.py": "import pytest\nfrom app import app\n\n\n@pytest.fixture\ndef client():\n"
            "    return app.test_client()\n",
            "tests/test_app.py": "def test_app(client):\n    assert client.get('/')\n",
            "tests/test_views.py": "from views import show\n\n\ndef test_views():\n    assert show()\n",
        },
    )
    rows = Workspace(root).impact_analysis("views.py", symbol="show")["tests_to_run"]
    assert [row["path"] for row in rows] == ["tests/test_views.py", "tests/test_app.py"]


def test_no_test_says_what_stands_for_a_part_of_a_path(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "app.py": "from flask import Flask\n\napp = Flask('app')\n\n\n@app.route('/<string:project>/')\ndef bills(project):\n"
            "    return project\n\n\n@app.route('/<string:project>/feed')\ndef feed(project):\n    return project\n",
            "test_bills.py": "from app import app\n\n\ndef test_bills():\n    assert app.test_client().get('/demo/')\n",
            "test_feed.py": "from app import app\n\n\ndef test_feed():\n    assert app.test_client().get('/demo/feed')\n",
            "test_project.py": "from app import app\n\n\ndef test_project():\n    assert app.test_client().get('/project/')\n",
        },
    )
    tests = {
        name: sorted(row["path"] for row in Workspace(root).impact_analysis("app.py", symbol=name)["tests_to_run"])
        for name in ("bills", "feed")
    }
    assert tests == {"bills": ["test_bills.py", "test_feed.py", "test_project.py"], "feed": ["test_feed.py"]}
