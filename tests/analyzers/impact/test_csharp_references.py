"""References in C# as a compiler sees them: types that differ by their type parameters, extension methods by namespace,
what delegates give, and names of values that are called like a class.

Each is the form of a miss found against Roslyn in libraries of parsers and of sequences.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

FILES = {
    "a.csproj": '<Project Sdk="Microsoft.NET.Sdk"></Project>\n',
    "Result.cs": (
        "namespace Shop;\npublic static class Result {\n"
        "  public static Result<T> Value<T>(T value) => new Result<T>(value);\n"  # 3
        "  public static Result<T> Empty<T>() { return default(Result<T>); }\n}\n"  # 4
    ),
    "ResultOfT.cs": (
        "namespace Shop;\npublic class Result<T> : Base {\n  public Result(T value) { }\n"
        "  public bool Found { get; }\n  public T Value { get; }\n  public Result<T> Self() { return this.Again(); }\n"
        "  Result<T> Again() { return this; }\n}\n"
    ),
    "Base.cs": "namespace Shop;\npublic class Base { public int Length { get; } }\npublic delegate Result<T> Parser<T>(string text);\n",
    "Calls.cs": (
        "namespace Shop;\npublic static class Calls {\n"
        "  public static T Parse<T>(this Parser<T> parser, string text) => default;\n"
        "  public static Parser<T> End<T>(this Parser<T> parser) => parser;\n}\n"
    ),
    "More.cs": (
        "namespace Shop.More;\nusing Shop;\npublic static class Further {\n"
        "  public static Parser<T> End<T>(this Parser<T> parser) => parser;\n}\n"
    ),
    "Parse.cs": "namespace Shop;\npublic static class Parse { public static int Any => 1; }\n",
    "Use.cs": (
        'namespace Shop;\n/// <see cref="Result{T}"/>\nclass Use {\n  Parser<Base> held;\n'
        "  void Run(Parser<Base> parser, string text) {\n"
        "    var found = parser(text);\n"
        "    if (found.Found) { }\n"  # 7
        "    var all = Result.Value(text);\n"  # 8
        "    var end = parser.End();\n"  # 9
        "    var last = end(text).Value;\n"  # 10
        "    var size = parser.Parse(text).Length;\n"  # 11
        "    var none = Result<Base>.Nothing;\n"  # 12
        "    var some = Parse.Any;\n  }\n}\n"  # 13
    ),
}


@pytest.mark.parametrize(
    ("path", "symbol", "expected"),
    [
        ("Result.cs", "Result", [("Use.cs", 8)]),
        (
            "ResultOfT.cs",
            "Result",
            [("Base.cs", 3), ("Result.cs", 3), ("Result.cs", 4), ("Use.cs", 2), ("Use.cs", 12)],
        ),
        ("Result.cs", "Result.Value", [("Use.cs", 8)]),
        ("ResultOfT.cs", "Result.Found", [("Use.cs", 7)]),
        ("ResultOfT.cs", "Result.Value", [("Use.cs", 10)]),
        ("ResultOfT.cs", "Result.Again", [("ResultOfT.cs", 6)]),
        ("Base.cs", "Base.Length", [("Use.cs", 11)]),
        ("Calls.cs", "Calls.End", [("Use.cs", 9)]),
        ("More.cs", "Further.End", []),
        ("Parse.cs", "Parse", [("Use.cs", 13)]),
    ],
)
def test_what_breaks(tmp_path: Path, path: str, symbol: str, expected: list[tuple[str, int]]) -> None:
    rows = Workspace(write(tmp_path, FILES)).impact_analysis(path, symbol=symbol, change_type="delete")["breaks"]
    assert [(row["path"], row["line"]) for row in rows] == expected


def test_a_type_that_a_class_holds(tmp_path: Path) -> None:
    files = {
        "a.csproj": FILES["a.csproj"],
        "Outer.cs": (
            "namespace Shop;\nclass Outer {\n  object Make() {\n    return new Inner<int>(1);\n  }\n"
            "  sealed class Inner<T> { public Inner(T value) { } }\n}\n"
        ),
        "Taken.cs": "using static Shop.Prices;\nclass Taken { }\n",
        "Prices.cs": "namespace Shop;\npublic static class Prices { public const int Tax = 1; }\n",
    }
    workspace = Workspace(write(tmp_path, files))
    rows = workspace.impact_analysis("Outer.cs", symbol="Outer.Inner", change_type="delete")["breaks"]
    assert [row["line"] for row in rows] == [4]
    rows = workspace.impact_analysis("Prices.cs", symbol="Prices", change_type="delete")["breaks"]
    assert [(row["path"], row["line"]) for row in rows] == [("Taken.cs", 1)]


@pytest.mark.parametrize(
    ("files", "symbol"),
    [
        (
            {
                "Filter.cs": "interface Filter {\n    bool Allows(string name);\n}\n",
                "All.cs": "class All : Filter {\n    public bool Allows(string name) => true;\n}\n",
            },
            "Filter.Allows",
        ),
        (
            {
                "Store.php": "<?php\nabstract class Store {\n    abstract public function put($value);\n}\n",
                "Files.php": "<?php\nclass Files extends Store {\n    public function put($value) {}\n}\n",
            },
            "Store.put",
        ),
    ],
    ids=["interface", "abstract"],
)
def test_what_implements_a_member_must_follow_it(tmp_path: Path, files: dict[str, str], symbol: str) -> None:
    """A class that no longer has what its interface asks for is refused; what nobody asks for may stay."""
    (base, _), (below, code) = files.items()
    line = 1 + code[: code.index(symbol.partition(".")[2])].count("\n")
    with Workspace(write(tmp_path, files)) as workspace:
        for change, expected in (("rename", [(below, line)]), ("signature", [(below, line)]), ("delete", [])):
            rows = workspace.impact_analysis(base, symbol=symbol, change_type=change)["breaks"]
            assert [(row["path"], row["line"]) for row in rows if row["reason"] == "implements it"] == expected


def test_what_stands_at_an_index_of_a_class_of_the_workspace(tmp_path: Path) -> None:
    """What it implements of an interface by the interface's name (`object IList.this[int at]`) no value of the class has."""
    files = {
        "Row.cs": (
            "class Row<T> : IList {\n    public T this[int at] { get { return default; } }\n"
            "    object IList.this[int at] { get { return null; } }\n}\n"
        ),
        "Till.cs": "class Till { public void Shut() { } }\nclass Post { public void Shut() { } }\n",
        "Run.cs": (
            "class Run {\n    Row<Till> Tills { get; }\n    void All() {\n        var all = this.Tills;\n        all[0].Shut();\n"
            "        Tills[0].Shut();\n    }\n}\n"
        ),
    }
    with Workspace(write(tmp_path, files)) as workspace:
        for symbol, lines in (("Till.Shut", [5, 6]), ("Post.Shut", [])):
            rows = workspace.impact_analysis("Till.cs", symbol=symbol, change_type="delete")["breaks"]
            assert [row["line"] for row in rows] == lines


def test_a_member_of_a_generic_base_stands_alone_below(tmp_path: Path) -> None:
    files = {
        "Rows.cs": "namespace Shop.Held;\nclass Rows<T> {\n    internal T[] items;\n}\n",
        "Tills.cs": (
            "using Shop.Held;\nnamespace Shop;\nclass Tills : Rows<Till> {\n    void Go() {\n        items[0].Shut();\n    }\n}\n"
            "class Till { public void Shut() { } }\n"
        ),
    }
    with Workspace(write(tmp_path, files)) as workspace:
        rows = workspace.impact_analysis("Rows.cs", symbol="Rows.items", change_type="delete")["breaks"]
    assert [(row["path"], row["line"]) for row in rows] == [("Tills.cs", 5)]
