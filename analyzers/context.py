"""context: what an agent should read first: the workspace in at most 1,500 tokens, and nothing that is not true."""

from __future__ import annotations

import json
import re
import shlex
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from . import detect, standards
from .build_command import build_commands
from .conventions.folder_structure import folder_structure
from .conventions.idioms import ALIASES, IDIOMS
from .conventions.leading_patterns import leading_roles
from .conventions.naming import flat, singular_words, stem_of
from .conventions.roles import synonyms
from .entry_points import entry_points
from .graph.centrality import pagerank
from .impact.definitions import top_level
from .packages import primary_manager
from .per_index import per_index
from .stack.main_technology import main_framework, main_language, test_framework
from .test_command import test_commands
from .workspace.main_choice import checkers, main_entry, of_language, of_weight, speaks
from .workspace.workspace_packages import managers, package_directories

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..answers import Command, Context, Detect, Standards
    from ..indexer.index import Index
    from .impact.definitions import Definition

__all__ = ["answer"]

HABIT = 0.65
"""From this share on one of two ways to quote is the custom."""
AFFIXED = 0.5
"""So many files of a role nobody listed end in it, or stand in a folder of its plural."""
KNOWN_ROLES = frozenset({*IDIOMS, *ALIASES})
MOST_CHARACTERS = 5_400
"""1,500 tokens at the 3.6 characters that a token of JSON has on the average."""
NAME = re.compile(r"(?!__)[^\W\d]\w*[?!]?")
"""A name of the code's own: no module that is passed on, nothing that every file has."""
KEY_FILES, LAYOUT, CONVENTIONS, ROLES = 12, 14, 10, 8
RANK, USERS, SIZE, LARGE = 0.3, 0.4, 0.5, 1500
"""How rank, the number of files that import a file, and its lines weigh together; beyond `LARGE` lines size says no more."""


def answer(index: Index) -> Context:
    """See CONTRACT: `context`."""
    stack, rules = detect.answer(index), standards.answer(index)
    tests, builds = test_commands(index, None), build_commands(index, None)
    language = main_language(stack)
    used = [manager for manager in managers(index) if speaks(manager.ecosystem, language)]
    manager = primary_manager(index, used)
    built = next(
        (row for row in builds if row["directory"] == "." or (manager and row["directory"] == manager.directory)), None
    )
    checked = checkers(stack["linters"])
    own = {**stack, "frameworks": of_weight(index, of_language(index, stack["frameworks"], language))}
    answered: Context = {
        "project_type": stack["project_type"],
        "main_language": language,
        "main_framework": main_framework(cast("Detect", own)),
        "package_manager": manager.name if manager else None,
        "test_framework": test_framework(stack),
        "test_command": _from_root(tests[0]) if tests else None,
        "build_command": _from_root(built) if built else None,
        "entry_point": main_entry(index, entry_points(index), stack["project_type"], language),
        "has_tests": any(file.zone == "test" and file.parsed for file in index.files.values()),
        "has_linting": bool(checked),
        "layout": [*folder_structure(index, LAYOUT)],
        "key_files": [*_key_files(index)],
        "conventions": _conventions(index, stack, rules),
    }
    return _within(answered)


def _from_root(row: Command) -> str:
    """A command as it is typed in the root."""
    return row["command"] if row["directory"] == "." else f"cd {shlex.quote(row['directory'])} && {row['command']}"


@per_index
def _key_files(index: Index) -> list[dict[str, Any]]:
    """The product's files that most of the code leads to and that hold much of it, with what each defines.

    Rank alone names the small helpers that everything uses; size beside it names what the workspace is about.
    """
    forward, backward = index.adjacency
    product = {path for path, file in index.files.items() if file.zone == "product"}
    ranks = pagerank(
        {
            path: [target for target in targets if target in product]
            for path, targets in forward.items()
            if path in product
        }
    )
    users = {path: sum(user in product for user in backward.get(path, ())) for path in ranks if path in product}
    worth = {
        path: (ranks[path] * len(ranks)) ** RANK * count**USERS * min(index.files[path].code_lines, LARGE) ** SIZE
        for path, count in users.items()
        if count
    }
    ranked = sorted(worth, key=lambda path: (-round(worth[path], 9), path))[: 2 * KEY_FILES]
    symbols = top_level(index, ranked)
    chosen = [path for path in ranked if symbols[path] or len(ranked) <= KEY_FILES][:KEY_FILES]
    return [
        {"path": path, "imported_by": len(backward.get(path, ())), "defines": _defines(symbols[path])}
        for path in chosen
    ]


def _defines(symbols: Sequence[Definition]) -> list[str]:
    """Up to four public names of a file, the longest definitions first."""
    ranked = sorted(
        (symbol for symbol in symbols if symbol.exported and NAME.fullmatch(symbol.name)),
        key=lambda item: (item.kind in {"variable", "constant"}, item.start_line - item.end_line, item.name),
    )
    return list(dict.fromkeys(symbol.name for symbol in ranked))[:4]


def _conventions(index: Index, stack: Detect, rules: Standards) -> list[str]:
    """The leading conventions, each with the share that follows it, or the tool that enforces it."""
    found = []
    for word, tools in (("checked", stack["linters"]), ("formatted", stack["formatters"])):
        if names := checkers(tools):
            found.append(f"{word} by {', '.join(names[:3])}")
    found += _style(rules)
    return [*found, *_role_places(index)][:CONVENTIONS]


def _role_places(index: Index) -> Iterator[str]:
    """The leading roles of which at least half the files stand in one folder, with that folder.

    The names of the product and of its packages are none, and of two roles with the same files one is enough. That the files of
    `stream/` stand in `stream` says nothing: a role is one that everybody knows, that a folder is
    called after in the plural (`policies/`), or that the names of its files end in.
    """
    own = {flat(path.partition("/")[0]) for path in index.files} | {flat(name) for name in package_directories(index)}
    said: set[str] = set()
    known = ((role, paths) for role, paths in leading_roles(index).items() if _is_role(role, paths))
    for role, paths in islice(known, ROLES):
        if flat(role) in flat(index.root.name) or flat(role) in own or len(said.intersection(paths)) * 2 > len(paths):
            continue
        said.update(paths)
        folders = Counter(path.rpartition("/")[0] for path in paths)
        folder = min(folders, key=lambda name: (-folders[name], name))
        if folder and folders[folder] * 2 >= len(paths):
            yield f"{role}: {len(paths)} files, {folders[folder] / len(paths):.0%} in {folder}"


def _is_role(role: str, paths: Sequence[str]) -> bool:
    """It is a word for a role, several stand in a folder called by its plural, or their names end in it."""
    if role in KNOWN_ROLES or synonyms(role):
        return True
    names = [stem_of(path) for path in paths]
    plural = sum(flat(name.folder.rpartition("/")[2]) != flat(role) for name in names)
    ends = sum(len(words) > 1 and words[-1] == role for words in (singular_words(name.stem) for name in names))
    return max(plural, ends) >= AFFIXED * len(paths)


def _style(rules: Standards) -> list[str]:
    """Indentation, quotes and line length by language, as configured or followed."""
    standards_ = rules["coding_standards"]
    forms: dict[str, Callable[[Any], str]] = {
        "indent": lambda row: f"{row.get('size') or ''} {row['style']}".strip(),
        "quotes": lambda row: f"{row['value']} ({row['share']:.0%})" if row["share"] >= HABIT else "",
        "line_length": lambda row: f"limit {row['limit']}" if row.get("limit") else f"95% within {row['p95']}",
    }
    found = []
    for name, form in forms.items():
        rows = [
            f"{row['language']} {said}"
            for row in standards_.get(name) or []
            if isinstance(row, dict) and (said := form(row))
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
