"""The site table of a Python file, read from its syntax tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

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
    def string(self, node: Node) -> None:
        """A literal: of one with a prefix something may be filled in."""
        if self.source[node.start_byte] not in QUOTES:
            self.visit_children(node)

    def finish(self) -> FileSites:
        """The table, with the attributes that are declared."""
        self.generics[DECLARED] = [name for name in self.declared if "." in name and name in self.bound]
        return super().finish()

    handlers: ClassVar[dict[str, Any]] = {
        "block": PythonDefinitions.block,
        "if_statement": PythonDefinitions.branch,
        "elif_clause": PythonDefinitions.branch,
        "except_clause": PythonDefinitions.handler,
        "case_clause": PythonDefinitions.case,
        "conditional_expression": PythonDefinitions.choice,
        "boolean_operator": PythonDefinitions.choice,
        "identifier": PythonDefinitions.identifier,
        "attribute": PythonDefinitions.attribute,
        "subscript": PythonDefinitions.subscript,
        "call": PythonDefinitions.call,
        "assignment": PythonDefinitions.assignment,
        "augmented_assignment": PythonDefinitions.augmented,
        "delete_statement": PythonDefinitions.deletion,
        "named_expression": PythonDefinitions.walrus,
        "for_statement": PythonDefinitions.for_loop,
        "for_in_clause": PythonDefinitions.for_loop,
        "list_comprehension": PythonDefinitions.comprehension,
        "set_comprehension": PythonDefinitions.comprehension,
        "dictionary_comprehension": PythonDefinitions.comprehension,
        "generator_expression": PythonDefinitions.comprehension,
        "as_pattern": PythonDefinitions.as_pattern,
        "case_pattern": PythonDefinitions.case_pattern,
        "dotted_name": PythonDefinitions.dotted,
        "global_statement": PythonDefinitions.outer_names,
        "nonlocal_statement": PythonDefinitions.skip,
        "decorated_definition": PythonDefinitions.decorated,
        "class_definition": PythonDefinitions.class_definition,
        "function_definition": PythonDefinitions.function,
        "lambda": PythonDefinitions.anonymous,
        "type_alias_statement": PythonDefinitions.type_alias,
        "return_statement": PythonDefinitions.result,
        "yield": PythonDefinitions.yielded,
        "import_statement": PythonDefinitions.plain_import,
        "import_from_statement": PythonDefinitions.from_import,
        "future_import_statement": PythonDefinitions.skip,
        "type": PythonDefinitions.annotation,
        "string": string,
        **dict.fromkeys(NAMELESS, PythonDefinitions.skip),
    }
