"""Routes of Phoenix' own language: the router module with its scopes, verbs, resources and live views."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ..text.resources import actions_of
from ..text.route_source import source_lines, source_text

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["phoenix_routes"]

ROUTER_FILES = re.compile(r"(^|/)(router|routes)(/[\w/]+)?\.ex$|_router\.ex$")
ROUTER = re.compile(r"^[ \t]*use\s+(?:Phoenix\.Router\b|[\w.]+,\s*:router\b)", re.MULTILINE)
VERB = re.compile(
    r"^(get|post|put|patch|delete|head|options|match|live|forward)\s*\(?\s*(?:(:\*|:\w+),\s*)?\"([^\"]*)\"\s*,\s*([\w.]+)(?:\s*,\s*:(\w+))?"
)
DASHBOARD = re.compile(r"^(\w+_dashboard|live_storybook|live_admin|ash_admin)\s*\(?\s*\"(/[^\"]*)\"")
"""Pages of a library, which a macro of its own adds."""
RESOURCES = re.compile(r"^resources\s*\(?\s*\"([^\"]*)\"\s*,\s*([\w.]+)(.*)")
SCOPE = re.compile(r"^scope\s*\(?\s*(?:path:\s*)?(?:\"([^\"]*)\")?\s*,?\s*(?:alias:\s*)?([A-Z][\w.]*)?")
PARAMETER = re.compile(r"\bparam:\s*\"(\w+)\"")
LOOP = re.compile(r"^for\s+(\w+)\s*<-\s*\[([^\]]*)\]\s*,?\s*do\b")
"""Routes that are made once for each text of a list."""
SCOPE_NAMED = re.compile(r"^scope\s*\(?\s*(?:path:\s*)?([a-z_]\w*)(?=\s*(?:,|\)|do\b))")
OPENS = re.compile(r"\bdo\s*(?:#.*)?$")
METHODS = {"live": "GET", "forward": "ANY", "match": "ANY"}


class _Block(NamedTuple):
    """What an open block adds: a path, the module that controllers below it are named in, and the texts that a name stands for."""

    path: str = ""
    module: str = ""
    name: str = ""
    texts: tuple[str, ...] = ()


def phoenix_routes(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of every route that a router module makes."""
    for path, file in index.files.items():
        if file.zone == "product" and ROUTER_FILES.search(path) and ROUTER.search(source_text(index, path)):
            for method, route, handler, line in _read(source_lines(index, path)):
                yield method, route, handler, path, line


def _read(lines: list[str]) -> Iterator[tuple[str, str, str, int]]:
    stack: list[_Block] = []
    for number, text in _statements(lines):
        if text == "end" or text.startswith("end)"):
            if stack:
                stack.pop()
            continue
        for method, route, handler in _routes(stack, text):
            yield from ((method, full, handler, number) for full in _filled(stack, route))
        if OPENS.search(text):
            stack.append(_block(text))


def _routes(stack: list[_Block], text: str) -> Iterator[tuple[str, str, str]]:
    """`(method, path, handler)` of the routes that a statement makes."""
    if found := RESOURCES.match(text):
        yield from _actions(stack, found)
    elif found := VERB.match(text):
        method = METHODS.get(found[1], found[1].upper())
        if found[1] == "match" and found[2] and found[2] != ":*":
            method = found[2].lstrip(":").upper()
        yield method, _path(stack, found[3]), _handler(stack, found[4], found[5] or "")
    elif found := DASHBOARD.match(text):
        yield "ANY", _path(stack, found[2]), found[1]


def _block(text: str) -> _Block:
    """What the block that a statement opens adds."""
    if found := RESOURCES.match(text):
        name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", found[2].rpartition(".")[2].removesuffix("Controller")).lower()
        single = "singleton: true" in found[3]
        return _Block(f"/{found[1].strip('/')}" + ("" if single else f"/:{name}_{_parameter(found[3])}"))
    if found := LOOP.match(text):
        return _Block(name=found[1], texts=tuple(re.findall(r'"([^"]*)"', found[2])))
    if found := SCOPE_NAMED.match(text):
        return _Block(f"/{{{found[1]}}}")
    if text.startswith("scope") and (found := SCOPE.match(text)):
        return _Block(f"/{(found[1] or '').strip('/')}".rstrip("/"), f"{found[2]}." if found[2] else "")
    return _Block()


def _filled(stack: list[_Block], route: str) -> list[str]:
    """The path once for each text that the loops around give its names."""
    found = [route]
    for block in stack:
        if block.texts and any(f"{{{block.name}}}" in path for path in found):
            found = [path.replace(f"{{{block.name}}}", text) for path in found for text in block.texts]
    return [re.sub("/{2,}", "/", path) for path in found]


def _statements(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Lines without comments; one that ends in a comma or an open bracket goes on in the next."""
    start, text = 0, ""
    for number, line in enumerate(lines, 1):
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        start, text = (start, f"{text} {bare}") if text else (number, bare)
        if bare.endswith((",", "[", "(")):
            continue
        yield start, text
        text = ""


def _actions(stack: list[_Block], found: re.Match[str]) -> Iterator[tuple[str, str, str]]:
    single = "singleton: true" in found[3]
    for action, method, tail in actions_of(found[3], f"/:{_parameter(found[3])}", single=single):
        handler = _handler(stack, found[2], action.replace("destroy", "delete"))
        yield method, _path(stack, found[1].rstrip("/") + tail), handler


def _parameter(rest: str) -> str:
    given = PARAMETER.search(rest)
    return given[1] if given else "id"


def _path(stack: list[_Block], end: str) -> str:
    joined = "".join(block.path for block in stack) + "/" + end.strip("/").replace("#{", "{")
    return joined.rstrip("/") or "/"


def _handler(stack: list[_Block], module: str, action: str) -> str:
    return "".join(block.module for block in stack) + module + (f".{action}" if action else "")
