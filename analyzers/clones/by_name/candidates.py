"""What has a name, or nearly it: files, functions, classes, components and routes, with how likely each is the thing asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.languages.families import MARKUP_ENDINGS
from ....indexer.spelled_names import dotted
from ...per_index import per_index
from ...workspace.code_places import TYPES
from .forms import OTHER_ROLE, likeness, name_form
from .near_names import (
    ANGULAR,
    LOWEST,
    SAME,
    ZONES,
    AskedFile,
    Candidate,
    FlatNames,
    asked_file,
    is_idiom,
    named_files,
    parts,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index
    from ....indexer.rows import IndexedSymbol
    from .forms import NameForm

__all__ = ["candidates", "normal_route"]

KINDS: Final[dict[str, frozenset[str]]] = {
    "function": frozenset(["function", "method", "macro"]),
    "class": TYPES,
    "component": frozenset(["component", "class", "function"]),
    "any": frozenset(["function", "method", "macro", "component", "module"]) | TYPES,
}
NAMED_OTHERWISE: Final = frozenset(["function", "class", "variable", "constant", "component", "macro"])
"""Kinds that count beside the one asked for where the name is the same: a class `cached_property` is in a function's way."""

OTHER_KIND: Final = 0.95

ALIKE = 0.9
"""From this likeness on it matters where a definition stands."""

MODULES: Final = frozenset(["module", "namespace"])
ELSEWHERE: Final = 0.8
"""One of the name in another class or namespace than was asked for is that one's own."""
METHODS_ONLY: Final = frozenset(["C#", "Java"])
STATIC: Final = re.compile(r"\bstatic\b|\bdef self\.")
WHOLE_WORDS: Final = 3
"""A static method called in so many words (`isValidContainerName`) is the one also where functions could stand alone."""

TELLING_WORDS = 2
"""A name of so many words says what it stands for also where only its file or package sees it: where several files have such a
definition each, nearly all of those are the same thing written again. One of a single word (`level`, `setup`) is its file's own."""

MEMBER = 0.8
MEMBER_OF_OTHER_ROLE = 0.6
"""A class `ConnectionManager` is not the attribute `connection` of many."""

PARAMETER: Final = re.compile(
    r"\{[^}/]*\}|<[^>/]*>|\[[^\]/]*\]|(?<![\w})\]>]):[A-Za-z_]\w*(?:\([^)/]*\))?[?*+]?|\$\w+|\(\?P<[^)]*\)|\*+"
)
BESIDE_PATH: Final = re.compile(r"^\w+://[^/]*|\?\w+=.*$|\(\.:format\)$")
"""What people copy with a path: its server, a query, and what `rails routes` prints behind it."""

METHOD: Final = re.compile(r"\s*(?:(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ALL|ANY)\s+)?(\S*)\s*$", re.IGNORECASE)

PREFIX: Final = re.compile(r"(?:/api)?(?:/v\d+)?")
"""Prefixes of all routes of an application, which people often leave out when they name one."""

BESIDE_PREFIX: Final = 0.92
OTHER_METHOD: Final = 0.6


def candidates(index: Index, name: str, kind: str) -> Iterator[Candidate]:
    """What exists under a name or near it, with how likely it is the same thing."""
    if kind in {"route", "endpoint"} or (kind == "any" and "/" in name and " " in name.strip("/")):
        yield from _named_routes(index, name)
        return
    if name.startswith("/") and kind == "any":
        yield from _named_routes(index, name)
    asked = asked_file(index, name) if kind in {"file", "any"} or "/" in name else AskedFile(name_form(name))
    symbols = list(_symbols(index, *_qualified(name, asked), kind)) if kind != "file" else []
    if kind in {"file", "any", "component"}:
        told = {found.path for found in symbols if found.kind == "component" and found.start_line == 1}
        yield from (found for found in named_files(index, asked, kind) if found.path not in told)
    yield from symbols


def _qualified(name: str, asked: AskedFile) -> tuple[NameForm, str]:
    """The last name of a symbol's path as any language writes it (`Shop::Cart#total`), and what it stands in."""
    above, _, last = dotted(name).rpartition(".")
    if not above or asked.ending or "/" in name:
        return asked.form, ""
    return name_form(last), name_form(above.rpartition(".")[2]).flat


def _stands_in(item: IndexedSymbol, above: str) -> bool:
    """Whether a definition's path, in its file and of it, has a name."""
    places = [*item.path.split("/")[:-1], parts(item.path)[0], *item.qualname.split(".")[:-1]]
    return any(name_form(place).flat == above for place in places)


@per_index
def _symbol_names(index: Index) -> FlatNames:
    return FlatNames(name for (name,) in index.rows("SELECT DISTINCT name FROM symbols"))


# ---- symbols


def _symbols(index: Index, asked: NameForm, above: str, kind: str) -> Iterator[Candidate]:
    forms = {name: name_form(name) for name in _symbol_names(index).near(asked)}
    likely = {name: like for name, other in forms.items() if (like := likeness(asked, other)) >= LOWEST}
    for name, like in sorted(likely.items()):
        for item in index.symbols(name=name):
            if fit := _fit(kind, item, like):
                meant = above != "" and _stands_in(item, above)
                own = not meant and (like < ALIKE or not _stands_alone(index, item))
                zone = index.files[item.path].zone
                found = _candidate(item, zone, like, idiom=not meant and is_idiom(forms[name], item.kind), own=own)
                if above and not meant:
                    found = found._replace(reusable=False, score=found.score * ELSEWHERE)
                if not item.exported:
                    telling = found.reusable and like >= SAME and len(forms[name].words) >= TELLING_WORDS
                    found = found._replace(reusable=telling, hidden=True)
                yield found._replace(score=found.score * fit, meant=meant)


def _fit(asked: str, item: IndexedSymbol, like: float) -> float:
    """1 for a definition of the kind asked for, less for another one of the very name, 0 for what is neither."""
    if item.kind in KINDS[asked]:
        is_other = asked == "component" and item.kind != "component" and not _holds_components(item)
        return 0.0 if is_other else 1.0
    if "." in item.qualname:
        return 0.0
    return OTHER_KIND if like >= SAME and item.kind in NAMED_OTHERWISE and asked != "component" else 0.0


def _candidate(item: IndexedSymbol, zone: str, like: float, *, idiom: bool, own: bool) -> Candidate:
    """A definition as it is told; `own` where what stands in another definition is that one's own."""
    member = own and (item.kind == "method" or "." in item.qualname)
    place = 1.0 if not member else MEMBER_OF_OTHER_ROLE if like == OTHER_ROLE else MEMBER
    score = like * ZONES[zone] * place * (1.0 if item.exported else 0.95)
    reusable = zone == "product" and not member and not idiom
    return Candidate(item.path, item.start_line, item.end_line, item.qualname, item.kind, like, score, reusable)


def _stands_alone(index: Index, item: IndexedSymbol) -> bool:
    """Whether what stands in another definition is used without one of its instances: a class of a module, a function of an
    object, a static method where every function is a method or by a name that tells all."""
    owner = item.qualname.rpartition(".")[0]
    holders = index.symbols(item.path, name=owner.rpartition(".")[2]) if owner else ()
    kinds = {holder.kind for holder in holders if holder.qualname == owner}
    if not kinds.isdisjoint(MODULES):
        return item.kind in TYPES
    if "object" in kinds:
        return True
    told = index.files[item.path].language in METHODS_ONLY or len(name_form(item.name).words) >= WHOLE_WORDS
    if item.kind != "method" or not told:
        return False
    lines = index.lines(item.path)[item.start_line - 1 : item.start_line]
    return "staticmethod" in item.decorators or any(map(STATIC.search, lines))


def _holds_components(item: IndexedSymbol) -> bool:
    return (parts(item.path)[1] in MARKUP_ENDINGS or item.path.endswith(ANGULAR)) and item.name[:1].isupper()


# ---- Routes by method and path, however their parameters are spelt, with or without the prefix of an API


def _named_routes(index: Index, name: str) -> Iterator[Candidate]:
    """The routes of a path."""
    from ...routes.routes import read_routes

    method, path = normal_route(name)
    for route in read_routes(index):
        other_method, other_path = normal_route(f"{route.method} {route.path}")
        like = _likeness(path, other_path)
        same = not method or not other_method or method == other_method
        if not like or (like < 1 and not same):
            continue
        like, name = like if same else OTHER_METHOD, f"{route.method} {route.path}"
        yield Candidate(route.file, route.line, route.line, name, "route", like, like, reusable=same)


def _likeness(asked: str, other: str) -> float:
    if asked == other:
        return 1.0
    longer, shorter = (asked, other) if len(asked) > len(other) else (other, asked)
    is_prefixed = len(shorter) > 1 and longer.endswith(shorter) and PREFIX.fullmatch(longer.removesuffix(shorter))
    return BESIDE_PREFIX if is_prefixed else 0.0


def normal_route(route: str) -> tuple[str, str]:
    """A route as (method or "", path): parameters of any spelling alike, no slash at the end, lower case."""
    match = METHOD.match(route)
    method, path = (match[1] or "", match[2]) if match else ("", route.strip())
    path = PARAMETER.sub("{}", BESIDE_PATH.sub("", path).strip("^$")).rstrip("/").lower()
    return method.upper().replace("ANY", "").replace("ALL", ""), "/" + path.lstrip("/")
