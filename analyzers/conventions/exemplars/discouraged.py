"""What nobody should start from: definitions that are deprecated, that others are made of, and that do nothing of their own."""

from __future__ import annotations

import json
import re
from itertools import takewhile
from typing import TYPE_CHECKING

from ...naming import split_words
from ..patterns.shown_definitions import shown_definitions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ....indexer.index import Index
    from ...search.definitions import Definition

__all__ = ["base_paths", "is_deprecated", "without_functions"]

SAID = re.compile(r"@deprecated\b|\bDeprecated: |\.\. deprecated::")
"""How documentation says that something is not to be used any more: Javadoc and JSDoc, Go, Sphinx."""
DOCUMENTATION = ("*", "/*", "//", "#", "@", "[")
"""How the lines above a definition begin that belong to it."""
ABOVE, BELOW = 20, 6
"""How many lines before and after the head of a definition are searched for that."""
DECORATORS = ("deprecated", "obsolete")
EXTENDED = 2
"""So many files whose classes extend a class make it a base."""
ABSTRACT = frozenset({"abstract", "base"})
"""First and last words of the names of bases."""


def is_deprecated(index: Index, main: Definition) -> bool:
    """The definition is marked so, by a decorator, by its folder or in its documentation."""
    marks = (*(text.partition("(")[0].rpartition(".")[2] for text in main.decorators), *main.path.split("/")[:-1])
    if any(mark.lower() in DECORATORS for mark in marks):
        return True
    lines = index.lines(main.path)
    head = main.start_line - 1
    above = takewhile(lambda line: line.strip().startswith(DOCUMENTATION), reversed(lines[max(0, head - ABOVE) : head]))
    return any(SAID.search(line) for line in (*above, *lines[head : head + BELOW]))


def base_paths(index: Index, mains: Mapping[str, Definition]) -> set[str]:
    """The files whose main definition several others extend, or is called as what is only extended (`AbstractControllerTest`)."""
    zones = {index.files[path].zone for path in mains}
    extended: dict[str, int] = {}
    for zone in zones:
        for base, files in shown_definitions(index, zone).files_by_base.items():
            extended[base] = extended.get(base, 0) + files
    return {path for path, main in mains.items() if extended.get(main.name, 0) >= EXTENDED or _is_abstract(main.name)}


def without_functions(index: Index, mains: Mapping[str, Definition]) -> set[str]:
    """The files whose main definition is a class without a function of its own: it only sets what its base has."""
    classes = {path: main.qualname for path, main in mains.items() if main.kind == "class"}
    owners = json.dumps([[index.files[path].id, f"{qualname}."] for path, qualname in classes.items()])
    query = (
        "SELECT DISTINCT file_id FROM symbols "
        "JOIN (SELECT json_extract(value, '$[0]') AS own, json_extract(value, '$[1]') AS start FROM json_each(?)) "
        "ON file_id = own AND substr(qualname, 1, length(start)) = start WHERE kind IN ('method', 'function', 'constructor')"
    )
    doing = {index.paths[file_id] for (file_id,) in index.rows(query, (owners,))}
    return classes.keys() - doing


def _is_abstract(name: str) -> bool:
    words = [word.lower() for word in split_words(name)]
    return len(words) > 1 and not ABSTRACT.isdisjoint((words[0], words[-1]))
