"""Dependencies that are used where no import says so, and modules that another name brings: nothing of them is claimed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path


def _package(**fields: Any) -> str:
    return json.dumps({"name": "x", **fields})


NPM = {
    "a task of a pyproject.toml that runs it": {
        "package.json": _package(dependencies={"pa11y-ci": "4"}),
        "pyproject.toml": "[tool.poe.tasks]\ndocs = [\"tasks:run('npx pa11y-ci -c config.json')\"]\n",
    },
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
    "a module that a plugin makes up": {
        "package.json": _package(dependencies={"unocss": "1"}),
        "vite.config.js": "import UnoCSS from 'unocss/vite';\nexport default { plugins: [UnoCSS()] };\n",
        "src/main.js": "import 'uno.css';\n",
    },
    "configuration of super-linter": {
        "package.json": _package(),
        ".github/linters/.eslintrc.json": '{"extends": ["plugin:@angular-eslint/recommended"], "plugins": ["@angular-eslint"]}',
    },
    "a build script beside the package that copies what is installed there": {
        "static/package.json": _package(name="static"),
        "static/copy.cjs": "copy('./node_modules/idle-ui/umd/idle-ui.js');\n",
        "static/page/package.json": _package(name="page", dependencies={"idle-ui": "1"}),
    },
    "folders of node_modules that a script works out": {
        "package.json": _package(dependencies={"bootstrap": "5", "raphael": "2"}),
        "Makefile": "vendor:\n\tfor NAME in `node names.js`; do cp -r node_modules/$$NAME static/; done\n",
    },
    "programs that documents and processes start": {
        "package.json": _package(
            devDependencies={"env-cmd": "1", "local-serve": "1", "changes": "1", "@web/host-cli": "1", "toc": "1"}
        ),
        "CONTRIBUTING.md": "Release with `npx env-cmd npm run release`.\n<!-- START toc -->\n",
        "src/preset.js": "export const preview = 'npx @web/host-cli start ./public';\n",
        "bin/start.js": "spawn('local-serve', ['--quiet']);\nexec(`npx changes --stdout ${from}`);\n",
    },
    "a plugin whose rules are set": {
        "package.json": _package(devDependencies={"eslint-plugin-react": "7", "eslint-plugin-vue": "9"}),
        ".eslintrc.json": '{"rules": {"react/jsx-key": "off", "vue/no-v-html": 2}}',
    },
    "fonts that a style sheet hands to a mixin": {
        "package.json": _package(dependencies={"@fonts/noto": "1", "sass": "1"}),
        "src/noto.scss": '@include face($url: "~@fonts/noto/files/noto.woff2");\n',
    },
    "folders that a loader is to read, or that others installed": {
        "package.json": _package(scripts={"build": "webpack"}, devDependencies={"webpack": "5"}),
        "webpack.common.js": "module.exports = { rules: [{ include: [path.resolve(d, 'node_modules/dom7')], loader: 'x' }] };\n",
        "snap.yaml": "run: |\n  DIR=bundle/npm/node_modules/meteor/node_modules/bcrypt\n",
    },
    "an import map of the browser's form": {
        "package.json": _package(),
        "scripts/imports.json": '{"imports": {"Time": "https://example.org/time.ts"}}',
        "scripts/a.js": "import { now } from 'Time';\n",
    },
    "a library's build that is copied in": {
        "package.json": _package(),
        "src/calendar.js": "if (typeof define === 'function' && define.amd) define(['moment'], f);\nelse f(require('moment'));\n",
    },
    "a comment's type, which TypeScript does not read": {
        "package.json": _package(),
        "src/a.ts": '/**\n * @param {import("@old/command").Options} options\n */\nexport function f(options: any) {}\n',
    },
}
PYPI = {
    "words that a distribution's name holds in order": (
        "strawberry-graphql-django\n",
        "from strawberry_django import BaseFilterLookup\n",
    ),
    "a module that a table names with what is in it": ("adlfs\n", "KNOWN = {'class': 'adlfs.AzureFileSystem'}\n"),
    "a module that a test asks for": ("moto\npytest\n", "import pytest\n\npytest.importorskip('moto')\n"),
    "what is needed on one platform": ("pywin32; sys_platform == 'win32'\n", "x = 1\n"),
    "an application of a framework under its own spelling": (
        "django\ndjango-crumbs4-form\n",
        "import django\n\nINSTALLED_APPS = ['crumbs4form']\nMIDDLEWARE = []\n",
    ),
    "modules of a host and of an old interpreter": (
        "",
        "def f():\n    import cPickle\n    import js\n    from google.colab import userdata\n",
    ),
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


PLACES = {
    "an extra of what loads modules by name": {
        "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\n[project.optional-dependencies]\nhttp = ["aiohttp"]\n',
        "shop/a.py": "from importlib import import_module\n\n\ndef load(name):\n    return import_module(name)\n",
    },
    "a list beside what only starts the code": {
        "requirements.txt": "arrow\n",
        "src/shop/a.py": "import arrow\n",
        "standalone/requirements.txt": "arrow\n",
        "standalone/manage.py": "print(1)\n",
        "standalone/requirements-extras.txt": "keycloak\n",
    },
    "a tool whose file lies there, and its parts": {
        "requirements.txt": "mkdocs\nmkdocstrings\n",
        "mkdocs.yml": "site_name: x\n",
        "a.py": "x = 1\n",
    },
    "what documents tell to put into settings": {
        "requirements.txt": "django-cleanup\n",
        "a.py": "x = 1\n",
        "docs/install.rst": "Add ``'django_cleanup.apps.CleanupConfig'`` to the applications.\n",
    },
    "a script and a notebook that say what they need": {
        "requirements.txt": "",
        "a.py": "x = 1\n",
        "b.py": '# /// script\n# dependencies = ["polars"]\n# ///\nimport polars\n',
        "n.ipynb": json.dumps({"cells": [{"cell_type": "code", "source": ["%pip install arrow\n", "import arrow"]}]}),
    },
    "the standard library of other Pythons": {
        "requirements.txt": "",
        "a.py": "import annotationlib\nimport asyncore\nimport urllib2\n",
    },
    "modules that tests only read": {
        "requirements.txt": "",
        "a.py": "x = 1\n",
        "tests/cases/broken.py": "import no_such_module\n",
    },
}


@pytest.mark.parametrize("files", PLACES.values(), ids=PLACES.keys())
def test_pypi_places(tmp_path: Path, files: dict[str, str]) -> None:
    answer = Workspace(write(tmp_path, files)).deps()
    assert (answer["unused"], answer["undeclared"]) == ([], [])


def test_what_tests_themselves_import_is_still_claimed(tmp_path: Path) -> None:
    files = {"requirements.txt": "idle\n", "a.py": "x = 1\n", "tests/test_a.py": "import polars\n"}
    answer = Workspace(write(tmp_path, files)).deps()
    assert [item["name"] for item in answer["unused"]] == ["idle"]
    assert [item["name"] for item in answer["undeclared"]] == ["polars"]


def test_a_successor_keeps_the_module_that_settings_name(tmp_path: Path) -> None:
    files = {
        "requirements.txt": "django\ndjango-crumbs2\n",
        "site/settings.py": "INSTALLED_APPS = ['django_crumbs']\n",
        "site/urls.py": "import django\n",
    }
    assert Workspace(write(tmp_path, files)).deps()["unused"] == []
