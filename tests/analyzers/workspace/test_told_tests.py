"""Which files are tests where a runner's configuration says so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from groundplan import Workspace
from groundplan.analyzers.workspace.test_files import TestFiles
from groundplan.analyzers.workspace.told_tests import told
from groundplan.analyzers.workspace.told_tests.told import pattern_of

from ...workspaces import write

IT = "it('x', () => {})\n"
PLAIN = "export const x = 1\n"
CASE = "class Case {}\n"
TOLD: dict[str, tuple[dict[str, str], list[str]]] = {
    "pytest: own names of functions, in the configuration of a part": (
        {
            "part/setup.cfg": "[tool:pytest]\npython_files = *_checks.py\npython_functions = it_ *_should\npython_classes = Describe\n",
            "part/tests/cart_checks.py": "def it_adds(): ...\n",
            "part/tests/price_checks.py": "class DescribePrice:\n    def it_adds(self): ...\n",
            "part/tests/tool_checks.py": "from . import x\nLIMIT = 3\n",
            "tests/cart_checks.py": "def it_adds(): ...\n",
        },
        ["part/tests/cart_checks.py", "part/tests/price_checks.py"],
    ),
    "jest: testMatch instead of every file of __tests__": (
        {
            "package.json": '{"jest": {"testMatch": ["**/?(*.)+(check).[jt]s?(x)", "<rootDir>/__tests__/**/*-case.js"]}}',
            "src/a.check.ts": IT,
            "src/a.ts": PLAIN,
            "__tests__/b-case.js": PLAIN,
            "__tests__/wait.js": PLAIN,
        },
        ["__tests__/b-case.js", "src/a.check.ts"],
    ),
    "jest: testRegex within roots": (
        {
            "jest.config.js": "module.exports = {\n  // all\n  roots: ['<rootDir>/checks'],\n  testRegex: '\\\\.js$',\n"
            "  testPathIgnorePatterns: ['/slow/'],\n}\n",
            "checks/a.js": IT,
            "checks/slow/b.js": IT,
            "lib/c.js": "export const isIt = (it) => it(1)\n",
        },
        ["checks/a.js"],
    ),
    "vitest: include of test, of projects and of types, not of coverage": (
        {
            "vitest.config.ts": "export default defineConfig({\n  test: {\n    include: ['checks/**/*.ts'],\n"
            "    typecheck: { include: ['types/**/*.types.ts'] },\n    coverage: { include: ['lib/**/*.it.ts'] },\n"
            "    projects: [{ test: { include: ['parts/*/{unit,e2e}_*.ts'] } }],\n  },\n})\n",
            "checks/a.ts": IT,
            "checks/help.ts": PLAIN,
            "types/a.types.ts": PLAIN,
            "lib/a.it.ts": PLAIN,
            "parts/x/unit_a.ts": IT,
            "parts/x/a.ts": PLAIN,
        },
        ["checks/a.ts", "parts/x/unit_a.ts", "types/a.types.ts"],
    ),
    "playwright: testDir and a pattern": (
        {
            "playwright.config.ts": "export default { testDir: './flows', testMatch: /.*\\.flow\\.ts/ }\n",
            "flows/buy.flow.ts": IT,
            "lib/buy.flow.ts": IT,
        },
        ["flows/buy.flow.ts"],
    ),
    "mocha: spec in YAML, and what a script hands over": (
        {
            ".mocharc.yml": "require: ./setup.js\nspec:\n  - 'checks/**/*.js'\n",
            "package.json": '{"scripts": {"test": "nyc mocha -r ./lib/boot.js more/*.js && echo ok"}}',
            "checks/a.js": IT,
            "checks/a/data.js": PLAIN,
            "more/b.js": IT,
            "lib/boot.js": IT,
            "setup.js": IT,
        },
        ["checks/a.js", "more/b.js"],
    ),
    "ava: files and what they leave out": (
        {
            "package.json": '{"ava": {"files": ["checks/**/*.js", "!checks/slow/**"]}}',
            "checks/a.js": IT,
            "checks/slow/b.js": IT,
        },
        ["checks/a.js"],
    ),
    "node: globs and files after --test": (
        {
            "package.json": '{"scripts": {"test": "node --import tsx --test \\"checks/*.js\\" all.js"}}',
            "checks/a.js": IT,
            "checks/deep/b.js": IT,
            "all.js": PLAIN,
        },
        ["all.js", "checks/a.js"],
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_a_runner_is_told(tmp_path: Path, name: str) -> None:
    files, tests = TOLD[name]
    workspace = Workspace(write(tmp_path, files))
    workspace.refresh()
    with workspace.index() as index:
        assert list(TestFiles(index).paths) == tests


def test_a_told_test_is_selected_and_run(tmp_path: Path) -> None:
    files = {
        "pytest.ini": "[pytest]\ntestpaths = tests\npython_files = *\npython_classes = total_\n",
        "shop/__init__.py": "",
        "shop/cart.py": "def total():\n    return 1\n",
        "tests/cart.py": "from shop.cart import total\n\n\nclass total_:\n    def adds_up(self):\n        assert total() == 1\n",
    }
    workspace = Workspace(write(tmp_path, files))
    answer = workspace.ask("impact_analysis", file_path="shop/cart.py", symbol="total")
    assert [item["path"] for item in answer["tests_to_run"]] == ["tests/cart.py"]
    assert answer["test_command"] == "pytest tests/cart.py"


@pytest.mark.parametrize(
    ("glob", "path", "matches"),
    [
        ("**/?(*.)+(spec|test).[jt]s?(x)", "a/b.test.tsx", True),
        ("**/?(*.)+(spec|test).[jt]s?(x)", "spec.js", True),
        ("**/?(*.)+(spec|test).[jt]s?(x)", "a/test.vue", False),
        ("**/*.{test,spec}.?(c|m)[jt]s?(x)", "a.spec.mts", True),
        ("test", "test/deep/a.js", True),
        ("test/*.js", "test/deep/a.js", False),
        ("test/!(help).js", "test/a.js", True),
        ("test/!(help).js", "test/help.js", False),
        ("a[", "a[", True),
        ("*" * 50, "a", False),
    ],
)
def test_globs_of_runners(glob: str, path: str, matches: bool) -> None:
    assert bool(told.test_glob(glob).fullmatch(path)) is matches


def test_globs_that_say_a_language_alone() -> None:
    assert all(map(told.language_only, ("test", "test/**/*.js", "**/*.[jt]s?(x)", "test/**")))
    assert not any(map(told.language_only, ("test/a.js", "**/*.test.js", "src/*_check.py")))


def test_patterns_that_could_take_long_are_left_alone() -> None:
    assert pattern_of("(a+)+$", "") is None
    assert pattern_of("(?<name>x)", "") is None
    found = pattern_of("<rootDir>/qa/.*\\.js$", "web")
    assert found is not None
    assert re.search(found, "/web/qa/a.js")
