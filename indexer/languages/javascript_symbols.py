"""Definitions of a JavaScript or TypeScript file: functions, classes, members, constants, types, components."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ..facts import Symbol
from .common import captures_near, nested, text
from .javascript_parts import (
    CLASSES,
    COMPONENT_BASES,
    FUNCTIONS,
    bases_of,
    decorators_of,
    documentation,
    is_required,
    makes_component,
    name_of,
    pattern_names,
    renders,
    signature_of,
    unwrapped,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tree_sitter import Node, Query

__all__ = ["Definition", "definitions", "symbols", "top_level"]

HOLDERS = frozenset({"class", "interface", "enum", "constant", "variable", "component", "namespace"})
"""Kinds whose members others can reach."""

MEMBERS = {
    "method_definition": "method",
    "method_signature": "method",
    "abstract_method_signature": "method",
    "public_field_definition": "field",
    "field_definition": "field",
    "property_signature": "property",
    "pair": "field",
    "property_identifier": "field",
    "enum_assignment": "field",
}
"""Node type of a member → kind of its symbol."""

TYPES = {"interface_declaration": "interface", "type_alias_declaration": "type", "enum_declaration": "enum"}
KEYS = frozenset({"property_identifier", "private_property_identifier", "string"})
REFERENCES = frozenset({"identifier", "member_expression"})
DECLARATIONS = frozenset({"lexical_declaration", "variable_declaration"})
STATEMENTS = DECLARATIONS | {"export_statement", "ambient_declaration"}
NESTED_STATEMENTS = DECLARATIONS | {
    "function_declaration",
    "generator_function_declaration",
    "class_declaration",
    "abstract_class_declaration",
}
QUOTES = "\"'"
BODYLESS = frozenset({"function_signature", "method_signature", "abstract_method_signature"})

DATA_TABLE = 80
"""An object literal with more plain members is a table of data: only its functions are definitions."""

NESTED = re.compile(
    rb"\b(?:function\b\s*+\*?\s*+[\w$]|class\s++[A-Z_$]|(?:const|let|var)\s++[\w$]++\s*+"
    rb"(?::(?:[^=\n;]|=>)*+)?+=\s*+(?:async\b\s*+)?+(?:\(|<|[\w$]++\s*+=>|function\b|class\b))"
)
"""Where a named function or class may begin inside another definition; the node there decides."""


class Definition(NamedTuple):
    """A symbol before its place among the others is known; sorts outer before inner.

    Attributes:
        visible: exported by its own statement, or a member that others can reach.
        default: the module's default export.
        bodyless: a function signature without a body: an overload, an abstract or ambient function.
    """

    start: int
    negative_end: int
    name: str
    kind: str
    start_line: int
    end_line: int
    signature: str
    doc: str
    visible: bool
    bases: tuple[str, ...]
    decorators: tuple[str, ...]
    default: bool
    bodyless: bool


class Place(NamedTuple):
    """The statement that a declaration makes up with `export`, `declare` and `const` before it."""

    outer: Node
    exported: bool
    default: bool


def definitions(source: bytes, root: Node, query: Query, captured: dict[str, list[Node]]) -> list[Definition]:
    """All named definitions of a file, outer before inner.

    Args:
        captured: what the query found among the children of `root`.
    """
    reader = _Reader(source, query)
    reader.take(captured)
    reader.take_nested(root)
    return _merged(sorted(reader.found, key=lambda item: item[:2]))


def _merged(found: list[Definition]) -> list[Definition]:
    """Overloads in a row and the implementation that ends them are one function."""
    result: list[Definition] = []
    for item in found:
        before = result[-1] if result else item
        if before.bodyless and before.name == item.name and (item.bodyless or item.signature) and before is not item:
            result[-1] = before._replace(negative_end=item.negative_end, end_line=item.end_line, bodyless=item.bodyless)
        else:
            result.append(item)
    return result


def symbols(found: Sequence[Definition], public: frozenset[str], *, ambient: bool) -> list[Symbol]:
    """Definitions → symbols with dotted paths.

    Args:
        found: outer before inner.
        public: local names that the module exports under any name.
        ambient: a declaration file, whose definitions are all visible.
    """
    result: list[Symbol] = []
    paths = nested((item.start, -item.negative_end, item.name) for item in found)
    for item, (qualname, holder) in zip(found, paths, strict=True):
        if holder < 0:
            visible = item.visible or ambient or item.name.partition(".")[0] in public
        else:
            outer = result[holder]
            visible = outer.exported and outer.kind in HOLDERS and not outer.signature and (item.visible or ambient)
        start, negative_end, _, kind, first, last, signature, doc, _, bases, decorators, *_ = item
        result.append(
            Symbol(qualname, kind, first, last, start, -negative_end, signature, doc, visible, bases, decorators)
        )
    return result


def top_level(found: Sequence[Definition]) -> set[str]:
    """The names of definitions that no other holds."""
    names: set[str] = set()
    end = 0
    for item in found:
        if item.start >= end:
            names.add(item.name)
            end = -item.negative_end
    return names


class _Reader:
    """Reads captured statements into definitions."""

    def __init__(self, source: bytes, query: Query) -> None:
        self.source, self.query = source, query
        self.found: list[Definition] = []
        self.seen: set[int] = set()
        self.ambient = False

    def take(self, captured: dict[str, list[Node]]) -> None:
        """Reads each statement by the role under which the query captured it."""
        for capture, read in READERS.items():
            for node in captured.get(capture, ()):
                read(self, node)

    def take_nested(self, root: Node) -> None:
        """Named functions and classes inside of other definitions.

        A regular expression finds where they may begin, which spares a walk over the whole tree; inside a comment or a
        string another node than the keyword stands there.
        """
        for match in NESTED.finditer(self.source):
            start = match.start()
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
                    self._variable(node)

    # ---- declarations

    def _function(self, node: Node) -> None:
        name = name_of(self.source, node)
        place = self._place(node)
        kind = "component" if renders(self.source, name, node) else "function"
        self._add(place, node, name, kind, signature_of(self.source, node))

    def _class(self, node: Node) -> None:
        place = self._place(node)
        decorators = decorators_of(self.source, place.outer.named_children) if place.outer != node else ()
        self._add_class(place, node, name_of(self.source, node), decorators)

    def _add_class(self, place: Place, node: Node, name: str, decorators: tuple[str, ...] = ()) -> None:
        bases = bases_of(self.source, node)
        component = any(base.rpartition(".")[2] in COMPONENT_BASES for base in bases)
        decorators += decorators_of(self.source, node.named_children)
        self._add(place, node, name, "component" if component else "class", bases=bases, decorators=decorators)
        self._members(node.child_by_field_name("body"))

    def _typed(self, node: Node) -> None:
        kind = TYPES[node.type]
        bases = bases_of(self.source, node) if kind == "interface" else ()
        self._add(self._place(node), node, name_of(self.source, node), kind, bases=bases)
        if kind != "type":
            self._members(node.child_by_field_name("body"))

    def _namespace(self, node: Node) -> None:
        place = self._place(node)
        name, ambient = name_of(self.source, node), place.outer.type == "ambient_declaration" or self.ambient
        self._add(
            place._replace(exported=place.exported or name.startswith(tuple(QUOTES))),
            node,
            name.strip(QUOTES),
            "namespace",
        )
        body = node.child_by_field_name("body")
        if body is not None:
            self._global(body, ambient=ambient)

    def _global(self, body: Node, *, ambient: bool = True) -> None:
        """The body of a namespace, or of `declare global`; in an ambient one everything is visible."""
        before, self.ambient = self.ambient, ambient
        self.take(captures_near(self.query, body, 1))
        self.ambient = before

    # ---- values

    def _variable(self, node: Node) -> None:
        target, value = node.child_by_field_name("name"), unwrapped(node.child_by_field_name("value"))
        if target is None or (value is not None and is_required(self.source, value)):
            return
        place = self._place(node)
        kind = "constant" if self._is_const(node) else "variable"
        if target.type == "identifier":
            self._value(place, node, text(self.source, target), value, kind)
            return
        for name in pattern_names(target):
            self._add(place._replace(outer=name), name, text(self.source, name), kind)

    def _is_const(self, node: Node) -> bool:
        statement = node.parent
        return statement is not None and self.source.startswith(b"const", statement.start_byte)

    def _assignment(self, node: Node) -> None:
        """`exports.x = …`, `module.exports = …`, `Type.prototype.method = …`, `object.method = function …`."""
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
        elif right.type in FUNCTIONS and re.fullmatch(r"(?!this\.)[\w$.]+", path):
            name = path.replace(".prototype.", ".")
            self._add(place._replace(exported=False), node, name, "method", signature_of(self.source, right))

    def _default(self, node: Node) -> None:
        """`export default` of a value."""
        value = unwrapped(node)
        if value is not None and node.parent is not None:
            self._default_value(Place(node.parent, exported=True, default=True), value)

    def _default_value(self, place: Place, value: Node) -> None:
        """What a default export defines is named by itself, else `default`; a name alone defines nothing."""
        if value.type in {"identifier", "member_expression"}:
            return
        if value.type == "object" and place.outer.type == "expression_statement":
            self._members(value, exports=True)
            return
        named = value.type in FUNCTIONS or value.type in CLASSES
        self._value(place, value, name_of(self.source, value) if named else "default", value, "constant")

    def _value(self, place: Place, node: Node, name: str, value: Node | None, kind: str) -> None:
        """A name bound to a value: the value decides what it is."""
        if value is None:
            self._add(place, node, name, kind)
        elif value.type in FUNCTIONS:
            shown = "Default" if place.default and name in {"", "default"} else name
            kind = "component" if renders(self.source, shown, value) else "function"
            self._add(place, node, name, kind, signature_of(self.source, value))
        elif value.type in CLASSES:
            self._add_class(place, value, name)
        elif value.type == "call_expression":
            component = (place.default or name[:1].isupper()) and makes_component(self.source, value)
            self._add(place, node, name, "component" if component else kind)
            arguments = value.child_by_field_name("arguments") if place.default else None
            self._members(arguments.named_child(0) if arguments is not None else None)
        else:
            self._add(place, node, name, kind)
            self._members(value)

    # ---- members

    def _members(self, body: Node | None, *, exports: bool = False) -> None:
        """Members of a class, interface, enum or object literal; of `module.exports = {…}` only those defined in it."""
        if body is None or not (body.type == "object" or body.type.endswith("_body")):
            return
        children = body.named_children
        table = body.type == "object" and sum(child.type == "pair" for child in children) > DATA_TABLE
        decorators: list[Node] = []
        for child in children:
            if child.type == "decorator":
                decorators.append(child)
            elif child.type in MEMBERS and not (exports and self._only_names(child)):
                self._member(child, MEMBERS[child.type], decorators, table=table)
                decorators = []

    def _only_names(self, pair: Node) -> bool:
        value = pair.child_by_field_name("value")
        return value is not None and (value.type in REFERENCES or is_required(self.source, value))

    def _member(self, node: Node, kind: str, decorators: list[Node], *, table: bool) -> None:
        key = node if node.type == "property_identifier" else _key(node)
        if key is None or key.type not in KEYS:
            return
        name = text(self.source, key).strip(QUOTES)
        value = node.child_by_field_name("value") if kind == "field" else None
        signature, own = "", ()
        if kind == "method":
            signature = signature_of(self.source, node)
            kind = "constructor" if name == "constructor" else kind
        elif value is not None and value.type in FUNCTIONS:
            kind, signature = "method", signature_of(self.source, value)
        elif table or not name.lstrip("#").isidentifier():
            return
        if node.type == "public_field_definition":
            own = decorators_of(self.source, node.named_children)
        head = self.source[node.start_byte : key.start_byte + 1]
        place = Place(decorators[0] if decorators else node, b"private" not in head and b"#" not in head, default=False)
        self._add(place, node, name, kind, signature, decorators=decorators_of(self.source, decorators) + own)

    # ---- parts

    def _place(self, node: Node) -> Place:
        """Climbs from a declaration to its whole statement; one of several declarators stands for itself."""
        outer, parent, alone = node, node.parent, True
        exported = default = False
        while parent is not None and (parent.type in STATEMENTS or node.type == "internal_module" == outer.type):
            if parent.type not in STATEMENTS and parent.type != "expression_statement":
                break
            if parent.type in DECLARATIONS:
                alone = parent.named_child_count == 1
                self.seen.add(parent.start_byte)
            elif parent.type == "export_statement":
                exported = True
                default = self.source[parent.start_byte : node.start_byte].rstrip().endswith(b"default")
            outer = parent if alone else outer
            parent = parent.parent
        return Place(outer, exported or self.ambient, default)

    def _add(
        self,
        place: Place,
        node: Node,
        name: str,
        kind: str,
        signature: str = "",
        *,
        bases: tuple[str, ...] = (),
        decorators: tuple[str, ...] = (),
    ) -> None:
        outer = place.outer
        start, last = outer.start_byte, node if node.end_byte > outer.end_byte else outer
        self.seen.add(node.start_byte)
        self.found.append(
            Definition(
                start,
                -last.end_byte,
                name or "default",
                kind,
                outer.start_point.row + 1,
                last.end_point.row + 1,
                signature,
                documentation(self.source, start),
                place.exported,
                bases,
                decorators,
                place.default,
                node.type in BODYLESS,
            )
        )


def _key(node: Node) -> Node | None:
    if node.type == "pair":
        return node.child_by_field_name("key")
    return node.child_by_field_name("name") or node.child_by_field_name("property")


READERS: dict[str, Callable[[_Reader, Node], None]] = {
    "function": _Reader._function,  # noqa: SLF001 - the class's own table
    "class": _Reader._class,  # noqa: SLF001
    "interface": _Reader._typed,  # noqa: SLF001
    "type": _Reader._typed,  # noqa: SLF001
    "enum": _Reader._typed,  # noqa: SLF001
    "namespace": _Reader._namespace,  # noqa: SLF001
    "global": _Reader._global,  # noqa: SLF001
    "variable": _Reader._variable,  # noqa: SLF001
    "assignment": _Reader._assignment,  # noqa: SLF001
    "default": _Reader._default,  # noqa: SLF001
}
"""Capture of the query → how it is read."""
