"""Syntax errors that a change brings: those that the file had before are the grammar's, or somebody else's."""

from __future__ import annotations

import ast
import re
import warnings
from collections import Counter
from typing import Any, NamedTuple

from ..changes.changes import parse

__all__ = ["SyntaxFault", "new_syntax_errors"]

WITH_MACROS = frozenset({"C", "C++"})
"""Languages of which no grammar reads all that compiles: what a macro stands for is not written there."""
MACRO = re.compile(r"near '[A-Z][A-Z0-9_]+'$")
"""A word in capitals that the grammar stops at: by custom a macro."""
PERHAPS_A_MACRO = " (as it is written: a macro may make it right)"


class SyntaxFault(NamedTuple):
    """Where a text can't be read; `sure` unless the language has macros, and one stands there or the file was not read whole before."""

    line: int
    message: str
    sure: bool


def new_syntax_errors(path: str, source: bytes, language: str, before: bytes) -> list[SyntaxFault]:
    """The errors of a text that it did not have before, by line; where a file is new (`before` is empty), all of them."""
    known = Counter(message for _, message in _all_errors(path, before, language)) if before else Counter[str]()
    with_macros = language in WITH_MACROS
    half_read = with_macros and bool(known or not before)
    found = []
    for line, message in _all_errors(path, source, language):
        if known[message]:
            known[message] -= 1
        else:
            doubtful = half_read or (with_macros and MACRO.search(message) is not None)
            found.append(SyntaxFault(line, message + PERHAPS_A_MACRO if doubtful else message, not doubtful))
    return found


def _all_errors(path: str, source: bytes, language: str) -> list[tuple[int, str]]:
    """`(line, message)`; in Python by its own parser, which tells the line where tree-sitter gives up on the whole file."""
    if language == "Python":
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                ast.parse(source)
        except SyntaxError as error:
            return [(error.lineno or 1, f"{error.msg}")]
        except (ValueError, RecursionError, MemoryError):
            return [(1, "can't be parsed")]
        return []
    parsed = parse(path, source, language)
    return _errors(parsed.tree.root_node) if parsed is not None else []


def _errors(root: Any) -> list[tuple[int, str]]:
    """`(line, message)` of the outermost ERROR and MISSING nodes."""
    found = []
    stack = [root]
    while stack:
        node = stack.pop()
        if node.is_missing:
            found.append((node.start_point[0] + 1, f"missing {node.type!r}"))
        elif node.is_error:
            text = (node.text or b"").decode("utf-8", "replace").split("\n", 1)[0][:60]
            found.append((node.start_point[0] + 1, f"can't be parsed near {text!r}"))
        elif node.has_error:
            stack.extend(node.children)
    return sorted(set(found))
