"""tests_to_run where tests run files by their path."""

from __future__ import annotations

from pathlib import Path

from groundplan import Workspace

from ...workspaces import write


def _tests(root: Path, path: str, symbol: str | None = None) -> list[str]:
    return [row["path"] for row in Workspace(root).impact_analysis(path, symbol=symbol)["tests_to_run"]]


def test_programs_that_a_test_starts_in_node(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "package.json": '{"name": "app", "scripts": {"test": "node --test"}}\n',
            "lib/log.js": "exports.log = function (text) { return text }\n",
            "test/fixtures/leave.js": "const { log } = require('../../lib/log')\nlog('x')\nprocess.exit(0)\n",
            "test/fixtures/wait.mjs": "import { log } from '../../lib/log.js'\nlog('x')\n",
            "test/leave.test.js": (
                "const { join } = require('path')\ntest('it', async () => {\n"
                "  await run(process.argv[0], [join(__dirname, 'fixtures', 'leave.js')])\n})\n"
            ),
            "test/wait.test.mjs": "test('it', () => new Worker(new URL('./fixtures/wait.mjs', import.meta.url)))\n",
            "test/data.test.js": "test('it', () => read(require('path').join(__dirname, 'fixtures')))\n",
        },
    )
    assert _tests(root, "lib/log.js", "log") == ["test/leave.test.js", "test/wait.test.mjs"]


def test_workers_that_a_library_starts(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "package.json": '{"name": "app", "dependencies": {"piscina": "^4.0.0"}, "scripts": {"test": "node --test"}}\n',
            "lib/sum.js": "exports.sum = function (a, b) { return a + b }\n",
            "lib/worker.js": "const { sum } = require('./sum')\nmodule.exports = ({ a, b }) => sum(a, b)\n",
            "lib/pool.js": (
                "const { join } = require('path')\nconst Piscina = require('piscina')\n"
                "exports.start = function () { return new Piscina({ filename: join(__dirname, 'worker.js') }) }\n"
            ),
            "test/pool.test.js": "const { start } = require('../lib/pool')\ntest('it', () => start().run({ a: 1, b: 2 }))\n",
            "test/none.test.js": "test('it', () => {})\n",
        },
    )
    assert _tests(root, "lib/sum.js", "sum") == ["test/pool.test.js"]


def test_a_path_in_the_configuration_of_a_bundler_runs_nothing(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "vite.config.js": "import { resolve } from 'path'\nexport default { alias: { app: resolve(__dirname, 'src/app.js') } }\n",
            "src/app.js": "export function start() { return 1 }\n",
        },
    )
    assert Workspace(root).impact_analysis("src/app.js", symbol="start")["impacted_files"] == []


def test_examples_that_a_test_loads_in_python(tmp_path: Path) -> None:
    load = "from tests.util import load_module\n\n\n"
    root = write(
        tmp_path,
        {
            "shop/__init__.py": "",
            "shop/cart.py": "def total():\n    return 1\n",
            "examples/plain.py": "from shop.cart import total\n\nTOTAL = total()\n",
            "examples/many_async.py": "from shop.cart import total\n\nTOTAL = total()\n",
            "tests/__init__.py": "",
            "tests/util.py": "import importlib.util\n\n\ndef load_module(path):\n    return importlib.util.spec_from_file_location('x', path)\n",
            "tests/test_plain.py": f"{load}def test_it():\n    assert load_module('examples/plain.py')\n",
            "tests/test_many.py": f"{load}def test_it(suffix):\n    assert load_module(f'examples/many{{suffix}}.py')\n",
            "tests/test_none.py": f"{load}def test_it():\n    assert load_module('examples/none.py')\n",
        },
    )
    assert sorted(_tests(root, "shop/cart.py", "total")) == ["tests/test_many.py", "tests/test_plain.py"]
