"""C and C++: the names that declarators hold, as dotted paths, and whether they declare functions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["declared", "dotted", "is_function", "without_arguments"]

TEMPLATE_ARGUMENTS = re.compile(r"<[^<>]*>")
SCOPED = re.compile(r"(?<!\s)\s*+(::|~)\s*+")
DECLARATORS = frozenset(
    {
        "pointer_declarator", "function_declarator", "array_declarator", "init_declarator", "parenthesized_declarator",
        "reference_declarator", "attributed_declarator",
    }
)  # fmt: skip
INDIRECT = frozenset({"pointer_declarator", "reference_declarator"})


def is_function(declarator: Node | None) -> bool:
    """It declares a function, and no pointer to one (`int (*run)(int)`)."""
    while declarator is not None and declarator.type in INDIRECT:
        declarator = declarator.child_by_field_name("declarator") or declarator.named_child(0)
    if declarator is None or declarator.type != "function_declarator":
        return False
    inner = declarator.child_by_field_name("declarator")
    held = inner.named_child(0) if inner is not None and inner.type == "parenthesized_declarator" else None
    return held is None or held.type not in INDIRECT


def declared(source: bytes, declarator: Node | None) -> str:
    """The dotted name that a declarator holds under its pointers, parameters and brackets."""
    while declarator is not None and declarator.type in DECLARATORS:
        inner = declarator.child_by_field_name("declarator")
        shielded = _shielded(declarator, inner)
        declarator = shielded or (inner if inner is not None else declarator.named_child(0))
    if declarator is None:
        return ""
    raw = source[declarator.start_byte : declarator.end_byte].decode("utf-8", "replace")
    if declarator.type == "operator_cast":
        raw = raw.partition("(")[0]
    return dotted(raw)


def _shielded(node: Node, inner: Node | None) -> Node | None:
    """The name in `API int (name)(int)`: behind a macro the grammar takes `int` for the name and `(name)` for its parameters,
    but no function gives back a function."""
    if inner is None or node.type != "function_declarator" or inner.type != "function_declarator":
        return None
    parameters = inner.child_by_field_name("parameters")
    only = parameters.named_child(0) if parameters is not None and parameters.named_child_count == 1 else None
    alone = only is not None and only.named_child_count == 1
    return only.child_by_field_name("type") if only is not None and alone else None


def dotted(raw: str) -> str:
    """`a::B<T>::f` → `a.B.f`; of several words, as behind a macro, the last one is the name (`API result<int> f`)."""
    if "operator" in raw:
        scope, _, name = raw.rpartition("operator")
        return f"{dotted(scope)}operator{''.join(name.split()) if not name[:1].isspace() else ' ' + ' '.join(name.split())}"
    if "<" in raw:
        raw = without_arguments(raw)
    words = SCOPED.sub(r"\1", raw).replace("::", ".").split()
    return words[-1] if words else ""


def without_arguments(raw: str) -> str:
    """Text without its template arguments, innermost first."""
    for _ in range(8):
        shorter = TEMPLATE_ARGUMENTS.sub("", raw)
        if shorter == raw:
            break
        raw = shorter
    return raw
