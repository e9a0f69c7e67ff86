"""What is called through values that no name leads to: containers, what libraries hand back, computed names, strings, patches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

OTHER = "from shop.rules import VERSION\n\n\ndef test_it():\n    assert VERSION\n"


def _tests(root: Path, path: str, symbol: str | None = None) -> list[str]:
    answer = Workspace(root).impact_analysis(path, symbol=symbol)
    return sorted(row["path"] for row in answer["tests_to_run"])


@pytest.mark.parametrize(
    "given",
    [
        "    for name, rule in OrderedDict((one.name, one) for one in rules).items():\n        rule.resolve()\n",
        "    table = dict(rules)\n    for rule in table.values():\n        rule.resolve()\n",
        "    copy(Rule()).resolve()\n",
        "    pickle.loads(pickle.dumps(Rule())).resolve()\n",
        "    asyncio.run(make()).resolve()\n",
    ],
)
def test_what_a_container_or_a_library_gives_back_may_be_an_object_of_the_workspace(tmp_path: Path, given: str) -> None:
    files = {
        "shop/rules.py": (
            "import asyncio\nimport pickle\nfrom collections import OrderedDict\nfrom copy import copy\n\nVERSION = 1\n\n\n"
            "class Rule:\n    def resolve(self):\n        return 1\n\n\nasync def make():\n    return Rule()\n\n\n"
            f"def collate(rules):\n{given}"
        ),
        "tests/test_collate.py": (
            "from shop.rules import Rule, collate\n\n\ndef test_it():\n    assert collate([Rule()]) is None\n"
        ),
        "tests/test_other.py": OTHER,
    }
    assert _tests(write(tmp_path, files), "shop/rules.py", "Rule.resolve") == ["tests/test_collate.py"]


def test_object_assign_gives_back_its_first_argument(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "web", "type": "module", "devDependencies": {"vitest": "^1.0.0"}}\n',
        "src/help.js": "export class Help {\n  wrap(text) { return text }\n}\n",
        "src/command.js": (
            "import { Help } from './help.js'\nexport class Command {\n"
            "  createHelp() { return Object.assign(new Help(), this.options) }\n"
            "  show() { const helper = this.createHelp(); return helper.wrap('x') }\n}\n"
        ),
        "src/command.test.js": (
            "import { Command } from './command.js'\nimport { it, expect } from 'vitest'\n"
            "it('shows', () => { expect(new Command().show()).toBe('x') })\n"
        ),
    }
    assert _tests(write(tmp_path, files), "src/help.js", "Help.wrap") == ["src/command.test.js"]


def test_a_method_that_a_test_calls_is_found_by_how_its_name_begins_too(tmp_path: Path) -> None:
    files = {
        "shop/rules.py": (
            "VERSION = 1\n\n\nclass Meta(type):\n    def __new__(mcs, name, bases, attrs):\n"
            "        attrs['found'] = [key for key in attrs if key.startswith('validate_')]\n"
            "        return type.__new__(mcs, name, bases, attrs)\n\n\n"
            "class Field(metaclass=Meta):\n    def check(self):\n"
            "        return [getattr(self, name)() for name in self.found]\n\n\n"
            "class Text(Field):\n    def validate_length(self):\n        return True\n"
        ),
        "tests/test_check.py": "from shop.rules import Text\n\n\ndef test_it():\n    assert Text().check()\n",
        "tests/test_direct.py": "from shop.rules import Text\n\n\ndef test_it():\n    assert Text().validate_length()\n",
        "tests/test_other.py": OTHER,
    }
    assert _tests(write(tmp_path, files), "shop/rules.py", "Text.validate_length") == [
        "tests/test_check.py",
        "tests/test_direct.py",
    ]


def test_a_method_that_nothing_calls_is_looked_up_on_objects_of_a_class_made_at_run_time(tmp_path: Path) -> None:
    files = {
        "shop/check.py": (
            "class Checker:\n    def handle(self, domain, rule):\n"
            "        return getattr(self, '_{0}_{1}'.format(domain, rule))()\n"
        ),
        "shop/rules.py": (
            "from shop.check import Checker\n\nVERSION = 1\n\n\nclass Mixed:\n"
            "    def _check_with_bulk(self):\n        return 1\n\n\n"
            "def made(base):\n    return type('Made', (base, Checker), {})\n\n\n"
            "def run():\n    return made(Mixed)().handle('check_with', 'bulk')\n"
        ),
        "tests/test_run.py": "from shop.rules import run\n\n\ndef test_it():\n    assert run()\n",
        "tests/test_other.py": OTHER,
    }
    assert _tests(write(tmp_path, files), "shop/rules.py", "Mixed._check_with_bulk") == ["tests/test_run.py"]


def test_what_no_file_imports_is_loaded_by_its_dotted_name(tmp_path: Path) -> None:
    files = {
        "shop/__init__.py": "",
        "shop/rules.py": "VERSION = 1\n\n\ndef made(engine):\n    return engine(['shop.more.Now'])\n",
        "shop/more.py": "class Now:\n    def __init__(self, engine):\n        self.engine = engine\n",
        "tests/test_more.py": "from shop.rules import made\n\n\ndef test_it():\n    assert made(list)\n",
        "tests/test_other.py": OTHER,
    }
    assert _tests(write(tmp_path, files), "shop/more.py", "Now") == ["tests/test_more.py"]


def test_to_patch_a_module_by_its_name_runs_it(tmp_path: Path) -> None:
    files = {
        "shop/rules.py": "VERSION = 1\n\n\ndef load():\n    return 1\n",
        "shop/near.py": "def near():\n    return 1\n",
        "tests/sub/conftest.py": (
            "import pytest\n\n\n@pytest.fixture\ndef no_load(mocker):\n    return mocker.patch('shop.rules.load')\n"
        ),
        "tests/sub/test_near.py": "from shop.near import near\n\n\ndef test_it(no_load):\n    assert near()\n",
        "tests/sub/test_far.py": "from shop.near import near\n\n\ndef test_it():\n    assert near()\n",
    }
    assert _tests(write(tmp_path, files), "shop/rules.py") == ["tests/sub/test_near.py"]


def test_to_import_a_module_runs_the_packages_around_it(tmp_path: Path) -> None:
    """A package replaces a class of its own by one that it makes when it is imported."""
    files = {
        "shop/__init__.py": "from . import old\nold.patch()\n",
        "shop/old.py": (
            "from . import models\n\n\nclass Old:\n    def keys(self):\n        return self.names()\n\n\n"
            "def patch():\n    class Model(Old, models.Model):\n        pass\n    models.Model = Model\n"
        ),
        "shop/models.py": "class Model:\n    def names(self):\n        return []\n\n\ndef read(model):\n    return model.keys()\n",
        "tests/test_read.py": "from shop import models\n\n\ndef test_it():\n    assert models.read(models.Model()) == []\n",
    }
    assert _tests(write(tmp_path, files), "shop/old.py", "Old.keys") == ["tests/test_read.py"]


@pytest.mark.parametrize(
    "members",
    [
        (
            "function Boot () {\n  if (!new.target) return new Boot()\n}\nBoot.prototype.use = function (plugin) { return check(plugin) }\n"
            "module.exports = Boot\n"
        ),
        "const Boot = {}\nBoot.use = function use (plugin) { return check(plugin) }\nmodule.exports = () => Boot\n",
    ],
)
def test_members_by_assignment_run_when_they_are_called(tmp_path: Path, members: str) -> None:
    files = {
        "package.json": '{"name": "boot", "main": "boot.js", "devDependencies": {"jest": "^29.0.0"}}\n',
        "boot.js": f"const {{ check }} = require('./check')\n{members}",
        "check.js": "function check (plugin) { return plugin }\nmodule.exports = { check }\n",
        "use.test.js": "const start = require('./boot')\ntest('uses', () => { expect(start().use(1)).toBe(1) })\n",
        "import.test.js": "const start = require('./boot')\ntest('is there', () => { expect(typeof start).toBe('function') })\n",
    }
    assert _tests(write(tmp_path, files), "check.js", "check") == ["use.test.js"]


def test_what_an_object_without_prototype_is_filled_with_is_unknown(tmp_path: Path) -> None:
    """A router kept its trees in `Object.create(null)`: a dictionary, and no value of the platform's own."""
    files = {
        "package.json": '{"name": "web", "type": "module", "devDependencies": {"vitest": "^1.0.0"}}\n',
        "src/node.js": "export class Node {\n  addRoute(path) { return path }\n}\n",
        "src/router.js": (
            "import { Node } from './node.js'\nexport class Router {\n"
            "  constructor() { this.trees = Object.create(null) }\n"
            "  on(method, path) {\n    this.trees[method] = new Node()\n"
            "    const node = this.trees[method]\n    node.addRoute(path)\n  }\n}\n"
        ),
        "src/router.test.js": (
            "import { Router } from './router.js'\nimport { it } from 'vitest'\n"
            "it('routes', () => { new Router().on('GET', '/') })\n"
        ),
    }
    assert _tests(write(tmp_path, files), "src/node.js", "Node.addRoute") == ["src/router.test.js"]


@pytest.mark.parametrize(
    ("imported", "base"), [("import asyncio", "asyncio.Protocol"), ("from asyncio import Protocol", "Protocol")]
)
def test_a_protocol_of_the_event_loop_is_called_back(tmp_path: Path, imported: str, base: str) -> None:
    """That another test calls the method on an object of a class of its own, with the same base, proves nothing of this one."""
    files = {
        "shop/__init__.py": "",
        "shop/link.py": f"{imported}\n\n\nclass Link({base}):\n    def data_received(self, data):\n        return data\n",
        "tests/test_link.py": (
            "import asyncio\nfrom shop.link import Link\n\n\n"
            "async def test_link():\n    await asyncio.get_running_loop().create_connection(lambda: Link())\n"
        ),
        "tests/test_other.py": (
            "import asyncio\n\n\ndef receive(link: asyncio.Protocol):\n    link.data_received(b'')\n\n\n"
            "def test_other():\n    receive(asyncio.Protocol())\n"
        ),
    }
    assert _tests(write(tmp_path, files), "shop/link.py", "Link.data_received") == ["tests/test_link.py"]
