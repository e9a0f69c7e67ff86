"""The languages of the workspace as GitHub's language bar counts them, with lines of code."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ...indexer.gathering import by_key
from .main_technology import TEMPLATES

if TYPE_CHECKING:
    from ...answers import LanguageShare
    from ...indexer.index import File, Index

__all__ = ["languages", "written_language"]

MOST_LANGUAGES = 12
LONG, BUNDLED = 65_536, frozenset({"JavaScript", "TypeScript", "PHP", "Python"})
"""What a file counts at most for a language that is handed on in bundles: those of other people's code are few and large."""
PAGES = (TEMPLATES - {"Vue", "Svelte"}) | {"CSS", "SCSS", "Less", "Sass"}
OWN = 0.2
"""Below this share of all code the product's is not what a workspace is about: it collects examples; nor, beside as many bytes of pages,
its programs."""
RIVAL = 0.5
"""The part of the largest language's code at which another is said to be nearly as much."""


def languages(index: Index) -> list[LanguageShare]:
    """Languages by their share of bytes, the largest first, but see `led`.

    Code and markup count, without vendored, generated and documentation files and Linguist's further rules; dialects
    count with their language (TSX with TypeScript). Where nothing is left, what there is (prose and data) counts.
    """
    from ...indexer.classify.linguist import language_type

    known = [file for file in index.files.values() if file.language and file.zone not in ("vendored", "generated")]
    bar = {name for name in {file.language for file in known} if language_type(name) in ("programming", "markup")}
    code = [file for file in known if file.language in bar]
    return shares(
        [file for file in known if file.in_language_bar] or [file for file in code if file.zone != "docs"] or known
    )


def written_language(index: Index) -> str | None:
    """The programming language with most of the product's code and its tests, whatever else examples, benchmarks and
    what a browser is served carry with them; what all serves the work on the product (`scripts/`) leaves the word to what
    nearly as much is written in. None where little of the code is the product's, or only tests are written (of style sheets)."""
    from ...indexer.classify.linguist import group
    from ...indexer.classify.zones import is_served
    from ...indexer.languages.families import SCRIPT
    from ..workspace.code_places import is_hidden
    from .main_technology import is_program
    from .project.starts import is_beside

    written = Counter[str]()
    made: set[str] = set()
    every, own = 0, False
    programs = {language for language in {file.language for file in index.files.values()} if is_program(language)}
    groups = {language: group(language) for language in programs}
    for path, file in index.files.items():
        if file.language in programs and file.zone not in ("vendored", "generated") and not is_hidden(path):
            size = min(file.size, LONG) if file.language in BUNDLED else file.size
            beside = file.language in SCRIPT and is_served(path)
            counts = size if file.in_language_bar and not beside else 0
            every += counts
            own = own or file.zone == "product"
            if file.zone == "product" and not is_beside(path):
                made.add(groups[file.language])
            if file.zone in ("product", "test"):
                written[groups[file.language]] += counts
    if not own or written.total() < OWN * every:
        return None
    ranked = sorted(written, key=lambda name: (-written[name], name))
    rivals = [name for name in ranked if name in made and written[name] >= RIVAL * written[ranked[0]]]
    return rivals[0] if rivals else ranked[0]


def shares(files: list[File]) -> list[LanguageShare]:
    """The files grouped by language."""
    from ...indexer.classify.linguist import group

    total = sum(file.size for file in files) or 1
    found: list[LanguageShare] = [
        {
            "name": name,
            "files": len(members),
            "lines": sum(file.lines for file in members),
            "code_lines": sum(file.code_lines for file in members),
            "bytes": sum(file.size for file in members),
            "share": round(sum(file.size for file in members) / total, 4),
        }
        for name, members in by_key((group(file.language), file) for file in files).items()
    ]
    return led(sorted(found, key=lambda item: (-item["bytes"], item["name"])))[:MOST_LANGUAGES]


def led(found: list[LanguageShare]) -> list[LanguageShare]:
    """What the programs are written in before a larger amount of what builds them, or of pages and styles of which they are a fair part."""
    from .main_technology import BUILDS, is_program
    from .project.starts import OF_SHELLS

    builds = bool(found) and found[0]["name"] in BUILDS
    if not builds and not (found and found[0]["name"] in PAGES):
        return found
    least, aside = (0, OF_SHELLS) if builds else (found[0]["bytes"] * OWN, {"JavaScript", *OF_SHELLS})
    programs = (row for row in found if is_program(row["name"]) and row["name"] not in aside)
    leading = next(programs, found[0])
    return [leading, *(row for row in found if row is not leading)] if leading["bytes"] >= least else found
