"""What configuration does to the imports of JavaScript and TypeScript: damaged, extended many times over, nested deep."""

from __future__ import annotations

import pytest

from .javascript_support import ends, package, resolve

DAMAGED = [
    "",
    "{",
    "[]",
    "null",
    '"x"',
    "\x00",
    '{"exports": [1, {"a": 2}], "imports": 3, "workspaces": "x", "name": 4, "dependencies": []}',
    '{"compilerOptions": {"paths": {"*": 1, "b": [2]}, "baseUrl": 3, "rootDirs": "x"}, "extends": 5, "include": {}, "references": [1]}',
]


@pytest.mark.parametrize("text", DAMAGED)
@pytest.mark.parametrize(
    "name", ["package.json", "tsconfig.json", "pnpm-workspace.yaml", "lerna.json", "vite.config.ts", ".babelrc"]
)
def test_damaged_configuration_costs_only_itself(name: str, text: str) -> None:
    files = {
        "package.json": package("root", workspaces=["p"]),
        "p/package.json": package("p"),
        "a.ts": "import './b'; import 'c'",
        "b.ts": "",
        name: text,
    }
    assert ends(files, "a.ts") == ["b.ts", "module:c"]


def test_files_of_one_folder_under_different_configurations() -> None:
    files = {
        "tsconfig.json": '{"files": [], "references": [{"path": "./tsconfig.a.json"}, {"path": "./tsconfig.b.json"}]}',
        "tsconfig.a.json": '{"include": ["a.ts"], "compilerOptions": {"paths": {"x": ["./one.ts"]}}}',
        "tsconfig.b.json": '{"include": ["b.ts"], "compilerOptions": {"paths": {"x": ["./two.ts"]}}}',
        "a.ts": "import 'x'",
        "b.ts": "import 'x'",
        "one.ts": "",
        "two.ts": "",
    }
    assert [(path, link.target) for path, links in resolve(files).items() for link in links] == [
        ("a.ts", "one.ts"),
        ("b.ts", "two.ts"),
    ]


def test_configurations_that_extend_each_other_many_times_over() -> None:
    layers = {
        f"tsconfig.{n}.json": f'{{"extends": {[f"./tsconfig.{n + 1}.json"] * 9}}}'.replace("'", '"') for n in range(14)
    }
    files = {
        **layers,
        "tsconfig.json": '{"extends": "./tsconfig.0.json"}',
        "tsconfig.14.json": '{"compilerOptions": {"baseUrl": "x"}}',
        "a.ts": "import 'b'",
        "x/b.ts": "",
    }
    assert ends(files, "a.ts") == ["x/b.ts"]


def test_folders_a_thousand_deep() -> None:
    deep = "d/" * 1500
    files = {
        "tsconfig.json": '{"compilerOptions": {"paths": {"@/*": ["./*"]}}}',
        f"{deep}a.ts": "import '@/b'; import './c'",
        "b.ts": "",
        f"{deep}c.ts": "",
    }
    assert ends(files, f"{deep}a.ts") == ["b.ts", f"{deep}c.ts"]


def test_the_last_of_several_extended_configurations_wins() -> None:
    files = {
        "tsconfig.json": '{"extends": ["./tsconfig.one.json", "./tsconfig.two.json"]}',
        "tsconfig.one.json": '{"compilerOptions": {"baseUrl": "one"}}',
        "tsconfig.two.json": '{"compilerOptions": {"baseUrl": "two"}}',
        "a.ts": "import 'b'",
        "one/b.ts": "",
        "two/b.ts": "",
    }
    assert ends(files, "a.ts") == ["two/b.ts"]


def test_a_file_that_the_nearest_configuration_leaves_out_is_under_the_one_above() -> None:
    files = {
        "tsconfig.base.json": '{"compilerOptions": {"paths": {"lib": ["./lib/src/public.ts"]}}}',
        "test/tsconfig.json": '{"extends": "../tsconfig.base.json", "include": ["./**/*.ts"]}',
        "test/types/tsconfig.json": '{"include": ["./**/*.test-d.ts"]}',
        "test/types/use.ts": "import 'lib'",
        "test/types/own.test-d.ts": "import 'lib'",
        "lib/src/public.ts": "",
    }
    assert ends(files, "test/types/use.ts") == ["lib/src/public.ts"]
    assert ends(files, "test/types/own.test-d.ts") == ["module:lib"]


def test_paths_to_a_declaration_mean_the_implementation_beside_it() -> None:
    files = {
        "tsconfig.json": '{"compilerOptions": {"paths": {"p": ["./src/p.d.ts"], "q": ["./src/q.d.ts"]}}}',
        "a.ts": "import 'p'; import 'q'",
        "src/p.d.ts": "",
        "src/p.js": "",
        "src/q.d.ts": "",
    }
    assert ends(files, "a.ts") == ["src/p.js", "src/q.d.ts"]
