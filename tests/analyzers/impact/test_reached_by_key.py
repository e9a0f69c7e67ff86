"""tests_to_run of what a decorator takes up under a string: tests that never say the string come after those that do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path


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
