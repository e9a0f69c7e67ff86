"""check_duplicates by content in the languages: what each writes its own way."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest
from groundplan import Workspace

from tests.clone_samples import OTHER, RENAMED, TOTAL, ask, pairs, rows
from tests.workspaces import write

JAVA = """\
class {name} {{
    int total(List<Item> items, int rate) {{
        int total = 0;
        for (Item item : items) {{
            if (item.isActive() && item.getPrice() > 0) {{
                total += item.getPrice() * item.getQuantity();
            }}
        }}
        int discount = findDiscount(items, total);
        return (total - discount) * rate;
    }}
}}
"""


BRACED = {
    "ts": "export function {name}(items: Item[], rate: number) {{\n  let total = 0\n  for (const item of items) {{\n"
    "    if (item.active && item.price > 0) {{\n      total += item.price * item.quantity\n    }} else {{\n"
    "      log.warn('skipped', item.name)\n    }}\n  }}\n  return Math.round(total * (1 + rate))\n}}\n",
    "go": "package a\n\nfunc {name}(items []Item, rate int) int {{\n\ttotal := 0\n\tfor _, item := range items {{\n"
    "\t\tif item.Active && item.Price > 0 {{\n\t\t\ttotal += item.Price * item.Quantity\n\t\t}} else {{\n"
    '\t\t\tlog.Printf("skipped %s", item.Name)\n\t\t}}\n\t}}\n\treturn total * (1 + rate)\n}}\n',
    "java": JAVA,
    "rs": "pub fn {name}(items: &[Item], rate: i64) -> i64 {{\n    let mut total = 0;\n    for item in items {{\n"
    "        if item.active && item.price > 0 {{\n            total += item.price * item.quantity;\n        }} else {{\n"
    "            log::warn(item.name.clone());\n        }}\n    }}\n    total * (1 + rate)\n}}\n",
    "rb": "def {name}(items, rate)\n  total = 0\n  items.each do |item|\n    if item.active && item.price > 0\n"
    '      total += item.price * item.quantity\n    else\n      log.warn("skipped", item.name)\n    end\n  end\n'
    "  total * (1 + rate) - find_discount(items, total)\nend\n",
    "php": "<?php\nfunction {name}($items, $rate) {{\n    $total = 0;\n    foreach ($items as $item) {{\n"
    "        if ($item->active && $item->price > 0) {{\n            $total += $item->price * $item->quantity;\n        }} else {{\n"
    "            $log->warn('skipped', $item->name);\n        }}\n    }}\n    return round($total * (1 + $rate));\n}}\n",
    "js": "export function {name}(items, rate) {{\n  let total = 0\n  for (const item of items) {{\n"
    "    if (item.active && item.price > 0) {{\n      total += item.price * item.quantity\n    }} else {{\n"
    "      log.warn('skipped', item.name)\n    }}\n  }}\n  return Math.round(total * (1 + rate))\n}}\n",
    "c": "int {name}(const item_t *items, int count, int rate) {{\n    int total = 0;\n    for (int i = 0; i < count; i++) {{\n"
    "        if (items[i].active && items[i].price > 0) {{\n            total += items[i].price * items[i].quantity;\n"
    '        }} else {{\n            log_warn("skipped %s", items[i].name);\n        }}\n    }}\n    return total * (1 + rate);\n}}\n',
    "cpp": "int Cart::{name}(const std::vector<Item> &items, int rate) {{\n    int total = 0;\n    for (const auto &item : items) {{\n"
    "        if (item.active && item.price() > 0) {{\n            total += item.price() * item.quantity();\n"
    '        }} else {{\n            logger->warn("skipped", item.name);\n        }}\n    }}\n    return total * (1 + rate);\n}}\n',
    "cs": "class {name} {{\n    public int Sum(List<Item> items, int rate) {{\n        var total = 0;\n        foreach (var item in items) {{\n"
    "            if (item.Active && item.Price > 0) {{\n                total += item.Price * item.Quantity;\n            }} else {{\n"
    '                Log.Warn("skipped", item.Name);\n            }}\n        }}\n        return total * (1 + rate);\n    }}\n}}\n',
    "kt": "fun {name}(items: List<Item>, rate: Int): Int {{\n    var total = 0\n    for (item in items) {{\n"
    "        if (item.active && item.price > 0) {{\n            total += item.price * item.quantity\n        }} else {{\n"
    '            log.warn("skipped", item.name)\n        }}\n    }}\n    return total * (1 + rate)\n}}\n',
    "swift": "func {name}(items: [Item], rate: Int) -> Int {{\n    var total = 0\n    for item in items {{\n"
    "        if item.active && item.price > 0 {{\n            total += item.price * item.quantity\n        }} else {{\n"
    '            log.warn("skipped", item.name)\n        }}\n    }}\n    return total * (1 + rate)\n}}\n',
    "scala": "object {name} {{\n  def sum(items: List[Item], rate: Int): Int = {{\n    var total = 0\n    for (item <- items) {{\n"
    "      if (item.active && item.price > 0) {{\n        total += item.price * item.quantity\n      }} else {{\n"
    '        log.warn("skipped", item.name)\n      }}\n    }}\n    total * (1 + rate)\n  }}\n}}\n',
}  # fmt: skip


@pytest.mark.parametrize("extension", sorted(BRACED))
def test_a_changed_copy_in_every_family_of_languages(tmp_path: Path, extension: str) -> None:
    first = BRACED[extension].format(name="First")
    lines = BRACED[extension].format(name="Second").splitlines(keepends=True)
    place = next(number for number, line in enumerate(lines) if re.search(r"\bfor(each)?\b|\.each\b", line))
    added = {"rb": "audit.record(items)", "php": "$audit->record($items);", "go": "audit.Record(items)"}
    semicolon = ";" if extension in {"java", "rs", "c", "cpp", "cs"} else ""
    lines.insert(place, f"    {added.get(extension, 'audit.record(items)' + semicolon)}\n")
    write(tmp_path, {f"a.{extension}": first, f"b.{extension}": "".join(lines)})
    assert [pair[2] for pair in pairs(ask(tmp_path))] == ["similar"]


@pytest.mark.parametrize("extension", sorted(BRACED))
def test_in_every_family_of_languages(tmp_path: Path, extension: str) -> None:
    first = BRACED[extension].format(name="First")
    second = re.sub(r"\btotal\b", "umber", BRACED[extension].format(name="Second"))
    write(tmp_path, {f"a.{extension}": first, f"b.{extension}": second})
    assert [pair[2] for pair in pairs(ask(tmp_path))] == ["renamed"]


def test_a_snippet_finds_its_language(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": TOTAL, "b.ts": BRACED["ts"].format(name="First"), "c.ts": "export const x = 1\n"})
    assert pairs(ask(tmp_path, code=RENAMED)) == [("<code>", "a.py", "renamed")]
    assert pairs(ask(tmp_path, code=BRACED["ts"].format(name="Second"))) == [("<code>", "b.ts", "renamed")]
    assert pairs(ask(tmp_path, code=OTHER)) == []


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
    assert rows(tmp_path) == [(("a.ts", 3, 10), ("b.ts", 1, 8), "renamed")]


GENERIC = """\
export class Store {{
  async {name}<T>(run: (store: Store) => Promise<T>): Promise<T>
  async {name}<T>(level: Level, run: (store: Store) => Promise<T>): Promise<T>
{body}}}
"""
GENERIC_BODY = """\
  async {name}<T>(first: Level | Run<T>, second?: Run<T>): Promise<T> {{
    const level = typeof first === 'string' ? first : undefined
    const run = typeof first === 'function' ? first : second
    if (!run) throw new StoreError('a callback has to be the second one with a level')
    const runner = this.runner ?? this.source.createRunner()
    await runner.start(level)
    return run(runner.store).finally(() => runner.release())
  }}
"""


def test_overloads_with_type_parameters_are_no_part_of_their_implementation(tmp_path: Path) -> None:
    store = GENERIC.format(name="transact", body=GENERIC_BODY.format(name="transact"))
    write(tmp_path, {"a.ts": store, "b.ts": f"class Umber {{\n{GENERIC_BODY.format(name='bracket')}}}\n"})
    assert rows(tmp_path) == [(("a.ts", 4, 11), ("b.ts", 2, 9), "renamed")]


HANDLER = """\
register(server, {{
  {name}: async (
    {request},
    reply,
  ) => {{
    const found = await {request}.store.find({request}.params.id, {{ deep: true }})
    if (!found || found.owner !== {request}.user.id) return reply.status(404).send({{ error: 'none' }})
    for (const part of found.parts) await part.load({request}.store)
    {request}.log.info(found.id, found.parts.length)
    reply.header('etag', found.version).send(found.toJSON())
  }},
}})
"""


def test_a_function_in_an_object_is_found_by_its_layout_where_its_parameters_stand_below_each_other(
    tmp_path: Path,
) -> None:
    other = HANDLER.format(name="read", request="asked").replace("'none'", "'gone'").replace("reply", "answer")
    write(tmp_path, {"a.js": HANDLER.format(name="show", request="request"), "b.js": other})
    assert rows(tmp_path) == [(("a.js", 2, 11), ("b.js", 2, 11), "renamed")]


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
    assert [row[2] for row in rows(tmp_path)] == ["renamed"]


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
    assert [row[:2] for row in rows(tmp_path)] == [(("one.rb", 3, 10), ("two.rb", 6, 13))]


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


SCALA_PARAMETERS = """\
class {name}Spec extends Spec {{
  "it" should {{
    def {define}(text: String)(
        implicit app: Application
    ): Result = {{
      val {local} = app.injector.instanceOf[Parser].tolerant
      val request = newRequest().header(CONTENT_TYPE, "application/json")
      val made = {local}(request).run(Source.single(ByteString(text)))
      await(made.toFuture).right.get.asMap
    }}
  }}
}}
"""


SCALA_EXPRESSION = """\
class {name}Spec extends Spec {{
  "it" should {{
    def {define}({local}: RequestHeader, status: Int, message: String) =
      Future.successful(
        Results.BadRequest(
          s"${{{local}.remote.parts.mkString(", ")}}|${{{local}.scheme.render}}|${{{local}.secure}}|" +
            {local}.authority.map(_.render).getOrElse("<none>")
        )
      )
    other()
  }}
}}
"""


@pytest.mark.parametrize("text", [SCALA_PARAMETERS, SCALA_EXPRESSION], ids=["parameters on lines", "expression"])
def test_a_definition_inside_a_call_may_have_other_layouts(tmp_path: Path, text: str) -> None:
    one = text.format(name="A", define="parse", local="request0")
    write(tmp_path, {"A.scala": one, "B.scala": text.format(name="B", define="read", local="umber")})
    found = Workspace(tmp_path).ask("check_duplicates", limit=0)["duplicates"]
    assert [(row["name"], row["of"]["name"], row["match"]) for row in found] == [("read", "parse", "renamed")]


DECORATED = """\
@cases("a ( or [", [(("one", Case(Part(left=(1, (2,))))),), ("b)", Case(Part(Piece("]"))))])
"""


def test_decorators_with_brackets_in_literals_are_no_part_of_a_function(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": DECORATED + TOTAL, "b.py": RENAMED})
    assert rows(tmp_path) == [(("a.py", 1, 10), ("b.py", 1, 9), "renamed")]


def test_a_trailing_comma_of_a_formatter_is_layout(tmp_path: Path) -> None:
    broken = TOTAL.replace("(items, total)", "(\n        items,\n        total,\n    )")
    write(tmp_path, {"a.py": TOTAL, "b.py": broken})
    assert pairs(ask(tmp_path)) == [("b.py", "a.py", "exact")]


ATTRIBUTES = """\
#[rstest]
#[case(vec!["one", "two"], "o", &[("a", [1, 2])])]
#[case(vec!["three"], "t", &[])]
"""


ATTRIBUTED = """\
fn {name}({items}: Vec<&str>, {line}: &str) -> Result<()> {{
    let mut {history} = {History}::new({items}.len())?;
    for item in {items} {{
        {history}.{save}(item)?;
    }}
    let found: Vec<String> = {history}.complete({line}, {line}.len()).into_iter().collect();
    Ok(())
}}
"""


def test_attributes_with_brackets_in_brackets_are_no_part_of_a_function(tmp_path: Path) -> None:
    one = ATTRIBUTES + ATTRIBUTED.format(
        name="finds", items="items", line="line", history="history", History="Log", save="save"
    )
    other = ATTRIBUTED.format(name="seeks", items="words", line="start", history="store", History="Store", save="put")
    write(tmp_path, {"a.rs": one, "b.rs": other})
    assert [row[2] for row in rows(tmp_path)] == ["renamed"]


def test_a_function_in_a_file_with_elements_is_a_copy_of_one_in_a_file_without(tmp_path: Path) -> None:
    """What leads a workspace of React is TSX, and a snippet is read as that first."""
    page = "export function {name}() {{\n  return <b>{name}</b>\n}}\n"
    files = {f"src/{name}.tsx": page.format(name=name) for name in ("One", "Two", "Three")}
    files |= {
        "lib/total.ts": BRACED["ts"].format(name="total"),
        "src/Cart.tsx": BRACED["ts"].format(name="sumUp") + page.format(name="Cart"),
    }
    workspace = Workspace(write(tmp_path, files))
    found = workspace.check_duplicates(code=BRACED["ts"].format(name="count"))["duplicates"]
    assert "lib/total.ts" in {item["of"]["path"] for item in found if item["of"]}
    whole = ask(tmp_path, paths=["src/Cart.tsx"])["duplicates"][0]
    assert whole["of"]["path"] == "lib/total.ts"


def test_code_without_types_is_a_copy_of_code_with_them(tmp_path: Path) -> None:
    typed, plain = (
        BRACED["ts"].format(name="total"),
        BRACED["ts"].format(name="total").replace(": Item[]", "").replace(": number", ""),
    )
    workspace = Workspace(write(tmp_path, {"lib/total.ts": typed, "a.js": "a()\n", "b.js": "b()\n"}))
    found = workspace.check_duplicates(code=plain)["duplicates"]
    assert [(item["match"], item["of"]["path"]) for item in found if item["of"]] == [("similar", "lib/total.ts")]
