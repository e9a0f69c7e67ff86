"""tests_to_run where modules are loaded, held or asked by names that are computed, and where tests import late."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

NPM = '{"name": "app", "devDependencies": {"vitest": "^1.0.0"}}\n'


def _tests(root: Path, path: str, symbol: str | None = None) -> list[str]:
    return [row["path"] for row in Workspace(root).impact_analysis(path, symbol=symbol)["tests_to_run"]]


def test_a_test_that_lists_a_folder_runs_what_its_files_give(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "package.json": NPM,
            "src/is.ts": "export const isText = (x: unknown) => typeof x === 'string'\nexport const isNone = () => false\n",
            "test/cases/text.ts": "import { isText } from '../../src/is'\nexport const check = isText('a')\n",
            "test/other/none.ts": "import { isNone } from '../../src/is'\nexport const check = isNone()\n",
            "test/all.test.ts": (
                "import fs from 'fs'\nimport { resolve } from 'path'\n"
                "const folder = resolve(__dirname, 'cases')\n"
                "for (const name of fs.readdirSync(folder)) {\n"
                "  test(name, async () => { const { check } = await import(resolve(folder, name)); expect(check) })\n}\n"
            ),
        },
    )
    assert "test/all.test.ts" in _tests(root, "src/is.ts", "isText")
    assert "test/all.test.ts" not in _tests(root, "src/is.ts", "isNone")


@pytest.mark.parametrize(
    "load",
    [
        'import_module(f"shop.backends.{name}").open_it()',
        'import_module("shop.backends." + name).open_it()',
        'import_module("shop.backends.%s" % name).open_it()',
    ],
)
def test_a_module_whose_name_begins_as_a_literal_is_loaded(tmp_path: Path, load: str) -> None:
    root = write(
        tmp_path,
        {
            "shop/__init__.py": "",
            "shop/backends/__init__.py": "",
            "shop/backends/local.py": "def open_it():\n    return 1\n",
            "shop/frontends/__init__.py": "",
            "shop/frontends/web.py": "def open_it():\n    return 2\n",
            "shop/load.py": f"from importlib import import_module\n\n\ndef load(name):\n    return {load}\n",
            "tests/test_load.py": "from shop.load import load\n\n\ndef test_load():\n    assert load('local')\n",
        },
    )
    assert _tests(root, "shop/backends/local.py", "open_it") == ["tests/test_load.py"]
    assert _tests(root, "shop/frontends/web.py", "open_it") == []


@pytest.mark.parametrize(
    ("loader", "listed"),
    [("shop/load.py", "plugins.__path__, 'shop.'"), ("shop/plugins/load.py", "[os.path.dirname(__file__)]")],
)
def test_the_modules_of_a_package_that_is_walked_through_are_loaded(tmp_path: Path, loader: str, listed: str) -> None:
    root = write(
        tmp_path,
        {
            "shop/__init__.py": "",
            "shop/plugins/__init__.py": "",
            "shop/plugins/tax.py": "def run():\n    return 1\n",
            loader: (
                "import os\nimport pkgutil\nfrom importlib import import_module\n\nfrom shop import plugins\n\n\n"
                f"def load():\n    return [import_module(name).run() for _, name, _ in pkgutil.iter_modules({listed})]\n"
            ),
            "tests/test_load.py": f"from {loader.removesuffix('.py').replace('/', '.')} import load\n\n\ndef test_load():\n    assert load()\n",
        },
    )
    assert _tests(root, "shop/plugins/tax.py", "run") == ["tests/test_load.py"]


def test_a_template_names_the_files_that_it_can_load(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "package.json": NPM,
            "src/drivers/disk.ts": "export function open() { return 1 }\n",
            "src/drivers/disk.helper.txt.ts": "export function other() { return 1 }\n",
            "src/load.ts": "export const load = (name: string) => import(`./drivers/${name}.ts`).then(m => m.open())\n",
            "src/load.test.ts": "import { load } from './load'\ntest('load', () => { load('disk') })\n",
        },
    )
    assert _tests(root, "src/drivers/disk.ts", "open") == ["src/load.test.ts"]


def test_a_module_put_into_a_registry_is_called_through_it(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "package.json": NPM,
            "src/npm.ts": "export function extract(text: string) { return text }\n",
            "src/alone.ts": "export function extract(text: string) { return text }\n",
            "src/api.ts": "import * as npm from './npm'\nconst api = new Map()\napi.set('npm', npm)\nexport default api\n",
            "src/use.ts": "import api from './api'\nexport const run = (key: string) => api.get(key).extract('x')\n",
            "src/use.test.ts": "import { run } from './use'\ntest('run', () => { run('npm') })\n",
        },
    )
    assert _tests(root, "src/npm.ts", "extract") == ["src/use.test.ts"]
    assert _tests(root, "src/alone.ts", "extract") == []


def test_all_names_of_a_package_may_run_where_they_are_taken_together(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "shop/__init__.py": "from .core import total as total\n",
            "shop/core.py": "def total():\n    return 1\n\n\ndef hidden():\n    return 2\n",
            "tests/test_docs.py": "import shop\n\nNAMES = dict(shop.__dict__)\n\n\ndef test_docs():\n    exec('total()', NAMES)\n",
            "tests/test_one.py": "import shop\n\n\ndef test_one(name):\n    assert getattr(shop, name)()\n",
            "tests/test_none.py": "import shop\n\n\ndef test_none():\n    assert getattr(shop, 'other', None) is None\n",
        },
    )
    assert _tests(root, "shop/core.py", "total") == ["tests/test_docs.py", "tests/test_one.py"]
    assert _tests(root, "shop/core.py", "hidden") == []


def test_what_a_test_imports_inside_runs_in_it(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "shop/__init__.py": "from .limits import MOST as MOST\n",
            "shop/limits.py": "MOST = 10\n",
            "shop/prices.py": "def total():\n    return 1\n",
            "tests/test_late.py": "def test_total():\n    from shop.prices import total\n\n    assert total()\n",
            "tests/test_early.py": "import shop.prices\n\n\ndef test_it():\n    from shop.prices import total\n\n    assert total\n",
        },
    )
    assert _tests(root, "shop/limits.py") == ["tests/test_late.py"]
    assert _tests(root, "shop/__init__.py") == ["tests/test_late.py"]


def test_a_lookup_in_what_an_object_holds_is_none_in_a_module(tmp_path: Path) -> None:
    files = {
        "tools.py": "def __getattr__(name):\n    if name == 'old':\n        return trim\n    raise AttributeError(name)\n\n\n"
        "def trim(text):\n    return text.strip()\n\n\ndef used():\n    return 1\n",
        "wrap.py": "import tools\n\n\nclass Wrap:\n    def __init__(self, inner):\n        self.inner = inner\n\n"
        "    def __getattr__(self, name):\n        return getattr(self.inner, name)\n\n\n"
        "def wrap(inner):\n    return Wrap(inner) if tools.used() else 'old'\n",
        "test_wrap.py": "from wrap import wrap\n\n\ndef test_wrap():\n    assert wrap([])\n",
    }
    found = Workspace(write(tmp_path, files)).impact_analysis("tools.py", symbol="__getattr__")
    assert found["tests_to_run"] == []
    files["wrap.py"] += "\n\ndef look(name='old'):\n    return getattr(tools, name)\n"
    files["test_wrap.py"] += "\n\ndef test_look():\n    from wrap import look\n\n    assert look()\n"
    found = Workspace(write(tmp_path / "module", files)).impact_analysis("tools.py", symbol="__getattr__")
    assert [row["path"] for row in found["tests_to_run"]] == ["test_wrap.py"]


def test_what_a_fixture_imports_runs_for_the_first_time_in_the_tests_that_ask_for_it(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "shop/__init__.py": "",
            "shop/plugins.py": "LOADED = []\n\n\ndef load(name):\n    LOADED.append(name)\n",
            "shop/main.py": "from shop.plugins import load\n\nload('cart')\napp = object()\n",
            "tests/conftest.py": "import pytest\n\n\n@pytest.fixture\ndef app():\n    from shop.main import app\n\n    yield app\n\n\n"
            "@pytest.fixture(name='client')\ndef _made(app):\n    return app\n",
            "tests/test_client.py": "def test_client(client):\n    assert client\n",
            "tests/test_load.py": "from shop.plugins import load\n\n\ndef test_load():\n    load('a')\n",
            "tests/test_other.py": "def test_other():\n    assert 'client'\n",
        },
    )
    workspace = Workspace(root)
    both = ["tests/test_client.py", "tests/test_load.py"]
    assert (
        sorted(row["path"] for row in workspace.impact_analysis("shop/plugins.py", symbol="load")["tests_to_run"])
        == both
    )
    assert [row["path"] for row in workspace.impact_analysis("shop/main.py")["tests_to_run"]] == both[:1]
