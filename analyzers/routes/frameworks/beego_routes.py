"""Routes of Beego: a path, a controller, and which of its methods answer what, also below namespaces.

`web.Router("/pots/:id", &Pots{}, "get:One;put,post:Save")`, and `web.NSInclude(&Pots{})`, whose paths stand in comments above
the methods, `// @router /pots [get]`. https://beego.wiki/docs/mvc/controller/router
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ...per_index import read_once
from ...workspace.code_places import importers
from ..text.route_blocks import brackets
from ..text.route_forms import GO
from ..text.route_handlers import split_arguments
from ..text.route_source import joined, line_number, product_files, product_texts, slashed, source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["beego_routes"]

PACKAGES = ("github.com/beego/beego", "github.com/astaxie/beego")
CALL = re.compile(
    r"\.(?P<how>NewNamespace|NSNamespace|(?:NS)?Router|(?:NS)?Include|(?<=web\.|ego\.)Handler"
    r"|(?:NSCtrl|Ctrl|NS)(?P<verb>Get|Post|Put|Patch|Delete|Head|Options|Any))\("
)
CONTROLLER = re.compile(r"\s*(?:&|new\()?\s*(?:(?P<package>\w+)\.)?(?P<kind>[A-Z]\w*)(?:\{.*\}|\))?\s*", re.DOTALL)
MAPPED = re.compile(r"(?:^|[;\"])\s*([\w,*]+):(\w+)")
COMMENT = re.compile(
    r"^//\s*@router\s+(?P<path>\S+)\s+\[(?P<verbs>[\w,]+)\].*\n(?://.*\n)*func \(\w+ \*?(?P<kind>\w+)\) (?P<name>\w+)\(",
    re.IGNORECASE | re.MULTILINE,
)
NAMED = re.compile(r"\s*([A-Za-z_][\w.]*)\s*(?:\(.*)?$", re.DOTALL)
ANSWERING = ("Get", "Post", "Put", "Patch", "Delete", "Head", "Options")
"""The methods of a controller that answer where its route maps none."""


class Call(NamedTuple):
    """A call that adds routes, and what its namespaces put before them."""

    path: str
    line: int
    how: str
    above: str
    arguments: list[str]


def beego_routes(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of every route; a method that a call maps needs no comment, which only documents it then."""
    texts = product_texts(index, sorted(importers(index, PACKAGES)), GO)
    calls = [call for path, text in texts for call in _calls(index, path, text)]
    told = [route for call in calls if not call.how.endswith("Include") for route in _mapped(index, call)]
    yield from told
    handlers = {route[2] for route in told}
    for call in calls:
        for given in call.arguments if call.how.endswith("Include") else ():
            for found, path in _commented(index, *_controller(index, call.path, given)):
                handler, line = f"{found['kind']}.{found['name']}", line_number(source_text(index, path), found.start())
                for verb in found["verbs"].upper().split(",") if handler not in handlers else ():
                    yield verb, call.above + slashed(found["path"]) or "/", handler, path, line


def _calls(index: Index, path: str, text: str) -> Iterator[Call]:
    closing = brackets(text)
    spaces: list[tuple[int, str]] = []
    for found in CALL.finditer(text):
        last = closing.get(found.end() - 1)
        if last is None:
            continue
        arguments = split_arguments(text[found.end() : last])
        above = "".join(start for end, start in spaces if found.start() < end)
        if found["how"].endswith("Namespace"):
            spaces.append((last, slashed(joined(index, arguments[0], path))))
        else:
            yield Call(path, line_number(text, found.start()), found["verb"] or found["how"], above, arguments)


def _mapped(index: Index, call: Call) -> Iterator[tuple[str, str, str, str, int]]:
    """The routes of a call with a path: what it maps, else the methods that its controller has, else any method."""
    path, second = call.above + slashed(joined(index, call.arguments[0], call.path)) or "/", call.arguments[1]
    mapped = [(verb, name) for verbs, name in MAPPED.findall(",".join(call.arguments[2:])) for verb in verbs.split(",")]
    if call.how.endswith("Router"):
        folder, kind = _controller(index, call.path, second)
        for verb, name in mapped or [(name, name) for name in _answers(index, folder, kind)] or [("*", "")]:
            yield "ANY" if verb == "*" else verb.upper(), path, f"{kind}.{name}".strip("."), call.path, call.line
    else:
        handler = NAMED.match(second)
        method = "ANY" if call.how in ("Any", "Handler") else call.how.upper()
        yield method, path, handler[1] if handler else "", call.path, call.line


def _controller(index: Index, path: str, argument: str) -> tuple[str, str]:
    """The folder of a controller that a file names, and its type."""
    given = CONTROLLER.fullmatch(argument)
    package, kind = (given["package"], given["kind"]) if given else (None, "")
    folders = {each.path.rpartition("/")[0] for each in index.symbols(name=kind) if each.path.endswith(".go")}
    linked = {
        folder
        for link in index.links_from(path)
        if link.target and package in (link.alias, (folder := link.target.rpartition("/")[0]).rpartition("/")[2])
    }
    return min(folders & linked or folders, default=""), kind


def _answers(index: Index, folder: str, kind: str) -> list[str]:
    """The methods of HTTP that a controller has one of its own for."""
    own = {
        each.qualname for name in ANSWERING for each in index.symbols(name=name) if each.path.startswith(f"{folder}/")
    }
    return [name for name in ANSWERING if f"{kind}.{name}" in own]


@read_once
def _commented(index: Index, folder: str, kind: str) -> list[tuple[re.Match[str], str]]:
    """The comments above a controller's methods that tell a route, each with its file."""
    files = product_files(index, (path for path in index.files if path.rpartition("/")[0] == folder), GO)
    return [
        (found, path) for path in files for found in COMMENT.finditer(source_text(index, path)) if found["kind"] == kind
    ]
