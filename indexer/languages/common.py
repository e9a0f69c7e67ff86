"""What language modules share: their queries, text of nodes, and the nesting of definitions."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from tree_sitter import Language, Node, Query, Tree

__all__ = [
    "Definition", "as_it_stands", "captures", "captures_in", "captures_near", "child_of", "collapse", "decorators_of",
    "field_of", "first_field", "grammar_of", "heredocs", "import_kind", "load_queries", "load_query", "nested", "one_line",
    "parameters_of", "parts", "text",
]  # fmt: skip

QUERIES = Path(__file__).with_name("queries")
SIGNATURE_LENGTH = 200
DECORATOR_LENGTH = 120


def nested(definitions: Iterable[tuple[int, int, str]]) -> Iterator[tuple[str, int]]:
    """The dotted path of each definition, and the position of the one that holds it.

    Args:
        definitions: `(start_byte, end_byte, bare name)`, sorted by start, outer before inner.

    Yields:
        `(qualname, position of the enclosing definition or -1)` in the same order.
    """
    open_: list[tuple[int, str, int]] = []
    for position, (start, end, name) in enumerate(definitions):
        while open_ and open_[-1][0] <= start:
            open_.pop()
        if open_:
            _, outer, holder = open_[-1]
            qualname = f"{outer}.{name}"
        else:
            holder, qualname = -1, name
        open_.append((end, qualname, position))
        yield qualname, holder


@cache
def grammar_of(package: str, function: str = "language") -> Language:
    """The tree-sitter language of a grammar wheel (`tree_sitter_python`)."""
    from importlib import import_module

    from tree_sitter import Language

    return Language(getattr(import_module(package), function)())


def as_it_stands(source: bytes) -> tuple[bytes, str]:
    """The `prepare` of a language whose files are parsed as they are."""
    return source, ""


def load_query(name: str, package: str, function: str = "language") -> Query:
    """The compiled `queries/NAME.scm` for a grammar."""
    return load_queries((name,), package, function)


@cache
def load_queries(names: tuple[str, ...], package: str, function: str = "language") -> Query:
    """Several `queries/NAME.scm` compiled as one, for a grammar that extends another's."""
    from tree_sitter import Query

    source = "\n".join((QUERIES / f"{name}.scm").read_text("utf-8") for name in names)
    return Query(grammar_of(package, function), source)


def import_kind(holder: Node | None, lazy: frozenset[str], conditions: frozenset[str]) -> str:
    """The kind of an import inside of a node: `lazy` in one of some types, `conditional` in one of others, else `static`."""
    kind = "static"
    while holder is not None:
        if holder.type in lazy:
            return "lazy"
        if holder.type in conditions:
            kind = "conditional"
        holder = holder.parent
    return kind


def captures_near(query: Query, node: Node, depth: int) -> dict[str, list[Node]]:
    """Like `captures`, for patterns that start at most `depth` levels below a node: the tree below is not walked."""
    from tree_sitter import QueryCursor

    cursor = QueryCursor(query)
    cursor.set_max_start_depth(depth)
    return cursor.captures(node)


def captures(query: Query, tree: Tree) -> dict[str, list[Node]]:
    """Capture name → nodes in any order, for a whole tree, in one pass."""
    from tree_sitter import QueryCursor

    return QueryCursor(query).captures(tree.root_node)


def captures_in(
    query: Query, tree: Tree, containers: frozenset[str], open_: frozenset[str] = frozenset()
) -> dict[str, list[Node]]:
    """Capture name → the file's direct members and those of the captured containers' bodies; other bodies stay closed.

    Args:
        query: a compiled query whose patterns are single nodes.
        tree: the parsed file.
        containers: captures whose field `body` holds members too (`class`, `impl`).
        open_: captures that hold members directly (`#if`); they are not returned.
    """
    from tree_sitter import QueryCursor

    cursor = QueryCursor(query)
    cursor.set_max_start_depth(1)
    found: dict[str, list[Node]] = {}
    todo = [tree.root_node]
    while todo:
        current = todo.pop()
        for capture, nodes in cursor.captures(current).items():
            if capture in open_:
                todo += [node for node in nodes if node != current]
                continue
            found.setdefault(capture, []).extend(nodes)
            if capture in containers:
                todo += [body for node in nodes if (body := node.child_by_field_name("body")) is not None]
    return found


class Definition(NamedTuple):
    """A definition, or a word that says something of one, before it becomes a symbol."""

    start: int
    end: int
    name: str
    kind: str
    node: Node


def text(source: bytes, node: Node) -> str:
    """The node's source."""
    return source[node.start_byte : node.end_byte].decode("utf-8", "replace")


def field_of(node: Node, field: str) -> Node:
    """What stands in a field that the grammar asks for: no node of the kind is without it."""
    return cast("Node", node.child_by_field_name(field))


def child_of(node: Node | None, kinds: Container[str]) -> Node | None:
    """The first child of one of some kinds."""
    return next((item for item in node.children if item.type in kinds), None) if node is not None else None


def first_field(node: Node, fields: Iterable[str]) -> Node | None:
    """What stands in the first of some fields that is there."""
    return next((item for field in fields if (item := node.child_by_field_name(field))), None)


def parts(node: Node, field: str) -> list[Node]:
    """What stands in a field of a node: the parameters, the arguments; none where it is not there."""
    held = node.child_by_field_name(field)
    return held.named_children if held is not None else []


def parameters_of(source: bytes, node: Node) -> str:
    """The parameters of a function and all that follows up to its body; "" without any."""
    parameters = node.child_by_field_name("parameters")
    if parameters is None:
        return ""
    body = node.child_by_field_name("body")
    return collapse(source[parameters.start_byte : (body.start_byte if body else node.end_byte)].rstrip(b"; \n"))


def decorators_of(source: bytes, nodes: Iterable[Node]) -> tuple[str, ...]:
    """Decorators among `nodes`, without the sign."""
    return tuple(
        collapse(source[node.start_byte + 1 : node.end_byte], DECORATOR_LENGTH)
        for node in nodes
        if node.type == "decorator"
    )


def collapse(raw: bytes, limit: int = SIGNATURE_LENGTH) -> str:
    """Bytes of source on one line, white space folded, cut at `limit` characters."""
    return " ".join(raw[: 4 * limit].decode("utf-8", "replace").split())[:limit]


def one_line(raw: str, limit: int = SIGNATURE_LENGTH) -> str:
    """The first line of a documentation text that says something."""
    for line in raw.splitlines():
        if stripped := line.strip(" \t*/#!"):
            return stripped[:limit]
    return ""


def heredocs(opening: bytes, labels: bytes) -> bytes:
    """Pattern source of here-documents with the usual labels; a lexicon's patterns have no groups to hold any label.

    Args:
        opening: pattern source of what stands before the label.
        labels: the labels, separated by spaces.
    """
    body = rb"%b\b[^\n]*+(?:\n(?![ \t]*+%b\b)[^\n]*+)*+(?:\n[ \t]*+%b\b|\Z)"
    return rb"(?:%b)(?:%b)" % (opening, b"|".join(body % ((label,) * 3) for label in labels.split()))
