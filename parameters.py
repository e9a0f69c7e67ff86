"""Checks what a question is given: each parameter known, of its type and among its choices, or refused with what would be right."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from . import lazy_re as re
from .errors import InvalidParameterError

if TYPE_CHECKING:
    from .questions import Parameter, Question

__all__ = ["check_parameters"]

NOT_TEXT = re.compile("[\\0\\ud800-\\udfff]")
OTHER_WORDS = {
    "query": "pattern", "files": "changes", "dependents": "importers", "dependencies": "imports", "production": "runtime",
    "devdependencies": "dev", "development": "dev", "http": "route", "api": "route", "remove": "delete", "edit": "modify",
    "update": "modify", "module": "file", "folder": "directory", "method": "function",
}  # fmt: skip
"""What other tools call a parameter or a choice → what it is called here."""


def check_parameters(question: Question, given: dict[str, Any]) -> dict[str, Any]:
    """The parameters with their defaults, of the declared types.

    Raises:
        InvalidParameterError: naming the parameter, what is wrong, and what would be right.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in given:
        if name not in known:
            hint = _meant(name, known) or f"Parameters: {', '.join(known) or 'none'}"
            raise InvalidParameterError(f"{question.name} has no parameter {name!r}. {hint}")
    checked = {}
    for name, parameter in known.items():
        value = given.get(name)
        # agents fill what they leave out with ""
        if value is None or (value == "" and not (parameter.required or parameter.may_be_empty)):
            if parameter.required:
                raise InvalidParameterError(
                    f"{question.name} needs {name!r}{': ' if parameter.help else ''}{parameter.help}"
                )
            checked[name] = parameter.default
        else:
            checked[name] = _check(parameter, value)
    return checked


def _check(parameter: Parameter, value: Any) -> Any:
    expected = parameter.type
    if isinstance(value, os.PathLike):
        value = os.fspath(value)
    if expected is list and isinstance(value, (list, tuple)):
        value = [os.fspath(item) if isinstance(item, os.PathLike) else item for item in value]
    if expected is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if expected is list and isinstance(value, str):
        value = [value]
    texts = value if isinstance(value, list) else [value]
    if any(isinstance(item, str) and not _is_text(item) for item in texts):
        raise InvalidParameterError(
            f"{parameter.name} must be valid UTF-8 without NUL: {value!r}. Give it without what is no text"
        )
    wrong = not isinstance(value, expected) or (expected is int and isinstance(value, bool))
    if wrong or (expected is list and not all(isinstance(item, str) for item in value)):
        names = {
            str: "a text",
            int: "a whole number",
            float: "a number",
            bool: "true or false",
            list: "a list of texts",
        }
        given = "the text " if isinstance(value, str) else ""  # '5' for 5 is told apart only by its quotes
        raise InvalidParameterError(f"{parameter.name} must be {names[expected]}, not {given}{value!r}")
    if expected is int and value < 0:
        meaning = f" ({parameter.help})" if parameter.help else ""
        raise InvalidParameterError(f"{parameter.name} must not be negative: {value}. Give 0 or more{meaning}")
    if parameter.choices and value not in parameter.choices:
        folded = str(value).lower().replace("-", "_")
        if folded not in parameter.choices:
            hint = _meant(folded, parameter.choices)
            raise InvalidParameterError(
                f"{parameter.name} must be one of {', '.join(parameter.choices)}, not {value!r}{hint and f'. {hint}'}"
            )
        value = folded
    return value


def _meant(given: str, known: Iterable[str]) -> str:
    """The one that has a word of the name (`path`: `file_path`), is otherwise called so, or is spelt like it; "" for none."""
    import difflib

    names, words = list(known), set(given.lower().split("_"))
    near = [name for name in names if words & set(name.split("_"))]
    near = near or [name for name in names if name == OTHER_WORDS.get(given.lower())]
    near = near or difflib.get_close_matches(given, names, n=1)
    return f"Did you mean {near[0]!r}?" if near else ""


def _is_text(value: str) -> bool:
    """Bytes that are not UTF-8 come from the command line as lone surrogates."""
    return NOT_TEXT.search(value) is None
