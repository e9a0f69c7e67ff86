"""Whether code outside of the workspace can import a file, as far as its path and the builds around it tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.gathering import words
from ....indexer.languages.families import JAVASCRIPT
from ....indexer.workspace_paths import outwards
from ...entries.entry_libraries import library_roots
from ...per_index import per_index
from ...stack.main_technology import RELEASING
from ...stack.project.by_files import BUILDS, LIBRARY, PACKED, is_run
from ...workspace.workspace_packages import product_manifests

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from ....indexer.index import Index
    from ....indexer.manifests.base import Manifest

__all__ = ["is_offered"]

ECOSYSTEMS: Final = {
    "Python": "pypi", "Ruby": "gem", "Rust": "cargo", "Elixir": "hex", "Dart": "pub", "PHP": "composer", "Swift": "swift",
    **dict.fromkeys(JAVASCRIPT, "npm"),
}  # fmt: skip
"""Language → the ecosystem whose manifests say whether others can import a file of it."""
MADE_TO_INSTALL: Final = "setup.py"
"""Nobody writes one for what is only run where it lies, and what it offers may be found by a program alone."""
PROGRAMS: Final = words(
    "application war com.android.application org.springframework.boot org.springframework.boot:spring-boot-maven-plugin io.quarkus"
    " io.quarkus:quarkus-maven-plugin io.quarkus.platform:quarkus-maven-plugin io.micronaut.application io.ktor.plugin"
    " io.micronaut.maven:micronaut-maven-plugin org.jetbrains.compose com.google.cloud.tools.jib com.google.cloud.tools:jib-maven-plugin"
)
"""Plugins by which Gradle and Maven make a program."""
ARCHIVES: Final = frozenset({"war", "ear"})
"""What Maven packs for a server to run."""
MADE_LIBRARY: Final = re.compile(rb"(?m)^\w*_LTLIBRARIES\s*\+?=|^[^\s#:=]*lib[\w$(){}.-]*\.(?:a|so|dylib)\b[^:=\n]*:")
"""Where Automake or a Makefile makes a library."""
MAKEFILES: Final = ("Makefile", "makefile", "GNUmakefile", "Makefile.am")
OF_PROGRAM: Final = re.compile(r"(?:^|/)(?:main|bin/[^/]+)\.rs$")
"""A crate's root that is no library."""
BEGUN_IN_C: Final = (
    "SELECT 1 FROM symbols JOIN files ON files.id = file_id WHERE symbols.name = 'main' AND symbols.kind = 'function'"
    " AND zone = 'product' AND language IN ('C', 'C++') LIMIT 1"
)


def is_offered(index: Index, path: str, names: Collection[str]) -> bool:
    """Whether code outside of the workspace can import some of what a file exports.

    Args:
        path: of a file of the index.
        names: what is asked about, without what holds it.
    """
    file, parts = index.files[path], path.split("/")
    if file.zone != "product" or any(part.startswith("_") and not part.startswith("__") for part in parts):
        return False
    if file.language == "Go":
        return file.module != "main" and "internal" not in parts and not _is_of_go_program(index, path)
    if file.language in WHOLE:
        return WHOLE[file.language](index)
    told = _offers(index).get(ECOSYSTEMS.get(file.language, ""), {})
    around = [told[folder] for folder in outwards(path.rpartition("/")[0]) if folder in told]
    offered = any(around) or not around
    return offered and (file.language != "Rust" or _is_led_to(index, path, names))


def _is_of_go_program(index: Index, path: str) -> bool:
    """Whether the module's own package is a program, whose other packages are its parts."""
    module = next((one for one in outwards(path.rpartition("/")[0]) if f"{one}/go.mod".lstrip("/") in index.files), "")
    beside = (item for at, item in index.files.items() if at.rpartition("/")[0] == module and item.language == "Go")
    return {item.module for item in beside if item.zone == "product"} == {"main"}


def _is_led_to(index: Index, path: str, names: Collection[str]) -> bool:
    """Whether public modules lead from the crate's root to a file of Rust, or one of the names is exported again elsewhere, or is
    of a type whose place is not this one (`impl Sink for Box`)."""
    links = index.links_to(path)
    own = {item.qualname for item in index.symbols(path)}
    if not own.issuperset(names) or any(link.kind == "reexport" and link.name in {"*", "", *names} for link in links):
        return True
    declared = [(link.source, link.specifier) for link in links if not link.name and link.specifier == link.alias]
    public = [
        source
        for source, module in declared
        if any(item.kind == "module" and item.exported and item.name == module for item in index.symbols(source))
    ]
    if not declared:
        return not OF_PROGRAM.search(path)
    return any(_is_led_to(index, source, ()) for source in public if source != path)


@per_index
def _offers(index: Index) -> dict[str, dict[str, bool]]:
    """Ecosystem → directory of a manifest → whether it offers others something to import."""
    roots = {entry["evidence"][0]["path"] for _, entry in library_roots(index)}
    found: dict[str, dict[str, bool]] = {}
    for path, manifest in product_manifests(index).items():
        if manifest.role == "manifest":
            folder, _, name = path.rpartition("/")
            offers = (
                path in roots
                or any(entry.kind == "library" for entry in manifest.entries)
                or name == MADE_TO_INSTALL
                or (manifest.ecosystem == "composer" and not all(package.private for package in manifest.packages))
            )
            told = found.setdefault(manifest.ecosystem, {})
            told[folder] = told.get(folder, False) or offers
    return found


# ---- Languages whose builds are bound to one product: what one of their modules makes, the others are parts of


@per_index
def _by_jvm(index: Index) -> bool:
    """Something is released, or nothing is made to be run."""
    released = run = False
    for item in _settings(index, "maven"):
        released = released or "publish" in item[0] or item[0] in RELEASING
        run = run or item[0] in PROGRAMS or (item[0] == "packaging" and item[1] in ARCHIVES)
    return released or not run


@per_index
def _by_dotnet(index: Index) -> bool:
    stated = {name for name, value in _settings(index, "nuget") if value.lower() != "false"}
    released = not stated.isdisjoint(PACKED | RELEASING)
    return released or not any(is_run(manifest) for manifest in _of(index, "nuget"))


@per_index
def _by_c(index: Index) -> bool:
    """A build makes a library, or no program begins."""
    builds = dict.fromkeys(BUILDS, LIBRARY) | dict.fromkeys(MAKEFILES, MADE_LIBRARY)
    for path, file in index.files.items():
        makes = builds.get(path.rpartition("/")[2])
        if makes is not None and file.zone == "product" and makes.search(index.read(path)):
            return True
    return not index.rows(BEGUN_IN_C)


def _of(index: Index, ecosystem: str) -> Iterator[Manifest]:
    yield from (manifest for manifest in product_manifests(index).values() if manifest.ecosystem == ecosystem)


def _settings(index: Index, ecosystem: str) -> Iterator[tuple[str, str]]:
    yield from ((item.name, item.value) for manifest in _of(index, ecosystem) for item in manifest.settings)


WHOLE: Final[Mapping[str, Callable[[Index], bool]]] = {
    **dict.fromkeys(("Java", "Kotlin", "Scala", "Groovy"), _by_jvm), "C#": _by_dotnet, "C": _by_c, "C++": _by_c,
}  # fmt: skip
"""Language → whether what the workspace makes of it is for others."""
