"""On what members are used in one file of C or C++, as receivers.py says it for other languages: what is declared there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ....indexer.gathering import words
from ....indexer.languages.common import parts
from .c_uses import BODIES, NAMES, CUses, declared_in, function_in, path_of, type_of
from .receiver_forms import as_table
from .receiver_nodes import text
from .written_names import WITHOUT_NAME

if TYPE_CHECKING:
    from tree_sitter import Node

    from .receiver_forms import Receivers

__all__ = ["read_c_receivers"]

DECLARATIONS = words(
    "declaration field_declaration parameter_declaration optional_parameter_declaration for_range_loop"
)


def read_c_receivers(root: Node) -> Receivers:
    """Reads a file."""
    reader = _Reader()
    reader.visit(root)
    return as_table(reader, reader.returns)


class _Reader(CUses):
    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Any] = {}
        self.returns: dict[str, Any] = {}
        self.aliases: dict[str, Any] = {}
        self.by_kind |= {
            "function_definition": self._function,
            "lambda_expression": self._block,
            "compound_statement": self._block,
            "for_statement": self._block,
            "type_definition": self._typedef,
            "alias_declaration": self._alias,
            **dict.fromkeys(BODIES, self._body),
            **dict.fromkeys(DECLARATIONS, self._declare),
        }

    def _function(self, node: Node) -> None:
        whole = node.child_by_field_name("declarator")
        declarator = function_in(whole)
        path = path_of(declared_in(declarator))
        with self.within({}):
            self.around = ".".join(part for part in [self.around, *path[:-1]] if part)
            if path:
                self._give(path[-1], type_of(node.child_by_field_name("type")))
            for child in node.named_children:
                if child != whole:
                    self.visit(child)
                elif declarator is not None:
                    self._head(declarator)

    def _head(self, declarator: Node) -> None:
        """The parameters, and what stands before the name of a function that is defined outside of its class."""
        named = declarator.child_by_field_name("declarator")
        if named is not None and named.type == "qualified_identifier":
            self.scopes_of(named)
        for child in declarator.named_children:
            if child != named:
                self.visit(child)

    def _give(self, name: str, result: Any) -> None:
        """What a function gives back; nothing where overloads do not agree."""
        holder = self.around.rpartition(".")[2]
        qualname = f"{holder}.{name}" if holder else name
        self.returns[qualname] = result if self.returns.setdefault(qualname, result) == result else None

    def _block(self, node: Node) -> None:
        with self.within({}):
            self.children(node)

    def _body(self, node: Node) -> None:
        """A type; one without a name is called as what is declared with it."""
        body = node.child_by_field_name("body")
        name = node.child_by_field_name("name")
        if body is None:
            self.visit(name)
            return
        called = path_of(name)[-1] if name is not None else self._name_beside(node)
        with self.within():
            self.around, self.scopes = ".".join(part for part in (self.around, called) if part), []
            self.children(body)
        for child in node.named_children:
            if child not in (body, name):
                self.visit(child)

    def _name_beside(self, node: Node) -> str:
        """What is declared with a type, behind the type that both stand in: others have parts of that name too."""
        whole = node.parent
        named = declared_in(whole.child_by_field_name("declarator")) if whole is not None else None
        name = text(named) if named is not None and named.type in NAMES else ""
        outer = self.around.rpartition(".")[2] if whole is not None and whole.type == "field_declaration" else ""
        return f"{outer}{WITHOUT_NAME}{name}" if name and outer else name

    def _typedef(self, node: Node) -> None:
        held = node.child_by_field_name("type")
        meant = type_of(held)
        for declarator in node.children_by_field_name("declarator"):
            named = declared_in(declarator)
            if named is not None and meant is not None and text(named) != meant[1]:
                self.aliases[text(named)] = meant if function_in(declarator) is None else None
            self._parameters(declarator)
        self.visit(held)

    def _alias(self, node: Node) -> None:
        name, held = node.child_by_field_name("name"), node.child_by_field_name("type")
        if name is not None and (meant := type_of(held)) is not None and text(name) != meant[1]:
            self.aliases[text(name)] = meant
        self.visit(held)

    def _declare(self, node: Node) -> None:
        """Variables, fields, parameters and prototypes with their written type, or that of what they are made by."""
        held = node.child_by_field_name("type")
        self.visit(held)
        meant = type_of(held)
        if meant is None and held is not None and held.child_by_field_name("body") is not None:
            meant = ["i", self._name_beside(held)]
        for declarator in node.children_by_field_name("declarator"):
            self._declared(node, declarator, meant)
        for name in ("right", "body", "default_value"):
            if (child := node.child_by_field_name(name)) is not None and child != held:
                self.visit(child)

    def _declared(self, node: Node, declarator: Node, meant: Any) -> None:
        named = declared_in(declarator)
        value = declarator.child_by_field_name("value")
        name = text(named) if named is not None and named.type in NAMES else ""
        made = self.expression(value) if meant is None and value is not None else meant
        self._parameters(declarator)
        if name and node.type == "field_declaration":
            self._keep(name, made, function_in(declarator) is not None)
        elif name and (self.scopes or node.type != "declaration"):
            self.locals.setdefault(name, set()).add(named.start_point[0] + 1 if named is not None else 0)
            if self.scopes:
                self.scopes[-1][name] = made
        elif name:
            self._keep(name, made, function_in(declarator) is not None)
        if value is not None:
            self.take_initial(value, made)
        for child in declarator.named_children if declarator.type == "array_declarator" else ():
            if child.type == "identifier" and child != named:
                self.take_name(child)

    def _keep(self, name: str, meant: Any, function: bool) -> None:
        holder = self.around.rpartition(".")[2]
        if function:
            self._give(name, meant)
        self.fields[f"{holder}.{name}" if holder else name] = meant

    def _parameters(self, declarator: Node) -> None:
        """The parameters of a prototype or pointer to a function: their types are said, their names mean nothing else."""
        found, outside = function_in(declarator), not self.scopes
        with self.within():
            self.scopes = [{}]
            for child in parts(found, "parameters") if found is not None else ():
                if outside or child.child_by_field_name("declarator") is not None:
                    self.visit(child)  # `Type name(other);` in a function is given a value that reads like a type
