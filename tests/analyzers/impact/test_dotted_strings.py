"""Strings that frameworks resolve: who names a definition by its dotted path, a model label or a task name."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

FILES = {
    "config/settings.py": (
        'INSTALLED_APPS = ["django.contrib.admin", "shop.apps.ShopConfig"]\n'
        'AUTH_USER_MODEL = "accounts.Customer"\n'
        'MIDDLEWARE = ["shop.middleware.TimingMiddleware"]\n'
        'ROOT_URLCONF = "config.urls"\n'
    ),
    "config/urls.py": 'from django.urls import include, path\n\nurlpatterns = [path("shop/", include("shop.urls"))]\n',
    "shop/apps.py": "class ShopConfig:\n    name = 'shop'\n",
    "shop/middleware.py": "class TimingMiddleware:\n    pass\n",
    "shop/urls.py": "urlpatterns = []\n",
    "shop/models.py": 'from django.db import models\n\n\nclass Order:\n    buyer = models.ForeignKey("accounts.Customer")\n',
    "accounts/models.py": "class Customer:\n    pass\n",
    "work/tasks.py": (
        "from work.app import app\n\n\n"
        "@app.task\ndef send_mail(to):\n    return to\n\n\n"
        '@app.task(\n    name="billing.charge",\n)\ndef charge(amount):\n    return amount\n'
    ),
    "work/app.py": (
        'from celery import Celery\n\napp = Celery("work", include=["work.tasks"])\n'
        'app.conf.beat_schedule = {"mail": {"task": "work.tasks.send_mail"}}\n'
    ),
    "work/views.py": (
        "from work.app import app\n\n\n"
        'def order():\n    app.send_task("work.tasks.send_mail")\n    app.send_task("billing.charge")\n'
    ),
    "src/lib/clock.py": "def now():\n    return 1\n",
    "tests/test_clock.py": 'from unittest.mock import patch\n\n\n@patch("lib.clock.now")\ndef test_now(now):\n    assert now\n',
    "other/log.py": 'TEXT = "shop.middleware.TimingMiddleware"\n',
}


@pytest.mark.parametrize(
    ("path", "symbol", "expected"),
    [
        pytest.param("shop/apps.py", "ShopConfig", [("config/settings.py", 1)], id="installed app"),
        pytest.param("shop/middleware.py", "TimingMiddleware", [("config/settings.py", 3)], id="middleware"),
        pytest.param(
            "accounts/models.py", "Customer", [("config/settings.py", 2), ("shop/models.py", 5)], id="model label"
        ),
        pytest.param("work/tasks.py", "send_mail", [("work/app.py", 4), ("work/views.py", 5)], id="task by path"),
        pytest.param("work/tasks.py", "charge", [("work/views.py", 6)], id="task by its own name"),
        pytest.param("src/lib/clock.py", "now", [("tests/test_clock.py", 4)], id="patched below a source folder"),
        pytest.param("shop/urls.py", None, [("config/urls.py", 3)], id="included file"),
        pytest.param("config/urls.py", None, [("config/settings.py", 4)], id="root of the URLs"),
    ],
)
def test_who_names_it(tmp_path: Path, path: str, symbol: str | None, expected: list[tuple[str, int]]) -> None:
    answer = Workspace(write(tmp_path, FILES)).impact_analysis(path, symbol=symbol, change_type="delete")
    assert [(row["path"], row["line"]) for row in answer["breaks"]] == expected
    assert {(row["reason"], row["confidence"]) for row in answer["breaks"]} == {
        ("names it in a string that a framework resolves", 0.9)
    }


DJANGO = {
    "manage.py": 'import os\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_.settings")\n',
    "site_/__init__.py": "",
    "site_/settings.py": 'INSTALLED_APPS = [\n    "shop",\n]\nMIDDLEWARE = ["shop.middleware.Timing"]\nROOT_URLCONF = "site_.urls"\n',
    "site_/urls.py": 'from django.urls import include\n\nurlpatterns = [include("shop.urls")]\n',
    "shop/__init__.py": "",
    "shop/apps.py": "from django.apps import AppConfig\n\n\nclass Shop(AppConfig):\n    name = 'shop'\n    label = 'store'\n",
    "shop/middleware.py": "class Timing:\n    def __call__(self, request):\n        return request\n",
    "shop/views.py": "def index(request):\n    return request\n",
    "shop/urls.py": "from shop.views import index\n\nurlpatterns = [index]\n",
    "shop/models.py": "class Order:\n    pass\n",
    "bills/models.py": 'from django.db import models\n\n\nclass Bill:\n    order = models.ForeignKey("store.Order")\n',
    "tests/test_pages.py": "from django.test import TestCase\n\n\nclass Pages(TestCase):\n    def test_index(self):\n        self.client.get('/')\n",
    "tests/test_sums.py": "def test_sum():\n    assert 1 + 1 == 2\n",
}


@pytest.mark.parametrize(
    ("path", "symbol", "files", "tests"),
    [
        pytest.param("shop/middleware.py", "Timing", ["site_/settings.py"], ["tests/test_pages.py"], id="middleware"),
        pytest.param(
            "shop/views.py",
            "index",
            ["shop/urls.py", "site_/urls.py", "site_/settings.py"],
            ["tests/test_pages.py"],
            id="view behind two URL confs",
        ),
        pytest.param("shop/models.py", "Order", ["bills/models.py"], [], id="model by the app's own label"),
    ],
)
def test_whom_a_string_leads_to(tmp_path: Path, path: str, symbol: str, files: list[str], tests: list[str]) -> None:
    answer = Workspace(write(tmp_path, DJANGO)).impact_analysis(path, symbol=symbol)
    assert [row["path"] for row in answer["impacted_files"] if not row["path"].startswith("tests/")] == files
    assert [row["path"] for row in answer["tests_to_run"]] == tests
    assert {row["reason"] for row in answer["tests_to_run"]} <= {
        "loads site_/settings.py with Django",
        "sends a request through Django, which calls it, behind 1 condition",
        "reaches it in 3 steps, behind 2 conditions",  # through the URL confs
    }


def test_a_client_under_another_name_sends_requests_too(tmp_path: Path) -> None:
    aliased = (
        "from django.test import Client as Browser\n\nbrowser = Browser()\n\n\ndef test_it():\n    browser.get('/')\n"
    )
    answer = Workspace(write(tmp_path, DJANGO | {"tests/test_aliased.py": aliased})).impact_analysis(
        "shop/views.py", symbol="index"
    )
    assert {row["path"] for row in answer["tests_to_run"]} == {"tests/test_pages.py", "tests/test_aliased.py"}


def test_an_app_is_named_by_one_word(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, DJANGO)).impact_analysis("shop/apps.py", change_type="delete")
    assert [(row["path"], row["line"]) for row in answer["breaks"]] == [("site_/settings.py", 2)]


SPRING = {
    "src/main/java/a/Mailer.java": ("package a;\n\n@Service\npublic class Mailer {\n    public void send() {}\n}\n"),
    "src/main/java/a/Beans.java": (
        'package a;\n\n@Configuration\npublic class Beans {\n    @Bean(name = "clock")\n    public Clock utc() {\n        return null;\n    }\n}\n'
    ),
    "src/main/java/b/Shop.java": (
        "package b;\n\npublic class Shop {\n"
        '    @Qualifier("mailer")\n    private Object mailer;\n\n'
        '    Object time(Context context) {\n        return context.getBean("clock");\n    }\n}\n'
    ),
}


@pytest.mark.parametrize(
    ("path", "symbol", "line"),
    [("src/main/java/a/Mailer.java", "Mailer", 4), ("src/main/java/a/Beans.java", "Beans.utc", 8)],
)
def test_a_bean_is_named_by_a_string(tmp_path: Path, path: str, symbol: str, line: int) -> None:
    answer = Workspace(write(tmp_path, SPRING)).impact_analysis(path, symbol=symbol, change_type="delete")
    named = [row for row in answer["breaks"] if row["reason"].startswith("names it in a string")]
    assert [(row["path"], row["line"]) for row in named] == [("src/main/java/b/Shop.java", line)]
    assert "src/main/java/b/Shop.java" in [row["path"] for row in answer["impacted_files"]]
