"""Axum's routers that functions make: the prefixes that they are nested or merged under, through the functions that call them; and those
of utoipa-axum, whose `.routes(routes!(users::list, users::add))` registers documented handlers below where it is nested."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ...per_index import per_index
from ...workspace.code_places import function_around
from ..prefixes.route_prefixes import MOST_MOUNTS
from ..text.route_blocks import block_prefix
from ..text.route_forms import RUST
from ..text.route_source import line_number, product_files, product_texts, source_lines
from ..text.rust_places import functions_named, module_name, module_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["documented_prefixes", "nest_prefixes"]

NESTED = re.compile(
    r"\.(?:nest|nest_service|nest_api_service|merge)\(\s*(?:&?(?:(?:format!\(\s*)?\"[^\"\n]*\"\)?|(?:\w+::)*\w+(?:\.as_str\(\))?)\s*,\s*)?(?P<name>[a-z_][\w:]*)\s*(?P<called>\()?"
)
WORDS = ("nest", "nest_service", "nest_api_service", "merge")
MADE = re.compile(r"^\s*let\s+(?:mut\s+)?(\w+)\s*(?::[^=]+)?=\s*(?:\w+::)*\w*Router\b")
ROUTES = re.compile(r"\broutes!\(\s*([\w:,\s]+?)\s*\)")
DEEPEST = 6
LONGEST = 120
"""Lines that the statement of one router may have."""


class Nest(NamedTuple):
    """A place where the router of a function is mounted; the block of the call itself holds the prefix."""

    path: str
    line: int


def nest_prefixes(index: Index, path: str, line: int, depth: int = 0) -> list[str]:
    """The prefix of a route by where the router of the function around it is mounted, once for each place."""
    if depth >= DEEPEST:
        return [""]
    variable = _variable_around(source_lines(index, path), line)
    if here := _nests(index).get((path, f"let {variable}"), []) if variable else []:
        return [
            f"{before}{block_prefix(index, nest.path, nest.line)}"
            for nest in here[:MOST_MOUNTS]
            for before in nest_prefixes(index, nest.path, nest.line, depth + 1)
        ]
    name = function_around(index, path, line)
    hung = _nests(index).get((path, name), []) if name else []
    found = [
        f"{before}{block_prefix(index, nest.path, nest.line)}"
        for nest in hung[:MOST_MOUNTS]
        if (nest.path, function_around(index, nest.path, nest.line)) != (path, name)
        for before in nest_prefixes(index, nest.path, nest.line, depth + 1)
    ]
    return list(dict.fromkeys(found))[:MOST_MOUNTS] or [""]


@per_index
def _nests(index: Index) -> dict[tuple[str, str], list[Nest]]:
    """`(file, function)` → where its router is mounted; `let NAME` in place of the function for a variable of the file itself."""
    found: dict[tuple[str, str], list[Nest]] = {}
    for path, text in product_texts(index, sorted({path for word in WORDS for path in index.files_using(word)}), RUST):
        for match in NESTED.finditer(text):
            nest = Nest(path, line_number(text, match.start()))
            name = match["name"] if match["called"] else _made_by(text, match["name"], match.start())
            if not name:
                found.setdefault((path, f"let {match['name']}"), []).append(nest)
            for target in _targets(index, path, name) if name else ():
                found.setdefault((target, name.rpartition("::")[2]), []).append(nest)
    return found


def _variable_around(lines: list[str], line: int) -> str:
    """The variable whose statement a line is part of: `let users = Router::new()` with its chain below; "" for none."""
    depth = len(lines[line - 1]) - len(lines[line - 1].lstrip()) if line <= len(lines) else 0
    for text in reversed(lines[max(0, line - LONGEST) : line - 1]):
        indent = len(text) - len(text.lstrip())
        if found := MADE.match(text) if indent < depth else None:
            return found[1]
        if text.rstrip().endswith((";", "}")) and indent <= depth:
            break
    return ""


def _made_by(text: str, variable: str, before: int) -> str:
    """The function that a variable's router comes from: `let users = users::router();`."""
    made = list(re.finditer(rf"\blet\s+(?:mut\s+)?{variable}\s*(?::[^=\n]+)?=\s*([a-z_][\w:]*)\s*\(", text[:before]))
    return made[-1][1] if made else ""


def _targets(index: Index, path: str, name: str) -> Iterator[str]:
    """The files in which a called function stands: by the modules before its name, else the file itself or the only one."""
    *modules, function = name.split("::")
    holders = [*product_files(index, functions_named(index, function), RUST)]
    if named := [module for module in modules if module not in ("self", "super", "crate")]:
        inner = [holder for holder in holders if module_name(holder) == named[-1]]
        whole = [holder for holder in inner if module_path(holder).endswith(f"/{'/'.join(named)}")]
        yield from (whole or (inner if len(inner) == 1 else []))[:1]
    elif path in holders:
        yield path
    elif len(holders) == 1:
        yield holders[0]


class Hung(NamedTuple):
    """A place that registers a handler, and the module before its name there; "" for none."""

    path: str
    line: int
    module: str


def documented_prefixes(index: Index, path: str, handler: str) -> list[str]:
    """The prefix of a handler's route, once for each router that it is registered on; [] for one that is only documented."""
    named = _hung(index).get(handler, ())
    hung = [item for item in named if item.module == module_name(path)] or [item for item in named if not item.module]
    if _hung(index) and not hung:
        return []
    found = [
        f"{above}{block_prefix(index, item.path, item.line)}"
        for item in hung[:MOST_MOUNTS]
        for above in nest_prefixes(index, item.path, item.line)
    ]
    return list(dict.fromkeys(found))[:MOST_MOUNTS] or [""]


@per_index
def _hung(index: Index) -> dict[str, list[Hung]]:
    """Handler → where `routes!` names it."""
    found: dict[str, list[Hung]] = {}
    for path, text in product_texts(index, index.files_using("routes"), RUST):
        for match in ROUTES.finditer(text):
            line = line_number(text, match.start())
            for name in filter(None, re.split(r"[,\s]+", match[1])):
                *modules, handler = name.split("::")
                found.setdefault(handler, []).append(Hung(path, line, modules[-1] if modules else ""))
    return found
