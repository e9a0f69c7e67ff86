"""C#: where usings and names lead: namespaces, partial types, types with parameters, extension methods, projects."""

from __future__ import annotations

import pytest

from .package_support import ends

WORKSPACE = {
    "src/Core/Core.csproj": "<Project/>",
    "src/Core/Cart.cs": "namespace Shop.Core;\npublic partial class Cart { Item i; }\n",
    "src/Core/Cart.Totals.cs": "namespace Shop.Core;\npublic partial class Cart { }\n",
    "src/Core/Item.cs": "namespace Shop.Core;\npublic class Item { public Cart Cart; }\n",
    "src/Core/Ext/Setup.cs": "namespace Shop.Core.Ext;\npublic static class Setup { public static void AddShop(this IServices s) {} }\n",
    "src/Core/Lists/Lists.cs": "namespace Shop.Core.Lists;\nstatic class Lists { public static void Contains(this S s, int i) {} }\n",
    "src/Core/Lists/More.cs": "namespace Shop.Core.Lists;\nstatic class More { public static void Shuffle(this S s) {} }\n",
    "src/Core/TraceAttribute.cs": "namespace Shop.Core;\nclass TraceAttribute {}\n",
    "src/Core/Ext/Trace.cs": "namespace Shop.Core.Ext;\npublic class Trace {}\n",
    "src/Core/Audit.cs": "namespace Shop.Core;\nclass Audit {}\n",
    "src/Core/AuditAttribute.cs": "namespace Shop.Core;\nclass AuditAttribute {}\n",
    "src/Guard/GuardExtensions.cs": "namespace Vendor.Clauses;\nstatic class GuardExtensions {}\n",
    "src/Web/Web.csproj": '<Project><ItemGroup><ProjectReference Include="..\\Core\\Core.csproj" /></ItemGroup></Project>',
    "src/Web/Usings.cs": "global using Shop.Core;\n",
}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("using Shop.Core; class X { Item i; }", ["src/Core/Item.cs#Item"]),
        ("class X { Item i; }", ["~src/Core/Item.cs#Item"]),
        (
            "using Check = Vendor.Checker<Shop.Core.Item>; class X {}",
            ["outside:Vendor", "src/Core/Item.cs#Item"],
        ),
        ("class X { [Trace] int i; }", ["~src/Core/TraceAttribute.cs#Trace"]),
        ("class X { Trace t; int y = z[Trace]; }", []),
        ('class X { [Obsolete("a[1], b"), Trace] int i; }', ["~src/Core/TraceAttribute.cs#Trace"]),
        (
            "using Shop.Core.Ext; class X { [Trace] Trace t; }",
            ["src/Core/Ext/Trace.cs#Trace", "~src/Core/TraceAttribute.cs#Trace"],
        ),
        (
            'using System; using Shop.Core.Ext; class X { [Trace] string s = "Trace"; /* Trace */ }',
            [
                "platform:System",
                "? no type or extension method of the namespace is used",
                "~src/Core/TraceAttribute.cs#Trace",
            ],
        ),
        ("class X { [Audit(1)] int i; }", ["~src/Core/AuditAttribute.cs#Audit"]),
        ("class X : Audit { }", ["~src/Core/Audit.cs#Audit"]),
        ("[Audit] class X : Audit { }", ["~src/Core/Audit.cs#Audit", "~src/Core/AuditAttribute.cs#Audit"]),
        ("using Shop.Core.Ext; class X { void F() { s.AddShop(); } }", ["src/Core/Ext/Setup.cs#AddShop"]),
        ("using Shop.Core.Lists; class X { void F() { s.Contains(1); } }", ["src/Core/Lists/Lists.cs#Contains"]),
        (
            "using Shop.Core.Lists; class X { void F() { s.Contains(1); s.Shuffle(); } }",
            ["src/Core/Lists/More.cs#Shuffle"],
        ),
        ("namespace Shop.Core.Lists; class X { void F() { s.Contains(1); } }", []),
        ("using core = global::Shop.Core; class X { core::Item i; }", ["src/Core/Item.cs#Item"]),
        ("using core = Shop.Core;", ["? no type of the namespace is used"]),
        ("using static Shop.Core.Item;", ["src/Core/Item.cs#Item.*"]),
        ("using I = Shop.Core.Item;", ["src/Core/Item.cs#Item"]),
        ("namespace Shop.Core.Sub { class X { Item i; } }", ["~src/Core/Item.cs#Item"]),
        ("namespace Shop.Web;\nclass X { Shop.Core.Item i; }", ["src/Core/Item.cs#Item"]),
        (
            "namespace Shop.Web;\nclass X { void F() {\nusing (var i = new Core.Item()) { } } }",
            ["~src/Core/Item.cs#Item"],
        ),
        ("using Shop.Core.Ext; class X {}", ["? no type or extension method of the namespace is used"]),
        ("using Shop;", ["? only its inner namespaces declare types"]),
        ("using Vendor.Clauses; class X { Guard g; }", ["outside:Vendor.Clauses"]),
        ("using System.Text;", ["platform:System.Text"]),
        ("using Newtonsoft.Json;", ["outside:Newtonsoft.Json"]),
        ("using static Polly.Policy;", ["outside:Polly"]),
    ],
)
def test_where_a_using_leads(code: str, expected: list[str]) -> None:
    assert ends({**WORKSPACE, "src/Web/X.cs": code}, "src/Web/X.cs") == expected


def test_what_is_added_to_a_namespace_of_the_platform_leaves_the_rest_of_it_there() -> None:
    files = {
        "src/Marks.cs": "namespace System.Runtime.Marks;\nclass MarkAttribute {}\n",
        "src/X.cs": "using System;\nusing RID = System.UInt32;\nclass X {}\n",
    }
    assert ends(files, "src/X.cs") == ["platform:System", "platform:System"]


def test_what_the_sdk_opens_for_all_files_may_hold_a_type_of_the_workspace() -> None:
    files = {
        "src/Directory.Build.props": "<Project><PropertyGroup><ImplicitUsings>enable</ImplicitUsings></PropertyGroup></Project>",
        "src/A/A.csproj": "<Project/>",
        "src/A/TimeProvider.cs": "namespace System;\nabstract class TimeProvider {}\n",
        "src/A/Clock.cs": "namespace Shop;\nclass Clock { TimeProvider time; List<int> all; }\n",
        "lib/B/B.csproj": "<Project/>",
        "lib/B/Clock.cs": "namespace Shop;\nclass Clock { TimeProvider time; }\n",
    }
    assert ends(files, "src/A/Clock.cs") == ["~src/A/TimeProvider.cs#TimeProvider"]
    assert ends(files, "lib/B/Clock.cs") == []


def test_what_a_folder_opens_for_the_projects_below_it() -> None:
    files = {
        "Directory.Build.targets": '<Project><ItemGroup><Using Include="Shop.Goods" /></ItemGroup></Project>',
        "src/A/A.csproj": "<Project/>",
        "src/A/Goods/Item.cs": "namespace Shop.Goods;\nclass Item {}\n",
        "src/A/Cart.cs": "namespace Shop.Carts;\nclass Cart { Item item; }\n",
    }
    assert ends(files, "src/A/Cart.cs") == ["~src/A/Goods/Item.cs#Item"]


def test_partial_types() -> None:
    assert ends(WORKSPACE, "src/Core/Item.cs") == ["~src/Core/Cart.Totals.cs#Cart", "~src/Core/Cart.cs#Cart"]
    assert ends(WORKSPACE, "src/Core/Cart.Totals.cs") == ["~src/Core/Cart.cs#Cart"]
    assert ends(WORKSPACE, "src/Core/Cart.cs") == ["~src/Core/Item.cs#Item"]


PARTS = {
    "src/Core/Core.csproj": "<Project/>",
    "src/Core/Mapper.cs": "namespace Shop;\npublic static partial class Mapper { public static int Query() => 1; }\n",
    "src/Core/Mapper.Settings.cs": "namespace Shop;\npublic static partial class Mapper { public static class Settings { } }\n",
    "src/Core/Mapper.Cache.cs": "namespace Shop;\npartial class Mapper { static int _size; static void Purge() {} }\n",
    "src/Core/Purge.cs": "namespace Shop;\nclass Purge { }\n",
}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("class U { int F() => Mapper.Query(); }", ["Mapper.cs#Mapper"]),
        (
            "class U { Mapper.Settings s; int F() => Mapper.Query(); }",
            ["Mapper.Settings.cs#Mapper", "Mapper.cs#Mapper"],
        ),
        ("using static Shop.Mapper; class U { int F() => Query(); }", ["Mapper.cs#Mapper.*"]),
        (
            "class U { object o = typeof(Mapper); }",
            ["Mapper.Cache.cs#Mapper", "Mapper.Settings.cs#Mapper", "Mapper.cs#Mapper"],
        ),
        ("partial class Mapper { void F() { Purge(); } }", ["Mapper.Cache.cs#Purge", "Mapper.cs#Mapper"]),
        (
            "partial class Mapper { int F(Settings s) => _size; }",
            ["Mapper.Cache.cs#_size", "Mapper.Settings.cs#Settings", "Mapper.cs#Mapper"],
        ),
        ("partial class Mapper { class Settings { } Settings s; }", ["Mapper.cs#Mapper"]),
    ],
)
def test_which_part_of_a_partial_type_is_meant(code: str, expected: list[str]) -> None:
    found = ends({**PARTS, "src/Core/U.cs": f"namespace Shop; {code}"}, "src/Core/U.cs")
    assert sorted({item.lstrip("~").removeprefix("src/Core/") for item in found}) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("class U { Result<int> F() => null; }", ["~src/Core/Result.Generic.cs#Result"]),
        ("class U { Result F() => null; }", ["~src/Core/Result.cs#Result"]),
        (
            "class U { Result F(Result<int> x) => null; }",
            ["~src/Core/Result.Generic.cs#Result", "~src/Core/Result.cs#Result"],
        ),
        ("class U { Pair<int> F(Pair p) => null; }", ["~src/Core/Pair.cs#Pair"]),
        ("class U { // Result\n Result<(int, string)> F() => null; }", ["~src/Core/Result.Generic.cs#Result"]),
        ("class U { Result<Dictionary<int, int>, X> F() => null; }", []),
        ("class U { bool F() => Result < 3; }", ["~src/Core/Result.cs#Result"]),
        ("class Box : Box<int> { public Box() { } }", ["~src/Core/Box.Generic.cs#Box"]),
        ("class Result<T, E> { public Result(T x) { } }", []),
        ("class U { List<int> a = new List<int>(); }", []),
        ("class U { List a; List<int> b; }", ["~src/Core/List.cs#List"]),
        ("class Result<T, E> { object F() => Result.Ok(); }", ["~src/Core/Result.cs#Result"]),
    ],
)
def test_a_type_with_parameters_is_another_type(code: str, expected: list[str]) -> None:
    files = {
        **WORKSPACE,
        "src/Core/Result.cs": "namespace Shop.Core; class Result { }",
        "src/Core/Result.Generic.cs": "namespace Shop.Core; class Result<T> { }",
        "src/Core/Pair.cs": "namespace Shop.Core; class Pair { } class Pair<T> { }",
        "src/Core/List.cs": "namespace Shop.Core; class List { }",
        "src/Core/Box.Generic.cs": "namespace Shop.Core; class Box<T> { }",
        "src/Core/U.cs": f"namespace Shop.Core; {code}",
    }
    assert ends(files, "src/Core/U.cs") == expected


def test_a_type_with_parameters_of_a_namespace_further_out_is_not_hidden_by_one_without() -> None:
    files = {
        **WORKSPACE,
        "src/Core/Outer.cs": "namespace Shop; class Endpoint<T> { class Inner { } } class Endpoint<T, U> { }",
        "src/Core/Deep/Endpoint.cs": "namespace Shop.Core.Deep; class Endpoint { class Inner { } }",
        "src/Core/Deep/U.cs": "namespace Shop.Core.Deep; class U : Endpoint<int> { Endpoint e; Inner i; }",
        "src/Core/Deep/Inner.cs": "namespace Shop.Core.Deep; class Inner { }",
    }
    assert ends(files, "src/Core/Deep/U.cs") == [
        "~src/Core/Deep/Endpoint.cs#Endpoint",
        "~src/Core/Deep/Inner.cs#Inner",
        "~src/Core/Outer.cs#Endpoint",
    ]


def test_a_constraint_names_a_type() -> None:
    files = {
        **WORKSPACE,
        "src/Core/Group.cs": "namespace Shop.Core; class Group { }",
        "src/Core/U.cs": "namespace Shop.Core; class U { void Group<T>() where T : Group, new() { } }",
    }
    assert ends(files, "src/Core/U.cs") == ["~src/Core/Group.cs#Group"]


def test_an_extension_method_of_a_project_that_is_not_referenced_is_not_meant() -> None:
    files = {
        **WORKSPACE,
        "src/Core/Use.cs": "namespace Shop; class U { void F() { s.AddPage(); } }",
        "src/Web/Page.cs": "namespace Shop; static class P { static void AddPage(this X s) {} }",
    }
    assert ends(files, "src/Core/Use.cs") == []


def test_a_global_type_of_a_program_that_is_not_referenced_is_not_meant() -> None:
    files = {
        **WORKSPACE,
        "src/Core/Use.cs": "namespace Shop; class U { Source source; }",
        "src/Web/Program.cs": "class Source { } class Part { }",
        "src/Core/Part.cs": "namespace Shop.Parts; class Part { }",
        "src/Core/Usings.cs": "global using Shop.Parts;",
        "src/Core/Late.cs": "namespace Shop; class L { Part part; }",
    }
    assert ends(files, "src/Core/Use.cs") == []
    assert ends(files, "src/Core/Late.cs") == ["~src/Core/Part.cs#Part"]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("class U { void Paint() {} void F() { Paint(); } }", []),
        ("class U { void Paint() {} void F() { s.Paint(); } }", ["~src/Core/Paints.cs#Paint"]),
        ("class U { void F() { s?.Paint(); } }", ["~src/Core/Paints.cs#Paint"]),
        ("static partial class Paints { static void F(X s) { Paint(s); } }", ["~src/Core/Paints.cs#Paint"]),
    ],
)
def test_an_extension_method_is_called_behind_a_dot(code: str, expected: list[str]) -> None:
    files = {
        **WORKSPACE,
        "src/Core/Use.cs": f"namespace Shop.Core; {code}",
        "src/Core/Paints.cs": "namespace Shop.Core; static partial class Paints { public static void Paint(this X s) {} }",
    }
    assert [item for item in ends(files, "src/Core/Use.cs") if item.endswith("#Paint")] == expected


def test_global_usings_of_project_files() -> None:
    files = {
        **WORKSPACE,
        "src/Web/Usings.cs": "",
        "src/Web/Web.csproj": '<Project><ItemGroup><Using Include="Shop.Core" />'
        '<ProjectReference Include="../Core/Core.csproj" /></ItemGroup></Project>',
        "src/Web/X.cs": "class X { Item i; }",
    }
    assert ends(files, "src/Web/X.cs") == ["~src/Core/Item.cs#Item"]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("class X { int F() => Half(4); }", ["~src/Core/Numbers.cs#Numbers"]),
        ("class X { int Half(int it) => it; int F() => Half(4); }", []),
        ("class X { int F(Other o) => o.Half(4); }", []),
    ],
    ids=["named", "its own", "of another"],
)
def test_a_global_static_using_opens_the_members_of_a_type(code: str, expected: list[str]) -> None:
    files = {
        **WORKSPACE,
        "src/Core/Numbers.cs": "namespace Shop.Core; static class Numbers { public static int Half(int it) => it; }",
        "src/Web/Web.csproj": '<Project><ItemGroup><Using Include="Shop.Core.Numbers" Static="true" /></ItemGroup></Project>',
        "src/Web/X.cs": code,
    }
    assert ends(files, "src/Web/X.cs") == expected


def test_a_type_that_stands_only_among_type_arguments_is_not_the_inherited_member_of_its_name() -> None:
    files = {
        **WORKSPACE,
        "src/Core/Mode.cs": "namespace Shop.Core; enum Mode { On }",
        "src/Core/Rule.cs": "namespace Shop.Core; class Rule { public Mode Mode { get; } }",
        "src/Core/Use.cs": "namespace Shop.Core; class Use : Rule { Use(Func<Mode> mode) { } }",
    }
    assert ends(files, "src/Core/Use.cs") == ["~src/Core/Mode.cs#Mode", "~src/Core/Rule.cs#Rule"]


def test_whole_types_of_one_name_are_no_parts_of_each_other() -> None:
    files = {
        "App.csproj": "<Project/>",
        "ios/Program.cs": "class Program { static void Run() { } static void Main() { } }",
        "mac/Program.cs": "class Program { static void Main() { Run(); } }",
        "win/Part.cs": "partial class Part { static void Run() { } }",
        "mac/Part.cs": "public static partial class Part { static void Main() { Run(); } }",
    }
    assert ends(files, "mac/Program.cs") == []
    assert sorted(ends(files, "mac/Part.cs")) == ["~win/Part.cs#Part", "~win/Part.cs#Run"]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("class U { object F() => New(Group: 1); }", []),
        ("class U { object F() => New(\n    1,\n    Group: 1); }", []),
        ("class U { bool F(object o) => o is { Group: 1 }; }", []),
        ("class U { void F(object o) { switch (o) { case Group: break; } } }", ["~src/Core/Group.cs#Group"]),
        ("class U : Group { }", ["~src/Core/Group.cs#Group"]),
    ],
)
def test_a_name_before_a_colon_may_be_a_label(code: str, expected: list[str]) -> None:
    group = "namespace Shop.Core; class Group { }"
    files = {**WORKSPACE, "src/Core/Group.cs": group, "src/Core/U.cs": f"namespace Shop.Core; {code}"}
    assert ends(files, "src/Core/U.cs") == expected
