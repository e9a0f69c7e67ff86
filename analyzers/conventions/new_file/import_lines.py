"""The lines that take in one file, which of them is like the others, and such a line written for another file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ...naming import stem_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .renaming import Renaming

__all__ = ["OPEN", "Place", "as_usual", "import_line", "is_whole", "placed", "rank", "stands"]

STATEMENT = 40
"""How many lines below its first one an import statement may name its file."""
IDLE = re.compile(r"use\b")
"""How PHP and Rust take in a name for code of their own."""
OPEN = "..."
"""Stands for names that can't be known before the file is written."""
RELATIVE = re.compile(r"""^\s*from\s+\.|['"]\.{1,2}/|^\s*(?:pub\b\S*\s+)?mod\s""")
"""What an import has whose path begins where it stands, as a module of Rust does."""


class Place(NamedTuple):
    """Where a sibling is named: the lines in the file that names it, and the names it is known by there."""

    sibling: str
    lines: tuple[int, ...]
    names: tuple[str, ...]


def as_usual(lines: Sequence[str], places: Sequence[Place], stem: str) -> list[Place]:
    """The siblings to go by, the best first: those whose line begins and ends as most do, as the last entry of a list has no comma, and
    where most are an `autoload`, the one that is a `require` is needed at once; of these what is set off by the same dotted end
    (`redis.config` goes as `mail.config` does, not as `config.type`), then those before the new one in the alphabet, the nearest first.
    """
    ordered = sorted(places, key=lambda place: stem_of(place.sibling).stem)
    before = [place for place in ordered if stem_of(place.sibling).stem < stem]
    shapes = {place: _shape(lines[place.lines[0] - 1].strip()) for place in places}
    counts = Counter(shapes.values())
    usual, tail = min(counts, key=lambda shape: (-counts[shape], shape), default=None), stem.partition(".")[2]
    return sorted(
        [*reversed(before), *ordered[len(before) :]],
        key=lambda place: (shapes[place] != usual, stem_of(place.sibling).stem.partition(".")[2] != tail),
    )


def placed(text: str, was: str, old: str, new: str) -> str | None:
    """An import for a file in another folder: `Api\\UserController` is `Web\\UserController` there; None where more differs.

    Args:
        was: the line of the sibling: where that does not say the folder, a path from where it stands leads there only.
    """
    above, _, name = old.rpartition("/")
    if old == new:
        return text if name not in was or name in text else None  # None: renaming changed the folder
    if not name or not re.search(rf"\b{re.escape(name)}\b", was):
        return None if RELATIVE.search(was) else text
    return re.sub(rf"\b{re.escape(name)}\b", new.rpartition("/")[2], text) if above == new.rpartition("/")[0] else None


def rank(was: str, line: int, written: str) -> tuple[bool, bool, bool, int]:
    """Of the lines that take in a file the first that stands by itself, and its `mod` before a `use` of what it holds."""
    return bool(IDLE.match(was)), was[:1].isspace(), OPEN in written, line


def stands(lines: Sequence[str], written: str, stem: str) -> bool:
    """A line that begins as the new one takes in a file of the name already."""
    named = re.compile(rf"(?:[./\\:]|\bmod ){re.escape(stem)}(?![\w-])")
    return any(named.search(line) and _shape(line.strip())[0] == _shape(written)[0] for line in lines if stem in line)


def _shape(line: str) -> tuple[str, bool, str]:
    """How a line begins that takes in another file, whether that is all there is, and how it ends."""
    first = line.partition(" ")[0]
    return first if first.isidentifier() else "", "*" in line, line[-1:]


def is_whole(line: str) -> bool:
    """Whether a line closes its brackets and quotes: else it begins a statement whose rest belongs to the sibling alone."""
    opened = all(line.count(mark) == line.count(end) for mark, end in ("()", "[]", "{}"))
    return opened and not any(line.count(quote) % 2 for quote in "\"'`")


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
