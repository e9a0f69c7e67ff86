"""The Python in the code cells of a Jupyter notebook, each line where it stands in the file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from .... import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["code_of"]

CELLS = re.compile(r'"cells"\s*+:\s*+\[')
SOURCE = re.compile(r'"source"\s*+:\s*+')
CELL = re.compile(r"[\s,]*+(?=\{)")
TEXT = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"')
LAST_OF_LINE = re.compile(r"[\s,\]}]*?\n")
PYTHON = re.compile(r"(?:i?python|sage)[\d.]*+\Z", re.IGNORECASE)
"""Languages of kernels whose cells are read."""
FOREIGN = re.compile(r"\s*+%%(?!(?:time|timeit|capture|prun)\b)")
"""What begins a cell of another language (https://ipython.readthedocs.io/en/stable/interactive/magics.html#cell-magics)."""
TIMED = re.compile(r"[ \t]*+%time[ \t]+(?=\w)")
MAGIC = re.compile(r"([ \t]*+)(?:[\w, ]+=[ \t]*)?(?:%{1,2}[A-Za-z]|!(?!=)|\?+\w|[\w.*]+\?+\s*\Z)")
"""A line that IPython reads, and Python does not."""
IMPORT = re.compile(r"^(?:from[ \t]+[\w.]+[ \t]+)?import[ \t]+[\w., \t]+$", re.MULTILINE)
DECODER = json.JSONDecoder(strict=False)


def code_of(source: bytes) -> bytes:
    """The code of a notebook's cells, each line where it stands in the file; any other text as it is.

    The lines are those of the file, what they hold is shorter: no symbol is told by its place in bytes. A notebook of another
    language than Python has no code.
    """
    if source[:1] != b"{" or b'"cells"' not in source:
        return source
    text = source.decode("latin-1")  # as long as its bytes, which what a cell says is taken from
    lines = [""] * (text.count("\n") + 1)
    at = row = 0
    for start, code in _code(text):
        row, at = row + text.count("\n", at, start), start
        lines[row] += code
    return "\n".join(lines).encode("utf-8", "replace")


def _code(text: str) -> Iterator[tuple[int, str]]:
    """Where each piece of code stands in a notebook (nbformat 4), with what it says; none from where it is no notebook on."""
    try:
        first = CELLS.search(text) if _is_python(json.loads(text, strict=False)) else None
        at = first.end() if first else len(text)
        while found := CELL.match(text, at):
            cell, end = DECODER.raw_decode(text, found.end())
            if cell["cell_type"] == "code" and not FOREIGN.match("".join(cell["source"])):
                yield from _cell(text, found.end(), end, cell["source"])
            at = end
    except (ValueError, KeyError, TypeError, AttributeError, RuntimeError):
        return  # what is no notebook has no code; nested too deeply, and a key in escapes, which is not found again


def _cell(text: str, start: int, end: int, said: object) -> Iterator[tuple[int, str]]:
    """The texts of a cell's source; of one that doesn't have a line of the file to itself, what it imports."""
    places = (match.end() for match in SOURCE.finditer(text, start, end))
    value = next(at for at in places if DECODER.raw_decode(text, at)[0] == said)
    for token in TEXT.finditer(text, value, DECODER.raw_decode(text, value)[1]):
        code = json.loads(token[0].encode("latin-1"), strict=False).rstrip("\r\n")
        if "\n" in code or not LAST_OF_LINE.match(text, token.end()):
            yield token.start(), "".join(f"{statement};" for statement in IMPORT.findall(code))
        else:
            code = TIMED.sub("", code)
            yield token.start(), f"{magic[1]}pass" if (magic := MAGIC.match(code)) else code


def _is_python(notebook: dict[str, dict[str, dict[str, str]]]) -> bool:
    """Whether the kernel's language, as far as it is told, is Python."""
    about = notebook.get("metadata", {})
    kernel, language = about.get("kernelspec", {}), about.get("language_info", {})
    return PYTHON.match(language.get("name") or kernel.get("language") or kernel.get("name") or "python") is not None
