"""context: what an agent should read first: the workspace in at most 1,500 tokens, and nothing that is not true."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from . import detect, standards
from .build_command import build_commands
from .centrality import pagerank
from .entry_points import entry_points
from .folder_structure import folder_structure
from .packages import primary_manager
from .pattern_conventions import conventions_of
from .pattern_population import leading_roles, population
from .test_command import test_commands
from .test_runners import RUNNERS
from .workspace_packages import managers

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..answers import Context, Detect, Standards
    from ..indexer.index import Index

__all__ = ["answer"]

MOST_CHARACTERS = 5_400
"""1,500 tokens at the 3.6 characters that a token of JSON has on the average."""
KEY_FILES, LAYOUT, CONVENTIONS = 12, 14, 10


def answer(index: Index) -> Context:
    """See CONTRACT: `context`."""
    stack, rules = detect.answer(index), standards.answer(index)
    tests, builds = test_commands(index, None), build_commands(index, None)
    manager = primary_manager(index, managers(index))
    languages, frameworks = stack["languages"], stack["frameworks"]
    starts = [entry for entry in entry_points(index) if entry["path"] and index.files[entry["path"]].zone == "product"]
    answered: Context = {
        "project_type": stack["project_type"],
        "main_language": languages[0]["name"] if languages else None,
        "main_framework": frameworks[0]["name"] if frameworks else None,
        "package_manager": manager.name if manager else None,
        "test_framework": _test_framework(stack),
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
    """The product's files that most of the code leads to, with what each defines."""
    forward, backward = index.adjacency
    product = {path for path, file in index.files.items() if file.zone == "product"}
    ranks = pagerank(
        {
            path: [target for target in targets if target in product]
            for path, targets in forward.items()
            if path in product
        }
    )
    chosen = sorted((path for path in ranks if path in product), key=lambda path: (-round(ranks[path], 9), path))[
        :KEY_FILES
    ]
    return [
        {"path": path, "imported_by": len(backward.get(path, ())), "defines": _defines(index, path)} for path in chosen
    ]


def _defines(index: Index, path: str) -> list[str]:
    symbols = [symbol for symbol in index.symbols(path) if "." not in symbol.qualname and symbol.exported]
    symbols.sort(
        key=lambda symbol: (
            symbol.kind in {"variable", "constant"},
            -(symbol.end_line - symbol.start_line),
            symbol.name,
        )
    )
    return list(dict.fromkeys(symbol.name for symbol in symbols))[:4]


def _conventions(index: Index, stack: Detect, rules: Standards) -> list[str]:
    """The leading conventions, each with the share that follows it, or the tool that enforces it."""
    found = [f"checked by {', '.join(row['name'] for row in stack['linters'][:3])}"] if stack["linters"] else []
    if stack["formatters"]:
        found.append(f"formatted by {', '.join(row['name'] for row in stack['formatters'][:3])}")
    found += _style(rules)
    for role, count in leading_roles(index)[:8]:
        location = conventions_of(index, population(index, role, None)).shown.get("location") or []
        if location and location[0]["share"] >= 0.5:
            found.append(f"{role}: {count} files, {location[0]['share']:.0%} in {location[0]['value']}")
    return found[:CONVENTIONS]


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


def _test_framework(stack: Detect) -> str | None:
    """The framework that runs tests, before those that only help it (coverage, mocks)."""
    names = [row["name"] for row in stack["test_frameworks"]]
    runners = {runner.name.lower(): rank for rank, runner in enumerate(RUNNERS)}
    return min(names, key=lambda name: (runners.get(name.lower(), len(runners)), names.index(name)), default=None)


def _within(answered: Context) -> Context:
    """Shortens the longest lists until the answer fits."""
    while len(json.dumps(answered, ensure_ascii=False)) > MOST_CHARACTERS:
        lists: tuple[list[Any], ...] = (answered["layout"], answered["key_files"], answered["conventions"])
        longest: list[Any] = max(lists, key=lambda items: len(json.dumps(items)))
        if not longest:
            break
        longest.pop()
    return answered
