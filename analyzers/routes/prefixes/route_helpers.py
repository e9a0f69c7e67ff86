"""Routes that a function makes for its callers: `def add_logs(app, path): app.get(f"{path}/logs")`, one for each call.

A path that names a parameter is no path yet: what the calls give in its place is, through functions that only hand it on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ...per_index import read_once
from ...workspace.code_places import FUNCTIONS, definitions_around
from ..text.route_blocks import block_constants, block_prefix
from ..text.route_handlers import enclosed, split_arguments
from ..text.route_source import PLACEHOLDER, constant, slashed, source_lines, source_text, statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index
    from ....indexer.rows import IndexedSymbol

__all__ = ["Made", "Site", "argument_text", "at_calls", "calls_of", "given_to", "guards_of", "helper_around", "loops_of",
           "parameters"]  # fmt: skip

DEEPEST, MOST_CALLS = 3, 200
DEFAULT = "default"
"""The symbol of what a module of JavaScript exports as its one value."""
AS_DEFAULT = re.compile(r"^(?:export\s+default|module\.exports\s*=)\s+(\w+)\s*;?\s*$", re.MULTILINE)
PARAMETER = re.compile(r"^(?:\.\.\.|\*{1,2})?([A-Za-z_]\w*)")
RECEIVERS = frozenset({"self", "cls"})
TEXT = re.compile(r"^(?P<mode>[rfbuRFBU$@]{0,2})(?P<quote>['\"`])(?P<text>[^'\"`]*)(?P=quote)$")
NAMED = re.compile(r"^(\w+)\s*(?:=(?!=)|:(?!:))\s*(.+)$", re.DOTALL)
"""An argument that is given by its name."""
JOINED = re.compile(r"\+(?=(?:[^'\"`]*['\"`][^'\"`]*['\"`])*[^'\"`]*$)")
"""What joins texts: a sign outside of quotes."""
DOTTED = re.compile(r"^[A-Za-z_][\w.]*$")
GUARDED = re.compile(r"\.(?:With|Use)\(.*\)$")
"""What a router of Go is handed on behind: `add(r.With(guard), "pots")`."""
CONDITION = re.compile(r"^\s*if\s*\(?\s*(\w+)\s*\)?\s*[{:]")
FALSE = frozenset({"false", "False", "nil", "None", "null", "undefined", "0"})
LOOP = re.compile(r"^\s*for\b\s*\(?\s*(?:(?:const|let|var)\s+|_\s*,\s*)?(\w+)\s*(?:in|of|:=\s*range)\s+(\w+)\s*[:){]")
MOST_LOOP = 24
"""Lines above a route in which a loop around it may begin."""
LIST = re.compile(r"^(?:\w*\[\]\w+)?[\[({](.*)[\])}]$", re.DOTALL)
VIEW = re.compile(r"^([A-Za-z_][\w.]*)\.as_view\(")
VERBS = frozenset({"get", "post", "put", "patch", "delete", "head", "options", "all", "use"})
"""Methods of routers: who calls one by such a name mostly means another's."""
DEFINES = re.compile(r"^\s*(?:export\s+|default\s+|async\s+|pub\s+)*(?:def|func|function|fn|fun)\b")


class Made(NamedTuple):
    """A route as a function makes it: the path of the blocks around it, its own, who answers, the name of its router, the names in
    the paths that the code computes them of (others are a framework's parameters), those that must hold for it (`if all:`), and
    those of the loops around with what each runs over."""

    inside: str
    end: str
    handler: str
    owner: str
    computed: frozenset[str]
    guards: frozenset[str] = frozenset()
    loops: tuple[tuple[str, str], ...] = ()


class Site(NamedTuple):
    """A call that hands a function its router, or that mounts the router which it makes: the prefix in the call itself."""

    path: str
    line: int
    owner: str
    prefix: str


def helper_around(index: Index, path: str, line: int, names: frozenset[str]) -> IndexedSymbol | None:
    """The innermost function around a line that has one of the names as a parameter; None for none."""
    around = [
        symbol
        for symbol in (definitions_around(index, path, line) if names else ())
        if symbol.kind in FUNCTIONS and symbol.name not in VERBS
    ]
    having = [symbol for symbol in around if names & set(parameters(symbol.signature))]
    return max(having, key=lambda symbol: symbol.start_line, default=None)


def parameters(signature: str) -> list[str]:
    """The names of a signature's parameters in their order, without the receiver."""
    inside = enclosed(signature.partition("(")[2])
    found = [PARAMETER.match(part.strip()) for part in split_arguments(inside)]
    return [match[1] for match in found if match and match[1] not in RECEIVERS]


def given_to(function: IndexedSymbol, arguments: list[str]) -> dict[str, str]:
    """What a call gives the parameters of a function, by their names."""
    names = parameters(function.signature)
    named = {found[1]: found[2] for text in arguments if (found := NAMED.match(text)) and found[1] in names}
    return dict(zip(names, arguments, strict=False)) | named


def at_calls(index: Index, function: IndexedSymbol, made: Made, depth: int = 0) -> Iterator[tuple[Made, str, int]]:
    """The route with what each call of the function gives, and the file and line of that call; nothing for one in which its path
    can't be known. `handler` and `owner` are "" where a call gives no name."""
    for path, line, arguments in calls_of(index, function):
        given = given_to(function, arguments)
        if any(given.get(name) in FALSE for name in made.guards):
            continue
        for bound in _each(made, given):
            filled = _filled(index, made, bound, path)
            filled = filled._replace(
                inside=block_prefix(index, path, line) + filled.inside,
                computed=filled.computed | block_constants(index, path, line),
            )
            outer = helper_around(index, path, line, filled.computed)
            if outer is None:
                yield filled, path, line
            elif depth < DEEPEST and outer.id != function.id:
                yield from at_calls(index, outer, filled, depth + 1)


def _each(made: Made, given: dict[str, str]) -> list[dict[str, str]]:
    """What a call gives, once for each item of a list that a loop of the function runs over."""
    found = [given]
    for name, source in made.loops:
        if listed := LIST.match(given.get(source, "")):
            items = [item.strip() for item in split_arguments(listed[1]) if item.strip()]
            found = [{**bound, name: item} for bound in found for item in items]
    return found


def loops_of(lines: list[str], line: int, names: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The loops around a line by which it gets one of the names: `(name, what the loop runs over)`."""
    loops = map(LOOP.match, _heads(lines, max(0, line - MOST_LOOP), line))
    return tuple((loop[1], loop[2]) for loop in loops if loop and loop[1] in names)


def _heads(lines: list[str], first: int, line: int) -> Iterator[str]:
    """The lines that open the blocks around one, from the inside out."""
    depth = _indent(lines[line - 1])
    for text in reversed(lines[first : line - 1]):
        if text.strip() and _indent(text) < depth:
            depth = _indent(text)
            yield text


def _filled(index: Index, made: Made, given: dict[str, str], path: str) -> Made:
    """The route with what a call gives; a name that the call does not give stays."""
    texts = {name: argument_text(index, given[name], path) for name in made.computed & set(given)}

    def value(found: re.Match[str]) -> str:
        return texts.get(found[1], found[0])

    handler = given.get(made.handler, made.handler)
    view = VIEW.match(handler)
    handler = view[1] if view else "" if _is_literal(source_lines(index, path), handler) else handler
    owner = GUARDED.sub("", given.get(made.owner, made.owner))
    return Made(
        slashed(PLACEHOLDER.sub(value, made.inside).replace("//", "/")),
        PLACEHOLDER.sub(value, made.end).replace("//", "/"),
        handler if DOTTED.match(handler) else "",
        owner if DOTTED.match(owner) else "",
        frozenset().union(*(computed_names(given[name]) for name in texts)),
        frozenset(given[name] for name in made.guards & set(given)),
    )


def _is_literal(lines: list[str], name: str) -> bool:
    """Whether a name is a variable of a file that holds a function without a name: it tells nothing to who calls."""
    made = re.compile(rf"\b{re.escape(name)}\s*:?=\s*(?:async\s+)?(?:func|function|lambda)\b")
    return bool(name) and any(name in text and made.search(text) for text in lines)


def guards_of(lines: list[str], line: int, first: int) -> frozenset[str]:
    """The names that the conditions around a line ask for alone: `if all {`, `if all:`, `if (all) {`."""
    return frozenset(found[1] for found in map(CONDITION.match, _heads(lines, first - 1, line)) if found)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def computed_names(expression: str) -> frozenset[str]:
    """The names that the text of an expression is computed of: those in an f-string or a template, or the one name that it is."""
    literal = TEXT.match(expression)
    if literal is None:
        return frozenset({expression}) if DOTTED.match(expression) else frozenset()
    filled = "f" in literal["mode"].lower() or "$" in literal["mode"] or literal["quote"] == "`"
    return frozenset(PLACEHOLDER.findall(literal["text"])) if filled else frozenset()


def argument_text(index: Index, argument: str, path: str) -> str:
    """The text that an argument is, or is joined of, its own placeholders left in; `{computed}` for what no name says."""
    if literal := TEXT.match(argument):
        return literal["text"].replace("${", "{")
    if DOTTED.match(argument):
        return constant(index, argument, path)
    parts = JOINED.split(argument)
    return "".join(argument_text(index, part.strip(), path) for part in parts) if parts[1:] else "{computed}"


def _imports(index: Index, path: str, function: IndexedSymbol) -> bool:
    """Whether a file has a function from where it is defined, by its name or by that of its module."""
    stem = function.path.rpartition("/")[2].partition(".")[0]
    return path == function.path or any(
        link.target == function.path and (function.name in (link.alias, link.name) or link.name in ("", "*", stem))
        for link in index.links_from(path)
    )


@read_once
def calls_of(index: Index, function: IndexedSymbol) -> tuple[tuple[str, int, list[str]], ...]:
    """`(file, line, arguments)` of every call in the product's code that can only mean the function."""
    found = []
    for path, name in dict.fromkeys(_callers(index, function)):
        call = re.compile(rf"(?<![\w.])(?:(?:this|self)\.(?=\w+\.))?(?:(?P<of>\w+)\.)?{name}\s*\(")
        others = _other_modules(index, path, function.path)
        lines = source_lines(index, path)
        for number, text in enumerate(lines, 1):
            here = (path, number) == (function.path, function.start_line)
            if not here and not DEFINES.match(text) and call.search(text):
                whole = statement(lines, number)
                start = call.search(whole)
                if start and start["of"] not in others:
                    arguments = split_arguments(enclosed(whole[start.end() :]))
                    found.append((path, number, [part.strip() for part in arguments if part.strip()]))
    return tuple(found[:MOST_CALLS])


def _other_modules(index: Index, path: str, home: str) -> frozenset[str]:
    """The names by which a file imports what is no part of another file, nor in Go of that file's package, whose name needs no alias."""
    go, folder = home.endswith(".go"), home.rpartition("/")[0]
    links = [
        (link.alias or (link.specifier.rpartition("/")[2] if go else ""), link.target)
        for link in index.links_from(path)
    ]
    own = {name for name, target in links if home == target or (go and folder == target.rpartition("/")[0])}
    return frozenset(name for name, target in links if name and target) - own


def _callers(index: Index, function: IndexedSymbol) -> Iterator[tuple[str, str]]:
    """The product's files that may call a function, each with how it is written there: what a module exports as its one value
    is called by the names of its imports, or where it is required."""
    if function.name == DEFAULT or function.name in AS_DEFAULT.findall(source_text(index, function.path)):
        for link in index.links_to(function.path):
            if index.files[link.source].zone == "product" and link.name in (DEFAULT, "*", ""):
                required = rf"require\(\s*['\"`]{re.escape(link.specifier)}['\"`]\s*\)"
                yield link.source, re.escape(link.alias) if link.alias else required
    if function.name == DEFAULT:
        return
    rivals = index.symbols(name=function.name, kinds=("function", "method"))
    alone = len({(symbol.path, symbol.qualname) for symbol in rivals}) == 1
    for path in index.files_using(function.name):
        if index.files[path].zone == "product" and (alone or _imports(index, path, function)):
            yield path, re.escape(function.name)
