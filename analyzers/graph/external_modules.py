"""The modules outside of the workspace that a node of the graph imports, each with the dependency that declares it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...indexer.gathering import by_key
from ...indexer.rows import strongest
from ..dependencies.declared_names import DeclaredNames, is_around
from ..dependencies.dependency_use import ECOSYSTEMS_OF
from ..per_index import per_index

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...answers import ExternalModule
    from ...indexer.index import Index, IndexedLink
    from ..dependencies.declared_names import Declared

__all__ = ["external_modules"]

PLATFORM = "standard library"
MOST_NAMES = 3
TYPES = "@types/"


def external_modules(index: Index, links: Iterable[IndexedLink], most_lines: int) -> list[ExternalModule]:
    """Third-party modules first, then the standard library's, each by name."""
    grouped = by_key(((link.stdlib, link.external), link) for link in links if link.external)
    return [_module(index, name, group, most_lines) for (_, name), group in sorted(grouped.items())]


def _module(index: Index, name: str, links: list[IndexedLink], most_lines: int) -> ExternalModule:
    found: ExternalModule = {
        "name": name,
        "kind": strongest(link.kind for link in links),
        "lines": sorted({link.line for link in links})[:most_lines],
        "package": PLATFORM if links[0].stdlib else None,
    }
    if not links[0].stdlib:
        _declare(index, found, links)
    return found


def _declare(index: Index, module: ExternalModule, links: list[IndexedLink]) -> None:
    """Names the declared dependency; several where the names fit equally well."""
    for link in links:
        for ecosystem in ECOSYSTEMS_OF.get(index.file(link.source).language, ("",)):
            if meant := _declared(index).meant(ecosystem, link.external, link.specifier):
                places = _likeliest(
                    [_declared(index).nearest(ecosystem, name, link.source) for name in meant], link.source
                )
                module["package"] = " or ".join(place.name for place in places[:MOST_NAMES])
                module["declared"] = {"path": places[0].manifest, "line": places[0].line}
                return


def _likeliest(places: list[Declared], path: str) -> list[Declared]:
    """Those declared around the file, where any are; and what runs before what only types it."""
    around = [place for place in places if is_around(place.manifest, path)] or places
    return [place for place in around if not place.name.startswith(TYPES)] or around


@per_index
def _declared(index: Index) -> DeclaredNames:
    return DeclaredNames(index.manifests)
