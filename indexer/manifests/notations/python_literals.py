"""Literal arguments of calls in a Python file, read from its syntax tree and never executed (setup.py, noxfile.py)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from ...gathering import words
from .syntax import parser_of, source_of

if TYPE_CHECKING:
    from tree_sitter import Node, Query

__all__ = ["Call", "calls", "literal_text", "parse_python", "query"]

DEPTH = 30
ERRORS = 20
_CONDITIONAL = words("if_statement else_clause elif_clause try_statement except_clause block with_statement")
_CALLS = "(call function: (_) @name arguments: (argument_list)) @call"
Value: TypeAlias = Any
"""A literal with lines: text is `(text, line)`, a list a list of values, a dict a dict of values; None for what is computed."""


class Call:
    """A call's keyword arguments, as far as they are literal."""

    def __init__(self, arguments: dict[str, tuple[Value, int]]) -> None:
        self._arguments = arguments

    def has(self, name: str) -> bool:
        return name in self._arguments

    def known(self, name: str) -> bool:
        """The argument is there, and literal."""
        return self._arguments.get(name, (None, 1))[0] is not None

    def line(self, name: str) -> int:
        return self._arguments.get(name, (None, 1))[1]

    def text(self, name: str) -> str:
        return next((text for text, _ in self.texts(name)), "")

    def texts(self, name: str) -> Iterator[tuple[str, int]]:
        """`(text, line)` of a text, of each line of a text of several lines, or of each text in a list."""
        yield from _texts(self._arguments.get(name, (None, 1))[0])

    def tables(self, name: str) -> Iterator[tuple[str, Iterator[tuple[str, int]]]]:
        """`(key, texts)` of a dict of texts or lists; a text in the form of an INI file counts as a dict."""
        value = self._arguments.get(name, (None, 1))[0]
        if isinstance(value, tuple):
            yield from _sections(_texts(value))
        yield from ((key, _texts(items)) for key, items in (value.items() if isinstance(value, dict) else ()))


def _texts(value: Value) -> Iterator[tuple[str, int]]:
    if isinstance(value, tuple):
        for offset, line in enumerate(value[0].split("\n")):
            if line.strip() and not line.lstrip().startswith("#"):
                yield line.strip(), value[1] + offset
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def _sections(lines: Iterator[tuple[str, int]]) -> Iterator[tuple[str, Iterator[tuple[str, int]]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    section = ""
    for text, line in lines:
        section = text.strip("[]") if text.startswith("[") else section
        found.setdefault(section, []).extend([] if text.startswith("[") else [(text, line)])
    yield from ((key, iter(items)) for key, items in found.items())


def calls(source: bytes, names: Sequence[str]) -> list[Call]:
    """The calls of functions of the given (dotted) names, in source order, names of the module's assignments filled in."""
    root = parse_python(source)
    reader = _Literals()
    reader.assignments(root)
    found = [found["call"][0] for found in query(_CALLS, root) if source_of(found["name"][0]) in names]
    if not found and root.has_error:  # a call that is cut short is the error around its name
        errors = [found["error"][0] for found in query("(ERROR) @error", root)][:ERRORS]
        found = [node for node in errors if any(source_of(child) in names for child in node.named_children[:ERRORS])]
    return [reader.call(node) for node in sorted(found, key=lambda node: node.start_byte)]


def parse_python(source: bytes) -> Node:
    """The root of a Python file's syntax tree."""
    return parser_of("tree_sitter_python").parse(source).root_node


def query(pattern: str, node: Node) -> Iterator[dict[str, list[Node]]]:
    """The captures of each match of a tree-sitter query."""
    from tree_sitter import QueryCursor

    return (captured for _, captured in QueryCursor(_compiled(pattern)).matches(node))


@cache
def _compiled(pattern: str) -> Query:
    import tree_sitter_python
    from tree_sitter import Language, Query

    return Query(Language(tree_sitter_python.language()), pattern)


def literal_text(node: Node) -> str:
    """The text of a string node; "" where it has placeholders."""
    value = _string(node)
    return value[0] if isinstance(value, tuple) else ""


class _Literals:
    """Evaluates literals, and names that the module binds to them."""

    def __init__(self) -> None:
        self._names: dict[str, Value] = {}

    def assignments(self, root: Node) -> None:
        """The module's plain assignments, `x += [...]`, `x.append(...)` and `x["key"] = [...]`, also those under `if` and `try`."""
        todo = list(reversed(root.named_children))
        while todo:
            node = todo.pop()
            if node.type in _CONDITIONAL:
                todo.extend(reversed(node.named_children))
            elif node.type == "expression_statement" and node.named_children:
                self._assign(node.named_children[0])
                self._grow(node.named_children[0])

    def _assign(self, node: Node) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None:
            return
        value = self.value(right)
        if node.type == "augmented_assignment":
            value = _joined(self._names.get(source_of(left)), value)
        if left.type == "identifier":
            self._names[source_of(left)] = value
        elif left.type == "subscript":
            table, key = left.child_by_field_name("value"), left.child_by_field_name("subscript")
            known = self._names.get(source_of(table)) if table else None
            name = self.value(key) if key else None
            if isinstance(known, dict) and isinstance(name, tuple):
                known[name[0]] = value

    def _grow(self, node: Node) -> None:
        """`x.append(...)` and `x.extend([...])` of a list that the module binds."""
        name, _, method = source_of(node).partition("(")[0].rpartition(".")
        known, arguments = self._names.get(name), node.child_by_field_name("arguments")
        if isinstance(known, list) and method in ("append", "extend") and arguments and arguments.named_children:
            value = self.value(arguments.named_children[0])
            self._names[name] = _joined(known, [value] if isinstance(value, tuple) else value)

    def call(self, node: Node) -> Call:
        return Call(self._arguments(node, 0))

    def _arguments(self, node: Node, depth: int) -> dict[str, tuple[Value, int]]:
        arguments: dict[str, tuple[Value, int]] = {}
        for child in (node.child_by_field_name("arguments") or node).named_children:
            if child.type == "keyword_argument":
                name, value = child.child_by_field_name("name"), child.child_by_field_name("value")
                if name is not None and value is not None:
                    arguments[source_of(name)] = (self.value(value, depth + 1), child.start_point[0] + 1)
            elif child.type == "dictionary_splat":
                table = self.value(child.named_children[0], depth + 1) if child.named_children else None
                for key, item in (table if isinstance(table, dict) else {}).items():
                    arguments.setdefault(key, (item, child.start_point[0] + 1))
        return arguments

    def value(self, node: Node, depth: int = 0) -> Value:
        """The literal of an expression; None for what is computed."""
        if depth > DEPTH:
            return None
        kind = node.type
        if kind == "string":
            return _string(node, self._names)
        if kind in ("list", "tuple", "set"):
            return self._items(node, depth)
        if kind == "dictionary":
            return self._pairs(node, depth)
        if kind == "identifier":
            return self._names.get(source_of(node))
        if kind == "parenthesized_expression" and node.named_children:
            return self.value(node.named_children[0], depth + 1)
        if kind == "binary_operator":
            return self._sum(node, depth)
        return self._called(node, depth) if kind == "call" else None

    def _items(self, node: Node, depth: int) -> list[Value]:
        items: list[Value] = []
        for child in node.named_children:
            splat = child.type == "list_splat" and child.named_children
            value = self.value(child.named_children[0] if splat else child, depth + 1)
            items += value if splat and isinstance(value, list) else [value]
        return [item for item in items if item is not None]

    def _pairs(self, node: Node, depth: int) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for child in node.named_children:
            key, value = child.child_by_field_name("key"), child.child_by_field_name("value")
            name = self.value(key, depth + 1) if key is not None else None
            if isinstance(name, tuple) and value is not None:
                found[name[0]] = self.value(value, depth + 1)
        return found

    def _sum(self, node: Node, depth: int) -> Value:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        operator = node.child_by_field_name("operator")
        if left is None or right is None or operator is None or operator.type != "+":
            return None
        return _joined(self.value(left, depth + 1), self.value(right, depth + 1))

    def _called(self, node: Node, depth: int) -> Value:
        """`dict(a=[...])`; `list(x)`, `sorted(x)`, `tuple(x)` of a literal; `"a b".split()`."""
        function, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        if function is None or arguments is None:
            return None
        if function.type == "attribute":
            return self._split(function, depth) if not arguments.named_children else None
        name = source_of(function)
        if name == "dict":
            return {key: value for key, (value, _) in self._arguments(node, depth).items()}
        if name in ("list", "sorted", "tuple", "set") and arguments.named_children:
            return self.value(arguments.named_children[0], depth + 1)
        return None

    def _split(self, method: Node, depth: int) -> Value:
        """The words of a text, each with its line; other methods' results are computed."""
        text, name = method.child_by_field_name("object"), method.child_by_field_name("attribute")
        value = self.value(text, depth + 1) if text is not None and name is not None else None
        if not isinstance(value, tuple) or source_of(name) not in ("split", "splitlines"):
            return None
        rows = enumerate(value[0].split("\n"), value[1])
        return [(word, line) for line, row in rows for word in (row.split() if source_of(name) == "split" else [row])]


def _string(node: Node, names: dict[str, Value] | None = None) -> Value:
    """A text with its line, known names filled in; None for one with other placeholders."""
    parts = []
    for child in node.children:
        if child.type == "interpolation":
            known = (names or {}).get(source_of(child).strip("{} "))
            if not isinstance(known, tuple):
                return None
            parts.append(known[0])
        if child.type == "string_content":
            said = source_of(child).replace("\\\n", "").replace("\\n", "\n")
            parts.append(said.replace('\\"', '"').replace("\\'", "'"))
    return "".join(parts), node.start_point[0] + 1


def _joined(left: Value, right: Value) -> Value:
    """`left + right`: what is known of two lists, texts both of which are known."""
    if isinstance(left, tuple) and isinstance(right, tuple):
        return left[0] + right[0], left[1]
    if isinstance(left, list) or isinstance(right, list):
        return [*(left if isinstance(left, list) else []), *(right if isinstance(right, list) else [])]
    return None
