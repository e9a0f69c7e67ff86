"""Dotted names in source text: of packages and namespaces, and types that code spells out by their full path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import lazy_re as re
from ..facts import Import
from ..tokens import all_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .base import Lexicon

__all__ = ["C_COMMENT", "dotted", "paths_from", "qualified_names"]

C_COMMENT = rb"//[^\n]*+|/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/|\Z)"
PLAIN = re.compile(rb"[\w.$*]*+")
CHAIN = re.compile(rb"[\w$]++(?:\.[\w$]++)*+")
NOT_CODE = re.compile(rb"[*/]|(?:import|package|namespace|(?:global )?using) (?!\(|var\b|[\w.<>]+ \w+ =)")
"""How a line of a comment or a directive begins; `using (var file = …)` is none."""
MOST_QUALIFIED = 500
LONG_LITERAL = b'"""'
"""Begins a literal over several lines in C#, Java, Kotlin and Scala."""


def dotted(raw: bytes) -> str:
    """A dotted name as one word: comments are cut, white space and back quotes dropped."""
    if b"/" in raw:
        raw = re.sub(C_COMMENT, b"", raw, flags=re.DOTALL)
    text = raw.decode("utf-8", "replace")
    return text if PLAIN.fullmatch(raw) else "".join(text.replace("`", "").split())


def qualified_names(source: bytes, module: str, start: int, lexicon: Lexicon) -> Iterator[Import]:
    """Types and functions named in code by their full path, without an import.

    Only paths that begin as the file's own package does are looked for: the packages of one workspace mostly share that part, and a
    search for a fixed text costs next to nothing.

    Args:
        source: the file.
        module: the package or namespace that the file declares.
        start: where the code begins, behind the imports.
        lexicon: the language's; what a literal over several lines holds no single line tells.
    """
    root = module.partition(".")[0].encode() + b"."
    if not module:
        return
    seen: set[str] = set()
    if LONG_LITERAL in source and source.find(root, start) >= 0:
        source = all_code(source, lexicon)
    position = source.find(root, start)
    while position >= 0 and len(seen) < MOST_QUALIFIED:
        match = CHAIN.match(source, position)
        end = match.end() if match else position + len(root)
        if match and _is_code(source, position):
            path = match[0].decode("utf-8", "replace")
            if path not in seen and path != module:
                seen.add(path)
                line = source.count(b"\n", 0, position) + 1
                yield Import(line, "static", path, path.rpartition(".")[2], "", "qualified")
        position = source.find(root, end)


def paths_from(word: str, source: bytes) -> set[str]:
    """The dotted paths in code that begin with a word, those of directives left out."""
    found = re.finditer(re.escape(word.encode()) + rb"(?:\.[A-Za-z_]\w*)+", source)
    return {match[0].decode("utf-8", "replace") for match in found if _is_code(source, match.start())}


def _is_code(source: bytes, position: int) -> bool:
    """Whether a path at this place is neither part of a longer name, nor in a comment or a string, as far as its line tells."""
    before = source[max(position - 1, 0) : position]
    if before in {b".", b'"', b"/", b"$", b"\\"} or before.isalnum() or before == b"_":
        return False
    line = source[source.rfind(b"\n", 0, position) + 1 : position].lstrip()
    return NOT_CODE.match(line) is None and b"//" not in line and line.count(b'"') % 2 == 0
