"""The paths of NestJS' controllers: one or a list of them, also by a decorator of the workspace's own (`@ApiController('pots')`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ..text.route_source import PLACEHOLDER, constant, definition_text, slashed, source_text, statement

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["decorated_paths", "listed_paths", "own_decorator"]

OWN = re.compile(r"^\s*@(\w+Controller)\((.*)")
LISTED = re.compile(r"^\s*@\w*Controller\(\s*(?:\{.*?\bpath\s*:\s*)?\[([^\]]*)\]")
TEXTS = re.compile(r"['\"`]([^'\"`]*)['\"`]")
KEYED = re.compile(r"\s*\{.*?\bpath\s*:\s*")
NAME = re.compile(r"\s*([A-Za-z_][\w.]*)\s*[,)}]")
TEMPLATE = re.compile(r"`([^`]*)\$\{[^`]*\}`")
"""A text that a decorator makes of the path which it is given: what stands before that is the same for all."""
FIRST = re.compile(r"function\s+\w+\s*\(\s*(\w+)")


def listed_paths(decorator: str) -> list[str]:
    """The paths of a list that a decorator is given; [] for one that is given none."""
    found = LISTED.match(decorator)
    return TEXTS.findall(found[1]) if found else []


def own_decorator(lines: list[str], number: int) -> str:
    """The statement of a decorator of the workspace's own on a line; "" for anything else."""
    whole = statement(lines, number) if OWN.match(lines[number - 1]) else ""
    return whole if OWN.match(whole) else ""


def decorated_paths(index: Index, path: str, decorator: str) -> list[str]:
    """The paths of a controller by a decorator of the workspace's own, below what that one puts before them."""
    found = OWN.match(decorator)
    if found is None:
        return [""]
    before = _put_before(index, found[1])
    if before is None:
        return [f"/{{{found[1]}}}"]
    return [before + slashed(text) for text in _given(index, path, decorator, found[2])]


def _given(index: Index, path: str, decorator: str, arguments: str) -> list[str]:
    """The paths among a decorator's arguments."""
    if listed := listed_paths(decorator):
        return listed
    bare = KEYED.sub("", arguments, count=1)
    if text := re.match(r"\s*['\"`]([^'\"`]*)['\"`]", bare):
        return [text[1]]
    if named := NAME.match(bare):
        own = re.compile(rf"\b{re.escape(named[1])}\s*(?::[^=]+)?=\s*\[([^\]]*)\]")
        several = own.search(source_text(index, path))
        return TEXTS.findall(several[1]) if several else [constant(index, named[1], path)]
    return [""]


def _put_before(index: Index, name: str) -> str | None:
    """What a decorator puts before the path that it is given; None for one that makes its path of something else."""
    defined = [
        symbol
        for symbol in index.symbols(name=name)
        if symbol.kind in ("function", "constant", "variable") and index.files[symbol.path].zone == "product"
    ]
    if len(defined) != 1:
        return ""
    symbol = defined[0]
    text = definition_text(index, symbol)
    first = FIRST.search(text)
    if first and len(re.findall(rf"\b{first[1]}\b", text)) == 1:
        return None
    made = TEMPLATE.search(text)
    before = made[1] if made else ""
    return slashed(PLACEHOLDER.sub(lambda found: constant(index, found[1], symbol.path), before))
