"""Conan and vcpkg."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.indexer.manifests.workspace_files import Read, Rows

TEXT = dedent("""\
    [requires]
    # a comment
    fmt/8.1.1
    spdlog/1.9.2@user/channel#rev%1234
    range/[>=1.0 <2]
    [tool_requires]
    cmake/3.27.0 # trailing
    [generators]
    CMakeDeps
    """)

RECIPE = dedent("""\
    from conan import ConanFile

    class Pkg(ConanFile):
        name = "pkg"
        version = "0.2"
        requires = "fmt/8.1.1", ("zlib/1.3", "override")
        tool_requires = ["ninja/1.11"]

        def requirements(self):
            self.requires("boost/1.84.0", transitive_headers=True)
            self.test_requires(f"gtest/1.14.0")
            self.requires(self.computed)
    """)

LOCK = '{"version": "0.5",\n"requires": [\n"fmt/8.1.1#abc%1.0",\n"zlib/1.3#def"],\n"build_requires": ["ninja/1.11#x"]}'

GRAPH = """{"graph_lock": {"nodes": {
"0": {"ref": "me/1.0", "path": "conanfile.py", "requires": ["1"], "build_requires": ["3"]},
"1": {"ref": "libpng/1.6.39@u/c#r", "requires": ["2"], "context": "host"},
"2": {"pref": "zlib/1.3#r:pkgid", "context": "host"},
"3": {"ref": "ninja/1.11"},
"4": {"ref": "1.2.3"}
}}, "version": "0.4"}"""

VCPKG = """{
  "name": "app", "version-string": "1.0",
  "dependencies": [
    "fmt",
    {"name": "zlib", "version>=": "1.2.13"},
    {"name": "tool", "host": true, "platform": "windows"}
  ],
  "overrides": [{"name": "fmt", "version": "10.1.0"}],
  "features": {"db": {"dependencies": ["sqlite3"]}}
}"""

FILES = {"conanfile.txt": TEXT, "conanfile.py": RECIPE, "conan.lock": GRAPH, "vcpkg.json": VCPKG}

CASES = {
    "conanfile.txt": (
        TEXT,
        [
            ("fmt", "8.1.1", "8.1.1", "runtime", 3),
            ("spdlog", "1.9.2", "1.9.2", "runtime", 4),
            ("range", ">=1.0 <2", "", "runtime", 5),
            ("cmake", "3.27.0", "3.27.0", "build", 7),
        ],
    ),
    "conanfile.py": (
        RECIPE,
        [
            ("fmt", "8.1.1", "8.1.1", "runtime", 6),
            ("zlib", "1.3", "1.3", "runtime", 6),
            ("ninja", "1.11", "1.11", "build", 7),
            ("boost", "1.84.0", "1.84.0", "runtime", 10),
            ("gtest", "1.14.0", "1.14.0", "test", 11),
        ],
    ),
    "conan.lock": (
        LOCK,
        [
            ("fmt", "", "8.1.1", "runtime", 3),
            ("zlib", "", "1.3", "runtime", 4),
            ("ninja", "", "1.11", "build", 5),
        ],
    ),
    "old/conan.lock": (
        GRAPH,
        [
            ("libpng", "", "1.6.39", "runtime", 3),
            ("zlib", "", "1.3", "runtime", 4),
            ("ninja", "", "1.11", "build", 5),
        ],
    ),
    "vcpkg.json": (
        VCPKG,
        [
            ("fmt", "", "10.1.0", "runtime", 4),
            ("zlib", ">=1.2.13", "", "runtime", 5),
            ("tool", "", "", "build", 6),
            ("sqlite3", "", "", "optional", 9),
        ],
    ),
}


@pytest.mark.parametrize(("path", "text", "expected"), [(p, *case) for p, case in CASES.items()], ids=CASES)
def test_dependencies(rows: Rows, path: str, text: str, expected: Any) -> None:
    assert rows({path: text}, path) == expected


def test_recipe_and_lock(read: Read) -> None:
    linked = read({"conanfile.py": RECIPE, "conan.lock": LOCK})
    recipe = linked["conanfile.py"]
    assert [(p.name, p.version, p.line) for p in recipe.packages] == [("pkg", "0.2", 4)]
    assert recipe.problems == [(12, "a requirement that is computed: requires")]
    assert [d.direct for d in linked["conan.lock"].dependencies] == [True, True, True]
    assert read({"conan.lock": GRAPH})["conan.lock"].dependencies[0].requires == ("zlib",)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("conanfile.txt", "[requires]\nnonsense\n"),
        ("conanfile.py", "class (:"),
        ("conan.lock", "{"),
        ("vcpkg.json", "no"),
    ],
)
def test_malformed(read: Read, path: str, text: str) -> None:
    assert read({path: text})[path].problems


def test_a_package_of_the_graph_that_is_edited_in_place(rows: Rows) -> None:
    graph = (
        '{"graph_lock": {"nodes": {"0": {"path": "conanfile.txt", "requires": ["1"]},'
        '"1": {"ref": "own/0.1@me/testing", "path": "../own/conanfile.py"}}}}'
    )
    assert rows({"conan.lock": graph}, "conan.lock") == [("own", "", "0.1", "runtime", 1)]
