"""Go: go.mod, go.work, go.sum, vendor/modules.txt."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.indexer.manifests.workspace_files import Read, Rows

MOD = dedent("""\
    module example.com/app // the app

    go 1.22
    toolchain go1.22.3

    require (
    \tgithub.com/a/direct v1.2.3
    \tgithub.com/b/far v0.1.0 // indirect
    \t"github.com/c/quoted" v2.0.0+incompatible
    \tgithub.com/gone/mod v1.0.0
    )

    require golang.org/x/tools v0.20.0 // indirect

    tool golang.org/x/tools/cmd/stringer
    replace github.com/a/direct => github.com/fork/direct v1.2.4
    replace github.com/c/quoted v2.0.0+incompatible => ./local/quoted
    exclude github.com/gone/mod v1.0.0
    retract [v1.0.0, v1.1.0]
    """)

FILES = {"go.mod": MOD, "go.sum": "a.b/c v1.0.0 h1:x=\n", "go.work": "go 1.22\nuse ./a\n"}

CASES = {
    "requirements, replacements, exclusions and tools": (
        {"go.mod": MOD},
        "go.mod",
        [
            ("github.com/fork/direct", "v1.2.4", "v1.2.4", "runtime", 7),
            ("github.com/b/far", "v0.1.0", "v0.1.0", "runtime", 8),
            ("github.com/c/quoted", "v2.0.0+incompatible", "", "runtime", 9),
            ("golang.org/x/tools", "v0.20.0", "v0.20.0", "dev", 13),
        ],
    ),
    "a replacement for another version does not apply": (
        {"go.mod": "module m\nrequire x.y/z v1.0.0\nreplace x.y/z v0.9.0 => x.y/fork v0.9.1\n"},
        "go.mod",
        [("x.y/z", "v1.0.0", "v1.0.0", "runtime", 2)],
    ),
    "go.sum alone lists module contents, not go.mod hashes": (
        {"go.sum": "a.b/c v1.0.0 h1:x=\na.b/c v1.0.0/go.mod h1:y=\na.b/d v1.1.0/go.mod h1:z=\n"},
        "go.sum",
        [("a.b/c", "", "v1.0.0", "runtime", 1)],
    ),
    "a complete go.mod leaves go.sum nothing to say": (
        {"go.mod": "module m\ngo 1.17\nrequire a.b/c v1.0.0\n", "go.sum": "a.b/old v0.1.0 h1:x=\n"},
        "go.sum",
        [],
    ),
    "before Go 1.17 the highest version of what go.mod leaves out counts": (
        {
            "go.mod": "module m\ngo 1.16\nrequire a.b/c v1.0.0\n",
            "go.sum": "a.b/c v1.0.0 h1:x=\na.b/d v1.9.0 h1:x=\na.b/d v1.10.0-rc.1 h1:x=\na.b/d v1.10.0 h1:x=\n",
        },
        "go.sum",
        [("a.b/d", "", "v1.10.0", "runtime", 4)],
    ),
    "vendored modules with packages": (
        {
            "vendor/modules.txt": "# a.b/c v1.0.0\n## explicit; go 1.20\na.b/c\na.b/c/sub\n# a.b/unused v1.0.0\n## explicit\n"
            "# a.b/old v1.0.0 => a.b/fork v1.0.1\na.b/old\n# malformed\nx\n# a.b/bad nope\na.b/bad\n"
        },
        "vendor/modules.txt",
        [("a.b/c", "", "v1.0.0", "runtime", 1), ("a.b/fork", "", "v1.0.1", "runtime", 7)],
    ),
}


@pytest.mark.parametrize(("files", "path", "expected"), CASES.values(), ids=CASES)
def test_dependencies(rows: Rows, files: dict[str, str], path: str, expected: Any) -> None:
    assert rows(files, path) == expected


def test_module_engines_and_directness(read: Read) -> None:
    manifest = read({"cmd/go.mod": MOD})["cmd/go.mod"]
    assert [(p.name, p.directory, p.line) for p in manifest.packages] == [("example.com/app", "cmd", 1)]
    assert {(s.name, s.value) for s in manifest.settings if s.kind == "engine"} == {
        ("go", "1.22"),
        ("toolchain", "1.22.3"),
    }
    assert [(s.name, s.line) for s in manifest.settings if s.kind == "tool"] == [
        ("golang.org/x/tools/cmd/stringer", 15)
    ]
    assert [d.direct for d in manifest.dependencies] == [True, False, True, True]
    assert manifest.dependencies[0].marker == "replaces github.com/a/direct"
    assert (manifest.dependencies[2].source, manifest.dependencies[2].path) == ("path", "cmd/local/quoted")


def test_work_binds_modules(read: Read) -> None:
    linked = read(
        {
            "go.work": "go 1.22\nuse (\n\t./app\n\t./lib // both\n)\n",
            "app/go.mod": "module m/app\nrequire m/lib v0.0.0\n",
            "lib/go.mod": "module m/lib\n",
        }
    )
    tool = linked["go.work"].tools[0]
    assert (tool.name, tool.members, tool.line) == ("go.work", ("app", "lib"), 3)
    dependency = linked["app/go.mod"].dependencies[0]
    assert (dependency.source, dependency.path) == ("workspace", "lib")


def test_work_outside_the_workspace_is_not_its_root(read: Read) -> None:
    files = {"go.work": "use ../far\n", "go.mod": "module m\nrequire m/x v1.0.0\n"}
    assert read(files)["go.mod"].dependencies[0].source == "registry"


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("go.mod", "module m\nrequire (\n\ta.b/c v1\n", 2),
        ("go.mod", "this is not a go.mod\n", 1),
        ("go.mod", "module m\nrequire a.b/c\n", 2),
        ("go.sum", "a.b/c v1.0.0 h1:x=\nnot a sum\n", 2),
    ],
)
def test_malformed(read: Read, path: str, text: str, line: int) -> None:
    assert [number for number, _ in read({path: text})[path].problems] == [line]
