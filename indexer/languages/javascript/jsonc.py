"""JSON as JavaScript tools write it: with comments, trailing commas and a byte order mark."""

from __future__ import annotations

import json
import re

__all__ = ["load_object"]

STRING_OR_COMMENT = re.compile(r'("(?:[^"\\]|\\.)*+")|//[^\n]*+|/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/|\Z)')
STRING_OR_COMMA = re.compile(r'("(?:[^"\\]|\\.)*+")|,(?=\s*+[}\]])')


def load_object(raw: bytes) -> dict[str, object]:
    """The object that a JSON text holds; `{}` for what is not an object or can't be read."""
    text = raw.decode("utf-8-sig", "replace")
    try:
        value = json.loads(text)
    except ValueError:
        plain = STRING_OR_COMMENT.sub(lambda match: match[1] or " ", text)
        try:
            value = json.loads(STRING_OR_COMMA.sub(lambda match: match[1] or "", plain), strict=False)
        except (ValueError, RecursionError):
            return {}
    except RecursionError:
        return {}
    return value if isinstance(value, dict) else {}
