"""References in Java, C# and Rust where several classes share a name, or several members do: which of them is meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

JAVA = {
    "src/main/java/shop/Tag.java": (
        "package shop;\npublic class Tag {\n  public String name() { return null; }\n  public void parse() { }\n"
        "  public int size;\n  public String toString() { return null; }\n}\n"
    ),
    "src/main/java/shop/Token.java": (
        "package shop;\nclass Token {\n  static class Tag {\n    String name() { return null; }\n  }\n"
        "  static class End extends Tag { }\n  enum Kind { End, Other }\n}\n"
    ),
    "src/main/java/shop/Use.java": (
        "package shop;\nclass Use {\n"
        "  void run(Tag tag, Token.End end, Token.Tag inner, java.util.List<Object> all) {\n"
        "    tag.name();\n"  # 4
        "    end.name();\n"  # 5
        "    inner.name();\n"  # 6
        "    all.get(0).toString();\n"  # 7
        "    take(Token.Kind.End);\n"  # 8
        "    made().name();\n"  # 9
        "    all.forEach(Tag::parse);\n"  # 10
        "  }\n"
        "  private Tag made() { return null; }\n"
        "  void take(Token.Kind kind) { }\n"
        "  int size() { return size() + 1; }\n}\n"
    ),
    "src/main/java/shop/Other.java": (
        "package shop;\nclass Other {\n  void other() { }\n  End<String> end;\n  Tag held;\n"
        "  void parse() { held.parse(); }\n}\n"
    ),
}
CSHARP = {
    "a.csproj": '<Project Sdk="Microsoft.NET.Sdk"></Project>\n',
    "Element.cs": (
        "namespace A;\npublic interface IElement {\n  int Children { get; }\n}\n"
        "public class Element : IElement {\n  public int Children { get; set; }\n"
        "  int Twice() {\n    return Children * 2;\n  }\n}\n"
    ),
    "parts/A.cs": "namespace A;\npublic partial class Maker {\n  int Make() { return 1; }\n}\n",
    "B.cs": (
        "namespace A;\npublic partial class Maker {\n  int Twice() { return Make() * 2; }\n}\n"
        "public static class On {\n  public static class June { public static int First => 1; }\n"
        "  public static class July { public static int First => 7; }\n}\n"
    ),
    "UseB.cs": (
        "namespace A;\nclass UseB {\n  int Sum() {\n    Target made = new() { Width = 3 };\n    return On.June.First;\n  }\n}\n"
    ),
    "Target.cs": "namespace A;\npublic class Target {\n  public string Name { get; set; }\n  public int Width { get; set; }\n}\n",
    "Layout.cs": (
        "namespace A;\npublic class Layout {\n  public string Name { get; set; }\n"
        '  void Run(Target target) {\n    var made = new Target { Name = "" };\n    var wide = target?.Width;\n    Name = wide;\n  }\n}\n'
    ),
}
RUST = {
    "Cargo.toml": '[package]\nname = "shop"\nversion = "0.1.0"\nedition = "2021"\n',
    "src/lib.rs": "pub mod tz;\npub mod wire;\npub mod user;\n",
    "src/tz/mod.rs": "mod offset;\npub use offset::Offset;\n",
    "src/tz/offset.rs": (
        "pub struct Offset {\n    hours: i8,\n}\n\nimpl Offset {\n    pub const UTC: Offset = Offset { hours: 0 };\n"
        "    pub fn hours(&self) -> i8 {\n        self.hours\n    }\n}\n"
    ),
    "src/wire.rs": "pub struct Offset {}\n\nimpl Offset {\n    pub fn hours(&self) -> i8 {\n        1\n    }\n}\n",
    "src/user.rs": (
        "use crate::tz::Offset;\nuse crate::wire;\n\n"
        "pub fn both(one: &Offset, other: &wire::Offset) -> i8 {\n"
        "    one.hours() + Offset::UTC.hours()\n"  # 5
        "        + other.hours()\n"  # 6
        "}\n"
    ),
}
PHP = {
    "composer.json": '{"autoload": {"psr-4": {"Shop\\\\": "src/"}}}',
    "src/Base.php": (
        "<?php\nnamespace Shop;\nclass Base {\n  public static function make(): static { return new static(); }\n}\n"
    ),
    "src/Writer.php": "<?php\nnamespace Shop;\nclass Writer extends Base {\n  public function put(): void { }\n}\n",
    "src/Stream.php": "<?php\nnamespace Shop;\nclass Stream {\n  public function put(): void { }\n  public int $info = 0;\n}\n",
    "src/Use.php": (
        "<?php\nnamespace Shop;\nfunction run(Writer|Stream $either) {\n  $made = Writer::make();\n  $made->put();\n"  # 5
        "  $either->put();\n  other(info: 1);\n}\n"
    ),
}
ENUM = {
    "Cargo.toml": '[package]\nname = "shop"\nversion = "0.1.0"\nedition = "2021"\n',
    "src/lib.rs": (
        "pub mod other;\npub struct Flags {}\npub enum Ast {\n    Flags(Flags),\n}\npub const OLD: i8 = 1;\n\n"
        "pub fn run(ast: &Ast) -> i8 {\n    match ast {\n        Ast::Flags(_) => OLD,\n    }\n}\n"
    ),
    "src/other.rs": "use super::Ast;\n\nconst OLD: i8 = 2;\n\npub fn old(ast: Ast) -> i8 {\n    OLD\n}\n",
}
CASES = [
    (JAVA, "src/main/java/shop/Tag.java", "Tag.name", ["Use.java:4", "Use.java:9"]),
    (JAVA, "src/main/java/shop/Token.java", "Token.Tag.name", ["Use.java:5", "Use.java:6"]),
    (JAVA, "src/main/java/shop/Tag.java", "Tag.toString", []),
    (JAVA, "src/main/java/shop/Tag.java", "Tag.parse", ["Other.java:6", "Use.java:10"]),
    (JAVA, "src/main/java/shop/Tag.java", "Tag.size", []),
    (JAVA, "src/main/java/shop/Token.java", "Token.Kind.End", ["Use.java:8"]),
    (JAVA, "src/main/java/shop/Token.java", "Token.End", ["Use.java:3"]),
    (CSHARP, "Element.cs", "IElement.Children", []),
    (CSHARP, "Element.cs", "Element.Children", ["Element.cs:8"]),
    (CSHARP, "Target.cs", "Target.Name", ["Layout.cs:5"]),
    (CSHARP, "Target.cs", "Target.Width", ["Layout.cs:6", "UseB.cs:4"]),
    (CSHARP, "parts/A.cs", "Maker.Make", ["B.cs:3"]),
    (CSHARP, "B.cs", "On.June.First", ["UseB.cs:5"]),
    (CSHARP, "B.cs", "On.July.First", []),
    (CSHARP, "Layout.cs", "Layout.Name", ["Layout.cs:7"]),
    (
        RUST,
        "src/tz/offset.rs",
        "Offset",
        ["mod.rs:2", "offset.rs:5", "offset.rs:6", "user.rs:1", "user.rs:4", "user.rs:5"],
    ),
    (RUST, "src/wire.rs", "Offset", ["user.rs:4", "wire.rs:3"]),
    (RUST, "src/tz/offset.rs", "Offset.hours", ["user.rs:5"]),
    (RUST, "src/wire.rs", "Offset.hours", ["user.rs:6"]),
    (PHP, "src/Writer.php", "Writer.put", ["Use.php:5", "Use.php:6"]),
    (PHP, "src/Stream.php", "Stream.put", ["Use.php:6"]),
    (PHP, "src/Stream.php", "Stream.info", []),
    (ENUM, "src/lib.rs", "OLD", ["lib.rs:10"]),
    (ENUM, "src/other.rs", "OLD", ["other.rs:6"]),
]


@pytest.mark.parametrize(("files", "path", "symbol", "expected"), CASES, ids=[f"{c[1]}:{c[2]}" for c in CASES])
def test_namesakes_are_told_apart(
    tmp_path: Path, files: dict[str, str], path: str, symbol: str, expected: list[str]
) -> None:
    workspace = Workspace(write(tmp_path, files))
    answer = workspace.impact_analysis(path, symbol=symbol, change_type="delete", limit=0)
    assert [f"{row['path'].rpartition('/')[2]}:{row['line']}" for row in answer["breaks"]] == expected
