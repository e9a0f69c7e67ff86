"""Who uses which dependency: imports against what the manifests declare, for every ecosystem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .ecosystem_languages import LANGUAGES_OF
from .import_names import candidates, normalised

if TYPE_CHECKING:
    from ...indexer.index import Index
    from ...indexer.manifests.base import Manifest

__all__ = ["ImportUse", "Usage", "usage"]

ECOSYSTEM_OF = {
    language: ecosystem
    for ecosystem, languages in LANGUAGES_OF.items()
    for language in languages
    if ecosystem != "conda"
}
USES = (
    "SELECT path, min(line), kind, external, specifier, language FROM links JOIN files ON files.id = source_id "
    "WHERE external <> '' AND stdlib = 0 GROUP BY source_id, kind, external, specifier ORDER BY path, min(line), external"
)


class ImportUse(NamedTuple):
    """A file's import of something outside the workspace; `line` is the first."""

    path: str
    line: int
    kind: str
    module: str
    specifier: str


@dataclass(slots=True)
class Usage:
    """Who imports what.

    Attributes:
        imports: (ecosystem, normalised declared name) → the imports that mean it.
        unmatched: ecosystem → imports whose module nothing in the workspace declares.
        modules: ecosystem → all imports, by path.
    """

    imports: dict[tuple[str, str], list[ImportUse]] = field(default_factory=dict)
    unmatched: dict[str, list[ImportUse]] = field(default_factory=dict)
    modules: dict[str, list[ImportUse]] = field(default_factory=dict)

    def files_of(self, ecosystem: str, name: str, directory: str) -> int:
        """How many files below a package import a dependency."""
        prefix = f"{directory}/" if directory else ""
        found = self.imports.get((ecosystem, normalised(ecosystem, name)), ())
        return len({use.path for use in found if use.path.startswith(prefix)})


def usage(index: Index, manifests: Mapping[str, Manifest]) -> Usage:
    """Ties every external import to a declared dependency by its ecosystem's naming rule."""
    declared: dict[str, set[str]] = {}
    renamed: dict[tuple[str, str], str] = {}
    for manifest in manifests.values():
        ecosystem = manifest.ecosystem
        names = declared.setdefault(ecosystem, set())
        for item in manifest.dependencies:
            name = normalised(ecosystem, item.name)
            names.add(name)
            for alias in _aliases(item.marker):
                renamed[ecosystem, normalised(ecosystem, alias)] = name
    found = Usage()
    matcher = _Matcher(declared, renamed)
    for path, line, kind, module, specifier, language in index.rows(USES):
        if ecosystem := ECOSYSTEM_OF.get(language, ""):
            use = ImportUse(path, line, kind, module, specifier)
            found.modules.setdefault(ecosystem, []).append(use)
            matches = matcher.names(ecosystem, module, specifier)
            for name in matches:
                found.imports.setdefault((ecosystem, name), []).append(use)
            if not matches:
                found.unmatched.setdefault(ecosystem, []).append(use)
    return found


def _aliases(marker: str) -> Iterator[str]:
    """Other names under which sources know a dependency: Cargo's `renamed ALIAS`, Go's `replaces OLD`."""
    word, _, rest = marker.partition(" ")
    if word in {"renamed", "replaces"} and rest:
        yield rest.split()[0]


class _Matcher:
    """Remembers what a module means: a workspace imports the same few modules again and again."""

    def __init__(self, declared: Mapping[str, set[str]], renamed: Mapping[tuple[str, str], str]) -> None:
        self._declared = declared
        self._renamed = renamed
        self.names = lru_cache(maxsize=None)(self._names)

    def _names(self, ecosystem: str, module: str, specifier: str) -> tuple[str, ...]:
        known = self._declared.get(ecosystem, set())
        own = [name for name in _possible(ecosystem, module, specifier) if name in known]
        own += [name for key in (module, module.replace("_", "-")) if (name := self._renamed.get((ecosystem, key)))]
        return tuple(dict.fromkeys(own or self._by_prefix(ecosystem, module, known)))

    def _by_prefix(self, ecosystem: str, module: str, known: Iterable[str]) -> list[str]:
        """Ecosystems whose imports extend the declared name: Go modules (the longest counts), Maven groups."""
        if ecosystem == "golang":
            replaced = {old: name for (eco, old), name in self._renamed.items() if eco == ecosystem}
            fitting = [name for name in (*known, *replaced) if module == name or module.startswith(f"{name}/")]
            return [replaced.get(name, name) for name in sorted(fitting, key=len)[-1:]]
        if ecosystem == "maven":
            return sorted(name for name in known if module.startswith(name.partition(":")[0]))
        return []


def _possible(ecosystem: str, module: str, specifier: str) -> Iterator[str]:
    """Names under which an import could be declared; a dotted prefix first where it names one (`google.protobuf`)."""
    parts = specifier.split(".")
    if ecosystem == "pypi" and len(parts) > 1 and not specifier.startswith("."):
        yield from (normalised(ecosystem, name) for name in candidates(ecosystem, ".".join(parts[:2])))
        yield from (normalised(ecosystem, "-".join(parts[:length])) for length in (2, 3))
    yield from (normalised(ecosystem, name) for name in candidates(ecosystem, module))
