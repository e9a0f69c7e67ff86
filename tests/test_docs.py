"""What is documented is what there is."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from groundplan.command_line.commands import cli
from groundplan.indexer.languages import LANGUAGES
from groundplan.questions import QUESTIONS

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = (ROOT / "indexer" / "schema.sql").read_text("utf-8")
TABLES = {
    match[1]: re.findall(r"^    (\w+) (?:TEXT|INTEGER|BLOB|REAL)", match[2], re.MULTILINE)
    for match in re.finditer(r"CREATE TABLE (\w+) \((.*?)\n\)", SCHEMA, re.DOTALL)
}


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_column_of_the_index_is_explained(table: str) -> None:
    page = (ROOT / "docs" / "index-schema.md").read_text("utf-8")
    section = page.split(f"\n## {table}\n")[1].split("\n## ")[0]
    explained = dict(re.findall(r"^\| (\w+) \| [A-Z]+ \| (.+) \|$", section, re.MULTILINE))
    assert sorted(explained) == sorted(TABLES[table])
    assert all(text.strip() for text in explained.values())


@pytest.mark.parametrize("question", sorted(QUESTIONS))
def test_every_question_stands_in_the_readme(question: str) -> None:
    assert f"`{question.replace('_', '-')}`" in (ROOT / "README.md").read_text("utf-8")


def test_every_language_has_a_page() -> None:
    pages = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "docs" / "languages").glob("*.md")))
    assert [name for name in LANGUAGES if name not in pages] == []


PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
COMMAND = re.compile(r"\bgroundplan ([a-z][a-z-]+)((?: [^\n`|#>)]*)?)")
COMMANDS = sorted(
    {
        (match[1], flag)
        for page in PAGES
        for block in re.findall(r"```(?:sh|console|yaml)\n.*?```|`[^`\n]+`", page.read_text("utf-8"), re.DOTALL)
        for match in COMMAND.finditer(block)
        for flag in (re.findall(r"--[a-z][a-z-]+", match[2]) or [""])
    }
)


@pytest.mark.parametrize(("name", "flag"), COMMANDS)
def test_every_command_that_is_shown_is_one(name: str, flag: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert not flag or any(flag in {*parameter.opts, *parameter.secondary_opts} for parameter in command.params)


def test_commands_are_shown() -> None:
    assert {"impact-analysis", "check-duplicates", "serve", "export"} <= {name for name, _ in COMMANDS}
