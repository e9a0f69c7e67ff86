"""Does something of this name, or of nearly this name, exist already? Files, functions, classes, components, routes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ...lists import cut
from .candidates import candidates
from .near_names import LOWEST, SAME, Candidate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ....answers import Duplicate, Duplicates
    from ....indexer.index import Index

__all__ = ["by_name"]

REUSE = 0.9
"""From this score on a match is the thing itself: stop, and use that."""

CROWD = 4
"""A name that so many places define is a role that each of them plays, not one thing to reuse."""

ONE_OF_CROWD = 0.8
"""A convention tells how to name one's own: it is shown, below what is the thing itself."""

MOST_NAMES = 50


def by_name(index: Index, name: str, kind: str, limit: int) -> Duplicates:
    """What exists under a name or under one that means the same, likeliest first.

    Args:
        name: of what is about to be created; for files with or without folder and ending, for routes with or without method.
        kind: `file | function | class | component | route | endpoint | any`.
        limit: most rows; 0 for all.
    """
    found = [item for item in _without_crowds(list(candidates(index, name.strip(), kind))) if item.score >= LOWEST]
    users = _users(index, [item for item in found if item.score >= REUSE])
    found.sort(key=lambda it: (-it.score, -users.get((it.path, it.name), 0), it.path, it.start_line, it.name))
    rows, truncated = cut(found, limit)
    answer: Duplicates = {
        "found_duplicates": any(item.reusable and item.score >= REUSE for item in found),
        "duplicates": [_row(item) for item in rows],
        "checking": name,
        "type": kind,
        "total": len(found),
        "truncated": truncated,
    }
    if note := _conventions(found):
        answer["coverage"] = note
    return answer


def _users(index: Index, found: Sequence[Candidate]) -> dict[tuple[str, str], int]:
    """(Path, name) → how many files import it: of things as likely, the one that most use."""
    names = {item.name for item in found}
    if len(names) > MOST_NAMES or len(found) < 2:
        return {}
    targets = sorted({index.files[item.path].id for item in found})
    query = (
        "SELECT target_id, name, count(DISTINCT source_id) FROM links WHERE target_id IN (SELECT value FROM json_each(?)) "
        "AND name IN (SELECT value FROM json_each(?)) GROUP BY 1, 2"
    )
    rows = index.rows(query, (json.dumps(targets), json.dumps(sorted(names))))
    return {(index.paths[target], name): count for target, name, count in rows}


def _without_crowds(found: list[Candidate]) -> list[Candidate]:
    """Names that many places define lose their claim to be reused, and points with it."""
    holders: dict[tuple[str, str], set[str]] = {}
    for item in found:
        holders.setdefault((_own_name(item), item.kind), set()).add(item.path)
    return [_in_crowd(item, len(holders[_own_name(item), item.kind])) for item in found]


def _own_name(item: Candidate) -> str:
    """A symbol's last name, a file's name as it is."""
    return item.name if item.name == item.path.rpartition("/")[2] else item.name.rpartition(".")[2]


def _in_crowd(item: Candidate, holders: int) -> Candidate:
    if item.kind == "route" or item.meant or holders < CROWD:
        return item
    return item._replace(reusable=False, score=item.score * ONE_OF_CROWD, crowd=holders)


def _conventions(found: list[Candidate]) -> str:
    """What the reader has to know of names that many places define: the largest such crowd of the very name."""
    crowds = [item for item in found if item.crowd and item.likeness >= SAME]
    if not crowds:
        return ""
    most = max(crowds, key=lambda item: item.crowd)
    name = most.name.rpartition(".")[2] if most.kind != "file" else most.name
    what = "files have this name" if most.kind == "file" else f"files define a {most.kind} {name}"
    return f"{most.crowd} {what}: a convention, of which each place has its own, not one thing to reuse"


def _row(item: Candidate) -> Duplicate:
    return {
        "path": item.path,
        "start_line": item.start_line,
        "end_line": item.end_line,
        "name": item.name,
        "kind": item.kind,
        "match": "same-name" if item.likeness >= SAME else "near-name",
        "score": round(item.score, 3),
        "of": None,
        "hint": _hint(item),
    }


def _hint(item: Candidate) -> str:
    place = f"{item.name} of {item.path}:{item.start_line}"
    if item.reusable and item.score >= REUSE:
        seen = f"let more than its own place see {place}, and use it"
        return f"exists already: {seen if item.hidden else f'use {place}'}"
    if item.kind == "route":
        return f"the path is taken by another method at {item.path}:{item.start_line}"
    if item.crowd:
        return f"one of {item.crowd} of this name: see how {item.path}:{item.start_line} does it"
    return f"see whether {item.path}:{item.start_line} does it already"
