"""Does something of this name, or of nearly this name, exist already? Files, functions, classes, components, routes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from ..lists import cut
from ..per_index import per_index
from .flat_names import FlatNames
from .name_forms import OTHER_ROLE, TOLD_BY_DOC, is_idiom, is_told_by, likeness, may_be_told, name_form, normal_route

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from ...answers import Duplicate, Duplicates
    from ...indexer.index import File, Index
    from .name_forms import NameForm

__all__ = ["by_name"]

CLASSES: Final = frozenset(["class", "interface", "enum", "struct", "trait", "type", "object"])
KINDS: Final[dict[str, frozenset[str]]] = {
    "function": frozenset(["function", "method", "macro"]),
    "class": CLASSES,
    "component": frozenset(["component", "class", "function"]),
    "any": frozenset(["function", "method", "macro", "component", "module"]) | CLASSES,
}
NAMED_OTHERWISE: Final = frozenset(["function", "class", "variable", "constant", "component", "macro"])
"""Kinds that count beside the one asked for where the name is the same: a class `cached_property` is in a function's way."""

OTHER_KIND: Final = 0.95
OTHER_ENDING: Final = 0.6
SAME: Final = 0.97

COMPONENT_FILES: Final = frozenset([".vue", ".svelte", ".tsx", ".jsx", ".astro"])
ZONES: Final = {
    "product": 1.0,
    "example": 0.7,
    "docs": 0.6,
    "test": 0.7,
    "fixture": 0.6,
    "generated": 0.6,
    "vendored": 0.6,
}

REUSE = 0.9
"""From this score on a match is the thing itself: stop, and use that."""

LOWEST = 0.55
"""Rows below this say nothing to a person: the name of a local in a test, or a few words in common with a method."""

CROWD = 4
"""A name that so many places define is a role that each of them plays, not one thing to reuse."""

ONE_OF_CROWD = 0.8
"""A convention tells how to name one's own: it is shown, below what is the thing itself."""

MEMBER = 0.8
MEMBER_OF_OTHER_ROLE = 0.6
"""A class `ConnectionManager` is not the attribute `connection` of many."""

MOST_NAMES = 50


class _Candidate(NamedTuple):
    path: str
    start_line: int
    end_line: int
    name: str
    kind: str
    likeness: float
    score: float
    reusable: bool
    crowd: int = 0


def by_name(index: Index, name: str, kind: str, limit: int) -> Duplicates:
    """What exists under a name or under one that means the same, likeliest first.

    Args:
        name: of what is about to be created; for files with or without folder and ending, for routes with or without method.
        kind: `file | function | class | component | route | endpoint | any`.
        limit: most rows; 0 for all.
    """
    found = [item for item in _without_crowds(list(_candidates(index, name.strip(), kind))) if item.score >= LOWEST]
    users = _users(index, [item for item in found if item.score >= REUSE])
    found.sort(
        key=lambda item: (-item.score, -users.get((item.path, item.name), 0), item.path, item.start_line, item.name)
    )
    rows, truncated = cut(found, limit)
    answer: Duplicates = {
        "found_duplicates": any(item.reusable and item.score >= REUSE for item in found),
        "duplicates": [_row(item) for item in rows],
        "checking": name,
        "type": kind,
        "total": len(found),
        "truncated": truncated,
    }
    if note := _conventions(found):
        answer["coverage"] = note
    return answer


def _users(index: Index, found: Sequence[_Candidate]) -> dict[tuple[str, str], int]:
    """(Path, name) → how many files import it: of things as likely, the one that most use."""
    names = {item.name for item in found}
    if len(names) > MOST_NAMES or len(found) < 2:
        return {}
    targets = sorted({index.files[item.path].id for item in found})
    query = (
        "SELECT target_id, name, count(DISTINCT source_id) FROM links WHERE target_id IN (SELECT value FROM json_each(?)) "
        "AND name IN (SELECT value FROM json_each(?)) GROUP BY 1, 2"
    )
    rows = index.rows(query, (json.dumps(targets), json.dumps(sorted(names))))
    return {(index.paths[target], name): count for target, name, count in rows}


def _candidates(index: Index, name: str, kind: str) -> Iterator[_Candidate]:
    if kind in {"route", "endpoint"} or (kind == "any" and "/" in name and " " in name.strip("/")):
        yield from _routes(index, name)
        return
    stem, ending = _parts(name) if kind == "file" or "/" in name else (name, "")
    asked = name_form(stem)
    if kind in {"file", "any", "component"}:
        yield from _files(index, asked, kind, ending)
    if kind != "file":
        yield from _symbols(index, asked, kind)


def _parts(path: str) -> tuple[str, str]:
    """File name without its ending, and the ending with its dot: `a/user.service.ts` → `user.service`, `.ts`."""
    stem, dot, ending = path.rpartition("/")[2].rpartition(".")
    return (stem, f".{ending}") if dot and stem else (ending, "")


# ---- files


def _files(index: Index, asked: NameForm, kind: str, ending: str) -> Iterator[_Candidate]:
    stems, paths_of = _stems(index)
    forms = {stem: name_form(stem) for stem in stems.near(asked)}
    likely = {stem: like for stem, other in forms.items() if (like := likeness(asked, other)) >= LOWEST}
    for path, name in sorted((path, stem) for stem in likely for path in paths_of[stem]):
        other, like = forms[name], likely[name]
        extension = _parts(path)[1]
        file = index.files[path]
        if (kind == "component" and extension not in COMPONENT_FILES) or (kind == "any" and not file.parsed):
            continue
        like *= _fit_of_endings(ending, extension, file)
        if like >= LOWEST:
            reusable = file.zone == "product" and not is_idiom(other)
            shown = "component" if kind == "component" else "file"
            yield _Candidate(
                path, 1, max(1, file.lines), path.rpartition("/")[2], shown, like, like * ZONES[file.zone], reusable
            )


def _fit_of_endings(asked: str, other: str, file: File) -> float:
    """Less than 1 for a text or a template where code is asked for."""
    return 1.0 if not asked or asked == other or file.parsed else OTHER_ENDING


@per_index
def _stems(index: Index) -> tuple[FlatNames, Mapping[str, list[str]]]:
    """The names of all files without their endings, and the files of each."""
    paths: dict[str, list[str]] = {}
    for path in index.files:
        paths.setdefault(_parts(path)[0], []).append(path)
    return FlatNames(paths), paths


@per_index
def _symbol_names(index: Index) -> FlatNames:
    return FlatNames(name for (name,) in index.rows("SELECT DISTINCT name FROM symbols"))


# ---- symbols


def _symbols(index: Index, asked: NameForm, kind: str) -> Iterator[_Candidate]:
    kinds = KINDS[kind]
    forms = {name: name_form(name) for name in _symbol_names(index).near(asked)}
    likely = {name: like for name, other in forms.items() if (like := likeness(asked, other)) >= LOWEST}
    documented = _documented_names(index)
    others = documented.intersection(forms).difference(likely)
    told = {name for name in others if may_be_told(asked, forms[name])}
    for name, rows in sorted(_definitions(index, {*likely, *told}).items()):
        for file_id, qualname, symbol_kind, start, end, exported, doc in rows:
            file = index.files[index.paths[file_id]]
            if name in told:
                if qualname == name and exported and symbol_kind in kinds and is_told_by(asked, forms[name], doc):
                    yield _symbol(file, name, symbol_kind, start, end, TOLD_BY_DOC, exported=True, idiom=True)
            elif fit := _fit(kind, symbol_kind, qualname, file, name, likely[name]):
                is_public, idiom = bool(exported), is_idiom(forms[name])
                item = _symbol(file, qualname, symbol_kind, start, end, likely[name], exported=is_public, idiom=idiom)
                yield item._replace(score=item.score * fit)


@per_index
def _documented_names(index: Index) -> frozenset[str]:
    """The names of the workspace's own public definitions that a documentation says more of."""
    query = (
        "SELECT DISTINCT name FROM symbols JOIN files ON files.id = file_id "
        "WHERE exported AND doc <> '' AND qualname = name AND zone = 'product'"
    )
    return frozenset(name for (name,) in index.rows(query))


def _definitions(index: Index, names: Iterable[str]) -> Mapping[str, list[tuple[Any, ...]]]:
    """Name → the rows of its definitions in the order of the index, of all names in one query."""
    found: dict[str, list[tuple[Any, ...]]] = {name: [] for name in names}
    query = (
        "SELECT name, file_id, qualname, kind, start_line, end_line, exported, doc FROM symbols "
        "WHERE name IN (SELECT value FROM json_each(?)) ORDER BY id"
    )
    for name, *row in index.rows(query, (json.dumps(sorted(found)),)):
        found[name].append(tuple(row))
    return found


def _fit(asked: str, kind: str, qualname: str, file: File, name: str, like: float) -> float:
    """1 for a definition of the kind asked for, less for another one of the very name, 0 for what is neither."""
    if "." in qualname and kind not in KINDS[asked]:
        return 0.0
    if kind in KINDS[asked]:
        is_other = asked == "component" and kind != "component" and not _holds_components(file, name)
        return 0.0 if is_other else 1.0
    return OTHER_KIND if like >= SAME and kind in NAMED_OTHERWISE and asked != "component" else 0.0


def _symbol(
    file: File,
    qualname: str,
    kind: str,
    start: int,
    end: int,
    like: float,
    *,
    exported: bool,
    idiom: bool,
) -> _Candidate:
    member = kind == "method" or "." in qualname
    place = 1.0 if not member else MEMBER_OF_OTHER_ROLE if like == OTHER_ROLE else MEMBER
    score = like * ZONES[file.zone] * place * (1.0 if exported else 0.95)
    reusable = file.zone == "product" and exported and not member and not idiom
    return _Candidate(file.path, start, end, qualname, kind, like, score, reusable)


def _holds_components(file: File, name: str) -> bool:
    return _parts(file.path)[1] in COMPONENT_FILES and name[:1].isupper()


# ---- routes


def _routes(index: Index, name: str) -> Iterator[_Candidate]:
    from ..workspace.routes import read_routes

    method, path = normal_route(name)
    for route in read_routes(index):
        other_method, other_path = normal_route(f"{route.method} {route.path}")
        if other_path != path:
            continue
        same = not method or not other_method or method == other_method
        like = 1.0 if same else 0.6
        yield _Candidate(
            route.file, route.line, route.line, f"{route.method} {route.path}", "route", like, like, reusable=same
        )


# ---- shared


def _without_crowds(found: list[_Candidate]) -> list[_Candidate]:
    """Names that many places define lose their claim to be reused, and points with it."""
    holders: dict[tuple[str, str], set[str]] = {}
    for item in found:
        holders.setdefault((_own_name(item), item.kind), set()).add(item.path)
    return [_in_crowd(item, len(holders[_own_name(item), item.kind])) for item in found]


def _own_name(item: _Candidate) -> str:
    """A symbol's last name, a file's name as it is."""
    return item.name if item.name == item.path.rpartition("/")[2] else item.name.rpartition(".")[2]


def _in_crowd(item: _Candidate, holders: int) -> _Candidate:
    if item.kind == "route" or holders < CROWD:
        return item
    return item._replace(reusable=False, score=item.score * ONE_OF_CROWD, crowd=holders)


def _conventions(found: list[_Candidate]) -> str:
    """What the reader has to know of names that many places define: the largest such crowd of the very name."""
    crowds = [item for item in found if item.crowd and item.likeness >= SAME]
    if not crowds:
        return ""
    most = max(crowds, key=lambda item: item.crowd)
    name = most.name.rpartition(".")[2] if most.kind != "file" else most.name
    what = "files have this name" if most.kind == "file" else f"files define a {most.kind} {name}"
    return f"{most.crowd} {what}: a convention, of which each place has its own, not one thing to reuse"


def _row(item: _Candidate) -> Duplicate:
    return {
        "path": item.path,
        "start_line": item.start_line,
        "end_line": item.end_line,
        "name": item.name,
        "kind": item.kind,
        "match": "same-name" if item.likeness >= SAME else "near-name",
        "score": round(item.score, 3),
        "of": None,
        "hint": _hint(item),
    }


def _hint(item: _Candidate) -> str:
    if item.reusable and item.score >= REUSE:
        return f"exists already: use {item.name} of {item.path}:{item.start_line}"
    if item.kind == "route":
        return f"the path is taken by another method at {item.path}:{item.start_line}"
    if item.crowd:
        return f"one of {item.crowd} of this name: see how {item.path}:{item.start_line} does it"
    return f"see whether {item.path}:{item.start_line} does it already"
