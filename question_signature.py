"""A question as a method: what it takes, by position and by name, as `help()`, `inspect` and editors show it."""

from __future__ import annotations

from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Any

from .errors import InvalidParameterError

if TYPE_CHECKING:
    from collections.abc import Callable

    from .questions import Question

__all__ = ["as_method"]


def as_method(asked: Question, ask: Callable[[str, dict[str, Any]], dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """The function that asks a question."""

    def question(*positional: Any, **parameters: Any) -> dict[str, Any]:
        names = [parameter.name for parameter in asked.parameters]
        if len(positional) > len(names):
            raise InvalidParameterError(
                f"{asked.name} takes at most {len(names)} parameters. Give only {', '.join(names) or 'none'}"
            )
        by_position = dict(zip(names, positional, strict=False))
        if twice := by_position.keys() & parameters.keys():
            raise InvalidParameterError(
                f"{asked.name}: {min(twice)} is given twice, by position and by name. Give it once"
            )
        return ask(asked.name, by_position | parameters)

    question.__name__ = asked.name
    question.__doc__ = asked.summary
    question.__signature__ = _signature(asked)  # type: ignore[attr-defined]
    return question


def _signature(question: Question) -> Signature:
    """The parameters in the contract's order, with their types and defaults."""
    return Signature(
        [
            Parameter(
                item.name,
                Parameter.POSITIONAL_OR_KEYWORD,
                default=Parameter.empty if item.required else item.default,
                annotation=item.type,
            )
            for item in question.parameters
        ],
        return_annotation=dict[str, Any],
    )
