"""check_duplicates by content: what is alike by its nature is no clone, and what only looks like such rows is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace
from groundplan.analyzers.clones.noise.noise import boilerplate_paths

from tests.clone_samples import ask, pairs
from tests.workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

DIALOG = """\
export async function hide(account: Account) {
  if (!state.value.hidden) {
    const choice = await openDialog({
      title: t('hide.title'),
      description: t('hide.description', [account.name]),
      confirm: t('hide.confirm'),
      cancel: t('hide.cancel'),
    })
    if (choice.answer !== 'confirm')
      return
  }
  const hidden = !state.value?.hidden
  state.value = await client.value.accounts.$select(account.id).follow({ hidden })
}
"""
OTHER = (
    DIALOG.replace("hide", "mute")
    .replace("  const hidden = !state.value?.hidden\n", "  const kept = account\n")
    .replace("const choice = await", "let choice: Choice = await")
    .replace("choice.answer !== 'confirm'", "choice.refused || account.kept")
)


def test_texts_looked_up_in_a_language_are_no_rows_of_one_call(tmp_path: Path) -> None:
    write(tmp_path, {"a.ts": DIALOG, "b.ts": OTHER})
    found = Workspace(tmp_path).ask("check_duplicates")["duplicates"]
    assert [(row["name"], row["of"]["name"], row["match"]) for row in found] == [("mute", "hide", "similar")]


def test_rows_of_one_call_that_are_only_alike_are_none(tmp_path: Path) -> None:
    write(tmp_path, {"a.ts": DIALOG.replace(" t(", " option("), "b.ts": OTHER.replace(" t(", " option(")})
    assert Workspace(tmp_path).ask("check_duplicates")["duplicates"] == []


COLOURS = "".join(f'        Color::Name{number} => f.write_str("5:{number}"),\n' for number in range(9))


def test_lines_copied_between_rows_of_one_call_are_a_block(tmp_path: Path) -> None:
    one = f"fn paint(f: &mut Out, color: Color) -> Result {{\n    match color {{\n{COLOURS}        _ => Ok(()),\n    }}\n}}\n"
    other = (
        "fn draw(&self, f: &mut Out) -> Result {\n    begin(f, self.width)?;\n    let shade = self.theme.shade(3);\n"
        f"    match shade.color {{\n{COLOURS}    }}\n    self.finish(f, shade)?;\n    end(f, self.count + 1)\n}}\n"
    )
    write(tmp_path, {"a.rs": one, "b.rs": other})
    found = Workspace(tmp_path).ask("check_duplicates")["duplicates"]
    assert [(row["start_line"], row["end_line"], row["kind"], row["match"]) for row in found] == [
        (5, 13, "block", "exact")
    ]


FIELDS = "".join(
    f"  private readonly {name.lower()} = inject({name});\n"
    for name in ("Api", "Data", "Dialog", "Notes", "Router", "Users")
)


def test_functions_that_return_a_table_of_rows_are_no_clones(tmp_path: Path) -> None:
    for file, words in {"langs": ("de", "en", "es", "fr", "it"), "logos": ("ada", "btc", "dot", "eth", "xmr")}.items():
        rows = "".join(f"      {{name: '{word}', label: '{word} {file}', icon: '{word}.png'}},\n" for word in words)
        write(
            tmp_path, {f"{file}.js": f"export function {file}() {{\n  return {{\n    all: [\n{rows}    ]\n  }}\n}}\n"}
        )
    assert Workspace(tmp_path).ask("check_duplicates", min_tokens=20)["duplicates"] == []


def test_scripts_that_are_run_once_are_left_as_they_are(tmp_path: Path) -> None:
    other = {"script/fixes/001_mute.ts": DIALOG, "script/fixes/002_hide.ts": OTHER}
    write(tmp_path, other)
    assert Workspace(tmp_path).ask("check_duplicates")["duplicates"] == []
    write(tmp_path, {"src/fixes/mute.ts": DIALOG, "src/fixes/hide.ts": OTHER})
    assert Workspace(tmp_path).ask("check_duplicates")["total"] == 1


SHARED = """\
    return rows.map(&:first) if rows.one?
  end

  def summary(rows, limit)
    found = rows.reject(&:hidden?).sort_by(&:position).first(limit)
    names = found.map { |row| row.name.strip.downcase }
    names += ["and others"] if rows.size > limit
    log.info("summary", rows: rows.size, limit: limit)
    names.join(", ").truncate(LONGEST)
"""


def test_a_stretch_is_of_the_function_that_most_of_it_is_in(tmp_path: Path) -> None:
    one = f"class Pool\n  def firsts(rows)\n    check(rows)\n{SHARED}    .presence\n  end\nend\n"
    other = f"class Group\n  def heads(rows, user)\n    rows = visible(rows, user)\n{SHARED}    .then {{ |text| mark(text) }}\n  end\nend\n"
    write(tmp_path, {"a.rb": one, "b.rb": other})
    [found] = Workspace(tmp_path).ask("check_duplicates", min_tokens=30)["duplicates"]
    assert (found["name"], found["start_line"], found["end_line"]) == ("Group.summary", 7, 14)


LICENSED = """\
{mark}/* Licensed to the owners under one or more agreements.
 * See the file that goes with this work for more of it.
 */
package shop.{name};

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What is shared.
 */
public @interface {name} {{
}}
"""


def test_imports_behind_a_comment_are_no_block(tmp_path: Path) -> None:
    """The shared stretch begins with a license and ends in a comment: cut to its code, imports are left."""
    files = {f"src/{name}.java": LICENSED.format(name=name, mark="") for name in ("Paid", "Owed")}
    same = {path: text.replace("package shop.Owed", "package shop.Paid") for path, text in files.items()}
    assert ask(write(tmp_path, same))["duplicates"] == []


@pytest.mark.parametrize("word", ["using", "global using"])
def test_imports_behind_a_byte_order_mark_are_no_block(tmp_path: Path, word: str) -> None:
    names = ("Generic", "Text", "Threading", "Tasks", "Linq", "Json", "Http", "Windows", "Logging", "Reflection")
    using = "\ufeff" + "".join(f"{word} System.Collections.{name}.Shared;\n" for name in names)
    files = {
        f"src/{name}.cs": f"{using}\nclass {name}\n{{\n    int {name}() => {len(name)};\n}}\n"
        for name in ("Paid", "Owing")
    }
    assert ask(write(tmp_path, files))["duplicates"] == []


def test_migrations_that_hold_several_are_left_as_they_are() -> None:
    paths = ["app/migrations/0004_x.py", "app/migrations/_squashed_31.py", "db/migrations/state.py"]
    assert boilerplate_paths(paths) == set(paths[:2])


STRUCT = """\
#[derive(Clone, Serialize)]
pub struct {name}<'a> {{
{rows}}}

impl {name}<'_> {{
    fn {name}() -> u32 {{ {number} }}
{more}}}
"""
SHOWN = ("style", "symbol", "format", "ahead", "behind", "diverged", "stashed", "deleted", "renamed", "typed")
STATED = ("merge", "rebase", "update", "bisect", "shelve", "graft", "plant", "histed", "revert", "picked")


def fields(name: str, names: tuple[str, ...]) -> str:
    rows = "".join(f"    #[serde(default)]\n    pub {field}: &'a str,\n" for field in names)
    more = "".join(
        f"    fn {name}{part}() {{ {name.lower()}.{part}({number}); }}\n" for number, part in enumerate(name * 2)
    )
    return STRUCT.format(name=name, number=len(name), rows=rows, more=more)


def test_other_fields_are_no_clones_and_the_same_ones_are(tmp_path: Path) -> None:
    files = {"src/a.rs": fields("Status", SHOWN), "src/b.rs": fields("State", STATED)}
    assert ask(write(tmp_path, files))["duplicates"] == []
    write(tmp_path, {"src/c.rs": fields("Kept", STATED)})
    assert pairs(ask(tmp_path)) == [("src/c.rs", "src/b.rs", "exact")]


PAGE = """\
class {name}Page {{
    private WebDriver driver;
{rows}
    int {name}() {{ return {number}; }}
}}
"""


def test_fields_with_annotations_are_fields(tmp_path: Path) -> None:
    for name, names in (("Shown", SHOWN), ("Stated", STATED)):
        rows = "\n".join(f'    @FindBy(id = "{field}")\n    private WebElement {field};\n' for field in names)
        write(tmp_path, {f"{name}Page.java": PAGE.format(name=name, rows=rows, number=len(name) * 7)})
    assert ask(tmp_path)["duplicates"] == []


def named(name: str, opening: str, rows: dict[int, str]) -> str:
    cases = "".join(f'        {number} => Some("{word}"),\n' for number, word in rows.items())
    return f"fn {name}(code: i32) -> Option<&'static str> {{\n{opening}    match code {{\n{cases}        _ => None,\n    }}\n}}\n"
