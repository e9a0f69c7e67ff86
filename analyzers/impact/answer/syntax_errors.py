"""Syntax errors that a change brings: those that the file had before are the grammar's, or somebody else's."""

from __future__ import annotations

import ast
import warnings
from collections import Counter
from typing import Any

from .... import lazy_re as re
from ..changes.changes import parse
from .change_set import ERROR, WARNING, Issue

__all__ = ["new_syntax_errors"]

WITH_MACROS = frozenset({"C", "C++"})
"""Languages of which no grammar reads all that compiles: what a macro stands for is not written there."""
MACRO = re.compile(r"near '[A-Z][A-Z0-9_]+'$")
"""A word in capitals that the grammar stops at: by custom a macro."""
NEVER_MISSING = frozenset({("Swift", "missing '!'")})
"""Language and error that only its grammar makes: `try` needs no mark."""
OLD_RUST = re.compile(rb"\btry(?=!\s*\()")
"""A macro, until the edition of 2018 made a keyword of its name."""
REF_RESULT = re.compile(rb"(?<=\w)(?<!\bvar)(\((?:[^()]|\([^()]*\)){0,300})\)(?=[ \t]*=[^=>])")
"""C#: what is assigned to where a call gives a reference, which the grammar does not know."""
WITH_CONDITIONS = WITH_MACROS | {"C#", "Swift"}
CONDITION = re.compile(rb"\s*#\s*(if|el|endif|warning|error)(\w*)")
PERHAPS_A_MACRO = " (as it is written: a macro may make it right)"


def new_syntax_errors(path: str, source: bytes, language: str, before: bytes) -> list[Issue]:
    """The errors of a text that it did not have before, by line; where a file is new (`before` is empty), all of them.

    They are doubtful where the language has macros, and one stands there or the file is new.
    """
    known = Counter(message for _, message in _all_errors(path, before, language)) if before else Counter[str]()
    with_macros = language in WITH_MACROS
    if with_macros and known:
        return []  # not read whole before: nothing tells what the change brings
    found = []
    for line, message in _all_errors(path, source, language):
        if known[message]:
            known[message] -= 1
        else:
            doubtful = with_macros and (not before or MACRO.search(message) is not None)
            told = (WARNING, "syntax", message + PERHAPS_A_MACRO) if doubtful else (ERROR, "syntax", message)
            found.append(Issue(path, line, *told))
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
    source = OLD_RUST.sub(b"r_y", source) if language == "Rust" else source
    texts = [_branch(source, first=True), _branch(source, first=False)] if language in WITH_CONDITIONS else [source]
    read = [parsed for text in texts if (parsed := parse(path, text, language)) is not None]
    found = {error for parsed in read for error in _errors(parsed.tree.root_node)}
    if found and language == "C#" and (other := REF_RESULT.sub(rb"\1).r", source)) != source:
        lines = {line for line, _ in _all_errors(path, other, language)}
        found = {error for error in found if error[0] in lines}
    return sorted(error for error in found if (language, error[1]) not in NEVER_MISSING)


def _branch(source: bytes, *, first: bool) -> bytes:
    """What a compiler reads where each condition holds, or none does: a statement may begin in a branch and end behind it."""
    kept: list[bool] = []
    lines = []
    for line in source.split(b"\n"):
        found = CONDITION.match(line)
        if found is None:
            lines.append(line if all(kept) else b"")
            continue
        lines.append(b"")
        if found[1] == b"if":
            kept.append(first)
        elif found[1] == b"endif":
            del kept[-1:]
        elif found[1] == b"el" and kept:
            kept[-1] = not first and found[2] == b"se"
    return b"\n".join(lines)


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
    return found
