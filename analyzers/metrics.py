"""metrics: sizes, complexity, hotspots, cycles, orphans, coupling, duplication."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..indexer.gathering import by_key
from .graph.cycles import find_cycles
from .graph.import_units import edges_in_circles
from .graph.orphans import orphans
from .in_shares import begin_beside
from .lists import copied, cut, fit
from .per_index import per_index
from .workspace.history import history

if TYPE_CHECKING:
    from ..answers import Metrics
    from ..indexer.index import File, Index

__all__ = ["answer"]

SHORT = 10
COMPLEX = 10
"""McCabe's limit: a function of more paths than this is hard to test ("A complexity measure", 1976)."""
OWN = frozenset({"product"})
COUNTED = frozenset({"product", "test", "example", "docs"})


def answer(index: Index, *, detailed: bool, limit: int) -> Metrics:
    """See CONTRACT: `metrics`. Without `detailed` the lists are cut at ten rows."""
    rows = limit if detailed or not limit else min(limit, SHORT)
    found: Metrics = copied(_of_files(index, rows))
    found["hotspots"] = _hotspots(index, rows)
    if gap := history(index).gap:
        found["coverage"] = f"no hotspots: {gap}"
    if limit and not detailed:
        nested = [
            value for part in ("complexity", "cycles", "orphans", "duplication") for value in found[part].values()
        ]
        fit(
            found,
            [
                found["largest_files"],
                found["hotspots"],
                found["coupling"],
                *(value for value in nested if isinstance(value, list)),
            ],
        )
    return found


@per_index
def _of_files(index: Index, rows: int) -> Metrics:
    """All but the hotspots, which change with the history while the files stay."""
    files = [file for file in index.files.values() if file.zone in COUNTED and file.language]
    begin_beside(index, (orphans,))
    code = [file for file in files if file.parsed]
    cycles, coupling, duplication = _cycles(index, rows), _coupling(index, rows), _duplication(index, rows)
    return {
        "total_files": len(files),
        "total_lines": sum(file.lines for file in files),
        "by_language": _by_language(files),
        "largest_files": [
            {"path": file.path, "lines": file.lines, "code_lines": file.code_lines}
            for file in cut(sorted(code, key=lambda file: (-file.code_lines, file.path)), rows)[0]
        ],
        "complexity": _complexity(index, rows),
        "hotspots": [],
        "cycles": cycles,
        "orphans": _orphans(index, rows),
        "coupling": coupling,
        "duplication": duplication,
    }


def _by_language(files: list[File]) -> list[dict[str, Any]]:
    grouped = by_key((file.language, file) for file in files)
    rows = [
        {
            "language": name,
            "files": len(group),
            "lines": sum(file.lines for file in group),
            "code_lines": sum(file.code_lines for file in group),
            "comment_lines": sum(file.comment_lines for file in group),
        }
        for name, group in grouped.items()
    ]
    return sorted(rows, key=lambda row: (-int(str(row["code_lines"])), str(row["language"])))[:20]


def _complexity(index: Index, rows: int) -> dict[str, Any]:
    """McCabe's complexity of functions: mean, how many are above the limit, and the worst."""
    functions = "FROM symbols JOIN files ON files.id = file_id WHERE complexity > 0 AND zone = 'product'"
    sums = "SELECT count(*), ifnull(sum(complexity), 0), ifnull(sum(complexity > ?), 0)"
    count, total, above = index.rows(f"{sums} {functions}", (COMPLEX,))[0]
    worst = index.rows(
        f"SELECT path, qualname, start_line, end_line, complexity {functions} "
        "ORDER BY complexity DESC, path, start_line, symbols.id LIMIT ?",
        (rows or -1,),
    )
    names = ("path", "symbol", "line", "end_line", "complexity")
    return {
        "functions": count,
        "mean": round(total / count, 2) if count else 0.0,
        "limit": COMPLEX,
        "above_limit": above,
        "worst": [dict(zip(names, row, strict=True)) for row in worst],
    }


def _hotspots(index: Index, rows: int) -> list[dict[str, Any]]:
    """Complexity times churn (Tornhill, "Your code as a crime scene", 2015): where work and difficulty meet."""
    churn, totals = history(index).churn(), _complexities(index)
    found: list[dict[str, Any]] = [
        {"path": path, "commits": churn[path], "complexity": total, "score": churn[path] * total}
        for path, total in totals.items()
        if churn[path] and total
    ]
    return cut(sorted(found, key=lambda row: (-row["score"], row["path"])), rows)[0]


@per_index
def _complexities(index: Index) -> dict[str, int]:
    """Product file → the complexity of its functions together."""
    return dict(
        index.rows(
            "SELECT path, sum(complexity) FROM symbols JOIN files ON files.id = file_id WHERE zone = 'product' GROUP BY path"
        )
    )


def _cycles(index: Index, rows: int) -> dict[str, Any]:
    cycles = find_cycles(edges_in_circles(index, OWN))
    return {
        "count": len(cycles),
        "files": sum(cycle["size"] for cycle in cycles),
        "largest": [
            {"size": cycle["size"], "nodes": cut(cycle["nodes"], 8)[0], "cut": cycle["cut"][:2]}
            for cycle in cut(cycles, min(rows, 3) if rows else 0)[0]
        ],
    }


def _orphans(index: Index, rows: int) -> dict[str, Any]:
    found = orphans(index)
    return {
        "count": len(found),
        "files": cut(found, rows)[0],
        "note": "nothing imports them; libraries' public files, folders that are loaded as one and what a build names are left out",
    }


def _coupling(index: Index, rows: int) -> list[dict[str, Any]]:
    """Fan-in, fan-out and instability (Martin, "OO design quality metrics", 1994) of the most connected files."""
    forward, backward = index.adjacency
    found: list[dict[str, Any]] = []
    for path, file in index.files.items():
        incoming, outgoing = len(backward.get(path, ())), len(forward.get(path, ()))
        if file.zone in OWN and incoming + outgoing:
            instability = round(outgoing / (incoming + outgoing), 2)
            found.append({"path": path, "fan_in": incoming, "fan_out": outgoing, "instability": instability})
    return cut(sorted(found, key=lambda row: (-row["fan_in"] - row["fan_out"], row["path"])), rows)[0]


def _duplication(index: Index, rows: int) -> dict[str, Any]:
    """How much of the code is equal functions: quick, and less than `check_duplicates` finds."""
    from .clones.report.equal_functions import equal_functions

    groups = equal_functions(index)
    lines = sum(place["end_line"] - place["start_line"] + 1 for group in groups for place in group["places"][1:])
    code_lines = sum(file.code_lines for file in index.files.values() if file.parsed)
    return {
        "duplicated_lines": lines,
        "share": round(lines / code_lines, 4) if code_lines else 0.0,
        "groups": [
            {"lines": group["lines"], "places": group["places"][:3]}
            for group in cut(groups, min(rows, 3) if rows else 0)[0]
        ],
        "note": "functions equal but for local names and values; check_duplicates finds similar ones and blocks too",
    }
