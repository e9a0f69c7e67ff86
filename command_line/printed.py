"""What a command prints: for programs one line of JSON, for everybody what standard output can write."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

__all__ = ["forgive_letters", "json_line"]


def json_line(answer: Any) -> str:
    """One line; where standard output is not in Unicode its letters are escaped, which every reader of JSON reads the same."""
    whole = (sys.stdout.encoding or "utf-8").lower().startswith("utf")
    return json.dumps(answer, ensure_ascii=not whole)


def forgive_letters() -> None:
    """Prints a question mark for what the encoding of standard output lacks (a table's lines in cp1252): no reason to fail."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
