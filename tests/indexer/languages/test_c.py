"""C and C++: symbols and includes."""

from __future__ import annotations

import pytest

from .workspace_support import imports, read, symbols

SYMBOLS = [
    (
        "functions and variables of a source file",
        "a.c",
        "int f(void) { return 1; }\nstatic int g(void) { return 2; }\nint g2(void);\nint v = 1;\nextern int w;",
        ["function f", "-function g", "variable v"],
    ),
    (
        "prototypes count in a header",
        "a.h",
        "#ifndef A_H\n#define A_H\nint *f(const char *s, int n);\nextern int v;\n#endif",
        ["function f", "variable v"],
    ),
    (
        "macros with a value",
        "a.h",
        "#ifndef A_H\n#define A_H\n#define N 4\n#define MAX(a, b) ((a) > (b))\n#endif",
        ["macro N", "macro MAX"],
    ),
    (
        "types",
        "a.h",
        (
            "struct s { int a; };\ntypedef struct { int b; } t;\ntypedef int (*callback)(int);\nenum e { A, B };\n"
            "union u { int x; };"
        ),
        [
            "struct s",
            "field s.a",
            "struct t",
            "field t.b",
            "type callback",
            "enum e",
            "constant e.A",
            "constant e.B",
            "struct u",
            "field u.x",
        ],
    ),
    (
        "under conditions",
        "a.c",
        "#ifdef X\nint f(void) {}\n#else\nint g(void) {}\n#endif",
        ["function f", "function g"],
    ),
    (
        "macros before names",
        "a.hpp",
        (
            "LIB_BEGIN_NAMESPACE\nnamespace n {\nclass LIB_API C : public B {\n public:\n  int f() LIB_NOEXCEPT;\n};\n"
            "struct LIB_ALIGN(8) S final { int a; };\nstruct LIB_STAT s();\n}\nLIB_END_NAMESPACE\n"
            "LIB_INLINE n::C::C(int a)\n  : B(a), x_(std::move(a)) {}\n"
        ),
        ["namespace n", "class n.C", "method n.C.f", "struct n.S", "field n.S.a", "function n.s", "method n.C.C"],
    ),
    (
        "macros behind parameters, without an end, alone with arguments",
        "a.hpp",
        (
            "LIB_PRAGMA(warning(push))\nLIB_PRAGMA(warning(off))\nclass C {\n  int f() LOCKS_EXCLUDED(mu_) {\n    return 1;\n  }\n};\n"
            "void C::g(int a)\n{\n    LIB_UNUSED(a)\n}\n\nLIB_EXPORT template <typename... T>\nvoid h(std::ostream& os, T&&... args) {}\n"
        ),
        ["class C", "-method C.f", "method C.g", "function h"],
    ),
    (
        "macros between a type and a name",
        "a.hpp",
        "LIB_API std::string a(int b);\nstd::map<int, char> LIB_CALL c(int d);\nLIB_TYPE e(int f);\n",
        ["function a", "function c", "function e"],
    ),
    (
        "types that name what they declare",
        "a.h",
        (
            "typedef struct node { int n; } list, *head;\ntypedef struct same { int z; } same;\n"
            "struct s { struct { int x; } at; union { int u; char c; }; struct in { int q; } i; int a, *b; };\n"
            "struct cfg { int k; } table[2];\n"
        ),
        [
            "struct list",
            "struct node",
            "field node.n",
            "type head",
            "struct same",
            "field same.z",
            "struct s",
            "field s.at",
            "field s.at.x",
            "field s.u",
            "field s.c",
            "field s.i",
            "struct s.in",
            "field s.in.q",
            "field s.a",
            "field s.b",
            "variable table",
            "struct cfg",
            "field cfg.k",
        ],
    ),
    (
        "pointers to functions, variables of one declaration",
        "a.c",
        "static int (*run)(int), count;\nstruct ops { int (*open)(int); };\nint f(int a);\n",
        ["-variable run", "-variable count", "-struct ops", "field ops.open"],
    ),
    (
        "macros in functions",
        "a.c",
        "void f(void) {\n#define INNER(x) x\n}\n",
        ["function f", "-macro INNER"],
    ),
    (
        "types of a class",
        "a.hpp",
        "class C {\n public:\n  enum E { A };\n  struct S { int q; };\n  static constexpr int N = 3;\n};",
        ["class C", "enum C.E", "constant C.E.A", "struct C.S", "field C.S.q", "constant C.N"],
    ),
    ("linkage block", "a.h", 'extern "C" {\nint f(void);\n}', ["function f"]),
    (
        "classes",
        "a.hpp",
        (
            "namespace n { class C : public B<int>, virtual D {\n  int own();\npublic:\n  C();\n"
            "  virtual int f() const = 0;\n  int field;\n};\nstruct S { void g() {} }; }"
        ),
        [
            "namespace n",
            "class n.C",
            "-method n.C.own",
            "constructor n.C.C",
            "method n.C.f",
            "field n.C.field",
            "struct n.S",
            "method n.S.g",
        ],
    ),
    (
        "members outside their class",
        "a.cpp",
        "namespace n {\nint C<T>::f(int a) const { return a; }\nbool C::operator==(const C &o) { return true; }\n}",
        ["namespace n", "method n.C.f", "method n.C.operator=="],
    ),
    (
        "templates, aliases, scoped enums",
        "a.hpp",
        "template <class T> T h(T x) { return x; }\nusing Q = int;\nenum class E { A };\nnamespace a::b { }",
        ["function h", "type Q", "enum E", "constant E.A", "namespace a.b"],
    ),
    (
        "names in parentheses behind a macro",
        "a.h",
        "API int (top) (State *s);\nAPI Number (version) (State *s);\nAPI State *(make) (State *s);\nint (plain) (int a);\n",
        ["function top", "function version", "function make", "function plain"],
    ),
    (
        "names behind a macro and a type with arguments",
        "a.hpp",
        "pot_inline pot_result<int> boil(const char *a) noexcept { return 0; }\n",
        ["function boil"],
    ),
    ("macros know no namespace", "a.hpp", "namespace n {\n#define M 1\n}", ["namespace n", "macro M"]),
    ("linkage block in C++", "a.hpp", 'extern "C" {\nint f(void);\n}', ["function f"]),
]


@pytest.mark.parametrize(
    ("path", "text", "expected"), [case[1:] for case in SYMBOLS], ids=[case[0] for case in SYMBOLS]
)
def test_symbols(path: str, text: str, expected: list[str]) -> None:
    assert symbols(path, text) == expected


def test_details_of_definitions() -> None:
    text = (
        "/* Adds.\n * Twice. */\n[[nodiscard]] int\nadd(int a,\n    int b) { return a; }\n\n"
        "template <class T>\nclass C : public a::B<T, int>, D { };"
    )
    add, made = read("a.cpp", text).symbols
    assert (add.signature, add.doc, add.decorators) == ("[[nodiscard]] int add(int a, int b)", "Adds.", ("nodiscard",))
    assert (add.start_line, add.end_line, made.start_line, made.end_line) == (3, 5, 7, 8)
    assert made.bases == ("a::B", "D")


IMPORTS = [
    (
        "forms",
        '#include "a.h"\n# include <b/c.h> // why\n  #include_next <d.h>',
        ['1 include static "a.h"', "2 include static <b/c.h>", "3 include_next static <d.h>"],
    ),
    (
        "the include guard is no condition",
        '#ifndef A_H\n#define A_H\n#include "a.h"\n#if X\n#include "b.h"\n#else\n#include "c.h"\n#endif\n#endif',
        ['3 include static "a.h"', '5 include conditional "b.h"', '7 include conditional "c.h"'],
    ),
    ("guard by defined", '#if !defined(A_H)\n#define A_H 1\n#include "a.h"\n#endif', ['3 include static "a.h"']),
    ("computed", "#include NAME", ["1 include dynamic NAME"]),
    ("computed from the file's own macro", '#define NAME "a.h"\n#include NAME', ['2 include static "a.h"']),
    (
        "inside a function, a table, not in comments",
        '/*\n#include "no.h"\n*/\nint t[] = {\n#include "t.def"\n};',
        ['5 include static "t.def"'],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in IMPORTS], ids=[case[0] for case in IMPORTS])
def test_imports(text: str, expected: list[str]) -> None:
    assert imports("a.c", text) == expected


def test_modules_of_cpp20() -> None:
    facts = read("a.cppm", "export module app.core:part;\nimport std;\nexport import :other;\nimport <vector>;")
    assert facts.module == "app.core:part"
    assert [(item.kind, item.specifier) for item in facts.imports] == [
        ("static", "std"),
        ("reexport", "app.core:other"),
        ("static", "<vector>"),
    ]


@pytest.mark.parametrize(("declared", "imported"), [("m", ["m", "m:b"]), ("m:a.impl", ["m:b"]), ("m:a", ["m:b"])])
def test_only_the_unit_of_a_whole_module_imports_its_interface(declared: str, imported: list[str]) -> None:
    """https://en.cppreference.com/w/cpp/language/modules: not a partition, that of an implementation neither."""
    facts = read("a.cpp", f"module;\nmodule {declared};\nimport :b;\n")
    assert [item.specifier for item in facts.imports] == imported


def test_imports_in_a_raw_string_are_text() -> None:
    facts = read("a.cc", 'import std;\nauto s = R"x(\nimport "a.proto";\n#include "b.h"\n)x";\n')
    assert [item.specifier for item in facts.imports] == ["std"]


WHOLE = (
    '#ifndef A\n#define A\n#if !X\n#include "b.h"\n#endif\n[[a]] int f(int *a) { return 1; }\n'
    "namespace n { template <class T> class C : B<T> { public: C(); operator bool() const; }; }\n"
    "export module m:p; import :q;\n#endif"
)


@pytest.mark.parametrize("path", ["a.c", "a.hpp"])
def test_truncated_files_never_raise(path: str) -> None:
    assert all(read(path, WHOLE[:end]).module in {"", "m:p"} for end in range(len(WHOLE)))
