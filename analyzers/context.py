"""context: what an agent should read first: the workspace in at most 1,500 tokens, and nothing that is not true."""

from __future__ import annotations

import json
import shlex
from collections import Counter
from typing import TYPE_CHECKING, Any, cast

from ..indexer.classify.linguist import language_type
from . import detect, standards
from .build_command import build_commands
from .commands.test_ranks import test_commands
from .commands.tests_exist import has_tests
from .conventions.folder_structure import folder_structure
from .conventions.patterns.role_places import role_places
from .entries.entry_ranks import entry_points
from .graph.key_files import key_files
from .naming import flat
from .packages import primary_manager
from .stack.language_bar import written_language
from .stack.main_choice import (
    IMPORTED_BY_USE,
    LEADING,
    SMALL,
    checkers,
    in_private_parts,
    of_language,
    of_use,
    of_weight,
    speaks,
    tools_of,
)
from .stack.main_entry import main_entry
from .stack.main_technology import LEAST_CODE, main_framework, main_language, servers_of, test_framework
from .stack.project.starts import SERVING
from .stack.technologies import code_around
from .stack.tools_in_use import has_linting, in_use, looking
from .workspace.code_places import is_hidden
from .workspace.declared_language import declared_language
from .workspace.ecosystem_languages import LANGUAGES_OF, family_of
from .workspace.managers import PLATFORM, SOLUTIONS
from .workspace.own_names import own_names
from .workspace.root_ecosystem import root_ecosystem
from .workspace.workspace_packages import managers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence, Set

    from ..answers import Command, Context, Detect, Standards
    from ..indexer.index import Index
    from .workspace.workspace_packages import UsedManager

__all__ = ["answer"]

IN_PAGES = frozenset({"ui-library", "css-framework"})
"""Categories that dress the pages: a program in another language than the browser's does not rest on what only a file shows."""
QUERIES = frozenset({"SQL", "TSQL", "PLSQL", "PLpgSQL"})
OF_PAGES = frozenset({"npm"})
"""Ecosystems that build what a program in whatever language shows."""
HABIT, LEAST = 0.75, 5
"""From this share on one of several ways to write is the custom, and from this number of files on a language has any."""
OVER = 0.05
"""More lines than this beyond a stated limit: nobody holds the code to it, an editor's ruler mostly."""
MOST_CHARACTERS = 5_400
"""1,500 tokens at the 3.6 characters that a token of JSON has on the average."""
KEY_FILES, LAYOUT, CONVENTIONS = 12, 14, 10


def answer(index: Index) -> Context:
    """See CONTRACT: `context`."""
    stack, rules = detect.answer(index), standards.answer(index)
    tests, builds = test_commands(index, None), build_commands(index, None)
    language = _language(index, stack)
    used = [manager for manager in managers(index) if speaks(manager.ecosystem, language)]
    if language is None:
        used = [manager for manager in used if manager.ecosystem in PLATFORM] or used
    manager = primary_manager(index, used)
    answered: Context = {
        "project_type": stack["project_type"],
        "type_evidence": [f"{row['path']}:{row['line']} {row['says']}" for row in stack.get("type_evidence", ())],
        "main_language": language,
        "main_framework": main_framework(_resting(index, stack, language)),
        "package_manager": manager.name if manager else None,
        "test_framework": test_framework(stack, language),
        "test_command": _tested(index, tests, language),
        "build_command": _built(index, builds, manager, language),
        "entry_point": main_entry(index, entry_points(index), stack["project_type"], language),
        "has_tests": has_tests(index, ""),
        "has_linting": has_linting(index, checkers(looking(index, stack["linters"]))),
        "layout": [*folder_structure(index, LAYOUT)],
        "key_files": [*key_files(index, KEY_FILES, language)],
        "conventions": _conventions(index, stack, rules, language),
    }
    return _within(answered)


def _language(index: Index, stack: Detect) -> str | None:
    """The main language: by what is written, else by queries, else as the workspace declares it."""
    language = written_language(index) or _shown(index, main_language(stack))
    if language is None or language_type(language) == "data":
        language = _queries(index) or declared_language(index)
    language = _of_root(index, stack, language)
    return _of_product(index, language) if stack["project_type"] == "infrastructure" else language


def _resting(index: Index, stack: Detect, language: str | None) -> Detect:
    """The stack with those frameworks alone that the product in its main language rests on."""
    spoken = of_use(index, of_language(index, stack["frameworks"], language), language)
    if not speaks("npm", language):
        spoken = [row for row in spoken if row["package"] or row["category"] not in IN_PAGES]
    spoken = [row for row in spoken if not _is_own(index, row) and not _is_aside(index, row, stack["project_type"])]
    bound = stack["project_type"] == "monorepo" and language not in IMPORTED_BY_USE
    rests_on_none = bound or stack["project_type"] == "library"  # one part of it may be for users of a framework
    weighty = of_weight(index, spoken, LEADING if bound else SMALL)
    return cast("Detect", {**stack, "frameworks": weighty or ([] if rests_on_none else servers_of(spoken))})


def _shown(index: Index, language: str | None) -> str | None:
    """The language, unless all of it stands in hidden folders and only serves the repository."""
    written = any(file.language in family_of(language) and not is_hidden(path) for path, file in index.files.items())
    return language if written else None


def _of_product(index: Index, language: str | None) -> str | None:
    """The language, unless next to nothing of the product is in it: what sets machines up is mostly no program."""
    product = [file for path, file in index.files.items() if file.zone == "product" and not is_hidden(path)]
    written = sum(file.language == language for file in product)
    return language if written >= SMALL * len(product) else None


def _queries(index: Index) -> str | None:
    """The language of queries where that is what the product is written in (models of a warehouse)."""
    counts = Counter(file.language for file in index.files.values() if file.zone == "product")
    return next((name for name, count in counts.most_common() if name in QUERIES and count >= LEAST), None)


def _of_root(index: Index, stack: Detect, language: str | None) -> str | None:
    """The main language: that of the package which the root is, else the one with most code."""
    ecosystem = root_ecosystem(index)
    if ecosystem is None or speaks(ecosystem, language):
        return language
    spoken = (
        row for row in stack["languages"] if row["share"] >= LEAST_CODE and row["name"] in LANGUAGES_OF[ecosystem]
    )
    return next((row["name"] for row in spoken), language)


def _built(index: Index, rows: Sequence[Command], manager: UsedManager | None, language: str | None) -> str | None:
    """The build command of the root or of the main manager's place, else the first where it binds all projects; of
    another language only the pages that go with a program."""
    spoken = [row for row in rows if speaks(ecosystem := _ecosystem(index, row), language) or ecosystem in OF_PAGES]
    places = {".", manager.directory if manager else "."}
    built = next((row for row in spoken if row["directory"] in places), None)
    first = rows[0] if rows else None
    if first in spoken and built is not first and built and not speaks(_ecosystem(index, built), language):
        built = first
    if built is None and first in spoken and first and _binds(index, first):
        built = first
    documents = built is not None and built["command"] == "mkdocs build" and manager is not None
    return _from_root(built) if built and not documents and _is_large(index, built["directory"]) else None


def _is_large(index: Index, directory: str) -> bool:
    """A folder holds a fair part of the product's code: what is built there is not the module of its web site."""
    around = code_around(index)
    return directory == "." or around.get(directory, 0) >= SMALL * around.get("", 0)


def _tested(index: Index, rows: Sequence[Command], language: str | None) -> str | None:
    """The test command; of places where no test is seen, only one that the workspace has written itself, and not in a
    folder with little of the code."""
    written = [
        row
        for row in rows
        if has_tests(index, _folder(row)) or ("line" in row["evidence"][0] and _is_large(index, row["directory"]))
    ]
    return _from_root(_of_main(index, written, language)) if written and has_tests(index, "") else None


def _folder(row: Command) -> str:
    return row["directory"] if row["directory"] != "." else ""


def _of_main(index: Index, rows: Sequence[Command], language: str | None) -> Command:
    """The first command, unless it is for a part in another language where the main one has its own: beside it (what a
    file alone proves is of no known language), or by a manifest of its own further in."""
    first = rows[0]
    spoken = [row for row in rows if _is_spoken(index, row, language)]
    beside = [row for row in spoken if row["directory"] == first["directory"]]
    if first not in spoken:  # a file of no language (`cypress.json`) speaks for the main one where nothing else does
        beside.sort(key=lambda row: not _ecosystem(index, row))
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


def _is_own(index: Index, row: Mapping[str, Any]) -> bool:
    """What is made here: a framework's repository is not built on it."""
    return row["package"] in _own_packages(index) or flat(row["name"]) in own_names(index)


def _is_aside(index: Index, row: Mapping[str, Any], project_type: str) -> bool:
    """All that shows it stands where programs for the work on the product do, or, of a library, in lists of what is
    installed to work on it, or in its site; that of a command is no frame of it either."""
    paths = [item["path"] for item in row["evidence"]]
    if all("/" in path and path.partition("/")[0].lower() in SERVING for path in paths):
        return True
    listed = (path in index.manifests and not index.manifests[path].packages for path in paths)
    only = all(path.endswith(".txt") for path in paths) and all(listed)
    return (project_type == "library" and only) or (project_type in {"cli", "library"} and in_private_parts(index, row))


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
    tools: dict[str, Sequence[Mapping[str, Any]]] = {
        "checked": looking(index, stack["linters"]),
        "formatted": stack["formatters"],
        "typed": rules["type_checkers"],
    }
    for word, rows in tools.items():
        if names := tools_of(index, rows if word == "typed" else in_use(index, rows), language):
            found.append(f"{word} by {', '.join(names[:3])}")
    written = Counter(file.language for file in index.files.values() if file.parsed)
    stated = {row["name"] for rows in tools.values() for row in in_use(index, rows)}
    found += _style(rules, language, {name for name, count in written.items() if count >= LEAST}, stated)
    return [*found, *role_places(index)][:CONVENTIONS]


def _style(rules: Standards, main: str | None, parsed: Set[str], used: Set[str]) -> list[str]:
    """Indentation, quotes and line length by language, the main one first, as configured or followed; dumps and templates
    are no code to follow."""
    standards_ = rules["coding_standards"]
    forms: dict[str, Callable[[Any], str]] = {
        "indent": _indent,
        "quotes": lambda row: f"{row['value']} ({row['share']:.0%})" if row["share"] >= HABIT else "",
        "line_length": lambda row: (
            f"limit {row['limit']}"
            if row.get("limit")
            and (not row["stated"].get("default") or row["stated"]["tool"] in used)
            and row.get("over_limit", 0) <= OVER
            else f"95% within {row['p95']}"
        ),
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


def _indent(row: Any) -> str:
    """The custom of indenting; nothing where many do otherwise, or a configuration that says otherwise is not followed."""
    if not row["style"] or row["share"] < HABIT:
        return ""
    stated = row["stated"]["value"] if row.get("stated") else ""
    if stated not in ("", row["style"], str(row.get("size"))):
        return ""
    return f"{row.get('size') or ''} {row['style']}".strip()


def _within(answered: Context) -> Context:
    """Shortens the longest lists until the answer fits."""
    while len(json.dumps(answered, ensure_ascii=False)) > MOST_CHARACTERS:
        lists: tuple[list[Any], ...] = (answered["layout"], answered["key_files"], answered["conventions"])
        longest: list[Any] = max(lists, key=lambda items: len(json.dumps(items)))
        if not longest:
            break
        longest.pop()
    return answered
