"""Who uses which dependency: imports against what the manifests declare, for every ecosystem."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ... import lazy_re as re
from ...indexer.workspace_paths import prefix_of
from ..workspace.ecosystem_languages import LANGUAGES_OF
from .declared_names import DeclaredNames
from .import_names import normalised

if TYPE_CHECKING:
    from ...indexer.index import Index
    from ...indexer.manifests.base import Manifest

__all__ = ["ImportUse", "Usage", "usage"]

ECOSYSTEMS_OF = {
    language: (*sorted((name for name, spoken in LANGUAGES_OF.items() if language in spoken), key="conda".__eq__),)
    for language in frozenset[str]().union(*LANGUAGES_OF.values())
}
"""Language → the ecosystems that its imports may name packages of: Swift those of SwiftPM and of CocoaPods; Conda, which brings
others' packages, after them."""
USES = (
    "SELECT path, min(line), kind, external, specifier, language FROM links JOIN files ON files.id = source_id "
    "WHERE external <> '' AND stdlib = 0 GROUP BY source_id, kind, external, specifier ORDER BY path, min(line), external"
)
VENDORED = (
    "SELECT source.path, min(line), kind, specifier, specifier, source.language FROM links"
    " JOIN files AS source ON source.id = source_id JOIN files AS target ON target.id = target_id"
    " WHERE source.language = 'Go' AND target.zone = 'vendored' AND source.zone <> 'vendored'"
    " GROUP BY source_id, kind, specifier ORDER BY source.path, min(line)"
)
"""Imports of Go that lead into `vendor/`: the modules of others are there, and are others' all the same."""
SPEAKING = {"maven": 1, "pypi": 0}
"""Ecosystems from whose names those of modules don't follow → the place of the word in an import that may be part of the name."""
ANY_OF = frozenset({"maven"})
"""Ecosystems where several declared names for an import are those that may bring it along, as each of Spring's starters does
with `org.springframework.core`: it is used, but says of none of them that it is."""
WORD = re.compile(r"[a-z0-9]{2,}")


class ImportUse(NamedTuple):
    """A file's import of something outside the workspace; `line` is the first."""

    path: str
    line: int
    kind: str
    module: str
    specifier: str


class Usage:
    """Who imports what.

    Attributes:
        imports: (ecosystem, normalised declared name) → the imports that mean it.
        unmatched: ecosystem → imports whose module nothing in the workspace declares.
        modules: ecosystem → all imports, by path.
    """

    def __init__(self) -> None:
        self.imports: dict[tuple[str, str], list[ImportUse]] = {}
        self.unmatched: dict[str, list[ImportUse]] = {}
        self.modules: dict[str, list[ImportUse]] = {}

    def files_of(self, ecosystem: str, name: str, directory: str) -> int:
        """How many files below a package import a dependency of that name from outside the workspace."""
        return len(self.paths_of(ecosystem, name, directory))

    def paths_of(self, ecosystem: str, name: str, directory: str) -> set[str]:
        """Those files."""
        prefix = prefix_of(directory)
        found = self.imports.get((ecosystem, normalised(ecosystem, name)), ())
        return {use.path for use in found if use.path.startswith(prefix)}

    def may_use(self, ecosystem: str, name: str, directory: str) -> bool:
        """Whether an import below a package that nothing declared explains says a word of a name.

        `org.h2.jdbcx` may be of `com.h2database:h2`, and `cirq` of `cirq-core`.
        """
        kept, prefix = "pypi" if ecosystem == "conda" else ecosystem, prefix_of(directory)
        words = WORD.findall(name.rpartition(":")[2].lower())
        return any(path.startswith(prefix) for word in words for path in self._unexplained.get((kept, word), ()))

    @cached_property
    def _unexplained(self) -> Mapping[tuple[str, str], Collection[str]]:
        """`(ecosystem, speaking word)` → the files with such an import."""
        found: dict[tuple[str, str], set[str]] = {}
        for ecosystem, place in SPEAKING.items():
            for use in self.unmatched.get(ecosystem, ()):
                for word in use.specifier.lower().split(".")[place : place + 1]:
                    found.setdefault((ecosystem, word), set()).add(use.path)
        return found


def usage(index: Index, manifests: Mapping[str, Manifest]) -> Usage:
    """Ties every external import to a declared dependency by its ecosystem's naming rule."""
    found = Usage()
    declared = DeclaredNames(manifests)
    vendored = index.rows(VENDORED) if any(path.endswith("vendor/modules.txt") for path in index.files) else []
    for path, line, kind, module, specifier, language in (*index.rows(USES), *vendored):
        if ecosystems := ECOSYSTEMS_OF.get(language):
            use = ImportUse(path, line, kind, module, specifier)
            meant = [(name, declared.meant(name, module, specifier)) for name in ecosystems]
            ecosystem, matches = next((found for found in meant if found[1]), meant[0])
            found.modules.setdefault(ecosystem, []).append(use)
            for provider, names in meant:
                told = provider in {ecosystem, "conda"} and not (provider in ANY_OF and len(names) > 1)
                for name in names if told else ():
                    found.imports.setdefault((provider, name), []).append(use)
            if not matches:
                found.unmatched.setdefault(ecosystem, []).append(use)
    return found
