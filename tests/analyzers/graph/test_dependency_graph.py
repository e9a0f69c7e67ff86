"""dependency_graph: which symbols an edge rests on, and which edges break a cycle."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from tests.workspaces import write

# (id, files, file asked about, neighbour → symbols of its imports)
SYMBOLS = [
    (
        "an include",
        {
            "a.c": '#include "a.h"\nint f(void) { return g() + LIMIT; }',
            "a.h": "int g(void);\nint h(void);\n#define LIMIT 3\n",
        },
        "a.c",
        {"a.h": ["LIMIT", "g"]},
    ),
    (
        "a require",
        {
            "lib/a.rb": "require_relative 'b'\nShop::Cart.new.total\n",
            "lib/b.rb": "module Shop\n  class Cart\n    def total; end\n  end\n  class Order; end\nend\n",
        },
        "lib/a.rb",
        {"lib/b.rb": ["Shop.Cart"]},
    ),
    (
        "a module and everything of one",
        {
            "a.py": "import b\nfrom c import *\nb.run()\nlook()\n",
            "b.py": "def run(): ...\ndef stop(): ...\n",
            "c.py": "def look(): ...\n",
        },
        "a.py",
        {"b.py": ["run"], "c.py": ["look"]},
    ),
    (
        "names that the import gives",
        {"a.py": "from b import stop\nrun = 1\n", "b.py": "def run(): ...\ndef stop(): ...\n"},
        "a.py",
        {"b.py": ["stop"]},
    ),
]


@pytest.mark.parametrize(
    ("files", "path", "expected"), [case[1:] for case in SYMBOLS], ids=[case[0] for case in SYMBOLS]
)
def test_symbols_of_an_edge(tmp_path: Path, files: dict[str, str], path: str, expected: dict[str, list[str]]) -> None:
    found = Workspace(write(tmp_path, files)).dependency_graph(path)["dependencies"]["imports"]
    assert {row["path"]: row["symbols"] for row in found} == expected


def test_a_fixture_of_tests_uses_what_tests_declare(tmp_path: Path) -> None:
    """Fixtures of a promise library carry an attribute that stands beside the tests, in the namespace of both."""
    files = {
        "tests/PHP8.php": "<?php\nnamespace Shop;\n#[\\Attribute]\nclass PHP8 {}\n",
        "tests/fixtures/Typed.php": "<?php\nnamespace Shop;\nclass Typed {\n    #[PHP8] public function f(): void {}\n}\n",
    }
    found = Workspace(write(tmp_path, files)).dependency_graph("tests/fixtures/Typed.php")["dependencies"]["imports"]
    assert [(row["path"], row["lines"]) for row in found] == [("tests/PHP8.php", [4])]


def test_bytes_in_hexadecimal_hide_no_import_and_longer_lines_say_so(tmp_path: Path) -> None:
    """Tests of contracts hold bytecode; a file that is all long lines is no less of a language that is parsed."""
    written = "export const written = b + 'by a person'\n" * 60
    files = {
        "a.ts": f"import {{ b }} from './b'\n{written}const code = `\n  0x{'6080' * 10_000}\n`\n",
        "b.ts": "export const b = 1\n",
        "c.ts": f"import {{ b }} from './b'; {'b + ' * 10_000}b\n",
    }
    workspace = Workspace(write(tmp_path, files))
    assert [row["path"] for row in workspace.dependency_graph("a.ts")["dependencies"]["imports"]] == ["b.ts"]
    assert workspace.dependency_graph("c.ts")["coverage"].startswith(
        "minified or data: a line of more than 20000 bytes"
    )


def test_symbols_of_the_edges_that_lead_to_a_file(tmp_path: Path) -> None:
    files = {"a.c": '#include "a.h"\nint f(void) { return g(); }', "b.c": '#include "a.h"\n', "a.h": "int g(void);\n"}
    found = Workspace(write(tmp_path, files)).dependency_graph("a.h")["dependencies"]["importers"]
    assert {row["path"]: row["symbols"] for row in found} == {"a.c": ["g"], "b.c": []}


def test_the_edges_to_cut_leave_no_cycle_and_are_the_cheapest(tmp_path: Path) -> None:
    files = {
        "a.py": "import b\nfrom b import x\nfrom b import y\nimport c\n",
        "b.py": "import a\nx = y = 1\n",
        "c.py": "import a\n",
    }
    cycle = Workspace(write(tmp_path, files)).dependency_graph(limit=0)["cycles"][0]
    assert [(edge["source"], edge["target"]) for edge in cycle["cut"]] == [("b.py", "a.py"), ("c.py", "a.py")]


def test_between_directories_an_edge_costs_the_files_that_it_leads_to(tmp_path: Path) -> None:
    files = {
        "a/one.py": "import b.one\nimport b.two\nimport b.three\n",
        "b/one.py": "import a.one\n",
        "b/two.py": "",
        "b/three.py": "",
        "a/__init__.py": "",
        "b/__init__.py": "",
    }
    cycle = Workspace(write(tmp_path, files)).dependency_graph(level="directory", limit=0)["cycles"][0]
    assert [(edge["source"], edge["target"]) for edge in cycle["cut"]] == [("b", "a")]


def test_an_edge_between_folders_or_packages_tells_where_it_is_written(tmp_path: Path) -> None:
    files = {
        "package.json": '{"workspaces": ["packages/*"]}',
        "packages/a/package.json": '{"name": "a", "dependencies": {\n"b": "workspace:*"}}',
        "packages/a/one.js": "\n\nimport 'b'\n",
        "packages/a/two.js": "import 'b'\n",
        "packages/b/package.json": '{"name": "b", "main": "index.js", "dependencies": {}}',
        "packages/b/index.js": "require('../a/one')\n",
    }
    space = Workspace(write(tmp_path, files))
    found = space.dependency_graph(level="package")
    a_to_b = [{"path": "packages/a/package.json", "line": 2}, {"path": "packages/a/one.js", "line": 3}]
    b_to_a = [{"path": "packages/b/index.js", "line": 1}]
    assert {(edge["source"], edge["target"]): edge["evidence"] for edge in found["edges"]} == {
        ("packages/a", "packages/b"): a_to_b,
        ("packages/b", "packages/a"): b_to_a,
    }
    assert [edge["evidence"] for edge in found["cycles"][0]["cut"]] == [b_to_a]
    around = space.dependency_graph("packages/a", level="directory")["dependencies"]
    assert [row["evidence"] for row in around["imports"]] == [[*a_to_b[1:], {"path": "packages/a/two.js", "line": 1}]]
    assert [row["evidence"] for row in around["importers"]] == [b_to_a]


def test_vendored_code_stands_behind_the_workspaces_own(tmp_path: Path) -> None:
    """A small program with its libraries in `vendor/`: none of its own files was among the first fifty."""
    library = {
        f"vendor/example.org/net/part{number}.go": f"package net\n\nfunc Part{number}() {{ Part0() }}\n"
        for number in range(9)
    }
    main = 'package main\n\nimport "example.org/net"\n\nfunc main() { net.Part1(); own() }\n'
    own = {"main.go": main, "own.go": "package main\n\nfunc own() {}\n", "go.mod": "module example.org/x\n\ngo 1.22\n"}
    found = Workspace(write(tmp_path, {**library, **own})).dependency_graph(limit=3)
    assert found["nodes"][:2] == ["main.go", "own.go"]
    assert [(edge["source"], edge["target"]) for edge in found["edges"][:2]] == [
        ("main.go", "own.go"),
        ("main.go", "vendor/example.org/net/part1.go"),
    ]
