"""Single-file components (Vue, Svelte): the facts of their script blocks, all else blanked out at equal length."""

from __future__ import annotations

from .... import lazy_re as re
from ...embedded_code import BLANKS
from .extract import component_file as extract
from .lexicon import LEXICON

__all__ = ["LEXICON", "blanked", "extract", "prepare"]

OPENING = re.compile(
    rb"<!--|<script\b(?P<attributes>(?:[^>\"']|\"[^\"]{0,1000}+\"|'[^']{0,1000}+'){0,2000}+)>", re.IGNORECASE
)
LANGUAGE = re.compile(rb"\blang\s*+=\s*+[\"']?+(\w++)")
SOURCE = re.compile(rb"\bsrc\s*+=\s*+(\"[^\"\n]++\"|'[^'\n]++')")
CLOSING = re.compile(rb"</script", re.IGNORECASE)

DIALECTS = {b"ts": "TypeScript", b"typescript": "TypeScript", b"tsx": "TSX"}


def prepare(source: bytes) -> tuple[bytes, str]:
    """The text of the script blocks in place, and the language that their `lang` names (JavaScript by default).

    A block with `src` becomes an `import "…"` at the same place, for that is what it is. A block without an end reaches to the
    end of the file, an unfinished comment likewise.
    """
    pieces: list[bytes] = []
    dialect, done, at = "JavaScript", 0, 0
    while match := OPENING.search(source, at):
        if match["attributes"] is None:
            end = source.find(b"-->", match.end())
            at = len(source) if end < 0 else end
            continue
        closing = CLOSING.search(source, match.end())
        end = closing.start() if closing else len(source)
        pieces += [blanked(source[done : match.start()]), _opening(match), source[match.end() : end]]
        if found := LANGUAGE.search(match["attributes"]):
            dialect = DIALECTS.get(found[1].lower(), dialect)
        done = at = end
    pieces.append(blanked(source[done:]))
    return b"".join(pieces), dialect


def blanked(text: bytes) -> bytes:
    """Blanks in place of a text, but for its line ends."""
    return text.translate(BLANKS)


def _opening(match: re.Match[bytes]) -> bytes:
    """The opening tag as blanks, or as the import that its `src` stands for."""
    blank = blanked(match[0])
    found = SOURCE.search(match["attributes"])
    if not found:
        return blank
    start, end = (match.start("attributes") - match.start() + place for place in found.span(1))
    statement = b"import" + blank[6:start] + found[1] + b";"
    return statement + blank[len(statement) :] if end < len(blank) else blank
