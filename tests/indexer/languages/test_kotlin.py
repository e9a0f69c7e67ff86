"""Kotlin: symbols, what the grammar misreads, imports, and Java's view of a file."""

from __future__ import annotations

import pytest
from groundplan.indexer.languages.outline import seen_by_others

from .package_support import ends, imports, read, symbol, symbols, truncated

SOURCE = """@file:JvmName("Tools")
package a.b

import a.b.C
import a.b.*
import a.b.d as e

typealias Foo = Bar<Int>
const val X = 1
internal val y: Int by lazy { 1 }

/** Doc of C. */
@Ann(1)
data class C<T>(val a: Int, b: String, private var c: Int) : D(), E<T> by q {
  constructor(x: Int) : this()
  companion object {
    const val Z = 1
    fun make() = 1
  }
  private fun m(a: Int): String = ""
  val prop get() = 1
}
fun interface I {
  fun f(): Int
}
enum class En(val q: Int) {
  A(1),
  B(2) {
    override fun x() {}
  };
  fun g() {}
}
object O : P()
fun <T> List<T>.ext(a: Int): T { val local = 1; return x }
"""


def test_symbols() -> None:
    assert symbols("tools.kt", SOURCE) == [
        "type Foo",
        "constant X",
        "-variable y",
        "class C",
        "property C.a",
        "-property C.c",
        "constructor C.constructor",
        "object C.Companion",
        "constant C.Companion.Z",
        "method C.Companion.make",
        "-method C.m",
        "property C.prop",
        "interface I",
        "method I.f",
        "enum En",
        "property En.q",
        "constant En.A",
        "constant En.B",
        "method En.B.x",
        "method En.g",
        "object O",
        "function ext",
    ]


def test_what_a_symbol_tells() -> None:
    found = symbol("tools.kt", SOURCE, "C")
    assert (found.doc, found.bases, found.decorators) == ("Doc of C.", ("D", "E"), ("Ann(1)",))
    assert symbol("tools.kt", SOURCE, "ext").signature == "<T> List<T>.(a: Int): T"
    assert read("tools.kt", SOURCE).module == "a.b"


def test_imports() -> None:
    assert imports("tools.kt", SOURCE) == ["4 static a.b.C C C", "5 static a.b * *", "6 static a.b.d d e"]


@pytest.mark.parametrize(
    ("source", "facade"),
    [(SOURCE, ["Tools"]), ("package a\nfun f() {}\n", ["ToolsKt"]), ("package a\nclass A\n", [])],
    ids=["named", "by file", "types only"],
)
def test_the_class_that_java_sees(source: str, facade: list[str]) -> None:
    offered = frozenset(item.name for item in read("x/tools.kt", source).exports)
    assert list(seen_by_others(offered)) == facade


MISREAD = [
    (
        "a functional interface",
        "package a\n\nfun interface F {\n    context(c: C)\n    fun f(a: A): Int?\n}",
        ["interface F", "method F.f"],
    ),
    (
        "an annotation on its own line",
        "package a\n\n@Retention(BINARY)\nannotation class Flaky\n",
        ["class Flaky"],
    ),
    ("an annotated constant", "package a\n\n@Internal\nconst val A = 1\n", ["variable A"]),
    (
        "a class around an unknown construct",
        (
            "package a\n\nopen class Q(\n    val x: Int\n) : R() {\n    context(_: Scope)\n    fun f(a: Int): Int {\n        "
            "return a\n    }\n\n    val p: Int = 1\n}\n\nfun after() {\n}\n"
        ),
        ["class Q", "method Q.f", "property Q.p", "function after"],
    ),
    (
        "a receiver over several lines, with a trailing comma",
        "package a\n\npublic fun <P, S> Context<\n  P,\n  S, // state\n>\n  .render(\n  key: String,\n): P = this\n",
        ["function render"],
    ),
    (
        "a constructor below its class's name",
        "package a\n\nclass Q<P>\n@Inject\ninternal constructor(val p: P) {\n  fun f() = 1\n}\n",
        ["class Q", "property Q.p", "method Q.f"],
    ),
    (
        "a value of a narrower type below its property",
        "package a\n\nclass Q {\n  val found: Flow<Int>\n    field = MutableFlow(1)\n\n  fun f() = 1\n}\n",
        ["class Q", "property Q.found", "method Q.f"],
    ),
    (
        "a constructor below the name of a class inside another",
        (
            "package a\n\nclass Q {\n  fun f() = 1\n\n  class B\n  internal constructor(val p: Int) :\n    R<B> {\n"
            "    fun g() = 1\n  }\n\n  class C\n  constructor(val n: Int)\n}\n\nclass D\nprivate constructor(val m: Int)\n"
        ),
        [
            "class Q",
            "method Q.f",
            "class Q.B",
            "property Q.B.p",
            "method Q.B.g",
            "class Q.C",
            "property Q.C.n",
            "class D",
            "property D.m",
        ],
    ),
]


@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in MISREAD], ids=[case[0] for case in MISREAD])
def test_definitions_that_the_grammar_misreads(source: str, expected: list[str]) -> None:
    assert set(expected) <= set(symbols("a.kt", source))


WORKSPACE = {
    "core/src/shop/Cart.kt": "package shop\nclass Cart { companion object { fun of() = Cart() } }\n",
    "core/src/shop/prices.kt": "package shop\nfun price(c: Cart) = 1\nfun Cart.total() = price(this)\n",
    "core/src/shop/Legacy.java": "package shop;\nclass Legacy { int p = PricesKt.price(null); Cart c; }\n",
    "jvm/src/shop/Cart.kt": "package shop\nclass Cart\n",
}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import shop.price", ["core/src/shop/prices.kt#price"]),
        ("import shop.Cart.Companion.of", ["core/src/shop/Cart.kt#Cart.Companion.of"]),
        ("import shop.Cart as C\nval c: C = C()", ["core/src/shop/Cart.kt#Cart"]),
        ("import shop.*\nval c = x.total()", ["core/src/shop/prices.kt#total"]),
        ("import kotlin.io.path.Path", ["platform:kotlin.io.path"]),
        ("import kotlinx.coroutines.launch", ["outside:kotlinx.coroutines"]),
    ],
)
def test_where_an_import_leads(code: str, expected: list[str]) -> None:
    assert ends({**WORKSPACE, "core/src/web/X.kt": f"package web\n{code}\n"}, "core/src/web/X.kt") == expected


def test_what_no_file_declares_for_others() -> None:
    files = {
        "app/src/main/AndroidManifest.xml": "<manifest/>",
        "app/src/main/kotlin/A.kt": "package org.shop.app\nimport org.shop.app.State.Active\nimport org.shop.ui.R\n"
        "import org.shop.ui.R.string\nprivate enum class State { Active }\n",
        "app/src/main/kotlin/B.kt": "package org.shop.ui\nclass B\n",
    }
    assert ends(files, "app/src/main/kotlin/A.kt") == ["? generated from Android's resources"] * 2


def test_java_and_kotlin_share_packages() -> None:
    assert ends(WORKSPACE, "core/src/shop/Legacy.java") == [
        "~core/src/shop/Cart.kt#Cart",
        "~core/src/shop/prices.kt#PricesKt",
    ]
    assert ends(WORKSPACE, "core/src/shop/prices.kt") == ["~core/src/shop/Cart.kt#Cart"]


@pytest.mark.parametrize(
    "end",
    [
        "@",
        "@A(",
        '@A("x',
        "@A @",
        "@[A",
        "@file:@",
        "@A.",
        "@A(()",
        "@\x00",
        "@A(1)",
        "@A() @B()",
        "@A(class",
        "@A x @",
        "@A\r@",
    ],
)
def test_an_unfinished_annotation_at_the_end(end: str) -> None:
    """The grammar's scanner would never return."""
    assert symbols("a.kt", f"val a = 1\n{end}") == ["variable a"]


def test_private_definitions_are_seen_by_their_own_file_only() -> None:
    files = {
        "a/A.kt": 'package p\n@Suppress("private") fun open() = 1\nprivate fun own() = 1\nprivate class Hidden\ninternal class Near\n',
        "a/B.kt": "package p\nfun use() { open(); own(); Hidden(); Near() }\n",
    }
    assert ends(files, "a/B.kt") == ["~a/A.kt#Near", "~a/A.kt#open"]


@pytest.mark.parametrize("own", ["commonMain", "jvmMain"])
def test_twins_of_another_module(own: str) -> None:
    files = {
        f"clock/src/{name}/kotlin/time.kt": "package clock\nfun now() = 1\n"
        for name in ("appleMain", "commonMain", "jvmMain")
    }
    user = f"cache/src/{own}/kotlin/Use.kt"
    assert ends({**files, user: "package cache\nimport clock.now\nval x = now()\n"}, user) == [
        f"clock/src/{own}/kotlin/time.kt#now"
    ]


@pytest.mark.parametrize(
    ("user", "seen"),
    [
        ("app/src/commonMain/kotlin/Use.kt", False),
        ("app/src/commonTest/kotlin/Use.kt", False),
        ("app/common/src/Use.kt", False),
        ("app/src/androidUnitTest/kotlin/Use.kt", False),
        ("app/jvm/test/Use.kt", False),
        ("app/src/nonJsMain/kotlin/Use.kt", False),
        ("app/src/webMain/kotlin/Use.kt", False),
        ("buildSrc/src/main/kotlin/Use.kt", False),
        ("app/src/jsMain/kotlin/Use.kt", True),
        ("app/src/wasmJsMain/kotlin/Use.kt", True),
        ("app/jvmAndJs/src/Use.kt", True),
        ("app/jvm/src/main/kotlin/Use.kt", True),
    ],
)
def test_code_means_nothing_of_a_platform_that_it_is_not_compiled_to(user: str, seen: bool) -> None:
    page = "web/src/jsMain/kotlin/Page.kt"
    files = {page: "package p\nval Page = 1\n", user: "package p\nval x = Page\n"}
    assert ends(files, user) == ([f"~{page}#Page"] if seen else [])


CALLS = {
    "a/src/commonMain/kotlin/Call.kt": "package p\ninterface Call<T>\n",
    "a/src/jvmMain/kotlin/Calls.kt": "package p\nfun <T> Call(): Call<T> = RealCall()\n",
}


@pytest.mark.parametrize(
    ("path", "code", "expected"),
    [
        ("a/src/jvmMain/kotlin/X.kt", "fun f(): Call<Int> { }", ["~a/src/commonMain/kotlin/Call.kt#Call"]),
        ("a/src/jvmMain/kotlin/X.kt", "fun Call<Int>.f() = 1", ["~a/src/commonMain/kotlin/Call.kt#Call"]),
        (
            "a/src/jvmMain/kotlin/X.kt",
            "val x = Call<Int>()",
            ["~a/src/commonMain/kotlin/Call.kt#Call", "~a/src/jvmMain/kotlin/Calls.kt#Call"],
        ),
        ("a/src/jsMain/kotlin/X.kt", "val x = Call<Int>()", ["~a/src/commonMain/kotlin/Call.kt#Call"]),
        (
            "a/src/jvmMain/kotlin/Calls.kt",
            "fun <T> Call(): Call<T> = Real()",
            ["~a/src/commonMain/kotlin/Call.kt#Call"],
        ),
    ],
)
def test_a_type_and_the_function_that_makes_one_share_a_name(path: str, code: str, expected: list[str]) -> None:
    assert ends({**CALLS, path: f"package p\n{code}\n"}, path) == expected


def test_context_parameters_on_the_line_of_their_function() -> None:
    source = "package p\ncontext(raise: Raise<E>) @Dsl public fun <E> stop(e: E): Nothing = raise.raise(e)\n"
    assert symbols("a.kt", source) == ["function stop"]
    assert symbols("a.kt", "class A {\n  context(_: Raise<(E) -> Int>) fun stop(): Int = 1\n}\n") == [
        "class A",
        "method A.stop",
    ]


def test_a_receiver_is_no_definition() -> None:
    broken = "package a\n\nfun f(x: Int) = x ?? y\n\nfun <P> Context<\n  P\n  >.g() {\n}\n"
    assert "function Context" not in symbols("a.kt", broken)


def test_truncated_files_never_raise() -> None:
    assert truncated("tools.kt", SOURCE) > 0


def test_build_scripts_mean_their_own_plugins_and_build_logic() -> None:
    files = {
        "build-logic/src/main/kotlin/shop.base.gradle.kts": "plugins {\n  `java-library`\n}\nval own = Versions.JAVA\n",
        "build-logic/src/main/kotlin/shop.jvm.gradle.kts": 'plugins {\n  id("shop.base")\n}\n',
        "build-logic/src/main/kotlin/Versions.kt": "object Versions { const val JAVA = 17 }",
        "build-logic/src/main/kotlin/logic/Platform.kt": "package logic\nval platform = 1",
        "app/src/main/kotlin/Versions.kt": "object Versions",
        "gradle/shop.kit.gradle.kts": "",
        "app/build.gradle.kts": 'plugins {\n  `shop.jvm`\n  id("shop.kit")\n  id("com.android.application") version "8"\n}\n\n'
        "import logic.platform\nimport org.gradle.api.Project\n\nval target = Versions.JAVA\n",
    }
    assert ends(files, "app/build.gradle.kts") == [
        "build-logic/src/main/kotlin/shop.jvm.gradle.kts",
        "build-logic/src/main/kotlin/logic/Platform.kt#platform",
        "~build-logic/src/main/kotlin/Versions.kt#Versions",
    ]
    plugin = "build-logic/src/main/kotlin/shop.base.gradle.kts"
    assert ends(files, plugin) == ["~build-logic/src/main/kotlin/Versions.kt#Versions"]
    assert symbols("build.gradle.kts", "val version = 1\nfun f() {}") == []
