"""tests_to_run of what stands in a table under a string: tests that never say the string come after those that do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

TEST = "from shop.render import render\n\n\ndef test_it():\n    assert render(%s)\n"
FILES = {
    "shop/__init__.py": "",
    "shop/filters.py": "def lower(text):\n    return text.lower()\n\n\ndef last(text):\n    return text[-1]\n\n\n"
    'FILTERS = {\n    "lower": lower,\n    "last": last,\n}\n',
    "shop/render.py": "from shop.filters import FILTERS\n\n\ndef render(text, name=None):\n    return FILTERS[name](text)\n",
    "tests/test_lower.py": TEST % "'A', 'lower'",
    "tests/test_last.py": TEST % "'A', 'last'",
    "tests/test_read.py": TEST % "'A', open('name').read()",
}


def _chosen(root: Path, symbol: str) -> tuple[set[str], set[str]]:
    found = Workspace(root).impact_analysis("shop/filters.py", symbol=symbol)
    return {row["path"] for row in found["tests_to_run"]}, set(found.get("tests_unlikely", []))


def test_a_test_that_never_says_the_string_is_left_for_later(tmp_path: Path) -> None:
    said = ({"tests/test_lower.py", "tests/test_read.py"}, {"tests/test_last.py"})
    assert _chosen(write(tmp_path, FILES), "lower") == said


def test_every_test_counts_where_the_product_says_the_string_itself(tmp_path: Path) -> None:
    render = FILES["shop/render.py"].replace("name=None", "name='lower'")
    assert _chosen(write(tmp_path, FILES | {"shop/render.py": render}), "lower") == (
        {f"tests/test_{name}.py" for name in ("last", "lower", "read")},
        set(),
    )


def test_every_test_counts_where_the_string_is_the_name_of_an_option(tmp_path: Path) -> None:
    options = 'SMALL = {\n    "how": lower,\n}\nEND = {\n    "how": last,\n}\n'
    filters = FILES["shop/filters.py"].partition("FILTERS")[0] + options
    render = "from shop.filters import SMALL\n\n\ndef render(text, name=None):\n    return SMALL.popitem()[1](text)\n"
    root = write(tmp_path, FILES | {"shop/filters.py": filters, "shop/render.py": render})
    assert _chosen(root, "lower") == ({f"tests/test_{name}.py" for name in ("last", "lower", "read")}, set())


def test_a_conftest_may_say_the_string_for_the_tests_below_it(tmp_path: Path) -> None:
    root = write(tmp_path, FILES | {"tests/conftest.py": "NAME = 'lower'\n"})
    assert _chosen(root, "lower") == ({f"tests/test_{name}.py" for name in ("last", "lower", "read")}, set())


def test_a_view_is_run_by_those_who_use_what_it_is_registered_with_and_say_its_route(tmp_path: Path) -> None:
    view = "from flask import Blueprint\n\nbp = Blueprint('%s', __name__)\n\n\n@bp.route('/%s')\ndef view():\n    return ''\n"
    said = "def test_%s(client):\n    assert client.get('/%s')\n"
    root = write(
        tmp_path,
        {
            "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\ndependencies = ["flask"]\n',
            "shop/__init__.py": "from flask import Flask\n\n\ndef create_app():\n    app = Flask(__name__)\n"
            "    from . import cart, login\n\n    app.register_blueprint(cart.bp)\n"
            "    app.register_blueprint(login.bp)\n    return app\n",
            "shop/cart.py": view % ("cart", "cart"),
            "shop/login.py": view % ("login", "login"),
            "tests/conftest.py": "import pytest\nfrom shop import create_app\n\n\n@pytest.fixture\ndef client():\n"
            "    return create_app().test_client()\n",
            "tests/test_cart.py": said % ("cart", "cart"),
            "tests/test_login.py": said % ("login", "login"),
            "tests/test_plain.py": "def test_plain():\n    assert '/cart'\n",
        },
    )
    found = Workspace(root).impact_analysis("shop/cart.py", symbol="view")
    assert [row["path"] for row in found["tests_to_run"]] == ["tests/test_cart.py"]
    assert found["tests_unlikely"] == ["tests/test_login.py"]
