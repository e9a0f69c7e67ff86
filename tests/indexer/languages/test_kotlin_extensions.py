"""Kotlin's extensions: which of the files that declare one of a name is meant."""

from __future__ import annotations

import pytest

from .package_support import ends

WORKSPACE = {
    "s/Writer.kt": "package s\nclass Writer : Closeable { fun emit(s: String) {} }\n",
    "s/Sub.kt": "package s\nclass Sub : Spec()\nopen class Spec\n",
    "s/Lists.kt": "package s\ninternal fun List<Spec>.emit(\n  each: (Spec) -> Unit = { it.emit() },\n) = with(each) { emit() }\n",
    "s/Kt.kt": "package s\n@Since(1) fun KType.name(): String = name(1)\nfun KType.name(i: Int) = 1\n",
    "s/Jt.kt": "package s\nfun Type.name() = 1\nval <T : Any> Class<T>.name get() = 1\n",
    "s/Spec.kt": "package s\nval Spec.title: Int get() = 1\nfun <T> T.also(): T = this\nfun plain() = 1\n",
}
LISTS, KT, JT, SPEC = "~s/Lists.kt#emit", "~s/Kt.kt#name", "~s/Jt.kt#name", "~s/Spec.kt#title"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("fun f(x: List<Spec>) { x.emit() }", [LISTS]),
        ("fun f(out: Writer) { out.emit(1) }", []),
        ("fun f() { val out = g(); out.emit(1) }", [LISTS]),
        ("fun f(out: Writer) { g { out -> out.emit(1) } }", [LISTS]),
        ("fun f(out: Writer) { out.g().emit(1) }", [LISTS]),
        ("fun f(out: Writer?) { out?.emit(1) }", []),
        ("fun f() { emit() }", [LISTS]),
        ("class A {\n  fun emit() {}\n  fun g() { emit(); this.emit() }\n}", []),
        ("class A {\n  fun emit() {}\n  fun g(): Any { val emit = 1; x.y().emit() }\n}", []),
        ("class A {\n  fun g() { val emit = 1; x.y().emit() }\n}", [LISTS]),
        ("class A : Collection() {\n  fun emit() = emit(1)\n}", [LISTS]),
        ("class A(val emit: String)", []),
    ],
)
def test_a_member_is_called_before_an_extension(code: str, expected: list[str]) -> None:
    found = ends({**WORKSPACE, "s/Use.kt": f"package s\n{code}\n"}, "s/Use.kt")
    assert [item for item in found if item.endswith("#emit")] == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("fun f(t: KType) = t.name()", [KT]),
        ("fun f(t: Type) = t.name()", [JT]),
        ("fun f(t: Class<*>) = t.name", [JT]),
        ("fun f(t: Type) = t.name()\nfun f(t: KType) = t.name()", [JT, KT]),
        ("fun f(t: Any) = when (t) { is Type -> t.name()\n is KType -> t.name() }", [JT, KT]),
        ("fun f(t: Any) = when (t) { is Type -> t.name() }", [JT]),
        ("fun f(t: Other) = t.name()", [JT, KT]),
        ("fun f() = all.map { it.name() }", [JT, KT]),
        ("import s.name\nfun f(t: Type) = t.name()", ["s/Jt.kt#name"]),
        ("import s.name\nfun f() = 1", ["s/Jt.kt#name", "s/Kt.kt#name"]),
    ],
)
def test_of_several_extensions_the_one_for_the_type_of_the_receiver(code: str, expected: list[str]) -> None:
    head = "package s\n" if not code.startswith("import") else "package other\n"
    found = ends({**WORKSPACE, "s/Use.kt": f"{head}{code}\n"}, "s/Use.kt")
    assert sorted({item for item in found if item.endswith("#name")}) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("fun f(x: Sub) = x.title", [SPEC]),
        ("fun f(x: Writer) = x.title", []),
        ("fun f(x: Elsewhere) = x.title", [SPEC]),
        ("fun f(x: Writer) = x.also()", ["~s/Spec.kt#also"]),
        ("fun f(x: Writer) = plain()", ["~s/Spec.kt#plain"]),
    ],
)
def test_an_extension_serves_what_extends_its_receiver(code: str, expected: list[str]) -> None:
    found = ends({**WORKSPACE, "s/Use.kt": f"package s\n{code}\n"}, "s/Use.kt")
    assert [item for item in found if "Spec.kt" in item] == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [("val x: Int\n  get() = 1", []), ("val x: Int get() { return 1 }", []), ("fun f() = x.get(1)", ["~s/Get.kt#get"])],
)
def test_an_accessor_calls_no_extension(code: str, expected: list[str]) -> None:
    files = {"s/Get.kt": "package s\nclass Row\noperator fun Row.get(i: Int) = 1\n", "s/Use.kt": f"package s\n{code}\n"}
    assert ends(files, "s/Use.kt") == expected


PACKAGE = {
    "s/Tools.kt": "package s\nfun label(x: Int) = 1\nval client = 1\nfun Spec.size() = 1\ninfix fun Int.to(x: Int) = 1\nclass Runner\n",
    "s/More.kt": "package s\nval Spec.width get() = 1\n",
}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("val a = label(1)", ["label"]),
        ("val a = all.map(::label)", ["label"]),
        ("val a = label", []),
        ("fun f() {\n  // What it is called.\n  label(1)\n}", ["label"]),
        ("val a = x.\n  label(1)", []),
        ("val a = x.label(1)", []),
        ("val a = all.map(::Runner)", ["Runner"]),
        ("val a = all.map(Other::Runner)", []),
        ("class A(val label: String)", []),
        ("val a = b.size()", ["size"]),
        ("val a = b.size", []),
        ("val a = b.width", ["width"]),
        ("val a = 1 to 2", ["to"]),
        ("fun f() = client", ["client"]),
        ("fun f() = x.client", []),
        ("fun f() {\n  val client = 2\n  return client\n}", []),
        ("fun f(client: Int) = client", []),
        ("fun f() = all.map { client -> client }", []),
        ("fun f() {\n  val label = label(2)\n}", ["label"]),
        ("fun f() {\n  val client = 2\n}\n\nfun g() = client", ["client"]),
    ],
)
def test_what_a_place_can_mean(code: str, expected: list[str]) -> None:
    found = ends({**PACKAGE, "s/Use.kt": f"package s\n{code}\n"}, "s/Use.kt")
    assert [item.partition("#")[2] for item in found] == expected
