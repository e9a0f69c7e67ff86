"""References in Java: inherited members, constructors without a name, anonymous classes, generic types, overloads."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

FILES = {
    "a/Shape.java": "package a;\npublic interface Shape {\n  int area();\n}\n",
    "a/Base.java": """package a;
public class Base implements Shape {
  public Base(int size) {}
  public int area() { return 1; }
  protected void paint() {}
  public void paint(int color) {}
}
""",
    "a/Square.java": """package a;
public class Square extends Base {
  Square() {
    super(1);
  }
  public void paint(int color) {}
}
""",
    "a/Box.java": "package a;\npublic class Box<T> {\n  T open() { return null; }\n}\n",
    "a/For1Base.java": "package a;\nclass For1Base {}\n",
    "a/Use.java": """package a;
import java.util.List;
import java.util.Map;
class Use {
  void run(Square one, Shape other, Box<Square> box, List<Square> list, Map<String, Square[]> map) {
    one.area();
    other.area();
    one.paint();
    box.open().paint(1);
    list.forEach(item -> item.paint(2));
    map.get("x")[0].paint(3);
    new Base(2) {
      void all() { paint(); }
    };
    new For1Base();
  }
}
""",
}


@pytest.mark.parametrize(
    ("path", "symbol", "expected"),
    [
        ("a/Shape.java", "Shape.area", {("a/Use.java", 7)}),
        ("a/Base.java", "Base.area", {("a/Use.java", 6)}),
        ("a/Base.java", "Base.paint", {("a/Use.java", 8), ("a/Use.java", 13)}),
        ("a/Square.java", "Square.paint", {("a/Use.java", 9), ("a/Use.java", 10), ("a/Use.java", 11)}),
        ("a/Base.java", "Base.Base", {("a/Square.java", 4), ("a/Use.java", 12)}),
        ("a/Base.java", "Base", {("a/Square.java", 2), ("a/Use.java", 12)}),
    ],
)
def test_references_are_those_of_the_compiler(
    tmp_path: Path, path: str, symbol: str, expected: set[tuple[str, int]]
) -> None:
    answer = Workspace(write(tmp_path, FILES)).impact_analysis(path, symbol=symbol, change_type="delete")
    assert {(row["path"], row["line"]) for row in answer["breaks"]} == expected
