"""The language that the manifests of a workspace without any source speak of: what its first file will be written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..per_index import per_index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...indexer.index import Index

__all__ = ["declared_language"]

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
