"""Extraction for all languages of the JavaScript family: one reader, two sets of queries."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Export, Extracted, Symbol
from ..common import as_it_stands as prepare
from ..common import captures, captures_near, grammar_of, load_queries
from .definitions import symbols, top_level
from .imports import exports, imports, local_names
from .lexicon import LEXICON
from .symbols import definitions

if TYPE_CHECKING:
    from tree_sitter import Node, Query, Tree

    from ...facts import Import

__all__ = ["LEXICON", "component_file", "extract", "prepare"]


BUNDLE = b"[function(require,module,exports)"
BUNDLED = re.compile(rb'[{,]"([^"\n]+)":\d+(?=[,}])')
"""How browserify wraps each module, and its table of what the module requires: `{"./a":3,"lib":7}`."""
MODULE_LEVEL = frozenset({"export_statement", "ERROR"})
DECLARATION_FILE = re.compile(r"\.d\.(?:[^./]+\.)?[cm]?ts\Z")


def extract(source: bytes, tree: Tree, path: str) -> Extracted:
    """The file's definitions, imports and exports; see `LanguageModule.extract`."""
    query = _query(tree)
    captured = _captured(query, tree)
    found = definitions(source, tree.root_node, query, captured)
    own = top_level(found)
    brought = imports(source, tree.root_node, captured)
    others = exports(source, captured, own, found, {item.alias for item in brought})
    ambient = DECLARATION_FILE.search(path) is not None
    return Extracted(
        symbols(found, local_names(others), ambient=ambient),
        _outside_of_bundle(source, brought),
        exports=tuple(export for export in others if export.name != export.local or export.local not in own),
    )


def _outside_of_bundle(source: bytes, found: list[Import]) -> list[Import]:
    """Imports without those that browserify has bundled: they mean modules inside the same file."""
    if BUNDLE not in source:
        return found
    inside = {name.decode("utf-8", "replace") for name in BUNDLED.findall(source)}
    return [item for item in found if item.specifier not in inside]


def component_file(source: bytes, tree: Tree, path: str) -> Extracted:
    """A file that is one component (Vue, Svelte, Astro): named as the file, it is the default export; its script's facts follow."""
    facts = extract(source, tree, path)
    name = path.rpartition("/")[2].partition(".")[0]
    lines = source.count(b"\n") + (not source.endswith(b"\n"))
    whole = Symbol(name, "component", 1, max(1, lines), 0, len(source))
    own = [item for item in facts.exports if item.name != "default"]
    found = [item for item in facts.symbols if item.qualname.partition(".")[0] != "default"]
    return facts._replace(symbols=[whole, *found], exports=(Export("default", name, 1), *own))


def _captured(query: Query, tree: Tree) -> dict[str, list[Node]]:
    """The statements of the module; where the syntax is broken also those that recovery has put somewhere deeper."""
    root = tree.root_node
    found = captures_near(query, root, 1)
    if not root.has_error:
        return found
    known = {node.id for nodes in found.values() for node in nodes}
    for capture, nodes in captures(query, tree).items():
        for node in nodes:
            holder = node.parent.parent if capture == "variable" and node.parent is not None else node.parent
            misplaced = capture in {"import", "export"} or (holder is not None and holder.type in MODULE_LEVEL)
            if misplaced and node.id not in known:
                found.setdefault(capture, []).append(node)
    return found


@cache
def _javascript() -> Query:
    return load_queries(("ecmascript",), "tree_sitter_javascript")


@cache
def _typescript(function: str) -> Query:
    return load_queries(("ecmascript", "typescript"), "tree_sitter_typescript", function)


def _query(tree: Tree) -> Query:
    """The query compiled for the grammar that parsed the tree: a file with embedded code may be of any."""
    if tree.language == grammar_of("tree_sitter_javascript"):
        return _javascript()
    if tree.language == grammar_of("tree_sitter_typescript", "language_typescript"):
        return _typescript("language_typescript")
    return _typescript("language_tsx")
