"""C#: which extension method a call means, by the type of what it is called on; what types inherit."""

from __future__ import annotations

import pytest

from .package_support import ends

RECEIVERS = {
    "App/App.csproj": "<Project/>",
    "App/Text.cs": "namespace App; static class Text { public static bool IsEmpty(this string? text) => text == null; }",
    "App/Bag.cs": "namespace App; class Bag {}",
    "App/Bags.cs": "namespace App; static class Bags { public static bool IsEmpty(this Bag bag) => true; }",
    "App/Client.cs": "namespace App; class Client {}",
    "App/Clients.cs": "namespace App; static class Clients { public static int Fetch<T>(this Client client) => 1; }",
    "App/Maker.cs": "namespace App; static class Maker { public static Maker<int> Create() => null; } class Maker<T> : IMade { }",
    "App/Chains.cs": "namespace App; interface IMade { } static class Chains { public static void Chain(this IMade it) { } }",
    "App/Lambdas.cs": "namespace App; static class Lambdas { public static object GetMember(this Lambda l) => l; "
    "public static void Add(this List<int> all, Range range) {} }",
    "App/All.cs": "namespace App; static class All { public static T Also<T>(this T it) => it; }",
}


@pytest.mark.parametrize(
    ("code", "targets"),
    [
        ("class X { bool F(string a) => a.IsEmpty(); }", ["App/Text.cs"]),
        ("class X { string? Name { get; set; } bool F() => Name!.IsEmpty(); }", ["App/Text.cs"]),
        ("class X { bool F(Bag b) => b.IsEmpty(); }", ["App/Bag.cs", "App/Bags.cs"]),
        ("class X { bool F() { var b = new Bag(); return b?.IsEmpty() ?? true; } }", ["App/Bag.cs", "App/Bags.cs"]),
        ('class X { bool F() => "".IsEmpty(); }', ["App/Text.cs"]),
        ("class X { bool F(Other o) => o.Text.IsEmpty(); }", ["App/Text.cs"]),
        ("class X { bool F(Other o) { var b = o.Find() ?? throw new Gone(1); return b.IsEmpty(); } }", ["App/Text.cs"]),
        (
            "class X { async Task F(Other o) { var c = await o.Find(1) ?? throw new Gone(1); c.Fetch<int>(); } }",
            ["App/Clients.cs"],
        ),
        (
            "class X { bool F() { var b = new Bag() ?? throw new Gone(); return b.IsEmpty(); } }",
            ["App/Bag.cs", "App/Bags.cs"],
        ),
        ("class X { object F() => Maker.Create().Chain(); }", ["App/Chains.cs", "App/Maker.cs"]),
        ("class X { int F() => Web.Fetch<int>(1); }", []),
        ("class X { int F(Other o) => o.Value.Fetch<int>(); }", ["App/Clients.cs"]),
        ("class X { int F(Uri u) => u.Fetch(); }", []),
        ("class X { void F(Bag b) => b.Also(); }", ["App/All.cs", "App/Bag.cs"]),
        ("class X { object F(Lambda l) => l.GetMember(); }", ["App/Lambdas.cs"]),
        ("class X { void F(List<int> l) => l.Add(1); }", []),
    ],
    ids=[
        "parameter",
        "property",
        "own type",
        "made",
        "literal",
        "unknown",
        "or fails",
        "awaited or fails",
        "made or fails",
        "bases of the second of two types of a name",
        "static",
        "only one",
        "sealed",
        "anything",
        "a common name on the very type",
        "the type's own method",
    ],
)
def test_an_extension_is_told_by_the_type_of_its_receiver(code: str, targets: list[str]) -> None:
    found = ends({**RECEIVERS, "App/X.cs": f"namespace App;\n{code}"}, "App/X.cs")
    assert sorted(item.strip("~").partition("#")[0] for item in found) == targets


SHAPES = {
    "App/App.csproj": "<Project/>",
    "App/IColumn.cs": "namespace App; interface IColumn {}\n"
    "static class Columns { public static T Width<T>(this T it, int i) where T : class, IColumn => it; }",
    "App/Desk.cs": "namespace App; class Desk { public Lamp Lamp { get; } public Cell Make() => null; public static Desk Get(int i) => null; }\n",
    "App/Desks.cs": "namespace App; static class Desks { public static Desk Width(this Desk desk, int i) => desk; }",
    "App/Cell.cs": "namespace App; class Cell : Part {}",
    "App/Part.cs": "namespace App; class Part : IColumn { public void Draw(int i) {} public class Edge {} public int Kind; }",
    "App/Lamp.cs": "namespace App; class Lamp {}",
    "App/Lamps.cs": "namespace App; static class Lamps { public static void Add(this Lamp lamp, int i) {} }",
    "App/Draws.cs": "namespace App; static class Draws { public static void Draw(this Part part) {}\n"
    " public static void Find<T>(this Part part) {} }",
    "App/Edge.cs": "namespace App; class Edge {}",
    "App/Kind.cs": "namespace App; class Kind {}",
}


@pytest.mark.parametrize(
    ("code", "targets"),
    [
        ("new Cell().Width(1)", ["Cell", "IColumn"]),
        ("new Desk { Lamp = null }.Width(1)", ["Desk", "Desks"]),
        ('new Desk(f(1), ")").Width(1).Width(2)', ["Desk", "Desks"]),
        ("new Cell().Width(1).Width(2)", ["Cell", "IColumn"]),
        ("new Desk().Make().Width(1)", ["Desk", "IColumn"]),
        ("Desk.Get(1).Width(1)", ["Desk", "Desks"]),
        ("Lamp.Width(1)", ["Lamp"]),
        ("new Desk().Lamp.Add(1)", ["Desk", "Lamps"]),
        ("x.Add(1)", []),
        ("new Cell().Draw(1)", ["Cell"]),
        ("x.Draw(1)", []),
        ("x.Draw()", ["Draws"]),
        ("new Cell().Find<int>()", ["Cell", "Draws"]),
    ],
)
def test_an_extension_is_told_by_what_the_types_of_the_workspace_are(code: str, targets: list[str]) -> None:
    found = ends({**SHAPES, "App/X.cs": f"namespace App;\nclass X {{ void F() {{ {code}; }} }}"}, "App/X.cs")
    assert sorted(item.strip("~").partition("#")[0] for item in found) == [f"App/{name}.cs" for name in targets]


def test_a_variable_is_of_the_type_that_its_value_has() -> None:
    code = "class X { void F() { var desk = Desk.Get(1); var cell = desk.Make(); cell.Width(1); } }"
    found = ends({**SHAPES, "App/X.cs": f"namespace App;\n{code}"}, "App/X.cs")
    assert sorted(found) == ["~App/Desk.cs#Desk", "~App/IColumn.cs#Width"]


def test_what_a_type_inherits_hides_the_types_of_its_namespace() -> None:
    code = "class X : Part { int F() => Kind; Edge edge; }"
    assert ends({**SHAPES, "App/X.cs": f"namespace App;\n{code}"}, "App/X.cs") == ["~App/Part.cs#Part"]
    code = "class X : Part { Kind F(Map<int, Kind> k) => new Kind(); }"
    assert ends({**SHAPES, "App/X.cs": f"namespace App;\n{code}"}, "App/X.cs") == [
        "~App/Kind.cs#Kind",
        "~App/Part.cs#Part",
    ]


def test_attributes_side_by_side() -> None:
    files = {"A.cs": "class ShownAttribute {}", "X.cs": "class X { void F([Localizable(false)][Shown] int i) {} }"}
    assert ends(files, "X.cs") == ["~A.cs#Shown"]


COUNTED = {
    "App/App.csproj": "<Project/>",
    "App/Text.cs": "namespace App; static class Text { public static bool Like(this string text, string pattern) => true; }",
    "App/Sets.cs": "namespace App; static class Sets { public static int Pick<T>(this Set<T> set, int a, int b = 1) => 1; }",
    "App/Maker.cs": "namespace App; static class Maker { public static Maker<int> Create() => null; } class Maker<T> : IMade { }",
    "App/Chains.cs": "namespace App; interface IMade { } static class Chains { public static void Chain(this IMade it) { } }",
    "App/Lambdas.cs": "namespace App; static class Lambdas { public static object GetMember(this Lambda l) => l; "
    "public static void Add(this List<int> all, Range range) {} }",
    "App/All.cs": "namespace App; static class All { public static int Total<T>(this T it, int a, params int[] b) => 1; }",
    "App/Block.cs": "namespace App; static class Block {\n extension(string it) { public int Cut(int i) => 1; } }",
}


@pytest.mark.parametrize(
    ("call", "targets"),
    [
        ("x.Name.Like(a)", ["Text"]),
        ("x.Name.Like(a, b)", []),
        ("x.Name.Like()", []),
        ('x.Name.Like("a, b")', ["Text"]),
        ("x.Name.Like(f(a, b))", ["Text"]),
        ("x.Name.Like(new Map<int, int>())", ["Text"]),
        ("x.Name.Like(/* a, b */ 'a')", ["Text"]),
        ("x.Set.Pick()", []),
        ("x.Set.Pick(1)", ["Sets"]),
        ("x.Set.Pick(1, 2)", ["Sets"]),
        ("x.Set.Pick<int>(1, 2, 3)", []),
        ("x.Any.Total(1)", ["All"]),
        ("x.Any.Total(1, 2, 3, 4)", ["All"]),
        ("x.Any.Total()", []),
        ("x.Name.Cut(1)", ["Block"]),
        ("x.Name.Cut()", []),
    ],
)
def test_an_extension_takes_as_many_arguments_as_the_call_gives(call: str, targets: list[str]) -> None:
    found = ends({**COUNTED, "App/X.cs": f"namespace App;\nclass X {{ void F() {{ {call}; }} }}"}, "App/X.cs")
    assert sorted(item.strip("~").partition("#")[0] for item in found) == [f"App/{name}.cs" for name in targets]


REFERENCED = {
    "src/Shop/Shop.csproj": "<Project/>",
    "src/Shop/Bags.cs": "namespace Shop; public static class Bags { public static int Weigh(this Bag bag) => 1; }",
    "src/Other/Other.csproj": "<Project/>",
    "src/Other/Measures.cs": "namespace Shop; public static class Measures { public static int Measure(this Bag bag) => 2; }",
    "test/Shop.Tests/Shop.Tests.csproj": "<Project/>",
    "test/Shop.Tests/X.cs": "namespace Shop.Tests; class X { int F(object o) => o.Bag.Weigh() + o.Bag.Measure(); }",
}


@pytest.mark.parametrize(
    ("include", "targets"),
    [
        ("../../src/Shop/Shop.csproj", ["src/Shop/Bags.cs"]),
        ("../../src/Other/Other.csproj;../../src/Shop/Shop.csproj", ["src/Other/Measures.cs", "src/Shop/Bags.cs"]),
        ("$(MSBuildThisFileDirectory)../src/Shop/Shop.csproj", ["src/Shop/Bags.cs"]),
        ("$(RepositoryRoot)src/Shop/Shop.csproj", ["src/Shop/Bags.cs"]),
        ("../../src/$(Tested)/$(Tested).csproj", ["src/Other/Measures.cs", "src/Shop/Bags.cs"]),
    ],
    ids=["relative", "several", "this file", "another root", "computed: any may be meant"],
)
def test_references_that_a_folder_gives_to_its_projects(include: str, targets: list[str]) -> None:
    props = f'<Project><ItemGroup><ProjectReference Include="{include}" /></ItemGroup></Project>'
    found = ends({**REFERENCED, "test/Directory.Build.props": props}, "test/Shop.Tests/X.cs")
    assert sorted(item.strip("~").partition("#")[0] for item in found) == targets


@pytest.mark.parametrize(
    ("code", "targets"),
    [
        ("class X { void F(IList<int> a) => a.Fill(1); }", ["App/Blocks.cs"]),
        ("class X { void F(Bag b) => b.Fill(1); }", ["App/Bag.cs"]),
        ("class X { void F(Bag b) => b.Sort(1); }", ["App/Bag.cs", "App/Blocks.cs"]),
        ("class X { void F(IList<int> a) => a.Helper(); }", []),
        ("class X { void F(string a) => a.Bare(); }", ["App/Blocks.cs"]),
    ],
)
def test_members_of_extension_blocks(code: str, targets: list[str]) -> None:
    files = {
        "App/App.csproj": "<Project/>",
        "App/Bag.cs": "namespace App; class Bag {}",
        "App/Blocks.cs": (
            "namespace App;\nstatic class Blocks {\n  extension<T>(IList<T> it) where T : class\n  {\n"
            '    [Note("}")] public void Fill(int x) { it.Add(x); }\n    public bool None => it.Count == 0;\n  }\n'
            "  extension(Bag bag) {\n    public void Sort(int x) { }\n  }\n  static void Helper() { }\n  static void Bare(this string a) { }\n}\n"
        ),
        "App/X.cs": f"namespace App; {code}",
    }
    assert [item.partition("#")[0].lstrip("~") for item in ends(files, "App/X.cs")] == targets


@pytest.mark.parametrize(
    ("call", "extended"),
    [
        ("r.Add(1)", False),
        ("r.Add(1, 2)", True),
        ("new Req().Add(1, 2)", True),
        ("r.Take()", False),
        ("r.Take(1, 2, 3)", False),
    ],
)
def test_a_method_hides_extensions_that_take_as_many_arguments(call: str, extended: bool) -> None:
    files = {
        "App/App.csproj": "<Project/>",
        "App/Req.cs": "namespace App; class Req { public Req Add(int a) => this; public void Take(params int[] all) {} }",
        "App/More.cs": (
            "namespace App; static class More { public static Req Add(this Req r, int a, int b) => r;\n"
            "public static void Take(this Req r, int a = 1, int b = 2, int c = 3) {} }"
        ),
        "App/X.cs": f"namespace App; class X {{ void F(Req r) => {call}; }}",
    }
    found = [item.partition("#")[0].lstrip("~") for item in ends(files, "App/X.cs")]
    assert found == ["App/Req.cs", *(["App/More.cs"] if extended else [])]


def test_an_extension_of_a_namespace_closer_by_hides_one_for_the_same_type() -> None:
    files = {
        "App.csproj": "<Project/>",
        "Outer.cs": "namespace Shop; static class Outer { static void Log(this Error e) { } static void Log(this string n) { } }",
        "Inner.cs": "namespace Shop.Web; static class Inner { static void Log(this Error e) { } }",
        "Use.cs": "namespace Shop.Web; class Use { void F(Error e) => e.Log(); }",
        "Both.cs": "namespace Shop.Web; class Both { void F(Error e, string n) { e.Log(); n.Log(); } }",
    }
    assert ends(files, "Use.cs") == ["~Inner.cs#Log"]
    assert ends(files, "Both.cs") == ["~Inner.cs#Log", "~Outer.cs#Log"]
