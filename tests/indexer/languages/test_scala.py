"""Scala: symbols, import selectors, package objects, relative imports."""

from __future__ import annotations

import pytest

from .package_support import ends, imports, read, symbol, symbols, truncated

SOURCE = """package a.b
package c
import a.b.C
import a.{D, E => F, G => _, _}
import x.y.given
import p.*, q.R as S
/** Doc of C. */
@ann sealed abstract class C[T](val a: Int, b: Int) extends D[T](1) with E with F.G {
  val x, y = 1
  def m[A](a: A)(implicit b: B): Int = {
    import z.Q
    1
  }
  type Q = Int
  object In
  private def p = 1
}
object O extends App { def f() = 1; val (a, b) = (1, 2) }
trait T extends U
case class CC(a: Int)
enum En { case A, B; case D(x: Int) }
given foo: Ord[Int] with { def x = 1 }
extension (s: String) def ext = 1
def top = 1
package inner { class Z }
package object po { type X = Int; def q = 1 }
"""


def test_the_object_of_a_package_that_lies_in_no_other() -> None:
    files = {
        "src/shop/package.scala": "package object shop extends Aliases\n",
        "src/shop/Aliases.scala": "package shop\ntrait Aliases { type Cart = List[Int] }\n",
        "src/use/A.scala": "package use\nimport shop._\nclass A(c: Cart)\n",
        "src/use/B.scala": "package use\nimport shop.Cart\nclass B(c: Cart)\n",
    }
    assert ends(files, "src/use/A.scala") == ["src/shop/package.scala#*"]
    assert ends(files, "src/use/B.scala") == ["src/shop/package.scala#shop.Cart"]


EXTENDED = {
    "src/ops.scala": "package ox\nextension [T](t: T)\n  def discard: Unit = ()\n  def tally: Int = 1\nextension (f: Task) def get = 1\n",
    "src/Flow.scala": "package ox.flow\nclass Flow { def tally = 1 }\n",
}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("def f = g(1).discard", ["src/ops.scala#discard"]),
        ("def f = g(1).tally", ["? its extensions are named behind dots alone, where members may be meant"]),
        ("def f = g(1).get", ["? its extensions are named behind dots alone, where members may be meant"]),
        ("def f(t: Task) = t.get", ["src/ops.scala#get"]),
        ("def f = g(1)", ["? no name of the package is used"]),
    ],
)
def test_an_extension_is_named_behind_a_dot(body: str, expected: list[str]) -> None:
    """Tests of a concurrency library import its package for `.discard` alone; `get` and what a type defines may be members."""
    assert ends(EXTENDED | {"src/A.scala": f"import ox.*\nobject A {{ {body} }}\n"}, "src/A.scala") == expected


def test_symbols() -> None:
    assert symbols("c.scala", SOURCE) == [
        "class C",
        "property C.a",
        "property C.x",
        "property C.y",
        "method C.m",
        "type C.Q",
        "object C.In",
        "-method C.p",
        "object O",
        "method O.f",
        "property O.a",
        "property O.b",
        "trait T",
        "class CC",
        "property CC.a",
        "enum En",
        "constant En.A",
        "constant En.B",
        "constant En.D",
        "variable foo",
        "function ext",
        "function top",
        "class inner.Z",
        "object po",
        "type po.X",
        "function po.q",
    ]


def test_what_a_symbol_tells() -> None:
    found = symbol("c.scala", SOURCE, "C")
    assert (found.doc, found.bases, found.decorators) == ("Doc of C.", ("D", "E", "F.G"), ("ann",))
    assert symbol("c.scala", SOURCE, "C.m").signature == "[A](a: A)(implicit b: B): Int"
    facts = read("c.scala", SOURCE)
    assert facts.module == "a.b.c"
    assert [item.name for item in facts.exports] == ["extension ext String", "inner.Z", "po.X", "po.q"]


def test_imports() -> None:
    assert imports("c.scala", SOURCE) == [
        "2 package static a.b * *",
        "26 package static a.b.c.po * *",
        "3 static a.b.C C C",
        "4 static a.D D D",
        "4 static a.E E F",
        "4 static a * *",
        "5 static x.y * *",
        "6 static p * *",
        "6 static q.R R S",
        "11 static z.Q Q Q",
    ]


WORKSPACE = {
    "a/package.scala": "package object shop { type Money = Int }\n",
    "a/Cart.scala": "package shop\nclass Cart(m: Money)\nobject Cart { def of = 1 }\n",
    "a/syntax.scala": "package shop.syntax\nobject all { def total = 1 }\n",
}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("package web\nimport shop.{Cart => C}", ["a/Cart.scala#Cart"]),
        ("package web\nimport shop.Money", ["a/package.scala#Money"]),
        ("package web\nimport shop.syntax.all._", ["a/syntax.scala#all.*"]),
        (
            "package web\nimport shop.syntax\nimport syntax.all.total",
            ["a/syntax.scala#all", "a/syntax.scala#all.total"],
        ),
        ("package web\nimport shop.syntax", ["? a package, not a name in it"]),
        ("package shop\nimport syntax.all._", ["a/syntax.scala#all.*"]),
        ("package shop\npackage web\nclass X(c: Cart)", ["~a/Cart.scala#Cart"]),
        ("package shop.web\nclass X(c: Cart)", []),
        ("package web\nimport _root_.shop._\nclass X(c: Cart)", ["a/Cart.scala#Cart"]),
        ("package web\nimport scala.collection.mutable", ["platform:scala.collection"]),
        ("package web\nimport cats.effect.IO", ["outside:cats.effect"]),
    ],
)
def test_where_an_import_leads(code: str, expected: list[str]) -> None:
    assert ends({**WORKSPACE, "a/X.scala": code}, "a/X.scala") == expected


def test_a_package_object_serves_its_package() -> None:
    assert ends(WORKSPACE, "a/Cart.scala") == ["~a/package.scala#Money"]


def test_an_absolute_import_is_not_read_as_a_member_of_the_own_package_object() -> None:
    files = {
        **WORKSPACE,
        "b/W.scala": "package web\nclass W\n",
        "a/X.scala": "package shop\nimport web.W\nimport org.lib.Q._",
    }
    assert ends(files, "a/X.scala") == ["b/W.scala#W", "outside:org.lib"]


def test_programs_without_a_package_in_one_folder_do_not_see_each_others_names() -> None:
    files = {
        "t/a.scala": "class A; object Test",
        "t/b.scala": "class A; object B",
        "t/c.scala": "object C { new A; B }",
    }
    assert ends(files, "t/c.scala") == ["~t/b.scala#B"]


def test_what_a_stub_of_the_platform_lacks_is_the_platforms() -> None:
    files = {
        "t/Stub.java": "package java.lang; class Object {}",
        "a/X.scala": "import java.lang.StringBuilder\nimport java.lang",
    }
    assert ends(files, "a/X.scala") == ["platform:java.lang", "platform:java"]


def test_what_a_file_added_to_a_foreign_package_lacks_lies_outside() -> None:
    files = {f"src/shop/C{number}.scala": f"package org.shop\nclass C{number}" for number in range(60)}
    files |= {
        "build/ext.kt": "package org.gradle.dsl\nfun own() = 1",
        "X.scala": "package x\nimport org.gradle.dsl.the",
    }
    assert ends(files, "X.scala") == ["outside:org.gradle.dsl"]
    assert ends({**files, "X.scala": "package x\nimport org.shop.Gone"}, "X.scala") == [
        "? no file of the package declares that name"
    ]


def test_a_file_added_to_a_foreign_package_in_its_folder_is_told_by_the_other_packages_beside_it() -> None:
    files = {f"lib/src/main/kotlin/shop/C{number}.kt": f"package shop\nclass C{number}" for number in range(60)}
    files |= {
        "lib/src/main/kotlin/org/assertj/api/More.kt": "package org.assertj.api\nfun more() = 1",
        "own/src/main/kotlin/org/tiny/api/Own.kt": "package org.tiny.api\nfun own() = 1",
        "X.kt": "package shop.x\nimport org.assertj.api.Assertions\nimport org.assertj.api.more\nimport org.tiny.api.Gone",
    }
    assert ends(files, "X.kt") == [
        "outside:org.assertj.api",
        "lib/src/main/kotlin/org/assertj/api/More.kt#more",
        "? no file of the package declares that name",
    ]


def test_a_wildcard_hides_what_other_files_declare_in_enclosing_packages() -> None:
    files = {
        "a/package.scala": "package org\npackage object shop { type Sync = kernel.Sync; type Money = Int }\n",
        "k/Sync.scala": "package org.shop.kernel\ntrait Sync\n",
        "s/X.scala": "package org\npackage shop\npackage std\nimport org.shop.kernel._\nclass X(s: Sync, m: Money)",
    }
    assert ends(files, "s/X.scala") == ["~a/package.scala#Money", "k/Sync.scala#Sync"]


def test_an_inner_package_hides_the_names_of_an_outer_one() -> None:
    files = {
        "a/Cart.scala": "package shop\nclass Cart\nclass Item\n",
        "a/web/Cart.scala": "package shop.web\nclass Cart\n",
        "a/web/X.scala": "package shop\npackage web\nclass X(c: Cart, i: Item)",
    }
    assert ends(files, "a/web/X.scala") == ["~a/Cart.scala#Item", "~a/web/Cart.scala#Cart"]


@pytest.mark.parametrize(("use", "expected"), [("Q()", []), ("Cart()", ["~a/Cart.scala#Cart"])])
def test_the_former_name_of_a_renamed_import_is_no_use_of_the_own_packages(use: str, expected: list[str]) -> None:
    code = f"package shop\nimport org.lib.{{Cart => Q}}\nobject X {{ val q = {use} }}"
    assert ends({**WORKSPACE, "a/X.scala": code}, "a/X.scala") == ["outside:org.lib", *expected]


def test_a_package_that_holds_package_objects_only_is_a_librarys() -> None:
    files = {
        "a/package.scala": "package cats\npackage object shop { type Money = Int }\n",
        "a/X.scala": "package cats.shop\nimport cats.Eq\nimport cats._\nimport cats.shop.Money",
    }
    assert ends(files, "a/X.scala") == ["outside:cats", "outside:cats", "a/package.scala#Money"]


def test_what_a_package_object_lacks_is_not_looked_for_in_it() -> None:
    files = {
        "a/com.scala": "package com\npackage object shop { private[shop] type Money = Int }\n",
        "a/Cart.scala": "package com.shop.cart\nclass Cart\n",
        "a/X.scala": "package com.shop.x\nimport com.shop.logging.Logger\nimport com.shop.{cart, Money}\nimport cart.Cart",
    }
    assert "a/com.scala#shop.logging.Logger" not in ends(files, "a/X.scala")
    assert {"a/Cart.scala#Cart", "a/com.scala#shop.Money"} <= set(ends(files, "a/X.scala"))


def test_what_a_package_object_inherits_is_found_in_it() -> None:
    files = {
        "a/package.scala": "package org.shop\npackage object parser extends Parser\n",
        "a/Parser.scala": "package org.shop.parser\ntrait Parser { def decode = 1 }\n",
        "a/X.scala": "package x\nimport org.shop.parser.decode\nimport org.shop.parser.inner.Q",
    }
    assert ends(files, "a/X.scala") == ["a/package.scala#parser.decode", "outside:org.shop.parser.inner"]
    assert ends(files, "a/package.scala") == ["~a/Parser.scala#Parser"]


@pytest.mark.parametrize(
    ("user", "expected"),
    [
        ("core/shared/src/main/scala/Use.scala", ["js", "jvm", "native"]),
        ("core/jvm/src/main/scala/Use.scala", ["jvm"]),
        ("client/native/src/test/scala/Use.scala", ["native"]),
    ],
)
def test_variants_for_several_platforms(user: str, expected: list[str]) -> None:
    files = {
        f"core/{name}/src/main/scala/Platform.scala": "package p\nobject Platform\n" for name in ("js", "jvm", "native")
    }
    found = ends({**files, user: "package p\nclass Use { Platform.toString }\n"}, user)
    assert found == [f"~core/{name}/src/main/scala/Platform.scala#Platform" for name in expected]


def test_truncated_files_never_raise() -> None:
    assert truncated("c.scala", SOURCE) > 0


def test_imports_of_values_are_none_of_packages() -> None:
    code = (
        "package a\nimport b.C\nobject A {\n  def f(c: Context)(using quotes: Quotes) = {\n    import c.universe._\n"
        "    import quotes.reflect.*\n    val report = new Report\n    import report._, d.E\n    import code.F\n  }\n}\n"
    )
    assert [item.split()[2] for item in imports("a.scala", code)] == ["b.C", "d.E", "code.F"]
