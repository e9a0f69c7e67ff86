"""The lines that take in one file, which of them is like the others, and such a line written for another file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .... import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .listed_names import Place
    from .renaming import Renaming

__all__ = ["IDLE", "OPEN", "import_line", "rank", "stands", "usual_first"]

STATEMENT = 40
"""How many lines below its first one an import statement may name its file."""
IDLE = re.compile(r"use\b")
"""How PHP and Rust take in a name for code of their own: where a file does not name others by trade, that is no registration."""
OPEN = "..."
"""Stands for names that can't be known before the file is written."""


def rank(was: str, line: int, written: str) -> tuple[bool, bool, bool, int]:
    """Of the lines that take in a file the first that stands by itself, and its `mod` before a `use` of what it holds."""
    return bool(IDLE.match(was)), was[:1].isspace(), OPEN in written, line


def stands(lines: Sequence[str], written: str, stem: str) -> bool:
    """A line that begins as the new one takes in a file of the name already."""
    named = re.compile(rf"(?:[./\\:]|\bmod ){re.escape(stem)}(?![\w-])")
    return any(named.search(line) and _shape(line.strip())[0] == _shape(written)[0] for line in lines if stem in line)


def usual_first(lines: Sequence[str], places: Sequence[Place]) -> list[Place]:
    """The places whose line begins and ends as most do before the others: the last entry of a list has no comma, and where most are
    an `autoload`, the one that is a `require` is needed at once."""
    shapes = {place: _shape(lines[place.lines[0] - 1].strip()) for place in places}
    counts = Counter(shapes.values())
    usual = min(counts, key=lambda shape: (-counts[shape], shape))
    return sorted(places, key=lambda place: shapes[place] != usual)


def _shape(line: str) -> tuple[str, bool, str]:
    """How a line begins that takes in another file, whether that is all there is, and how it ends."""
    first = line.partition(" ")[0]
    return first if first.isidentifier() else "", "*" in line, line[-1:]


def import_line(
    lines: Sequence[str], line: int, names: Sequence[str], renaming: Renaming, guessed: Sequence[str], *, shared: bool
) -> tuple[int, str] | None:
    """The import for the new file and the line of its like; what it imports is left open where it does not follow from the name.

    Args:
        guessed: names that do not follow from the sibling's.
        shared: the line imports several siblings; then only the new one is written.
    """
    statement = lines[line - 1 : line - 1 + STATEMENT]
    end = next((number for number, text in enumerate(statement) if renaming.names(text)), None)
    if end is None or (end and not re.search(r"^\s*\}?\s*from\b", statement[end])):
        return None
    text = statement[0].strip() if end == 0 else f"{statement[0].strip()} {statement[end].strip().lstrip('}')}"
    written = renaming.apply(text)
    if shared:
        added = renaming.apply(next((name for name in names if renaming.names(name)), ""))
        return (line + end, _with_names(written, added)) if added else None
    opened = _with_names(written, OPEN)
    kept = any(re.search(rf"\b{re.escape(name)}\b", written) for name in names) or any(name in text for name in guessed)
    if kept and OPEN not in opened:
        return None  # `use crate::error::Failure`: what the new module gives nobody knows
    return line + end, opened if kept or end or text.endswith(("(", "{")) else written


def _with_names(text: str, names: str) -> str:
    """An import with other names: `from a import b, c` with d is `from a import d`."""
    if text.startswith("from "):
        return re.sub(r"^(from\s+\S+\s+import\s+).*", lambda found: found[1] + names, text)
    written = re.sub(r"\{[^}]*\}", lambda _: f"{{ {names} }}", text, count=1)
    return re.sub(r"\{\s*$|\{(?!.*\})\s*", lambda _: f"{{ {names} }} ", text, count=1) if written == text else written
