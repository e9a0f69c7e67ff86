"""The site table of a JavaScript or TypeScript file, JSX and component scripts included, read from its syntax tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

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
    # ---- modules

    def import_statement(self, node: Node) -> None:
        for clause in node.named_children:
            for child in clause.named_children:
                if child.type in {"identifier", "namespace_import"}:
                    name = (child.named_children or [child])[-1]
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

    handlers: ClassVar[dict[str, Any]] = {
        kind: handler
        for handler, kinds in (
            (DefinitionReader.scoped_block, "statement_block for_statement"),
            (DefinitionReader.branch, "if_statement ternary_expression"),
            (DefinitionReader.binary, "binary_expression"),
            (DefinitionReader.case, "switch_case switch_default"),
            (DefinitionReader.handler, "catch_clause"),
            (DefinitionReader.identifier, "identifier shorthand_property_identifier"),
            (DefinitionReader.member, "member_expression"),
            (DefinitionReader.subscript, "subscript_expression"),
            (DefinitionReader.call, "call_expression new_expression"),
            (DefinitionReader.element, "jsx_opening_element jsx_self_closing_element"),
            (DefinitionReader.closing, "jsx_closing_element"),
            (DefinitionReader.object_literal, "object"),
            (DefinitionReader.cast, "as_expression satisfies_expression"),
            (DefinitionReader.declaration, "lexical_declaration variable_declaration"),
            (DefinitionReader.assignment, "assignment_expression"),
            (DefinitionReader.for_in, "for_in_statement"),
            (
                DefinitionReader.function_declaration,
                "function_declaration generator_function_declaration function_signature",
            ),
            (DefinitionReader.function, "arrow_function function_expression generator_function method_definition"),
            (
                DefinitionReader.class_declaration,
                "class_declaration abstract_class_declaration class interface_declaration",
            ),
            (DefinitionReader.type_alias, "type_alias_declaration"),
            (DefinitionReader.enum, "enum_declaration"),
            (DefinitionReader.namespace, "internal_module"),
            (DefinitionReader.decorator, "decorator"),
            (DefinitionReader.result, "return_statement"),
            (import_statement, "import_statement"),
            (import_alias, "import_alias"),
            (export_statement, "export_statement"),
            (
                DefinitionReader.annotation,
                "type_annotation type_arguments type_identifier generic_type nested_type_identifier",
            ),
            (DefinitionReader.annotation, "union_type intersection_type array_type object_type"),
            (DefinitionReader.comment, "comment"),
            (DefinitionReader.skip, "property_identifier statement_identifier"),
        )
        for kind in kinds.split()
    } | dict.fromkeys(NAMELESS, DefinitionReader.skip)
