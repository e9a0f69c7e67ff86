"""Definitions of a JavaScript or TypeScript file: functions, classes, members, constants, types, components."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ..common import captures_near, decorators_of, text
from .collect import DECLARATIONS, QUOTES, Collector, Place
from .definitions import Definition, merged
from .parts import (
    CLASSES,
    COMPONENT_BASES,
    FUNCTIONS,
    bases_of,
    first_of,
    intersected,
    is_required,
    makes_component,
    name_of,
    pattern_names,
    renders,
    signature_of,
    unwrapped,
)

if TYPE_CHECKING:
    from tree_sitter import Node, Query

__all__ = ["definitions"]

TYPES = {"interface_declaration": "interface", "type_alias_declaration": "type", "enum_declaration": "enum"}
ROLES = ("function", "class", "interface", "type", "enum", "namespace", "global", "variable", "assignment", "default")
"""Captures of the query that are statements, in the order in which they are read."""
NESTED_STATEMENTS = DECLARATIONS | {
    "function_declaration",
    "generator_function_declaration",
    "class_declaration",
    "abstract_class_declaration",
}

NESTED = re.compile(
    rb"\n[ \t]++(?:async[ \t]++)?+(function\b\s*+\*?\s*+[\w$]|class\s++[A-Z_$]|(?:const|let|var)\s++[\w$]++\s*+"
    rb"(?::(?:[^=\n;]|=>)*+)?+=\s*+(?:async\b\s*+)?+(?:\(|<|[\w$]++\s*+=>|function\b|class\b))"
)
"""Lines on which a named function or class may begin inside another definition; the node there decides."""


def definitions(source: bytes, root: Node, query: Query, captured: dict[str, list[Node]]) -> list[Definition]:
    """All named definitions of a file, outer before inner.

    Args:
        captured: what the query found among the children of `root`.
    """
    reader = _Reader(source, query)
    reader.take(captured)
    reader.take_nested(root)
    return merged(sorted(reader.found, key=lambda item: item[:2]))


class _Reader(Collector):
    """Reads captured statements into definitions."""

    def __init__(self, source: bytes, query: Query) -> None:
        super().__init__(source)
        self.query = query

    def take(self, captured: dict[str, list[Node]]) -> None:
        """Reads each statement by the method of the role under which the query captured it."""
        for role in ROLES:
            if role in captured:
                take = getattr(self, f"take_{role}")
                for node in captured[role]:
                    take(node)

    def take_nested(self, root: Node) -> None:
        """Named functions and classes inside of other definitions.

        A regular expression finds where they may begin, which spares a walk over the whole tree; inside a comment or a
        string another node than the keyword stands there.
        """
        for match in NESTED.finditer(self.source):
            start = match.start(1)
            if start in self.seen:
                continue
            word = root.descendant_for_byte_range(start, start + 1)
            statement = word.parent if word is not None and not word.is_named else None
            if statement is None or statement.type not in NESTED_STATEMENTS or statement.start_byte in self.seen:
                continue
            if statement.type not in DECLARATIONS:
                self.take(captures_near(self.query, statement, 0))
                continue
            for node in statement.named_children:
                value = unwrapped(node.child_by_field_name("value"))
                if value is not None and (value.type in FUNCTIONS or value.type in CLASSES):
                    self.take_variable(node)

    # ---- declarations

    def take_function(self, node: Node) -> None:
        name = name_of(self.source, node)
        place = self.place(node)
        kind = "component" if renders(self.source, name, node) else "function"
        self.add(place, node, name, kind, signature_of(self.source, node))

    def take_class(self, node: Node) -> None:
        place = self.place(node)
        decorators = decorators_of(self.source, place.outer.named_children) if place.outer != node else ()
        self._add_class(place, node, name_of(self.source, node), decorators)

    def _add_class(self, place: Place, node: Node, name: str, decorators: tuple[str, ...] = ()) -> None:
        bases = bases_of(self.source, node)
        component = any(base.rpartition(".")[2] in COMPONENT_BASES for base in bases)
        decorators += decorators_of(self.source, node.named_children)
        self.add(place, node, name, "component" if component else "class", bases=bases, decorators=decorators)
        self.members(node.child_by_field_name("body"))

    def take_interface(self, node: Node) -> None:
        kind = TYPES[node.type]
        bases = bases_of(self.source, node) if kind == "interface" else ()
        self.add(self.place(node), node, name_of(self.source, node), kind, bases=bases)
        for body in (node.child_by_field_name("body"), *intersected(node.child_by_field_name("value"))):
            self.members(body)

    take_type = take_enum = take_interface

    def take_namespace(self, node: Node) -> None:
        place = self.place(node)
        name, ambient = name_of(self.source, node), place.outer.type == "ambient_declaration" or self.ambient
        self.add(
            place._replace(exported=place.exported or name.startswith(tuple(QUOTES))),
            node,
            name.strip(QUOTES),
            "namespace",
        )
        body = node.child_by_field_name("body")
        if body is not None:
            self.take_global(body, ambient=ambient)

    def take_global(self, body: Node, *, ambient: bool = True) -> None:
        """The body of a namespace, or of `declare global`; in an ambient one everything is visible."""
        before, self.ambient = self.ambient, ambient
        self.take(captures_near(self.query, body, 1))
        self.ambient = before

    # ---- values

    def take_variable(self, node: Node) -> None:
        target, value = node.child_by_field_name("name"), unwrapped(node.child_by_field_name("value"))
        if target is None:
            return
        place = self.place(node)
        if value is not None and is_required(self.source, value) and not place.exported:
            return
        kind = "constant" if self._is_const(node) else "variable"
        if target.type == "identifier" and self._hands_out(value):
            self.add(place._replace(outer=target), target, text(self.source, target), kind)
        elif target.type == "identifier":
            self._value(place, node, text(self.source, target), value, kind)
        if target.type == "identifier":
            return
        for name in pattern_names(target):
            self.add(place._replace(outer=name), name, text(self.source, name), kind)

    def _hands_out(self, value: Node | None) -> bool:
        """`const proto = module.exports = { … }`: what stands in there are members of the module, as without the name."""
        taking: set[str] = set()
        while value is not None and value.type == "assignment_expression":
            left, value = value.child_by_field_name("left"), unwrapped(value.child_by_field_name("right"))
            taking |= {text(self.source, left)} if left is not None else set()
        if value is None or value.type != "object" or "module.exports" not in taking:
            return False
        self.members(value, exports=True)
        return True

    def _is_const(self, node: Node) -> bool:
        statement = node.parent
        return statement is not None and self.source.startswith(b"const", statement.start_byte)

    def take_assignment(self, node: Node) -> None:
        """`exports.x = …`, `module.exports = …`, `Type.prototype.method = …`, `object.method = function …`, `object.Type = class …`."""
        left, right = node.child_by_field_name("left"), unwrapped(node.child_by_field_name("right"))
        while right is not None and right.type == "assignment_expression":
            right = unwrapped(right.child_by_field_name("right"))
        if left is None or right is None or node.parent is None or is_required(self.source, right):
            return
        path = text(self.source, left)
        place = Place(node.parent, exported=True, default=False)
        if path == "module.exports":
            self._default_value(place._replace(default=True), right)
        elif path.startswith(("exports.", "module.exports.")):
            if right.type != "identifier":
                self._value(place, node, path.rpartition(".")[2], right, "constant")
        elif re.fullmatch(r"(?!this\.)[\w$.]+", path):
            self._hung(place, node, path.replace(".prototype.", "."), right)

    def _hung(self, place: Place, node: Node, path: str, value: Node) -> None:
        """A function or class that is hung on an object: whoever has the object reaches the class."""
        if value.type in FUNCTIONS:
            self.add(place._replace(exported=False), node, path, "method", signature_of(self.source, value))
        elif value.type in CLASSES:
            self._add_class(place, value, path)

    def take_default(self, node: Node) -> None:
        """`export default` of a value."""
        value = unwrapped(node)
        if value is not None and node.parent is not None:
            self._default_value(Place(node.parent, exported=True, default=True), value)

    def _default_value(self, place: Place, value: Node) -> None:
        """What a default export defines is named by itself, else `default`; a name alone defines nothing."""
        if value.type in {"identifier", "member_expression"}:
            return
        if value.type == "object" and place.outer.type == "expression_statement":
            self.members(value, exports=True)
            return
        named = value.type in FUNCTIONS or value.type in CLASSES
        self._value(place, value, name_of(self.source, value) if named else "default", value, "constant")

    def _value(self, place: Place, node: Node, name: str, value: Node | None, kind: str) -> None:
        """A name bound to a value: the value decides what it is."""
        if value is None:
            self.add(place, node, name, kind)
        elif value.type in FUNCTIONS:
            shown = "Default" if place.default and name in {"", "default"} else name
            kind = "component" if renders(self.source, shown, value) else "function"
            self.add(place, node, name, kind, signature_of(self.source, value))
        elif value.type in CLASSES:
            self._add_class(place, value, name)
        elif value.type == "call_expression":
            component = (place.default or name[:1].isupper()) and makes_component(self.source, value)
            self.add(place, node, name, "component" if component else kind)
            arguments = value.child_by_field_name("arguments") if place.default else None
            self.members(first_of(arguments))
        else:
            self.add(place, node, name, kind)
            self.members(value)
