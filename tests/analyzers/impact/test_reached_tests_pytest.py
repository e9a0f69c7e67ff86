"""tests_to_run where pytest decides what a test runs: fixtures that a module or class has from another one, tests of a base."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

STORE = "def connect():\n    return 1\n\n\ndef close():\n    return 2\n"
FIXTURES = "import pytest\nfrom store import connect\n\n\n@pytest.fixture\ndef db():\n    return connect()\n"
USER = "def test_rows(db):\n    assert db\n"


def _tests(root: Path, path: str, symbol: str | None) -> list[str]:
    return sorted(row["path"] for row in Workspace(root).impact_analysis(path, symbol=symbol)["tests_to_run"])


@pytest.mark.parametrize(
    "more",
    [
        {"tests/conftest.py": "from .fixtures import *\n"},
        {"tests/conftest.py": "from .fixtures import db\n"},
        {"tests/conftest.py": 'pytest_plugins = ["pytester", "tests.fixtures"]\n'},
        {"tests/conftest.py": 'pytest_plugins = ("tests.fixtures",)\n'},
        {"tests/conftest.py": 'pytest_plugins = "tests.chosen"\n', "tests/chosen.py": "from .fixtures import db\n"},
        {"tests/conftest.py": "", "tests/unit/test_rows.py": f"from tests.fixtures import db\n\n\n{USER}"},
    ],
)
def test_a_fixture_that_a_module_imports_or_has_from_a_plugin(tmp_path: Path, more: dict[str, str]) -> None:
    files = {"store.py": STORE, "tests/__init__.py": "", "tests/unit/__init__.py": "", "tests/fixtures.py": FIXTURES}
    others = {"tests/unit/test_rows.py": USER, "tests/unit/test_other.py": "def test_other():\n    assert 1\n"}
    root = write(tmp_path, {**files, **others, **more})
    assert _tests(root, "store.py", "connect") == ["tests/unit/test_rows.py"]
    assert _tests(root, "store.py", "close") == []


def test_a_fixture_that_extends_the_outer_one_of_its_name(tmp_path: Path) -> None:
    inner = "import pytest\n\n\n@pytest.fixture\ndef db(db):\n    return [db]\n"
    files = {"store.py": STORE, "tests/conftest.py": FIXTURES, "tests/unit/conftest.py": inner}
    root = write(tmp_path, {**files, "tests/unit/test_rows.py": USER})
    assert _tests(root, "store.py", "connect") == ["tests/unit/test_rows.py"]


def test_a_fixture_that_is_given_another_name(tmp_path: Path) -> None:
    named = FIXTURES.replace("@pytest.fixture\ndef db", '@pytest.fixture(name="db")\ndef make')
    root = write(tmp_path, {"store.py": STORE, "tests/conftest.py": named, "tests/test_rows.py": USER})
    assert _tests(root, "store.py", "connect") == ["tests/test_rows.py"]


SUITE = (
    "import pytest\nfrom store import close, connect\n\n\nclass Suite:\n"
    "    @pytest.fixture\n    def db(self):\n        return connect()\n\n"
    "    def test_close(self):\n        assert close()\n\n"
    "    def helper(self):\n        return close()\n"
)


def test_tests_and_fixtures_of_a_base_outside_the_tests(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "store.py": STORE,
            "suite.py": SUITE,
            "tests/middle.py": "from suite import Suite\n\n\nclass Middle(Suite):\n    pass\n",
            "tests/test_own.py": "from suite import Suite\n\n\nclass TestOwn(Suite):\n    def test_db(self, db):\n        assert db\n",
            "tests/test_rest.py": "from tests.middle import Middle\n\n\nclass TestRest(Middle):\n    pass\n",
            "tests/test_none.py": "from suite import Suite\n\n\ndef test_none():\n    assert Suite\n",
        },
    )
    assert _tests(root, "suite.py", "Suite.test_close") == ["tests/test_own.py", "tests/test_rest.py"]
    assert _tests(root, "store.py", "close") == ["tests/test_own.py", "tests/test_rest.py"]
    assert _tests(root, "store.py", "connect") == ["tests/test_own.py"]
    assert _tests(root, "suite.py", "Suite.helper") == []


def test_what_is_only_called_like_a_test(tmp_path: Path) -> None:
    """As an application has that hands out a client for tests, and is extended in the body of one."""
    root = write(
        tmp_path,
        {
            "web.py": "class Web:\n    def test_client(self):\n        return 1\n",
            "test_web.py": "from web import Web\n\n\ndef test_web():\n    class Other(Web):\n        pass\n\n    assert Other\n",
        },
    )
    assert _tests(root, "web.py", "Web.test_client") == []


def test_a_django_project_among_the_tests(tmp_path: Path) -> None:
    """As a library has that offers views: its tests import `application` of a project that only its settings tie together."""
    root = write(
        tmp_path,
        {
            "shop.py": "def price():\n    return 1\n",
            "tests/site/settings.py": 'ROOT_URLCONF = "tests.site.urls"\n',
            "tests/site/urls.py": "from django.urls import path\nfrom tests.site import views\n\nurlpatterns = [path('', views.index)]\n",
            "tests/site/views.py": "from shop import price\n\n\ndef index(request):\n    return price()\n",
            "tests/site/wsgi.py": "import os\n\nfrom django.core.wsgi import get_wsgi_application\n\n"
            'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.site.settings")\napplication = get_wsgi_application()\n',
            "tests/test_site.py": "from tests.site.wsgi import application\n\n\ndef test_index(client):\n    assert application\n",
            "tests/test_price.py": "from shop import price\n\n\ndef test_price():\n    assert price()\n",
        },
    )
    assert _tests(root, "shop.py", "price") == ["tests/test_price.py", "tests/test_site.py"]


def test_the_migrations_make_the_database_of_every_test_with_django(tmp_path: Path) -> None:
    migration = "from django.db import migrations\n\n\ndef fill(apps, editor):\n    pass\n\n\nclass Migration(migrations.Migration):\n"
    root = write(
        tmp_path,
        {
            "shop/__init__.py": "",
            "shop/migrations/__init__.py": "",
            "shop/migrations/0001_initial.py": f"{migration}    operations = [migrations.RunPython(fill)]\n",
            "tests/test_pots.py": "from django.test import TestCase\n\n\nclass Pots(TestCase):\n    def test_it(self):\n        pass\n",
            "tests/test_price.py": "def test_price():\n    assert True\n",
        },
    )
    for path, symbol in (("0001_initial.py", "fill"), ("0001_initial.py", "Migration"), ("0001_initial.py", None)):
        assert _tests(root, f"shop/migrations/{path}", symbol) == ["tests/test_pots.py"]


def test_a_plugin_is_run_by_tests_that_write_tests_and_run_them(tmp_path: Path) -> None:
    """As a plugin is tested that adds hooks, fixtures and decorators: nothing of the test's own code uses them."""
    root = write(
        tmp_path,
        {
            "src/given/plugin.py": "import pytest\nfrom given.report import lines\n\n\ndef pytest_runtest_setup(item):\n    lines()\n\n\n"
            "@pytest.fixture\ndef basket():\n    return []\n",
            "src/given/report.py": "def lines():\n    return []\n",
            "src/given/steps.py": "def step(name):\n    return name\n\n\ndef other(name):\n    return name\n",
            "tests/test_step.py": 'CODE = """\nfrom given.steps import step\n\n@step("other")\ndef test_a(): pass\n"""\n\n\n'
            "def test_step(pytester):\n    pytester.makepyfile(CODE)\n    pytester.runpytest()\n",
            "tests/test_basket.py": "def test_basket(testdir):\n    testdir.makepyfile('def test_a(basket): pass')\n",
            "tests/test_plain.py": "from given.steps import other\n\n\ndef test_plain():\n    assert other('apple')\n",
        },
    )
    running = ["tests/test_basket.py", "tests/test_step.py"]
    assert _tests(root, "src/given/plugin.py", "pytest_runtest_setup") == running
    assert _tests(root, "src/given/report.py", "lines") == running
    assert _tests(root, "src/given/plugin.py", "basket") == ["tests/test_basket.py"]
    assert _tests(root, "src/given/steps.py", "step") == ["tests/test_step.py"]
    assert _tests(root, "src/given/steps.py", "other") == ["tests/test_plain.py"]


def test_pytest_calls_the_hooks_of_a_conftest_for_the_tests_below_it(tmp_path: Path) -> None:
    files = {
        "store.py": STORE,
        "tests/unit/conftest.py": "from store import connect\n\n\ndef pytest_configure():\n    connect()\n",
        "tests/unit/test_rows.py": "def test_rows():\n    assert 1\n",
        "tests/test_other.py": "def test_other():\n    assert 1\n",
    }
    assert _tests(write(tmp_path, files), "store.py", "connect") == ["tests/unit/test_rows.py"]
