"""All facts → links between files: which files' imports have to be resolved again, and their links.

Resolution is a pure function of the imports, the set of files, what files declare, and configuration files. A language
family is resolved whole when one of the shared inputs changed, else only the files that changed themselves: that keeps
the incremental index equal to a full one by construction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from typing import TYPE_CHECKING

from .facts import Import, Link
from .languages import resolver, supported
from .languages.base import FileNode, World
from .languages.families import FAMILIES, Family, family_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from .store import Store

__all__ = ["Change", "resolve_links"]

IMPORTS_OF = "SELECT line, kind, specifier, name, alias, form FROM imports WHERE file_id = ? ORDER BY seq"


class Change:
    """What a refresh changed, as far as resolution asks.

    Attributes:
        files: ids of files with new facts.
        paths: paths that came or went.
        edited: paths whose content changed.
        surfaces: languages in which a file's surface changed.
    """

    def __init__(self) -> None:
        self.files: set[int] = set()
        self.paths: set[str] = set()
        self.edited: set[str] = set()
        self.surfaces: set[str] = set()


def resolve_links(store: Store, change: Change, read: Callable[[str], bytes]) -> int:
    """Resolves what the change can affect and stores the links that differ.

    Args:
        store: holds the facts already.
        change: since the last refresh; everything for a first build.
        read: the bytes of a workspace file, `b""` where it can't be read.

    Returns:
        The number of files whose links were written.
    """
    files = _files(store)
    ids = {path: file_id for path, (file_id, _) in files.items()}
    nodes = {path: node for path, (_, node) in files.items()}
    written = 0
    for family in _families(nodes):
        paths = [path for path, node in nodes.items() if node.language in family.languages]
        whole = store.fresh or _affected(family, change, nodes)
        todo = paths if whole else [path for path in paths if ids[path] in change.files]
        if not todo:
            continue
        world = World(nodes, read)
        if family.needs_names:
            world.definitions = _definitions(store, paths, ids)
            world.uses = _Uses(store, ids, "names || char(10) || members")
            world.bare = _Uses(store, ids, "names")
        resolve = resolver(nodes[paths[0]].language, world)
        imports = _imports(store, todo, ids, family.languages if whole else ())
        resolved = ((path, resolve(path, imports.get(ids[path], []))) for path in sorted(todo))
        links = ((path, _placed(store, ids[path], list(found))) for path, found in resolved)
        written += _write(store, links, ids, whole=whole)
    return written


def _families(nodes: Mapping[str, FileNode]) -> list[Family]:
    """The families that the workspace has."""
    return [
        FAMILIES[name]
        for name in sorted({family_of(node.language) for node in nodes.values() if supported(node.language)})
    ]


def _affected(family: Family, change: Change, paths: Iterable[str]) -> bool:
    """Whether a shared input of these languages changed: the set of files, a surface they read, a configuration file."""
    if change.paths:
        return True
    surfaces = not change.surfaces.isdisjoint(family.languages)
    if surfaces and (family.needs_names or _has_any(paths, family.needs_exports_with)):
        return True
    return any(fnmatch(path.rpartition("/")[2], pattern) for path in change.edited for pattern in family.configs)


def _has_any(paths: Iterable[str], patterns: Sequence[str]) -> bool:
    """Whether one of the files is called as one of the patterns says."""
    return bool(patterns) and any(fnmatch(path.rpartition("/")[2], pattern) for path in paths for pattern in patterns)


def _files(store: Store) -> dict[str, tuple[int, FileNode]]:
    rows = store.connection.execute("SELECT path, id, language, module, zone FROM files ORDER BY path")
    return {
        path: (file_id, FileNode(language_name, module, zone)) for path, file_id, language_name, module, zone in rows
    }


def _imports(
    store: Store, paths: Sequence[str], ids: Mapping[str, int], languages: Sequence[str]
) -> dict[int, list[Import]]:
    """The imports of files: of all that are in one of the languages where there are any, else of the given paths."""
    found: dict[int, list[Import]] = {}
    if languages:
        rows = store.connection.execute(
            "SELECT file_id, line, imports.kind, specifier, name, alias, form FROM imports JOIN files ON id = file_id "  # noqa: S608
            f"WHERE language IN ({','.join('?' * len(languages))}) ORDER BY file_id, seq",
            languages,
        )
        for row in rows:
            found.setdefault(row[0], []).append(Import._make(row[1:]))
        return found
    for path in paths:
        found[ids[path]] = [Import._make(row) for row in store.connection.execute(IMPORTS_OF, (ids[path],))]
    return found


def _definitions(store: Store, paths: Iterable[str], ids: Mapping[str, int]) -> dict[str, frozenset[str]]:
    """Top-level names of each file, exported or not, and the names of its exports."""
    found: dict[int, set[str]] = {}
    for statement in ("SELECT file_id, name FROM symbols WHERE qualname = name", "SELECT file_id, name FROM exports"):
        for file_id, name in store.connection.execute(statement):
            found.setdefault(file_id, set()).add(name)
    return {path: frozenset(found.get(ids[path], ())) for path in paths}


class _Uses(Mapping[str, frozenset[str]]):
    """Path → identifiers that occur in the file, read from the store when asked.

    Args:
        columns: the SQL expression of their text, a line each.
    """

    def __init__(self, store: Store, ids: Mapping[str, int], columns: str) -> None:
        self._store, self._ids = store, ids
        self._query = f"SELECT {columns} FROM uses WHERE file_id = ?"  # noqa: S608 - one of two constants

    def __getitem__(self, path: str) -> frozenset[str]:
        row = self._store.connection.execute(self._query, (self._ids[path],)).fetchone()
        return frozenset(filter(None, row[0].split("\n"))) if row else frozenset()

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def _placed(store: Store, file_id: int, links: list[Link]) -> list[Link]:
    """Gives links without a line (uses without an import) the line where the file first uses the name."""
    if all(link.line for link in links):
        return links
    query = "SELECT names || char(10) || members, lines FROM uses WHERE file_id = ?"
    row = store.connection.execute(query, (file_id,)).fetchone() or ("", "")
    lines = dict(zip(filter(None, row[0].split("\n")), map(int, row[1].split()), strict=False))
    return [link if link.line else link._replace(line=lines.get(link.name, 0)) for link in links]


def _write(store: Store, links: Iterable[tuple[str, list[Link]]], ids: Mapping[str, int], *, whole: bool) -> int:
    stored: dict[int, list[tuple[object, ...]]] = {}
    if whole and not store.fresh:
        for row in store.rows("SELECT * FROM links ORDER BY source_id, seq"):
            stored.setdefault(row[0], []).append(row)
    changed: dict[int, list[tuple[object, ...]]] = {}
    for path, found in links:
        rows: list[tuple[object, ...]] = [  # in the column order of schema.sql
            (ids[path], seq, *link[:3], ids.get(link.target), *link[4:]) for seq, link in enumerate(found)
        ]
        if not whole or rows != stored.get(ids[path], []):
            changed[ids[path]] = rows
    store.write_links(changed)
    return len(changed)
