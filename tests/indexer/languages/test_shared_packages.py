"""Languages whose files share names without an import, through a real index: edges carry the line of the first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from tests.workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

WORKSPACES = [
    (
        "Go",
        {
            "go.mod": "module a\n",
            "a.go": "package a\n\nfunc f() {\n\tshare(x.Other)\n}\n",
            "b.go": "package a\nfunc share() {}\n",
            "c.go": "package a\nvar Other = 1\n",
        },
        [("a.go", "b.go", 4)],
    ),
    (
        "Java",
        {"p/A.java": "package p;\n\nclass A {\n  B b;\n}\n", "q/B.java": "package p;\nclass B {}\n"},
        [("p/A.java", "q/B.java", 4)],
    ),
    (
        "Kotlin",
        {"p/a.kt": "package p\n\nfun f() = x.ext()\n", "p/b.kt": "package p\nfun Int.ext() = 1\n"},
        [("p/a.kt", "p/b.kt", 3)],
    ),
    (
        "Kotlin, in the code of a string alone",
        {"p/a.kt": 'package p\n\nval a = 1\nval b = """\n${other()}"""\n', "p/b.kt": "package p\nfun other() = 1\n"},
        [("p/a.kt", "p/b.kt", 5)],
    ),
    (
        "C#",
        {"a.cs": "namespace N;\nclass A\n{\n    B b;\n}\n", "b.cs": "namespace N;\nclass B {}\n"},
        [("a.cs", "b.cs", 4)],
    ),
    (
        "Swift",
        {
            "Package.swift": '.target(name: "A", path: "A"),',
            "A/a.swift": "struct A {\n  let b: B\n}\n",
            "A/b.swift": "struct B {}\n",
        },
        [("A/a.swift", "A/b.swift", 2)],
    ),
]


@pytest.mark.parametrize(("files", "expected"), [case[1:] for case in WORKSPACES], ids=[case[0] for case in WORKSPACES])
def test_edges_without_an_import(tmp_path: Path, files: dict[str, str], expected: list[tuple[str, str, int]]) -> None:
    answer = Workspace(write(tmp_path, files)).dependency_graph(limit=0)
    assert [(edge["source"], edge["target"], *edge["lines"]) for edge in answer["edges"]] == expected
