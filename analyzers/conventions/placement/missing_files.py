"""Where a file that does not exist yet is expected already: imports that lead nowhere, and names that nothing defines."""

from __future__ import annotations

import math
import posixpath
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ....indexer.classify.zones import zone
from ....indexer.languages.families import TYPES_NAME_FILES
from ...naming import flat, in_style, singular_words, split_words
from ...per_index import per_index
from ..new_file.subject import Candidate
from ..roles.role_words import role_words

if TYPE_CHECKING:
    from ....answers import Evidence
    from ....indexer.index import Index, IndexedLink
    from ..new_file.subject import Subject
    from ..roles.roles import WorkspaceFiles
    from .weights import Weights

__all__ = ["by_expectation", "by_users", "carries_role", "users_of"]

SOURCE_SET = re.compile(r"(?:.*/)?src/([A-Za-z]\w*)/(?:java|kotlin|scala|groovy)/")
MAIN_SETS = frozenset({"main", "commonMain"})
"""The source sets of every build; that of a multiplatform module is for all its platforms."""
FOREIGN = frozenset({"vendored", "generated"})
"""Zones of what nobody writes here, whose imports wait for nothing."""
ENDING = re.compile(r"\.(?:[cm]?[jt]sx?|vue|svelte|py|rb|php|h|hpp|hh|c|cc|cpp|css|scss|json)$")
ALIAS_MARKS = frozenset("@~#$")
"""What the aliases of bundlers and of TypeScript begin with: no folder of that name is meant."""
NAMING = re.compile(r"[\w@~#$.:/\\+-]+")
"""What can name a file: an expression (`require(['load/page'])`) names none."""
SEPARATORS = re.compile(r"[./\\]|::")
SMALL = frozenset({"Python", "Rust"})
"""Languages whose files begin small: what begins with a capital is a type inside of one."""


class Expected(NamedTuple):
    """A folder where an import expects the file, the stem as written there, and the import."""

    folder: str
    stem: str
    evidence: Evidence


def _expected_places(index: Index, names: Sequence[str], languages: frozenset[str]) -> list[Expected]:
    """Imports of a missing file by one of the flat `names`, by path and line."""
    by_stem = _expected(index)
    if languages not in by_stem:
        by_stem[languages] = _by_stem(index, languages)
    found = [place for name in set(names) for place in by_stem[languages].get(name, ())]
    return sorted(found, key=lambda item: (item.evidence["path"], item.evidence.get("line", 0), item.folder))


@per_index
def _expected(_: Index) -> dict[frozenset[str], dict[str, list[Expected]]]:
    return {}


def _by_stem(index: Index, languages: frozenset[str]) -> dict[str, list[Expected]]:
    """Flat stem → where imports that lead nowhere expect a file of it."""
    folders, local = _module_folders(index, languages), _local_roots(index)
    found: dict[str, list[Expected]] = {}
    for link in _dangling(index):
        if link.external and _root(link.specifier) not in local:
            continue
        if index.files[link.source].language not in languages and not link.specifier.startswith("."):
            continue
        for folder, stem in _places(index, link, folders):
            place = Expected(folder, stem, {"path": link.source, "line": link.line})
            if not (stem == link.name and stem[:1].isupper() and index.files[link.source].language in SMALL):
                found.setdefault(flat(stem), []).append(place)
    return found


def _undefined_users(index: Index, words: Sequence[str]) -> list[str]:
    """Files that use the name as an identifier, where nothing in the workspace defines it, sorted."""
    found: set[str] = set()
    for style in ("PascalCase", "camelCase", "snake_case"):
        name = in_style(words, style)
        if len(name) > 3 and not index.symbols(name=name):
            found.update(index.files_using(name))
    return sorted(found)


def _dangling(index: Index) -> Iterator[IndexedLink]:
    yield from index.unresolved()
    yield from (link for link in index.external_links() if not link.stdlib)


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
        yield from _by_name(link, specifier, folders)


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


def _by_name(link: IndexedLink, specifier: str, folders: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
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
    elif len(parts) == 1 or "/" in specifier:
        folder = posixpath.normpath(posixpath.join(here, posixpath.dirname(specifier)))
        yield ("" if folder == "." else folder), parts[-1] if parts else ""


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
        "SELECT DISTINCT specifier, path FROM links JOIN files ON files.id = target_id WHERE specifier GLOB '[@~#$]*'"
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


# ---- What waits for the file that is asked for counts for a folder


def carries_role(files: WorkspaceFiles, subject: Subject) -> bool:
    """Most files of the role say it in their names, or will: who imports or uses a `Pet` does not wait for the `PetController`."""
    if subject.is_test or subject.is_module:
        return False
    hows = [item.how == "affix" for item in files.of_role(subject.role)]
    return sum(hows) > len(hows) / 2 if hows else subject.languages <= TYPES_NAME_FILES


def users_of(index: Index, subject: Subject, *, carried: bool) -> list[str]:
    """Product files that use the name although nothing defines it; a test is used by none."""
    if subject.is_test:
        return []
    words = subject.words if subject.is_module else (*subject.words, *split_words(subject.role))
    users = _undefined_users(index, words) or ([] if carried else _undefined_users(index, subject.words))
    return [path for path in users if index.files[path].zone != "test"]


def by_users(found: Mapping[str, Candidate], users: Sequence[str], weights: Weights) -> None:
    """Folders whose files wait for the name: neighbours of what is missing."""
    for folder, count in Counter(path.rpartition("/")[0] for path in users).items():
        if folder in found:
            found[folder].add(
                weights.users * math.log2(1 + count), f"{count} of its files use the name, which nothing defines yet"
            )


def by_expectation(
    index: Index, found: dict[str, Candidate], subject: Subject, weights: Weights, *, carried: bool
) -> list[str]:
    """Folders that an import of the missing file names; returns the files with such imports."""
    role = role_words(subject.role)
    name, with_role = flat("".join(subject.words)), flat("".join((*subject.words, *split_words(subject.role))))
    marked = [f"test{name}", f"{name}test", f"{name}tests", f"{name}spec"] if subject.is_test else [with_role]
    places = [
        expected
        for expected in _expected_places(index, [name, *marked], subject.languages)
        if (there := zone(f"{expected.folder}/{expected.stem}")) not in FOREIGN
        and (
            flat(expected.stem) in marked
            or (there == "test" if subject.is_test else not carried or _called(expected, role))
        )
        and index.files[expected.evidence["path"]].zone not in FOREIGN
    ]
    for expected in places:
        folder = _in_main_set(expected, found)
        candidate = found.setdefault(folder, Candidate(folder))
        first = not candidate.stem
        candidate.stem = candidate.stem or expected.stem
        place = f"{expected.evidence['path']}:{expected.evidence.get('line', 1)}"
        candidate.add(weights.expected if first else 0.3, f"{place} imports it from there already" if first else "")
    return [expected.evidence["path"] for expected in places]


def _called(expected: Expected, role: tuple[str, ...]) -> bool:
    """The folder, or one above, is called as the role, so that the name need not say it."""
    return role in map(singular_words, expected.folder.split("/"))


def _in_main_set(expected: Expected, known: Container[str]) -> str:
    """The folder in the main source set (`commonMain`) where the import is in another set than it, and the package is there too."""
    folder, match = expected.folder, SOURCE_SET.match(f"{expected.folder}/")
    importing = SOURCE_SET.match(expected.evidence["path"])
    if match is None or "test" in match[1].lower() or (importing and importing[1] == match[1]):
        return folder
    mains = (f"{folder[: match.start(1)]}{name}{folder[match.end(1) :]}" for name in sorted(MAIN_SETS))
    return next((main for main in mains if main in known), folder)
