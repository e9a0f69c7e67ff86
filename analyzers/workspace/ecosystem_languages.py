"""Which languages an ecosystem's packages are written in, how much of each the product has, and what manifests alone tell of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...indexer.classify.linguist import language_type
from ...indexer.languages.families import JAVASCRIPT, SCRIPT
from ..per_index import per_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...indexer.index import File, Index
    from ...indexer.manifests.base import Manifest

__all__ = [
    "LANGUAGES_OF", "MINOR", "bytes_by_ecosystem", "code_bytes", "declared_language", "family_of", "is_run_as_written",
    "many_ecosystems", "read_ecosystems", "root_ecosystem",
]  # fmt: skip

LANGUAGES_OF: dict[str, frozenset[str]] = {
    "npm": JAVASCRIPT | {"CoffeeScript"},
    "pypi": frozenset({"Python", "Cython", "Jupyter Notebook"}),
    "conda": frozenset({"Python", "R", "Jupyter Notebook"}),
    "golang": frozenset({"Go"}),
    "cargo": frozenset({"Rust"}),
    "maven": frozenset({"Java", "Kotlin", "Scala", "Groovy", "Clojure"}),
    "gem": frozenset({"Ruby"}),
    "composer": frozenset({"PHP", "Blade", "Hack"}),
    "nuget": frozenset({"C#", "F#", "Visual Basic .NET"}),
    "pub": frozenset({"Dart"}),
    "hex": frozenset({"Elixir", "Erlang", "Gleam"}),
    "swift": frozenset({"Swift"}),
    "cocoapods": frozenset({"Swift", "Objective-C"}),
    "conan": frozenset({"C", "C++"}),
    "vcpkg": frozenset({"C", "C++"}),
    "hackage": frozenset({"Haskell"}),
    "cran": frozenset({"R"}),
    "clojars": frozenset({"Clojure"}),
    "terraform": frozenset({"HCL"}),
    "dub": frozenset({"D"}),
}

MINOR = 3
"""An ecosystem with less than a third of the code of the largest one stands behind it."""

RUN_AS_WRITTEN = frozenset({"composer", "gem", "pypi"})
NAMED_OTHERWISE = frozenset({"conan", "vcpkg", "terraform", "dub"})
"""Ecosystems whose packages their own languages don't import by name."""


def family_of(language: str | None) -> frozenset[str]:
    """The languages that are used together with one."""
    if language is None:
        return frozenset()
    return frozenset({language}).union(*(known for known in LANGUAGES_OF.values() if language in known))


@per_index
def code_bytes(index: Index) -> dict[str, int]:
    """Ecosystem → bytes of the product's code in its languages."""
    return bytes_by_ecosystem(file for file in index.files.values() if file.zone == "product")


def bytes_by_ecosystem(files: Iterable[File]) -> dict[str, int]:
    """Ecosystem → bytes of those of the files that are in its languages."""
    by_language: dict[str, int] = {}
    for file in files:
        by_language[file.language] = by_language.get(file.language, 0) + file.size
    return {
        name: sum(by_language.get(language, 0) for language in languages) for name, languages in LANGUAGES_OF.items()
    }


@per_index
def is_run_as_written(index: Index) -> bool:
    """Whether most of the product is in a language that nothing compiles or bundles."""
    product = (file for file in index.files.values() if file.zone == "product")
    written = sum(file.size for file in product if language_type(file.language) == "programming")
    return any(code_bytes(index)[name] * 2 > written for name in RUN_AS_WRITTEN)


@per_index
def many_ecosystems(index: Index) -> bool:
    """Whether the product is written in the languages of several ecosystems, the second with a third of the first's code."""
    weights = code_bytes(index)
    first = max(weights, key=weights.__getitem__)
    others = [weights[name] for name in weights if LANGUAGES_OF[name].isdisjoint(LANGUAGES_OF[first])]
    return max(others) * MINOR >= weights[first] > 0


@per_index
def read_ecosystems(index: Index) -> frozenset[str]:
    """Ecosystems of which it is known who imports what: their code is parsed, or there is none.

    Includes of C and C++ name files and no packages, and nothing imports an image, an action or a provider.
    """
    parsed: dict[str, bool] = {}
    for file in index.files.values():
        parsed[file.language] = parsed.get(file.language, False) or bool(file.parsed)
    return frozenset(
        name
        for name, languages in LANGUAGES_OF.items()
        if name not in NAMED_OTHERWISE
        and (not languages & parsed.keys() or any(parsed.get(language) for language in languages))
    )


FIRST = {
    "npm": "JavaScript", "deno": "TypeScript", "pypi": "Python", "conda": "Python", "golang": "Go", "cargo": "Rust", "maven": "Java",
    "gem": "Ruby", "composer": "PHP", "nuget": "C#", "pub": "Dart", "hex": "Elixir", "swift": "Swift", "cocoapods": "Swift",
    "conan": "C++", "vcpkg": "C++", "hackage": "Haskell", "cran": "R", "clojars": "Clojure", "terraform": "HCL", "julia": "Julia",
}  # fmt: skip
"""Ecosystem → the language that most of its packages are written in."""
FILES = {
    "CMakeLists.txt": "C++", "meson.build": "C", "configure.ac": "C", "build.zig": "Zig", "build.sbt": "Scala", "dune-project": "OCaml",
    "dub.json": "D", "dub.sdl": "D",
}  # fmt: skip
"""Build files that no manifest reader reads."""
SHOWN = (
    ("npm", "tsconfig.json", b"", "TypeScript"),
    ("npm", "package.json", b'"typescript"', "TypeScript"),
    ("maven", "build.gradle.kts", b"kotlin(", "Kotlin"),
    ("maven", "build.gradle.kts", b"org.jetbrains.kotlin", "Kotlin"),
    ("maven", "build.gradle", b"org.jetbrains.kotlin", "Kotlin"),
    ("maven", "pom.xml", b"kotlin-maven-plugin", "Kotlin"),
    ("nuget", ".fsproj", b"", "F#"),
)
"""(ecosystem, end of a file, what it holds, another language of that ecosystem)."""


@per_index
def declared_language(index: Index) -> str | None:
    """The language of the outermost manifest; None where none tells one."""
    return next(_languages(index), None)


def _languages(index: Index) -> Iterator[str]:
    for path in sorted(index.files, key=lambda path: (path.count("/"), path)):
        name = path.rpartition("/")[2]
        manifest = index.manifests.get(path)
        if manifest is not None and manifest.ecosystem in FIRST and manifest.role == "manifest":
            yield _shown(index, manifest.ecosystem) or FIRST[manifest.ecosystem]
        elif name in FILES:
            yield FILES[name]


def _shown(index: Index, ecosystem: str) -> str | None:
    return next(
        (
            language
            for of, end, text, language in SHOWN
            for path in index.files
            if of == ecosystem and path.endswith(end) and text in index.read(path)
        ),
        None,
    )


FAIR = 0.3
"""From this share of the code and its tests on the package at the root is what the workspace is about: a gem whose extensions
in C are larger than its Ruby is a gem."""
WRITTEN = frozenset({"product", "test"})
WORKING = frozenset({"dev", "test"})


@per_index
def root_ecosystem(index: Index) -> str | None:
    """The only ecosystem that the root has a manifest of, with the name of a package that is not there to bind others alone, where
    its languages have a fair part of the code and its tests.

    None where the root has manifests of several, or a build file of a language without packages stands beside them.
    """
    roots = [item for path, item in index.manifests.items() if "/" not in path and item.ecosystem in LANGUAGES_OF]
    if len({manifest.ecosystem for manifest in roots}) > 1:
        roots = [item for item in roots if not _lists_tools(item)]
    ecosystem, binds = roots[0].ecosystem if roots else "", any(manifest.tools for manifest in roots)
    packages = (package for manifest in roots for package in manifest.packages if package.name)
    named = any(not (binds and package.private) for package in packages)
    if not named or len({manifest.ecosystem for manifest in roots}) != 1 or not FILES.keys().isdisjoint(index.files):
        return None
    # what a package of another language hands on for browsers where nothing of the workspace manages it: mostly other people's
    bundled = SCRIPT if not any(item.ecosystem == "npm" for item in index.manifests.values()) else frozenset()
    code = [
        file
        for file in index.files.values()
        if file.zone in WRITTEN
        and file.language not in bundled
        and (file.parsed or language_type(file.language) == "programming")
    ]
    own = sum(file.size for file in code if file.language in LANGUAGES_OF[ecosystem])
    return ecosystem if own and own >= FAIR * sum(file.size for file in code) else None


def _lists_tools(manifest: Manifest) -> bool:
    """A manifest that only asks for what the work on the product takes (linters beside a gem), and offers nothing."""
    scopes = {dependency.scope for dependency in manifest.dependencies}
    return bool(scopes) and not manifest.entries and scopes <= WORKING
