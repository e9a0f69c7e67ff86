"""The answer of impact_analysis as a tree, Mermaid, DOT, and Markdown for a comment on a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from ..analyzers.lists import counted
from .graph import dot_text, mermaid_text
from .visible import one_line

__all__ = ["to_dot", "to_markdown", "to_mermaid", "to_tree"]

LISTED = 15
SIGNS = {"low": "🟢", "medium": "🟡", "high": "🔴"}


def to_tree(answer: Mapping[str, Any]) -> str:
    """Impacted files below the file that ties them to the change, for a terminal."""
    children: dict[str, list[Mapping[str, Any]]] = {}
    roots: list[str] = []
    for row in answer["impacted_files"]:
        via = row["via"] or [row["path"]]
        parent = via[-2] if len(via) > 1 else ""
        if parent and via[0] not in roots:
            roots.append(via[0])
        children.setdefault(parent, []).append(row)
    shown: set[str] = set()
    lines = [
        f"risk {answer['risk_level']} ({answer['risk_score']}), {counted(answer['impact_count'], 'file')} affected"
    ]
    for root in roots:
        lines += [root, *_branches(children, root, "", shown)]
    rest = [row for rows in children.values() for row in rows if row["path"] not in shown]
    lines += [f"… {row['path']}  {row['reason']}" for row in rest]
    if answer["test_command"]:
        lines += ["", answer["test_command"]]
    return "\n".join(map(one_line, lines))


def _branches(
    children: Mapping[str, Sequence[Mapping[str, Any]]], parent: str, indent: str, shown: set[str]
) -> Iterator[str]:
    rows = [row for row in children.get(parent, ()) if row["path"] not in shown]
    shown.update(row["path"] for row in rows)
    for position, row in enumerate(rows):
        last = position == len(rows) - 1
        yield f"{indent}{'└─ ' if last else '├─ '}{row['path']}  {row['reason']}"
        yield from _branches(children, row["path"], indent + ("   " if last else "│  "), shown)


def to_mermaid(answer: Mapping[str, Any]) -> str:
    """A Mermaid flowchart: an arrow leads from a file to those that its change affects."""
    return mermaid_text(*_graph(answer))


def to_dot(answer: Mapping[str, Any]) -> str:
    """Graphviz's language."""
    return dot_text(*_graph(answer))


def _graph(answer: Mapping[str, Any]) -> tuple[dict[str, int], list[tuple[str, str, str]]]:
    edges: dict[tuple[str, str], None] = {}
    names: dict[str, None] = {}
    for row in answer["impacted_files"]:
        via = row["via"] or [row["path"]]
        names.update(dict.fromkeys(via))
        edges.update(dict.fromkeys(pairwise(via)))
    return {name: number for number, name in enumerate(names)}, [(source, target, "static") for source, target in edges]


def to_markdown(answer: Mapping[str, Any]) -> str:
    """A comment on a pull request (GitHub's Markdown)."""
    lines = [
        f"### {SIGNS[answer['risk_level']]} Impact: {answer['risk_level']} risk ({answer['risk_score']}/100)",
        "",
        (
            f"{counted(answer['impact_count'], 'file')} can behave differently,"
            f" {counted(answer['breaks_count'], 'reference')} {'breaks' if answer['breaks_count'] == 1 else 'break'},"
            f" {counted(answer['tests_count'], 'test file')} {'reaches' if answer['tests_count'] == 1 else 'reach'} the change."
        ),
        "",
        *(f"- {reason}" for reason in answer["risk_reasons"]),
    ]
    lines += _section(
        "What changed",
        [f"`{row['path']}` {_changed(row['symbol'], row['kind'])}".rstrip() for row in answer.get("changed", ())],
    )
    lines += _section(
        "Breaks",
        [f"`{row['path']}:{row['line']}` {_code(row['symbol'])} {row['reason']}" for row in answer["breaks"]],
        answer["breaks_count"],
    )
    lines += _section(
        "Affected files",
        [f"`{row['path']}` {_plain(row['reason'])}" for row in answer["impacted_files"]],
        answer["impact_count"],
    )
    lines += _section(
        "Usually changed together",
        [f"`{row['path']}` ({row['share']:.0%} of the commits)" for row in answer["co_changed"]],
    )
    if answer["test_command"]:
        lines += ["", "**Tests to run**", "", "```sh", answer["test_command"], "```"]
    if answer.get("coverage"):
        lines += ["", f"<sub>{_plain(answer['coverage'])}</sub>"]
    return "\n".join(map(one_line, lines))


def _section(title: str, rows: Sequence[str], total: int = 0) -> list[str]:
    """A part that opens on demand; `total` where the answer's list is cut."""
    if not rows:
        return []
    count = max(total, len(rows))
    left = count - min(len(rows), LISTED)
    more = [f"- … and {left} more"] if left else []
    return [
        "",
        f"<details><summary>{title} ({count})</summary>",
        "",
        *(f"- {row}" for row in rows[:LISTED]),
        *more,
        "",
        "</details>",
    ]


def _changed(symbol: str, kind: str) -> str:
    """What of a file changed: a symbol and how, its top level, or, where it is not parsed, no part of it."""
    return f"`{symbol}` {kind}" if symbol else {"top-level": "top level", "file": ""}.get(kind, kind)


def _code(text: str) -> str:
    return f"`{text}`" if text else "top level"


def _plain(text: str) -> str:
    """Text that Markdown shows as it stands."""
    return "".join(f"\\{char}" if char in "\\`*_<>[]#|" else char for char in text)
