"""The packages of a JVM workspace: which file declares which top-level name, whatever language it is written in.

A package is what files declare, not where they lie: source roots need no configuration, and none is guessed.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ...gathering import by_key, words
from ...workspace_paths import shared_leading
from ..outline import seen_by_others
from .source_sets import source_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..base import World

__all__ = ["Found", "Package", "Packages", "external_package", "nearest"]

LANGUAGES = frozenset({"Java", "Kotlin", "Scala"})
PLATFORM_ROOTS = words("java jdk sun kotlin scala android dalvik")
BESIDE_PLATFORM = ("kotlin.test",)
"""Packages below such a root that an artifact of its own brings (https://kotlinlang.org/api/core/kotlin-test/)."""
PLATFORM_PACKAGES = words(
    "com.sun com.oracle org.w3c.dom org.xml.sax org.ietf.jgss org.omg netscape.javascript javax.accessibility "
    "javax.annotation.processing javax.crypto javax.imageio javax.lang.model javax.management javax.naming javax.net "
    "javax.print javax.rmi javax.script javax.security javax.smartcardio javax.sound javax.sql javax.swing javax.tools "
    "javax.transaction.xa javax.xml.catalog javax.xml.crypto javax.xml.datatype javax.xml.namespace javax.xml.parsers "
    "javax.xml.stream javax.xml.transform javax.xml.validation javax.xml.xpath"
)
"""Packages of the JDK outside `java.*` (https://docs.oracle.com/en/java/javase/21/docs/api/allpackages-index.html)."""


PACKAGE_OBJECT = "package.scala"
"""Where the object of a package stands by convention; of one that lies in no other it is a file without a package."""
JDK = words("java jdk sun")
"""Roots of packages that are the JDK's whatever a workspace adds to them (stubs of compilers' tests)."""
HOME_PARTS, FEW, MANY, DOMAIN = 2, 2, 50, 3
"""How many parts of a package's name tell whose it is; how few files of how many make it somebody else's; how long a first
part may be that ends a domain."""
RANKS = {"commonMain": 1, "main": 1}
"""Source sets that come before others in files of any other (https://kotlinlang.org/docs/multiplatform-hierarchy.html)."""

COMPILED = re.compile(r"(?:(?!src/)[^/]+/)*src/\w+/(?:groovy|java|kotlin|scala)\b")
"""Where Maven and Gradle compile from: other folders of a source set hold data, though it be Java (tests of compilers)."""


class Package(NamedTuple):
    """The top-level names of a package, and the files that declare each, sorted."""

    names: frozenset[str]
    places: dict[str, list[str]]


class Found(NamedTuple):
    """A dotted path taken apart: the files that declare its top-level name, and the path inside them."""

    files: Sequence[str]
    symbol: str


class Packages:
    """Every declared package of the workspace."""

    def __init__(self, world: World) -> None:
        places: dict[str, dict[str, list[str]]] = {}
        self._objects: dict[str, list[str]] = {}
        for path in sorted(world.definitions):
            node = world.files.get(path)
            if node is None or node.language not in LANGUAGES or path.endswith((".kts", ".sc")):
                continue
            own = package_key(path, node.module)
            if not node.module and path.rpartition("/")[2] == PACKAGE_OBJECT:
                for name in seen_by_others(world.definitions[path]):
                    self._objects.setdefault(name, []).append(path)
            for name in seen_by_others(world.definitions[path]):
                inner, _, word = name.rpartition(".")
                key = f"{node.module}.{inner}".lstrip(".") if inner else own
                places.setdefault(key, {}).setdefault(word, []).append(path)
        for key, declared in places.items():
            if key[:1] == "/":  # files without a package that declare one name are programs of their own
                places[key] = {name: files for name, files in declared.items() if len(files) == 1}
        self._read = world.read
        scripts = [f"/{path}" for path in world.files if path.endswith(".gradle.kts")]
        self._scripts = {path.partition("/src/main/")[0] for path in scripts}
        self._packages = {key: Package(frozenset(names), names) for key, names in places.items()}
        self._foreign = _foreign(places)
        self._roots = _roots(key for key, names in places.items() if names)
        self._known = {key[:cut] for key in places for cut in _cuts(key)}
        self.find = cache(self._find)

    def get(self, package: str) -> Package | None:
        """The package of that full name."""
        return self._packages.get(package)

    def build_logic(self, script: str) -> Iterator[str]:
        """The keys of what `buildSrc`, or a build of script plugins, declares without a package for the scripts around it."""
        for key in self._packages if self._scripts else ():
            home, source, _ = key.partition("/src/main/")
            around = f"/{script}".startswith(f"{home.rpartition('/')[0]}/")
            if around and source and (home.endswith("/buildSrc") or home in self._scripts):
                yield key

    def declaring(self, name: str) -> Sequence[str]:
        """The files that declare a top-level name, in whichever package."""
        return self._declaring.get(name, ())

    @cached_property
    def _declaring(self) -> dict[str, list[str]]:
        places = (package.places.items() for package in self._packages.values())
        return by_key((word, file) for words in places for word, files in words for file in files)

    def holds_names(self, package: str) -> bool:
        """Whether the workspace declares names in it other than its packages' objects: else the rest of it is a library's."""
        known = self._packages.get(package)
        return known is not None and any(f"{package}.{name}" not in self._known for name in known.names)

    def has_part(self, package: str) -> bool:
        """Whether it is a package of the workspace, or a leading part of one."""
        return package in self._known

    def is_foreign(self, package: str) -> bool:
        """Whether the workspace merely adds a file to somebody else's package: what it lacks there lies outside."""
        return package.partition(".")[0] in JDK or _home(package) in self._foreign

    def is_own(self, package: str) -> bool:
        """Whether it lies below the package that all of the workspace's packages of that home lie below."""
        root = self._roots.get(_home(package), "")
        return root != "" and package.startswith(f"{root}.")

    def _find(self, path: str) -> Found | None:
        """The files behind `package.Type.member`: the longest package whose next part is one of its names."""
        package, _, name = path.rpartition(".")
        rest = ""
        while package:
            known = self._packages.get(package)
            files = known.places.get(name, []) if known is not None else []
            if rest and f"{package}.{name}" in self._known:
                files = [file for file in files if self._declares(file, name, rest)]
            if files:
                return Found(files, f"{name}.{rest}" if rest else name)
            rest = f"{name}.{rest}" if rest else name
            package, _, name = package.rpartition(".")
        objects = self._objects.get(name, ()) if name in self._packages else ()
        files = [file for file in objects if (self._declares(file, name, rest) if rest else self._inherits(file, name))]
        return Found(files, f"{name}.{rest}" if rest else name) if files else None

    def _declares(self, path: str, holder: str, member: str) -> bool:
        """Whether a package's object holds a member that others of the workspace see, `private[shop]` included.

        What is not written in an object that extends a type is taken for inherited: `package object parser extends Parser`.
        """
        name, below, _ = member.partition(".")
        declared = rb"\b(?:type|val|var|def|object|class|trait)\s+`?%b\b" % re.escape(name.encode())
        if below:
            return re.search(declared, self._read(path)) is not None
        return re.search(declared, self._read(path)) is not None or self._inherits(path, holder)

    def _inherits(self, path: str, holder: str) -> bool:
        """Whether a package's object extends a type."""
        return re.search(rb"\bobject\s+`?%b\b`?\s+extends\b" % re.escape(holder.encode()), self._read(path)) is not None


def _foreign(places: dict[str, dict[str, list[str]]]) -> frozenset[str]:
    """The beginnings of packages that hardly any of a large workspace's files declare, none in a folder of that name, or in
    folders of sources that hold another owner's: there a file adds to a library's package, to reach what is private to it.
    """
    files: dict[str, set[str]] = {}
    for key, names in places.items():
        files.setdefault(_home(key), set()).update(path for paths in names.values() for path in paths)
    if sum(map(len, files.values())) < MANY:
        return frozenset()

    def has_others(home: str, path: str) -> bool:
        root, named, _ = path.partition(f"{home.replace('.', '/')}/")
        others = (other for other in files if _owner(other) != _owner(home))
        return not named or any(item.startswith(root) for other in others for item in files[other])

    few = (home for home, paths in files.items() if len(paths) <= FEW)
    return frozenset(home for home in few if all(has_others(home, path) for path in files[home]))


def _owner(home: str) -> str:
    """Whose packages begin so: `org.assertj`, by a domain, or `misk`, by a name that is none's end."""
    first = home.partition(".")[0]
    return home if len(first) <= DOMAIN else first


def _roots(packages: Iterable[str]) -> dict[str, str]:
    """Home → the longest package that all of the workspace's packages there are below; none where that is the home itself,
    which others may well share (`org.apache`)."""
    found: dict[str, list[str]] = {}
    for package in packages:
        parts = package.split(".")
        home = _home(package)
        common = found.get(home, parts)
        cut = next((at for at, pair in enumerate(zip(common, parts, strict=False)) if pair[0] != pair[1]), len(common))
        found[home] = common[: min(cut, len(parts))]
    return {home: ".".join(parts) for home, parts in found.items() if len(parts) > HOME_PARTS}


def _home(package: str) -> str:
    """The leading parts of a package that name whose it is."""
    return ".".join(package.split(".")[:HOME_PARTS])


def package_key(path: str, module: str) -> str:
    """A package's name; files without one share a package with their own folder only."""
    return module or f"/{path.rpartition('/')[0]}"


def nearest(path: str, candidates: Sequence[str]) -> Sequence[str]:
    """Of the files that declare one full name, those in the folder that shares most of its path with the importer's; what is
    compiled means what is compiled.

    Of several as close, those of a source set named as the importer's own, or of `commonMain`, which every other sees:
    twins `expect` and `actual` of another module. Variants for several platforms
    or versions are all meant, unless one lies in a folder named as one of the importer's (`jvm`, `scala-3`).
    """
    if len(candidates) <= 1:
        return candidates
    own, compiled = source_set(path), COMPILED.match(path) is not None
    folders = set(path.split("/")[:-1])

    def closeness(item: str) -> tuple[bool, int, int, int]:
        rank = RANKS.get(source_set(item), 0) + 2 * (source_set(item) == own)
        return (
            compiled and COMPILED.match(item) is not None,
            shared_leading(path.split("/")[:-1], item.split("/")[:-1]),
            rank,
            len(folders.intersection(item.split("/")[:-1])),
        )

    best = max(candidates, key=closeness)
    folder = best.rpartition("/")[0]
    return [
        item
        for item in candidates
        if item.rpartition("/")[0] == folder or (_are_variants(item, best) and closeness(item) == closeness(best))
    ]


def _are_variants(left: str, right: str) -> bool:
    """Whether two paths differ in one folder alone: `jvm` and `native`, `scala-2` and `scala-3`."""
    pairs = list(zip(left.split("/"), right.split("/"), strict=False))
    return left.count("/") == right.count("/") and sum(one != other for one, other in pairs) == 1 and left != right


def external_package(specifier: str, *, wildcard: bool) -> tuple[str, bool]:
    """The package part of an import from outside, and whether it belongs to the platform."""
    parts = specifier.split(".")
    cut = next((at for at, part in enumerate(parts) if part[:1].isupper()), len(parts) if wildcard else len(parts) - 1)
    package = ".".join(parts[: max(cut, 1)])
    if parts[0] in PLATFORM_ROOTS:
        return package, not f"{package}.".startswith(tuple(f"{name}." for name in BESIDE_PLATFORM))
    return package, any(package[:cut] in PLATFORM_PACKAGES for cut in _cuts(package))


def _cuts(package: str) -> list[int]:
    """Where the leading parts of a dotted name end, its own end included."""
    return [at for at, char in enumerate(package) if char == "."] + [len(package)]
