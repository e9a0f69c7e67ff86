"""Which declared dependency an import means, by the naming rule of its ecosystem.

Where names are equal by rule (npm, Cargo, Go modules) that is all there is. Elsewhere the names resemble each other:
Maven's groups and Java's packages, NuGet's ids and namespaces, Composer's names and namespaces. There the declared names
are compared with the import word by word, and what fits equally well is all given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ... import lazy_re as re
from ...indexer.classify.zones import zone
from ...indexer.workspace_paths import shared_leading
from .import_names import SWIFT_MODULES, candidates, normalised
from .jvm.jvm_artifacts import artifacts_of
from .jvm.jvm_packages import SHARED_GROUPS

if TYPE_CHECKING:
    from ...indexer.manifests.base import Manifest

__all__ = ["Declared", "DeclaredNames", "is_around"]

Rule = Callable[[str, frozenset[str]], Iterable[str]]
"""`(import, declared names) → those that it means`."""

CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|\W+|_")
LEAST_LABELS = 2
"""A Java package and a Maven group with fewer common labels (`org`) have nothing to do with each other."""
LEAST_LETTERS = 4
NAMESPACE_FAMILIES = frozenset({"microsoft.entityframeworkcore"})
"""Namespaces of a house's packages that all build on one, so that each declared one brings them."""
SHARED_FRAMEWORKS = frozenset({"microsoft.aspnetcore"})
"""Namespaces that the platform brings itself: a declared id below one holds its own part only."""
PUBLISHED_AS = {"amazon": "awssdk"}
"""First word of a namespace → that of the ids that hold it."""
SHARED_NAMESPACES = {"Psr\\Http\\Message": ("psr/http-factory", "psr/http-message")}
"""Namespace of PHP that several packages fill."""
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
        """Of the places that declare a name (normalised), the one closest above a file; a manifest before a lockfile, the
        product's before that of an example.

        Raises:
            KeyError: nothing declares it.
        """

        def rank(place: Declared) -> tuple[int, bool, bool, bool, str]:
            depth = place.manifest.count("/")
            closeness = -depth if is_around(place.manifest, path) else 1
            aside = zone(place.manifest) != "product"
            return (closeness, not place.stated, aside, not place.line, place.manifest)

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


def is_around(manifest: str, path: str) -> bool:
    """Whether a manifest's folder holds a file."""
    folder = manifest.rpartition("/")[0]
    return not folder or path.startswith(f"{folder}/")


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


def _by_namespace(namespace: str, known: frozenset[str]) -> list[str]:
    """NuGet: the longest id that the namespace begins with, whatever the case; else an id that begins as the namespace does
    (`Xunit` → `xunit.v3`, `TagLib` → `TagLibSharp`)."""
    labels = namespace.lower().split(".")
    labels[0] = PUBLISHED_AS.get(labels[0], labels[0])
    framework = ".".join(labels[:LEAST_LABELS]) in SHARED_FRAMEWORKS
    house = labels[0] in SHARED_GROUPS and ".".join(labels[:LEAST_LABELS]) not in NAMESPACE_FAMILIES
    scores: dict[str, Score] = {}
    for name in known:
        own = name.lower().replace("-", ".").split(".")
        shared = shared_leading(own, labels)
        if shared == len(own):
            scores[name] = (2, shared, False)
        elif framework:
            continue
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
    if listed := [name for name in SHARED_NAMESPACES.get("\\".join(segments[:3]), ()) if name in known]:
        return listed
    first, rest = segments[0].lower(), {_letters(part) for part in segments[1:3]}
    scores: dict[str, Score] = {}
    for declared in known:
        vendor, _, package = declared.partition("/")
        words = {part.lower() for part in CAMEL.split(package) if part}
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


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()


RULES: dict[str, Rule] = {"maven": artifacts_of, "nuget": _by_namespace, "composer": _by_vendor, "swift": _by_product}
