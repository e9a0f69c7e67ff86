"""What stands before routes of Rust, and which lines only tests are compiled with.

Axum's routers that functions make, by what they are nested or merged under, through the functions that call them; those of utoipa-axum,
whose `.routes(routes!(users::list, users::add))` registers documented handlers below where it is nested; and where Rocket mounts the
routes of a function: `.mount("/api", routes![list])`, or `core::routes()` that collects them.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ...per_index import per_index, read_once
from ...workspace.code_places import function_around
from ..prefixes.route_prefixes import MOST_MOUNTS
from ..text.route_blocks import RUST_TOKEN, block_prefix, brackets
from ..text.route_forms import RUST
from ..text.route_source import line_number, product_files, product_texts, slashed, source_lines, source_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ....indexer.index import Index

__all__ = ["documented_prefixes", "in_test_module", "nest_prefixes", "rocket_prefixes"]

NESTED = re.compile(
    r"\.(?:nest|nest_service|nest_api_service|merge)\(\s*(?:&?(?:(?:format!\(\s*)?\"[^\"\n]*\"\)?|(?:\w+::)*\w+(?:\.as_str\(\))?)\s*,\s*)?(?P<name>[a-z_][\w:]*)\s*(?P<called>\()?"
)
WORDS = ("nest", "nest_service", "nest_api_service", "merge")
MADE = re.compile(r"^\s*let\s+(?:mut\s+)?(\w+)\s*(?::[^=]+)?=\s*(?:\w+::)*\w*Router\b")
ROUTES = re.compile(r"\broutes!\(\s*([\w:,\s]+?)\s*\)")
LONGEST = 120
"""Lines that the statement of one router may have."""
Place = tuple[str, int]
"""A line of a file on which a router is mounted."""
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
TEST_MODULE = re.compile(r"#\[cfg\((?:test|all\(\s*test\b[^\]]*)\)\]\s*(?:#\[[^\]]*\]\s*)*(?:pub\s+)?mod\s+\w+\s*(\{)")


def nest_prefixes(index: Index, path: str, line: int, depth: int = 0) -> list[str]:
    """The prefix of a route by where the router of the function around it is mounted, once for each place."""
    if depth >= DEEPEST:
        return [""]
    variable, name = _variable_around(source_lines(index, path), line), function_around(index, path, line)
    if variable and (here := _nests(index).get((path, f"let {variable}"))):
        return _above_all(index, here, depth + 1)
    hung = _nests(index).get((path, name), []) if name else []
    others = [nest for nest in hung[:MOST_MOUNTS] if (nest[0], function_around(index, *nest)) != (path, name)]
    return _above_all(index, others, depth + 1)


def _above_all(index: Index, places: Sequence[Place], depth: int) -> list[str]:
    """What stands before routers that are mounted at some places: the prefix in the block of the call, below those of that block."""
    found = [
        f"{above}{block_prefix(index, *place)}"
        for place in places[:MOST_MOUNTS]
        for above in nest_prefixes(index, *place, depth)
    ]
    return list(dict.fromkeys(found))[:MOST_MOUNTS] or [""]


@per_index
def _nests(index: Index) -> dict[tuple[str, str], list[Place]]:
    """`(file, function)` → where its router is mounted; `let NAME` in place of the function for a variable of the file itself."""
    found: dict[tuple[str, str], list[Place]] = {}
    for path, text in product_texts(index, sorted({path for word in WORDS for path in index.files_using(word)}), RUST):
        for match in NESTED.finditer(text):
            nest = path, line_number(text, match.start())
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
    return _above_all(index, [(item.path, item.line) for item in hung], 0)


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


def rocket_prefixes(index: Index, path: str, handler: str) -> list[str]:
    """The prefixes that a handler's routes are mounted under, once for each; [""] where no mount is seen."""
    return list(dict.fromkeys(_above(_rocket_hung(index), (path, handler), 0)))[:MOST_MOUNTS] or [""]


def _above(hung: dict[Function, list[tuple[str, Function | None]]], function: Function, depth: int) -> Iterator[str]:
    for prefix, parent in hung.get(function, ()) if depth < DEEPEST else ():
        if parent is None:
            yield prefix
        elif parent != function:
            yield from _above(hung, parent, depth + 1)


@per_index
def _rocket_hung(index: Index) -> dict[Function, list[tuple[str, Function | None]]]:
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


def module_path(path: str) -> str:
    """The module that a file is, below the modules around it: `users/mod.rs` is `/users`."""
    return f"/{path.removesuffix('.rs').removesuffix('/mod')}"


def module_name(path: str) -> str:
    """The module that a file is: `users.rs` and `users/mod.rs` are `users`."""
    return module_path(path).rpartition("/")[2]


def functions_named(index: Index, name: str) -> list[str]:
    """The files of Rust that define a function of that name."""
    found = index.symbols(name=name, kinds=("function",))
    return list(dict.fromkeys(symbol.path for symbol in found if index.files[symbol.path].language == "Rust"))


def in_test_module(index: Index, path: str, line: int) -> bool:
    """Whether a line of a file of Rust stands in a module that only tests are compiled with."""
    if index.files[path].language != "Rust":
        return False
    return any(first <= line <= last for first, last in _modules(index, path))


@read_once
def _modules(index: Index, path: str) -> list[tuple[int, int]]:
    """The first and last line of each test module."""
    text = source_text(index, path)
    found = list(TEST_MODULE.finditer(text))
    closing = brackets(text, RUST_TOKEN) if found else {}
    return [
        (line_number(text, match.start(1)), line_number(text, closing.get(match.start(1), len(text))))
        for match in found
    ]
