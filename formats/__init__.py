"""How answers are printed: tables for people, and the formats other tools read."""

from __future__ import annotations

from importlib import import_module
from typing import Any

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


def render(question: str, answer: dict[str, Any], form: str | None) -> None:
    """Prints an answer on standard output: in a format by name, else as tables."""
    import click

    if form:
        module, _, function = FORMATS[question][form].partition(":")
        click.echo(getattr(import_module(f".{module}", __package__), function)(answer))
    else:
        from .tables import print_answer

        print_answer(question, answer)
