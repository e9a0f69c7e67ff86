"""What shows whether a workspace is there to be run: its programs, what they serve, and what its own texts import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ...workspace.code_places import is_hidden
from ...workspace.ecosystem_languages import family_of
from ...workspace.folders_aside import AT_ROOT, OF_PROGRAMS
from ..introduction import introduction
from ..main_technology import is_program

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ....answers import EntryPoint, Ground, LanguageShare
    from ....indexer.index import Index

__all__ = [
    "OF_SHELLS", "SCRIPTS", "begun", "first_page", "has_page", "is_beside", "leading_family", "root_scripts", "serves",
]  # fmt: skip

BROWSER: Final = frozenset({"React root", "Vue app", "Angular", "Svelte app"})
"""Entry points of the web that run in the browser."""

IMAGES: Final = 3
"""In a workspace that builds so many images, scripts are there for these."""
PROGRAMS: Final = frozenset({"main", "cli", "web", "worker", "serverless"})
PAGES: Final = frozenset({"", "public", "src", "www", "web", "app", "static", "html", "htdocs"})
"""Folders whose `index.html` or `index.php` a web server shows first."""

RUN: Final = re.compile(rb"\A#!|\b(?:argv|ARGV|__main__|STDIN|stdin)\b|\bARGF\b")
"""What a script says that is started: what runs it, or what it is given."""

BESIDE: Final = AT_ROOT | OF_PROGRAMS
OF_SHELLS: Final = frozenset({"Shell", "PowerShell", "Batchfile", "fish", "Nushell", "Elvish"})
SCRIPTS: Final = frozenset(("JavaScript", "TypeScript", "Ruby", "PHP", "Perl", "Shell", "Lua", "Python", "PowerShell"))
WEB: Final = frozenset(("HTML", "CSS", "SCSS", "Less", "Sass", "JavaScript", "TypeScript"))


def begun(index: Index, shares: Sequence[LanguageShare]) -> Iterator[EntryPoint]:
    """The entry points at which a program of the product begins, by its code, a manifest or custom; in the language that most
    of it is written in: what begins in another helps with it, or runs it."""
    from ...entries.entry_ranks import entry_points

    family = leading_family(shares)
    return (
        entry
        for entry in entry_points(index)
        if entry["kind"] in PROGRAMS
        and entry["path"]
        and index.files[entry["path"]].zone == "product"
        and (not family or index.files[entry["path"]].language in family)
        and not is_beside(entry["path"])
        and not is_hidden(entry["path"])
    )


def leading_family(shares: Sequence[LanguageShare]) -> frozenset[str]:
    """The languages of the programs with most of the code; none where there are no programs."""
    return family_of(next((item["name"] for item in shares if is_program(item["name"])), None))


def is_beside(path: str) -> bool:
    """Whether a program serves the work on the product: it stands in such a folder at the root, or is called as one (`build.c`)."""
    return path.partition("/")[0].partition(".")[0] in BESIDE


def serves(index: Index) -> bool:
    """Whether a program of the product answers requests, with or without a framework."""
    from ...entries.entry_ranks import entry_points

    if first_page(index, "index.php"):
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
    return bool(shares) and shares[0]["name"] in WEB and first_page(index) is not None


def root_scripts(index: Index, shares: Sequence[LanguageShare]) -> list[str]:
    """The scripts that are the product: those at the root where nothing tests or keeps any in a folder for others, and where
    most are not hidden (those a shell reads, and nobody starts them); of a shell also those in `bin/`, where most are there.

    Each says itself what runs it, or the README shows how: another program may load it as well."""
    leading = shares[0]["name"] if shares else ""
    if sum(file.language == "Dockerfile" for file in index.files.values()) >= IMAGES:
        return []
    scripts = [path for path, file in index.files.items() if "/" not in path and file.language == leading]
    typed = " ".join(line.text for line in introduction(index, "").code)
    shown = [path for path in scripts if not is_hidden(path) and (RUN.search(index.read(path)) or path in typed)]
    kept = any(file.zone == "test" or path.startswith("lib/") for path, file in index.files.items())
    if leading in SCRIPTS and len(shown) * 2 > len(scripts) and not kept:
        return shown
    written = [path for path, file in index.files.items() if file.zone == "product" and file.language == leading]
    inside = [path for path in written if path.startswith("bin/") and path.count("/") == 1]
    return inside if leading in OF_SHELLS and len(inside) * 2 > len(written) else []


def first_page(index: Index, name: str = "index.html") -> Ground | None:
    """The file that a web server shows, or in PHP runs, for its root address."""
    for path, file in index.files.items():
        if path.rpartition("/")[0] in PAGES and path.rpartition("/")[2] == name and file.zone == "product":
            return {"path": path, "line": 1, "says": "a page for the browser"}
    return None
