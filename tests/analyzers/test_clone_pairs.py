"""check_duplicates by content: which pairs of functions are found, and which only look alike."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import pytest
from groundplan import Workspace
from groundplan.analyzers.clones.clone import Clone
from groundplan.analyzers.clones.clone_corpus import Region
from groundplan.analyzers.clones.clone_groups import classes, one_each_first
from groundplan.analyzers.clones.clone_likeness import shared_in_order, similarity
from groundplan.analyzers.clones.clone_noise import is_boilerplate_path
from groundplan.analyzers.clones.clone_tokens import tokens
from groundplan.indexer.languages import language

from tests.workspaces import write

if TYPE_CHECKING:
    from pathlib import Path


Lines = tuple[str, int, int]


def _rows(root: Path) -> list[tuple[Lines, Lines, str]]:
    found = Workspace(root).ask("check_duplicates", limit=0)["duplicates"]
    rows = []
    for row in found:
        one, other = sorted(map(_place, (row, row["of"])))
        rows.append((one, other, row["match"]))
    return sorted(rows)


def _place(row: dict[str, Any]) -> Lines:
    return row["path"], row["start_line"], row["end_line"]


IMPLEMENTATION = """\
export function define(options: any, extra?: Options): Result {
  let made = create(options, extra) as any
  if (isPlain(made)) made = extend({}, made, extra)
  for (const key of Object.keys(made)) {
    register(made[key], key, options.prefix)
  }
  return new Result(made, options.name)
}
"""
OVERLOADS = """\
export function define(name: string): Result
export function define<T extends { new (...args: any[]): Item }>(options: T, extra?: Options): Result
"""


def test_an_implementation_is_compared_without_its_overloads(tmp_path: Path) -> None:
    write(tmp_path, {"a.ts": OVERLOADS + IMPLEMENTATION, "b.ts": IMPLEMENTATION.replace("made", "umber")})
    assert _rows(tmp_path) == [(("a.ts", 3, 10), ("b.ts", 1, 8), "renamed")]


TOTAL = """\
func {name}({one} []Item, rate int) int {{
\ttotal := 0
\tfor _, item := range {one} {{
\t\tif item.Active && item.Price > 0 {{
\t\t\ttotal += item.Price * item.Quantity
\t\t}} else {{
\t\t\tlog.Printf("skipped", item.Name)
\t\t}}
\t}}
\treturn total * (1 + rate)
}}
"""


def test_each_of_two_equal_functions_is_paired_with_a_renamed_one(tmp_path: Path) -> None:
    first, third = TOTAL.format(name="Total", one="items"), TOTAL.format(name="Other", one="umber")
    write(
        tmp_path,
        {f"{name}.go": f"package {name}\n\n{text}" for name, text in zip("abc", (first, first, third), strict=True)},
    )
    assert [(one[0], other[0], match) for one, other, match in _rows(tmp_path)] == [
        ("a.go", "b.go", "exact"), ("a.go", "c.go", "renamed"), ("b.go", "c.go", "renamed"),
    ]  # fmt: skip


CASE = """\
package site

func TestPage{number}(t *testing.T) {{
\tt.Parallel()
\tfiles := `
{text}
`
\tb := Build(t, files, Options{{Verbose: true, Running: false}})
\tb.AssertContent("public/index.html", "one", "two")
\tb.AssertContent("public/other.html", "three")
\tb.Close(t.Name(), b.Path())
}}
"""


def _text(word: str) -> str:
    return "\n".join(f"-- {word}{line}.html --" for line in range(9))


def test_a_case_with_other_text_is_another_case(tmp_path: Path) -> None:
    write(tmp_path, {f"{word}.go": CASE.format(number=1, text=_text(word)) for word in ("amber", "birch")})
    assert _rows(tmp_path) == []


def test_the_text_that_two_cases_share_tells_that_one_is_a_copy(tmp_path: Path) -> None:
    changed = CASE.format(number=2, text=_text("amber")).replace('b.AssertContent("public/other', 'm.Dates[3] = ("x')
    write(tmp_path, {"a.go": CASE.format(number=1, text=_text("amber")), "b.go": changed})
    assert [match for _, _, match in _rows(tmp_path)] == ["similar"]


def test_callbacks_of_one_function_are_its_cases(tmp_path: Path) -> None:
    case = """\
\tt.Run("{name}", func(t *testing.T) {{
\t\tclient := NewClient(nil, {value})
\t\tif client.Timeout != {value} {{
\t\t\tt.Fatalf("expected %q, got %q", {value}.String(), client.Timeout.String())
\t\t}}
\t\tclient.Close()
{more}\t}})
"""
    cases = case.format(name="a", value="one", more="") + case.format(name="b", value="two", more="\t\tcheck(t)\n")
    write(tmp_path, {"a.go": f"package a\n\nfunc Cases(t *T) {{\n{cases}}}\n"})
    assert _rows(tmp_path) == []


@pytest.mark.parametrize(("path", "found"), [("i18n/translator.go", 1), ("locale/de/formats.go", 0)])
def test_code_beside_translations_counts_and_a_translation_does_not(tmp_path: Path, path: str, found: int) -> None:
    text = "package a\n\n" + TOTAL.format(name="Total", one="items")
    write(tmp_path, {"a.go": text, path: text})
    assert len(_rows(tmp_path)) == found


def test_text_in_literals_is_no_block(tmp_path: Path) -> None:
    text = "\n".join(f"select name, price, quantity from items{line} where active and price > 0" for line in range(12))
    files = {
        f"{word}.py": f'def {word}(cursor):\n    {word}.begin()\n    cursor.run("""\n{text}\n""")\n    return {word}.rows\n'
        for word in ("amber", "birch")
    }
    assert [match for _, _, match in _rows(write(tmp_path, files)) if match == "exact"] == []


def test_statements_in_another_order_are_other_code() -> None:
    lines = [f"    self.assert_{word}(response.{word}, 'x')".encode() for word in ("ab", "cd", "ef", "gh", "ij", "kl")]
    lexicon = language("Python").LEXICON
    one, other = (tokens(b"\n".join(order), lexicon) for order in (lines, lines[::-1]))
    assert similarity(one, other) > 0.7
    assert shared_in_order(one, other) < 0.4
    assert shared_in_order(one, one) == 1.0


@pytest.mark.parametrize(
    ("name", "text", "size"),
    [
        pytest.param("Go", b'"a"', 3, id="quotes and text"),
        pytest.param("Go", rb'"a\n\"b"', 6, id="escapes"),
        pytest.param("TypeScript", b"`a ${b.c(d)} e`", 12, id="a template's code"),
        pytest.param("TypeScript", b'`"${a}"`', 7, id="quotes inside a template"),
        pytest.param("Python", b'f"{a} {{b}}"', 4, id="an f-string's code"),
    ],
)
def test_literals_count_as_a_syntax_tree_has_them(name: str, text: bytes, size: int) -> None:
    assert tokens(text, language(name).LEXICON).size == size


HELPERS = """\
function _classCallCheck(instance, Constructor) { if (!(instance instanceof Constructor)) { throw new TypeError("x"); } }
function _typeof(o) { return typeof Symbol == "function" ? function (o) { return typeof o; } : function (o) { return o; } }
function _toPrimitive(input, hint) { if (_typeof(input) !== "object") return input; var prim = input[Symbol.toPrimitive]; }
function _arrayWithHoles(arr) { if (Array.isArray(arr)) return arr; return arr.concat(_toPrimitive(arr, "default")); }
function _iterable(arr) { if (arr[Symbol.iterator] != null) return Array.from(arr); return _arrayWithHoles(arr); }
"""


def test_the_helpers_of_a_bundle_are_no_clones(tmp_path: Path) -> None:
    parts = "".join(f"var part{number} = load('part {number}').start(root.part{number});\n" for number in range(30))
    write(tmp_path, {"a.js": HELPERS + parts, "b.js": parts.replace("part", "piece") + HELPERS})
    assert _rows(tmp_path) == []


def _registrations(words: list[str]) -> str:
    rows = "".join(
        f"\tspace.AddMethod(ctx.{word.title()}, {', '.join(['[]string{}', 'nil', 'Flags{1}'][: 1 + len(word) % 3])})\n"
        for word in words
    )
    return f"package a\n\nfunc init() {{\n\tspace := internal.{words[0].title()}Space{{Name: name}}\n{rows}\tadd(space)\n}}\n"


def test_rows_of_one_call_that_are_alike_are_no_clones(tmp_path: Path) -> None:
    one = ["elm", "birch", "pine", "delta", "oak", "fjord", "rose", "heron", "yew"]
    other = ["birch", "elm", "islet", "pine", "lemur", "yew", "otter", "lime", "pearl"]
    write(tmp_path, {"a/init.go": _registrations(one), "b/init.go": _registrations(other)})
    assert _rows(tmp_path) == []


def test_what_was_shown_already_comes_later() -> None:
    def region(path: str, start: int, end: int) -> Region:
        return Region(path, start, end, "", "block")

    sides = [
        (region("a", 1, 100), region("b", 1, 100)),
        (region("a", 3, 99), region("b", 3, 99)),
        (region("c", 1, 9), region("d", 1, 9)),
    ]
    found = [Clone(0, 1, here, there, "exact", 1.0, (), (), (0, 0)) for here, there in sides]  # type: ignore[arg-type]
    shown = one_each_first(found, classes(found))
    assert [clone.here for clone in shown] == [sides[0][0], sides[2][0], sides[1][0]]


@pytest.mark.parametrize(
    ("name", "text", "raw"),
    [
        ("Ruby", b'say "a #{b.c(d)} e"', [b"say", b"`a `", b"b", b".c(", b"d", b")", b"` e`"]),
        ("Ruby", b"say 'a #{b}'", [b"say", b"'a #{b}'"]),
        ("Kotlin", b'say("a ${b}")', [b"say(", b"`a `", b"b", b")"]),
        ("C#", b'Say($"a {b}", "{c}")', [b"Say(", b"`a `", b"b", b",", b'"{c}"', b")"]),
    ],
)
def test_code_in_a_literal_counts_as_code(name: str, text: bytes, raw: list[bytes]) -> None:
    assert tokens(text, language(name).LEXICON).raw == raw


ASKING = """\
def test_case_{number}(client):
    answer = client.ask({body})
    check(answer.status, {number})
    check(answer.text, "seen {number}")
    close(answer.body, answer.head)
"""
WANTED = """\
def {name}({client}):
    {body} = [1, 2, 3, {client}, 0]
    close({client}.body, {client}.head)
    for one in {body}:
        {body} = [one, {client}, {body}]
    check({client}.status, {body})
    if {client} not in {body}:
        {body} = [{body}, {body}, 4, 5]{more}
    check({client}.text, {body})
    return {body}, {client}
"""


def test_functions_of_common_calls_alone_are_found_by_two_in_a_row(tmp_path: Path) -> None:
    cases = "\n\n".join(ASKING.format(number=number, body=f"[{number}]") for number in range(120))
    write(
        tmp_path,
        {
            "cases/all.py": cases,
            "cases/more.py": cases.replace("test_case", "other_case"),
            "a.py": WANTED.format(name="first", client="client", body="body", more=""),
            "b.py": WANTED.format(name="second", client="caller", body="found", more="\n        found = [found, 6]"),
        },
    )
    found = Workspace(tmp_path).ask("check_duplicates", limit=0)["duplicates"]

    assert [row["match"] for row in found if {row["path"], row["of"]["path"]} == {"a.py", "b.py"}] == ["similar"]


KOTLIN = """\
@Test
fun {name}() {{
    val {one} = newService()
    val request = createRequest(context).precision(EXACT)
    assertTrue({one}.isValid(key = "a", request = request.build(), size = Size(650, 400)))
    assertFalse({one}.isValid(key = "b", request = request.build(), size = Size(90, 20)))
    {one}.close()
}}
"""


def test_a_name_in_backticks_is_a_name(tmp_path: Path) -> None:
    one = KOTLIN.format(name="`a value is valid, or it is not - if it's large`", one="service")
    write(tmp_path, {"a.kt": one, "b.kt": KOTLIN.format(name="validity", one="umber")})
    assert [row[2] for row in _rows(tmp_path)] == ["renamed"]


RUBY = """\
@copy_proc = gen_copy_proc(@mode)
@stores.each_with_index { |store, i|
  if i == 0 && store.arg.include?('ignore_if_prev_success')
    raise Fluent::ConfigError, "must specify 2nd or later <store> directives"
  end
  @ignore_errors << store.arg.include?('ignore_error')
  @ignore_if_prev << store.arg.include?('ignore_if_prev_success')
}
"""


def test_a_line_that_begins_with_a_variable_of_ruby_is_code(tmp_path: Path) -> None:
    block = textwrap.indent(RUBY, "  ")
    files = {
        "one.rb": f"def one(conf)\n  check(conf)\n{block}  log.info check\nend\n",
        "two.rb": f"def two(a, b, c)\n  a.each do |part|\n    b.push part.name, c.find(part)\n    c.drop(part.first, b.last)\n  end\n"
        f"{block}  a.zip(b).map {{ |x, y| x.join(y, c.fetch(x)) }}\n  c.store(a.sum, b.sum)\n  c.flush!\nend\n",
    }
    write(tmp_path, files)
    assert [row[:2] for row in _rows(tmp_path)] == [(("one.rb", 3, 10), ("two.rb", 6, 13))]


SCALA = """\
class {name}Spec extends Spec {{
  "it" should {{
    def {define}(name: Name, s: String) = withClient() {{ client =>
      client().flatMap {{ svc =>
        svc(Request.Prepare(s, name)).map {{ response =>
          response must beLike(Response.ParseComplete)
        }}
        svc(Request.Close(name)).respond {{ _ => svc.close() }}
      }}
    }}
  }}
}}
"""


def test_a_definition_inside_a_call_is_compared(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"A.scala": SCALA.format(name="A", define="closing"), "B.scala": SCALA.format(name="B", define="ending")},
    )
    found = Workspace(tmp_path).ask("check_duplicates", limit=0)["duplicates"]
    assert [(row["name"], row["of"]["name"], row["match"]) for row in found] == [("ending", "closing", "renamed")]


CONSTANTS = """\
class Entries {{
{rows}
}}
"""


def test_rows_that_make_one_thing_each_are_no_clones(tmp_path: Path) -> None:
    names = ["red", "green", "blue", "cyan", "magenta", "yellow", "key", "hue", "light", "alpha", "name", "hex"]
    rows = "\n".join(
        f'    static readonly Entry {name} = new Entry("{name}", Text.{name.title()}, Kind.Color);' for name in names
    )
    write(tmp_path, {"Entries.cs": CONSTANTS.format(rows=rows)})
    assert _rows(tmp_path) == []


LICENSED = """\
<?php

/*
 +------------------------------------------------+
 | This file is part of the mail client            |
 | Copyright (C) the developers: see the licence   |
 | any later version with exceptions for skins     |
 +------------------------------------------------+
*/

class {name}
{{
    {body}
}}
"""


def test_the_end_of_a_comment_is_no_code(tmp_path: Path) -> None:
    files = {
        f"{name}.php": LICENSED.format(name=name, body=body).replace("part of", f"part {name} of")
        for name, body in (("A", "public $a = 1;"), ("B", "function b() { return run(2); }"))
    }
    write(tmp_path, files)
    assert Workspace(tmp_path).ask("check_duplicates", limit=0, min_tokens=20)["duplicates"] == []


def test_alike_stretches_of_one_function_are_shown_once_at_first() -> None:
    def region(path: str, start: int, name: str) -> Region:
        return Region(path, start, start + 9, name, "block")

    sides = [
        (region("a", 1, "options"), region("a", 21, "options")),
        (region("a", 41, "options"), region("a", 61, "options")),
        (region("b", 1, "one"), region("b", 21, "two")),
    ]
    found = [Clone(0, 0, here, there, "renamed", 0.95, (), (), (0, 0)) for here, there in sides]  # type: ignore[arg-type]
    assert [clone.here for clone in one_each_first(found, classes(found))] == [sides[0][0], sides[2][0], sides[1][0]]


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("a/locale/de/formats.py", True),
        ("js/i18n/datepicker-zh-HK.js", True),
        ("localization/de_CH/names.inc", True),
        ("i18n/formats.js", False),
        ("lang/parser.py", False),
        ("lib/languages/js/source-code.js", False),
        ("indexer/languages/ts/resolve.ts", False),
        ("languages/pt_BR.json", True),
    ],
)
def test_files_of_one_language_of_people(path: str, *, is_one: bool) -> None:
    assert is_boilerplate_path(path) is is_one


@pytest.mark.parametrize(
    ("name", "text", "raw"),
    [
        ("Swift", b"load(for: a, in: b)", [b"load(", b"`for`", b":", b"a", b",", b"`in`", b":", b"b", b")"]),
        ("Swift", b"for a in b {", [b"for", b"a", b"in", b"b", b"{"]),
        ("Swift", b"$0.count", [b"$", b"0", b".count"]),
        ("Ruby", b"3.times", [b"3", b".times"]),
        ("Rust", b"0..n, 1.5e3, 0x1f", [b"0", b".", b".n", b",", b"1.5e3", b",", b"0x1f"]),
    ],
)
def test_what_a_number_and_a_label_are(name: str, text: bytes, raw: list[bytes]) -> None:
    assert tokens(text, language(name).LEXICON).raw == raw
