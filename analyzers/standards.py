"""standards: the coding style that the workspace states, the one that its code follows, where the two contradict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from .per_index import per_index
from .stack.style_names import LEADING, file_naming, symbol_naming
from .stack.style_order import commit_style, documentation, import_order
from .stack.style_seen import Seen, main_languages, sample, seen
from .stack.style_stated import Stated, stated
from .stack.technologies import rows, technologies
from .stack.tools_in_use import has_typescript, role
from .workspace.history import history

if TYPE_CHECKING:
    from ..answers import Evidence, Standards
    from ..indexer.index import File, Index

__all__ = ["answer"]

MOST_TOOLS: Final = 10
ALONE = "Black"
"""The formatter that reads its limit from nobody else's configuration."""
KEPT = 0.02
"""So few lines beyond a limit are texts and links that no formatter breaks."""
MOST_NAMED: Final = 200
"""So many files of a language tell how symbols are named and documented."""
MOST_CONTRADICTIONS: Final = 12

KEYS: Final = (
    "indent_style", "indent_size", "quotes", "line_length", "semicolons", "trailing_commas", "docstrings", "import_order",
    "end_of_line",
)  # fmt: skip

FOLLOWED: Final = 0.7
"""A stated style that less than this share of the cases follow is contradicted by the code."""

OVERLONG: Final = 0.01
"""So many lines may be longer than stated (addresses, texts that must not be cut)."""


def answer(index: Index) -> Standards:
    """See CONTRACT: `standards`."""
    standards = _of_files(index)
    styles = {**standards["coding_standards"], "commit_style": commit_style(index)}
    found: Standards = {**standards, "coding_standards": styles}
    if gap := history(index).gap:
        found["coverage"] = f"no 'commit_style': {gap}"
    return found


@per_index
def _of_files(index: Index) -> Standards:
    """All but the style of commits, which changes while the files stay."""
    found = technologies(index)
    settings = stated(index, found)
    languages = main_languages(index)
    samples = [seen(index, name, sample(files)) for name, files in languages]
    return {
        "coding_standards": coding_standards(index, settings, samples, languages),
        "linters": rows(sorted(found, key=lambda item: role("linters", item)), "linter")[:MOST_TOOLS],
        "formatters": rows(sorted(found, key=lambda item: role("formatters", item)), "formatter")[:MOST_TOOLS],
        "type_checkers": rows(
            (item for item in found if item.name != "TypeScript" or has_typescript(index)),
            "type-checker",
            "compiler",
        )[:MOST_TOOLS],
        "contradictions": (against_code(settings, samples) + among_settings(settings, samples))[:MOST_CONTRADICTIONS],
    }


def coding_standards(
    index: Index, settings: Sequence[Stated], samples: Sequence[Seen], languages: Sequence[tuple[str, Sequence[File]]]
) -> dict[str, Any]:
    """The standards by subject; a row a language, with what is stated (and where) and what the sample shows."""
    population = {language: sample(files, MOST_NAMED) for language, files in languages}
    files = {item.language: [index.files[path] for path in item.files] for item in samples}
    return {
        "indent": [indent(settings, item) for item in samples],
        "quotes": [row for item in samples if (row := choice(settings, item, "quotes"))],
        "line_length": [line_length(settings, item) for item in samples],
        "semicolons": [row for item in samples if (row := choice(settings, item, "semicolons"))],
        "trailing_commas": [row for item in samples if (row := choice(settings, item, "trailing_commas"))],
        "naming": symbol_naming(index, population),
        "file_naming": file_naming(languages),
        "docstrings": [
            row | said(settings, item, "docstrings")
            for item in samples
            if (row := documentation(index, item.language, population[item.language], item.texts))
        ],
        "import_order": [
            row | said(settings, item, "import_order")
            for item in samples
            if (row := import_order(index, item.language, files[item.language]))
        ],
        "commit_style": None,
        "sample": {item.language: len(item.files) for item in samples},
    }


def indent(settings: Sequence[Stated], item: Seen) -> dict[str, Any]:
    """Tabs, or spaces and how many."""
    style, share, _ = item.values.get("indent_style", ("", 0.0, 0))
    size, size_share, _ = item.values.get("indent_size", ("", 0.0, 0))
    tabs = say(settings, item, "indent_style")
    statement = tabs if tabs and tabs.value == "tabs" else say(settings, item, "indent_size") or tabs
    return {
        "language": item.language,
        "style": style or None,
        "size": int(size) if size and style == "spaces" else None,
        "share": size_share if style == "spaces" and size else share,
    } | as_stated(statement)


def choice(settings: Sequence[Stated], item: Seen, key: str) -> dict[str, Any] | None:
    """A style with a few values: the leading one and its share."""
    if key not in item.values:
        return None
    value, share, count = item.values[key]
    value = value if share >= LEADING else "mixed"
    return {"language": item.language, "value": value, "share": share, "count": count} | said(settings, item, key)


def line_length(settings: Sequence[Stated], item: Seen) -> dict[str, Any]:
    """The limit where one is stated, and how long lines really are."""
    statement = _wrapping(settings, item) or say(settings, item, "line_length")
    limit = int(statement.value) if statement else 0
    measured = {
        "language": item.language,
        "limit": limit or None,
        "p95": item.percentile(0.95),
        "p99": item.percentile(0.99),
        "max": item.longest[2],
    }
    return (
        measured
        | ({"over_limit": round(item.over(limit, bool(statement and statement.spares)), 4)} if limit else {})
        | as_stated(statement)
    )


def _wrapping(settings: Sequence[Stated], item: Seen) -> Stated | None:
    """The default of a formatter that nobody gave a limit, where the code keeps to it: it wraps lines long before the wider
    limit of a linter is reached."""
    stated = say(settings, item, "line_length")
    fitting = [one for one in settings if one.key == "line_length" and one.tool == ALONE and applies(one, item)]
    if stated is None or not fitting or any(one.line for one in fitting):
        return None
    limit = int(fitting[0].value)
    return fitting[0] if limit < int(stated.value) and item.over(limit, True) <= KEPT else None


def said(settings: Sequence[Stated], item: Seen, key: str) -> dict[str, Any]:
    """What is stated on a key, as part of a row; empty where nothing is."""
    return as_stated(say(settings, item, key))


def say(settings: Sequence[Stated], item: Seen, key: str) -> Stated | None:
    """The statement that holds for a language: of its own tool before one for all, said before supposed, outer before
    inner. The default of a tool against which the code is written says nothing: it is not run on that."""
    for_it = (one for one in settings if one.key == key and applies(one, item))
    fitting = [one for one in for_it if one.line or not contradiction(one, item)]
    return min(fitting, key=lambda one: (not one.line, not one.languages, settings.index(one)), default=None)


def applies(statement: Stated, item: Seen) -> bool:
    """Whether a statement is for a language, and its file's folder holds most of the sample."""
    if statement.languages and item.language not in statement.languages:
        return False
    folder = statement.path.rpartition("/")[0]
    inside = sum(path.startswith(f"{folder}/") for path in item.files)
    return not folder or not statement.line or inside * 2 > len(item.files)


def as_stated(statement: Stated | None) -> dict[str, Any]:
    """A statement as an answer has it."""
    if not statement:
        return {}
    return {
        "stated": {
            "value": statement.value,
            "tool": statement.tool,
            "default": not statement.line,
            "evidence": place(statement),
        }
    }


def place(statement: Stated) -> Evidence:
    """Where a statement stands."""
    return {"path": statement.path, "line": statement.line} if statement.line else {"path": statement.path}


def against_code(settings: Sequence[Stated], samples: Iterable[Seen]) -> list[dict[str, Any]]:
    """Statements that the code does not follow; what a tool would do by itself is no statement, nor is how wide a tab is shown."""
    return [
        row
        for item in samples
        for key in KEYS
        if (statement := say(settings, item, key))
        and statement.line
        and not (key == "indent_size" and (style := say(settings, item, "indent_style")) and style.value == "tabs")
        and (row := contradiction(statement, item))
    ]


def contradiction(statement: Stated, item: Seen) -> dict[str, Any] | None:
    """The row for one statement and one language; None where the code follows it or does not tell."""
    row = {
        "kind": "code",
        "language": item.language,
        "key": statement.key,
        "stated": statement.value,
        "tool": statement.tool,
        "evidence": [place(statement)],
    }
    if statement.key == "line_length":
        over = item.over(int(statement.value), statement.spares)
        path, line, length = item.longest_over(statement.spares)
        return (
            row | {"seen": f"{over:.1%} of lines are longer, up to {length}", "example": {"path": path, "line": line}}
            if over > OVERLONG
            else None
        )
    if statement.key not in item.values:
        return None
    if statement.key == "indent_size" and item.values["indent_style"][0] == "tabs":
        return None
    value, share, _ = item.values[statement.key]
    followed = share if value == statement.value else 1 - share
    return row | {"seen": value, "share": share} if followed < FOLLOWED and value != statement.value else None


def among_settings(settings: Sequence[Stated], samples: Iterable[Seen]) -> list[dict[str, Any]]:
    """Two tools that state different values for one language; a tool's default contradicts nothing."""
    found = []
    for item in samples:
        for key in KEYS:
            written = [one for one in settings if one.key == key and one.line]
            fitting = [one for one in written if item.language in one.languages]
            fitting = fitting or [one for one in written if not one.languages][:1]
            values = {one.value: one for one in reversed(fitting) if "/" not in one.path}
            if len({one.tool for one in values.values()}) > 1:
                both = sorted(values.values(), key=lambda one: (one.path, one.line))
                found.append(
                    {
                        "kind": "configuration",
                        "language": item.language,
                        "key": key,
                        "stated": " / ".join(f"{one.value} ({one.tool})" for one in both),
                        "evidence": [place(one) for one in both],
                    }
                )
    return found
