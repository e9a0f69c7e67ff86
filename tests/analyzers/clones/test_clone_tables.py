"""check_duplicates by content: rows and tables, which repeat by their nature, and code that merely holds one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.clone_samples import OTHER, SUM, TOTAL, ask, rows
from tests.workspaces import write

if TYPE_CHECKING:
    from pathlib import Path


WIDTHS = "".join(
    f"const {face} = makeTable(function (t) {{\n"
    + "".join(f"  t.glyph{glyph} = {seed + glyph};\n" for glyph in range(40))
    + "});\n"
    for face, seed in (("roman", 200), ("bold", 300))
)


def test_tables_that_are_written_as_assignments_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, {"a.js": WIDTHS})
    assert ask(tmp_path)["duplicates"] == []


OPTIONS = "".join(
    f"    parser.add_argument('--option{number}', dest='a{number}', default=None)\n" for number in range(9)
)


def test_rows_that_register_options_are_no_clones(tmp_path: Path) -> None:
    more = "".join(f"    command.part{number}(parser, {number})\n" for number in range(40))
    files = {
        "a.py": f"def one(parser):\n{OPTIONS}    return 1\n",
        "b.py": f"def two(command, parser):\n{more}{OPTIONS}",
    }
    assert ask(write(tmp_path, files))["duplicates"] == []


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
    assert rows(tmp_path) == []


CONSTANTS = """\
class Entries {{
{rows}
}}
"""


def test_rows_that_make_one_thing_each_are_no_clones(tmp_path: Path) -> None:
    names = ["red", "green", "blue", "cyan", "magenta", "yellow", "key", "hue", "light", "alpha", "name", "hex"]
    made = "\n".join(
        f'    static readonly Entry {name} = new Entry("{name}", Text.{name.title()}, Kind.Color);' for name in names
    )
    write(tmp_path, {"Entries.cs": CONSTANTS.format(rows=made)})
    assert rows(tmp_path) == []


LOOKED_UP = """\
def {name}(day, frequency, limit=None):
    steps = {{
        "daily": "end_of_day", "day": "end_of_day", "1d": "end_of_day",
        "weekly": "end_of_week", "week": "end_of_week", "1w": "end_of_week",
        "monthly": "end_of_month", "month": "end_of_month", "1m": "end_of_month",
        "yearly": "end_of_year", "year": "end_of_year", "1y": "end_of_year",
    }}
    end = day
    if frequency in steps:
        end = day.moved(steps[frequency])
    while end < day and frequency:
        end += steps[end - day]
    if limit is not None and end > limit:
        return limit
    if end is None or day is None:
        return day
    return end
"""


def test_a_function_that_looks_something_up_in_its_own_table_is_more_than_data(tmp_path: Path) -> None:
    copy = LOOKED_UP.format(name="last").replace("end_of", "start_of").replace("steps", "moves").replace("daily", "d")
    write(tmp_path, {"a.py": LOOKED_UP.format(name="first"), "b.py": copy})
    assert [row[2] for row in rows(tmp_path)] == ["renamed"]
    write(tmp_path, {"b.py": copy.replace("    end = day\n", "").replace("return limit", "return limit.begun(end)")})
    assert [row[2] for row in rows(tmp_path)] == ["similar"]


def test_rows_of_choices_are_data(tmp_path: Path) -> None:
    listed = "".join(f"    (COLOUR_{number}, _('Colour {number}')),\n" for number in range(15))
    table = f"\n\nCHOICES = (\n{listed})\n"
    write(tmp_path, {"a.py": TOTAL + table, "b.py": OTHER + SUM + table})
    assert rows(tmp_path) == []


MARKED = """\
class Section
  def to_s
    indent = ' ' * {size}
    if arg && !arg.to_s.empty?
      "#{{indent}}<#{{name}} #{{arg}}>\\n#{{body}}\\n#{{indent}}</#{{name}}>"
    else
      "#{{indent}}<#{{name}}>\\n#{{body}}\\n#{{indent}}</#{{name}}>"
    end
  end
end
"""


def test_text_between_the_code_of_one_literal_is_no_table(tmp_path: Path) -> None:
    write(tmp_path, {"a.rb": MARKED.format(size="indent_size"), "b.rb": MARKED.format(size="find_size(path, body)")})
    assert rows(tmp_path) == [(("a.rb", 2, 9), ("b.rb", 2, 9), "similar")]


def test_rows_that_declare_options_of_a_command_are_no_clones(tmp_path: Path) -> None:
    options = "".join(
        f"            new InputOption('{name}', null, InputOption::VALUE_NONE, 'Leave {name} out.'),\n"
        for name in ("progress", "update", "install", "audit", "blocking", "scripts", "plugins")
    )
    files = {
        f"{name}.php": f"<?php\nclass {name}\n{{\n    function configure()\n    {{\n        $this->as{name}([\n{options}"
        f"        ]);\n        $this->say{name}(1);\n    }}\n}}\n"
        for name in ("Remove", "Require")
    }
    assert rows(write(tmp_path, files)) == []


EXPECTED = """\
    scope.set_tag("shop", 1)
    scope.capture("ordered")
    (first, second, third) = events
    assert first["tags"] == {"shop": 1}
    assert second["tags"] == {"shop": 1, "till": 2, "lane": 3}
    assert third["user"] == {"id": 7}
    scope.close(third)
"""


def test_the_same_statements_with_the_same_tables_in_two_files_are_a_block(tmp_path: Path) -> None:
    one = f"def one(scope, till):\n    till.open()\n    till.fill(scope)\n{EXPECTED}"
    steps = "".join(f"    lane.step_{number}(shop.part_{number}, *scope[{number}:])\n" for number in range(20))
    write(tmp_path, {"a.py": one, "b.py": f"def other(lane, shop, scope, events):\n{steps}{EXPECTED}"})
    assert rows(tmp_path) == [(("a.py", 4, 10), ("b.py", 22, 28), "exact")]


SET_UP = """\
    graph = shop.Graph()
    graph.add_edge("a", "b", weight=1)
    graph.add_edge("a", "c", weight=2)
    graph.add_edge("b", "d", weight=3)
    graph.add_edge("d", "a", weight=4)
    graph.add_edge("d", "e", weight=6)
"""


def test_rows_of_one_call_are_a_block_where_another_file_has_the_very_same(tmp_path: Path) -> None:
    one = f"def one(shop, till):\n    till.open(shop)\n{SET_UP}    assert shop.paths(graph) == till.count\n"
    steps = "".join(f"    lane.step_{number}(shop.part_{number}, *scope[{number}:])\n" for number in range(20))
    write(tmp_path, {"a.py": one, "b.py": f"def other(shop, lane, scope):\n{SET_UP}{steps}"})
    assert rows(tmp_path) == [(("a.py", 3, 8), ("b.py", 2, 7), "exact")]
    write(tmp_path, {"b.py": f"def other(shop, lane, scope):\n{SET_UP.replace('weight=', 'weight=1')}{steps}"})
    assert rows(tmp_path) == []


CHECKED = [
    f"    assert len([part for part in found[{at}] if len(part) == {at + 5}]) == {at * 7}\n" for at in range(3, 12)
]


def test_rows_of_one_call_are_a_changed_copy_where_their_values_are_the_same(tmp_path: Path) -> None:
    one = f"def test_parts(shop):\n    graph = shop.graph()\n    found = shop.parts(graph)\n{''.join(CHECKED)}"
    other = one.replace(CHECKED[1], "    graph.close(found, shop)\n").replace(CHECKED[3], "    shop.close(found)\n")
    write(tmp_path, {"a.py": one, "b.py": other})
    assert [match for *_, match in rows(tmp_path)] == ["similar"]
    write(tmp_path, {"b.py": other.replace("found[", "found[9").replace(") == ", ") == 8")})
    assert rows(tmp_path) == []


def _metric(name: str, text: str, label: str) -> str:
    return (
        f'\t\t{name}: metrics.NewGauge(\n\t\t\tmetrics.Options{{\n\t\t\t\tNamespace: space,\n\t\t\t\tSubsystem: "client",\n'
        f'\t\t\t\tName: "{name}",\n\t\t\t\tHelp: "{text}",\n\t\t\t}},\n\t\t\t[]string{{{label}}},\n\t\t),\n'
    )


def test_one_record_after_another_in_a_file_is_its_table(tmp_path: Path) -> None:
    made = "".join(_metric(f"sent{at}", f"How many {at} were sent", "peer") for at in range(3))
    more = "".join(_metric(f"lost{at}", f"What was lost of {at}", "peer") for at in range(3))
    between = "\t}\n\tother = holder{\n\t\tfirst: read(path, 1) + 2,\n"
    write(tmp_path, {"metrics.go": f"package a\n\nvar (\n\tclient = holder{{\n{made}{between}{more}\t}}\n)\n"})
    assert rows(tmp_path) == []


def test_functions_of_rows_of_one_call_with_other_values_are_tables(tmp_path: Path) -> None:
    for name in ("ways", "notes", "users"):
        calls = "".join(
            f'    assert_routing(\n      {{ :path => "/{name}/{at}", :method => :get }},\n'
            f'      {{ :controller => "api/{name}", :action => "{name}{at}" }}\n    )\n'
            for at in range(6)
        )
        write(tmp_path, {f"test/{name}_test.rb": f"class {name.title()}Test\n  def test_routes\n{calls}  end\nend\n"})
    assert rows(tmp_path) == []


MEMBERS = "class {name}(enum.Enum):\n" + "".join(f"    {{name}}_{at} = enum.auto()\n" for at in range(12))


def test_one_row_over_and_over_is_no_clone_of_such_rows_elsewhere(tmp_path: Path) -> None:
    """The members of two enumerations."""
    for name in ("mode", "release"):
        write(tmp_path, {f"{name}.py": f"import enum\n\n\n{MEMBERS.format(name=name)}"})
    assert rows(tmp_path) == []


EDGES = "".join(f'        ("{one}", "{one}{at}", {at}),\n' for at, one in enumerate("suvxyabcde"))
WEIGHED = f"""\
def test_weight(found):
    edges = [
{EDGES}    ]
    graph = shop.Graph()
    graph.add_edges(edges)
    assert all(shop.paths(graph, found)[node] == 3 for node in graph)
"""


def test_a_function_with_the_same_table_is_a_copy_where_a_statement_is_gone(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": WEIGHED, "b.py": WEIGHED.replace("    graph.add_edges(edges)\n", "")})
    assert [match for _, _, match in rows(tmp_path)] == ["similar"]
    write(
        tmp_path,
        {"b.py": WEIGHED.replace("    graph.add_edges(edges)\n", "").replace('("', '("o').replace('", "', '", "p')},
    )
    assert rows(tmp_path) == []


FITTED = """\
def test_fit(models):
    light = [1000, 200, 1000, 200, 1000, 200, 400, 600]
    warm = [25, 25, 50, 50, 75, 75, 20, 30]
    wanted = [1.0, 0.949, 0.928, 0.876, 0.855, 0.803, 0.7, 0.6]
    limits = [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8]
    found = models.fit_efficiency(light, warm, wanted, as_table=False)
    made = models.efficiency(light, warm, *found)
    assert_close(made, wanted, within=1e-6)
    assert_below(limits, made)
"""


def test_a_test_that_calls_the_same_with_other_tables_is_a_copy_where_a_statement_is_gone(tmp_path: Path) -> None:
    other = FITTED.replace("00, ", "1, ").replace("0.", "0.1").replace("light", "lit").replace("wanted", "right")
    changed = other.replace("test_fit", "test_other").replace("    assert_below(limits, made)\n", "")
    write(tmp_path, {"test_a.py": FITTED, "test_b.py": changed})
    assert [match for _, _, match in rows(tmp_path)] == ["similar"]
    elsewhere = (
        changed.replace(".fit_efficiency(", ".losses(")
        .replace(".efficiency(", ".dirt(")
        .replace("assert_close(", "approve(")
    )
    write(tmp_path, {"test_b.py": elsewhere})
    assert rows(tmp_path) == []
