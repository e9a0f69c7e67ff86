"""The site table of a JavaScript or TypeScript file, JSX and component scripts included, read from its syntax tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .....indexer.gathering import words
from .commonjs import DEFAULT
from .definitions import DefinitionReader
from .signatures import FUNCTIONS

if TYPE_CHECKING:
    from tree_sitter import Node

    from ..shape import FileSites

__all__ = ["read_ecmascript"]

NAMELESS = words("string string_fragment escape_sequence number true false null undefined regex this")
"""Half of all nodes; nothing below them is a name."""


def read_ecmascript(source: bytes, root: Node, *, documented: bool = False) -> FileSites:
    """Reads a file, in which the types that comments tell are those of the code, or only remarks."""
    reader = _EcmaScript(source)
    reader.annotating = documented
    reader.block(root)
    return reader.finish()


class _EcmaScript(DefinitionReader):
    def visit(self, node: Node) -> None:
        HANDLERS.get(node.type, _EcmaScript.visit_children)(self, node)

    def visit_children(self, node: Node) -> None:
        """Reads what a node of no meaning of its own consists of."""
        for child in node.named_children:
            HANDLERS.get(child.type, _EcmaScript.visit_children)(self, child)

    # ---- modules

    def import_statement(self, node: Node) -> None:
        for clause in node.named_children:
            for child in clause.named_children if clause.type == "import_clause" else ():
                if child.type == "identifier":
                    self.add(self.text(child), self.line(child), role="import", alias=self.text(child))
                elif child.type == "namespace_import":
                    name = child.named_children[-1]
                    self.add(self.text(name), self.line(name), role="import", alias=self.text(name))
                elif child.type == "named_imports":
                    self._specifiers(child)

    def _specifiers(self, node: Node, *, local: bool = False) -> None:
        for item in node.named_children:
            name, alias = item.child_by_field_name("name"), item.child_by_field_name("alias")
            if name is None:
                continue
            label = self.text(alias) if alias is not None and not local else self.text(name)
            self.add(self.text(name), self.line(name), role="import", alias=label)
            if alias is not None and self.text(alias) != self.text(name) and not local:
                self.add(self.text(alias), self.line(alias), role="import", alias=label)

    def export_statement(self, node: Node) -> None:
        local = node.child_by_field_name("source") is None
        for child in node.named_children:
            if child.type == "export_clause":
                self._specifiers(child, local=local)
            elif child.type in FUNCTIONS:
                self.function(child, qualname=DEFAULT)
            elif child.type != "string":
                self.visit(child)

    def import_alias(self, node: Node) -> None:
        """`import Card = shop.Card`: another name of a member of a namespace."""
        name, value = node.named_children[0], node.named_children[-1]
        self.mention(value, "value")
        self.bind(name, self.head(value))

    def skip(self, node: Node) -> None:
        """Holds no name."""


HANDLERS: dict[str, Any] = {
    "statement_block": _EcmaScript.scoped_block,
    "if_statement": _EcmaScript.branch,
    "ternary_expression": _EcmaScript.branch,
    "binary_expression": _EcmaScript.binary,
    "switch_case": _EcmaScript.case,
    "switch_default": _EcmaScript.case,
    "catch_clause": _EcmaScript.handler,
    "identifier": _EcmaScript.identifier,
    "shorthand_property_identifier": _EcmaScript.identifier,
    "member_expression": _EcmaScript.member,
    "subscript_expression": _EcmaScript.subscript,
    "call_expression": _EcmaScript.call,
    "new_expression": _EcmaScript.call,
    "jsx_opening_element": _EcmaScript.element,
    "jsx_self_closing_element": _EcmaScript.element,
    "jsx_closing_element": _EcmaScript.closing,
    "property_identifier": _EcmaScript.skip,
    "object": _EcmaScript.object_literal,
    "as_expression": _EcmaScript.cast,
    "satisfies_expression": _EcmaScript.cast,
    "lexical_declaration": _EcmaScript.declaration,
    "variable_declaration": _EcmaScript.declaration,
    "assignment_expression": _EcmaScript.assignment,
    "for_in_statement": _EcmaScript.for_in,
    "for_statement": _EcmaScript.scoped_block,
    "function_declaration": _EcmaScript.function_declaration,
    "generator_function_declaration": _EcmaScript.function_declaration,
    "function_signature": _EcmaScript.function_declaration,
    "arrow_function": _EcmaScript.function,
    "function_expression": _EcmaScript.function,
    "generator_function": _EcmaScript.function,
    "class_declaration": _EcmaScript.class_declaration,
    "abstract_class_declaration": _EcmaScript.class_declaration,
    "class": _EcmaScript.class_declaration,
    "interface_declaration": _EcmaScript.class_declaration,
    "type_alias_declaration": _EcmaScript.type_alias,
    "enum_declaration": _EcmaScript.enum,
    "internal_module": _EcmaScript.namespace,
    "decorator": _EcmaScript.decorator,
    "return_statement": _EcmaScript.result,
    "import_statement": _EcmaScript.import_statement,
    "import_alias": _EcmaScript.import_alias,
    "export_statement": _EcmaScript.export_statement,
    "type_annotation": _EcmaScript.annotation,
    "type_arguments": _EcmaScript.annotation,
    "type_identifier": _EcmaScript.annotation,
    "generic_type": _EcmaScript.annotation,
    "nested_type_identifier": _EcmaScript.annotation,
    "union_type": _EcmaScript.annotation,
    "intersection_type": _EcmaScript.annotation,
    "array_type": _EcmaScript.annotation,
    "object_type": _EcmaScript.annotation,
    "comment": _EcmaScript.comment,
    "statement_identifier": _EcmaScript.skip,
    **dict.fromkeys(NAMELESS, _EcmaScript.skip),
}
