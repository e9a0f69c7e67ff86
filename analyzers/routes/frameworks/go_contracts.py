"""Routes of Go that a contract tells: those that oapi-codegen writes from an OpenAPI description, in a generated file below a base that
the caller gives, and those of Huma's operations.

https://github.com/oapi-codegen/oapi-codegen#generating-server-side-boilerplate · https://huma.rocks/features/operations/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...per_index import per_index
from ...workspace.code_places import importers
from ..mounts.go_routers import go_prefixes
from ..prefixes.route_helpers import argument_text
from ..text.route_blocks import brackets
from ..text.route_forms import GO
from ..text.route_handlers import split_arguments
from ..text.route_source import PART, constant, line_number, product_files, product_texts, slashed, source_lines

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["huma_routes", "oapi_routes"]

MARK = "ServerInterfaceWrapper"
"""The type that every server of the generator defines, whatever its router."""
ROUTE = re.compile(
    r"^\s*\w+\.(?:(?P<verb>[A-Za-z]+)\(|HandleFunc\(\s*\"(?P<method>[A-Z]+)\s*\"\s*\+\s*)\s*(?:options\.BaseURL|baseURL)\s*\+\s*\"(?P<path>[^\"]*)\""
    r"\s*,\s*(?:[\w.]+,\s*)*wrapper\.(?P<handler>\w+)(?P<rest>.*)"
)
GORILLA = re.compile(r"\.Methods\(\s*(?:\"([A-Z]+)\"|http\.Method(\w+))")
BASED = re.compile(
    r"\b(?:RegisterHandlersWithBaseURL|HandlerFromMuxWithBaseURL)\(.*,\s*(?:\"(?P<path>[^\"]*)\"|(?P<constant>[\w.]+))\s*\)|"
    r"\bBaseURL:\s*(?:\"(?P<option>[^\"]*)\"|(?P<named>[\w.]+))"
)
"""How a caller gives the base."""
CALLS = ("RegisterHandlersWithBaseURL", "HandlerFromMuxWithBaseURL", "BaseURL")
PACKAGE = "github.com/danielgtaylor/huma"
ADDED = re.compile(
    r"\b(?:huma\.(?P<verb>Get|Post|Put|Patch|Delete|Head)|(?:\w+\.)?\w*[rR]egister\w*)(?P<open>\()\s*(?P<api>\w+)\s*,"
    r"\s*(?:\"(?P<path>[^\"\n]*)\"\s*(?=,)|huma\.Operation\s*(?P<inner>\{))"
)
METHOD = re.compile(r"\bMethod:\s*(?:http\.Method(\w+)|\"(\w+)\")")
PATH = re.compile(rf"\bPath:\s*({PART}(?:\s*\+\s*{PART})*)")
GROUP = r"\b{}\s*:?=\s*huma\.NewGroup\(\s*(\w+)\s*,\s*\"([^\"]*)\""
MADE = re.compile(r"\b(?:huma\w*|\w*bridge)\.NewWithGroup\(\s*[\w.]+\s*,\s*(?P<group>\w+)")
"""An API on a group of the router: its adapters for Echo, Gin and Fiber have this form."""
NAME = re.compile(r"[A-Za-z_][\w.]*")
DEEPEST = 4


def oapi_routes(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of every route in such a file; the handler is the operation's method."""
    for path in index.files_using(MARK):
        if index.files[path].zone in {"product", "generated"}:
            base = _base(index, path.rpartition("/")[0])
            for number, text in enumerate(source_lines(index, path), 1):
                if "wrapper." in text and (match := ROUTE.match(text)):
                    yield _method(match), base + match["path"], match["handler"], path, number


def _method(match: re.Match[str]) -> str:
    verb = match["method"] or match["verb"].upper()
    if verb not in {"HANDLEFUNC", "HANDLE"}:
        return verb
    told = GORILLA.search(match["rest"])
    return (told[1] or told[2].upper()) if told else "ANY"


def _base(index: Index, folder: str) -> str:
    """What the code around gives as base: a call in the generated package itself, or of a package that imports it."""
    near = {path for path in index.files if path.rpartition("/")[0] == folder}
    near |= {path for inner in sorted(near) for path in index.adjacency[1].get(inner, ())}
    for path in sorted({path for word in CALLS for path in index.files_using(word)} & near):
        if index.files[path].zone == "product":
            for text in source_lines(index, path):
                if match := BASED.search(text):
                    name = match["constant"] or match["named"]
                    return slashed(constant(index, name, path) if name else match["path"] or match["option"] or "")
    return ""


def huma_routes(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of every operation; a line is that of its path where it has one."""
    for path, text in product_texts(index, sorted(importers(index, (PACKAGE,))), GO):
        closing = brackets(text)
        for match in ADDED.finditer(text):
            verb, end, at, after = match["verb"], match["path"], match.start(), match.end()
            if match["inner"]:
                after = closing.get(after - 1, 0) + 1
                method, own = METHOD.search(text, match.end(), after), PATH.search(text, match.end(), after)
                if method is None or own is None:
                    continue
                verb, at = method[1] or method[2], own.start()
                end = argument_text(index, own[1], path)
            handler = _handler(text[after : closing.get(match.start("open"), after)])
            for start in _above(index, path, text, match["api"]) if verb and end is not None else ():
                yield verb.upper(), start + slashed(end), handler, path, line_number(text, at)


def _handler(arguments: str) -> str:
    """The first argument behind the operation; "" for a function without a name."""
    given = [part.strip() for part in split_arguments(arguments) if part.strip()]
    return given[0] if given and NAME.fullmatch(given[0]) else ""


def _above(index: Index, path: str, text: str, api: str) -> list[str]:
    """What stands before the operations of an API or of one of its groups."""
    inner = ""
    for _ in range(DEEPEST):
        group = re.search(GROUP.format(re.escape(api)), text)
        if group is None or group[1] == api:
            break
        api, inner = group[1], slashed(group[2]) + inner
    made = _made(index)
    own = {starts for place, starts in made if place == path} or {starts for _, starts in made}
    return [start + inner for start in min(own)] if len(own) == 1 else [inner]


@per_index
def _made(index: Index) -> list[tuple[str, tuple[str, ...]]]:
    """The files that make an API on a group, and what stands before that."""
    return [
        (path, tuple(go_prefixes(index, path, number, found["group"])))
        for path in product_files(index, index.files_using("NewWithGroup"), GO)
        for number, line in enumerate(source_lines(index, path), 1)
        if (found := MADE.search(line))
    ]
