"""Which declared dependency an import means, by the naming rule of its ecosystem.

Where names are equal by rule (npm, Cargo, Go modules) that is all there is. Elsewhere the names resemble each other:
Maven's groups and Java's packages, NuGet's ids and namespaces, Composer's names and namespaces. There the declared names
are compared with the import word by word, and what fits equally well is all given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .import_names import JVM_PACKAGES, SHARED_GROUPS, SWIFT_MODULES, candidates, normalised

if TYPE_CHECKING:
    from ...indexer.manifests.base import Manifest

__all__ = ["Declared", "DeclaredNames"]

Rule = Callable[[str, frozenset[str]], Iterable[str]]
"""`(import, declared names) → those that it means`."""

LABEL = re.compile(r"[^\w]+|_")
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|\W+|_")
LEAST_LABELS = 2
"""A Java package and a Maven group with fewer common labels (`org`) have nothing to do with each other."""
LEAST_LETTERS = 4
DOMAINS = frozenset({"com", "org", "net", "io", "dev", "de", "app", "javax", "jakarta", "edu", "gov"})
NAMESPACE_FAMILIES = frozenset({"microsoft.entityframeworkcore"})
"""Namespaces of a house's packages that all build on one, so that each declared one brings them."""
Score = tuple[int, int, bool]


class Declared(NamedTuple):
    """Where a dependency is declared, under the name written there; `stated` by a manifest, not a lockfile."""

    name: str
    manifest: str
    line: int
    stated: bool


class DeclaredNames:
    """What manifests declare, and what an import means of it.

    Args:
        manifests: path → manifest.
    """

    def __init__(self, manifests: Mapping[str, Manifest]) -> None:
        self._places: dict[str, dict[str, list[Declared]]] = {}
        self._renamed: dict[tuple[str, str], str] = {}
        for path, manifest in manifests.items():
            ecosystem = manifest.ecosystem
            places = self._places.setdefault(ecosystem, {})
            for item in manifest.dependencies:
                name = normalised(ecosystem, item.name)
                places.setdefault(name, []).append(Declared(item.name, path, item.line, manifest.role == "manifest"))
                for alias in _aliases(item.marker):
                    self._renamed[ecosystem, normalised(ecosystem, alias)] = name
        self._declared = {ecosystem: frozenset(names) for ecosystem, names in self._places.items()}
        self.meant = lru_cache(maxsize=None)(self._meant)

    def nearest(self, ecosystem: str, name: str, path: str) -> Declared:
        """Of the places that declare a name (normalised), the one closest above a file; a manifest before a lockfile.

        Raises:
            KeyError: nothing declares it.
        """

        def rank(place: Declared) -> tuple[int, bool, bool, str]:
            folder = place.manifest.rpartition("/")[0]
            above = not folder or path.startswith(f"{folder}/")
            depth = folder.count("/") + 1 if folder else 0
            return (-depth if above else 1, not place.stated, not place.line, place.manifest)

        return min(self._places[ecosystem][name], key=rank)

    def _meant(self, ecosystem: str, module: str, specifier: str) -> tuple[str, ...]:
        """The declared names (normalised) that an import means; several where it does not tell which, none where nothing fits.

        Args:
            ecosystem: of the importing file's language.
            module: as a link's `external`.
            specifier: as written.
        """
        known = self._declared.get(ecosystem, frozenset())
        own = [name for name in _possible(ecosystem, module, specifier) if name in known]
        own += [name for key in (module, module.replace("_", "-")) if (name := self._renamed.get((ecosystem, key)))]
        if own:
            return tuple(dict.fromkeys(own))
        if ecosystem == "golang":
            return self._by_path(module, known)
        rule = RULES.get(ecosystem)
        return tuple(sorted(rule(module if ecosystem == "maven" else specifier or module, known))) if rule else ()

    def _by_path(self, module: str, known: frozenset[str]) -> tuple[str, ...]:
        """Go: the longest required module path that the import begins with; a replaced one means what replaces it."""
        replaced = {old: name for (ecosystem, old), name in self._renamed.items() if ecosystem == "golang"}
        fitting = [name for name in (*known, *replaced) if module == name or module.startswith(f"{name}/")]
        return tuple(replaced.get(name, name) for name in sorted(fitting, key=len)[-1:])


def _aliases(marker: str) -> Iterator[str]:
    """Other names under which sources know a dependency: Cargo's `renamed ALIAS`, Go's `replaces OLD`."""
    word, _, rest = marker.partition(" ")
    if word in {"renamed", "replaces"} and rest:
        yield rest.split()[0]


def _possible(ecosystem: str, module: str, specifier: str) -> Iterator[str]:
    """Names under which an import could be declared; a dotted prefix first where it names one (`google.protobuf`)."""
    parts = specifier.split(".")
    if ecosystem == "pypi" and len(parts) > 1 and not specifier.startswith("."):
        yield from (normalised(ecosystem, name) for name in candidates(ecosystem, ".".join(parts[:2])))
        yield from (normalised(ecosystem, "-".join(parts[:length])) for length in (2, 3))
    yield from (normalised(ecosystem, name) for name in candidates(ecosystem, module))


def _by_group(package: str, known: frozenset[str]) -> list[str]:
    """Maven: the artifacts whose group shares the most leading labels with the Java package, then those whose own words the
    rest of the package names (`com.fasterxml.jackson.databind` → `com.fasterxml.jackson.core:jackson-databind`)."""
    listed = next((names for prefix, names in JVM_PACKAGES.items() if _begins(package, prefix)), ())
    if found := [name for name in listed if name in known]:
        return found
    labels = package.lower().split(".")
    scores: dict[str, Score] = {}
    for name in known:
        group, _, artifact = name.lower().partition(":")
        own = group.split(".")
        shared, words = _common(own, labels), LABEL.split(artifact)
        if own != [""] and (
            shared == len(own) or (shared >= LEAST_LABELS and ".".join(own[:shared]) not in SHARED_GROUPS)
        ):
            scores[name] = (
                shared,
                sum(label in words or f"{label}s" in words for label in labels[shared:]),
                artifact == labels[shared - 1],
            )
    return _best(scores) or _by_artifact(labels, known)


def _by_artifact(labels: list[str], known: frozenset[str]) -> list[str]:
    """Artifacts that are called as a Java package that stands outside of the groups (`assertk`, `kotlinx.coroutines`)."""
    scores: dict[str, Score] = {}
    for name in known:
        artifact = name.lower().partition(":")[2]
        words = LABEL.split(artifact)
        if labels[0] not in DOMAINS and words[0] == labels[0]:
            scores[name] = (sum(label in words for label in labels), artifact == labels[0], False)
    return _best(scores)


def _by_namespace(namespace: str, known: frozenset[str]) -> list[str]:
    """NuGet: the longest id that the namespace begins with, whatever the case; else an id that begins as the namespace does
    (`Xunit` → `xunit.v3`, `TagLib` → `TagLibSharp`)."""
    labels = namespace.lower().split(".")
    house = labels[0] in SHARED_GROUPS and ".".join(labels[:LEAST_LABELS]) not in NAMESPACE_FAMILIES
    scores: dict[str, Score] = {}
    for name in known:
        own = name.lower().replace("-", ".").split(".")
        shared = _common(own, labels)
        if shared == len(own):
            scores[name] = (2, shared, False)
        elif shared == len(labels) or (shared and not house and len(labels[0]) >= LEAST_LETTERS):
            scores[name] = (1, shared, len(own) == shared + 1)
        elif own[0] != labels[0] and len(labels[0]) >= LEAST_LETTERS and own[0].startswith(labels[0]):
            scores[name] = (0, 1, False)
    return _best(scores)


def _by_vendor(name: str, known: frozenset[str]) -> list[str]:
    """Composer: the packages whose name or vendor is the namespace's first word, by how many of its words they name
    (`GuzzleHttp\\Psr7` → `guzzlehttp/psr7`, `Carbon` → `nesbot/carbon`, `Dotenv` → `vlucas/phpdotenv`)."""
    segments = [part for part in name.strip("\\").split("\\") if part]
    if not segments:
        return []
    first, rest = segments[0].lower(), {_letters(part) for part in segments[1:3]}
    scores: dict[str, Score] = {}
    for declared in known:
        vendor, _, package = declared.partition("/")
        words = _words(package)
        if _letters(vendor) == first:
            scores[declared] = (2, _letters(package) in rest, first.startswith(_letters(package)))
        elif len(first) >= LEAST_LETTERS and (first in words or any(word.endswith(first) for word in words)):
            scores[declared] = (1, 0, False)
    return _best(scores)


def _by_product(module: str, known: frozenset[str]) -> list[str]:
    """Swift: the package whose name, `swift-` left off, is the module's or begins it (`NIOCore` → `swift-nio`)."""
    listed = SWIFT_MODULES.get(module, "")
    if listed in known:
        return [listed]
    letters = _letters(module)
    scores = {
        name: (len(short), 0, False)
        for name in known
        if (short := _letters(name.rpartition("/")[2].removeprefix("swift-"))) and letters.startswith(short)
    }
    return _best(scores)


def _best(scores: Mapping[str, Score]) -> list[str]:
    most = max(scores.values(), default=None)
    return [name for name, score in scores.items() if score == most]


def _common(left: list[str], right: list[str]) -> int:
    """How many leading elements are equal."""
    return next(
        (at for at, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), min(len(left), len(right))
    )


def _begins(package: str, prefix: str) -> bool:
    return package == prefix or package.startswith(f"{prefix}.")


def _words(name: str) -> set[str]:
    return {part.lower() for part in CAMEL.split(name) if part}


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()


RULES: dict[str, Rule] = {"maven": _by_group, "nuget": _by_namespace, "composer": _by_vendor, "swift": _by_product}
