"""What a question takes as a method, as `help()`, `inspect` and editors show it."""

from __future__ import annotations

from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .questions import Question

__all__ = ["signature_of"]


def signature_of(question: Question) -> Signature:
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
