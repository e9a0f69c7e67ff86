"""The files, entry points and packages that a change reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...per_index import remembered
from ...workspace.workspace_packages import owner, package_directories
from ..called import symbols_of
from ..reach.reach import AT_IMPORT, importers
from ..reach.ways import LEAST_LIKELY, is_likely
from ..references.plain_certainty import LIKELY, is_unique
from ..references.references import COMMON_MEMBERS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ....answers import ImpactedFile
    from ....indexer.index import Index, IndexedSymbol
    from ..meaning.program import Program
    from ..occurrences import Definition
    from ..reach.reach import Reached

__all__ = ["entry_points_affected", "impacted_files", "packages_of"]

LONGEST_CHAIN = 8
SYMBOLS_SHOWN = 6
ENTRY_DECORATORS = {
    **dict.fromkeys(("route", "get", "post", "put", "patch", "delete"), "route"),
    **dict.fromkeys(("command", "group"), "cli"),
    **dict.fromkeys(("task", "receiver"), "worker"),
    "on_event": "web",
}
"""What a decorator that is called on an object (`@app.get("/")`) makes a function begin, by the kinds of `entry_points`."""
MAY_BEGIN = frozenset({"function", "method", "class", "variable", "constant"})
ENTRY_NAMES = frozenset({"main", "cli", "app", "handler", "lambda_handler", "__main__"})

STARTERS = frozenset({"container", "script"})
"""Kinds that only start what another entry point is."""

LEAST = 0.3
"""Below it a file is not listed as impacted. As much has what only imports lead to: of the tests in an import closure three in
ten run the changed function (coverage on eight projects)."""


def impacted_files(
    program: Program, reached: Reached, changed: set[str], chosen: Collection[str]
) -> tuple[list[ImpactedFile], list[str]]:
    """Files that can behave differently, each with the chain of files that ties it to the change.

    Args:
        chosen: the tests to run, which are listed wherever steps lead to them.

    Returns:
        Those files, nearest first, and those that run the change only behind many conditions, or by a guess, likeliest first.
    """
    assurance = _Assurance(program, reached)
    nearest: dict[str, Definition] = {}
    symbols: dict[str, list[str]] = {}
    costs: dict[str, int] = {}
    for node in sorted(reached.distance, key=lambda item: (item not in reached.firm, reached.distance[item], item)):
        path = node[0]
        if path and path not in changed:
            costs[path] = min(costs.get(path, LEAST_LIKELY), reached.costs.get(node, LEAST_LIKELY))
            likely = is_likely(reached.distance[node], reached.costs[node]) and assurance.of(node)
            if likely or path in chosen:
                nearest.setdefault(path, node)
                symbols.setdefault(path, []).append(node[1])
    rows = [_row(reached, node, symbols[node[0]], assurance.of(node) or LEAST) for node in nearest.values()]
    rows += _by_imports(program, reached, changed | set(nearest))
    listed = {row["path"] for row in rows}
    return (
        sorted(rows, key=lambda row: (row["distance"], costs.get(row["path"], LEAST_LIKELY), row["path"])),
        sorted(costs.keys() - listed, key=lambda path: (costs[path], path)),
    )


def _row(reached: Reached, node: Definition, symbols: Iterable[str], sure: float) -> ImpactedFile:
    row: ImpactedFile = {
        "path": node[0],
        "distance": reached.distance[node],
        "reason": _reason(reached, node),
        "via": _chain(reached, node),
        "symbols": [name for name in symbols if name][:SYMBOLS_SHOWN],
    }
    return row if sure == 1 else {**row, "confidence": sure}


def _reason(reached: Reached, node: Definition) -> str:
    """The step by which a definition was first reached."""
    if node not in reached.toward:
        return "imports what is gone"
    target, step = reached.toward[node]
    if not target[0]:
        target = reached.toward[target][0]
    name = target[1].rpartition("}.")[2] or target[0]  # an object literal is called after its place
    where = f" (line {step.line})" if step.line else ""
    verb = {
        "": "uses",
        "fixture": "takes the fixture",
        "base": "extends",
        "override": "may call",
        "named by a string": "names in a string",
    }.get(step.why)
    if verb is not None:
        return f"{verb} {name}{where}"
    return f"may call {name}{where}: {step.why}" if step.line else f"{step.why}: {name}"


def _chain(reached: Reached, node: Definition) -> list[str]:
    """Files from the change to a definition, both ends included."""
    files = [node[0]]
    while node in reached.toward:
        node = reached.toward[node][0]
        if node[0] and node[0] != files[-1]:
            files.append(node[0])
    chain = files[::-1]
    return chain if len(chain) <= LONGEST_CHAIN else [*chain[: LONGEST_CHAIN - 1], chain[-1]]


def _by_imports(program: Program, reached: Reached, known: set[str]) -> list[ImpactedFile]:
    """Where the search went on file by file: all that import those files, nearest first."""
    starts: dict[str, int] = {}
    for (path, _), distance in reached.distance.items():
        if path in reached.widened:
            starts[path] = min(starts.get(path, distance), distance)
    found = importers(program.index.adjacency[1], starts)
    origins: dict[str, str] = {}
    rows: list[ImpactedFile] = []
    for path in sorted(found, key=lambda path: (found[path], path)):
        nearer = (other for other in program.index.adjacency[0].get(path, ()) if found.get(other) == found[path] - 1)
        before = min(nearer, default=path)
        origins[path] = origins.get(before, path)
        if path not in known and path not in starts:
            rows.append(_importing(reached, path, origins[path], found[path], direct=before == origins[path]))
    return rows


def _importing(reached: Reached, path: str, origin: str, distance: int, *, direct: bool) -> ImpactedFile:
    """A file that imports `origin`: it surely runs what stands at the top level there, and may use what else does."""
    reason = f"imports {origin}" if direct else f"imports {origin} through other files"
    row: ImpactedFile = {"path": path, "distance": distance, "reason": reason, "via": [], "symbols": []}
    return row if reached.widened[origin] == AT_IMPORT else {**row, "confidence": LEAST}


def packages_of(index: Index, paths: Iterable[str]) -> list[str]:
    """Names of the packages that files belong to, sorted; files outside of all packages are left out."""
    directories = set(package_directories(index))
    names = {
        package.directory: package.name or package.directory or "."
        for manifest in index.manifests.values()
        if manifest.role == "manifest"
        for package in manifest.packages
    }
    found = {owner(directories, path) for path in paths} & directories
    return sorted({names.get(directory, directory or ".") for directory in found})


def entry_points_affected(index: Index, reached: Reached) -> list[dict[str, Any]]:
    """Reached definitions where execution begins: commands, routes, tasks, mains; nearest first."""
    wanted: dict[str, set[str]] = {}
    for path, name in reached.firm:
        file = index.files.get(path)
        if file is not None and file.zone == "product" and name:
            wanted.setdefault(path, set()).add(name)
    found: list[dict[str, Any]] = []
    for path, names in sorted(wanted.items()):
        for symbol in symbols_of(index, path):
            if symbol.kind in MAY_BEGIN and symbol.qualname in names and (entry := _entry(symbol)):
                kind, by = entry
                distance = reached.distance[path, symbol.qualname]
                found.append(
                    {
                        "kind": kind,
                        "path": path,
                        "line": symbol.start_line,
                        "symbol": symbol.qualname,
                        "distance": distance,
                        **({"decorator": by} if by else {}),
                    }
                )
    if any(item["kind"] == "main" for item in found):
        told = _told_kinds(index)
        for item in found:
            item["kind"] = told.get((item["path"], item["symbol"]), item["kind"])
    return sorted(found, key=lambda item: (item["distance"], item["path"], item["line"]))


def _told_kinds(index: Index) -> dict[tuple[str, str], str]:
    """File and symbol → the kind that `entry_points` tells it by: a main that a manifest names is a command."""
    from ...entries.entry_ranks import entry_points

    told = [entry for entry in entry_points(index) if entry["symbol"] and entry["kind"] not in STARTERS]
    return {(entry["path"], entry["symbol"] or ""): entry["kind"] for entry in reversed(told)}


def _entry(symbol: IndexedSymbol) -> tuple[str, str] | None:
    """The kind of entry point that a definition is, and the decorator that makes it one."""
    for decorator in symbol.decorators:
        head, bracket, _ = decorator.partition("(")
        holder, _, last = head.rpartition(".")
        if holder and bracket and last in ENTRY_DECORATORS:
            return ENTRY_DECORATORS[last], head
    return ("main", "") if symbol.name in ENTRY_NAMES and "." not in symbol.qualname else None


# ---- How sure it is that a definition which a search reached uses the change


class _Assurance:
    """What one search reached, each definition and each name asked about once."""

    def __init__(self, program: Program, reached: Reached) -> None:
        self.program = program
        self.reached = reached
        self._found: dict[Definition, float] = {}

    def of(self, node: Definition) -> float:
        """1 for sure steps alone; a call on a value of unknown type counts where nothing else has its name; 0 for other guesses."""
        way = []
        while node not in self._found and node in self.reached.toward:
            way.append(node)
            node = self.reached.toward[node][0]
        sure = self._found.get(node, 1.0)
        for node in reversed(way):
            target, step = self.reached.toward[node]
            if not step.sure and node[0]:  # what stands for values of unknown type is only passed, and counted once
                sure *= self._of_name(target) if step.why == "receiver unknown" else 0.0
            sure = self._found[node] = round(sure, 2) if sure >= LEAST else 0.0
        return sure

    def _of_name(self, target: Definition) -> float:
        """A value in an object literal, which is no definition of the index, is never all that has its name."""
        held = target if target[0] else self.reached.toward[target][0]
        if held[1][:1] == "{" and not self.program.is_code(held):
            return 0.0
        return self._alone(target[1].rpartition(".")[2])

    @remembered
    def _alone(self, name: str) -> float:
        alone = name not in COMMON_MEMBERS and not name.startswith("__") and is_unique(self.program, name)
        return LIKELY if alone else 0.0
