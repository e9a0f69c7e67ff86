"""Type-safe routes of Ktor: `get<Pots.One> { }`, where `@Resource("{id}") class One(val parent: Pots)` says the path.

https://ktor.io/docs/server-resources.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...per_index import per_index
from ..mounts.ktor_calls import called_prefixes
from ..text.route_blocks import block_prefix
from ..text.route_source import product_files, slashed, source_lines, statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ....indexer.index import Index

__all__ = ["ktor_resources"]

ROUTE = re.compile(r"^\s*(get|post|put|patch|delete|head|options)<([A-Z][\w.]*)>\s*\{")
RESOURCE = re.compile(r"^\s*@Resource\(\s*(?:path\s*=\s*)?\"([^\"]*)\"\s*\)\s*(.*)")
CLASS = re.compile(r"^\s*(?:(?:data|internal|public|private|open)\s+)*(?:class|object)\s+(\w+)(.*)")
PARENT = re.compile(r"\bva[lr]\s+\w+\s*:\s*([A-Z][\w.]*)")
DEEPEST = 8
KOTLIN = frozenset({"Kotlin"})


def ktor_resources(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of each route of a resource."""
    paths = _resources(index)
    holders = sorted({path for name in paths for path in index.files_using(name.rpartition(".")[2])})
    for path in product_files(index, holders, KOTLIN):
        for number, text in enumerate(source_lines(index, path), 1):
            found = ROUTE.match(text)
            told = _named(paths, found[2]) if found else None
            if found and told is not None:
                for start in called_prefixes(index, path, number):
                    full = start + block_prefix(index, path, number) + told
                    yield found[1].upper(), full or "/", "", path, number


def _named(paths: Mapping[str, str], name: str) -> str | None:
    """The path of the only resource that a name can mean."""
    alike = [path for full, path in paths.items() if full == name or full.endswith(f".{name}")]
    return alike[0] if len(alike) == 1 else None


@per_index
def _resources(index: Index) -> Mapping[str, str]:
    """Name of a resource, with the classes around it → its path, below those of its parents."""
    own: dict[str, tuple[str, str]] = {}
    for path in product_files(index, index.files_using("Resource"), KOTLIN):
        own |= _of_file(index, path)
    return {name: _below(own, name, 0) for name in own}


def _of_file(index: Index, path: str) -> dict[str, tuple[str, str]]:
    """Name → its own path, and the name of its parent."""
    lines, found = source_lines(index, path), {}
    classes = {symbol.start_line: symbol.qualname for symbol in index.symbols(path, kinds=("class", "object"))}
    for number, text in enumerate(lines, 1):
        match = RESOURCE.match(text)
        at = number if match and match[2] else number + 1
        told = CLASS.match(match[2] or statement(lines, at)) if match else None
        if match and told:
            name = next((classes[line] for line in (number, at) if line in classes), told[1])
            parent = PARENT.search(told[2])
            found[name] = match[1], parent[1] if parent else name.rpartition(".")[0]
    return found


def _below(own: Mapping[str, tuple[str, str]], name: str, depth: int) -> str:
    path, parent = own[name]
    alike = [full for full in own if parent and (full == parent or full.endswith(f".{parent}"))]
    above = _below(own, alike[0], depth + 1) if len(alike) == 1 and alike[0] != name and depth < DEEPEST else ""
    return above + slashed(path)
