"""detect: what the workspace is made of, each claim with the line that proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from .catalog import CATEGORIES, load
from .commands.tests_exist import without_tests
from .packages import primary_manager
from .per_index import per_index
from .stack.language_bar import languages
from .stack.main_technology import DOCUMENTING, SITES, test_runners
from .stack.project.project_type import project_type
from .stack.technologies import Found, row, technologies
from .stack.tools_in_use import role
from .workspace.code_places import importers
from .workspace.workspace_packages import managers

if TYPE_CHECKING:
    from ..answers import Detect, Technology
    from ..indexer.index import Index

__all__ = ["answer"]

LISTS: Final = {
    "frameworks": 12, "build_tools": 8, "package_managers": 6, "test_frameworks": 8, "linters": 8, "formatters": 4,
    "databases": 6, "message_queues": 4, "ci": 4, "containers": 4, "cloud": 4, "other": 8,
}  # fmt: skip
"""The lists of the answer and how long each gets, so that the whole stays readable for any repository."""

ANSWERING: Final = {"aiohttp": "web"}
"""Frameworks that are as often taken to ask other servers → the module of theirs that answers."""
FRAMEWORKS: Final = [category for category, name in CATEGORIES.items() if name == "frameworks"]
LIKELY: Final = 0.75
"""Frameworks above this confidence are ordered by their kind: one that joins the whole before one for styles."""


@per_index
def answer(index: Index) -> Detect:
    """See CONTRACT: `detect`."""
    found = technologies(index)
    shares = languages(index)
    runners = test_runners(shares)
    primary = primary_managers(index)
    kind, shown = project_type(index, found, shares)
    books = [] if kind in SITES else [item for item in found if documents_beside(item)]
    aside = {item.name for item in found if only_asks(index, item) or item in books or is_part_of(item, books)}
    lists = {item.name: ["other"] if item.name in aside else item.lists for item in found}
    listed = {
        name: chosen([item for item in found if name in lists[item.name]], name, most) for name, most in LISTS.items()
    }
    listed["package_managers"].sort(key=lambda row: row["name"] not in primary)
    idle = {name.lower() for name in without_tests(index)}
    listed["test_frameworks"].sort(key=lambda row: (row["name"] not in runners, row["name"].lower() in idle))
    total = sum(any(name in item.lists for name in LISTS) for item in found)
    answered = {
        "project_type": kind,
        "type_evidence": shown,
        "languages": shares,
        **listed,
        "total": total,
        "truncated": any(sum(name in item.lists for item in found) > most for name, most in LISTS.items()),
    }
    return cast("Detect", answered)


def chosen(found: list[Found], name: str, most: int) -> list[Technology]:
    """A list of technologies, cut at `most`: frameworks by their kind and with two places of evidence, others with one;
    tools that do the work before their helpers."""
    listed = sorted(found, key=lambda item: role(name, item))
    if name == "frameworks":
        listed.sort(key=lambda item: (item.confidence < LIKELY, FRAMEWORKS.index(item.categories[0])))
    return [row(item, 2 if name == "frameworks" else 1) for item in listed][:most]


def only_asks(index: Index, item: Found) -> bool:
    """Whether the product only asks others by what servers are made with as well: none of the files that import it answers."""
    word = ANSWERING.get(item.name)
    return word is not None and importers(index, (item.name.lower(),)).isdisjoint(index.files_using(word))


def documents_beside(item: Found) -> bool:
    """Whether a technology makes the book or the site in a folder beside the product, or is only set up at the root."""
    return item.name in DOCUMENTING and all("/" in claim.path or claim.how == "content" for claim in item.evidence)


def is_part_of(item: Found, books: list[Found]) -> bool:
    """Whether a library of pages is seen only where such a site is made."""
    folders = {claim.path.rpartition("/")[0] for book in books for claim in book.evidence} - {""}
    seen = {claim.path.rpartition("/")[0] for claim in item.evidence}
    return item.categories[0] == "ui-library" and seen <= folders


def primary_managers(index: Index) -> list[str]:
    """The technologies that `packages` names as the package manager of the workspace."""
    used = primary_manager(index, managers(index))
    return load().named("manager", used.name) if used else []
