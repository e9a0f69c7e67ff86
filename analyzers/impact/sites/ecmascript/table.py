"""The site table of a JavaScript or TypeScript file, JSX and component scripts included, read from its syntax tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .....indexer.gathering import words
from .assigned import DEFAULT
from .definitions import DefinitionReader
from .promises import FUNCTIONS

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
    def visit(self, node: Node | None) -> None:
        if node is not None:
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
    kind: handler
    for handler, kinds in (
        (_EcmaScript.scoped_block, "statement_block for_statement"),
        (_EcmaScript.branch, "if_statement ternary_expression"),
        (_EcmaScript.binary, "binary_expression"),
        (_EcmaScript.case, "switch_case switch_default"),
        (_EcmaScript.handler, "catch_clause"),
        (_EcmaScript.identifier, "identifier shorthand_property_identifier"),
        (_EcmaScript.member, "member_expression"),
        (_EcmaScript.subscript, "subscript_expression"),
        (_EcmaScript.call, "call_expression new_expression"),
        (_EcmaScript.element, "jsx_opening_element jsx_self_closing_element"),
        (_EcmaScript.closing, "jsx_closing_element"),
        (_EcmaScript.object_literal, "object"),
        (_EcmaScript.cast, "as_expression satisfies_expression"),
        (_EcmaScript.declaration, "lexical_declaration variable_declaration"),
        (_EcmaScript.assignment, "assignment_expression"),
        (_EcmaScript.for_in, "for_in_statement"),
        (_EcmaScript.function_declaration, "function_declaration generator_function_declaration function_signature"),
        (_EcmaScript.function, "arrow_function function_expression generator_function"),
        (_EcmaScript.class_declaration, "class_declaration abstract_class_declaration class interface_declaration"),
        (_EcmaScript.type_alias, "type_alias_declaration"),
        (_EcmaScript.enum, "enum_declaration"),
        (_EcmaScript.namespace, "internal_module"),
        (_EcmaScript.decorator, "decorator"),
        (_EcmaScript.result, "return_statement"),
        (_EcmaScript.import_statement, "import_statement"),
        (_EcmaScript.import_alias, "import_alias"),
        (_EcmaScript.export_statement, "export_statement"),
        (_EcmaScript.annotation, "type_annotation type_arguments type_identifier generic_type nested_type_identifier"),
        (_EcmaScript.annotation, "union_type intersection_type array_type object_type"),
        (_EcmaScript.comment, "comment"),
        (_EcmaScript.skip, "property_identifier statement_identifier"),
    )
    for kind in kinds.split()
} | dict.fromkeys(NAMELESS, _EcmaScript.skip)
