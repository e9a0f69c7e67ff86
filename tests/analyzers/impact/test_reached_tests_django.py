"""tests_to_run where Django calls: commands, what the settings name, receivers of signals, and what an installed app imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = (
    'INSTALLED_APPS = ["django.contrib.auth", "shop"]\nMIDDLEWARE = ["shop.middleware.Clock"]\n'
    'AUTHENTICATION_BACKENDS = ["shop.backends.Door"]\nROOT_URLCONF = "tests.urls"\n'
)
FILES = {
    "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\ndependencies = ["django"]\n\n'
    '[tool.pytest.ini_options]\nDJANGO_SETTINGS_MODULE = "tests.settings"\n',
    "tests/__init__.py": "",
    "tests/settings.py": SETTINGS,
    "shop/__init__.py": "",
    "shop/apps.py": "from django.apps import AppConfig\n\n\nclass ShopConfig(AppConfig):\n    name = 'shop'\n\n"
    "    def ready(self):\n        from shop import signals\n",
    "shop/models.py": "from django.db import models\n\n\nclass Order(models.Model):\n    pass\n",
    "shop/signals.py": "from django.contrib.auth.signals import user_logged_in\nfrom django.db.models.signals import post_save\n"
    "from django.dispatch import Signal, receiver\nfrom shop.models import Order\n\nsold = Signal()\n\n\n"
    "@receiver(post_save, sender=Order)\ndef saved(**given):\n    return given\n\n\n"
    "@receiver(user_logged_in)\ndef entered(**given):\n    return given\n",
    "shop/middleware.py": "class Clock:\n    def __init__(self, inner):\n        self.inner = inner\n\n"
    "    def __call__(self, request):\n        return self.inner(request)\n",
    "shop/backends.py": "class Door:\n    def authenticate(self, request):\n        return None\n",
    "shop/management/__init__.py": "",
    "shop/templatetags/prices.py": "from django.template import Library\n\nregister = Library()\n\n\n"
    "@register.filter\ndef price(value):\n    return value\n",
    "tests/urls.py": "from django.urls import include, path\nfrom rest_framework import routers\nfrom shop.sets import Rows\n"
    "from tests import views\n\nrouter = routers.SimpleRouter()\nrouter.register('rows', Rows)\n"
    "urlpatterns = [path('', views.index), path('', include(router.urls))]\n",
    "shop/sets.py": "from rest_framework.viewsets import ModelViewSet\n\n\nclass Rows(ModelViewSet):\n"
    "    def get_queryset(self):\n        return []\n",
    "tests/views.py": "from rest_framework.views import APIView\nfrom shop.keys import Key, Other\n\n\n"
    "class Index(APIView):\n    authentication_classes = (Key,)\n\n\nindex = Index.as_view()\n",
    "shop/keys.py": "class Key:\n    def authenticate(self, request):\n        return None\n\n\n"
    "class Other:\n    def authenticate(self, request):\n        return None\n",
    "tests/test_key.py": "from shop.keys import Key, Other\n\n\ndef test_key():\n    assert Key().authenticate(1) is None\n"
    "    assert Other().authenticate(1) is None\n",
    "shop/management/commands/__init__.py": "",
    "shop/management/commands/count_orders.py": "from django.core.management.base import BaseCommand\n\n\n"
    "class Command(BaseCommand):\n    def handle(self, **given):\n        return 'none'\n",
    "tests/base.py": "from django.test import TestCase\n\n\nclass ShopCase(TestCase):\n    def enter(self):\n"
    "        return self.client.post('/login')\n",
    "tests/test_command.py": "from django.core.management import call_command\n\n\ndef test_count():\n"
    "    call_command('count_orders')\n",
    "tests/test_door.py": "from tests.base import ShopCase\n\n\nclass DoorCase(ShopCase):\n    def test_door(self):\n"
    "        self.enter()\n",
    "tests/test_order.py": "from shop.models import Order\n\n\ndef test_order():\n    Order().save()\n",
    "tests/test_plain.py": "def test_plain():\n    assert True\n",
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("django"), FILES)


@pytest.mark.parametrize(
    ("path", "symbol", "test"),
    [
        ("shop/management/commands/count_orders.py", None, "tests/test_command.py"),
        ("shop/management/commands/count_orders.py", "Command.handle", "tests/test_command.py"),
        ("shop/backends.py", "Door.authenticate", "tests/test_door.py"),
        ("shop/middleware.py", "Clock.__call__", "tests/test_door.py"),
        ("shop/signals.py", "entered", "tests/test_door.py"),
        ("shop/signals.py", "saved", "tests/test_order.py"),
    ],
)
def test_django_calls_what_commands_settings_and_signals_name(
    shop: Path, path: str, symbol: str | None, test: str
) -> None:
    rows = [row["path"] for row in Workspace(shop).impact_analysis(path, symbol=symbol)["tests_to_run"]]
    assert rows[:1] == [test]
    assert "tests/test_plain.py" not in rows


@pytest.mark.parametrize("path", ["shop/signals.py", "shop/templatetags/prices.py"])
def test_what_an_app_imports_when_it_is_ready_or_reads_templates_is_loaded_for_all_that_use_django(
    shop: Path, path: str
) -> None:
    rows = {row["path"] for row in Workspace(shop).impact_analysis(path)["tests_to_run"]}
    assert {"tests/test_command.py", "tests/test_door.py"} <= rows
    assert "tests/test_plain.py" not in rows


def test_a_class_named_in_a_setting_of_the_package_is_loaded_by_its_string(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "shop/__init__.py": "",
            "shop/stores.py": "class Memory:\n    def orders(self):\n        return []\n",
            "shop/defaults.py": 'STORE = "shop.stores.Memory"\n',
            "shop/load.py": "from django.utils.module_loading import import_string\nfrom shop import defaults, stores\n\n\n"
            "def store():\n    return import_string(defaults.STORE)()\n",
            "test_load.py": "from shop.load import store\n\n\ndef test_store():\n    assert store().orders() == []\n",
        },
    )
    rows = Workspace(root).impact_analysis("shop/stores.py", symbol="Memory")["tests_to_run"]
    assert [row["path"] for row in rows] == ["test_load.py"]


def test_a_request_runs_the_views_of_the_urls_and_what_these_hold_for_their_framework(shop: Path) -> None:
    space = Workspace(shop)
    view, routed, key, other = (
        [row["path"] for row in space.impact_analysis(path, symbol=symbol)["tests_to_run"]]
        for path, symbol in (
            ("tests/views.py", "Index"),
            ("shop/sets.py", "Rows.get_queryset"),
            ("shop/keys.py", "Key.authenticate"),
            ("shop/keys.py", "Other.authenticate"),
        )
    )
    assert view[0] == routed[0] == "tests/test_door.py"
    assert key[:2] == ["tests/test_key.py", "tests/test_door.py"]
    assert other == ["tests/test_key.py"]


def test_to_migrate_imports_the_management_package_of_each_app(shop: Path) -> None:
    rows = {row["path"] for row in Workspace(shop).impact_analysis("shop/management/__init__.py")["tests_to_run"]}
    assert "tests/test_door.py" in rows
    assert "tests/test_plain.py" not in rows


def test_settings_that_others_import_name_what_runs_in_a_request(tmp_path: Path) -> None:
    base = "MIDDLEWARE = ['shop.middleware.Clock']\nTEMPLATES = [{'OPTIONS': {'context_processors': ['shop.context.year']}}]\n"
    split = {
        **FILES,
        "tests/settings.py": "from tests.shared import *\n\nROOT_URLCONF = 'tests.urls'\n",
        "tests/shared.py": base,
        "shop/context.py": "def year(request):\n    return {'year': 1}\n",
    }
    space = Workspace(write(tmp_path, split))
    for path, symbol in (("shop/middleware.py", "Clock.__call__"), ("shop/context.py", "year")):
        assert "tests/test_door.py" in {
            row["path"] for row in space.impact_analysis(path, symbol=symbol)["tests_to_run"]
        }


def test_a_view_runs_for_tests_that_request_its_path_or_name_or_what_nobody_can_read(tmp_path: Path) -> None:
    case = "from django.test import TestCase\n\n\nclass Case(TestCase):\n    def test_it(self):\n"
    urls = (
        "urlpatterns = [path('<int:n>/open/', views.opened, name='open'),\n    path('new/', views.made, name='new')]\n"
    )
    asking = {
        "tests/urls.py": "from django.urls import include, path\n\nurlpatterns = [path('orders/', include('shop.urls'))]\n",
        "shop/urls.py": f"from django.urls import path\nfrom shop import views\n\n{urls}",
        "shop/views.py": "def opened(request, n):\n    return n\n\n\ndef made(request):\n    return 1\n",
        "tests/test_path.py": f"{case}        self.url = f'/orders/{{self.order}}/open/'\n        self.client.get(self.url)\n",
        "tests/test_name.py": f"{case}        self.client.post(reverse('shop:new'))\n",
        "tests/test_unread.py": f"{case}        self.client.get(self.order.address())\n",
        "tests/test_joined.py": f"{case}        self.client.get('/orders/' + str(self.order) + self.end)\n",
        "tests/test_joined_before.py": f"{case}        url = '/orders/' + self.end\n        self.client.get(url)\n",
        "tests/test_looped.py": f"{case}        for url in addresses():\n            self.client.get(url)\n",
    }
    space = Workspace(write(tmp_path, {**FILES, **asking}))
    asked = {path for path in asking if path.startswith("tests/test_")}
    for symbol, other in (("opened", "tests/test_name.py"), ("made", "tests/test_path.py")):
        tests = {row["path"] for row in space.impact_analysis("shop/views.py", symbol=symbol)["tests_to_run"]}
        assert tests & asked == asked - {other}


@pytest.mark.parametrize(
    ("route", "called"),
    [
        ("url(r'^pots/$', views.pots, name='pots')", True),
        ("re_path(r'^pots/$', views.pots,\n        {\n\n\n\n        }, name='pots')", True),
        ("path('pots/', views.pots, {}, 'pots')", True),
        ("path('pots/', views.pots, name=POTS)", True),
        ("path('pots/', views.pots)", False),
        ("path('pots/', views.pots, name='lids')", False),
    ],
)
def test_a_view_runs_for_tests_that_may_say_the_name_of_its_own_route(tmp_path: Path, route: str, called: bool) -> None:
    asking = {
        "tests/urls.py": "from django.urls import include, path\n\nurlpatterns = [path('', include('shop.urls'))]\n",
        "shop/urls.py": f"from django.urls import path\nfrom shop import views\n\nurlpatterns = [\n    {route},\n"
        "    path('cups/', views.cups, name='cups'),\n]\n",
        "shop/views.py": "def pots(request):\n    return 1\n\n\ndef cups(request):\n    return 2\n",
        "tests/test_sending.py": "def test_it(client):\n    client.get(reverse('pots'))\n",
    }
    space = Workspace(write(tmp_path, {**FILES, **asking}))
    tests = [row["path"] for row in space.impact_analysis("shop/views.py", symbol="pots")["tests_to_run"]]
    assert ("tests/test_sending.py" in tests) is called
