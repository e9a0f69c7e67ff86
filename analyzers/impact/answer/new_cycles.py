"""Import cycles that a change closes: only what an import statement writes counts, and only what the old version did not have.

Whether a cycle can fail is the language's matter: Python and JavaScript run a module's text when it is first imported, Go
refuses packages that import each other. Elsewhere files of one folder may name each other as they like, and a cycle of
folders is worth a warning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.languages import language as language_module
from ....indexer.languages.families import FAMILIES
from ...graph.cycles import declares, find_cycles
from ...graph.import_units import BY_FOLDER, between_units, unit_of
from ..called import defined_as
from ..changes.changes import parse
from .change_set import ERROR, WARNING, Issue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ....indexer.index import Edge, Index, IndexedLink
    from ..changes.diffs import FileDiff

__all__ = ["new_cycles"]

RUN_ON_IMPORT: Final = frozenset({"Python", "Go", *FAMILIES["javascript"].languages})
"""Languages in which an import cycle can fail: at run time, or (Go) in the compiler."""
Imported = frozenset[tuple[str, str]]

AT_ONCE: Final = frozenset({"static", "reexport"})
"""Kinds of imports that run when their file is loaded, not later in a function."""
COMMONJS: Final = re.compile(rb"\b(?:module\.)?exports\b\s*[.=\[]")


def new_cycles(index: Index, paths: Sequence[str], diffs: Mapping[str, FileDiff]) -> Iterator[Issue]:
    """The cycles that imports of changed files close and of which no part was there before; errors where the language forbids it, or a
    module may be used before it is ready."""
    edges = [edge for edge in index.edges() if edge.lines and edge.lines[-1] > 0 and not declares(edge)]
    old = {path: _imported(diffs.get(path)) for path in paths}
    moved = {diff.path: diff.old_path for diff in diffs.values() if diff.status == "renamed"}
    new = {
        (edge.source, edge.target)
        for edge in edges
        if edge.source in old and _is_new(index, edge, old[edge.source], moved)
    }
    if not new:
        return
    by_nodes = between_units(index, edges)
    kept = between_units(index, [edge for edge in edges if (edge.source, edge.target) not in new])
    before = [set(cycle["nodes"]) for cycle in find_cycles(kept)]
    lines = {(edge.source, edge.target): edge.lines[0] for edge in edges}
    for cycle in find_cycles(by_nodes):
        inside = set(cycle["nodes"])
        if any(part <= inside for part in before):
            continue  # it only draws more files in
        closing = sorted(
            pair for pair in new if unit_of(index, pair[0]) in inside and unit_of(index, pair[1]) in inside
        )
        if not closing:
            continue
        runs = all(index.files[path].language in RUN_ON_IMPORT for path in closing[0])
        fails = runs and _can_fail(index, closing[0][0], inside)
        if runs or len({node.rpartition("/")[0] for node in inside}) > 1:
            unit = "packages" if index.files[closing[0][0]].language == BY_FOLDER else "files"
            message = f"closes an import cycle of {len(cycle['nodes'])} {unit}: {' → '.join(cycle['nodes'][:5])}"
            yield Issue(closing[0][0], lines[closing[0]], ERROR if fails else WARNING, "new-cycle", message)


def _is_new(index: Index, edge: Edge, old: Imported, moved: Mapping[str, str]) -> bool:
    """The old version of the file did not import the target; of files that moved, by the last part of what they say."""
    links = [link for link in index.links_from(edge.source) if link.target == edge.target]
    if any((link.specifier, "" if link.name else link.alias) in old for link in links):
        return False
    if edge.source not in moved and edge.target not in moved:
        return True
    said = {_last(link.specifier) for link in links} | {_last(moved.get(edge.target, ""))}
    return said.isdisjoint(_last(specifier) for specifier, _ in old)


def _imported(diff: FileDiff | None) -> Imported:
    """What the old version of a file imports: specifiers, alone and with each local name that they bind."""
    parsed = parse(diff.old_path, diff.old) if diff is not None and diff.old else None
    if parsed is None or diff is None:
        return frozenset()
    found = language_module(parsed.language).extract(parsed.text, parsed.tree, diff.old_path).imports
    named = () if parsed.language in RUN_ON_IMPORT else re.findall(r"\w+", parsed.text.decode("utf-8", "replace"))
    own = {(item.specifier, name) for item in found for name in ("", item.alias or item.name)}
    return frozenset({*own, *((name, "") for name in named)})  # files of a namespace name each other without an import


def _last(specifier: str) -> str:
    """The last part of a specifier or path, without its ending."""
    return specifier.replace("::", "/").rstrip("/").rpartition("/")[2].partition(".")[0]


# ---- Whether an import cycle can fail when it runs: a name is imported from a module that has not defined it yet
# Python and CommonJS run a module up to the import that closes the cycle, and give its importer what is defined by then. ES modules
# bind names before any of them runs: there only what is used at once, as the base of a class, fails. Go compiles no cycle at all.


def _can_fail(index: Index, path: str, cycle: set[str]) -> bool:
    """Whether an import of a cycle may find its name missing.

    Args:
        path: one of its files.
        cycle: its files; of Go its folders.
    """
    if index.files[path].language == "Go":
        return True
    return any(_comes_late(index, link, cycle) for file in sorted(cycle) for link in _inside(index, file, cycle))


def _inside(index: Index, path: str, cycle: set[str]) -> Iterator[IndexedLink]:
    """The imports of a file that run at once and lead to another file of the cycle."""
    for link in index.links_from(path):
        if link.kind in AT_ONCE and link.target in cycle and link.target != path:
            yield link


def _comes_late(index: Index, link: IndexedLink, cycle: set[str]) -> bool:
    """Whether the target imports the next file of the cycle before it defines, or re-exports, the name that is imported from it."""
    if index.files[link.target].language in FAMILIES["javascript"].languages and not COMMONJS.search(
        index.read(link.target)
    ):
        name = link.alias or link.name
        return any(base.partition(".")[0] == name for item in index.symbols(link.source) for base in item.bases)
    first = min((other.line for other in _inside(index, link.target, cycle)), default=0)
    if not first or link.name in {"", "*"}:
        return link.name == "*" and bool(first)
    defined = [item.start_line for item in defined_as(index, link.target, link.name)]
    defined += [other.line for other in index.links_from(link.target) if (other.alias or other.name) == link.name]
    return min(defined, default=first + 1) > first
