"""Scala's import statements, at any depth of a file: selectors, renames, wildcards, givens.

Source: https://docs.scala-lang.org/scala3/reference/changed-features/imports.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...facts import Import
from ..dotted import C_COMMENT

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_imports"]

STATEMENT = re.compile(rb"^[ \t]*+(import|export)[ \t]++((?:[^\n{};/]++|\{[^{}]*+\}|/(?!/|\*))++)", re.MULTILINE)
ALIAS = re.compile(r"\s*(?:=>|\bas\b)\s*")
WILDCARDS = frozenset({"_", "*", "given"})


def read_imports(source: bytes) -> Iterator[Import]:
    """Every import of a file in order; `export` clauses are re-exports."""
    for match in STATEMENT.finditer(source):
        line = source.count(b"\n", 0, match.start(1)) + 1
        kind = "static" if match[1] == b"import" else "reexport"
        body = re.sub(C_COMMENT, b"", match[2], flags=re.DOTALL).decode("utf-8", "replace")
        for clause in _split(body):
            if source[match.start() : match.start() + 1].isspace() and _is_of_a_value(source[: match.start()], clause):
                continue
            for specifier, name, alias in _clause(clause):
                yield Import(line, kind, specifier, name, alias)


def _is_of_a_value(before: bytes, clause: str) -> bool:
    """Whether an import inside of a definition opens a value that the text before it binds (`import quotes.reflect.*`)."""
    head = re.match(r"\s*([a-z]\w*)\s*\.", clause)
    if head is None:
        return False
    name = re.escape(head[1].encode())
    return re.search(
        rb"(?:[(,]\s*|\b(?:val|var|given|using|implicit)\s+)" + name + rb"\s*:(?!:)", before
    ) is not None or (re.search(rb"\b(?:val|var|given)\s+" + name + rb"\s*=(?![=>])", before) is not None)


def _clause(clause: str) -> Iterator[tuple[str, str, str]]:
    """`(path, name, local name)` of each selector of `a.b.{C, D as E}`."""
    head, brace, rest = clause.partition("{")
    prefix = "".join(head.split()).rstrip(".")
    if not brace:
        path, _, last = clause.strip().rpartition(".")
        prefix, rest = "".join(path.split()), last
    for selector in rest.rstrip("} \t\n").split(","):
        parts = ALIAS.split(selector.strip().replace("`", ""))
        name = parts[0]
        if name.startswith("given "):
            name = "given"
        if not name or not prefix or parts[-1] == "_" != name:
            continue
        if name in WILDCARDS:
            yield prefix, "*", "*"
        else:
            yield f"{prefix}.{name}", name, parts[-1]


def _split(body: str) -> Iterator[str]:
    """The clauses of a statement: commas outside braces separate them."""
    depth = start = 0
    for at, char in enumerate(body):
        if char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
        elif char == "," and depth == 0:
            yield body[start:at]
            start = at + 1
    yield body[start:]
