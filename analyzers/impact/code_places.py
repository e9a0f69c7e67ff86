"""Where words stand in code, and which files stand near a framework: both for many files at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..per_index import per_index

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ...indexer.index import Index

__all__ = ["files_near", "importers", "word_places"]


def word_places(index: Index, path: str, words: Collection[str]) -> dict[str, tuple[int, ...]]:
    """Word → the lines of a file on which it stands as an identifier, ascending; words that it doesn't use are left out."""
    places = index.places(path, words)
    return {word: tuple(sorted({*use.bare, *use.attribute})) for word, use in places.items()}


@per_index
def _imported_roots(index: Index) -> Mapping[str, frozenset[int]]:
    """What imports name (the package, and the module as written) → ids of the files that import it."""
    found: dict[str, set[int]] = {}
    for source, external, specifier in index.rows("SELECT DISTINCT source_id, external, specifier FROM links"):
        for name in {external, specifier} - {""}:
            found.setdefault(name, set()).add(source)
    return {name: frozenset(sources) for name, sources in found.items()}


def importers(index: Index, packages: Iterable[str]) -> frozenset[str]:
    """Files that import one of the packages or a module below it (`flask`, `flask.views`, `@nestjs/common`)."""
    roots = _imported_roots(index)
    starts = tuple(f"{package}{mark}" for package in packages for mark in "./")
    exact = {start[:-1] for start in starts}
    chosen = (ids for name, ids in roots.items() if name in exact or name.startswith(starts))
    return frozenset(index.paths[file] for ids in chosen for file in ids)


def files_near(index: Index, centre: Iterable[str]) -> frozenset[str]:
    """The given files, with those that import one of them or are imported by one."""
    known = {index.files[path].id for path in centre}
    if not known:
        return frozenset()
    marks = ",".join(map(str, sorted(known)))
    rows = index.rows(
        f"SELECT source_id, target_id FROM links WHERE target_id IN ({marks}) "  # noqa: S608 - numbers
        f"UNION SELECT source_id, target_id FROM links WHERE source_id IN ({marks}) AND target_id IS NOT NULL"
    )
    return frozenset(index.paths[file] for file in known.union(*rows))
