"""The dependency graph as one HTML page: no network, no library; `graph.html` beside this file draws what is put into it.

File names are data: they reach the page as JSON without `<`, `>` and `&`, and its script writes them as text only.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from importlib import resources
from typing import Any

from .graph import linked_nodes

__all__ = ["ask_within_limits", "to_html"]

MOST_NODES = 2000
"""What a browser lays out and draws without a pause that people mind."""
FARTHER = {"file": "directory", "directory": "package"}
WORDS = {"file": "files", "directory": "directories", "package": "packages"}
RUNNING = ("static", "reexport", "conditional")
HARMLESS = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def ask_within_limits(ask: Callable[..., dict[str, Any]], given: Mapping[str, Any]) -> dict[str, Any]:
    """The answer that a page can show: all of the graph, at the closest level whose nodes are not too many.

    Args:
        ask: asks the question with parameters.
        given: what the user gave; without a `limit` of theirs the page shows everything.
    """
    asked = {"limit": 0, **given}
    level = str(asked.get("level", "file"))
    answer = ask(**{**asked, "level": level})
    note, first = "", f"{len(answer.get('nodes', ()))} {WORDS[level]}"
    while len(answer.get("nodes", ())) > MOST_NODES and level in FARTHER:
        level = FARTHER[level]
        answer = ask(**{**asked, "level": level})
        note = f"{first} are too many to draw: shown by {level}. Ask with --file-path for one of them."
    return {**answer, "level": level, "note": note}


def to_html(answer: Mapping[str, Any]) -> str:
    """The page for either form of the answer."""
    template = resources.files(__package__).joinpath("graph.html").read_text("utf-8")
    text = json.dumps(_data(answer), separators=(",", ":"))
    for char, escape in HARMLESS.items():
        text = text.replace(char, escape)
    return template.replace("@DATA@", text)


def _data(answer: Mapping[str, Any]) -> dict[str, Any]:
    """What the page's script reads; nodes by their position."""
    nodes, rows = linked_nodes(answer)
    level, note = str(answer.get("level", "file")), str(answer.get("note", ""))
    if len(nodes) > MOST_NODES:
        note = f"The {MOST_NODES} most linked of {len(nodes)} {WORDS[level]} are shown."
        nodes = {name: number for number, name in enumerate(_most_linked(nodes, rows))}
        rows = [row for row in rows if row[0] in nodes and row[1] in nodes]
    kinds = sorted({kind for _, _, kind, _ in rows})
    cycles = [[nodes[name] for name in cycle["nodes"] if name in nodes] for cycle in answer.get("cycles", ())]
    chosen = str(answer.get("file", ""))
    return {
        "title": f"Dependencies of {chosen}" if chosen else f"Dependencies between {WORDS[level]}",
        "counts": f"{len(nodes)} {WORDS[level]}, {len(rows)} edges" + (f", {len(cycles)} cycles" if cycles else ""),
        "note": note,
        "depth": _depth(list(nodes)),
        "running": RUNNING,
        "kinds": kinds,
        "chosen": nodes.get(chosen, -1),
        "nodes": list(nodes),
        "edges": [[nodes[source], nodes[target], kinds.index(kind), lines] for source, target, kind, lines in rows],
        "cycles": cycles,
    }


def _most_linked(nodes: Mapping[str, int], rows: list[tuple[str, str, str, list[int]]]) -> list[str]:
    degree = dict.fromkeys(nodes, 0)
    for source, target, _, _ in rows:
        degree[source] += 1
        degree[target] += 1
    return sorted(sorted(degree, key=lambda name: (-degree[name], name))[:MOST_NODES])


def _depth(names: list[str]) -> int:
    """How many leading segments of the paths tell the colours apart: one more than all paths share, at least one."""
    folders = [name.split("/")[:-1] for name in names if "/" in name]
    shared = 0
    while folders and all(len(item) > shared and item[shared] == folders[0][shared] for item in folders):
        shared += 1
    return shared + 1
