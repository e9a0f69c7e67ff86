"""context: what an agent should read first: the workspace in at most 1,500 tokens, and nothing that is not true."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING, Any, cast

from ..indexer.linguist import language_type
from . import detect, standards
from .build_command import build_commands
from .commands.test_ranks import test_commands
from .commands.tests_exist import has_tests
from .conventions.folder_structure import folder_structure
from .conventions.patterns.role_places import role_places
from .entries.entry_ranks import entry_points
from .graph.key_files import key_files
from .packages import primary_manager
from .stack.language_bar import written_language
from .stack.main_technology import main_framework, main_language, servers_of, test_framework
from .workspace.declared_language import declared_language
from .workspace.ecosystem_languages import LANGUAGES_OF
from .workspace.main_choice import checkers, family_of, main_entry, of_language, of_use, of_weight, speaks, tools_of
from .workspace.managers import SOLUTIONS
from .workspace.root_ecosystem import root_ecosystem
from .workspace.workspace_packages import managers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence, Set

    from ..answers import Command, Context, Detect, Standards
    from ..indexer.index import Index

__all__ = ["answer"]

IN_PAGES = frozenset({"ui-library", "css-framework"})
"""Categories that dress the pages: a program in another language than the browser's does not rest on what only a file shows."""
HABIT = 0.65
"""From this share on one of two ways to quote is the custom."""
MOST_CHARACTERS = 5_400
"""1,500 tokens at the 3.6 characters that a token of JSON has on the average."""
KEY_FILES, LAYOUT, CONVENTIONS = 12, 14, 10


def answer(index: Index) -> Context:
    """See CONTRACT: `context`."""
    stack, rules = detect.answer(index), standards.answer(index)
    tests, builds = test_commands(index, None), build_commands(index, None)
    language = written_language(index) or main_language(stack)
    if language is None or language_type(language) == "data":
        language = declared_language(index)
    language = _of_root(index, stack, language)
    used = [manager for manager in managers(index) if speaks(manager.ecosystem, language)]
    manager = primary_manager(index, used)
    built = next(
        (row for row in builds if row["directory"] == "." or (manager and row["directory"] == manager.directory)), None
    )
    if (
        built
        and builds[0] is not built
        and speaks(_ecosystem(index, builds[0]), language)
        and not speaks(_ecosystem(index, built), language)
    ):
        built = builds[0]
    if built is None and builds and _binds(index, builds[0]):
        built = builds[0]
    checked = checkers(stack["linters"])
    spoken = of_use(index, of_language(index, stack["frameworks"], language), language)
    spoken = (
        spoken
        if speaks("npm", language)
        else [row for row in spoken if row["package"] or row["category"] not in IN_PAGES]
    )
    spoken = [row for row in spoken if row["package"] not in _own_packages(index)]
    own = {**stack, "frameworks": of_weight(index, spoken) or servers_of(spoken)}
    answered: Context = {
        "project_type": stack["project_type"],
        "main_language": language,
        "main_framework": main_framework(cast("Detect", own)),
        "package_manager": manager.name if manager else None,
        "test_framework": test_framework(stack),
        "test_command": _tested(index, tests, language),
        "build_command": _from_root(built) if built else None,
        "entry_point": main_entry(index, entry_points(index), stack["project_type"], language),
        "has_tests": has_tests(index, ""),
        "has_linting": bool(checked),
        "layout": [*folder_structure(index, LAYOUT)],
        "key_files": [*key_files(index, KEY_FILES, language)],
        "conventions": _conventions(index, stack, rules, language),
    }
    return _within(answered)


def _of_root(index: Index, stack: Detect, language: str | None) -> str | None:
    """The main language: that of the package which the root is, else the one with most code."""
    ecosystem = root_ecosystem(index)
    if ecosystem is None or speaks(ecosystem, language):
        return language
    return next((row["name"] for row in stack["languages"] if row["name"] in LANGUAGES_OF[ecosystem]), language)


def _tested(index: Index, rows: Sequence[Command], language: str | None) -> str | None:
    """The test command; of places where no test is seen, only one that the workspace has written itself."""
    written = [row for row in rows if "line" in row["evidence"][0] or has_tests(index, _folder(row))]
    return _from_root(_of_main(index, written, language)) if written else None


def _folder(row: Command) -> str:
    return row["directory"] if row["directory"] != "." else ""


def _of_main(index: Index, rows: Sequence[Command], language: str | None) -> Command:
    """The first command, unless it is for a part in another language where the main one has its own: beside it (what a
    file alone proves is of no known language), or by a manifest of its own further in."""
    first = rows[0]
    spoken = [row for row in rows if _is_spoken(index, row, language)]
    beside = [row for row in spoken if row["directory"] == first["directory"]]
    return next((row for row in (*beside, *spoken) if row in beside or _ecosystem(index, row)), first)


def _is_spoken(index: Index, row: Command, language: str | None) -> bool:
    """Whether a command is for the main language, as far as what proves it tells: a manifest, else a program (`manage.py`)."""
    file = index.files.get(row["evidence"][0]["path"])
    if _ecosystem(index, row) or file is None or not file.parsed:
        return speaks(_ecosystem(index, row), language)
    return file.language in family_of(language)


def _own_packages(index: Index) -> set[str]:
    """The names of the packages that are made here: a framework's repository is not built on it."""
    return {package.name for manifest in index.manifests.values() for package in manifest.packages if package.name}


def _binds(index: Index, row: Command) -> bool:
    """Whether what proves a command binds all projects together, as a solution below the root does."""
    manifest = index.manifests.get(row["evidence"][0]["path"])
    return manifest is not None and any(tool.name in SOLUTIONS for tool in manifest.tools)


def _ecosystem(index: Index, row: Command) -> str:
    """The ecosystem of the manifest that proves a command; "" where none does."""
    manifest = index.manifests.get(row["evidence"][0]["path"])
    return manifest.ecosystem if manifest else ""


def _from_root(row: Command) -> str:
    """A command as it is typed in the root."""
    return row["command"] if row["directory"] == "." else f"cd {shlex.quote(row['directory'])} && {row['command']}"


def _conventions(index: Index, stack: Detect, rules: Standards, language: str | None) -> list[str]:
    """The leading conventions, each with the share that follows it, or the tool that enforces it; what looks at the
    main language first."""
    found = []
    tools = {"checked": stack["linters"], "formatted": stack["formatters"], "typed": rules["type_checkers"]}
    for word, rows in tools.items():
        if names := tools_of(index, rows, language):
            found.append(f"{word} by {', '.join(names[:3])}")
    found += _style(rules, language, {file.language for file in index.files.values() if file.parsed})
    return [*found, *role_places(index)][:CONVENTIONS]


def _style(rules: Standards, main: str | None, parsed: Set[str]) -> list[str]:
    """Indentation, quotes and line length by language, the main one first, as configured or followed; dumps and templates
    are no code to follow."""
    standards_ = rules["coding_standards"]
    forms: dict[str, Callable[[Any], str]] = {
        "indent": lambda row: f"{row.get('size') or ''} {row['style']}".strip() if row["style"] else "",
        "quotes": lambda row: f"{row['value']} ({row['share']:.0%})" if row["share"] >= HABIT else "",
        "line_length": lambda row: f"limit {row['limit']}" if row.get("limit") else f"95% within {row['p95']}",
    }
    found = []
    for name, form in forms.items():
        rows = [
            f"{row['language']} {said}"
            for row in sorted(standards_.get(name) or [], key=lambda row: row["language"] != main)
            if row["language"] in {main, *parsed} and (said := form(row))
        ]
        if rows:
            found.append(f"{name.replace('_', ' ')}: {', '.join(rows[:3])}")
    return found


def _within(answered: Context) -> Context:
    """Shortens the longest lists until the answer fits."""
    while len(json.dumps(answered, ensure_ascii=False)) > MOST_CHARACTERS:
        lists: tuple[list[Any], ...] = (answered["layout"], answered["key_files"], answered["conventions"])
        longest: list[Any] = max(lists, key=lambda items: len(json.dumps(items)))
        if not longest:
            break
        longest.pop()
    return answered
