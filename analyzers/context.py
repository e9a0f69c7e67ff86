"""context: what an agent should read first: the workspace in at most 1,500 tokens, and nothing that is not true."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from . import detect, standards
from .build_command import build_commands
from .conventions.folder_structure import folder_structure
from .conventions.naming import flat
from .conventions.pattern_population import leading_roles
from .entry_points import entry_points
from .graph.centrality import pagerank
from .impact.definitions import top_level
from .packages import primary_manager
from .stack.main_technology import main_framework, main_language, test_framework
from .test_command import test_commands
from .workspace.workspace_packages import managers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..answers import Context, Detect, Standards
    from ..indexer.index import Index
    from .impact.definitions import Definition

__all__ = ["answer"]

MOST_CHARACTERS = 5_400
"""1,500 tokens at the 3.6 characters that a token of JSON has on the average."""
NAME = re.compile(r"(?!__)[^\W\d]\w*[?!]?")
"""A name of the code's own: no module that is passed on, nothing that every file has."""
KEY_FILES, LAYOUT, CONVENTIONS, ROLES = 12, 14, 10, 8


def answer(index: Index) -> Context:
    """See CONTRACT: `context`."""
    stack, rules = detect.answer(index), standards.answer(index)
    tests, builds = test_commands(index, None), build_commands(index, None)
    manager = primary_manager(index, managers(index))
    starts = [entry for entry in entry_points(index) if entry["path"] and index.files[entry["path"]].zone == "product"]
    answered: Context = {
        "project_type": stack["project_type"],
        "main_language": main_language(stack),
        "main_framework": main_framework(stack),
        "package_manager": manager.name if manager else None,
        "test_framework": test_framework(stack),
        "test_command": tests[0]["command"] if tests else None,
        "build_command": builds[0]["command"] if builds else None,
        "entry_point": starts[0]["path"] if starts else None,
        "has_tests": any(file.zone == "test" and file.parsed for file in index.files.values()),
        "has_linting": bool(stack["linters"]),
        "layout": folder_structure(index, LAYOUT),
        "key_files": _key_files(index),
        "conventions": _conventions(index, stack, rules),
    }
    return _within(answered)


def _key_files(index: Index) -> list[dict[str, Any]]:
    """The product's files that most of the code leads to, directly and on the way, with what each defines."""
    forward, backward = index.adjacency
    product = {path for path, file in index.files.items() if file.zone == "product"}
    ranks = pagerank(
        {
            path: [target for target in targets if target in product]
            for path, targets in forward.items()
            if path in product
        }
    )
    worth = {path: ranks[path] * math.log2(1 + len(backward.get(path, ()))) for path in ranks if path in product}
    chosen = sorted(worth, key=lambda path: (-round(worth[path], 9), path))[:KEY_FILES]
    symbols = top_level(index, chosen)
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
    found = [f"checked by {', '.join(row['name'] for row in stack['linters'][:3])}"] if stack["linters"] else []
    if stack["formatters"]:
        found.append(f"formatted by {', '.join(row['name'] for row in stack['formatters'][:3])}")
    found += _style(rules)
    return [*found, *_role_places(index)][:CONVENTIONS]


def _role_places(index: Index) -> Iterator[str]:
    """The leading roles of which at least half the files stand in one folder, with that folder; the product's own name is none."""
    for role, paths in [*leading_roles(index).items()][:ROLES]:
        if flat(role) in flat(index.root.name):
            continue
        folders = Counter(path.rpartition("/")[0] for path in paths)
        folder = min(folders, key=lambda name: (-folders[name], name))
        if folder and folders[folder] * 2 >= len(paths):
            yield f"{role}: {len(paths)} files, {folders[folder] / len(paths):.0%} in {folder}"


def _style(rules: Standards) -> list[str]:
    """Indentation, quotes and line length by language, as configured or followed."""
    standards_ = rules["coding_standards"]
    forms: dict[str, Callable[[Any], str]] = {
        "indent": lambda row: f"{row.get('size') or ''} {row['style']}".strip(),
        "quotes": lambda row: f"{row['value']} ({row['share']:.0%})",
        "line_length": lambda row: f"limit {row['limit']}" if row.get("limit") else f"95% within {row['p95']}",
    }
    found = []
    for name, form in forms.items():
        rows = [f"{row['language']} {form(row)}" for row in standards_.get(name) or [] if isinstance(row, dict)]
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
