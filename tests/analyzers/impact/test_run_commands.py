"""The command of an impact answer runs every selected test, whatever of the rows is cut."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from groundplan import Workspace
from groundplan.analyzers.impact.testing.run_commands import fitting_command, run_command

from tests.workspaces import write

TESTS = [f"tests/unit/test_{number:03}.py" for number in range(30)] + ["tests/web/test_page.py"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    test = "from shop.price import price\n\n\ndef test_price():\n    assert price(2) == 4\n"
    write(tmp_path, dict.fromkeys(TESTS, test))
    write(
        tmp_path,
        {
            "pyproject.toml": '[project]\nname = "shop"\n[tool.pytest.ini_options]\ntestpaths = ["tests"]\n',
            "shop/__init__.py": "",
            "shop/price.py": "def price(amount):\n    return amount * 2\n",
        },
    )
    return tmp_path


def test_rows_are_cut_and_the_command_is_not(root: Path) -> None:
    found = Workspace(root).impact_analysis("shop/price.py", limit=3)
    assert len(found["tests_to_run"]) == 3
    assert sorted(shlex.split(found["test_command"])[1:]) == TESTS


@pytest.mark.parametrize(
    ("longest", "expected"),
    [(2_000, TESTS), (60, ["tests/unit", "tests/web"]), (20, [])],
    ids=["files", "folders", "all"],
)
def test_what_is_too_long_for_a_line_runs_more_and_never_less(root: Path, longest: int, expected: list[str]) -> None:
    workspace = Workspace(root)
    workspace.refresh()
    with workspace.index() as index:
        found = fitting_command(index, TESTS, longest)
    assert sorted(shlex.split(found.command or "")[1:]) == expected
    assert bool(found.besides) == (expected != TESTS)


def test_folders_of_odd_names_are_quoted(tmp_path: Path) -> None:
    paths = [f"pkg $(x)/deep{number}/{folder}a_test.go" for number in range(3) for folder in ("", "in/")]
    write(tmp_path, dict.fromkeys(paths, 'package deep\n\nimport "testing"\n\nfunc TestA(t *testing.T) {}\n'))
    write(tmp_path, {"go.mod": "module example.com/shop\n\ngo 1.22\n"})
    workspace = Workspace(tmp_path)
    workspace.refresh()
    with workspace.index() as index:
        command = run_command(index, paths, folders=True) or ""
    assert shlex.split(command) == ["go", "test", *(f"./pkg $(x)/deep{number}/..." for number in range(3))]
    assert "'./pkg $(x)/deep0/...'" in command


def test_files_that_one_runner_alone_takes_are_handed_to_it(tmp_path: Path) -> None:
    """Tests of types beside those of `node:test`, which knows no TypeScript."""
    root = write(
        tmp_path,
        {
            "package.json": '{"name": "shop", "main": "index.js", "scripts": {"test": "node --test && tstyche"},'
            ' "devDependencies": {"tstyche": "1"}}',
            "index.js": "exports.price = () => 1\n",
            "test/price.test.js": "const { test } = require('node:test')\nconst { price } = require('..')\n\ntest('price', () => price())\n",
            "test/types.tst.ts": "import { expect, test } from 'tstyche'\nimport { price } from '..'\n\ntest('price', () => { expect(price()) })\n",
        },
    )
    with Workspace(root) as workspace:
        workspace.refresh()
        with workspace.index() as index:
            both = run_command(index, ["test/price.test.js", "test/types.tst.ts"])
    assert both == "node --test test/price.test.js && npx tstyche test/types.tst.ts"


def test_a_file_behind_an_underscore_supports_tests(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "package.json": '{"name": "shop", "devDependencies": {"vitest": "3"}}',
            "src/price.ts": "export const price = () => 1\n",
            "test/_setup.ts": "import { describe } from 'vitest'\nimport { price } from '../src/price'\n\n"
            "export const all = () => describe('all', () => { price() })\n",
            "test/price.test.ts": "import { all } from './_setup'\n\nall()\n",
        },
    )
    assert Workspace(root).impact_analysis("src/price.ts")["test_command"] == "npx vitest run test/price.test.ts"


@pytest.mark.parametrize(
    ("files", "tests", "command"),
    [
        (
            {"Cargo.toml": '[package]\nname = "shop"\n', "src/lib.rs": "mod price;\nmod stock;\n"},
            ["src/price.rs", "src/stock.rs"],
            "cargo test -- price stock",
        ),
        (
            {"Cargo.toml": '[package]\nname = "shop"\n', "src/lib.rs": "mod price;\n"},
            ["tests/buy.rs", "src/price.rs"],
            "cargo test",
        ),
        (
            {
                "Shop.Tests/Shop.Tests.csproj": '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>'
                '<PackageReference Include="xunit" Version="2.9.0" /></ItemGroup></Project>'
            },
            ["Shop.Tests/PriceTests.cs", "Shop.Tests/StockTests.cs"],
            "(cd Shop.Tests && dotnet test --filter 'FullyQualifiedName~PriceTests|FullyQualifiedName~StockTests')",
        ),
    ],
    ids=["modules", "a program and a module", "classes"],
)
def test_none_of_several_tests_is_left_out(
    tmp_path: Path, files: dict[str, str], tests: list[str], command: str
) -> None:
    """Not the first file's filter alone, which a runner by names was given for all of them."""
    code = {path: "#[test]\nfn works() {}\n" if path.endswith(".rs") else "class Tests { }\n" for path in tests}
    with Workspace(write(tmp_path, {**files, **code})) as workspace:
        workspace.refresh()
        with workspace.index() as index:
            assert run_command(index, tests) == command


def test_what_no_runner_runs_alone_is_run_by_the_packages_own_script(tmp_path: Path) -> None:
    """TypeScript's tests for Node's own runner: the command ran the types' test alone, for it has a runner of its own."""
    script = '"test": "node --import=tsx --test test/*.ts && tsd"'
    test = "import test from 'node:test';\nimport { one } from '../src/index.js';\n\ntest('one', () => one());\n"
    types = "import { expectType } from 'tsd';\nimport { one } from '../src/index.js';\n\nexpectType<number>(one());\n"
    files = {
        "package.json": f'{{"name": "shop", "scripts": {{{script}}}, "devDependencies": {{"tsd": "1", "tsx": "4"}}}}',
        "src/index.ts": "export function one() {\n  return 1;\n}\n",
        "test/basic.ts": test,
        "test/more.ts": test,
        "test-d/index.test-d.ts": types,
    }
    workspace = Workspace(write(tmp_path, files))
    command = workspace.impact_analysis("src/index.ts", symbol="one")["test_command"]
    assert sorted((command or "").split(" && ")) == ["npm test", "npx tsd --files test-d/index.test-d.ts"]
    assert workspace.test_command("src/index.ts")["recommended"] == "npm test"
    assert workspace.test_command("test-d/index.test-d.ts")["recommended"] == "npx tsd --files test-d/index.test-d.ts"


def test_folders_are_run_in_the_language_of_the_selected_tests(tmp_path: Path) -> None:
    """Browser tests in TypeScript stand below the same folder: what these import says nothing of pytest."""
    page = "import { test } from '@playwright/test';\n\ntest('a', () => {});\n"
    paths = [f"tests/unit/test_{number}.py" for number in range(3)]
    write(tmp_path, {"pyproject.toml": '[project]\nname = "shop"\n[dependency-groups]\ndev = ["pytest"]\n'})
    write(tmp_path, {"package.json": '{"name": "e2e", "devDependencies": {"@playwright/test": "1"}}'})
    write(
        tmp_path,
        {**dict.fromkeys((*paths, "tests/test_a.py"), "def test_a():\n    pass\n"), "tests/e2e/a.spec.ts": page},
    )
    workspace = Workspace(tmp_path)
    workspace.refresh()
    with workspace.index() as index:
        assert run_command(index, [*paths, "tests/test_a.py"], folders=True) == "pytest tests"
        assert run_command(index, ["tests/e2e/a.spec.ts"], folders=True) == "npx playwright test tests/e2e"
