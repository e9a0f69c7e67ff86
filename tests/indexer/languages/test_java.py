"""Java: symbols, imports, and names used without one."""

from __future__ import annotations

import pytest

from .package_support import ends, imports, read, symbol, symbols, truncated

SOURCE = """package a.b;

import java.util.List;
import static a.B.c;
import a.*;

/** Doc of C. */
@Ann(value = {"x)", "y"}, c = @Q(1))
public abstract class C<T> extends D<T> implements E, F.G<T> {
  /**
   * Doc of X.
   */
  public static final int X = 1;
  private String name, o;
  public C(int a) {}
  @Override public <T> List<T> m(T a) throws X { int local = 1; return new a.b.other.K(); }
  enum En { A, B(1) { void q() {} }; int z; }
  public interface I extends J, K { int CONST = 1; void f(); private void g() {} }
  public record R(int a, String b) implements I { R {} }
  @interface An { int v() default 1; }
}
"""


def test_symbols() -> None:
    assert symbols("C.java", SOURCE) == [
        "class C",
        "constant C.X",
        "-field C.name",
        "-field C.o",
        "constructor C.C",
        "method C.m",
        "-enum C.En",
        "-constant C.En.A",
        "-constant C.En.B",
        "-method C.En.B.q",
        "-field C.En.z",
        "interface C.I",
        "constant C.I.CONST",
        "method C.I.f",
        "-method C.I.g",
        "class C.R",
        "field C.R.a",
        "field C.R.b",
        "-constructor C.R.R",
        "-interface C.An",
        "-method C.An.v",
    ]


def test_a_package_whose_name_holds_the_word() -> None:
    assert (
        read("A.java", "/* a */\n@Deprecated package org.shop.packagescan.util;\nclass A {}\n").module
        == "org.shop.packagescan.util"
    )


def test_what_a_symbol_tells() -> None:
    found = symbol("C.java", SOURCE, "C")
    assert (found.doc, found.start_line, found.bases) == ("Doc of C.", 8, ("D", "E", "F.G"))
    assert found.decorators == ('Ann(value = {"x)", "y"}, c = @Q(1))',)
    assert symbol("C.java", SOURCE, "C.m").signature == "List<T> (T a) throws X"
    assert symbol("C.java", SOURCE, "C.m").decorators == ("Override",)
    assert symbol("C.java", SOURCE, "C.X").doc == "Doc of X."
    assert symbol("C.java", SOURCE, "C.An").decorators == ()
    assert read("C.java", SOURCE).module == "a.b"


def test_imports() -> None:
    assert imports("C.java", SOURCE) == [
        "3 static java.util.List List List",
        "4 static static a.B.c c c",
        "5 static a * *",
        "16 qualified static a.b.other.K K",
    ]


WORKSPACE = {
    "src/main/java/org/shop/Cart.java": "package org.shop;\npublic class Cart { Item item; Unknown u; }\n",
    "src/main/java/org/shop/Item.java": "package org.shop;\npublic class Item { static class Part {} static int MAX; }\n",
    "src/main/java/org/shop/util/Text.java": "package org.shop.util;\npublic class Text {}\n",
    "src/main/java/org/shop/util/Item.java": "package org.shop.util;\npublic class Item {}\n",
    "other/src/org/shop/util/Text.java": "package org.shop.util;\npublic class Text {}\n",
}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import org.shop.Cart;", ["src/main/java/org/shop/Cart.java#Cart"]),
        ("import org.shop.Item.Part;", ["src/main/java/org/shop/Item.java#Item.Part"]),
        ("import static org.shop.Item.MAX;", ["src/main/java/org/shop/Item.java#Item.MAX"]),
        ("import static org.shop.Item.*;", ["src/main/java/org/shop/Item.java#Item.*"]),
        ("import org.shop.*; class X { Cart c; }", ["src/main/java/org/shop/Cart.java#Cart"]),
        ("import org.shop.*; class X { x.Cart c; }", ["? no name of the package is used"]),
        ("import org.shop.Gone;", ["? no file of the package declares that name"]),
        ("import org.shop.util.Text;", ["src/main/java/org/shop/util/Text.java#Text"]),
        ("class X { org.shop.util.Text t; }", ["src/main/java/org/shop/util/Text.java#Text"]),
        ('class X { String s = "org.shop.util.Text"; } // org.shop.util.Text', []),
        ('class X { String s = """\nnew org.shop.util.Text()\n"""; }', []),
        ("import java.util.List;", ["platform:java.util"]),
        ("import javax.xml.parsers.SAXParser;", ["platform:javax.xml.parsers"]),
        ("import jakarta.persistence.*;", ["outside:jakarta.persistence"]),
        ("import static org.junit.Assert.assertTrue;", ["outside:org.junit"]),
    ],
)
def test_where_an_import_leads(code: str, expected: list[str]) -> None:
    files = {**WORKSPACE, "src/main/java/org/shop/web/X.java": f"package org.shop.web;\n{code}\n"}
    assert ends(files, "src/main/java/org/shop/web/X.java") == expected


def test_full_paths_of_packages_that_share_one_word() -> None:
    files = {
        "core/src/feign/Response.java": "package feign;\npublic class Response {}\n",
        "http/src/feign/http/Client.java": "package feign.http;\nclass Client { feign.Response r; int n = feign.size; }\n",
    }
    assert ends(files, "http/src/feign/http/Client.java") == ["core/src/feign/Response.java#Response"]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "import org.shop.cart.gen.Message;",
            ["? below the workspace's own package, and no file declares it: generated, or another artifact's"],
        ),
        ("import org.shop.other.Thing;", ["outside:org.shop.other"]),
    ],
)
def test_what_lies_below_the_own_package_is_not_outside(code: str, expected: list[str]) -> None:
    files = {
        "src/A.java": f"package org.shop.cart;\n{code}\nclass A {{}}\n",
        "src/B.java": "package org.shop.cart.line;\npublic class B {}\n",
    }
    assert ends(files, "src/A.java") == expected


def test_the_own_package_needs_no_import() -> None:
    assert ends(WORKSPACE, "src/main/java/org/shop/Cart.java") == ["~src/main/java/org/shop/Item.java#Item"]


def test_an_explicit_import_hides_the_own_package() -> None:
    code = "package org.shop;\nimport org.shop.util.Item;\nclass Y { Item item; }\n"
    files = {**WORKSPACE, "src/main/java/org/shop/Y.java": code}
    assert ends(files, "src/main/java/org/shop/Y.java") == ["src/main/java/org/shop/util/Item.java#Item"]


def test_a_nested_type_hides_the_own_packages() -> None:
    files = {
        "e/Supplier.java": "package e;\nclass Supplier {}",
        "e/Filters.java": "package e;\nclass Filters { static class Supplier { Supplier() {} } }",
    }
    assert ends(files, "e/Filters.java") == []


def test_a_supertype_that_another_package_declares_too_is_the_nearest() -> None:
    files = {
        "a/src/p/Exchange.java": "package p;\npublic interface Exchange { interface Request {} }",
        "b/src/q/Exchange.java": "package q;\npublic interface Exchange { interface Request {} }",
        "b/src/r/Base.java": "package r;\nimport q.Exchange;\npublic abstract class Base implements Exchange {}",
        "b/src/s/Client.java": "package s;\nimport r.Base;\nclass Client extends Base { Request r; }",
    }
    assert ends(files, "b/src/s/Client.java") == ["b/src/r/Base.java#Base", "~b/src/q/Exchange.java#Request"]


def test_a_supertypes_own_import_tells_which_supertype_of_it_nests_a_type() -> None:
    files = {
        "x/a/Base.java": "package x.a;\npublic class Base { public static class Kind {} }\n",
        "y/a/Base.java": "package y.a;\npublic class Base { public static class Kind {} }\n",
        "x/b/Mid.java": "package x.b;\nimport y.a.Base;\npublic class Mid extends Base {}\n",
        "x/c/User.java": "package x.c;\nimport x.b.Mid;\nclass User extends Mid { Kind k; }\n",
    }
    assert ends(files, "x/c/User.java") == ["x/b/Mid.java#Mid", "~y/a/Base.java#Kind"]


def test_truncated_files_never_raise() -> None:
    assert truncated("C.java", SOURCE) > 0


def test_types_that_a_supertype_declares() -> None:
    files = {
        "e/Event.java": "package e;\npublic interface Event { enum Type { A } interface Entry {} }",
        "e/Base.java": "package e;\nabstract class Base implements Event {}",
        "e/Created.java": "package e;\nclass Created extends Base { Type t() { return Type.A; } }",
        "f/Far.java": "package f;\nimport e.Created;\nclass Far { Created.Entry a; Other.Type b; Type c; }",
        "f/Own.java": "package f;\nimport e.Created;\nclass Own extends Created { enum Type { B } Type t; }",
        "f/Imports.java": "package f;\nimport e.Created;\nimport g.Type;\nclass Imports extends Created { Type t; }",
        "g/Type.java": "package g;\npublic class Type {}",
    }
    assert ends(files, "e/Base.java") == ["~e/Event.java#Event"]
    assert ends(files, "e/Created.java") == ["~e/Base.java#Base", "~e/Event.java#Type"]
    assert ends(files, "f/Far.java") == ["e/Created.java#Created", "~e/Event.java#Entry"]
    assert ends(files, "f/Own.java") == ["e/Created.java#Created"]
    assert ends(files, "f/Imports.java") == ["e/Created.java#Created", "g/Type.java#Type"]


def test_what_is_compiled_means_what_is_compiled() -> None:
    """A compiler's tests, whose data are copies of its own sources in a folder nearer than these."""
    item = "package a;\npublic class Item {}\n"
    files = {
        "core/src/main/java/a/Item.java": item,
        "tests/src/test/java/b/ItemTest.java": "package b;\nimport a.Item;\nclass ItemTest { Item item; }\n",
        "tests/src/test/data/old/a/Item.java": item,
        "tests/src/test/data/old/a/User.java": "package a;\nclass User { Item item; }\n",
    }
    assert ends(files, "tests/src/test/java/b/ItemTest.java") == ["core/src/main/java/a/Item.java#Item"]
    assert ends(files, "tests/src/test/data/old/a/User.java") == ["~tests/src/test/data/old/a/Item.java#Item"]
