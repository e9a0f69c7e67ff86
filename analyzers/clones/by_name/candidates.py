"""What has a name, or nearly it: files, functions, classes, components and routes, with how likely each is the thing asked for."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from ...per_index import per_index
from .candidate import ANGULAR, COMPONENT_FILES, LOWEST, SAME, ZONES, Candidate, parts
from .files import AskedFile, asked_file, named_files
from .flat_names import FlatNames
from .forms import OTHER_ROLE, TOLD_BY_DOC, is_told_by, likeness, may_be_told, name_form
from .idioms import CLASSES, is_idiom
from .routes import named_routes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from ....indexer.index import File, Index
    from .forms import NameForm

__all__ = ["candidates"]

KINDS: Final[dict[str, frozenset[str]]] = {
    "function": frozenset(["function", "method", "macro"]),
    "class": CLASSES,
    "component": frozenset(["component", "class", "function"]),
    "any": frozenset(["function", "method", "macro", "component", "module"]) | CLASSES,
}
NAMED_OTHERWISE: Final = frozenset(["function", "class", "variable", "constant", "component", "macro"])
"""Kinds that count beside the one asked for where the name is the same: a class `cached_property` is in a function's way."""

OTHER_KIND: Final = 0.95

ALIKE = 0.9
"""From this likeness on it matters where a definition stands."""

MODULES: Final = frozenset(["module", "namespace"])
METHODS_ONLY: Final = frozenset(["C#", "Java"])
STATIC: Final = re.compile(r"\bstatic\b")

MEMBER = 0.8
MEMBER_OF_OTHER_ROLE = 0.6
"""A class `ConnectionManager` is not the attribute `connection` of many."""


def candidates(index: Index, name: str, kind: str) -> Iterator[Candidate]:
    """What exists under a name or near it, with how likely it is the same thing."""
    if kind in {"route", "endpoint"} or (kind == "any" and "/" in name and " " in name.strip("/")):
        yield from named_routes(index, name)
        return
    asked = asked_file(index, name) if kind == "file" or "/" in name else AskedFile(name_form(name))
    symbols = list(_symbols(index, asked.form, kind)) if kind != "file" else []
    if kind in {"file", "any", "component"}:
        told = {found.path for found in symbols if found.kind == "component" and found.start_line == 1}
        yield from (found for found in named_files(index, asked, kind) if found.path not in told)
    yield from symbols


@per_index
def _symbol_names(index: Index) -> FlatNames:
    return FlatNames(name for (name,) in index.rows("SELECT DISTINCT name FROM symbols"))


# ---- symbols


def _symbols(index: Index, asked: NameForm, kind: str) -> Iterator[Candidate]:
    kinds = KINDS[kind]
    forms = {name: name_form(name) for name in _symbol_names(index).near(asked)}
    likely = {name: like for name, other in forms.items() if (like := likeness(asked, other)) >= LOWEST}
    told = _documented(index, [name for name, form in forms.items() if name not in likely and may_be_told(asked, form)])
    for name, rows in sorted(_definitions(index, {*likely, *told}).items()):
        for file_id, qualname, symbol_kind, start, end, exported, doc in rows:
            file = index.files[index.paths[file_id]]
            if name in told:
                if qualname == name and exported and symbol_kind in kinds and is_told_by(asked, forms[name], doc):
                    yield _symbol(file, name, symbol_kind, start, end, TOLD_BY_DOC, True, idiom=True, own=True)
            elif fit := _fit(kind, symbol_kind, qualname, file, name, likely[name]):
                like, idiom = likely[name], is_idiom(forms[name], symbol_kind)
                own = like < ALIKE or not _stands_alone(index, file, qualname, symbol_kind, start)
                item = _symbol(file, qualname, symbol_kind, start, end, like, bool(exported), idiom=idiom, own=own)
                yield item._replace(score=item.score * fit)


def _documented(index: Index, names: Sequence[str]) -> set[str]:
    """Those of the names that a public definition of the product has and a documentation says more of."""
    query = (
        "SELECT DISTINCT name FROM symbols JOIN files ON files.id = file_id WHERE name IN (SELECT value FROM json_each(?)) "
        "AND exported AND doc <> '' AND qualname = name AND zone = 'product'"
    )
    return {name for (name,) in index.rows(query, (json.dumps(names),))} if names else set()


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
    exported: bool,
    *,
    idiom: bool,
    own: bool,
) -> Candidate:
    """A definition; `own` where what stands in another definition is that one's own."""
    member = own and (kind == "method" or "." in qualname)
    place = 1.0 if not member else MEMBER_OF_OTHER_ROLE if like == OTHER_ROLE else MEMBER
    score = like * ZONES[file.zone] * place * (1.0 if exported else 0.95)
    reusable = file.zone == "product" and exported and not member and not idiom
    return Candidate(file.path, start, end, qualname, kind, like, score, reusable)


def _stands_alone(index: Index, file: File, qualname: str, kind: str, line: int) -> bool:
    """Whether what stands in another definition is used without one of its instances: a class of a module, a function of an
    object, a static method where every function is a method."""
    owner = qualname.rpartition(".")[0]
    query = "SELECT kind FROM symbols WHERE name = ? AND file_id = ? AND qualname = ?"
    kinds = {found for (found,) in index.rows(query, (owner.rpartition(".")[2], file.id, owner))} if owner else set()
    if not kinds.isdisjoint(MODULES):
        return kind in CLASSES
    if "object" in kinds:
        return True
    written = index.lines(file.path)[line - 1 : line] if kind == "method" and file.language in METHODS_ONLY else []
    return any(STATIC.search(text) for text in written)


def _holds_components(file: File, name: str) -> bool:
    return (parts(file.path)[1] in COMPONENT_FILES or file.path.endswith(ANGULAR)) and name[:1].isupper()
