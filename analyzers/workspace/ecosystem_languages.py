"""Which languages an ecosystem's packages are written in, and how much of each the product has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...indexer.classify.linguist import language_type
from ...indexer.languages.families import JAVASCRIPT
from ..per_index import per_index

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...indexer.index import File, Index

__all__ = [
    "LANGUAGES_OF", "MINOR", "bytes_by_ecosystem", "code_bytes", "family_of", "is_run_as_written", "many_ecosystems",
    "read_ecosystems",
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
