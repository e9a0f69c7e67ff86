"""check_duplicates by content: kinds of clones, noise, snippet and paths."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from groundplan import Workspace
from groundplan.errors import GroundplanError
from groundplan.formats.duplicates import to_sarif, to_text

from tests.workspaces import write

TOTAL = """\
def total_price(items, rate):
    total = 0
    for item in items:
        if item.active and item.price > 0:
            total += item.price * item.quantity
        else:
            log.warning("skipped %s", item.name)
    discount = find_discount(items, total)
    return round(total * (1 - discount) * (1 + rate), 2)
"""
RENAMED = TOTAL.replace("total", "umber").replace("items", "rows").replace("0.2", "9").replace("skipped", "left out")
CHANGED = TOTAL.replace("    discount =", "    audit.record(items)\n    discount =")
LAYOUT = TOTAL.replace("    for", "\n    # each\n    for").replace("(items, rate)", "(items,\n                rate)")
EVERY_NAME = (
    RENAMED.replace(".active", ".fern").replace(".price", ".cost").replace(".quantity", ".count")
    .replace("find_discount", "seek").replace("round", "floor")
)  # fmt: skip
OTHER = """\
def read_config(path, default):
    with open(path, encoding="utf-8") as handle:
        values = parse(handle.read())
    for key, value in default.items():
        values.setdefault(key, value)
    if "include" in values:
        values.update(read_config(values.pop("include"), {}))
    return Config(values, source=path)
"""


def ask(root: Path, **parameters: Any) -> dict[str, Any]:
    return Workspace(root).ask("check_duplicates", **parameters)


def pairs(answer: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(row["path"], row["of"]["path"], row["match"]) for row in answer["duplicates"]]


@pytest.mark.parametrize(
    ("copy", "match"),
    [
        pytest.param(TOTAL, "exact", id="the same"),
        pytest.param(LAYOUT, "exact", id="other layout and a comment"),
        pytest.param(RENAMED, "renamed", id="locals, literals and its own name changed"),
        pytest.param(EVERY_NAME, "renamed", id="every name changed"),
        pytest.param(CHANGED, "similar", id="a statement added"),
        pytest.param(OTHER, None, id="other code"),
    ],
)
def test_kinds_of_clones(tmp_path: Path, copy: str, match: str | None) -> None:
    write(tmp_path, {"a.py": TOTAL, "b.py": copy})
    answer = ask(tmp_path)
    assert [(*sorted(pair[:2]), pair[2]) for pair in pairs(answer)] == ([("a.py", "b.py", match)] if match else [])
    assert answer["found_duplicates"] is bool(match)


def test_a_block_pasted_into_another_function(tmp_path: Path) -> None:
    body = OTHER.rpartition("    return")[0]
    more = "".join(f"    values['part {number}'] = book.part(number).read().strip()\n" for number in range(9))
    text = body + "".join(TOTAL.splitlines(keepends=True)[1:9]) + more + "    return values\n"
    write(tmp_path, {"a.py": TOTAL, "c.py": text})
    rows = [(row["kind"], row["match"], row["start_line"], row["end_line"]) for row in ask(tmp_path)["duplicates"]]
    assert rows == [("block", "exact", 8, 15)]


def test_two_functions_of_one_file(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": TOTAL + "\n\n" + TOTAL.replace("total_price", "price_total")})
    assert [(row["start_line"], row["of"]["start_line"]) for row in ask(tmp_path)["duplicates"]] == [(12, 1)]


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


# ---- noise

IMPORTS = "".join(
    f"from package.module{number} import Name{number}, Other{number}, Third{number}\n" for number in range(30)
)
TABLE = (
    "CODES = {\n"
    + "".join(f"    'key{number}': ({number}, 'value {number}', {number}),\n" for number in range(30))
    + "}\n"
)
MIGRATION = "class Migration(migrations.Migration):\n    def forwards(self):\n" + "".join(
    f"        self.add(models.Field('field{number}', null=True, default=None))\n" for number in range(12)
)


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        pytest.param("a.py", "b.py", IMPORTS, id="imports"),
        pytest.param("a.py", "b.py", TABLE, id="a table of data"),
        pytest.param("app/migrations/0001_a.py", "app/migrations/0002_b.py", MIGRATION, id="migrations"),
        pytest.param("a.py", "vendor/b.py", TOTAL, id="vendored"),
        pytest.param(
            "a.py",
            "b.py",
            TOTAL.replace("    total = 0", "    # groundplan: allow-duplicate apart on purpose\n    total = 0"),
            id="allowed",
        ),
    ],
)
def test_noise_is_left_out(tmp_path: Path, first: str, second: str, text: str) -> None:
    write(tmp_path, {first: text, second: text})
    assert ask(tmp_path)["duplicates"] == []


def test_the_settings_allow_duplicates_by_path(tmp_path: Path) -> None:
    settings = '[tool.groundplan]\nallow_duplicates = ["examples/*/start.py"]\n'
    files = {"a.py": TOTAL, "examples/one/start.py": TOTAL, "examples/one/more.py": TOTAL, "pyproject.toml": settings}
    assert pairs(ask(write(tmp_path, files))) == [("examples/one/more.py", "a.py", "exact")]


CASE = """\
class TestCart:
    def test_{name}(self):
        cart = Cart(owner=self.owner, currency="{name}")
        cart.add(self.products.first(), quantity=3)
        cart.add(self.products.last(), quantity=5)
        response = self.client.post(cart.url, cart.as_dict())
        self.assertEqual(response.status_code, {status})
        self.assertEqual(response.json()["total"], cart.total())
"""


def test_cases_of_one_test_file_are_its_rows(tmp_path: Path) -> None:
    cases = CASE.format(name="eur", status=200) + CASE.format(name="usd", status=201)
    assert pairs(ask(write(tmp_path, {"tests/test_cart.py": cases}))) == []


def test_a_case_copied_as_it_is_counts(tmp_path: Path) -> None:
    case = CASE.format(name="eur", status=200)
    answer = ask(write(tmp_path, {"tests/test_cart.py": case + case}))
    assert [pair[2] for pair in pairs(answer)] == ["exact"]


def test_a_permit_needs_a_reason(tmp_path: Path) -> None:
    text = "# groundplan: allow-duplicate\n" + TOTAL
    write(tmp_path, {"a.py": text, "b.py": text})
    assert len(ask(tmp_path)["duplicates"]) == 1


NESTED = """\
# groundplan: allow-duplicate the old interface keeps its own
def {name}(items, rate):
    if not items.filter(rate, active=True).exists():
        raise EmptyError(items, rate)

    def resolve(found, {names}, default):
        for key, value in {names}.items():
            if key in found and value.active:
                found[key] = value.resolve(found, default)
            else:
                raise UnknownError(key, found.name)
        return found.close(default, {names})

    return resolve(items.first(), rate, None)
"""


def test_a_permit_counts_for_what_its_function_holds(tmp_path: Path) -> None:
    files = {"a.py": NESTED.format(name="old", names="keys"), "b.py": NESTED.format(name="new", names="names")}
    assert ask(write(tmp_path, files))["duplicates"] == []


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


# ---- the whole workspace

READER = """\
class {name}:
    def __init__(self, path, mode):
        self.path = normalise(path)
        self.handle = open_file(self.path, mode)
        self.lines = self.handle.readlines()
        self.position = Position(self.path, 0)

    def header(self):
        values = [part.strip() for part in self.lines[0].split(";")]
        checked = [check_name(value) for value in values if value]
        return Header(self.path, checked, {kind})

    def rows(self):
        for number, line in enumerate(self.lines[1:]):
            self.position.move(number)
            cells = split_cells(line, self.position)
            if cells.is_blank():
                continue
            yield Row(self.position.copy(), cells, {kind})

    def close(self):
        self.handle.close()
        self.position.reset()
        notify_closed(self.path, len(self.lines))
"""
READERS = "import os\nimport sys\n\n" + READER.format(name="CsvReader", kind="CSV")


def test_equal_files_are_one_row(tmp_path: Path) -> None:
    answer = ask(write(tmp_path, {"a/reader.py": READERS, "b/reader.py": READERS}))
    rows = [(row["kind"], row["match"], row["path"], row["of"]["path"]) for row in answer["duplicates"]]
    assert rows == [("file", "exact", "b/reader.py", "a/reader.py")]
    assert answer["duplicates"][0]["hint"] == "equal files: keep a/reader.py and import it in place of b/reader.py"


def test_equal_classes_are_one_row(tmp_path: Path) -> None:
    second = "LIMIT = read_limit()\n" * 30 + READER.format(name="LogReader", kind="LOG")
    answer = ask(write(tmp_path, {"a.py": READERS, "b.py": second}))
    rows = [(row["kind"], row["match"], row["name"], row["of"]["name"]) for row in answer["duplicates"]]
    assert rows == [("class", "similar", "LogReader", "CsvReader")]


def test_files_of_imports_are_no_clones(tmp_path: Path) -> None:
    text = "".join(f"from .module{number} import Name{number}\n" for number in range(40))
    assert ask(write(tmp_path, {"a/__init__.py": text, "b/__init__.py": text}))["duplicates"] == []


def test_worst_files_and_shares_by_zone(tmp_path: Path) -> None:
    answer = ask(write(tmp_path, {"a.py": TOTAL, "b.py": TOTAL, "tests/test_a.py": OTHER, "tests/test_b.py": OTHER}))
    assert answer["worst_files"] == [
        {"path": "b.py", "duplicated_lines": 9, "share": 1.0},
        {"path": "tests/test_b.py", "duplicated_lines": 8, "share": 1.0},
    ]
    assert answer["duplication_by_zone"] == {"product": 0.5, "test": 0.5}


def test_a_class_of_three_and_its_lines(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": TOTAL, "b.py": TOTAL, "c.py": TOTAL, "d.py": OTHER})
    answer = ask(tmp_path)
    assert [[place["path"] for place in group["places"]] for group in answer["groups"]] == [["a.py", "b.py", "c.py"]]
    assert answer["duplicated_lines"] == 18
    assert answer["duplication"] == pytest.approx(18 / 35, abs=0.01)


def test_the_same_answer_after_an_edit_and_back(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": TOTAL, "b.py": RENAMED, "c.py": CHANGED})
    before = ask(tmp_path)
    write(tmp_path, {"b.py": OTHER})
    assert pairs(ask(tmp_path)) != pairs(before)
    write(tmp_path, {"b.py": RENAMED})
    assert ask(tmp_path) == before


def test_fingerprints_do_not_move_with_the_code(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": TOTAL, "b.py": RENAMED})
    before = [row["fingerprint"] for row in ask(tmp_path)["duplicates"]]
    write(tmp_path, {"a.py": "import os\n\n\n" + TOTAL})
    assert [row["fingerprint"] for row in ask(tmp_path)["duplicates"]] == before


# ---- files, snippets, commits


def test_files_against_the_workspace(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": TOTAL, "lib/b.py": RENAMED, "c.py": OTHER, "d.py": OTHER})
    assert pairs(ask(tmp_path, paths=["a.py"])) == [("a.py", "lib/b.py", "renamed")]
    assert pairs(ask(tmp_path, paths=["lib"])) == [("lib/b.py", "a.py", "renamed")]


def test_a_snippet_finds_its_language(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": TOTAL, "b.ts": BRACED["ts"].format(name="First"), "c.ts": "export const x = 1\n"})
    assert pairs(ask(tmp_path, code=RENAMED)) == [("<code>", "a.py", "renamed")]
    assert pairs(ask(tmp_path, code=BRACED["ts"].format(name="Second"))) == [("<code>", "b.ts", "renamed")]
    assert pairs(ask(tmp_path, code=OTHER)) == []


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"name": "a", "code": "b"}, "one of name, paths, code, staged"),
        ({"name": " "}, "name is empty"),
        ({"threshold": 2.0}, "threshold is 2.0"),
        ({"min_tokens": 0}, "min_tokens is 0"),
        ({"paths": ["none.py"]}, "not in the workspace"),
    ],
)
def test_errors_name_the_problem(tmp_path: Path, parameters: dict[str, Any], message: str) -> None:
    write(tmp_path, {"a.py": TOTAL})
    with pytest.raises(GroundplanError, match=message):
        ask(tmp_path, **parameters)


# ---- formats


def test_sarif_names_both_places(tmp_path: Path) -> None:
    write(tmp_path, {"a b.py": TOTAL, "b.py": RENAMED})
    run = json.loads(to_sarif(ask(tmp_path)))["runs"][0]  # type: ignore[arg-type]
    result = run["results"][0]
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]) == ("b.py", {"startLine": 1, "endLine": 9})
    assert result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b.py"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "RenamedDuplicate"
    assert set(result["partialFingerprints"]) == {"groundplanDuplicate/v1"}


def test_text_sets_both_places_side_by_side(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": TOTAL, "b.py": RENAMED})
    workspace = Workspace(tmp_path)
    answer = workspace.ask("check_duplicates")
    with workspace.index() as index:
        text = to_text(answer, index.lines)  # type: ignore[arg-type]
    assert text.splitlines()[1].split("|") == [
        f"  {'def umber_price(rows, rate):':<60} ",
        " def total_price(items, rate):",
    ]
    assert text.splitlines()[-1].startswith("1 duplicates")


def test_the_hint_names_the_parameters(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": TOTAL, "b.py": TOTAL.replace("find_discount", "find_rebate").replace("quantity", "count")})
    assert (
        "equal but for 2 names or values (quantity -> count, find_discount -> find_rebate)"
        in ask(tmp_path)["duplicates"][0]["hint"]
    )


def test_the_usual_answer_stays_compact(tmp_path: Path) -> None:
    deep = "src/a_rather_long_folder_name/and_another_one/below_it"
    files: dict[str, str] = {}
    for number in range(40):
        text = TOTAL.replace("total", f"sum_{number}").replace("find_discount", f"discount_of_{number}")
        text = text.replace("0.2", str(number)).replace("item.active", f"item.is_{number} or item.was_{number}")
        files |= {f"{deep}/{side}/calculation_of_price_{number}.py": text for side in ("first", "second")}
    workspace = Workspace(write(tmp_path, files))
    answer, every = workspace.check_duplicates(), workspace.check_duplicates(limit=0)
    assert len(json.dumps(answer)) < 10_000 < len(json.dumps(every))
    assert (answer["truncated"], every["truncated"], answer["total"]) == (True, False, every["total"])
