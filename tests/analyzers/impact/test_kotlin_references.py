"""References in Kotlin: members of companions, of what an extension extends, of tested values, and what overrides a member."""

from __future__ import annotations

from pathlib import Path

from groundplan import Workspace

from ...workspaces import write

SHOP = {
    "src/Order.kt": (
        "package shop\n\nclass Order(val total: Int) {\n    companion object {\n        const val LARGE = 3\n"
        "        fun make(): Order = Order(LARGE)\n    }\n    fun again() = make()\n}\n\n"
        "class Cart(val total: Int) {\n    companion object {\n        fun make(): Cart = Cart(1)\n    }\n}\n"
    ),
    "src/Use.kt": (
        "package shop\n\nfun use() {\n    val order = Order.make()\n    Order.Companion.make()\n    Cart.make()\n"
        "    println(Order.LARGE + order.total)\n}\n"
    ),
}


def test_members_of_a_companion_are_named_by_the_class(tmp_path: Path) -> None:
    """None of them was told."""
    write(tmp_path, SHOP)
    assert _sure(tmp_path, "src/Order.kt", "Order.Companion.make") == ["Order.kt:8", "Use.kt:4", "Use.kt:5"]
    assert _sure(tmp_path, "src/Order.kt", "Cart.Companion.make") == ["Use.kt:6"]
    assert "Use.kt:7" in _sure(tmp_path, "src/Order.kt", "Order.Companion.LARGE")
    assert _sure(tmp_path, "src/Order.kt", "Order.total") == ["Use.kt:7"]


BASES = {
    "src/Base.kt": "package shop\n\ninterface Base {\n    fun sum(a: Int): Int\n    fun other()\n}\n\ninterface Again {\n    fun other()\n}\n",
    "src/Order.kt": (
        "package shop\n\nclass Order : Base, Again {\n    override fun sum(a: Int): Int = a\n    override fun other() {}\n"
        "    fun sum(a: Int, b: Int): Int = a\n}\n"
    ),
    "src/Cart.kt": "package shop\n\nclass Cart : Base, Runnable {\n    override fun sum(a: Int): Int = a\n    override fun other() {}\n}\n",
}


def test_what_is_marked_as_overriding_breaks_with_what_it_overrides(tmp_path: Path) -> None:
    write(tmp_path, BASES)
    for change in ("delete", "signature"):
        asked = Workspace(tmp_path).impact_analysis("src/Base.kt", symbol="Base.sum", change_type=change)
        assert [(row["path"], row["line"], row.get("confidence")) for row in asked["breaks"]] == [
            ("src/Cart.kt", 4, 0.75),
            ("src/Order.kt", 4, None),
        ]
    others = Workspace(tmp_path).impact_analysis("src/Base.kt", symbol="Base.other", change_type="delete")
    assert [row["path"] for row in others["breaks"]] == ["src/Cart.kt"]


def test_a_value_that_is_asked_for_its_class_has_its_members(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "src/Base.kt": "package shop\n\ninterface Base {\n    fun other()\n}\n",
            "src/Order.kt": "package shop\n\nclass Order : Base {\n    fun sum() = 1\n}\n",
            "src/Use.kt": (
                "package shop\n\nfun use(one: Any, two: Base) {\n    if (one is Order) one.sum()\n"
                "    when (two) {\n        is Order -> two.sum()\n    }\n}\n"
            ),
        },
    )
    breaks = Workspace(tmp_path).impact_analysis("src/Order.kt", symbol="Order.sum", change_type="delete")["breaks"]
    assert [(row["line"], row.get("confidence")) for row in breaks] == [(4, None), (6, None)]


def _sure(root: Path, path: str, symbol: str) -> list[str]:
    breaks = Workspace(root).impact_analysis(path, symbol=symbol, change_type="delete")["breaks"]
    return [f"{row['path'][4:]}:{row['line']}" for row in breaks if "confidence" not in row]


ROWS = {
    "src/Rows.kt": (
        "package shop\n\nopen class Rows(val size: Int) {\n    fun last() = size - 1\n    fun copy(): Int {\n"
        "        val size = size\n        return size\n    }\n}\n\n"
        "class Pages(size: Int, val width: Int) : Rows(size) {\n    val first = size\n    fun all() = size * width\n}\n\n"
        "class Other(val size: Int) {\n    fun twice() = listOf(1).map { size }\n    fun apply(rows: Rows) = rows.run {\n"
        "        size\n    }\n}\n"
    )
}


def test_a_name_alone_is_a_member_of_the_class_around(tmp_path: Path) -> None:
    """Every class's own was told for all of that name; what a lambda is called on may have it, and a parameter hides it."""
    write(tmp_path, ROWS)
    rows = Workspace(tmp_path).impact_analysis("src/Rows.kt", symbol="Rows.size", change_type="delete")["breaks"]
    assert [(row["line"], row.get("confidence")) for row in rows] == [(4, None), (6, None), (13, None), (19, 0.5)]
    assert "Rows.kt:17" in _sure(tmp_path, "src/Rows.kt", "Other.size")


def test_the_path_of_a_package_uses_nothing_that_is_called_as_its_parts(tmp_path: Path) -> None:
    """A theme named after the company made every file of the library one that uses it, by its `package` line."""
    themes = "package org.acme.api\n\nobject Themes {\n    fun acme() = 1\n}\n"
    use = "package org.acme.app\n\nimport org.acme.api.Themes\n\nfun use() = Themes.acme()\n"
    far = "package org.acme.far\n\nimport org.acme.api.Themes.acme\n\nfun far() = acme()\n"
    write(
        tmp_path,
        {
            "src/Themes.kt": themes,
            "src/app/Use.kt": use,
            "src/far/Far.kt": far,
            "src/Else.kt": "package org.acme.api\n",
        },
    )
    found = Workspace(tmp_path).impact_analysis("src/Themes.kt", symbol="Themes.acme", change_type="delete")
    assert [(row["path"], row["line"]) for row in found["breaks"]] == [
        ("src/app/Use.kt", 5),
        ("src/far/Far.kt", 3),
        ("src/far/Far.kt", 5),
    ]


def test_a_class_in_a_class_is_named_by_the_path_before_it(tmp_path: Path) -> None:
    """Every `Builder` was told for all of them."""
    write(
        tmp_path,
        {
            "src/Order.kt": "package shop\n\nclass Order {\n    class Builder\n}\n",
            "src/Cart.kt": "package shop\n\nclass Cart {\n    class Builder {\n        companion object {\n            val ONE = 1\n        }\n    }\n}\n",
            "src/Use.kt": (
                "package shop.use\n\nimport shop.Order\nimport shop.Cart\nimport shop.Cart.Builder.Companion.ONE\n\n"
                "fun use(a: Order.Builder, b: List<Cart.Builder>): Int = ONE\nfun of(a: Order.Builder) = 1\n"
            ),
        },
    )
    assert _sure(tmp_path, "src/Order.kt", "Order.Builder") == ["Use.kt:7", "Use.kt:8"]
    assert _sure(tmp_path, "src/Cart.kt", "Cart.Builder") == ["Use.kt:5", "Use.kt:7"]


def test_calls_and_tests_that_are_negated_or_cast(tmp_path: Path) -> None:
    """The grammar reads `!open(1)` as a call of `!open`; what is tested is no type."""
    text = (
        "package shop\n\nclass Till(val kept: Any) {\n    fun open(at: Int) = at > 0\n    fun one() = !open(1)\n"
        "    fun two() = kept is String\n    fun three(other: Till) = !other.open(2)\n}\n\n"
        "class Door {\n    fun open(at: Int) = at > 1\n    fun one() = !open(1)\n}\n"
    )
    write(tmp_path, {"src/Till.kt": text})
    assert _sure(tmp_path, "src/Till.kt", "Till.open") == ["Till.kt:5", "Till.kt:7"]
    assert _sure(tmp_path, "src/Till.kt", "Till.kept") == ["Till.kt:6"]


def test_a_property_that_extends_a_type_is_one_of_its_values(tmp_path: Path) -> None:
    text = "package shop\n\nclass Signs {\n    val Char.isSign\n        get() = this == '%'\n    fun use(c: Char) = c.isSign\n}\n"
    write(tmp_path, {"src/Signs.kt": text})
    assert _sure(tmp_path, "src/Signs.kt", "Signs.isSign") == ["Signs.kt:6"]


def test_what_a_test_tells_of_a_value_holds_where_it_runs_and_behind_what_leaves(tmp_path: Path) -> None:
    uses = (
        "package shop\n\nfun use(one: Any, two: Any, all: List<Order>, inner: Cart.Order?) {\n    if (one is Order && one.sum() > 1) return\n"
        "    if (two !is Order) return\n    two.sum()\n    for (each in all) each.sum()\n    inner?.sum()\n    made().sum()\n}\n"
        "fun made() = Order()\n"
    )
    cart = "package shop\n\nclass Cart {\n    class Order {\n        fun sum() = 2\n    }\n}\n"
    write(
        tmp_path,
        {
            "src/Order.kt": "package shop\n\nclass Order {\n    fun sum() = 1\n}\n",
            "src/Cart.kt": cart,
            "src/Use.kt": uses,
        },
    )
    assert _sure(tmp_path, "src/Order.kt", "Order.sum") == [f"Use.kt:{line}" for line in (4, 6, 7, 9)]
    assert _sure(tmp_path, "src/Cart.kt", "Cart.Order.sum") == ["Use.kt:8"]


def test_a_function_of_a_file_is_behind_its_package_and_no_value(tmp_path: Path) -> None:
    """Every `parser.parse(text)` broke with `fun parse`, and a marked method of its name used it."""
    write(
        tmp_path,
        {
            "src/Parse.kt": "package shop\n\nfun parse(text: String) = 1\n",
            "src/Use.kt": (
                "package shop\n\nfun use(parser: Any) {\n    parser.parse(1)\n    shop.parse(2)\n    parse(3)\n}\n"
                "class Tests {\n    @Test\n    fun parse() = 1\n}\n"
            ),
        },
    )
    breaks = Workspace(tmp_path).impact_analysis("src/Parse.kt", symbol="parse", change_type="delete")["breaks"]
    assert [row["line"] for row in breaks] == [5, 6]


def test_a_name_alone_in_a_string_is_a_use_without_brackets_too(tmp_path: Path) -> None:
    """The commonest that the compiler knew and we did not: `"$LARGE"`, but for a parameter of that name and behind a backslash."""
    write(
        tmp_path,
        {
            "src/Base.kt": 'package shop\n\nconst val LARGE = 3\n\nclass Order(val total: Int) {\n    fun say() = "of $total"\n}\n',
            "src/Use.kt": 'package shop\n\nclass Use {\n    fun a() = "$LARGE"\n    fun b() = """\n        $LARGE"""\n'
            '    fun c(LARGE: Int) = "$LARGE"\n    fun d() = "\\$LARGE"\n    fun e(total: Int) = "$total"\n}\n',
        },
    )
    breaks = Workspace(tmp_path).impact_analysis("src/Base.kt", symbol="LARGE", change_type="delete")["breaks"]
    assert [(row["path"], row["line"]) for row in breaks] == [("src/Use.kt", 4), ("src/Use.kt", 6)]
    assert _sure(tmp_path, "src/Base.kt", "Order.total") == ["Base.kt:6"]


def test_an_import_of_a_member_means_nothing_that_is_called_alike_beside_it(tmp_path: Path) -> None:
    colors = "package a\n\nobject Colors {\n    const val RED = 1\n}\n\nobject RED {\n    val x = 2\n}\n"
    use = "package b\n\nimport a.Colors.RED\n\nfun use() = RED\n"
    write(tmp_path, {"src/Colors.kt": colors, "src/Use.kt": use})
    assert _sure(tmp_path, "src/Colors.kt", "Colors.RED") == ["Use.kt:3", "Use.kt:5"]
    beside = Workspace(tmp_path).impact_analysis("src/Colors.kt", symbol="RED", change_type="delete")
    assert beside["breaks"] == []


def test_a_file_means_its_own_private_value_and_not_another_one_of_the_package(tmp_path: Path) -> None:
    own = "package shop\n\nprivate val conversion = 1\n\nfun {}() = convert(conversion = conversion)\n"
    write(tmp_path, {f"src/{name}.kt": own.format(name) for name in ("int", "long")})
    impact = Workspace(tmp_path).impact_analysis("src/int.kt", symbol="conversion")
    assert impact["impacted_files"] == []


def test_the_name_of_an_argument_is_the_property_of_what_is_made_and_else_a_parameter(tmp_path: Path) -> None:
    """`LinePos(line = 1)` was as good a use of `Other.line`: half of what was told of properties in one library."""
    uses = (
        "package shop\n\nfun use(line: Int) = 1\nval made = Line(line = 1)\nval other = Other(line = 1)\n"
        "val copied = made.copy(line = 2)\nval called = use(line = 3)\n"
    )
    write(
        tmp_path,
        {
            "src/Line.kt": "package shop\n\ndata class Line(val line: Int)\n",
            "src/Other.kt": "package shop\n\ndata class Other(val line: Int)\nclass Below : Base(line = 1)\n",
            "src/Base.kt": "package shop\n\nopen class Base(val line: Int)\n",
            "src/Use.kt": uses,
        },
    )
    breaks = Workspace(tmp_path).impact_analysis("src/Line.kt", symbol="Line.line", change_type="delete")["breaks"]
    assert [(row["path"], row["line"]) for row in breaks] == [("src/Use.kt", 4), ("src/Use.kt", 6)]
    assert _sure(tmp_path, "src/Base.kt", "Base.line") == ["Other.kt:4"]


def test_an_extension_says_whose_member_a_name_alone_is(tmp_path: Path) -> None:
    uses = "package shop\n\nfun Line?.twice() = total() * 2\nval Other.half get() = total() / 2\nfun <T> T.none() = total()\n"
    write(
        tmp_path,
        {
            "src/Line.kt": "package shop\n\nclass Line {\n    fun total() = 1\n}\n",
            "src/Other.kt": "package shop\n\nclass Other {\n    fun total() = 1\n}\n",
            "src/Use.kt": uses,
        },
    )
    breaks = Workspace(tmp_path).impact_analysis("src/Line.kt", symbol="Line.total", change_type="delete")["breaks"]
    assert [(row["line"], row.get("confidence", 1)) for row in breaks] == [(3, 1), (5, 0.5)]


def test_a_call_with_one_type_and_one_argument_is_no_comparison(tmp_path: Path) -> None:
    """The grammar reads `load<Int>(path)` as two comparisons: a member was not called, and a function not told."""
    loader = "package shop\n\nclass Loader {\n    fun <T> load(path: String): T = TODO()\n}\nfun <T> read(path: String): T = TODO()\n"
    use = (
        'package shop\n\nval a = Loader().load<Int>("x")\nval b = read<Int>("x")\n'
        "class Other(val load: Int) {\n    val c = load < 1\n}\n"
    )
    write(tmp_path, {"src/Loader.kt": loader, "src/Use.kt": use})
    assert _sure(tmp_path, "src/Loader.kt", "Loader.load") == ["Use.kt:3"]
    breaks = Workspace(tmp_path).impact_analysis("src/Loader.kt", symbol="read", change_type="delete")["breaks"]
    assert [row["line"] for row in breaks] == [4]


def test_what_the_run_time_says_of_a_class_has_none_of_the_members_of_the_workspace(tmp_path: Path) -> None:
    loader = "package shop\n\nclass Loader {\n    fun getResource(name: String) = 1\n}\n"
    use = "package shop\n\nclass Use {\n    val a = javaClass.getResource(1)\n    val b = Use::class.java.getResource(1)\n"
    write(tmp_path, {"src/Loader.kt": loader, "src/Use.kt": f"{use}    fun c(it: Any) = it.getResource(1)\n}}\n"})
    breaks = Workspace(tmp_path).impact_analysis("src/Loader.kt", symbol="Loader.getResource", change_type="delete")
    assert [row["line"] for row in breaks["breaks"]] == [6]


def test_of_several_extensions_for_a_type_none_is_sure(tmp_path: Path) -> None:
    """`Check<List<*>>.isEmpty()` broke for sure wherever `isEmpty()` was called on a `Check` of anything else."""
    use = "package shop\n\nfun use(check: Check<String>) {\n    check.isEmpty()\n    check.isEmpty(2)\n    check.isLong()\n}\n"
    lists = "package shop\n\nclass Check<T>\n\nfun Check<List<Int>>.isEmpty() = 1\nfun Check<List<Int>>.isLong() = 1\n"
    texts = "package shop\n\nfun Check<String>.isEmpty() = 1\nfun Check<String>.isEmpty(least: Int) = 1\n"
    write(tmp_path, {"src/Lists.kt": lists, "src/Texts.kt": texts, "src/Use.kt": use})
    breaks = Workspace(tmp_path).impact_analysis("src/Lists.kt", symbol="isEmpty", change_type="delete")["breaks"]
    assert [(row["line"], row.get("confidence")) for row in breaks] == [(4, 0.5)]
    assert _sure(tmp_path, "src/Lists.kt", "isLong") == ["Use.kt:6"]


def test_in_a_lambda_a_name_is_the_class_s_own_or_an_imported_one_before_it_is_the_receiver_s(tmp_path: Path) -> None:
    other = (
        "package other\n\nimport shop.sum\n\nclass Other(val total: Int) {\n    fun a() = check { total }\n"
        "    fun b() = check { sum() }\n    fun c(order: Any) = with(order) { total }\n}\n"
    )
    order = "package shop\n\nclass Order(val total: Int) {\n    fun sum() = 1\n}\n"
    write(tmp_path, {"src/Order.kt": order, "src/Other.kt": other, "src/Sum.kt": "package shop\n\nfun sum() = 2\n"})
    workspace = Workspace(tmp_path)
    for symbol, lines in (("Order.total", {8}), ("Order.sum", set())):
        breaks = workspace.impact_analysis("src/Order.kt", symbol=symbol, change_type="delete")["breaks"]
        assert {6, 7, 8} & {row["line"] for row in breaks} == lines


def test_a_word_before_a_class_is_no_name(tmp_path: Path) -> None:
    use = "package shop\n\nfun use() {\n    data class Row(val total: Int)\n    val made = Order(2).data\n}\n"
    write(tmp_path, {"src/Order.kt": "package shop\n\nclass Order(val data: Int)\n", "src/Use.kt": use})
    breaks = Workspace(tmp_path).impact_analysis("src/Order.kt", symbol="Order.data", change_type="delete")["breaks"]
    assert [row["line"] for row in breaks] == [5]
