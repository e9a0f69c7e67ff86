"""JSON and TOML files as tables, for who needs a field that no manifest keeps; a broken file is an empty one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .. import lazy_re as re

__all__ = ["inner_list", "inner_table", "json_table", "json_value", "texts_of", "toml_table"]

Table = dict[str, Any]

STRING_OR_COMMENT = re.compile(r'("(?:[^"\\]|\\.)*+")|//[^\n]*+|/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/|\Z)')
STRING_OR_COMMA = re.compile(r'("(?:[^"\\]|\\.)*+")|,(?=\s*+[}\]])')
HALF = re.compile(r"(\\[^u]|\\u(?![dD][89a-fA-F])|\\u[dD][89abAB]..\\u[dD][c-fC-F]..)|\\u[dD][89a-fA-F]..", re.DOTALL)
"""Half a surrogate pair in escapes; the first group is any other escape."""


def json_value(text: str, *, strict: bool = True) -> Any:
    """`json.loads` whose texts are all Unicode: half a surrogate pair, which no index and no answer can hold, is U+FFFD."""
    if "\\ud" in text or "\\uD" in text:
        text = HALF.sub(lambda match: match[1] or "\\ufffd", text)
    return json.loads(text, strict=strict)


def json_table(raw: bytes) -> Table:
    """The object of a JSON file, also of one with comments, trailing commas and a byte order mark, as JavaScript's tools take it."""
    text = raw.decode("utf-8-sig", "replace")
    try:
        value = json_value(text)
    except ValueError:
        plain = STRING_OR_COMMENT.sub(lambda match: match[1] or " ", text)
        try:
            value = json_value(STRING_OR_COMMA.sub(lambda match: match[1] or "", plain), strict=False)
        except (ValueError, RecursionError):
            return {}
    except RecursionError:
        return {}
    return value if isinstance(value, dict) else {}


def toml_table(raw: bytes) -> Table:
    """The top table of a TOML file."""
    import tomli

    try:
        return tomli.loads(raw.decode("utf-8", "replace"))
    except (tomli.TOMLDecodeError, RecursionError):
        return {}


def inner_table(table: Mapping[str, Any], *keys: str) -> Table:
    """The table at the end of some keys; an empty one where anything else is there (PHP writes an empty table as a list)."""
    found: Any = table
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def inner_list(table: Mapping[str, Any], *keys: str) -> list[Any]:
    """The list at the end of some keys; an empty one where anything else is there."""
    found = inner_table(table, *keys[:-1]).get(keys[-1])
    return found if isinstance(found, list) else []


def texts_of(value: object) -> list[str]:
    """The texts of a list; none of anything else."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
