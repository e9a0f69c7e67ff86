"""Routers that a Go function is handed or makes: the prefixes they get where the function is called.

`func (h *Handler) Register(v1 *echo.Group)` called as `h.Register(r.Group("/api"))`, and chi's
`r.Mount("/users", usersResource{}.Routes())`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...per_index import per_index, read_once
from ...workspace.code_places import FUNCTIONS, innermost
from ..prefixes.go_scopes import bare_name, chained_router, outer_router, visible_name
from ..prefixes.route_helpers import Site, argument_text, calls_of, given_to
from ..prefixes.route_prefixes import MOST_MOUNTS, prefixes
from ..text.route_blocks import block_prefix
from ..text.route_forms import GO, GO_WEB
from ..text.route_source import (
    UNKNOWN,
    constant,
    definition_text,
    line_number,
    product_files,
    product_texts,
    slashed,
    source_lines,
    source_text,
    statement,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index
    from ....indexer.rows import IndexedSymbol

__all__ = ["base_of", "go_prefixes", "is_mounted", "is_package", "names_folder"]

DEEPEST = 6
PARAMETER = re.compile(r"(\w+)((?:\s*,\s*\w+)*)\s+\*?(?:\w+\.)?\w*(?:Group|Router|Routes|Engine|Echo|App|Mux|Party)\b")
MAKES = re.compile(r"\)\s*\(?\*?(?:\w+\.)?(?:Handler|Router|Routes|Mux|ServeMux)\b")
TYPES = re.compile(r"^\s*\[[^\]]*\]\s*")
"""The type parameters of a function, which stand before its others."""
RETURNS = re.compile(r"\)\s*func\(\s*(?:\w+\s+)?\*?(?:\w+\.)?\w*(?:Group|Router|Routes|Party)\s*\)")
"""What a function is that makes the one which is handed its router: `func pots(db *DB) func(chi.Router)`."""
BRANCH = re.compile(PARAMETER.pattern.replace("|Engine|Echo|App|Mux", ""))
"""Routers that may be mounted anywhere; an `Engine` or `Echo` is a whole application."""
INLINE = re.compile(r"^&?(?:\w+\.)*?(\w+)((?:\.\w+\((?:[^()]|\([^()]*\))*\))*)(?:\.RouterGroup)?$")
GROUPED = re.compile(r"\.(?:Group|PathPrefix|Party|Route)\(\s*\"([^\"]*)\"")
GIVEN = r"(?:[^()]|\((?:[^()]|\([^()]*\))*\))*"
ARGUMENTS = rf"\({GIVEN}\)"
QUALIFIER = r"(?:\b(?P<qualifier>[\w.]+)(?:\{[^{}]*\}\)?|(?P<made>" + ARGUMENTS + r"))?\.)?"
"""What a method is called of: a name, a literal, or what a function makes: `newPots(db).Routes`."""
NAMED = r"^(?P<before>.*?)\b(?:Route|Group)\(\s*(?:\"(?P<prefix>[^\"\n]*)\"\s*,\s*)?"
"""How chi is given a function by its name, which it hands the router: `r.With(guard).Route("/pots", pots)`."""
OWNER = re.compile(r"^\s*(?:return\s+)?(?:\w+\.)*?(\w+)\.(?:\w+\(.*\)\.)*$")
MOUNTED = r"\.(?P<how>Mount|Handle)\(\s*\"(?P<under>[^\"\n]*)\"\s*,[^\n]*?"
MOUNT = re.compile(r"\b(?P<owner>\w+)\.Mount\(\s*(?P<under>\w+)\s*,\s*(?P<hung>\w+)\s*\)")
BASE = r"\b{0}\s*=\s*(?:path\.Join\(\s*([\w.]+)\s*,\s*{0}\s*\)|([\w.]+)\s*\+\s*(?:\"/\"\s*\+\s*)?{0}\b)"


def go_prefixes(index: Index, path: str, line: int, owner: str, depth: int = 0) -> list[str]:
    """The prefix of a route that is registered on `owner`, once for each place where its function is called."""
    known = prefixes(index)
    owner = outer_router(index, path, line, owner)
    named = visible_name(index, known.own, path, line, owner)
    below, root = known.of_router(path, named), bare_name(known.root(path, named))
    function = innermost(index, path, line, FUNCTIONS) if depth < DEEPEST else None
    sites = _sites(index, function, root) if function else ()
    if function and not sites and _place_of(function.signature, root, BRANCH) is not None:
        return [UNKNOWN + end for end in below]
    above = [
        f"{start}{block_prefix(index, site.path, site.line)}{site.prefix}"
        for site in sites[:MOST_MOUNTS]
        if (site.path, site.line) != (path, line)
        for start in (go_prefixes(index, site.path, site.line, site.owner, depth + 1) if site.owner else [""])
    ]
    return list(dict.fromkeys(start + end for start in above or [""] for end in below))[:MOST_MOUNTS]


def is_mounted(index: Index, path: str, line: int) -> bool:
    """Whether the function around a line makes a router for another one: `r.Mount("/pots", pots.Router())`."""
    function = innermost(index, path, line, FUNCTIONS)
    return function is not None and any(site.line for site in _sites(index, function, ""))


@read_once
def _sites(index: Index, function: IndexedSymbol, root: str) -> tuple[Site, ...]:
    place = _place_of(function.signature, root)
    if place is not None:
        return (*_handed(index, function, place), *_named(index, function))
    if RETURNS.search(function.signature):
        return tuple(_named(index, function))
    mounts = tuple(_mounted(index, function)) if MAKES.search(function.signature) else ()
    return tuple(site for site in mounts if site.prefix != UNKNOWN) or mounts[:1]


def _place_of(signature: str, name: str, kinds: re.Pattern[str] = PARAMETER) -> int | None:
    """The position of the parameter of that name, if it is a router."""
    signature = TYPES.sub("", signature)
    routers = {word for found in kinds.finditer(signature) for word in re.findall(r"\w+", found[1] + found[2])}
    listed = [part.split()[0] for part in signature.strip("() ").split(",") if part.strip()]
    return listed.index(name) if name in routers and name in listed else None


def _named(index: Index, function: IndexedSymbol) -> Iterator[Site]:
    """Where chi is given the function, or what it makes, in place of a function literal."""
    call = re.compile(rf"{NAMED}{QUALIFIER}{function.name}\s*(?:{ARGUMENTS})?\s*\)")
    for path, line, found in _calls(index, function, call):
        if _called(index, function, path, found):
            owner = OWNER.match(found["before"])
            router = owner[1] if owner else chained_router(source_lines(index, path), line)
            yield Site(path, line, router, slashed(found["prefix"] or ""))


def _handed(index: Index, function: IndexedSymbol, place: int) -> list[Site]:
    call = re.compile(rf"(?<!func ){QUALIFIER}\b{function.name}(?:\[[\w.*, ]*\])?\((?P<given>{GIVEN})\)")
    sites: list[tuple[bool | None, str, Site]] = []
    for path, line, found in _calls(index, function, call):
        arguments = re.split(r",(?![^()]*\))", found["given"])
        given = INLINE.match(arguments[place].strip()) if place < len(arguments) else None
        if given and (how := _called(index, function, path, found)) is not False:
            inline = "".join(slashed(text) for text in GROUPED.findall(given[2]))
            sites.append((how, found["qualifier"], Site(path, line, given[1], inline)))
    told = [site for how, _, site in sites if how]
    return told or [site for _, owner, site in sites if _by_interface(index, function, site.path, owner)]


def _by_interface(index: Index, function: IndexedSymbol, path: str, owner: str) -> bool:
    """Whether a call may mean any method of that name: an interface asks for it, and its owner is of no type that has one."""
    asks = re.compile(rf"^\s*{function.name}\(", re.MULTILINE)
    declared = any(
        asks.search(definition_text(index, symbol))
        for home in product_files(index, index.files_using(function.name), GO)
        for symbol in index.symbols(home, kinds=("interface",))
    )
    rivals = index.symbols(name=function.name, kinds=("method",)) if declared else ()
    return bool(rivals) and not any(_is_of(index, path, owner.rpartition(".")[2], rival) for rival in rivals)


def _mounted(index: Index, function: IndexedSymbol, depth: int = 0) -> Iterator[Site]:
    """Where what a function makes is mounted; `UNKNOWN` where a method of that name is, of what is not seen."""
    for outer in _handing_on(index, function) if depth < DEEPEST else ():
        yield from _mounted(index, outer, depth + 1)
    made = re.compile(rf"{QUALIFIER}\b{function.name}\(")
    for argument, caller, site in handed_mounts(index):
        found = made.search(argument)
        how = _called(index, function, caller, found) if found else False
        if how is not False:
            yield site if how else site._replace(owner="", prefix=UNKNOWN)
    call = re.compile(rf"(?:\b(\w+))?{MOUNTED}{QUALIFIER}\b{function.name}\(")
    for path, line, found in _calls(index, function, call):
        inside = path == function.path and function.start_line <= line <= function.end_line
        how = False if inside else _called(index, function, path, found)
        strips = found["how"] == "Mount" or "StripPrefix" in found[0]  # `net/http` hands the whole path on
        if how:
            yield Site(path, line, found[1] or "", slashed(found["under"]) if strips else "")
        elif how is None and strips:
            yield Site(path, line, "", UNKNOWN)


def _handing_on(index: Index, function: IndexedSymbol) -> Iterator[IndexedSymbol]:
    """The functions that return what this one makes, `return potRoutes{store: s}.Routes()`, or what it is the handler of,
    `r.Handler = r.routes()`."""
    kind = function.qualname.rpartition(".")[0]
    made = re.compile(rf"\breturn\s+&?(?:\w+\.)?{kind}\{{[^{{}}]*(?:\{{[^{{}}]*\}}[^{{}}]*)*\}}\.{function.name}\(")
    embeds = bool(kind) and re.search(rf"\.Handler\s*=\s*\w+\.{function.name}\(", source_text(index, function.path))
    for path in product_files(index, index.files_using(kind) if kind else (), GO):
        for outer in index.symbols(path, kinds=FUNCTIONS):
            if outer.id != function.id and (
                _returns(index, outer, function)
                if embeds
                else MAKES.search(outer.signature) and made.search(definition_text(index, outer))
            ):
                yield outer


def _returns(index: Index, outer: IndexedSymbol, function: IndexedSymbol) -> bool:
    """Whether a function returns what another is a method of."""
    folder, kind = function.path.rpartition("/")[0], function.qualname.rpartition(".")[0]
    found = re.search(rf"\)\s*\(?\*?(?:(\w+)\.)?{kind}\b", outer.signature)
    if found is None or not found[1]:
        return found is not None and outer.path.rpartition("/")[0] == folder
    return names_folder(index, outer.path, found[1], folder)


def _calls(index: Index, function: IndexedSymbol, call: re.Pattern[str]) -> Iterator[tuple[str, int, re.Match[str]]]:
    for path in index.files_using(function.name):
        file = index.files[path]
        if file.language == "Go" and file.zone == "product":
            lines = source_lines(index, path)
            for number, text in enumerate(lines, 1):
                calls = function.name in text and not text.startswith("func ") and not text.lstrip().startswith("//")
                found = call.search(text) or call.search(statement(lines, number)) if calls else None
                if found:
                    yield path, number, found


def _called(index: Index, function: IndexedSymbol, path: str, found: re.Match[str]) -> bool | None:
    """Whether a call by a qualifier means the function; None for a method of something that is not seen."""
    qualifier = found["qualifier"] or ""
    means = _makes(index, function, qualifier) if found["made"] else _meant(index, function, path, qualifier)
    unseen = qualifier and function.kind == "method" and not is_package(index, path, qualifier.partition(".")[0])
    return means or (None if unseen else False)


def _meant(index: Index, function: IndexedSymbol, path: str, qualifier: str) -> bool:
    """Whether a call by that qualifier means the function: by the only definition of its name, its type, or its package."""
    last, folder = qualifier.rpartition(".")[2], function.path.rpartition("/")[0]
    first = qualifier.partition(".")[0]
    if is_package(index, path, first) and (names_folder(index, path, first, folder) or first == qualifier):
        return names_folder(index, path, first, folder)
    rivals = index.symbols(name=function.name, kinds=("function", "method"))
    if len({(symbol.path, symbol.qualname) for symbol in rivals if symbol.path.endswith(".go")}) == 1:
        return True
    if function.kind == "method":
        return last == function.qualname.rpartition(".")[0] or _is_of(index, path, last, function)
    return not last and path.rpartition("/")[0] == folder


def _makes(index: Index, function: IndexedSymbol, maker: str) -> bool:
    """Whether a function makes what a method is of: `newPots(db).Routes` means that of what `newPots` returns."""
    makers = index.symbols(name=maker.rpartition(".")[2], kinds=("function",))
    return any(_returns(index, symbol, function) for symbol in makers if symbol.path.endswith(".go"))


def is_package(index: Index, path: str, name: str) -> bool:
    """Whether a name is a package that a file imports, of no web framework (`http.HandleFunc` adds a route), and no variable too."""
    if not name or name not in _packages(index, path):
        return False
    declared = re.compile(
        rf"\b{re.escape(name)}\s*(?:,\s*\w+\s*)?:=|[(,]\s*{re.escape(name)}\s+[*\w]|\bvar\s+{re.escape(name)}\b"
    )
    return not any(declared.search(text) for text in source_lines(index, path) if name in text)


@read_once
def _packages(index: Index, path: str) -> frozenset[str]:
    """The names of the packages that a file imports, but of web frameworks."""
    return frozenset(
        link.alias or link.specifier.rpartition("/")[2]
        for link in index.links_from(path)
        if link.specifier and not link.specifier.startswith(GO_WEB)
    )


def names_folder(index: Index, path: str, name: str, folder: str) -> bool:
    """Whether a name in a file is that of the package of a folder."""
    links = [link for link in index.links_from(path) if name == (link.alias or link.specifier.rpartition("/")[2])]
    homes = {link.target.rpartition("/")[0] for link in links if link.target}
    return folder in homes if homes else name == folder.rpartition("/")[2]


def _is_of(index: Index, path: str, name: str, function: IndexedSymbol) -> bool:
    """Whether a variable or field is declared with the type of a method, or made by a function that returns it."""
    folder, kind = function.path.rpartition("/")[0], function.qualname.rpartition(".")[0]
    homes = [link for link in index.links_from(path) if link.target and link.target.rpartition("/")[0] == folder]
    names = {folder.rpartition("/")[2], *(link.alias for link in homes if link.alias)}
    package = "" if path.rpartition("/")[0] == folder else rf"(?:{'|'.join(map(re.escape, sorted(names)))})\."
    given = re.compile(
        rf"\b{re.escape(name)}(?:\s+\*?|\s*(?:,\s*\w+\s*)?:?=\s*&?|\s*:\s*&?){package}(?:{kind}\b|New(?:{kind})?\(|(?P<maker>\w+)\()"
    )
    return any(
        not found["maker"] or _makes(index, function, found["maker"])
        for place in ([path, *index.files_using(name)] if name else ())
        if place.endswith(".go") and index.files[place].zone == "product"
        for text in source_lines(index, place)
        if name in text and (found := given.search(text))
    )


@per_index
def handed_mounts(index: Index) -> tuple[tuple[str, str, Site], ...]:
    """What calls of the workspace hand to be mounted, each with the file of its call and how it is mounted."""
    return tuple(_read(index))


def _read(index: Index) -> Iterator[tuple[str, str, Site]]:
    for path, text in product_texts(index, index.files_using("Mount"), GO):
        for found in MOUNT.finditer(text):
            line = line_number(text, found.start())
            function = innermost(index, path, line, FUNCTIONS)
            under, hung = found["under"], found["hung"]
            if function is None:
                continue
            for caller, _, arguments in calls_of(index, function):
                given = given_to(function, arguments)
                if under in given and hung in given:
                    prefix = base_of(index, function, under) + slashed(argument_text(index, given[under], caller))
                    yield given[hung], caller, Site(path, line, found["owner"], prefix)


def base_of(index: Index, function: IndexedSymbol, name: str) -> str:
    """What the function itself puts before the path that it is handed: `under = path.Join(conf.Base, under)`,
    `under = base + "/" + under`."""
    found = re.search(BASE.format(name), definition_text(index, function))
    return slashed(constant(index, found[1] or found[2], function.path)) if found else ""
