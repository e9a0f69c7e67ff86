"""What applications of NestJS put before all their paths: each its own prefix, where a workspace has several, and the versions in the
URI, of a controller, of one method, or the default of the application; and the paths of controllers, one or a list of them, also by a
decorator of the workspace's own (`@ApiController('pots')`).

https://docs.nestjs.com/faq/global-prefix, https://docs.nestjs.com/techniques/versioning
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ....indexer.languages.families import SCRIPT
from ...per_index import per_index
from ..text.route_blocks import brackets
from ..text.route_source import (
    PLACEHOLDER,
    annotated,
    constant,
    definition_text,
    product_files,
    product_texts,
    slashed,
    source_lines,
    source_text,
    statement,
)
from .router_names import Router, imported_router

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ....indexer.index import Index

__all__ = [
    "class_version",
    "decorated_paths",
    "listed_paths",
    "method_version",
    "module_prefixes",
    "own_decorator",
    "prefix_of_app",
]

NAMED = re.compile(r"\bversion\s*:\s*\[?\s*['\"]([\w.]+)['\"]")
NEUTRAL = re.compile(r"\bVERSION_NEUTRAL\b")
BY_HEADER = re.compile(r"VersioningType\.(?:HEADER|MEDIA_TYPE|CUSTOM)")
DEFAULT = re.compile(r"\bdefaultVersion\s*:\s*\[?\s*['\"]([\w.]+)['\"]")
OWN_PREFIX = re.compile(r"\bprefix\s*:\s*(?:['\"]([^'\"]*)['\"]|(false))")
OF_METHOD = re.compile(r"Version\(\s*\[?\s*(?:['\"]([\w.]+)['\"]|VERSION_NEUTRAL\b)")
STARTED = re.compile(r"\bNestFactory\s*\.\s*create(?:ApplicationContext)?\b")
UNTOLD = "/{globalPrefix}"
OWN = re.compile(r"^\s*@(\w+Controller)\((.*)")
LISTED = re.compile(r"^\s*@\w*Controller\(\s*(?:\{.*?\bpath\s*:\s*)?\[([^\]]*)\]")
TEXTS = re.compile(r"['\"`]([^'\"`]*)['\"`]")
KEYED = re.compile(r"\s*\{.*?\bpath\s*:\s*")
NAME = re.compile(r"\s*([A-Za-z_][\w.]*)\s*[,)}]")
TEMPLATE = re.compile(r"`([^`]*)\$\{[^`]*\}`")
"""A text that a decorator makes of the path which it is given: what stands before that is the same for all."""
PLACED = re.compile(
    r"\{\s*path\s*:\s*(?:(['\"`])(?P<path>[^'\"`]*)\1|(?P<named>[A-Za-z_][\w.]*))\s*,\s*module\s*:\s*(?P<module>\w+)"
)
CONTROLLERS = re.compile(r"\bcontrollers\s*:\s*\[([^\]]*)\]")
FIRST = re.compile(r"function\s+\w+\s*\(\s*(\w+)")


class Versioning(NamedTuple):
    """How the application puts versions in its paths: what stands before the number, and the default one; "" for none."""

    prefix: str
    default: str


def class_version(index: Index, annotation: str) -> str:
    """The first part of the paths of a controller: its own version's, else the default one's."""
    versioning = _versioning(index)
    named = NAMED.search(annotation)
    version = named[1] if named else "" if NEUTRAL.search(annotation) or not versioning else versioning.default
    return f"/{versioning.prefix}{version}" if versioning and version else ""


def method_version(index: Index, path: str, number: int) -> str | None:
    """The same for a method by its own decorator, which counts in place of its controller's; None for none."""
    versioning = _versioning(index)
    method = annotated(index, path, number) if versioning else None
    found = next((found for text in method.decorators if (found := OF_METHOD.match(text))), None) if method else None
    if versioning is None or found is None:
        return None
    return f"/{versioning.prefix}{found[1]}" if found[1] else ""


@per_index
def _versioning(index: Index) -> Versioning | None:
    """How versions are enabled; None where they are not, or stand in no path."""
    for path in product_files(index, index.files_using("enableVersioning"), SCRIPT):
        lines = source_lines(index, path)
        number = next((at for at, text in enumerate(lines, 1) if "enableVersioning(" in text), 0)
        enabling = statement(lines, number) if number else ""
        if not enabling or BY_HEADER.search(enabling):
            return None
        prefix, default = OWN_PREFIX.search(enabling), DEFAULT.search(enabling)
        return Versioning("" if prefix and prefix[2] else prefix[1] if prefix else "v", default[1] if default else "")
    return None


def prefix_of_app(index: Index, given: Sequence[tuple[str, str]], path: str) -> str:
    """What stands before all routes of the application that a file belongs to.

    Args:
        given: `(file, prefix)` of each place that sets one.
    """
    if not given:
        return ""
    roots = _applications(index)
    own = [root for root in roots if _below(path, root)]
    if own:
        return _of(max(own, key=len), given, roots)
    found = {_of(root, given, roots) for root in roots} or {prefix for _, prefix in given}
    return found.pop() if len(found) == 1 else UNTOLD


def _of(root: str, given: Sequence[tuple[str, str]], roots: Sequence[str]) -> str:
    """The prefix that is set in an application, else in code that belongs to none."""
    inside = [prefix for path, prefix in given if _below(path, root)]
    shared = [prefix for path, prefix in given if not any(_below(path, other) for other in roots)]
    return (inside or shared or [""])[0]


@per_index
def _applications(index: Index) -> tuple[str, ...]:
    """The folders of the applications that the product's code starts."""
    texts = product_texts(index, index.files_using("NestFactory"), SCRIPT)
    places = [f"/{path}" for path, text in texts if STARTED.search(text)]
    return tuple(sorted({place.rpartition("/src/" if "/src/" in place else "/")[0].lstrip("/") for place in places}))


def _below(path: str, root: str) -> bool:
    return not root or path.startswith(f"{root}/")


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
        for symbol in index.symbols(name=name, kinds=("function", "constant", "variable"))
        if index.files[symbol.path].zone == "product"
    ]
    if len(defined) != 1:
        return ""
    symbol = defined[0]
    text = definition_text(index, symbol)
    first = FIRST.search(text)
    if first and len(re.findall(rf"\b{first[1]}\b", text)) == 1:
        return None
    made = TEMPLATE.search(text)
    return slashed(PLACEHOLDER.sub(lambda found: constant(index, found[1], symbol.path), made[1])) if made else ""


@per_index
def module_prefixes(index: Index) -> dict[Router, str]:
    """File and name of each controller whose module the application puts below a path: `{ path: "/api", module: ApiModule }`.

    https://docs.nestjs.com/recipes/router-module
    """
    found = {}
    for path, text in product_texts(index, index.files_using("RouterModule"), SCRIPT):
        closing, around = brackets(text), [(0, "")]
        for placed in PLACED.finditer(text):
            above = "".join(prefix for end, prefix in around if placed.start() < end)
            own = slashed(constant(index, placed["named"], path) if placed["named"] else placed["path"])
            around.append((closing.get(placed.start(), 0), own))
            module = imported_router(index, path, placed["module"])
            listed = CONTROLLERS.search(source_text(index, module[0])) if module else None
            for name in re.findall(r"\w+", listed[1]) if listed else ():
                if controller := imported_router(index, module[0] if module else "", name):
                    found[controller] = above + own
    return found
