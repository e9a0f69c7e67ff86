"""test_command where many packages stand together: their tools, and which of them is tested."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

GO = {"go.mod": "module x.org/pot\n", "pot.go": "package pot\n"}
TURBO = {
    "package.json": '{"name": "root", "private": true, "workspaces": ["apps/*"], "devDependencies": {"turbo": "2"}}',
    "package-lock.json": '{"lockfileVersion": 3, "packages": {}}',
    "turbo.json": '{"tasks": {"build": {}, "test": {}}}',
    "apps/web/turbo.json": '{"extends": ["//"]}',
    "apps/web/package.json": '{"name": "@x/web", "scripts": {"build": "vite build", "test": "vitest run"}}',
}


NX = {
    "package.json": '{"name": "root", "private": true, "devDependencies": {"nx": "20", "jest": "29"}}',
    "package-lock.json": '{"lockfileVersion": 3, "packages": {}}',
    "nx.json": '{"plugins": ["@nx/jest/plugin"]}',
    "apps/shop/project.json": '{"name": "shop", "targets": {"build": {}}}',
    "apps/shop/package.json": '{"name": "@x/shop"}',
    "apps/shop/jest.config.ts": "export default {}\n",
    "apps/shop/src/a.spec.ts": "test('a', () => {})\n",
}


PANTS = {
    "pants.toml": "[GLOBAL]\n",
    "requirements.txt": "pytest==8.0.0\n",
    "shop/BUILD": "python_tests(name='tests')\n",
    "shop/pot.py": "def boil(): ...\n",
    "shop/pot_test.py": "from shop.pot import boil\n\ndef test_boil():\n    boil()\n",
}


BAZEL = {
    "MODULE.bazel": 'module(name = "kitchen")\n',
    "pot/BUILD.bazel": "java_test(name = 'PotTest')\n",
    "pot/src/PotTest.java": "class PotTest { void boils() {} }\n",
}


@pytest.mark.parametrize(
    ("files", "path", "command"),
    [
        (TURBO, None, "npx turbo run test"),
        (TURBO, "apps/web", "npx turbo run test --filter=@x/web"),
        (NX, None, "npx nx run-many -t test"),
        (NX, "apps/shop", "npx nx run shop:test"),
        (NX, "apps/shop/src/a.spec.ts", "cd apps/shop && npx jest src/a.spec.ts"),
        (PANTS, None, "pants test ::"),
        (PANTS, "shop", "pants test shop::"),
        (PANTS, "shop/pot_test.py::test_boil", "pants test shop/pot_test.py -- -k test_boil"),
        (BAZEL, None, "bazel test //..."),
        (BAZEL, "pot", "bazel test //pot/..."),
        ({f"k/{path}": text for path, text in BAZEL.items()}, "k", "cd k && bazel test //..."),
        (
            {**NX, "libs/pan/project.json": '{"name": "pan", "targets": {"test": {}}}'},
            "libs/pan",
            "npx nx run pan:test",
        ),
        (BAZEL, "pot/src/PotTest.java::PotTest.boils", "bazel test //pot:all --test_filter=boils"),
    ],
)
def test_monorepo_tools_in_their_own_terms(
    tmp_path: Path, files: dict[str, str], path: str | None, command: str
) -> None:
    assert Workspace(write(tmp_path, files)).test_command(path)["recommended"] == command


def test_no_task_where_no_package_has_it(tmp_path: Path) -> None:
    files = {**TURBO, "apps/web/package.json": '{"name": "@x/web", "scripts": {"build": "vite build"}}'}
    assert Workspace(write(tmp_path, files)).test_command()["recommended"] is None


def test_of_several_go_modules_a_target_tests_all(tmp_path: Path) -> None:
    more = {
        "Makefile": "test: $(DIRS:%=test/%)\n",
        "lid/go.mod": "module x.org/lid\n",
        "lid/lid_test.go": "package lid\n",
    }
    answer = Workspace(write(tmp_path, GO | more)).test_command()
    assert answer["recommended"] == "make test"
    assert [(row["command"], row["directory"]) for row in answer["test_commands"]] == [
        ("make test", "."),
        ("go test ./...", "lid"),
    ]


def test_the_larger_ecosystem_tests_first(tmp_path: Path) -> None:
    files = {
        "Cargo.toml": '[workspace]\nmembers = ["lid"]\n[package]\nname = "pot"\n',
        "src/main.rs": "fn main() {}\n" * 20,
        "lid/Cargo.toml": '[package]\nname = "lid"\n',
        "lid/tests/a.rs": "#[test]\nfn a() {}\n",
        "package.json": '{"name": "ui", "scripts": {"test": "vitest"}}',
        "ui/a.ts": "export const a = 1\n" * 8,
    }
    commands = Workspace(write(tmp_path, files)).test_command()["test_commands"]
    assert [row["command"] for row in commands if row["directory"] == "."] == ["cargo test --workspace", "npm test"]
    assert commands[0]["command"] == "cargo test --workspace"


def test_a_package_around_the_tested_ones_has_none(tmp_path: Path) -> None:
    files = {
        "pubspec.yaml": "name: all\nworkspace:\n  - app\n",
        "app/pubspec.yaml": "name: app\nresolution: workspace\ndependencies:\n  flutter:\n    sdk: flutter\n",
        "app/lib/main.dart": "void main() {}\n",
        "app/test/a_test.dart": "void main() {}\n",
    }
    commands = Workspace(write(tmp_path, files)).test_command()["test_commands"]
    assert [(row["command"], row["directory"]) for row in commands] == [("flutter test", "app")]


def test_a_go_module_without_tests_is_not_tested_where_another_has_some(tmp_path: Path) -> None:
    files = GO | {
        "lid/go.mod": "module x.org/lid\n",
        "lid/lid.go": "package lid\n",
        "tests/go.mod": "module x.org/tests\n",
        "tests/pot_test.go": "package tests\n",
    }
    commands = Workspace(write(tmp_path, files)).test_command()["test_commands"]
    assert [(row["command"], row["directory"]) for row in commands] == [("go test ./...", "tests")]


def test_a_go_module_runs_no_tests_of_another(tmp_path: Path) -> None:
    files = GO | {
        "sdk/go.mod": "module x.org/pot/sdk\n",
        "sdk/lid/lid.go": "package lid\n\nfunc Lid() {}\n",
        "sdk/lid/lid_test.go": "package lid\n\nfunc TestLid() {}\n",
        "tool/go.mod": "module x.org/pot/tool\n",
        "tool/lid/lid_test.go": "package lid\n\nfunc TestLid() {}\n",
    }
    commands = Workspace(write(tmp_path, files)).test_command("sdk/lid/lid.go")["test_commands"]
    assert [(row["command"], row["directory"]) for row in commands] == [("go test ./lid -run '^TestLid$'", "sdk")]


@pytest.mark.parametrize(("script", "command"), [("vitest", "npm test"), ("", "npx lerna run test")])
def test_the_workspaces_own_script_stands_before_its_releaser(tmp_path: Path, script: str, command: str) -> None:
    """Lerna publishes; an example has a script of that name, and the root says itself what tests all."""
    own = f', "scripts": {{"test": "{script}"}}' if script else ""
    files = {
        "lerna.json": '{"version": "1.0.0"}',
        "package.json": f'{{"name": "all", "workspaces": ["packages/*"]{own}, "devDependencies": {{"lerna": "8"}}}}',
        "package-lock.json": '{"name": "all", "lockfileVersion": 3, "packages": {}}',
        "packages/a/package.json": '{"name": "a", "version": "1.0.0", "scripts": {"test": "vitest run"}}',
        "packages/a/a.test.js": "import './a.js'\n",
        "packages/a/a.js": "export const a = 1\n",
    }
    assert Workspace(write(tmp_path, files)).test_command()["recommended"] == command


def test_the_build_at_the_root_tests_before_a_site_of_about_its_size(tmp_path: Path) -> None:
    files = {
        "settings.gradle": "include 'app'\n",
        "gradlew": "#!/bin/sh\n",
        "app/build.gradle": "plugins { id 'java' }\n",
        "app/src/main/java/A.java": "class A {}\n" * 40,
        "app/src/test/java/ATest.java": "class ATest {}\n",
        "site/package.json": '{"name": "site", "scripts": {"test": "vitest"}}',
        "site/src/a.ts": "export const a = 1;\n" * 30,
        "site/src/a.test.ts": "it('a', () => {});\n",
    }
    assert Workspace(write(tmp_path, files)).test_command()["recommended"] == "./gradlew test"


def test_of_two_workspaces_at_the_root_the_larger_one_is_tested(tmp_path: Path) -> None:
    files = {
        "Cargo.toml": '[workspace]\nmembers = ["cli"]\n',
        "cli/Cargo.toml": '[package]\nname = "cli"\nversion = "1.0.0"\n',
        "cli/src/main.rs": "fn main() {}\n\n#[test]\nfn boils() {}\n",
        "pubspec.yaml": "name: all\npublish_to: none\nworkspace:\n  - app\n",
        "app/pubspec.yaml": "name: app\ndependencies:\n  flutter:\n    sdk: flutter\n",
        "app/lib/main.dart": "void main() {}\n" * 20,
        "app/test/a_test.dart": "void main() { test('boils', () {}); }\n",
    }
    assert Workspace(write(tmp_path, files)).test_command()["recommended"] == "cd app && flutter test"


def test_nx_told_no_project_tests_one_of_many(tmp_path: Path) -> None:
    script = '{"name": "root", "private": true, "devDependencies": {"nx": "20"}, "scripts": {"test": "nx test", "build": "nx build"}}'
    files = NX | {
        "package.json": script,
        "apps/pay/project.json": '{"name": "pay", "targets": {"build": {}, "test": {}}}',
    }
    workspace = Workspace(write(tmp_path, files))
    assert workspace.test_command()["recommended"] == "npx nx run-many -t test"
    assert workspace.build_command()["recommended"] == "npx nx run-many -t build"
    chosen = files | {"nx.json": '{"plugins": ["@nx/jest/plugin"], "defaultProject": "shop"}'}
    assert Workspace(write(tmp_path / "chosen", chosen)).build_command()["recommended"] == "npm run build"


def test_a_script_that_opens_a_window_runs_no_tests(tmp_path: Path) -> None:
    scripts = '{"test": "cypress open --component", "test:run": "cypress run --component"}'
    files = {"package.json": f'{{"name": "x", "devDependencies": {{"cypress": "13"}}, "scripts": {scripts}}}'}
    assert Workspace(write(tmp_path, files)).test_command()["recommended"] == "npm run test:run"


@pytest.mark.parametrize(("built", "command"), [(False, "make test"), (True, "go test ./...")])
def test_go_code_that_embeds_what_is_not_built_yet(tmp_path: Path, built: bool, command: str) -> None:
    files = GO | {
        "web/web.go": 'package web\n\nimport "embed"\n\n//go:embed all:dist/*\nvar files embed.FS\n',
        "pot_test.go": 'package pot\n\nimport "testing"\n\nfunc TestPot(t *testing.T) {}\n',
        "Makefile": "test: ui\n\tgo test ./...\nui:\n\tcd web && npm run build\n",
    }
    workspace = Workspace(write(tmp_path, files | ({"web/dist/index.html": "<html>\n"} if built else {})))
    assert workspace.test_command()["recommended"] == command


SCRIPTED = {
    "package.json": '{"name": "root", "private": true, "workspaces": ["packages/*"]}',
    "package-lock.json": '{"lockfileVersion": 3, "packages": {}}',
    "packages/pot/package.json": '{"name": "@x/pot", "devDependencies": {"ava": "6"}}',
    "packages/pot/src/lid.ts": "export const lid = 1\n",
    "packages/checks/package.json": '{"name": "@x/checks", "devDependencies": {"ava": "6"}}',
    "packages/checks/test/lid.test.ts": "import test from 'ava'\nimport { lid } from '../../pot/src/lid'\ntest('lid', () => lid)\n",
}


def test_tests_in_a_package_of_their_own_are_run_there(tmp_path: Path) -> None:
    commands = Workspace(write(tmp_path, SCRIPTED)).test_command("packages/pot/src/lid.ts")["test_commands"]
    assert [(row["command"], row["directory"]) for row in commands] == [("npx ava test/lid.test.ts", "packages/checks")]


def test_a_name_alone_makes_no_test_of_another_package_that_has_code(tmp_path: Path) -> None:
    files = SCRIPTED | {
        "packages/checks/src/lid.ts": "export const lid = 2\n",
        "packages/checks/test/lid.test.ts": "import test from 'ava'\nimport { lid } from '../src/lid'\ntest('lid', () => lid)\n",
    }
    commands = Workspace(write(tmp_path, files)).test_command("packages/pot/src/lid.ts")["test_commands"]
    assert not any("lid.test.ts" in row["command"] for row in commands)


def test_the_folder_of_a_go_module_is_tested_from_inside(tmp_path: Path) -> None:
    files = GO | {
        "sdk/go.mod": "module x.org/pot/sdk\n",
        "sdk/lid.go": "package sdk\n\nfunc Lid() {}\n",
        "sdk/other_test.go": "package sdk\n\nfunc TestOther() {}\n",
    }
    workspace = Workspace(write(tmp_path, files))
    told = {path: workspace.test_command(path)["test_commands"] for path in ("sdk", "sdk/lid.go")}
    assert {(row["command"], row["directory"]) for row in told["sdk"]} == {("go test ./...", "sdk")}
    assert {(row["command"], row["directory"]) for row in told["sdk/lid.go"]} == {("go test .", "sdk")}


def test_a_package_of_two_ecosystems_is_tested_by_the_one_that_has_tests(tmp_path: Path) -> None:
    files = {
        "Cargo.toml": '[workspace]\nmembers = ["plugins/*"]\n',
        "plugins/fs/Cargo.toml": '[package]\nname = "plugin-fs"\nversion = "1.0.0"\n',
        "plugins/fs/src/lib.rs": "#[test]\nfn reads() {}\n",
        "plugins/fs/android/src/androidTest/java/FsTest.kt": "class FsTest\n",
        "plugins/fs/package.json": '{"name": "@x/fs", "scripts": {"build": "rollup -c"}}',
        "plugins/fs/package-lock.json": '{"lockfileVersion": 3, "packages": {}}',
    }
    workspace = Workspace(write(tmp_path, files))
    assert workspace.test_command("plugins/fs")["recommended"] == "cargo test -p plugin-fs"
    assert workspace.build_command("plugin-fs")["recommended"] == "cargo build -p plugin-fs"
    assert workspace.build_command("@x/fs")["recommended"] == "cd plugins/fs && npm run build"


def test_a_runner_that_is_configured_for_other_tests_runs_none_of_these(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "pot", "devDependencies": {"vite-plus": "0.2", "@playwright/test": "1"}}',
        "package-lock.json": '{"lockfileVersion": 3, "packages": {}}',
        "playwright.config.ts": "export default { testDir: './demos' }\n",
        "src/lid.ts": "export const lid = 1\n",
        "src/lid.spec.ts": "import { it } from 'vite-plus/test'\nimport { lid } from './lid'\nit('lid', () => lid)\n",
    }
    commands = Workspace(write(tmp_path, files)).test_command("src/lid.ts")["test_commands"]
    assert [row["command"] for row in commands] == ["npx vp test src/lid.spec.ts"]


def test_the_script_of_melos_tests_all_packages(tmp_path: Path) -> None:
    files = {
        "pubspec.yaml": "name: pots\npublish_to: none\n",
        "melos.yaml": "name: pots\npackages:\n  - 'pot'\nscripts:\n  test:\n    run: melos exec -- dart test\n",
        "pot/pubspec.yaml": "name: pot\nversion: 1.0.0\ndev_dependencies:\n  test: ^1.0.0\n",
        "pot/test/pot_test.dart": "import 'package:test/test.dart';\n\nvoid main() {}\n",
    }
    assert Workspace(write(tmp_path, files)).test_command()["recommended"] == "melos run test"


def test_pytest_is_started_in_the_package_that_a_conftest_belongs_to(tmp_path: Path) -> None:
    files = {
        "package.json": '{"private": true, "workspaces": ["front"]}',
        "api/pyproject.toml": '[project]\nname = "api"\n[dependency-groups]\ndev = ["pytest"]\n',
        "api/tests/conftest.py": "import pytest\n",
        "api/tests/test_pot.py": "def test_pot(): ...\n",
    }
    answer = Workspace(write(tmp_path, files)).test_command()
    assert {(row["directory"], row["command"]) for row in answer["test_commands"]} == {("api", "pytest")}
    assert answer["recommended"] == "cd api && pytest"
