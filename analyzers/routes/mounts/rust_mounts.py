"""What stands before routes of Rust, and which lines only tests are compiled with.

Axum's routers that functions make, by what they are nested or merged under, through the functions that call them; those of utoipa-axum,
whose `.routes(routes!(users::list, users::add))` registers documented handlers below where it is nested; and where Rocket mounts the
routes of a function: `.mount("/api", routes![list])`, or `core::routes()` that collects them.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...per_index import per_index
from ...workspace.code_places import definitions_around, function_around
from ..prefixes.route_prefixes import MOST_MOUNTS
from ..prefixes.router_names import links_of
from ..text.route_blocks import block_prefix
from ..text.route_forms import RUST
from ..text.route_source import line_number, product_texts, slashed, source_lines

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
Function = tuple[str, str]
"""A file and a function of it: a handler, or one that makes or collects routes; `let NAME` for a variable."""
Hung = dict[Function, list[tuple[str, tuple[Function, ...]]]]
"""Function → each prefix that it is hung under, and the routers that it is hung on there; () for the application itself."""
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
TEXT = re.compile(r'"([^"]*)"')
COMMENT = re.compile(r"//[^\n]*")
TEST = re.compile(r"cfg\((?:test|all\(\s*test)\b")


def nest_prefixes(index: Index, path: str, line: int) -> list[str]:
    """The prefix of a route by where the router of the function around it is mounted, once for each place."""
    return _above(index, _nests(index), _routers_around(index, path, line), ("",))


def documented_prefixes(index: Index, path: str, handler: str) -> list[str]:
    """The prefix of a handler's route, once for each router that it is registered on; [] for one that is only documented."""
    registered = _registered(index)
    if registered and (path, handler) not in registered:
        return []
    return _above(index, _nests(index) | registered, [(path, handler)], ("",))


def rocket_prefixes(index: Index, path: str, handler: str) -> list[str]:
    """The prefixes that a handler's routes are mounted under, once for each; [""] where no mount is seen."""
    return _above(index, _rocket_hung(index), [(path, handler)], ()) or [""]


def _above(index: Index, hung: Hung, names: Sequence[Function], alone: Sequence[str], depth: int = 0) -> list[str]:
    """What stands before the first of some names that is hung somewhere, through what those places are hung on; `alone` before one
    of which no place is seen."""
    own = next((name for name in names if name in hung), ("", ""))
    found = [
        start + prefix
        for prefix, outer in (hung.get(own, ())[:MOST_MOUNTS] if depth < DEEPEST else ())
        if own not in outer
        for start in (_above(index, hung, outer, alone, depth + 1) if outer else [""])
    ]
    return list(dict.fromkeys(found))[:MOST_MOUNTS] or [*alone]


def _routers_around(index: Index, path: str, line: int) -> tuple[Function, ...]:
    """The router that a line is part of: that of a variable, or that which the function around makes."""
    variable = _variable_around(source_lines(index, path), line)
    return (path, f"let {variable}"), (path, function_around(index, path, line))


def _place(index: Index, path: str, text: str, at: int) -> tuple[str, tuple[Function, ...]]:
    """What hangs there: the prefix of the blocks around, and the routers around."""
    line = line_number(text, at)
    return block_prefix(index, path, line), _routers_around(index, path, line)


@per_index
def _nests(index: Index) -> Hung:
    """Where the routers of functions, and of variables (`let NAME`), are nested or merged."""
    found: Hung = {}
    for path, text in product_texts(index, sorted({path for word in WORDS for path in index.files_using(word)}), RUST):
        for match in NESTED.finditer(text):
            name = match["name"] if match["called"] else _made_by(text, match["name"], match.start())
            target = _target(index, path, name) if name else (path, f"let {match['name']}")
            found.setdefault(target, []).append(_place(index, path, text, match.start()))
    return found


@per_index
def _registered(index: Index) -> Hung:
    """Where `routes!` of utoipa-axum names a handler."""
    found: Hung = {}
    for path, text in product_texts(index, index.files_using("routes"), RUST):
        for match in ROUTES.finditer(text):
            for name in filter(None, re.split(r"[,\s]+", match[1])):
                found.setdefault(_target(index, path, name), []).append(_place(index, path, text, match.start()))
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


@per_index
def _rocket_hung(index: Index) -> Hung:
    """The prefixes that functions are mounted under, and the functions that collect them."""
    found: Hung = {}
    for path, text in product_texts(index, sorted({*index.files_using("mount"), *index.files_using("routes")}), RUST):
        mounted, merged = list(MOUNT.finditer(text)), list(MERGED.finditer(text))
        rows = [(_prefix(match[1]), name) for match in mounted for name in _listed(match)]
        for prefix, name in (*rows, *(row for match in merged for row in _merged(match[1]))):
            found.setdefault(_target(index, path, name), []).append((prefix, ()))
        spans = [match.span() for match in (*mounted, *merged)]
        for match in (*LISTED.finditer(text), *CALL.finditer(text)):
            holder = function_around(index, path, line_number(text, match.start()))
            if holder and not any(start <= match.start() < end for start, end in spans):
                for name in _names(match[1]):
                    found.setdefault(_target(index, path, name), []).append(("", ((path, holder),)))
    return found


def _merged(text: str) -> Iterator[tuple[str, str]]:
    """`(prefix, function)` of each place of rocket_okapi's macro, below the root that it begins with."""
    root = ROOT.match(text)
    for match in PLACED.finditer(text):
        for name in _listed(match):
            yield slashed(f"{root[1] if root else ''}/{match[1]}".replace("//", "/").rstrip("/")), name


def _listed(match: re.Match[str]) -> list[str]:
    """The handlers that a mount lists, or the function that collects them."""
    return [match[3]] if match[3] else _names(match[2])


def _names(listed: str) -> list[str]:
    return [name for part in COMMENT.sub("", listed).split(",") if (name := part.strip())]


def _prefix(expression: str) -> str:
    """`"/api"`, and a computed one by its parts: `[base, "/api"].concat()` is `{base}/api`."""
    if not expression.startswith("["):
        literal = TEXT.search(expression)
        return slashed(literal[1]) if literal else f"/{{{expression.strip('&')}}}"
    parts = [part.strip() for part in expression[1 : expression.find("]")].split(",") if part.strip()]
    return "".join(text[1].rstrip("/") if (text := TEXT.fullmatch(part)) else f"{{{part}}}" for part in parts)


def _target(index: Index, path: str, name: str, depth: int = 0) -> Function:
    """The file and name that a called function has: by what the file imports, through modules that pass it on, else by the module
    before it or as the only one of its name."""
    first, _, rest = name.partition("::")
    link = next((link for link in links_of(index, path) if link.alias == first and link.target != path), None)
    if link and link.target and (rest or link.name) and depth < DEEPEST:
        return _target(index, link.target, rest or link.name, depth + 1)
    *modules, function = name.split("::")
    inner = "/".join(module for module in modules if module not in ("self", "super", "crate"))
    holders = functions_named(index, function)
    named = [holder for holder in holders if inner and _module(holder).endswith(f"/{inner.rpartition('/')[2]}")]
    if named:
        return max(named, key=lambda holder: (_module(holder).endswith(f"/{inner}"), _shared(path, holder))), function
    return (holders[0] if path not in holders and len(holders) == 1 else path), function


def _module(path: str) -> str:
    """The module that a file is, below the modules around it: `users/mod.rs` is `/users`."""
    return f"/{path.removesuffix('.rs').removesuffix('/mod')}"


def _shared(one: str, other: str) -> int:
    """How much of the folders of two files is the same."""
    return len(posixpath.commonpath([posixpath.dirname(one), other])) if "/" in one else 0


def functions_named(index: Index, name: str) -> list[str]:
    """The files of Rust that define a function of that name."""
    found = index.symbols(name=name, kinds=("function",))
    return list(dict.fromkeys(symbol.path for symbol in found if index.files[symbol.path].language == "Rust"))


def in_test_module(index: Index, path: str, line: int) -> bool:
    """Whether a line of a file of Rust stands in a module that only tests are compiled with."""
    around = definitions_around(index, path, line) if index.files[path].language == "Rust" else ()
    return any(TEST.match(text) for symbol in around for text in symbol.decorators)
