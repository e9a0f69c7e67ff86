"""Which frameworks the product in one of its languages rests on, and which of them most of its files use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from ..naming import flat
from ..workspace.folders_aside import helps_at_root
from ..workspace.own_names import own_names
from .main_choice import IMPORTED_BY_USE, MOST, SMALL, in_private_parts, of_language, of_use, of_weight, speaks
from .main_technology import COMMAND_LINE, FOR_OTHERS, UNDER, servers_of
from .project.whole import ASIDE
from .technologies import technologies
from .technology_files import files_importing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...answers import Detect
    from ...indexer.index import Index

__all__ = ["most_used", "resting"]

IN_PAGES = frozenset({"ui-library", "css-framework"})
"""Categories of what is in the browser: a program in another language is not said to be built on one that only a file shows."""
DEVELOPING = frozenset({"dev", "test"})
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
    weighty = of_weight(index, spoken, MOST if bound else SMALL)
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
    used = {row["name"]: _uses(index, row) for row in rows}
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
    development dependencies or lists of packages to install; for a library or a command also in private parts (its web site)."""
    paths = [item["path"] for item in row["evidence"]]
    if all(map(helps_at_root, paths)):
        return True
    if project_type in FOR_OTHERS and _only_developed_with(index, row):
        return True
    listed = (path in index.manifests and not index.manifests[path].packages for path in paths)
    only = all(path.endswith(".txt") for path in paths) and all(listed)
    return (project_type in FOR_OTHERS and only) or (
        project_type in {"cli", "library"} and in_private_parts(index, row)
    )


def _only_developed_with(index: Index, row: Mapping[str, Any]) -> bool:
    """Whether nothing but development dependencies shows it: samples and tests are made with it."""
    shown = next((item.evidence for item in technologies(index) if item.name == row["name"]), [])
    return bool(shown) and all(claim.how in DEVELOPING for claim in shown)


def most_used(index: Index, stack: Detect, language: str) -> str | None:
    """The framework that most files of the product in a language import; of as many the first."""
    rows = [row for row in _spoken(index, stack, language) if row["category"] in LEADING]
    found: Mapping[str, Any] | None = max(rows, key=lambda row: _uses(index, row), default=None)
    return found["name"] if found else None


def _uses(index: Index, row: Mapping[str, Any]) -> int:
    """How many of the product's files import a technology, by its package or, where none is told, its name."""
    return len(files_importing(index, row["name"], [row["package"] or row["name"]]))
