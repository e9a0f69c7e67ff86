"""How many arguments calls give and functions take, language by language."""

from __future__ import annotations

import pytest
from groundplan.analyzers.impact.changes.call_counts import misfit_count, taken
from groundplan.analyzers.impact.changes.call_fit import overloads
from groundplan.analyzers.impact.changes.call_grammars import GRAMMARS
from groundplan.analyzers.impact.changes.changes import parse, read_version

CASES = [
    ("TypeScript", "function f(a: string, b?: number) {}", "f('x');", []),
    ("TypeScript", "function f(a: string, b = 1) {}", "f('x', 2, 3);", ["3 arguments, 2 are taken"]),
    ("TypeScript", "function f(this: Window, a: string) {}", "f();", ["0 arguments, at least 1 is needed"]),
    ("TypeScript", "const f = (a: string, ...rest: string[]) => a;", "f('x', 'y', 'z');", []),
    ("TypeScript", "class f { constructor(a: string) {} }", "new f();", ["0 arguments, at least 1 is needed"]),
    ("TypeScript", "function f(a: string) {}", "f(...all);", []),
    ("TypeScript", "function f(a: string) {}", "other(1, 2);", None),
    ("TypeScript", "function f<T>(a: T) {}", "f<string>();", ["0 arguments, at least 1 is needed"]),
    ("JavaScript", "const f = a => a;", "f(1, 2);", []),
    (
        "JavaScript",
        "function f(a, b) {}",
        "f(1);",
        ["1 argument, and nothing says that the other of 2 may be left out"],
    ),
    ("JavaScript", "function f(a) { let path = a || here; }", "f();", []),
    ("JavaScript", "const f = function (a, b) { if (!b) { b = a; } };", "f(1);", []),
    ("Go", "package p\nfunc f(a, b int) {}", "package p\nfunc g() { f(1) }", ["1 argument, at least 2 are needed"]),
    ("Go", "package p\nfunc (t *T) f(a int, b ...string) {}", "package p\nfunc g() { t.f(1) }", []),
    ("Go", "package p\nfunc f(int, string) {}", "package p\nfunc g() { f(h()) }", []),
    ("Go", "package p\nfunc f(a int) {}", "package p\nfunc g() { x.f(1, 2) }", ["2 arguments, 1 is taken"]),
    (
        "Java",
        "class A { void f(int a, String... b) {} }",
        "class B { void g() { x.f(); } }",
        ["0 arguments, at least 1 is needed"],
    ),
    (
        "Java",
        "class A { void f(int a, String @NonNull ... b) {} }",
        "class B { void g() { x.f(); } }",
        ["0 arguments, at least 1 is needed"],
    ),
    ("Java", "class A { void f(int a) {} }", "class B { void g() { this.f(1); } }", []),
    (
        "C#",
        "class A { void f(int a, int b = 1) {} }",
        "class B { void g() { x?.f(1, 2, 3); } }",
        ["3 arguments, 2 are taken"],
    ),
    (
        "C#",
        "static class A { static void f(this B b, int a) {} }",
        "class B { void g() { this.f(1); A.f(this, 1); } }",
        [],
    ),
    (
        "C#",
        "class A { void f(int a) {} }",
        "class B { void g() { f(_ => new D<P, Func<S, E<P>, Q>> { A = 1, }); } }",
        [],
    ),
    ("Rust", "fn f(#[cfg(x)] a: i32, b: i32) {}", "fn g() { f(#[cfg(x)] 1, 2); }", []),
    ("C#", "class A { void f(params int[] a) {} }", "class B { void g() { f(1, 2, 3); } }", []),
    ("Kotlin", "fun f(a: Int, b: () -> Unit) {}", "fun g() { f(1) { } }", []),
    ("Kotlin", "fun f(a: Int, b: Int = 1) {}", "fun g() { f() }", ["0 arguments, at least 1 is needed"]),
    ("Kotlin", "fun f(vararg a: Int) {}", "fun g() { x.f(1, 2, 3) }", []),
    ("PHP", "<?php function f(int $a, $b = 1) {}", "<?php f();", ["0 arguments, at least 1 is needed"]),
    ("PHP", "<?php class A { function f($a) {} }", "<?php $x->f(1, 2);", []),
    ("PHP", "<?php function f($a) {}", "<?php $g = f(...);", []),
    ("Rust", "impl A { fn f(&self, a: u8) {} }", "fn g() { a.f(1); A::f(&a, 1); }", []),
    ("Swift", "func f(_ a: Int, with b: Int = 1) {}", "f(1); f(1, with: 2)", []),
    ("Swift", "func f(_ a: Int, with b: Int = 1) {}", "f(1, by: 2)", ["no argument is labelled so: by"]),
    ("Swift", "func f(_ a: Int, with b: Int) {}", "x?.f(1)", ["1 argument, at least 2 are needed"]),
    ("Swift", "func f(a: Int, done: () -> Void) {}", "x.f(a: 1) { print($0) }", []),
    ("Swift", "class A { func f(a: Int...) -> Int { return 1 } }", "x.f(a: 1, 2, 3)", []),
    ("Rust", "impl A { fn f(&self, a: u8) {} }", "fn g() { a.f(1, 2); }", ["2 arguments, 1 is taken"]),
    ("Rust", "fn f(a: u8) {}", "fn g() { m::f::<u8>(1, 2) }", ["2 arguments, 1 is taken"]),
    ("Rust", "fn f(a: u8) {}", 'fn g() { println!("{}", [m::f(1, 2)][0]) }', ["2 arguments, 1 is taken"]),
    ("Rust", "impl A { fn f(&self, a: u8) {} }", 'fn g() { p!("{}", a.f(1)); p!(A::f(&a, 1)) }', []),
    ("Rust", "fn f(a: u8) {}", "fn g() { p!(f(|a, b| a)) }", []),
]


@pytest.mark.parametrize(("language", "definition", "call", "expected"), CASES)
def test_arguments_against_parameters(language: str, definition: str, call: str, expected: list[str] | None) -> None:
    grammar = GRAMMARS[language]
    defined, calling = parse("x", definition.encode(), language), parse("y", call.encode(), language)
    version = read_version("x", definition.encode(), language)
    assert defined is not None
    assert version is not None
    assert calling is not None
    names = [name for name in version.symbols if name.rpartition(".")[2] in {"f", "constructor"}]
    options = [taken(node, grammar) for node in overloads(defined, "x")[names[-1]]]
    assert options
    assert None not in options
    line = call.count("\n") + 1
    found = misfit_count(calling.tree.root_node, line, "f", grammar, [item for item in options if item is not None])
    assert found == expected
