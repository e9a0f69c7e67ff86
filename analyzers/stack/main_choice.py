"""What a workspace is said to be started, built and managed by, in one word each: what belongs to its main language, or nothing; and which
frameworks the product in one of its languages rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any, Final, cast

from ...indexer.classify.linguist import group
from ...indexer.workspace_paths import outwards
from ..catalog import ECOSYSTEMS, load
from ..naming import flat
from ..workspace.code_places import importers, is_hidden
from ..workspace.ecosystem_languages import LANGUAGES_OF, family_of
from ..workspace.folders_aside import helps_at_root
from ..workspace.managers import PLATFORM
from ..workspace.own_names import MAJOR, own_names
from ..workspace.workspace_packages import owner, package_directories, product_manifests
from .claim import files_importing
from .main_technology import COMMAND_LINE, FOR_OTHERS, UNDER, servers_of
from .project.starts import is_beside
from .project.whole import ASIDE
from .technologies import code_around, holds, technologies

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ...answers import Detect
    from ...indexer.index import Index

__all__ = [
    "LEADING", "MOST", "SMALL", "checkers", "is_parted", "most_used", "of_language", "of_use",
    "of_weight", "resting", "speaks", "tools_of",
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


# ---- Frameworks that the product rests on, and which of them most of its files use

IN_PAGES = frozenset({"ui-library", "css-framework"})
"""Categories of what is in the browser: a program in another language is not said to be built on one that only a file shows."""
BUILT_ON: Final = frozenset({"web-framework", "ui-library", "mobile", "desktop"})
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
    rows = [row for row in _spoken(index, stack, language) if row["category"] in BUILT_ON]
    found: Mapping[str, Any] | None = max(rows, key=lambda row: len(_users(index, row)), default=None)
    users = Counter(group(index.files[path].language) for path in (_users(index, found) if found else ()))
    spoken = {row["name"]: row["share"] for row in stack["languages"] if row["name"] in family_of(language)}
    return found["name"] if found else None, max(spoken, key=lambda name: (users[name], spoken[name]))


def _users(index: Index, row: Mapping[str, Any]) -> Collection[str]:
    """The product's files that import a technology, by its package or, where none is told, its name."""
    return files_importing(index, row["name"], [row["package"] or row["name"]])
