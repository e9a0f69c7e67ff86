"""How symbols and files are named: the leading case style of each kind, its share, and who does not follow it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from ... import lazy_re as re
from ...indexer.gathering import words
from ..naming import style_of_one

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...indexer.index import File, Index

__all__ = ["LEADING", "file_naming", "symbol_naming"]

LOWER: Final = re.compile(r"[a-z0-9]+")
UPPER: Final = re.compile(r"[A-Z][A-Z0-9]*")
WORD: Final = re.compile(r"[a-z0-9]+|[A-Z][A-Z0-9]*")
FITS: Final = {
    "snake_case": LOWER,
    "camelCase": LOWER,
    "kebab-case": LOWER,
    "UPPER_CASE": UPPER,
    "PascalCase": UPPER,
    "MixedCaps": WORD,
}
SAME_STYLE: Final = {"Go": {"camelCase": "MixedCaps", "PascalCase": "MixedCaps"}}
"""Language → styles that are one there: in Go the first letter only tells who may use a name (Effective Go, MixedCaps)."""
HIDDEN_BY_MARK: Final = frozenset({"Python", "Dart"})
"""Languages in which `_` before a name hides it, and is no part of its style."""
PRESCRIBED: Final = words(
    "default serialVersionUID serialPersistentFields package-info module-info Gemfile Rakefile Guardfile Podfile Fastfile Capfile "
    "Vagrantfile Brewfile Dangerfile Steepfile Appraisals Jenkinsfile"
)
"""Names that a language or a tool asks for: nobody chose their style."""
GIVEN: Final = re.compile(r"__|~|operator\b")
"""How names begin that the language makes: Python's own, destructors and operators of C++."""
WORDS: Final = re.compile(r"[A-Za-z]")
LEAST: Final = 5
MIXED: Final = 0.5
LEADING: Final = 0.6
"""A style that fewer names, files or places follow leads nothing."""

MOST_KINDS: Final = 12
KINDS: Final = (
    "function", "method", "class", "interface", "enum", "enum member", "struct", "trait", "type", "constant", "variable",
    "component", "property", "field", "module",
)  # fmt: skip


def symbol_naming(index: Index, population: Mapping[str, Sequence[File]]) -> list[dict[str, Any]]:
    """A row for each language and kind of symbol of the files with enough names: style, share, count, exceptions."""
    found = [
        naming(language, kind, names)
        for language, files in population.items()
        for kind, names in sorted(names_by_kind(index, files).items(), key=lambda item: KINDS.index(item[0]))
    ]
    return [row for row in found if row][:MOST_KINDS]


def names_by_kind(index: Index, files: Sequence[File]) -> dict[str, list[tuple[str, str, int]]]:
    """Kind → `(name, path, line)` of the symbols in these files; what a language itself names is left out.

    The members of an enum are no constants: Rust, C# and Swift write them otherwise.
    """
    paths = {file.id: file.path for file in files}
    marks = ",".join("?" * len(paths))
    rows = index.rows(
        f"SELECT file_id, kind, name, start_line, qualname FROM symbols WHERE file_id IN ({marks}) ORDER BY id",  # noqa: S608 - marks only
        list(paths),
    )
    enums = {(row[0], row[4]) for row in rows if row[1] == "enum"}
    rows.sort(key=lambda row: paths[row[0]])
    grouped: dict[str, list[tuple[str, str, int]]] = {}
    for file_id, stored, name, line, qualname in rows:
        member = stored == "constant" and (file_id, qualname.rpartition(".")[0]) in enums
        kind = "enum member" if member else stored
        if kind in KINDS and name not in PRESCRIBED and WORDS.search(name) and not GIVEN.match(name):
            plain = name.strip("`").rstrip("_$#?!=").lstrip("$#")  # Swift and Kotlin quote what is a keyword too
            grouped.setdefault(kind, []).append((plain, paths[file_id], line))
    return grouped


def naming(language: str, kind: str, names: list[tuple[str, str, int]]) -> dict[str, Any] | None:
    """The leading style among the names that have one of their own, and how many follow it; `_camelCase` where most begin so."""
    same = SAME_STYLE.get(language, {}) if kind != "file" else {}
    marked = language not in HIDDEN_BY_MARK and sum(name.startswith("_") for name, _, _ in names) > MIXED * len(names)
    mark = "_" if marked else ""
    known = [
        (name, path, line, same.get(own := style_of(name.strip("_")), own))
        for name, path, line in names
        if name.strip("_")
    ]
    votes = Counter(style for _, _, _, style in known if style)
    if len(known) < LEAST or not votes:
        return None
    style = min(votes, key=lambda name: (-votes[name], name))
    strangers = [
        (name, path, line)
        for name, path, line, own in known
        if not name.startswith(mark) or (own != style and not (own == "" and FITS[style].fullmatch(name.strip("_"))))
    ]
    share = 1 - len(strangers) / len(known)
    leads = share >= LEADING
    return {
        "language": language,
        "kind": kind,
        "style": f"{mark}{style}" if leads else "mixed",
        "share": round(share, 3),
        "count": len(known),
        "exceptions": [{"name": name, "path": path, "line": line} for name, path, line in strangers[:leads]],
    }


def style_of(name: str) -> str:
    """The one style that a name is of; "" for a single word, which is of several."""
    if name.isupper():
        return "UPPER_CASE" if "_" in name and name.replace("_", "").isalnum() else ""
    style = style_of_one(name) if name.isascii() else ""
    return style if style in FITS else ""


def file_naming(languages: Sequence[tuple[str, Sequence[File]]]) -> list[dict[str, Any]]:
    """The leading style of file names (without extensions) of each language in the product."""
    named = ((language, [(stem(file.path), file.path, 1) for file in files]) for language, files in languages)
    found = (naming(language, "file", [it for it in rows if it[0] not in PRESCRIBED]) for language, rows in named)
    return [row for row in found if row]


def stem(path: str) -> str:
    """A file's name up to its first dot, without marks around it."""
    return path.rpartition("/")[2].split(".")[0].strip("_ ")
