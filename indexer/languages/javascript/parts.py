"""Parts of JavaScript and TypeScript definitions: signature, documentation, bases, decorators, and what makes a component."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...gathering import words
from ..common import DECORATOR_LENGTH, SIGNATURE_LENGTH, collapse, one_line, text

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = [
    "CLASSES", "FUNCTIONS", "bases_of", "documentation", "first_of", "intersected", "is_required", "makes_component", "name_of",
    "pattern_names", "renders", "signature_of", "unwrapped",
]  # fmt: skip

FUNCTIONS = words(
    "arrow_function function_expression function_declaration generator_function generator_function_declaration"
)
CLASSES = frozenset({"class", "class_declaration", "abstract_class_declaration"})
WRAPPERS = frozenset({"as_expression", "satisfies_expression", "parenthesized_expression", "non_null_expression"})
NAMES = frozenset({"identifier", "shorthand_property_identifier_pattern"})

COMPONENT_MAKERS = frozenset({
    "memo", "forwardRef", "lazy", "observer", "defineComponent", "defineAsyncComponent", "defineCustomElement",
    "styled", "withStyles", "connect",
})  # fmt: skip
"""Callees (by their last name; `styled` by its first) whose result is a component."""

COMPONENT_BASES = frozenset({"Component", "PureComponent"})

JSX = re.compile(rb"(?:return|=>|[(?:&|])\s*+(?:\(\s*+)?+<(?:[A-Za-z][\w.:-]*+[\s/>]|>)")
REQUIRED = re.compile(rb"(?:await\s++)?+(?:require|import)\s*+\(")
DOC_WINDOW = 4000


def signature_of(source: bytes, node: Node) -> str:
    """Parameters and result as written; `(x)` for an arrow function with one bare parameter."""
    parameters = node.child_by_field_name("parameters")
    if parameters is None:
        single = node.child_by_field_name("parameter")
        return f"({text(source, single)})" if single is not None else "()"
    result = node.child_by_field_name("return_type")
    return collapse(source[parameters.start_byte : (result or parameters).end_byte])


def documentation(source: bytes, start: int) -> str:
    """The first line of the JSDoc comment that ends right before `start`, tags left out."""
    if not source[max(0, start - 80) : start].rstrip().endswith(b"*/"):
        return ""
    head = source[max(0, start - DOC_WINDOW) : start]
    opening = head.rfind(b"/*")
    if opening < 0 or not head.startswith(b"/**", opening):
        return ""
    first = one_line(head[opening + 3 :].decode("utf-8", "replace"), SIGNATURE_LENGTH)
    return "" if first.startswith("@") else first.removesuffix("*/").rstrip(" *")


def bases_of(source: bytes, node: Node) -> tuple[str, ...]:
    """Base classes and interfaces as written, without type arguments."""
    found: list[str] = []
    for heritage in node.named_children:
        if heritage.type == "class_heritage":
            clauses = heritage.named_children
        elif heritage.type in {"extends_type_clause", "extends_clause"}:
            clauses = [heritage]
        else:
            continue
        for clause in clauses:
            entries = clause.named_children if clause.type.endswith("_clause") else [clause]
            found += [
                collapse(source[entry.start_byte : entry.end_byte].partition(b"<")[0], DECORATOR_LENGTH)
                for entry in entries
                if entry.type not in {"type_arguments", "comment"}
            ]
    return tuple(found)


def renders(source: bytes, name: str, node: Node) -> bool:
    """Whether a function is a component: capitalised, and JSX stands where a value is returned."""
    return name[:1].isupper() and JSX.search(source, node.start_byte, node.end_byte) is not None


def makes_component(source: bytes, call: Node) -> bool:
    """Whether a call's result is a component by the callee's name (`memo`, `React.forwardRef`, `styled.div`)."""
    function = call.child_by_field_name("function")
    if function is None:
        return False
    callee = collapse(source[function.start_byte : function.end_byte].partition(b"(")[0].partition(b"<")[0], 80)
    first, _, _ = callee.partition(".")
    return callee.rpartition(".")[2] in COMPONENT_MAKERS or first == "styled"


def is_required(source: bytes, value: Node) -> bool:
    """Whether a value is a `require(…)` or `import(…)`: then the name is an import, and no definition."""
    return REQUIRED.match(source, value.start_byte, value.end_byte) is not None


def unwrapped(node: Node | None) -> Node | None:
    """The expression inside of parentheses and type assertions."""
    while node is not None and node.type in WRAPPERS:
        node = first_of(node)
    return node


def first_of(node: Node | None) -> Node | None:
    """The first named child, None where there is none."""
    return node.named_child(0) if node is not None and node.named_child_count else None


def name_of(source: bytes, node: Node) -> str:
    """The text of the field `name`, "" where there is none."""
    name = node.child_by_field_name("name")
    return text(source, name) if name is not None else ""


def intersected(node: Node | None) -> list[Node]:
    """The parts of an intersection of types; a type that is none is its only part."""
    if node is None or node.type != "intersection_type":
        return [node] if node is not None else []
    return [part for child in node.named_children for part in intersected(child)]


def pattern_names(pattern: Node) -> Iterator[Node]:
    """The identifiers that a destructuring pattern binds."""
    todo = [pattern]
    while todo:
        node = todo.pop()
        if node.type in NAMES:
            yield node
        elif node.type == "pair_pattern":
            value = node.child_by_field_name("value")
            todo += [value] if value is not None else []
        elif node.type in {"assignment_pattern", "object_assignment_pattern"}:
            left = node.child_by_field_name("left")
            todo += [left] if left is not None else []
        elif node.type.endswith("pattern"):
            todo += reversed(node.named_children)
