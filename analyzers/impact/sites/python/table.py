"""The site table of a Python file, read from its syntax tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .....indexer.gathering import words
from ..shape import DECLARED
from .definitions import PythonDefinitions

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Node

    from ..shape import FileSites

__all__ = ["read_python"]

NAMELESS = words("string_start string_content string_end integer float true false none comment")
"""Half of all nodes; nothing below them is a name."""
QUOTES = b"\"'"


def read_python(source: bytes, root: Node, parse: Callable[[bytes], Node]) -> FileSites:
    """Reads a file; `parse` reads the text of an annotation written as a string."""
    reader = _Python(source, parse)
    reader.visit_children(root)
    return reader.finish()


class _Python(PythonDefinitions):
    def visit(self, node: Node | None) -> None:
        if node is not None:
            HANDLERS.get(node.type, _Python.visit_children)(self, node)

    def visit_children(self, node: Node) -> None:
        for child in node.named_children:
            HANDLERS.get(child.type, _Python.visit_children)(self, child)

    def string(self, node: Node) -> None:
        """A literal: of one with a prefix something may be filled in."""
        if self.source[node.start_byte] not in QUOTES:
            self.visit_children(node)

    def skip(self, node: Node) -> None:
        """Holds no name."""

    def finish(self) -> FileSites:
        """The table, with the attributes that are declared."""
        self.generics[DECLARED] = [name for name in self.declared if "." in name and name in self.bound]
        return super().finish()


HANDLERS: dict[str, Any] = {
    "block": _Python.block,
    "if_statement": _Python.branch,
    "elif_clause": _Python.branch,
    "except_clause": _Python.handler,
    "case_clause": _Python.case,
    "conditional_expression": _Python.choice,
    "boolean_operator": _Python.choice,
    "identifier": _Python.identifier,
    "attribute": _Python.attribute,
    "subscript": _Python.subscript,
    "call": _Python.call,
    "assignment": _Python.assignment,
    "augmented_assignment": _Python.augmented,
    "delete_statement": _Python.deletion,
    "named_expression": _Python.walrus,
    "for_statement": _Python.for_loop,
    "for_in_clause": _Python.for_loop,
    "list_comprehension": _Python.comprehension,
    "set_comprehension": _Python.comprehension,
    "dictionary_comprehension": _Python.comprehension,
    "generator_expression": _Python.comprehension,
    "as_pattern": _Python.as_pattern,
    "case_pattern": _Python.case_pattern,
    "dotted_name": _Python.dotted,
    "global_statement": _Python.outer_names,
    "nonlocal_statement": _Python.skip,
    "decorated_definition": _Python.decorated,
    "class_definition": _Python.class_definition,
    "function_definition": _Python.function,
    "lambda": _Python.anonymous,
    "type_alias_statement": _Python.type_alias,
    "return_statement": _Python.result,
    "yield": _Python.yielded,
    "import_statement": _Python.plain_import,
    "import_from_statement": _Python.from_import,
    "future_import_statement": _Python.skip,
    "type": _Python.annotation,
    "string": _Python.string,
    **dict.fromkeys(NAMELESS, _Python.skip),
}
