"""Where a file that does not exist yet is expected already: imports that lead nowhere."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ....indexer.gathering import words
from ...naming import flat
from ...per_index import per_index

if TYPE_CHECKING:
    from ....indexer.index import Index, IndexedLink

__all__ = ["Expected", "expected_places"]

ENDING = re.compile(r"\.(?:[cm]?[jt]sx?|vue|svelte|py|rb|php|h|hpp|hh|c|cc|cpp|css|scss|json)$")
ALIAS_MARKS = frozenset("@~#$")
"""What the aliases of bundlers and of TypeScript begin with: no folder of that name is meant."""
NAMING = re.compile(r"[\w@~#$.:/\\+-]+")
"""What can name a file: an expression (`require(['load/page'])`) names none."""
SEPARATORS = re.compile(r"[./\\]|::")
SMALL = frozenset({"Python", "Rust"})
"""Languages whose files begin small: what begins with a capital is a type inside of one."""

MODULE_ROOTS, CRATE_FOLDERS = words("lib main mod"), words("bin tests examples benches")
"""Rust files whose modules lie beside them, by their own name and by that of their folder."""


class Expected(NamedTuple):
    """A folder where an import expects the file, the stem as written there, and the import."""

    folder: str
    stem: str
    source: str
    line: int


def expected_places(index: Index, names: Sequence[str], languages: frozenset[str]) -> list[Expected]:
    """Imports of a missing file by one of the flat `names`, by path and line."""
    found = [place for name in set(names) for place in _by_stem(index, languages).get(name, ())]
    return sorted(found, key=lambda item: (item.source, item.line, item.folder))


@per_index
def _by_stem(index: Index, languages: frozenset[str]) -> dict[str, list[Expected]]:
    """Flat stem → where imports that lead nowhere expect a file of it."""
    folders, local = _module_folders(index, languages), _local_roots(index)
    found: dict[str, list[Expected]] = {}
    dangling = (*index.unresolved(), *(link for link in index.external_links() if not link.stdlib))
    for link in dangling:
        if link.external and _root(link.specifier) not in local:
            continue
        if index.files[link.source].language not in languages and not link.specifier.startswith("."):
            continue
        for folder, stem in _places(index, link, folders):
            if not (stem == link.name and stem[:1].isupper() and index.files[link.source].language in SMALL):
                found.setdefault(flat(stem), []).append(Expected(folder, stem, link.source, link.line))
    return found


@per_index
def _local_roots(index: Index) -> frozenset[str]:
    """What imports begin with that lead to files of the workspace: what none of them begins with comes from elsewhere."""
    rows = index.rows("SELECT DISTINCT specifier FROM links WHERE target_id IS NOT NULL")
    return frozenset(_root(specifier) for (specifier,) in rows)


def _root(specifier: str) -> str:
    """The first word of an import; of a Go module at a host (`github.com/owner/name/...`) what names the repository."""
    first, *rest = specifier.split("/")
    return (
        "/".join([first, *rest[:2]]) if rest and "." in first.strip(".") else SEPARATORS.split(specifier, maxsplit=1)[0]
    )


def _places(index: Index, link: IndexedLink, folders: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Folders and stems that an import could mean."""
    specifier = link.specifier.strip("\"'<>")
    if not NAMING.fullmatch(specifier):
        return
    if specifier[:1] in ALIAS_MARKS:
        yield from _aliased(index, link.source, specifier)
    elif specifier.startswith((".", "/")) and "/" in specifier:
        yield from _by_path(link.source, specifier)
    elif specifier.startswith("."):
        yield from _by_dots(link, specifier)
    else:
        yield from _by_name(index, link, specifier, folders)


def _by_path(source: str, specifier: str) -> Iterator[tuple[str, str]]:
    """`./a/b`: from the folder of the file that imports."""
    path = posixpath.normpath(posixpath.join(source.rpartition("/")[0], specifier))
    if not path.startswith(".."):
        folder, _, name = ENDING.sub("", path).rpartition("/")
        yield folder, name


def _by_dots(link: IndexedLink, specifier: str) -> Iterator[tuple[str, str]]:
    """`..a.b`, as Python says it: each dot but the first is a folder up."""
    dots = len(specifier) - len(specifier.lstrip("."))
    base = link.source
    for _ in range(dots):
        base = base.rpartition("/")[0]
    inner = specifier[dots:].replace(".", "/")
    path = posixpath.join(base, inner) if inner else base
    yield path.rpartition("/")[0], path.rpartition("/")[2]
    if link.name:
        yield path, link.name


def _by_name(
    index: Index, link: IndexedLink, specifier: str, folders: dict[str, list[str]]
) -> Iterator[tuple[str, str]]:
    """`a.b.c`, `a/b`: below the folder that is known by the longest beginning of it, else beside the file that imports."""
    here = link.source.rpartition("/")[0]
    parts = [part for part in SEPARATORS.split(ENDING.sub("", specifier)) if part]
    known = (cut for cut in range(len(parts), 0, -1) if ".".join(parts[:cut]) in folders)
    cut = next(known, 0)
    if cut:
        folder, rest = _nearest(folders[".".join(parts[:cut])], here), parts[cut:]
        if rest:
            yield "/".join([folder, *rest[:-1]]), rest[-1]
        if link.name not in {"", "*"}:
            yield "/".join([folder, *rest]), link.name
    elif "/" in specifier and parts[0] in _alias_folders(index):
        yield from _aliased(index, link.source, specifier)
    elif len(parts) == 1 and link.source.endswith(".rs"):
        yield _of_modules(link.source), parts[0]
    elif len(parts) == 1 or ("/" in specifier and "/" not in _root(specifier)):  # no package at a host
        folder = posixpath.normpath(posixpath.join(here, posixpath.dirname(specifier)))
        yield ("" if folder == "." else folder), parts[-1] if parts else ""


def _of_modules(source: str) -> str:
    """Where the modules of a Rust file lie: beside a crate's root, its build script and `mod.rs`, else in the folder called as the file."""
    folder, _, name = source.removesuffix(".rs").rpartition("/")
    is_root = name in MODULE_ROOTS or (name == "build" and "src" not in folder.split("/"))
    return folder if is_root or folder.rpartition("/")[2] in CRATE_FOLDERS else f"{folder}/{name}"


def _nearest(folders: Sequence[str], here: str) -> str:
    """Of folders that a name could mean the one that has most of its path in common with the import's: each package of a
    monorepo has its `Listener`."""
    parts = here.split("/")
    common = {folder: len(posixpath.commonprefix([folder.split("/"), parts])) for folder in folders}
    return max(folders, key=lambda folder: common[folder])


def _aliased(index: Index, source: str, specifier: str) -> Iterator[tuple[str, str]]:
    """Where an alias leads in other imports: of several packages that have it the one that the import stands in."""
    alias, _, rest = ENDING.sub("", specifier).partition("/")
    bases = _alias_folders(index).get(alias, Counter())
    if rest and bases:
        near = min(bases, key=lambda base: (-len(posixpath.commonprefix([base, source])), -bases[base], base))
        path = posixpath.join(near, rest)
        yield path.rpartition("/")[0], path.rpartition("/")[2]


@per_index
def _alias_folders(index: Index) -> dict[str, Counter[str]]:
    """First part of an import by alias (`@`, `~`, `#shared`, `$lib`) → the folders that imports through it lead to, counted."""
    found: dict[str, Counter[str]] = {}
    query = (
        "SELECT DISTINCT specifier, path FROM links JOIN files ON files.id = target_id WHERE specifier GLOB '[^.]*/*'"
    )
    for specifier, path in index.rows(query):
        alias, _, rest = ENDING.sub("", specifier).partition("/")
        bare = ENDING.sub("", path).removesuffix("/index")
        if rest and bare.endswith(f"/{rest}"):
            found.setdefault(alias, Counter())[bare[: -len(rest) - 1]] += 1
    return found


@per_index
def _module_folders(index: Index, languages: frozenset[str]) -> dict[str, list[str]]:
    """Declared package, or dotted folder path below a source root → its folders; a declared one's are meant alone, and among them
    those of tests only where it has no others."""
    declared: dict[str, dict[str, bool]] = {}
    found: dict[str, dict[str, bool]] = {}
    for path, file in index.files.items():
        if file.language not in languages or file.zone in {"generated", "vendored", "fixture"}:
            continue
        folder, is_test = path.rpartition("/")[0], file.zone == "test"
        if file.module:
            name = file.module.replace("\\", ".").replace("::", ".")
            declared.setdefault(name, {}).setdefault(folder, is_test)
        parts = folder.split("/")
        for start in range(len(parts)):
            found.setdefault(".".join(parts[start:]), {})[folder] = False
    whole = found | declared
    return {
        name: [folder for folder, is_test in folders.items() if not is_test] or [*folders]
        for name, folders in whole.items()
    }
