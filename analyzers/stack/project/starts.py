"""What shows whether a workspace is there to be run: its programs, what they serve, and what its own texts import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...workspace.helping_folders import AT_ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ....answers import LanguageShare
    from ....indexer.index import Index

__all__ = ["begins", "has_page", "has_script", "is_beside", "jvm_mains", "main_functions", "serves"]

BROWSER: Final = frozenset({"React root", "Vue app", "Angular", "Svelte app"})
"""Entry points of the web that run in the browser."""

PROGRAMS: Final = frozenset({"main", "cli", "web", "worker", "serverless"})
PAGES: Final = frozenset({"", "public", "src", "www", "web", "app", "static", "html", "htdocs"})
"""Folders whose `index.html` or `index.php` a web server shows first."""

SCRIPTS: Final = frozenset(("JavaScript", "TypeScript", "Ruby", "PHP", "Perl", "Shell", "Lua", "Python", "PowerShell"))
WEB: Final = frozenset(("HTML", "CSS", "SCSS", "Less", "Sass", "JavaScript", "TypeScript"))


def begins(index: Index) -> bool:
    """Whether a file of the product begins a program, by its code, a manifest or custom."""
    from ...entries.entry_ranks import entry_points

    return any(
        entry["kind"] in PROGRAMS
        and bool(entry["path"])
        and index.files[entry["path"]].zone == "product"
        and not is_beside(entry["path"])
        for entry in entry_points(index)
    )


def is_beside(path: str) -> bool:
    """Whether a program serves the work on the product: it stands in such a folder at the root, or is called as one (`build.c`)."""
    return path.partition("/")[0].partition(".")[0] in AT_ROOT


def serves(index: Index) -> bool:
    """Whether a program of the product answers requests, with or without a framework."""
    from ...entries.entry_ranks import entry_points

    if "index.php" in names_in(index, PAGES):
        return True
    return any(
        entry["kind"] in ("web", "serverless")
        and entry["name"] not in BROWSER
        and bool(entry["path"])
        and index.files[entry["path"]].zone == "product"
        for entry in entry_points(index)
    )


def has_page(index: Index, shares: Sequence[LanguageShare]) -> bool:
    """Whether the product is a page for the browser, with its style and scripts."""
    return bool(shares) and shares[0]["name"] in WEB and "index.html" in names_in(index, PAGES)


def has_script(index: Index, shares: Sequence[LanguageShare]) -> bool:
    """Whether the product is scripts at the root that nothing publishes, tests or keeps in a folder for others."""
    leading = shares[0]["name"] if shares else ""
    return (
        leading in SCRIPTS
        and any("/" not in path and file.language == leading for path, file in index.files.items())
        and not any(file.zone == "test" or path.startswith("lib/") for path, file in index.files.items())
    )


def names_in(index: Index, folders: frozenset[str]) -> set[str]:
    """The names of the product's files in these folders."""
    parts = (path.rpartition("/") for path, file in index.files.items() if file.zone == "product")
    return {name for folder, _, name in parts if folder in folders}


def main_functions(index: Index) -> bool:
    """Whether the product defines a `main` of its own."""
    found = index.rows(
        "SELECT DISTINCT path FROM symbols JOIN files ON files.id = file_id WHERE name IN ('main', 'Main')"
        " AND kind IN ('function', 'method') AND zone = 'product'"
    )
    return any(not is_beside(path) for (path,) in found)


def jvm_mains(index: Index) -> list[str]:
    """Files of the product in which a program of the JVM begins, by their code."""
    from ...entries.entry_ranks import entry_points

    return [
        entry["path"]
        for entry in entry_points(index)
        if entry["kind"] in ("main", "web")
        and entry["path"].endswith((".java", ".kt", ".scala"))
        and index.files[entry["path"]].zone == "product"
    ]
