"""The leading conventions of a workspace, a line each: what checks it, and how it is written."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from ..catalog import ECOSYSTEMS, load
from ..stack.main_choice import SMALL, speaks, tools_of
from ..stack.tools_in_use import checks_scripts, in_use, looking

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence, Set

    from ...answers import Detect, Standards
    from ...indexer.index import Index

__all__ = ["leading_conventions"]

HABIT, LEAST = 0.75, 5
"""From this share on one of several ways to write is the custom, and from this number of read files on a language has any."""
LEFT = 2
"""So many settings of a tool that the code contradicts: it is configured, and nobody runs it."""
OVER = 0.02
"""More lines than this beyond a stated limit: nobody holds the code to it, an editor's ruler mostly."""


def leading_conventions(index: Index, stack: Detect, rules: Standards, language: str | None) -> list[str]:
    """The leading conventions, each with the share that follows it, or the tool that enforces it; what looks at the
    main language first."""
    found = []
    left = _left(rules)
    tools: dict[str, Sequence[Mapping[str, Any]]] = {
        "checked": looking(index, [row for row in stack["linters"] if row["category"] != "type-checker"]),
        "formatted": [row for row in stack["formatters"] if row["name"] not in left],
        "typed": [row for row in rules["type_checkers"] if _types(index, row["name"], language, stack)],
    }
    for word, rows in tools.items():
        if names := tools_of(index, in_use(index, rows), language):
            found.append(f"{word} by {', '.join(names[:3])}")
    stated = {row["name"] for rows in tools.values() for row in in_use(index, rows)}
    sampled = {name for name, count in rules["coding_standards"]["sample"].items() if count >= LEAST}
    found += _style(rules, language, sampled, stated, left)
    return found


def _left(rules: Standards) -> set[str]:
    """The tools whose settings the code contradicts more than once."""
    against = Counter(row["tool"] for row in rules["contradictions"] if row["kind"] == "code")
    return {tool for tool, count in against.items() if count >= LEFT}


def _types(index: Index, checker: str, language: str | None, stack: Detect) -> bool:
    """Whether a type checker checks the product: its language has to be more than a few scripts, and TypeScript checks JavaScript only
    where its settings say so; else it may be there for the declaration files that a library publishes."""
    ecosystems = ECOSYSTEMS.intersection(load()[checker].evidence)
    spoken = [row["share"] for row in stack["languages"] if any(speaks(name, row["name"]) for name in ecosystems)]
    if not any(speaks(name, language) for name in ecosystems) and ecosystems and sum(spoken) < SMALL:
        return False
    if language != "JavaScript" or checker != "TypeScript":
        return True
    code = Counter(file.language for path, file in index.files.items() if file.zone == "product" and ".d." not in path)
    return checks_scripts(index) or code["TypeScript"] + code["TSX"] >= HABIT * code[language]


def _style(rules: Standards, main: str | None, sampled: Set[str], used: Set[str], left: Set[str]) -> list[str]:
    """Indentation, quotes and line length by language, the main one first, as configured or followed, of those languages of
    which enough was read."""
    standards_ = rules["coding_standards"]
    unsure = {(row["key"], row["language"]) for row in rules["contradictions"] if row["kind"] == "configuration"}
    forms: dict[str, Callable[[Any], str]] = {
        "indent": _indent,
        "quotes": lambda row: f"{row['value']} ({row['share']:.0%})" if row["share"] >= HABIT else "",
        "line_length": lambda row: (
            f"limit {row['limit']}"
            if row.get("limit")
            and ("line_length", row["language"]) not in unsure
            and (not row["stated"].get("default") or row["stated"]["tool"] in used)
            and row["stated"]["tool"] not in left
            and row.get("over_limit", 0) <= OVER
            else f"95% within {row['p95']}"
        ),
    }
    found = []
    for name, form in forms.items():
        rows = [
            f"{row['language']} {said}"
            for row in sorted(standards_.get(name) or [], key=lambda row: row["language"] != main)
            if row["language"] in {main, *sampled} and (said := form(row))
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
