"""npm packages that source code names without importing them: in literals, pragmas and commands that it runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .npm_references import Reference, text_words

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["AUGMENTED", "Literals", "in_comment", "literal_uses"]

LITERAL = (
    r"['\"`](NAMES)(?:/[^'\"`\n]*+)?['\"`]|@(?:jsxImportSource|\w+-environment)\s+(NAMES)\b"
    r"|[}/](NAMES)/(?:dist|lib|build|umd|esm|cjs|es|min)/|\.(NAMES)Minify\b"
)
"""A name as a whole text or its begin, in a pragma, as the folder of its built files in the text of a page, or as what minimizes
(`MinimizerPlugin.terserMinify`)."""
SHELL = re.compile(rb"\$(?:sync)?(?:\([^()`]*+\))?`([^`]*+)`")
AUGMENTED = re.compile(rb"\bdeclare module\s*+$")
ENVIRONMENT = re.compile(rb"@jest-environment\s+([\w-]+)")
SCANNED_BYTES = 4_000_000
"""Source text read for names in literals and pragmas: about 50 ms; beyond it a finding has less confidence."""


class Literals(NamedTuple):
    """What was found: names that stand as literals, what commands and pragmas refer to, and whether all source was read."""

    names: set[str]
    references: list[Reference]
    complete: bool


def literal_uses(index: Index, paths: Iterable[str], names: Sequence[str]) -> Literals:
    """Reads source files for these names, as far as the budget goes."""
    pattern = re.compile(LITERAL.replace("NAMES", "|".join(re.escape(name) for name in names)).encode())
    needles = [name.encode() for name in names]
    found = Literals(set(), [], True)
    budget = SCANNED_BYTES
    for path in paths:
        budget -= index.files[path].size
        if budget < 0:
            return found._replace(complete=False)
        data = index.read(path)
        if any(needle in data for needle in needles):
            found.names.update(_literals(pattern, data))
        if (b"$" in data and b"`" in data) or b"@jest-environment" in data:
            found.references.extend(_references(path, data))
    return found


def _literals(pattern: re.Pattern[bytes], data: bytes) -> Iterator[str]:
    for match in pattern.finditer(data):
        before = data[max(0, match.start() - 40) : match.start()]
        if match[2] or match[3] or match[4] or not (in_comment(data, match.start()) or AUGMENTED.search(before)):
            yield (match[match.lastindex or 0]).decode()


def _references(path: str, data: bytes) -> Iterator[Reference]:
    for match in SHELL.finditer(data):
        for item in text_words(path, match[1].decode("utf-8", "replace")):
            yield item._replace(certain=False)
    for match in ENVIRONMENT.finditer(data):
        yield Reference(f"jest-environment-{match[1].decode()}", path, 1)


def in_comment(data: bytes, position: int) -> bool:
    """Whether the line begins as a comment."""
    return data[data.rfind(b"\n", 0, position) + 1 : position].lstrip().startswith((b"//", b"*", b"/*"))
