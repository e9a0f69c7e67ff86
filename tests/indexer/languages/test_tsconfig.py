"""Where imports lead by a tsconfig: paths, base folders, what it extends and refers to, on workspaces in memory."""

from __future__ import annotations

import pytest

from .javascript_support import PNPM, ends, package

# (id, files, importing file, [where its imports lead])
CASES = [
    (
        "tsconfig paths with comments",
        {
            "tsconfig.json": '{ // c\n"compilerOptions": {"paths": {"@/*": ["./src/*"], "one": ["./src/one.ts"],}, /* d */ },}',
            "src/a.ts": "import '@/b'; import 'one'; import '@/c'",
            "src/b.ts": "",
            "src/one.ts": "",
        },
        "src/a.ts",
        ["src/b.ts", "src/one.ts", "? no file matches"],
    ),
    (
        "the longest pattern, the first target there is",
        {
            "tsconfig.json": '{"compilerOptions": {"paths": {"*": ["lib/*"], "@a/*": ["none/*", "two/*"], "@a/b/*": ["three/*"]}}}',
            "a.ts": "import '@a/x'; import '@a/b/x'; import 'q'",
            "two/x.ts": "",
            "three/x.ts": "",
            "lib/q.ts": "",
        },
        "a.ts",
        ["two/x.ts", "three/x.ts", "lib/q.ts"],
    ),
    (
        "baseUrl",
        {
            "p/tsconfig.json": '{"compilerOptions": {"baseUrl": "src"}}',
            "p/src/a.ts": "import 'lib/b'; import 'react'",
            "p/src/lib/b.ts": "",
        },
        "p/src/a.ts",
        ["p/src/lib/b.ts", "module:react"],
    ),
    (
        "paths of the file that writes them",
        {
            "base/tsconfig.base.json": '{"compilerOptions": {"paths": {"x/*": ["./x/*"]}}}',
            "p/tsconfig.json": '{"extends": ["../none", "../base/tsconfig.base"]}',
            "p/a.ts": "import 'x/y'",
            "base/x/y.ts": "",
        },
        "p/a.ts",
        ["base/x/y.ts"],
    ),
    (
        "configDir",
        {
            "base.json": '{"compilerOptions": {"paths": {"~/*": ["${configDir}/src/*"]}}}',
            "p/tsconfig.json": '{"extends": "../base.json"}',
            "p/a.ts": "import '~/b'",
            "p/src/b.ts": "",
        },
        "p/a.ts",
        ["p/src/b.ts"],
    ),
    (
        "extends of a workspace package",
        {
            **PNPM,
            "packages/conf/package.json": package("@w/conf"),
            "packages/conf/app.json": '{"compilerOptions": {"baseUrl": "${configDir}/src"}}',
            "packages/p/package.json": package("p", devDependencies={"@w/conf": "workspace:*"}),
            "packages/p/tsconfig.json": '{"extends": "@w/conf/app.json"}',
            "packages/p/a.ts": "import 'b'",
            "packages/p/src/b.ts": "",
        },
        "packages/p/a.ts",
        ["packages/p/src/b.ts"],
    ),
    (
        "references",
        {
            "tsconfig.json": '{"files": [], "references": [{"path": "./tsconfig.node.json"}, {"path": "./tsconfig.app.json"}]}',
            "tsconfig.node.json": '{"include": ["vite.config.ts"]}',
            "tsconfig.app.json": '{"compilerOptions": {"paths": {"@/*": ["./src/*"]}}, "include": ["src"]}',
            "src/a.ts": "import '@/b'",
            "src/b.ts": "",
        },
        "src/a.ts",
        ["src/b.ts"],
    ),
    (
        "rootDirs",
        {
            "tsconfig.json": '{"compilerOptions": {"rootDirs": ["src", "generated"]}}',
            "src/v/a.ts": "import './b'",
            "generated/v/b.ts": "",
        },
        "src/v/a.ts",
        ["generated/v/b.ts"],
    ),
    (
        "a file that a folder of baseUrl lacks, and packages called like such folders",
        {
            "package.json": '{"dependencies": {"kit": "1"}}',
            "tsconfig.json": '{"compilerOptions": {"baseUrl": "."}}',
            "a.ts": "import 'lib/shop/none'; import 'kit/none'; import 'other/none'",
            "lib/shop/b.ts": "",
            "kit/b.ts": "",
        },
        "a.ts",
        ["? no file matches", "module:kit", "module:other"],
    ),
    (
        "a cycle of extends",
        {
            "tsconfig.json": '{"extends": "./tsconfig.b.json"}',
            "tsconfig.b.json": '{"extends": "./tsconfig.json", "compilerOptions": {"baseUrl": "."}}',
            "a.ts": "import 'b'",
            "b.ts": "",
        },
        "a.ts",
        ["b.ts"],
    ),
]


@pytest.mark.parametrize(("files", "path", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_resolution(files: dict[str, str], path: str, expected: list[str]) -> None:
    assert ends(files, path) == expected
