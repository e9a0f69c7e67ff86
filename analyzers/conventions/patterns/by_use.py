"""What shows that a file follows a pattern: the libraries it imports, and the names of the idiom that it defines or uses."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence, Set
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.gathering import by_key
from ....indexer.languages.families import MARKUP
from ...naming import singular_words
from ...per_index import per_index
from ...search.definitions import definitions_where
from ...workspace.own_names import MAJOR
from ..idioms.idioms import is_bound_elsewhere
from .member import DEFINES, IMPORTS, LIBRARY, OTHER_WORD, Member, defined

if TYPE_CHECKING:
    from ....indexer.index import Index
    from ...search.definitions import Definition
    from ..idioms.idioms import Idiom

__all__ = ["by_import", "by_names"]

PARTS = re.compile(r"[./\\\\:]+")


def by_import(index: Index, idiom: Idiom) -> Iterator[Member]:
    """Files that import the library made for it, also where the workspace carries it (`vendor/`)."""
    if not idiom.modules:
        return
    begin = tuple(f"{name}{mark}".lower() for name in idiom.modules for mark in ("\\" if "\\" in name else "./"))
    wanted = [name for name in _specifiers(index) if name in idiom.modules or name.lower().startswith(begin)]
    rows = index.rows(
        "SELECT source_id, specifier, name, alias FROM links LEFT JOIN files ON files.id = target_id "
        "WHERE (external <> '' OR zone = 'vendored') AND specifier IN (SELECT value FROM json_each(?))",
        [json.dumps(wanted)],
    )
    found: dict[str, dict[str, str]] = {}
    for source, specifier, name, alias in sorted((index.paths[source], *row) for source, *row in rows):
        found.setdefault(source, {})[_called_here(specifier, name, alias)] = specifier
    for source, names in found.items():
        if not _lists(source):
            why, weight = f"imports {min(names.values())}", LIBRARY if idiom.crosses else IMPORTS
            yield Member(index.files[source], None, why, weight, tuple(filter(None, names)))


@per_index
def _specifiers(index: Index) -> list[str]:
    """What is imported, as it is written: few modules in many places, so that patterns are asked of each once."""
    return [name for (name,) in index.rows("SELECT DISTINCT specifier FROM links")]


def _called_here(specifier: str, name: str, alias: str) -> str:
    """The name by which a file uses what it imports: of a module its last part, without a major version; "" where all of
    a namespace is meant."""
    if "*" in (name, alias):
        return ""
    return alias or name or PARTS.split(MAJOR.sub("", specifier))[-1]


def _lists(path: str) -> bool:
    """A file of settings that names libraries and uses none."""
    return singular_words(path.rpartition("/")[0].rpartition("/")[2])[-1:] == ("config",)


def by_names(index: Index, idiom: Idiom, sure: Set[str], known: Set[str], *, enough: bool) -> Iterator[Member]:
    """Files that define or use the idiom's names; one alone is weak, and vague ones say it only of what imports a sure file or is known."""
    using = ((path, name) for name in idiom.names for path in index.files_using(name))
    counts = by_key(it for it in using if not is_bound_elsewhere(it[1], index.files[it[0]].language))
    rows = _together(index, idiom)
    for symbol in _defining(index, [name for name in idiom.names if name not in idiom.borrowed]):
        if is_bound_elsewhere(symbol.name, index.files[symbol.path].language):
            continue
        yield defined(index, symbol, f"defines {symbol.name}", DEFINES - OTHER_WORD * enough)
    imported, _ = index.adjacency
    telling = {name for name in idiom.names if name not in idiom.vague}
    for path in sorted({*counts, *rows}):
        names = counts.get(path, [])
        is_vague = path not in known and path not in rows and telling.isdisjoint(names)
        if is_vague and sure.isdisjoint(imported.get(path, ())):
            continue
        weight = min(0.89, 0.45 + 0.15 * (len(names) + (path in rows)))
        names = list(dict.fromkeys((*rows.get(path, ()), *names)))
        yield Member(index.files[path], None, f"uses {', '.join(names[:3])}", weight, tuple(names))


def _together(index: Index, idiom: Idiom) -> dict[str, tuple[str, ...]]:
    """Path → the row of names that the file uses all of; in markup such names are of anything."""
    found: dict[str, tuple[str, ...]] = {}
    for row in idiom.together:
        for path in set.intersection(*(set(index.files_using(name)) for name in row)):
            language = index.files[path].language
            if language not in MARKUP and not any(is_bound_elsewhere(name, language) for name in row):
                found.setdefault(path, row)
    return found


def _defining(index: Index, names: Sequence[str]) -> list[Definition]:
    """Top-level functions and classes of the idiom's own names: what the others use."""
    condition = (
        "name IN (SELECT value FROM json_each(?)) AND qualname = name AND exported "
        "AND kind IN ('function', 'class', 'component')"
    )
    return definitions_where(index, condition, (json.dumps(names),)) if names else []
