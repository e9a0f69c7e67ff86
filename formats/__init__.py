"""How answers are printed: tables for people, and the formats other tools read."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["FORMATS", "render"]

FORMATS: dict[str, dict[str, str]] = {
    "check_duplicates": {"sarif": "duplicates:to_sarif", "text": "duplicates:to_text"},
    "impact_analysis": {
        "tree": "impact:to_tree",
        "mermaid": "impact:to_mermaid",
        "dot": "impact:to_dot",
        "markdown": "impact:to_markdown",
    },
    "dependency_graph": {"dot": "graph:to_dot", "mermaid": "graph:to_mermaid", "graphml": "graph:to_graphml"},
}
"""Question → format → `module of this package:function from answer to text`."""


WITH_SOURCE = frozenset({("check_duplicates", "text")})
"""Formats whose function takes `read` too: path → its lines, to show code."""


def render(
    question: str, answer: dict[str, Any], form: str | None, read: Callable[[str], list[str]] | None = None
) -> None:
    """Prints an answer on standard output: in a format by name, else as tables."""
    import click

    if form:
        module, _, function = FORMATS[question][form].partition(":")
        write = getattr(import_module(f".{module}", __package__), function)
        click.echo(write(answer, read) if (question, form) in WITH_SOURCE else write(answer))
    else:
        from .tables import print_answer

        print_answer(question, answer)
