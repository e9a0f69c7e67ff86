"""Whether calls fit a signature, and what a diff makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace
from groundplan.analyzers.impact.changes.call_fit import Signature, misfits, read_signature, tree_of

from ...workspaces import commit_all, write

CASES = [
    ("(a, b=1)", "f(1)", []),
    ("(a, b=1)", "f()", ["argument 'a' is missing"]),
    ("(a, b=1)", "f(1, 2, 3)", ["3 positional arguments, 2 are taken"]),
    ("(a, b=1)", "f(1, c=2)", ["no parameter 'c'"]),
    ("(a, *rest)", "f(1, 2, 3)", []),
    ("(a, **rest)", "f(1, c=2)", []),
    ("(a, *, b)", "f(1)", ["argument 'b' is missing"]),
    ("(a, *, b)", "f(1, b=2)", []),
    ("(a, /, b)", "f(a=1, b=2)", ["no parameter 'a'"]),
    ("(a: int, b: str = 'x') -> None", "f(1)", []),
    ("(a, b)", "f(*values)", []),
    ("(a)", "g(1)", None),
]


def _signature(text: str, *, within: str = "%s") -> Signature | None:
    return read_signature(tree_of((within % f"def f{text}: ...").encode()), "C.f" if "class" in within else "f")


@pytest.mark.parametrize(("signature", "call", "expected"), CASES)
def test_calls(signature: str, call: str, expected: list[str] | None) -> None:
    known, tree = _signature(signature), tree_of(call.encode())
    assert known is not None
    assert tree is not None
    assert misfits(tree, 1, "f", known) == expected


def test_receiver_fills_the_first_parameter() -> None:
    known, tree = _signature("(self, a)", within="class C:\n    %s"), tree_of(b"x.f(1)")
    assert known is not None
    assert tree is not None
    assert misfits(tree, 1, "f", known) == []


def test_signature_that_can_not_be_read_is_unknown() -> None:
    assert _signature("(a, b=)") is None


def test_diff_lists_the_calls_that_no_longer_fit(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "def run(a):\n    return a\n", "b.py": "from a import run\n\nrun(1)\nrun(1, b=2)\n"})
    commit_all(tmp_path, "first")
    write(tmp_path, {"a.py": "def run(a, *, b):\n    return a + b\n"})
    answer = Workspace(tmp_path).impact_analysis(diff="HEAD")
    assert [(row["line"], row["reason"]) for row in answer["breaks"]] == [(3, "calls it: argument 'b' is missing")]
    issues = Workspace(tmp_path).validate_changes()["issues"]
    assert [(row["path"], row["line"], row["severity"], row["rule"]) for row in issues] == [
        ("b.py", 3, "error", "signature-symbol")
    ]


MANY = ", ".join(f"word{number}=None" for number in range(20))
INSIDE = {
    "A.kt": "fun g() { %s }",
    "A.scala": "val g = %s",
    "A.swift": "func g() { %s }",
    "a.c": "int g(void) { return %s; }",
}
"""Where a call stands in languages that have none outside of functions."""


@pytest.mark.parametrize(
    ("path", "before", "after", "calls", "expected"),
    [
        ("a.py", "def f(a, b=1): ...", "def f(b, a): ...", ["f(1, 2)", "f(a=1, b=2)"], "'b' now, and was for 'a'"),
        ("a.py", "def f(a, b=1, c=2): ...", "def f(a, c=2): ...", ["f(1, 2)", "f(1)"], "'c' now, and was for 'b'"),
        ("a.py", "def f(a, b=1): ...", "def f(a, other=1): ...", [], ""),
        ("a.ts", "function f(a: T, b: U) {}", "function f(b: U, a: T) {}", ["f(x, y)"], "'b' now, and was for 'a'"),
        ("a.ts", "function f(a: T, b: U) {}", "function f(a: T, other: U) {}", [], ""),
        ("a.js", "const f = (a, b = 1) => a", "const f = (c, a, b = 1) => a", ["f(x, y)"], "'c' now, and was for 'a'"),
        ("A.kt", "fun f(a: Int, b: Int) {}", "fun f(b: Int, a: Int) {}", [], ""),
        ("a.py", f"def f(a, {MANY}): ...", f"def f(a: int, {MANY}, last: int = 1): ...", [], ""),
        ("A.scala", "def f(a: A => Unit, b: B = c()): Unit = {}", "def f[T](a: A => T, b: B = c()): T = a(b)", [], ""),
        ("a.rb", "def f\nend", "def f(a = {}, b = 1, c:)\nend", [], ""),
        (
            "A.swift",
            "func f(_ a: A, b: B = c()) throws -> T { }",
            "func f(_ a: A, b: B = c()) throws -> T? { }",
            [],
            "",
        ),
        (
            "a.c",
            "int f(int a, int b) { return a; }",
            "int f(int a, int b, int c) { return b; }",
            ["f(1, 2)"],
            "3 are needed (by its name, which nothing else there has)",
        ),
    ],
)
def test_an_argument_that_is_taken_for_another_parameter_does_not_fit(
    tmp_path: Path, path: str, before: str, after: str, calls: list[str], expected: str
) -> None:
    """The first call breaks, for the reason expected; others say what they mean by name, or leave it."""
    used = calls or ["f(1, 2)"]
    body = "\n".join(used) if path not in INSIDE else INSIDE[path] % used[0]
    write(tmp_path, {path: f"{before}\n{body}\n"})
    commit_all(tmp_path, "first")
    write(tmp_path, {path: f"{after}\n{body}\n"})
    found = Workspace(tmp_path).impact_analysis(diff="HEAD")["breaks"]
    assert [row["line"] for row in found] == ([2] if calls else [])
    assert all(row["reason"].endswith(expected) for row in found)
