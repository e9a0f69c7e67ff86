"""Where this workspace names the siblings of a new file, and the line to add there: barrels, packages, modules, routes, build lists.

Learned from the lines that name the siblings: the new line is one of theirs, written for the new file.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.workspace_paths import outwards, prefix_of
from ...naming import MAIN_STEMS, singular_words, stem_of
from ..roles.role_words import ends_in
from .import_lines import OPEN, Named, Place, Renaming, agreed, import_line, is_whole, placed, stands

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ....answers import Companion
    from ....indexer.index import Index

__all__ = ["registrations"]

STRUCTURAL = MAIN_STEMS | {"__main__", "package-info", "module-info", "conftest"}
KINDS = {
    "index": "barrel", "all": "barrel", "exports": "barrel", "__init__": "package",
    "mod": "module", "lib": "module", "main": "module", "module": "module",
    "url": "routes", "route": "routes", "router": "routes", "routing": "routes", "api": "routes", "schema": "registration",
    "admin": "registration", "registry": "registration", "register": "registration", "plugin": "registration", "provider": "registration",
    "bundle": "registration",
}  # fmt: skip
"""The last word of the stem of a file that names others by trade → what the naming is called; `ApiV1Controller` is no `api`."""
VERSION = re.compile(r"v|v?\d+")
SHARE, STRANGER_SHARE = 0.4, 0.8
"""Such a file names at least two fifths of the siblings; any other one nearly all of at least `MANY`."""
FEW, MANY, MOST_SIBLINGS, MOST = 2, 4, 60, 3
COUNTED = """SELECT source_id, count(DISTINCT target_id) FROM links
    WHERE target_id IN (SELECT value FROM json_each(?)) GROUP BY source_id"""
NAMING = """SELECT source_id, target_id, group_concat(line, ' '), group_concat(name || ' ' || alias, ' ') FROM links
    WHERE source_id IN (SELECT value FROM json_each(?)) AND target_id IN (SELECT value FROM json_each(?)) GROUP BY source_id, target_id"""
BY_NAMESPACE = frozenset({"C#"})
"""Languages whose imports name no file: a new one needs none where its like is in reach."""
IMPORTS = re.compile(
    r"(?:pub\b\S*\s+)?(?:import|export|from|use|using|mod|autoload|require\w*|include\w*|load|source|extern)\b|[#@](?:import|include|use|forward)\b"
    r"|.*\b(?:import|require)\s*\("
)
"""How a line begins, or what it has, that takes in another file; any other is code, and a registration only where it is one of several."""
NEAR = 1
"""The lines of a list stand so close."""
PATH = re.compile(r"""(["'])/(?:[:{<(][^"']*)?\1""")
"""A path of a route without a word: the group around it says what it is for."""


def registrations(index: Index, path: str, groups: Sequence[Sequence[str]], role: tuple[str, ...]) -> list[Companion]:
    """Files that name the siblings of a new file (`groups`: those of its folder, those of its role), with the line to add."""
    found: dict[str, Companion] = {}
    for group in groups:
        siblings = [other for other in group if stem_of(other).stem not in STRUCTURAL and other != path][:MOST_SIBLINGS]
        for source, places in sorted(_namers(index, siblings).items()):
            if source in found or source in siblings or index.files[source].language in BY_NAMESPACE:
                continue
            if companion := _by_import(index, source, places, path, role):
                found[source] = companion
        for source in lists_above(index, path, role):
            if source not in found and (companion := by_text(index, source, siblings, path, role)):
                found[source] = companion
    return list(found.values())[:MOST]


def _namers(index: Index, siblings: Sequence[str]) -> dict[str, list[Place]]:
    """File → where it imports siblings, each once; only files that import enough of them."""
    ids = {index.files[path].id: path for path in siblings}
    counted = index.rows(COUNTED, (json.dumps([*ids]),))
    sources = [source for source, named in counted if _names_most(index.paths[source], named, len(ids))]
    rows = index.rows(NAMING, (json.dumps(sources), json.dumps([*ids])))
    found: dict[str, list[Place]] = {}
    for source, target, lines, names in rows:
        file = index.files[index.paths[source]]
        here = file.zone == "product" or file.zone == index.files[ids[target]].zone == "example"
        if here and ids[target] != file.path:
            known = tuple(dict.fromkeys(name for name in names.split() if name != "*"))
            numbers = tuple(sorted(set(map(int, lines.split()))))
            found.setdefault(file.path, []).append(Place(ids[target], numbers, known))
    return {source: sorted(places) for source, places in found.items()}


def _names_most(source: str, named: int, siblings: int) -> bool:
    """So many of the siblings are named as a registry of them names."""
    return named >= (max(FEW, SHARE * siblings) if _kind(source) else max(MANY, STRANGER_SHARE * siblings))


def _kind(path: str) -> str:
    stem = stem_of(path).stem
    words = [word for word in singular_words(stem) if word not in STRUCTURAL and not VERSION.fullmatch(word)]
    return KINDS.get(stem) or KINDS.get(words[-1] if words else "", "")


def _by_import(
    index: Index, source: str, places: Sequence[Place], path: str, role: tuple[str, ...]
) -> Companion | None:
    """The import for the new file as those of its siblings are, and the line that uses what it imports."""
    lines, kind, (folder, stem, _) = index.lines(source), _kind(source), stem_of(path)
    ways = {place: Renaming(stem_of(place.sibling).stem, stem, role, stem_of(source).extension) for place in places}
    taken = Counter(line for place in places for line in place.lines)
    found = [
        named
        for place, way in ways.items()
        for line in place.lines
        if (named := import_line(lines, line, place, way, shared=taken[line] > 1))
    ]
    uses = agreed(_uses(index, source, ways), stem)
    for named, text in agreed(found, stem):
        written = placed(text, lines[named.number - 1], stem_of(named.sibling).folder, folder)
        if written is None or not (IMPORTS.match(text) or _is_listed(named, text, found)):
            continue
        if OPEN in written and not _binds(source, path):
            continue  # of a file that only uses its neighbours nobody knows whether it will use this one
        if stands(lines, written, stem):
            return None
        told = kind or "registration"
        companion: Companion = {"kind": told, "path": source, "exists": True, "line": written, "after": named.number}
        own = [(use.number, line) for use, line in uses if use.sibling == named.sibling]
        if own:
            after, line = min(own)
            companion["also"] = {"line": line, "after": after}
        elif kind == "barrel" and written.startswith("import "):
            continue  # `export { a } from` hands on what there is; an import takes what code of its own needs
        return companion
    return None


def _is_listed(own: Named, written: str, named: Sequence[Named]) -> bool:
    """Another sibling has its line near by: code that only names this one says something of it alone."""
    near = (item for item in named if item.sibling != own.sibling and abs(item.number - own.number) <= NEAR)
    return PATH.search(written) is None and any(written in item.forms for item in near)


def _binds(source: str, path: str) -> bool:
    """Whether a file names others by trade; a module (`lib.rs`) those below it, and of another module's it uses some."""
    kind, folder = _kind(source), source.rpartition("/")[0]
    return bool(kind) and (kind != "module" or path.startswith(prefix_of(folder)))


def _uses(index: Index, source: str, ways: Mapping[Place, Renaming]) -> list[Named]:
    """The lines below the imports that use what these import of the siblings: each whole, of one that several share what to add to it."""
    lines = index.lines(source)
    found = [
        (place, name, number)
        for place, way in ways.items()
        for name, used in index.places(source, place.names).items()
        if way.names(name)
        for number in sorted({*used.bare, *used.attribute})
        if place.lines[-1] < number <= len(lines)
    ]
    shared = Counter(number for number, _ in {(number, place) for place, _, number in found})
    named = []
    for place, name, number in found:
        text = lines[number - 1].strip()
        form = ways[place].apply(name if shared[number] > 1 else text)
        named.append(Named(place.sibling, number, "", (form,) if is_whole(form) else ()))
    return named


# ---- Lists that name their files by text, at a folder above: build lists, routes, tables of contents

LISTS = frozenset({
    "Makefile", "GNUmakefile", "Makefile.am", "CMakeLists.txt", "meson.build", "BUILD", "BUILD.bazel", "SConscript", "config/routes.rb",
    "mkdocs.yml", "index.rst", "angular.json", "config/bundles.php", "config/app.php",
})  # fmt: skip
"""Files, at a folder above, that name others by text."""
LIST_SHARE, LARGEST_LIST = 0.6, 400_000
OPENS = re.compile(r"\bdo\b.*$|\{$")
"""The end of a line that opens a block."""
OF_ROUTES, ROUTED = "config/routes.rb", frozenset({"controller", "api", "endpoint", "handler", "resource"})
"""A list of routes by the names of resources, which files of any other role bear as well."""
BUILT = {".c": (".o", ".lo", ".obj", ".c"), ".cc": (".o", ".cc"), ".cpp": (".o", ".cpp"), ".cxx": (".o", ".cxx")}
"""Extension → the endings under which a build list names such a file."""
FILE = re.compile(r"\w\.\w")
"""A file name with its ending: a line of several is none for one."""
COMMENT = re.compile(r"\s*(?:#|//)")


def lists_above(index: Index, path: str, role: tuple[str, ...]) -> Iterator[str]:
    """Lists by text at the folders above that may name a file of the role, the nearest first."""
    for folder in outwards(path.rpartition("/")[0]):
        for name in sorted(LISTS):
            candidate = f"{folder}/{name}".lstrip("/")
            if name == OF_ROUTES and role[-1:] and role[-1] not in ROUTED:
                continue
            if candidate in index.files and index.files[candidate].size <= LARGEST_LIST:
                yield candidate


def by_text(index: Index, source: str, siblings: Sequence[str], path: str, role: tuple[str, ...]) -> Companion | None:
    """A list whose lines name most siblings by file name, each in one of its own: the line for the new one."""
    lines = ["" if COMMENT.match(line) else line for line in index.lines(source)]
    extension = stem_of(path).extension
    where = _named_lines(lines, siblings, role, [re.escape(ending) for ending in BUILT.get(extension, (extension,))])
    if len(where) < LIST_SHARE * len(siblings):
        where = _named_lines(lines, siblings, role, [])
    if len(where) < max(MANY, LIST_SHARE * len(siblings)):
        return None
    stem, counts = stem_of(path).stem, Counter(where.values())
    named = []
    for sibling, line in where.items():
        text = OPENS.sub("", lines[line - 1].strip()).rstrip()
        written = Renaming(stem_of(sibling).stem, stem, role).apply(text)
        if counts[line] == 1 and len(FILE.findall(text)) < 2 and written != text and is_whole(written):
            named.append(Named(sibling, line, "", (written,)))
    for found, written in agreed(named, stem, least=1)[:1]:
        if not any(line.strip() == written for line in lines):
            return {"kind": "list", "path": source, "exists": True, "line": written, "after": found.number}
    return None


def _named_lines(
    lines: Sequence[str], siblings: Sequence[str], role: tuple[str, ...], endings: Sequence[str]
) -> Mapping[str, int]:
    """Sibling → the first line that names its file with one of the endings (patterns; none for the bare name)."""
    wanted: dict[str, str] = {}
    for sibling in siblings:
        stem = stem_of(sibling).stem
        wanted.setdefault(stem, sibling)
        if role and ends_in(singular_words(stem), role):
            short = re.split(r"[._-]", stem)
            wanted.setdefault("_".join(short[: -len(role)]) or stem, sibling)
    pattern = re.compile(rf"([\w-]+)(?:{'|'.join(endings)})\b" if endings else r"([\w-]+)")
    found: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        for match in pattern.finditer(line):
            if match[1] in wanted:
                found.setdefault(wanted[match[1]], number)
    return found
