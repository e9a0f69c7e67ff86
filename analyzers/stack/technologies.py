"""The technologies of the workspace: evidence weighed by where it stands and merged, one row a technology."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...indexer.classify.linguist import language_type
from ...indexer.languages.families import JAVASCRIPT, MARKUP_ENDINGS
from ..catalog import CATEGORIES, load
from ..naming import flat
from ..per_index import per_index
from ..sparing import spared
from ..workspace.ecosystem_languages import code_bytes
from ..workspace.folders_aside import OF_TOOLS
from ..workspace.workspace_packages import owner, package_directories
from .claim import is_framework
from .claims_files import from_contents, from_files, from_hooks, from_imports, from_workflows
from .claims_manifests import from_manifests, is_published, locked_versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ...answers import Evidence, Technology
    from ...indexer.index import Index
    from .claim import Claim

__all__ = ["Found", "code_around", "holds", "row", "rows", "technologies"]

TOOLS: Final = frozenset({"test_frameworks", "linters", "formatters", "build_tools", "package_managers", "ci"})
"""Lists whose technologies serve the work on the product: a development dependency is all that they ever are."""

ZONES: Final[Mapping[str, frozenset[str]]] = {
    "test-framework": frozenset({"product", "test"}),
    "documentation": frozenset({"product", "docs"}),
}
"""Category → the zones in which evidence counts; for the others only the product's."""

SERVERS: Final = frozenset({"database", "message-queue", "cloud"})
_EMBEDDED: Final = """H2, HSQLDB, Apache Derby, DuckDB, LevelDB, RocksDB, LanceDB, Badger, bbolt, Realm, PouchDB, Chroma, FAISS, Caffeine,
Ehcache, Hazelcast, ObjectBox, Room"""
EMBEDDED: Final = frozenset(re.split(r",\s+", _EMBEDDED))
"""Databases that a package holds whole."""

UNMANAGED: Final = frozenset({"C", "C++", "Tcl", "Go Template", "HTML", "Shell"})
MINOR: Final = 0.05
"""The part of the code below which a language only helps."""

SOURCES: Final[tuple[Callable[[Index], Iterator[Claim]], ...]] = (
    from_manifests, from_files, from_contents, from_hooks, from_workflows, from_imports,
)  # fmt: skip
"""What in the workspace shows which technology, whatever its zone."""

ENOUGH_FILES: Final = 20
ENOUGH: Final = 0.5
"""Below this a technology is not said to be in use."""
IMPLIED: Final = 0.9
"""What a technology is built on is as sure as itself, less this much."""


class Found:
    """A technology and the evidence for it, the strongest first."""

    def __init__(self, name: str, evidence: Sequence[Claim], confidence: float) -> None:
        entry = load()[name]
        self.name = name
        self.categories = entry.categories
        self.evidence = evidence
        self.confidence = confidence
        self.locked = ""

    @property
    def lists(self) -> list[str]:
        """The lists of the answer that it stands in."""
        return list(dict.fromkeys(CATEGORIES[category] for category in self.categories))

    @property
    def stated(self) -> Claim | None:
        """The evidence that names a version, else a package."""
        return next(
            (claim for claim in self.evidence if is_version(claim) and self.is_own(claim)),
            next((claim for claim in self.evidence if claim.package), None),
        )

    @property
    def version(self) -> str:
        """The version in use; "" where nothing tells it."""
        stated = self.stated if self.evidence[0].technology == self.name else None
        return stated.version if stated and is_version(stated) and self.is_own(stated) else self.locked

    def is_own(self, claim: Claim) -> bool:
        """Whether a version is the technology's: what runs as a server tells it by its image, a client's is another."""
        if self.categories[0] not in SERVERS or self.name in EMBEDDED or not claim.ecosystem:
            return True
        return self.categories[0] == "message-queue" and flat(claim.package) == flat(self.name)


def is_version(claim: Claim) -> bool:
    """Whether evidence tells a version: no placeholder of the build, and no tag that only names a variant (`latest`)."""
    text = claim.version
    return (
        bool(text)
        and "$" not in text
        and text != "0.0.0"  # what an SDK brings: Dart's lockfile has no other version of it
        and not text.startswith("sha256:")
        and (claim.how not in ("image", "service") or any(map(str.isdigit, text)))
    )


def _claims(index: Index) -> Iterator[Claim]:
    for source in SOURCES:
        with spared(index, f"what shows technologies, {source.__name__}"):
            yield from source(index)


@per_index
def technologies(index: Index) -> list[Found]:
    """What the product is made of, the surest and best proved first."""
    grouped: dict[str, list[Claim]] = {}
    libraries, started, helping = published(index), programs_started(index), helping_manifests(index)
    aside = {path.rpartition("/")[0] for path in helping}
    # files that only a library of pages reads need not import it
    shown = any(path.endswith(MARKUP_ENDINGS) and file.zone == "product" for path, file in index.files.items())
    for claim in _claims(index):
        if claim.path in helping or (claim.path.rpartition("/")[0] in aside and is_framework(claim.technology)):
            continue
        if not shown and for_other_hands(index, claim):
            continue
        if counts(claim, libraries, started):
            grouped.setdefault(claim.technology, []).append(claim)
    code = code_around(index)
    found = {
        name: Found(name, sorted(every, key=lambda claim: strength(claim, code)), max(claim.weight for claim in every))
        for name, every in grouped.items()
    }
    for name in list(found):
        for other in load().implied(name):
            if other not in found:
                found[other] = Found(other, found[name].evidence, round(found[name].confidence * IMPLIED, 2))
    sure = [item for item in found.values() if item.confidence >= ENOUGH]
    silent = {item.name: item for item in sure if not item.version and item.categories[0] not in SERVERS}
    for name, version in locked_versions(index, silent).items():
        silent[name].locked = version
    return sorted(sure, key=rank)


def counts(claim: Claim, libraries: frozenset[str], started: frozenset[tuple[str, str]]) -> bool:
    """Whether evidence speaks of the product: by the zone of its place, and for what the product runs on by the scope.

    A published package tests against frameworks that its users have; an application that bundles its code may well
    list its framework among the development dependencies, and then its scripts start it.
    """
    category = load()[claim.technology].category
    if claim.how == "command" and "/" not in claim.path and CATEGORIES[category] in TOOLS:
        return True  # a task at the root runs it: `tox.ini` and `noxfile.py` stand among the tests
    if claim.zone not in ZONES.get(category, {"product"}):
        return False
    if category == "package-manager" and claim.how in ("action", "image", "service"):
        return False  # continuous integration tries many
    if CATEGORIES[category] in TOOLS or category in ("documentation", "environment"):
        return True
    if claim.how == "dev":
        folder = claim.path.rpartition("/")[0]
        return claim.ecosystem == "npm" and (folder not in libraries or (folder, claim.package) in started)
    return claim.how != "test" and (claim.how != "optional" or claim.ecosystem == "npm")


def for_other_hands(index: Index, claim: Claim) -> bool:
    """A library of pages that no code of the product imports: what it is compared with or tested in, or, where there is enough code
    to tell, what another package needs."""
    if claim.ecosystem != "npm" or load()[claim.technology].category != "ui-library":
        return False
    written = sum(file.zone == "product" and file.language in JAVASCRIPT for file in index.files.values())
    return claim.package not in imported_by_product(index) and (claim.how == "dev" or written >= ENOUGH_FILES)


@per_index
def imported_by_product(index: Index) -> frozenset[str]:
    """The packages and modules that the product's code imports."""
    rows_ = index.rows(
        "SELECT DISTINCT external FROM links JOIN files ON files.id = source_id WHERE zone = 'product' AND external <> ''"
    )
    return frozenset(external for (external,) in rows_)


def helping_manifests(index: Index) -> frozenset[str]:
    """Manifests of helper folders (`utils/`, `hack/`) in languages that little of the product is written in: what a checking
    script talks to is not what the product is made of."""
    weights = code_bytes(index)
    least = max(weights.values(), default=0) * MINOR
    own = code_of_others(index)
    return frozenset(
        path
        for path in index.manifests
        if not OF_TOOLS.isdisjoint(path.split("/")[:-1])
        and weights.get(ecosystem := index.manifests[path].ecosystem, least) < max(least, own * MINOR)
        and ecosystem in weights
    )


def code_of_others(index: Index) -> int:
    """Bytes of the product's code in the languages of the bar that no ecosystem is known for (C, Tcl, Shell)."""
    return sum(file.size for file in index.files.values() if file.zone == "product" and file.language in UNMANAGED)


def published(index: Index) -> frozenset[str]:
    """Directories of npm packages that others install."""
    return frozenset(
        path.rpartition("/")[0] for path in npm_manifests(index) if is_published(index, path, index.manifests[path])
    )


def npm_manifests(index: Index) -> list[str]:
    """Paths of the workspace's own package.json files."""
    own = (path for path in index.manifests if index.files[path].zone not in ("vendored", "fixture"))
    return [path for path in own if path.rpartition("/")[2] == "package.json"]


def programs_started(index: Index) -> frozenset[tuple[str, str]]:
    """`(directory, program)` that the scripts of a package.json call to run or build what it holds."""
    return frozenset(
        (path.rpartition("/")[0], script.command.split()[0])
        for path in npm_manifests(index)
        for script in index.manifests[path].scripts
        if script.name in ("start", "dev", "serve", "build", "develop") and script.command.split()
    )


@per_index
def code_around(index: Index) -> Mapping[str, int]:
    """Folder → bytes of the product's programs in it and below, so that a small package speaks after a large one."""
    own: dict[str, int] = {}
    for path, file in index.files.items():
        if file.zone == "product" and (file.parsed or language_type(file.language) == "programming"):
            folder = path.rpartition("/")[0]
            own[folder] = own.get(folder, 0) + file.size
    found: dict[str, int] = {"": sum(own.values())} if own else {}
    for folder, size in own.items():
        while folder:
            found[folder] = found.get(folder, 0) + size
            folder = folder.rpartition("/")[0]
    return found


def holds(index: Index, folder: str | None, part: float) -> bool:
    """A folder, or the root in any case, holds this part of the product's code."""
    around = code_around(index)
    return folder in {None, "", "."} or around.get(folder or "", 0) >= part * around.get("", 0)


def is_large(index: Index, path: str, part: float) -> bool:
    """The package of a file holds this part of the product's code."""
    return holds(index, owner(package_directories(index), path), part)


def strength(claim: Claim, code: Mapping[str, int]) -> tuple[object, ...]:
    """The order of evidence: the surest, the outermost, the main package, the place with most code; of a tool of the
    work the outermost first, as it is a development dependency wherever it really is in use. A list of what to ignore is last."""
    depth = claim.path.count("/")
    place = (depth, -claim.weight) if CATEGORIES[load()[claim.technology].category] in TOOLS else (-claim.weight, depth)
    around = code.get(claim.path.rpartition("/")[0], 0)
    return (claim.path.endswith("ignore"), *place, claim.order, not claim.version, -around, claim.path, claim.line)


def rank(found: Found) -> tuple[object, ...]:
    """The order of technologies: sure before likely, said before implied, proved often before once."""
    own = any(claim.technology == found.name for claim in found.evidence)
    places = {claim.path for claim in found.evidence} if own else ()
    first = found.evidence[0]
    depth = 0 if first.how == "import" else first.path.count("/")  # where code imports it first is chance
    return (-found.confidence, depth, not own, -len(places), found.evidence[0].order, found.name)


def rows(found: Iterable[Found], *categories: str) -> list[Technology]:
    """Rows of an answer, those of the given categories, each with one piece of evidence."""
    return [row(item, 1) for item in found if not set(categories).isdisjoint(item.categories)]


def row(found: Found, evidence: int) -> Technology:
    """One technology as an answer has it."""
    stated = found.stated if found.evidence[0].technology == found.name else None
    return {
        "name": found.name,
        "category": found.categories[0],
        "version": found.version or None,
        "package": (stated.package or None) if stated else None,
        "evidence": places(found.evidence, evidence),
        "confidence": found.confidence,
    }


def places(evidence: Iterable[Claim], most: int) -> list[Evidence]:
    """The places of the strongest evidence, each file once."""
    found: dict[str, Evidence] = {}
    for claim in evidence:
        found.setdefault(claim.path, {"path": claim.path, "line": claim.line} if claim.line else {"path": claim.path})
    return list(found.values())[:most]
