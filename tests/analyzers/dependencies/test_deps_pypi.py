"""deps of PyPI: what is unused and undeclared, by imports and what frameworks load."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from groundplan import Workspace

from .deps_workspaces import ask, names


def pyproject(dependencies: list[str], more: str = "") -> str:
    """A pyproject.toml."""
    return f'[project]\nname = "shop"\nversion = "1"\ndependencies = {json.dumps(dependencies)}\n{more}'


PYPI = {
    "a program that is called as a part, a lexer, a driver of what another list has, a comment that tells why, and a module that is run": (
        {
            "requirements/base.in": "django\nnewrelic\npygments-idle-lexer\ndjango-crumbs-community\nflake9\nidle-thing\n",
            "requirements/prod.in": "psycopg2\n\n# Later versions break the tests.\nheld-thing\n",
            "Procfile": "web: newrelic-admin run-program gunicorn site_.wsgi\n",
            "site_/settings.py": "import django\nINSTALLED_APPS = ['crumbs']\n",
            "site_/a.py": "import sys\nfrom crumbs.models import Crumb\nCOMMAND = [sys.executable, '-m', 'flake9']\n",
        },
        ["idle-thing"],
        [],
    ),
    "a page of documentation takes plugins, a function does without a module, a template is for others": (
        {
            "pyproject.toml": pyproject(["mdy-lists", "idle-thing"]),
            "site/mkdocs.yml": "markdown_extensions:\n  - mdy_lists\n",
            "shop/__init__.py": "",
            "shop/a.py": "def f():\n    try:\n        import optional_one\n    except ImportError:\n        return\n\n\ndef g():\n    import absent\n",
            "shop/b.py": "import nonexistingmodule\n",
            "shop/templates/x.py": "import of_the_user\n",
        },
        ["idle-thing"],
        ["absent"],
    ),
    "a file that a tool runs has the tool, and a module that is asked for by name may be absent": (
        {
            "pyproject.toml": pyproject(["idle-thing"]),
            "noxfile.py": "import nox\nimport missing_one\n",
            "shop/__init__.py": "",
            "shop/a.py": "import importlib\ndef f():\n    try:\n        return importlib.import_module('optional_one.api')\n    except ImportError:\n        return None\n",
        },
        ["idle-thing"],
        ["missing_one"],
    ),
    "the extras of a setup.cfg for pbr": (
        {"setup.cfg": "[metadata]\nname = shop\n[extras]\nsarif =\n    sarif-om>=1.0\n    idle-thing\n", "shop/__init__.py": "", "shop/a.py": "import sarif_om\n"},
        ["idle-thing"],
        [],
    ),
    "a distribution with py before a short module, and a part that another one loads": (
        {"requirements.txt": "pyxdg\nruamel.yaml\nruamel.yaml.clib\npymysql\ncryptography\nidle-thing\n", "a.py": "import xdg.BaseDirectory\nimport pymysql\nimport ruamel.yaml\n"},
        ["idle-thing"],
        [],
    ),
    "an installed application of Django": (
        {"requirements.txt": "django\ndjango-compressor\ndjango-idle\n", "site_/settings.py": "import django\nINSTALLED_APPS = ['compressor']\n"},
        ["django-idle"],
        [],
    ),
    "what generated modules need, and parts of a toolkit": (
        {
            "pyproject.toml": pyproject(["protobuf", "pyqt6", "pyqt6-webengine", "idle-thing"]),
            "shop/__init__.py": "",
            "shop/a.py": "from shop import orders_pb2\nfrom PyQt6.QtWebEngineCore import QWebEnginePage\n",
        },
        ["idle-thing"],
        [],
    ),
    "what Conda's channels bring is declared, and may be a program": (
        {
            "pyproject.toml": pyproject(["idle-thing"], '[tool.pixi.dependencies]\nnumpy = ">=2"\nninja = "*"\n[tool.pixi.feature.gpu.pypi-dependencies]\nidle-wheel = "*"\n'),
            "environment.yml": "dependencies:\n  - pytorch\n",
            "shop/a.py": "import numpy\nimport torch\nimport absent\n",
        },
        ["idle-thing"],
        ["absent"],
    ),
    "what an environment names, and a project without code beside it": (
        {
            "examples/a/pixi.toml": '[dependencies]\nros-noetic-rospy = "*"\n',
            "examples/a/a.py": "import rospy\n",
            "examples/b/pyproject.toml": pyproject(["idle-thing"]),
            "pyproject.toml": pyproject(["idle-other"]),
            "pixi.toml": '[dependencies]\ncattle = "*"\n',
            "run.py": "#!/usr/bin/env -S pixi exec --with rich==14 --with containers==4.1 python\nimport cattle\nimport containers\nimport absent\n",
        },
        ["idle-other"],
        ["absent"],
    ),
    "what tox and nox install is there for tests, not for who installs the package": (
        {
            "pyproject.toml": pyproject(["idle-thing"]),
            "tox.ini": "[base]\ndeps = sybil\n[testenv]\ndeps =\n    {[base]deps}\n    py311: pytest-cases >= 3\n    speedy\n",
            "noxfile.py": 'def tests(session):\n    session.install("-e", ".", "crumbs==1")\n',
            "shop/a.py": "import speedy\n",
            "tests/test_a.py": "import crumbs\nimport pytest_cases\nimport sybil\nimport absent\n",
        },
        ["idle-thing"],
        ["absent", "speedy"],
    ),
    "scripts of a hidden folder install for themselves": (
        {
            "pyproject.toml": pyproject(["idle-thing"]),
            "shop/a.py": "",
            ".github/scripts/requirements.txt": "idle-other\n",
            ".github/scripts/a.py": "import absent\n",
        },
        ["idle-thing"],
        [],
    ),
    "a name in a literal, that is loaded later": (
        {
            "pyproject.toml": pyproject(["tree-sitter-c", "tree-sitter-go", "requests"]),
            "shop/a.py": "from importlib import import_module\n\nimport_module('tree_sitter_c')\nsent = 'requests'\n",
            "tests/test_a.py": "grammar = 'tree_sitter_go'\n",
        },
        ["requests", "tree-sitter-go"],
        [],
    ),
    "an import uses, under the name of the module": (
        {"pyproject.toml": pyproject(["PyYAML", "Pillow", "attrs", "idle-thing"]), "shop/a.py": "import yaml\nfrom PIL import Image\nimport attr\n"},
        ["idle-thing"],
        [],
    ),
    "names alike where nothing else ties them": (
        {
            "pyproject.toml": pyproject(["pybars3", "django-phonenumber-field", "phonenumberslite", "python-json-logger", "idle-thing"]),
            "shop/a.py": "import pybars\nimport phonenumber_field.modelfields\nimport phonenumbers\nimport pythonjsonlogger\nimport other\n",
        },
        ["idle-thing"],
        ["other"],
    ),
    "parts of a namespace are not told apart": (
        {"pyproject.toml": pyproject(["google-cloud-storage", "google-cloud-pubsub"]), "shop/a.py": "from google.cloud import pubsub_v1\n"},
        [],
        [],
    ),
    "a namespace package": (
        {"pyproject.toml": pyproject(["google-cloud-storage", "protobuf"]), "shop/a.py": "from google.cloud import storage\nimport google.protobuf\n"},
        [],
        [],
    ),
    "missing, but for the standard library, what is tried and the workspace itself": (
        {
            "pyproject.toml": pyproject([]),
            "shop/__init__.py": "",
            "shop/a.py": "import os\nimport httpx\nimport shop\ntry:\n    import rich\nexcept ImportError:\n    rich = None\n",
        },
        [],
        ["httpx"],
    ),
    "tools in runtime dependencies are judged, in groups they are not": (
        {"pyproject.toml": pyproject(["isort"], '[dependency-groups]\ndev = ["ruff", "pytest"]\n'), "shop/a.py": ""},
        ["isort"],
        [],
    ),
    "a workflow runs it": (
        {
            "requirements.txt": "codespell\nidle\n",
            "a.py": "",
            ".github/workflows/spell.yml": "jobs:\n  a:\n    steps:\n      - run: codespell --quiet\n",
        },
        ["idle"],
        [],
    ),
    "extras for developers hold tools that something must show": (
        {
            "pyproject.toml": pyproject([], '[project.optional-dependencies]\ndev = ["mypy", "black", "ipython"]\ntest = ["pytest"]\n[tool.black]\n'),
            "shop/a.py": "",
        },
        ["mypy", "pytest"],
        [],
    ),
    "what installers bring along": (
        {"setup.py": "from setuptools import setup\nsetup(name='shop', version='1')\n", "shop/a.py": ""},
        [],
        [],
    ),
    "a template's text imports nothing": (
        {
            "pyproject.toml": pyproject([]),
            "shop/a.py": "",
            "{{ cookiecutter.name }}/pyproject.toml": '[project]\nname = "{{ cookiecutter.name }}"\ndependencies = ["loguru"]\n',
            "{{ cookiecutter.name }}/a.py": "import typer\n",
        },
        [],
        [],
    ),
    "a command runs it": (
        {"pyproject.toml": pyproject(["gunicorn", "idle"]), "Procfile": "web: gunicorn shop.wsgi\n", "shop/a.py": ""},
        ["idle"],
        [],
    ),
    "settings name it": (
        {"pyproject.toml": pyproject(["django", "django-filter"]), "shop/settings.py": "import django\nINSTALLED_APPS = ['django_filters']\n"},
        [],
        [],
    ),
    "a driver is loaded by its user": (
        {"pyproject.toml": pyproject(["sqlalchemy", "psycopg2-binary"]), "shop/a.py": "import sqlalchemy\n"},
        [],
        [],
    ),
    "a notebook imports": (
        {
            "pyproject.toml": pyproject(["arrow"]),
            "n.ipynb": json.dumps({"cells": [{"cell_type": "code", "source": ["import arrow\n", "import polars as pl"]}]}),
        },
        [],
        ["polars"],
    ),
    "an example borrows what it shows": (
        {
            "pyproject.toml": pyproject(["arrow"]),
            "shop/a.py": "import arrow\n",
            "examples/n.ipynb": json.dumps({"cells": [{"cell_type": "code", "source": ["import polars as pl"]}]}),
            "examples/own/pyproject.toml": pyproject([]),
            "examples/own/b.py": "import jinja2\n",
        },
        [],
        ["jinja2"],
    ),
    "compiled requirements are no declarations": (
        {
            "requirements.in": "click\n",
            "requirements.txt": "# This file is autogenerated by pip-compile with Python 3.12\nclick==8.1\n    # via -r requirements.in\nidna==3\n    # via x\n",
            "app.py": "import click\nimport idna\n",
        },
        [],
        [],
    ),
    "requirements in a folder serve the code beside it": (
        {"requirements/base.txt": "click\nidle\n", "shop/__init__.py": "import click\n"},
        ["idle"],
        [],
    ),
    "an example folder depends on the workspace itself": (
        {
            "pyproject.toml": pyproject([]),
            "src/shop/__init__.py": "",
            "examples/one/pyproject.toml": '[project]\nname = "one"\ndependencies = ["shop"]\n',
            "examples/one/app.py": "import shop\n",
        },
        [],
        [],
    ),
    "types of the checker are not installed": (
        {"pyproject.toml": pyproject([]), "shop/a.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from _typeshed import StrPath\n"},
        [],
        [],
    ),
    "a module beside the script": (
        {"pyproject.toml": pyproject([]), "worker/a.py": "import helper\n", "worker/helper.py": ""},
        [],
        [],
    ),
    "what the project excepts itself": (
        {
            "pyproject.toml": pyproject(["a-plugin"], '[tool.deptry.per_rule_ignores]\nDEP002 = ["a_plugin"]\nDEP001 = ["made"]\n'),
            "shop/a.py": "import made\n",
        },
        [],
        [],
    ),
    "a lock that pipenv wrote names no dependency of its own": (
        {
            "Pipfile": '[packages]\ndjango = "*"\nidle-thing = "*"\n',
            "requirements.txt": "-i https://pypi.example.org/simple\nasgiref==3.11.1; python_version >= '3.9'\n"
            "django==5.2; python_version >= '3.10'\nidle-thing==1.0\n",
            "shop/a.py": "import django\n",
        },
        ["idle-thing"],
        [],
    ),
    "Django's settings by whatever name, and what a framework loads": (
        {
            "requirements.txt": "django\ndjango-cors-headers\ndjangorestframework\nuritemplate\ndrf-jwt\nidle-thing\n",
            "config/django/base.py": "OTHERS = ['corsheaders', 'rest_framework']\nINSTALLED_APPS = [*OTHERS]\n",
            "shop/a.py": "import django\nfrom rest_framework_jwt.views import Login\n",
        },
        ["idle-thing"],
        [],
    ),
    "a plugin of the package itself": (
        {"pyproject.toml": pyproject(["shop-plugin-portal", "idle-thing"]), "shop/a.py": ""},
        ["idle-thing"],
        [],
    ),
    "a module that happens to be called setup": (
        {
            "requirements.txt": "attrs\n",
            "config/loggers/setup.py": "import attr\nimport missing_thing\n",
        },
        [],
        ["missing_thing"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PYPI)
def test_pypi(tmp_path: Path, case: str) -> None:
    files, unused, undeclared = PYPI[case]
    answer = ask(tmp_path, files)
    assert (names(answer, "unused"), names(answer, "undeclared")) == (unused, undeclared)


def test_requirements_that_a_windows_shell_wrote(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_bytes("attrs==20.3.0\r\n".encode("utf-16"))
    [row] = Workspace(tmp_path).deps()["dependencies"]
    assert (row["name"], row["resolved"]) == ("attrs", "20.3.0")


def test_a_server_beside_its_web_framework_is_used(tmp_path: Path) -> None:
    files = {"requirements.txt": "flask\ngunicorn\nsix\n", "app.py": "from flask import Flask\napp = Flask(__name__)\n"}
    assert [row["name"] for row in ask(tmp_path, files)["unused"]] == ["six"]


def test_a_distribution_is_not_the_folder_of_its_name_around_the_file(tmp_path: Path) -> None:
    project = (
        '[project]\nname = "pot-plugins-{name}"\nversion = "1"\ndependencies = ["{name}", "{name}-types", "left"]\n'
    )
    files = {
        "plugins/pot-plugins-spitch/pyproject.toml": project.format(name="spitch"),
        "plugins/pot-plugins-spitch/pot/plugins/spitch/__init__.py": "from .stt import STT\n",
        "plugins/pot-plugins-spitch/pot/plugins/spitch/stt.py": "import spitch\n\nSTT = spitch.Spitch\n",
    }
    answer = ask(tmp_path, files)
    assert (names(answer, "unused"), names(answer, "undeclared")) == (["left"], [])


def test_a_program_is_used_by_the_list_that_starts_it_and_a_tool_by_its_section(tmp_path: Path) -> None:
    files = {
        "requirements.txt": "html2text\nruff\nmypy\ntwine\nidle\n",
        "pyproject.toml": "[tool.mypy]\nstrict = true\n",
        "a.py": 'import subprocess\nsubprocess.run(\n    ["html2text", "-"], text=True)\nnames = {"idle": ["idle"]}\n',
        "tools/lint": '#!/usr/bin/env python3\ncheck("ruff", ["ruff", "check"], ["py"])\n',
    }
    assert names(ask(tmp_path, files), "unused") == ["idle"]
