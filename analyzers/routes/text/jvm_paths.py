"""The paths that an annotation of the JVM is given: literals, constants, both joined, and lists of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from .route_source import annotated, constant, constants_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["annotated_paths", "path_beside"]

TOKENS = re.compile(r'"(?:\\.|[^"\\])*"|[A-Za-z_][\w.]*|\S')
"""Of an annotation's arguments: texts, names, and single signs."""
NAMES = frozenset({"value", "path", "uri"})
"""Arguments that hold paths; so does the one without a name."""
LISTS = frozenset({"arrayOf", "listOf"})
PATH_BESIDE = re.compile(r"(?:[a-z]\w*\.)*Path\((.*)")
OPEN, CLOSED = frozenset("([{"), frozenset(")]}")


def annotated_paths(index: Index, path: str, arguments: str) -> list[str]:
    """The paths among the arguments that follow an annotation's opening bracket; one empty path where there is none.

    Args:
        path: of the file that the annotation stands in: its own constants go before others of their name.
    """
    for given in _apart(_until_closed(TOKENS.findall(arguments))):
        named = len(given) > 1 and given[1] == "="
        if not named or given[0] in NAMES:
            return [_joined(index, path, item) for item in _items(given[2:] if named else given)] or [""]
    return [""]


def _until_closed(tokens: list[str]) -> Iterator[str]:
    depth = 0
    for word in tokens:
        depth += (word in OPEN) - (word in CLOSED)
        if depth < 0:
            return
        yield word


def _apart(tokens: Iterator[str] | list[str]) -> list[list[str]]:
    """Tokens at the commas that stand in no bracket."""
    parts: list[list[str]] = [[]]
    depth = 0
    for word in tokens:
        depth += (word in OPEN) - (word in CLOSED)
        if word == "," and depth == 0:
            parts.append([])
        else:
            parts[-1].append(word)
    return [part for part in parts if part]


def _items(tokens: list[str]) -> list[list[str]]:
    """The items of a list in any of Java's and Kotlin's brackets, else the one expression itself."""
    inner = tokens[1:] if tokens[:1] and tokens[0] in LISTS else tokens
    return _apart(inner[1:-1]) if inner[:1] and inner[0] in OPEN else [tokens]


def _joined(index: Index, path: str, tokens: list[str]) -> str:
    """An expression of texts and names; what it names without a known value stands between braces."""
    return "".join(
        constants_in(index, word[1:-1], path) if word.startswith('"') else constant(index, word, path)
        for word in tokens
        if word != "+"
    )


def path_beside(index: Index, path: str, number: int) -> str:
    """The path of a JAX-RS method, which another annotation gives above or below its verb."""
    around = annotated(index, path, number)
    found = next((found for text in around.decorators if (found := PATH_BESIDE.match(text))), None) if around else None
    return annotated_paths(index, path, found[1])[0] if found else ""
