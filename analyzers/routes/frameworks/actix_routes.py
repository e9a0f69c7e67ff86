"""Routes of Actix Web: resources and routes below nested scopes, and the scopes that handlers and configurations are registered in.

`web::scope("/api").service(web::resource("/pots").route(web::get().to(list))).configure(lids)` says where things stand by
its brackets, so that they are followed from the beginning of a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ...workspace.code_places import importers
from ..text.route_forms import RUST
from ..text.route_source import line_number, product_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ....indexer.index import Index

__all__ = ["actix_routes"]

ACTIX = ("actix-web", "actix_web")
DEEPEST = 4
TOKEN = re.compile(
    r"""(?s:\br(?P<raw>#+)".*?"(?P=raw))|'(?:[^'\\]|\\.)'|"(?s:[^"\\]|\\.)*"|//[^\n]*|(?s:/\*.*?\*/)"""
    r'|#\[(?:\w+::)?(?P<verb>get|post|put|patch|delete|head|options|route)\(\s*(?P<const>path\s*=\s*)?"(?P<own>[^"]*)"'
    r'|\b(?:web::)?(?P<kind>scope|resource)\s*\(\s*(?:\[\s*)?(?:"(?P<path>[^"]*)"(?:\s*,\s*"[^"]*")*(?:\s*\])?|&?(?P<value>[a-z_][\w.]*))\s*,?\s*\)|\.(?P<call>service|configure|route|to)\s*\('
    r"|\bfn\s+(?P<fn>\w+)|[(){}\[\];,]"
)
# `path = "ROUTES.pots"` names a constant in place of the path (actix-web-codegen-const-routes): that is told as computed.
CONSTANT = re.compile(r"(?<![\w:])(?:\w+::)*([A-Za-z_][\w.]*)(?!::)")
METHODS = re.compile(r'\bmethod\s*=\s*"(\w+)"')
"""The methods of `#[route("/pots", method = "GET", method = "HEAD")]`."""
TESTS = re.compile(r"^[ \t]*#\[cfg\(test\)\]\s*mod\b", re.MULTILINE)
METHOD = re.compile(
    r'\s*(?:(?:"(?P<path>[^"]*)"|&?(?P<value>[a-z_][\w.]*))\s*,\s*)?(?:(?:web::)?(?P<verb>get|post|put|patch|delete|head|route|resource)'
    r"\(\)[^;]{0,200}?\.|web::)to(?:_async)?\(\s*(?P<handler>(?!async\b|move\b)\w+(?:::\w+)*)?"
)
FOR_TYPE = r"(?:::<[^()]{0,80}>)?"
"""What a name is followed by where its types are given: `list::<Store>`."""
NAMED = re.compile(rf"\s*(?:(?:move\s*)?\|[^|]*\|\s*)?(?:\w+::)*(\w+){FOR_TYPE}\s*(?:\)|\(\s*(?:cfg|config|app|c)\b)")
"""A handler or configuration that is handed over, also in a closure: `configure(|cfg| users::hang(cfg, store))`."""
HANDLER = re.compile(rf"\s*(\w+(?:::\w+)*){FOR_TYPE}\s*\)")


class Found(NamedTuple):
    """A route as a file has it; `function` is the one that it stands in, or for an attribute the handler."""

    method: str
    path: str
    handler: str
    line: int
    function: str


class Frame:
    """An open bracket: the prefix of what stands in it, and the scope or resource that calls are chained to at its depth."""

    def __init__(self, base: str, scope: str = "", resource: tuple[str, int] | None = None) -> None:
        self.base, self.scope, self.resource = base, scope, resource


class Reading:
    """What a file holds; `hung` is a handler's or configuration's name → the function that registers it, and the prefix there."""

    def __init__(self) -> None:
        self.routes: list[Found] = []
        self.hung: dict[str, tuple[str, str]] = {}


def actix_routes(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of each route of the product's files that import Actix Web."""
    texts = product_texts(index, sorted(importers(index, ACTIX)), RUST)
    read = {path: _read(TESTS.split(text, maxsplit=1)[0]) for path, text in texts}
    hung = {name: place for reading in read.values() for name, place in reading.hung.items()}
    for path, reading in read.items():
        for route in reading.routes:
            yield route.method, f"{_prefix(hung, route.function)}{route.path}" or "/", route.handler, path, route.line


def _prefix(hung: Mapping[str, tuple[str, str]], name: str) -> str:
    """The prefix under which a handler or configuration is registered, through configurations that register each other."""
    found = ""
    for _ in range(DEEPEST):
        name, prefix = hung.get(name, ("", ""))
        found = prefix + found
    return found


def _read(text: str) -> Reading:
    found, frames, function = Reading(), [Frame("")], ""
    waiting: list[tuple[str, str, int]] = []
    for token in TOKEN.finditer(text):
        top, word = frames[-1], token[0]
        if token["fn"]:
            function = token["fn"]
            found.routes += [Found(method, path, function, line, function) for method, path, line in waiting]
            waiting = []
        elif token["verb"]:
            line = line_number(text, token.start())
            path = f"/{{{CONSTANT.findall(token['own'])[0]}}}" if token["const"] else _begun(token["own"])
            waiting += [(method, path, line) for method in _methods(token, text)]
            frames += [Frame(top.base), Frame(top.base)]
        elif token["kind"] == "scope":
            top.scope, top.resource = _path(token) or "", None
        elif token["kind"]:
            top.resource = top.base + (_path(token) or ""), line_number(text, token.start())
        elif token["call"]:
            _call(found, token, top, text, function)
            frames.append(Frame(top.base + (top.scope if token["call"] in {"service", "configure"} else "")))
        elif word in "([{":
            frames.append(Frame(top.base))
        elif word in ")]}" and len(frames) > 1:
            frames.pop()
        elif word in ";,":
            top.scope, top.resource = "", None
    return found


def _path(match: re.Match[str]) -> str | None:
    """The path that a match has, between braces where a value gives it; None for none."""
    return f"/{{{match['value'].rpartition('.')[2]}}}" if match["value"] else match["path"] and _begun(match["path"])


def _begun(path: str) -> str:
    """A pattern with the slash that Actix puts before one which lacks it. https://docs.rs/actix-web/latest/actix_web/struct.Resource.html"""
    return f"/{path}" if path and path[0] != "/" else path


def _methods(token: re.Match[str], text: str) -> list[str]:
    """The methods of an attribute."""
    if token["verb"] != "route":
        return [token["verb"].upper()]
    return [method.upper() for method in METHODS.findall(text, token.end(), text.find("]", token.end()))] or ["ANY"]


def _call(found: Reading, token: re.Match[str], top: Frame, text: str, function: str) -> None:
    """What a chained call adds: a route of the resource or scope, or something registered below it."""
    call, line = token["call"], line_number(text, token.start())
    if call == "to" and top.resource:
        handler = HANDLER.match(text, token.end())
        found.routes.append(Found("ANY", top.resource[0], handler[1] if handler else "", top.resource[1], function))
    elif call == "route" and (match := METHOD.match(text, token.end())):
        verb = "ANY" if match["verb"] in {None, "route", "resource"} else match["verb"].upper()
        path, at = (
            (f"{top.base}{top.scope}{_path(match)}", line) if _path(match) is not None else top.resource or ("", 0)
        )
        if at:
            found.routes.append(Found(verb, path, match["handler"] or "", at, function))
    elif call in {"service", "configure"} and (named := NAMED.match(text, token.end())):
        found.hung[named[1]] = function, top.base + top.scope
