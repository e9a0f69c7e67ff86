"""Dependencies that are used where no import says so, and modules that another name brings: nothing of them is claimed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from groundplan import Workspace

from ..workspaces import write

if TYPE_CHECKING:
    from pathlib import Path


def _package(**fields: Any) -> str:
    return json.dumps({"name": "x", **fields})


NPM = {
    "a template that loads it from where it is installed": {
        "package.json": _package(dependencies={"htmx.org": "2"}),
        "shop/templates/base.html": "<script src=\"{% static 'node/htmx.org/dist/htmx.min.js' %}\"></script>\n",
    },
    "a part that is not checked out": {
        ".gitmodules": '[submodule "ee"]\n\tpath = apps/server/src/ee\n\turl = ../ee\n',
        "package.json": _package(dependencies={"hidden": "1"}),
        "apps/server/package.json": _package(name="server", dependencies={"secret": "1"}),
        "apps/server/src/index.ts": "export const x = 1;\n",
    },
    "a path into node_modules": {
        "package.json": _package(dependencies={"ky": "1"}),
        "tsconfig.json": '{"compilerOptions": {"baseUrl": "."}}',
        "src/api.ts": "import type { KyInstance } from 'node_modules/ky/distribution/types/ky';\nexport type Api = KyInstance;\n",
    },
    "a module that a plugin makes up": {
        "package.json": _package(dependencies={"unocss": "1"}),
        "vite.config.js": "import UnoCSS from 'unocss/vite';\nexport default { plugins: [UnoCSS()] };\n",
        "src/main.js": "import 'uno.css';\n",
    },
    "configuration of super-linter": {
        "package.json": _package(),
        ".github/linters/.eslintrc.json": '{"extends": ["plugin:@angular-eslint/recommended"], "plugins": ["@angular-eslint"]}',
    },
}
PYPI = {
    "names that only begin alike": ("markdown-it-py\n", "from markdown_it import MarkdownIt\n"),
    "names that are only known": ("django-activity-stream\n", "import actstream\n"),
    "data and parts that a host loads": ("celery\nflower\ntzdata\n", "import celery\n"),
}


@pytest.mark.parametrize("files", NPM.values(), ids=NPM.keys())
def test_npm(tmp_path: Path, files: dict[str, str]) -> None:
    answer = Workspace(write(tmp_path, files)).deps()
    assert (answer["unused"], answer["undeclared"]) == ([], [])


@pytest.mark.parametrize(("declared", "code"), PYPI.values(), ids=PYPI.keys())
def test_pypi(tmp_path: Path, declared: str, code: str) -> None:
    answer = Workspace(write(tmp_path, {"requirements.txt": declared, "app.py": code})).deps()
    assert (answer["unused"], answer["undeclared"]) == ([], [])


def test_a_successor_keeps_the_module_that_settings_name(tmp_path: Path) -> None:
    files = {
        "requirements.txt": "django\ndjango-crumbs2\n",
        "site/settings.py": "INSTALLED_APPS = ['django_crumbs']\n",
        "site/urls.py": "import django\n",
    }
    assert Workspace(write(tmp_path, files)).deps()["unused"] == []
