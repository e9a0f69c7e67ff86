"""How symbols and files are named: the leading case style of each kind, its share, and who does not follow it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from ..indexer.index import Index

__all__ = ["file_naming", "symbol_naming"]

STYLES: Final = (
    ("UPPER_CASE", re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")),
    ("snake_case", re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")),
    ("camelCase", re.compile(r"[a-z]+[a-z0-9]*(?:[A-Z][A-Za-z0-9]*)+")),
    ("PascalCase", re.compile(r"[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*")),
    ("kebab-case", re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")),
)
"""Style → names that are of it and of no other; a single lower-case word is of several."""

LOWER: Final = re.compile(r"[a-z0-9]+")
UPPER: Final = re.compile(r"[A-Z][A-Z0-9]*")
FITS: Final = {"snake_case": LOWER, "camelCase": LOWER, "kebab-case": LOWER, "UPPER_CASE": UPPER, "PascalCase": UPPER}
WORDS: Final = re.compile(r"[A-Za-z]")
LEAST: Final = 5
MIXED: Final = 0.5
"""A style that fewer names follow leads nothing."""

MOST_KINDS: Final = 12
KINDS: Final = (
    "function",
    "method",
    "class",
    "interface",
    "enum",
    "struct",
    "trait",
    "type",
    "constant",
    "variable",
    "component",
    "property",
    "field",
    "module",
)


def symbol_naming(index: Index, languages: list[str]) -> list[dict[str, Any]]:
    """A row for each language and kind of symbol of the product with enough names: style, share, count, exceptions."""
    marks = ",".join("?" * len(languages))
    rows = index.rows(
        f"SELECT language, kind, name, path, start_line FROM symbols JOIN files ON files.id = file_id "  # noqa: S608 - marks only
        f"WHERE zone = 'product' AND language IN ({marks}) ORDER BY path, symbols.id",
        languages,
    )
    grouped: dict[tuple[str, str], list[tuple[str, str, int]]] = {}
    for language, kind, name, path, line in rows:
        if (
            kind in KINDS
            and name != "default"
            and WORDS.search(name)
            and not (name.startswith("__") and name.endswith("__"))
        ):
            grouped.setdefault((language, kind), []).append((name.strip("_$#?!="), path, line))
    found = [
        naming(language, kind, names)
        for (language, kind), names in sorted(
            grouped.items(), key=lambda item: (languages.index(item[0][0]), KINDS.index(item[0][1]))
        )
    ]
    return [row for row in found if row][:MOST_KINDS]


def naming(language: str, kind: str, names: list[tuple[str, str, int]]) -> dict[str, Any] | None:
    """The leading style among the names that have one of their own, and how many follow it."""
    known = [(name, path, line, style_of(name)) for name, path, line in names if name]
    votes = Counter(style for _, _, _, style in known if style)
    if len(known) < LEAST or not votes:
        return None
    style = min(votes, key=lambda name: (-votes[name], name))
    strangers = [
        (name, path, line)
        for name, path, line, own in known
        if own != style and not (own == "" and FITS[style].fullmatch(name))
    ]
    share = 1 - len(strangers) / len(known)
    return {
        "language": language,
        "kind": kind,
        "style": style if share >= MIXED else "mixed",
        "share": round(share, 3),
        "count": len(known),
        "exceptions": [{"name": name, "path": path, "line": line} for name, path, line in strangers[:1]],
    }


def style_of(name: str) -> str:
    """The one style that a name is of; "" for a single word, which is of several."""
    return next((style for style, shape in STYLES if shape.fullmatch(name)), "")


def file_naming(index: Index, languages: list[str]) -> list[dict[str, Any]]:
    """The leading style of file names (without extensions) of each language in the product."""
    from ..indexer.linguist import group

    grouped: dict[str, list[tuple[str, str, int]]] = {}
    for path, file in index.files.items():
        if file.zone == "product" and group(file.language) in languages:
            stem = path.rpartition("/")[2].split(".")[0].strip("_")
            grouped.setdefault(group(file.language), []).append((stem, path, 1))
    found = (naming(language, "file", grouped[language]) for language in languages if language in grouped)
    return [row for row in found if row]
