"""C#: an `#if` where the grammar takes none costs no member: in an expression, a header, a list, between `else` and its statement."""

from __future__ import annotations

import pytest

from .package_support import imports, read, symbol, symbols
from .test_csharp import offered


def test_a_condition_between_head_and_body_names_nothing() -> None:
    body = "#if FEATURE_BODY\n    {\n        Go();\n    }\n#else\n        ;\n#endif\n"
    source = (
        "public interface ILog {\n    [Format]\n    void Write(int level, string t)\n" + body + "    void Other();\n}\n"
    )
    assert not [line for line in symbols("L.cs", source) if "FEATURE" in line]
    assert "interface ILog" in symbols("L.cs", source)


CONDITIONAL = """static class E {
  static Error? Maybe(this Response r)
    => r.Fine
      ? null
#if OLD
      : new Error(1);
#else
      : new Error(1, r);
#endif
#if OLD
  static void Old() {}
#else
  static void New() {}
#endif
  static bool Listed(Type kind) {
#if NEW
    if (kind.IsArray) // one dimension
#else
    if (kind.IsArray && kind.GetArrayRank() == 1)
#endif
    { return true; }
    return false;
  }
  static void Last() {}
}
"""


def test_an_if_in_an_expression_or_header_costs_no_member() -> None:
    assert symbols("E.cs", CONDITIONAL) == [
        "-class E",
        "-method E.Maybe",
        "-method E.Old",
        "-method E.New",
        "-method E.Listed",
        "-method E.Last",
    ]
    assert offered(CONDITIONAL) == [".Maybe Response 0-0=Error"]
    assert symbol("E.cs", CONDITIONAL, "E.Last").start_line == 24


NAMED_TWICE = """#if LOG_ONLY
namespace Shop.Log
#else
namespace Shop
#endif
{
#if LOG_PUBLIC
    public
#else
    internal
#endif
    interface ILog {}
    class Log {
        void Write(string a) {
#if PORTABLE
            Debug.WriteLine(
#else
            Console.WriteLine(
#endif
                a);
        }
    }
}
"""


@pytest.mark.parametrize(
    ("head", "expected"),
    [("", "Shop"), ("#define LOG_ONLY\n", "Shop.Log")],
)
def test_of_two_namespaces_the_one_whose_symbol_is_defined(head: str, expected: str) -> None:
    assert read("L.cs", head + NAMED_TWICE).module == expected
    assert symbols("L.cs", NAMED_TWICE) == ["interface ILog", "-class Log", "-method Log.Write"]


def test_of_two_namespaces_the_first_where_a_build_defines_its_symbol() -> None:
    assert read("L.cs", NAMED_TWICE.replace("LOG_ONLY", "NETSTANDARD")).module == "Shop.Log"


INSIDE = {
    "modifiers": "public\n#if NET\n    readonly\n#endif\n    struct A { int x; void M() {} }",
    "constraint": "class A<T>\n#if NET\n    where T : notnull\n#endif\n{ int x; void M() {} }",
    "else": "class A { int x; void M() {\n if (a) { B(); }\n else\n#if NET\n  if (b)\n#endif\n { C(); } } }",
    "branch of else": "class A { int x; void M() {\n if (a) { B(); }\n#if NET\n else if (b) { C(); }\n#endif\n D(); } }",
    "initializer": "class A { int x; void M() { var o = new O {\n X = 1,\n#if NET\n Y = 2,\n#endif\n }; } }",
    "attribute": "class A { int x;\n [Data(1)] // one\n#if NET\n [Data(2)]\n#else\n [Data(3)]\n#endif\n void M() {} }",
    "only attribute": "class A { int x;\n#if NET\n [Old]\n [Data(2)]\n#endif\n void M() {} }",
    "block": "class A { int x; void M() {\n#if NET\n if (a) {\n#endif\n B();\n#if NET\n }\n#endif\n } }",
    "two heads": 'class A { int x; void M() {\n#if NET\n while (a) {\n#else\n while (b("{")) {\n#endif\n B();\n }\n } }',
    "case": "class A { int x; void M() { switch (k) {\n case 1: return;\n#if NET\n case 2: return;\n#endif\n default: return; } } }",
    "rows": "class A { int x = 1; void M() { F(new[] {\n#if NET\n 1,\n#else\n 2,\n#endif\n 3 }); } }",
}


@pytest.mark.parametrize("case", INSIDE)
def test_no_member_is_lost(case: str) -> None:
    assert [line.split(" ", 1)[1] for line in symbols("A.cs", INSIDE[case])] == ["A", "A.x", "A.M"]


def test_members_and_statements_in_branches_are_all_kept() -> None:
    source = (
        "\ufeff// Licence\n#if A\nusing X;\n#else\nusing Y;\n#endif\n"
        "class A {\n /* of two */\n#if A\n void M() {}\n#else\n void N() {}\n#endif\n}\n"
    )
    assert [line.split(" ", 1)[1] for line in symbols("A.cs", source)] == ["A", "A.M", "A.N"]
    assert [item.split()[2] for item in imports("A.cs", source)] == ["X", "Y"]


def test_branches_that_each_open_a_block_cost_no_member() -> None:
    loops = "#if NET\n    for (; a < b; a++) {\n      One();\n#else\n    foreach (var c in d) {\n#endif\n      Go();\n    }\n"
    source = f"class E {{\n  void First() {{\n{loops}  }}\n  int? Last {{ get; set; }}\n}}\n"
    assert symbols("E.cs", source) == ["-class E", "-method E.First", "-property E.Last"]
