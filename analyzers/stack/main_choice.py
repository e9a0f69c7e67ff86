"""What a workspace is said to be started, built and managed by, in one word each: what belongs to its main language, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any

from ...indexer.workspace_paths import outwards
from ..catalog import ECOSYSTEMS, load
from ..workspace.code_places import importers, is_hidden
from ..workspace.ecosystem_languages import LANGUAGES_OF, family_of
from ..workspace.managers import PLATFORM
from ..workspace.own_names import MAJOR
from ..workspace.workspace_packages import owner, package_directories, product_manifests
from .project.starts import is_beside
from .technologies import code_around, holds, technologies

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = [
    "LEADING", "MOST", "SMALL", "checkers", "is_parted", "of_language", "of_use", "of_weight", "speaks",
    "tools_of",
]  # fmt: skip

SMALL = 0.1
"""The part of the product's code below which a package does not speak for the whole."""
MOST, NEARLY_ALL = 0.6, 0.9
LEADING = 0.3
"""The part of the code that a package holds whose command is that of the whole; of a monorepo's its framework MOST."""
IMPORTED_BY_USE = frozenset({"Go", "Rust"})
MANY, IN_USE = 100, 0.01
"""The part of many files of a language below which a package that they import is no framework of the whole."""
SEVERAL = 3
"""So many programs, each in a language and with packages of its own, have no package manager and no entry point in common."""
SUCCEEDED = {"Flake8": "Ruff", "TSLint": "ESLint", "JSHint": "ESLint", "JSCS": "ESLint", "SwiftFormat": "swift-format"}
"""Linter or formatter → the one that its users went over to."""
HOOKS = frozenset({"reviewdog", "commitlint"})
"""Linters of the catalog that only report what others find, or look at messages and not at files."""


def of_language(index: Index, rows: Sequence[Mapping[str, Any]], language: str | None) -> list[Mapping[str, Any]]:
    """The technologies that a manifest or a file of the main language shows."""
    family = family_of(language)
    return [row for row in rows if not family or any(_shown_in(index, path, family) for path in _proofs(index, row))]


def _proofs(index: Index, row: Mapping[str, Any]) -> list[str]:
    """Where a technology is shown: the manifests, where any does (a file of no language says nothing beside them)."""
    paths = [item["path"] for item in row["evidence"]]
    return [path for path in paths if path in index.manifests] or paths


def of_weight(index: Index, rows: Sequence[Mapping[str, Any]], part: float = SMALL) -> list[Mapping[str, Any]]:
    """The technologies that more shows than the manifest of a small part (the project's web site), or that nearly all parts ask for."""
    proofs = {item.name: item.evidence for item in technologies(index)}
    return [row for row in rows if _weighs(index, {claim.path for claim in proofs[row["name"]]}, part)]


def of_use(index: Index, rows: Sequence[Mapping[str, Any]], language: str | None) -> list[Mapping[str, Any]]:
    """Those technologies that the code rests on: not a router which one file in hundreds imports for a side of its own.

    Told only where each file that uses a package says so by an import of its path or crate.
    """
    if language not in IMPORTED_BY_USE:
        return list(rows)
    own = [path for path, file in index.files.items() if file.language == language and file.zone == "product"]
    return [row for row in rows if len(own) < MANY or not row["package"] or _rests_on(index, row["package"], own)]


def _rests_on(index: Index, package: str, own: Sequence[str]) -> bool:
    using = importers(index, (MAJOR.sub("", package), package.replace("-", "_")))
    return len(using.intersection(own)) >= len(own) * IN_USE


def is_parted(index: Index) -> bool:
    """Whether the workspace is several programs side by side of which none holds most of it: each with a manifest of another
    ecosystem in a folder of its own, and none at the root."""
    around, spoken = code_around(index), LANGUAGES_OF.keys() - PLATFORM
    manifests = product_manifests(index).items()
    parts = {path.rpartition("/")[0]: item.ecosystem for path, item in manifests if item.ecosystem in spoken}
    sizes = {folder: around.get(folder, 0) for folder in parts}
    large = {ecosystem for folder, ecosystem in parts.items() if holds(index, folder, SMALL)}
    return "" not in parts and len(large) >= SEVERAL and max(sizes.values()) < MOST * sum(sizes.values())


def _weighs(index: Index, paths: Set[str], part: float) -> bool:
    """Whether the folder of a manifest, or the package of another file, holds that part of the code, or all of them nearly all."""
    directories, around = package_directories(index), code_around(index)
    folders = {path.rpartition("/")[0] if path in index.manifests else owner(directories, path) or "" for path in paths}
    outer = (folder for folder in folders if folders.isdisjoint([*outwards(folder)][1:]))
    together = sum(around.get(folder, 0) for folder in outer)
    return any(holds(index, folder, part) for folder in folders) or together >= NEARLY_ALL * around.get("", 0)


def _shown_in(index: Index, path: str, family: frozenset[str]) -> bool:
    if path in index.manifests:
        return speaks(index.manifests[path].ecosystem, family)
    file = index.files.get(path)
    return file is None or file.language in family or not file.parsed


def speaks(ecosystem: str, languages: frozenset[str] | str | None) -> bool:
    """Packages of the ecosystem are written in one of the languages; true where that is not known."""
    family = family_of(languages) if isinstance(languages, str) else languages
    known = LANGUAGES_OF.get(ecosystem)
    return known is None or not family or not known.isdisjoint(family)


def tools_of(index: Index, rows: Sequence[Mapping[str, Any]], language: str | None) -> list[str]:
    """The names of tools that do the work themselves, those of the main language first; none that is set up in a small
    part of the workspace only (its scripts, a copy of another's code): of the whole it says nothing."""
    own = [row["name"] for row in of_language(index, rows, language) if _is_tool_of(row["name"], language)]
    rows = [row for row in rows if row["name"] in own or not _of_little(index, row)]
    central = [row for row in rows if any(_is_central(index, item["path"]) for item in row["evidence"])]
    return sorted(checkers(central), key=lambda name: name not in own)


def _of_little(index: Index, row: Mapping[str, Any]) -> bool:
    """Whether hardly any of the product is written in the language of a tool, only tests or scripts of developers: it does not check
    the product, even where its configuration is at the root; nor does a formatter format it where nothing is."""
    ecosystems = ECOSYSTEMS.intersection(load()[row["name"]].evidence)
    languages = {language for ecosystem in ecosystems for language in LANGUAGES_OF.get(ecosystem, ())}
    code = {at: file for at, file in index.files.items() if file.language in languages and at not in index.manifests}
    seen = any(file.zone in ("test", "product") and not (is_hidden(at) or is_beside(at)) for at, file in code.items())
    own = sum(file.size for file in code.values() if file.zone == "product")
    return (seen or row["category"] == "formatter") and own < code_around(index).get("", 0) * SMALL


def _is_tool_of(name: str, language: str | None) -> bool:
    """Where the catalog knows a tool by packages, some are of an ecosystem of the language (Ruff is no tool of Rust)."""
    ecosystems = ECOSYSTEMS.intersection(load()[name].evidence)
    return not ecosystems or any(speaks(ecosystem, language) for ecosystem in ecosystems)


def _is_central(index: Index, path: str) -> bool:
    """A tool is set up for the whole: at the root, in a large part, or in a folder without code (`config/`)."""
    folder = path.rpartition("/")[0]
    return folder.startswith(".") or folder not in code_around(index) or holds(index, folder, SMALL)


def checkers(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The names of tools that do the work themselves; a list of what to ignore is left behind by many that do no more,
    and so is a tool whose successor is in use."""
    names = {row["name"] for row in rows}
    return [
        row["name"]
        for row in rows
        if row["name"] not in HOOKS
        and SUCCEEDED.get(row["name"]) not in names
        and not all(item["path"].endswith("ignore") for item in row["evidence"])
    ]
