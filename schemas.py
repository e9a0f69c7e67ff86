"""JSON Schemas of the tools, made from questions.py (input) and `answers` (output)."""

from __future__ import annotations

import types
from typing import TYPE_CHECKING, Any, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from . import answers

if TYPE_CHECKING:
    from .questions import Parameter, Question

__all__ = ["full_output_schema", "input_schema", "output_schema"]

JSON_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean", list: "array", dict: "object"}


def input_schema(question: Question) -> dict[str, Any]:
    """The parameters of a question; unknown ones are refused."""
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {parameter.name: _parameter(parameter) for parameter in question.parameters},
        "additionalProperties": False,
    }
    required = [parameter.name for parameter in question.parameters if parameter.required]
    return {**schema, "required": required} if required else schema


def output_schema(question: Question) -> dict[str, Any]:
    """The keys that every answer has: a model reads every byte of this before it asks anything, so types stay out."""
    return {"type": "object", "required": list(full_output_schema(question)["required"])}


def full_output_schema(question: Question) -> dict[str, Any]:
    """The whole shape of an answer, for validation and documentation."""
    return _schema(getattr(answers, question.answer))


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": JSON_TYPES[parameter.type]}
    if parameter.help:
        schema["description"] = parameter.help
    if parameter.type is list:
        schema["items"] = {"type": "string"}
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    if not parameter.required and parameter.default is not None and parameter.default is not False:
        schema["default"] = parameter.default
    return schema


def _schema(hint: Any) -> dict[str, Any]:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is NotRequired:
        return _schema(arguments[0])
    if hint is Any:
        return {}
    if hint is type(None):
        return {"type": "null"}
    if origin in {Union, types.UnionType}:
        parts = [_schema(argument) for argument in arguments]
        if all(set(part) == {"type"} for part in parts):
            return {"type": [part["type"] for part in parts]}
        return {"anyOf": parts}
    if origin is list:
        return {"type": "array", "items": _schema(arguments[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(arguments[1])}
    if is_typeddict(hint):
        return _typed_dictionary(hint)
    return {"type": JSON_TYPES[hint]}


def _typed_dictionary(shape: Any) -> dict[str, Any]:
    hints = get_type_hints(shape, include_extras=True)
    required = [
        name for name, hint in hints.items() if name in shape.__required_keys__ and get_origin(hint) is not NotRequired
    ]
    return {"type": "object", "properties": {name: _schema(hint) for name, hint in hints.items()}, "required": required}
