"""Routes of Beego: a path, a controller, and which of its methods answer what, also below namespaces.

`web.Router("/pots/:id", &Pots{}, "get:One;put,post:Save")`, and `web.NSInclude(&Pots{})`, whose paths stand in comments above
the methods, `// @router /pots [get]`. https://beego.wiki/docs/mvc/controller/router
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...workspace.code_places import importers
from ..mounts.go_routers import names_folder
from ..prefixes.route_helpers import argument_text
from ..text.route_blocks import brackets
from ..text.route_forms import GO
from ..text.route_handlers import split_arguments
from ..text.route_source import line_number, product_texts, slashed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["beego_routes"]

Row = tuple[str, str, str, str, int]
PACKAGES = ("github.com/beego/beego", "github.com/astaxie/beego")
CALL = re.compile(r"\.(?P<how>NewNamespace|NSNamespace|(?:NS)?Router|(?:NS)?Include|(?<=web\.|ego\.)Handler)\(")
CONTROLLER = re.compile(r"(?:&|new\()?(?:(\w+)\.)?([A-Z]\w*)(?:\{.*\}|\))?", re.DOTALL)
MAPPED = re.compile(r"(?:^|[;\"])\s*([\w,*]+):(\w+)")
COMMENT = re.compile(
    r"^//\s*@router\s+(?P<path>\S+)\s+\[(?P<verbs>[\w,]+)\].*\n(?://.*\n)*func \(\w+ \*?(?P<kind>\w+)\) (?P<name>\w+)\(",
    re.IGNORECASE | re.MULTILINE,
)
ANSWERING = ("Get", "Post", "Put", "Patch", "Delete", "Head", "Options")
"""The methods of a controller that answer where its route maps none."""


def beego_routes(index: Index) -> Iterator[Row]:
    """`(method, path, handler, file, line)` of every route; a method that a call maps needs no comment, which only documents it then."""
    told: list[Row] = []
    included: list[Row] = []
    for path, text in product_texts(index, sorted(importers(index, PACKAGES)), GO):
        closing, spaces = brackets(text), [(0, "")]
        for call in CALL.finditer(text):
            last = closing.get(call.end() - 1, 0)
            given = [part.strip() for part in split_arguments(text[call.end() : last])]
            above = "".join(start for end, start in spaces if call.start() < end)
            end = above + slashed(argument_text(index, given[0], path))
            if call["how"].endswith("Namespace"):
                spaces.append((last, end[len(above) :]))
            elif call["how"].endswith("Include"):
                included += [row for kind in given for row in _commented(index, above, *_controller(index, path, kind))]
            elif given[1:]:
                line = line_number(text, call.start())
                told += [(verb, end or "/", name, path, line) for verb, name in _mapped(index, path, given)]
    handlers = {row[2] for row in told}
    yield from (*told, *(row for row in included if row[2] not in handlers))


def _mapped(index: Index, path: str, given: list[str]) -> list[tuple[str, str]]:
    """`(method, handler)` of what a call maps, else of the methods that its controller has, else any method."""
    folder, kind = _controller(index, path, given[1])
    told = [(verb, name) for verbs, name in MAPPED.findall(",".join(given[2:])) for verb in verbs.split(",")]
    has = {each.qualname for name in ANSWERING for each in index.symbols(name=name) if each.path.startswith(folder)}
    own = [(name, name) for name in ANSWERING if f"{kind}.{name}" in has]
    return [(verb.upper().replace("*", "ANY"), f"{kind}.{name}") for verb, name in told or own] or [("ANY", kind)]


def _controller(index: Index, path: str, argument: str) -> tuple[str, str]:
    """The folder of a controller that a file names, and its type."""
    given = CONTROLLER.fullmatch(argument)
    package, kind = given.groups() if given else ("", "")
    folders = sorted({each.path.rpartition("/")[0] for each in index.symbols(name=kind) if each.path.endswith(".go")})
    named = [folder for folder in folders if names_folder(index, path, package or "", folder)]
    return next(iter([*named, *folders]), ""), kind


def _commented(index: Index, above: str, folder: str, kind: str) -> Iterator[Row]:
    """The routes that comments above a controller's methods tell."""
    for path, text in product_texts(index, (path for path in index.files if path.rpartition("/")[0] == folder), GO):
        for found in COMMENT.finditer(text) if kind in text else ():
            for verb in found["verbs"].split(",") if found["kind"] == kind else ():
                line = line_number(text, found.start())
                yield verb.upper(), above + slashed(found["path"]) or "/", f"{kind}.{found['name']}", path, line
