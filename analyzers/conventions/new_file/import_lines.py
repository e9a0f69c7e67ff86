"""The lines that take in one file, which of them is like the others, and such a line written for another file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from .... import lazy_re as re
from ....indexer.gathering import by_key
from ....indexer.languages.families import JAVASCRIPT_ENDINGS
from ...naming import STYLES, in_style, singular, split_words, stem_of
from ..roles.role_words import ends_in

__all__ = ["OPEN", "Named", "Place", "Renaming", "agreed", "import_line", "is_whole", "placed", "stands"]

STATEMENT = 40
"""How many lines below its first one an import statement may name its file."""
IDLE = re.compile(r"use\b")
"""How PHP and Rust take in a name for code of their own."""
AFTER = 0.5
"""From this share of the siblings on that give what is called as they are, a new one does too."""
OPEN = "..."
"""Stands for names that can't be known before the file is written."""
RELATIVE = re.compile(r"""^\s*from\s+\.|['"]\.{1,2}/|^\s*(?:pub\b\S*\s+)?mod\s""")
"""What an import has whose path begins where it stands, as a module of Rust does."""


class Place(NamedTuple):
    """Where a sibling is named: the lines in the file that names it, and the names it is known by there."""

    sibling: str
    lines: tuple[int, ...]
    names: tuple[str, ...]


class Named(NamedTuple):
    """A line that names a sibling, as it was, and the forms in which it could be written for the new file, the fullest first."""

    sibling: str
    number: int
    was: str
    forms: tuple[str, ...]


def agreed(named: Sequence[Named], stem: str, least: int = 2) -> list[tuple[Named, str]]:
    """The lines that come to the same for the new file as those of other siblings, with the form that they agree on: the best one to go
    by first. That is what most agree on, a `mod` before a `use` of what it holds, and of equals what is set off by the same dotted end
    (`redis.config` goes as `mail.config` does, not as `config.type`), then the last before the new one in the alphabet.

    Args:
        least: how many siblings have to agree.
    """
    givers = by_key((form, item.sibling) for item in named for form in item.forms)
    counts = {form: len({*siblings}) for form, siblings in givers.items()}
    stems = sorted({stem_of(item.sibling).stem for item in named})
    before = sum(other < stem for other in stems)
    order = {other: at for at, other in enumerate([*reversed(stems[:before]), *stems[before:]])}
    found = []
    for item in named:
        most = max((counts[form] for form in item.forms), default=0)
        form = next((form for form in item.forms if counts[form] >= max(least, AFTER * most)), None)
        if form is not None:
            found.append((item, form))

    def rank(choice: tuple[Named, str]) -> tuple[object, ...]:
        item, form = choice
        own = stem_of(item.sibling).stem
        other_end = own.partition(".")[2] != stem.partition(".")[2]
        place = bool(IDLE.match(form)), item.was[:1].isspace(), -counts[form]
        return *place, other_end, order[own], item.number

    return sorted(found, key=rank)


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


def import_line(lines: Sequence[str], line: int, place: Place, renaming: Renaming, *, shared: bool) -> Named | None:
    """The import of a sibling for the new file; what it imports may be left open, and has to where it is not called after the sibling.

    Args:
        shared: the line imports several siblings; then only the new one is written.
    """
    statement = lines[line - 1 : line - 1 + STATEMENT]
    end = next((number for number, text in enumerate(statement) if renaming.names(text)), None)
    if end is None or (end and not re.search(r"^\s*\}?\s*from\b", statement[end])):
        return None
    number = line + end
    text = statement[0].strip() if end == 0 else f"{statement[0].strip()} {statement[end].strip().lstrip('}')}"
    written = renaming.apply(text)
    if shared:
        added = renaming.apply(next((name for name in place.names if renaming.names(name)), ""))
        return Named(place.sibling, number, lines[number - 1], (_with_names(written, added),)) if added else None
    opened = _with_names(written, OPEN)
    # `use crate::error::Failure`: what the new module gives nobody knows
    kept = any(re.search(rf"\b{re.escape(name)}\b", written) for name in place.names)
    whole = () if kept or end or text.endswith(("(", "{")) else (written,)
    return Named(place.sibling, number, lines[number - 1], (*whole, *((opened,) if OPEN in opened else ())))


def _with_names(text: str, names: str) -> str:
    """An import with other names: `from a import b, c` with d is `from a import d`."""
    if text.startswith("from "):
        return re.sub(r"^(from\s+\S+\s+import\s+).*", lambda found: found[1] + names, text)
    written = re.sub(r"\{[^}]*\}", lambda _: f"{{ {names} }}", text, count=1)
    return re.sub(r"\{\s*$|\{(?!.*\})\s*", lambda _: f"{{ {names} }} ", text, count=1) if written == text else written


# ---- Texts of siblings, written for the new file

LOWER_CAMEL = frozenset({*JAVASCRIPT_ENDINGS, ".java", ".kt", ".swift", ".scala", ".dart"})
"""Endings of files whose identifiers of several words are written in camelCase; elsewhere they keep the style of file names."""
SHORTEST = 3
ACRONYM_ENDS = re.compile(r"[A-Z][a-z]")
"""What stands behind an acronym within a name: the next word."""
ENDS = r"(?![a-z0-9\\])"
"""What a name does not go on with: before a backslash stands a namespace, which the new file's folder tells."""


class Renaming(NamedTuple):
    """From one stem to another, in every case style and in singular and plural.

    Attributes:
        old: stem of the file that the line names.
        new: stem of the new file.
        role: words of the role, which names in a line may leave out (`users_controller` is `:users` in a list of routes).
        extension: of the file that holds the line.
    """

    old: str
    new: str
    role: tuple[str, ...] = ()
    extension: str = ""

    def apply(self, line: str) -> str:
        """The line for the new file; the line itself where it does not name the old one."""
        forms = _forms(self)
        if not any(text in line for text in forms):
            return line
        texts = sorted(forms, key=lambda text: (-len(text), text))
        pattern = re.compile("|".join(f"{_boundary(text)}{re.escape(text)}{ENDS}" for text in texts))
        return pattern.sub(lambda found: self._written(found, forms, line), line)

    def names(self, line: str) -> bool:
        """The line names the old file."""
        return self.apply(line) != line

    def is_whole(self, name: str) -> bool:
        """The name says the old file's, in some style, and nothing else."""
        return name in _forms(self)

    def _written(self, found: re.Match[str], forms: dict[str, str], line: str) -> str:
        text, before = found[0], line[max(0, found.start() - 1) : found.start()]
        parted = before in {"/", ".", '"', "'", "\\"} or line[found.end() : found.end() + 1] == "."
        whole = text == self.old and parted
        if whole and not text[:1].isupper():
            return self.new
        if text.isupper() and ACRONYM_ENDS.match(line, found.end()):
            return "".join(word.capitalize() for word in forms[text].split("_"))  # `LRUStrategy` holds no constant
        return forms[text]

    def forms(self) -> dict[str, str]:
        """Every way to write the old stem → the same way to write the new one."""
        found: dict[str, str] = {}
        for old, new in self._pairs():
            several = "camelCase" if self.extension in LOWER_CAMEL else "snake_case"
            for style in STYLES:
                text = in_style(old, style)
                lower_word = len(old) == 1 and not text[:1].isupper()
                found.setdefault(text, in_style(new, several if lower_word else style))
            constant = "_".join(old).upper()
            found.setdefault(constant, "_".join(new).upper())
        found.setdefault(self.old, self.new)
        return {text: new for text, new in found.items() if len(text) >= SHORTEST and text != new}

    def _pairs(self) -> list[tuple[list[str], list[str]]]:
        """Old and new words: whole, without the role, and both in the singular."""
        old, new = split_words(self.old), split_words(self.new)
        pairs = [(old, new)]
        if self.role and ends_in(old, self.role) and ends_in(new, self.role):
            pairs.append((old[: -len(self.role)], new[: -len(self.role)]))
        pairs += [(_single(before), _single(after)) for before, after in [*pairs] if _single(before) != before]
        return [(before, after) for before, after in pairs if before and after]


@lru_cache(maxsize=256)
def _forms(renaming: Renaming) -> dict[str, str]:
    """The forms of a renaming, which is tried on line after line."""
    return renaming.forms()


def _single(words: Sequence[str]) -> list[str]:
    """The words with the last in the singular, in its own case."""
    if not words:
        return []
    last = words[-1]
    short = singular(last)
    return [*words[:-1], short if last.islower() else last[: len(short)]]


def _boundary(text: str) -> str:
    """A capital may follow a small letter (`useUsers`); a small letter begins a word."""
    return "" if text[:1].isupper() else "(?<![A-Za-z0-9])"
