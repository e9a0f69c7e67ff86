"""Names that mean what their own function or file binds, in languages whose scopes are not read, and no definition somewhere else.

Read by lines: what the head of the function lists, what its body declares or assigns, and the sign before a name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ...per_index import read_once
from ...text_facts import line_at, lines_of
from ..called import first_of

if TYPE_CHECKING:
    from ....indexer.index import Index
    from ..occurrences import Definition, PlainUse

__all__ = ["is_bound_inside"]

BINDINGS: Final = {
    "Scala": r"\b(?:val|var|given)\s+{0}\b|[(,]\s*(?:implicit\s+|using\s+)?{0}\s*:|\b{0}\s*(?:=>|<-)",
    "Swift": r"\b(?:let|var)\s+{0}\b|\b(?:func|init)\b.*[(,]\s*(?:\w+\s+)?{0}\s*:|\bfor\s+{0}\s+in\b",
    "Go": r"(?:^|[\s,]){0}(?:\s*,\s*\w+)*\s*:=|\bvar\s+{0}\b|\bfunc\b.*[(,]\s*{0}\s+[\w*(\[]",
}
"""Language → how a line binds a name; the name stands for `{0}`."""
SIGNED: Final = {"Rust": r"(?<![$\w]){0}(?![\w])"}
"""Language → a name without the sign that makes another of it: a macro's parameter (`$total`)."""
OWN_FILE_FIRST: Final = frozenset({"Rust"})
"""Languages in which a file's own definition is meant before those that other files bring in by a `*`."""


def is_bound_inside(index: Index, use: PlainUse, definition: Definition) -> bool:
    """A name that stands alone is a parameter or variable of the function around it, or its file's own, not the definition somewhere else.

    Args:
        use: its `owner` is the function.
    """
    language = index.files[use.path].language
    if use.attribute:
        return False
    if _is_of_own_file(index, use, definition, language) or _is_signed(index, use, definition, language):
        return True
    binding = BINDINGS.get(language)
    around = first_of(index, use.path).get(use.owner)
    if binding is None or around is None or definition[1].startswith(f"{use.owner}."):
        return False
    head = around.start_line - (definition != (use.path, use.owner))  # a method's own name in its head binds nothing
    bound = _bound_at(index, use.path, binding, use.name)
    return bisect_right(bound, head) < bisect_right(bound, use.line)


def _is_of_own_file(index: Index, use: PlainUse, definition: Definition, language: str) -> bool:
    """The file defines the name itself, at the same level, and another file's definition is asked about."""
    if language not in OWN_FILE_FIRST or definition[0] == use.path or "." in definition[1]:
        return False
    led = b"::" + use.name.encode() in line_at(index, use.path, use.line)
    return not led and use.name in first_of(index, use.path)


def _is_signed(index: Index, use: PlainUse, definition: Definition, language: str) -> bool:
    """Wherever the line has the name, a sign before it makes it another one's: a variable's where a method is asked about."""
    if language not in SIGNED or not _kinds(index, *definition) <= {"function", "method"}:
        return False
    return _binding(SIGNED[language], use.name).search(line_at(index, use.path, use.line)) is None


@read_once
def _kinds(index: Index, path: str, qualname: str) -> set[str]:
    return {item.kind for item in index.symbols(path) if item.qualname == qualname}


@read_once
def _bound_at(index: Index, path: str, binding: str, name: str) -> list[int]:
    """The lines of a file that bind a name."""
    bound, said = _binding(binding, name), name.encode()
    return [number for number, line in enumerate(lines_of(index, path), 1) if said in line and bound.search(line)]


@lru_cache(maxsize=64)
def _binding(form: str, name: str) -> re.Pattern[bytes]:
    return re.compile(form.replace("{0}", re.escape(name)).encode())
