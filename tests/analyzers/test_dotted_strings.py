"""Strings that frameworks resolve: who names a definition by its dotted path, a model label or a task name."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ..workspaces import write

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
