"""check_duplicates by content: rows and tables, which repeat by their nature, and code that merely holds one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.clone_samples import OTHER, SUM, TOTAL, rows
from tests.workspaces import write

if TYPE_CHECKING:
    from pathlib import Path


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


MEMBERS = "class {name}(enum.Enum):\n" + "".join(f"    {{name}}_{at} = enum.auto()\n" for at in range(12))


def test_one_row_over_and_over_is_no_clone_of_such_rows_elsewhere(tmp_path: Path) -> None:
    """The members of two enumerations."""
    for name in ("mode", "release"):
        write(tmp_path, {f"{name}.py": f"import enum\n\n\n{MEMBERS.format(name=name)}"})
    assert rows(tmp_path) == []


OPTIONS = "".join(
    f"    parser.add_argument('--option{number}', dest='a{number}', default=None)\n" for number in range(9)
)


def test_rows_that_register_options_are_no_clones(tmp_path: Path) -> None:
    more = "".join(f"    command.part{number}(parser, {number})\n" for number in range(40))
    files = {
        "a.py": f"def one(parser):\n{OPTIONS}    return 1\n",
        "b.py": f"def two(command, parser):\n{more}{OPTIONS}",
    }
    assert rows(write(tmp_path, files)) == []


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


def _over_a_table(name: str, words: str) -> str:
    cases = "".join(f"        {word!r}: {word.title()!r},\n" for word in words.split())
    return f"def {name}(read):\n    for text, title in {{\n{cases}    }}.items():\n        assert read(text) == title\n"


def test_function_that_is_mostly_a_table_is_a_copy_where_its_literals_are(tmp_path: Path) -> None:
    names = "amber birch cedar delta ember fjord grove heron islet jetty koala lemur"
    changed, other = names.replace("birch", "basil").replace("lemur", "lime"), names.replace("e", "3").replace("r", "4")
    write(tmp_path, {"a.py": _over_a_table("read_out", names), "b.py": _over_a_table("titled", changed)})
    assert len(rows(tmp_path)) == 1
    write(tmp_path, {"b.py": _over_a_table("titled", other.upper())})
    assert rows(tmp_path) == []


def test_tables_of_small_numbers_are_no_copies(tmp_path: Path) -> None:
    made = "def {}(at):\n    table = [{}]\n    return table[at]\n"
    numbers = [", ".join(str(number * step % 97) for number in range(60)) for step in (5, 7)]
    write(tmp_path, {"a.py": made.format("one", numbers[0]), "b.py": made.format("other", numbers[1])})
    assert rows(tmp_path) == []
