"""C#: symbols, usings in all forms, namespaces, and what a broken parse loses."""

from __future__ import annotations

import pytest

from .package_support import ends, imports, read, symbol, symbols, truncated

SOURCE = """global using System;
using A.B;
using static A.B.C;
using D = E.F<int>;
global using Q = A.W;
namespace N.M;
/// <summary>
/// Doc of C.
/// </summary>
[Attr(1), Foo]
public partial class C<T> : D<T>, I.J where T : class {
  public const int X = 1, Y = 2;
  private readonly string _a;
  public int Prop { get; set; }
  public C(int a) : base(a) {}
  public async Task<int> M<T>(int a) => 1;
  public event EventHandler Ev;
  public delegate int Del(int a);
  enum En { A, B = 2 }
  public interface II { void F(); }
  public record R(int A);
  record struct RS(int B);
#if FOO
  public void Cond() {}
#endif
}
public static class Ext { public static void AddFoo<T>(this T s, int x) {} }
"""


def test_symbols() -> None:
    assert symbols("C.cs", SOURCE) == [
        "class C",
        "constant C.X",
        "constant C.Y",
        "-field C._a",
        "property C.Prop",
        "constructor C.C",
        "method C.M",
        "field C.Ev",
        "type C.Del",
        "-enum C.En",
        "-constant C.En.A",
        "-constant C.En.B",
        "interface C.II",
        "method C.II.F",
        "class C.R",
        "property C.R.A",
        "-struct C.RS",
        "-property C.RS.B",
        "method C.Cond",
        "class Ext",
        "method Ext.AddFoo",
    ]


def test_what_a_symbol_tells() -> None:
    found = symbol("C.cs", SOURCE, "C")
    assert (found.doc, found.bases, found.decorators) == ("Doc of C.", ("D", "I.J"), ("Attr(1)", "Foo"))
    assert symbol("C.cs", SOURCE, "C.M").signature == "Task<int> <T>(int a)"
    assert read("C.cs", SOURCE).module == "N.M"
    assert offered(SOURCE) == ["using System", "using Q = A.W", ".AddFoo * 1-1=", "C<1"]


def offered(source: str) -> list[str]:
    """What a file exports beyond the marks of its types."""
    return [item.name for item in read("C.cs", source).exports if item.name[0] != ":"]


def test_what_a_file_says_of_its_types() -> None:
    source = "class Panel : Base<int>, Ui.IHas { int a; public Lines<T> All; protected Text Draw() => x; T Get<T>() => y; class In {} }"
    assert [item.name for item in read("P.cs", source).exports] == [
        ":Panel|Base,IHas|-a=int,All=Lines,Draw()=Text:0-0,Get<>()=:0-0,-Get()=:0-0,-In=type",
        ":In||",
    ]


def test_namespaces_in_braces() -> None:
    source = "namespace N { namespace M { class A {} } public class B {} }\nnamespace K { class L {} }\n"
    assert read("a.cs", source).module == "N"
    assert offered(source) == ["N.M.A", "K.L"]
    assert symbols("p.cs", "int x = 1; void F() {}\n") == ["-function Program.F"]


def test_a_type_beside_a_namespace_in_braces_is_in_none() -> None:
    files = {
        "G.cs": "namespace Notes { class Mark {} }\nstatic class Guard {}\n",
        "A.cs": "namespace Shop;\nclass A { void F() { Guard.Check(); } }\n",
        "B.cs": "namespace Shop;\nusing Notes;\nclass B { Mark mark; }\n",
    }
    assert ends(files, "A.cs") == ["~G.cs#Guard"]
    assert ends(files, "B.cs") == ["G.cs#Mark"]


OWN = {
    "Name.cs": "namespace Shop;\npublic class Name {}\n",
    "Json/Kind.cs": "namespace Shop.Json;\npublic enum Kind { A }\n",
    "Audit.cs": "namespace Shop;\npublic class AuditAttribute : Attribute {}\n",
    "Ext.cs": "namespace Shop;\nstatic class Ext { public static int Total(this int x) => x; }\n",
}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("public string Name { get; set; } int F() => Name.Length;", []),
        ("void F() { var x = new Item { Name = 1 }; }", []),
        ("class Name {} Name n;", []),
        ("public Name Name { get; } int F() => Name.Length;", ["~Name.cs#Name"]),
        ("void Name() { Name<int>(); new Name(); }", ["~Name.cs#Name"]),
        ("[Audit] void Audit() {}", ["~Audit.cs#Audit"]),
        ("void F() { x.Name(); y = Name.Of(x); }", ["~Name.cs#Name"]),
        ("Name<int> Name { get; }", ["~Name.cs#Name"]),
        ("int F() => x.Total;", []),
        ("int F() => x.Total();", ["~Ext.cs#Total"]),
        ("Json.Kind kind;", ["~Json/Kind.cs#Kind"]),
        ('string s = "Json.Kind";', []),
    ],
)
def test_names_that_are_the_files_own(code: str, expected: list[str]) -> None:
    assert ends({**OWN, "X.cs": f"namespace Shop.Web;\nclass X {{ {code} }}\n"}, "X.cs") == expected


def test_a_namespace_named_in_a_string_hides_no_outer_one() -> None:
    files = {**OWN, "X.cs": 'namespace Shop.Web;\nclass X { Name n; string s = @"\n Shop.Web, Shop\n Shop"; }\n'}
    assert ends(files, "X.cs") == ["~Name.cs#Name"]


def test_imports() -> None:
    assert imports("C.cs", SOURCE) == [
        "1 global static System * *",
        "2 static A.B * *",
        "3 static static A.B.C * *",
        "4 static E.F F D",
        "5 global static A.W W Q",
    ]


def test_types_around_a_construct_that_the_grammar_misreads() -> None:
    source = (
        "namespace A\n{\n    public class X : Y\n    {\n        public async Task M(bool async)\n        {\n"
        "            if (async)\n            {\n                await context.AddAsync(1);\n            }\n"
        "            Assert.Same(1, (await async ? 1 : 2));\n        }\n        protected class Inner\n        {\n"
        "        }\n    }\n    internal sealed record Z(int A);\n}\n"
    )
    found = symbols("a.cs", source)
    assert {"class X", "class X.Inner", "-class Z"} <= set(found)
    assert all("." in item for item in found if "method" in item)


def test_a_class_whose_constructors_alone_a_broken_parse_leaves() -> None:
    put = "if (c.F ()) { *o++ = (byte) '='; *o++ = c; }"
    source = (
        "namespace A {\n\tpublic class X : Y\n\t{\n\t\tenum Z : byte { }\n\t\tpublic X (bool a)\n\t\t{\n\t\t}\n"
        "\t\tpublic Y Clone () { return new X (a) { }; }\n\t\tint F () {\n"
        f"while (i < e) {{ switch (s) {{ case Z.P: while (i < e) {{ if (c == '=') {{ }} }} {put} break; {put} }} }}\n"
        "\t\t}\n\t\tint G () { }\n\t}\n}\n"
    )
    assert {"class X", "constructor X.X"} <= set(symbols("a.cs", source))


def test_a_quote_behind_the_last_hole_of_a_text_does_not_end_it() -> None:
    text = 'class X : Y\n{\n    string M() => $@"a=""{a}"", b=""{b}""";\n    public int B;\n}\n'
    assert symbols("a.cs", text) == ["-class X", "-method X.M", "-field X.B"]


def test_a_struct_that_is_ref_and_partial() -> None:
    found = symbols("a.cs", "namespace A;\ninternal ref partial struct X\n{\n    public int B;\n}\n")
    assert found[0] == "-struct X"


def test_a_path_in_a_raw_literal_is_none_but_in_its_code() -> None:
    source = 'namespace N.M; class C { string S => $$"""\n  global::N.A.B() { {{N.A.D.E()}} }\n  """; N.A.F f; }'
    assert imports("C.cs", source) == ["2 qualified static N.A.D.E E", "3 qualified static N.A.F F"]


def test_truncated_files_never_raise() -> None:
    assert truncated("C.cs", SOURCE) > 0
