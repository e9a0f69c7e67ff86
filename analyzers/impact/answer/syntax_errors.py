"""Syntax errors that a change brings: those that the file had before are the grammar's, or somebody else's."""

from __future__ import annotations

import ast
import sys
import warnings
from collections import Counter
from typing import TYPE_CHECKING, Any

from .... import lazy_re as re
from ..changes.changes import parse
from .change_set import ERROR, WARNING, Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["new_syntax_errors"]

WITH_MACROS = frozenset({"C", "C++"})
"""Languages of which no grammar reads all that compiles: what a macro stands for is not written there."""
MACRO = re.compile(r"near '[A-Z][A-Z0-9_]+'$")
"""A word in capitals that the grammar stops at: by custom a macro."""
NEVER_MISSING = frozenset({
    ("Swift", "missing '!'"), ("TypeScript", "missing '!'"), ("TSX", "missing '!'"), ("Kotlin", "missing '_class_member_semi'"),
})  # fmt: skip
"""Language and error that only its grammar makes: `try` needs no mark, nor does a tag of a template behind its type arguments."""
SCRIPT_GAPS = (
    (re.compile(rb"<typeof import(?=\([^()\n]*\)>\(\))"), rb"<keyof typeof import"),
    (re.compile(rb"(?<=\bexport )type (?=\*)"), rb""),
)
MARKUP_GAPS = (
    (re.compile(rb">[^<>{}&]*+&[^<>{}]*+(?=</)"), lambda text: text[0].replace(b"&", b"+")),
    (re.compile(rb"\b[\w-]++=\"[^\"\n&]*+&[^\"\n]*+\""), lambda text: text[0].replace(b"&", b"+")),
)
GAPS: Mapping[str, Iterable[tuple[re.Pattern[bytes], Any]]] = {
    "C#": ((re.compile(rb"(?<=\w)(?<!\bvar)(\((?:[^()]|\([^()]*\)){0,300})\)(?=[ \t]*=[^=>])"), rb"\1).r"),),
    "Kotlin": ((re.compile(rb"= \[\]"), rb"= [_]"), (re.compile(rb"(?<=\w)\?(?=::)"), rb"")),
    "Ruby": ((re.compile(rb",[ \t]*[&*]+(?=[ \t]*\n)"), rb", _"),),
    "Rust": ((re.compile(rb"\btry(?=!\s*\()"), rb"r_y"),),
    "Swift": (
        (re.compile(rb"\b(?:__(?:owned|shared|consuming)|nonisolated\((?:unsafe|nonsending)\))"), rb""),
        (re.compile(rb"@(?:(?:_lifetime|convention)\([^()]*\)|Sendable(?= \())"), rb""),
        (re.compile(rb"(\btypealias\b[^\n={]{0,200}=[^\n{]{0,200}(?:\n[^\n{=]{0,200})?)\bwhere\b[^\n{]*"), rb"\1"),
        (re.compile(rb"(\bassociatedtype\s+\w+\s*:\s*[\w.]+)(?:\s*,\s*[\w.]+)+"), rb"\1"),
        (re.compile(rb"(?<=\.)_\$(?=\w)"), rb""),
    ),
    "TSX": SCRIPT_GAPS + MARKUP_GAPS,
    "TypeScript": SCRIPT_GAPS,
}
"""Language → what its grammar does not know, and what it reads in its place: a reference that a call gives, an empty default, a block
that is handed on, the macro `try!` of 2015, marks of ownership, a module's type as type argument, `&` in the text of an element."""
WITH_CONDITIONS = WITH_MACROS | {"C#", "Swift"}
CONDITION = re.compile(rb"(?:\xef\xbb\xbf)?\s*#\s*(if|el|endif|warning|error)(\w*)")
NEWER_PYTHON = re.compile(
    rb"\s*type\s+\w+.*=|\s*(?:async\s+)?(?:def|class)\s+\w+\[|\s*except\*?\s+\w[\w.]*,.*:|.*\b[rR]?[fFtT][rR]?['\"]"
)
"""Lines that Python reads since 3.12 (PEP 695, 701) or 3.14 (PEP 750, 758), or never."""
TOO_NEW = f" (as Python {sys.version_info[0]}.{sys.version_info[1]} reads it: a newer one may)"
MOST_KNOWN = 5
"""Of a file with more errors before, the grammar reads so little that another one is as likely its own."""
UNREAD_BEFORE = " (the grammar could not read this file before, either)"
PERHAPS_A_MACRO = " (as it is written: a macro may make it right)"


def new_syntax_errors(path: str, source: bytes, language: str, before: bytes) -> list[Issue]:
    """The errors of a text that it did not have before, by line; where a file is new (`before` is empty), all of them.

    They are doubtful where the language has macros, and one stands there or the file is new.
    """
    known = Counter(message for _, message in _all_errors(path, before, language)) if before else Counter[str]()
    with_macros = language in WITH_MACROS
    if with_macros and known:
        return []  # not read whole before: nothing tells what the change brings
    found, unread = [], UNREAD_BEFORE * (known.total() > MOST_KNOWN)
    for line, message in _all_errors(path, source, language):
        if known[message]:
            known[message] -= 1
        else:
            macro = with_macros and (not before or MACRO.search(message) is not None)
            severity = WARNING if macro or unread or message.endswith(TOO_NEW) else ERROR
            found.append(Issue(path, line, severity, "syntax", message + (PERHAPS_A_MACRO if macro else unread)))
    return found


def _all_errors(path: str, source: bytes, language: str) -> list[tuple[int, str]]:
    """`(line, message)`; in Python by its own parser, which tells the line where tree-sitter gives up on the whole file."""
    if language == "Python":
        return _errors_of_python(path, source)
    found = _misread(path, source, language) and _misread(path, _without_gaps(source, language), language)
    return sorted(error for error in found if (language, error[1]) not in NEVER_MISSING)


def _errors_of_python(path: str, source: bytes) -> list[tuple[int, str]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(source)
    except SyntaxError as error:
        line = error.lineno or 1
        newer = NEWER_PYTHON.match(b"".join(source.split(b"\n")[line - 1 : line])) and not _misread(
            path, source, "Python"
        )
        return [(line, error.msg + (TOO_NEW if newer else ""))]
    except (ValueError, RecursionError, MemoryError):
        return [(1, "can't be parsed")]
    return []


def _misread(path: str, source: bytes, language: str) -> set[tuple[int, str]]:
    """What the grammar can't read, whichever branches of conditions a compiler takes."""
    texts = [_branch(source, first=True), _branch(source, first=False)] if language in WITH_CONDITIONS else [source]
    read = [parsed for text in texts if (parsed := parse(path, text, language)) is not None]
    return {error for parsed in read for error in _errors(parsed.tree.root_node)}


def _without_gaps(source: bytes, language: str) -> bytes:
    for pattern, known in GAPS.get(language, ()):
        source = pattern.sub(known, source)
    return source


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
