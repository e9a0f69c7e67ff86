"""How answers are printed: tables for people, and the formats other tools read."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["FORMATS", "ask_for", "render"]

FORMATS: dict[str, dict[str, str]] = {
    "check": {"sarif": "findings:to_sarif"},
    "check_duplicates": {"sarif": "duplicates:to_sarif", "text": "duplicates:to_text"},
    "impact_analysis": {
        "tree": "impact:to_tree",
        "mermaid": "impact:to_mermaid",
        "dot": "impact:to_dot",
        "markdown": "impact:to_markdown",
    },
    "dependency_graph": {
        "dot": "graph:to_dot",
        "mermaid": "graph:to_mermaid",
        "graphml": "graph:to_graphml",
        "html": "graph_html:to_html",
    },
}
"""Question → format → `module of this package:function from answer to text`."""


WITH_SOURCE = frozenset({("check_duplicates", "text")})
"""Formats whose function takes `read` too: path → its lines, to show code."""


WHOLE = frozenset({("check_duplicates", "sarif"), ("dependency_graph", "dot"), ("dependency_graph", "graphml")})
"""Formats that programs read: without a limit of the user's they hold everything."""


ASKS = {("dependency_graph", "html"): "graph_html:ask_within_limits"}
"""Formats that choose the parameters which the user left open: `function(ask, given)`."""


def ask_for(
    question: str, form: str | None, ask: Callable[..., dict[str, Any]], given: Mapping[str, Any], chosen: set[str]
) -> dict[str, Any]:
    """Asks a question for a format.

    Args:
        question, form: what is printed.
        ask: asks the question with parameters.
        given: all parameters, defaults among them.
        chosen: those of them that the user set.
    """
    if (question, form) in WHOLE and "limit" not in chosen:
        return ask(**{**given, "limit": 0})
    if (question, form) not in ASKS:
        return ask(**given)
    asks = _function(ASKS[question, form or ""])
    found: dict[str, Any] = asks(ask, {name: value for name, value in given.items() if name in chosen})
    return found


def render(
    question: str, answer: Mapping[str, Any], form: str | None, read: Callable[[str], list[str]] | None = None
) -> None:
    """Prints an answer on standard output: in a format by name, else as tables."""
    import click

    from .visible import visible

    if form:
        write = _function(FORMATS[question][form])
        click.echo(visible(write(answer, read) if (question, form) in WITH_SOURCE else write(answer)))
    else:
        from .tables import print_answer

        print_answer(question, answer)


def _function(written: str) -> Callable[..., Any]:
    module, _, function = written.partition(":")
    found: Callable[..., Any] = getattr(import_module(f".{module}", __package__), function)
    return found
