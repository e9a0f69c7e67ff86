"""Which frameworks the product in one of its languages rests on, and which of them most of its files use."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, cast

from ...indexer.classify.linguist import group
from ..naming import flat
from ..workspace.ecosystem_languages import family_of
from ..workspace.folders_aside import helps_at_root
from ..workspace.own_names import own_names
from .claim import files_importing
from .main_choice import IMPORTED_BY_USE, MOST, SMALL, of_language, of_use, of_weight, speaks
from .main_technology import COMMAND_LINE, FOR_OTHERS, UNDER, servers_of
from .project.whole import ASIDE
from .technologies import technologies

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ...answers import Detect
    from ...indexer.index import Index

__all__ = ["most_used", "resting"]

IN_PAGES = frozenset({"ui-library", "css-framework"})
"""Categories of what is in the browser: a program in another language is not said to be built on one that only a file shows."""
LEADING: Final = frozenset({"web-framework", "ui-library", "mobile", "desktop"})
"""Categories of what a part of the product is built on; what else it uses serves it."""


def resting(index: Index, stack: Detect, language: str | None) -> Detect:
    """The stack with those frameworks alone that the product in its main language rests on."""
    spoken = _spoken(index, stack, language)
    spoken = _by_screens(index, spoken) if stack["project_type"] == "cli" else spoken
    if stack["project_type"] in FOR_OTHERS:  # what its users' framework answers with is none of its own
        below = {other for row in stack["frameworks"] for other in UNDER.get(row["name"], ())}
        spoken = [row for row in spoken if row["name"] not in below]
    bound = stack["project_type"] == "monorepo" and language not in IMPORTED_BY_USE
    # one part of what rests on none may be for users of a framework, or set up by it
    rests_on_none = bound or stack["project_type"] in {*FOR_OTHERS, "infrastructure"}
    weighty = of_weight(index, spoken, MOST if bound or stack["project_type"] == "library" else SMALL)
    return cast("Detect", {**stack, "frameworks": weighty or ([] if rests_on_none else servers_of(spoken))})


def _spoken(index: Index, stack: Detect, language: str | None) -> list[Mapping[str, Any]]:
    """The frameworks that the product's code in a language uses, and that are neither made here nor only worked with."""
    spoken = of_use(index, of_language(index, stack["frameworks"], language), language)
    if not speaks("npm", language):
        spoken = [row for row in spoken if row["package"] or row["category"] not in IN_PAGES]
    return [row for row in spoken if not _is_own(index, row) and not _is_aside(index, row, stack["project_type"])]


def _by_screens(index: Index, rows: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Leaves out of a command's frameworks those for arguments where more files use one that draws screens in the terminal, or that
    one where hardly a file does."""
    few = ASIDE * sum(file.zone == "product" and file.parsed > 0 for file in index.files.values())
    used = {row["name"]: len(_users(index, row)) for row in rows}
    drawing = max((used[row["name"]] for row in rows if row["category"] == "desktop"), default=0)
    least = {"desktop": few, COMMAND_LINE: drawing if drawing >= few else 0}
    return [row for row in rows if used[row["name"]] >= least.get(row["category"], 0)]


def _is_own(index: Index, row: Mapping[str, Any]) -> bool:
    """What is made here: a framework's repository is not built on it."""
    if not row["package"]:
        return flat(row["name"]) in own_names(index)
    own = (manifest for path, manifest in index.manifests.items() if index.files[path].zone != "vendored")
    return any(package.name == row["package"] for manifest in own for package in manifest.packages)


def _is_aside(index: Index, row: Mapping[str, Any], project_type: str) -> bool:
    """Whether a framework serves only the work on the product: all its evidence is in developers' programs; for a library also in
    development dependencies: samples and tests are made with it."""
    if all(helps_at_root(item["path"]) for item in row["evidence"]):
        return True
    shown = next((item.evidence for item in technologies(index) if item.name == row["name"]), ())
    return project_type in FOR_OTHERS and bool(shown) and all(claim.how in {"dev", "test"} for claim in shown)


def most_used(index: Index, stack: Detect, language: str) -> tuple[str | None, str]:
    """The framework that most files of the product in a family of languages import (of as many the first), and which of these
    languages most of them are in: what lies elsewhere in another one is not built on it."""
    rows = [row for row in _spoken(index, stack, language) if row["category"] in LEADING]
    found: Mapping[str, Any] | None = max(rows, key=lambda row: len(_users(index, row)), default=None)
    users = Counter(group(index.files[path].language) for path in (_users(index, found) if found else ()))
    spoken = {row["name"]: row["share"] for row in stack["languages"] if row["name"] in family_of(language)}
    return found["name"] if found else None, max(spoken, key=lambda name: (users[name], spoken[name]))


def _users(index: Index, row: Mapping[str, Any]) -> Collection[str]:
    """The product's files that import a technology, by its package or, where none is told, its name."""
    return files_importing(index, row["name"], [row["package"] or row["name"]])
