"""validate_changes where a file could not be read whole before either: macros of C, and what somebody else left behind."""

from __future__ import annotations

import sys
from pathlib import Path
from time import process_time

import pytest
from groundplan import Workspace
from groundplan.analyzers.impact.answer.syntax_errors import new_syntax_errors

from ...workspaces import commit_all, write

HANDLER = "#define CALLED\n#define KEPT(a) a\n\nstatic int KEPT(int) CALLED handle(int a) {\n  return a;\n}\n\n"
NET = "int net(int a) {\n  return a;\n}\n\n"
GROSS = "int gross(int a) {\n  return a * 2;\n}\n"
BRANCHES = """long length(FILE *f) {
  if (f)
#ifdef _WIN32
    return tell64(f);
#else
    return read(f);
#endif
  return 0;
}
"""
BANK = {
    "bank.h": "int net(int a);\nint gross(int a);\n",
    "bank.c": '#include "bank.h"\n' + HANDLER + NET + GROSS,
    "main.c": '#include "bank.h"\n\nint main(void) {\n  return net(1) + gross(2);\n}\n',
}


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    write(tmp_path, BANK)
    commit_all(tmp_path, "first")
    return tmp_path


def _told(root: Path) -> list[tuple[str, str, int, str]]:
    issues = Workspace(root).validate_changes()["issues"]
    return [(row["rule"], row["path"], row["line"], row["severity"]) for row in issues]


def _edit(root: Path, old: str, new: str) -> None:
    text = (root / "bank.c").read_text()
    assert old in text
    (root / "bank.c").write_text(text.replace(old, new))


def test_what_the_grammar_did_not_read_before_is_no_error_of_the_change(bank: Path) -> None:
    assert new_syntax_errors("bank.c", BANK["bank.c"].encode(), "C", b"")
    _edit(bank, "return a * 2", "return a * 3")
    assert _told(bank) == []


def test_a_function_whose_prototype_is_left_is_removed_all_the_same(bank: Path) -> None:
    _edit(bank, NET, "")
    assert _told(bank) == [("removed-symbol", "main.c", 4, "error")]


def test_what_can_not_be_read_any_more_is_not_said_to_be_removed(bank: Path) -> None:
    _edit(bank, "int net(int a) {", "static int KEPT(int) CALLED net(int a) {")
    assert {rule for rule, *_ in _told(bank)} <= {"syntax"}


def test_an_error_beside_those_of_macros_is_doubtful(bank: Path) -> None:
    _edit(bank, GROSS, GROSS + "\nstatic int KEPT(int) CALLED other(int a) {\n  return a;\n}\n")
    assert {(rule, severity) for rule, _, _, severity in _told(bank)} <= {("syntax", "warning")}


def test_a_word_in_capitals_may_be_a_macro(bank: Path) -> None:
    (bank / "main.c").write_text(
        BANK["main.c"].replace("int main", "static int WINAPI run(int a) { return a; }\n\nint main")
    )
    assert {(rule, severity) for rule, _, _, severity in _told(bank)} == {("syntax", "warning")}


def test_what_was_whole_before_is_broken_now(bank: Path) -> None:
    (bank / "main.c").write_text(BANK["main.c"].replace("gross(2)", "gross(2"))
    assert ("syntax", "main.c", 4, "error") in _told(bank)


@pytest.mark.parametrize(
    ("language", "before", "after", "lines"),
    [
        ("Python", b"", b"def a(:\n    pass\n", [1]),
        ("Python", b"def a(:\n    pass\n", b"x = 1\ndef a(:\n    pass\n", []),
        ("Go", b"package a\n\nfunc a() {}\n", b"package a\n\nfunc a( {}\n", [3]),
        ("Go", b"package a\n\nfunc a( {}\n", b"package a\n\nvar b = 1\n\nfunc a( {}\n", []),
        ("C++", NET.encode(), BRANCHES.encode(), []),
        (
            "Swift",
            b"enum A {}\n",
            b'enum A {\n  #warning("Later.")\n  var a: Int {\n    return try unwrap(b).c\n  }\n}\n',
            [],
        ),
        ("C++", NET.encode(), BRANCHES.replace("read(f)", "read(f").encode(), [6]),
    ],
)
def test_only_new_errors_are_told(language: str, before: bytes, after: bytes, lines: list[int]) -> None:
    assert sorted({item.line for item in new_syntax_errors("a", after, language, before)}) == lines


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("TSX", 'const a = <Label>Files & Folders</Label>;\nconst b = <a href="/x?a=1&from=2">x</a>;\n'),
        ("TSX", "const Bar = styled.div<{ wide?: boolean }>`color: red;`;\n"),
        ("TypeScript", 'const x = { ...(await original<typeof import("./a")>()), b: 1 };\nexport type * from "./a";\n'),
        ("Ruby", "module A\n  def f(a, &)\n    g a, b: 1, &\n  end\nend\n"),
        ("Kotlin", 'annotation class K(val b: Array<Foo> = [])\nfun <T> A<T?>.b() = c("x", Any?::toString)\n'),
        (
            "Swift",
            "extension A {\n  public typealias B<C> = D<Self, C>\n    where C: E\n  func f(_ x: __owned Self) {}\n}\n",
        ),
        ("C#", "\ufeff#if NET10_0\nusing A;\n#endif\nclass C { void M() { } }\n"),
        ("Kotlin", "@A(37)\nclass B\n@C(1)\ninternal constructor() : D() {\n  fun x() = 1\n}\n"),
    ],
)
def test_what_only_the_grammar_does_not_know_is_no_error(language: str, text: str) -> None:
    assert new_syntax_errors("a", text.encode(), language, b"") == []
    cut = text + ("module B\n" if language == "Ruby" else "class B { fun c( {\n")
    assert {item.severity for item in new_syntax_errors("a", cut.encode(), language, b"")} == {"error"}


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("type Pair = tuple[int, int]\n", "warning"),
        ("def first[T](found: list[T]) -> T:\n    return found[0]\n", "warning"),
        ("type Pair = = 1\n", "error"),
        ("def first[T](found: list[T]) -> T\n    return found[0]\n", "error"),
    ],
)
@pytest.mark.skipif(sys.version_info >= (3, 12), reason="this Python reads them itself")
def test_what_a_newer_python_may_read_is_doubtful(text: str, severity: str) -> None:
    assert [item.severity for item in new_syntax_errors("a.py", text.encode(), "Python", b"")] == [severity]


@pytest.mark.parametrize(("errors", "severity"), [(1, "error"), (6, "warning")])
def test_what_the_grammar_could_hardly_read_before_has_doubtful_errors(errors: int, severity: str) -> None:
    before = "".join(f"func f{number}() {{ a ++ {number} ] }}\n" for number in range(errors))
    after = f"{before}func g() {{ b( }}\n"
    found = new_syntax_errors("a.swift", after.encode(), "Swift", before.encode())
    assert {item.severity for item in found} == {severity}


@pytest.mark.parametrize(("language", "text"), [("TSX", "<a>" + "&" * 60_000), ("Swift", "typealias A = B " * 5_000)])
def test_what_fits_no_gap_takes_no_minutes(language: str, text: str) -> None:
    start = process_time()
    assert new_syntax_errors("a", text.encode(), language, b"")
    assert process_time() - start < 5
