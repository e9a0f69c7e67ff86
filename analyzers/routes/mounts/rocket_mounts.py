"""Where Rocket mounts the routes of a function: `.mount("/api", routes![list])`, or `core::routes()` that collects them."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...per_index import per_index
from ...workspace.code_places import function_around
from ..prefixes.route_prefixes import MOST_MOUNTS
from ..text.route_source import line_number, product_texts, slashed, source_text
from ..text.rust_places import functions_named, module_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ....indexer.index import Index

__all__ = ["rocket_prefixes"]

Function = tuple[str, str]
"""A file and a function of it: a handler, or one that collects routes."""
DEEPEST = 6
LISTED = re.compile(r"\b(?:routes|openapi_get_routes(?:_spec)?)!\s*[\[({]([^\])}]*)[\])}]")
MOUNT = re.compile(
    r"\.mount\(\s*((?:[^(),\[\]]|\[[^\]]*\]|\([^()]*\))+?)\s*,\s*(?:(?:routes|openapi_get_routes)!\s*\[([^\]]*)\]|([\w:]+)\s*\()"
)
MERGED = re.compile(r"\bmount_endpoints_and_merged_docs!\s*[{(\[]([^;]*?)[})\]]\s*;", re.DOTALL)
"""How rocket_okapi mounts several: `{ rocket, "/".to_owned(), settings, "/users" => users::routes(), ... };`"""
PLACED = re.compile(r'"([^"]*)"\s*=>\s*(?:openapi_get_routes_spec!\s*\[([^\]]*)\]|([\w:]+)\s*\()')
ROOT = re.compile(r'\s*\w+\s*,\s*"([^"]*)"')
CALL = re.compile(r"\b((?:\w+::)*\w*routes\w*)\(\)")
RENAMED = re.compile(r"\b((?:\w+::)?)(?:\{[^{}]*?)?\b(\w+)\s+as\s+(\w+)")
TEXT = re.compile(r'"([^"]*)"')
COMMENT = re.compile(r"//[^\n]*")


def rocket_prefixes(index: Index, path: str, handler: str) -> list[str]:
    """The prefixes that a handler's routes are mounted under, once for each; [""] where no mount is seen."""
    return list(dict.fromkeys(_above(_hung(index), (path, handler), 0)))[:MOST_MOUNTS] or [""]


def _above(hung: dict[Function, list[tuple[str, Function | None]]], function: Function, depth: int) -> Iterator[str]:
    for prefix, parent in hung.get(function, ()) if depth < DEEPEST else ():
        if parent is None:
            yield prefix
        elif parent != function:
            yield from _above(hung, parent, depth + 1)


@per_index
def _hung(index: Index) -> dict[Function, list[tuple[str, Function | None]]]:
    """Function → the prefixes it is mounted under (no function), and the functions that collect it (no prefix)."""
    found: dict[Function, list[tuple[str, Function | None]]] = {}
    for path, text in product_texts(
        index, sorted({*index.files_using("mount"), *index.files_using("routes")}), {"Rust"}
    ):
        mounted = list(MOUNT.finditer(text))
        for match in mounted:
            for name in [match[3]] if match[3] else _names(match[2]):
                found.setdefault(_target(index, path, name), []).append((_prefix(match[1]), None))
        merged = list(MERGED.finditer(text))
        for prefix, name in (row for match in merged for row in _merged(match[1])):
            found.setdefault(_target(index, path, name), []).append((prefix, None))
        spans = [match.span() for match in (*mounted, *merged)]
        for pattern in (LISTED, CALL):
            for match in pattern.finditer(text):
                if any(start <= match.start() < end for start, end in spans):
                    continue
                holder = function_around(index, path, line_number(text, match.start()))
                for name in _names(match[1]) if holder else ():
                    found.setdefault(_target(index, path, name), []).append(("", (path, holder)))
    return found


def _merged(text: str) -> Iterator[tuple[str, str]]:
    """`(prefix, function)` of each place of rocket_okapi's macro, below the root that it begins with."""
    root = ROOT.match(text)
    for match in PLACED.finditer(text):
        for name in [match[3]] if match[3] else _names(match[2]):
            yield slashed(f"{root[1] if root else ''}/{match[1]}".replace("//", "/").rstrip("/")), name


def _names(listed: str) -> list[str]:
    return [name for part in COMMENT.sub("", listed).split(",") if (name := part.strip())]


def _prefix(expression: str) -> str:
    """`"/api"`, and a computed one by its parts: `[base, "/api"].concat()` is `{base}/api`."""
    if not expression.startswith("["):
        literal = TEXT.search(expression)
        return slashed(literal[1]) if literal else f"/{{{expression.strip('&')}}}"
    parts = [part.strip() for part in expression[1 : expression.find("]")].split(",") if part.strip()]
    return "".join(text[1].rstrip("/") if (text := TEXT.fullmatch(part)) else f"{{{part}}}" for part in parts)


def _target(index: Index, path: str, name: str) -> Function:
    """The file and name that a called function has: by the module before it, or the name that a `use` gives it."""
    *modules, function = name.split("::")
    module = modules[-1] if modules else ""
    holders = functions_named(index, function)
    if not holders:
        module, function = _renames(index).get(function, ("", function))
        holders = [symbol.path for symbol in index.symbols(name=function, kinds=("function",))]
    if module and module not in ("self", "super", "crate"):
        named = [holder for holder in holders if module_name(holder) == module]
        whole = "/".join(part for part in modules if part not in ("self", "super", "crate"))
        named = [holder for holder in named if f"/{whole}" in f"/{holder}"] or named
        one = holders if len(holders) == 1 else [path]
        return nearest(path, named or one), function
    return (path if path in holders or not holders else holders[0]), function


def nearest(path: str, others: Sequence[str]) -> str:
    """That of several files of a module's name which shares most folders with the one that names it."""
    return max(
        others, key=lambda other: len(posixpath.commonpath([posixpath.dirname(path), other]) if "/" in path else "")
    )


@per_index
def _renames(index: Index) -> dict[str, tuple[str, str]]:
    """The name that a `use` gives a function → its module and its own name."""
    return {
        match[3]: (match[1].removesuffix("::"), match[2])
        for path in index.files_using("mount") + index.files_using("routes")
        if index.files[path].language == "Rust"
        for match in RENAMED.finditer(source_text(index, path))
    }
