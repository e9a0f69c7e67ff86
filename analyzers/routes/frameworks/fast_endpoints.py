"""Routes of FastEndpoints: a class an endpoint, whose `Configure` says verb, path and group.

https://fast-endpoints.com/docs/configuration-settings
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...workspace.workspace_packages import dependency_names
from ..text.route_forms import SHARP
from ..text.route_source import constant, definition_text, product_files, product_texts, slashed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index
    from ....indexer.rows import IndexedSymbol

__all__ = ["fast_endpoints"]

PACKAGE = "FastEndpoints"
CONFIGURES = "Configure"
BASE = re.compile(r"^(?:Endpoint(?:Without\w+|With\w+)?|Ep\b)")
VERB = re.compile(r"^[ \t]*(Get|Post|Put|Patch|Delete|Head|Options|Routes)\(\s*(.*?)\)\s*;", re.DOTALL | re.MULTILINE)
VERBS = re.compile(r"^[ \t]*Verbs\(([^)]*)\)", re.MULTILINE)
GROUP = re.compile(r"^[ \t]*Group<([\w.]+)>\(", re.MULTILINE)
GROUPED = re.compile(r"\bConfigure\(\s*[$@]?\"([^\"]*)\"")
ABOVE = re.compile(r"\bSubGroup<([\w.]+)>")
OVERRIDE = re.compile(r"\bRoutePrefixOverride\(\s*(?:\"([^\"]*)\"|string\.Empty)\s*\)")
PREFIX = re.compile(r"\bRoutePrefix\s*=\s*\"([^\"]*)\"")
ITEM = re.compile(r"[$@]{0,2}\"([^\"]*)\"|([A-Z][\w.]*)")
DEEPEST = 6


def fast_endpoints(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of each endpoint class of a workspace that asks for the package."""
    if PACKAGE not in dependency_names(index):
        return
    root = _root(index)
    for endpoint in _endpoints(index):
        text = definition_text(index, endpoint)
        verbs, override, group = VERBS.search(text), OVERRIDE.search(text), GROUP.search(text)
        start = slashed(override[1] or "") if override else root
        inner = _group(index, group[1]) if group else ""
        for found in VERB.finditer(text):
            named = re.findall(r"[A-Z]+\b", verbs[1].replace("Http.", "")) if verbs else []
            methods = [found[1].upper()] if found[1] != "Routes" else named or ["ANY"]
            line = endpoint.start_line + text.count("\n", 0, found.start(1))
            for path in _paths(index, found[2], endpoint.path):
                for method in methods:
                    yield method, (start + inner + slashed(path)) or "/", endpoint.name, endpoint.path, line


def _endpoints(index: Index) -> Iterator[IndexedSymbol]:
    for path in product_files(index, index.files_using(CONFIGURES), SHARP):
        for symbol in index.symbols(path, kinds=("class",)):
            if any(BASE.match(base.rpartition("FastEndpoints.")[2]) for base in symbol.bases):
                yield symbol


def _paths(index: Index, arguments: str, path: str) -> list[str]:
    """The paths of a verb: texts, and constants by their value."""
    return [literal if not name else constant(index, name, path) for literal, name in ITEM.findall(arguments)]


def _group(index: Index, name: str, depth: int = 0) -> str:
    """What a group puts before the paths of its endpoints, below the group that it is part of."""
    classes = index.symbols(name=name.rpartition(".")[2], kinds=("class",))
    if len(classes) != 1 or depth > DEEPEST:
        return f"/{{{name.rpartition('.')[2]}}}"
    text = definition_text(index, classes[0])
    told, above = GROUPED.search(text), ABOVE.search(text)
    return (_group(index, above[1], depth + 1) if above else "") + slashed(told[1] if told else "")


def _root(index: Index) -> str:
    """What stands before all endpoints."""
    texts = product_texts(index, index.files_using("RoutePrefix"), SHARP)
    return next((slashed(found[1]) for _, text in texts if (found := PREFIX.search(text))), "")
